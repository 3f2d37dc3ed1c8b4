"""Characters that cannot be seen, that turn a text or pass for others, by Unicode's tables."""

from __future__ import annotations

import unicodedata

import pytest
from builders import SCRIPTS

from handbook.language import signs

EMPTY = [
    " ", "\u00a0", "\u202f", "\u2003", "\u2060", "\u3000", "\u3164", "\u115f", "\u200b\ufeff", "\u180e", "\u2800",
    "\u200f", "\U000e0041", "\n\t", "&nbsp;", "&#8203;", "&zwj;", "<b></b>", "<br>", "<b> &nbsp;</b>", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("text", EMPTY)
def test_what_leaves_no_mark_is_no_translation(text: str) -> None:
    assert not signs.is_visible(text)
    assert signs.is_visible(f"{text}a")


@pytest.mark.parametrize("text", ["a", "。", "%(n)s", "5", "&amp;", "<b>؟</b>", "\u0301", "…"])
def test_a_sign_alone_is_a_text(text: str) -> None:
    assert signs.is_visible(text)


def test_a_font_needs_a_glyph_for_all_but_spaces_and_what_is_ignored() -> None:
    boxes = "\uf0b7\x92\x85\u2028\u2029\u0378\U0001fae8\u1680\ufff9\U000f0001\ufdd0\x07"
    none = " \t\n\u00a0\u202f\u2009\u3000\u00ad\u200b\u2060\u200f\u3164\ufe0f\U000e0041"

    assert [sign for sign in boxes if not signs.needs_glyph(sign)] == []
    assert [sign for sign in none if signs.needs_glyph(sign)] == []


TURNED = {
    "Appelez \u202e12315": ["RIGHT-TO-LEFT OVERRIDE turns"],
    "a \u202d1\u202c": ["LEFT-TO-RIGHT OVERRIDE turns"],
    "a &#x202e;1": ["OVERRIDE turns"],
    "a \u202a1": ["EMBEDDING is not closed"],
    "a \u20681": ["ISOLATE is not closed"],
    "a 1\u2069": ["closes nothing"],
    "a \u20681\u202c": ["closes nothing", "not closed"],
}


@pytest.mark.parametrize("text", TURNED)
def test_what_turns_a_text_and_does_not_turn_it_back_is_told(text: str) -> None:
    found = list(signs.turned(text))

    assert len(found) == len(TURNED[text])
    assert all(words in said for words, said in zip(TURNED[text], found, strict=True))


@pytest.mark.parametrize("text", ["\u2068OUTPOT\u2069 و", "\u202aa\u202c", "\u2067\u202b\u202c\u2069", "\u200f(5)"])
def test_what_is_closed_is_well(text: str) -> None:
    assert list(signs.turned(text)) == []


UNSEEN = [
    ("Latn", "Li\u200beu", "\u200b"), ("Latn", "Li\u00adeu", "\u00ad"), ("Latn", "Li\u200deu", "\u200d"),
    ("Latn", "Lieu\u200e", "\u200e"), ("Latn", "&rlm;Lieu", "\u200f"), ("Latn", "\u2068Lieu\u2069", "\u2068\u2069"),
    ("Latn", "Lieu\u3164\U000e0041\u180e\u2061", "\u3164\U000e0041\u180e\u2061"), ("Latn", "Lieu\ufff9", "\ufff9"),
    ("Latn", "a\ufe0f", "\ufe0f"), ("Hans", "中\u200c", "\u200c"), ("Arab", "\ufeffمكان", "\ufeff"),
    ("Latn", "Lieu\u2060", ""), ("Latn", "\u2068مكان\u2069", ""), ("Latn", "☎\ufe0f 👩\u200d🔬", ""),
    ("Arab", "می\u200cروم", ""),
    ("Arab", "\u200fمكان", ""), ("Deva", "क्\u200dष", ""), ("Thai", "ไป\u200bมา", ""), ("Hans", "葛\U000e0100", ""),
    ("Hebr", "\u200f5", ""),
]  # fmt: skip


@pytest.mark.parametrize(("script", "text", "unseen"), UNSEEN)
def test_marks_are_for_the_scripts_that_need_them(script: str, text: str, unseen: str) -> None:
    is_rtl = script in {"Arab", "Hebr"}

    assert "".join(signs.unseen(text, SCRIPTS[script], is_rtl=is_rtl)) == unseen


@pytest.mark.parametrize("text", ["pаge", "Раris", "οld", "Кatya", "a <b>Сhine</b>", "дoм"])
def test_a_letter_that_passes_for_another_is_found(text: str) -> None:
    ((word, letter),) = signs.mixed(text)

    assert letter in word
    assert unicodedata.name(letter).split()[0] in {"CYRILLIC", "GREEK", "LATIN"}


@pytest.mark.parametrize(
    "text", ["page", "وOUTPOT", "SIM卡", "Καλά", "5 µm", "naïve", "e\u0301t", "дом page", "カード"]
)
def test_scripts_that_stand_beside_each_other_rightly_are_no_finding(text: str) -> None:
    assert list(signs.mixed(text)) == []
