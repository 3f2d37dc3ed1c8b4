"""Words as people type them find the texts as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs.likeness import folded, has, nearest, prints


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("C’est le sac", "c'est le sac"),
        ("C’est le sac", "C`est le sac"),
        ("À lire", "a lire"),
        ("À lire", "A\u0300 LIRE"),
        ("Vrai\u202f? «\u00a0Oui\u00a0»", 'vrai ? "oui"'),
        ("l’œil, l’Œuvre", "l'oeil, l'oeuvre"),
        ("ﬁche ﬂeur", "fiche fleur"),
        ("Straße", "STRASSE"),
        ("İstanbul, ılık", "istanbul, ilik"),
        ("Ørsted, Łódź", "orsted, lodz"),
        ("2024–2025 — fin", "2024-2025 - fin"),
        ("Attendez…", "attendez..."),
        ("con\u00adtre\u00adfaçon", "contrefacon"),
        ("mot\u2060à\u200bmot", "motamot"),
        ("500\u00a0yuans", "500 yuans"),
        ("Petit guide<br>du <b>vrai</b>", "petit guide du vrai"),
        ("Tom &amp; Jerry", "tom & jerry"),
        ("الإيصال", "الايصال"),
        ("مُحَمَّد", "محمد"),
        ("مكـــان", "مكان"),
        ("ٱلمكان إلى", "المكان الي"),
        ("٥٠٠ يوان", "500 يوان"),
        ("请拨打１２３４５，谢谢！", "请拨打12345,谢谢!"),
        ("“真”的", '"真"的'),
        ("ｶﾞﾗｽ", "ガラス"),
        ("Ё-моё", "е-мое"),
        ("a\nb", "a b"),
        ("50 %% de", "50% de"),
        ("Gardez %(limit)s", "gardez {limit}"),
        ("Gardez %(limit)s", "gardez {{ limit }}"),
    ],
)
def test_what_a_keyboard_leaves_out_makes_no_difference(printed: str, typed: str) -> None:
    assert has(folded(printed), folded(typed))


@pytest.mark.parametrize(("one", "other"), [("ที่", "ทา"), ("की", "कु"), ("각", "가"), ("sac", "sak"), ("か゛", "き")])
def test_letters_stay_what_they_are(one: str, other: str) -> None:
    assert not has(folded(one), folded(other))


@given(st.text())
def test_folding_twice_changes_nothing_more_and_every_text_is_found_by_itself(text: str) -> None:
    once = folded(text)

    assert has(folded(once), folded(folded(once)))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Gardez moins de %(limit)s en espèces.", "moins de 500 yuan en especes"),
        ("Gardez moins de %(limit)s en espèces.", "Gardez moins de 500 yuan"),
        ("Gardez moins de %(limit)s en espèces.", "500 yuan en espèces."),
        ("Entre %(low)s et %(high)s, c’est trop.", "Entre 5 et 10 yuans, c'est trop"),
        ("لا تحمل أكثر من %(limit)s نقدًا", "لا تحمل اكثر من 500 يوان نقدا"),
        ("请带不超过%(limit)s现金回家", "不超过500元现金回家"),
        ("加赔部分最低%(sum)s。", "最低1,000元"),
        ("وهذه الزيادة لا تقلّ عن %(sum)s.", "لا تقل عن 1,000 يوان"),
    ],
)
def test_a_text_is_found_by_what_stands_on_the_page_in_place_of_its_placeholders(text: str, typed: str) -> None:
    assert not has(folded(text), folded(typed))
    assert prints(folded(text), folded(typed))


@pytest.mark.parametrize("typed", ["no such words", "500 yuan", "moins de 500 kilos de pommes de terre"])
def test_a_placeholder_does_not_stand_for_everything(typed: str) -> None:
    assert not prints(folded("Gardez moins de %(limit)s en espèces."), folded(typed))


def test_many_placeholders_in_a_row_take_no_time() -> None:
    text = folded(" ".join(f"%(v{number})s" for number in range(12)) + " Ende der Liste")

    assert prints(text, folded("1 2 3 4 5 6 7 8 9 10 11 12 Ende der Liste"))
    assert not prints(text, folded("x" * 300))


def test_the_nearest_texts_are_those_with_a_slip() -> None:
    texts = [folded(text) for text in ("Gardez le reçu", "À propos", "Le reçu", "is", "Quelque chose d’autre")]

    assert nearest(texts, folded("gardez le recu s'il vous plait"))[:1] == [0]
    assert nearest(texts, folded("a prpos")) == [1]
    assert nearest(texts, folded("zzzz qqqq xxxx")) == []
