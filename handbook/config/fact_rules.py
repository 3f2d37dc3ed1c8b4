"""What the makers must know of the fact ledger: what may not be printed, what is due, what nobody uses; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.values.diagnostics import Diagnostic, Severity, error, warning
from handbook.values.model import Fact, Project, Use

FACTS, HOME_RULES, PHRASES = "facts.toml", "home_rules.toml", "phrases.toml"
"""Files of staff's folder."""
PICTURE = "drawing.value"
"""Code of a picture that shows other values than the ledger has: an error in a release."""
MONEY = frozenset({"limit", "limit_other", "minimum", "minimum_before", "fine_min", "fine_max", "turnover", "worth"})
"""Values that data files print as an amount, where their fact has a currency."""
SOURCE_DATE = "date"
"""What templates call the date of a fact's source, beside its values."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NAMES = rf"(?:{'|'.join(_MONTHS)})"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_REFERENCE = re.compile(r"\b(?:Arts?|Nos?)\. \d[\d()]*(?:(?:, | and )\d[\d()]*)*")
_DATE = re.compile(rf"\b(?:(?:\d\d?-)?\d\d? )?{_NAMES} \d{{4}}\b|(?<![A-Z]{{3}} )\b(?:19|20)\d\d\b")
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|"
    "twice|thrice|double|triple|dozen|half"
)
_NUMBER = re.compile(rf"(?<![\d.,])\d++(?:[.,]\d++)*+(?![A-Z]\b)|\b(?i:{_WORDS})\b")
_LONG = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*")
_OWN = 3
"""From so many digits on a number is one that hardly stands for two things."""
_VAGUE = re.compile(r"\bone or two\b", re.IGNORECASE)


def faults(project: Project, uses: Iterable[Use]) -> tuple[Diagnostic, ...]:
    """Return an error for each use of a fact of low confidence."""
    return tuple(
        error(use.path, use.line, "fact.low", *low_text(project.facts[use.fact], project.content_file(FACTS)))
        for use in sorted(uses)
        if project.facts[use.fact].confidence == "low"
    )


def low_text(fact: Fact, ledger: str) -> tuple[str, str]:
    """Return what is wrong with a use of a fact of low confidence, and the remedy; ``ledger`` names the facts' file."""
    return (
        f"fact {fact.id!r} has confidence 'low' and may not be printed",
        f"Leave it out, or find a better source and raise its confidence ({ledger}:{fact.line}).",
    )


def due(
    project: Project, uses: Iterable[Use], day: dt.date | None, severity: Severity
) -> tuple[Diagnostic, ...]:  # fmt: skip
    """Return a finding for each used fact whose review is past.

    That is before ``day``, on which it is asked, or before the day for which the contents hold, whichever is later;
    without a day, before the latter. Kept with no file: what it finds depends on the clock.
    """
    places: dict[str, Use] = {}
    for use in sorted(uses):
        places.setdefault(use.fact, use)
    revised = project.edition.revised
    is_today = day is not None and day > revised
    limit, name_of_limit = (day, "today") if is_today and day else (revised, "the day for which this edition holds")
    return tuple(
        Diagnostic(
            project.content_file(FACTS), fact.line, severity, "fact.due",
            f"fact {name!r} had to be read again by {fact.review_by}, before {name_of_limit} ({limit}); "
            f"it is printed by {use.path}{f':{use.line}' if use.line else ''}",
            "Read its source again and set verified_on and review_by, or leave the fact out.",
        )
        for name, use in places.items()
        if (fact := project.facts[name]).review_by < limit
    )  # fmt: skip


def claim(fact: Fact, phones: Mapping[str, str]) -> str:
    """Return the claim with its values, in plain English; ``phones`` are those of the whole ledger."""
    return fill(fact.claim, {**phones, **{key: plain(key, value) for key, value in fact.values.items()}})


def plain(key: str, value: float | str | dt.date) -> str:
    """Return a value as a maker reads it: "1,000", "2026", "8 April 2025", "December 2016"."""
    if isinstance(value, dt.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, str):
        month = month_of(value)
        return f"{_MONTHS[month.month - 1]} {month.year}" if month else value
    return str(value) if is_year(key) else f"{value:,}"


def is_year(key: str) -> bool:
    """Whether a value is a year, by the name of its key."""
    return key == "year" or key.endswith("_year")


def is_money(fact: Fact, key: str) -> bool:
    """Whether texts of data files print a value as an amount in the fact's currency."""
    return key in MONEY and isinstance(fact.values.get("currency"), str)


def counts(fact: Fact, key: str) -> bool:
    """Whether texts of data files print a value as a number of things: no amount of money, share, year or date."""
    is_other = is_money(fact, key) or is_year(key) or key.endswith("percent")
    return isinstance(fact.values[key], int | float) and not is_other


