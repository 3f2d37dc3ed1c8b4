"""Who does the tasks of a build: processes of this machine (``local``), or of others, by another class of this form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from handbook.build.publish.publication import uninterrupted
from handbook.build.task import Done, Task
from handbook.values.model import Artifact

LOOK_S = 0.5
"""How often the build looks whether something ended: only a lost wake-up would wait so long."""

Given = TypeVar("Given")
Result = TypeVar("Result")
Given_contra = TypeVar("Given_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Lost:
    """What became of a task that gave nothing back."""

    fault: BaseException
    reason: str
    """In words; empty where the task itself raised the fault."""


class Hands(Protocol[Given_contra, Result]):
    """Whoever does tasks of some kind."""

    @property
    def size(self) -> int:
        """How many tasks are at work at once."""

    def submit(self, task: Given_contra) -> Future[Result]:
        """Begin a task. It is ended when it takes too long. Raises OSError if it cannot be begun."""

    def reason(self, fault: BaseException) -> str:
        """Return in words why a task gave nothing back; empty where it raised the fault itself."""

    def end(self, at_work: Collection[Future[Result]]) -> None:
        """End tasks, with all that they have started, and wait until they have ended."""


class Executor(Hands[Task, Done], Protocol):
    """Does the tasks of a build into one output folder.

    A worker does a task with ``work.work`` and blobs of the executor's own. What it reports of itself goes into the
    records: what was made in another environment than this machine's is made anew by the next build.
    """

    def parts(self, artifact: Artifact) -> Mapping[str, Path]:
        """Return where each file of a finished job waits, by its path: in the folder of its place, to be renamed.

        Its name begins with ``store.PART``. Raises OSError if the files cannot be brought there.
        """


def results(
    hands: Hands[Given, Result],
    tasks: list[Given],
    working: Callable[[tuple[Given, ...]], None] = lambda _tasks: None,
) -> Iterator[tuple[Given, Result | Lost]]:
    """Yield each task with its result as they end, however they end; begin them in the order given.

    At most so many are handed out as can be at work. ``tasks`` becomes empty; whoever reads a result may put further
    ones into it. ``working`` hears which are at work, whenever that changes.
    """
    at_work: dict[Future[Result], Given] = {}
    try:
        while tasks or at_work:
            while tasks and len(at_work) < hands.size:
                task = tasks.pop(0)
                try:
                    with uninterrupted():  # what has begun is known, so that it can be ended
                        at_work[hands.submit(task)] = task
                except OSError as fault:
                    yield task, Lost(fault, f"it could not be begun: {fault}")
            working(tuple(at_work.values()))
            for future in _ended(at_work):
                # Whatever it was, an exit included: one task's trouble must not stop the others.
                raised = future.exception()
                yield at_work.pop(future), future.result() if raised is None else Lost(raised, hands.reason(raised))
    finally:
        hands.end(at_work.keys())


def _ended(at_work: Mapping[Future[Result], Given]) -> list[Future[Result]]:
    """Wait for tasks to end; return them in the order in which they were begun."""
    done: set[Future[Result]] = set()
    while at_work and not done:
        done, _ = wait(at_work, LOOK_S, FIRST_COMPLETED)
    return [future for future in at_work if future in done]
