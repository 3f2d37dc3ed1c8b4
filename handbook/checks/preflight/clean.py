"""Pages that an earlier examination found clean, known again by all that they show.

A page's digest is made of its own objects and of everything that these lead to: content, fonts, forms, pictures,
graphics states, by value; of what the file's catalog says of all pages; and of what was ordered. What differs in none
of these is painted in the same inks and breaks the same rules: none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from handbook.checks.preflight.wants import Wants
from handbook.files.store import write_atomic

OF_THE_FILE = frozenset({"/Pages", "/Metadata"})
"""Entries of the catalog that are examined with every file, or page by page."""
INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
DEPTH = 60
"""So deep may objects stand in each other: no page of ours comes near."""


class TangledError(Exception):
    """Objects lead back to themselves, or too deep: each page that comes to such ones is examined every time."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The clean pages of each file's last examination, in a folder of the cache."""

    folder: Path
    state: str
    """What they were examined with: code and versions, as a digest."""

    def of(self, name: str) -> frozenset[str]:
        """Return the digests of the clean pages that a file had; none where another state examined it."""
        try:
            raw = json.loads(self._file(name).read_text(encoding="utf-8"))
            return frozenset(map(str, raw["clean"])) if raw["state"] == self.state else frozenset()
        except (OSError, ValueError, KeyError, TypeError):
            return frozenset()

    def keep(self, name: str, clean: Iterable[str]) -> None:
        """Remember the clean pages of a file in place of those that it had before."""
        raw = {"state": self.state, "clean": sorted(set(clean))}
        write_atomic(self._file(name), json.dumps(raw).encode())

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def digests(pdf: pikepdf.Pdf, wants: Wants) -> tuple[str, ...]:
    """Return the digest of each page; "" for one that cannot have any."""
    reader = _Reader()
    around = [repr(wants)]
    try:
        around += [f"{key} {reader.of(value)}" for key, value in sorted(pdf.Root.items()) if key not in OF_THE_FILE]
    except TangledError:
        return ("",) * len(pdf.pages)
    return tuple(_page(page.obj, reader, around) for page in pdf.pages)


def _page(page: Object, reader: _Reader, around: Collection[str]) -> str:
    entries = {key: value for key, value in page.items() if key != "/Parent"}
    for key in INHERITED:
        above = page
        for _ in range(DEPTH):
            if key in entries or "/Parent" not in above:
                break
            above = above.Parent
            if key in above:
                entries[key] = above[key]
    try:
        return _hashed([*around, *(f"{key} {reader.of(value)}" for key, value in sorted(entries.items()))])
    except TangledError:
        return ""


class _Reader:
    """Reads objects by value, those that are shared once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}
        self._open: set[tuple[int, int]] = set()

    def of(self, value: object, depth: int = 0) -> str:
        """Return a digest, or the value itself where it is short; raise TangledError."""
        if not isinstance(value, Array | Dictionary | Stream):
            return f"{type(value).__name__} {value.unparse()!r}" if isinstance(value, Object) else repr(value)
        if not value.is_indirect:
            return self._read(value, depth)
        if value.objgen not in self._known:
            if value.objgen in self._open:
                raise TangledError
            self._open.add(value.objgen)
            self._known[value.objgen] = self._read(value, depth)
            self._open.remove(value.objgen)
        return self._known[value.objgen]

    def _read(self, value: Object, depth: int) -> str:
        if depth > DEPTH:
            raise TangledError
        if isinstance(value, Array):
            return _hashed(["array", *(self.of(each, depth + 1) for each in value)])
        told = [f"{key} {self.of(each, depth + 1)}" for key, each in sorted(value.items())]
        if isinstance(value, Stream):
            return _hashed(["stream", *told, hashlib.sha256(value.read_raw_bytes()).hexdigest()])
        return _hashed(["dictionary", *told])


def _hashed(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
