"""Opening signs at the heads of wrapped lines: their black stands where the other lines begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ROOT, load

from handbook.fonts.cut import cut
from handbook.layout import engine, line_heads
from handbook.layout.engine import Page, TextBox
from handbook.layout.write import ProjectFetcher

TEXT = "可以登机的（瓦时）"
CSS = """@page { size: 100mm 60mm; margin: 10mm } body { font: 10pt/5mm Noto Sans SC }
p { width: 5.2em } .middle { text-align: center } .end { text-align: end } .tight { font-feature-settings: "halt" }"""
EM = 10 * 96 / 72


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("heads")
    project = load(ROOT)
    return folder, cut(project, project.languages["zh-Hans"], TEXT, folder / "fonts", "x")[0].css


def second_line(press: tuple[Path, str], body: str, tag: str = "zh-Hans") -> tuple[TextBox, float]:
    """Return the text at the head of the second line, and where its paragraph begins, both after lines were moved."""
    folder, css = press
    fetcher = ProjectFetcher((folder,), folder, {})
    fonts, base = engine.fonts(), f"{folder.as_uri()}/"
    sheets = [engine.style_sheet(text, base, fetcher, fonts) for text in (css, CSS)]
    source = engine.parsed(f'<html lang="{tag}"><title>x</title><body>{body}</body></html>', base, fetcher)
    pages: list[Page] = engine.rendered(source, sheets, fonts, {}).pages
    line_heads.close_up(pages)
    lines = [box for box in engine.box_of(pages[0]).descendants() if engine.is_line(box)]
    first = next(box for box in lines[1].descendants() if engine.is_text(box))
    return first, lines[1].position_x


@pytest.mark.parametrize(
    ("body", "em"),
    [
        (f"<p>{TEXT}</p>", 0.5),
        ("<p>可以登机的<b>（瓦时）</b></p>", 0.5),
        ("<p>可以登机的瓦时</p>", 0),
        ('<p>可以登机的<span class="tight">（</span>瓦时）</p>', 0),
        (f'<p class="end">{TEXT}</p>', 0),
    ],
)
def test_the_blank_of_an_opening_sign_stands_in_the_margin(press: tuple[Path, str], body: str, em: float) -> None:
    first, start = second_line(press, body)

    assert engine.blank(first) == pytest.approx(em * EM)
    if "end" not in body:
        assert start - first.position_x == pytest.approx(em * EM)


def test_a_line_in_the_middle_moves_half_as_far(press: tuple[Path, str]) -> None:
    first, _ = second_line(press, f'<p class="middle">{TEXT}</p>')

    assert engine.blank(first) == pytest.approx(EM / 4)


def test_languages_that_write_the_same_signs_narrow_are_left_alone(press: tuple[Path, str]) -> None:
    first, start = second_line(press, f"<p>{TEXT}</p>", "en")

    assert first.position_x == start
