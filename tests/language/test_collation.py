"""Names in the order of each language's readers."""

from __future__ import annotations

import pytest
from builders import a_language

from handbook.language import collation

ORDERS = {
    ("sv", "Latn"): ["Albanien", "Vanuatu", "Wallis", "Zambia", "Åland", "Ängelholm", "Österrike"],
    ("de", "Latn"): ["Ägypten", "Albanien", "Österreich", "Polen"],
    ("fr", "Latn"): ["Danemark", "Émirats", "États-Unis", "Zambie"],
    ("es", "Latn"): ["Nueva Zelanda", "Ñuble", "Omán"],
    ("zh-Hans", "Hans"): ["澳大利亚", "重庆", "德国", "法国", "英国", "中国", "中国香港"],
    ("zh-Hant", "Hant"): ["日本", "法國", "英國", "泰國"],
    ("ja", "Jpan"): ["アルバニア", "エジプト", "オーストリア", "ザンビア", "スペイン"],
    ("ko", "Kore"): ["가나", "나미비아", "독일", "호주"],
    ("th", "Thai"): ["เช็ก", "แซมเบีย", "ญี่ปุ่น", "สเปน"],
    ("ru", "Cyrl"): ["Египет", "Ёлкино", "Замбия", "Япония"],
    ("ar", "Arab"): ["ألمانيا", "الصين", "فرنسا"],
}


@pytest.mark.parametrize(("tag", "script"), ORDERS)
def test_names_are_sorted_as_readers_expect(tag: str, script: str) -> None:
    expected = ORDERS[tag, script]

    assert sorted(sorted(expected, reverse=True), key=collation.key(a_language(tag, script))) == expected


def test_the_arabic_article_does_not_count() -> None:
    assert sorted(["الهند", "بولندا", "الأردن"], key=collation.key(a_language("ar"))) == ["الأردن", "بولندا", "الهند"]
