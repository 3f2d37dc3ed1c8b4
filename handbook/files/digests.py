"""SHA-256 of files, each read at most once in a run, and not at all where size and times are as they were."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from handbook.files.store import CACHE, sha256, write_atomic

ABSENT = "absent"
FILE = CACHE / "digests.json"
SCHEMA = 1
MOST = 100_000
"""Files that are remembered: enough for years of editions."""
SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was read may change again within the same tick of its file system's clock
(FAT counts in steps of two seconds): its digest is not kept. Git calls such files racily clean."""

Stamp = tuple[int, int, int]
"""Size in bytes, time of the content's and of the entry's last change in ns."""
NOTHING: Stamp = (-1, 0, 0)
"""Of what is there and cannot be looked at: a link that leads nowhere."""


def stamp(path: Path) -> Stamp | None:
    """Return a file's size and times; None if it is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns) if path.is_file() else None


def is_settled(found: Stamp, now_ns: int) -> bool:
    """Whether a file with this stamp, looked at now, cannot change without another stamp."""
    return max(found[1], found[2]) + SETTLED_NS < now_ns


class Digests:
    """The digests of a project's files and of what it published.

    With ``verify`` nothing that earlier runs remembered counts: every file is read.
    """

    def __init__(self, root: Path, *, verify: bool = False) -> None:
        self.root = root
        self.seen: dict[str, str] = {}
        self.used: dict[str, tuple[Stamp, str]] = {}
        self.known: dict[str, tuple[Stamp, str]] = {} if verify else dict(_remembered(root / FILE))

    def of(self, name: str | Path) -> str:
        """Return the digest of a file, relative to the project or absolute, or "absent"."""
        key = str(name)
        if key not in self.seen:
            self.seen[key] = self._digest(key)
        return self.seen[key]

    def _digest(self, key: str) -> str:
        path, now = self.root / key, time.time_ns()
        found = stamp(path)
        if found is None:
            return ABSENT
        before = self.known.get(key)
        if before and before[0] == found:
            self.used[key] = before
            return before[1]
        digest = sha256(path)
        if is_settled(found, now):
            self.used[key] = found, digest
        return digest

    def of_all(self, names: Iterable[str | Path]) -> dict[str, str]:
        """Return the digests of several files, sorted by name."""
        return {name: self.of(name) for name in sorted({str(name) for name in names})}

    def written(self, path: Path, digest: str) -> None:
        """Remember a file that this run has published itself: nobody reads it to know what it is.

        It is believed at once, without a while to settle: a build alone writes here.
        """
        found = stamp(path)
        if found is not None:
            self.seen[str(path)] = digest
            self.used[str(path)] = found, digest

    def forget(self, path: Path) -> None:
        """Read a file anew when it is asked for again."""
        for table in (self.seen, self.used, self.known):
            table.pop(str(path), None)

    def save(self) -> None:
        """Keep what was learned for the next run; without it, that run reads more."""
        kept = {**self.known, **self.used}
        if len(kept) > MOST:
            kept = self.used
        if kept == self.known and (self.root / FILE).is_file():
            return
        raw = {"schema": SCHEMA, "files": {key: [*of, digest] for key, (of, digest) in kept.items()}}
        with suppress(OSError):
            write_atomic(self.root / FILE, json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode())


def _remembered(file: Path) -> Iterator[tuple[str, tuple[Stamp, str]]]:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        raw = json.loads(file.read_text(encoding="utf-8"))
        if raw["schema"] == SCHEMA:
            for key, (size, changed, entry, digest) in raw["files"].items():
                yield key, ((size, changed, entry), digest)


def tree(folders: Iterable[Path]) -> dict[str, Stamp]:
    """Return every file below the folders with its stamp, links followed; hidden ones and compiled Python apart."""
    found: dict[str, Stamp] = {}
    stack, seen = [str(folder) for folder in folders], set[str]()
    while stack:
        folder = stack.pop()
        if (real := os.path.realpath(folder)) in seen:
            continue  # a link that leads back
        seen.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            found[folder] = NOTHING
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir():
                stack.append(entry.path)
            else:
                found[entry.path] = stamp(Path(entry.path)) or NOTHING
    return found


def flat(folder: Path) -> dict[str, Stamp]:
    """Return the files of a folder, not of those in it, with their stamps; hidden ones apart."""
    paths = (path for path in sorted(folder.glob("*")) if not path.name.startswith(".") and not path.is_dir())
    return {str(path): stamp(path) or NOTHING for path in paths}


def of_value(value: object) -> str:
    """Return the digest of a plain value: what JSON can say, with dates and the like as text."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
