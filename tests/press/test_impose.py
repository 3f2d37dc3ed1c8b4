"""Imposed sheets, read back from the file: places, bleed, marks, and all that must survive."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from leafing import leafed
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image

from handbook.imposition.arrangements import (
    Arrangement,
    Cards,
    Cover,
    CoverPages,
    Fitted,
    Inside,
    PerfectCover,
    Saddle,
    SaddleOffice,
    Scaled,
    Terms,
)
from handbook.imposition.geometry import ImpositionError, Size
from handbook.imposition.signatures import Spread, gathered
from handbook.press.formes import imposed

MM = 72 / 25.4
A4, A4_ACROSS, LETTER = (210.0, 297.0), (297.0, 210.0), (215.9, 279.4)
A5, CARD = (148.0, 210.0), (85.0, 54.0)
XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
  <rdf:Description rdf:about="" pdfuaid:part="1" pdfxid:GTS_PDFXVersion="PDF/X-4"/></rdf:RDF></x:xmpmeta>"""
TERMS = Terms()
INKS: tuple[str, ...] = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1")


def press_file(pages: int, size: tuple[float, float] = A5, bleed: float = 3.0, *, inked: bool = True) -> bytes:
    """Return numbered pages, each in one ink to the edge of its bleed, as a printer gets them."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    width, height, more = size[0] * MM, size[1] * MM, bleed * MM
    for number in range(1, pages + 1):
        ink = INKS[number % 4] if inked else "0 0 0 0"
        content = (
            f"{ink} k -99 -99 9999 9999 re f 0 0 0 0 k BT /F 30 Tf {width / 2:.3f} {height / 2:.3f} Td ({number}) Tj ET"
        )
        edge = Array([-more, -more, width + more, height + more])
        page = Dictionary(
            Type=Name.Page,
            MediaBox=edge,
            BleedBox=edge,
            TrimBox=Array([0, 0, width, height]),
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
            Resources=Dictionary(Font=Dictionary(F=font)),
            Contents=pdf.make_stream(content.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    profile = pdf.make_stream(b"profile", N=4)
    intent = Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA51", DestOutputProfile=profile)
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.R2L)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.docinfo.Title, pdf.docinfo.Trapped = "A guide", Name("/False")
    out = io.BytesIO()
    pdf.save(out, force_version="1.6", deterministic_id=True)
    return out.getvalue()


def saddle(data: bytes, terms: Terms = TERMS, sheet: Size | None = None) -> bytes:
    return imposed(data, Saddle(sheet), terms)


def saddle_office(data: bytes, terms: Terms = TERMS) -> bytes:
    return imposed(data, SaddleOffice(A4_ACROSS), terms)


def cards(data: bytes, sheet: Size) -> bytes:
    return imposed(data, Cards(sheet), TERMS)


def scaled(data: bytes, sheet: Size) -> bytes:
    return imposed(data, Scaled(sheet), TERMS)


def fitted(data: bytes, sheet: Size) -> bytes:
    return imposed(data, Fitted(sheet), TERMS)


def cover(data: bytes, terms: Terms = TERMS) -> bytes:
    return imposed(data, Cover(), terms)


def perfect(data: bytes, terms: Terms) -> bytes:
    return imposed(data, PerfectCover(), terms)


def numbers(data: bytes) -> list[list[tuple[int, float, float]]]:
    """Return the page numbers that each side shows, with the place of their lower left corners in mm."""
    sides = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        found = re.finditer(r"\d+", text.get_text_range())
        corners = [(int(match[0]), text.get_charbox(match.start(), loose=True)) for match in found]
        sides.append([(number, box[0] / MM, box[1] / MM) for number, box in corners])
    return sides


def by_place(side: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    """Return what a side shows from the left: PDFium reads a right-to-left file from the right."""
    return sorted(side, key=lambda each: each[1])


def spreads(data: bytes, sheet_width: float) -> tuple[Spread, ...]:
    """Return what stands in the left and right half of each side."""
    halves = [{x > sheet_width / 2: number for number, x, _ in side} for side in numbers(data)]
    return tuple(Spread(half.get(False), half.get(True)) for half in halves)


def boxes(data: bytes, page: int = 0) -> dict[str, list[float]]:
    """Return the boxes of a page in mm."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        keys = ("MediaBox", "BleedBox", "TrimBox")
        return {key: [round(float(v) / MM, 3) for v in pdf.pages[page][f"/{key}"]] for key in keys}


