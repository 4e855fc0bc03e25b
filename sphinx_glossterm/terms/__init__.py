"""Terms: what is known of entries, as records and pure functions of records.

Nothing here knows Sphinx or docutils, so that each rule is tested without a build.
"""
