"""One layout to all files that take its pages: what a worker process does. Files wait beside their final places."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from handbook.build import fingerprint, plan, spoken
from handbook.build import position_cache as positions
from handbook.build.publish import names
from handbook.build.spoken import Spoken
from handbook.catalogs import extract, policy
from handbook.catalogs.manuscript import Catalog, Manuscript, file_of, pot_path
from handbook.checks.preflight import Memory
from handbook.files import digests, store
from handbook.files.digests import ABSENT
from handbook.files.folders import PROFILES
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.layout.typeset import Galley, typeset
from handbook.press import tickets
from handbook.press.finishing import Produced
from handbook.press.produce import produce
from handbook.press.streams import Streams
from handbook.render.html import Document
from handbook.setup import doctor
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.message import Key
from handbook.values.model import Artifact, Companion, Job, JobKey, Language, Made, Project, Purpose, Sources


def make(batch: tuple[Job, ...], manuscript: Manuscript, out: Path, known: Mapping[str, str]) -> tuple[Made, ...]:
    """Make the files of jobs that share a layout, each beside its final place below ``out``.

    ``manuscript`` has the catalogs of the batch, those of its tickets included. ``known`` are the digests of the
    project's files and of this program's, from before anything was read: an edit made meanwhile is found by the next
    build. A job with a finding of severity error, or of a language that is not complete,
    has no artifact.
    """
    start = time.perf_counter()
    project, keys = manuscript.project, manuscript.keys
    (job,) = plan.layouts(project, batch)
    heard = spoken.gather(job, manuscript)
    nameless = (fault for each in (heard.catalog, *heard.voices) for fault in policy.faults(project, each.language))
    findings = (*manuscript.faults, *heard.findings, *dict.fromkeys(nameless))
    nothing = Made(
        None, {}, None, findings, {}, (), heard.coverage, sum(each.untranslated for each in heard.missing), 0.0
    )

    def ended(made: Made) -> Made:
        return replace(made, seconds=(time.perf_counter() - start) / len(batch))

    if not heard.complete or not sound(findings):
        return tuple(ended(nothing) for _ in batch)
    source = _Source(manuscript, known, heard)
    state = source.state()
    store = Keep(project.root / CACHE / "pages", state)
    document, galley, faults = typeset(project, job, heard.catalog, heard.voices, store)
    out_of_step = extract.not_in_step(project, document.untranslated - keys) if document else ()
    nothing = replace(nothing, diagnostics=(*findings, *faults, *out_of_step))
    if document is None or galley is None or not sound(nothing.diagnostics):
        return tuple(ended(nothing) for _ in batch)
    memory = Memory(project.root / CACHE / "examined", state)
    kept = Keep(project.root / CACHE / "streams", state)
    before = kept.read(job.key.record)
    streams = Streams(before if isinstance(before, dict) else {})
    files = tuple(produce(galley.written.data, batch, project, streams, memory))
    kept.write(job.key.record, streams.used)
    artifacts = _artifacts(project, files, galley, heard)
    slips = _slips(manuscript, files, artifacts, galley)
    written: list[Path] = []
    made = []
    for each, file, examined in files:
        findings = (*nothing.diagnostics, *examined, *(slips.findings if each.product.is_printed else ()))
        failed = replace(nothing, diagnostics=findings, uses=document.uses, untranslated=document.foreign)
        if file is None or each.key not in artifacts or not sound(findings):
            made.append(ended(failed))
            continue
        beside = dict(zip(names.tickets(each), slips.files.get(each.key, ()), strict=True))
        artifact = replace(artifacts[each.key], companions=_companions(beside))
        whole = {names.path(each): file.data, **beside}
        parts = _parts(out, whole, written)
        if each.product.id == job.product.id:
            place = positions.file(project.root / CACHE, each)
            positions.write(place, galley.written.laid, document.trace, artifact.sha256)
        pages = [(document, galley), *slips.pages] if beside else [(document, galley)]
        sources = source.of(each, pages)
        done = replace(failed, artifact=artifact, parts=parts, sources=sources, cited=galley.written.cited)
        made.append(ended(done))
    return tuple(made)


def _parts(out: Path, files: Mapping[PurePosixPath, bytes], written: list[Path]) -> dict[str, Path]:
    """Write files beside their places; where one cannot be written, nothing of this batch is left behind."""
    parts: dict[str, Path] = {}
    try:
        for path, data in files.items():
            parts[path.as_posix()] = store.written_beside(out / path, data)
            written.append(parts[path.as_posix()])
    except OSError:
        for part in written:
            part.unlink(missing_ok=True)
        raise
    return parts


@dataclass(frozen=True, slots=True)
class _Source:
    """Tells what a job was made from: of catalogs and data files that is what was read, of all else what was known."""

    manuscript: Manuscript
    known: Mapping[str, str]
    heard: Spoken

    def of(self, job: Job, pages: Sequence[tuple[Document, Galley]]) -> Sources:
        """Return the sources of a job that shows these pages: its own, and those of its ticket."""
        root, modules = self.project.root, fingerprint.loaded_modules()
        documents = [document for document, _ in pages]
        asked: dict[str, tuple[Catalog, frozenset[Key]]] = {}
        for catalog, keys in (each for document in documents for each in document.asked):
            tag = self._spoken(catalog.language).tag
            asked[tag] = catalog, keys | asked.get(tag, (catalog, frozenset()))[1]
        return Sources(
            files=self._digests(
                (*_profile(self.project, job), *(path for each in pages for path in _loaded(root, *each)))
            ),
            values={
                **fingerprint.values(self.project, self._values(job, documents)),
                "components": _components(pages),
                fingerprint.VOICES: fingerprint.voices(job),
                fingerprint.SPEAKING: self.heard.state,
            },
            messages={
                tag: (fingerprint.keep_keys(root, keys), fingerprint.texts(keys, catalog.messages, catalog.header))
                for tag, (catalog, keys) in asked.items()
            },
            catalogs={path: self.manuscript.digests.get(path, ABSENT) for path in sorted(set(self._catalogs(job)))},
            modules=modules,
            code=fingerprint.code(modules, self._digest),
        )

    @property
    def project(self) -> Project:
        return self.manuscript.project

    def state(self) -> str:
        """Return the digest of what does the work: modules of this program, Python, libraries, Ghostscript."""
        code = fingerprint.code(fingerprint.loaded_modules(), self._digest)
        libraries = [[item.name, item.found] for item in doctor.system_items()]
        return digests.of_value([code, list(sys.version_info[:3]), doctor.installed(), libraries])

    def _digest(self, path: str) -> str:
        return self.known.get(path, ABSENT)

    def _digests(self, paths: Iterable[str]) -> dict[str, str]:
        return {path: self._digest(path) for path in sorted(set(paths))}

    def _spoken(self, language: Language) -> Language:
        """Return the language of the data files that speaks: what belongs to all of them speaks the source language."""
        return self.project.source if language.is_source else language

    def _catalogs(self, job: Job) -> Iterator[str]:
        yield pot_path(self.project.locales).as_posix()
        shop = [self.project.languages[self.project.edition.ticket_language]] if job.product.is_printed else []
        yield from map(file_of, (job.language, *job.voices, *shop))

    def _values(self, job: Job, documents: Sequence[Document]) -> Iterator[str]:
        """Yield the names of the values of the data files that a job's files show or are made by."""
        yield from ("association.name", "edition.id", "edition.paper", "policy")
        yield f"product {job.product.id}"
        for document in documents:
            yield from document.reads
            yield from (f"fact {use.fact}" for use in document.uses)
        jobs = (job, *(document.job for document in documents))
        spoken_by = map(self._spoken, (each for one in jobs for each in (one.language, *one.voices)))
        for language in {each.tag: each for each in spoken_by}.values():
            yield f"language {language.tag}"
            yield from (f"family {member}" for members in language.roles.values() for member in members)
        if job.product.is_printed:
            yield from ("condition", "tokens", "edition.print_run", "edition.ticket_language")
            yield from ["edition.caliper_mm"] if job.layout.fold.is_spread else []
            yield from ("association.address", "association.phones", "association.email", "association.web")
            yield from ("association.logo", "ghostscript")


