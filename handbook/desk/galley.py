"""A galley: one file laid out for reading, whatever state its catalog is in; never published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from handbook.build import fingerprint
from handbook.build import position_cache as positions
from handbook.build.fingerprint import record_file
from handbook.build.standing import Standing
from handbook.catalogs import extract, load
from handbook.files import store
from handbook.files.digests import Digests, flat, tree
from handbook.files.folders import SETTINGS, named
from handbook.files.store import CACHE
from handbook.layout.typeset import Galley, sound, typeset
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Job, Language, Project


def pull(project: Project, job: Job) -> tuple[Galley | None, tuple[Diagnostic, ...]]:
    """Lay out a job, or return None and what is in the way: untranslated texts are not, they print in English."""
    keys, faults = extract.read_keys(project.root, project.locales)
    findings = list(faults)
    catalog, *voices = (load.load(project.root, each, keys) for each in (job.language, *job.voices))
    findings += [fault for _, faults in (catalog, *voices) for fault in faults]
    if not sound(findings):
        return None, tuple(findings)
    _, galley, faults = typeset(project, job, catalog[0], tuple(each for each, _ in voices))
    return galley, (*findings, *faults)


@dataclass(frozen=True, slots=True)
class Located:
    """A file to look at, and where messages stand in it."""

    pdf: Path
    places: positions.Places


def locate(project: Project, job: Job, language: Language, out: Path) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return where a language's messages stand: in the last build's file if it is still true, else in a galley."""
    root, cache = project.root, project.root / CACHE
    known = Digests(root)
    standing = Standing(project, known)
    record = fingerprint.read(record_file(project, job))
    if record and standing.holds(record, job) and fingerprint.is_there(record.artifact, out, known):
        places = positions.read(positions.file(cache, job), record.artifact.sha256, job, language)
        if places is not None:
            return Located(out / record.artifact.path, places), ()
    pdf = cache / "galleys" / f"{job.key.record}.pdf"
    state = hashlib.sha256(json.dumps([standing.environment, known.of_all(_inputs(project, job))]).encode()).hexdigest()
    places = positions.read(pdf.with_suffix(".json"), state, job, language) if pdf.is_file() else None
    if places is not None:
        return Located(pdf, places), ()
    galley, findings = pull(project, job)
    if galley is None:
        return None, findings
    store.write_atomic(pdf, galley.written.data)
    positions.write(pdf.with_suffix(".json"), galley.written.laid, galley.document.trace, state)
    return Located(pdf, positions.read(pdf.with_suffix(".json"), state, job, language) or {}), findings


def _inputs(project: Project, job: Job) -> set[str]:
    root = project.root
    found = tree((root / "templates", root / SETTINGS)) | flat(root / project.content)
    files = {named(Path(path), root) for path in found}
    catalogs = {load.catalog_path(each).as_posix() for each in (job.language, *job.voices)}
    return files | {extract.pot_path(project.locales).as_posix(), *catalogs}
