"""A book laid out once, then again only where it changed: section by section, for the preview.

A section is what stands between two forced page breaks. Laid out alone it needs to know what came before it: the
number and side of its first page, the running titles, and the pages that it refers to. All of that is kept from the
last layout, so that its pages are those of the whole book. ``tests/layout/test_gatherings.py`` compares them.

WeasyPrint has no public way to begin in the middle: ``engine`` does it. One thread at a time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from handbook.layout import engine, line_heads, structure
from handbook.layout.drawings import Drawings
from handbook.layout.engine import Box, Counters, Element, Elsewhere, Fonts, Opening, Page, Run, Sheet, Source, Start
from handbook.layout.positions import Words, read, unweave
from handbook.layout.write import ProjectFetcher, body_of, collected, kept_pages, parsed_sheets
from handbook.values.diagnostics import Diagnostic
from handbook.values.message import Key
from handbook.values.model import Job, Project
from handbook.values.pages import Pages

STUB = "data-elsewhere"
"""Marks what stands in for the other sections: selectors count it, nothing is printed."""
HIDDEN = f"[{STUB}] {{ display: none !important }}"


@dataclass(frozen=True)
class Laid:
    """The pages of a section as they were last laid out."""

    digest: str
    start: Start
    end: Start
    pages: tuple[Page, ...]
    document: engine.Rendering | None
    """None for what another process has laid out, which can be written with the whole book alone."""
    anchors: dict[str, Counters]
    """Page counters at the anchors of this section."""
    targets: dict[str, Counters]
    """Page counters that this section printed of anchors anywhere."""
    positions: Pages
    keys: tuple[Key, ...]


@dataclass
class Section:
    """A run of the body's children that begins on a new page and ends before one."""

    first: int
    """Index of its first element in the body."""
    after: int
    opening: Opening
    """The break and page name that begin it."""
    digest: str = ""
    laid: Laid | None = None


