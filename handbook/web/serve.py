"""The server from start to end: workers, the published folder looked at again, and what is said where it breaks."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs.manuscript import Manuscript
from handbook.files import folders, last_words
from handbook.partners.run import made_with
from handbook.serving import loop
from handbook.values.errors import HandbookError
from handbook.web import shop
from handbook.web.application import Application, Rules, State
from handbook.web.bench import Stock
from handbook.web.copies import Counter
from handbook.web.counts import Counts
from handbook.web.crew import BusyError, Crew, LostError

TASK_S = 45.0
"""How long a worker may take for one task: a panel takes a second, the page of a zip some."""
LOOK_S = 2.0
"""So often at most it is looked whether the folder has changed, when somebody asks for something."""
GRACE_S = 30
"""How long requests at work may take when the server is to end."""

Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens and what it serves."""

    read: Callable[[], Manuscript]
    """Reads the project with its texts."""
    out: Path
    address: str
    port: int
    workers: int


def serve(place: Place, counts: Counts, rules: Rules, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``started`` hears the address.

    Raises UsageError where nothing is published, HandbookError if the port is taken.
    """
    house = _House(place)
    try:
        app = Application(house.current, counts, rules, house.broken)
        house.renewed.append(app.orders.clear)
        manners = loop.Manners(lambda address: house.open(started, address), lambda: None, GRACE_S)
        loop.serve(app, loop.listening(place.address, place.port), manners)
    finally:
        house.close()
        counts.close()


class _House:
    """Holds the state of now, and makes the next one where the folder has changed."""

    def __init__(self, place: Place) -> None:
        """Raises UsageError where nothing is published."""
        self.place = place
        self.stamp, self.looked = self._stamp(), time.monotonic()
        self.state = self._made()
        self.renewed: list[Callable[[], None]] = []
        """Called after each exchange."""
        self.renewing: threading.Thread | None = None
        self.ended = threading.Event()
        self.retiring: list[threading.Thread] = []
        self.tasks: set[asyncio.Task[None]] = set()

    def current(self) -> State:
        """Return the state of now; where the folder has changed, begin to make the next one."""
        now = time.monotonic()
        if now - self.looked >= LOOK_S and not (self.renewing and self.renewing.is_alive()):
            self.looked = now
            stamp = self._stamp()
            if stamp != self.stamp:
                running = asyncio.get_running_loop()
                self.renewing = threading.Thread(target=self._renew, args=(stamp, running), daemon=True)
                self.renewing.start()
        return self.state

    def open(self, started: Callable[[str], None], address: str) -> None:
        """Begin, once requests are taken."""
        started(address)
        self._prepare()

    def close(self) -> None:
        """End the workers."""
        self.ended.set()
        for thread in (*([self.renewing] if self.renewing else []), *self.retiring):
            thread.join()
        self.state.crew.end()

    def broken(self, fault: Exception) -> None:
        """Say on the terminal what broke, without a word of what was asked for."""
        hint = last_words.hint(self.state.shop.manuscript.project.root, fault)
        print(f"error: {type(fault).__name__}. {hint}", file=sys.stderr, flush=True)  # noqa: T201  # the log of a service

    def _made(self) -> State:
        texts = self.place.read()
        out = self.place.out
        made = shop.opened(texts, out)
        crew = Crew(Stock(texts, out, made_with(texts)), self.place.workers, TASK_S)
        formats = [each for _, ids in made.formats() for each in ids]
        edition = texts.project.edition.id
        return State(made, crew, Counter(out, edition, crew, formats))

    def _renew(self, stamp: Stamp, running: asyncio.AbstractEventLoop) -> None:
        """Make the next state; if that fails, the old one stays until the folder changes again."""
        self.stamp = stamp
        try:
            fresh = self._made()
        except (HandbookError, OSError) as fault:
            print(f"error: {fault}", file=sys.stderr, flush=True)  # noqa: T201  # as above
            return
        before, self.state = self.state, fresh
        with contextlib.suppress(RuntimeError):  # the server has ended
            running.call_soon_threadsafe(self._exchanged)
        self.retiring.append(threading.Thread(target=self._retire, args=(before.crew,), daemon=True))
        self.retiring[-1].start()

    def _retire(self, crew: Crew) -> None:
        """End workers when the requests that began with them have come to their end."""
        self.ended.wait(TASK_S)
        crew.end()

    def _exchanged(self) -> None:
        for each in self.renewed:
            each()
        self._prepare()

    def _prepare(self) -> None:
        """Begin to make the pages that go along with copies."""
        task = asyncio.get_running_loop().create_task(self._papers(self.state))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _papers(self, state: State) -> None:
        with contextlib.suppress(BusyError, LostError):  # they are made when they are asked for
            try:
                await state.counter.prepare(state.shop.artifacts)
            except (HandbookError, OSError) as fault:
                self.broken(fault)

    def _stamp(self) -> Stamp:
        found = []
        for name in folders.LISTS:
            with contextlib.suppress(OSError):
                status = (self.place.out / name).stat()
                found.append((status.st_mtime_ns, status.st_size))
        return tuple(found)
