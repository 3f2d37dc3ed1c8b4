"""Plates: a caption stands beside the number that the drawing leads to what it names, from either side."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from builders import ROOT, load, manuscript_of

from art import catalogue
from handbook.build.plan import plan
from handbook.render.html import render
from handbook.values.model import Selection

PLATE = "plate-tea"


@cache
def page(direction: str) -> str:
    """Return the plate's page in English, as if English were written in a direction."""
    project = load(ROOT)
    job = plan(project, Selection(("en",), ("screen",)))[0]
    job = replace(job, language=replace(job.language, direction=direction))
    document, _ = render(project, job, manuscript_of(ROOT).catalog(job.language)[0])
    assert document is not None
    return document.html.split(f'id="{PLATE}"')[1].split('<div class="lenses">')[0].split("</section>")[0]


@pytest.mark.parametrize(("direction", "drawing"), [("ltr", PLATE), ("rtl", PLATE + catalogue.RTL)])
def test_captions_stand_in_the_order_of_the_numbers(direction: str, drawing: str) -> None:
    """The chapter lists its captions as the program numbers its calls, and the drawing says which is printed where."""
    chapter = (ROOT / f"templates/chapters/{PLATE}.html").read_text(encoding="utf-8")
    heads = re.findall(r'^\s*\(_\("([^"]+)"\)', chapter, re.MULTILINE)
    order = catalogue.load()[drawing]().order

    assert re.findall(r"<b>([^<]+?) *<", page(direction)) == [heads[number - 1] for number in order]
    assert f'src="art/{drawing}.svg"' in page(direction)


def test_both_sides_show_the_same_things() -> None:
    assert catalogue.load()[PLATE]().order != catalogue.load()[PLATE + catalogue.RTL]().order
    assert sorted(re.findall(r"<b>([^<]+)", page("ltr"))) == sorted(re.findall(r"<b>([^<]+)", page("rtl")))


def test_the_space_after_the_head_of_a_key_belongs_to_the_sentence() -> None:
    """A space by itself is not drawn, and MuPDF adds one in few scripts: the two words would be one in Korean."""
    assert "</b><span> " in page("ltr")
    assert "</b> <span>" not in page("ltr")
