"""How far a translation is: by language and chapter, in texts and words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from handbook.catalogs.po import Entry, PoFile, by_key
from handbook.values.message import Key

_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")
TOTAL = ""
Printed = Mapping[str, Mapping[Key, Collection[int]]]
"""The pages on which each text stands, by format."""


@dataclass(frozen=True, slots=True)
class Count:
    """The texts of one chapter in one language; a text of several chapters counts in each."""

    chapter: str
    """The chapter's id, or the file's name for what stands in no chapter; empty for the whole catalog."""
    translated: int
    fuzzy: int
    untranslated: int
    words: int
    """Words of the source texts."""
    words_to_do: int
    pages: Mapping[str, int]
    """Pages in the last build, by format: those with a text that stands in this chapter alone. Empty if unknown."""

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def share(self) -> float:
        """The translated share, 0 to 1."""
        return self.translated / self.texts if self.texts else 1.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A language's row."""

    language: str
    endonym: str
    reviewed: bool
    needed: float
    """The share from which the language is published."""
    total: Count
    """With the pages of the published files."""
    chapters: tuple[Count, ...]

    def as_json(self) -> dict[str, object]:
        """The row as plain values."""
        return asdict(self)


def count(
    pot: PoFile, catalog: PoFile, order: Iterable[str], pages: Mapping[str, int], printed: Printed
) -> tuple[Count, tuple[Count, ...]]:
    """Return the counts of the whole catalog and of each chapter, in the order of the book.

    A text counts as translated as ``msgfmt --statistics`` counts it, but only with every plural form.
    """
    done = by_key(catalog.live)
    chapters: dict[str, list[Entry]] = {name: [] for name in order}
    for entry in pot.live:
        for name in dict.fromkeys(chapter_of(file) for file in entry.files):
            chapters.setdefault(name, []).append(entry)
    counts = tuple(
        _count(name, entries, done, _pages(entries, printed)) for name, entries in chapters.items() if entries
    )
    return _count(TOTAL, pot.live, done, pages), counts


def chapter_of(file: str) -> str:
    """Return the chapter that a template or data file belongs to."""
    return Path(file).stem


def _pages(entries: Iterable[Entry], printed: Printed) -> dict[str, int]:
    """Return on how many pages the texts of one file alone stand: a text of several chapters tells of none."""
    own = [entry.key for entry in entries if len(set(entry.files)) == 1]
    return {name: len({page for key in own for page in on.get(key, ())}) for name, on in printed.items()}


def _count(chapter: str, wanted: Iterable[Entry], done: Mapping[Key, Entry], pages: Mapping[str, int]) -> Count:
    counts = {"translated": 0, "fuzzy": 0, "untranslated": 0}
    words = to_do = 0
    for entry in wanted:
        state, size = _state(done.get(entry.key)), sum(len(_WORDS.findall(text)) for text in entry.sources)
        counts[state] += 1
        words += size
        to_do += size if state != "translated" else 0
    return Count(chapter, counts["translated"], counts["fuzzy"], counts["untranslated"], words, to_do, pages)


def _state(entry: Entry | None) -> str:
    if entry is None or not any(entry.translations):
        return "untranslated"
    if entry.fuzzy:
        return "fuzzy"
    return "translated" if entry.translated else "untranslated"
