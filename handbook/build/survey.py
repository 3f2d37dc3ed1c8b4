"""What can be told of a project without laying out a page: its mistakes, its facts, what keeps it from a release."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from handbook.build import fingerprint, plan, spoken
from handbook.catalogs.manuscript import Catalog, Manuscript, catalog_path, file_of
from handbook.config import fact_rules
from handbook.values.diagnostics import Diagnostic, Severity, counted, sound, warning
from handbook.values.model import Job, Language, Project, Selection, Use
from handbook.values.say import Say, silent

LEAST_OF_A_RELEASE = 0.95
"""Share of a language's texts without which it is not handed out, whatever its row in ``languages.toml`` allows."""


def check(manuscript: Manuscript, selection: Selection | None = None, say: Say = silent) -> tuple[Diagnostic, ...]:
    """Return the faults of templates, catalogs and their step, without making any file.

    For a release also what would keep the files from being handed out. ``selection`` are the files that are of
    interest, ``say`` hears what is looked at.
    """
    from handbook.catalogs import extract, policy
    from handbook.fonts import ask, cut
    from handbook.render.html import render
    from handbook.render.ledger import named

    project, selection = manuscript.project, selection or Selection()
    asked = plan.plan(project, selection)
    say("Reading templates, style sheets and drawings")
    findings = [*_standing(project), *extract.check_step(manuscript)]
    findings += (*_unfit_for_press(project), *ask.faults(project, project.fonts.values()))
    findings += manuscript.faults
    uses: set[Use] = set()
    layouts = plan.layouts(project, asked)
    speakers = {each.tag: each for job in layouts for each in (job.language, *job.voices)}
    findings += [fault for language in speakers.values() for fault in manuscript.catalog(language)[1]]
    for number, job in enumerate(layouts, 1):
        say(f"Filling the templates of {job.slug} ({number} of {len(layouts)})")
        heard = spoken.gather(job, manuscript)
        findings += (*heard.findings, *policy.faults(project, job.language))
        if sound(heard.findings):
            document, faults = render(project, job, heard.catalog, heard.voices)
            findings += faults
            uses |= set(document.uses if document else ())
            if document:
                place = catalog_path(job.language).as_posix()
                findings += cut.unprintable(project, job.language, document.html, place, document.voices)
    findings += fact_rules.uncited(project, named(project))
    findings += (finding for place in extract.written(project) for finding in fact_rules.twice(project, *place))
    if selection.release:
        again = {fact_rules.PICTURE, "catalog.incomplete", "catalog.left-out"}  # said again, as errors
        findings = [finding for finding in findings if finding.code not in again]
        findings += unfit(manuscript, asked, selection.today, selection.without)
    else:
        findings += fact_rules.due(project, uses, selection.today, Severity.WARNING)
    return tuple(sorted(set(findings)))


