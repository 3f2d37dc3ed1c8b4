"""A folder of copies on this machine, and the published files beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from handbook.files import store
from handbook.values.model import Companion


@dataclass(frozen=True, slots=True)
class Place:
    """Where copies come from and go to: parts wait beside their places, to be renamed."""

    dist: Path
    out: Path

    def published(self, path: str, sha256: str) -> bytes:
        """Return a published file. Raises OSError if it is not there, or is another one."""
        data = (self.dist / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            msg = f"{self.dist / path} has changed since the copies were begun"
            raise OSError(msg)
        return data

    def part(self, path: str, data: Sequence[bytes]) -> None:
        """Write pieces of a file beside its place. Raises OSError."""
        with self.sink(path) as file:
            for piece in data:
                file.write(piece)

    def sink(self, path: str) -> BinaryIO:
        """Return a part, open for writing. Raises OSError."""
        place = self._part(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("wb")

    def stored(self, path: str) -> bytes:
        """Return a file that stands in its place. Raises OSError."""
        return (self.out / path).read_bytes()

    def digest(self, path: str) -> Companion:
        """Return a part that was written, by its length and SHA-256. Raises OSError."""
        part = self._part(path)
        return Companion(path, store.sha256(part), part.stat().st_size)

    def publish(self, paths: Sequence[str]) -> None:
        """Rename parts to their places. Raises OSError."""
        for path in paths:
            store.replace(self._part(path), self.out / path)

    def _part(self, path: str) -> Path:
        place = self.out / path
        return place.with_name(f"{store.PART}{os.getpid()}-{place.name}")
