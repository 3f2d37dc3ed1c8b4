"""Long steps of set-up, told as they go: one line that moves on a terminal, lines elsewhere; standard library only."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LINES_APART = 10.0
"""Seconds between two lines where they do not replace each other."""

REASONS = (
    (("No space left on device", "Disk quota exceeded", "You don't have enough free space"),
     "the disk is full", "Make room, then run the same command again."),
    (("E: Could not get lock", "E: Unable to lock", "E: Unable to acquire the dpkg frontend lock"),
     "another program is installing packages", "Wait for it to end, then run the same command again."),
    (("dpkg was interrupted",),
     "an earlier installation was interrupted", "Run, as root: dpkg --configure -a    Then the same command again."),
    (("CERTIFICATE_VERIFY_FAILED", "certificate verify failed", "Certificate verification failed"),
     "the certificate of the package index is not trusted here",
     "Behind a company's proxy, set PIP_CERT to the file with its certificate; is the clock right?"),
    (("NewConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "Max retries exceeded", "NameResolution",
      "Temporary failure", "Could not resolve", "Could not connect", "Connection refused", "Connection timed out",
      "Network is unreachable", "Failed to establish a new connection", "Failed to fetch", "RemoteDisconnected",
      "Connection aborted", "Connection reset", "IncompleteRead"),
     "no connection to the package index",
     "Check the network, the proxy (HTTPS_PROXY), your own index (PIP_INDEX_URL); then run the same command again."),
    (("DO NOT MATCH THE HASHES", "Hash Sum mismatch"),
     "a package is not the one that was pinned",
     "A damaged download, or a mirror that lags: run the same command again."),
    (("(from versions: none)",),
     "the package index does not answer, or does not have a package that is asked for",
     "Check the network and which index is set (PIP_INDEX_URL, pip's settings); then run the same command again."),
)  # fmt: skip
"""What programs say, what it means, what to do; the first that is found counts."""


@dataclass(frozen=True)
class Ended:
    """How a program ended, and all that it said."""

    status: int
    said: str

    def reason(self) -> str:
        """Return in plain words why it failed, and what to do; the program's own words where there are no plainer."""
        for marks, meaning, way_out in REASONS:
            if line := self._line_with(marks):
                return f"{meaning}\n  it said: {line}\n{way_out}"
        errors = [line for line in self.said.splitlines() if line.lstrip().lower().startswith(("error", "e:"))]
        told = errors[-3:] or [line for line in self.said.splitlines() if line.strip()][-3:]
        return "\n".join(["it said:", *(f"  {line.strip()}" for line in told)])

    def _line_with(self, marks: Sequence[str]) -> str:
        lines = [line.strip() for line in self.said.splitlines()]
        return next((line[:300] for mark in marks for line in lines if mark in line), "")


class Told:
    """What is going on, on standard error."""

    def __init__(self, title: str, stream: IO[str] | None = None) -> None:
        self._title, self._stream = title, stream or sys.stderr
        self._moves = self._stream.isatty()
        self._start = self._last = time.monotonic()
        self._width = 0
        self._write(title)

    def now(self, text: str) -> None:
        """Say how far it is; only now and then where each word stays."""
        if not self._moves and time.monotonic() - self._last < LINES_APART:
            return
        self._write(f"{self._title}: {text}, {self._seconds()}")

    def done(self, text: str = "done") -> None:
        """Say that it is over."""
        self._write(f"{self._title}: {text}, {self._seconds()}")
        self.leave()

    def leave(self) -> None:
        """Leave the line as it is, and begin another for what is said next."""
        if self._moves:
            print(file=self._stream, flush=True)

    def _seconds(self) -> str:
        return f"{time.monotonic() - self._start:.0f} s"

    def _write(self, text: str) -> None:
        self._last = time.monotonic()
        if self._moves:
            columns = _columns(self._stream)
            text = text[: columns - 1]
            print("\r" + text.ljust(self._width), end="", file=self._stream, flush=True)
            self._width = len(text)
        else:
            print(text, file=self._stream, flush=True)


def _columns(stream: IO[str]) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def run(
    command: Sequence[str],
    progress: Callable[[str | None], None],
    log: Path,
    environment: Mapping[str, str] = os.environ,
    keep: Sequence[int] = (),
) -> Ended:
    """Run a program whose lines tell how far it is; return how it ended. All that it says is added to a log.

    ``progress`` hears of each line, and of None each half second without one. Stopped by Ctrl-C the program is ended.
    ``keep`` are files that it holds open as long as it runs.
    """
    with subprocess.Popen(  # noqa: S603  # what set-up starts is written there
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**environment},
        text=True, encoding="utf-8", errors="replace", pass_fds=keep if os.name == "posix" else (),
    ) as process:  # fmt: skip
        lines: queue.Queue[str | None] = queue.Queue()
        reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
        reader.start()
        said = []
        try:
            while (line := _next(lines, progress)) is not None:
                said.append(line)
                progress(line)
        except BaseException:
            process.terminate()
            raise
        status = process.wait()
    text = "".join(said)
    with contextlib.suppress(OSError):  # a full disk is the program's fault to tell, not the log's
        log.parent.mkdir(exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"$ {' '.join(command)}\n{text}\n")
    return Ended(status, text)


def _next(lines: queue.Queue[str | None], progress: Callable[[str | None], None]) -> str | None:
    while True:
        try:
            return lines.get(timeout=0.5)
        except queue.Empty:
            progress(None)


def _read(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    for line in process.stdout or ():
        lines.put(line)
    lines.put(None)
