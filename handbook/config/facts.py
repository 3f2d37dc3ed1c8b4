"""``content/facts.toml``: the ledger of facts, with their values, telephone numbers and sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from handbook.config import fact_rules
from handbook.config.edition import AHEAD
from handbook.config.rules import HOST, IDENT, LONG, PHONE_SIGNS, check_code, check_phone, check_tag
from handbook.config.toml.rows import File, NumberRule, Row, TextRule
from handbook.language import cldr
from handbook.values.model import Confidence, Fact
from handbook.values.spelling import near

CONFIDENCES = ("high", "medium", "low")
FACT_KEYS = frozenset(
    {"id", "claim", "legal_basis", "title", "title_language", "title_han", "publisher", "publisher_han", "address",
     "date", "confidence",
     "verified_on", "review_by", "note", "phone", "spoken"}
)  # fmt: skip
JUDGED = frozenset({"claim", "phone"})
"""Keys of a fact that are judged together with its values: of one that is faulty no consequences are told."""
VALUES = {
    r".*_percent": NumberRule(0, 100, "per cent", over=True),
    r".*_year": NumberRule(1900, 2100, "years", whole=True),
    r"days|.*_days": NumberRule(1, 36_600, "days", whole=True),
    r".*": NumberRule(0, 1e15, over=True),
}
"""Of numbers in facts, by their names; the first that fits."""
POINT = re.compile(r"=\s*(\d[\d_]*\.\d{3}|\d+\.0+)(?!\d)")
"""A number in which the point may be meant to part thousands."""
CLAIM = TextRule(longest=1500)
FREE = TextRule(longest=4000, may_be_empty=True)
ADDRESS = TextRule(
    "https?://" + HOST + r"(?:[/?#]\S*)?",
    "Write the whole address, as a browser shows it: https://www.association.org/page",
    longest=500,
    may_be_empty=True,
)
LONGEST_REVIEW = timedelta(days=3653)


def read_facts(file: File, last: date) -> Mapping[str, Fact]:
    """Return the facts by their ids; ``last`` is the last day on which a source may have been read."""
    facts: dict[str, Fact] = {}
    seen: dict[str, Row] = {}
    owners: dict[str, Row] = {}
    rows = list(file.rows("fact"))
    names = Counter(key for row in rows for key in row.table)
    made: list[tuple[Row, Fact]] = []
    for row in rows:
        ident = row.text("id", like=IDENT)
        verified = row.day("verified_on", date(2000, 1, 1), last, last - AHEAD)
        phones = row.named_texts("phone")
        for name in phones:
            row.once("phone", name, "telephone", owners)
        fact = Fact(
            id=ident,
            claim=row.text("claim", like=CLAIM),
            phones=phones,
            title=row.text("title"),
            title_language=row.text("title_language", "en", required=False),
            publisher=row.text("publisher"),
            han=(row.text("title_han", required=False), row.text("publisher_han", required=False)),
            date=_source_date(row, verified),
            confidence=cast("Confidence", row.choice("confidence", CONFIDENCES, "low")),  # a member of CONFIDENCES
            verified_on=verified,
            review_by=row.day("review_by", verified, verified + LONGEST_REVIEW, verified),
            line=row.line("id"),
            spoken=row.texts("spoken", required=False),
            # Last: what is missing by then may be there with a slip.
            values=_amounts(row, names),
        )
        check_tag(row, "title_language", fact.title_language)
        for number, tag in enumerate(fact.spoken):
            check_tag(row, "spoken", tag, (number,))
        for key, kind in (("address", ADDRESS), ("legal_basis", LONG), ("note", FREE)):
            row.text(key, like=kind, required=False)
        row.once("id", ident, "fact", seen)
        facts[ident] = fact
        made.append((row, fact))
    return _with_phones(made, facts)


def _with_phones(rows: Sequence[tuple[Row, Fact]], facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Return the facts with their telephone numbers whole, and find the claims that do not fit their values.

    Of a fact whose values are in doubt the claim is not judged, and nobody is told that one of its names is unknown.
    """
    phones = fact_rules.phones_of(facts.values())
    owners = Counter(name for _, fact in rows for name in fact.phones)
    unsure = [fact for row, fact in rows if _is_unsure(row) or any(owners[name] > 1 for name in fact.phones)]
    renamed = [fact for _, fact in rows if fact_rules.unsaid(fact)]
    lost = {name for fact in (*unsure, *renamed) for name in fact_rules.unknown(fact, phones)}
    _check_phones(rows, phones, lost)
    for row, fact in rows:
        if fact not in unsure and not _is_unsure(row):
            for text, hint in fact_rules.claim_faults(fact, phones, lost):
                row.fault("claim", "fact.claim", text, hint)
        row.file.is_unsure |= _is_unsure(row)
    return {name: replace(fact, phones={key: phones[key] for key in fact.phones}) for name, fact in facts.items()}


def _is_unsure(row: Row) -> bool:
    """Whether a value, a telephone number or the claim of a fact is faulty."""
    return not row.faulty <= FACT_KEYS - JUDGED


