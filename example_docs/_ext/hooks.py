"""What others may style: the classes that the HTML promises, and the variables of the style sheet."""

from __future__ import annotations

from typing import Final

CLASSES: Final = {
    "glossterm": "An entry: a section, whose id is that of the entry.",
    "glossterm-category": "All terms and the category, above the title.",
    "glossterm-abbr": "The abbreviation, next to the title.",
    "glossterm-source": "The title in the source language, under a translated one.",
    "glossterm-aka": "The other names.",
    "glossterm-status": "What an entry says of its status, if it is not stable.",
    "glossterm-draft": "What a draft says of its status.",
    "glossterm-deprecated": "What a deprecated entry says of its status.",
    "glossterm-see": "The line of an entry that only points to another one.",
    "glossterm-definition": "The definition; its first paragraph is the short definition.",
    "glossterm-why": "Why it matters.",
    "glossterm-deepdive": "A deep dive, an HTML <details>.",
    "glossterm-procon": "A comparison; its sides are in it.",
    "glossterm-pro": "The case for.",
    "glossterm-con": "The case against.",
    "glossterm-heading": "The heading of any of these blocks.",
    "glossterm-related": "The related entries.",
    "glossterm-cards": "A list of cards, here and in an index.",
    "glossterm-card": "One card: a title with its short definition.",
    "glossterm-mentions": "Where the entry is mentioned.",
    "glossterm-nav": "All terms, previous and next term.",
    "glossterm-languages": "Links to the same page or entry in other languages.",
    "glossterm-ref": "A link to an entry.",
    "glossterm-termdef": "A short definition in running text.",
    "glossterm-preview": "The preview of a link.",
    "glossterm-index": "A list of all terms, with all that belongs to it.",
    "glossterm-filter": "The field and the buttons that narrow the list.",
    "glossterm-letters": "The links to the letters.",
    "glossterm-group": "The entries of one letter or category.",
    "glossterm-list": "The entries of a group as a list.",
    "glossterm-abbreviations": "Abbreviations with what they stand for; a list too.",
    "glossterm-table": "The entries of a group as a table.",
    "glossterm-translations": "A table of the names in all languages.",
    "glossterm-wide": "The box in which that table moves sideways.",
}

VARIABLES: Final = {
    "--glossterm-accent": "What leads the eye: the bar at the side of a block, marks, focus.",
    "--glossterm-text": "Text of previews.",
    "--glossterm-muted": "Text that stands back: category, source title, labels.",
    "--glossterm-border": "Lines around cards, sides and previews.",
    "--glossterm-background": "Background of previews.",
    "--glossterm-surface": "Background of a block that stands out, and of a card under the pointer.",
    "--glossterm-pro": "The case for.",
    "--glossterm-con": "The case against.",
    "--glossterm-radius": "How round corners are.",
}
