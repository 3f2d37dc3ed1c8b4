"""Ghostscript, safely: a file's pages as the amounts of ink that a press would lay down."""

from __future__ import annotations

import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from handbook.setup import doctor

Separations = NDArray[np.uint8]
"""Rows from the top, columns, four inks: cyan, magenta, yellow, black; 255 is a full tone."""

DPI = 72
SECONDS = 120.0
"""A book takes two; a file that takes longer is no book."""
WAITING = 1 << 28
"""In bytes: so many pages wait for whoever looks at them; Ghostscript waits for the next."""
LINE = 1 << 10
"""In bytes: no line of a header is longer."""


class GhostscriptError(Exception):
    """The program is not there, or gave up; the text is its own."""


class Separating:
    """Ghostscript at work on a file, beside whoever waits for it; leaving the block ends and removes everything.

    The file's own programs may read and write nothing (``-dSAFER``). Pages come through a pipe, one after the other,
    and take no place on the disk.
    """

    def __init__(self, data: bytes, dpi: int = DPI, pages: Sequence[int] = ()) -> None:
        """``pages`` are the numbers of those that are wanted, in their order; none are all."""
        self._data, self._dpi, self._pages = data, dpi, pages
        self._process: subprocess.Popen[bytes] | None = None
        self._made = _Waiting()

    def __enter__(self) -> Self:
        program = doctor.ghostscript()
        if not program:
            return self
        self._folder = tempfile.TemporaryDirectory(prefix="handbook-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        (folder / "file.pdf").write_bytes(self._data)
        command = [
            program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-dShowAnnots=false",
            "-sDEVICE=pamcmyk32", f"-r{self._dpi}",
            *([f"-sPageList={','.join(map(str, self._pages))}"] if self._pages else []),
            "-sstdout=%stderr", "-sOutputFile=-", "file.pdf",
        ]  # fmt: skip
        self._log = (folder / "log").open("w+b")
        self._process = subprocess.Popen(  # noqa: S603  # the path comes from the doctor, nothing from the file
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log
        )
        self._until = time.monotonic() + SECONDS
        self._reader = threading.Thread(target=self._made.read, args=(self._process.stdout,), daemon=True)
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.kill()
            self._made.stop()
            self._reader.join()
            self._process.communicate()
            self._log.close()
            self._folder.cleanup()

    def pages(self) -> Iterator[Separations]:
        """Yield the pages as they are shown, MediaBox whole, when they come; raise GhostscriptError if it gives up."""
        if not self._process:
            msg = "Ghostscript is not installed"
            raise GhostscriptError(msg)
        try:
            while (page := self._made.next(self._until)) is not None:
                yield page
            status = self._process.wait(max(0.0, self._until - time.monotonic()))
        except (TimeoutError, subprocess.TimeoutExpired):
            msg = f"Ghostscript was not done after {SECONDS:g} seconds"
            raise GhostscriptError(msg) from None
        if status:
            self._log.seek(0)
            said = self._log.read(1 << 16).decode("utf-8", "replace")
            lines = [line.strip(" *") for line in said.splitlines() if line.strip(" *")]
            msg = f"Ghostscript gave up: {lines[0] if lines else status}"
            raise GhostscriptError(msg)


class _Waiting:
    """Pages that were read and that nobody has looked at yet."""

    def __init__(self) -> None:
        self._pages: queue.SimpleQueue[Separations | None] = queue.SimpleQueue()
        self._room = threading.Condition()
        self._bytes, self._stopped = 0, False

    def read(self, stream: IO[bytes]) -> None:
        """Read pages until there are no more; wait where too many are waiting."""
        while (page := _read(stream)) is not None:
            with self._room:
                self._room.wait_for(lambda: self._bytes < WAITING or self._stopped)
                if self._stopped:
                    break
                self._bytes += page.nbytes
            self._pages.put(page)
        self._pages.put(None)

    def next(self, until: float) -> Separations | None:
        """Return the next page, or None if there is none; raise TimeoutError if it does not come in time."""
        try:
            page = self._pages.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        with self._room:
            self._bytes -= page.nbytes if page is not None else 0
            self._room.notify_all()
        return page

    def stop(self) -> None:
        """Let the reader end, whatever still comes."""
        with self._room:
            self._stopped = True
            self._room.notify_all()


def separations(data: bytes, dpi: int = DPI) -> list[Separations]:
    """Return the inks of all pages; raise GhostscriptError if there are none."""
    with Separating(data, dpi) as work:
        return list(work.pages())


def _read(stream: IO[bytes]) -> Separations | None:
    """Return the next page of a stream of PAM pictures; None at its end, or where it breaks off."""
    said: dict[bytes, bytes] = {}
    while (line := stream.readline(LINE)) and line != b"ENDHDR\n":
        key, _, value = line.strip().partition(b" ")
        said[key] = value
    try:
        shape = tuple(int(said[key]) for key in (b"HEIGHT", b"WIDTH", b"DEPTH"))
    except (KeyError, ValueError):
        return None
    data = stream.read(shape[0] * shape[1] * shape[2])
    if len(data) < shape[0] * shape[1] * shape[2]:
        return None
    return np.frombuffer(data, dtype=np.uint8).reshape(shape)
