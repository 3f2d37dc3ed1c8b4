"""A preview of a small project, served by a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browsing import browser  # noqa: F401  # a fixture
from builders import ROOT

CHAPTERS = ("cover", "contents", "why", "law", "checks", "cheated", "sources", "about", "notes", "back")
SERVE = """
from pathlib import Path
from handbook.config.project import load_project
from handbook.desk import server
server.serve(load_project(Path({root!r})), {tag!r}, None, 0, print)
"""
SECONDS = 120.0
"""To end, on the busiest machine."""


@contextmanager
def served(root: Path, tag: str) -> Iterator[str]:
    """Serve the preview of a language and give its address; Ctrl-C must end it, and whatever happens it is ended."""
    command = [sys.executable, "-u", "-c", SERVE.format(root=str(root), tag=tag)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGINT)
            try:
                status = process.wait(SECONDS)
            finally:
                process.kill()
        assert status == 0
