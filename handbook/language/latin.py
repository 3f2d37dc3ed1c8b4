"""Names of any script in plain letters, for the names of files."""

from __future__ import annotations

import re

import icu

RULES = "Any-Latin; Latin-ASCII; Lower"
"""Transliteration as ICU and CLDR have it."""


def slug(text: str, longest: int) -> str:
    """Return a text in small letters, digits and hyphens: 翠玉大酒店 -> "cui-yu-da-jiu-dian"; may be empty."""
    plain = icu.Transliterator.createInstance(RULES).transliterate(text)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-")
