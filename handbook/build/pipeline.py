"""The build: what must be made, by whom, what becomes of it, and what is said of that."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from handbook.build import fingerprint, plan, survey
from handbook.build import position_cache as positions
from handbook.build.executor import Executor, Lost, results
from handbook.build.publish import manifest, names
from handbook.build.publish.manifest import Issue
from handbook.build.publish.publication import Publication, Ready, uninterrupted
from handbook.build.snapshot import inputs
from handbook.build.standing import Standing
from handbook.build.task import Laid, Task, tasks
from handbook.catalogs.manuscript import Manuscript
from handbook.config import fact_rules
from handbook.files import folders, last_words, prune, store
from handbook.files.digests import Digests
from handbook.files.folders import LISTS
from handbook.files.store import CACHE
from handbook.setup import doctor
from handbook.values.diagnostics import Diagnostic, Severity, counted, error, sound, warning
from handbook.values.errors import HandbookError, MissingProgramError
from handbook.values.model import Artifact, Job, JobKey, Made, Project, Selection
from handbook.values.report import Outcome, Report

COMMIT_S = 2.0
"""Finished files are published at least so often: a run that is killed loses no more."""
REMEDIES = {
    errno.ENOSPC: "Make room on the disk, and build again.",
    errno.EDQUOT: "Make room on the disk, and build again.",
    errno.EROFS: "The disk is read-only: choose another folder, -o DIR.",
    errno.EISDIR: "A folder of this name stands in the way: move it, and build again.",
    errno.ENOTEMPTY: "A folder of this name stands in the way: move it, and build again.",
}
OUT_OF_REACH = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG, errno.ENAMETOOLONG}
)
"""Faults of a disk or a folder, not of the program."""
ROOM_A_FILE = 1_000_000
"""Bytes that a file needs of which nothing is known yet."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Whoever wants to hear how the build goes on; all in the main thread."""

    started: Callable[[int], None] = lambda _count: None
    """How many files must be made."""
    working: Callable[[Sequence[str]], None] = lambda _labels: None
    """What is being made now, whenever that changes."""
    ended: Callable[[Outcome], None] = lambda _outcome: None
    """What became of a job."""
    published: Callable[[tuple[Artifact, ...], Digests], Sequence[Diagnostic]] = lambda _listed, _known: ()
    """What is listed in the end, also where nothing was made, while nobody else builds; the report has what is said."""


def build(
    manuscript: Manuscript,
    selection: Selection,
    out: Path,
    executor: Executor,
    watcher: Watcher = Watcher(),
    *,
    verify: bool = False,
) -> Report:
    """Make what the selection asks for and is not current, publish it below ``out``, to which the executor brings it.

    A job with a finding of severity error leaves the last good file in place, and so does one of a language below its
    minimum coverage. A release that is not fit to be handed out makes nothing and removes nothing. With ``verify``
    every published file is read, and not believed by its size and time. Raises UsageError for an unknown language or
    format, HandbookError if ``out`` cannot be written.
    """
    project = manuscript.project
    jobs = plan.plan(project, selection)
    findings = survey.unfit(manuscript, jobs, selection.today, selection.without) if selection.release else ()
    if not sound(findings):
        return Report(project.edition.id, tuple(_refused(job) for job in jobs), findings)
    with _only_build(project.root), only_build_into(out):
        _empty(project.root / store.SCRATCH)
        known = Digests(project.root, verify=verify)
        run = _Build(manuscript, selection, out, known, executor, watcher)
        report = run.run(jobs)
        report = report.with_findings(watcher.published(tuple(run.publication.listed.values()), known))
        known.save()
    return report.with_findings(findings)