class Book:
    """Holds a book between edits; one thread at a time may ask it anything."""

    def __init__(self, project: Project, job: Job, cache: Path, fonts: Callable[[str], str]) -> None:
        """``fonts`` returns the style sheet of the fonts that a text needs."""
        root = project.root
        self.root, self.job, self.fonts = root, job, fonts
        colours = project.tokens.hexes()
        self.fetcher = ProjectFetcher((root / "templates", cache / "fonts"), project.staff, colours)
        self.images = Drawings(root / "templates/art", cache / "art", self.fetcher.loaded, self.fetcher)
        self.cases: dict[str, tuple[Fonts, Sheet]] = {}
        self.hidden = engine.style_sheet(HIDDEN, root.as_uri(), self.fetcher)
        self.sheets: list[Sheet] = []
        self.styles = ""
        self.shape: tuple[str, ...] = ()
        self.sections: list[Section] = []
        self.keys: tuple[Key, ...] = ()
        self.words = Words()
        self.parsed: dict[tuple[str, int], tuple[Element, Words]] = {}
        self.html = engine.parsed("", root.as_uri(), self.fetcher)
        self.whole = True
        """Whether the next layout must be of the whole book."""
        self.reshaped = False
        """Whether the sections are those of another text, kept for their pages until that layout is done."""

    def take(self, woven: str, keys: tuple[Key, ...], stylesheets: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
        """Read a new text and find out which sections it changes; return the style sheets' faults."""
        findings: list[Diagnostic] = []
        styles = _digest(*((self.root / sheet).read_bytes() for sheet in stylesheets))
        if styles != self.styles:
            sheets = parsed_sheets(self.root, stylesheets, None, self.fetcher, findings)
            if findings:
                return tuple(findings)
            self.sheets, self.styles, self.whole = sheets, styles, True
            self.images.clear()
        base = f"{(self.root / 'templates').as_uri()}/"
        outside, parts = divided(woven)
        self.html = engine.parsed(outside, base, self.fetcher)
        self.words, self.keys = unweave(self.html.etree_element), keys
        # Two sections may be alike, as pages for notes are: each has an element of its own.
        named = [(part, parts[:index].count(part)) for index, part in enumerate(parts)]
        self.parsed = {name: self.parsed.get(name) or _parsed(name[0]) for name in named}
        for element, words in self.parsed.values():
            body_of(self.html).append(element)
            self.words.add(words)
        structure.number(body_of(self.html))
        self.html = engine.rooted(self.html, self.html.etree_element)
        shape = tuple(f"{child.tag} {child.get('id')} {child.get('class')}" for child in body_of(self.html))
        if shape != self.shape:
            self.shape, self.whole, self.reshaped = shape, True, True
        for section in () if self.reshaped else self.sections:
            section.digest = self._section_digest(section)
        return ()

    def forget_drawings(self) -> None:
        """Look at every drawing again: a file of theirs has changed."""
        self.images.clear()
        self.whole = True

    def stale(self) -> list[int]:
        """Return the sections whose pages are not what they should be; changed ones first, then changed references."""
        if self.whole:
            return list(range(len(self.sections)))
        changed, referring = [], []
        for number, section in enumerate(self.sections):
            laid = section.laid
            if laid is None or laid.digest != section.digest or laid.start != self._start(number):
                changed.append(number)
            elif any(self._anchors().get(name) != counters for name, counters in laid.targets.items()):
                referring.append(number)
        return [*changed, *referring]

    def lay_out(self, number: int) -> tuple[Diagnostic, ...]:
        """Lay out one section; return the renderer's warnings."""
        section = self.sections[number]
        html = self._alone(section)
        start = self._start(number)
        findings: list[Diagnostic] = []
        with collected(findings, f"templates/{self.job.layout.template}"):
            fonts, sheet = self._case(_text(html.etree_element))
            sheets = [sheet, *self.sheets, self.hidden]
            elsewhere = self._elsewhere(html, section.opening)
            run = engine.lay_out(html, fonts, sheets, self.images, start, elsewhere)
            line_heads.close_up(run.pages)
        if not findings:
            owners = {element: number for child in self.children(section) for element in child.iter()}
            self._keep(section, run, run.pages, start, (html, fonts), owners)
        return tuple(findings)

    def lay_out_all(self) -> tuple[Diagnostic, ...]:
        """Lay out the whole book; return the renderer's warnings."""
        findings: list[Diagnostic] = []
        with collected(findings, f"templates/{self.job.layout.template}"):
            fonts, sheet = self._case(_text(self.html.etree_element))
            run = engine.lay_out(self.html, fonts, [sheet, *self.sheets], self.images, Start())
            line_heads.close_up(run.pages)
        if findings:
            return tuple(findings)
        self.sections = self._divided(run.root)
        owners = {
            element: number
            for number, section in enumerate(self.sections)
            for child in self.children(section)
            for element in child.iter()
        }
        bounds = _bounds(run.pages, owners, len(self.sections))
        for number, section in enumerate(self.sections):
            section.digest = self._section_digest(section)
            first, after = bounds[number], bounds[number + 1]
            section.opening = run.opening(first)
            start = run.start(first)
            mine = {element: owner for element, owner in owners.items() if owner == number}
            self._keep(section, run, run.pages[first:after], start, (self.html, fonts), mine)
        self.whole = self.reshaped = False
        return ()

    def pages(self) -> list[tuple[int, int, Page]]:
        """Return section, index in it and page of what is printed: surplus pages for notes are left out."""
        every = [
            (number, index, page)
            for number, section in enumerate(self.sections)
            if section.laid
            for index, page in enumerate(section.laid.pages)
        ]
        kept = {id(page) for page in kept_pages([page for _, _, page in every], self.job.layout.pages_multiple_of)}
        return [item for item in every if id(item[2]) in kept]

    def pdf(self, number: int, index: int) -> bytes:
        """Return one page as a file."""
        laid = self.sections[number].laid
        assert laid is not None  # noqa: S101  # asked for by pages()
        assert laid.document is not None  # noqa: S101  # this process has laid it out
        return engine.pdf(laid.document, [laid.pages[index]])

    def document(self) -> engine.Rendering:
        """Return the book without pages, of which any can be written."""
        fonts, _ = self._case(_text(self.html.etree_element))
        return engine.rendering([], self.html, self.fetcher, fonts)

    def restore(self, sections: list[Section]) -> None:
        """Take sections from another process in place of a first whole layout; they are those of this text."""
        self.sections, self.whole, self.reshaped = sections, False, False
        for section in self.sections:
            section.digest = self._section_digest(section)

    def body(self) -> list[Element]:
        """Return the elements of which sections consist."""
        return list(body_of(self.html))

    def children(self, section: Section) -> list[Element]:
        """Return the elements of a section."""
        return self.body()[section.first : section.after]

    def _section_digest(self, section: Section) -> str:
        around = [repr(sorted(self.html.etree_element.attrib.items())), repr(sorted(body_of(self.html).attrib.items()))]
        parts = [ET.tostring(child) for child in self.children(section)]
        return _digest(self.styles.encode(), *(text.encode() for text in around), *parts)

    def _divided(self, root: Box) -> list[Section]:
        """Return the sections by the breaks that the style sheets force between the body's children."""
        indices = {child: index for index, child in enumerate(body_of(self.html))}
        body = next(box for box in root.descendants(placeholders=True) if box.element is body_of(self.html))
        found = [Section(0, len(indices), {})]
        before = None
        for box in body.children:
            if box.element is not None and box.element in indices and box.is_in_normal_flow():
                if before is not None and engine.breaks(before, box):
                    found[-1].after = indices[box.element]
                    found.append(Section(indices[box.element], len(indices), {}))
                before = box
        return found

    def _alone(self, section: Section) -> Source:
        """Return the document with the other sections as empty stubs, so that selectors find the same neighbours."""
        root = self.html.etree_element
        body = ET.Element("body", body_of(self.html).attrib)
        for index, child in enumerate(body_of(self.html)):
            inside = section.first <= index < section.after
            body.append(child if inside else ET.Element(child.tag, {**child.attrib, STUB: ""}))
        page = ET.Element(root.tag, root.attrib)
        page.extend([child for child in root if child.tag != "body"])
        page.append(body)
        return engine.rooted(self.html, page)

    def _case(self, text: str) -> tuple[Fonts, Sheet]:
        css = self.fonts(text)
        if css not in self.cases:
            fonts = engine.fonts()
            sheet = engine.style_sheet(css, (self.root / "templates").as_uri(), self.fetcher, fonts)
            # The first is the whole book's; of those that single sections needed, the last few.
            for old in list(self.cases)[1:-8]:
                del self.cases[old]
            self.cases[css] = fonts, sheet
        return self.cases[css]

    def _start(self, number: int) -> Start:
        """Return what a section must know now: where the one before it ended."""
        laid = self.sections[number - 1].laid if number else None
        if number and laid:
            return laid.end
        mine = self.sections[number].laid
        return mine.start if mine else Start()

    def _anchors(self) -> dict[str, Counters]:
        """Return the page counters at every anchor; where pages before it came or went, as they will be."""
        found: dict[str, Counters] = {}
        for number, section in enumerate(self.sections):
            if section.laid:
                shift = self._start(number).page - section.laid.start.page
                for name, counters in section.laid.anchors.items():
                    found[name] = {**counters, "page": [counters.get("page", [0])[-1] + shift]}
        return found

    def _elsewhere(self, html: Source, opening: Opening) -> Elsewhere:
        """Return what a section, alone in a document, must know of the others."""
        own = {element.get("id") for child in body_of(html) if STUB not in child.attrib for element in child.iter()}
        anchors = {name: counters for name, counters in self._anchors().items() if name not in own}
        return Elsewhere(opening, anchors, sum(len(section.laid.pages) for section in self.sections if section.laid))

    def _keep(
        self, section: Section, run: Run, pages: Sequence[Page], start: Start, with_: tuple[Source, Fonts],
        owners: dict[Element, int],
    ) -> None:  # fmt: skip
        """Remember a section's pages and what the next ones must know of them."""
        html, fonts = with_
        first = start.page if run.count > len(pages) else 0
        after = first + len(pages)
        strings = {**start.strings, **run.strings(first, after)}
        state = run.start(after)
        end = Start(start.page + len(pages), state.right, state.counters, strings)
        ids = {element.get("id") for element in owners}
        used = {name for element, name in run.references if element in owners}
        section.laid = Laid(
            digest=section.digest,
            start=start,
            end=end,
            pages=tuple(pages),
            document=engine.rendering(pages, html, self.fetcher, fonts),
            anchors={name: counters for name, counters in run.anchors.items() if name in ids},
            targets={name: run.anchors[name] for name in used},
            positions=read(pages, self.words),
            keys=self.keys,
        )


def divided(html: str) -> tuple[str, list[str]]:
    """Return a document without the sections that its body consists of, and these; all of it and none if there is more.

    Parsing a book takes longer than laying out one of its sections; most sections are what they were.
    """
    head, opened, rest = re.split(r"(<body\b[^>]*>)", html, maxsplit=1) if "<body" in html else (html, "", "")
    parts, depth, start, end = [], 0, 0, 0
    for tag in re.finditer(r"<(/?)section\b[^>]*>", rest):
        if not depth:
            if rest[end : tag.start()].strip():
                return html, []
            start = tag.start()
        depth += -1 if tag[1] else 1
        if not depth:
            end = tag.end()
            parts.append(rest[start:end])
    whole = not depth and re.fullmatch(r"\s*</body>\s*</html>\s*", rest[end:])
    if not whole:
        return html, []
    return head + opened + rest[end:], parts


def _parsed(part: str) -> tuple[Element, Words]:
    element = engine.parsed_part(part)
    return element, unweave(element)


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def _text(root: Element) -> str:
    """Return the characters that a document may print."""
    found: set[str] = set()
    for element in root.iter():
        found.update(element.text or "", element.tail or "", *element.attrib.values())
    return "".join(sorted(found))


def _bounds(pages: list[Page], owners: dict[Element, int], count: int) -> list[int]:
    """Return the index of the first page of each section, and of the page after the last."""
    ends = [0] * (count + 1)
    for index, page in enumerate(pages, 1):
        for box in engine.box_of(page).descendants(placeholders=True):
            if box.element is not None and box.element in owners:
                ends[owners[box.element] + 1] = index
    for number in range(count):
        ends[number + 1] = max(ends[number + 1], ends[number])
    ends[count] = len(pages)
    return ends
