"""Terms: records of entries, and pure functions of these records.

Nothing here depends on Sphinx or docutils, so each rule can be tested without a build.
"""
