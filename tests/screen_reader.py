"""A tagged file as a screen reader has it: its structure, with the text that each part of it shows."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary
from pypdfium2 import raw
from readers import without_panels

from handbook.press.slots import SLOT


@dataclass
class Part:
    """A structure element."""

    role: str
    language: str
    alt: str
    kids: list[Part | str] = field(default_factory=list)
    element: pikepdf.Object = None
    called: list[str] = field(default_factory=list)
    """What its annotations say."""
    file: pikepdf.Pdf | None = None
    """Of the root: holds the elements open."""

    @property
    def text(self) -> str:
        return self.alt or "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def parts(self, *roles: str) -> Iterator[Part]:
        """Yield the element and all below it, of some types."""
        if not roles or self.role in roles:
            yield self
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.parts(*roles)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text with its language, in reading order."""
        for kid in self.kids:
            if isinstance(kid, str):
                yield self.language, kid
            else:
                yield from kid.texts()

    def outline(self, depth: int = 0) -> Iterator[str]:
        """Yield lines that show the whole to people."""
        words = "".join(kid for kid in self.kids if isinstance(kid, str)).strip()
        said = [f"“{words}”" if words else "", f"alt={self.alt!r}" if self.alt else "", *map(repr, self.called)]
        yield f"{'  ' * depth}{self.role} {self.language} {' '.join(filter(None, said))}".rstrip()
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.outline(depth + 1)


def read(path: Path) -> Part:
    """Return the structure of a file, without the panels in its slots: each is a page of its own."""
    texts = [_marked(page) for page in pypdfium2.PdfDocument(without_panels(path))]
    pdf = pikepdf.open(path)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    (root,) = pdf.Root.StructTreeRoot.K
    part = _part(root, str(pdf.Root.Lang), numbers, texts)
    part.file = pdf
    return part


def _part(
    element: pikepdf.Object, language: str, numbers: dict[tuple[int, int], int], texts: list[dict[int, str]]
) -> Part:
    language = str(element.get("/Lang", language))
    part = Part(str(element.S).removeprefix("/"), language, str(element.get("/Alt", "")), element=element)
    page = numbers[element.Pg.objgen]
    for kid in element.K if isinstance(element.K, Array) else [element.K]:
        if not isinstance(kid, Dictionary):
            part.kids.append(texts[page].get(int(kid), ""))
        elif kid.get("/Type") == "/MCR":
            part.kids.append(texts[numbers[kid.Pg.objgen]].get(int(kid.MCID), ""))
        elif kid.get("/Type") == "/OBJR":
            part.called.append(str(kid.Obj.Contents))
        elif SLOT not in kid:
            part.kids.append(_part(kid, language, numbers, texts))
    return part


def _marked(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the text of each mark of a page's content."""
    found: dict[int, str] = {}
    text = page.get_textpage()
    for item in page.get_objects(max_depth=9):
        mark = raw.FPDFPageObj_GetMarkedContentID(item)
        if item.type == raw.FPDF_PAGEOBJ_TEXT and mark >= 0:
            length = raw.FPDFTextObj_GetText(item, text, None, 0)
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFTextObj_GetText(item, text, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
            # U+0002 stands for a hyphen at the end of a line, which PDFium takes for that of a divided word.
            found[mark] = found.get(mark, "") + buffer.raw.decode("utf-16-le").rstrip("\0").replace("\x02", "-")
    return found
