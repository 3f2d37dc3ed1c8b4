"""A server of a small published folder, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import browser  # noqa: F401  # a fixture
from builders import BRIEF, ROOT, build, manuscript_of, project_files
from filelock import FileLock

from handbook.build.publish import manifest
from handbook.files.digests import Digests
from handbook.site.publish import publish
from handbook.values.model import Selection

LANGUAGES = ("en", "ar")
SERVE = """
import datetime
from pathlib import Path
from builders import manuscript_of
from handbook.web.application import Rules
from handbook.web.counts import Counts
from handbook.web.serve import Place, serve
root, out = Path({root!r}), Path({out!r})
counts = Counts(root / "downloads.sqlite3", lambda: datetime.date(2027, 1, 2))
place = Place(lambda: manuscript_of(root), out, "127.0.0.1", 0, {workers})
serve(place, counts, Rules("X-Forwarded-For", {forms}), lambda address: print(address, flush=True))
"""
SECONDS = 120.0
"""To answer and to end, on the busiest machine."""


@dataclass(frozen=True)
class Served:
    """A server at work."""

    root: Path
    out: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def counts(self) -> Path:
        return self.root / "downloads.sqlite3"


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a project and what is published of it; the processes of pytest-xdist share one."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with FileLock(shared / "served.lock"):
        root = shared / "served" / "project"
        return (root, root / "dist") if (root / "dist/site.json").is_file() else published(shared / "served")


def published(folder: Path) -> tuple[Path, Path]:
    """Return a project and what is published of it: the card in two languages, the leaflet in one."""
    root = project_files(folder / "project", LANGUAGES, BRIEF, ("card", "leaflet-screen"))
    out = root / "dist"
    for chosen in (Selection(formats=("card",)), Selection(("en",), ("leaflet-screen",))):
        assert not build(root, out, 2, chosen).failed
    assert publish(manuscript_of(root), manifest.listed(out), out, Digests(root)) == ()
    return root, out


@contextmanager
def serving(root: Path, out: Path, workers: int = 1, forms: float = 6.0) -> Iterator[Served]:
    """Serve a folder; SIGTERM must end it well, and whatever happens it is ended."""
    code = SERVE.format(root=str(root), out=str(out), workers=workers, forms=forms)
    command = [sys.executable, "-u", "-c", f"import sys; sys.path[:0] = [{str(ROOT / 'tests')!r}]\n{code}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(root, out, process.stdout.readline().strip(), process)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(SECONDS)
            finally:
                process.kill()
        assert status == 0


@pytest.fixture(scope="session")
def served(dist: tuple[Path, Path]) -> Iterator[Served]:
    """Return a server that all tests share: none changes what it serves."""
    with serving(*dist, workers=2) as made:
        yield made
