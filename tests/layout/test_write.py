"""The renderer's warnings are findings; it sees project files only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import ROOT, a_job, load

from handbook.fonts.cut import cut
from handbook.layout.write import Written, write
from handbook.values.diagnostics import Diagnostic

HTML = '<html lang="en"><title>T</title><body style="font-family: Source Sans"><h1>T</h1>{}</body></html>'


def fonts(cache: Path) -> str:
    """Return the style sheet of real fonts: without any font Pango has nothing to set."""
    project = load(ROOT)
    return cut(project, project.languages["en"], HTML, cache / "fonts", "x")[0].css


def written(tmp_path: Path, html: str, css: str = "") -> tuple[Written | None, tuple[Diagnostic, ...]]:
    folder = tmp_path / "templates/css"
    folder.mkdir(parents=True)
    (folder / "x.css").write_text(css, encoding="utf-8")
    cache = tmp_path / "cache"
    return write(
        replace(load(ROOT), root=tmp_path),
        a_job(),
        HTML.format(html),
        (Path("templates/css/x.css"),),
        fonts(cache),
        cache,
    )


CASES = [
    ("<p>a</p>", "p {\n colour: red }", "templates/css/x.css", 2, "colour"),
    ("<p>a</p>", "p { width: 3parsec }", "templates/css/x.css", 1, "parsec"),
    ('<img src="art/none.svg" alt="x">', "", "templates/formats/book.html", 0, "none.svg"),
    ('<img src="file:///etc/hostname" alt="x">', "", "templates/formats/book.html", 0, "only files of templates/"),
    ('<img src="https://example.org/x.png" alt="x">', "", "templates/formats/book.html", 0, "example.org"),
    (
        "<p>a</p>",
        "@font-face { font-family: X; src: url(none.ttf) }",
        "templates/css/x.css",
        0,
        "Font-face 'X' cannot be loaded",
    ),
    ('<img src="art/none.svg">', "", "templates/formats/book.html", 0, "picture without alt"),
]


@pytest.mark.parametrize(("html", "css", "path", "line", "words"), CASES)
def test_whatever_the_renderer_grumbles_about_is_a_finding(  # a table of cases
    tmp_path: Path, html: str, css: str, path: str, line: int, words: str
) -> None:
    made, findings = written(tmp_path, html, css)

    assert made is None
    assert any(words in f.text and f.path == path and f.line == line for f in findings), list(map(str, findings))


def test_surplus_notes_pages_are_left_out(tmp_path: Path) -> None:
    html = "".join(f'<section class="{name}" style="break-before: page">x</section>' for name in
                   ["a", "b", "notes-page", "notes-page", "notes-page", "back"])  # fmt: skip
    job = a_job(pages_multiple_of=4)
    (tmp_path / "templates").mkdir()
    cache = tmp_path / "cache"

    project = replace(load(ROOT), root=tmp_path)

    made, findings = write(project, job, HTML.format(html), (), fonts(cache), cache)

    assert findings == ()
    assert made is not None
    assert made.pages == 4


def test_fontconfig_knows_no_folder_of_the_system() -> None:
    conf = (ROOT / "handbook/fonts/fonts.conf").read_text(encoding="utf-8")

    assert "<dir" not in conf
    assert "<include" not in conf