def month_of(value: object) -> dt.date | None:
    """Return the first day of a month that is written as "2016-12"; None for anything else."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value) if isinstance(value, str) else None
    return dt.date(int(found[1]), int(found[2]), 1) if found else None


def phones_of(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Return every telephone number of the ledger by its name, whole: one may stand in another as {name}."""
    written = {name: number for fact in facts for name, number in fact.phones.items()}
    return {name: fill(number, written) for name, number in written.items()}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with values in place of their names in curly brackets; what has no value stays."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names that stand in curly brackets."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def unknown(fact: Fact, phones: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names in a claim that are no value of its fact and no telephone number."""
    return tuple(name for name in placeholders(fact.claim) if not (name in fact.values or name in phones))


def unsaid(fact: Fact) -> tuple[str, ...]:
    """Return the values and telephone numbers of a fact that its claim does not name."""
    return tuple(sorted({*fact.values, *fact.phones} - {*placeholders(fact.claim)}))


def claim_faults(fact: Fact, phones: Mapping[str, str], lost: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a claim and the remedy: it names every value of its fact, and no number beside them.

    So a claim cannot say one thing and the pages another. Articles and numbers of laws may stand in it, and dates where
    no date is a value of the fact. A value that it does not say beside a name that is none is that value under another
    name: told once. ``lost`` are names that are missing for a reason that is told of another fact.
    """
    wrong = unknown(fact, phones)
    for name in wrong:
        if name not in lost or unsaid(fact):
            choices = ", ".join(sorted({*fact.values, *fact.phones})) or "none"
            yield f"the claim has {{{name}}}, which is no value of the fact", f"Its values: {choices}."
    for name in unsaid(fact) if not wrong else ():
        yield (
            f"the claim does not say {name!r}, which is a value of the fact",
            f"Write {{{name}}} in the claim where the number stands, or remove the value.",
        )
    for number in literal_numbers(fact):
        yield (
            f"{number!r} stands in the claim and is no value of the fact",
            "Give it a line of its own, as in days = 7, and write {days} in the claim.",
        )


def literal_numbers(fact: Fact) -> list[str]:
    """Return the numbers that stand in a claim themselves, in digits or as a word."""
    text = _VAGUE.sub("", _REFERENCE.sub("", _PLACEHOLDER.sub("", fact.claim)))
    has_date = any(isinstance(v, dt.date) or month_of(v) or is_year(key) for key, v in fact.values.items())
    return _NUMBER.findall(text if has_date else _DATE.sub("", text))


def twice(project: Project, path: str, line: int, text: str) -> tuple[Diagnostic, ...]:
    """Return a warning for each telephone number or larger value of the ledger that a text has itself.

    Such a text would keep the old number when the ledger has a new one. Years are left out: they are nobody's own.
    """
    found = {digits for match in _LONG.finditer(text) if len(digits := re.sub(r"\D", "", match[0])) >= _OWN}
    if not found:
        return ()
    return tuple(
        warning(
            path, line, "fact.twice", f"the text has {digits} itself, which is {key!r} of fact {fact.id!r}",
            "Put a placeholder there that takes it from the ledger, so that the two stay the same.",
        )
        for fact in project.facts.values()
        for key, digits in _digits(fact)
        if digits in found
    )  # fmt: skip


def _digits(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the telephone numbers and amounts of a fact, as digits."""
    for key, value in (*fact.phones.items(), *fact.values.items()):
        if isinstance(value, str) and key in fact.phones:
            yield key, re.sub(r"\D", "", value)
        elif isinstance(value, int | float) and not is_year(key):
            yield key, f"{value:g}" if value < 10**_OWN else f"{value:.0f}"


def uncited(project: Project, named: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return a warning for each fact that no template and no home rule names."""
    ledger = project.content_file(FACTS)
    return tuple(
        warning(ledger, fact.line, "fact.uncited", f"no template and no home rule uses fact {fact.id!r}",
                "Cite it, or remove it from the ledger.")
        for fact in project.facts.values()
        if fact.id not in set(named)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A fact in the list for the makers."""

    fact: Fact
    claim: str
    """With its values."""
    due: bool
    uses: tuple[Use, ...]
    """In the order of files and lines; empty if the edition does not print it."""
    pages: Mapping[str, tuple[int, ...]]
    """Pages of the finished files that cite it, by format; without those that were not built."""


def entries(
    project: Project, uses: Iterable[Use], pages: Mapping[str, Mapping[str, tuple[int, ...]]], day: dt.date
) -> tuple[DueEntry, ...]:
    """Return every fact: those that are printed by date of review, then those that are not.

    ``pages`` maps format and fact to pages; a fact is due if its review lies before ``day``.
    """
    phones = phones_of(project.facts.values())
    places: dict[str, list[Use]] = {name: [] for name in project.facts}
    for use in sorted(uses):
        places[use.fact].append(use)
    made = [
        DueEntry(
            fact=fact,
            claim=claim(fact, phones),
            due=fact.review_by < day,
            uses=tuple(places[fact.id]),
            pages={format_: found[fact.id] for format_, found in sorted(pages.items()) if fact.id in found},
        )
        for fact in project.facts.values()
    ]
    return tuple(sorted(made, key=lambda entry: (not entry.uses, entry.fact.review_by, entry.fact.id)))
