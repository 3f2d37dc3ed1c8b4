"""``build.py catalogs …`` as people type it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from unittest import mock

import pytest
from builders import ROOT, catalog_file, extract_pot, project_files, replace

from handbook.cli import main as cli
from handbook.cli.main import main


@pytest.fixture(scope="module")
def in_step(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project, its template catalog and all catalogs in step, which nobody changes."""
    root = project_files(tmp_path_factory.mktemp("in step") / "project", ("en", "fr", "ar"))
    extract_pot(root)
    with mock.patch.object(cli, "ROOT", root):
        assert main(["catalogs", "update"]) == 0
    return root


@pytest.fixture
def project(in_step: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that project, to which commands are given."""
    root = shutil.copytree(in_step, tmp_path / "project", symlinks=True)
    monkeypatch.setattr(cli, "ROOT", root)
    return root


def test_updating_twice_writes_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = catalog_file(project, "fr").stat().st_mtime_ns
    capsys.readouterr()

    assert main(["catalogs", "update", "fr"]) == 0

    assert capsys.readouterr().out == "locales/fr/LC_MESSAGES/handbook.po: unchanged\n"
    assert catalog_file(project, "fr").stat().st_mtime_ns == before


def test_a_mended_slip_does_not_unpublish(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pot = project / "locales/handbook.pot"
    slip = 'msgid "The law in three lines"'
    replace(pot, re.escape(slip), slip.replace("lines", "lins"))
    assert main(["catalogs", "update", "fr", "--typo-only"]) == 0
    once = catalog_file(project, "fr").read_text(encoding="utf-8")
    capsys.readouterr()

    extract_pot(project)
    assert main(["catalogs", "update", "fr", "--typo-only"]) == 0

    out = capsys.readouterr().out
    assert "  was: The law in three lins\n  now: The law in three lines" in out
    assert "(1 slip)" in out
    entry = re.search(r"(#, .*\n)?" + re.escape(slip) + r"\n.*\n", catalog_file(project, "fr").read_text("utf-8"))
    assert entry is not None
    assert "fuzzy" not in entry[0]
    assert "three lins" in once


def test_what_no_page_says_any_more_is_dropped_when_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = catalog_file(project, "fr")
    assert main(["catalogs", "tidy", "fr"]) == 0
    live = file.read_text(encoding="utf-8").rstrip("\n")
    gone = ("Once", "Twice")
    told = "".join(f'\n\n#~ msgid "{each}"\n#~ msgstr "Fois"' for each in gone)
    file.write_text(f"{live}{told}\n", encoding="utf-8")
    capsys.readouterr()

    assert main(["catalogs", "tidy", "fr", "--drop-obsolete"]) == 0

    assert capsys.readouterr().out == f"locales/fr/LC_MESSAGES/handbook.po: written ({len(gone)} dropped)\n"
    assert file.read_text(encoding="utf-8") == f"{live}\n"
    assert main(["catalogs", "update", "fr"]) == 0
    assert file.read_text(encoding="utf-8") == f"{live}\n"


def test_a_reversed_meaning_is_shouted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project / "locales/handbook.pot", r'msgid "The law in three lines"', 'msgid "The law in nine lines"')

    assert main(["catalogs", "update", "fr", "--dry-run"]) == 0

    err = capsys.readouterr().err
    assert "A NUMBER OR NEGATION CHANGED (-three +nine) [merge.meaning]" in err


def test_a_broken_catalog_is_not_merged(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = catalog_file(project, "fr")
    broken = file.read_text(encoding="utf-8") + '\nmsgid "x"\nmsgstr "y\n'
    file.write_text(broken, encoding="utf-8")

    assert main(["catalogs", "update", "fr"]) == 1
    assert "catalog.string" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == broken


def test_a_new_language_is_a_language_of_the_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogs", "new", "pt_br"]) == 0
    named = capsys.readouterr().out
    assert main(["catalogs", "check", "pt-BR"]) == 1  # the names are still to be written
    assert set(re.findall(r"has no name for (\w+)", capsys.readouterr().err)) == {"HK", "MO", "TW", "CNY"}
    rows = project / "handbook/settings/languages.toml"
    filled = re.sub(r"^# (?=territories|currencies)", "", rows.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows.write_text(filled.replace('= ""', '= "x"'), encoding="utf-8")
    assert main(["catalogs", "check", "pt-BR"]) == 0
    assert "\npt-BR: 0 of " in capsys.readouterr().out

    assert "pt_br is written pt-BR" in named
    assert "write the names of HK, MO, TW, CNY" in named
    assert (project / "locales/pt_BR/glossary.toml").is_file()
    assert main(["catalogs", "stats", "pt-BR", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["language"], row["endonym"], row["total"]["translated"]) == ("pt-BR", "Português (Brasil)", 0)
    assert main(["catalogs", "new", "pt-BR"]) == 2
    assert catalog_file(project, "pt_BR").is_file()


def test_what_a_new_language_would_be_is_shown_without_writing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path for path in project.rglob("*") if path.is_file())

    assert main(["catalogs", "new", "id", "--dry-run", "--endonym", "Bahasa Indonesia"]) == 0

    out = capsys.readouterr().out
    assert 'endonym = "Bahasa Indonesia"\n' in out
    assert 'territories = { HK = "", MO = "", TW = "" }\n' in out
    assert "Report-Msgid-Bugs-To: guide@association.example" in out
    assert "# Indonesian terms of the handbook" in out
    assert "  write the names of HK, MO, TW, CNY" in out
    assert sorted(path for path in project.rglob("*") if path.is_file()) == before


def test_a_doubtful_name_of_a_language_is_asked_about(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogs", "new", "id"]) == 0

    assert "look at the endonym, the name on the cover: 'Indonesia' is also the name of a country" in (
        capsys.readouterr().out
    )
    assert project.is_dir()


def test_a_language_without_fonts_says_what_is_missing_and_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogs", "new", "he"]) == 2

    err = capsys.readouterr().err
    assert "the nearest set, 'latin', lacks 30 characters: ־ א-ת ׳ ״" in err
    assert "docs/new-language.md" in err
    assert err.splitlines()[0] in (ROOT / "docs/new-language.md").read_text(encoding="utf-8")
    assert project.is_dir()


def test_a_set_that_names_a_script_is_taken_for_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fonts = project / "handbook/settings/fonts.toml"
    text = fonts.read_text(encoding="utf-8")
    fonts.write_text(text.replace('scripts = ["Jpan"]', 'scripts = ["Kana"]'), encoding="utf-8")
    assert main(["catalogs", "new", "ja"]) == 2
    fonts.write_text(text, encoding="utf-8")
    capsys.readouterr()

    assert main(["catalogs", "new", "ja"]) == 0

    assert 'script = "Jpan"\nfonts = "japanese"\n' in (project / "handbook/settings/languages.toml").read_text("utf-8")
    assert main(["catalogs", "stats", "ja"]) == 0


def test_checking_tells_everything_at_once_in_three_forms(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = catalog_file(project, "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('three lines"\nmsgstr "', 'three lines"\nmsgstr "<i> \U0001f600 '), encoding="utf-8")

    assert main(["catalogs", "check", "fr"]) == 1
    shown = capsys.readouterr().err
    assert main(["catalogs", "check", "fr", "--json"]) == 1
    listed = json.loads(capsys.readouterr().out)
    assert main(["catalogs", "check", "fr", "--sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]

    assert {"catalog.tag", "catalog.glyph"} <= {each["code"] for each in listed}
    assert len(listed) == len(results) == shown.count("[catalog.")


def test_stats_are_a_table_and_a_page(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogs", "stats", "--chapters"]) == 0
    out = capsys.readouterr().out
    assert main(["catalogs", "stats", "--html", str(tmp_path / "stats.html")]) == 0

    assert re.search(r"^fr +law ", out, re.MULTILINE)
    page = (tmp_path / "stats.html").read_text(encoding="utf-8")
    assert '<bdi lang="ar">العربية</bdi>' in page
    assert "<meter" in page
    assert project.is_dir()


def test_the_guide_begins_with_the_terms(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogs", "glossary", "fr"]) == 0

    assert capsys.readouterr().out.startswith("# Terms: Français (fr)\n")
    assert project.is_dir()


def test_an_agency_s_file_fills_the_gaps_and_passes_the_gate(project: Path, tmp_path: Path) -> None:
    file, foreign = catalog_file(project, "fr"), tmp_path / "fr.xlf"
    title = 'msgid "The law in three lines"\nmsgstr "'
    text = file.read_text(encoding="utf-8")
    assert main(["catalogs", "export", "fr", str(foreign)]) == 0
    file.write_text(re.sub(re.escape(title) + ".*", lambda _: title + '"', text), encoding="utf-8")

    assert main(["catalogs", "import", "fr", str(foreign)]) == 0
    assert file.read_text(encoding="utf-8") == text


def test_what_the_gate_refuses_comes_in_fuzzy(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, memory = catalog_file(project, "fr"), tmp_path / "fr.xlf"
    title = 'msgid "The law in three lines"\nmsgstr "'
    text = file.read_text(encoding="utf-8")
    assert main(["catalogs", "export", "fr", str(memory)]) == 0
    known = re.search(re.escape(title) + '(.*)"', text)
    assert known is not None
    memory.write_text(memory.read_text("utf-8").replace(known[1], f"{known[1]} &lt;i&gt;"), encoding="utf-8")
    file.write_text(re.sub(re.escape(title) + ".*", lambda _: title + '"', text), encoding="utf-8")

    assert main(["catalogs", "import", "fr", str(memory)]) == 1

    assert "#, fuzzy\n" + title in file.read_text(encoding="utf-8")
    assert "catalog.tag" in capsys.readouterr().err


def test_pseudo_books_are_built_but_no_part_of_the_edition(project: Path, tmp_path: Path) -> None:
    status = main(["-l", "ar-XB", "-o", str(tmp_path / "out"), "-j", "1"])

    assert status == 0
    assert [path.parent.name for path in (tmp_path / "out").rglob("*.pdf")] == ["ar-xb"]
    assert json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["files"] == []
    assert project.is_dir()


@pytest.mark.parametrize(
    "arguments",
    [["update", "xx"], ["update", "en"], ["stats", "en-XA"], ["glossary", "en"], ["export", "fr", "x.doc"],
     ["pseudo", "fr"]],
)  # fmt: skip
def test_what_does_not_exist_ends_with_two(project: Path, arguments: list[str]) -> None:
    assert main(["catalogs", *arguments]) == 2
    assert project.is_dir()


def test_a_lost_catalog_is_begun_anew_as_the_hint_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalog_file(project, "fr").unlink()
    rows = (project / "handbook/settings/languages.toml").read_bytes()

    assert main(["catalogs", "check", "fr"]) == 1
    assert "catalogs new fr" in capsys.readouterr().err
    assert main(["catalogs", "new", "fr-FR"]) == 0
    assert main(["catalogs", "check", "fr"]) == 0

    assert (project / "handbook/settings/languages.toml").read_bytes() == rows


@pytest.mark.parametrize("suffix", ["xlf", "po"])
def test_a_file_for_another_language_is_refused(
    project: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / f"x.{suffix}"
    assert main(["catalogs", "export", "fr", str(foreign)]) == 0
    before = catalog_file(project, "ar").read_bytes()

    assert main(["catalogs", "import", "ar", str(foreign)]) == 1

    assert "the file is for fr, not for ar" in capsys.readouterr().err
    assert catalog_file(project, "ar").read_bytes() == before


def test_counts_of_a_broken_catalog_come_with_its_fault(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with catalog_file(project, "fr").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "unclosed\n')

    assert main(["catalogs", "stats", "fr"]) == 1
    assert "[catalog.string]" in capsys.readouterr().err


def test_without_a_template_catalog_only_that_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "locales/handbook.pot").unlink()

    assert main(["catalogs", "check"]) == 1
    told = capsys.readouterr()
    assert "locales/handbook.pot: error: No such file or directory [pot.missing]" in told.err
    assert told.out == "1 error, 0 warnings\n"