class Plates:
    """The four separations of a side, as Ghostscript makes them."""

    DPI = 254  # ten pixels to the millimetre

    def __init__(self, data: bytes, folder: Path, page: int = 1) -> None:
        (folder / "x.pdf").write_bytes(data)
        options = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", f"-dFirstPage={page}", f"-dLastPage={page}"]
        device = ["-sDEVICE=tiffsep", f"-r{self.DPI}", "-o", "x.tif", "x.pdf"]
        subprocess.run(["gs", *options, *device], cwd=folder, check=True)
        plates = [np.asarray(Image.open(folder / f"x({ink}).tif")) for ink in ("Cyan", "Magenta", "Yellow", "Black")]
        self.inks: NDArray[np.uint8] = 255 - np.stack(plates, axis=-1)

    def at(self, x: float, y: float) -> str:
        """Return the inks at a place in mm from the lower left corner, as operands of ``k``."""
        pixel = self.inks[self.inks.shape[0] - 1 - int(y * 10), int(x * 10)]
        return " ".join(str(value) for value in (pixel > 127).astype(int))


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("pages", [1, 6, 8, 13])
def test_stitched_sheets_read_in_order(*, pages: int, rtl: bool) -> None:
    sheets = saddle(press_file(pages), Terms(rtl=rtl))

    width = boxes(sheets)["MediaBox"][2]
    assert leafed(spreads(sheets, width), rtl=rtl) == gathered(pages)


@pytest.mark.parametrize("rtl", [False, True])
def test_office_sheets_read_in_order(*, rtl: bool) -> None:
    sheets = saddle_office(press_file(11), Terms(rtl=rtl))

    assert leafed(spreads(sheets, A4_ACROSS[0]), rtl=rtl) == gathered(11)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_cover_is_folded_round_its_inside(*, rtl: bool) -> None:
    book = press_file(12)
    around, inside = cover(book, Terms(rtl=rtl)), imposed(book, Inside(), Terms(rtl=rtl))

    assert boxes(around) == {
        "MediaBox": [0, 0, 302, 216], "BleedBox": [0, 0, 302, 216], "TrimBox": [3, 3, 299, 213]
    }  # fmt: skip
    first, last, *within = [number for ((number, *_),) in numbers(imposed(book, CoverPages(), TERMS))]
    assert [first, last, *within] == [1, 2, 11, 12]
    # Leaf through the cover as through a booklet of four pages.
    assert leafed(spreads(around, 302), rtl=rtl) == (1, 2, 11, 12)
    assert [number for ((number, *_),) in numbers(inside)] == [*range(3, 11)]
    assert boxes(inside) == boxes(book)


def test_a_spine_is_as_thick_as_the_book_filled_outside_and_bare_inside(tmp_path: Path) -> None:
    terms = Terms(caliper_mm=0.5, cover_caliper_mm=1)  # 4 leaves of the inside, 2 of the cover
    sheet = perfect(press_file(12), terms)  # outside 12 and 1: cyan and magenta; inside 2 and 11: yellow and black
    outside, inside = (Plates(sheet, tmp_path, page) for page in (1, 2))

    assert boxes(sheet)["TrimBox"] == [3, 3, 3 + 148 + 4 + 148, 213]
    middle = 3 + 148 + 2
    assert [outside.at(middle + away, 1) for away in (-2.5, -0.2, 0.2, 2.5)] == [INKS[0]] * 2 + [INKS[1]] * 2
    assert [inside.at(middle + away, 1) for away in (-2.2, -1.8, 1.8, 2.2)] == [INKS[2], "0 0 0 0", "0 0 0 0", INKS[3]]


def test_the_spine_of_a_book_from_right_to_left_has_the_front_at_its_left(tmp_path: Path) -> None:
    sheet = perfect(press_file(12), Terms(caliper_mm=0.5, cover_caliper_mm=1, rtl=True))
    outside = Plates(sheet, tmp_path)

    assert [outside.at(153 + away, 100) for away in (-0.2, 0.2)] == [INKS[1], INKS[0]]