def _artifacts(
    project: Project,
    files: tuple[tuple[Job, Produced | None, tuple[Diagnostic, ...]], ...],
    galley: Galley,
    heard: Spoken,
) -> Mapping[JobKey, Artifact]:
    """Return what may be published, by the keys of the jobs."""
    return {
        job.key: Artifact(
            path=names.path(job).as_posix(), language=job.language.tag, format=job.product.id,
            title=galley.written.title, pages=file.pages, trim_mm=job.layout.trim_mm, bytes=len(file.data),
            sha256=hashlib.sha256(file.data).hexdigest(), coverage=round(heard.coverage, 4),
            conformance=job.product.conformance, languages=_printed(job, heard), publisher=project.association.name,
            paper=project.edition.paper,
        )
        for job, file, findings in files if file and sound(findings)
    }  # fmt: skip


def _printed(job: Job, heard: Spoken) -> tuple[str, ...]:
    """Return the tags of the languages that a file prints."""
    return tuple(each.language.tag for each in heard.voices) or (job.language.tag,)


def _slips(
    manuscript: Manuscript,
    files: tuple[tuple[Job, Produced | None, tuple[Diagnostic, ...]], ...],
    artifacts: Mapping[JobKey, Artifact],
    galley: Galley,
) -> tickets.Slips:
    """Return the job tickets of what is printed."""
    project = manuscript.project
    printed = [(job, file) for job, file, _ in files if file and job.key in artifacts and job.product.is_printed]
    return tickets.batch(
        manuscript,
        [(job, tickets.ticket(project, job, artifacts[job.key], file, galley.written.pages)) for job, file in printed],
    )


def _companions(beside: Mapping[PurePosixPath, bytes]) -> tuple[Companion, ...]:
    return tuple(
        Companion(path.as_posix(), hashlib.sha256(data).hexdigest(), len(data)) for path, data in beside.items()
    )


def _loaded(root: Path, document: Document, galley: Galley) -> set[str]:
    """Return the files that a layout was made from, and the script's style sheet, which may come to be."""
    read = [*document.loaded, *(root / css for css in document.stylesheets), *galley.written.loaded]
    found = {_relative(path, root) for path in read if not path.is_relative_to(root / CACHE)}
    of_the_book = Path("templates/css/base.css") in document.stylesheets  # tickets have sheets of their own
    return found | ({f"templates/css/scripts/{document.job.language.script}.css"} if of_the_book else set())


def _components(pages: Sequence[tuple[Document, Galley]]) -> str:
    """Return the digest of the names of the component sheets that were taken: one more makes other pages."""
    taken = {path for document, _ in pages for path in document.stylesheets if path.parent.name == "components"}
    return digests.of_value(sorted(path.name for path in taken))


def _profile(project: Project, job: Job) -> Iterator[str]:
    """Yield the profile that a file for a press carries."""
    if job.product.purpose is Purpose.PRESS:
        yield (PROFILES / project.edition.condition.profile).as_posix()


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
