"""Panels of partners: laid out in the real box in the real font; what does not fit is set smaller, then told."""

from __future__ import annotations

import ctypes
import io
from dataclasses import replace

import copies
import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from builders import ROOT, load
from PIL import Image

from handbook.partners import panels
from handbook.partners.fields import at_line
from handbook.partners.panels import Laid
from handbook.press import bases, tails
from handbook.press.panels import Panels
from handbook.press.words import Reader
from handbook.values.model import Purpose
from handbook.values.partner import Logo, LogoKind, Partner

PROJECT = load(ROOT)
SHAPES = [PROJECT.shapes[each] for each in ("strip", "full", "card")]
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#0F5653" d="M0 0h40v20H0z"/></svg>"""
HOTEL = Partner(
    "garden", "Grand Garden Hotel\nBeijing", "北京大花园酒店", "88 Jianguo Road, Beijing", "北京市朝阳区建国路88号",
    "+86 10 5550 0100", "Dial 8 for the desk.", "www.garden-hotel.example", Logo(LogoKind.SVG, SVG, (40.0, 20.0)),
)  # fmt: skip
LONG = replace(HOTEL, id="long", name="The Old Silk Road and Garden Hotel\nat the Lake of the Nine Dragons, Beijing")
TOO_LONG = replace(HOTEL, id="too-long", address_zh="北京市朝阳区建国路八十八号院" * 12)
ARABIC = Partner("palm", "فندق النخيل الكبير", "棕榈大酒店", logo=HOTEL.logo)
THAI = Partner("elephant", "โรงแรมช้าง", "大象酒店")
JAPANESE = Partner("cherry", "さくら直門旅館", "樱花旅馆")
MARKED = (
    Partner("river", "โรงแรมกรุงเก่า\nริมคลอง", "河边酒店"),
    Partner("ganga", "गंगा अतिथि गृह हूँ कृष्णा\nर्क्त्रिं श्रीराम कूट्टू", "恒河酒店"),
    Partner("azalea", "Khách sạn Đỗ Quyên\nẤM ÁP, ỔN ĐỊNH", "杜鹃酒店"),
)
ODD = Partner("odd", "Hotel \U00012000", "怪酒店")


@pytest.fixture(scope="module")
def laid() -> Laid:
    return panels.lay_out(PROJECT, [HOTEL, LONG, TOO_LONG, ARABIC, THAI, JAPANESE, ODD], SHAPES)


FRAME = tuple((shape.id, shape.size_mm) for shape in SHAPES)


def taken_apart(laid: Laid, partner: str) -> Panels:
    return Reader(PROJECT).read(laid.pages[partner], Purpose.SCREEN)


def file(laid: Laid, partner: str) -> bytes:
    """Return a file with nothing but a partner's panels, a page each."""
    base = copies.frame(FRAME)
    return base + tails.tail(bases.read(base), taken_apart(laid, partner), HOTEL)


def page(laid: Laid, partner: str, shape: str) -> pymupdf.Page:
    data = file(laid, partner)
    return pymupdf.open(stream=data)[[each.id for each in SHAPES].index(shape)]


def size(laid: Laid, partner: str, shape: str, text: str) -> float:
    blocks = page(laid, partner, shape).get_text("dict")["blocks"]
    spans = (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])
    return next(round(span["size"], 1) for span in spans if text in span["text"])


def test_each_panel_is_as_large_as_its_shape(laid: Laid) -> None:
    for shape in SHAPES:
        width, height = (edge * 25.4 / 72 for edge in taken_apart(laid, "garden").of[shape.id].size)
        assert (round(width, 1), round(height, 1)) == shape.size_mm


def test_a_panel_prints_what_its_shape_names(laid: Laid) -> None:
    full, card = (page(laid, "garden", each).get_text() for each in ("full", "card"))

    for text in ("Grand Garden Hotel", "北京大花园酒店", "建国路88号", "+86 10 5550 0100", "Dial 8", "garden-hotel"):
        assert text in full
    assert "Dial 8" not in card
    assert "建国路88号" in card


def test_its_code_leads_to_the_web_address(laid: Laid) -> None:
    pixels = page(laid, "garden", "full").get_pixmap(dpi=300)
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)

    assert [each.text for each in zxingcpp.read_barcodes(picture)] == ["https://www.garden-hotel.example"]


def test_what_does_not_fit_is_set_smaller(laid: Laid) -> None:
    smallest, largest = PROJECT.shapes["strip"].type_pt

    assert size(laid, "garden", "strip", "北京大花园酒店") == pytest.approx(largest * 1.1, abs=0.1)
    assert round(smallest * 1.1, 1) - 0.1 <= size(laid, "long", "strip", "北京大花园酒店") < largest * 1.1


