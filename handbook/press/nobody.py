"""The panels of nobody: what stands in the slots of a file that names no partner, a place for a stamp and for a pen.

They speak the language of the file and Chinese, so each layout has its own: a page for each shape that it has slots of,
laid out on their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from handbook.catalogs.manuscript import Catalog
from handbook.layout.typeset import Galley, lay_out
from handbook.press.slots import Panels
from handbook.render.html import Document, render
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.model import Job, Layout, Product, Project, Purpose

STYLES = tuple(Path("templates/css") / name for name in ("tokens.css", "panels.css"))
"""Of the book's sheets panels have the tokens alone."""
TEMPLATE = "panels/panels.html"


def panels(
    project: Project, job: Job, catalog: Catalog, shapes: Iterable[str]
) -> tuple[Panels | None, tuple[Document, Galley] | None, tuple[Diagnostic, ...]]:
    """Return the panels of some shapes, the page that they were made as, and what is wrong with them.

    None without shapes, and where they cannot be made.
    """
    boxes = [project.shapes[shape] for shape in sorted(set(shapes))]
    if not boxes:
        return None, None, ()
    own = replace(job, product=product(job.layout), voices=())
    document, findings = render(project, own, catalog, values={"boxes": boxes})
    if document is None or not sound(findings):
        return None, None, findings
    document = replace(document, stylesheets=STYLES)
    galley, faults = lay_out(project, document)
    findings += faults
    if galley is None or not sound(findings):
        return None, None, findings
    pages = {box.id: number for number, box in enumerate(boxes)}
    return Panels(galley.written.data, pages), (document, galley), findings


def product(layout: Layout) -> Product:
    """Return how the panels of a layout are made: as pages, which nobody trims."""
    return Product("panel", Layout("panel", TEMPLATE, layout.trim_mm, pdf_variant=layout.pdf_variant, safe_mm=0), Purpose.SCREEN)
