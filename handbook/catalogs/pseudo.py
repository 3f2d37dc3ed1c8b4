"""Pseudo-languages: the source texts disguised, so that hard-coded text and narrow boxes show.

``en-XA`` is 40 percent longer, with accents and in brackets; ``ar-XB`` is written with Arabic letters, from right to
left. Every text has the signs that end an attribute, begin a tag, an entity or a placeholder where a template or the
program forgets that a text may have them. Both are languages of the build like any other, made from the template
catalog when they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from handbook.catalogs.placeholders import formatted
from handbook.catalogs.po import Entry, PoFile
from handbook.values.message import Key
from handbook.values.model import PSEUDO, Language, Project

PLURAL = "n != 1"
LONGER = 1.4
"""Romance and German texts are up to 30 percent longer than English ones, short labels more."""
_FIXED = re.compile(r"(%\(\w*\)s|%%|<[^<>]*>|&\w+;|&#\w+;|\n)")
_ACCENTS = str.maketrans("aceghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "áçéĝĥíĵķłñöŕšţúŵýžÁÇÐÉĜĤÍĴĶŁÑÖŔŠŢÚŴÝŽ")
_DOUBLED = frozenset("áéíöúýÁÉÍÖÚÝ")
_ARABIC = str.maketrans(
    {**dict(zip("abcdefghijklmnopqrstuvwxyz", "ابثدعفغهيجكلمنوقخرستؤطصشئزة", strict=False)),
     "?": "؟", ",": "،", ";": "؛"}
)  # fmt: skip
_FILLER = ("éxţŕá", "ŵöŕđš", "ţö", "mákéé", "íţ", "löñĝéŕ")


def with_pseudo(project: Project, asked: Iterable[str]) -> Project:
    """Return the project with those pseudo-languages that are asked for by name; they need no row in any file."""
    wanted = {name.lower().replace("_", "-") for name in asked}
    rows = {tag: row for tag, row in rows_of(project).items() if tag.lower() in wanted}
    return replace(project, languages={**project.languages, **rows}) if rows else project


def rows_of(project: Project) -> Mapping[str, Language]:
    """Return the rows of the pseudo-languages: fonts and numbers of the source and of a right-to-left language."""
    source = next(language for language in project.languages.values() if language.is_source)
    mirrored = next((each for each in project.languages.values() if each.direction == "rtl"), None)
    rows = {PSEUDO[0]: _row(source, PSEUDO[0])}
    return {**rows, PSEUDO[1]: _row(mirrored, PSEUDO[1])} if mirrored else rows


def _row(model: Language, tag: str) -> Language:
    return replace(model, tag=tag, endonym=tag, is_source=False, region=model.locale, min_coverage=1.0)


def messages(pot: PoFile, language: Language) -> Mapping[Key, tuple[str, ...]]:
    """Return the disguised texts of a template catalog."""
    disguise = mirrored if language.direction == "rtl" else lengthened
    return {entry.key: tuple(disguise(text, _signs(entry)) for text in entry.sources) for entry in pot.live}


def _signs(entry: Entry) -> str:
    return f"\"'&amp;&lt;{'%%' if formatted(entry.sources) else '%'}"


def lengthened(text: str, signs: str = "") -> str:
    """Return a text with accents, vowels doubled, at least 40 percent longer and in brackets, ``signs`` at its end."""
    parts = [part if _FIXED.fullmatch(part) else _stretched(part) for part in _FIXED.split(text)]
    wanted = round(len(_visible(text)) * LONGER)
    fill, size = 0, len(_visible("".join([*parts, signs]))) + len("[]")
    while size < wanted:
        word = " " + _FILLER[fill % len(_FILLER)]
        parts.append(word)
        fill, size = fill + 1, size + len(word)
    return f"[{''.join(parts)}{signs}]"


def _stretched(text: str) -> str:
    return "".join(letter * 2 if letter in _DOUBLED else letter for letter in text.translate(_ACCENTS))


def _visible(text: str) -> str:
    return _FIXED.sub("", text)


def mirrored(text: str, signs: str = "") -> str:
    """Return a text in Arabic letters, one for each Latin one, in brackets, ``signs`` at its end."""
    parts = [part if _FIXED.fullmatch(part) else part.lower().translate(_ARABIC) for part in _FIXED.split(text)]
    return f"[{''.join(parts)}{signs}]"
