"""Migration: built-in glossaries into entries, and entries into text.

Source text alone is read and written, without a build.
"""
