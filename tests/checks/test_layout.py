"""Layout checks: each fault on a page made for it, and none on pages that are well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import ROOT, a_job, a_product, load
from layout_cases import CASES, LINES, LONG

from handbook.checks import layout
from handbook.fonts.cut import cut
from handbook.language.scripts import Homes
from handbook.layout.write import write
from handbook.values.model import Job
from handbook.values.pages import Pages, Rect
from handbook.values.trace import Marker, lift, weave

CSS = """
@page { size: 100mm 140mm; margin: 10mm }
* { margin: 0; padding: 0 }
html { font: 10pt/14pt "Source Sans" }
h1 { font-size: 16pt; line-height: 20pt; break-after: auto }
"""
SHEETS = ("tokens.css", "base.css", "components/plate.css", "components/record.css")
"""What sets Chinese beside another language."""
MORE_FAULTS = [
    ("text below a box of given height", '<div style="height: 8mm">{}</div>', LONG, "en", "layout.box"),
    ("a ground over two pages", LINES + '<div style="background: #eee">{}</div>', LONG, "en", "layout.torn"),
    (
        "a block too long to stay whole",
        '<div style="break-inside: avoid">{}</div>',
        "line<br>" * 40,
        "en",
        "layout.torn",
    ),
    ("Chinese where the style sheet wants Latin", '<p style="font-family: var(--latin)">{}</p>', "正品", "zh-Hans",
     "layout.font"),
    ("Arabic where the style sheet wants Latin", '<p style="font-family: var(--latin)">{}</p>', "مكان", "ar",
     "layout.font"),
    ("Latin in a family for Chinese", '<p style="font-family: Noto Sans SC">{} 正品</p>', "Reçu", "fr", "layout.font"),
    ("a letter that the display family lacks", '<p style="font-family: var(--display)">{}</p>', "Hanoĭ", "fr",
     "layout.font"),
    ("a character that the Chinese serif lacks", '<p style="font-family: var(--display)">{}</p>', "正𠮷品", "zh-Hans",
     "layout.font"),
]  # fmt: skip
FAULTS = [
    *((case.code, *case.bad, case.language, case.code, case.pages) for case in CASES),
    *((*fault, 0) for fault in MORE_FAULTS),
]

MORE_SOUND = [
    ("plain text", "<h1>{}</h1><p>text</p>", "Heading", "en"),
    ("text on two pages", "<p>{}</p>", LONG * 12, "en"),
    ("a table on two pages", "<table>" + "<tr><td>row</td></tr>" * 60 + "</table><p>{}</p>", "x", "en"),
    ("a panel that fits", '<div style="border: 1pt solid; height: 50mm">{}</div>', LONG, "en"),
    ("tight leading", '<p style="line-height: 9pt">{}</p>', LONG, "en"),
    ("a heading that ends the file", LINES + "<h1>{}</h1>", "Heading", "en"),
    (
        "a tab on the edge",
        '<style>@page {{ @right-top {{ content: "3"; margin-left: 7mm }} }}</style><p>{}</p>',
        "x",
        "en",
    ),
    ("a heading of two words", "<h1>{}</h1><p>x</p>", "The goods are<br>faulty", "en"),
    ("a heading of two full lines", "<h1>{}</h1><p>x</p>", "The goods are<br>faulty or unsafe", "en"),
    ("a Chinese name in English", '<p style="font-family: var(--text)">{}</p>', "Guangzhou (广州)", "en"),
    ("Chinese in both its families", '<p style="font-family: var(--text)">{}</p>',
     '正品 <b style="font: 400 9pt var(--han)">正品</b> ABC 12', "zh-Hans"),
    ("Arabic with signs and numerals", '<p style="font-family: var(--display)">{}</p>', "مكان، ١٢ (12)؟ ABC", "ar"),
    ("spaces that end a line", '<p style="width: 10mm">{}<span style="white-space: pre">' + " " * 40 + "</span></p>",
     "Odd", "en"),
    ("words of no message", '<p style="font-family: var(--latin)">مكان</p><p>{}</p>', "ABC", "ar"),
]  # fmt: skip
SOUND = [
    *((case.code, *case.good, case.language, case.pages) for case in CASES),
    *((*sound, 0) for sound in MORE_SOUND),
]


def laid(
    folder: Path, html: str, text: str, language: str = "en", pages: int = 0, styles: str = CSS
) -> tuple[Pages, Job, Homes]:
    marker = Marker()
    body = html.format(marker.mark(("", "source"), text))
    page = f'<html lang="{language}"><head><title>T</title></head><body>{body}</body></html>'
    plain, trace = lift(page, marker)
    css = folder / "templates/css/x.css"
    css.parent.mkdir(parents=True)
    css.write_text(styles, encoding="utf-8")
    project = load(ROOT)
    fonts, faults = cut(project, project.languages[language], plain, ROOT / ".cache/fonts", "x")
    assert faults == ()
    job = a_job(language, trim_mm=(100.0, 140.0), pages=pages)
    sheets = (Path("templates/css/x.css"),)
    written, findings = write(
        replace(project, root=folder), job, weave(plain, trace), sheets, fonts.css, ROOT / ".cache"
    )
    assert written is not None, findings
    return written.laid, job, fonts.homes


@pytest.mark.parametrize(
    ("html", "text", "language", "code", "count"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS]
)
def test_a_fault_is_found_with_its_message_line_and_page(
    tmp_path: Path, html: str, text: str, language: str, code: str, count: int
) -> None:
    pages, job, homes = laid(tmp_path, html, text, language, count)

    found = layout.faults(pages, job, homes)

    assert {finding.code for finding in found} == {code}
    said = layout.diagnostics(found, (("", "source"),), job, {("", "source"): ("locales/en.po", 7)})
    first = next(finding for finding in said if "'source'" in finding.text)
    assert (first.path, first.line) == ("locales/en.po", 7)
    assert f"page {2 if code == 'layout.pages' else 1}:" in first.text
    assert first.hint


@pytest.mark.parametrize(
    ("html", "text", "language", "count"), [case[1:] for case in SOUND], ids=[case[0] for case in SOUND]
)
def test_a_sound_page_has_no_findings(tmp_path: Path, html: str, text: str, language: str, count: int) -> None:
    assert layout.faults(*laid(tmp_path, html, text, language, count)) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_a_design_has_its_pages_no_more_and_no_less(tmp_path: Path, count: int) -> None:
    pages, job, homes = laid(tmp_path, "<p>{}</p><p style='break-before: page'>next</p>", "Start", pages=count)

    (fault,) = layout.faults(pages, job, homes)

    assert (fault.code, fault.page) == ("layout.pages", 2)
    assert f"the design has {count} page" in fault.text
    assert "takes 2" in fault.text


def test_a_plate_that_takes_two_pages_is_named_with_the_text_that_runs_over(tmp_path: Path) -> None:
    styles = "".join((ROOT / "templates/css" / name).read_text(encoding="utf-8") for name in SHEETS)
    calls = "<li><b>Pins</b> They sit firm.</li>" * 20
    html = f"""<section class="plate"><h2 class="title">Chargers</h2><ol>{calls}</ol>
        <p class="warning">{{}}</p></section>"""
    page = "@page { size: 100mm 140mm; margin: 10mm } :root { --type-h: 119mm }"

    pages, job, homes = laid(tmp_path, html, LONG, styles=styles + page)

    (fault,) = layout.faults(pages, job, homes)
    assert (fault.code, fault.page, fault.message) == ("layout.chapter", 1, 0)
    assert fault.text.startswith(
        "“Chargers”, section.plate has one page in the design and continues on page 2, with “word"
    )


@pytest.mark.parametrize(("most", "codes"), [(1, ["layout.pages"]), (2, []), (3, [])])
def test_a_book_may_have_fewer_pages_than_its_design_but_no_more(tmp_path: Path, most: int, codes: list[str]) -> None:
    pages, job, homes = laid(tmp_path, "<p>{}</p><p style='break-before: page'>next</p>", "Start")
    book = replace(job, product=replace(job.product, layout=replace(job.layout, pages_at_most=most)))

    assert [fault.code for fault in layout.faults(pages, book, homes)] == codes


def test_the_end_of_a_text_that_is_not_printed_is_told(tmp_path: Path) -> None:
    html = '<div>{}<b style="display: none"> and the end</b></div>'

    pages, *_ = laid(tmp_path, html, "Start", pages=1)

    assert [(line.text, line.page) for line in pages.lost] == [("andtheend", 1)]


def test_a_strange_letter_is_named_with_its_family(tmp_path: Path) -> None:
    pages, job, homes = laid(tmp_path, '<p style="font-family: var(--text)">{}</p>', "هذا ڢ هنا", "ar")

    (finding,) = layout.faults(pages, job, homes)

    assert finding.text == "the letter “ڢ” (U+06A2) of “هذا ڢ هنا” is set in Amiri, not in Plex Arabic"


@pytest.mark.parametrize(
    ("html", "family"),
    [
        ('<p class="han">{}</p>', "Noto Serif SC"),
        ('<p class="label">{}</p>', "Noto Sans SC"),
        ('<p class="record"><b lang="zh-Hans">{}</b></p>', "Noto Sans SC"),
    ],
)
def test_chinese_beside_japanese_stands_in_a_family_of_chinese(tmp_path: Path, html: str, family: str) -> None:
    styles = "".join((ROOT / "templates/css" / name).read_text(encoding="utf-8") for name in SHEETS)

    pages, _, _ = laid(tmp_path, html, "骨", "ja", styles=styles)

    assert {found for line in pages.lines for _, found in line.families} == {family}


def test_words_cannot_be_counted_in_chinese(tmp_path: Path) -> None:
    pages, _, homes = laid(tmp_path, "<h1>{}</h1><p>text</p>", "The goods were found<br>so")

    assert layout.faults(pages, Job("2027-01", load(ROOT).languages["zh-Hans"], a_product()), homes) == ()


def test_every_code_has_a_case_and_its_level() -> None:
    assert {case.code for case in CASES} == set(layout.HINTS)
    for case in CASES:
        finding = layout.LayoutFault(case.code, "", 1, Rect(0, 0, 0, 0), -1)
        (said,) = layout.diagnostics([finding], (), a_job(), {})
        assert case.level == said.severity.value


@pytest.mark.parametrize("code", sorted(layout.HINTS))
def test_a_pseudo_language_lists_narrow_places_and_fails_no_build(code: str) -> None:
    job = a_job("en-XA")

    (said,) = layout.diagnostics([layout.LayoutFault(code, "", 1, Rect(0, 0, 0, 0), -1)], (), job, {})

    assert (said.severity.value, said.code, said.hint) == ("warning", code, layout.ROOM)
