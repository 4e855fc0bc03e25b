"""A small project with terms in every place that is difficult for previews, half of it in Hindi."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from support import Project

STYLE: Final = """
div.body { min-width: 0; }
.sticky { position: sticky; inset-block-start: 0; float: inline-end; width: 7rem; height: 6rem; overflow: auto; }
.room { height: 40rem; }
.transformed { transform: translateX(2rem); overflow: hidden; }
"""
ENTRIES: Final = """
Entries
=======

.. term:: Token
   :abbr: TK
   :aka: Text piece
   :category: Text
   :tags: usage, data
   :related: model

   A *piece* of text that a :term:`model <model>` reads; see also `the web <https://example.org/token>`_.

   .. deepdive:: The long story
      :closed:

      Deep in the text there is a :term:`model <model>`.

.. term:: Model
   :category: Machines
   :tags: usage

   What reads a :term:`token <token>`.

.. term:: Plain

   Nobody has translated this.

.. term:: Long

   A definition which goes on and on. {much}

.. term:: Elsewhere
   :see: Token
"""
PLACES: Final = """
Places
======

.. container:: sticky

   A :term:`token <token>`, and much more text in this narrow box, so that it has to be scrolled by the reader.

   .. container:: room

      And a :term:`model <model>` below.

.. container:: first

   :term:`token <token>` begins a line, and a line may end with a :term:`model <model>`

.. container:: wrapped

   Here a link runs over several lines: :term:`a token with so many words in its text that it needs some lines
   of its own on every screen, however wide that may be, and then a few more words to make quite sure of it,
   since the screen of a desk is wide enough for one hundred and fifty or even two hundred signs <token>`.

.. list-table::
   :class: table

   * - One
     - A :term:`token <token>` in a cell
   * - :term:`long <long>`
     - .. container:: nested

          .. list-table::

             * - :term:`token <token>`

.. raw:: html

   <details class="shut"><summary>

A :term:`token <token>` in the summary

.. raw:: html

   </summary>

Folded away.

.. raw:: html

   </details><details class="unfolded" open><summary>

A :term:`token <token>` in the summary

.. raw:: html

   </summary>

A :term:`model <model>` within.

.. raw:: html

   </details>

.. container:: transformed

   A :term:`token <token>` where all is moved.

.. container:: untranslated

   A :term:`plain <plain>` term.

.. container:: pointing

   One that only points :term:`elsewhere <elsewhere>`.

.. container:: room

   Room.

.. container:: last

   The :term:`long <long>` end.
"""
INDEXES: Final = """
Indexes
=======

.. termindex::
   :style: table

Without a filter
----------------

.. termindex::
   :nofilter:
"""
HINDI: Final = {
    "entries": {
        "Token": "टोकन",
        "TK": "टीके",
        "Text piece": "टुकड़ा",
        "A *piece* of text that a :term:`model <model>` reads; see also `the web <https://example.org/token>`_.": "पाठ का वह *टुकड़ा* जो कोई :term:`मॉडल <model>` पढ़ता है; `वेब <https://example.org/token>`_ भी देखें।",
        "Model": "मॉडल",
        "What reads a :term:`token <token>`.": "जो :term:`टोकन <token>` पढ़ता है।",
    },
    "guide/places": {
        "A :term:`token <token>` in a cell": "खाने में :term:`टोकन <token>`",
    },
    "glossterm": {"Text": "पाठ", "Machines": "मशीनें", "usage": "इस्तेमाल", "data": "डेटा"},
}


@dataclass(frozen=True)
class Words:
    """What the preview of the token says."""

    title: str
    category: str
    definition: str
    model: str


WORDS: Final = {
    "en": Words(
        "Token (TK)",
        "Text",
        "A piece of text that a model reads; see also the web.",
        "What reads a token.",
    ),
    "hi": Words("टोकन (टीके)", "पाठ", "पाठ का वह टुकड़ा जो कोई मॉडल पढ़ता है; वेब भी देखें।", "जो टोकन पढ़ता है।"),
}


def corners(project: Project) -> None:
    """Write the project."""
    project.conf["html_static_path"] = ["static"]
    project.conf["html_css_files"] = ["corners.css"]
    project.write("static/corners.css", STYLE)
    project.write(
        "index.rst",
        "Corners\n=======\n\nA :term:`token <token>`, and a :term:`model <model>`.\n\n"
        ".. toctree::\n\n   entries\n   guide/index\n   guide/places\n   indexes\n   words\n",
    )
    project.write("entries.rst", ENTRIES.format(much="Word after word follows. " * 60))
    project.write("guide/index.rst", "Guide\n=====\n\nA :term:`token <token>`.\n")
    project.write("guide/places.rst", PLACES)
    project.write("indexes.rst", INDEXES)
    project.write("words.rst", "Words\n=====\n\nNot one of them needs us.\n")
    for domain, messages in HINDI.items():
        project.translate(domain, messages)