@pytest.mark.parametrize(
    ("kind", "pages", "terms", "said"),
    [
        (Cover, 4, TERMS, "more than 4 pages; this one: 4"),
        (Inside, 2, TERMS, "more than 4 pages; this one: 2"),
        (CoverPages, 3, TERMS, "more than 4 pages; this one: 3"),
        (
            PerfectCover,
            12,
            Terms(caliper_mm=2),
            "a spine of 8.0 mm is filled by the bleed of back and front, 3.0 mm each",
        ),
    ],
)
def test_a_cover_that_cannot_be_is_told(kind: Callable[[], Arrangement], pages: int, terms: Terms, said: str) -> None:
    with pytest.raises(ImpositionError, match=said):
        imposed(press_file(pages), kind(), terms)


def test_bleed_is_kept_outside_and_ends_at_the_spine(tmp_path: Path) -> None:
    plates = Plates(saddle(press_file(8)), tmp_path)  # 8 and 1: cyan and magenta

    left, spine, right = 7.2, 10 + 148, 2 * (10 + 148) - 7.2
    assert [plates.at(left, y) for y in (7.2, 100, 222.8)] == [INKS[0]] * 3
    assert [plates.at(right, y) for y in (7.2, 100, 222.8)] == [INKS[1]] * 3
    assert [plates.at(spine + away, 20) for away in (-0.2, 0.2)] == [INKS[0], INKS[1]]


def test_trim_is_the_spread_and_the_sheet_as_large_as_marks_need() -> None:
    sheets = saddle(press_file(4))

    assert boxes(sheets) == {
        "MediaBox": [0, 0, 316, 230],
        "BleedBox": [7, 7, 309, 223],
        "TrimBox": [10, 10, 306, 220],
    }


def test_a_given_sheet_has_the_spread_in_its_middle() -> None:
    sheets = saddle(press_file(4), sheet=(450, 320))

    assert boxes(sheets)["TrimBox"] == [77, 55, 373, 265]


def test_pages_move_towards_the_spine_sheet_by_sheet() -> None:
    plain, crept = (saddle(press_file(12, bleed=5), Terms(caliper_mm=caliper)) for caliper in (0, 0.6))

    moved = [
        [(number, round(x - from_x, 2)) for (number, x, _), (_, from_x, _) in zip(*map(by_place, sides), strict=True)]
        for sides in zip(numbers(crept), numbers(plain), strict=True)
    ]
    assert moved == [
        [(12, 0), (1, 0)],
        [(2, 0), (11, 0)],
        [(10, 0.6), (3, -0.6)],
        [(4, 0.6), (9, -0.6)],
        [(8, 1.2), (5, -1.2)],
        [(6, 1.2), (7, -1.2)],
    ]


def test_what_creeps_over_the_spine_is_cut_off(tmp_path: Path) -> None:
    plates = Plates(saddle(press_file(8, bleed=5), Terms(caliper_mm=2)), tmp_path, page=3)  # 6 and 3: yellow and black

    spine = 10 + 148
    assert [plates.at(spine + away, 20) for away in (-0.2, 0.2)] == [INKS[2], INKS[3]]


def test_marks_stand_on_every_plate_outside_the_bleed(tmp_path: Path) -> None:
    inks = Plates(saddle(press_file(4, inked=False)), tmp_path).inks

    everywhere = inks.min(axis=-1) > 127
    assert (inks == inks[..., :1]).all()
    assert not everywhere[70:-70, 70:-70].any()
    corners = [everywhere[:60, 95:105], everywhere[-60:, 95:105], everywhere[95:105, :60], everywhere[95:105, -60:]]
    fold, register = everywhere[:60, 1575:1585], everywhere[:60, 835:845]
    assert all(strip.any() for strip in [*corners, fold, register])


def test_marks_of_an_office_printers_file_are_black() -> None:
    with pikepdf.open(io.BytesIO(press_file(4))) as pdf:
        del pdf.Root.OutputIntents
        out = io.BytesIO()
        pdf.save(out)

    with pikepdf.open(io.BytesIO(saddle(out.getvalue()))) as pdf:
        marks = pdf.pages[0].resources.XObject.Marks
        assert list(marks.Resources.ColorSpace.All)[:3] == [Name.Separation, Name.All, Name.DeviceGray]


