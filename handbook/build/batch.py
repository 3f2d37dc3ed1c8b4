"""One layout to all files that take its pages: what a worker does, on whatever machine."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from handbook.build import fingerprint, plan, spoken
from handbook.build import position_cache as positions
from handbook.build.publish import names
from handbook.build.spoken import Spoken
from handbook.build.task import Blobs, Done, Laid, Task
from handbook.catalogs import extract, policy
from handbook.catalogs.manuscript import Catalog, Manuscript, file_of, pot_path
from handbook.checks.preflight import Memory
from handbook.files import digests
from handbook.files.digests import ABSENT
from handbook.files.folders import PROFILES
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.layout.typeset import Galley
from handbook.layout.write import Written
from handbook.press import nobody, tickets
from handbook.press.finishing import Produced
from handbook.press.produce import produce
from handbook.press.streams import Streams
from handbook.render import qr
from handbook.render.html import Document
from handbook.setup import doctor
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.message import Key
from handbook.values.model import Artifact, Companion, Job, JobKey, Language, Made, Project, Purpose, Sources

MANY_PAGES = 16
"""As many as make it worth a process more for files of another purpose, which takes it a fifth of a second to begin."""


@dataclass(frozen=True, slots=True)
class _Composed:
    """The pages of a layout and all that is told of them: what its files are made of, in whatever process."""

    heard: Spoken
    document: Document
    written: Written
    read: frozenset[str]
    """The names of the files that were read."""
    bare: Made
    """What a job is of which there is no file; its seconds are those of one job."""


def make(task: Task, manuscript: Manuscript, blobs: Blobs) -> Done:
    """Make the files of jobs that share a layout, and leave them with ``blobs``; or its pages alone, if they are many.

    ``manuscript`` is the task's, of a project that stands on this machine. A job with a finding of severity error, or
    of a language that is not complete, has no artifact. Raises OSError if a file cannot be kept.
    """
    state = _state()
    handed_over = _handed_over(task.laid, state, blobs) if task.laid else None
    composed = handed_over or _composed(task.batch, manuscript, state)
    if isinstance(composed, Made):
        return tuple(composed for _ in task.batch)
    if not task.laid and _is_worth_more_processes(task.batch, composed):
        path = names.path(composed.document.job).with_suffix(".laid").as_posix()
        return Laid(path, blobs.put(pickle.dumps(composed, protocol=5), path), state)
    start = time.perf_counter()
    made = tuple(_finished(task, manuscript, composed, state, blobs))
    seconds = composed.bare.seconds + (time.perf_counter() - start) / len(made)
    return tuple(replace(each, seconds=seconds) for each in made)


def _state() -> str:
    """Return the digest of what does the work: modules of this program, its environment, Ghostscript."""
    code = fingerprint.code(fingerprint.loaded_modules(), lambda path: fingerprint.program().get(path, ABSENT))
    programs = [[item.name, item.found] for item in doctor.system_items()]
    return digests.of_value([code, fingerprint.environment(), programs])


def _handed_over(laid: Laid, state: str, blobs: Blobs) -> _Composed | None:
    """Return what another worker has laid out; None if it is not what this one would lay out."""
    if laid.state != state:
        return None
    data = blobs.get(laid.sha256, laid.path)
    if hashlib.sha256(data).hexdigest() != laid.sha256:
        return None
    composed: _Composed = pickle.loads(data)  # noqa: S301  # written by this program, as the digest says
    return composed


def _is_worth_more_processes(batch: tuple[Job, ...], composed: _Composed) -> bool:
    return composed.written.pages >= MANY_PAGES and len({job.product.purpose for job in batch}) > 1


def _composed(batch: tuple[Job, ...], manuscript: Manuscript, state: str) -> _Composed | Made:
    """Return the pages of jobs that share a layout; or what each of these is, if there must be no file of it."""
    start = time.perf_counter()
    project, keys = manuscript.project, manuscript.keys
    (job,) = plan.layouts(project, batch)
    heard = spoken.gather(job, manuscript)
    nameless = (fault for each in (heard.catalog, *heard.voices) for fault in policy.faults(project, each.language))
    findings = (*manuscript.faults, *heard.findings, *dict.fromkeys(nameless))
    bare = Made(None, None, findings, {}, (), heard.coverage, sum(each.untranslated for each in heard.missing), 0.0)

    def ended(bare: Made) -> Made:
        return replace(bare, seconds=(time.perf_counter() - start) / len(batch))

    if not heard.complete or not sound(findings):
        return ended(bare)
    store = Keep(project.root / CACHE / "pages", state)
    document, galley, faults = nobody.typeset(project, job, heard.catalog, heard.voices, store)
    out_of_step = extract.not_in_step(project, document.untranslated - keys) if document else ()
    bare = replace(bare, diagnostics=(*findings, *faults, *out_of_step))
    if document is None or galley is None or not sound(bare.diagnostics):
        return ended(bare)
    bare = replace(ended(bare), uses=document.uses, untranslated=document.foreign)
    return _Composed(heard, document, galley.written, _read(project, document, galley), bare)


def _finished(task: Task, manuscript: Manuscript, composed: _Composed, state: str, blobs: Blobs) -> Iterator[Made]:
    """Yield what becomes of each job, now that its pages are laid out."""
    project, document, written = manuscript.project, composed.document, composed.written
    memory = Memory(project.root / CACHE / "examined", state)
    kept = Keep(project.root / CACHE / "streams", state)
    name = task.batch[0].key.record
    before = kept.read(name)
    streams = Streams(before if isinstance(before, dict) else {})
    files = tuple(produce(written.data, task.batch, project, streams, memory))
    kept.write(name, streams.used)
    artifacts = _artifacts(project, files, composed)
    slips = _slips(manuscript, files, artifacts, written)
    of_slips = [(page, _read(project, page, galley)) for page, galley in slips.pages]
    environment, source = fingerprint.environment(), _Source(task, composed.heard)
    for each, file, examined in files:
        findings = (*composed.bare.diagnostics, *examined, *(slips.findings if each.product.is_printed else ()))
        failed = replace(composed.bare, diagnostics=findings)
        if file is None or each.key not in artifacts or not sound(findings):
            yield failed
            continue
        beside = dict(zip(names.tickets(each), slips.files.get(each.key, ()), strict=True))
        artifact = replace(artifacts[each.key], companions=_companions(beside))
        for path, data in {names.path(each): file.data, **beside}.items():
            blobs.put(data, path.as_posix())
        sources, lists = source.of(each, [(document, composed.read), *(of_slips if beside else [])])
        done = replace(failed, artifact=artifact, sources=sources, lists=lists, cited=written.cited)
        if each.product.id == document.job.product.id:
            done = replace(done, positions=positions.text(written.laid, document.trace, artifact.sha256))
        yield replace(done, environment=environment)


@dataclass(frozen=True, slots=True)
class _Source:
    """Tells what a job was made from: of the project what the task says, of this program what this process has."""

    task: Task
    heard: Spoken

    def of(
        self, job: Job, pages: Sequence[tuple[Document, frozenset[str]]]
    ) -> tuple[Sources, Mapping[str, frozenset[Key]]]:
        """Return the sources of a job that shows these pages, its own and those of its ticket, and its messages.

        With each page stand the names of the files that were read for it.
        """
        modules, texts = fingerprint.loaded_modules(), self.task.manuscript.digests
        documents = [document for document, _ in pages]
        asked: dict[str, tuple[Catalog, frozenset[Key]]] = {}
        for catalog, keys in (each for document in documents for each in document.asked):
            tag = self._spoken(catalog.language).tag
            asked[tag] = catalog, keys | asked.get(tag, (catalog, frozenset()))[1]
        lists = {tag: fingerprint.list_of(keys) for tag, (_, keys) in asked.items()}
        sources = Sources(
            files=self._digests((*_profile(self.project, job), *(path for _, read in pages for path in read))),
            values={
                **fingerprint.values(self.project, self._values(job, documents)),
                "components": _components(documents),
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
        yield from ("association.name", "edition.id", "edition.paper", "edition.revised", "policy")
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
    composed: _Composed,
) -> Mapping[JobKey, Artifact]:
    """Return what may be published, by the keys of the jobs."""
    heard = composed.heard
    return {
        job.key: Artifact(
            path=names.path(job).as_posix(), language=job.language.tag, format=job.product.id,
            title=composed.written.title, pages=file.pages, trim_mm=job.layout.trim_mm, bytes=len(file.data),
            sha256=hashlib.sha256(file.data).hexdigest(), coverage=round(heard.coverage, 4),
            conformance=job.product.conformance, languages=_printed(job, heard), publisher=project.association.name,
            paper=project.edition.paper, revised=project.edition.revised.isoformat(),
            reviewed=all(voice.reviewed for voice in heard.voices or (heard.catalog,)),
            addresses=qr.addresses(composed.document.html),
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
    written: Written,
) -> tickets.Slips:
    """Return the job tickets of what is printed."""
    project = manuscript.project
    printed = [(job, file) for job, file, _ in files if file and job.key in artifacts and job.product.is_printed]
    return tickets.batch(
        manuscript,
        [(job, tickets.ticket(project, job, artifacts[job.key], file, written.pages)) for job, file in printed],
    )


def _companions(beside: Mapping[PurePosixPath, bytes]) -> tuple[Companion, ...]:
    return tuple(
        Companion(path.as_posix(), hashlib.sha256(data).hexdigest(), len(data)) for path, data in beside.items()
    )


def _read(project: Project, document: Document, galley: Galley) -> frozenset[str]:
    """Return the names of the files that a layout was made from; the sheets of script and language may come to be."""
    root = project.root
    read = [*document.loaded, *(root / css for css in document.stylesheets), *galley.written.loaded]
    caches = (root / CACHE, (root / CACHE / "fonts").resolve())  # a cache may be a link, whose files stand elsewhere
    found = frozenset(project.named(path) for path in read if not any(map(path.is_relative_to, caches)))
    of_the_book = Path("templates/css/base.css") in document.stylesheets  # tickets have sheets of their own
    language = document.job.language
    own = {f"templates/css/scripts/{language.script}.css", f"templates/css/languages/{language.tag}.css"}
    return found | (own if of_the_book else set())


def _components(documents: Sequence[Document]) -> str:
    """Return the digest of the names of the component sheets that were taken: one more makes other pages."""
    taken = {path for document in documents for path in document.stylesheets if path.parent.name == "components"}
    return digests.of_value(sorted(path.name for path in taken))


def _profile(project: Project, job: Job) -> Iterator[str]:
    """Yield the profile that a file for a press carries."""
    if job.product.purpose is Purpose.PRESS:
        yield (PROFILES / project.edition.condition.profile).as_posix()
