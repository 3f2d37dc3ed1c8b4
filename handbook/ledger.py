"""What the makers must know of the fact ledger: what may not be printed, what is due, what nobody uses; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.diagnostics import Diagnostic, Severity, error, warning
from handbook.model import Fact, Project, Use

FACTS, HOME_RULES = "handbook/data/facts.toml", "handbook/data/home_rules.toml"


def faults(project: Project, uses: Iterable[Use]) -> tuple[Diagnostic, ...]:
    """Return an error for each use of a fact of low confidence, and a warning for each used fact that is due."""
    used = sorted(uses)
    low = [error(use.path, use.line, "fact.low", *low_text(project.facts[use.fact])) for use in used
           if project.facts[use.fact].confidence == "low"]  # fmt: skip
    return *low, *due(project, used, Severity.WARNING)


def low_text(fact: Fact) -> tuple[str, str]:
    """Return what is wrong with a use of a fact of low confidence, and the remedy."""
    return (
        f"fact {fact.id!r} has confidence 'low' and may not be printed",
        f"Leave it out, or find a better source and raise its confidence ({FACTS}:{fact.line}).",
    )


def due(project: Project, uses: Iterable[Use], severity: Severity) -> tuple[Diagnostic, ...]:
    """Return a finding for each used fact whose review lies before the day for which the contents hold."""
    places: dict[str, Use] = {}
    for use in sorted(uses):
        places.setdefault(use.fact, use)
    revised = project.edition.revised
    return tuple(
        Diagnostic(
            FACTS, fact.line, severity, "fact.due",
            f"fact {name!r} had to be read again by {fact.review_by}, before this edition ({revised}); "
            f"it is printed by {use.path}:{use.line}",
            "Read its source again and set verified_on and review_by, or leave the fact out.",
        )
        for name, use in places.items()
        if (fact := project.facts[name]).review_by < revised
    )  # fmt: skip


def uncited(project: Project, named: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return a warning for each fact that no template and no home rule names."""
    return tuple(
        warning(FACTS, fact.line, "fact.uncited", f"no template and no home rule uses fact {fact.id!r}",
                "Cite it, or remove it from the ledger.")
        for fact in project.facts.values()
        if fact.id not in set(named)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in the list for the makers."""

    fact: Fact
    due: bool
    uses: tuple[Use, ...]
    """In the order of files and lines; empty if the edition does not print it."""
    pages: Mapping[str, tuple[int, ...]]
    """Pages of the finished files that cite it, by format; without those that were not built."""


def entries(
    project: Project, uses: Iterable[Use], pages: Mapping[str, Mapping[str, tuple[int, ...]]], day: dt.date
) -> tuple[Entry, ...]:
    """Return every fact: those that are printed by date of review, then those that are not.

    ``pages`` maps format and fact to pages; a fact is due if its review lies before ``day``.
    """
    places: dict[str, list[Use]] = {name: [] for name in project.facts}
    for use in sorted(uses):
        places[use.fact].append(use)
    made = [
        Entry(
            fact=fact,
            due=fact.review_by < day,
            uses=tuple(places[fact.id]),
            pages={format_: found[fact.id] for format_, found in sorted(pages.items()) if fact.id in found},
        )
        for fact in project.facts.values()
    ]
    return tuple(sorted(made, key=lambda entry: (not entry.uses, entry.fact.review_by, entry.fact.id)))
