"""What a page prints and says: one code for each pair, and a glyph for each code."""

from __future__ import annotations

import io

import pytest
import uharfbuzz
from builders import ROOT, load
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from handbook.files.packages import package_folder
from handbook.layout.sorts import Case, Part, Room, Sort, cast_into, said


def a_font(family: str, style: str, letters: str) -> bytes:
    """Return a small font with some letters."""
    wanted = load(ROOT).fonts[family]
    folder = package_folder(wanted.package)
    assert folder is not None
    subset = uharfbuzz.SubsetInput()
    subset.unicode_set.update(map(ord, letters))
    face = uharfbuzz.Face((folder / wanted.cuts[style].file).read_bytes())
    return bytes(uharfbuzz.subset(face, subset).blob.data)


@pytest.mark.parametrize(("family", "letters"), [("plex-arabic", "\u0644\u0651"), ("noto-serif-sc", "一ｌ")])
def test_a_sort_of_two_glyphs_stands_where_both_stand(family: str, letters: str) -> None:
    font = a_font(family, "400", letters)
    before = TTFont(io.BytesIO(font))
    one, other = (before.getGlyphID(before.getBestCmap()[ord(letter)]) for letter in letters)
    code = before["maxp"].numGlyphs + 2

    made = TTFont(io.BytesIO(cast_into(font, {code: (Part(one), Part(other, 30, -20))}, {code: 612})))

    upem = before["head"].unitsPerEm
    x0, y0, x1, y1 = bounds(before, one)
    left, low, right, high = bounds(before, other)
    assert bounds(made, code) == (
        min(x0, left + 30), min(y0, low - 20), max(x1, right + 30), max(y1, high - 20)
    )  # fmt: skip
    assert made["hmtx"][made.getGlyphName(code)][0] == round(612 * upem / 1000)
    assert bounds(made, one) == bounds(before, one)


def bounds(font: TTFont, glyph: int) -> tuple[float, ...]:
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return tuple(map(round, pen.bounds))


def test_a_glyph_has_its_own_number_for_the_first_text_and_others_for_what_differs() -> None:
    case = Case(100)
    sorts = [
        Sort((Part(7),), "\u064a"),
        Sort((Part(7),), "\u06cc"),
        Sort((Part(7),), "\u064a"),
        Sort((Part(7), Part(8, 3, 9)), "\u064a\u064e"),
        Sort((Part(9, 0, 4),), "\u064e"),
        Sort((Part(7),), "\u064a", Room(after=90)),
    ]

    assert [case.code(sort) for sort in sorts] == [7, 100, 7, 101, 102, 103]
    assert set(case.casts) == {100, 101, 102, 103}


@pytest.mark.parametrize(
    ("text", "backwards", "expected"),
    [
        ("a\u00a0b", False, "a b"),
        ("c\u200do\u00ad\u2060", False, "c\u200do"),
        ("\u0644\u064b\u0627", True, "\u0627\u064b\u0644"),
        ("\u0642\u064e\u0651", True, "\u064e\u0651\u0642"),
        ("\u064e\u0651", True, "\u064e\u0651"),
        ("(", True, ")"),
        ("\u06cc\u200c", True, "\u200c\u06cc"),
        ("\u0601", False, "\u0601"),
    ],
)
def test_a_sort_says_what_is_typed_in_the_order_in_which_readers_turn_it(
    text: str,
    backwards: bool,  # noqa: FBT001
    expected: str,
) -> None:
    assert said(text, backwards=backwards) == expected
