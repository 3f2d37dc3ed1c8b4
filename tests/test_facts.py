"""The fact ledger: what may be printed, what is due, what nobody uses."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from builders import ROOT, build, catalog_file, codes, load, manuscript_of, project_files, replace

from handbook.build import pipeline, survey
from handbook.build.plan import plan
from handbook.cli import main as cli
from handbook.cli import selecting
from handbook.cli.main import main
from handbook.config.project import InvalidConfigurationError
from handbook.render.html import Document, render
from handbook.values.diagnostics import Diagnostic, Severity
from handbook.values.model import Selection

FACTS = "content/facts.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project_files(tmp_path / "project")


def change(root: Path, fact: str, key: str, value: str) -> None:
    """Change one key of one fact."""
    file = root / FACTS
    pattern = rf'(\nid = "{fact}"\n(?:(?!\[\[).)*?\n{key} = )[^\n]*'
    text, count = re.subn(pattern, lambda found: found[1] + value, file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert count == 1
    file.write_text(text, encoding="utf-8")
    if key == "review_by":  # nobody says that before the source was read
        change(root, fact, "verified_on", min(value, "2026-11-30"))


def line_of(root: Path, file: str, words: str) -> int:
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def findings(root: Path, code: str) -> list[Diagnostic]:
    """Return what a check says under a code."""
    return [finding for finding in survey.check(manuscript_of(root)) if finding.code == code]


def test_a_fact_of_low_confidence_may_stand_in_the_ledger(root: Path) -> None:
    (root / "templates/chapters/why.html").write_text("", encoding="utf-8")
    change(root, "oecd-2025", "confidence", '"low"')

    assert load(root).facts["oecd-2025"].confidence == "low"
    assert findings(root, "fact.low") == []


def test_a_fact_of_low_confidence_may_not_be_printed_nor_cited(root: Path) -> None:
    change(root, "cn-crim-213-215", "confidence", '"low"')
    template = "templates/chapters/law.html"

    found = findings(root, "fact.low")

    line = line_of(root, template, 'number("cn-crim-213-215"')
    assert (template, line) in {(finding.path, finding.line) for finding in found}
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert found[0].text == "fact 'cn-crim-213-215' has confidence 'low' and may not be printed"
    assert f"{FACTS}:{line_of(root, FACTS, 'cn-crim-213-215')}" in found[0].hint


def test_the_telephone_numbers_of_a_fact_of_low_confidence_may_not_be_printed(root: Path) -> None:
    change(root, "hot-110-120-119-122", "confidence", '"low"')
    (root / "templates/chapters/law.html").write_text("\n{{ tel.police }}", encoding="utf-8")

    assert [(finding.path, finding.line) for finding in findings(root, "fact.low")] == [
        ("templates/chapters/law.html", 2)
    ]


def test_every_use_of_a_fact_of_low_confidence_is_named_in_one_run(tmp_path: Path) -> None:
    root, fact = project_files(tmp_path / "project", chapters=("numbers",)), "hot-110-120-119-122"
    change(root, fact, "confidence", '"low"')
    template = root / "templates/chapters/numbers.html"
    expected = [n for n, line in enumerate(template.read_text("utf-8").splitlines(), 1) if fact in line]

    assert [finding.line for finding in findings(root, "fact.low")] == expected
    assert len(expected) > 1


def test_a_file_that_prints_a_fact_of_low_confidence_is_not_published(root: Path) -> None:
    change(root, "cn-crim-213-215", "confidence", '"low"')

    report = build(root)

    assert {outcome.status for outcome in report.outcomes} == {"failed"}
    assert "fact.low" in codes(report)


def test_a_home_rule_may_not_rest_on_a_fact_of_low_confidence(root: Path) -> None:
    change(root, "ae-dubai", "confidence", '"low"')

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (finding,) = caught.value.diagnostics
    rules = "content/home_rules.toml"
    assert (finding.path, finding.line, finding.code) == (rules, line_of(root, rules, '"ae-dubai"'), "fact.low")
    assert "raise its confidence" in finding.hint


def test_a_fact_that_nobody_uses_is_a_warning(root: Path) -> None:
    file = root / FACTS
    text = file.read_text(encoding="utf-8")
    another = re.sub(r'id = "[^"]+"', 'id = "cn-uncited"', text.split("[[fact]]")[1], count=1)
    file.write_text(f"{text}\n[[fact]]{another}", encoding="utf-8")

    found = {finding.line: finding for finding in findings(root, "fact.uncited")}

    line = line_of(root, FACTS, 'id = "cn-uncited"')
    assert str(found[line]).startswith(f"{FACTS}:{line}: warning: no template and no home rule uses fact 'cn-uncited'")
    assert {finding.severity for finding in found.values()} == {Severity.WARNING}


def test_a_fact_of_a_chapter_that_this_edition_leaves_out_counts_as_used(root: Path) -> None:
    assert "why" not in load(root).edition.chapters

    assert line_of(root, FACTS, 'id = "ul-chargers"') not in {f.line for f in findings(root, "fact.uncited")}


def test_a_printed_fact_whose_review_is_past_is_a_warning(root: Path) -> None:
    change(root, "cn-crim-213-215", "review_by", "2026-11-29")
    change(root, "cn-customs-ipr-31", "review_by", "2026-11-30")
    change(root, "ul-chargers", "review_by", "2026-11-09")

    (finding,) = findings(root, "fact.due")

    assert (finding.path, finding.line) == (FACTS, line_of(root, FACTS, 'id = "cn-crim-213-215"'))
    assert finding.severity is Severity.WARNING
    assert "before the day for which this edition holds (2026-11-30)" in finding.text
    assert f"templates/chapters/law.html:{line_of(root, 'templates/chapters/law.html', 'cn-crim-')}" in finding.text


def publish_ourselves(root: Path) -> Path:
    """Give a project an association of its own."""
    (root / "content/association.toml").write_text(
        'name = "Friends"\naddress = "2 Road"\nphones = ["+86 10 12"]\n'
        'email = "a@b.org"\nweb = "b.org"\nguide = "b.org/guide"\naccent = "ink"\n',
        encoding="utf-8",
    )
    return root


@pytest.fixture
def own(root: Path) -> Path:
    return publish_ourselves(root)


@pytest.fixture
def translated(tmp_path: Path) -> Path:
    """Return a project of two languages, with an association of its own."""
    return publish_ourselves(project_files(tmp_path / "project", ("en", "fr")))


def release(root: Path) -> pipeline.Report:
    return build(root, selection=Selection(release=True))


LATER = date(2030, 1, 1)
"""A day on which every review is past."""


def test_a_printed_fact_whose_review_is_past_today_is_a_warning_whatever_the_edition_says(root: Path) -> None:
    printed = {use.fact for _, found in rendered(root) for use in found.uses}

    found = [
        finding for finding in survey.check(manuscript_of(root), Selection(today=LATER)) if finding.code == "fact.due"
    ]

    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert len(found) == len(printed)
    assert all("before today (2030-01-01)" in finding.text for finding in found)


@pytest.mark.parametrize(
    ("today", "review_by", "times"),
    [
        (date(2026, 12, 8), "2026-12-07", 1),
        (date(2026, 12, 8), "2026-12-08", 0),
        (date(2026, 11, 9), "2026-11-18", 1),
        (date(2026, 11, 9), "2026-11-30", 0),
        (None, "2026-12-03", 0),
        (None, "2026-11-29", 1),
    ],
)
def test_a_review_is_past_before_today_or_before_the_edition_whichever_is_later(
    root: Path, today: date | None, review_by: str, times: int
) -> None:
    change(root, "cn-crim-213-215", "review_by", review_by)
    place = line_of(root, FACTS, 'id = "cn-crim-213-215"')

    found = [
        finding for finding in survey.check(manuscript_of(root), Selection(today=today)) if finding.code == "fact.due"
    ]

    assert [finding.line for finding in found] == [place] * times


def test_a_release_asks_the_clock(own: Path) -> None:
    texts = manuscript_of(own)
    jobs = plan(texts.project, Selection())

    today, later = (survey.unfit(texts, jobs, day) for day in (date(2026, 12, 8), LATER))

    assert "fact.due" not in codes(today)
    assert {finding.severity for finding in later if finding.code == "fact.due"} == {Severity.ERROR}
    assert build(own, selection=Selection(release=True, today=LATER)).failed


def test_a_release_sees_what_one_language_alone_prints(tmp_path: Path) -> None:
    root = publish_ourselves(project_files(tmp_path / "project", ("en", "zh-Hans")))
    change(root, "ul-chargers", "review_by", "2026-11-09")
    cited = '_("Here")) %}{% if language.is_chinese %}{{ cite("ul-chargers") }}{% endif %}'
    replace(root / "templates/chapters/law.html", r'_\("Here"\)\) %\}', cited)
    texts = manuscript_of(root)
    jobs = {tag: plan(texts.project, Selection((tag,))) for tag in ("en", "zh-Hans")}

    found = {
        tag: [finding.line for finding in survey.unfit(texts, jobs[tag], None) if finding.code == "fact.due"]
        for tag in ("en", "zh-Hans")
    }

    assert found == {"en": [], "zh-Hans": [line_of(root, FACTS, 'id = "ul-chargers"')]}


def test_a_build_tells_of_facts_that_are_due_also_where_nothing_changed(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", formats=("card",))

    first, again = (build(root, selection=Selection(today=LATER)) for _ in range(2))

    assert [outcome.status for outcome in again.outcomes] == ["unchanged"]
    assert codes(first) == codes(again) == {"fact.due"}
    assert first.diagnostics == again.diagnostics


def test_check_for_a_release_says_each_due_fact_once_and_as_an_error(own: Path) -> None:
    asked = Selection(release=True, today=LATER)

    found = [finding for finding in survey.check(manuscript_of(own), asked) if finding.code == "fact.due"]

    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert len({finding.line for finding in found}) == len(found)


def test_no_byte_of_a_file_and_nothing_kept_of_it_depends_on_the_clock(tmp_path: Path) -> None:
    made = {}
    for day in (None, date(2026, 12, 8), LATER):
        root = project_files(tmp_path / str(day), formats=("card",))
        report = build(root, selection=Selection(today=day))
        assert not report.failed
        records = {path.name: path.read_text(encoding="utf-8") for path in (root / ".cache").rglob("*.json")}
        made[day] = {path.name: path.read_bytes() for path in (root / "dist").rglob("*.*")}, "".join(records.values())

    assert made[None][0] == made[date(2026, 12, 8)][0] == made[LATER][0]
    assert not any("fact.due" in kept for _, kept in made.values())


def test_rendering_tells_nothing_of_the_clock(root: Path) -> None:
    change(root, "cn-crim-213-215", "review_by", "2026-01-01")

    assert [findings for findings, _ in rendered(root) if findings] == []


def rendered(root: Path) -> list[tuple[tuple[Diagnostic, ...], Document]]:
    """Return findings and document of each English file before its layout."""
    project = load(root)
    jobs = [job for job in plan(project, Selection()) if job.language.is_source]
    made = [render(project, job, manuscript_of(root).catalog(job.language)[0]) for job in jobs]
    return [(findings, document) for document, findings in made if document is not None]


def test_a_release_refuses_a_printed_fact_that_is_due_and_makes_nothing(own: Path) -> None:
    change(own, "cn-crim-213-215", "review_by", "2026-11-29")
    change(own, "ul-chargers", "review_by", "2026-11-09")

    report = release(own)

    errors = [finding for finding in report.diagnostics if finding.severity is Severity.ERROR]
    assert [(f.path, f.line, f.code) for f in errors] == [(FACTS, line_of(own, FACTS, "cn-crim-213-215"), "fact.due")]
    assert "set verified_on and review_by" in errors[0].hint
    assert {outcome.status for outcome in report.outcomes} == {"refused"}
    assert not (own / "dist").exists()


def test_a_release_refuses_the_sample_association(root: Path) -> None:
    assert "release.sample" not in codes(build(root))
    before = {path: path.read_bytes() for path in (root / "dist").rglob("*.pdf")}

    report = release(root)

    assert report.failed
    assert "release.sample" in codes(report)
    assert {path: path.read_bytes() for path in (root / "dist").rglob("*.pdf")} == before


def test_a_release_tells_of_drafts_and_is_made(translated: Path) -> None:
    report = release(translated)

    assert not report.failed
    assert report.outcomes[0].status == "made"
    (finding,) = (finding for finding in report.diagnostics if finding.code == "release.draft")
    catalog = catalog_file(translated, "fr").relative_to(translated).as_posix()
    assert (finding.path, finding.line) == (catalog, line_of(translated, catalog, "X-Review"))
    assert finding.severity is Severity.WARNING


def test_a_translation_that_a_native_speaker_has_read_is_no_draft(translated: Path) -> None:
    replace(catalog_file(translated, "fr"), r'"X-Review: [^"]+"', '"X-Review: native speaker\\n"')

    assert "release.draft" not in codes(release(translated))


def test_a_release_is_the_same_files_as_a_build(own: Path) -> None:
    build(own)

    assert {outcome.status for outcome in release(own).outcomes} == {"unchanged"}


@pytest.mark.parametrize(("arguments", "status"), [(["check"], 0), (["check", "--release"], 1), (["--release"], 1)])
def test_the_command_line_refuses_a_release(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    monkeypatch.setattr(cli, "ROOT", root)

    assert main(arguments) == status
    assert ("[release.sample]" in capsys.readouterr().err) == (status == 1)


@pytest.mark.parametrize(("arguments", "status"), [(["check"], 0), (["check", "--release"], 1), (["--release"], 1)])
def test_the_command_line_asks_what_day_it_is(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    monkeypatch.setattr(cli, "ROOT", own)
    monkeypatch.setattr(selecting, "today", lambda: LATER)

    assert main(arguments) == status
    assert "[fact.due]" in capsys.readouterr().err


def facts(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what the command prints."""
    monkeypatch.setattr(cli, "ROOT", root)
    monkeypatch.setattr(selecting, "today", lambda: date(2026, 12, 8))
    assert main(["facts", *arguments]) == 0
    return capsys.readouterr().out


