"""Which characters are letters of a language's script, by Unicode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from fontTools import unicodedata

Homes = Mapping[tuple[str, ...], str]
"""The family that sets a language's letters, for each list of families that a style sheet may ask for.

Empty where none of those families is made for the script.
"""
PARTS = {
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang"}),
}
"""Scripts of ISO 15924 that Unicode counts as others; Korean is written with few Han characters, from any family."""


@lru_cache(maxsize=1 << 16)
def is_letter(character: str, script: str) -> bool:
    """Whether a character is a letter of the script (ISO 15924): signs and numerals that scripts share are none."""
    return character.isalpha() and unicodedata.script(character) in PARTS.get(script, {script})
