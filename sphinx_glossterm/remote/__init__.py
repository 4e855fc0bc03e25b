"""Remote: other projects' glossaries, read once for each build.

Their content is text from strangers: it is fetched within limits, checked, and kept as records.
"""
