"""The large-print edition as its file has it: sizes, colours, one column, tags, page references."""

from __future__ import annotations

import ctypes
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from builders import ROOT, load
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw
from sampling import LARGE, built

from handbook.build import position_cache as positions
from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.values.model import Selection
from handbook.values.pages import Rect

TAGS = [job.language.tag for job in built(plan(load(ROOT), Selection())) if job.product.id == LARGE]
MM = 72 / 25.4
HEAD, FOOT = 26.0, 26.0
"""In millimetres: the margins in which running title, help line and folio stand."""
SENTENCE = 30
"""In characters: what is shorter is a word that stands in several places."""
FULL, THIN = 2 / 3, 1 / 4
"""Parts of the height between head and foot: what is full enough, and what nearly empty."""
READ_PT, RUNNING_PT, LARGE_PT = 18.0, 14.0, 24.0
"""What is read, what stands in head and foot, and what counts as large."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text as it is painted."""

    page: int
    size: float
    """In points, after every transformation."""
    colour: tuple[int, int, int]
    top: float
    """In millimetres from the top of the page."""

    @property
    def is_running(self) -> bool:
        """Whether it stands in head or foot."""
        return not HEAD - 1 < self.top < 297 - FOOT


def pdf_path(handbooks: Path, tag: str) -> Path:
    (job,) = plan(load(ROOT), Selection((tag,), ("large-print",)))
    return handbooks / names.path(job)


@cache
def runs(path: Path) -> tuple[Run, ...]:
    return tuple(run for number, page in enumerate(pypdfium2.PdfDocument(path), 1) for run in painted(page, number))


def painted(page: pypdfium2.PdfPage, number: int) -> Iterator[Run]:
    height = page.get_height()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        size, parts = ctypes.c_float(), [ctypes.c_uint() for _ in range(4)]
        raw.FPDFTextObj_GetFontSize(item.raw, size)
        raw.FPDFPageObj_GetFillColor(item.raw, *parts)
        matrix = item.get_matrix()
        scale = (matrix.b**2 + matrix.d**2) ** 0.5
        red, green, blue = (int(part.value) for part in parts[:3])
        yield Run(number, round(size.value * scale, 2), (red, green, blue), (height - matrix.f) / MM)


def filled(document: pypdfium2.PdfDocument) -> dict[int, float]:
    """Return how far the last line of each page, or its last drawing, reaches down between head and foot."""
    reach = {}
    for number, page in enumerate(document, 1):
        picture = page.render(scale=0.25).to_pil().convert("L")
        top, bottom = (round(picture.height * at / 297) for at in (HEAD, 297 - FOOT))
        inside = picture.crop((0, top, picture.width, bottom)).point(lambda grey: 255 * (grey < 200))
        box = inside.getbbox()
        reach[number] = box[3] / inside.height if box else 0.0
    return reach


