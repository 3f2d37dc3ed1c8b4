"""Ghostscript, safely: a file's pages as the amounts of ink that a press would lay down."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from handbook.setup import doctor

Separations = NDArray[np.uint8]
"""Rows from the top, columns, four inks: cyan, magenta, yellow, black; 255 is a full tone."""

DPI = 72
SECONDS = 120.0
"""A book takes two; a file that takes longer is no book."""


class GhostscriptError(Exception):
    """The program is not there, or gave up; the text is its own."""


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[str]
    folder: Path


class Separating:
    """Ghostscript at work on a file, beside whoever waits for it; leaving the block ends and removes everything.

    The file's own programs may read and write nothing (``-dSAFER``), and its pages appear in a folder of their own.
    """

    def __init__(self, data: bytes, dpi: int = DPI, pages: Sequence[int] = ()) -> None:
        """``pages`` are the numbers of those that are wanted, in their order; none are all."""
        self._data, self._dpi, self._pages = data, dpi, pages
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        program = doctor.ghostscript()
        if not program:
            return self
        self._folder = tempfile.TemporaryDirectory(prefix="handbook-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        (folder / "file.pdf").write_bytes(self._data)
        command = [
            program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-dShowAnnots=false",
            "-sDEVICE=tiff32nc", f"-r{self._dpi}",
            *([f"-sPageList={','.join(map(str, self._pages))}"] if self._pages else []),
            "-o", "page%05d.tif", "file.pdf",
        ]  # fmt: skip
        process = subprocess.Popen(  # noqa: S603  # the path comes from the doctor, nothing from the file
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        self._running = _Running(process, folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running:
            self._running.process.kill()
            self._running.process.communicate()
            self._folder.cleanup()

    def pages(self) -> Iterator[Separations]:
        """Wait, and yield the pages as they are shown, MediaBox whole; raise GhostscriptError if it gives up."""
        if not self._running:
            msg = "Ghostscript is not installed"
            raise GhostscriptError(msg)
        try:
            output, _ = self._running.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            msg = f"Ghostscript was not done after {SECONDS:g} seconds"
            raise GhostscriptError(msg) from None
        if self._running.process.returncode:
            lines = [line.strip(" *") for line in output.splitlines() if line.strip(" *")]
            msg = f"Ghostscript gave up: {lines[0] if lines else self._running.process.returncode}"
            raise GhostscriptError(msg)
        yield from map(_read, sorted(self._running.folder.glob("page*.tif")))


def separations(data: bytes, dpi: int = DPI) -> list[Separations]:
    """Return the inks of all pages; raise GhostscriptError if there are none."""
    with Separating(data, dpi) as work:
        return list(work.pages())


def _read(path: Path) -> Separations:
    with Image.open(path) as image:
        return np.asarray(image, dtype=np.uint8)
