"""The QR codes as a telephone sees them: read from the rasterised pages, and measured there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from builders import ROOT, load
from PIL import Image
from sampling import READ

from handbook.build.plan import plan
from handbook.build.publish import manifest, names
from handbook.config import tokens
from handbook.render import qr
from handbook.values.model import Selection

DPI = 200
TAGS = READ
TENTS = {"en": ["zh-Hans", "en"], "zh-Hans": ["en", "zh-Hans"], "ar": ["en", "ar"]}
"""From the head of the sheet: the companion's face, then the guest's."""


@dataclass(frozen=True)
class Seen:
    """A code on a rasterised page."""

    text: str
    width_mm: float
    turned: int
    """By how many degrees."""
    quiet_modules: float
    """Least width of the light zone around it, up to four."""
    contrast: float


def seen(path: Path, page: int = 0) -> list[Seen]:
    """Return the codes of a page in the order of reading."""
    picture = pypdfium2.PdfDocument(path)[page].render(scale=DPI / 72).to_pil().convert("RGB")
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    found.sort(key=lambda code: (round(corners(code)[1] / DPI), corners(code)[0]))
    return [measured(picture, code) for code in found]


def corners(code: zxingcpp.Barcode) -> tuple[int, int, int, int]:
    place = code.position
    points = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    xs, ys = [point.x for point in points], [point.y for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def measured(picture: Image.Image, code: zxingcpp.Barcode) -> Seen:
    left, top, right, bottom = corners(code)
    module = (right - left) / qr.modules(code.text)
    grey = picture.convert("L")
    light = grey.getpixel((left - round(2 * module), top - round(2 * module)))
    assert isinstance(light, int)
    free = 0.0
    for step in range(1, round(4 * module) - 1):  # a point less on each side: edges are smoothed
        x0, y0, x1, y1 = left - step - 2, top - step - 2, right + step + 2, bottom + step + 2
        ring = [(x0, y0, x1, y0 + 1), (x0, y1 - 1, x1, y1), (x0, y0, x0 + 1, y1), (x1 - 1, y0, x1, y1)]
        darkest = min(grey.crop(side).getextrema()[0] for side in ring)
        if darkest < light - 8:
            break
        free = (step + 3) / module
    inside = picture.crop((left, top, right, bottom))
    colours = sorted(inside.getcolors(1 << 24) or [], reverse=True)[:2]
    return Seen(
        code.text, (right - left) / DPI * 25.4, round(code.orientation), free, contrast(colours[0][1], colours[1][1])
    )


def contrast(one: object, other: object) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: object) -> float:
    assert isinstance(colour, tuple)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def file(handbooks: Path, tag: str, name: str) -> Path:
    (job,) = plan(load(ROOT), Selection((tag,), (name,)))
    return handbooks / names.path(job)


def address(tag: str) -> str:
    return f"https://{load(ROOT).association.guide}/{tag.lower()}"


def assert_listed(handbooks: Path, path: Path, codes: list[Seen]) -> None:
    """The manifest names the addresses of a file's codes: the download pages are examined by it."""
    listed = {each.path: each.addresses for each in manifest.listed(handbooks)}
    assert sorted({code.text for code in codes}) == list(listed[path.relative_to(handbooks).as_posix()])


def assert_readable(codes: list[Seen]) -> None:
    for code in codes:
        assert code.width_mm >= 20, code
        assert code.quiet_modules >= 3.8, code
        assert code.contrast >= 7, code


@pytest.mark.parametrize("name", ["poster", "poster-large"])
def test_the_poster_has_one_code_which_leads_to_every_language(handbooks: Path, name: str) -> None:
    codes = seen(file(handbooks, "mul", name))

    assert [code.text for code in codes] == [f"https://{load(ROOT).association.guide}"]
    assert_listed(handbooks, file(handbooks, "mul", name), codes)
    assert_readable(codes)


@pytest.mark.parametrize("tag", TAGS)
def test_each_face_of_a_table_card_leads_to_its_language_and_the_upper_one_is_turned(handbooks: Path, tag: str) -> None:
    codes = seen(file(handbooks, tag, "tent"))

    assert [code.text for code in codes] == [address(each) for each in TENTS[tag]]
    assert_listed(handbooks, file(handbooks, tag, "tent"), codes)
    assert [code.turned % 360 for code in codes] == [180, 0]
    assert_readable(codes)


@pytest.mark.parametrize(("name", "tag"), [*(("screen", tag) for tag in TAGS), ("print", "en")])
def test_the_back_cover_leads_to_its_language(handbooks: Path, name: str, tag: str) -> None:
    path = file(handbooks, tag, name)

    codes = seen(path, len(pypdfium2.PdfDocument(path)) - 1)

    assert [code.text for code in codes] == [address(tag)]
    assert_listed(handbooks, path, codes)
    assert_readable(codes)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("name", "page"), [("leaflet", 0), ("card", 1)])
def test_leaflet_and_card_lead_to_their_language(handbooks: Path, name: str, page: int, tag: str) -> None:
    codes = seen(file(handbooks, tag, name), page)

    assert [code.text for code in codes] == [address(tag)]
    assert_listed(handbooks, file(handbooks, tag, name), codes)
    assert_readable(codes)


def test_a_code_is_the_same_whenever_it_is_made() -> None:
    url, colours = qr.address(address("fr")), tokens.of(ROOT).hexes()

    assert qr.svg(url, colours) == qr.svg(url, colours)
    assert qr.modules(address("fr")) == 29
