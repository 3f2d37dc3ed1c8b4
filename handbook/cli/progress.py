"""What a command is doing at the moment: a moving line on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from handbook.values.say import Say, silent

APART_SECONDS = 2.0
"""Plain lines after the first come no closer than this."""


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Say]:
    """Give what shows a sentence until the next one, with the time since the start.

    Everything goes to standard error; ``quiet`` is for output that a machine reads.
    """
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _moving() as say:
            yield say
    else:
        yield _plain()


@contextmanager
def _moving() -> Iterator[Say]:
    # Imported here: a command that is not watched does not pay for it.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda text: bar.update(task, description=text)


def _plain() -> Say:
    start = time.monotonic()
    last: float | None = None

    def say(text: str) -> None:
        nonlocal last
        now = time.monotonic()
        if last is None or now - last >= APART_SECONDS:
            last = now
            print(f"{text} ({now - start:.0f} s)", file=sys.stderr, flush=True)

    return say
