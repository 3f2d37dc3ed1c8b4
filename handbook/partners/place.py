"""Where copies come from and go to; a folder on this machine."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from handbook.files import store
from handbook.values.model import Companion


@dataclass(frozen=True, slots=True)
class Parts(ABC):
    """Reads the published files, and keeps parts as files of this machine until they are brought to their places."""

    dist: Path

    @abstractmethod
    def where(self, path: str) -> Path:
        """Return where a part of this process waits."""

    def published(self, path: str, sha256: str) -> bytes:
        """Return a published file. Raises OSError if it is not there, or is another one."""
        data = (self.dist / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            msg = f"{self.dist / path} has changed since the copies were begun"
            raise OSError(msg)
        return data

    def part(self, path: str, data: Iterable[bytes]) -> None:
        """Keep pieces of a file. Raises OSError."""
        with self.sink(path) as file:
            for piece in data:
                file.write(piece)

    def sink(self, path: str) -> BinaryIO:
        """Return a part, open for writing. Raises OSError."""
        place = self.where(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("wb")

    def digest(self, path: str) -> Companion:
        """Return a part that was written, by its length and SHA-256. Raises OSError."""
        part = self.where(path)
        return Companion(path, store.sha256(part), part.stat().st_size)


@dataclass(frozen=True, slots=True)
class Place(Parts):
    """A folder: parts wait beside their places, to be renamed."""

    out: Path

    def __str__(self) -> str:
        return str(self.out)

    def stored(self, path: str) -> bytes:
        """Return a file that stands in its place. Raises OSError."""
        return (self.out / path).read_bytes()

    def publish(self, paths: Sequence[str]) -> None:
        """Rename parts to their places. Raises OSError."""
        for path in paths:
            store.replace(self.where(path), self.out / path)

    def where(self, path: str) -> Path:
        """Return where a part of this process waits: other machines may write into the folder, too."""
        place, machine = self.out / path, hashlib.sha256(platform.node().encode()).hexdigest()[:6]
        return place.with_name(f"{store.PART}{os.getpid()}-{machine}-{place.name}")

    def sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        """Return the path of each file in a folder and in those in it, with its length; hidden ones apart."""
        return _sizes(self.out / folder, folder, folders=1)

    def lines(self, path: str) -> Iterator[bytes]:
        """Yield the lines of a file. Raises OSError."""
        with (self.out / path).open("rb") as file:
            yield from file

    def remove(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Remove files, and folders that are then empty; return those that could be removed."""
        removed = []
        for path in paths:
            with contextlib.suppress(OSError):
                (self.out / path).unlink()
                removed.append(path)
        for place in sorted({(self.out / path).parent for path in removed if path.count("/") > 1}):
            with contextlib.suppress(OSError):
                place.rmdir()
        return tuple(removed)

    def clear(self, folders: Iterable[str]) -> None:
        """Remove what tasks that came to no end have left in folders."""
        for folder in folders:
            store.remove_parts(self.out / folder)


def _sizes(folder: Path | os.DirEntry[str], path: str, *, folders: int) -> Iterator[tuple[str, int]]:
    """Yield the files of a folder, and of so many folders one in the other, as they come."""
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            name = f"{path}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if not entry.is_dir():
                with contextlib.suppress(FileNotFoundError):
                    yield name, entry.stat().st_size
            elif folders:
                yield from _sizes(entry, name, folders=folders - 1)
