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
from handbook.catalogs.manuscript import Manuscript, file_of, pot_path
from handbook.files import store
from handbook.files.digests import Digests, flat, tree
from handbook.files.folders import SETTINGS, named
from handbook.files.store import CACHE
from handbook.layout.typeset import Galley
from handbook.press import nobody
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.model import Job, Language, Project


def pull(manuscript: Manuscript, job: Job) -> tuple[Galley | None, tuple[Diagnostic, ...]]:
    """Lay out a job, or return None and what is in the way: untranslated texts are not, they print in English."""
    heard = [manuscript.catalog(each) for each in (job.language, *job.voices)]
    findings = [*manuscript.faults, *(fault for _, faults in heard for fault in faults)]
    if not sound(findings):
        return None, tuple(findings)
    catalog, *voices = (each for each, _ in heard)
    _, galley, faults = nobody.typeset(manuscript.project, job, catalog, tuple(voices))
    return galley, (*findings, *faults)


@dataclass(frozen=True, slots=True)
class Located:
    """A file to look at, and where messages stand in it."""

    pdf: Path
    places: positions.Places


def locate(
    manuscript: Manuscript, job: Job, language: Language, out: Path
) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return where a language's messages stand: in the last build's file if it is still true, else in a galley."""
    root = manuscript.project.root
    cache = root / CACHE
    known = Digests(root)
    standing = Standing(manuscript, known)
    record = fingerprint.read(record_file(manuscript.project, job))
    if record and standing.holds(record, job) and fingerprint.is_there(record.artifact, out, known):
        places = positions.read(positions.file(cache, job), record.artifact.sha256, job, language)
        if places is not None:
            return Located(out / record.artifact.path, places), ()
    pdf = cache / "galleys" / f"{job.key.record}.pdf"
    state = hashlib.sha256(
        json.dumps([standing.environment, known.of_all(_inputs(manuscript.project, job))]).encode()
    ).hexdigest()
    places = positions.read(pdf.with_suffix(".json"), state, job, language) if pdf.is_file() else None
    if places is not None:
        return Located(pdf, places), ()
    galley, findings = pull(manuscript, job)
    if galley is None:
        return None, findings
    store.write_atomic(pdf, galley.written.data)
    store.write_atomic(pdf.with_suffix(".json"), positions.text(galley.written.laid, galley.document.trace, state))
    return Located(pdf, positions.read(pdf.with_suffix(".json"), state, job, language) or {}), findings


def _inputs(project: Project, job: Job) -> set[str]:
    root = project.root
    found = tree((root / "templates", root / SETTINGS)) | flat(root / project.content)
    files = {named(Path(path), root) for path in found}
    return files | {pot_path(project.locales).as_posix(), *(file_of(each) for each in (job.language, *job.voices))}
