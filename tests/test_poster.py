"""The poster and the table card: several languages on one sheet, each in its own script."""

from __future__ import annotations

import ctypes
import math
import os
import re
import unicodedata
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from builders import ROOT, build, catalog_file, document_of, in_languages, load, manuscript_of, replace
from PIL import Image, ImageChops
from readers import without_panels
from sampling import ALL

from handbook.build.plan import plan
from handbook.build.publish import manifest, names
from handbook.press import nobody
from handbook.values.model import Job, Project, Selection

POSTER = Selection(("mul",), ("poster", "poster-large"))
TENTS = {"en": ("en", "zh-Hans"), "zh-Hans": ("zh-Hans", "en"), "ar": ("ar", "en")}
LETTERS = {
    "Latn": {"LATIN"}, "Hans": {"CJK"}, "Hant": {"CJK"}, "Arab": {"ARABIC"}, "Kore": {"HANGUL"}, "Cyrl": {"CYRILLIC"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA"}, "Thai": {"THAI"}, "Deva": {"DEVANAGARI"},
}  # fmt: skip
"""With what the names of a script's letters begin."""
MM = 72 / 25.4


def the_job(project: Project, tag: str, name: str) -> Job:
    (job,) = plan(project, Selection((tag,), (name,)))
    return job


def pdf(handbooks: Path, tag: str, name: str) -> pypdfium2.PdfDocument:
    """Return a file without the panels in its slots: they are for whoever stamps them."""
    return pypdfium2.PdfDocument(without_panels(handbooks / names.path(the_job(load(ROOT), tag, name))))


def test_the_poster_speaks_each_language_once_in_the_order_of_the_edition() -> None:
    html = document_of("mul", "poster").html.partition('class="tongues"')[2].partition('class="strip"')[0]

    assert re.findall(r'data-voice="([^"]+)"', html) == list(load(ROOT).languages)
    named = [each.replace("\u200b", "") for each in re.findall(r'class="endonym">([^<]+)', html)]
    assert named == [each.endonym for each in load(ROOT).languages.values()]


def test_each_language_speaks_in_its_own_script() -> None:
    asked = re.findall(r'class="name">(.+?)</p>', document_of("mul", "poster").html)

    for language, text in zip(load(ROOT).languages.values(), asked, strict=True):
        letters = [letter for letter in re.sub("<[^>]+>", "", text) if letter.isalpha()]
        assert letters
        assert {unicodedata.name(letter).split()[0] for letter in letters} <= LETTERS[language.script]


# The emptiest sheet, and the fullest of two columns; that of three is the edition's own, among the handbooks.
@pytest.mark.parametrize("count", [2, 3, 5, 8, 9, 10, 12, 13] if os.environ.get(ALL) else [2, 8])
def test_the_poster_takes_few_languages_and_many_on_one_sheet(tmp_path: Path, count: int) -> None:
    root = in_languages(tmp_path, count)

    report = build(root, selection=POSTER)

    assert [(o.status, o.artifact and o.artifact.pages) for o in report.outcomes] == [("made", 1)] * 2, report
    text = pypdfium2.PdfDocument(root / "dist" / names.path(the_job(load(root), "mul", "poster")))[0].get_textpage()
    assert text.get_text_range().count(load(root).association.guide) == 1


def test_the_poster_has_room_for_thirty_two_languages() -> None:
    project, texts = load(ROOT), manuscript_of(ROOT)
    job = the_job(project, "mul", "poster")
    catalog, *voices = (texts.catalog(each)[0] for each in (job.language, *job.voices))
    more = [each for each in voices if each.language.tag not in project.edition.companions]

    _, galley, findings = nobody.typeset(project, job, catalog, (*voices, *more, *more)[:32])

    assert [str(each) for each in findings] == []
    assert galley is not None
    assert len([block for block in galley.written.laid.blocks if block.name == "div.tongue"]) == 32


@pytest.mark.parametrize("name", ["poster", "poster-large"])
def test_all_languages_of_the_edition_stand_on_one_sheet(handbooks: Path, name: str) -> None:
    (poster,) = (each for each in manifest.listed(handbooks) if each.format == name)

    assert (poster.pages, poster.languages) == (1, tuple(load(ROOT).languages))


def test_the_poster_fits_american_paper(tmp_path: Path) -> None:
    root = in_languages(tmp_path, 2)
    replace(root / "content/edition.toml", 'paper = "iso"', 'paper = "us"')

    report = build(root, selection=Selection(("mul", "en"), ("poster-large", "tent")))

    assert {outcome.status for outcome in report.outcomes} == {"made"}, report
    page = pypdfium2.PdfDocument(root / "dist" / names.path(the_job(load(root), "mul", "poster-large")))[0]
    left, bottom, right, top = page.get_trimbox()
    assert (right - left) / MM == pytest.approx(558.8, abs=0.05)
    assert (top - bottom) / MM == pytest.approx(863.6, abs=0.05)


@pytest.mark.parametrize("tag", TENTS)
def test_a_table_card_has_the_guest_s_language_and_a_companion(tag: str) -> None:
    html = document_of(tag, "tent").html

    assert tuple(re.findall(r'data-voice="([^"]+)"', html)) == TENTS[tag]


@pytest.mark.parametrize("tag", TENTS)
def test_both_faces_have_their_heads_at_the_ridge(handbooks: Path, tag: str) -> None:
    """Folded back there, both read upright."""
    page = pdf(handbooks, tag, "tent")[0]

    turned = {(y > page.get_height() / 2, round(math.degrees(angle))) for _, y, angle, _ in characters(page)}

    assert turned == {(True, 180), (False, 0)}


@pytest.mark.parametrize(("name", "tag", "least"), [("poster", "mul", 14.0), *(("tent", tag, 7.4) for tag in TENTS)])
def test_no_text_is_smaller_than_it_can_be_read(handbooks: Path, name: str, tag: str, least: float) -> None:
    sizes = [size for page in pdf(handbooks, tag, name) for *_, size in characters(page)]

    assert len(sizes) > 200
    assert min(sizes) >= least - 0.01


def characters(page: pypdfium2.PdfPage) -> list[tuple[str, float, float, float]]:
    """Return each visible character, its height on the page, how it is turned (radians) and its size (pt)."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if letter.strip() and pdfium.FPDFText_GetMatrix(text, index, matrix):
            size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
            found.append((letter, y.value, pdfium.FPDFText_GetCharAngle(text, index) % math.tau, size))
    return found


def test_a_text_too_long_for_the_turned_face_is_found_in_its_catalog(tmp_path: Path) -> None:
    root = in_languages(tmp_path, 2)
    replace(catalog_file(root, "zh_Hans"), "拿不准？受骗了？我们帮您。", "拿不准？受骗了？我们帮您。" * 24)

    report = build(root, selection=Selection(("en",), ("tent",)))

    places = {finding.path for finding in report.diagnostics if finding.code == "layout.box"}
    assert "locales/zh_Hans/LC_MESSAGES/handbook.po" in places


@pytest.mark.parametrize(("name", "tag"), [("poster", "mul"), ("poster-large", "mul"), ("tent", "en"), ("tent", "ar")])
def test_colour_at_the_edge_goes_over_into_the_bleed(handbooks: Path, name: str, tag: str) -> None:
    picture = pdf(handbooks, tag, name)[0].render(scale=1).to_pil().convert("RGB")

    for edge in range(4):
        turned = picture.rotate(90 * edge, expand=True)
        outermost, inside = (turned.crop((0, y, turned.width, y + 1)) for y in (0, round(3.5 * MM)))
        assert different(outermost, inside) <= 0.01 * turned.width


def different(one: Image.Image, other: Image.Image) -> int:
    """Return how many points of two pictures have not the same colour."""
    return sum(ImageChops.difference(one, other).convert("L").histogram()[12:])
