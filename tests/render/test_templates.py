"""Templates: strict, escaped, the same structure in every language."""

from __future__ import annotations

import re
from pathlib import Path
from unittest import mock

import pytest
from builders import ROOT, document_of, load, manuscript_of, project_files, replace, said
from jinja2 import Environment
from sampling import READ

from handbook.build import survey
from handbook.build.plan import layouts, matching, plan
from handbook.catalogs.manuscript import Catalog
from handbook.render import environment
from handbook.render.html import Document, render
from handbook.values.model import Project, Selection

FAULTS = [
    ("law.html", "cn-tml-57-60", "cn-tml-57-61", "template.value", "Did you mean 'cn-tml-57-60'?"),
    ("law.html", "prison_years_max", "prison_yaers", "template.value", "Did you mean 'prison_years'?"),
    ("law.html", r"m\.take\(", "m.tkae(", "template.value", "no attribute 'tkae'"),
    ("law.html", r"\{\{ number \}\}", "{{ nmuber }}", "template.value", "'nmuber' is undefined"),
    ("law.html", r'"Here"\)\) %\}', '"Here")) %}{{ m.art("i-tepot") }}', "template.value", "Did you mean 'i-teapot'?"),
    ("law.html", r'_\("Here"\)\) %\}', '_("Here")) %}{{ 1 / 0 }}', "template.value", "division by zero"),
    ("law.html", r'_\("Here"\)\) %\}', '_("Here")) %}{{ _(edition.id) }}', "template.gettext", "in full"),
    ("checks.html", r"\{% endcall %\}", "", "template.syntax", ""),
]


def books() -> dict[str, Document]:
    """Return the book in languages of different scripts; ``test_gate.py`` asks every catalog whether it is whole."""
    return {tag: document_of(tag, "screen") for tag in READ}


def documents(project: Project) -> dict[str, Document]:
    """Render the book in every language of a project."""
    made = {}
    for job in plan(project, Selection(formats=("screen",))):
        catalog, _ = manuscript_of(project.root).catalog(job.language)
        document, findings = render(project, job, catalog)
        assert findings == ()
        assert document is not None
        made[job.language.tag] = document
    return made


@pytest.mark.parametrize(("chapter", "pattern", "replacement", "code", "words"), FAULTS)
def test_a_mistake_in_a_template_is_named_with_its_line(
    tmp_path: Path, chapter: str, pattern: str, replacement: str, code: str, words: str
) -> None:
    root = project_files(tmp_path)
    file = root / "templates/chapters" / chapter
    replace(file, pattern, replacement)

    findings = [f for f in survey.check(manuscript_of(root)) if f.code == code]

    assert findings
    assert findings[0].path == f"templates/chapters/{chapter}"
    assert findings[0].line > 0
    assert words in findings[0].text


def test_every_language_has_the_same_chapters_in_the_same_order() -> None:
    ids = {tag: re.findall(r'<section[^>]* id="([^"]+)"', doc.html) for tag, doc in books().items()}

    assert len(ids["en"]) > 20
    assert all(found == ids["en"] for found in ids.values())


def test_the_chinese_to_show_is_the_same_in_every_edition() -> None:
    found = {tag: re.findall(r'<p class="han"[^>]*>(.*?)</p>', doc.html) for tag, doc in books().items()}
    # What holds the parts of a line together in the Chinese edition is no text.
    shown = {tag: [re.sub("<[^>]+>", "", text) for text in texts] for tag, texts in found.items()}

    assert len(shown["en"]) > 50  # phrases, answers and words on boxes
    assert all(found == shown["en"] for tag, found in shown.items() if tag != "zh-Hans")
    assert {*shown["zh-Hans"]} == {*shown["en"]}


def test_no_text_is_printed_in_the_source_language_by_mistake() -> None:
    assert {tag: doc.untranslated for tag, doc in books().items() if doc.untranslated and tag != "en"} == {}


def test_the_association_s_name_is_escaped(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / "content/association.toml", said("name"), 'name = "Tom & <b>Jerry</b>"')

    html = documents(load(root))["en"].html

    assert "Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;" in html
    assert "<b>Jerry</b>" not in html


def test_a_changed_amount_changes_the_page_and_no_translation(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"), ("cheated", "sources"))
    replace(root / "content/facts.toml", r"minimum = 500", "minimum = 750")

    made = documents(load(root))

    assert "750\u00a0yuan" in made["en"].html
    assert "750\u00a0yuans" in made["fr"].html


@pytest.mark.parametrize("format_", ["screen", "large-print"])
def test_a_language_s_own_countries_come_first(format_: str) -> None:
    rows = re.findall(r'<li><img[^>]* alt="[^"]+"><b>([^<]+)</b>', document_of("fr", format_).html)

    assert {"Belgique", "Canada", "France", "Suisse"} <= set(rows[:5])
    assert len(rows) == len({*rows})  # nobody stands twice


def test_every_source_that_is_cited_is_listed() -> None:
    for document in books().values():
        cited = set(re.findall(r'href="#(source-\d+)"', document.html))

        assert cited == set(re.findall(r'id="(source-\d+)"', document.html))


def test_an_untranslated_text_falls_back_to_the_source_and_is_remembered() -> None:
    project = load(ROOT)
    (job,) = plan(project, Selection(("fr",), ("screen",)))

    document, _ = render(project, job, Catalog(job.language, {}, "0", 0.0, reviewed=False))

    assert document is not None
    assert ("", "Is this genuine?") in document.untranslated


def test_every_drawing_is_printed() -> None:
    """By a format, in one of both directions, by a style sheet, or by a job ticket, which shows how it is folded."""
    project = load(ROOT)
    jobs = layouts(project, matching(project, Selection(("en", "ar", "mul"))))
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates/css").rglob("*.css")]
    for job in jobs:
        voices = tuple(manuscript_of(ROOT).catalog(each)[0] for each in job.voices)
        document, findings = render(project, job, manuscript_of(ROOT).catalog(job.language)[0], voices)
        assert document is not None, findings
        texts.append(document.html)
    printed = {name for text in texts for name in re.findall(r"art/([\w-]+)\.svg", text)}

    drawn = {path.stem for path in (ROOT / "templates/art").glob("*.svg")}
    assert sorted(each for each in drawn - printed if not each.startswith("fold-")) == []


def test_a_template_is_compiled_once_for_all_processes_and_anew_where_the_cache_is_damaged(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    cache = root / ".cache/templates"
    cache.unlink()  # that of all tests
    environment._Compiled.known.clear()

    def printed() -> str:
        (document,) = documents(load(root)).values()
        environment._Compiled.known.clear()  # as in another process
        return document.html

    first = printed()
    kept = {path: path.read_bytes() for path in cache.iterdir()}
    with mock.patch.object(Environment, "compile", side_effect=AssertionError):
        assert printed() == first
    for path, data in kept.items():
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    assert printed() == first
    assert {path: path.read_bytes() for path in cache.iterdir()} == kept
