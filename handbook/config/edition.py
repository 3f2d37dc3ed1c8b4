"""``content/edition.toml``: which edition is made, what is in it, and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from handbook.config.conditions import chosen_condition
from handbook.config.rules import IDENT, PAPERS
from handbook.config.toml.rows import File, NumberRule, Row
from handbook.values.model import Condition, Edition, Language

NUMBER_OF_EDITION = NumberRule(1, 999, whole=True)
PRINT_RUN = NumberRule(1, 10_000_000, "copies", whole=True)
CALIPER = NumberRule(0.03, 0.6, "mm")
AHEAD = timedelta(days=366)
"""How far a source may have been read after the day for which the contents hold: the next edition is in the making."""


def read_edition(
    root: Path,
    file: File,
    conditions: Mapping[str, Condition],
    languages: Mapping[str, Language],
    files: Mapping[str, File],
) -> Edition:
    """Return the edition; ``files`` are all data files by their stems: what refers to one in doubt is not judged."""
    row = file.row()
    available = tuple(path.stem for path in (root / "templates/chapters").glob("*.html"))
    chapters = row.texts("chapters", least=1)
    for number, chapter in enumerate(chapters):
        row.refers("chapters", chapter, available, ("edition.chapter", "chapter"), (number,))
    companions = row.texts("companions")
    for number, tag in enumerate(companions) if not files["languages"].is_unsure else ():
        row.refers("companions", tag, languages, ("edition.language", "language"), (number,))
    ident = row.text("id", like=IDENT)
    edition = Edition(
        id=ident,
        number=row.whole("number", NUMBER_OF_EDITION, 1),
        revised=_revised(row, ident),
        chapters=chapters,
        print_run=row.whole("print_run", PRINT_RUN, 0, required=False),
        paper=row.choice("paper", PAPERS, "iso", required=False),
        caliper_mm=row.number("caliper_mm", CALIPER, 0.1, required=False),
        condition=chosen_condition(root, row, conditions, files["print_conditions"]),
        companions=companions,
        ticket_language=_ticket_language(row, languages, files["languages"]),
    )
    row.known_only()
    return edition


def _revised(row: Row, ident: str) -> date:
    """Return the day for which the contents hold; an edition is named by year and month, so it cannot be far off."""
    first, last = date(2020, 1, 1), date(2099, 12, 31)
    if named := re.fullmatch(r"(20[2-9]\d)-(\d\d)", ident):
        year = int(named[1])
        first, last = max(first, date(year - 1, 1, 1)), min(last, date(year + 1, 12, 31))
        if not 1 <= int(named[2]) <= 12:  # noqa: PLR2004  # months
            row.fault(
                "id", "data.value", f"'id' is {ident!r}: there is no such month", "Write year and month: 2026-11."
            )
    return row.day("revised", first, last, first)


def last_day_of_sources(file: File) -> date:
    """Return the last day on which a source may have been read; where the edition's own is in doubt, any."""
    row, before = file.row(), len(file.faults)
    revised = _revised(row, row.text("id", like=IDENT))  # asked again for the edition; what is told twice is told once
    return revised + AHEAD if len(file.faults) == before else date(2100, 12, 31)


def _ticket_language(row: Row, languages: Mapping[str, Language], file: File) -> str:
    tag, first = row.text("ticket_language"), next(iter(languages), "")
    if file.is_unsure:
        return first
    is_known = row.refers("ticket_language", tag, languages, ("edition.language", "language"))
    return tag if is_known else first
