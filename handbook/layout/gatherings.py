"""A book laid out once, then again only where it changed: section by section, for the preview.

A section is what stands between two forced page breaks. Laid out alone it needs to know what came before it: the
number and side of its first page, the running titles, and the pages that it refers to. All of that is kept from the
last layout, so that its pages are those of the whole book. ``tests/pdf/test_gatherings.py`` compares them.

WeasyPrint has no public way to begin in the middle: three of its functions are called or replaced here (70.0, pinned).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import tinyhtml5
import weasyprint
from weasyprint import layout as weasyprint_layout
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetLookupItem
from weasyprint.document import Document, Page, build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import page as weasyprint_page
from weasyprint.layout.block import block_level_page_break, block_level_page_name
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from handbook.config import tokens
from handbook.files.folders import CONTENT
from handbook.layout.drawings import Drawings
from handbook.layout.positions import Words, read, unweave
from handbook.layout.write import Fetcher, collected, kept_pages, parsed_sheets
from handbook.values.diagnostics import Diagnostic
from handbook.values.message import Key
from handbook.values.model import Job
from handbook.values.pages import Pages

STUB = "data-elsewhere"
"""Marks what stands in for the other sections: selectors count it, nothing is printed."""
HIDDEN = weasyprint.CSS(string=f"[{STUB}] {{ display: none !important }}")
Element = Any  # WeasyPrint's tree and boxes are untyped
Box = Any
Context = Any
HTML = Any
Counters = dict[str, list[int]]


@dataclass(frozen=True)
class Start:
    """What a section must know of the pages before it."""

    page: int = 0
    """How many pages come before."""
    right: bool | None = None
    """Whether the first page is a right one; None where the document decides."""
    counters: Counters = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Laid:
    """The pages of a section as they were last laid out."""

    digest: str
    start: Start
    end: Start
    pages: tuple[Any, ...]  # WeasyPrint's
    document: Any
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
    opening: dict[str, Any]
    """The break and page name that begin it."""
    digest: str = ""
    laid: Laid | None = None


class Book:
    """Holds a book between edits; not safe for threads."""

    def __init__(self, root: Path, job: Job, cache: Path, fonts: Callable[[str], str]) -> None:
        """``fonts`` returns the style sheet of the fonts that a text needs."""
        self.root, self.job, self.fonts = root, job, fonts
        colours = tokens.of(root).hexes()
        self.fetcher = Fetcher((root / "templates", cache / "fonts"), root / CONTENT, colours)
        self.images = Drawings(root / "templates/art", cache / "art", self.fetcher.loaded, self.fetcher)
        self.cases: dict[str, tuple[FontConfiguration, Any]] = {}
        self.sheets: list[Any] = []
        self.styles = ""
        self.shape: tuple[str, ...] = ()
        self.sections: list[Section] = []
        self.keys: tuple[Key, ...] = ()
        self.words = Words()
        self.parsed: dict[tuple[str, int], tuple[Element, Words]] = {}
        self.html: Any = None
        self.whole = True
        """Whether the next layout must be of the whole book."""

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
        self.html = weasyprint.HTML(string=outside, base_url=base, url_fetcher=self.fetcher)
        self.words, self.keys = unweave(self.html.etree_element), keys
        # Two sections may be alike, as pages for notes are: each has an element of its own.
        named = [(part, parts[:index].count(part)) for index, part in enumerate(parts)]
        self.parsed = {name: self.parsed.get(name) or _parsed(name[0]) for name in named}
        for element, words in self.parsed.values():
            self._body().append(element)
            self.words.add(words)
        self.html.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            self.html.etree_element, content_language=None
        )
        shape = tuple(f"{child.tag} {child.get('id')} {child.get('class')}" for child in self._body())
        if shape != self.shape:
            self.shape, self.whole = shape, True
            self.sections = []
        for section in self.sections:
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
            context, pages, _ = self._run(html, fonts, [sheet, *self.sheets, HIDDEN], start, section.opening)
        if not findings:
            owners = {element: number for child in self._children(section) for element in child.iter()}
            self._keep(section, context, pages, start, (html, fonts), owners)
        return tuple(findings)

    def lay_out_all(self) -> tuple[Diagnostic, ...]:
        """Lay out the whole book; return the renderer's warnings."""
        findings: list[Diagnostic] = []
        with collected(findings, f"templates/{self.job.layout.template}"):
            fonts, sheet = self._case(_text(self.html.etree_element))
            context, pages, root = self._run(self.html, fonts, [sheet, *self.sheets], Start(), None)
        if findings:
            return tuple(findings)
        self.sections = self._divided(root)
        owners = {
            element: number
            for number, section in enumerate(self.sections)
            for child in self._children(section)
            for element in child.iter()
        }
        bounds = _bounds(pages, owners, len(self.sections))
        for number, section in enumerate(self.sections):
            section.digest = self._section_digest(section)
            first, after = bounds[number], bounds[number + 1]
            section.opening = context.page_maker[first][1]
            start = _state(context, first)
            mine = {element: owner for element, owner in owners.items() if owner == number}
            self._keep(section, context, pages[first:after], start, (self.html, fonts), mine)
        self.whole = False
        return ()

    def pages(self) -> list[tuple[int, int, Any]]:
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
        return bytes(laid.document.copy([laid.pages[index]]).write_pdf())

    def _body(self) -> Element:
        return self.html.etree_element.find("body")

    def _children(self, section: Section) -> list[Element]:
        return list(self._body())[section.first : section.after]

    def _section_digest(self, section: Section) -> str:
        around = [repr(sorted(self.html.etree_element.attrib.items())), repr(sorted(self._body().attrib.items()))]
        parts = [ET.tostring(child) for child in self._children(section)]
        return _digest(self.styles.encode(), *(text.encode() for text in around), *parts)

    def _divided(self, root: Box) -> list[Section]:
        """Return the sections by the breaks that the style sheets force between the body's children."""
        indices = {child: index for index, child in enumerate(self._body())}
        body = next(box for box in root.descendants(placeholders=True) if box.element is self._body())
        found = [Section(0, len(indices), {})]
        before = None
        for box in body.children:
            if box.element in indices and box.is_in_normal_flow():
                if before is not None and _breaks(before, box):
                    found[-1].after = indices[box.element]
                    found.append(Section(indices[box.element], len(indices), {}))
                before = box
        return found

    def _alone(self, section: Section) -> HTML:
        """Return the document with the other sections as empty stubs, so that selectors find the same neighbours."""
        root = self.html.etree_element
        body = ET.Element("body", self._body().attrib)
        for index, child in enumerate(self._body()):
            inside = section.first <= index < section.after
            body.append(child if inside else ET.Element(child.tag, {**child.attrib, STUB: ""}))
        page = ET.Element(root.tag, root.attrib)
        page.extend([child for child in root if child.tag != "body"])
        page.append(body)
        html = copy(self.html)
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(page, content_language=None)
        html.etree_element = html.wrapper_element.etree_element
        return html

    def _case(self, text: str) -> tuple[FontConfiguration, Any]:
        css = self.fonts(text)
        if css not in self.cases:
            fonts = FontConfiguration()
            base = (self.root / "templates").as_uri()
            sheet = weasyprint.CSS(string=css, base_url=base, font_config=fonts, url_fetcher=self.fetcher)
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

    def _run(
        self, html: HTML, fonts: FontConfiguration, sheets: list[Any], start: Start, opening: dict[str, Any] | None
    ) -> tuple[Any, list[Any], Box]:  # WeasyPrint's document, context and pages are untyped
        """Lay out a document that begins at ``start``; return context, pages and the boxes before layout."""
        counter_style = CounterStyle()
        options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets, "cache": self.images}
        context = Document._build_layout_context(html, fonts, counter_style, {}, options)  # noqa: SLF001
        context.references = _noted_references(context.target_collector)
        if opening is not None:
            self._remember(context, html, start)
        root = build_formatting_structure(
            html.etree_element, context.style_for, context.get_image_from_uri, html.base_url,
            context.target_collector, counter_style, context.footnotes,
        )  # fmt: skip
        with _beginning(start, opening):
            pages = [Page(box) for box in weasyprint_layout.layout_document(html, root, context)]
        return context, pages, root

    def _remember(self, context: Context, html: HTML, start: Start) -> None:
        """Give a layout context the anchors and running titles of the rest of the book."""
        own = {
            element.get("id")
            for child in html.etree_element.find("body")
            if STUB not in child.attrib
            for element in child.iter()
        }
        total = sum(len(section.laid.pages) for section in self.sections if section.laid)
        for name, counters in self._anchors().items():
            if name not in own:
                item = TargetLookupItem("up-to-date")
                item.target_box = SimpleNamespace(cached_counter_values={})
                item.cached_page_counter_values = {**counters, "pages": [total]}
                context.target_collector.target_lookup_items[name] = item
        found_here = context.get_string_set_for

        def string_set(page: Any, name: str, keyword: str = "first") -> tuple[str, ...]:  # noqa: ANN401
            found = tuple(found_here(page, name, keyword))
            remembered = name in start.strings and keyword not in {"first-except", "all-once"}
            return found if found or not remembered else (start.strings[name],)

        context.get_string_set_for = string_set

    def _keep(
        self, section: Section, context: Context, pages: list[Any], start: Start, with_: tuple[HTML, FontConfiguration],
        owners: dict[Element, int],
    ) -> None:  # fmt: skip
        """Remember a section's pages and what the next ones must know of them."""
        html, fonts = with_
        metadata = DocumentMetadata(**get_html_metadata(html))
        document = Document(pages, metadata, self.fetcher, fonts, {}, None)
        first = start.page if len(context.page_maker) > len(pages) + 1 else 0
        strings = dict(start.strings)
        for name, values in context.string_set.items():
            mine = [texts for page, texts in sorted(values.items()) if first < page <= first + len(pages)]
            if mine:
                strings[name] = mine[-1][-1]
        state = _state(context, first + len(pages))
        end = Start(start.page + len(pages), state.right, state.counters, strings)
        ids = {element.get("id") for element in owners}
        targets = context.target_collector.target_lookup_items
        names = {id(item): name for name, item in targets.items()}
        used = {names[id(item)] for element, item in context.references if element in owners and id(item) in names}
        section.laid = Laid(
            digest=section.digest,
            start=start,
            end=end,
            pages=tuple(pages),
            document=document,
            anchors={name: _numbers(targets[name].cached_page_counter_values) for name in ids & set(targets)},
            targets={name: _numbers(targets[name].cached_page_counter_values) for name in used},
            positions=read((page._page_box for page in pages), self.words),  # noqa: SLF001  # no public way
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
    document = tinyhtml5.parse(f"<!doctype html><body>{part}", namespace_html_elements=False)
    element = document.find("body")[0]
    return element, unweave(element)


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def _text(root: Element) -> str:
    """Return the characters that a document may print."""
    found: set[str] = set()
    for element in root.iter():
        found.update(element.text or "", element.tail or "", *element.attrib.values())
    return "".join(sorted(found))


def _breaks(before: Box, after: Box) -> bool:
    forced = block_level_page_break(before, after) in {"page", "left", "right", "recto", "verso"}
    return forced or block_level_page_name(before, after) is not None


def _bounds(pages: list[Any], owners: dict[Element, int], count: int) -> list[int]:
    """Return the index of the first page of each section, and of the page after the last."""
    ends = [0] * (count + 1)
    for index, page in enumerate(pages, 1):
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001  # no public way
            if box.element in owners:
                ends[owners[box.element] + 1] = index
    for number in range(count):
        ends[number + 1] = max(ends[number + 1], ends[number])
    ends[count] = len(pages)
    return ends


def _noted_references(collector: Any) -> list[tuple[Element, Any]]:  # noqa: ANN401  # WeasyPrint's
    """Return a list that will hold each element that prints something of another one, and that one's item."""
    noted: list[tuple[Element, Any]] = []
    look_up = collector.lookup_target

    def noting(anchor: Any, box: Box, token: str, parse_again: Any) -> Any:  # noqa: ANN401  # WeasyPrint's
        item = look_up(anchor, box, token, parse_again)
        noted.append((box.element, item))
        return item

    collector.lookup_target = noting
    return noted


def _state(context: Context, index: int) -> Start:
    """Return how the page of an index begins."""
    _, _, right, (_, counters, _, _), _ = context.page_maker[index]
    strings = {}
    for name, values in context.string_set.items():
        if before := [texts for page, texts in sorted(values.items()) if page <= index]:
            strings[name] = before[-1][-1]
    return Start(index, right, _numbers(counters), strings)


def _numbers(counters: Counters) -> Counters:
    """Return page counters without the total, which each layout counts anew."""
    return {name: list(values) for name, values in counters.items() if name != "pages"}


@contextmanager
def _beginning(start: Start, opening: dict[str, Any] | None) -> Iterator[None]:
    """Let WeasyPrint number pages and sides from ``start``; a document that begins itself stays as it is."""
    if opening is None:
        yield
        return
    initialize, page_type = weasyprint_layout.initialize_page_maker, weasyprint_page.PageType

    def initialized(context: Context, root: Box) -> None:
        initialize(context, root)
        resume_at, _, _, (depth, counters, scopes, groups), remake = context.page_maker[0]
        counters.update(deepcopy(start.counters))
        scopes[0].update(start.counters)
        context.page_maker[0] = resume_at, dict(opening), start.right, (depth, counters, scopes, groups), remake

    def numbered(side: str, blank: bool, name: str, index: int, groups: tuple[object, ...]) -> Any:  # noqa: ANN401, FBT001
        return page_type(side, blank, name, index + start.page, groups)

    weasyprint_layout.initialize_page_maker, weasyprint_page.PageType = initialized, numbered
    try:
        yield
    finally:
        weasyprint_layout.initialize_page_maker, weasyprint_page.PageType = initialize, page_type
