"""One layout to all files that take its pages: what a worker does, on whatever machine."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from handbook.build import fingerprint, plan, spoken
from handbook.build import position_cache as positions
from handbook.build.publish import names
from handbook.build.spoken import Spoken
from handbook.build.task import Blobs, Task
from handbook.catalogs import extract, policy
from handbook.catalogs.manuscript import Catalog, Manuscript, file_of, pot_path
from handbook.checks.preflight import Memory
from handbook.files import digests
from handbook.files.digests import ABSENT
from handbook.files.folders import PROFILES
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.layout.typeset import Galley
from handbook.press import nobody, tickets
from handbook.press.finishing import Produced
from handbook.press.produce import produce
from handbook.press.streams import Streams
from handbook.render.html import Document
from handbook.setup import doctor
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.message import Key
from handbook.values.model import Artifact, Companion, Job, JobKey, Language, Made, Project, Purpose, Sources


def make(task: Task, manuscript: Manuscript, blobs: Blobs) -> tuple[Made, ...]:
    """Make the files of jobs that share a layout, and leave them with ``blobs``.

    ``manuscript`` is the task's, of a project that stands on this machine. A job with a finding of severity error, or
    of a language that is not complete, has no artifact. Raises OSError if a file cannot be kept.
    """
    start = time.perf_counter()
    batch, project, keys = task.batch, manuscript.project, manuscript.keys
    (job,) = plan.layouts(project, batch)
    heard = spoken.gather(job, manuscript)
    nameless = (fault for each in (heard.catalog, *heard.voices) for fault in policy.faults(project, each.language))
    findings = (*manuscript.faults, *heard.findings, *dict.fromkeys(nameless))
    nothing = Made(None, None, findings, {}, (), heard.coverage, sum(each.untranslated for each in heard.missing), 0.0)

    def ended(made: Made) -> Made:
        return replace(made, seconds=(time.perf_counter() - start) / len(batch))

    if not heard.complete or not sound(findings):
        return tuple(ended(nothing) for _ in batch)
    source = _Source(task, project, heard)
    state = source.state()
    store = Keep(project.root / CACHE / "pages", state)
    document, galley, faults = nobody.typeset(project, job, heard.catalog, heard.voices, store)
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
    environment = fingerprint.environment()
    made = []
    for each, file, examined in files:
        findings = (*nothing.diagnostics, *examined, *(slips.findings if each.product.is_printed else ()))
        failed = replace(nothing, diagnostics=findings, uses=document.uses, untranslated=document.foreign)
        if file is None or each.key not in artifacts or not sound(findings):
            made.append(ended(failed))
            continue
        beside = dict(zip(names.tickets(each), slips.files.get(each.key, ()), strict=True))
        artifact = replace(artifacts[each.key], companions=_companions(beside))
        for path, data in {names.path(each): file.data, **beside}.items():
            blobs.put(data, path.as_posix())
        pages = [(document, galley), *slips.pages] if beside else [(document, galley)]
        sources, lists = source.of(each, pages)
        done = replace(failed, artifact=artifact, sources=sources, lists=lists, cited=galley.written.cited)
        if each.product.id == job.product.id:
            done = replace(done, positions=positions.text(galley.written.laid, document.trace, artifact.sha256))
        made.append(ended(replace(done, environment=environment)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Source:
    """Tells what a job was made from: of the project what the task says, of this program what this process has."""

    task: Task
    here: Project
    """The project as it stands on this machine."""
    heard: Spoken

    def of(self, job: Job, pages: Sequence[tuple[Document, Galley]]) -> tuple[Sources, Mapping[str, frozenset[Key]]]:
        """Return the sources of a job that shows these pages, its own and those of its ticket, and its messages."""
        modules, texts = fingerprint.loaded_modules(), self.task.manuscript.digests
        documents = [document for document, _ in pages]
        asked: dict[str, tuple[Catalog, frozenset[Key]]] = {}
        for catalog, keys in (each for document in documents for each in document.asked):
            tag = self._spoken(catalog.language).tag
            asked[tag] = catalog, keys | asked.get(tag, (catalog, frozenset()))[1]
        lists = {tag: fingerprint.list_of(keys) for tag, (_, keys) in asked.items()}
        sources = Sources(
            files=self._digests(
                (*_profile(self.project, job), *(path for each in pages for path in _loaded(self.here, *each)))
            ),
            values={
                **fingerprint.values(self.project, self._values(job, documents)),
                "components": _components(pages),
                fingerprint.VOICES: fingerprint.voices(job),
                fingerprint.SPEAKING: self.heard.state,
            },
            messages={
                tag: (lists[tag], fingerprint.texts(keys, catalog.messages, catalog.header))
                for tag, (catalog, keys) in asked.items()
            },
            catalogs={path: texts.get(path, ABSENT) for path in sorted(set(self._catalogs(job)))},
            modules=modules,
            code=fingerprint.code(modules, lambda path: fingerprint.program().get(path, ABSENT)),
        )
        return sources, {lists[tag]: keys for tag, (_, keys) in asked.items()}

    @property
    def project(self) -> Project:
        return self.task.manuscript.project

    def state(self) -> str:
        """Return the digest of what does the work: modules of this program, its environment, Ghostscript."""
        code = fingerprint.code(fingerprint.loaded_modules(), lambda path: fingerprint.program().get(path, ABSENT))
        programs = [[item.name, item.found] for item in doctor.system_items()]
        return digests.of_value([code, fingerprint.environment(), programs])

    def _digests(self, paths: Iterable[str]) -> dict[str, str]:
        known = self.task.digests
        return {path: known.get(path, ABSENT) for path in sorted(set(paths))}

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
            shop = self.project.edition.ticket_language
            yield from (f"association.{key} {shop}" for key in ("name", "address", "phones", "email", "web"))
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


def _loaded(project: Project, document: Document, galley: Galley) -> set[str]:
    """Return the files that a layout was made from, and the script's style sheet, which may come to be."""
    root = project.root
    read = [*document.loaded, *(root / css for css in document.stylesheets), *galley.written.loaded]
    found = {project.named(path) for path in read if not path.is_relative_to(root / CACHE)}
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
