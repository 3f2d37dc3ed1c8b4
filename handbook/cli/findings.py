"""How commands tell what was found: lines for people on standard error, lists for machines on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from handbook.values.diagnostics import Diagnostic, Severity, counted, shortened


def tell(findings: Iterable[Diagnostic], *, every: bool = False) -> bool:
    """Print findings in the order given; return whether one is an error.

    Of a file with very many only the first are printed, unless ``every`` one is asked for.
    """
    told = tuple(findings)
    for line in map(str, told) if every else shortened(told):
        print(line, file=sys.stderr)
    return has_errors(told)


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def print_json(findings: Iterable[Diagnostic]) -> None:
    """Print findings for machines."""
    print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))


def print_counts(findings: Sequence[Diagnostic]) -> None:
    """Print how many errors and warnings there are."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    print(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}")
