"""The printed place of each message as a translator's comment in its catalog: ``# Pages: screen 12, 14``.

Comments that begin with ``#.`` come from the template catalog and are replaced by every update; those of translators
stay, here as in GNU gettext, Poedit and Weblate. So the pages are a line of the second kind: one for each message,
replaced as a whole by the next run, and the only thing in the file that a run changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.catalogs import po
from handbook.catalogs.manuscript import Manuscript, file_of
from handbook.desk import galley
from handbook.files.store import write_if_changed
from handbook.values.diagnostics import Diagnostic
from handbook.values.message import Key
from handbook.values.model import Job

MARK = "# Pages: "
PROPERTY = "in the file's properties"


def write(manuscript: Manuscript, jobs: Sequence[Job], out: Path) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Write the pages of all messages into the catalog of the jobs' language; return whether it changed.

    Nothing is written if one of the files cannot be laid out: what is in the way comes back.
    """
    places: dict[Key, list[str]] = defaultdict(list)
    for job in jobs:
        located, findings = galley.locate(manuscript, job, jobs[0].language, out)
        if located is None:
            return False, findings
        for key, runs in located.places.items():
            pages = sorted({page for page, _ in runs})
            places[key].append(f"{job.product.id} {', '.join(map(str, pages)) or PROPERTY}")
    lines = {key: MARK + "; ".join(pages) for key, pages in places.items()}
    file = manuscript.project.root / file_of(jobs[0].language)
    # Read anew: layout takes a while, and what a translator saved meanwhile must not be lost.
    return write_if_changed(file, annotated(file.read_bytes(), lines)), ()


def annotated(data: bytes, comments: Mapping[Key, str]) -> bytes:
    """Return a catalog with these comments in place of earlier ones, each after those of translators."""
    lines = [line for line in data.decode().split("\n") if not line.startswith(MARK)]
    catalog, _ = po.read("annotated.po", "\n".join(lines).encode())
    for entry in reversed(catalog.live):
        if entry.key in comments and entry.source:
            at = _below_comments(lines, entry)
            ending = "\r" if lines[at].endswith("\r") else ""
            lines.insert(at, comments[entry.key] + ending)
    return "\n".join(lines).encode()


def _below_comments(lines: Sequence[str], entry: po.Entry) -> int:
    """Return the index of an entry's first line that is no translator's comment."""
    first = entry.line - 1
    while entry.context is not None and not lines[first].startswith("msgctxt"):
        first -= 1
    while first and lines[first - 1].startswith("#") and not lines[first - 1].startswith("#~"):
        first -= 1
    while lines[first].startswith("#") and not lines[first].startswith(("#.", "#:", "#,", "#|")):
        first += 1
    return first
