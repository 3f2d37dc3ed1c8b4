"""Copies as values, their names, and ``copies.json``: what stands in a folder of copies, and what it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.files import digests
from handbook.values.model import Artifact, Companion
from handbook.values.partner import Partner

SCHEMA = 1
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

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Made:
        """Return what ``asdict`` and JSON have made of one; raises KeyError or TypeError for less."""
        parcel = Companion(**raw["parcel"]) if raw["parcel"] else None
        return cls(raw["id"], raw["name"], tuple(map(Copy.of, raw["copies"])), parcel)


def path(artifact: Artifact, edition: str, partner: str) -> PurePosixPath:
    """Return the place of a copy: ``2027-01/grand-hotel/handbook_fr_screen_2027-01_grand-hotel.pdf``."""
    return PurePosixPath(edition, partner, f"{PurePosixPath(artifact.path).stem}_{partner}.pdf")


def tickets(place: PurePosixPath) -> tuple[PurePosixPath, PurePosixPath]:
    """Return the places of the job ticket of a copy."""
    return place.with_name(f"{place.stem}_ticket.pdf"), place.with_name(f"{place.stem}_ticket.json")


def parcel(edition: str, partner: str) -> PurePosixPath:
    """Return the place of a partner's zip: beside the folders, where all can be taken at once."""
    return PurePosixPath(edition, f"handbook_{edition}_{partner}.zip")


def made_of(partner: Partner, artifact: Artifact, made_with: str) -> str:
    """Return one digest of what a copy is made of: the partner, the published file with its ticket, the program."""
    logo = [partner.logo.kind, digests.of_value(partner.logo.data.hex())] if partner.logo else []
    fields = [getattr(partner, key) for key in partner.__slots__ if key != "logo"]
    files = [[each.path, each.sha256] for each in artifact.files]
    return digests.of_value([fields, logo, files, made_with])


def text(edition: str, made: Iterable[Made]) -> bytes:
    """Return what ``copies.json`` says, sorted."""
    ordered = [asdict(each) for each in sorted(made, key=lambda each: each.id)]
    raw = {"schema": SCHEMA, "edition": edition, "partners": ordered}
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


def listed(data: bytes) -> dict[str, Made]:
    """Return what a list says, by partner; nothing if it cannot be read."""
    try:
        raw = json.loads(data)
        found = map(Made.of, raw["partners"]) if raw["schema"] == SCHEMA else ()
        return {each.id: each for each in found}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def ours(paths: Iterable[str], edition: str) -> tuple[tuple[str, str], ...]:
    """Return those of the files in a place of copies that have the form of ours, each with its partner's id, sorted."""
    slug = r"[a-z0-9][a-z0-9-]*"
    file = (
        rf"{edition}/(?P<id>{slug})/handbook_{slug}_{slug}_{edition}_(?P=id)(?:\.pdf(?:\.tail)?|_ticket\.(?:pdf|json))"
    )
    parcel = rf"{edition}/handbook_{edition}_(?P<id>{slug})\.zip"
    matched = ((path, re.fullmatch(file, path) or re.fullmatch(parcel, path)) for path in paths)
    return tuple(sorted((path, match["id"]) for path, match in matched if match))
