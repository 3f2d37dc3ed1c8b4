"""The language that a browser asks for (RFC 9110, 12.5.4; RFC 4647, 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.values.model import Language

LONGEST = 500
"""So many characters of a header are read."""
_RANGE = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=(\d(?:\.\d{1,3})?))?")


def spoken(header: str, languages: Iterable[Language], otherwise: Language) -> Language:
    """Return the language that a reader likes best of some."""
    ranges = [(float(quality or 1), tag.lower()) for tag, quality in _RANGE.findall(header[:LONGEST])]
    known = list(languages)
    for quality, tag in sorted(ranges, key=lambda each: -each[0]):
        if quality and (found := _best(tag, known)):
            return found
    return otherwise


def _best(tag: str, known: Iterable[Language]) -> Language | None:
    """Return the language of a tag, or one that begins as it does: zh-CN takes zh-Hans."""
    by_tag = {each.tag.lower(): each for each in known}
    first = tag.partition("-")[0]
    near = (each for name, each in by_tag.items() if name.partition("-")[0] == first)
    return by_tag.get(tag) or next(near, None)
