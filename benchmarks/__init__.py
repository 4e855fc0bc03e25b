"""What a glossary costs: the same words in four forms, built in turn and compared.

The forms are those of :mod:`benchmarks.forms`: plain sections, which are the floor; Sphinx's own
glossary; sphinx-needs; and ours, with everything that is on by default. :mod:`benchmarks.corpus`
writes the projects, :mod:`benchmarks.measure` builds them, each time in a process of its own, and
:mod:`benchmarks.report` makes the tables. ``python -m benchmarks.run --help`` says how to ask for them.

To be fair to all:

- The forms take turns, and the report gives the median of the ratios of builds that stood side by side.
- All have the same words, the same references and the same names for each term. What ours shows
  besides (definitions on cards, mentions, next and previous term, the index) is part of what it costs.
- An edit goes there and back, so that each timed build has exactly one changed document to find.
- Where every term has a page, the pages of the others stand in no toctree: one of a thousand entries
  would be copied into each page, which costs many times what is measured here.
- The fixed part that growth leaves out is a glossary with one term for each letter and all narrative
  pages. Without any term the references would have no target, and growth would look smaller than it is.
- The theme is Sphinx's default.

:mod:`benchmarks.goals` compares ours with Sphinx's own, and says which goals are reached.
:mod:`benchmarks.fleet` measures what one glossary costs many projects that are built apart.
"""
