"""The fact ledger: what may be printed, what is due, what nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import build, codes, load, project_files

from handbook import pipeline
from handbook.config import InvalidConfigurationError
from handbook.diagnostics import Diagnostic, Severity

FACTS = "handbook/data/facts.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project_files(tmp_path / "project", ("en", "fr"))


def change(root: Path, fact: str, key: str, value: str) -> None:
    """Change one key of one fact."""
    file = root / FACTS
    pattern = rf'(\nid = "{fact}"\n(?:(?!\[\[).)*?\n{key} = )[^\n]*'
    text, count = re.subn(pattern, lambda found: found[1] + value, file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert count == 1
    file.write_text(text, encoding="utf-8")


def line_of(root: Path, file: str, words: str) -> int:
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def findings(root: Path, code: str) -> list[Diagnostic]:
    """Return what a check says under a code."""
    return [finding for finding in pipeline.check(load(root)) if finding.code == code]


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


def test_every_use_of_a_fact_of_low_confidence_is_named_in_one_run(root: Path) -> None:
    change(root, "rec-eu-general", "confidence", '"low"')
    template = root / "templates/chapters/checks.html"
    expected = [n for n, line in enumerate(template.read_text("utf-8").splitlines(), 1) if "rec-eu-general" in line]

    assert [finding.line for finding in findings(root, "fact.low")] == expected
    assert len(expected) > 1


def test_a_file_that_prints_a_fact_of_low_confidence_is_not_published(root: Path) -> None:
    change(root, "cn-crim-213-215", "confidence", '"low"')

    report = build(root)

    assert {outcome.status for outcome in report.outcomes} == {"failed"}
    assert codes(report) == {"fact.low"}


def test_a_home_rule_may_not_rest_on_a_fact_of_low_confidence(root: Path) -> None:
    change(root, "ae-dubai", "confidence", '"low"')

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (finding,) = caught.value.diagnostics
    rules = "handbook/data/home_rules.toml"
    assert (finding.path, finding.line, finding.code) == (rules, line_of(root, rules, '"ae-dubai"'), "fact.low")
    assert "raise its confidence" in finding.hint


def test_a_fact_that_nobody_uses_is_a_warning(root: Path) -> None:
    template = root / "templates/chapters/paying.html"
    template.write_text(template.read_text("utf-8").replace('{{ cite("rec-money-change") }}', ""), encoding="utf-8")

    found = {finding.line: finding for finding in findings(root, "fact.uncited")}

    line = line_of(root, FACTS, 'id = "rec-money-change"')
    assert str(found[line]).startswith(
        f"{FACTS}:{line}: warning: no template and no home rule uses fact 'rec-money-change'"
    )
    assert {finding.severity for finding in found.values()} == {Severity.WARNING}


def test_a_fact_of_a_chapter_that_this_edition_leaves_out_counts_as_used(root: Path) -> None:
    assert "why" not in load(root).edition.chapters

    assert line_of(root, FACTS, 'id = "ul-chargers"') not in {f.line for f in findings(root, "fact.uncited")}


def test_a_printed_fact_whose_review_is_past_is_a_warning(root: Path) -> None:
    change(root, "cn-crim-213-215", "review_by", "2026-11-21")
    change(root, "cn-customs-ipr-31", "review_by", "2026-11-22")
    change(root, "ul-chargers", "review_by", "2026-11-01")

    (finding,) = findings(root, "fact.due")

    assert (finding.path, finding.line) == (FACTS, line_of(root, FACTS, 'id = "cn-crim-213-215"'))
    assert finding.severity is Severity.WARNING
    assert "before this edition (2026-11-22)" in finding.text
    assert f"templates/chapters/law.html:{line_of(root, 'templates/chapters/law.html', 'cn-crim-')}" in finding.text
