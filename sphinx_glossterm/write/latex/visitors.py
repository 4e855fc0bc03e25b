"""LaTeX: what each node becomes. ``texinputs/glossterm.sty`` decides how it looks.

A block writes an environment named after its class, like every container: this is how Sphinx lets
authors style containers.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import (
    glossterm_block,
    glossterm_heading,
    glossterm_page,
    glossterm_place,
    glossterm_printed_index,
    glossterm_use,
)
from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.write.latex.preset import choose_paper

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.latex import LaTeXTranslator

    from sphinx_glossterm.write.latex.printed_index import PrintedLine

TEXINPUTS: Final = Path(__file__).parents[2] / "texinputs"
STYLE: Final = "glossterm"


def visit_block(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """Targets for links to the block, then the start of a container."""
    for id_ in node["ids"]:
        translator.body.append(translator.hypertarget(id_))
    translator.visit_container(node)
    if node.get("framed"):
        translator.no_latex_floats += 1


def depart_block(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """The container's end."""
    if node.get("framed"):
        translator.no_latex_floats -= 1
    # An environment ends in vertical mode, as it began.
    translator.depart_container(node)


def visit_heading(translator: LaTeXTranslator, node: nodes.Element) -> None:
    r"""``\glosstermheading``: Sphinx would set a heading as large as a section's."""
    translator.body.append("\n" + r"\glosstermheading{")
    translator.in_title = 1


def depart_heading(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """The heading's end."""
    translator.in_title = 0
    translator.body.append("}\n")


def visit_page(translator: LaTeXTranslator, node: nodes.Element) -> None:
    r"""``\glosstermpage{label}``."""
    # The label of a reference's target, as Sphinx's writer makes it.
    refid = node.get("refid")
    label = f"{translator.curfilestack[-1]}:{refid}" if refid else _target(node["refuri"])
    translator.body.append(rf"\glosstermpage{{{translator.idescape(label)}}}")
    raise nodes.SkipNode


def visit_place(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """A target for the index."""
    translator.body += [translator.hypertarget(id_) for id_ in node["ids"]]
    raise nodes.SkipNode


def visit_use(translator: LaTeXTranslator, node: nodes.Element) -> None:
    r"""``\glosstermuse{number}``: TeX notes the page."""
    translator.body.append(rf"\glosstermuse{{{node['number']}}}")
    raise nodes.SkipNode


def _target(uri: str) -> str:
    """The name of the label for an address within the book: ``%document`` or ``%document#anchor``."""
    document, _, anchor = uri.removeprefix("%").partition("#")
    return f"{document}:{anchor or ':doc'}"


def visit_printed_index(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """The index, in the place of Sphinx's own, which is not made."""
    lines = [r"\begin{glosstermprintedindex}"]
    for letter, entries in node["groups"]:
        lines.append(rf"\glosstermindexletter{{{translator.encode(letter)}}}")
        lines += _index_lines(translator, entries, "entry")
    lines.append(r"\end{glosstermprintedindex}")
    translator.elements |= {"makeindex": "", "printindex": "\n".join(lines)}
    raise nodes.SkipNode


def _index_lines(
    translator: LaTeXTranslator, entries: Iterable[PrintedLine], kind: str
) -> Iterable[str]:
    for entry in entries:
        places = [rf"\glosstermindexuses{{{number}}}" for number in entry.uses]
        places += (
            rf"\glosstermindex{'mainpage' if is_main else 'page'}{{{translator.idescape(_target(uri))}}}"
            for uri, is_main in entry.places
        )
        pages = rf"\glosstermindexpages{{{''.join(places)}}}" if places else ""
        yield rf"\glosstermindex{kind}{{{_rendered(translator, entry.words)}}}{pages}"
        yield from _index_lines(translator, entry.below, "subentry")


def _rendered(translator: LaTeXTranslator, words: nodes.inline) -> str:
    translator.pushbody([])
    for child in words.children:
        child.walkabout(translator)
    return "".join(translator.popbody())


VISITORS: Final[dict[type[nodes.Element], Any]] = {
    glossterm_block: (visit_block, depart_block),
    glossterm_heading: (visit_heading, depart_heading),
    glossterm_page: (visit_page, None),
    glossterm_place: (visit_place, None),
    glossterm_printed_index: (visit_printed_index, None),
    glossterm_use: (visit_use, None),
}


def add_style(app: Sphinx, builder: Builder) -> None:
    """Use the style if a book needs it, and copy it beside the book (``write-started``)."""
    if builder.format != "latex":
        return
    is_named = any("glossterm" in str(text) for text in app.config.latex_elements.values())
    if not (is_named or the_domain(app.env).is_used):
        return
    if not app.registry.has_latex_package(STYLE):
        # After hyperref, whose commands for pages it uses.
        app.add_latex_package(STYLE, tag_of(app.config.language), after_hyperref=True)
    choose_paper(app.config)
    for path in TEXINPUTS.iterdir():
        if path.suffix in {".sty", ".lua"}:
            replace(Path(builder.outdir, path.name), path.read_bytes())


def setup(app: Sphinx) -> None:
    """Register the style."""
    app.connect("write-started", add_style)
