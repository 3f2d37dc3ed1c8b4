"""Finished files to their places, so that manifest and checksums are true at every moment, whatever happens.

No file system renames several files at once. So the lists first lose what is about to change, then the files are
renamed, then the lists name them again; every list is written before the first rename, so that a full disk is met while
nothing has changed. A run that is killed leaves lists that are short, never false, and the next run completes them.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from handbook.build.publish import manifest
from handbook.build.publish.manifest import Issue
from handbook.files import store
from handbook.files.digests import Digests
from handbook.values.model import Artifact


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished file with its companions, waiting beside their places."""

    artifact: Artifact
    parts: Mapping[str, Path]
    """Where each file waits, by its path below the output folder."""
    listed: bool = True
    """Whether manifest and checksums name it."""


class Publication:
    """The published files of one edition in one folder."""

    def __init__(self, out: Path, issue: Issue, known: Digests, listed: Iterable[Artifact]) -> None:
        """``listed`` are files that stand there as they say."""
        self.out, self.issue, self.known = out, issue, known
        self.listed = {artifact.path: artifact for artifact in listed}

    def commit(self, ready: Sequence[Ready], withdrawn: Iterable[str] = ()) -> dict[str, OSError]:
        """Publish what is ready and remove ``withdrawn`` files; return what could not be done, by path.

        A file that cannot be replaced stays as it was, together with its companions, and is listed as it is; one that
        could not be brought back either is listed no more. Where a list cannot be written, that is returned under its
        name. Parts are gone afterwards. To be called where no interrupt is heard (``uninterrupted``).
        """
        gone = set(withdrawn)
        mine = {each.artifact.path for each in ready} | gone
        before = [each for path, each in self.listed.items() if path not in mine]
        after = [*before, *(each.artifact for each in ready if each.listed)]
        failed: dict[str, OSError] = {}
        lists: list[dict[str, Path]] = []
        try:
            lists += (self._prepared(each) for each in (before, after))
            self._exchange(lists[0])
        except OSError as fault:
            # Nothing has changed but perhaps the lists, which name too little and nothing that is false.
            self._discard(ready, lists)
            return dict.fromkeys([*(each.artifact.path for each in ready), *gone, manifest.MANIFEST], fault)
        try:
            for each in ready:
                try:
                    self._place(each)
                    if each.listed:
                        self.listed[each.artifact.path] = each.artifact
                except OSError as fault:
                    failed[each.artifact.path] = fault
                    self._keep_if_whole(each.artifact.path)
            failed |= self._remove(gone)
            for path in gone:
                self.listed.pop(path, None)
            self._exchange(self._prepared(self.listed.values()) if failed else lists[1])
        except OSError as fault:
            failed[manifest.MANIFEST] = fault
        finally:
            self._discard(ready, lists)
        return failed

    def _keep_if_whole(self, path: str) -> None:
        """List a file that was not replaced only if it is still what it was."""
        artifact = self.listed.get(path)
        if artifact and any(self.known.of(self.out / each.path) != each.sha256 for each in artifact.files):
            del self.listed[path]

    def _prepared(self, artifacts: Iterable[Artifact]) -> dict[str, Path]:
        """Write the lists beside their places; where they would not differ, nothing."""
        written: dict[str, Path] = {}
        try:
            for name, text in manifest.texts(self.issue, artifacts).items():
                written[name] = store.written_beside(self.out / name, text)
        except OSError:
            _unlink(written.values())
            raise
        return written

    def _exchange(self, lists: Mapping[str, Path]) -> None:
        for name, part in lists.items():
            target = self.out / name
            if target.is_file() and target.read_bytes() == part.read_bytes():
                part.unlink()
            else:
                store.replace(part, target)

    def _place(self, ready: Ready) -> None:
        """Rename a file and its companions to their places: all of them or none."""
        kept: dict[Path, Path] = {}
        placed: list[Path] = []
        try:
            for each in ready.artifact.files:
                part, target = ready.parts[each.path], self.out / each.path
                if self.known.of(target) == each.sha256:
                    continue
                if target.exists():
                    kept[target] = _second_name(target)
                self.known.forget(target)
                store.replace(part, target)
                placed.append(target)
                self.known.written(target, each.sha256)
        except OSError:
            for target in placed:
                self.known.forget(target)
                with suppress(OSError):
                    if target in kept:
                        store.replace(kept[target], target)
                    else:
                        target.unlink()
            raise
        finally:
            _unlink(kept.values())

    def _remove(self, paths: Iterable[str]) -> dict[str, OSError]:
        failed = {}
        for path in paths:
            try:
                (self.out / path).unlink(missing_ok=True)
            except OSError as fault:
                failed[path] = fault
            self.known.forget(self.out / path)
        return failed

    def _discard(self, ready: Iterable[Ready], lists: Iterable[Mapping[str, Path]]) -> None:
        """Remove what was written beside its place and did not get there."""
        _unlink(part for parts in (*(each.parts for each in ready), *lists) for part in parts.values())


def _second_name(target: Path) -> Path:
    """Give a file a second name under which it can be brought back.

    Raises OSError where the file system has no second names and the file cannot be copied.
    """
    kept = target.with_name(f"{store.PART}{os.getpid()}-kept-{target.name}")
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(target)
    except OSError:
        kept.write_bytes(target.read_bytes())
    return kept


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C and the wish to end wait; only a main thread hears of them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[tuple[int, FrameType | None]] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *call: heard.append(call)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
    for heard_number, frame in heard[:1]:
        number = signal.Signals(heard_number)
        handler = before[number]
        if callable(handler):
            handler(number, frame)
        elif handler == signal.SIG_DFL:
            signal.raise_signal(number)
