"""``content/home_rules.toml``: what the visitors' own countries say of fakes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from handbook.config import fact_rules
from handbook.config.counts import read_one
from handbook.config.rules import LONG, as_in_catalogs, check_code, no_percent
from handbook.config.toml.rows import File, Row
from handbook.language import cldr
from handbook.values.model import Fact, HomeRule, Kind
from handbook.values.spelling import near

LONGEST = 8
"""So many words a country has in the list, which is read in one look."""
KINDS = ("forbidden", "limited", "tolerated", "unclear")


def read_home_rules(file: File, facts: Mapping[str, Fact], facts_file: File) -> tuple[HomeRule, ...]:
    """Return the rules of the visitors' countries, in the order of the file."""
    rules: list[HomeRule] = []
    seen: dict[str, Row] = {}
    for row in file.rows("rule"):
        country, cited = row.text("country"), row.texts("facts", required=False)
        check_code(row, "country", country, cldr.countries(), ("rule.country", "ISO 3166-1 alpha-2"))
        for number, fact in enumerate(cited) if not facts_file.is_unsure else ():
            is_known = row.refers("facts", fact, facts, ("fact.unknown", "fact"), (number,))
            if is_known and facts[fact].confidence == "low":
                row.fault("facts", "fact.low", *fact_rules.low_text(facts[fact], facts_file.path), (number,))
        text = row.text("text", like=LONG, required=False)
        row.once("country", country, "country", seen)
        no_percent(row, text)
        if (words := len(text.split())) > LONGEST:
            row.fault("text", "rule.length", f"'text' has {words} words, more than {LONGEST}", "Say the rule alone.")
        is_sure = not facts_file.is_unsure and all(fact in facts for fact in cited)
        for name in re.findall(r"\{(\w+)\}", text) if is_sure else ():
            _check_value(row, name, [facts[fact] for fact in cited])
        one, counted = read_one(row, text, [facts[fact] for fact in cited if fact in facts], is_sure=is_sure)
        kind = cast("Kind", row.choice("kind", KINDS, "unclear"))  # choice() returns a member of KINDS
        # In catalogs a placeholder looks the same everywhere: %(name)s.
        rules.append(
            HomeRule(country, kind, as_in_catalogs(text), as_in_catalogs(one), counted, cited, row.line("country"))
        )
        if row.known_only() and text and not cited:
            row.fault("text", "rule.source", "a text needs at least one fact", 'Add a line: facts = ["..."]')
    return tuple(rules)


def _check_value(row: Row, name: str, cited: Sequence[Fact]) -> None:
    """Tell a value that no cited fact has."""
    if not any(name in fact.values for fact in cited):
        known = sorted({key for fact in cited for key in fact.values})
        row.fault("text", "rule.value", f"no cited fact has a value {name!r}", near(name, known))
