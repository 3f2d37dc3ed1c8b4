"""Full-width characters: last words, numbers and their units, and signs that meet."""

from __future__ import annotations

import re

import pytest
from builders import a_language
from hypothesis import given
from hypothesis import strategies as st

from handbook.language.fullwidth import TIGHT, WHOLE, fitted
from handbook.values.trace import MARK


def shown(html: str, tag: str = "zh-Hans", script: str = "Hans") -> str:
    """Return HTML with [what does not break] and a ~ before each sign without its empty half."""
    fit = fitted(html, a_language(tag, script=script))
    fit = re.sub(rf"{TIGHT}(.)</span>", r"~\1", fit)
    return re.sub(rf"{WHOLE}((?:(?!</span>).)*)</span>", r"[\1]", fit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请在此免费领取中文版手册。", "请在此免费领取中文版[手册。]"),
        ("不要买从受保护动物身上做的东西。", "不要买从受保护动物身上做的[东西。]"),
        ("有时候规定可能比这里更严格", "有时候规定可能比这里更[严格]"),
        ("同样的话也写给诚实的小店！”", "同样的话也写给诚实的[小店~！”]"),
        ("好店，下回还找得到。", "好店，下回还找[得到。]"),
        ("受骗了？不知怎么办？我们帮您。", "受骗了？不知怎么办？[我们帮您。]"),
        ("真品，才是好纪念。", "真品，[才是好纪念。]"),
        ("本物こそ、いい思い出。", "本物こそ、[いい思い出。]"),
        ("出发前一晚", "出发前一晚"),  # one line
        ("见下页。</p><p>请先看看价目表上怎么写再付款", "见下页。</p><p>请先看看价目表上怎么写再[付款]"),
        ("真的东西都写明名称和<b>地址</b>", "真的东西都写明名称和<b>[地址]</b>"),
        ('真的东西都写明名称和地址。\u2060<sup class="cite"><a href="#1">28</a>, <a href="#2">45</a></sup>',
         '真的东西都写明名称和[地址~。]\u2060<sup class="cite"><a href="#1">28</a>, <a href="#2">45</a></sup>'),
        ("真的东西都写明名称和地<b>址</b>", "真的东西都写明名称和地<b>址</b>"),
    ],
)  # fmt: skip
def test_the_last_word_of_a_paragraph_stays_whole(text: str, expected: str) -> None:
    assert shown(f"<p>{text}</p>") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("付500元整", "付[500元]整"),
        ("共7900万件", "共[7900万件]"),
        ("超过650多倍", "超过[650多倍]"),
        ("占2.3%以上", "占[2.3%以]上"),
        ("见第12页和第3页", "见[第12页]和[第3页]"),
        ("1,000元或3–5倍", "[1,000元]或[3–5倍]"),
        ("打12345，快", "打[12345]，快"),
        ('打<bdi dir="ltr">+86 10 12345</bdi>吧', '打<bdi dir="ltr">+[86] [10] 12345</bdi>吧'),
        ("用SC2字样", "用SC2字样"),
        ("此物最高可判监禁，刑期为5年。", "此物最高可判监禁，刑期为[5年。]"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, expected: str) -> None:
    assert shown(f"<p>{text}</p>") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("说“好”，走", "说“好~”，走"),
        ("“甲”“乙”", "~“甲~”“乙”"),
        ("“甲”“乙”：丙", "~“甲~”“乙~”：丙"),
        ("完。“甲", "完~。“甲"),
        ("看（《甲》）。", "看（~《甲~》~）。"),
        ("<b>完。</b> “甲", "<b>完~。</b> “甲"),
        ("完。\U000ffffd \U000f0001“甲", "完~。\U000ffffd \U000f0001“甲"),
        ("甲，乙。", "甲，乙。"),
        ("a”, b", "a”, b"),
    ],
)
def test_one_of_two_signs_that_meet_gives_up_its_empty_half(text: str, expected: str) -> None:
    assert shown(f"<p>{text}</p>") == f"<p>{expected}</p>"


def test_the_last_phrase_of_japanese_stays_whole() -> None:
    assert shown("<p>明日もそこにある店です。</p>", "ja", "Jpan") == "<p>明日もそこにある[店です。]</p>"


def test_stops_in_the_middle_of_their_square_keep_it() -> None:
    assert shown("<p>說「好」。「甲」</p>", "zh-Hant", "Hant") == "<p>說「好~」。「甲」</p>"
    assert shown('<p>說。<sup class="cite">1</sup></p>', "zh-Hant", "Hant") == '<p>說~。<sup class="cite">1</sup></p>'


def test_what_no_page_shows_is_left_alone() -> None:
    html = '<title>“甲”，受骗了怎么办，5元</title><p><img alt="“甲”，受骗了怎么办，5元"></p><style>/* “甲”， */</style>'

    assert fitted(html, a_language("zh-Hans", script="Hans")) == html


@pytest.mark.parametrize(("tag", "script"), [("en", "Latn"), ("ar", "Arab"), ("th", "Thai"), ("ko", "Kore")])
def test_other_scripts_are_left_alone(tag: str, script: str) -> None:
    assert fitted("<p>“真”，假。5元</p>", a_language(tag, script=script)) == "<p>“真”，假。5元</p>"


@given(st.text("真假貨、。“”（）《》 5.%元第<b>" + chr(0xF0000)))
def test_nothing_is_put_into_the_text_itself(text: str) -> None:
    html = f"<p>{text.replace('<', '').replace('>', '')}</p>"

    assert re.sub(r"</?span[^>]*>", "", fitted(html, a_language("zh-Hans", script="Hans"))) == html
    assert MARK.findall(fitted(html, a_language("zh-Hans", script="Hans"))) == MARK.findall(html)


def test_what_stands_upside_down_stays_in_one_piece() -> None:
    answers = '<div class="answers"><ol><li>请在此免费领取中文版手册。</li></ol></div>'

    assert shown(answers) == answers
