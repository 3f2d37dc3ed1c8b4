"""What can be told of a project without laying out a page: its mistakes, its facts, what keeps it from a release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from handbook import fingerprint, ledger, plan
from handbook.diagnostics import Diagnostic, Severity, warning
from handbook.model import Job, Project, Selection, Use


def check(project: Project, *, release: bool = False, today: date | None = None) -> tuple[Diagnostic, ...]:
    """Return the faults of templates, catalogs and their step, without making any file.

    With ``release`` also what would keep the files from being handed out. ``today`` is the day on which it is asked.
    """
    from handbook.catalogs import extract, load
    from handbook.render.html import render
    from handbook.render.ledger import named

    findings = list(extract.check_step(project))
    keys, faults = extract.read_keys(project.root)
    findings += faults
    uses: set[Use] = set()
    for job in plan.layouts(project, plan.plan(project, Selection())):
        catalog, faults = load.load(project.root, job.language, keys)
        findings += faults
        voices = [load.load(project.root, each, keys)[0] for each in job.voices]
        if catalog.coverage < job.language.min_coverage and not any(f.severity is Severity.ERROR for f in faults):
            findings.append(incomplete(job, catalog.coverage))
        if not any(finding.severity is Severity.ERROR for finding in faults):
            document, faults = render(project, job, catalog, tuple(voices))
            findings += faults
            uses |= set(document.uses if document else ())
    findings += ledger.uncited(project, named(project))
    findings += (finding for place in extract.written(project) for finding in ledger.twice(project, *place))
    if release:
        findings = [finding for finding in findings if finding.code != ledger.PICTURE]  # said again, as errors
        findings += unfit(project, plan.plan(project, Selection()), today)
    else:
        findings += ledger.due(project, uses, today, Severity.WARNING)
    return tuple(sorted(set(findings)))


def unfit(project: Project, jobs: Iterable[Job], today: date | None) -> tuple[Diagnostic, ...]:
    """Return an error for what keeps files from being handed out, and a warning for each draft translation.

    ``today`` is the day on which it is asked: a printed fact whose review lies before it is such an error.
    """
    from handbook.catalogs import extract, load

    jobs = tuple(jobs)
    keys, _ = extract.read_keys(project.root)
    uses, told = _uses(project, jobs)
    findings = [*project.unfit, *ledger.due(project, uses, today, Severity.ERROR)]
    findings += [replace(finding, severity=Severity.ERROR) for finding in told if finding.code == ledger.PICTURE]
    for language in {job.language.tag: job.language for job in jobs}.values():
        catalog, _ = load.load(project.root, language, keys)
        if not language.is_source and not catalog.reviewed:
            findings.append(_draft(project.root, load.catalog_path(language)))
    return tuple(sorted(findings))


def _draft(root: Path, path: Path) -> Diagnostic:
    text = (root / path).read_bytes().decode("utf-8", "replace") if (root / path).is_file() else ""
    line = next((number for number, row in enumerate(text.splitlines(), 1) if row.startswith('"X-Review:')), 0)
    remedy = "The colophon says so. When one has, write in the header: X-Review: native speaker"
    return warning(path.as_posix(), line, "release.draft", "no native speaker has read the translation", remedy)


def _uses(project: Project, jobs: Iterable[Job]) -> tuple[frozenset[Use], tuple[Diagnostic, ...]]:
    """Return where files print facts, and what keeps a template from telling.

    Not every language is asked: templates print other facts for readers of Chinese, and in a file for all languages.
    """
    from handbook.catalogs import extract, load
    from handbook.render.html import render

    keys, faults = extract.read_keys(project.root)
    findings, uses = list(faults), set()
    for job in {_kind(job): job for job in reversed(plan.layouts(project, tuple(jobs)))}.values():
        catalog, *voices = (load.load(project.root, each, keys)[0] for each in (job.language, *job.voices))
        document, faults = render(project, job, catalog, tuple(voices))
        findings += faults
        uses |= set(document.uses if document else ())
    return frozenset(uses), tuple(sorted(set(findings)))


def _kind(job: Job) -> tuple[str, bool, bool]:
    """Return what decides which facts a file prints: its format, and what templates ask of its language."""
    return job.format.id, job.language.is_source, job.language.is_chinese


def facts(project: Project, day: date) -> tuple[tuple[ledger.Entry, ...], tuple[Diagnostic, ...]]:
    """Return the list of facts with where they are printed, and the faults of templates that hide it.

    Pages are those of the last build, if there was one. A fact is due if its review lies before ``day``.
    """
    jobs = [job for job in plan.layouts(project, plan.plan(project, Selection())) if job.language.is_source]
    records = {job.format.id: fingerprint.read(fingerprint.record_file(project.root, job)) for job in jobs}
    pages = {name: record.cited for name, record in records.items() if record}
    uses, findings = _uses(project, plan.plan(project, Selection()))
    return ledger.entries(project, uses, pages, day), findings


def incomplete(job: Job, coverage: float) -> Diagnostic:
    """Return that a language is not published, since too much of it is untranslated."""
    return warning(
        f"locales/{job.language.folder}/LC_MESSAGES/handbook.po", 0, "catalog.incomplete",
        f"{coverage:.1%} translated, but {job.language.min_coverage:.0%} are needed: {job.language.tag} is not "
        "published", "Translate the rest, or lower min_coverage in handbook/data/languages.toml.",
    )  # fmt: skip