def _check_phones(rows: Sequence[tuple[Row, Fact]], phones: Mapping[str, str], lost: Collection[str]) -> None:
    """Tell what is no telephone number; of those that contain another, whole, if that one is sound."""
    own = [(row, name, fact_rules.placeholders(number)) for row, fact in rows for name, number in fact.phones.items()]
    faulty = {*lost}
    for row, name, inside in sorted(own, key=lambda each: bool(each[2])):
        if faulty & {*inside} or name in row.faulty:
            continue
        for other in (unknown := [other for other in inside if other not in phones]):
            row.fault("phone", "fact.phone", f"no telephone number is named {other!r}", near(other, (*phones,)))
        if not unknown and not check_phone(row, "phone", phones[name], name):
            faulty.add(name)


def _amounts(row: Row, names: Counter[str]) -> Mapping[str, float | str | date]:
    """Return the values of a fact: every key that is none of its own.

    ``names`` counts the keys of all facts: a name of one fact alone that is nearly that of others is a slip, unless the
    claim says it too.
    """
    said = fact_rules.placeholders(str(row.table.get("claim")))
    made: dict[str, float | str | date] = {}
    for key in (key for key in row.table if key not in FACT_KEYS):
        if (names[key] == 1 and key not in said) and (
            known := [name for name in {*names, *FACT_KEYS} if name != key and _is_slip(key, name)]
        ):
            row.unknown(key, known)
        elif not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            row.fault(key, "data.key-unknown", f"the key {key!r} is no name", "Write small letters, digits and _.")
        elif (value := _amount(row, key)) is not None:
            made[key] = value
    if isinstance(made.get("currency"), str):
        check_code(row, "currency", str(made["currency"]), cldr.currencies(), ("data.currency", "ISO 4217"))
    for least, most in (("_min", "_max"), ("_low", "_high")):
        for key, low in made.items():
            high = made.get(key.replace(least, most))
            if least in key and isinstance(low, int | float) and isinstance(high, int | float) and low > high:
                row.fault(key, "data.value", f"{key!r} is {low}, more than {key.replace(least, most)!r} ({high})",
                          "Exchange or correct them.")  # fmt: skip
    return made


def _amount(row: Row, key: str) -> float | str | date | None:
    """Return a value of a fact: a number, a text or a date."""
    value = row.table[key]
    if isinstance(value, str):
        return _written(row, key)
    if isinstance(value, date):
        return row.day(key, date(1900, 1, 1), date(2100, 12, 31), date(2000, 1, 1))
    if isinstance(value, float) and _has_points(row.file.text) and (shown := POINT.search(row.written(key))):
        plain = shown[1].replace(".", "") if len(shown[1].partition(".")[2]) == len("000") else f"{value:.0f}"
        text = f"{key!r} is {shown[1]}, in which the point begins a fraction; it reads as {value:g}"
        row.fault(key, "data.value", text, f"Write whole numbers without a sign for thousands: {key} = {plain}")
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        kind = next(kind for pattern, kind in VALUES.items() if re.fullmatch(pattern, key))
        number = row.number(key, kind, 1)
        return int(number) if isinstance(value, int) else number
    row.fault(key, "data.type", f"{key!r} must be a number, a text or a date", "Facts have no lists or tables.")
    return None


@lru_cache(maxsize=1)
def _has_points(text: str) -> bool:
    """Whether a file has numbers of that form: only then need anybody look where each of its keys stands."""
    return bool(POINT.search(text))


def _written(row: Row, key: str) -> str | None:
    """Return a value that is written as a text: a currency, a month or a telephone line of old."""
    text = row.text(key)
    if not text or key == "currency" or fact_rules.month_of(text):
        return text or None
    if key.endswith("line") and re.fullmatch(PHONE_SIGNS.pattern, text):
        return text
    is_number = re.fullmatch(r"\d+(\.\d+)?", text)
    shown = f"{key} = {text}" if is_number else "500, or as a date: 2027-01-01"
    hint = f"Write it without quotation marks, as a number: {shown}"
    row.fault(key, "data.type", f"{key!r} is the text {text!r}, no number and no date", hint)
    return None


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two that changed places."""
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    rest, rest_of_other = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(rest), len(rest_of_other)) <= 1 or (len(rest) == 2 and rest == rest_of_other[::-1])  # noqa: PLR2004


def _alike(one: str, other: str) -> int:
    """Return how many letters two words begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _source_date(row: Row, verified: date) -> str:
    """Return the date of a source, as far as it is known; it cannot lie after the day on which it was read."""
    dated = row.text("date", like=TextRule(may_be_empty=True), required=False)
    if not dated:
        return ""
    hint = "Write YYYY, YYYY-MM or YYYY-MM-DD."
    try:
        day = (
            date.fromisoformat(dated + "0000-01-01"[len(dated) :])
            if re.fullmatch(r"\d{4}(-\d\d){0,2}", dated)
            else None
        )
    except ValueError:
        day, hint = None, "There is no such day."
    if day is None:
        row.fault("date", "data.value", f"'date' is {dated!r}", hint)
    elif not date(1800, 1, 1) <= day <= verified:
        text = f"'date' is {dated!r}, but must lie between 1800 and the day on which the source was read ({verified})"
        row.fault("date", "data.value", text, "Correct the year.")
    return dated
