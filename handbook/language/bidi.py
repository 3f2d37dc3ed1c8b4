"""Text as it stands on the line, from left to right, by Unicode's bidirectional algorithm (UAX 9)."""

from __future__ import annotations

import icu


def mirrored(character: str) -> str:
    """Return what a character looks like in text that is read from right to left: "(" is printed as ")"."""
    return str(icu.Char.charMirror(character))
