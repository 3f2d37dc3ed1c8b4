"""Layout checks: each fault on a page made for it, and none on pages that are well."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ROOT, a_format, a_job, load

from handbook.checks import layout
from handbook.fonts.cut import cut
from handbook.model import Job
from handbook.pages import Pages
from handbook.pdf.write import write
from handbook.trace import Marker, lift, weave

CSS = """
@page { size: 100mm 140mm; margin: 10mm }
* { margin: 0; padding: 0 }
html { font: 10pt/14pt "Source Sans" }
h1 { font-size: 16pt; line-height: 20pt; break-after: auto }
"""
LONG = "word " * 60
LINE = "<p>line</p>"
LINES = LINE * 20
"""As many as fill all but four lines of a page."""

FAULTS = [
    ("text beyond the trim", '<p style="margin-left: -15mm">{}</p>', "Start", "layout.page"),
    ("text near the trim", '<p style="margin-left: -8mm">{}</p>', "Start", "layout.safe"),
    ("a word wider than its column", '<p style="width: 10mm">{}</p>', "Incomprehensible", "layout.box"),
    ("text below a box of given height", '<div style="height: 8mm">{}</div>', LONG, "layout.box"),
    (
        "text that grows into other text",
        '<p style="position: absolute; top: 0; width: 30mm">{}</p><p style="margin-top: 9mm">other words</p>',
        "one two three four five six seven eight nine ten eleven twelve",
        "layout.overlap",
    ),
    ("a frame over two pages", LINES + '<div style="border: 1pt solid">{}</div>', LONG, "layout.torn"),
    ("a ground over two pages", LINES + '<div style="background: #eee">{}</div>', LONG, "layout.torn"),
    (
        "a block too long to stay whole",
        '<div style="break-inside: avoid">{}</div>',
        "line<br>" * 40,
        "layout.torn",
    ),
    ("a torn row", LINES + "<table><tr><td>{}</td><td>b</td></tr></table>", LONG, "layout.row"),
    ("a heading at the foot", LINE * 22 + "<h1>{}</h1><p>" + "text<br>" * 5 + "</p>", "Heading", "layout.heading"),
    ("a lonely word", "<h1>{}</h1><p>text</p>", "The goods were found<br>so", "layout.word"),
]

SOUND = [
    ("plain text", "<h1>{}</h1><p>text</p>", "Heading"),
    ("text on two pages", "<p>{}</p>", LONG * 12),
    ("a table on two pages", "<table>" + "<tr><td>row</td></tr>" * 60 + "</table><p>{}</p>", "x"),
    ("a panel that fits", '<div style="border: 1pt solid; height: 50mm">{}</div>', LONG),
    ("tight leading", '<p style="line-height: 9pt">{}</p>', LONG),
    ("a heading that ends the file", LINES + "<h1>{}</h1>", "Heading"),
    ("a tab on the edge", '<style>@page {{ @right-top {{ content: "3"; margin-left: 7mm }} }}</style><p>{}</p>', "x"),
    ("a heading of two words", "<h1>{}</h1><p>x</p>", "The goods are<br>faulty"),
    ("a heading of two full lines", "<h1>{}</h1><p>x</p>", "The goods are<br>faulty or unsafe"),
]


def laid(folder: Path, html: str, text: str) -> tuple[Pages, Job]:
    marker = Marker()
    body = html.format(marker.mark(("", "source"), text))
    page = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    plain, trace = lift(page, marker)
    css = folder / "templates/css/x.css"
    css.parent.mkdir(parents=True)
    css.write_text(CSS, encoding="utf-8")
    project = load(ROOT)
    fonts, _ = cut(project, project.languages["en"], plain, ROOT / ".cache/fonts", "x")
    job = a_job("en", trim_mm=(100.0, 140.0))
    sheets = (Path("templates/css/x.css"),)
    written, findings = write(folder, job, weave(plain, trace), sheets, fonts.css, ROOT / ".cache")
    assert written is not None, findings
    return written.laid, job


@pytest.mark.parametrize(("html", "text", "code"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_a_fault_is_found_with_its_message_line_and_page(tmp_path: Path, html: str, text: str, code: str) -> None:
    pages, job = laid(tmp_path, html, text)

    found = layout.faults(pages, job)

    assert {finding.code for finding in found} == {code}
    said = layout.diagnostics(found, (("", "source"),), job, {("", "source"): ("locales/en.po", 7)})
    first = next(finding for finding in said if "'source'" in finding.text)
    assert (first.path, first.line) == ("locales/en.po", 7)
    assert "page 1:" in first.text
    assert first.hint


@pytest.mark.parametrize(("html", "text"), [case[1:] for case in SOUND], ids=[case[0] for case in SOUND])
def test_a_sound_page_has_no_findings(tmp_path: Path, html: str, text: str) -> None:
    pages, job = laid(tmp_path, html, text)

    assert layout.faults(pages, job) == ()


def test_words_cannot_be_counted_in_chinese(tmp_path: Path) -> None:
    pages, _ = laid(tmp_path, "<h1>{}</h1><p>text</p>", "The goods were found<br>so")

    assert layout.faults(pages, Job("2026-11", load(ROOT).languages["zh-Hans"], a_format())) == ()
