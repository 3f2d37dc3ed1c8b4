"""What can be told of a project without laying out a page: its mistakes, its facts, what keeps it from a release."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from handbook import fingerprint, ledger, plan
from handbook.diagnostics import Diagnostic, Severity, warning
from handbook.model import Job, Project, Selection, Use
from handbook.progress import Say, silent


def check(
    project: Project, *, release: bool = False, selection: Selection | None = None, say: Say = silent
) -> tuple[Diagnostic, ...]:
    """Return the faults of templates, catalogs and their step, without making any file.

    With ``release`` also what would keep the files from being handed out. ``selection`` are the files that are of
    interest, ``say`` hears what is looked at.
    """
    from handbook.catalogs import extract, load
    from handbook.render.html import render
    from handbook.render.ledger import named

    asked = plan.plan(project, selection or Selection())
    say("Reading templates, style sheets and drawings")
    findings = [*_standing(project), *extract.check_step(project)]
    keys, faults = extract.read_keys(project.root)
    findings += faults
    layouts = plan.layouts(project, asked)
    speakers = {each.tag: each for job in layouts for each in (job.language, *job.voices)}
    loaded = {tag: load.load(project.root, language, keys) for tag, language in speakers.items()}
    findings += [fault for _, told in loaded.values() for fault in told]
    for number, job in enumerate(layouts, 1):
        say(f"Filling the templates of {job.slug} ({number} of {len(layouts)})")
        catalog, told = loaded[job.language.tag]
        if any(fault.severity is Severity.ERROR for fault in told):
            continue
        if catalog.coverage < job.language.min_coverage:
            findings.append(incomplete(job, catalog.coverage))
        findings += render(project, job, catalog, tuple(loaded[each.tag][0] for each in job.voices))[1]
    findings += ledger.uncited(project, named(project))
    if release:
        findings = [finding for finding in findings if finding.code != "fact.due"]  # said again, as errors
        findings += unfit(project, asked)
    return tuple(sorted(set(findings)))


def _standing(project: Project) -> Iterator[Diagnostic]:
    """Yield what is wrong with files of the templates, whether this edition prints them or not."""
    from handbook.render import references, wording

    root, templates = project.root, project.root / "templates"
    for path in sorted(templates.rglob("*.html")):
        with contextlib.suppress(UnicodeDecodeError):  # said by whoever reads its texts
            yield from wording.faults(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    yield from wording.untitled(root, project.edition.chapters)
    yield from references.chapters(project)
    yield from references.misplaced(project, templates.rglob("*.html"))
    yield from references.left_out(project)
    yield from references.sheets(root, (path.relative_to(root) for path in sorted(templates.rglob("*.css"))))
    yield from references.drawings(root, sorted(path.stem for path in (templates / "art").glob("*.svg")))


def unfit(project: Project, jobs: Iterable[Job]) -> tuple[Diagnostic, ...]:
    """Return an error for what keeps files from being handed out, and a warning for each draft translation."""
    from handbook.catalogs import extract, load

    jobs = tuple(jobs)
    keys, _ = extract.read_keys(project.root)
    findings = [*project.unfit, *ledger.due(project, _uses(project, jobs)[0], Severity.ERROR)]
    for language in {job.language.tag: job.language for job in jobs}.values():
        catalog, _ = load.load(project.root, language, keys)
        has_file = (project.root / load.catalog_path(language)).is_file()  # what is missing is said elsewhere
        if not language.is_source and not catalog.reviewed and has_file:
            findings.append(_draft(project.root, load.catalog_path(language)))
    return tuple(sorted(findings))


def _draft(root: Path, path: Path) -> Diagnostic:
    text = (root / path).read_bytes().decode("utf-8", "replace") if (root / path).is_file() else ""
    line = next((number for number, row in enumerate(text.splitlines(), 1) if row.startswith('"X-Review:')), 0)
    remedy = "The colophon says so. When one has, write in the header: X-Review: native speaker"
    return warning(path.as_posix(), line, "release.draft", "no native speaker has read the translation", remedy)


def _uses(project: Project, jobs: Iterable[Job]) -> tuple[frozenset[Use], tuple[Diagnostic, ...]]:
    """Return where the formats of the jobs print facts, and what keeps a template from telling.

    The source language is asked: it needs no translation, and every language prints the same facts.
    """
    from handbook.catalogs import extract, load
    from handbook.render.html import render

    keys, faults = extract.read_keys(project.root)
    findings, uses = list(faults), set()
    asked = plan.plan(project, Selection(formats=tuple({job.format.id: None for job in jobs})))
    for job in plan.layouts(project, asked):
        if job.language.is_source:
            catalog, *voices = (load.load(project.root, each, keys)[0] for each in (job.language, *job.voices))
            document, faults = render(project, job, catalog, tuple(voices))
            findings += faults
            uses |= set(document.uses if document else ())
    return frozenset(uses), tuple(sorted(set(findings)))


def facts(project: Project, day: date) -> tuple[tuple[ledger.Entry, ...], tuple[Diagnostic, ...]]:
    """Return the list of facts with where they are printed, and the faults of templates that hide it.

    Pages are those of the last build, if there was one. A fact is due if its review lies before ``day``.
    """
    jobs = [job for job in plan.layouts(project, plan.plan(project, Selection())) if job.language.is_source]
    records = {job.format.id: fingerprint.read(fingerprint.record_file(project.root, job)) for job in jobs}
    pages = {name: record.cited for name, record in records.items() if record}
    uses, findings = _uses(project, jobs)
    return ledger.entries(project, uses, pages, day), findings


def incomplete(job: Job, coverage: float) -> Diagnostic:
    """Return that a language is not published, since too much of it is untranslated."""
    return warning(
        f"locales/{job.language.folder}/LC_MESSAGES/handbook.po", 0, "catalog.incomplete",
        f"{coverage:.1%} translated, but {job.language.min_coverage:.0%} are needed: {job.language.tag} is not "
        "published", "Translate the rest, or lower min_coverage in handbook/data/languages.toml.",
    )  # fmt: skip
