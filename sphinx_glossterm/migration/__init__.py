"""Migration: turn built-in glossaries into entries, and entries into source text.

It reads and writes only source text, without a build.
"""
