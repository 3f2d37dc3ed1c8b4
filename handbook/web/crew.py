"""The workers of the server: processes that stay, a time limit for each task; one that crashes or hangs is replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pebble

from handbook.build import workers
from handbook.web import bench
from handbook.web.bench import Stock

PRELOAD = ("__main__", "handbook.web.bench")
TASKS = 200
"""After so many a worker is replaced: what libraries gather in its memory goes, and the fonts of names with it."""
WAITING = 48
"""So many tasks may wait for a worker; more are sent away at once."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


class BusyError(Exception):
    """Too many wait already."""


class LostError(Exception):
    """A worker has crashed or took too long."""


class Crew:
    """Does tasks for the server, so many at once."""

    def __init__(self, stock: Stock, size: int, limit_s: float) -> None:
        """Start the workers and wait for the first, some seconds: not to be done where requests are answered."""
        self.size, self.limit_s, self._stock = size, limit_s, stock
        self.waiting, self._ended = 0, False
        self._pool = self._begun()
        self._pool.schedule(bench.ready).result()

    async def do(self, task: Callable[Given, Result], *given: Given.args, **more: Given.kwargs) -> Result:
        """Return what a function of ``bench`` gives back, or raise what it raises.

        Raises BusyError or LostError where it does not come to its end.
        """
        if self.waiting >= WAITING + self.size:
            raise BusyError
        self.renew()
        self.waiting += 1
        try:
            future = self._pool.schedule(task, given, more, self.limit_s)
            return await asyncio.shield(asyncio.wrap_future(future))
        except (pebble.ProcessExpired, TimeoutError) as fault:
            raise LostError from fault
        except RuntimeError as fault:  # the pool itself has ended
            raise BusyError from fault
        finally:
            self.waiting -= 1

    def renew(self) -> None:
        """Begin with new workers where none takes tasks.

        So it is when one is killed that had nothing to do, for the memory of others say: pebble gives up.
        """
        if not self._ended and not self.is_alive:
            self._pool.stop()  # type: ignore[no-untyped-call]  # of pebble
            self._pool = self._begun()

    @property
    def is_alive(self) -> bool:
        """Whether it takes tasks."""
        return bool(self._pool.active)

    def end(self) -> None:
        """End the workers, whatever they do, and wait until they have ended."""
        self._ended = True
        self._pool.stop()  # type: ignore[no-untyped-call]  # of pebble
        self._pool.join()
        bench.sweep(self._stock)

    def _begun(self) -> pebble.ProcessPool:
        return pebble.ProcessPool(
            max_workers=self.size, max_tasks=TASKS, initializer=bench.begin, initargs=[self._stock],
            context=workers.context(PRELOAD),
        )  # fmt: skip
