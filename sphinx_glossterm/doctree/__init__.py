"""Doctree: the nodes an entry is made of.

A piece of doctree is frozen to be kept, and thawed to be shown elsewhere.
"""
