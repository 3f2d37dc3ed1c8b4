"""Numbers, money and dates as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_language

from handbook.render import filters


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


@pytest.mark.parametrize(("tag", "expected"), [("en", "2.3%"), ("fr", "2,3\u00a0%"), ("zh-Hans", "2.3%")])
def test_percent(tag: str, expected: str) -> None:
    assert filters.percent(2.3, a_language(tag)) == expected


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


def test_accents_do_not_disturb_the_order_of_names() -> None:
    french = a_language("fr")

    names = sorted(["Zambie", "États-Unis", "Danemark", "Émirats"], key=lambda n: filters.collation_key(n, french))

    assert names == ["Danemark", "Émirats", "États-Unis", "Zambie"]


def test_chinese_names_are_in_the_order_of_pinyin() -> None:
    chinese = a_language("zh-Hans")

    names = sorted(["英国", "德国", "法国", "澳大利亚"], key=lambda n: filters.collation_key(n, chinese))

    assert names == ["澳大利亚", "德国", "法国", "英国"]


def test_a_country_is_home_where_the_language_is_official() -> None:
    assert filters.speaks("CH", a_language("fr"))
    assert not filters.speaks("JP", a_language("fr"))
