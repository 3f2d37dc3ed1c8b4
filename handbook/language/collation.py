"""Names in the order in which readers of a language look for them: Unicode's collation as CLDR tailors it, by ICU."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import icu

from handbook.values.model import Language

ARTICLE = "ال"
"""The Arabic article does not count; a hamza on the first letter makes it another word."""


def key(language: Language) -> Callable[[str], tuple[bytes, str]]:
    """Return a function that gives the sort key of a name.

    Swedish has Å, Ä and Ö behind Z, Chinese goes by pinyin or by strokes: the locale says it. Names of equal letters
    go by their accents, and equal ones by their code points.
    """
    collator = icu.Collator.createInstance(icu.Locale(language.locale))
    article = ARTICLE if language.tag.partition("-")[0] == "ar" else ""
    return lambda name: (bytes(collator.getSortKey(name.removeprefix(article))), name)


def by_endonym(languages: Iterable[Language]) -> list[Language]:
    """Return languages by what they call themselves, in one order for readers of all of them: Latin letters first."""
    collator = icu.Collator.createInstance(icu.Locale.getRoot())
    return sorted(languages, key=lambda each: bytes(collator.getSortKey(each.endonym)))
