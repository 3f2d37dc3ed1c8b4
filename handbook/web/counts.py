"""How often files are downloaded, by day, language and format: numbers alone, of nobody."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = "downloads.sqlite3"
SETTLE_S = 2.0
"""Numbers are written so long after they have come: many at once."""
TABLE = """CREATE TABLE IF NOT EXISTS downloads (
    day TEXT, language TEXT, format TEXT, kind TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (day, language, format, kind)) WITHOUT ROWID"""
ADD = """INSERT INTO downloads VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (day, language, format, kind) DO UPDATE SET count = count + excluded.count"""
PLAIN, COPY = "file", "copy"
"""A published file; one with a hotel's name."""


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """A line of the numbers."""

    day: str
    language: str
    format: str
    kind: str
    count: int


class Counts:
    """Gathers numbers and writes them in a thread of its own."""

    def __init__(self, file: Path, today: Callable[[], dt.date]) -> None:
        self._file, self._today = file, today
        self._lock = threading.Lock()
        self._new: Counter[tuple[str, str, str, str]] = Counter()
        self._stirred, self._ended = threading.Event(), threading.Event()
        self._writer = threading.Thread(target=self._run, daemon=True)
        self._writer.start()

    def add(self, language: str, format_: str, kind: str = PLAIN) -> None:
        """Count a download."""
        with self._lock:
            self._new[self._today().isoformat(), language, format_, kind] += 1
        self._stirred.set()

    def close(self) -> None:
        """Write what is left."""
        self._ended.set()
        self._stirred.set()
        self._writer.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._stirred.wait()
            self._ended.wait(SETTLE_S)
            self._stirred.clear()
            self._write()

    def _write(self) -> None:
        """Bring the numbers into the file; where that cannot be, they wait for the next time."""
        with self._lock:
            new, self._new = self._new, Counter()
        if not new:
            return
        try:
            with contextlib.closing(sqlite3.connect(self._file)) as base, base:
                base.execute(TABLE)
                base.executemany(ADD, ((*key, count) for key, count in sorted(new.items())))
        except sqlite3.Error:
            with self._lock:
                self._new.update(new)


def read(file: Path) -> Iterable[Count]:
    """Return the numbers of a file, sorted; none if there is no file. Raises OSError if it cannot be read."""
    if not file.is_file():
        return ()
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as base:
            found = base.execute("SELECT day, language, format, kind, count FROM downloads").fetchall()
    except sqlite3.Error as fault:
        msg = f"{file}: {fault}"
        raise OSError(msg) from fault
    return sorted(Count(*each) for each in found)