def test_the_list_of_facts_tells_what_is_due_and_where_it_is_printed(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "cn-crim-213-215", "review_by", "2026-11-29")
    change(root, "cn-customs-ipr-31", "review_by", "2026-12-03")
    place, template = line_of(root, FACTS, "cn-crim-213-215"), "templates/chapters/law.html"

    lines = facts(root, monkeypatch, capsys).splitlines()

    assert lines[0].endswith("facts, 2 of them to be read again before 2026-12-08 (marked !)")
    assert lines[1] == "1 of them had to be read again before 2026-11-30, the day for which this edition holds"
    assert lines[2] == f"! 2026-11-29  high    cn-crim-213-215  ({FACTS}:{place})"
    assert lines[3] == f"      law ({template}:{line_of(root, template, 'cn-crim-213-215')})"
    assert sum(line.startswith("!") for line in lines) == 2
    unprinted = lines[lines.index("Not printed in this edition:") + 1 :]
    assert any("ul-chargers" in line for line in unprinted)
    assert not any(line.startswith("      ") for line in unprinted)


def test_the_list_of_facts_for_machines_goes_by_another_day(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = json.loads(facts(root, monkeypatch, capsys, "--json", "--due", "2027-01-01"))

    printed = [fact for fact in listed["facts"] if fact["printed"]]
    assert (listed["day"], listed["revised"]) == ("2027-01-01", "2026-11-30")
    assert "up to CNY 250,000" in next(fact["claim"] for fact in printed if fact["id"] == "cn-tml-57-60")
    assert {fact["id"] for fact in printed if fact["due"]} == set()
    assert [fact["review_by"] for fact in printed] == sorted(fact["review_by"] for fact in printed)
    assert listed["facts"][: len(printed)] == printed
    assert all(fact["pages"] == {} for fact in printed)


def test_the_list_of_facts_tells_the_pages_of_the_last_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(root)

    listed = json.loads(facts(root, monkeypatch, capsys, "--json"))["facts"]

    pages = {fact["id"]: fact["pages"] for fact in listed}
    assert pages["rec-eu-general"] == {"screen": [2]}
    assert pages["cn-tml-57-60"] == {"screen": [3]}
    assert pages["ul-chargers"] == {}
    assert "screen: page 3" in facts(root, monkeypatch, capsys)


def test_a_template_that_fails_hides_no_fact(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "templates/chapters/law.html").write_text("{{ cite('nothing') }}", encoding="utf-8")
    monkeypatch.setattr(cli, "ROOT", root)

    assert main(["facts"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "templates/chapters/law.html:1: error: no fact 'nothing'" in captured.err


def test_a_day_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["facts", "--due", "tomorrow"])

    assert ended.value.code == 2
    assert "'tomorrow' is no day: write year, month and day, such as 2027-01-01" in capsys.readouterr().err


def test_what_rests_on_the_trademark_law_was_read_in_the_one_that_is_in_force_in_2027() -> None:
    facts = tomllib.loads((ROOT / FACTS).read_text(encoding="utf-8"))["fact"]
    resting = {fact["id"]: fact for fact in facts if "Trademark Law of the PRC" in fact["title"]}

    assert {"cn-tml-57-60", "cn-tml-2027"} <= resting.keys()
    assert {(fact["date"], "2026 revision" in fact["legal_basis"]) for fact in resting.values()} == {
        ("2026-06-26", True)
    }
