"""How long work tells what it is doing: a sentence at a time, to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], None]


def silent(_text: str) -> None:
    """Say nothing."""
