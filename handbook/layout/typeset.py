"""A job to its laid-out file: the stages that builds and the translators' desk share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.catalogs import places
from handbook.catalogs.load import Catalog
from handbook.checks import layout
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.fonts import cut
from handbook.layout.again import write_again
from handbook.layout.write import Written
from handbook.render.html import Document, render
from handbook.values.diagnostics import Diagnostic, Severity
from handbook.values.model import Job, Language, Project


@dataclass(frozen=True, slots=True)
class Galley:
    """A laid-out file and what the layout shows."""

    document: Document
    written: Written
    faults: tuple[layout.LayoutFault, ...]


def typeset(
    project: Project, job: Job, catalog: Catalog, voices: tuple[Catalog, ...] = (), store: Keep | None = None
) -> tuple[Document | None, Galley | None, tuple[Diagnostic, ...]]:
    """Return the document and its galley, as far as they can be made, and every finding on the way.

    ``store`` has the pages of the last build, and is told of these.
    """
    document, faults = render(project, job, catalog, voices)
    if document is None or not sound(faults):
        return document, None, faults
    galley, told = lay_out(project, document, store=store)
    return document, galley, (*faults, *told)


def lay_out(
    project: Project, document: Document, alphabet: str = "", store: Keep | None = None
) -> tuple[Galley | None, tuple[Diagnostic, ...]]:
    """Return the galley of a document, as far as it can be made, and every finding on the way.

    ``alphabet`` are further characters for its fonts: with the same ones, other documents find the same cuts.
    """
    job, cache = document.job, project.root / CACHE
    place = places.file_of(job.language)
    fonts, faults = cut.cut(project, job.language, document.html + alphabet, cache / "fonts", place, document.voices)
    findings = list(faults)
    if not sound(findings):
        return None, tuple(findings)
    written, faults = write_again(project, document, fonts.css, cache, store)
    findings += faults
    if written is None:
        return None, tuple(findings)
    galley = Galley(document, written, layout.faults(written.laid, job, fonts.homes))
    return galley, (*findings, *_placed(project, job, galley))


def sound(findings: Iterable[Diagnostic]) -> bool:
    """Whether no finding keeps a file from being made."""
    return not any(finding.severity is Severity.ERROR for finding in findings)


def _placed(project: Project, job: Job, galley: Galley) -> Iterable[Diagnostic]:
    """Yield what the layout shows, each with the catalog's line of the language that says it."""
    trace = galley.document.trace
    speakers: dict[str, Language] = {"": job.language, **{each.tag: each for each in job.voices}}
    for tag, language in speakers.items() if galley.faults else ():
        mine = [each for each in galley.faults if (trace.tags[each.message] if each.message >= 0 else "") == tag]
        yield from layout.diagnostics(mine, trace.keys, job, places.lines(project.root, language))
