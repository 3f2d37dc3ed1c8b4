"""``content/phrases.toml``: what a visitor says or shows, in Chinese too."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

from handbook.config import fact_rules
from handbook.config.counts import read_one
from handbook.config.rules import IDENT, LONG, as_in_catalogs, no_percent
from handbook.config.toml.rows import File, Row
from handbook.language.typography import WORD_JOINER
from handbook.values.model import Fact, Phrase
from handbook.values.spelling import near

PAGES = ("buying", "price", "receipt", "trouble", "answers", "dates", "electric", "material", "shops")
"""Lists of phrases that are printed whole, in the order of the file."""


def read_phrases(file: File, facts: Mapping[str, Fact], facts_file: File) -> Mapping[str, Phrase]:
    """Return the phrases by their ids, in the order of the file."""
    phones = {name: number for fact in facts.values() for name, number in fact.phones.items()}
    digits = file.row().texts("digits", required=False)
    if digits and len(digits) != len(string.digits):
        file.row().fault("digits", "data.value", "'digits' must be ten texts: how 0 to 9 are read")
    phrases: dict[str, Phrase] = {}
    seen: dict[str, Row] = {}
    for row in file.rows("phrase", "digits"):
        cited = row.texts("facts", required=False)
        for number, fact in enumerate(cited) if not facts_file.is_unsure else ():
            row.refers("facts", fact, facts, ("fact.unknown", "fact"), (number,))
        values = {name for fact in cited if fact in facts for name in facts[fact].values}
        said = {key: row.text(key, like=LONG, required=key != "pinyin") for key in ("text", "han", "pinyin")}
        _check_said(row, said, (*phones, *values), is_sure=not facts_file.is_unsure)
        known = [facts[fact] for fact in cited if fact in facts]
        is_sure = not facts_file.is_unsure and len(known) == len(cited)
        one, counted = read_one(row, said["text"], known, is_sure=is_sure)
        phrase = Phrase(
            id=row.text("id", like=IDENT),
            text=as_in_catalogs(said["text"]),
            han=as_in_catalogs(said["han"]),
            pinyin=as_in_catalogs(
                fact_rules.fill(said["pinyin"], {n: _read_out(p, digits) for n, p in phones.items()})
            ),
            page=row.choice("page", PAGES, "", required=False),
            facts=cited,
            line=row.line("id"),
            text_one=as_in_catalogs(one),
            counts=counted,
        )
        row.known_only()
        row.once("id", phrase.id, "phrase", seen)
        phrases[phrase.id] = phrase
    return phrases


def _read_out(number: str, digits: tuple[str, ...]) -> str:
    """Return a telephone number as it is spelled when it is read, digit by digit: "yāo-yāo-líng".

    No line ends within a group: behind a hyphen that stands there readers hear one word, "yāoyāo".
    """
    names, hyphen = dict(zip(string.digits, digits, strict=False)), f"-{WORD_JOINER}"
    return " ".join(hyphen.join(names.get(digit, digit) for digit in group) for group in re.findall(r"\d+", number))


def _check_said(row: Row, said: Mapping[str, str], known: tuple[str, ...], *, is_sure: bool) -> None:
    """Find what a phrase names that is no value, or does not say in each of its scripts."""
    named = {name for text in said.values() for name in fact_rules.placeholders(text)}
    for key, text in said.items():
        no_percent(row, text, key)
        own = set(fact_rules.placeholders(text))
        for name in sorted(own - {*known}) if is_sure else ():
            fault = f"{name!r} is no telephone number and no value of its facts"
            row.fault(key, "phrase.value", fault, near(name, known))
        for name in sorted(named - own) if text else ():
            row.fault(key, "phrase.value", f"{key!r} does not say {{{name}}}, as the phrase does elsewhere")
