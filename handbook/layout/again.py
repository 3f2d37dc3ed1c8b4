"""A book written again where it changed since the last build, with the very bytes of a whole layout.

Each section's pages are kept as they were drawn, with what the sections around it must know of them; ``gatherings``
says which sections a change makes stale. Whatever is not surely the same, and whatever WeasyPrint warns of, is laid out
and told as a whole. ``tests/layout/test_again.py`` compares the bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.files.keep import Keep
from handbook.files.store import sha256
from handbook.layout import engine, slots, structure
from handbook.layout.engine import Counters, Element, KeptPage, Opening, Page, Settled, Start, UnlikeError
from handbook.layout.gatherings import Book, Laid, Section, divided
from handbook.layout.positions import joined, renumbered, squeezed
from handbook.layout.write import Written, cited, collected, without_alt, write
from handbook.render.html import Document
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Project
from handbook.values.pages import Pages

PICTURE = re.compile(r"[^\s\"'()]+\.(?:svg|png|jpe?g)\b", re.IGNORECASE)
"""How pictures are named in attributes."""
MANY = 3
"""If more than one section in so many is stale, the whole is laid out: each one alone costs a little more."""
Name = tuple[str, tuple[str, str]]
"""A message with its language."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A section as it is kept."""

    first: int
    after: int
    opening: Opening
    digest: str
    """Of its text and pictures; empty if its pages cannot be kept."""
    start: Start
    end: Start
    pages: tuple[KeptPage, ...]
    anchors: dict[str, Counters]
    targets: dict[str, Counters]
    positions: Pages
    names: dict[int, Name]
    """The messages of the positions."""
    titles: dict[str, tuple[int, ...]]
    """What style sheets print, and the message that it is taken from."""
    loaded: frozenset[Path]
    """The pictures that were read for it."""


@dataclass(frozen=True, slots=True)
class _KeptBook:
    around: str
    """Digest of what all sections depend on."""
    beside: dict[str, str]
    """Files that were read for no single section, with their digests."""
    sections: tuple[_Kept, ...]


def write_again(
    project: Project, document: Document, fonts_css: str, cache: Path, store: Keep | None
) -> tuple[Written | None, tuple[Diagnostic, ...]]:
    """Lay out a document as ``write`` does, with the same result; of a book only what changed, if it is in a store."""
    job, html = document.job, document.woven
    if store is not None and divided(html)[1] and not without_alt(html, job):
        written = _Again(project, document, fonts_css, cache).write(store)
        if written is not None:
            return written, ()
    return write(project, job, html, document.stylesheets, fonts_css, cache)


