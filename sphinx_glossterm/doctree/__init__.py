"""Doctree: the nodes an entry is made of, and how a piece of doctree is frozen and thawed."""
