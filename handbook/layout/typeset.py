"""A job to its laid-out file: the stages that builds and the translators' desk share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.catalogs.manuscript import Catalog, file_of
from handbook.checks import layout, text_layer
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.fonts import cut
from handbook.layout import slots
from handbook.layout.again import write_again
from handbook.layout.write import Written
from handbook.render.html import Document, render
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.model import Job, Project


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
    galley, findings = lay_out(project, document, store=store)
    return document, galley, (*faults, *findings)


def lay_out(
    project: Project, document: Document, alphabet: str = "", store: Keep | None = None
) -> tuple[Galley | None, tuple[Diagnostic, ...]]:
    """Return the galley of a document, as far as it can be made, and every finding on the way.

    ``alphabet`` are further characters for its fonts: with the same ones, other documents find the same cuts.
    """
    job, cache = document.job, project.root / CACHE
    place = file_of(job.language)
    fonts, faults = cut.cut(project, job.language, document.html + alphabet, cache / "fonts", place, document.voices)
    findings = list(faults)
    if not sound(findings):
        return None, tuple(findings)
    written, faults = write_again(project, document, fonts.css, cache, store)
    findings += faults
    if written is None:
        return None, tuple(findings)
    findings += slots.faults(written.slots, written.laid, job)
    findings += text_layer.check(written.files, written.laid, job)
    galley = Galley(document, written, layout.faults(written.laid, job, fonts.homes))
    return galley, (*findings, *_placed(job, galley))


def _placed(job: Job, galley: Galley) -> Iterable[Diagnostic]:
    """Yield what the layout shows, each with the catalog's line of the language that says it."""
    trace, (own, *voices) = galley.document.trace, (catalog for catalog, _ in galley.document.asked)
    places = {"": own.places, **{each.language.tag: each.places for each in voices}}
    for tag, lines in places.items() if galley.faults else ():
        mine = [each for each in galley.faults if (trace.tags[each.message] if each.message >= 0 else "") == tag]
        yield from layout.diagnostics(mine, trace.keys, job, lines)
