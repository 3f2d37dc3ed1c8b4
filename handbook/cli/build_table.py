"""What a build prints at its end: findings, a table of its files, or all of it as JSON for machines."""

from __future__ import annotations

import json
import sys
from collections import Counter

from handbook.cli.columns import aligned
from handbook.cli.findings import tell
from handbook.values.report import Outcome, Report

COLUMNS = ("language", "format", "status", "pages", "size", "time", "coverage", "untranslated")


def show(report: Report, seconds: float, *, as_json: bool) -> None:
    """Print findings to standard error and the table or JSON to standard output."""
    if as_json:
        print(json.dumps(_as_json(report, seconds), ensure_ascii=False, indent=2))
        return
    tell(report.diagnostics, every=True)
    rows = [_row(outcome) for outcome in report.outcomes]
    if sys.stdout.isatty():
        _rich_table(report, rows)
    else:
        print("\n".join(aligned([COLUMNS, *rows])))
    for path in report.removed:
        print(f"removed: {path}")
    counts = Counter(outcome.status for outcome in report.outcomes)
    print(", ".join(f"{count} {status}" for status, count in counts.items()) + f", {seconds:.1f} s")


def _row(outcome: Outcome) -> tuple[str, ...]:
    artifact = outcome.artifact
    return (
        outcome.language,
        outcome.format,
        outcome.status,
        str(artifact.pages) if artifact else "-",
        f"{artifact.bytes / 1000:.0f} kB" if artifact else "-",
        f"{outcome.seconds:.1f} s",
        "-" if outcome.status == "refused" else f"{outcome.coverage:.1%}",
        str(outcome.untranslated or "-"),
    )


def _rich_table(report: Report, rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=report.edition, title_justify="left")
    for name in COLUMNS:
        table.add_column(name, justify="left" if name in COLUMNS[:3] else "right")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _as_json(report: Report, seconds: float) -> dict[str, object]:
    return {
        "edition": report.edition,
        "seconds": round(seconds, 2),
        "files": [
            {
                "language": outcome.language,
                "format": outcome.format,
                "status": outcome.status,
                "path": outcome.artifact.path if outcome.artifact else None,
                "pages": outcome.artifact.pages if outcome.artifact else None,
                "bytes": outcome.artifact.bytes if outcome.artifact else None,
                "seconds": round(outcome.seconds, 2),
                "coverage": outcome.coverage,
                "untranslated": outcome.untranslated,
            }
            for outcome in report.outcomes
        ],
        "removed": list(report.removed),
        "findings": [finding.as_json() for finding in report.diagnostics],
    }
