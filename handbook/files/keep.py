"""Values kept from one build to the next, in the cache: sound, and made by the same program, or not there."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from dataclasses import dataclass
from pathlib import Path

from handbook.files.store import write_atomic


@dataclass(frozen=True, slots=True)
class Keep:
    """A folder of the cache."""

    folder: Path
    state: str
    """What makes the values: code, libraries, as a digest."""

    def read(self, name: str) -> object:
        """Return what was kept under a name, by this state; None if there is nothing sound."""
        try:
            head, _, data = self._file(name).read_bytes().partition(b"\n")
        except OSError:
            return None
        if head.decode("ascii", "replace") != self._head(data):
            return None
        return pickle.loads(zlib.decompress(data))  # noqa: S301  # written by this program, as the digest says

    def write(self, name: str, value: object) -> None:
        """Keep a value under a name."""
        data = zlib.compress(pickle.dumps(value, protocol=5), 1)
        write_atomic(self._file(name), self._head(data).encode() + b"\n" + data)

    def _head(self, data: bytes) -> str:
        return f"{self.state} {hashlib.sha256(data).hexdigest()}"

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.kept"
