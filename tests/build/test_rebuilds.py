"""Builds again: only what changed is made, what is published is never mixed, a release says what it leaves out."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import build, catalog_file, codes, handed_out, load, make, manuscript_of, project_files, replace, stale

from handbook.build import fingerprint, survey
from handbook.build.plan import plan
from handbook.build.publish import manifest
from handbook.files import digests
from handbook.files.digests import Digests
from handbook.values.diagnostics import Diagnostic, Severity
from handbook.values.errors import UsageError
from handbook.values.model import Selection

# Only what changed.


def sheet(folder: Path, *languages: str, formats: tuple[str, ...] = ("card", "poster")) -> Path:
    """Return a project of small sheets: quick to make, and with tickets, inks and all languages together."""
    return project_files(folder, languages or ("en", "fr", "zh-Hans"), formats=formats)


def digests_of(out: Path) -> dict[str, str]:
    """Return what the checksums say, by path."""
    lines = (out / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {line.split("  ")[1]: line.split("  ")[0] for line in lines}


def made(root: Path, **options: object) -> set[str]:
    """Build and return what was made; nothing may fail."""
    report = build(root, **options)  # type: ignore[arg-type]
    assert not report.failed, list(map(str, report.diagnostics))
    return {outcome.slug for outcome in report.outcomes if outcome.status == "made"}


EVERYTHING = {"en_card", "zh-hans_card", "fr_card", "mul_poster"}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose sheets are built; every test brings its changes back."""
    root = sheet(tmp_path_factory.mktemp("sheets"))
    assert made(root) == EVERYTHING
    return root


@pytest.fixture
def changed(sheets: Path) -> Iterator[Path]:
    """Return that project, and bring it back to what it was."""
    kept = {path: path.read_bytes() for path in sheets.rglob("*") if path.is_file() and ".cache" not in path.parts}
    caches = {path: path.read_bytes() for path in (sheets / ".cache/jobs").iterdir()}
    yield sheets
    for path, data in (kept | caches).items():
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "expected"),
    [
        ("handbook/settings/languages.toml", r"\[\[language\]\]", "# a comment\n[[language]]", set()),
        ("content/phrases.toml", r"\[\[phrase\]\]", "# a comment\n\n[[phrase]]", set()),
        ("content/facts.toml", r"\[\[fact\]\]", "# a comment\n\n[[fact]]", set()),
        ("content/facts.toml", r"review_by = \d{4}", "review_by = 2028", set()),
        ("content/edition.toml", r'print_condition = "FOGRA47"', 'print_condition = "FOGRA47" # uncoated', set()),
        ("content/edition.toml", r"chapters = \[", 'chapters = [ "why",', set()),
        ("content/association.toml", r'name\.en = "[^"]+"', 'name.en = "Another Association"', EVERYTHING),
        ("content/association.toml", r'name\.fr = "[^"]+"', 'name.fr = "Autre association"', {"fr_card"}),
        ("content/association.toml", r'email = "[^"]+"', 'email = "us@example.org"', EVERYTHING),
        ("handbook/settings/print_conditions.toml", r"tac = 280", "tac = 270", EVERYTHING),
        ("content/edition.toml", r"caliper_mm = [\d.]+", "caliper_mm = 0.2", set()),
        ("templates/css/scripts/Hans.css", r"^", "/* a comment */ ", {"zh-hans_card"}),
        ("templates/css/components/cheated.css", r"^", "/* a comment */ ", EVERYTHING),
        ("locales/fr/LC_MESSAGES/handbook.po", r'msgid "Place"', '# why not\nmsgid "Place"', set()),
        ("locales/fr/LC_MESSAGES/handbook.po", r'msgstr "Lieu"', 'msgstr "Endroit"', set()),
        ("locales/handbook.pot", r'msgid "Place"', '# why not\nmsgid "Place"', set()),
        ("templates/chapters/law.html", r"<p", "<p ", set()),
    ],
)  # fmt: skip
def test_only_what_shows_a_changed_value_is_made_anew(
    changed: Path, file: str, pattern: str, replacement: str, expected: set[str]
) -> None:
    replace(changed / file, pattern, replacement)

    assert stale(changed) == expected


def test_a_text_that_a_card_prints_makes_that_card_and_no_other(changed: Path) -> None:
    replace(
        catalog_file(changed, "fr"),
        'msgid "City government"\nmsgstr "',
        'msgid "City government"\nmsgstr "La ',
    )

    assert made(changed) == {"fr_card"}


