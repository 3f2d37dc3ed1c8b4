"""Signs that keyboards do not give."""

from __future__ import annotations

import pytest
from builders import a_language
from hypothesis import given
from hypothesis import strategies as st

from handbook.render.typography import Phone, close_up, polish


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vrai ? Oui !", "Vrai\u202f? Oui\u202f!"),
        ("« vrai »", "«\u00a0vrai\u00a0»"),
        ("Prix : 5", "Prix\u00a0: 5"),
        ("Déjà bien\u202f; oui", "Déjà bien\u202f; oui"),
    ],
)
def test_french_gets_its_no_break_spaces(typed: str, printed: str) -> None:
    assert polish(typed, a_language("fr")) == printed


@given(st.text())
def test_polishing_never_changes_a_visible_character(text: str) -> None:
    visible = [c for c in polish(text, a_language("fr")) if not c.isspace()]

    assert visible == [c for c in text if not c.isspace()]


@given(st.text())
def test_other_languages_keep_their_signs_and_only_the_last_space_may_stop_breaking(text: str) -> None:
    polished = polish(text, a_language("ar"))

    assert polished.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert polished.count("\u00a0") <= text.count("\u00a0") + 1


def test_chinese_closes_up_between_sentences_whatever_stands_between() -> None:
    html = '不要买。\u2060<sup class="cite"><a href="#source-1">1</a></sup> 请先看。<b>城市热线</b> 投诉。'

    closed = close_up(html.replace("\u2060", ""), a_language("zh-Hans"))

    assert closed == '不要买。<sup class="cite"><a href="#source-1">1</a></sup>请先看。<b>城市热线</b>投诉。'


def test_a_telephone_number_is_isolated_in_text_and_plain_in_addresses() -> None:
    phone = Phone("+86 10 12345")

    assert phone.__html__() == '<bdi class="tel" dir="ltr">+86 10 12345</bdi>'
    assert (phone.plain, phone.digits) == ("+86 10 12345", "+861012345")
