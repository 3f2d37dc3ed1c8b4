"""Which words of a page come from which message: marks that pass through the templates and leave before layout.

Each text that a template asks for is set between two private-use characters that name its message. What is published
and measured never contains them: ``lift`` takes them out and remembers where they stood; ``weave`` puts them back for
a reader that wants to know. Places are counted in visible characters, so that closing up spaces does not move them.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from handbook.values.message import Key

FIRST, LAST = 0xF0000, 0xFFFFD
"""Supplementary private use area A; the last one closes a text.

Texts, data files and templates with anything there are refused, whatever their fonts have.
"""
CLOSE = chr(LAST)
MARK = re.compile(f"[{chr(FIRST)}-{CLOSE}]")


class Marker:
    """Numbers messages as they are asked for and sets their texts between marks."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, Key], int] = {}

    def mark(self, key: Key, text: str, tag: str = "") -> str:
        """Return the text of a message between the marks that name it, and the language where it is not the file's."""
        number = self.numbers.setdefault((tag, key), len(self.numbers))
        return f"{chr(FIRST + number)}{text}{CLOSE}"


@dataclass(frozen=True, slots=True)
class Trace:
    """The messages of a document and where they stand in its HTML."""

    keys: tuple[Key, ...] = ()
    tags: tuple[str, ...] = ()
    """The language of each message; empty for that of the file."""
    marks: tuple[tuple[int, str], ...] = ()
    """How many visible characters stand before each mark, and the mark."""


def lift(marked: str, marker: Marker) -> tuple[str, Trace]:
    """Return HTML without the marks, and the trace."""
    marks: list[tuple[int, str]] = []
    parts: list[str] = []
    count = start = 0
    for found in MARK.finditer(marked):
        part = marked[start : found.start()]
        count += len("".join(part.split()))
        parts.append(part)
        marks.append((count, found[0]))
        start = found.end()
    return "".join(parts) + marked[start:], Trace(*_named(marker), tuple(marks))


def _named(marker: Marker) -> tuple[tuple[Key, ...], tuple[str, ...]]:
    return tuple(key for _, key in marker.numbers), tuple(tag for tag, _ in marker.numbers)


def weave(html: str, trace: Trace) -> str:
    """Return HTML with the marks back in their places."""
    parts: list[str] = []
    waiting = deque(trace.marks)
    count = start = 0
    for run in re.finditer(r"\S+", html):
        while waiting:
            place, mark = waiting[0]
            # A text begins before its first visible character and ends after its last.
            at = run.start() + place - count
            if at > run.end() or (at == run.end() and mark != CLOSE):
                break
            parts += (html[start:at], mark)
            start = at
            waiting.popleft()
        count += len(run[0])
    return "".join(parts) + html[start:]


def number_of(mark: str) -> int | None:
    """Return the number of the message that a mark opens, or None if it closes one."""
    return None if mark == CLOSE else ord(mark) - FIRST
