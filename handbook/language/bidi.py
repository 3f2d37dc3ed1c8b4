"""Text as it stands on the line, from left to right, by Unicode's bidirectional algorithm (UAX 9)."""

from __future__ import annotations

import icu


def mirrored(character: str) -> str:
    """Return what a character looks like in text that is read from right to left: "(" is printed as ")"."""
    return str(icu.Char.charMirror(character))


def as_painted(text: str, *, rtl: bool) -> str:
    """Return a line of text in the order in which it is painted, brackets as they look, without what has no shape.

    ``rtl``: it begins at the right.
    """
    line = icu.Bidi()
    line.setPara(icu.UnicodeString(text), int(rtl))
    return str(line.writeReordered(icu.Bidi.DO_MIRRORING | icu.Bidi.REMOVE_BIDI_CONTROLS))
