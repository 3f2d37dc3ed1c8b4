"""``build.py facts``: the fact ledger, what must be read again when and where it is printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.cli import reading, selecting
from handbook.cli.arguments import day
from handbook.cli.findings import tell
from handbook.values.diagnostics import counted

if TYPE_CHECKING:
    from handbook.config.fact_rules import DueEntry
    from handbook.values.model import Project

PLACE = 30
HELP = "the fact ledger: what must be read again when, and where it is printed"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--due",
        type=day,
        metavar="DATE",
        help="mark what must be read again before this day (2027-01-01); without it, before today",
    )
    parser.add_argument("--json", action="store_true", help="list as JSON on standard output")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the ledger; return 1 if a template hides what it prints."""
    from handbook.build import survey
    from handbook.cli import progress

    texts = reading.manuscript(arguments)
    due = arguments.due or selecting.today()
    with progress.shown(quiet=arguments.json) as say:
        say("Looking where the facts are printed")
        entries, findings = survey.facts(texts, due)
    if tell(findings, every=True):
        return 1
    _list(texts.project, entries, due, as_json=arguments.json)
    return 0


def _list(project: Project, entries: Sequence[DueEntry], day: date, *, as_json: bool) -> None:
    """Print the ledger: what must be read again first, what nobody prints last."""
    from handbook.config.fact_rules import FACTS

    revised = project.edition.revised
    if as_json:
        listed = {"day": str(day), "revised": str(revised), "facts": [_fact(project, entry) for entry in entries]}
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    due, before = sum(entry.due for entry in entries), sum(entry.fact.review_by < revised for entry in entries)
    print(f"{counted(len(entries), 'fact')}, {due} of them to be read again before {day} (marked !)")
    print(f"{before} of them had to be read again before {revised}, the day for which this edition holds")
    for is_printed, group in groupby(entries, lambda entry: bool(entry.uses)):
        if not is_printed:
            print("\nNot printed in this edition:")
        for entry in group:
            mark, fact = "!" if entry.due else " ", entry.fact
            print(
                f"{mark} {fact.review_by}  {fact.confidence:6}  {fact.id}  ({project.content_file(FACTS)}:{fact.line})"
            )
            places = [f"{use.chapter} ({use.path}:{use.line})" for use in entry.uses]
            places += [f"{name}: page {', '.join(map(str, numbers))}" for name, numbers in entry.pages.items()]
            print(*(f"      {place}\n" for place in places), sep="", end="")


def _fact(project: Project, entry: DueEntry) -> dict[str, object]:
    from handbook.config.fact_rules import FACTS

    fact = entry.fact
    return {
        "id": fact.id,
        "claim": entry.claim,
        "path": project.content_file(FACTS),
        "line": fact.line,
        "review_by": str(fact.review_by),
        "due": entry.due,
        "confidence": fact.confidence,
        "printed": [{"chapter": use.chapter, "path": use.path, "line": use.line} for use in entry.uses],
        "pages": dict(entry.pages),
    }
