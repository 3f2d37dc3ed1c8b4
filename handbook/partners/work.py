"""How a worker does a task: panels first, then a published file after the other, each copied for every partner."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from handbook.catalogs.manuscript import Manuscript
from handbook.partners import copies, papers
from handbook.partners.copies import Copy, Made
from handbook.partners.parcel import Parcel
from handbook.partners.task import Depot, Done, Maker, Order, Task
from handbook.press import tickets
from handbook.values.diagnostics import sound
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact, Companion


def work(task: Task, depot: Depot, making: Callable[[Manuscript, str], Maker]) -> Done:
    """Make the copies of a task and publish them, each partner's together; return what was made.

    Raises OSError where a file cannot be read or kept, HandbookError where tickets or the read-me page cannot be laid
    out: then nothing of the task is published.
    """
    maker = making(task.manuscript, task.made_with)

    def read(artifact: Artifact) -> bytes:
        return depot.published(artifact.path, artifact.sha256)

    findings = dict(maker.prepare([order.partner for order in task.orders], task.artifacts, read, task.letters))
    plain = tuple(each.path for each in task.artifacts if not maker.has_slots(each))
    if len(plain) == len(task.artifacts):
        msg = f"{', '.join(plain)}: none has a place for a name. Choose other formats, or build the files anew"
        raise HandbookError(msg)
    fit = [order for order in task.orders if sound(findings.get(order.partner.id, ()))]
    if task.only_panels or not sound(findings.get("", ())) or not fit:
        return Done((), findings, plain)
    batch = _Batch(task, depot, maker, [_Bench(order, copies.digest(order.partner)) for order in fit])
    try:
        batch.open()
        for artifact in sorted(task.artifacts, key=lambda each: each.path):
            batch.copy(artifact)
        batch.close()
    finally:
        batch.let_go()
    return Done(tuple(batch.published()), findings, plain)


@dataclass(slots=True)
class _Bench:
    """What is being made for a partner."""

    order: Order
    digest: str
    """Of the partner."""
    made: list[Copy] = field(default_factory=list)
    file: BinaryIO | None = None
    parcel: Parcel | None = None
    kept: list[Copy] = field(default_factory=list)
    """Copies that stand already and are not in the zip yet, the last one first."""


@dataclass(slots=True)
class _Batch:
    """The partners of a task whose panels are sound."""

    task: Task
    depot: Depot
    maker: Maker
    benches: Sequence[_Bench]

    @property
    def _edition(self) -> str:
        return self.task.manuscript.project.edition.id

    def open(self) -> None:
        """Begin each partner's zip with the page that says what is in it."""
        if self.task.only_tails:
            return
        formats = {each.format for each in self.task.artifacts} | {
            copy.format for bench in self.benches for copy in bench.order.kept
        }
        page = papers.read_me(self.task.manuscript, formats, self.task.made_with)
        for bench in self.benches:
            path = copies.parcel(self._edition, bench.order.partner.id)
            bench.file = self.depot.sink(str(path))
            bench.parcel = Parcel(bench.file, path.stem)
            bench.parcel.add(copies.READ_ME, page)
            bench.kept = sorted(bench.order.kept, reverse=True)

    def copy(self, artifact: Artifact) -> None:
        """Copy a file for every partner, with its ticket."""
        base = self.depot.published(artifact.path, artifact.sha256)
        known = hashlib.sha256(base)
        # All tails first: between the writing of megabytes, which the processor's caches hold, they take twice as long.
        tails = [(bench, self.maker.tail(artifact, bench.order.partner)) for bench in self.benches]
        made = [self._copied(bench, artifact, (base, tail), known) for bench, tail in tails]
        sheets = self._tickets(artifact, made) if artifact.companions and not self.task.only_tails else [()] * len(made)
        for bench, (copy, tail), files in zip(self.benches, made, sheets, strict=True):
            companions = tuple(Companion(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in files)
            bench.made.append(Copy(copy.path, copy.language, copy.format, copy.base, copy.sha256, copy.bytes,
                                   copy.made_of, copy.tail, companions))  # fmt: skip
            for path, data in files:
                self.depot.part(path, (data,))
            if bench.parcel:
                self._pack(bench, copy.path, [(copy.path, base + tail), *files])

    def _copied(
        self, bench: _Bench, artifact: Artifact, pieces: tuple[bytes, bytes], known: hashlib._Hash
    ) -> tuple[Copy, bytes]:
        partner, (base, tail) = bench.order.partner, pieces
        digest = known.copy()
        digest.update(tail)
        path = str(copies.path(artifact, self._edition, partner.id))
        stored = len(tail) if self.task.only_tails else 0
        size, made_of = len(base) + len(tail), copies.made_of(bench.digest, artifact, self.task.made_with)
        copy = Copy(
            path, artifact.language, artifact.format, artifact.sha256, digest.hexdigest(), size, made_of, stored
        )
        self.depot.part(copy.stored[0].path, (tail,) if stored else pieces)
        return copy, tail

    def _tickets(self, artifact: Artifact, made: Sequence[tuple[Copy, bytes]]) -> list[Sequence[tuple[str, bytes]]]:
        """Return the job tickets of copies, paths and contents: of each its JSON, of all one page."""
        (told,) = (each for each in artifact.companions if each.path.endswith(".json"))
        data = self.depot.published(told.path, told.sha256)
        page = papers.kept(self.task.manuscript, artifact, data, self.task.made_with)
        files: list[Sequence[tuple[str, bytes]]] = []
        for copy, _ in made:
            place = PurePosixPath(copy.path)
            own = tickets.as_json(tickets.of_copy(data, place.name, copy.sha256, copy.bytes))
            files.append(list(zip(map(str, copies.tickets(place)), (page, own), strict=True)))
        return files

    def _pack(self, bench: _Bench, before: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Add files to a partner's zip, and first those that stand already and come before them."""
        for path, data in (*self._standing(bench, before), *files):
            if bench.parcel:
                bench.parcel.add(PurePosixPath(path).name, data)

    def _standing(self, bench: _Bench, before: str) -> Iterator[tuple[str, bytes]]:
        while bench.kept and (not before or bench.kept[-1].path < before):
            for each in bench.kept.pop().stored:
                yield each.path, self.depot.stored(each.path)

    def close(self) -> None:
        """End the zips."""
        for bench in self.benches:
            if bench.parcel and bench.file:
                self._pack(bench, "", ())
                bench.parcel.close()
                bench.file.close()

    def let_go(self) -> None:
        """Close what could not be ended: what keeps it from being written has been told."""
        for bench in self.benches:
            if bench.parcel and bench.file:
                with suppress(OSError, ValueError):
                    bench.parcel.close()
                with suppress(OSError):
                    bench.file.close()

    def published(self) -> Iterator[Made]:
        """Bring the files of each partner to their places; yield what then stands there."""
        for bench in self.benches:
            partner = bench.order.partner
            parcel = self.depot.digest(str(copies.parcel(self._edition, partner.id))) if bench.parcel else None
            files = [each.path for copy in bench.made for each in copy.stored]
            self.depot.publish([*files, *([parcel.path] if parcel else [])])
            name = " ".join(partner.name.split())
            yield Made(partner.id, name, tuple(sorted((*bench.made, *bench.order.kept))), parcel)