@pytest.mark.parametrize("is_noticed_at_once", [False, True], ids=["current", "stale"])
def test_a_catalog_that_is_saved_after_it_was_read_is_found_by_the_next_build(
    changed: Path, *, is_noticed_at_once: bool
) -> None:
    if is_noticed_at_once:  # another word of the same page makes the card anew, from the catalog that was read
        replace(catalog_file(changed, "fr"), 'msgid "Police"\nmsgstr "', 'msgid "Police"\nmsgstr "La ')
    texts = manuscript_of(changed)
    replace(
        catalog_file(changed, "fr"),
        'msgid "City government"\nmsgstr "',
        'msgid "City government"\nmsgstr "La ',
    )

    report = make(texts, changed / "dist")

    assert not report.failed
    assert made(changed) == {"fr_card"}


def test_a_fact_makes_what_prints_it(changed: Path) -> None:
    record = fingerprint.read(changed / ".cache/jobs/2027-01_fr_card.json")
    assert record is not None
    printed = {use.fact for use in record.uses}
    other = next(name for name in load(changed).facts if name not in printed)

    publish_anew(changed, other)
    assert made(changed) == set()
    publish_anew(changed, min(printed))
    assert "fr_card" in stale(changed)


def publish_anew(root: Path, fact: str) -> None:
    """Give the source of a fact another publisher."""
    file = root / "content/facts.toml"
    text = file.read_text(encoding="utf-8")
    place = text.index('publisher = "', text.index(f'id = "{fact}"')) + len('publisher = "')
    file.write_text(f"{text[:place]}The new {text[place:]}", encoding="utf-8")


def test_one_language_more_makes_its_own_files_and_what_shows_all_languages(changed: Path, tmp_path: Path) -> None:
    four = sheet(tmp_path / "four", "en", "fr", "zh-Hans", "ar") / "handbook/settings/languages.toml"

    shutil.copy(four, changed / "handbook/settings/languages.toml")

    assert stale(changed) == {"ar_card", "mul_poster"}


def test_only_modules_that_can_run_in_a_job_count_for_it(sheets: Path) -> None:
    record = fingerprint.read(sheets / ".cache/jobs/2027-01_fr_card.json")
    assert record is not None
    modules = {name.removeprefix("handbook.") for name in record.sources.modules}

    assert {
        "build.batch",
        "press.tickets",
        "render.html",
        "layout.write",
        "catalogs.manuscript",
        "checks.structure",
    } <= modules
    assert modules.isdisjoint({"build.pipeline", "build.survey", "build.standing", "press.swatches"})
    assert {name.partition(".")[0] for name in modules}.isdisjoint({"cli", "desk", "art"})


def test_a_changed_profile_makes_what_carries_it(changed: Path) -> None:
    profile = changed / "handbook/settings/profiles/FOGRA47L.icc"
    data = bytearray(profile.read_bytes())
    data[25] ^= 1  # the day on which it was made
    profile.write_bytes(data)

    assert stale(changed) == EVERYTHING


def test_what_a_catalog_is_told_of_is_told_anew_without_making_a_file_anew(changed: Path) -> None:
    with catalog_file(changed, "fr").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Nobody prints this"\nmsgstr "Personne"\n')

    report = build(changed)

    assert {outcome.status for outcome in report.outcomes} == {"unchanged"}
    assert "catalog.unused" in codes(report)


