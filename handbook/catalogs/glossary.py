"""A language's terms, ``locales/<language>/glossary.toml``: one word for one thing, and what not to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handbook.config.toml.rows import parsed
from handbook.files.folders import LOCALES
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Language, Script

KEYS = {"source": str, "preferred": str, "forbidden": list, "note": str, "required": bool}
_STEM = 4
"""So many letters at least of a word must be the same for it to be a form of the term."""
_ARABIC_PREFIX = "[وف]?(?:[بك]?ال|لل|[بكل])?"
"""And, then, the article, with, as, for: Arabic writes them in one with the word."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and its name."""

    line: int
    source: str
    """As the English texts have it; what stands in brackets only tells readers which sense is meant."""
    preferred: str
    forbidden: tuple[str, ...]
    note: str
    required: bool
    """Whether ``preferred`` must stand in every translation of the term; the rest only lists words to avoid."""

    @property
    def names(self) -> tuple[str, ...]:
        """The English words to look for."""
        return _names(self.source)


@lru_cache(maxsize=1024)
def _names(source: str) -> tuple[str, ...]:
    bare = re.sub(r"\s*\([^()]*\)", "", source)
    alone = re.search(r"[.;!?]", bare)
    parts = [bare] if alone else re.split(r",\s*|\s+/\s+", bare)
    return tuple(re.sub(r"^(to|the|an?) ", "", part.strip().rstrip(".")) for part in parts if part.strip())


def path(folder: str, locales: Path = LOCALES) -> Path:
    """Return where a language's terms stand, relative to the project where inside it."""
    return locales / folder / "glossary.toml"


def load(root: Path, folder: str, locales: Path = LOCALES) -> tuple[tuple[Term, ...], tuple[Diagnostic, ...]]:
    """Return the terms of a language, none if it has no glossary, and every fault of the file."""
    name = path(folder, locales).as_posix()
    try:
        text, table, fault = parsed((root / name).read_bytes())
    except FileNotFoundError:
        return (), ()
    if fault:
        line, kind, what, hint = fault
        code = "glossary.encoding" if kind == "encoding" else "glossary.syntax"
        return (), (error(name, line, code, what, hint),)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "[[term]]"]
    faults = [error(name, 0, "glossary.key", f"unknown key {key!r}", "Possible: [[term]]")
              for key in table if key != "term"]  # fmt: skip
    terms, rows = [], table.get("term", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return (), (error(name, 0, "glossary.key", "'term' must be [[term]] tables", "See another glossary."),)
    for number, row in enumerate(rows):
        line = lines[number] if number < len(lines) else 1
        found = list(_faults(name, line, row))
        faults += found
        if not found:
            terms.append(Term(line, row["source"], row["preferred"], tuple(row.get("forbidden", [])),
                              row.get("note", ""), row.get("required", False)))  # fmt: skip
    return tuple(terms), tuple(faults)


def _faults(name: str, line: int, row: dict[str, object]) -> Iterator[Diagnostic]:
    for key in ("source", "preferred"):
        if not row.get(key):
            yield error(name, line, "glossary.key", f"a term needs {key!r}", f'Add a line: {key} = "…"')
    for key, value in row.items():
        if key not in KEYS:
            yield error(name, line, "glossary.key", f"unknown key {key!r}", f"Possible: {', '.join(sorted(KEYS))}")
        elif not isinstance(value, KEYS[key]):
            yield error(name, line, "glossary.key", f"{key!r} has the wrong kind of value", "See another term.")
    forbidden = row.get("forbidden", [])
    if isinstance(forbidden, list) and not all(isinstance(word, str) and word.strip() for word in forbidden):
        yield error(name, line, "glossary.key", "'forbidden' must be a list of words", "Write: forbidden = []")


def page(terms: tuple[Term, ...], language: Language) -> str:
    """Return the head of the translator's guide in Markdown: the terms, in the order of the alphabet."""
    cells = [(term.source, term.preferred, ", ".join(term.forbidden), term.note) for term in terms]
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in sorted(cells)]
    head = ["| English | " + language.endonym + " | not | note |", "| --- | --- | --- | --- |"]
    note = ["One word for one thing. Where a term has exceptions, the note says so."] if terms else [
        f"There are no terms yet: write them in {path(language.folder, language.locales).as_posix()}."]  # fmt: skip
    return "\n".join(
        [f"# Terms: {language.endonym} ({language.tag})", "", *note, "", *(head + rows if rows else [])]
    ) + ("\n\n" if rows else "\n")


@lru_cache(maxsize=4096)
def concerned(terms: tuple[Term, ...], source: str) -> tuple[Term, ...]:
    """Return the terms that stand in a source text; of two that overlap the longer one."""
    found: list[tuple[int, int, Term]] = []
    for term in terms:
        for name in term.names:
            found += [(match.start(), match.end(), term) for match in _source_pattern(name).finditer(source)]
    kept = [each for each in found if not any(_inside(each, other) for other in found)]
    return tuple(dict.fromkeys(term for _, _, term in sorted(kept, key=lambda each: (each[0], each[2].line))))


def _inside(one: tuple[int, int, Term], other: tuple[int, int, Term]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]


@lru_cache(maxsize=1024)
def _source_pattern(name: str) -> re.Pattern[str]:
    gaps = (re.escape(part.strip()) for part in name.split("…"))
    return re.compile(r"\b" + r"\b.{1,60}?\b".join(gaps) + r"(?:s|es|’s)?(?!\w)", re.IGNORECASE)


def forbidden_words(term: Term, translation: str, writing: Script) -> tuple[str, ...]:
    """Return the forbidden words of a term that a translation has; not where they are part of the preferred one."""
    bare = _bare(translation)
    without = re.sub(_word_pattern(_bare(term.preferred), writing), " ", bare)
    return tuple(word for word in term.forbidden if re.search(_word_pattern(_bare(word), writing), without))


def has_preferred(term: Term, translation: str, writing: Script) -> bool:
    """Whether a translation has the preferred words, in whatever form the grammar gives them."""
    bare = _bare(translation)
    return any(
        all(re.search(_stem_pattern(word, writing), bare) for part in each.split("…") for word in part.split())
        for each in _bare(term.preferred).split(" / ")
    )


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Return a text in lower case, without tags, vowel signs and kashida, apostrophes alike."""
    plain = re.sub(r"<[^<>]*>|%\(\w*\)s", " ", text).lower().replace("'", "’").replace("\u0640", "")
    decomposed = unicodedata.normalize("NFC", plain)
    return "".join(c for c in decomposed if not "\u064b" <= c <= "\u0652" and c not in "\u2060\u200e\u200f")


def _word_pattern(word: str, writing: Script) -> str:
    if writing.break_by != "spaces":
        return re.escape(word)
    before = _ARABIC_PREFIX if writing.code == "Arab" else ""
    return rf"(?<!\w){before}{re.escape(word)}(?:s|es)?(?!\w)"


def _stem_pattern(word: str, writing: Script) -> str:
    if writing.break_by != "spaces":
        return re.escape(word)
    bare = re.sub(r"^(l’|d’|ال)", "", word.strip(".,;:!?«»“”؟،"))
    return re.escape(bare[: max(_STEM, round(len(bare) * 0.7))])