@pytest.mark.parametrize(("sheet", "columns", "rows"), [(A4, 2, 5), (LETTER, 2, 4), ((297, 210), 3, 3)])
def test_as_many_cards_as_the_sheet_holds(sheet: Size, columns: int, rows: int) -> None:
    fronts, backs = numbers(cards(press_file(2, CARD), sheet))

    assert [number for number, _, _ in fronts] == [1] * columns * rows
    assert [number for number, _, _ in backs] == [2] * columns * rows
    assert len({round(x, 2) for _, x, _ in fronts}) == columns


def test_a_back_comes_to_lie_behind_each_front() -> None:
    fronts, backs = numbers(cards(press_file(2, CARD), A4))

    # Numbers begin in the middle of their card.
    places = {(round(x, 1), round(y, 1)) for _, x, y in fronts}
    turned = {(round(A4[0] - x, 1), round(y, 1)) for _, x, y in backs}
    assert turned == places


def test_cards_have_bleed_around_the_block_and_marks_at_every_cut(tmp_path: Path) -> None:
    sheets = cards(press_file(2, CARD), A4)

    assert boxes(sheets)["TrimBox"] == [20, 13.5, 190, 283.5]
    assert boxes(sheets)["BleedBox"] == [17, 10.5, 193, 286.5]
    plates = Plates(sheets, tmp_path)
    assert [plates.at(x, 150) for x in (16.8, 17.2, 104.9, 105.1, 192.8, 193.2)] == [
        "0 0 0 0",
        *[INKS[1]] * 4,
        "0 0 0 0",
    ]
    everywhere = plates.inks.min(axis=-1) > 127
    strokes = [np.flatnonzero(line) / 10 for line in (everywhere[80], everywhere[:, 130])]
    assert [sorted({round(float(at)) for at in places}) for places in strokes] == [
        [20, 105, 190],
        [14, 68, 122, 176, 230, 284],
    ]


def test_a_poster_is_scaled_and_its_bleed_cut() -> None:
    poster = scaled(press_file(1, (297, 420), 5), (420, 594))

    assert boxes(poster)["TrimBox"] == pytest.approx([3, 3, 423, 597], abs=0.002)
    assert boxes(poster)["MediaBox"] == pytest.approx([0, 0, 426, 600], abs=0.002)
    assert numbers(poster)[0][0] == pytest.approx((1, 213, 300), abs=4)


def edges(plates: Plates) -> list[float]:
    """Return where ink begins and ends, from the left and from the top, in mm."""
    rows, columns = np.nonzero(plates.inks[..., 1] > 127)
    return [columns.min() / 10, columns.max() / 10, rows.min() / 10, rows.max() / 10]


def test_a_page_fits_between_the_margins_in_the_middle(tmp_path: Path) -> None:
    plates = Plates(fitted(press_file(2, (420, 297)), A4_ACROSS), tmp_path)

    width = 420 * 200 / 297
    assert edges(plates) == pytest.approx([(297 - width) / 2, (297 + width) / 2, 5, 205], abs=0.2)


def test_a_leaflet_of_the_sheet_s_size_keeps_its_folds_where_they_are(tmp_path: Path) -> None:
    file = fitted(press_file(2, A4_ACROSS), A4_ACROSS)

    assert edges(Plates(file, tmp_path)) == pytest.approx([5, 292, 5, 205], abs=0.2)
    assert numbers(file)[0][0] == pytest.approx((1, 297 / 2, 105), abs=4)


def test_office_pages_meet_in_the_middle_without_bleed(tmp_path: Path) -> None:
    plates = Plates(saddle_office(press_file(4)), tmp_path)  # 4 and 1: cyan and magenta

    width = 148 * 200 / 210
    middle = 297 / 2
    across = [middle - width - 0.3, middle - width + 0.3, middle - 0.2, middle + 0.2, middle + width + 0.3]
    assert [plates.at(x, 20) for x in across] == ["0 0 0 0", INKS[0], INKS[0], INKS[1], "0 0 0 0"]
    assert [plates.at(middle + 20, y) for y in (4.7, 5.3, 204.7, 205.3)] == ["0 0 0 0", INKS[1], INKS[1], "0 0 0 0"]


