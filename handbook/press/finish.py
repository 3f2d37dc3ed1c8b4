"""PDF bytes to PDF bytes: decoration, reading direction, identifiers; same input, same bytes."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.layout import engine
from handbook.press.streams import Streams
from handbook.press.transparency import declare
from handbook.values.model import Job

PRINT = 4
"""Annotation flag: the link is there on paper as it is on screen (ISO 32000-1, 12.5.3)."""


def finish(data: bytes, job: Job, streams: Streams) -> bytes:
    """Return the file for the screen: trimmed, decoration marked as such, the reading direction set.

    WeasyPrint 70 tags every picture as a figure (issue 2550 there): those without an alternative
    text are decoration and become artifacts (ISO 14289-1, 7.1 and 7.3). Right-to-left books say so
    in the viewer preferences (ISO 32000-1, 12.2). ``streams`` deflates the pages.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        decorations: dict[int, set[int]] = {}
        if "/StructTreeRoot" in pdf.Root:
            decorations = _decorations(pdf)
            _name_header_scopes(pdf.Root.StructTreeRoot, Name.Row)
        _deflate(pdf, decorations, streams)
        declare(pdf, Name.DeviceRGB)
        for page in pdf.pages:
            # Bleed is for the press: a reader on a screen sees the trimmed page.
            page.MediaBox = page.TrimBox
            del page.BleedBox
            for annotation in page.get("/Annots", []):
                annotation.F = PRINT
        if job.language.direction == "rtl":
            if "/ViewerPreferences" not in pdf.Root:
                pdf.Root.ViewerPreferences = Dictionary()
            pdf.Root.ViewerPreferences.Direction = Name.R2L
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _deflate(pdf: pikepdf.Pdf, decorations: Mapping[int, set[int]], streams: Streams) -> None:
    """Write the content of pages and of what they draw anew, with decoration as artifacts."""
    for number, page in enumerate(pdf.pages):
        marks = decorations.get(number, set())
        content, page.Contents = _content(page), pdf.make_stream(b"")
        recipe = f"screen {sorted(marks)}"
        streams.write(page.Contents, content, recipe, partial(engine.as_artifacts, marks=marks))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form:
            streams.write(item, item.read_bytes(), "screen", lambda found: found)


def _decorations(pdf: pikepdf.Pdf) -> dict[int, set[int]]:
    """Return the marks of decoration by page, counted from 0, and take them out of the structure."""
    decorations: dict[int, set[int]] = defaultdict(set)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for parent, figure in _figures_without_alt(pdf.Root.StructTreeRoot):
        number = pages[figure.Pg.objgen]
        decorations[number] |= {int(kid) for kid in figure.K}
        parent.K = Array([kid for kid in parent.K if not _same(kid, figure)])
    for number, marks in decorations.items():
        _forget(pdf, int(pdf.pages[number].StructParents), marks)
    return decorations


def _name_header_scopes(element: pikepdf.Object, scope: Name) -> None:
    """Say of each header cell whether it heads a column or a row (ISO 32000-1, table 349).

    WeasyPrint 70 does not write what ``th scope`` says; a cell of a table's head heads its column.
    """
    for kid in _kids(element):
        if kid.get("/S") == Name.TH:
            if "/A" not in kid:
                kid.A = Dictionary(O=Name.Table)
            kid.A.Scope = scope
        _name_header_scopes(kid, Name.Column if kid.get("/S") == Name.THead else scope)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    return [kid for kid in kids if isinstance(kid, Dictionary)] if isinstance(kids, Array) else []


def _figures_without_alt(element: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Yield parent and figure for every figure below ``element`` that has no alternative text."""
    for kid in _kids(element):
        if kid.get("/S") == Name.Figure and "/Alt" not in kid:
            yield element, kid
        else:
            yield from _figures_without_alt(kid)


def _same(kid: object, figure: pikepdf.Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == figure.objgen


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


def _forget(pdf: pikepdf.Pdf, key: int, marks: set[int]) -> None:
    """Empty the page's entries of the parent tree for marks that no longer exist."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for i in range(0, len(numbers), 2):
        if int(numbers[i]) == key:
            parents = numbers[i + 1]
            for mark in marks:
                parents[mark] = None
