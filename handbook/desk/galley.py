"""A galley: one file laid out for reading, whatever state its catalog is in; never published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handbook import fingerprint, store
from handbook.catalogs import extract, load, places
from handbook.checks import layout
from handbook.diagnostics import Diagnostic, Severity
from handbook.fonts import cut
from handbook.model import Job, Project
from handbook.pdf.write import Written, write
from handbook.pipeline import CACHE, record_file
from handbook.publish import positions
from handbook.render.html import Document, render


@dataclass(frozen=True, slots=True)
class Galley:
    """A laid-out file and where its messages stand."""

    document: Document
    written: Written
    faults: tuple[layout.Finding, ...]


def pull(project: Project, job: Job) -> tuple[Galley | None, tuple[Diagnostic, ...]]:
    """Lay out a job, or return None and what is in the way: untranslated texts are not, they print in English."""
    root, cache = project.root, project.root / CACHE
    keys, faults = extract.read_keys(root)
    findings = list(faults)
    catalog, faults = load.load(root, job.language, keys)
    findings += faults
    if not _sound(findings):
        return None, tuple(findings)
    document, faults = render(project, job, catalog)
    findings += faults
    if document is None or not _sound(findings):
        return None, tuple(findings)
    place = load.catalog_path(job.language).as_posix()
    fonts, faults = cut.cut(project, job.language, document.html, cache / "fonts", place)
    findings += faults
    if not _sound(findings):
        return None, tuple(findings)
    written, faults = write(root, job, document.woven, document.stylesheets, fonts.css, cache)
    findings += faults
    if written is None:
        return None, tuple(findings)
    faulty = layout.faults(written.laid, job, fonts.homes)
    findings += layout.diagnostics(faulty, document.trace.keys, job, places.lines(root, job.language))
    return Galley(document, written, faulty), tuple(findings)


def _sound(findings: Iterable[Diagnostic]) -> bool:
    return not any(finding.severity is Severity.ERROR for finding in findings)


@dataclass(frozen=True, slots=True)
class Located:
    """A file to look at, and where messages stand in it."""

    pdf: Path
    places: positions.Places


def locate(project: Project, job: Job, out: Path) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return where messages stand: in the last build's file if it is still true, else in a galley pulled now."""
    root, cache = project.root, project.root / CACHE
    digests = fingerprint.Digests(root)
    environment = fingerprint.environment(digests)
    record = fingerprint.read(record_file(root, job))
    if record and fingerprint.is_current(record, environment, digests, out):
        places = positions.read(positions.file(cache, job), record.artifact.sha256)
        if places is not None:
            return Located(out / record.artifact.path, places), ()
    pdf = cache / "galleys" / f"{job.edition}_{job.slug}.pdf"
    state = hashlib.sha256(json.dumps([environment, digests.of_all(_inputs(root, job))]).encode()).hexdigest()
    places = positions.read(pdf.with_suffix(".json"), state) if pdf.is_file() else None
    if places is not None:
        return Located(pdf, places), ()
    galley, findings = pull(project, job)
    if galley is None:
        return None, findings
    store.write_atomic(pdf, galley.written.data)
    positions.write(pdf.with_suffix(".json"), galley.written.laid, galley.document.trace.keys, state)
    return Located(pdf, positions.read(pdf.with_suffix(".json"), state) or {}), findings


def _inputs(root: Path, job: Job) -> set[str]:
    folders = (root / "templates", root / "handbook/data")
    files = {path.relative_to(root).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}
    return files | {extract.POT.as_posix(), load.catalog_path(job.language).as_posix()}
