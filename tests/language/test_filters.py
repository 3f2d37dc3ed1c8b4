"""Numbers, money and dates as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_language

from handbook.language import filters
from handbook.language.bidi import as_painted


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "500\u00a0Chinese yuan"),
        ("fr", "500\u00a0yuans"),
        ("zh-Hans", "500元"),
        ("ar", "500\u00a0يوان صيني"),
    ],
)
def test_money(tag: str, expected: str) -> None:
    assert filters.money(500, "CNY", a_language(tag)) == expected


RUSSIAN = {"CNY": {"one": "юань", "few": "юаня", "many": "юаней", "other": "юаня"}}


@pytest.mark.parametrize(
    ("amount", "expected"), [(1, "1 юань"), (3, "3 юаня"), (11, "11 юаней"), (500, "500 юаней"), (1.5, "1,50 юаня")]
)
def test_a_name_of_a_currency_agrees_with_its_amount(amount: float, expected: str) -> None:
    russian = a_language("ru", "Cyrl", currencies=RUSSIAN)

    assert filters.money(amount, "CNY", russian) == expected.replace(" ", "\u00a0")


def test_a_date_is_written_as_the_language_s_table_says() -> None:
    vietnamese = a_language("vi", dates={"yMMMMd": "d 'tháng' M 'năm' y", "yMMM": "M/y"})

    assert filters.day(date(2026, 11, 22), vietnamese) == "22 tháng 11 năm 2026"
    assert filters.month(date(2026, 11, 22), vietnamese) == "tháng 11 năm 2026"
    assert filters.source_date("2023-05", vietnamese) == "5/2023"


@pytest.mark.parametrize(
    ("tag", "expected"), [("en", "2.3%"), ("fr", "2,3\u00a0%"), ("zh-Hans", "2.3%"), ("ar", "\u20662.3%\u2069")]
)
def test_percent(tag: str, expected: str) -> None:
    assert filters.percent(2.3, a_language(tag)) == expected


@pytest.mark.parametrize("frame", ["{}", "نسبة {} منها", "{} · {}"])
def test_the_sign_of_percent_stands_on_one_side_wherever_the_number_stands(frame: str) -> None:
    share = filters.percent(32, a_language("ar"))

    assert "32%" in as_painted(frame.format(share, share), rtl=True)
    assert "%32" not in as_painted(frame.format(share, share), rtl=True)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "467\u00a0billion"), ("fr", "467\u00a0milliards"), ("zh-Hans", "4670亿"), ("ar", "467\u00a0مليار")],
)
def test_large_numbers_in_words(tag: str, expected: str) -> None:
    assert filters.big(467_000_000_000, a_language(tag)) == expected


@pytest.mark.parametrize(
    ("iso", "expected"), [("2013-10-25", "Oct 25, 2013"), ("2025-05", "May 2025"), ("2018", "2018"), ("", "")]
)
def test_a_source_date_is_as_exact_as_it_is_known(iso: str, expected: str) -> None:
    assert filters.source_date(iso, a_language("en")) == expected


def test_month_and_country() -> None:
    assert filters.month(date(2026, 11, 22), a_language("ar")) == "نوفمبر 2026"
    assert filters.country("FR", a_language("zh-Hans")) == "法国"


def test_a_country_is_home_where_the_language_is_official() -> None:
    assert filters.speaks("CH", a_language("fr"))
    assert not filters.speaks("JP", a_language("fr"))


@pytest.mark.parametrize(
    ("tag", "expected"), [("en", "Chinese (Simplified)"), ("zh-Hans", "中文（简体）"), ("fr", "chinois (simplifié)")]
)
def test_brackets_in_a_name_are_those_of_its_language(tag: str, expected: str) -> None:
    assert filters.language_name("zh-Hans", a_language(tag)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "<bdi>40\u00a0mm</bdi>, <bdi>148.5\u00a0mm</bdi> and <bdi>257\u00a0mm</bdi>"),
        ("zh-Hans", "<bdi>40毫米</bdi>、<bdi>148.5毫米</bdi>和<bdi>257毫米</bdi>"),
    ],
)
def test_lengths_in_a_sentence_each_keep_their_unit(tag: str, expected: str) -> None:
    # CLDR writes a comma before "and" in American English alone.
    said = filters.lengths((40, 148.5, 257), "millimeter", a_language(tag))

    assert said.replace(", and ", " and ") == expected


def test_numbers_in_a_sentence() -> None:
    assert filters.numbers((1, 2, 47, 48), a_language("zh-Hans")) == "1、2、47和48"


@pytest.mark.parametrize(
    ("tag", "script", "two", "three"),
    [
        ("th", "Thai", "Amiri และ Plex", "Amiri Plex และ Noto Sans"),
        ("km", "Khmr", "Amiri និង Plex", "Amiri, Plex និង Noto Sans"),
        ("ja", "Jpan", "Amiri、Plex", "Amiri、Plex、Noto Sans"),
        ("zh-Hans", "Hans", "Amiri和Plex", "Amiri、Plex和Noto Sans"),
        ("fr", "Latn", "Amiri et Plex", "Amiri, Plex et Noto Sans"),
    ],
)
def test_latin_names_in_a_sentence_stand_as_latin_words_do_in_its_script(
    tag: str, script: str, two: str, three: str
) -> None:
    """A space parts them from the letters of scripts whose words no space parts; full-width letters leave room."""
    names = ("Amiri", "Plex", "Noto Sans")

    said = [filters.listing(names[:count], a_language(tag, script)).striptags() for count in (2, 3)]

    assert said == [two, three]


def test_thai_numbers_in_a_sentence_have_spaces_too() -> None:
    language = a_language("th", "Thai")

    assert filters.numbers((1, 2, 47), language) == "1 2 และ 47"
    assert filters.lengths((97, 197), "centimeter", language).striptags() == "97 ซม. และ 197 ซม."


def test_inches_are_exact_enough_for_a_bleed() -> None:
    assert filters.inches((279.4, 3.175)) == [11.0, 0.125]
