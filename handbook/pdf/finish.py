"""PDF bytes to PDF bytes: decoration, reading direction, identifiers; same input, same bytes."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.model import Job


def finish(data: bytes, job: Job) -> bytes:
    """Return the file with decoration marked as such and the reading direction set.

    WeasyPrint 70 tags every picture as a figure (issue 2550 there): those without an alternative
    text are decoration and become artifacts (ISO 14289-1, 7.1 and 7.3). Right-to-left books say so
    in the viewer preferences (ISO 32000-1, 12.2).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" in pdf.Root:
            _decoration_to_artifacts(pdf)
        if job.language.direction == "rtl":
            if "/ViewerPreferences" not in pdf.Root:
                pdf.Root.ViewerPreferences = Dictionary()
            pdf.Root.ViewerPreferences.Direction = Name.R2L
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _decoration_to_artifacts(pdf: pikepdf.Pdf) -> None:
    decorations: dict[int, set[int]] = defaultdict(set)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for parent, figure in _figures_without_alt(pdf.Root.StructTreeRoot):
        number = pages[figure.Pg.objgen]
        decorations[number] |= {int(kid) for kid in figure.K}
        parent.K = Array([kid for kid in parent.K if not _same(kid, figure)])
    for number, marks in decorations.items():
        page = pdf.pages[number]
        page.Contents = pdf.make_stream(_as_artifacts(_content(page), marks))
        _forget(pdf, int(page.StructParents), marks)


def _figures_without_alt(element: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Yield parent and figure for every figure below ``element`` that has no alternative text."""
    kids = element.get("/K")
    for kid in list(kids) if isinstance(kids, Array) else []:
        if not isinstance(kid, Dictionary):
            continue
        if kid.get("/S") == Name.Figure and "/Alt" not in kid:
            yield element, kid
        else:
            yield from _figures_without_alt(kid)


def _same(kid: object, figure: pikepdf.Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == figure.objgen


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


def _as_artifacts(content: bytes, marks: set[int]) -> bytes:
    def artifact(match: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(match[1]) in marks else match[0]

    return re.sub(rb"/Figure\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC", artifact, content)


def _forget(pdf: pikepdf.Pdf, key: int, marks: set[int]) -> None:
    """Empty the page's entries of the parent tree for marks that no longer exist."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for i in range(0, len(numbers), 2):
        if int(numbers[i]) == key:
            parents = numbers[i + 1]
            for mark in marks:
                parents[mark] = None
