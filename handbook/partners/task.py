"""A task for another process: copies of some files for some partners, as values; and who makes panels and tails.

A task names published files by what they contain. Who does it says where they stand, and keeps what is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from handbook.catalogs.manuscript import Manuscript
from handbook.partners.copies import Copy, Made
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Artifact, Companion
from handbook.values.partner import Partner


@dataclass(frozen=True, slots=True)
class Order:
    """A partner, what is made anew and what stands already."""

    partner: Partner
    kept: tuple[Copy, ...] = ()
    """Copies that are as they should be: they go into the zip as well."""


@dataclass(frozen=True, slots=True)
class Task:
    """The copies of some published files for some partners."""

    orders: tuple[Order, ...]
    artifacts: tuple[Artifact, ...]
    """The files to copy."""
    manuscript: Manuscript
    """As much of it as panels, tickets and the read-me page print."""
    made_with: str
    """One digest of the program and of what it reads."""
    letters: str = ""
    """Those of all partners of the table, to which fonts are cut."""
    only_panels: bool = False
    """Whether to see only if the panels can be made."""
    only_tails: bool = False
    """Whether to store nothing but the tails."""

    @property
    def label(self) -> str:
        """What is told of it while it is done."""
        first, last = self.orders[0].partner.id, self.orders[-1].partner.id
        return first if first == last else f"{first} ... {last}"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: small values, the files are kept."""

    made: tuple[Made, ...]
    findings: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """What is wrong with the panels of a partner, by its id; ``""`` for what concerns all."""
    plain: tuple[str, ...] = ()
    """The paths of published files that have no place for a name."""


class Depot(Protocol):
    """Where published files come from and copies go to. It goes to the worker with each task."""

    def published(self, path: str, sha256: str) -> bytes:
        """Return a published file. Raises OSError if it is not there, or is another one."""

    def part(self, path: str, data: Iterable[bytes]) -> None:
        """Keep pieces of a file beside its place, unpublished. Raises OSError."""

    def sink(self, path: str) -> BinaryIO:
        """Return a file, open for writing, that is such a part. Raises OSError."""

    def stored(self, path: str) -> bytes:
        """Return a file that stands in its place. Raises OSError."""

    def digest(self, path: str) -> Companion:
        """Return a part that was written, by its length and SHA-256. Raises OSError."""

    def publish(self, paths: Sequence[str]) -> None:
        """Bring parts to their places. Raises OSError."""


class Shelf(Depot, Protocol):
    """Such a place as the run itself sees it; said as a text, it is what people call it. All methods raise OSError."""

    def sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        """Return the path of each file in a folder and in those in it, with its length."""

    def lines(self, path: str) -> Iterator[bytes]:
        """Return the lines of a file."""

    def remove(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Remove files; return those that could be removed."""

    def clear(self, folders: Iterable[str]) -> None:
        """Remove what tasks that came to no end have left in folders."""


class Maker(Protocol):
    """What makes panels and tails."""

    def prepare(
        self,
        partners: Sequence[Partner],
        artifacts: Sequence[Artifact],
        read: Callable[[Artifact], bytes],
        letters: str = "",
    ) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Find the slots of files and lay out the panels for them; return what is wrong with each partner's.

        ``letters`` are those that fonts have beside the partners' own.
        """

    def has_slots(self, artifact: Artifact) -> bool:
        """Whether a file has a place for a panel."""

    def tail(self, artifact: Artifact, partner: Partner) -> bytes:
        """Return what makes a file a copy of a partner, whose panels are sound; nothing where it has no slots."""