class _Again:
    """A book between two builds."""

    def __init__(self, project: Project, document: Document, fonts_css: str, cache: Path) -> None:
        self.project, self.document, self.job, self.fonts_css = project, document, document.job, fonts_css
        trace = document.trace
        self.names: tuple[Name, ...] = tuple(zip(trace.tags, trace.keys, strict=True))
        self.book = Book(project, document.job, cache, lambda _: fonts_css)
        self.beside: dict[str, str] = {}
        self.restored: list[tuple[Laid, frozenset[Path]]] = []
        """The layouts of sections that were kept, and the pictures that were read for each."""

    def write(self, store: Keep) -> Written | None:
        """Return the file; None where something must be said of it, which a whole layout does."""
        book, document = self.book, self.document
        if book.take(document.woven, document.trace.keys, document.stylesheets):
            return None
        kept = store.read(self.job.key.record)
        if isinstance(kept, _KeptBook):
            self._restore(kept)
        if not self._settle():
            return None
        findings: list[Diagnostic] = []
        with collected(findings, ""):
            drawn = self._draw()
            if drawn is None:
                return None
            loaded = self._loaded()
            kept = self._kept(drawn, loaded)
            shown = book.pages()
            pages = [drawn[id(page)] for _, _, page in shown]
            store.write(self.job.key.record, kept)
            rendering = book.document()
            data = engine.pdf(rendering, pages, self.job.layout.pdf_variant, structure.of)
        if findings:
            return None
        parts = [(section, _laid(book.sections[section]).positions, index + 1) for section, index, _ in shown]
        laid = joined(parts, book.words)
        title, places = str(rendering.metadata.title), slots.measured(pages)
        return Written((data,), title, len(pages), frozenset(loaded), laid, cited(pages), places)

    def _settle(self) -> bool:
        """Lay out what is stale until nothing is; whether nothing was said."""
        book = self.book
        most = 2 * len(book.sections)
        while book.whole or (stale := book.stale()):
            most -= 1
            if book.whole or most < 0 or len(stale) * MANY > len(book.sections):
                self.beside = {}
                return not book.lay_out_all() and not book.stale()
            if book.lay_out(stale[0]):
                return False
        return True

    # What was kept.

    def _restore(self, kept: _KeptBook) -> None:
        """Take up the sections of the last build, if they are those of this book."""
        if kept.around != self._around() or any(_digest_of(Path(file)) != old for file, old in kept.beside.items()):
            return
        self.beside = kept.beside
        self.book.restore([Section(each.first, each.after, each.opening) for each in kept.sections])
        numbers = {name: number for number, name in enumerate(self.names)}
        for section, each in zip(self.book.sections, kept.sections, strict=True):
            same = each.digest == self._digest(section) and all(name in numbers for name in each.names.values())
            moved = {number: numbers[name] for number, name in each.names.items()} if same else {}
            positions = renumbered(each.positions, moved) if same else each.positions
            titles = (
                {text: tuple(moved[number] for number in found) for text, found in each.titles.items()} if same else {}
            )
            same = same and all(self.book.words.strings.get(text, ())[:1] == found for text, found in titles.items())
            section.laid = Laid(
                section.digest if same else "", each.start, each.end, each.pages, None, each.anchors, each.targets,
                positions, self.document.trace.keys,
            )  # fmt: skip
            self.restored.append((section.laid, each.loaded))

    def _around(self) -> str:
        """Return the digest of what any section may depend on besides its text."""
        body = [f"{child.tag} {sorted(child.attrib.items())}" for child in self.book.body()]
        layout = self.job.layout
        return _hashed([self.book.styles, self.fonts_css, self.job.language.tag, layout.pdf_variant, *body])

    def _digest(self, section: Section) -> str:
        pictures = sorted(self._pictures(self.book.children(section)))
        return _hashed([section.digest, *(f"{path} {_digest_of(path)}" for path in pictures)])

    def _pictures(self, elements: Iterable[Element]) -> set[Path]:
        """Return the files that elements name."""
        folder = self.project.root / "templates"
        named = {
            found
            for element in elements
            for each in element.iter()
            for value in each.attrib.values()
            for found in PICTURE.findall(value)
        }
        return {(folder / unquote(urlsplit(name).path)).resolve() for name in named}

    def _loaded(self) -> set[Path]:
        """Return the files that a whole layout would have read."""
        laid = [section.laid for section in self.book.sections]
        kept = [files for each, files in self.restored if any(each is one for one in laid)]
        return self.book.fetcher.loaded.union(map(Path, self.beside), *kept)

    def _kept(self, drawn: dict[int, Page | KeptPage], loaded: set[Path]) -> _KeptBook:
        beside = loaded - self._pictures(self.book.body())
        sections = tuple(self._kept_section(each, drawn, loaded) for each in self.book.sections)
        return _KeptBook(self._around(), {str(path): _digest_of(path) for path in sorted(beside)}, sections)

    def _kept_section(self, section: Section, drawn: dict[int, Page | KeptPage], loaded: set[Path]) -> _Kept:
        laid = _laid(section)
        pages = tuple(page for each in laid.pages if isinstance(page := drawn[id(each)], KeptPage))
        is_whole = len(pages) == len(laid.pages)
        messages = {number for item in laid.positions.items for number in item.messages}
        return _Kept(
            section.first, section.after, section.opening, self._digest(section) if is_whole else "", laid.start,
            laid.end, pages, laid.anchors, laid.targets, laid.positions,
            {number: self.names[number] for number in sorted(messages)},
            {squeezed(line.text): line.messages for line in laid.positions.lines if not line.own},
            frozenset(loaded & self._pictures(self.book.children(section))),
        )  # fmt: skip

    # What is drawn.

    def _draw(self) -> dict[int, Page | KeptPage] | None:
        """Return each page as it is drawn, by its identity; None if something must be said of a layout.

        Where a kept page would be drawn otherwise now, the whole is laid out.
        """
        try:
            return self._drawn()
        except UnlikeError:
            self.beside = {}
            return None if self.book.lay_out_all() else self._drawn()

    def _drawn(self) -> dict[int, Page | KeptPage]:
        """Draw the pages; raise UnlikeError. Those for notes that are left out come last, as nobody's neighbours."""
        shown = [page for _, _, page in self.book.pages()]
        every = [page for section in self.book.sections for page in _laid(section).pages]
        settled = Settled()
        files: dict[bytes, bytes] = {}
        drawn = {id(page): self._drawn_page(page, settled, files) for page in shown}
        for page in every:
            if id(page) not in drawn:
                drawn[id(page)] = self._drawn_page(page, deepcopy(settled), files)
        return drawn

    def _drawn_page(self, page: Page, settled: Settled, files: dict[bytes, bytes]) -> Page | KeptPage:
        if isinstance(page, KeptPage):
            page.follow(settled, files)
            return page
        return engine.draw(page, settled, files, self.job.layout.pdf_variant)


def _laid(section: Section) -> Laid:
    assert section.laid is not None  # noqa: S101  # the book is settled
    return section.laid


def _digest_of(path: Path) -> str:
    return sha256(path) if path.is_file() else ""


def _hashed(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
