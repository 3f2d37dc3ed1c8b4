"""The panels of nobody: what stands in the slots of a file that names no partner, a place for a stamp and for a pen.

They speak the language of the face that they stand on and Chinese, so each layout has its own: a page for each shape
that it has slots of, in each language of their faces, laid out on their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from handbook.catalogs.manuscript import Catalog
from handbook.files.keep import Keep
from handbook.layout import slots as places
from handbook.layout import typeset as typesetting
from handbook.layout.typeset import Galley
from handbook.press import slots
from handbook.render.html import Document, render
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.model import Job, Layout, Product, Project, Purpose
from handbook.values.panel import PanelPages, Shape
from handbook.values.trace import Trace

STYLES = tuple(Path("templates/css") / name for name in ("tokens.css", "panels.css"))
"""Of the book's sheets panels have the tokens alone."""
TEMPLATE = "panels/panels.html"


def typeset(
    project: Project, job: Job, catalog: Catalog, voices: tuple[Catalog, ...] = (), store: Keep | None = None
) -> tuple[Document | None, Galley | None, tuple[Diagnostic, ...]]:
    """Return what ``layout.typeset`` does, with the panels of nobody in the slots of the pages.

    The document has what they were made of, too, and the pages where their messages stand.
    """
    document, galley, findings = typesetting.typeset(project, job, catalog, voices, store)
    if document is None or galley is None or not sound(findings) or not galley.written.slots:
        return document, galley, findings
    spoken = {each.language.tag: each for each in voices}
    faces = [replace(slot, voice=slot.voice if slot.voice in spoken else "") for slot in galley.written.slots]
    names, tags = zip(*sorted({(slot.shape, slot.voice) for slot in faces}), strict=True)
    boxes = [(project.shapes[name], tag) for name, tag in zip(names, tags, strict=True)]
    stamp, faults = panels(project, job, catalog, tuple(spoken[tag] for tag in sorted({*tags}) if tag), boxes)
    findings += faults
    if stamp is None:
        return document, None, findings
    written, its = galley.written, stamp.written
    filled = slots.filled(written.data, faces, PanelPages(its.data, names, voices=tags))
    trace, numbers = _joined(document.trace, stamp.document.trace)
    laid = places.joined(written.laid, faces, its.laid, boxes, numbers)
    written = replace(written, files=(filled,), loaded=written.loaded | its.loaded, laid=laid)
    document = replace(_made_of(document, stamp.document), trace=trace)
    return document, replace(galley, document=document, written=written), findings


def panels(
    project: Project, job: Job, catalog: Catalog, voices: tuple[Catalog, ...], boxes: Sequence[tuple[Shape, str]]
) -> tuple[Galley | None, tuple[Diagnostic, ...]]:
    """Return panels, a page each; None where they cannot be made.

    A box is a shape and the tag of the voice that speaks in it, or nothing for the language of the job.
    """
    own = replace(job, product=product(job.layout, len(boxes)), voices=())
    document, findings = render(project, own, catalog, voices, {"boxes": boxes})
    if document is None or not sound(findings):
        return None, findings
    galley, faults = typesetting.lay_out(project, replace(document, stylesheets=STYLES))
    findings += faults
    return (galley if sound(findings) else None), findings


def _made_of(document: Document, stamp: Document) -> Document:
    """Return a document that is made of what another one is made of, too."""
    (catalog, keys), *voices = document.asked
    (_, own), *others = stamp.asked
    said = {each.language.tag: its for each, its in others}
    return replace(
        document,
        stylesheets=tuple(dict.fromkeys((*document.stylesheets, *stamp.stylesheets))),
        loaded=document.loaded | stamp.loaded,
        untranslated=document.untranslated | stamp.untranslated,
        asked=((catalog, keys | own), *((each, its.union(said.get(each.language.tag, ()))) for each, its in voices)),
        reads=document.reads | stamp.reads,
    )


def _joined(trace: Trace, stamp: Trace) -> tuple[Trace, Sequence[int]]:
    """Return the messages of two documents, and the numbers that those of the second one have among them."""
    names = {name: number for number, name in enumerate(zip(trace.tags, trace.keys, strict=True))}
    numbers = [names.setdefault(name, len(names)) for name in zip(stamp.tags, stamp.keys, strict=True)]
    tags, keys = zip(*names, strict=True)
    return replace(trace, tags=tags, keys=keys), numbers


def product(layout: Layout, pages: int) -> Product:
    """Return how the panels of a layout are made: as so many pages, which nobody trims."""
    own = Layout("panel", TEMPLATE, layout.trim_mm, pdf_variant=layout.pdf_variant, safe_mm=0, pages=pages)
    return Product("panel", own, Purpose.SCREEN)
