"""How a build tells what it is doing: a moving bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from handbook.values.diagnostics import counted
from handbook.values.report import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

GROUNDS = 3
"""So many files must have been made before anybody guesses how long the others take."""


class Display:
    """Shows what is begun and what has ended."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.terminal = sys.stderr.isatty() and not as_json
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.count = self.made = 0
        self.start = time.monotonic()
        self.told: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def started(self, count: int) -> None:
        """Show how many files will be made."""
        self.count, self.made, self.start = count, 0, time.monotonic()
        if not count or self.as_json:
            return
        if not self.terminal:
            print(f"{counted(count, 'file')} to make", file=sys.stderr, flush=True)
            return
        # Imported here: where nothing is to be made, nothing moves.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(), MofNCompleteColumn(), BarColumn(24), TimeElapsedColumn(),
            TextColumn("{task.fields[left]}", markup=False), TextColumn("{task.description}", markup=False),
        )  # fmt: skip
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task("", total=count, left="")
        self.bar.start()

    def working(self, labels: Sequence[str]) -> None:
        """Show what is being made at the moment."""
        if self.bar and self.task is not None:
            self.bar.update(self.task, description=f"now: {', '.join(labels)}" if labels else "", left=self._left())
        elif not self.as_json:
            for label in labels:
                if label not in self.told:
                    print(f"begun: {label}", file=sys.stderr, flush=True)
        self.told |= frozenset(labels)

    def _left(self) -> str:
        """Return how long the rest may take; empty where there are no grounds to say so."""
        return remaining(self.made, self.count, time.monotonic() - self.start)

    def ended(self, outcome: Outcome) -> None:
        """Show that a job ended."""
        if outcome.status == "unchanged" or self.as_json:
            return
        self.made += 1
        if self.bar and self.task is not None:
            self.bar.update(self.task, advance=1, left=self._left())
        else:
            print(f"{outcome.status}: {outcome.slug} ({outcome.seconds:.1f} s)", file=sys.stderr, flush=True)


def remaining(made: int, count: int, seconds: float) -> str:
    """Return a guess, no finer than it can be, of how long the files take that are left; empty without grounds."""
    if made < GROUNDS or made >= count:
        return ""
    left = seconds / made * (count - made)
    minute = 60
    if left > 1.5 * minute:
        return f"about {round(left / minute)} min left"
    return "about a minute left" if left > minute / 2 else "less than half a minute left"
