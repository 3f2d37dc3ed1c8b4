"""Fonts: small, static, complete, and never of the system."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from builders import ROOT, catalog_file, load, project_files, replace
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from handbook.fonts.cut import Fonts, _shaped, cut

TEXT = "<p>Ask for a fapiao. 请帮我拨打12345。 Qǐng bāng wǒ</p>"


def fonts_for(tag: str, text: str, cache: Path) -> Fonts:
    project = load(ROOT)
    fonts, findings = cut(project, project.languages[tag], text, cache, "x")
    assert findings == ()
    return fonts


def test_cuts_are_static_and_hold_little_more_than_the_text(tmp_path: Path) -> None:
    for file in fonts_for("en", TEXT, tmp_path).files:
        font = TTFont(file)

        assert "fvar" not in font
        assert "CFF2" not in font
        assert file.stat().st_size < 60_000


def test_a_cid_keyed_font_numbers_its_glyphs_as_a_pdf_reader_expects(tmp_path: Path) -> None:
    data = next(file.read_bytes() for file in fonts_for("en", TEXT, tmp_path).files if "Serif" in name_of(file, "SC"))

    top = TTFont(io.BytesIO(data))["CFF "].cff.topDictIndex[0]

    assert hasattr(top, "ROS")
    assert list(top.charset) == [".notdef", *(f"cid{n:05d}" for n in range(1, len(top.charset)))]


def test_the_box_of_a_cid_keyed_font_holds_every_glyph(tmp_path: Path) -> None:
    file = next(file for file in fonts_for("en", TEXT, tmp_path).files if name_of(file, "Serif SC"))

    top = TTFont(file)["CFF "].cff.topDictIndex[0]
    left, bottom, right, top_edge = top.FontBBox
    drawn = [box for name in top.charset if (box := top.CharStrings[name].calcBounds(top.CharStrings))]

    assert len(drawn) > 5
    assert all(box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top_edge for box in drawn)


def test_a_font_of_hundreds_of_chinese_characters_keeps_every_outline(tmp_path: Path) -> None:
    """Every eighth of GB 2312, level 1: what a book of any text may ask for, renumbered and compiled."""
    level = "".join(bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF, 8))
    files = fonts_for("fr", f"<p>{level}</p>", tmp_path).files
    font = TTFont(next(file for file in files if name_of(file, "Serif SC")))

    outlines = {character: RecordingPen() for character in level}
    for character, pen in outlines.items():
        font["CFF "].cff.topDictIndex[0].CharStrings[font.getBestCmap()[ord(character)]].draw(pen)

    assert [character for character, pen in outlines.items() if not pen.value] == []


def name_of(file: Path, needed: str) -> str:
    name = str(TTFont(file)["name"].getDebugName(1))
    return name if needed in name else ""


def test_the_same_text_gives_the_same_bytes_and_is_cut_once(tmp_path: Path) -> None:
    first = fonts_for("zh-Hans", TEXT, tmp_path / "a")
    times = [file.stat().st_mtime_ns for file in first.files]

    again = fonts_for("zh-Hans", TEXT, tmp_path / "a")
    elsewhere = fonts_for("zh-Hans", TEXT, tmp_path / "b")

    assert [file.stat().st_mtime_ns for file in again.files] == times
    assert [f.read_bytes() for f in elsewhere.files] == [f.read_bytes() for f in first.files]


@pytest.mark.parametrize(("character", "name"), [("\u10d0", "GEORGIAN LETTER AN"), ("😀", "GRINNING FACE")])
def test_a_character_that_no_font_has_is_an_error_with_its_place(tmp_path: Path, character: str, name: str) -> None:
    project = load(ROOT)

    _, findings = cut(project, project.languages["fr"], f"<p>Bon {character} jour</p>", tmp_path, "locales/fr.po")

    (finding,) = findings
    assert finding.code == "font.glyph"
    assert finding.path == "locales/fr.po"
    assert name in finding.text
    assert "Bon" in finding.text


PLACES = [
    ("content/association.toml", 'name.en = "Sample', 'name.en = "ཀ Sample', "name.en ="),
    ("content/association.toml", 'name.en = "Sample', 'name.en = "\\u0F40 Sample', "name.en ="),
    ("content/facts.toml", 'title = "Law of', 'title = "ཀ Law of', "title ="),
    ("content/phrases.toml", 'han = "我要正品', 'han = "ཀ我要正品', "han ="),
    ("templates/chapters/law.html", "It is against", "ཀ It is against", "<p>"),
]


@pytest.mark.parametrize(("file", "said", "instead", "begins"), PLACES)
def test_a_character_that_no_font_has_is_named_where_it_is_written(
    tmp_path: Path, file: str, said: str, instead: str, begins: str
) -> None:
    root = project_files(tmp_path / "project")
    replace(root / file, re.escape(said), instead)
    project = load(root)

    _, findings = cut(project, project.languages["en"], "<p>A ཀ</p>", tmp_path, "locales/en/LC_MESSAGES/handbook.po")

    (finding,) = findings
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    assert finding.path == file
    assert lines[finding.line - 1].startswith(begins)
    assert instead in lines[finding.line - 1]


def test_a_character_that_no_font_has_is_named_at_its_translation(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"))
    catalog = catalog_file(root, "fr")
    replace(catalog, r'msgstr "Lieu"', 'msgstr "Lieu ཀ"')
    project, place = load(root), catalog.relative_to(root).as_posix()

    _, (finding,) = cut(project, project.languages["fr"], "<p>Lieu ཀ</p>", tmp_path, place)

    assert finding.path == place
    assert catalog.read_text(encoding="utf-8").splitlines()[finding.line - 1] == 'msgstr "Lieu ཀ"'


def test_every_role_ends_with_all_families_of_the_language(tmp_path: Path) -> None:
    css = fonts_for("ar", "<p>مرحبا 你</p>", tmp_path).css

    display = next(line for line in css.split(";") if "--display" in line)
    assert display.index("Amiri") < display.index("Source Serif Display") < display.index("Plex Arabic")


def test_an_empty_glyph_that_is_left_open_spoils_no_font(tmp_path: Path) -> None:
    """HarfBuzz leaves a glyph without strokes, taken from CFF2, without its end; which one depends on the others."""
    files = fonts_for("zh-Hans", "".join(map(chr, range(0xA1, 0x180))), tmp_path).files

    for file in (file for file in files if "Sans SC" in name_of(file, "Sans SC")):
        outlines = TTFont(file)["CFF "].cff.topDictIndex[0].CharStrings
        for name in outlines.keys():  # noqa: SIM118  # no mapping
            outlines[name].decompile()
            assert outlines[name].program[-1] == "endchar"


@pytest.mark.parametrize(
    ("text", "parts"),
    [("ทำ", "\u0e4d\u0e32"), ("ຳ", "\u0ecd\u0eb2"), ("កើ", "\u17c1"), ("কো", "\u09c7\u09be"), ("é", "")],
)
def test_a_cut_has_the_parts_that_shaping_takes_letters_apart_into(text: str, parts: str) -> None:
    points = frozenset(map(ord, text))

    assert _shaped(points) == points | set(map(ord, parts))
