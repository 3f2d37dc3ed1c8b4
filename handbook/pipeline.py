"""The only module that knows every stage: runs jobs, publishes what is sound, gathers the report."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from handbook import doctor, fingerprint, plan, store, survey
from handbook.diagnostics import Diagnostic, Severity, error
from handbook.errors import HandbookError, MissingProgramError
from handbook.model import Artifact, Job, Made, Project, Purpose, Selection
from handbook.publish import manifest, names
from handbook.store import CACHE

JOBS_PER_WORKER = 50
"""A worker is replaced after so many files: WeasyPrint's memory grows a little with each."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job."""

    job: Job
    status: str
    """``made``, ``unchanged``, ``failed`` or ``incomplete``."""
    seconds: float
    coverage: float
    artifact: Artifact | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a build."""

    edition: str
    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether there is a finding of severity error."""
        return any(finding.severity is Severity.ERROR for finding in self.diagnostics)


def build(
    project: Project,
    selection: Selection,
    out: Path,
    workers: int,
    progress: Callable[[Outcome], None] = lambda _outcome: None,
    started: Callable[[int], None] = lambda _count: None,
) -> Report:
    """Make what the selection asks for and is not current, publish it below ``out``.

    ``progress`` hears of each job as it ends, ``started`` how many must be made. A job with a finding
    of severity error leaves the last good file in place; a language below its minimum coverage is
    withdrawn. A release that is not fit to be handed out makes nothing. Raises UsageError for an unknown
    language or format, OSError if ``out`` cannot be written.
    """
    jobs = plan.plan(project, selection)
    findings = survey.unfit(project, jobs) if selection.release else ()
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Report(project.edition.id, tuple(Outcome(job, "failed", 0.0, 0.0, None, ()) for job in jobs), findings)
    with _only_build(project.root):
        report = _build(project, jobs, out, workers, progress, started)
    return replace(report, diagnostics=tuple(sorted({*report.diagnostics, *findings})))


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


def _build(
    project: Project,
    jobs: tuple[Job, ...],
    out: Path,
    workers: int,
    progress: Callable[[Outcome], None],
    started: Callable[[int], None],
) -> Report:
    digests = fingerprint.Digests(project.root)
    environment = fingerprint.environment(digests)
    records = {job.slug: fingerprint.read(fingerprint.record_file(project.root, job)) for job in jobs}
    outcomes: dict[str, Outcome] = {}
    for job in jobs:
        record = records[job.slug]
        if record and fingerprint.is_current(record, environment, digests, out):
            outcomes[job.slug] = Outcome(job, "unchanged", 0.0, record.artifact.coverage, record.artifact,
                                         record.warnings)  # fmt: skip
            progress(outcomes[job.slug])
    todo = [job for job in jobs if job.slug not in outcomes]
    started(len(todo))
    for job, made in _run(project, todo, out, workers):
        outcomes[job.slug] = _publish(project, job, made, out, environment)
        progress(outcomes[job.slug])
    ordered = tuple(outcomes[job.slug] for job in jobs)
    _write_manifest(project, out, ordered)
    findings = sorted({finding for outcome in ordered for finding in outcome.diagnostics})
    return Report(project.edition.id, ordered, tuple(findings))


