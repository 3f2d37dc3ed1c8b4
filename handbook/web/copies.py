"""A hotel's files on their way out: published bytes as they lie on the disk, then a tail; many of them as a zip."""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool

from handbook.partners import copies
from handbook.press import tickets
from handbook.values.model import Artifact
from handbook.web import bench
from handbook.web.crew import Crew
from handbook.web.orders import Order
from handbook.web.zips import Zip

BEGIN_S = 0.5
"""So long at most a zip is not begun."""
PIECE = 256 * 1024
"""Bytes that are read from the disk at once."""


@dataclass(slots=True)
class Sums:
    """What is known of published files, so that a copy's sums need only its tail."""

    of: dict[str, tuple[int, hashlib._Hash]] = field(default_factory=dict)
    """CRC and unfinished digest, by SHA-256."""

    def copy(self, artifact: Artifact, path: Path, tail: bytes) -> tuple[int, str]:
        """Return CRC and SHA-256 of a copy. Raises OSError if its file cannot be read."""
        if artifact.sha256 not in self.of:
            crc, digest = 0, hashlib.sha256()
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    crc = zlib.crc32(piece, crc)
                    digest.update(piece)
            self.of[artifact.sha256] = crc, digest
        crc, digest = self.of[artifact.sha256]
        whole = digest.copy()
        whole.update(tail)
        return zlib.crc32(tail, crc), whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Counter:
    """Where files are handed out: it knows the folder, the workers and what they have made."""

    out: Path
    edition: str
    crew: Crew
    formats: Sequence[str]
    """All that there are: the page of every zip names them."""
    sums: Sums = field(default_factory=Sums)
    papers: dict[str, bytes] = field(default_factory=dict)
    """Pages of job tickets, by the path of the published file; the page of zips, by an empty one."""

    at_work: dict[tuple[str, str], asyncio.Future[bytes]] = field(default_factory=dict)
    """Tails that are being made, by order and published file: two who wait for one wait for the same."""

    async def tail(self, order: Order, artifact: Artifact) -> bytes:
        """Return what a hotel's copy adds. Raises what the workers raise."""
        key = order.token, artifact.sha256
        if artifact.sha256 not in order.tails:
            if key not in self.at_work:
                self.at_work[key] = asyncio.ensure_future(
                    self.crew.do(bench.tail, order.partner, order.pages, artifact)
                )
                self.at_work[key].add_done_callback(lambda task: self._ended(key, task))
            order.tails[artifact.sha256] = await asyncio.shield(self.at_work[key])
        return order.tails[artifact.sha256]

    def _ended(self, key: tuple[str, str], task: asyncio.Future[bytes]) -> None:
        """Forget a task; what it raised is told to whoever waits for it, if anybody still does."""
        self.at_work.pop(key, None)
        if not task.cancelled():
            task.exception()

    async def begun(self, order: Order, artifact: Artifact) -> None:
        """Wait a moment for the first copy: what goes wrong at once is told before anything is sent.

        Raises what the workers raise.
        """
        making = asyncio.ensure_future(self.tail(order, artifact))
        await asyncio.wait([making], timeout=BEGIN_S)
        if making.done():
            making.result()

    def name(self, order: Order, artifact: Artifact) -> str:
        """Return how a copy is called."""
        return copies.path(artifact, self.edition, order.partner.id).name

    async def file(self, artifact: Artifact, tail: bytes) -> AsyncIterator[bytes]:
        """Yield a copy in pieces. Raises OSError."""
        file = await run_in_threadpool((self.out / artifact.path).open, "rb")
        try:
            while piece := await run_in_threadpool(file.read, PIECE):
                yield piece
        finally:
            file.close()
        yield tail

    async def parcel(self, order: Order, artifacts: Sequence[Artifact]) -> AsyncIterator[bytes]:
        """Yield a zip of copies with their job tickets; while a file is sent, the next one is made."""
        archive = Zip(copies.parcel(self.edition, order.partner.id).stem)
        coming = asyncio.ensure_future(self.tail(order, artifacts[0]))
        try:
            for piece in _whole(archive, copies.READ_ME, await self.paper("", self._read_me)):
                yield piece
            for number, artifact in enumerate(artifacts):
                tail = await coming
                if number + 1 < len(artifacts):
                    coming = asyncio.ensure_future(self.tail(order, artifacts[number + 1]))
                async for piece in self._packed(archive, order, artifact, tail):
                    yield piece
        finally:
            coming.cancel()
        yield archive.end()

    async def _packed(self, archive: Zip, order: Order, artifact: Artifact, tail: bytes) -> AsyncIterator[bytes]:
        name, size = self.name(order, artifact), artifact.bytes + len(tail)
        crc, digest = await run_in_threadpool(self.sums.copy, artifact, self.out / artifact.path, tail)
        yield archive.head(name, size, crc)
        async for piece in self.file(artifact, tail):
            yield piece
        told = next((each.path for each in artifact.companions if each.path.endswith(".json")), None)
        if told:
            page = await self.ticket(artifact)
            data = await run_in_threadpool((self.out / told).read_bytes)
            own = tickets.as_json(tickets.of_copy(data, name, digest, size))
            for path, content in zip(copies.tickets(PurePosixPath(name)), (page, own), strict=True):
                for piece in _whole(archive, path.name, content):
                    yield piece

    async def ticket(self, artifact: Artifact) -> bytes:
        """Return the page of the job tickets of a file's copies."""
        return await self.paper(artifact.path, lambda: self.crew.do(bench.ticket, artifact))

    async def _read_me(self) -> bytes:
        return await self.crew.do(bench.read_me, tuple(self.formats))

    async def paper(self, name: str, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return a page that goes along; it is made once."""
        if name not in self.papers:
            self.papers[name] = await make()
        return self.papers[name]

    async def prepare(self, artifacts: Sequence[Artifact]) -> None:
        """Make the pages that go along before somebody waits for them, one after the other."""
        await self.paper("", self._read_me)
        for artifact in artifacts:
            if artifact.companions:
                await self.ticket(artifact)


def _whole(archive: Zip, name: str, data: bytes) -> tuple[bytes, bytes]:
    return archive.head(name, len(data), zlib.crc32(data)), data
