"""Remote: other projects' glossaries, read once for each build.

They are text from strangers, so they are fetched within limits, checked, and stored as records.
"""
