"""How a build tells what it does: a moving bar on a terminal, plain lines elsewhere, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from types import TracebackType
from typing import TYPE_CHECKING, Self

from handbook.ledger import FACTS, Entry
from handbook.report import Outcome, Report

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Display:
    """Shows jobs as they end, and the report."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.terminal = sys.stderr.isatty() and not as_json
        self.bar: Progress | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def started(self, count: int) -> None:
        """Show how many files will be made."""
        if self.terminal and count:
            # Imported here: where nothing is to be made, nothing moves.
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task("Building", total=count)
            self.bar.start()

    def ended(self, outcome: Outcome) -> None:
        """Show that a job ended."""
        if outcome.status == "unchanged" or self.as_json:
            return
        if self.bar and self.task is not None:
            self.bar.advance(self.task)
        else:
            print(f"{outcome.status}: {outcome.slug} ({outcome.seconds:.1f} s)", file=sys.stderr, flush=True)

    def report(self, report: Report, seconds: float) -> None:
        """Print findings to standard error and the table or JSON to standard output."""
        if self.as_json:
            print(json.dumps(_as_json(report, seconds), ensure_ascii=False, indent=2))
            return
        for finding in report.diagnostics:
            print(finding, file=sys.stderr)
        rows = [_row(outcome) for outcome in report.outcomes]
        if sys.stdout.isatty():
            _rich_table(report, rows)
        else:
            for row in [COLUMNS, *rows]:
                print("  ".join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True)).rstrip())
        counts = Counter(outcome.status for outcome in report.outcomes)
        print(", ".join(f"{count} {status}" for status, count in counts.items()) + f", {seconds:.1f} s")


def list_facts(entries: Sequence[Entry], day: date, revised: date, *, as_json: bool) -> None:
    """Print the ledger: what must be read again first, what nobody prints last."""
    if as_json:
        listed = {"day": str(day), "revised": str(revised), "facts": [_fact(entry) for entry in entries]}
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    due, before = sum(entry.due for entry in entries), sum(entry.fact.review_by < revised for entry in entries)
    print(f"{len(entries)} facts, {due} of them to be read again before {day} (marked !)")
    print(f"{before} of them had to be read again before {revised}, the day for which this edition holds")
    for is_printed, group in groupby(entries, lambda entry: bool(entry.uses)):
        if not is_printed:
            print("\nNot printed in this edition:")
        for entry in group:
            mark, fact = "!" if entry.due else " ", entry.fact
            print(f"{mark} {fact.review_by}  {fact.confidence:6}  {fact.id}  ({FACTS}:{fact.line})")
            places = [f"{use.chapter} ({use.path}:{use.line})" for use in entry.uses]
            places += [f"{name}: page {', '.join(map(str, numbers))}" for name, numbers in entry.pages.items()]
            print(*(f"      {place}\n" for place in places), sep="", end="")


def _fact(entry: Entry) -> dict[str, object]:
    fact = entry.fact
    return {
        "id": fact.id,
        "claim": entry.claim,
        "path": FACTS,
        "line": fact.line,
        "review_by": str(fact.review_by),
        "due": entry.due,
        "confidence": fact.confidence,
        "printed": [{"chapter": use.chapter, "path": use.path, "line": use.line} for use in entry.uses],
        "pages": dict(entry.pages),
    }


COLUMNS = ("language", "format", "status", "pages", "size", "time", "coverage")
WIDTHS = (10, 10, 10, 5, 9, 7, 8)


def _row(outcome: Outcome) -> tuple[str, ...]:
    artifact = outcome.artifact
    return (
        outcome.language,
        outcome.format,
        outcome.status,
        str(artifact.pages) if artifact else "-",
        f"{artifact.bytes / 1000:.0f} kB" if artifact else "-",
        f"{outcome.seconds:.1f} s",
        f"{outcome.coverage:.1%}",
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
            }
            for outcome in report.outcomes
        ],
        "findings": [finding.as_json() for finding in report.diagnostics],
    }