def _run(project: Project, jobs: list[Job], out: Path, workers: int) -> Iterator[tuple[Job, Made]]:
    """Yield each job with what was made, as they end."""
    if not jobs:
        return
    _require_libraries(jobs)
    # A forked server with WeasyPrint loaded warms every worker at once; Windows has only spawn.
    method = "forkserver" if sys.platform != "win32" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["handbook.warm"])
    pool = ProcessPoolExecutor(
        min(workers, len(jobs)), mp_context=context, initializer=_start_worker, max_tasks_per_child=JOBS_PER_WORKER
    )
    with _interrupts_later():
        pending = {pool.submit(_make, batch, project, out): batch for batch in _batches(jobs)}
    try:
        for future in as_completed(pending):
            yield from zip(pending[future], _made(future, pending[future]), strict=True)
    except BaseException:
        _stop(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _remove_parts({(out / names.path(job)).parent for job in jobs})


def _make(batch: tuple[Job, ...], project: Project, out: Path) -> tuple[Made, ...]:
    """Make the files of a batch; a worker alone loads what that needs."""
    from handbook.batch import make

    return make(batch, project, out)


def _batches(jobs: list[Job]) -> tuple[tuple[Job, ...], ...]:
    """Return the jobs by the layout that they share."""
    batches: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        batches.setdefault((job.language.tag, job.format.of), []).append(job)
    return tuple(tuple(batch) for batch in batches.values())


def _made(future: Future[tuple[Made, ...]], batch: tuple[Job, ...]) -> tuple[Made, ...]:
    """Return what a worker made; where it failed, why."""
    try:
        return future.result()
    except BrokenProcessPool:
        return tuple(_lost(job, "the worker process ended unexpectedly") for job in batch)
    except OSError:
        raise
    except Exception as fault:  # noqa: BLE001  # one batch's trouble must not stop the others
        return tuple(_lost(job, f"{type(fault).__name__}: {fault}") for job in batch)


def _require_libraries(jobs: Iterable[Job]) -> None:
    """Raise MissingProgramError if something of the system has gone since set-up, or was not needed until now."""
    printing = any(job.format.purpose is not Purpose.SCREEN for job in jobs)
    missing = [item for item in doctor.system_items(printing=printing) if not item.found]
    if missing:
        msg = f"missing on this system: {', '.join(item.name for item in missing)}\n{doctor.remedy(missing)}"
        raise MissingProgramError(msg)


@contextlib.contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl-C back while the fork server starts: it would print a traceback of its own."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent process, which stops the workers; end when that process is gone.

    What is loaded stays: the collector need not look at it again, nor look so often (9 percent of a book's time).
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the build's own process has ended, however it did.

    A killed build would leave workers that wait for jobs, and with them the fork server, for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _stop(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):  # noqa: SLF001  # no public way before Python 3.14
        process.terminate()


def _lost(job: Job, text: str) -> Made:
    finding = error(job.slug, 0, "worker.lost", text, "Is there enough memory? If so, please report this.")
    return Made(None, {}, {}, (finding,), {}, 0.0, complete=True, seconds=0.0)


def _remove_parts(folders: set[Path]) -> None:
    """Remove what interrupted workers left in the folders of their files; a finished part has been renamed by now."""
    for folder in folders:
        for part in folder.glob(".part-*"):
            with contextlib.suppress(OSError):
                part.unlink()


def _publish(project: Project, job: Job, made: Made, out: Path, environment: str) -> Outcome:
    kept = fingerprint.record_file(project.root, job)
    if made.artifact is not None:
        for each in made.artifact.files:
            target, part = out / each.path, made.parts[each.path]
            if target.is_file() and store.sha256(target) == each.sha256:
                part.unlink()
            else:
                part.replace(target)
        fingerprint.write(
            kept, fingerprint.Record(environment, made.inputs, made.artifact, made.diagnostics, made.cited)
        )
        return Outcome(job, "made", made.seconds, made.coverage, made.artifact, made.diagnostics)
    if any(finding.severity is Severity.ERROR for finding in made.diagnostics):
        return Outcome(job, "failed", made.seconds, made.coverage, None, made.diagnostics)
    for path in names.files(job):
        (out / path).unlink(missing_ok=True)
    kept.unlink(missing_ok=True)
    finding = survey.incomplete(job, made.coverage)
    return Outcome(job, "incomplete", made.seconds, made.coverage, None, (*made.diagnostics, finding))


def _write_manifest(project: Project, out: Path, outcomes: tuple[Outcome, ...]) -> None:
    """List every sound file of the edition; remove files of languages and formats that no longer exist.

    A file that this run did not make is listed as the last manifest of the folder lists it, if it is still the same.
    """
    jobs = (job for job in plan.plan(project, Selection()) if not job.language.is_pseudo)
    planned = {names.path(job).as_posix(): job for job in jobs}
    before = {artifact.path: artifact for artifact in manifest.listed(out)}
    made = {outcome.artifact.path: outcome.artifact for outcome in outcomes if outcome.artifact}
    listed = []
    for path, job in planned.items():
        record = fingerprint.read(fingerprint.record_file(project.root, job))
        candidates = [made.get(path), before.get(path), record.artifact if record else None]
        listed += [each for each in candidates if each and fingerprint.is_there(each, out)][:1]
    wanted = {path.as_posix() for job in planned.values() for path in names.files(job)}
    for path in {each.path for artifact in before.values() for each in artifact.files} - wanted:
        if names.is_ours(path, project.edition.id):
            (out / path).unlink(missing_ok=True)
    manifest.write(out, project.edition.id, tuple(listed))
