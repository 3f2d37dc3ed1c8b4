"""The printed place of each message as a translator's comment in its catalog: ``# Pages: screen 12, 14``.

Comments that begin with ``#.`` come from the template catalog and are replaced by every update; those of translators
stay, here as in GNU gettext, Poedit and Weblate. So the pages are a line of the second kind: one for each message,
replaced as a whole by the next run, and the only thing in the file that a run changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.catalogs import load, po
from handbook.desk import galley
from handbook.files.store import write_if_changed
from handbook.values.diagnostics import Diagnostic
from handbook.values.message import Key
from handbook.values.model import Job, Project

MARK = "# Pages: "
PROPERTY = "in the file's properties"


def write(project: Project, jobs: Sequence[Job], out: Path) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Write the pages of all messages into the catalog of the jobs' language; return whether it changed.

    Nothing is written if one of the files cannot be laid out: what is in the way comes back.
    """
    told: dict[Key, list[str]] = defaultdict(list)
    for job in jobs:
        located, findings = galley.locate(project, job, jobs[0].language, out)
        if located is None:
            return False, findings
        for key, runs in located.places.items():
            pages = sorted({page for page, _ in runs})
            told[key].append(f"{job.product.id} {', '.join(map(str, pages)) or PROPERTY}")
    name = load.catalog_path(jobs[0].language)
    text = (project.root / name).read_bytes().decode("utf-8")
    lines = {key: MARK + "; ".join(places) for key, places in told.items()}
    return write_if_changed(project.root / name, annotated(text, lines).encode()), ()


def annotated(text: str, told: Mapping[Key, str]) -> str:
    """Return a catalog with these comments in place of earlier ones, each after those of translators."""
    lines = [line for line in text.split("\n") if not line.startswith(MARK)]
    catalog, _ = po.read("", "\n".join(lines))
    for entry in reversed(catalog.live):
        if entry.key in told and entry.source:
            at = _below_comments(lines, entry)
            ending = "\r" if lines[at].endswith("\r") else ""
            lines.insert(at, told[entry.key] + ending)
    return "\n".join(lines)


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
