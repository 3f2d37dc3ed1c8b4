"""Which files changed: the system says when to look, then size and time tell, then content, never times alone."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from handbook.files.store import sha256

SETTLE_SECONDS = 0.01
"""An editor may write a file in pieces: what changed must stay the same for so long."""
TRIES = 50
QUIET_MS = 50
"""The system tells of a change after so many milliseconds without another one; asking more often costs time all day."""
LOOK_SECONDS = 2.0
"""So often files are looked at unasked where the system may not tell of a change."""
STARTED_MS = 1000
"""After so many milliseconds the system tells of every change."""
REMOTE = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|9p|drvfs|afs|ncpfs|vboxsf|vmhgfs|prl_fs|virtiofs|fakeowner|fuse\..*")
"""Kinds of file systems that others write to without this system's knowledge (Linux's names)."""
MOUNTS = Path("/proc/self/mountinfo")


class Watch:
    """Looks at the files of some folders, relative to the project or absolute; of ``flat`` ones not below."""

    def __init__(self, root: Path, folders: tuple[str, ...], flat: tuple[str, ...] = ()) -> None:
        self.root, self.folders, self.flat = root, folders, flat
        self.stamps = self._stamps()
        self.digests = {name: sha256(root / name) for name in self.stamps}
        self.stirred = threading.Event()
        """Set when something may have changed, or when whoever waits shall go on."""
        self.told = False
        """Whether the system tells of every change."""

    def listen(self, stopped: threading.Event) -> None:
        """Set ``stirred`` whenever the system tells of a change, until ``stopped``; for a thread of its own."""
        folders = [self.root / folder for folder in (*self.folders, *self.flat) if (self.root / folder).is_dir()]
        is_heard = False
        try:
            for changes in watchfiles.watch(*folders, watch_filter=None, debounce=QUIET_MS * 10, step=QUIET_MS,
                                            stop_event=stopped, raise_interrupt=False, rust_timeout=STARTED_MS,
                                            yield_on_timeout=True):  # fmt: skip
                if changes or not is_heard:  # what changed before the system began to tell is looked for once
                    is_heard, self.told = True, not any(map(_is_remote, folders))
                    self.stirred.set()
        except (OSError, RuntimeError):
            self.told = False  # the system cannot tell; ``wait`` looks by itself
            self.stirred.set()

    def wait(self) -> frozenset[str]:
        """Wait for a change, where the system may not tell some seconds at most, and return the files that differ."""
        self.stirred.wait(None if self.told else LOOK_SECONDS)
        return self.changed()

    def changed(self) -> frozenset[str]:
        """Return the files that differ, came or went since the last call, relative to the project."""
        self.stirred.clear()  # before the look: what changes after it stirs again
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
        whole = (stamp for folder in self.folders for stamp in _walk(self.root / folder, folder))
        flat = (stamp for folder in self.flat for stamp in _walk(self.root / folder, folder, deep=False))
        return dict((*whole, *flat))


def _is_remote(folder: Path) -> bool:
    """Whether a folder stands where other machines may write."""
    try:
        mounts = [line.split() for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False  # no Linux
    kinds = {_unescaped(fields[4]): fields[fields.index("-") + 1] for fields in mounts if "-" in fields}
    for at in (folder.resolve(), *folder.resolve().parents):
        if at.as_posix() in kinds:
            return REMOTE.fullmatch(kinds[at.as_posix()]) is not None
    return False


def _unescaped(name: str) -> str:
    """Return a mount point as it is: the system writes spaces, tabs and backslashes as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), name)


def _walk(folder: Path, name: str, *, deep: bool = True) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from _walk(Path(entry.path), path)
            elif not entry.name.startswith("."):
                status = entry.stat()
                yield path, (status.st_mtime_ns, status.st_size)
        except OSError:
            continue  # gone meanwhile