def published_again(root: Path, out: Path, watcher: Watcher) -> tuple[Diagnostic, ...]:
    """Tell a watcher what is published below ``out``, as a build does in its end, and return what it says to that.

    Raises HandbookError while a build is running.
    """
    with _only_build(root), only_build_into(out):
        known = Digests(root)
        listed = tuple(each for each in manifest.listed(out) if fingerprint.is_there(each, out, known))
        findings = tuple(watcher.published(listed, known))
        known.save()
    return findings


def _refused(job: Job) -> Outcome:
    return Outcome(job.language.tag, job.product.id, job.slug, "refused", 0.0, 0.0, 0, None, ())


def _empty(folder: Path) -> None:
    """Remove what workers that were killed have left of their temporary files."""
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def only_build_into(out: Path | str) -> Iterator[None]:
    """Hold the lock of a folder or an address for output: two builds would make each other's lists false."""
    name = hashlib.sha256(os.path.normcase(out).encode()).hexdigest()[:16]
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"handbook-{name}.lock", timeout=0):
            yield
    except Timeout as fault:
        msg = f"another build is running into {out}; wait for it to end"
        raise HandbookError(msg) from fault


@contextlib.contextmanager
def _only_build(root: Path) -> Iterator[None]:
    """Hold the project's lock: two builds at once would remove each other's unfinished files."""
    (root / CACHE).mkdir(exist_ok=True)
    try:
        with FileLock(root / CACHE / "build.lock", timeout=0):
            yield
    except Timeout as fault:
        msg = "another build of this project is running; wait for it to end"
        raise HandbookError(msg) from fault


