"""Where new entries go: each next to its neighbour, as with ``glossterm new``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from docutils.utils import column_width

from sphinx_glossterm.cli.home import Known, Neighbour, Neighbourhood
from sphinx_glossterm.cli.project import Project
from sphinx_glossterm.cli.replies import Sources
from sphinx_glossterm.cli.source import Source, markup_of, read_source, suffix_of
from sphinx_glossterm.exchange.fillings import EntryMessages
from sphinx_glossterm.exchange.termbase import Concept
from sphinx_glossterm.migration.drafting import Tell, draft_of, title
from sphinx_glossterm.migration.revising import Revision, revised
from sphinx_glossterm.migration.writing import write_entry
from sphinx_glossterm.read.markup import Markup


@dataclass(slots=True)
class ReceivingFile:
    """A file that gets entries.

    Attributes:
        source: The present file; its text is empty if it is new.
        markup: The markup of the file.
        fence: What opens entries in MyST.
        indent: The indentation of entries in reStructuredText.
        blocks: The lines of the new entries, by the line of the file that they come before.
        replaced: New lines for entries that change, by the range of lines they replace.
    """

    source: Source
    markup: Markup
    fence: str
    indent: int = 3
    blocks: dict[int, list[str]] = field(default_factory=dict)
    replaced: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The file with its new entries."""
        return self.source.with_blocks(self.blocks, self.replaced)


class Placing:
    """Finds the place of each new entry.

    Args:
        project: The project.
        sources: Its source files.
        files: Those that have entries.
        target: The file that all entries go to; None to choose.
        heading: The heading of a new page for several entries.
        stem: The name of such a page.
    """

    def __init__(
        self,
        project: Project,
        sources: Sources,
        files: Sequence[Known],
        target: Path | None,
        heading: str,
        stem: str,
    ) -> None:
        self._project = project
        self._sources = sources
        self._target = target
        self._heading = heading
        self._stem = stem
        near = [
            file for file in files if target is None or file.source.path.resolve() == target.resolve()
        ]
        self._hood = Neighbourhood(near, project.conf.source_language)
        self._files = {file.source.path.resolve(): file for file in files}
        self.pages: dict[Path, ReceivingFile] = {}

    def place(self, concepts: Iterable[Concept], tell: Tell) -> dict[Path, ReceivingFile]:
        """The files that get entries, with the new text.

        Args:
            concepts: The entries, with their future ids.
            tell: Called with a sentence for each thing that cannot be written.
        """
        language = self._project.conf.source_language
        ordered = sorted(concepts, key=lambda concept: self._key(concept, language))
        for concept in ordered:
            words = concept.words[language]
            neighbour = self._hood.neighbour(words.title, concept.category, concept.glossary)
            page, place = self._page(concept, neighbour, is_alone=len(ordered) == 1)

            def tell_of(what: str, name: str = words.title) -> None:
                tell(f'The entry "{name}": {what}')

            lines = write_entry(
                draft_of(concept, language, page.markup, tell_of),
                page.markup,
                fence=neighbour.entry.fence or page.fence if neighbour else page.fence,
                indent=neighbour.entry.indent or page.indent if neighbour else page.indent,
            )
            block = page.blocks.setdefault(place, [])
            block += ["", *lines] if block else lines
        return self.pages

    def revise(
        self,
        id_: str,
        messages: EntryMessages,
        revise: Callable[[Markup], Revision],
    ) -> bool:
        """Change an entry in its file.

        Args:
            id_: The id of the entry in its glossary.
            messages: Its messages, which say where it is.
            revise: Given the markup of the file, makes the changes.

        Returns:
            Whether the entry could be changed.
        """
        path = (self._project.source / messages.file).resolve()
        file = self._files.get(path)
        entries = file.page.entries if file else []
        found = [each for each in entries if each.id == id_ and not each.is_inside]
        if file is None or len(found) != 1:
            return False
        [entry] = found
        page = self._known(file.source)
        lines = file.page.lines[entry.first : entry.end]
        new = revised(lines, page.markup, revise(page.markup), indent=entry.indent or page.indent)
        if new is None:
            return False
        page.replaced[entry.first, entry.end] = new
        return True

    def _key(self, concept: Concept, language: str) -> tuple[object, str]:
        return self._hood.key(concept.words[language].title), concept.id

    def _page(
        self, concept: Concept, neighbour: Neighbour | None, *, is_alone: bool
    ) -> tuple[ReceivingFile, int]:
        """The file for an entry, and the line before which it goes."""
        if neighbour is not None and not neighbour.file.is_one_entry:
            return self._known(neighbour.file.source), neighbour.line
        if self._target is not None:
            source = read_source(self._target) if self._target.exists() else Source(self._target, "")
            page = self._known(source, is_alone=is_alone)
            return page, len(page.source.text)
        if neighbour is not None:
            near = neighbour.file.source.path
            path = self._free(near.parent, concept.id, suffix_of(near, self._sources.parsers))
            return self._known(Source(path, "")), 0
        folder, suffix = self._project.source / "terms", self._suffix()
        path = self._free(folder, concept.id, suffix) if is_alone else folder / f"{self._stem}{suffix}"
        if path in self.pages or not path.exists():
            return self._known(Source(path, ""), is_alone=is_alone), 1
        page = self._known(read_source(path))
        return page, len(page.source.text)

    def _suffix(self) -> str:
        """The suffix of new files: that of the document the project begins with."""
        root = self._project.source / self._sources.documents.get(self._project.conf.root_doc, "")
        parsers = self._sources.parsers
        return suffix_of(root, parsers) if markup_of(root, parsers) else ".rst"

    def _free(self, folder: Path, name: str, suffix: str) -> Path:
        names = (f"{name}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
        return next(
            path for found in names if not (path := folder / found).exists() and path not in self.pages
        )

    def _known(self, source: Source, *, is_alone: bool = True) -> ReceivingFile:
        """The page of a file; a new one for several entries begins with a heading."""
        page = self.pages.get(source.path)
        if page is None:
            markup = markup_of(source.path, self._sources.parsers) or Markup.RST
            fence = ":::" if self._sources.colon_fence else "```"
            page = self.pages[source.path] = ReceivingFile(source, markup, fence)
            if not is_alone and not source.text.strip():
                page.blocks[0] = _heading(self._heading, markup)
        return page


def _heading(text: str, markup: Markup) -> list[str]:
    text = title(text, markup)
    return [f"# {text}"] if markup is Markup.MYST else [text, "=" * max(column_width(text), 3)]
