"""A section laid out alone gives the pages of the whole book."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from builders import ROOT, catalog_file, load, manuscript_of, project_files, replace
from sampling import ALL, READ, sampled
from weasyprint import HTML

from handbook.build.plan import layouts, plan
from handbook.fonts.cut import cut
from handbook.layout import structure
from handbook.layout.gatherings import Book, divided
from handbook.render.html import render
from handbook.values.model import Job, Selection

PROJECT = load(ROOT)
LAYOUTS = sampled(
    job for job in layouts(PROJECT, plan(PROJECT, Selection(() if os.environ.get(ALL) else READ))) if not job.voices
)
JOBS = [(job.language.tag, job.product.id) for job in LAYOUTS]
CHAPTERS = ("cover", "numbers", "contents", "why", "law", "plate-tea", "sources", "about", "notes", "back")
WHOLE = bool(os.environ.get(ALL))
"""Whether layouts are tested with all their chapters."""


@dataclass
class Desk:
    """A book with the renderer and fonts that it needs."""

    root: Path
    tag: str
    format: str
    book: Book = field(init=False)

    def __post_init__(self) -> None:
        self.job: Job = plan(load(self.root), Selection((self.tag,), (self.format,)))[0]
        self.text = ""
        self.book = Book(load(self.root), self.job, ROOT / ".cache", self.fonts)

    def fonts(self, _text: str) -> str:
        return cut(load(self.root), self.job.language, self.text, ROOT / ".cache/fonts", "x")[0].css

    def read(self) -> None:
        catalog, _ = manuscript_of(self.root).catalog(self.job.language)
        document, faults = render(load(self.root), self.job, catalog)
        assert document is not None, faults
        self.text = document.html
        assert self.book.take(document.woven, document.trace.keys, document.stylesheets) == ()


def shown(book: Book) -> list[tuple[object, ...]]:
    """Return every line of the book with its message, page and place."""
    lines: list[tuple[object, ...]] = []
    for number, (section, index, _) in enumerate(book.pages(), 1):
        laid = book.sections[section].laid
        assert laid is not None
        lines += [
            (number, line.text, line.rect, tuple(laid.keys[message] for message in line.messages))
            for line in laid.positions.lines
            if line.page == index + 1
        ]
    return lines


def settle(book: Book) -> list[int]:
    """Lay out what is stale until nothing is; return the sections in their order."""
    order: list[int] = []
    while stale := book.stale():
        assert len(order) < 100, "never ends"
        assert book.lay_out(stale[0]) == ()
        order.append(stale[0])
    return order


@pytest.fixture(scope="module")
def cut_down(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with some chapters, in the languages and layouts of the sample."""
    tags, formats = zip(*JOBS, strict=True)
    return project_files(tmp_path_factory.mktemp("cut") / "project", {"en", *tags}, CHAPTERS, formats)


@pytest.mark.parametrize(("tag", "format_"), JOBS)
def test_section_by_section_is_the_whole_book(cut_down: Path, tag: str, format_: str) -> None:
    desk = Desk(ROOT if WHOLE else cut_down, tag, format_)
    desk.read()
    faults = desk.book.lay_out_all()
    assert faults == (), faults
    whole = shown(desk.book)
    assert desk.book.stale() == []

    for number in range(len(desk.book.sections)):
        assert desk.book.lay_out(number) == ()

    assert shown(desk.book) == whole
    assert desk.book.stale() == []


@pytest.mark.parametrize(("tag", "format_"), JOBS)
def test_parsed_in_parts_it_is_the_same_document(tag: str, format_: str) -> None:
    desk = Desk(ROOT, tag, format_)
    desk.read()
    whole = HTML(string=desk.text).etree_element

    structure.number(whole.find("body"))

    parts = desk.book.html.etree_element

    assert divided(desk.text)[1]
    for child in whole.find("body"):
        child.tail = None
    body = parts.find("body")
    assert [ET.tostring(child) for child in whole.find("body")] == [ET.tostring(child) for child in body]
    assert ET.tostring(whole.find("head")).strip() == ET.tostring(parts.find("head")).strip()


@pytest.mark.parametrize(
    "html",
    ["<p>x</p>", "<body><p>x</p><section>y</section></body></html>", "<body><section>x</body></html>",
     "<body><section>x</section>y</body></html>", ""],
)  # fmt: skip
def test_what_does_not_consist_of_sections_is_parsed_whole(html: str) -> None:
    assert divided(html) == (html, [])


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    chapters = tuple(each for each in CHAPTERS if each != "plate-tea")
    made = Desk(project_files(tmp_path_factory.mktemp("desk") / "project", ("en", "fr"), chapters), "fr", "screen")
    made.read()
    made.book.lay_out_all()
    return made


@pytest.fixture
def desk(laid_out: Desk) -> Iterator[Desk]:
    """Return a book that is laid out, and bring it back to what it was."""
    before = {path: path.read_bytes() for path in laid_out.root.rglob("*") if path.suffix in {".css", ".po"}}
    yield laid_out
    for path, data in before.items():
        path.write_bytes(data)
    laid_out.read()
    if laid_out.book.whole:
        laid_out.book.lay_out_all()
    settle(laid_out.book)


def test_nothing_is_stale_where_nothing_changed(desk: Desk) -> None:
    desk.read()

    assert desk.book.stale() == []


def test_a_changed_text_makes_its_section_stale_and_no_other(desk: Desk) -> None:
    replace(catalog_file(desk.root, "fr"), r'msgstr "Ce guide"', 'msgstr "Ce livre"')
    desk.read()

    order = settle(desk.book)

    assert len(order) == 1
    assert any(line[1] == "Ce livre" for line in shown(desk.book))


def test_a_text_that_needs_another_page_moves_what_follows_and_what_refers_to_it(desk: Desk) -> None:
    before = len(desk.book.pages())
    catalog = catalog_file(desk.root, "fr")
    text = catalog.read_text(encoding="utf-8")
    longer = re.sub(r'(msgid "Laws and figures come from .*\nmsgstr ")', rf"\g<1>{'Longtemps. ' * 400}", text)
    catalog.write_text(longer, encoding="utf-8")
    desk.read()

    order = settle(desk.book)

    assert len(desk.book.pages()) > before
    assert len(order) > 3
    fresh = Desk(desk.root, "fr", "screen")
    fresh.read()
    assert fresh.book.lay_out_all() == ()
    assert shown(desk.book) == shown(fresh.book)


def test_a_changed_style_sheet_asks_for_the_whole_book(desk: Desk) -> None:
    replace(desk.root / "templates/css/tokens.css", "#F8F3E8", "#FFFFFF")

    desk.read()

    assert desk.book.whole


def test_a_broken_style_sheet_leaves_the_pages(desk: Desk) -> None:
    before = shown(desk.book)
    with (desk.root / "templates/css/tokens.css").open("a", encoding="utf-8") as file:
        file.write("p { colour: red }")
    document, _ = render(load(desk.root), desk.job, manuscript_of(desk.root).catalog(desk.job.language)[0])
    assert document is not None

    findings = desk.book.take(document.woven, document.trace.keys, document.stylesheets)

    assert [finding.path for finding in findings] == ["templates/css/tokens.css"]
    assert shown(desk.book) == before