IMPOSED: dict[str, Callable[[], bytes]] = {
    "saddle": lambda: saddle(press_file(6, bleed=5), Terms(caliper_mm=1)),
    "cover": lambda: cover(press_file(6)),
    "office": lambda: saddle_office(press_file(6)),
    "cards": lambda: cards(press_file(2, CARD), A4),
    "scaled": lambda: scaled(press_file(6), (177.6, 252)),
    "fitted": lambda: fitted(press_file(6), A4),
}


@pytest.mark.parametrize("way", IMPOSED)
def test_what_makes_it_a_press_file_survives(way: str, tmp_path: Path) -> None:
    sheets = IMPOSED[way]()

    (tmp_path / "x.pdf").write_bytes(sheets)
    done = subprocess.run(["qpdf", "--check", tmp_path / "x.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        assert pdf.pdf_version == "1.6"
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == b"profile"
        assert b'pdfxid:GTS_PDFXVersion="PDF/X-4"' in pdf.Root.Metadata.read_bytes()
        assert (pdf.docinfo.Title, pdf.docinfo.Trapped) == ("A guide", Name("/False"))
        assert {str(page.Group.CS) for page in pdf.pages} == {"/DeviceCMYK"}
        forms = [form for page in pdf.pages for name, form in page.resources.XObject.items() if name != "/Marks"]
        assert {(str(form.Group.CS), bool(form.Group.I)) for form in forms} == {("/DeviceCMYK", True)}
        assert len({form.Resources.Font.F.objgen for form in forms}) == 1
    assert sheets == IMPOSED[way]()


def test_nothing_claims_tags_that_are_gone() -> None:
    with pikepdf.open(io.BytesIO(saddle(press_file(4)))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize(("way", "edge"), [("office", "/DuplexFlipShortEdge"), ("cards", "/DuplexFlipLongEdge")])
def test_print_dialogs_offer_true_size_and_the_right_edge(way: str, edge: str) -> None:
    with pikepdf.open(io.BytesIO(IMPOSED[way]())) as pdf:
        wishes = {name: str(value) for name, value in pdf.Root.ViewerPreferences.items()}

    opened = {"/DisplayDocTitle": "True", "/Direction": "/R2L"}
    assert wishes == {**opened, "/PrintScaling": "/None", "/Duplex": edge}


def two_sizes() -> bytes:
    """Return a file whose second page is lower."""
    with pikepdf.open(io.BytesIO(press_file(2))) as pdf:
        pdf.pages[1].TrimBox = Array([0, 3 * MM, *list(pdf.pages[0].TrimBox)[2:]])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def turned_page() -> bytes:
    """Return a file whose second page is shown turned."""
    with pikepdf.open(io.BytesIO(press_file(2))) as pdf:
        pdf.pages[1].Rotate = 90
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


FAULTS: list[tuple[Callable[[], bytes], str]] = [
    (lambda: saddle(two_sizes()), "page 2 is 148.0 x 207.0 mm, page 1 is 148.0 x 210.0 mm"),
    (lambda: saddle(turned_page()), "page 2 is turned by 90 degrees; only upright pages can be imposed"),
    (lambda: saddle(press_file(4, bleed=2)), "the pages have a bleed of 2.0 mm, 3.0 mm is asked for"),
    (lambda: scaled(press_file(1), (74, 105)), "the pages have a bleed of 1.5 mm, 3.0 mm is asked for"),
    (
        lambda: saddle(press_file(4), sheet=A4_ACROSS),
        "pages, bleed and marks need 316.0 x 230.0 mm, the sheet is 297.0 x 210.0 mm",
    ),
    (
        lambda: cards(press_file(2, A5), (105, 148)),
        "pages, bleed and marks need 166.0 x 228.0 mm, the sheet is 105.0 x 148.0 mm",
    ),
    (lambda: cards(press_file(3, CARD), A4), "a card has a front and a back; pages of this file: 3"),
    (lambda: fitted(press_file(1), (10, 97)), "the margins leave no room: 0.0 x 87.0 mm"),
]


@pytest.mark.parametrize(("action", "words"), FAULTS)
def test_what_cannot_be_imposed_is_named_with_its_measures(action: Callable[[], bytes], words: str) -> None:
    with pytest.raises(ImpositionError, match=re.escape(words)):
        action()
