"""What stands in a place of copies, on this machine's disk while a run lasts.

So a run takes no more memory for a hundred thousand copies than for a hundred.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from handbook.partners import copies
from handbook.partners.copies import Copy, Made
from handbook.partners.task import Shelf

TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE sizes (path TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID;
CREATE TABLE made (id TEXT PRIMARY KEY, line TEXT);
CREATE TABLE tails (base TEXT, path TEXT, line TEXT, PRIMARY KEY (base, path));
CREATE TABLE whole (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Register:
    """What a list says of each partner, and the length of each file that stood there when the run began."""

    def __init__(self, shelf: Shelf, edition: str) -> None:
        """Raises OSError if the place cannot be read."""
        self._shelf, self._edition = shelf, edition
        self._list = f"{edition}/{copies.LIST}"
        # Without a name it is a temporary file of SQLite's own, which goes with the connection.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(TABLES)
        self._base.executemany("INSERT INTO sizes VALUES (?, ?)", shelf.sizes(edition))
        is_there = self.size(self._list) is not None
        with suppress(ValueError, KeyError, TypeError, AttributeError):  # what cannot be read is made anew
            for line in copies.listed(shelf.lines(self._list)) if is_there else ():
                self.put(Made.of(json.loads(line)))
        self.is_changed = not is_there
        """Whether it says something else than the list."""

    def size(self, path: str) -> int | None:
        """Return the length of a file; None if it was not there."""
        found = self._base.execute("SELECT size FROM sizes WHERE path = ?", (path,)).fetchone()
        return found and int(found[0])

    def ids(self) -> Sequence[str]:
        """Return the partners of whom something stands there, sorted."""
        return [ident for (ident,) in self._base.execute("SELECT id FROM made ORDER BY id")]

    def of(self, ident: str) -> Made:
        """Return what stands of a partner."""
        found = self._base.execute("SELECT line FROM made WHERE id = ?", (ident,)).fetchone()
        return Made.of(json.loads(found[0])) if found else Made(ident, "", ())

    def put(self, made: Made) -> None:
        """Say what stands of a partner now."""
        self._base.execute("DELETE FROM made WHERE id = ?", (made.id,))
        if made.copies:
            self._base.execute("INSERT INTO made VALUES (?, ?)", (made.id, made.line))
        self.is_changed = True

    def write(self) -> None:
        """Write the list. Raises OSError."""
        lines = (line for (line,) in self._base.execute("SELECT line FROM made ORDER BY id"))
        self._shelf.part(self._list, copies.text(self._edition, lines))
        self._shelf.publish([self._list])
        self.is_changed = False

    # Tails, which become whole files.

    def tails(self) -> Iterator[Copy]:
        """Yield the copies of which the tail alone is stored, those of a published file together."""
        for ident in self.ids():
            waiting = ((each.base, each.path, each.line) for each in self.of(ident).copies if each.tail)
            self._base.executemany("INSERT INTO tails VALUES (?, ?, ?)", waiting)
        for (line,) in self._base.execute("SELECT line FROM tails ORDER BY base, path"):
            yield Copy.of(json.loads(line))

    def whole(self, paths: Iterable[str]) -> None:
        """Hear that whole files of tails stand in their places."""
        self._base.executemany("INSERT INTO whole VALUES (?)", ((path,) for path in paths))

    @property
    def left(self) -> int:
        """How many tails are left."""
        return self._count("tails") - self.done

    @property
    def done(self) -> int:
        """How many have become whole files."""
        return self._count("whole")

    def tell_whole(self) -> None:
        """Say of the tails that have become whole files that they have."""
        done = "SELECT 1 FROM whole WHERE path = ?"
        for made in map(self.of, self.ids()):
            told = [replace(copy, tail=0) if self._base.execute(done, (copy.path,)).fetchone() else copy
                    for copy in made.copies]  # fmt: skip
            self.put(replace(made, copies=tuple(told)))

    def _count(self, table: str) -> int:
        return int(self._base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  # ours
