"""Which characters are letters of a script, by Unicode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from fontTools import unicodedata

from handbook.values.model import Script

Homes = Mapping[tuple[str, ...], str]
"""The family that sets a language's letters, for each list of families that a style sheet may ask for.

Empty where none of those families is made for the script.
"""


@lru_cache(maxsize=1 << 16)
def is_letter(character: str, script: Script) -> bool:
    """Whether a character is a letter of the script: signs and numerals that scripts share are none."""
    return character.isalpha() and unicodedata.script(character) in script.letters
