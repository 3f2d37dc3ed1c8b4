"""Words as people type them against texts as they are printed: what a keyboard leaves out makes no difference; pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process

GAP = "\ufffc"
"""What stands for a placeholder, whatever its name."""
_LONGEST = 40
"""So many characters at most does a page print in place of a placeholder."""
_ENOUGH = 6
"""So many letters, and half of those asked for, must be the text's own; a Han character says as much as three."""
_NEVER = -1000
_ALIKE = 60.0
"""Texts that are less like what was asked for (of 100) are no proposal."""
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\{?\s*\w+\s*\}?\}")
# Accents, Hebrew points and Arabic vowel signs; not the vowels of other scripts.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08ff]"
)
_ALIKE_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼʻʹ`´‹›", "'"),
        **dict.fromkeys("“”„‟″«»「」『』《》〈〉", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "。": ".", "、": ",", "،": ",", "؛": ";", "؟": "?", "・": "·",
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None,
    }
)  # fmt: skip


def folded(text: str) -> str:
    """Return a text without what a keyboard does not have or a reader does not see.

    Capitals, accents, ligatures, wide forms, shapes of quotes, dashes, spaces and digits, vowel signs, stretched words,
    soft hyphens, marks of direction and tags go; a placeholder becomes a ``GAP``.
    """
    text = _PLACEHOLDER.sub(GAP, text).replace("%%", "%")
    text = html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<br\s*/?>", " ", text)))
    text = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE_SIGNS)).translate(_ALIKE_SIGNS)
    text = "".join(_digit(each) for each in _MARKS.sub("", text) if unicodedata.category(each) != "Cf")
    text = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"\s*([^\w\s])\s*", r"\1", " ".join(text.split()))


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdecimal() else character


def has(text: str, asked: str) -> bool:
    """Whether a folded text has the folded words asked for."""
    return asked in text


def prints(text: str, asked: str) -> bool:
    """Whether a folded text has the folded words asked for once its placeholders are filled."""
    parts = text.split(GAP)
    if len(parts) == 1 or GAP in asked:
        return False
    own = _own(parts, asked)
    return own >= _ENOUGH and own * 2 >= _letters(asked)


def _letters(text: str) -> int:
    """Return how much the letters of a text say: digits and signs may be any value's."""
    return sum(3 if unicodedata.category(each) == "Lo" and each >= "\u2e80" else 1 for each in text if each.isalpha())


def _own(parts: list[str], asked: str) -> int:
    """Return how much of what is asked for is the text's own, in the best of all ways in which it may stand there."""

    @cache
    def after_gap(number: int, start: int) -> int:
        """Return the best for what begins in the gap before a part; less than nothing if it cannot."""
        best = 0 if len(asked) - start <= _LONGEST else _NEVER
        for at in range(start, min(start + _LONGEST, len(asked) - 1) + 1):
            if parts[number].startswith(asked[at:]):
                best = max(best, _letters(asked[at:]))
            elif number + 1 < len(parts) and asked.startswith(parts[number], at):
                best = max(best, _letters(parts[number]) + after_gap(number + 1, at + len(parts[number])))
        return best

    best = _NEVER
    for number, part in enumerate(parts[:-1], 1):
        for start in range(len(part) + 1):
            if asked.startswith(part[start:]):  # it begins in this part, or in the gap that follows
                best = max(best, _letters(part[start:]) + after_gap(number, len(part) - start))
    return best


def nearest(texts: Iterable[str], asked: str, count: int = 3) -> list[int]:
    """Return the numbers of the folded texts that are most like the folded words asked for, the best first."""
    choices = {number: text for number, text in enumerate(texts) if len(text) * 3 >= len(asked)}
    found = process.extract(asked, choices, scorer=fuzz.partial_ratio, limit=count * 4, score_cutoff=_ALIKE)
    # Of texts that are equally like it the one that is hardly longer.
    ranked = sorted(found, key=lambda each: (-each[1], abs(len(each[0]) - len(asked))))
    return [number for _, _, number in ranked[:count]]
