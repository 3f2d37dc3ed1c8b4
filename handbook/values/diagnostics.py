"""Findings: values that travel to the report instead of stopping the run."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

SHOWN = 20
"""So many findings of one file are told on a terminal; JSON and SARIF have all."""


LONGEST = 300
"""So many characters of a stranger's text are told."""
JOINERS = "\u200c\u200d\u00ad"


class Severity(StrEnum):
    """How bad a finding is: an error keeps the file unpublished."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding with its place, a stable code and, where known, a way out."""

    path: str
    line: int
    """1-based; 0 where the finding concerns the whole file."""
    severity: Severity
    code: str
    text: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        first = f"{place}: {self.severity}: {self.text} [{self.code}]"
        return f"{first}\n  hint: {self.hint}" if self.hint else first

    def as_json(self) -> dict[str, str | int]:
        """The finding as plain values for ``--json``."""
        return asdict(self)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Diagnostic:
        """Return the finding that ``as_json`` made plain values of."""
        return cls(**{**raw, "severity": Severity(raw["severity"])})


def error(path: str, line: int, code: str, text: str, hint: str = "") -> Diagnostic:
    """Return a finding that keeps a file unpublished."""
    return Diagnostic(path, line, Severity.ERROR, code, text, hint)


def warning(path: str, line: int, code: str, text: str, hint: str = "") -> Diagnostic:
    """Return a finding that is reported but does not stop publication."""
    return Diagnostic(path, line, Severity.WARNING, code, text, hint)


def sound(findings: Iterable[Diagnostic]) -> bool:
    """Whether no finding keeps a file from being made."""
    return not errors(findings)


def errors(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that keep a file from being made."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts: "1 error", "3 errors", "1 entry", "2 entries"."""
    if number == 1:
        return f"1 {noun}"
    ending = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number} {ending}"


def printable(text: str) -> str:
    """Return a stranger's text, safe for a terminal: what moves the cursor or turns the writing is shown as its code.

    Letters of all scripts stay, and so do the joiners that some of them need.
    """
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return "".join(letter if _harmless(letter) else f"\\u{{{ord(letter):x}}}" for letter in cut)


def _harmless(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or letter in JOINERS


def shortened(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield findings for a terminal: of a file with very many the first, then how many more it has."""
    for path, group in groupby(findings, key=lambda finding: finding.path):
        mine = list(group)
        # One more is told as soon as it can be counted.
        shown = mine if len(mine) <= SHOWN + 1 else mine[:SHOWN]
        yield from map(str, shown)
        if len(shown) < len(mine):
            more = Counter(finding.severity for finding in mine[SHOWN:])
            yield f"{path}: and {' and '.join(counted(more[kind], kind) for kind in Severity if more[kind])} more"