def test_linked_folders_are_followed(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", formats=("card",))
    (root / "templates/partials").rename(tmp_path / "partials")
    (root / "templates/partials").symlink_to(tmp_path / "partials")
    (root / "templates/css/components/aa-gone.css").symlink_to(tmp_path / "nowhere")
    (root / "templates/css/components/aa-gone.css").unlink()
    build(root)

    assert made(root) == set()


@pytest.mark.parametrize("module", ["handbook.language.filters", "handbook.press.press"])
def test_a_module_that_can_run_in_a_job_makes_it_anew(
    changed: Path, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Digests.of
    file = module.replace(".", "/") + ".py"
    monkeypatch.setattr(Digests, "of", lambda self, name: "changed" if str(name).endswith(file) else really(self, name))

    assert stale(changed) == EVERYTHING


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of files whose digests are taken from now on."""
    read: list[str] = []
    really = digests.sha256
    monkeypatch.setattr(digests, "sha256", lambda path: read.append(path.name) or really(path))
    return read


def test_no_published_byte_is_read_where_size_and_time_are_as_they_were(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reads(monkeypatch)

    assert made(changed) == set()
    assert [name for name in read if name.startswith("handbook_")] == []


def test_a_run_that_verifies_reads_every_published_file_once(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reads(monkeypatch)
    texts = manuscript_of(changed)

    make(texts, changed / "dist", verify=True)

    published = [name for name in read if name.startswith("handbook_")]
    assert len(published) == len(set(published)) == len((changed / "dist/SHA256SUMS").read_text().splitlines())


def test_a_damaged_file_of_the_same_size_and_time_is_found_by_verifying(changed: Path) -> None:
    target = next((changed / "dist").rglob("*_fr_card_*7-01.pdf"))
    good, times = target.read_bytes(), target.stat()
    target.write_bytes(b"#" + good[1:])
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))

    report = make(manuscript_of(changed), changed / "dist", verify=True)

    assert {outcome.slug for outcome in report.outcomes if outcome.status == "made"} == {"fr_card"}
    assert target.read_bytes() == good


def test_current_files_are_copied_to_another_folder_and_not_made_again(changed: Path, tmp_path: Path) -> None:
    report = build(changed, tmp_path / "elsewhere", selection=Selection(languages=("fr",)))

    assert [outcome.status for outcome in report.outcomes] == ["copied"]
    assert set(digests_of(tmp_path / "elsewhere").items()) <= set(digests_of(changed / "dist").items())


# Files of different kinds.


@pytest.mark.parametrize(
    ("file", "pattern", "replacement"),
    [
        ("content/association.toml", r'name\.en = "[^"]+"', 'name.en = "Another Association"'),
        ("content/edition.toml", r'paper = "iso"', 'paper = "us"'),
        ("content/edition.toml", r'id = "2027-01"', 'id = "2027-02"'),
    ],
)
def test_files_of_another_publisher_paper_or_edition_are_told_and_never_listed_beside_the_new_ones(
    changed: Path, file: str, pattern: str, replacement: str
) -> None:
    replace(changed / file, pattern, replacement)

    report = build(changed, selection=Selection(languages=("fr",)))

    listed = {artifact.path for artifact in manifest.listed(changed / "dist")}
    assert listed == {outcome.artifact.path for outcome in report.outcomes if outcome.artifact}
    assert len(listed) == 1
    assert "publish.outdated" in codes(report)
    assert report.removed == ()
    for path in (changed / "dist/2027-01").rglob("*.pdf") if (changed / "dist/2027-01").is_dir() else ():
        path.unlink()


# A release.


def incomplete(root: Path, locale: str = "fr") -> None:
    """Mark the text of a card as uncertain, as an update does after a changed source text."""
    replace(catalog_file(root, locale), r'(?=msgid "City government")', "#, fuzzy\n")


def unfit(root: Path) -> tuple[Diagnostic, ...]:
    """Return what speaks against a release."""
    texts = manuscript_of(root)
    return survey.unfit(texts, plan(texts.project, Selection()), Selection().today, ())


def test_a_release_refuses_while_a_language_is_incomplete_and_removes_nothing(changed: Path) -> None:
    incomplete(changed)
    before = digests_of(changed / "dist")

    report = build(changed, selection=Selection(release=True))

    assert report.failed
    found = next(finding for finding in report.diagnostics if finding.code == "catalog.incomplete")
    assert "--without fr" in found.hint
    assert "1 text untranslated" in found.text
    assert (digests_of(changed / "dist"), report.removed) == (before, ())


def test_a_release_of_some_files_asks_for_every_language_of_the_edition(changed: Path) -> None:
    incomplete(changed)

    report = build(changed, selection=Selection(languages=("en",), release=True))

    assert "catalog.incomplete" in codes(report)
    assert {outcome.status for outcome in report.outcomes} == {"refused"}


def test_what_is_left_out_goes_also_where_only_some_files_are_made(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "unfit", lambda *_: ())  # the sample association is refused

    report = build(changed, selection=Selection(languages=("en",), release=True, without=("fr",)))

    assert any("mul_poster" in path for path in report.removed)
    assert [each.path for each in manifest.listed(changed / "dist") if "fr" in each.languages] == []


def test_a_release_of_the_posters_alone_asks_for_every_language_on_them(changed: Path) -> None:
    incomplete(changed)

    report = build(changed, selection=Selection(formats=("poster",), release=True))

    assert "catalog.incomplete" in codes(report)


def test_a_release_counts_the_texts_that_a_lower_minimum_lets_through(changed: Path) -> None:
    incomplete(changed)
    text = (changed / "handbook/settings/languages.toml").read_text(encoding="utf-8")
    (changed / "handbook/settings/languages.toml").write_text(text.replace("= 1.0", "= 0.9"), encoding="utf-8")

    (found,) = (finding for finding in unfit(changed) if "untranslated" in finding.code)

    assert (found.code, found.severity) == ("release.untranslated", Severity.WARNING)
    assert found.text == "fr: 1 text in the source language"


def test_no_minimum_lets_a_language_into_a_release_that_is_hardly_begun(changed: Path) -> None:
    file = catalog_file(changed, "fr")
    head, *entries = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join([head, *entries[: len(entries) // 2]]) + "\n", encoding="utf-8")
    rows = changed / "handbook/settings/languages.toml"
    rows.write_text(rows.read_text(encoding="utf-8").replace("= 1.0", "= 0.01"), encoding="utf-8")

    assert [f.severity for f in unfit(changed) if f.code == "catalog.incomplete"] == [Severity.ERROR]


def test_check_sees_what_a_release_would_refuse(changed: Path) -> None:
    incomplete(changed)

    findings = survey.check(manuscript_of(changed), Selection(release=True))

    assert [f.severity for f in findings if f.code == "catalog.incomplete"] == [Severity.ERROR]


def test_a_language_can_be_left_out_of_a_release_and_what_goes_is_listed(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incomplete(changed)
    monkeypatch.setattr(survey, "unfit", lambda *_: ())  # the sample association is refused, too

    report = build(changed, selection=Selection(release=True, without=("fr",)))

    assert {outcome.slug for outcome in report.outcomes} == EVERYTHING - {"fr_card"}
    assert {Path(path).name for path in report.removed} == {
        "handbook_fr_card_2027-01.pdf", "handbook_fr_card_2027-01_ticket.pdf", "handbook_fr_card_2027-01_ticket.json",
    }  # fmt: skip
    poster = next(each for each in manifest.listed(changed / "dist") if each.format == "poster")
    assert poster.languages == ("en", "zh-Hans")


def test_the_source_language_cannot_be_left_out(changed: Path) -> None:
    with pytest.raises(UsageError, match="source language"):
        build(changed, selection=Selection(release=True, without=("en",)))


def test_a_sheet_of_all_languages_names_who_is_missing(changed: Path) -> None:
    incomplete(changed)

    report = build(changed)

    poster = next(outcome for outcome in report.outcomes if outcome.slug == "mul_poster")
    found = next(finding for finding in report.diagnostics if finding.code == "catalog.left-out")
    assert found.path == "locales/fr/LC_MESSAGES/handbook.po"
    assert "fr is not on the poster" in found.text
    assert poster.artifact is not None
    assert (poster.artifact.languages, poster.coverage < 0.7) == (("en", "zh-Hans"), True)
    ticket = json.loads((changed / "dist" / poster.artifact.companions[1].path).read_text(encoding="utf-8"))
    assert ticket["languages"] == ["en", "zh-Hans"]
    assert report.removed == ()


def test_what_stands_untranslated_on_a_page_is_counted(changed: Path) -> None:
    incomplete(changed)
    text = (changed / "handbook/settings/languages.toml").read_text(encoding="utf-8")
    (changed / "handbook/settings/languages.toml").write_text(text.replace("= 1.0", "= 0.9"), encoding="utf-8")

    report = build(changed, selection=Selection(("fr",), ("card",)))

    assert {outcome.slug: outcome.untranslated for outcome in report.outcomes} == {"fr_card": 1}


def test_what_took_longest_the_last_time_begins_first(changed: Path) -> None:
    for tag, seconds in (("en", 1.0), ("zh-hans", 9.0), ("fr", 5.0)):
        file = changed / f".cache/jobs/2027-01_{tag}_card.json"
        record = fingerprint.read(file)
        assert record is not None
        fingerprint.write(file, dataclasses.replace(record, seconds=seconds, environment="another"))

    begun = [task.label for task in handed_out(changed, Selection(formats=("card",)))]

    assert begun == ["zh-Hans card", "fr card", "en card"]
