"""Which files changed: by size and time first, then by content; times alone mean nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from handbook.store import sha256

SETTLE_SECONDS = 0.01
"""An editor may write a file in pieces: what changed must stay the same for so long."""
TRIES = 50


class Watch:
    """Looks at the files of some folders."""

    def __init__(self, root: Path, folders: tuple[str, ...]) -> None:
        self.root, self.folders = root, folders
        self.stamps = self._stamps()
        self.digests = {name: sha256(root / name) for name in self.stamps}

    def changed(self) -> frozenset[str]:
        """Return the files that differ, came or went since the last call, relative to the project."""
        now = self._stamps()
        if now == self.stamps:
            return frozenset()
        for _ in range(TRIES):
            time.sleep(SETTLE_SECONDS)
            again = self._stamps()
            if again == now:
                break
            now = again
        touched = {name for name in now.keys() | self.stamps.keys() if now.get(name) != self.stamps.get(name)}
        self.stamps = now
        return frozenset(name for name in touched if self._differs(name))

    def _differs(self, name: str) -> bool:
        before = self.digests.pop(name, "")
        try:
            self.digests[name] = sha256(self.root / name)
        except OSError:
            return before != ""
        return self.digests[name] != before

    def _stamps(self) -> dict[str, tuple[int, int]]:
        return dict(stamp for folder in self.folders for stamp in _walk(self.root / folder, folder))


def _walk(folder: Path, name: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), path)
            elif not entry.name.startswith("."):
                status = entry.stat()
                yield path, (status.st_mtime_ns, status.st_size)
        except OSError:
            continue  # gone meanwhile
