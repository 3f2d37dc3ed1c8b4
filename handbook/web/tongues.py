"""The language that a browser asks for (RFC 9110, 12.5.4; RFC 4647, 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handbook.language import tags
from handbook.values.model import Language

LONGEST, MOST = 500, 20
"""So many characters of a header are read, and so many languages."""
_RANGE = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=(\d(?:\.\d{1,3})?))?")


def spoken(header: str, languages: Iterable[Language], otherwise: Language) -> Language:
    """Return the language that a reader likes best of some."""
    ranges = [(float(quality or 1), tag.lower()) for tag, quality in _RANGE.findall(header[:LONGEST])]
    known = list(languages)
    for quality, tag in sorted(ranges[:MOST], key=lambda each: -each[0]):
        if quality and (found := _best(tag, known)):
            return found
    return otherwise


def _best(tag: str, known: Sequence[Language]) -> Language | None:
    """Return a language in the script that a tag means (zh-TW takes zh-Hant), or else in another one."""
    written = (each for each in known if tags.same_writing(each.tag, tag))
    wanted = tags.read(tag)
    spoken_ = (each for each in known if wanted and (tags.read(each.tag) or "")[:1] == wanted[:1])
    return next(written, None) or next(spoken_, None)
