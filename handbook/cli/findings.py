"""How commands tell what was found: lines for people on standard error, lists for machines on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from handbook.values.diagnostics import Diagnostic, counted, errors, shortened, sound


def tell(findings: Iterable[Diagnostic], *, every: bool = False) -> bool:
    """Print findings in the order given; return whether one is an error.

    Of a file with very many only the first are printed, unless ``every`` one is asked for.
    """
    listed = tuple(findings)
    for line in map(str, listed) if every else shortened(listed):
        print(line, file=sys.stderr)
    return not sound(listed)


def print_json(findings: Iterable[Diagnostic]) -> None:
    """Print findings for machines."""
    print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))


def print_counts(findings: Sequence[Diagnostic]) -> None:
    """Print how many errors and warnings there are."""
    failing = len(errors(findings))
    print(f"{counted(failing, 'error')}, {counted(len(findings) - failing, 'warning')}")
