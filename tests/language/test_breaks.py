"""Words of scripts without spaces, and what must not be touched between them."""

from __future__ import annotations

import icu
import pytest
from builders import SCRIPTS, a_language

from handbook.language.breaks import MAY_BREAK, parted, whole_words
from handbook.values.trace import Marker, lift, weave


def test_the_dictionaries_are_the_ones_that_were_looked_at() -> None:
    assert icu.ICU_VERSION == "77.1"


@pytest.mark.parametrize(
    ("tag", "script", "text"),
    [
        ("th", "Thai", "ห้าม|ซื้อ|สินค้า|ปลอม|ทุก|ชนิด|ในตลาดนี้"),
        ("km", "Khmr", "កុំ|ទិញទំនិញ|ក្លែងក្លាយ|នៅ|ទីផ្សារនេះឡើយ"),
        ("lo", "Laoo", "ຢ່າ|ຊື້|ສິນຄ້າ|ປອມ|ຢູ່|ຕະຫຼາດ"),
        ("my", "Mymr", "ဈေး|ထဲ|မှာ|အတု|ပစ္စည်း|မ|ဝယ်|ပါ|နဲ့ ခင်ဗျား"),
    ],
)
def test_a_line_may_end_between_the_words_of_a_dictionary(tag: str, script: str, text: str) -> None:
    found = parted(f"<p>{text.replace('|', '')}</p>", a_language(tag, script))

    assert found.replace(MAY_BREAK, "|") == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>ซื้อของ</p>", "<p>ซื้อ|ของ</p>"),
        ("<p>ห้าม<b>ซื้อ</b>สินค้า</p>", "<p>ห้าม|<b>ซื้อ|</b>สินค้า</p>"),
        ("<p>สิน<b>ค้า</b></p>", "<p>สิน<b>ค้า</b></p>"),
        ("<td>สิน</td><td>ค้า</td>", "<td>สิน</td><td>ค้า</td>"),
        ("<title>ซื้อของ</title><style>/* ซื้อของ */</style>", "<title>ซื้อของ</title><style>/* ซื้อของ */</style>"),
        ('<img alt="ซื้อของ">', '<img alt="ซื้อของ">'),
        ('<a href="https://xn.th/ซื้อของ">ซื้อของ</a>', '<a href="https://xn.th/ซื้อของ">ซื้อ|ของ</a>'),
        ("<p>ซื้อ 100 บาท (ของ)</p>", "<p>ซื้อ 100 บาท (ของ)</p>"),
        ("<p>ซื้อ\u2060ของ</p>", "<p>ซื้อ\u2060ของ</p>"),
        ("<p>ซื้อ\u200bของ</p>", "<p>ซื้อ|ของ</p>"),
        ("<p>ซื้อ &amp; ของ</p>", "<p>ซื้อ &amp; ของ</p>"),
    ],
)  # fmt: skip
def test_only_printed_words_are_parted(html: str, expected: str) -> None:
    assert parted(html, a_language("th", "Thai")).replace(MAY_BREAK, "|") == expected


@pytest.mark.parametrize(("words", "expected"), [((), "ติด|สติ|ก|เกอร์"), (("สติกเกอร์",), "ติด|สติกเกอร์")])
def test_a_word_of_the_language_s_own_list_is_left_whole(words: tuple[str, ...], expected: str) -> None:
    language = a_language("th", "Thai", words=words)

    assert parted("<p>ติดสติกเกอร์</p>", language).replace(MAY_BREAK, "|") == f"<p>{expected}</p>"


def test_a_browser_is_told_where_its_dictionary_has_no_say() -> None:
    language = a_language("th", "Thai", words=("สติกเกอร์",))

    assert parted("<p>ติดสติกเกอร์</p>", language, "+").replace(MAY_BREAK, "|") == "<p>ติด|สติ+ก+เกอร์</p>"


def test_a_short_last_word_keeps_company() -> None:
    found = parted("<p>กระเป๋าที่ราคาเพียงหนึ่งในสิบของราคาในร้านแทบไม่มีทางเป็นของแท้นะ</p>", a_language("th", "Thai"))

    assert MAY_BREAK in found
    assert len(found.removesuffix("</p>").rpartition(MAY_BREAK)[2]) > 8


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ar"])
def test_other_scripts_are_left_alone(tag: str) -> None:
    assert parted("<p>ซื้อของ Buy 买 اشتر</p>", a_language(tag)) == "<p>ซื้อของ Buy 买 اشتر</p>"


def test_marks_of_messages_stay_where_they_are() -> None:
    marker = Marker()
    page = f"<p>{marker.mark(('', 'a'), 'ห้ามซื้อ')}{marker.mark(('', 'b'), 'สินค้า')}</p>"

    html, trace = lift(parted(page, a_language("th", "Thai")), marker)

    assert html.replace(MAY_BREAK, "|") == "<p>ห้าม|ซื้อ|สินค้า</p>"
    assert weave(html, trace).replace(MAY_BREAK, "") == page


@pytest.mark.parametrize("code", [*(code for code, row in SCRIPTS.items() if row.break_by == "dictionary"), "Kore"])
def test_the_renderer_keeps_words_whole_in_every_script_that_it_would_break_itself(code: str) -> None:
    letter = {"Thai": "ก", "Laoo": "ກ", "Khmr": "ក", "Mymr": "က", "Kore": "가"}[code]

    assert list(whole_words(letter * 2)) == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("소비자 상담", ["소비자", "상담"]),
        ("영수증(이름)을", ["영수증(이름)을"]),
        ("12345번으로 abc", ["12345번으로"]),
        ("서울–부산/대구", ["서울–", "부산/", "대구"]),
        ("ซื้อ\u200bของ 100 บาท", ["ซื้อ", "ของ", "บาท"]),
        ("plain words, 买", []),
        ("明日もそこにある店です。", ["明日も", "そこに", "ある", "店です。"]),
        ("でぶ", []),
        ("住所のある店。" * 12, []),  # running text
    ],
)
def test_what_must_stay_whole(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in whole_words(text)] == expected
