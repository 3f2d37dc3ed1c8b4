"""Tables of fonts: what files of PDF need, with glyphs under other numbers."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
import uharfbuzz
from builders import ROOT, load
from fontTools.ttLib import TTFont

from handbook.fonts import tables
from handbook.fonts.cut import cut


def some_fonts(tag: str, text: str, family: str, cache: Path) -> Sequence[bytes]:
    project = load(ROOT)
    fonts, _ = cut(project, project.languages[tag], text, cache, "x")
    names = (file.read_bytes() for file in fonts.files)
    return [data for data in names if family in str(TTFont(io.BytesIO(data))["name"].getDebugName(4))]


def a_font(tag: str, text: str, family: str, cache: Path) -> bytes:
    return some_fonts(tag, text, family, cache)[0]


def test_glyphs_of_truetype_move_on_with_what_they_are_composed_of(tmp_path: Path) -> None:
    data = a_font("fr", "é", "Source Sans", tmp_path)
    before = TTFont(io.BytesIO(data))
    found = tables.tables(data)

    after = TTFont(io.BytesIO(tables.truetype(tables.numbered_on(found, 5))))

    number = before.getGlyphID(before.getBestCmap()[ord("é")])
    one, other = (
        before["glyf"][before.getGlyphName(number)], after["glyf"][after.getGlyphName(number + 5)]
    )  # fmt: skip
    parts = [[font.getGlyphID(each.glyphName) for each in glyph.components]
             for font, glyph in ((before, one), (after, other))]  # fmt: skip
    assert len(parts[0]) == 2
    assert parts[1] == [part + 5 for part in parts[0]]
    assert len(after.getGlyphOrder()) == len(before.getGlyphOrder()) + 5
    assert after["hmtx"][after.getGlyphName(number + 5)] == before["hmtx"][before.getGlyphName(number)]


def test_two_truetype_fonts_become_one_with_all_glyphs_of_both(tmp_path: Path) -> None:
    one, other = some_fonts("fr", "aé", "Source Sans", tmp_path)[:2]

    both = TTFont(io.BytesIO(tables.truetype(tables.joined(tables.tables(one), tables.tables(other)))))

    first, second = (TTFont(io.BytesIO(data)) for data in (one, other))
    count = len(first.getGlyphOrder())
    assert both["maxp"].numGlyphs == len(both["glyf"].glyphs) == count + len(second.getGlyphOrder()) - 1
    for font, moved in ((first, 0), (second, count - 1)):
        for number, name in list(enumerate(font.getGlyphOrder()))[1:]:
            there = both.getGlyphName(number + moved)
            assert both["hmtx"][there] == font["hmtx"][name]
            assert both["glyf"][there].getCoordinates(both["glyf"]) == font["glyf"][name].getCoordinates(font["glyf"])
    for name in ("maxPoints", "maxContours", "maxCompositePoints", "maxComponentElements", "maxComponentDepth"):
        assert getattr(both["maxp"], name) == max(getattr(font["maxp"], name) for font in (first, second))
    assert both["head"].xMax == max(font["head"].xMax for font in (first, second))


def test_glyphs_of_a_cid_keyed_font_have_the_numbers_that_are_asked_for(tmp_path: Path) -> None:
    asked = uharfbuzz.SubsetInput()
    asked.glyph_set.update(range(1, 9))
    cut_ = uharfbuzz.subset(uharfbuzz.Face(a_font("zh-Hans", "北京", "Noto Sans", tmp_path)), asked)
    outlines = tables.tables(cut_.blob.data)[b"CFF "]
    count = len(TTFont(io.BytesIO(tables.written({b"CFF ": outlines})))["CFF "].cff[0].charset)

    numbers = range(700, 700 + 3 * (count - 1), 3)
    for _ in range(2):
        outlines = tables.named_by(outlines, numbers)

    top = TTFont(io.BytesIO(tables.written({b"CFF ": outlines})))["CFF "].cff[0]
    assert top.charset[1:] == [f"cid{number:05}" for number in numbers]


@pytest.mark.parametrize("letters", ["Wj@Å", "é"])
def test_a_font_says_of_its_own_glyphs_alone_how_large_they_are(letters: str, tmp_path: Path) -> None:
    """HarfBuzz leaves there what it knew of all glyphs of the font that a cut was made of."""
    asked = uharfbuzz.SubsetInput()
    asked.unicode_set.update(map(ord, "éa"))
    cut_ = uharfbuzz.subset(uharfbuzz.Face(a_font("fr", f"éa{letters}", "Source Sans", tmp_path)), asked)

    made = tables.truetype(tables.tables(cut_.blob.data))

    again = io.BytesIO()
    TTFont(io.BytesIO(made), recalcTimestamp=False).save(again)
    reckoned, said = (TTFont(io.BytesIO(data)) for data in (again.getvalue(), made))
    for tag in ("head", "hhea", "maxp"):
        told = [{**vars(font[tag]), "checkSumAdjustment": 0} for font in (reckoned, said)]
        assert told[0] == told[1], tag
    assert sum(struct.unpack(f">{len(made) // 4}L", made)) & 0xFFFFFFFF == 0xB1B0AFBA  # ISO/IEC 14496-22, 5.2.2