def _standing(project: Project) -> Iterator[Diagnostic]:
    """Yield what is wrong with files of the templates, whether this edition prints them or not."""
    from handbook.render import references, wording

    root, templates = project.root, project.root / "templates"
    for path in sorted(templates.rglob("*.html")):
        with contextlib.suppress(UnicodeDecodeError):  # said by whoever reads its texts
            yield from wording.faults(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    yield from wording.untitled(root, project.edition.chapters)
    yield from references.misplaced(project, templates.rglob("*.html"))
    yield from references.left_out(project)
    sheets = [path.relative_to(root) for path in sorted(templates.rglob("*.css"))]
    yield from references.sheets(root, sheets)
    with contextlib.suppress(OSError):  # where the renderer's libraries are missing, doctor says so
        from handbook.layout.write import sheet_faults

        yield from sheet_faults(project, sheets)
    yield from references.drawings(root, sorted(path.stem for path in (templates / "art").glob("*.svg")))


def _unfit_for_press(project: Project) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the colours of the tokens in ink, as the print files would have them."""
    from handbook.press import inks

    try:
        return inks.parted(project)
    except inks.UnfitProfileError as fault:
        return (inks.unfit(project, fault),)


def unfit(
    manuscript: Manuscript, jobs: Iterable[Job], today: date | None, without: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Return an error for what keeps files from being handed out, and a warning for each draft translation.

    ``today`` is the day on which it is asked: a printed fact whose review lies before it is such an error. Of the
    edition's languages those in ``without`` need not be ready.
    """
    jobs, project = tuple(jobs), manuscript.project
    uses, faults = _uses(manuscript, jobs)
    findings = [*project.unfit, *fact_rules.due(project, uses, today, Severity.ERROR)]
    findings += [replace(finding, severity=Severity.ERROR) for finding in faults if finding.code == fact_rules.PICTURE]
    made = {each.tag for job in jobs for each in (job.language, *job.voices)}
    of_the_edition = (each for each in project.languages.values() if not each.is_pseudo and each.tag not in without)
    for language in of_the_edition:
        catalog, faults = manuscript.catalog(language)
        findings += faults
        has_file = file_of(language) in manuscript.files  # what is missing is said elsewhere
        if language.tag in made and not language.is_source and not catalog.reviewed and has_file:
            findings.append(_draft(manuscript, language))
        if catalog.untranslated and sound(faults):
            is_ready = spoken.is_complete(catalog) and catalog.coverage >= LEAST_OF_A_RELEASE
            findings.append(_in_english(catalog) if is_ready else _unready(catalog))
    return tuple(sorted(findings))


def _unready(catalog: Catalog) -> Diagnostic:
    finding = spoken.incomplete(catalog, Severity.ERROR)
    tag = catalog.language.tag
    return replace(finding, hint=f"{finding.hint} Or leave the language out of this release: --without {tag}")


def _in_english(catalog: Catalog) -> Diagnostic:
    """Return that texts of a language, whose row allows it, stand in the source language."""
    finding = spoken.incomplete(catalog, Severity.WARNING)
    text = f"{catalog.language.tag}: {counted(catalog.untranslated, 'text')} in the source language"
    return replace(finding, code="release.untranslated", text=text)


def _draft(manuscript: Manuscript, language: Language) -> Diagnostic:
    rows = manuscript.entries(language).text.split("\n")
    line = next((number for number, row in enumerate(rows, 1) if row.startswith('"X-Review:')), 0)
    remedy = "The colophon says so. When one has, write in the header: X-Review: native speaker"
    return warning(file_of(language), line, "release.draft", "no native speaker has read the translation", remedy)


def _uses(manuscript: Manuscript, jobs: Iterable[Job]) -> tuple[frozenset[Use], tuple[Diagnostic, ...]]:
    """Return where files print facts, and what keeps a template from telling.

    Not every language is asked: templates print other facts for readers of Chinese, and in a file for all languages.
    """
    from handbook.render.html import render

    project = manuscript.project
    findings, uses = list(manuscript.faults), set()
    for job in {_kind(job): job for job in reversed(plan.layouts(project, tuple(jobs)))}.values():
        catalog, *voices = (manuscript.catalog(each)[0] for each in (job.language, *job.voices))
        document, faults = render(project, job, catalog, tuple(voices))
        findings += faults
        uses |= set(document.uses if document else ())
    return frozenset(uses), tuple(sorted(set(findings)))


def _kind(job: Job) -> tuple[str, bool, bool, bool]:
    """Return what decides which facts a file prints: its format, and what templates ask of its language."""
    language = job.language
    return job.product.id, language.is_source, language.is_chinese, language.is_local


def facts(manuscript: Manuscript, day: date) -> tuple[tuple[fact_rules.DueEntry, ...], tuple[Diagnostic, ...]]:
    """Return the list of facts with where they are printed, and the faults of templates that hide it.

    Pages are those of the last build, if there was one. A fact is due if its review lies before ``day``.
    """
    project = manuscript.project
    jobs = [job for job in plan.layouts(project, plan.plan(project, Selection())) if job.language.is_source]
    records = {job.product.id: fingerprint.read(fingerprint.record_file(project, job)) for job in jobs}
    pages = {name: record.cited for name, record in records.items() if record}
    uses, findings = _uses(manuscript, plan.plan(project, Selection()))
    return fact_rules.entries(project, uses, pages, day), findings
