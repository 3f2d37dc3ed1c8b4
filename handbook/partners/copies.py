"""Copies as values, their names, and ``copies.json``: what stands in a folder of copies, and what it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.files import digests
from handbook.values.model import Artifact, Companion
from handbook.values.partner import Partner

SCHEMA = 1
_HEAD = f'{{"schema": {SCHEMA}, "edition": '
"""How a list begins; a partner stands on each of its lines, so that none need be read or written as a whole."""
LIST = "copies.json"
TAIL = ".tail"
"""Behind the name of a file of which only the tail is stored."""
READ_ME = "read-me.pdf"


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """A published file with a partner's panel."""

    path: str
    """Below the folder of copies, as a whole file has it."""
    language: str
    format: str
    base: str
    """The SHA-256 of the published file that it begins with."""
    sha256: str
    """Of the whole file, and its length."""
    bytes: int
    made_of: str
    """One digest of all that it was made of and with."""
    tail: int = 0
    """The length of the tail where it alone is stored; 0 where the whole file is."""
    companions: tuple[Companion, ...] = ()
    """Its job ticket."""

    @property
    def stored(self) -> tuple[Companion, ...]:
        """The files on the disk."""
        own = (
            Companion(f"{self.path}{TAIL}", "", self.tail)
            if self.tail
            else Companion(self.path, self.sha256, self.bytes)
        )
        return own, *self.companions

    @property
    def line(self) -> str:
        """What a list has of it."""
        return _as_line(self)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Copy:
        """Return what ``asdict`` and JSON have made of one; raises KeyError or TypeError for less."""
        return cls(**{**raw, "companions": tuple(Companion(**each) for each in raw["companions"])})


@dataclass(frozen=True, slots=True)
class Made:
    """What stands there of a partner."""

    id: str
    name: str
    copies: tuple[Copy, ...]
    parcel: Companion | None = None
    """The zip with all of them."""

    @property
    def stored(self) -> tuple[Companion, ...]:
        """Every file on the disk."""
        return (*(file for copy in self.copies for file in copy.stored), *([self.parcel] if self.parcel else []))

    @property
    def line(self) -> str:
        """What a list has of it."""
        return _as_line(self)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Made:
        """Return what ``asdict`` and JSON have made of one; raises KeyError or TypeError for less."""
        parcel = Companion(**raw["parcel"]) if raw["parcel"] else None
        return cls(raw["id"], raw["name"], tuple(map(Copy.of, raw["copies"])), parcel)


def _as_line(value: Copy | Made) -> str:
    return json.dumps(asdict(value), ensure_ascii=False)


def path(artifact: Artifact, edition: str, partner: str) -> PurePosixPath:
    """Return the place of a copy: ``2027-01/grand-hotel/handbook_fr_screen_2027-01_grand-hotel.pdf``."""
    return PurePosixPath(edition, partner, f"{PurePosixPath(artifact.path).stem}_{partner}.pdf")


def tickets(place: PurePosixPath) -> tuple[PurePosixPath, PurePosixPath]:
    """Return the places of the job ticket of a copy."""
    return place.with_name(f"{place.stem}_ticket.pdf"), place.with_name(f"{place.stem}_ticket.json")


def parcel(edition: str, partner: str) -> PurePosixPath:
    """Return the place of a partner's zip: beside the folders, where all can be taken at once."""
    return PurePosixPath(edition, f"handbook_{edition}_{partner}.zip")


def digest(partner: Partner) -> str:
    """Return a digest of a partner."""
    logo = [partner.logo.kind, digests.of_value(partner.logo.data.hex())] if partner.logo else []
    return digests.of_value([[getattr(partner, key) for key in partner.__slots__ if key != "logo"], logo])


def made_of(partner: str, artifact: Artifact, made_with: str) -> str:
    """Return one digest of what a copy is made of: the partner (its digest), the file with its ticket, the program."""
    files = [[each.path, each.sha256] for each in artifact.files]
    return digests.of_value([partner, files, made_with])


def text(edition: str, lines: Iterable[str]) -> Iterator[bytes]:
    """Yield what ``copies.json`` says: a partner on each line."""
    yield f'{_HEAD}{json.dumps(edition)}, "partners": ['.encode()
    for number, line in enumerate(lines):
        yield f"{',' if number else ''}\n{line}".encode()
    yield b"\n]}\n"


def listed(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the partners of a list; none if another program has written it."""
    waiting = iter(lines)
    if next(waiting, b"").startswith(_HEAD.encode()):
        yield from (line.decode().rstrip("\n").removesuffix(",") for line in waiting if line.startswith(b"{"))


def ours(paths: Iterable[str], edition: str) -> Iterator[tuple[str, str]]:
    """Yield those of the files in a place of copies that have the form of ours, each with its partner's id."""
    slug = r"[a-z0-9][a-z0-9-]*"
    file = (
        rf"{edition}/(?P<id>{slug})/handbook_{slug}_{slug}_{edition}_(?P=id)(?:\.pdf(?:\.tail)?|_ticket\.(?:pdf|json))"
    )
    parcel = rf"{edition}/handbook_{edition}_(?P<id>{slug})\.zip"
    matched = ((path, re.fullmatch(file, path) or re.fullmatch(parcel, path)) for path in paths)
    return ((path, match["id"]) for path, match in matched if match)
