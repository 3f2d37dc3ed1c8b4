"""Findings: values that travel to the report instead of stopping the run."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


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


def error(path: str, line: int, code: str, text: str, hint: str = "") -> Diagnostic:
    """Return a finding that keeps a file unpublished."""
    return Diagnostic(path, line, Severity.ERROR, code, text, hint)


def warning(path: str, line: int, code: str, text: str, hint: str = "") -> Diagnostic:
    """Return a finding that is reported but does not stop publication."""
    return Diagnostic(path, line, Severity.WARNING, code, text, hint)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 error", "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
