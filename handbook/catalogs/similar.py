"""Which old text is most like a new one: GNU gettext's measure, so that its users find the same proposals here.

``msgmerge`` compares bytes by the length of the longest common subsequence, and of equals takes the one with more
sequences of four characters in common, then the earlier one (gettext-tools/src/msgl-fsearch.c).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import Indel, Levenshtein

from handbook.catalogs.po import Entry

THRESHOLD = 0.6
"""Texts that are less alike are no proposal."""
_BONUS = 0.00001
"""What gettext adds for a text of the same context; no other is looked at here."""
_GRAM = 4
_SLIP = 0.9
_SLIP_EDITS = 2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEGATIONS = frozenset(
    {
        "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without", "unless",
        "except", "only", "hardly", "illegal", "forbidden", "unlike", "against", "refuse", "false", "fake", "genuine",
        "safe", "unsafe", "must", "may", "should", "before", "after",
    }
)  # fmt: skip
_NUMBERS = frozenset(
    {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "hundred", "thousand", "million", "half", "double", "twice", "once", "all", "every", "any", "each", "both",
        "either",
    }
)  # fmt: skip


class Index:
    """Old entries with a translation, by context, ready to be searched."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = [entry for entry in entries if entry.source and entry.translations and entry.translations[0]]
        self.grams: defaultdict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for gram in _grams(entry.source):
                self.grams[gram].add(number)

    def search(self, context: str, source: str) -> Entry | None:
        """Return the old entry whose source text is most like a new one, inside the same context."""
        best, best_weight = None, THRESHOLD
        for number in self._candidates(source):
            entry = self.entries[number]
            if entry.key[0] == context:
                weight = similarity(source, entry.source, best_weight - 2 * _BONUS) + _BONUS
                if weight > best_weight:
                    best, best_weight = entry, weight
        return best

    def _candidates(self, source: str) -> list[int]:
        grams = _grams(source)
        if not grams:
            return self._short(len(source.encode()))
        shared = Counter(number for gram in grams for number in self.grams.get(gram, ()))
        return sorted(shared, key=lambda number: (-shared[number], number))

    def _short(self, size: int) -> list[int]:
        """Return candidates for a text without four characters: those of a possible length, the shortest first."""
        factor = 2 / THRESHOLD - 1
        sizes = range(math.ceil(size / factor), int(size * factor) + 1)
        lengths = [(len(entry.source.encode()), number) for number, entry in enumerate(self.entries)]
        return [number for length, number in sorted(lengths) if length in sizes]


def _grams(text: str) -> list[str]:
    return [text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1)]


def similarity(one: str, other: str, at_least: float = 0.0) -> float:
    """Return how alike two texts are, 0 to 1; 0 also for less than ``at_least``."""
    first, second = one.encode(), other.encode()
    total = len(first) + len(second)
    if not total:
        return 1.0
    most = math.ceil(total * (1 - at_least)) + 1
    edits = Indel.distance(first, second, score_cutoff=most)
    return (total - edits) / total if edits <= most else 0.0


def changed_meaning(old: str, new: str) -> tuple[str, ...]:
    """Return the numbers, negations and amounts that one of two similar texts has and the other has not."""
    before, after = _meaning(old), _meaning(new)
    return (*(f"-{word}" for word in sorted((before - after).elements())),
            *(f"+{word}" for word in sorted((after - before).elements())))  # fmt: skip


def _meaning(text: str) -> Counter[str]:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(re.sub(r"%\(\w*\)s", " ", text))]
    found = [word if not word.endswith("n't") else "not" for word in words]
    return Counter([*_NUMBER.findall(text), *(word for word in found if word in _NEGATIONS | _NUMBERS)])


def is_slip(old: str, new: str) -> bool:
    """Whether a new source text only mends a slip: signs, spaces, capitals, a letter or two in a word."""
    if similarity(old.lower(), new.lower()) < _SLIP or changed_meaning(old, new) or _marks(old) != _marks(new):
        return False
    before, after = _WORD.findall(old.lower()), _WORD.findall(new.lower())
    if len(before) != len(after):
        return "".join(before) == "".join(after)  # a word was joined or parted
    return all(Levenshtein.distance(one, other) <= _SLIP_EDITS for one, other in zip(before, after, strict=True))


def _marks(text: str) -> Counter[str]:
    return Counter(re.findall(r"%\(\w*\)s|<[^<>]*>", text))
