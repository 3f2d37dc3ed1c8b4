"""Words as people type them against texts as they are printed: what a keyboard leaves out makes no difference; pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

GAP = "\ufffc"
"""What stands for a placeholder, whatever its name."""
_LONGEST = 40
"""So many characters at most does a page print in place of a placeholder."""
_ENOUGH = 6
"""So many letters of a text, and half of what was asked for, must be the text's own."""
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
    own = max(_own(parts, asked), default=0)
    return own >= _ENOUGH and own * 2 >= len(asked)


def _own(parts: list[str], asked: str) -> Iterator[int]:
    """Yield how many letters asked for are the text's own, for each way in which they may stand in it."""
    for number, part in enumerate(parts[:-1]):
        for start in range(len(part) + 1):
            own = part[start:]
            if asked.startswith(own):  # what is asked for begins in this part, or in the gap that follows
                yield from (len(own) + more for more in _after_gap(parts[number + 1 :], asked[len(own) :]))


def _after_gap(parts: list[str], asked: str) -> Iterator[int]:
    if len(asked) <= _LONGEST:
        yield 0
    for length in range(min(_LONGEST, len(asked)) + 1):
        rest = asked[length:]
        if rest and parts[0].startswith(rest):
            yield len(rest)
        elif len(parts) > 1 and rest.startswith(parts[0]):
            yield from (len(parts[0]) + more for more in _after_gap(parts[1:], rest[len(parts[0]) :]))


def nearest(texts: Iterable[str], asked: str, count: int = 3) -> list[int]:
    """Return the numbers of the folded texts that are most like the folded words asked for, the best first."""
    choices = {number: text for number, text in enumerate(texts) if len(text) * 3 >= len(asked)}
    found = process.extract(asked, choices, scorer=fuzz.partial_ratio, limit=count * 4, score_cutoff=_ALIKE)
    # Of texts that are equally like it the one that is hardly longer.
    ranked = sorted(found, key=lambda each: (-each[1], abs(len(each[0]) - len(asked))))
    return [number for _, _, number in ranked[:count]]
