"""What a copy's panels say, code by code, in every script that the fonts have: each line as it is printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

import copies as books
import pytest
from builders import ROOT, manuscript_of

from handbook.checks import text_layer
from handbook.language.typography import direction
from handbook.partners.making import Making
from handbook.partners.run import made_with
from handbook.press.finish import finish
from handbook.press.press import identified, press
from handbook.press.streams import Streams
from handbook.values.model import Artifact, Purpose
from handbook.values.partner import Partner

TEXTS = manuscript_of(ROOT)
PROJECT = TEXTS.project
SHAPES = ("strip", "full", "card")
NAMES = {
    "latin": ("Fjällhotel Ÿfficiel\nŠťastný Œil & <Co>", "Pfeffer & Söhne 88, “Bahnhof” (2–4)"),
    "vietnamese": ("Khách sạn Đường Bưởi\nNguyễn Thị Ưng", "Số 8 phố Hữu Nghị"),
    "cyrillic": ("Гостиница «Ёлка» №\N{NO-BREAK SPACE}5", "Өмнөговь, Үйлдвэр 8"),
    "arabic": ("فُندُقُ النَّخيلِ (الكبير)\nلا إله 2027 Hotel", "شارع الملك 88، بكين"),
    "thai": ("โรงแรมน้ำพุกี่ผู้\nปู่ญี่ปุ่นซึ้ง", "๘๘ ถนนกุ้ง ปักกิ่ง"),
    "hindi": ("होटल श्रीकृष्ण क्षेत्र\nज्ञान द्वार", "८८ स्ट्रीट, बीजिंग"),
    "japanese": ("さくらホテル・直門", "東京都港区１２３"),
    "korean": ("한국 호텔 꽃집", "서울시 종로구 88"),
    "traditional": ("龍門飯店臺灣", "臺北市中山北路８８號"),
}
HOTELS = [
    Partner(key, name, "北京大饭店鑫", address, "北京市朝阳区建国路88号", "+86 10 5550 0100", web="hotel.example")
    for key, (name, address) in NAMES.items()
]


@pytest.fixture(scope="module")
def making() -> Making:
    """Return who makes copies, with the panels of all hotels laid out."""
    known = {listed(each): base(each) for each in (Purpose.SCREEN, Purpose.PRESS)}
    made = Making(TEXTS, made_with(TEXTS))
    findings = made.prepare(HOTELS, tuple(known), known.__getitem__)
    assert {key: found for key, found in findings.items() if found} == {}
    return made


def listed(purpose: Purpose, *slots: str) -> Artifact:
    """Return a file of a purpose as a manifest lists it."""
    format_, data = {Purpose.SCREEN: "screen", Purpose.PRESS: "print"}[purpose], base(purpose, *slots)
    digest = hashlib.sha256(data).hexdigest()
    return Artifact(
        f"{format_}.pdf", "en", format_, "Title", 1, (1.0, 1.0), len(data), digest, 1.0, (), ("en",), "", ""
    )


@cache
def base(purpose: Purpose, *slots: str) -> bytes:
    """Return a finished page with a slot of each shape, or of some."""
    shapes = [PROJECT.shapes[each] for each in SHAPES]
    sizes = " ".join(f".{each.id} {{ width: {each.width}mm; height: {each.height}mm }}" for each in shapes)
    page = "".join(f'<div class="{each}" data-slot="{each}" data-shape="{each}"></div>' for each in slots or SHAPES)
    with pytest.MonkeyPatch.context() as patch:
        for each in shapes:
            patch.setitem(books.SIZES_MM, each.id, (each.width, each.height))
        stamp = books.pages_of(dict.fromkeys(SHAPES, books.STAMP), "en")
    css = books.CSS.format(f"@page {{ size: 100mm 140mm; margin: 10mm; bleed: 3mm }} {sizes}")
    data, job = books.written(f"<h1>Goods</h1>{page}", css, "en", stamp), books.job_for(purpose)
    if purpose is Purpose.SCREEN:
        return finish(data, job, Streams())
    return identified(press(data, job, PROJECT, Streams()).data, job)


def printed(partner: Partner) -> Iterator[tuple[str, bool]]:
    """Yield every line that the panels of a partner print, and whether it begins at the right."""
    for shape in SHAPES:
        for field in PROJECT.shapes[shape].fields:
            text = getattr(partner, field, "")
            for line in text.splitlines() if isinstance(text, str) else ():
                yield line, direction(text) == "rtl" and field not in {"phone", "web"}


@pytest.mark.parametrize("purpose", [Purpose.SCREEN, Purpose.PRESS])
@pytest.mark.parametrize("partner", HOTELS, ids=lambda each: each.id)
def test_a_copy_says_every_line_that_its_panels_print(making: Making, partner: Partner, purpose: Purpose) -> None:
    copy = base(purpose) + making.tail(listed(purpose), partner)

    (said,) = text_layer.said(copy)

    assert list(text_layer.missing(said, printed(partner))) == []
    assert not any(text_layer.UNKNOWN in text for text in said)


def test_a_copy_is_the_same_whatever_other_files_are_copied() -> None:
    card, book = listed(Purpose.SCREEN, "card"), listed(Purpose.SCREEN)
    known = {card: base(Purpose.SCREEN, "card"), book: base(Purpose.SCREEN)}
    tails = []
    for artifacts in ((card,), (book, card)):
        made = Making(TEXTS, made_with(TEXTS))
        made.prepare(HOTELS[:1], artifacts, known.__getitem__)
        tails.append(made.tail(card, HOTELS[0]))

    assert tails[0] == tails[1]
