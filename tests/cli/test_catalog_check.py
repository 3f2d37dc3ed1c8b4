"""Damaged, halved, old and lost catalogs, and names that the edition prints in its own way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from builders import ROOT, build, catalog_file, codes, load, manuscript_of, project_files, replace

from handbook.build import survey
from handbook.catalogs import extract, po
from handbook.catalogs.check import absent
from handbook.catalogs.manuscript import examine, pot_path
from handbook.cli import main as cli
from handbook.cli.main import main
from handbook.values.diagnostics import Severity
from handbook.values.model import Selection

NAMES = "handbook/settings/languages.toml"
CARDS = Selection(formats=("card",))
"""A small file in each language: catalogs and names are asked of all, whatever is printed."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the project's data and some of its catalogs, all in step."""
    root = project_files(tmp_path / "project", ("en", "fr", "ar"), load(ROOT).edition.chapters, ("screen", "card"))
    monkeypatch.setattr(cli, "ROOT", root)
    return root


def test_half_a_catalog_does_not_pass(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = catalog_file(project, "fr")
    entries = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join(entries[: len(entries) // 2]) + "\n", encoding="utf-8")

    assert main(["catalogs", "check", "fr"]) == 1

    told = capsys.readouterr()
    assert re.search(r"handbook.po:\d+: error: \d+ of \d+ texts are not in the file.*\[catalog.short\]", told.err)
    assert re.search(
        r"^fr: \d+ of \d+ translated \([4-6]\d %\), \d+ missing, 0 fuzzy\n1 error, ", told.out, re.MULTILINE
    )


def test_a_text_that_is_uncertain_or_missing_is_listed_with_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = catalog_file(project, "fr")
    replace(file, r'(?=msgid "Place"\n)', "#, fuzzy\n")
    replace(file, r'msgstr "Prix"', 'msgstr ""')

    main(["catalogs", "check", "fr"])

    told = capsys.readouterr().out
    assert re.search(r"^locales/fr/LC_MESSAGES/handbook.po:\d+: uncertain \(fuzzy\): Place$", told, re.MULTILINE)
    assert re.search(r"^locales/fr/LC_MESSAGES/handbook.po:\d+: untranslated: Price$", told, re.MULTILINE)


def test_wherever_a_file_is_cut_off_it_is_told() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n#: a.html\nmsgctxt "c"\nmsgid "Place"\nmsgstr "Lieu"\n\n'
        '#, python-format\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s jour"\n'
        'msgstr[1] "%(n)s jours"'
    )
    keys = frozenset(entry.key for entry in po.read("", text.encode())[0].live)

    for end in range(len(text)):
        catalog, findings = examine("x.po", text[:end].encode(), keys, "fr")
        assert catalog is not None
        assert {f.severity for f in (*findings, *absent("x.po", catalog, keys))} >= {"error"}, text[:end]


def test_what_a_spreadsheet_saved_is_told_in_few_lines_and_listed_whole_as_json(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = catalog_file(project, "fr")
    lines = (f'"{line}"'.replace('"', '""') for line in file.read_text(encoding="utf-8").splitlines())
    file.write_text("\n".join(f'"{line}"' for line in lines), encoding="utf-8")

    assert main(["catalogs", "check", "fr"]) == 1
    err = capsys.readouterr().err
    assert main(["catalogs", "check", "fr", "--json"]) == 1
    listed = json.loads(capsys.readouterr().out)

    assert len(err.splitlines()) < 50
    assert err.splitlines()[0].endswith("[catalog.damaged]") or "[catalog.damaged]" in err
    assert re.search(r"handbook.po: and \d{3,} errors more", err)
    assert len(listed) > 1000


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
@pytest.mark.parametrize("command", [["update", "fr"], ["check", "fr"], ["stats", "fr"], ["export", "fr", "x.xlf"]])
def test_an_empty_catalog_is_called_empty(
    project: Path, text: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    catalog_file(project, "fr").write_text(text, encoding="utf-8")

    assert main(["catalogs", *command]) == 1
    assert "handbook.po:1: error: the file is empty [catalog.header]" in capsys.readouterr().err


def test_a_lost_catalog_is_to_be_restored_before_it_is_begun_anew(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog_file(project, "fr").unlink()

    for command in (["catalogs", "check", "fr"], ["catalogs", "update", "fr"], ["check", "-f", "card"]):
        assert main(command) == 1
        err = capsys.readouterr().err
        assert 0 < err.index("Restore it from the repository") < err.index("catalogs new fr")


def test_a_lost_template_catalog_is_one_finding(project: Path) -> None:
    (project / pot_path()).unlink()

    findings = survey.check(manuscript_of(project), CARDS)

    assert [finding.code for finding in findings if finding.code.startswith(("pot.", "catalog."))] == ["pot.missing"]


def test_a_new_edition_is_one_line(project: Path) -> None:
    replace(project / "content/edition.toml", r'\nid = "[^"]*"', '\nid = "2027-01"')
    replace(project / "content/edition.toml", r"\nrevised = [\d-]+", "\nrevised = 2027-01-15")

    found = survey.check(manuscript_of(project), Selection(("en",), ("screen",)))

    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
    assert "pot.step" not in codes(found)


def test_another_association_changes_no_text_but_hears_of_faults(project: Path) -> None:
    replace(project / "content/association.toml", r'email = "[^"]*"', 'email = "faults@example.org"')

    assert extract.check_step(manuscript_of(project)) == ()
    assert '"Report-Msgid-Bugs-To: faults@example.org\\n"' in extract.extract(load(project))[0]


@pytest.mark.parametrize(
    ("pattern", "replacement", "code", "says"),
    [
        (', TW = "Taïwan [(]Chine[)]"', "", "language.territory", "in English 'Taiwan (China)'; CLDR's 'Taïwan'"),
        (r'currencies = [^\n]*"yuans"[^\n]*\n', "", "language.currency", "in English 'yuan'; CLDR's 'yuan ren"),
    ],
)  # fmt: skip
def test_a_name_of_the_edition_s_policy_is_asked_of_every_language(
    project: Path, pattern: str, replacement: str, code: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(project / NAMES, pattern, replacement)

    (finding,) = (each for each in survey.check(manuscript_of(project), CARDS) if each.code.startswith("language."))
    assert main(["catalogs", "check", "fr"]) == 1

    assert (finding.path, finding.code, finding.severity) == (NAMES, code, "error")
    assert says in finding.text
    assert finding.line > 0
    assert f"[{code}]" in capsys.readouterr().err


def test_the_policy_stands_in_the_source_language_s_row_alone(project: Path) -> None:
    replace(project / NAMES, 'TW = "Taiwan [(]China[)]"', 'TW = "Taiwan (China)", MM = "Burma"')

    told = [each.text for each in survey.check(manuscript_of(project), CARDS) if each.code.startswith("language.")]

    assert len(told) == len(load(project).languages) - 1
    assert all("has no name for MM" in text for text in told)


def test_a_language_without_such_a_name_is_not_built_and_no_other_waits(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"), ("cover", "about"))
    replace(root / NAMES, ', TW = "Taïwan [(]Chine[)]"', "")

    report = build(root, selection=Selection())

    assert {outcome.language: outcome.status for outcome in report.outcomes} == {"en": "made", "fr": "failed"}
    assert "language.territory" in codes(report)
