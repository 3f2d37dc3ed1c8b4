"""From a text to its place on the page."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from builders import build, catalog_file, load, project_files, replace
from PIL import Image

from handbook import cli
from handbook.catalogs import places
from handbook.cli import main
from handbook.desk import locate, proof
from handbook.errors import UsageError
from handbook.model import Selection
from handbook.plan import plan


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_files(
        tmp_path_factory.mktemp("desk") / "project", ("en", "fr"), ("cover", "law", "sources", "about")
    )


def entry_line(root: Path, source: str) -> int:
    language = load(root).languages["fr"]
    return places.lines(root, language)["", source][1]


def test_a_text_is_found_on_its_page(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", root)

    status = main(["locate", "À propos", "-l", "fr", "--no-open"])

    out = capsys.readouterr().out
    assert status == 0
    assert f"locales/fr/LC_MESSAGES/handbook.po:{entry_line(root, 'About')}: About\n  = À propos" in out
    assert "fr_screen: page 4, " in out
    picture = Path(out.strip().rpartition("picture: ")[2])
    assert picture.is_relative_to(root / ".cache")
    with Image.open(picture) as image:
        assert image.width > image.height > 100


def test_any_line_of_an_entry_leads_to_it(root: Path) -> None:
    project = load(root)
    line = entry_line(root, "About")
    languages = tuple(project.languages.values())

    found = [
        locate.wanted(project, f"locales/fr/LC_MESSAGES/handbook.po:{line + offset}", languages)
        for offset in (-1, 0, 1)
    ]

    assert [{tag: [m.key[1] for m in messages] for tag, messages in each.items()} for each in found] == [
        {"fr": ["About"]}
    ] * 3


def test_words_of_a_source_text_lead_to_every_language(root: Path) -> None:
    project = load(root)

    found = locate.wanted(project, "carries no advertising", tuple(project.languages.values()))

    assert {tag: len(messages) for tag, messages in found.items()} == {"en": 1, "fr": 1}


@pytest.mark.parametrize("asked", ["no such words anywhere", "locales/fr/LC_MESSAGES/handbook.po:3", "none.po:3"])
def test_what_is_not_there_is_said(root: Path, asked: str) -> None:
    project = load(root)

    with pytest.raises(UsageError):
        assert not any(locate.wanted(project, asked, (project.languages["fr"],)).values())


def test_the_second_time_nothing_is_laid_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = load(root)
    jobs = plan(project, Selection(("fr",)))
    messages = locate.wanted(project, "About", (project.languages["fr"],))
    first = list(locate.find(project, jobs, messages, root / "dist"))
    monkeypatch.setattr("handbook.desk.galley.pull", lambda *_: pytest.fail("laid out again"))

    assert list(locate.find(project, jobs, messages, root / "dist")) == first


def test_the_build_leaves_positions_in_the_cache_and_not_beside_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"), ("cover", "about"))
    build(root)
    project = load(root)
    monkeypatch.setattr("handbook.desk.galley.pull", lambda *_: pytest.fail("laid out again"))

    messages = locate.wanted(project, "About", (project.languages["fr"],))
    found = [place for place, _ in locate.find(project, plan(project, Selection(("fr",))), messages, root / "dist")]

    assert [place.page for place in found if place] == [2]
    assert {path.suffix for path in (root / "dist").rglob("*") if path.is_file()} == {".pdf", ".json", ""}
    assert len(list((root / "dist").rglob("*.json"))) == 1


def test_the_proof_numbers_every_text_and_tints_what_is_open(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"), ("cover", "about"))
    replace(catalog_file(root, "fr"), r'msgid "Colophon"', '#, fuzzy\nmsgid "Colophon"')
    replace(catalog_file(root, "fr"), r'msgstr "Éditeur"', 'msgstr ""')
    project = load(root)
    (job,) = plan(project, Selection(("fr",)))

    data, findings = proof.proof(project, job)

    assert [finding for finding in findings if finding.severity == "error"] == []
    assert data is not None
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    text = [page.get_textpage().get_text_range() for page in pdf]
    assert "Publisher" in text[1]  # the page prints the source text
    assert "untranslated" in "".join(text[2:])
    assert f"handbook.po:{entry_line(root, 'Colophon')}" in "".join(text[2:])
    numbers = {word for word in text[1].split() if word.isdecimal()}
    assert len(numbers) >= 10
    reds = pdf[1].render(scale=2).to_pil().convert("RGB").getcolors(1 << 20)
    assert any(r > 200 and 120 < g < 215 and b < 205 and r - b > 30 for _, (r, g, b) in reds or [])  # the tints