def test_what_does_not_fit_in_the_smallest_type_is_told_with_the_field(laid: Laid) -> None:
    assert "too-long" not in laid.pages
    assert {each.code for each in laid.findings["too-long"]} == {"panel.full"}
    assert {at_line(each.line) for each in laid.findings["too-long"]} == {"address_zh"}
    assert all("Shorten 'address_zh'" in each.hint for each in laid.findings["too-long"])


def test_a_name_without_letters_in_any_font_is_told(laid: Laid) -> None:
    (finding,) = laid.findings["odd"]

    assert (finding.code, at_line(finding.line)) == ("panel.glyph", "name")
    assert "U+12000 CUNEIFORM SIGN A" in finding.text


@pytest.mark.parametrize(
    ("partner", "name", "font"),
    [(THAI, "โรงแรมช้าง", "Sarabun"), (JAPANESE, "さくら", "JP"), (ARABIC, "فندق", "Arabic")],
)
def test_a_name_in_any_script_has_its_own_font(laid: Laid, partner: Partner, name: str, font: str) -> None:
    assert laid.findings[partner.id] == ()
    assert name in page(laid, partner.id, "strip").get_text()
    assert any(font in each[3] for each in page(laid, partner.id, "strip").get_fonts())


@pytest.fixture(scope="module")
def marked() -> Laid:
    return panels.lay_out(PROJECT, MARKED, SHAPES)


@pytest.mark.parametrize("partner", MARKED, ids=lambda each: each.id)
@pytest.mark.parametrize("shape", ["strip", "full", "card"])
def test_marks_stay_clear_of_the_line_above(marked: Laid, partner: Partner, shape: str) -> None:
    drawn: dict[int, list[tuple[float, float]]] = {}
    with pypdfium2.PdfDocument(file(marked, partner.id)) as document:
        text = document[[each.id for each in SHAPES].index(shape)].get_textpage()
        for at in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            _, bottom, _, top = text.get_charbox(at)
            drawn.setdefault(round(y.value), []).append((bottom, top))
    first, second, *_ = (drawn[baseline] for baseline in sorted(drawn, reverse=True))

    assert min(bottom for bottom, _ in first) - max(top for _, top in second) > 0.5


def test_a_name_from_right_to_left_is_said_as_it_is_written(laid: Laid) -> None:
    with pikepdf.open(io.BytesIO(file(laid, "palm"))) as pdf:
        languages = {str(each.Lang) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each}

    assert "فندق" in page(laid, "palm", "strip").get_text()
    assert "und-Arab" in languages


def test_a_partners_panels_are_small_and_share_their_fonts(laid: Laid) -> None:
    with pikepdf.open(io.BytesIO(file(laid, "garden"))) as pdf:
        fonts = {
            font.ToUnicode.objgen: None
            for page in pdf.pages
            for name, form in page.obj.Resources.XObject.items()
            if name.startswith("/Slot-")
            for _, font in form.Resources.Font.items()
        }

    assert sum(len(each.stream) for each in taken_apart(laid, "garden").shared) < 8_000
    assert len(fonts) == 1, "one table says what the codes of all fonts stand for"


def test_a_partner_does_not_depend_on_the_others_of_its_batch(laid: Laid) -> None:
    for partner in (HOTEL, ARABIC, THAI):
        alone = panels.lay_out(PROJECT, [partner], SHAPES)

        assert alone.pages[partner.id] == laid.pages[partner.id]


@pytest.mark.parametrize("partner", [HOTEL, ARABIC, THAI], ids=lambda each: each.id)
def test_a_partner_does_not_depend_on_letters_that_others_print(partner: Partner) -> None:
    """Fonts are cut to the letters of a whole table: what is the widest or the highest there says no copy's font."""
    alone, among = (panels.lay_out(PROJECT, [partner], SHAPES, letters) for letters in ("", "Wj—ŨÅ@Ⅷยฎู้ﷺগ한ゆ₿Ω%Œ"))

    assert alone.pages == among.pages


def test_a_panel_is_set_like_another_one_as_if_it_were_laid_out_itself() -> None:
    """Whoever is laid out first: the words of the others are put into places that their own layout would have, too."""
    hotels = [
        replace(HOTEL, id=f"hotel-{number}", logo=None, name=name, address=f"{number} {'Lake View Road, ' * number}")
        for number, name in enumerate(("A", "Grand Garden Hotel\nBeijing", "Grand Hôtel 北京", "Café Ångström"), 1)
    ]
    one, other = (panels.lay_out(PROJECT, each, SHAPES) for each in (hotels, hotels[::-1]))

    assert one.pages == other.pages
    assert len(one.pages) == len(hotels)
