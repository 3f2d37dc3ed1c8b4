"""The cache kept small: what no build has used for weeks is dropped, and made anew where it is wanted after all."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

from handbook.files.store import CACHE

FOLDERS = (
    "fonts",
    "art",
    "galleys",
    "located",
    "positions",
    "preflight",
    "examined",
    "pages",
    "streams",
    "faults",
    "previews",
    "pictures",
    "webfonts",
    "keys",
    "snapshots",
    "bases",
    "papers",
    "templates",
)
"""What grows with every change of texts, drawings and formats. The records themselves (``jobs``) stay."""
DAYS = 30
DAY_SECONDS = 86_400
STAMP = "pruned"


def prune(root: Path, days: int = DAYS) -> int:
    """Remove files of the cache that no record names and that are older than so many days; return how many.

    It looks once a day at most; whatever cannot be removed stays. A file is as old as its last use, where the system
    keeps that, else as its last change.
    """
    cache, now = root / CACHE, time.time()
    stamp = cache / STAMP
    with contextlib.suppress(OSError):
        if 0 <= now - stamp.stat().st_mtime < DAY_SECONDS:
            return 0
    named = _named(cache / "jobs")
    count = 0
    for file in _files(cache):
        with contextlib.suppress(OSError):
            status = file.lstat()
            if max(status.st_atime, status.st_mtime) < now - days * DAY_SECONDS and file.stem not in named:
                file.unlink()
                count += 1
    with contextlib.suppress(OSError):
        stamp.touch()
    return count


def _files(cache: Path) -> Iterator[Path]:
    for name in FOLDERS:
        yield from (path for path in (cache / name).rglob("*") if not path.is_dir())


def _named(jobs: Path) -> frozenset[str]:
    """Return the stems of all file names that the records of jobs mention, and of the records."""
    found: set[str] = set()
    for record in jobs.rglob("*.json"):
        found.add(record.stem)
        with contextlib.suppress(OSError, UnicodeDecodeError):
            text = record.read_text(encoding="utf-8")
            found |= {Path(name).stem for name in re.findall(r'[^"\\/]+\.[a-z]{3,4}(?=")', text)}
            found |= set(re.findall(r'(?<=")[0-9a-f]{64}(?=")', text))  # lists of messages
    return frozenset(found)
