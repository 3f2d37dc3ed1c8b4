"""Copies in a store of objects, or whatever else ``fsspec`` reaches: S3, WebDAV, SFTP and so on.

Parts wait on this machine's own disk. A store of objects shows an object when all of it is there; elsewhere it is
written beside its place and renamed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.files import store
from handbook.partners.place import Parts
from handbook.values.errors import HandbookError, MissingProgramError

WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "oci", "memory"})
"""Where a file appears whole or not at all."""
S3 = frozenset({"s3", "s3a"})
INSTALL = "For stores of objects install more: .venv/bin/python -m pip install -r requirements-cluster.txt"


def is_address(text: str) -> bool:
    """Whether a place is an address, and no folder."""
    return "://" in text


@dataclass(frozen=True, slots=True)
class Bucket(Parts):
    """A place with an address such as ``s3://bucket/path``. Raises OSError that names it whatever goes wrong there."""

    url: str
    parts: Path
    """Where parts wait."""

    def __str__(self) -> str:
        return self.url

    def reach(self) -> None:
        """Raise HandbookError if nothing can be kept there, before any work is done."""
        if self.url.startswith("memory://"):
            msg = f"{self.url} is gone when the program ends: choose a folder, or an address such as s3://bucket/path"
            raise HandbookError(msg)
        probe = f"{store.PART}probe"
        try:
            with self._at(probe) as (files, place):
                files.pipe_file(place, b"")
                files.rm_file(place)
        except OSError as fault:
            raise HandbookError(str(fault)) from fault

    def stored(self, path: str) -> bytes:
        """Return a file that stands in its place."""
        with self._at(path) as (files, place):
            return bytes(files.cat_file(place))

    def publish(self, paths: Sequence[str]) -> None:
        """Bring parts to their places: to a store of objects many at once, since each one is a request."""
        parts = [self.where(path) for path in paths]
        if self._kind in WHOLE:
            with self._at("") as (files, root):
                files.put([str(part) for part in parts], [f"{root}{path}" for path in paths])
        else:
            for path, part in zip(paths, parts, strict=True):
                with self._beside(path) as (files, place):
                    files.put_file(str(part), place)
        for part in parts:
            part.unlink()

    def sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        """Yield the path of each file below a folder, with its length."""
        with self._at(folder) as (files, place):
            root = place.removesuffix(folder)
            if self._kind in S3:
                yield from ((path.removeprefix(root), size) for path, size in _objects(files, place))
                return
            files.invalidate_cache()
            found = files.find(place, detail=True)
        yield from ((path.removeprefix(root), int(each["size"] or 0)) for path, each in found.items())

    def lines(self, path: str) -> Iterator[bytes]:
        """Yield the lines of a file that stands in its place."""
        with self._at(path) as (files, place), files.open(place, "rb") as file:
            yield from file

    def remove(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Remove files; return those that could be removed."""
        removed = []
        for path in paths:
            with contextlib.suppress(OSError), self._at(path) as (files, place):
                files.rm_file(place)
                removed.append(path)
        return tuple(removed)

    def clear(self, folders: Iterable[str]) -> None:
        """Remove what tasks that came to no end have left, here and in folders there."""
        shutil.rmtree(self.parts, ignore_errors=True)
        if self._kind not in WHOLE:
            left = [path for folder in folders for path, _ in self.sizes(folder) if store.PART in path]
            self.remove(left)

    @property
    def _kind(self) -> str:
        return self.url.partition("://")[0].rpartition("::")[2]

    def where(self, path: str) -> Path:
        """Return where a part of this process waits."""
        return self.parts / str(os.getpid()) / path

    @contextlib.contextmanager
    def _beside(self, path: str) -> Iterator[tuple[Any, str]]:
        """Lend a place beside that of a file, from which it is renamed."""
        name = path.rpartition("/")[2]
        with self._at(path) as (files, place):
            beside = f"{place.removesuffix(name)}{store.PART}{os.getpid()}-{name}"
            files.makedirs(place.removesuffix(f"/{name}"), exist_ok=True)
            yield files, beside
            files.mv(beside, place)

    @contextlib.contextmanager
    def _at(self, path: str) -> Iterator[tuple[Any, str]]:
        """Lend the file system, which ``fsspec`` leaves untyped, and a path in it."""
        try:
            import fsspec  # noqa: PLC0415  # only where copies go farther than a folder

            files, root = fsspec.url_to_fs(self.url)
        except ImportError as fault:
            msg = f"{self.url}: {fault}. {INSTALL}"
            raise MissingProgramError(msg) from fault
        except ValueError as fault:
            msg = f"{self.url}: {fault}"
            raise OSError(msg) from fault
        try:
            yield files, f"{root.rstrip('/')}/{path}"
        except FileNotFoundError as fault:
            msg = f"{self.url}: there is no such bucket or folder, or {path} is not there"
            raise FileNotFoundError(msg) from fault
        except PermissionError as fault:
            msg = f"{self.url}: you have no right to do this there: {fault}"
            raise PermissionError(msg) from fault
        except MissingProgramError:
            raise
        except Exception as fault:  # each store has exceptions of its own
            msg = f"{self.url} cannot be reached: {fault}"
            raise OSError(msg) from fault


def _objects(files: Any, place: str) -> Iterator[tuple[str, int]]:  # noqa: ANN401  # ``s3fs`` is untyped
    """Yield the objects below a place of S3, a thousand at a time: ``find`` keeps over a kilobyte of each."""
    bucket, _, folder = place.partition("/")
    asked = {"Bucket": bucket, "Prefix": f"{folder}/"}
    while True:
        page = files.call_s3("list_objects_v2", **asked)
        yield from ((f"{bucket}/{each['Key']}", each["Size"]) for each in page.get("Contents", ()))
        if not page["IsTruncated"]:
            return
        asked["ContinuationToken"] = page["NextContinuationToken"]