def first_pages(pdf: pikepdf.Pdf) -> set[int]:
    """Return the pages at whose head a chapter or plate begins."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    places = [place for _, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()]
    return {numbers[place[0].objgen] for place in places if 297 - float(place[3]) / MM < HEAD}


def targets(pdf: pikepdf.Pdf) -> dict[str, int]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {str(name): numbers[place[0].objgen] for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_that_is_read_is_smaller_than_18_points(handbooks: Path, tag: str) -> None:
    painted_runs = runs(pdf_path(handbooks, tag))

    small = [run for run in painted_runs if run.size < (RUNNING_PT if run.is_running else READ_PT)]

    assert len(painted_runs) > 1500
    assert small == []


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast of two colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: tuple[int, ...]) -> float:
        parts = (value / 255 for value in colour)
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def token(name: str) -> tuple[int, ...]:
    text = (ROOT / "templates/css/tokens.css").read_text(encoding="utf-8")
    found = re.search(rf"--{name}: #(\w{{6}})", text)
    assert found, name
    return tuple(bytes.fromhex(found[1]))


@pytest.mark.parametrize("tag", TAGS)
def test_text_has_a_contrast_of_seven_and_large_text_of_four_and_a_half(handbooks: Path, tag: str) -> None:
    """Dark text stands on white or the lightest panel, light text on jade: covers and numbered discs."""
    painted_runs = runs(pdf_path(handbooks, tag))
    light = {token("paper"), token("card")}

    faint = {
        (run.page, run.colour, run.size)
        for run in painted_runs
        if contrast(run.colour, token("jade" if run.colour in light else "paper"))
        < (4.5 if run.size >= LARGE_PT else 7)
    }

    assert faint == set()
    pages = {run.page for run in painted_runs}
    assert {run.page for run in painted_runs if run.colour == token("paper")} == {min(pages), max(pages)}


def columns(tag: str, format_: str) -> set[int]:
    """Return the pages on which texts of several lines stand side by side, from the positions that the build kept."""
    (job,) = plan(load(ROOT), Selection((tag,), (format_,)))
    kept = json.loads(positions.file(ROOT / ".cache", job).read_text(encoding="utf-8"))
    texts: dict[int, list[Rect]] = defaultdict(list)
    for message in kept["messages"]:
        on_page: dict[int, list[Rect]] = defaultdict(list)
        for page, *rect in message["places"]:
            on_page[page].append(Rect(*rect))
        for page, lines in on_page.items():
            if len({line.y for line in lines}) > 1 and len(message["source"]) > SENTENCE:
                texts[page].append(around(lines))
    return {page for page, blocks in texts.items() for one in blocks for other in blocks if are_beside(one, other)}


def around(lines: list[Rect]) -> Rect:
    x, y = min(line.x for line in lines), min(line.y for line in lines)
    return Rect(x, y, max(line.right for line in lines) - x, max(line.bottom for line in lines) - y)


def are_beside(one: Rect, other: Rect) -> bool:
    return one.right < other.x and min(one.bottom, other.bottom) - max(one.y, other.y) > 1


@pytest.mark.usefixtures("handbooks")
@pytest.mark.parametrize("tag", TAGS)
def test_there_is_one_column(handbooks: Path, tag: str) -> None:
    """On the cover two texts stand side by side, who publishes it and who hands it out; so do lists of short items."""
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        places = targets(pdf)
    lists = {
        page
        for first, after in (("words", "signs"), ("phrases", "luggage"), ("luggage", "checklist"))
        for page in range(places[first], places[after] + 1)  # the next chapter may begin where this one ends
    }

    assert columns(tag, "large-print") <= {1, *lists}


@pytest.mark.usefixtures("handbooks")
def test_two_columns_would_be_seen() -> None:
    """The A5 edition sets captions side by side."""
    assert len(columns("en", "screen")) > 10


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_that_is_not_full_ends_a_chapter_and_none_is_nearly_empty(handbooks: Path, tag: str) -> None:
    """The drawing of a plate, its key, and the last phrases before the page of answers stand on pages of their own."""
    path = pdf_path(handbooks, tag)
    with pikepdf.open(path) as pdf:
        starts, places = first_pages(pdf), targets(pdf)
    plates = {page for name, page in places.items() if name.startswith("plate-")}
    deliberate = {page - 1 for page in starts} | plates | {page + 1 for page in plates} | {places["luggage"] - 2}

    reach = filled(pypdfium2.PdfDocument(path))

    assert [page for page, part in reach.items() if part < FULL and page not in deliberate] == []
    assert [page for page, part in reach.items() if part < THIN] == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_key_of_a_plate_faces_its_drawing_and_the_counters_face_each_other(handbooks: Path, tag: str) -> None:
    """Pages 2 and 3 face each other, 4 and 5, and so on, whichever way the pages turn."""
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        places = targets(pdf)

    begun = {name: page for name, page in places.items() if name == "game" or name.startswith("plate-")}

    assert len(begun) == 16
    assert {name: page for name, page in begun.items() if page % 2} == {}
    assert {page + 2 for page in begun.values()} - {*begun.values()} == {places["where-to-buy"]}


@pytest.mark.parametrize("tag", TAGS)
def test_bookmarks_lead_to_every_chapter_and_plate(handbooks: Path, tag: str) -> None:
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf, pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        plates = max(len(item.children) for item in outline.root)

    assert len(top) == 20
    assert plates == 15


@pytest.mark.parametrize("tag", TAGS)
def test_it_is_tagged_and_every_picture_has_its_words(handbooks: Path, tag: str) -> None:
    kinds: list[str] = []
    figures: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        kinds.append(str(element.get("/S", "")))
        if element.get("/S") == Name.Figure:
            figures.append(str(element.get("/Alt", "")))
        for kid in element.get("/K") if isinstance(element.get("/K"), Array) else []:
            if isinstance(kid, Dictionary) and kid.get("/Type") != Name.OBJR:
                walk(kid)

    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        walk(pdf.Root.StructTreeRoot.K[0])
        assert pdf.Root.MarkInfo.Marked
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()

    assert len(figures) > 60
    assert all(figures)
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link"} <= set(kinds)


@pytest.mark.parametrize("tag", TAGS)
def test_the_foot_sends_to_the_page_of_the_numbers(handbooks: Path, tag: str) -> None:
    path = pdf_path(handbooks, tag)
    with pikepdf.open(path) as pdf:
        page = targets(pdf)["numbers"]
    document = pypdfium2.PdfDocument(path)
    width, height = document[9].get_size()

    foot = document[9].get_textpage().get_text_bounded(0, 0, width, FOOT * MM)

    assert re.findall(r"\d+", foot)[0] == "12345"
    assert page == 2
    assert sorted(re.findall(r"\d+", foot)) == ["10", "12345", "2"]
    numbers = document[page - 1].get_textpage().get_text_bounded(0, 0, width, height)
    assert "12345" in numbers


@pytest.mark.parametrize("tag", TAGS)
def test_the_contents_print_the_pages_that_the_folios_show(handbooks: Path, tag: str) -> None:
    path = pdf_path(handbooks, tag)
    with pikepdf.open(path) as pdf:
        places = targets(pdf)
    document = pypdfium2.PdfDocument(path)
    listed = "\n".join(
        document[page - 1].get_textpage().get_text_range() for page in range(places["contents"], places["checks"])
    )

    before = {"numbers", "welcome", "contents"}
    chapters = [chapter for chapter in load(ROOT).edition.chapters if chapter in {*places} - before]
    assert "notes" not in places
    assert len(chapters) == 32
    assert [chapter for chapter in chapters if not re.search(rf"\b{places[chapter]}\b", listed)] == []
