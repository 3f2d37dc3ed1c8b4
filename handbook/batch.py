"""One layout to all files that take its pages: what a worker process does. Files wait beside their final places."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from handbook import fingerprint, store, tickets
from handbook.catalogs import extract, load, policy
from handbook.catalogs.entries import Key
from handbook.catalogs.load import Catalog
from handbook.diagnostics import Diagnostic
from handbook.model import Artifact, Companion, Job, Made, Project, Scope
from handbook.produce import Produced, produce
from handbook.publish import names, positions
from handbook.render.html import Document
from handbook.store import CACHE
from handbook.typeset import Galley, sound, typeset


@dataclass(frozen=True, slots=True)
class _Texts:
    """The catalogs of a layout."""

    keys: frozenset[Key]
    catalog: Catalog
    voices: tuple[Catalog, ...]
    """Those that are printed: a language that is not ready stays off a sheet of all languages."""
    coverage: float
    complete: bool
    findings: tuple[Diagnostic, ...]


def make(batch: tuple[Job, ...], project: Project, out: Path) -> tuple[Made, ...]:
    """Make the files of jobs that share a layout, each beside its final place below ``out``.

    A job with a finding of severity error, or of a language that is not complete, has no artifact.
    """
    start = time.perf_counter()
    root = project.root
    # As the files are before anything reads them: an edit made meanwhile is found by the next build.
    digests = fingerprint.Digests(root, project.digests)
    digests.of_all({*_readable_files(root), *tickets.inputs(project)})
    job = replace(batch[0], format=project.formats[batch[0].format.of])
    texts = _read(project, job)
    inputs = {extract.POT.as_posix(), *_data_files(root)}
    inputs |= {load.catalog_path(each).as_posix() for each in (job.language, *job.voices)}
    nothing = Made(None, {}, {}, texts.findings, {}, texts.coverage, texts.complete, 0.0)

    def ended(made: Made, more: frozenset[str] = frozenset()) -> Made:
        seconds = (time.perf_counter() - start) / len(batch)
        return replace(made, inputs=digests.of_all(inputs | more), seconds=seconds)

    if not texts.complete or not sound(texts.findings):
        return tuple(ended(nothing) for _ in batch)
    document, galley, faults = typeset(project, job, texts.catalog, texts.voices)
    out_of_step = extract.not_in_step(document.untranslated - texts.keys) if document else ()
    nothing = replace(nothing, diagnostics=(*texts.findings, *faults, *out_of_step))
    if document is None or galley is None or not sound(nothing.diagnostics):
        return tuple(ended(nothing) for _ in batch)
    inputs |= _loaded(root, job, document, galley)
    files = tuple(produce(galley.written.data, batch, project))
    artifacts = _artifacts(files, galley, texts.coverage)
    slips = _slips(project, files, artifacts, galley, texts.keys)
    made = []
    for each, file, examined in files:
        told = (*nothing.diagnostics, *examined, *(slips.findings if each.format.is_printed else ()))
        failed = replace(nothing, diagnostics=told)
        if file is None or each.slug not in artifacts or not sound(told):
            made.append(ended(failed))
            continue
        beside = dict(zip(names.tickets(each), slips.files.get(each.slug, ()), strict=True))
        artifact = replace(artifacts[each.slug], companions=_companions(beside))
        whole = {names.path(each): file.data, **beside}
        parts = {path.as_posix(): _part(out, path, data) for path, data in whole.items()}
        if each.format.is_layout:
            positions.write(positions.file(root / CACHE, each), galley.written.laid, document.trace, artifact.sha256)
        done = replace(failed, artifact=artifact, parts=parts, cited=galley.written.cited)
        made.append(ended(done, frozenset(slips.loaded if beside else ())))
    return tuple(made)


def _read(project: Project, job: Job) -> _Texts:
    keys, faults = extract.read_keys(project.root)
    catalog, *voices = (load.load(project.root, each, keys) for each in (job.language, *job.voices))
    read = (catalog[0], *(each for each, _ in voices))
    needed = read[:1] if job.format.scope is Scope.EDITION else read
    nameless = [fault for each in read if _is_complete(each) for fault in policy.faults(project, each.language)]
    return _Texts(
        keys=keys,
        catalog=catalog[0],
        voices=tuple(each for each in read[1:] if _is_complete(each)),
        coverage=min(each.coverage for each in needed),
        complete=all(map(_is_complete, needed)),
        findings=(*faults, *(fault for _, faults in (catalog, *voices) for fault in faults), *nameless),
    )


def _is_complete(catalog: Catalog) -> bool:
    return catalog.coverage >= catalog.language.min_coverage


def _artifacts(
    files: tuple[tuple[Job, Produced | None, tuple[Diagnostic, ...]], ...], galley: Galley, coverage: float
) -> Mapping[str, Artifact]:
    """Return what may be published, by the slugs of the jobs."""
    return {
        job.slug: Artifact(
            path=names.path(job).as_posix(), language=job.language.tag, format=job.format.id,
            title=galley.written.title, pages=file.pages, trim_mm=job.format.trim_mm, bytes=len(file.data),
            sha256=hashlib.sha256(file.data).hexdigest(), coverage=round(coverage, 4),
            conformance=job.format.conformance,
        )
        for job, file, told in files if file and sound(told)
    }  # fmt: skip


def _slips(
    project: Project,
    files: tuple[tuple[Job, Produced | None, tuple[Diagnostic, ...]], ...],
    artifacts: Mapping[str, Artifact],
    galley: Galley,
    keys: frozenset[Key],
) -> tickets.Slips:
    """Return the job tickets of what is printed."""
    printed = [(job, file) for job, file, _ in files if file and job.slug in artifacts and job.format.is_printed]
    return tickets.batch(
        project,
        [(job, tickets.ticket(project, job, artifacts[job.slug], file, galley.written.pages)) for job, file in printed],
        keys,
    )


def _companions(beside: Mapping[PurePosixPath, bytes]) -> tuple[Companion, ...]:
    return tuple(
        Companion(path.as_posix(), hashlib.sha256(data).hexdigest(), len(data)) for path, data in beside.items()
    )


def _part(out: Path, path: PurePosixPath, data: bytes) -> Path:
    """Write a file beside the place where it is to be published, and return where."""
    target = out / path
    part = target.with_name(f".part-{os.getpid()}-{target.name}")
    store.write_atomic(part, data)
    return part


def _loaded(root: Path, job: Job, document: Document, galley: Galley) -> set[str]:
    """Return the files that a layout was made from, and the script's style sheet, which may come to be."""
    read = [*document.loaded, *(root / css for css in document.stylesheets), *galley.written.loaded]
    found = {_relative(path, root) for path in read if not path.is_relative_to(root / CACHE)}
    return found | {f"templates/css/scripts/{job.language.script}.css"}


def _readable_files(root: Path) -> set[str]:
    """Return every template, style sheet, drawing and catalog."""
    folders = (root / "templates", root / "locales")
    return {path.relative_to(root).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}


def _data_files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in (root / "handbook/data").glob("*.toml")}


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
