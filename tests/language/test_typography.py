"""Signs that keyboards do not give."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import a_language
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs.manuscript import Catalog
from handbook.language.typography import Phone, close_up, held, spaced, unglued
from handbook.render.environment import Texts, environment
from handbook.values.trace import MARK, Marker


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
    assert spaced(typed, a_language("fr")) == printed
    assert spaced(typed, a_language("fr-BE")) == printed


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("fr-CA", "«\u00a0Vrai\u00a0», dit-il\u00a0: vrai; oui! non?"),
        ("fr-CH", "«\u202fVrai\u202f», dit-il\u202f: vrai\u202f; oui\u202f! non\u202f?"),
        ("fr", "«\u00a0Vrai\u00a0», dit-il\u00a0: vrai\u202f; oui\u202f! non\u202f?"),
        ("de", "« Vrai », dit-il : vrai ; oui ! non ?"),
        ("fy", "« Vrai », dit-il : vrai ; oui ! non ?"),
    ],
)
def test_every_french_has_the_spaces_of_its_country(tag: str, printed: str) -> None:
    assert spaced("« Vrai », dit-il : vrai ; oui ! non ?", a_language(tag)) == printed


@given(st.text(), st.sampled_from(["fr", "fr-CA", "fr-CH"]))
def test_setting_spaces_never_changes_a_visible_character(text: str, tag: str) -> None:
    visible = [c for c in held(spaced(text, a_language(tag)), a_language(tag)) if not c.isspace()]

    assert visible == [c for c in text if not c.isspace()]


@given(st.text())
def test_other_languages_keep_their_signs_and_only_their_last_spaces_stop_breaking(text: str) -> None:
    language = a_language("he")

    set_ = held(spaced(text, language), language)

    assert set_.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert held(set_, language) == set_


@pytest.mark.parametrize(
    ("tag", "text", "printed"),
    [
        ("de", "Man zahlt hier am Ende immer noch zu viel.", "Man zahlt hier am Ende immer noch zu~viel."),
        ("de", "Am Ende bleibt es viel.", None),  # one line
        ("de", "Einige Stücke, im Wert bis etwa 4.300~Schwedische Kronen.", None),
        ("de", "Man zahlt hier am Ende immer noch Vorauszahlungen.", None),
        ("fr", "Elle pose une question : qui est la codirectrice_?", None),
        ("fr", "Elle pose une seule question : mais qui_?", "Elle pose une seule question : mais~qui_?"),
        ("en", "You get up to three times, <b>500~yuan</b>.", None),
        ("en", "You get up to three times the price: <b>5~€</b>.",
         "You get up to three times the price:~<b>5~€</b>."),
        ("en", 'Call from anywhere at any hour <bdi dir="ltr">12345</bdi>.',
         'Call from anywhere at any hour~<bdi dir="ltr">12345</bdi>.'),
        ("en", "It may &amp; will be as told &lt;so&gt;", "It may &amp; will be as told~&lt;so&gt;"),
    ],
)  # fmt: skip
def test_a_short_end_is_held_by_the_line_before(tag: str, text: str, printed: str | None) -> None:
    signs = str.maketrans("~_+", "\u00a0\u202f\u2060")

    assert held(text.translate(signs), a_language(tag)) == (printed or text).translate(signs)


def page(tag: str, source: str, translation: str, template: str, tmp_path: Path, **values: object) -> str:
    """Print a template in a language that knows one text."""
    texts = Texts(Catalog(a_language(tag), {("", source): (translation,)}, "0", 1.0, reviewed=True), Marker())
    (tmp_path / "x.html").write_text(template, encoding="utf-8")
    return environment(tmp_path, texts)[0].get_template("x.html").render(**values)


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("5\u00a0€", "Vous recevez trois fois le prix, au moins\u00a05\u00a0€."),
        ("500\u00a0yuans", "Vous recevez trois fois le prix, au moins 500\u00a0yuans."),
    ],
)
@pytest.mark.parametrize("template", ['{{ _("Get %(a)s.", a=a) }}', "{% trans a=a %}Get {{ a }}.{% endtrans %}"])
def test_an_amount_at_the_end_is_as_long_as_it_is_printed(
    amount: str, printed: str, template: str, tmp_path: Path
) -> None:
    found = page("fr", "Get %(a)s.", "Vous recevez trois fois le prix, au moins %(a)s.", template, tmp_path, a=amount)

    assert MARK.sub("", found) == printed


def test_values_are_escaped_and_count_as_words(tmp_path: Path) -> None:
    found = page("de", "Get %(a)s now.", "Nimm %(a)s jetzt.", '{{ _("Get %(a)s now.", a=a) }}', tmp_path,
                 a="A & B und C und D")  # fmt: skip

    assert MARK.sub("", found) == "Nimm A &amp; B und C und D\u00a0jetzt."


def test_a_text_inside_a_text_keeps_its_marks(tmp_path: Path) -> None:
    found = page("de", "In", "kurz", '{{ _("one two three four five six %(a)s", a=_("In")) }}', tmp_path)

    assert MARK.sub("|", found) == "|one two three four five six\u00a0|kurz||"


@pytest.mark.parametrize("template", ['{{ ngettext("%(num)s day", "%(num)s days", 2) }}',
                                      '{{ npgettext("c", "%(num)s day", "%(num)s days", 2) }}',
                                      '{{ pgettext("c", "2 days") }}',
                                      "{% trans n=2 %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}"]
)  # fmt: skip
def test_every_way_to_ask_for_a_text_fills_it(template: str, tmp_path: Path) -> None:
    assert MARK.sub("", page("de", "", "", template, tmp_path)) == "2 days"


def test_chinese_closes_up_between_sentences_whatever_stands_between() -> None:
    html = '不要买。\u2060<sup class="cite"><a href="#source-1">1</a></sup> 请先看。<b>城市热线</b> 投诉。'

    closed = close_up(html.replace("\u2060", ""), a_language("zh-Hans"))

    assert closed == '不要买。<sup class="cite"><a href="#source-1">1</a></sup>请先看。<b>城市热线</b>投诉。'


@pytest.mark.parametrize(
    ("tag", "script", "before", "after"),
    [
        ("ja", "Jpan", "買わない。 先に見る。", "買わない。先に見る。"),
        ("ja", "Jpan", "これは です か", "これはですか"),
        ("ja", "Jpan", "カード ー ビル", "カードービル"),
        ("ja", "Jpan", "人々 々 ゝ ヽ", "人々々ゝヽ"),
        ("ja", "Jpan", "ｶﾀ ｶﾅ", "ｶﾀｶﾅ"),
        ("ja", "Jpan", "ㇰ ㇱ", "ㇰㇱ"),
        ("zh-Hans", "Hans", "㐂 𠮷 﨑。 （好） ，好", "㐂𠮷﨑。（好），好"),
        ("zh-Hant", "Hant", "「真」 『假』", "「真」『假』"),
        ("zh-Hans", "Hans", "打 12345 吧 abc 好", "打 12345 吧 abc 好"),
        ("zh-Hans", "Hans", "真。\U000ffffd \U000f0001假", "真。\U000ffffd\U000f0001假"),
        ("ja", "Jpan", '<b>箱 <span lang="zh-Hans">型号</span> <span lang="zh-Hans">企业</span></b> 字',
         '<b>箱 <span lang="zh-Hans">型号</span> <span lang="zh-Hans">企业</span></b>字'),
        ("ko", "Kore", "한국어 문장. 다음 문장", "한국어 문장. 다음 문장"),
        ("en", "Latn", "真 假", "真 假"),
    ],
)  # fmt: skip
def test_scripts_without_spaces_are_closed_up_whatever_block_their_letters_are_of(
    tag: str, script: str, before: str, after: str
) -> None:
    assert close_up(before, a_language(tag, script=script)) == after


def test_a_telephone_number_is_isolated_in_text_and_its_groups_hold_together() -> None:
    phone = Phone("+86 10 12345")

    assert phone.__html__() == '<bdi class="tel" dir="ltr">+86\u00a010\u00a012345</bdi>'
    assert (phone.plain, phone.digits) == ("+86\u00a010\u00a012345", "+861012345")


@pytest.mark.parametrize(
    ("set_", "plain"),
    [
        ("帮助受\u2060骗\u2060的客人", "帮助受骗的客人"),
        ("a good\u00a0souvenir.", "a good souvenir."),
        ("rights, \u00a0customs\n ", "rights, customs"),
        ("soft\u00adhyphen \u2068name\u2069 \u200fright", "softhyphen name right"),
        ("la\u00a0Chine\u00a0: «\u00a0oui\u202f»\u202f!", "la Chine\u202f: «\u202foui\u202f»\u202f!"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_outside_a_page_nothing_guides_the_setting_of_lines(set_: str, plain: str) -> None:
    """A joiner that letters are written with stays: U+200C in Persian."""
    assert unglued(set_) == plain


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("قد لا يُسمح", "قد لا~يُسمح"),
        ("ولا شيء، فلم يبقَ", "ولا~شيء، فلم~يبقَ"),
        ("على ألّا تقلّ", "على ألّا~تقلّ"),
        ("مثلًا هذا", "مثلًا هذا"),
        ("حالا هذا", "حالا هذا"),
        ("خلال 90 يومًا", "خلال 90~يومًا"),
        ("و1,500 قطعة", "و1,500~قطعة"),
        ("في عام 2026 كان", "في عام~2026 كان"),
        ("الرقم 12345 أو", "الرقم 12345 أو"),
    ],
)
def test_arabic_keeps_a_negation_and_a_number_with_their_word(text: str, printed: str) -> None:
    assert held(text, a_language("ar")) == printed.replace("~", "\u00a0")
    assert held(text, a_language("fa")) == text