class _Build:
    """One run: from records and published files to what stands afterwards."""

    def __init__(
        self,
        manuscript: Manuscript,
        selection: Selection,
        out: Path,
        known: Digests,
        executor: Executor,
        watcher: Watcher,
    ) -> None:
        self.manuscript, self.project, self.selection = manuscript, manuscript.project, selection
        self.out, self.known, self.executor, self.watcher = out, known, executor, watcher
        project = self.project
        self.standing = Standing(manuscript, known)
        self.planned = [
            job for job in plan.plan(project, Selection(without=selection.without)) if not job.language.is_pseudo
        ]
        self.records: dict[JobKey, fingerprint.Record | None] = {}
        self.current: set[JobKey] = set()
        """Jobs whose records hold, wherever their files are."""
        self.outcomes: dict[JobKey, Outcome] = {}
        self.removed: list[str] = []
        self.findings: list[Diagnostic] = []
        """What concerns no single job."""
        self.before = manifest.listed(out)
        """What the folder's manifest says, true or not."""
        self.waiting: list[tuple[Job, Made, Mapping[str, Path]]] = []
        """Finished jobs, and where each of their files waits."""
        self.laid: list[Laid] = []
        """Pages that files were made of."""
        self.publication = Publication(out, Issue.of(project), known, self._sound())
        self.committed = time.monotonic()

    def run(self, jobs: tuple[Job, ...]) -> Report:
        """Make what is not current and return what became of everything."""
        todo = [job for job in jobs if not self._stands(job)]
        for outcome in self.outcomes.values():
            self.watcher.ended(outcome)
        if todo:
            self._try_place(todo)
        try:
            self._make([job for job in todo if not self._copied(job)])
        finally:
            # Also what was finished before an interrupt.
            self._commit(last=True)
            self._remove_laid()
            self.known.save()
        ordered = tuple(self.outcomes[job.key] for job in jobs)
        findings = {finding for outcome in ordered for finding in outcome.diagnostics}
        due, until = self._due(jobs)
        prune.prune(self.project.root)
        return Report(
            self.project.edition.id, ordered, tuple(sorted({*findings, *self.findings, *due, *self._left_over()})),
            tuple(sorted(self.removed)), until,
        )  # fmt: skip

    # What stands.

    def _record(self, job: Job) -> fingerprint.Record | None:
        if job.key not in self.records:
            self.records[job.key] = fingerprint.read(fingerprint.record_file(self.project, job))
        return self.records[job.key]

    def _sound(self) -> Iterator[Artifact]:
        """Yield what is published and belongs together: of this edition, this publisher and this paper, undamaged.

        A file is listed as the last manifest of the folder lists it, or as its record does, if that was lost.
        """
        before = {artifact.path: artifact for artifact in self.before}
        for job in self.planned:
            path = names.path(job).as_posix()
            record = self._record(job)
            candidates = (before.get(path), record.artifact if record else None)
            of_the_series = (each for each in candidates if each and self._is_of_the_series(each))
            yield from [each for each in of_the_series if self._is_there(each)][:1]

    def _is_there(self, artifact: Artifact) -> bool:
        return fingerprint.is_there(artifact, self.out, self.known)

    def _is_of_the_series(self, artifact: Artifact) -> bool:
        edition, association = self.project.edition, self.project.association
        return (artifact.publisher, artifact.paper) == (association.name, edition.paper)

    def _stands(self, job: Job) -> bool:
        """Whether a job's files are current and in their place; then its outcome is told."""
        record = self._record(job)
        held = self.standing.holds(record, job) if record else None
        if held is not None:
            self.records[job.key] = held
            self.current.add(job.key)
        if held is None or not self._is_there(held.artifact):
            return False
        if held != record:
            self._keep(job, held)
        if not job.language.is_pseudo:
            self.publication.listed[held.artifact.path] = held.artifact
        self._tell(job, "unchanged", held)
        return True

    def _tell(self, job: Job, status: str, record: fingerprint.Record, seconds: float = 0.0) -> None:
        self.outcomes[job.key] = Outcome(
            job.language.tag, job.product.id, job.slug, status, seconds, record.artifact.coverage, record.untranslated,
            record.artifact, record.warnings,
        )  # fmt: skip

    def _keep(self, job: Job, record: fingerprint.Record) -> None:
        """Keep a record; without it the next run makes the job anew."""
        self.records[job.key] = record
        with contextlib.suppress(OSError):
            fingerprint.write(fingerprint.record_file(self.project, job), record)

    # Before the work.

    def _try_place(self, todo: Sequence[Job]) -> None:
        """Raise HandbookError if the files could not be written in the end: before the work, not after it."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            for folder in {self.out, *((self.out / names.path(job)).parent for job in todo)}:
                folder.mkdir(parents=True, exist_ok=True)
                store.remove_parts(folder)
                with tempfile.TemporaryFile(dir=folder, prefix=store.PART):
                    pass
            free = shutil.disk_usage(self.out).free
        except OSError as fault:
            where = fault.filename or self.out
            msg = f"{where}: {fault.strerror or fault}; nothing can be written there. Choose another folder: -o DIR"
            raise HandbookError(msg) from fault
        records = [self._record(job) for job in todo]
        needed = sum(sum(file.bytes for file in each.artifact.files) if each else ROOM_A_FILE for each in records)
        if free < needed:
            msg = (
                f"{self.out}: what is to be made needs about {needed / 1e6:.0f} MB, and {free / 1e6:.0f} MB are free. "
                "Make room, or choose another folder: -o DIR"
            )
            raise HandbookError(msg)

    def _copied(self, job: Job) -> bool:
        """Whether a job's current files lie in another folder and need only be copied."""
        record = self._record(job)
        if record is None or job.key not in self.current or record.out == str(self.out):
            return False
        parts: dict[str, Path] = {}
        try:
            for each in record.artifact.files:
                source = Path(record.out) / each.path
                if self.known.of(source) != each.sha256:
                    break
                data = source.read_bytes()
                if hashlib.sha256(data).hexdigest() != each.sha256:
                    self.known.forget(source)
                    break
                parts[each.path] = store.written_beside(self.out / each.path, data)
        except OSError:
            pass
        if len(parts) != len(record.artifact.files):
            for part in parts.values():
                part.unlink(missing_ok=True)
            return False
        made = Made(record.artifact, None, record.warnings, record.cited, record.uses, record.artifact.coverage,
                    record.untranslated, seconds=0.0, environment=record.environment)  # fmt: skip
        self.waiting.append((job, made, parts))
        return True

    # The work.

    def _make(self, todo: Sequence[Job]) -> None:
        """Have jobs made, each layout a task, the longest first; files of a book as soon as its pages are laid out."""
        self.watcher.started(len(todo))
        if not todo:
            return
        _require_programs(printing=any(job.product.is_printed for job in todo))
        # From before anything is read: an edit made meanwhile is found by the next build.
        todos = tasks(self._batches(todo), self.manuscript, self.known.of_all(_inputs(self.project)))

        def working(now: tuple[Task, ...]) -> None:
            self.watcher.working([each.label for each in now])

        for task, made in results(self.executor, todos, working):
            if isinstance(made, Laid):
                todos[:0] = task.finishing(made)
                self.laid.append(made)
                continue
            for job, result in zip(task.batch, self._lost(task, made) if isinstance(made, Lost) else made, strict=True):
                self._ended(task, job, result)
            if time.monotonic() - self.committed > COMMIT_S:
                self._commit()

    def _batches(self, todo: Sequence[Job]) -> list[tuple[Job, ...]]:
        """Return the jobs by the layout that they share, the longest first: no process idles while the last one works.

        What a layout took in the past tells; else what it took in another language; else how much is made of it.
        """
        by_layout = [tuple(group) for _, group in groupby(sorted(todo, key=_layout), _layout)]
        seconds = {_layout(batch[0]): self._seconds(batch) for batch in by_layout}
        longest: dict[str, float] = {}
        for (_, layout_id), known in seconds.items():
            longest[layout_id] = max(longest.get(layout_id, 0.0), known)

        def rank(batch: tuple[Job, ...]) -> tuple[float, int, int]:
            layout = batch[0].layout
            known = seconds[_layout(batch[0])] or longest[layout.id]
            return (-known if known else float("-inf"), -layout.pages_multiple_of, -len(batch))

        return sorted(by_layout, key=rank)

    def _seconds(self, batch: Iterable[Job]) -> float:
        return sum(record.seconds for job in batch if (record := self._record(job)))

    def _lost(self, task: Task, lost: Lost) -> tuple[Made, ...]:
        """Return a finding for each job of a task that gave nothing back."""
        self._remove_parts(task)
        made = self._without(task, lost)
        return tuple(made for _ in task.batch)

    def _without(self, task: Task, lost: Lost) -> Made:
        """Return what becomes of a job that gave nothing back. Raises MissingProgramError where none could."""
        if isinstance(lost.fault, MissingProgramError):
            raise lost.fault
        if isinstance(lost.fault, OSError) and lost.fault.errno in OUT_OF_REACH:
            where, what = lost.fault.filename or str(self.out), lost.fault.strerror or str(lost.fault)
            found = error(
                str(where), 0, "build.unwritable", f"{task.label}: {what}", "Make room or give access, and build again."
            )
        elif lost.reason:
            remedy = "Is there enough memory? Build again with -j 1; what is finished stays."
            found = error(task.label, 0, "build.lost", lost.reason, remedy)
        else:
            text = f"{type(lost.fault).__name__}: {lost.fault}"
            found = error(task.label, 0, "build.lost", text, last_words.hint(self.project.root, lost.fault))
        return Made(None, None, (found,), {}, (), 0.0, 0, seconds=0.0)

    def _remove_parts(self, task: Task) -> None:
        """Remove what a task that gave nothing back has left beside the places of its files."""
        for path in (path for job in task.batch for path in names.files(job)):
            store.remove_parts((self.out / path).parent, path.name)

    def _remove_laid(self) -> None:
        """Remove pages that wait where files do."""
        for place in (self.out / each.path for each in self.laid):
            store.remove_parts(place.parent, place.name)

    def _ended(self, task: Task, job: Job, made: Made) -> None:
        """Put a finished job where the next publication finds it, or tell what is in its way."""
        if made.artifact is not None:
            try:
                parts = self.executor.parts(made.artifact)
            except OSError as fault:
                made = self._without(task, Lost(fault, ""))
            else:
                self.waiting.append((job, made, parts))
                return
        failed = not sound(made.diagnostics)
        self._end(job, made, "failed" if failed else "incomplete")

    def _end(self, job: Job, made: Made, status: str, *more: Diagnostic) -> None:
        outcome = Outcome(
            job.language.tag, job.product.id, job.slug, status, made.seconds, made.coverage, made.untranslated,
            None if status in {"failed", "incomplete"} else made.artifact, (*made.diagnostics, *more),
        )  # fmt: skip
        self.outcomes[job.key] = outcome
        self.watcher.ended(outcome)

    # The end of the work.

    def _commit(self, *, last: bool = False) -> None:
        """Publish what is waiting, withdraw what the edition no longer has, and remember it."""
        with uninterrupted():
            self._publish(last=last)

    def _publish(self, *, last: bool) -> None:
        self.committed = time.monotonic()
        waiting, self.waiting = self.waiting, []
        ready = [
            Ready(made.artifact, parts, not job.language.is_pseudo) for job, made, parts in waiting if made.artifact
        ]
        withdrawn = self._no_longer_planned()
        withdrawn |= self._with_what_is_left_out({each.artifact.path for each in ready}) if last else set()
        withdrawn = {path for path in withdrawn if (self.out / path).is_file()}
        if not ready and not withdrawn and self._lists_are_true():
            return
        failed = self.publication.commit(ready, withdrawn)
        self.removed += sorted(withdrawn - failed.keys())
        made = {each.artifact.path for each in ready}
        self.findings += [_stands(self.out / path, fault) for path, fault in failed.items() if path not in made]
        for job, result, _ in waiting:
            place = names.path(job).as_posix()
            if fault := failed.get(place):
                self._end(job, result, "failed", _held(self.out / place, fault))
            else:
                self._published(job, result)

    def _published(self, job: Job, made: Made) -> None:
        assert made.artifact is not None  # noqa: S101  # nothing else is published
        before = self._record(job)
        sources = made.sources or (before.sources if before else None)
        assert sources is not None  # noqa: S101  # what was copied has a record
        seconds = made.seconds or (before.seconds if before else 0.0)
        self._keep_besides(job, made)
        self._keep(job, fingerprint.Record(
            made.environment, sources, made.artifact, made.diagnostics, made.cited, made.uses,
            made.untranslated, seconds, str(self.out),
        ))  # fmt: skip
        self._end(job, made, "made" if made.sources else "copied")

    def _keep_besides(self, job: Job, made: Made) -> None:
        """Keep what a record names and what the desk asks for; without it, that is made anew when it is asked for."""
        root = self.project.root
        with contextlib.suppress(OSError):
            for digest, keys in made.lists.items():
                fingerprint.keep_keys(root, digest, keys)
            if made.positions:
                store.write_atomic(positions.file(root / CACHE, job), made.positions)

    def _no_longer_planned(self) -> set[str]:
        """Return published files of languages and formats that the edition does not have, or a release leaves out."""
        planned = {names.path(job).as_posix() for job in self.planned}
        return _files(artifact for artifact in self._of_the_edition() if artifact.path not in planned)

    def _with_what_is_left_out(self, ready: Collection[str]) -> set[str]:
        """Return the files that still have a language on them that a release leaves out, and were not made anew."""
        out = set(self.selection.without)
        made = {*ready, *(outcome.artifact.path for outcome in self.outcomes.values() if outcome.artifact)}
        return _files(a for a in self._of_the_edition() if out & set(a.languages) and a.path not in made)

    def _of_the_edition(self) -> Iterator[Artifact]:
        """Yield what is or was listed of this edition and publisher."""
        start = f"{self.project.edition.id}/"
        for artifact in (*self.before, *self.publication.listed.values()):
            if artifact.path.startswith(start) and self._is_of_the_series(artifact):
                yield artifact

    def _lists_are_true(self) -> bool:
        texts = manifest.texts(self.publication.issue, self.publication.listed.values())
        return all(_reads(self.out / name, text) for name, text in texts.items())

    # What is said besides.

    def _due(self, jobs: Iterable[Job]) -> tuple[Sequence[Diagnostic], str]:
        """Return a warning for each printed fact whose review is past, by the clock, and the last day without others.

        No file knows of it. Nobody knows that day where files were made elsewhere, and will be made anew.
        """
        records = [self._record(job) for job in jobs]
        # Lines of data files may have moved since; those of templates have not, or the job would have been made anew.
        kept = {use for record in records if record for use in record.uses}
        uses = {replace(use, line=0) if use.path.endswith(".toml") else use for use in kept}
        known = [use for use in uses if use.fact in self.project.facts]
        due = fact_rules.due(self.project, known, self.selection.today, Severity.WARNING)
        reviews = {self.project.facts[use.fact].review_by for use in known}
        next_day = min(reviews, default=date.max) if not due else self.selection.today
        is_known = all(self.standing.is_of_here(record) for record in records if record)
        return due, str(next_day or "") if is_known else ""

    def _left_over(self) -> Iterator[Diagnostic]:
        """Yield a warning if files lie here that were published once and belong to no list now."""
        listed = {each.path for artifact in self.publication.listed.values() for each in artifact.files}
        left = [path for path in folders.published(self.out) if path not in listed]
        if left:
            more = f" and {len(left) - 1} more" if len(left) > 1 else ""
            yield warning(
                str(self.out), 0, "publish.outdated",
                f"{counted(len(left), 'file')} of another edition, publisher or paper, or no longer whole, "
                f"{'is' if len(left) == 1 else 'are'} not in the manifest: {left[0]}{more}",
                "Build all languages and formats; when that ends without an error, the rest of these can be deleted.",
            )  # fmt: skip


