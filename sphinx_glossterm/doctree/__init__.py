"""Doctree: the nodes of entries.

Pieces of doctree are frozen to be stored, and thawed to be shown on other pages.
"""
