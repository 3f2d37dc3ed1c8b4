"""``build.py test``: the tests on all processors, ended whole however they end."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from handbook.cli.arguments import pass_on

PLACE = 110
HELP = "run the tests (arguments go to pytest)"
SECONDS_TO_END = 20.0
"""After Ctrl-C, for the report of what was tested so far."""
SECONDS_TO_GO = 3.0
"""For each way of being told to."""
OWN_WAY = ("-n", "--numprocesses", "--dist", "--pdb", "--trace")
"""Who says one of these wants no other way of sharing out the tests."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: all go to pytest."""
    pass_on(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run pytest and return its status; no process that the tests started outlives it."""
    root, rest = arguments.root, arguments.rest
    command = [sys.executable, "-m", "pytest", *shared_out(rest), *rest]
    if os.name != "posix" or {"--pdb", "--trace"} & set(rest):
        return subprocess.run(command, cwd=root, check=False).returncode  # noqa: S603  # our own Python
    return run_whole(command, root)


def shared_out(arguments: Sequence[str]) -> list[str]:
    """Return pytest's options for all processors, a file's tests on one: what they share is made once.

    The files keep their order, which ``tests/conftest.py`` makes: the longest first.
    """
    own = any(argument.startswith(OWN_WAY) for argument in arguments)
    return [] if own else ["-n", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]


def run_whole(command: Sequence[str], folder: Path) -> int:
    """Run a program and all that it starts as one group, which ends with it; return its status."""
    with _heard(signal.SIGTERM):
        process = subprocess.Popen(command, cwd=folder, process_group=0)  # noqa: S603  # our own Python
        try:
            return process.wait()
        except KeyboardInterrupt:
            _tell(process.pid, signal.SIGINT)
            _wait(process, SECONDS_TO_END)
            return 130
        finally:
            _end(process)


@contextmanager
def _heard(number: signal.Signals) -> Iterator[None]:
    """Let a signal stop this as Ctrl-C does."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the group: politely, then surely."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        _tell(process.pid, number)
        end = time.monotonic() + SECONDS_TO_GO
        while time.monotonic() < end and (process.poll() is None or _tell(process.pid, 0)):
            time.sleep(0.05)
    process.wait()


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _tell(group: int, number: int) -> bool:
    """Send a signal to a group; return whether anybody is left in it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