def _files(artifacts: Iterable[Artifact]) -> set[str]:
    """Return the paths of artifacts and their companions that have the form of ours, whatever a manifest says."""
    return {each.path for artifact in artifacts for each in artifact.files if folders.is_published(each.path)}


def _layout(job: Job) -> tuple[str, str]:
    return job.language.tag, job.layout.id


def _inputs(project: Project) -> Iterator[str]:
    """Yield the name of every file of the project that a page can be made from."""
    yield from (project.named(Path(path)) for path in inputs(project.root, project.content, project.locales))


def _require_programs(*, printing: bool) -> None:
    """Raise MissingProgramError if something of the system has gone since set-up, or was not needed until now."""
    missing = [item for item in doctor.system_items(printing=printing) if not item.found]
    if missing:
        msg = f"missing on this system: {', '.join(item.name for item in missing)}\n{doctor.remedy(missing)}"
        raise MissingProgramError(msg)


def _held(path: Path, fault: OSError) -> Diagnostic:
    return error(
        str(fault.filename or path), 0, "publish.held", f"the file cannot be replaced: {fault.strerror or fault}",
        REMEDIES.get(fault.errno or 0, "Close it where it is open, give access to its folder, and build again."),
    )  # fmt: skip


def _stands(path: Path, fault: OSError) -> Diagnostic:
    """Return that a list could not be written, or a file could not be removed; then it is listed no more."""
    what = "be written" if path.name in LISTS else "be removed"
    return replace(_held(path, fault), path=str(path), text=f"the file cannot {what}: {fault.strerror or fault}")


def _reads(path: Path, text: bytes) -> bool:
    try:
        return path.read_bytes() == text
    except OSError:
        return False
