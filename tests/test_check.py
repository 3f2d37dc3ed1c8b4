"""``build.py check``: what a build would find, without laying out a page; and the build says it before it lays out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import ROOT, build, catalog_file, load, manuscript_of, project_files, replace

from handbook.build import survey
from handbook.catalogs import manuscript, pseudo
from handbook.render import wording
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Selection

BOOK = load(ROOT).edition.chapters
TITLES = "templates/partials/titles.html"
TAXI = """\
{% call m.chapter("taxi") %}
<p>{{ 1 }}</p>
SLIP
{% endcall %}
"""


def said(finding: Diagnostic) -> tuple[str, int, str]:
    return finding.path, finding.line, finding.code


def without(chapter: str) -> list[str]:
    return [each for each in BOOK if each != chapter]


def chapters_line(root: Path) -> int:
    lines = (root / "content/edition.toml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith("chapters"))


def line_of(root: Path, name: str, word: str) -> int:
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if word in line)


def with_taxi(folder: Path, slip: str, *, titled: bool = True) -> Path:
    """Copy the project with a chapter on taxis and a slip on the third line of it."""
    root = project_files(folder, ("en", "fr"), ("cover", "taxi"))
    (root / "templates/chapters/taxi.html").write_text(TAXI.replace("SLIP", slip), encoding="utf-8")
    if titled:
        replace(root / TITLES, r'"numbers": _\(', '"taxi": _("Welcome"), "numbers": _(')
        replace(root / TITLES, r'"numbers": 0', '"taxi": 0, "numbers": 0')
    return root


def test_a_reference_to_a_chapter_that_is_not_there_is_named_where_it_stands(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"), without("game"))
    contents = "templates/chapters/contents.html"
    replace(root / contents, '<p class="note">', '<p class="note"><a href="#game">{{ 1 }}</a>')

    findings = survey.check(manuscript_of(root))

    assert list(map(said, findings)) == [(contents, line_of(root, contents, "#game"), "anchor.unknown")]
    assert 'Put "game" into chapters' in findings[0].hint


@pytest.mark.parametrize("chapter", ["checks", "cheated", "plate-tea"])
def test_the_book_itself_refers_to_no_chapter_that_is_left_out(tmp_path: Path, chapter: str) -> None:
    root = project_files(tmp_path, ("en",), without(chapter))

    assert list(map(said, survey.check(manuscript_of(root)))) == []


def test_without_the_list_of_sources_one_finding_says_so(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"), without("sources"))

    findings = survey.check(manuscript_of(root))

    assert list(map(said, findings)) == [("content/edition.toml", chapters_line(root), "anchor.unknown")]


def test_the_foot_names_no_page_that_is_not_there(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en",), without("numbers"))

    findings = survey.check(manuscript_of(root))

    assert list(map(said, findings)) == [("content/edition.toml", chapters_line(root), "chapter.missing")]
    assert "templates/formats/book.html:6" in findings[0].text


def test_the_foot_names_no_page_that_is_another(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en",), BOOK)
    replace(root / "content/edition.toml", r'"numbers",\s*"welcome"', '"welcome", "numbers"')

    findings = survey.check(manuscript_of(root))

    assert list(map(said, findings)) == [("templates/formats/book.html", 6, "chapter.order")]
    assert "page 2 is named for chapter 'numbers', which is number 3" in findings[0].text


def test_a_chapter_without_title_and_part_is_one_finding(tmp_path: Path) -> None:
    root = with_taxi(tmp_path, "", titled=False)

    findings = [each for each in survey.check(manuscript_of(root)) if each.code != "chapter.missing"]

    assert list(map(said, findings)) == [("templates/chapters/taxi.html", 1, "chapter.title")]
    assert findings[0].text == "chapter 'taxi' has no title and no part"
    assert TITLES in findings[0].hint


SLIPS = [
    ("<h2>Taking a taxi</h2>", "'Taking a taxi'"),
    ("<h2>\n\nTaking a {{ 1 }} taxi</h2>", "'Taking a taxi'"),
    ("<p>出租车</p>", "'出租车'"),
    ('<img src="art/i-bag.svg" alt="A bag">', "'alt=A bag'"),
    ('<p title="Taxi">{{ 1 }}</p>', "'title=Taxi'"),
    ('<p aria-label="Taxi">{{ 1 }}</p>', "'aria-label=Taxi'"),
    ('<p data-help="Call a taxi">{{ 1 }}</p>', "'data-help=Call a taxi'"),
    ('{{ "taxi" }}', "'taxi'"),
    ('{{ "taxi" if language.is_local else "" }}', "'taxi'"),
    ('{{ m.take("Ask for the meter.") }}', "'Ask for the meter.'"),
    ('{{ m.take("ask for the meter") }}', "'ask for the meter'"),
    ('{% set words = {"a": "Taxi"} %}{{ words.a }}', "'Taxi'"),
    ('{{ edition.id | default("Nothing yet") }}', "'Nothing yet'"),
]


@pytest.mark.parametrize(("slip", "shown"), SLIPS)
def test_words_that_are_not_translated_are_named_with_their_line(slip: str, shown: str) -> None:
    (found,) = wording.faults("taxi.html", TAXI.replace("SLIP", slip))

    assert said(found) == ("taxi.html", 5 if slip.startswith("<h2>\n") else 3, "template.text")
    assert found.text.endswith(shown)
    assert "{% trans %}" in found.hint


def test_a_sign_that_the_program_would_take_for_its_own_mark_is_named() -> None:
    (found,) = wording.faults("taxi.html", TAXI.replace("SLIP", "<p>\U000f0001</p>"))

    assert said(found) == ("taxi.html", 3, "template.text")
    assert "U+F0001" in found.text


def test_a_character_that_no_font_has_is_named_where_it_stands(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", formats=("card",))
    replace(root / "content/association.toml", r'name\.en = "[^"]+"', 'name.en = "Brand 🏢 Guard"')

    found = [finding for finding in survey.check(manuscript_of(root)) if finding.code == "font.glyph"]

    assert [said(finding)[:2] for finding in found] == [
        ("content/association.toml", line_of(root, "content/association.toml", "Brand")),
    ]  # fmt: skip


def test_a_picture_of_a_plate_that_is_gone_is_named(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", chapters=("cover", "plate-tea", "sources", "about"))
    (root / "templates/art/plate-tea.svg").unlink()

    found = [f"{finding.text} {finding.hint}" for finding in survey.check(manuscript_of(root))]

    assert any("plate-tea" in text for text in found)
    assert not any(text.startswith("2") for text in found)


def test_the_projects_own_templates_have_no_plain_words() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        assert list(wording.faults(path.name, path.read_text(encoding="utf-8"))) == []


FINE = [
    "<h2>{% trans %}Welcome{% endtrans %}</h2>",
    '{{ _("Welcome") }}, 12345 · 4 × 3 &mdash; (1)',
    '<p class="Big one" id="taxi-2" dir="{{ "ltr" if language.is_local else "rtl" }}">{{ edition.id }}</p>',
    '<p>{{ "." if language.script == "Latn" else "" }}</p>',
    '<bdi translate="no">DiDi</bdi>',
    "{# A comment for whoever reads this #}",
    '{% set part = namespace(kind="plain") %}{{ m.art("i-bag", "no-print wide") }}',
]


@pytest.mark.parametrize("line", FINE)
def test_names_numbers_and_signs_are_no_words(line: str) -> None:
    assert list(wording.faults("taxi.html", TAXI.replace("SLIP", line))) == []


def broken_svg(root: Path) -> None:
    replace(root / "templates/art/i-bag.svg", "</svg>", "\n<g></svg>")


def outside_svg(root: Path) -> None:
    replace(root / "templates/art/i-bag.svg", "</svg>", '\n<image href="https://example.org/bag.png"/></svg>')


def lettered_svg(root: Path) -> None:
    replace(root / "templates/art/i-bag.svg", "</svg>", "\n<text>Bag</text></svg>")


def filled_svg(root: Path) -> None:
    replace(root / "templates/art/i-bag.svg", "</svg>", '\n<path fill="url(bags.svg#red)"/></svg>')


CHANGES: list[tuple[Callable[[Path], object], str, str]] = [
    (lambda root: (root / "templates/css/base.css").unlink(), "templates/css/base.css", "css.missing"),
    (
        lambda root: replace(root / "templates/css/components/chapter.css", "s-genuine.svg", "s-genuin.svg"),
        "templates/css/components/chapter.css",
        "css.reference",
    ),
    (
        lambda root: replace(root / "templates/css/base.css", "b, strong", "p { content: url(//a.example/b.png) }\nb"),
        "templates/css/base.css",
        "css.reference",
    ),
    (
        lambda root: replace(root / "templates/css/base.css", "b, strong", 'p::after { content: "Yes" }\nb'),
        "templates/css/base.css",
        "css.text",
    ),
    (
        lambda root: replace(root / "templates/css/base.css", "b, strong", "p { colour: red }\nb"),
        "templates/css/base.css",
        "render.warning",
    ),
    (broken_svg, "templates/art/i-bag.svg", "drawing.unfit"),
    (outside_svg, "templates/art/i-bag.svg", "drawing.unfit"),
    (lettered_svg, "templates/art/i-bag.svg", "drawing.unfit"),
    (filled_svg, "templates/art/i-bag.svg", "drawing.unfit"),
]


@pytest.mark.parametrize(("change", "path", "code"), CHANGES)
def test_style_sheets_and_drawings_are_named_themselves(
    tmp_path: Path, change: Callable[[Path], object], path: str, code: str
) -> None:
    root = project_files(tmp_path)
    change(root)

    findings = {said(each) for each in survey.check(manuscript_of(root)) if each.code == code}

    assert {each[0] for each in findings} == {path}
    assert len(findings) <= 2
    assert all(line > 0 for _, line, each in findings if each != "css.missing")


def test_anchors_and_pictures_of_a_chapter_are_named_with_their_lines(tmp_path: Path) -> None:
    slips = '<a href="#nowhere">{{ 1 }}</a>\n<p id="taxi">{{ 1 }}</p>\n<img src="https://a.example/b.png" alt="">\n'
    root = with_taxi(tmp_path, f'{slips}<img src="art/none.svg" alt="">')

    found = {said(each) for each in survey.check(manuscript_of(root)) if each.code.startswith(("anchor", "picture"))}

    path = "templates/chapters/taxi.html"
    assert (path, 3, "anchor.unknown") in found
    assert (path, 4, "anchor.twice") in found
    assert (path, 5, "picture.unknown") in found
    assert (path, 6, "picture.unknown") in found


def test_where_a_reference_stands_in_a_text_of_the_template_it_is_found_all_the_same(tmp_path: Path) -> None:
    root = with_taxi(tmp_path, """{{ "<a href='#nowhere'>1</a>" | safe }}""")

    found = {said(each) for each in survey.check(manuscript_of(root)) if each.code == "anchor.unknown"}

    assert found == {("templates/formats/book.html", 0, "anchor.unknown")}


def test_a_slip_of_syntax_is_told_once(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"))
    replace(root / "templates/chapters/law.html", r"\{% endtrans %\}", "{% endtranslation %}")

    findings = survey.check(manuscript_of(root))

    assert [each.code for each in findings if each.path.endswith("law.html")] == ["template.syntax"]


def test_the_build_tells_the_same_once_and_lays_nothing_out(tmp_path: Path) -> None:
    root = with_taxi(tmp_path, '<h2>Taking a taxi</h2><a href="#nowhere">{{ 1 }}</a>')
    started = time.perf_counter()

    report = build(root)

    found = [said(each) for each in report.diagnostics]
    path = "templates/chapters/taxi.html"
    assert found == [(path, 3, "anchor.unknown"), (path, 3, "template.text")]
    assert not list((root / "dist").rglob("*.pdf"))
    assert time.perf_counter() - started < 60


def test_it_looks_at_what_was_asked_for_and_says_at_what(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"))
    heard: list[str] = []

    survey.check(manuscript_of(root), selection=Selection(("fr",)), say=heard.append)

    assert heard == [
        "Reading templates, style sheets and drawings",
        "Filling the templates of fr_screen (1 of 1)",
    ]


def test_a_sheet_of_all_languages_is_checked_with_all_their_catalogs(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"), formats=("screen", "poster"))
    replace(catalog_file(root, "fr"), r'msgstr "Lieu"', 'msgstr "<i>Lieu</i>"')

    findings = survey.check(manuscript_of(root), selection=Selection(("mul",)))

    assert {each.path for each in findings if each.code == "catalog.tag"} == {"locales/fr/LC_MESSAGES/handbook.po"}


def test_no_finding_of_a_release_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"))
    project = pseudo.with_pseudo(load(root), ["en-XA"])

    findings = survey.check(manuscript.read(project), Selection(("en-XA",), release=True))

    assert [each.path for each in findings if not (root / each.path).exists()] == []
