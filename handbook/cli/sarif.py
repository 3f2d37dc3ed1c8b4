"""Findings as SARIF 2.1.0, which continuous integration shows beside the lines they concern; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handbook.values.diagnostics import Diagnostic

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(findings: Iterable[Diagnostic], version: str) -> Mapping[str, object]:
    """Return a SARIF log with one run; the same findings give the same log."""
    ordered = sorted(findings)
    rules = [{"id": code} for code in sorted({finding.code for finding in ordered})]
    driver = {"name": "handbook", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(f) for f in ordered]}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Diagnostic) -> Mapping[str, object]:
    text = f"{finding.text}\n{finding.hint}" if finding.hint else finding.text
    place: dict[str, object] = {"artifactLocation": {"uri": finding.path}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
