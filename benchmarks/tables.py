"""The tables of README.md: each between two comments that name it, rewritten by the program that measures."""

from __future__ import annotations

import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

README = Path(__file__).with_name("README.md")
TIMES = 5


def median(action: Callable[[], object], times: int = TIMES) -> float:
    """Return the usual seconds of an action."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def rewrite(name: str, lines: Sequence[str]) -> None:
    """Print a table and put it into README.md in place of the last one of that name."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}."
    text = "\n".join([*lines, machine])
    print(text)
    begin, end = rf"<!-- {name}: made by [^>]* -->", f"<!-- end of {name} -->"
    before = README.read_text(encoding="utf-8")
    after, count = re.subn(
        f"({begin}).*?({end})", lambda found: f"{found[1]}\n\n{text}\n\n{found[2]}", before, flags=re.DOTALL
    )
    assert count == 1, f"README.md has no table {name!r}"  # noqa: S101  # it was there when this was written
    README.write_text(after, encoding="utf-8")
