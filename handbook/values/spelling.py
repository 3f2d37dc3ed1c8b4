"""What is said of a word that nobody knows: the nearest of those that are possible."""

from __future__ import annotations

import difflib
from collections.abc import Collection

LISTED = 30
"""Names that a message lists, where none is near."""


def near(word: str, choices: Collection[str]) -> str:
    """Return "did you mean" for a near miss, else the list of what is possible."""
    if not choices:
        return ""
    folded = {choice.lower(): choice for choice in choices}
    close = difflib.get_close_matches(word.lower(), folded, 1)
    if close:
        return f"Did you mean {folded[close[0]]!r}?"
    shown = [repr(choice) for choice in sorted(choices)]
    return "Possible: " + ", ".join(shown[:LISTED]) + (" ..." if len(shown) > LISTED else "")
