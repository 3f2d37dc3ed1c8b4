"""What a language is written with, by CLDR: the letters that its fonts must have, and the signs beside them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import icu

from handbook.language.tags import script_of


def letters(tag: str) -> frozenset[str]:
    """Return the letters and vowel signs of a language, small and capital; none if CLDR does not tell."""
    small = _row(tag)[0]
    # Georgian has capitals that no sentence begins with: they are none in title case either.
    return small | {letter for each in small if each.title() != each for letter in each.title()}


def signs(tag: str) -> frozenset[str]:
    """Return the punctuation, digits and signs of numbers of a language."""
    return _row(tag)[1]


def full_stops(tag: str) -> frozenset[str]:
    """Return the signs that end a statement in a language beside the full stop: the danda, the khan."""
    return frozenset(sign for sign in signs(tag) if sign != "." and _ends_statements(sign))


def _ends_statements(sign: str) -> bool:
    """Whether a sign ends sentences (Unicode's Sentence_Terminal) that ask nothing and do not cry out."""
    name = unicodedata.name(sign, "")
    asks = "QUESTION" in name or "EXCLAMATION" in name
    return not asks and bool(icu.Char.hasBinaryProperty(sign, icu.UProperty.S_TERM))


def _row(tag: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the row of the tag, or of the language in the same script."""
    rows, parts = _rows(), tag.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        if name in rows and script_of(name) == script_of(tag):
            first, second = rows[name]
            return _members(first), _members(second)
    named = f"{parts[0]}-{script_of(tag)}"
    first, second = rows.get(named, ("", ""))
    return _members(first), _members(second)


@cache
def _rows() -> Mapping[str, tuple[str, str]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {tag: (first, second) for tag, (first, second) in tomllib.loads(text).items()}


def _members(short: str) -> frozenset[str]:
    """Return the characters of a text in which "a-d" stands for a, b, c, d."""
    found: set[str] = set()
    for match in re.finditer("(.)-(.)|(.)", short, re.DOTALL):
        found |= set(map(chr, range(ord(match[1]), ord(match[2]) + 1))) if match[1] else {match[3]}
    return frozenset(found)
