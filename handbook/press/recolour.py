"""The colours of a finished file replaced, wherever they stand: pages, forms, patterns, shadings, pictures.

Works on what WeasyPrint writes: an operator a line. The print editions of a book are the pages of its screen edition
in other colours, so that nothing is laid out twice and no word can stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

from handbook.layout import engine
from handbook.press.inks import BLACK, Palette
from handbook.press.streams import Streams
from handbook.values.colours import Colour, Ink

OVERPRINT, KNOCKOUT = "OPon", "OPoff"
"""Names of the graphics states that this module adds."""


@dataclass(frozen=True, slots=True)
class Inking:
    """How a file is to be printed."""

    palette: Palette
    transform: ImageCms.ImageCmsTransform | None
    """For pictures; None leaves them as they are, in sRGB."""
    recipe: str
    """What tells the palette from others."""

    @property
    def is_cmyk(self) -> bool:
        """Whether the file is for a press."""
        return self.transform is not None


@dataclass(slots=True)
class _State:
    """What a content stream has set at a point."""

    fill: Ink = ()
    overprints: bool = False
    saved: list[tuple[Ink, bool]] = field(default_factory=list)


def recolour(pdf: pikepdf.Pdf, inking: Inking, streams: Streams) -> tuple[str, ...]:
    """Replace every colour of ``pdf`` in place; return what pictures were converted, in words of the trade."""
    converted: list[str] = []
    for page in pdf.pages:
        page.contents_coalesce()
        content, page.Contents = page.Contents.read_bytes(), pdf.make_stream(b"")
        _write(page.Contents, content, inking, streams)
        if inking.is_cmyk:
            _prepare(page.obj.Resources)
    for item in list(pdf.objects):
        if isinstance(item, pikepdf.Stream):
            converted += _stream(item, inking, streams)
        if isinstance(item, Dictionary | pikepdf.Stream) and "/ShadingType" in item:
            _shading(item, inking)
    for shading in _direct_shadings(pdf):
        _shading(shading, inking)
    return tuple(converted)


def _write(into: pikepdf.Stream, content: bytes, inking: Inking, streams: Streams) -> None:
    streams.write(into, content, inking.recipe, lambda found: _content(found, inking))


def _stream(item: pikepdf.Stream, inking: Inking, streams: Streams) -> Iterator[str]:
    kind = item.get("/Subtype")
    if kind == Name.Form or item.get("/PatternType") == 1:
        _write(item, item.read_bytes(), inking, streams)
        if "/StructParents" in item:
            del item.StructParents
        if not inking.is_cmyk:
            return
        if "/Resources" in item:
            _prepare(item.Resources)
        if "/Group" in item and "/CS" in item.Group:
            item.Group.CS = Name.DeviceCMYK
    elif kind == Name.Image and item.get("/ColorSpace") == Name.DeviceRGB and inking.transform is not None:
        inks = ImageCms.applyTransform(pikepdf.PdfImage(item).as_pil_image().convert("RGB"), inking.transform)
        assert inks is not None  # noqa: S101  # only an in-place call returns nothing
        item.write(inks.tobytes())
        item.ColorSpace, item.BitsPerComponent = Name.DeviceCMYK, 8
        yield f"a picture of {int(item.Width)} x {int(item.Height)} pixels"


def _content(content: bytes, inking: Inking) -> bytes:
    """Return a content stream in other colours; black text on a press overprints (ISO 32000-1, 8.6.7)."""
    content = engine.untagged(content)
    state = _State()
    parts: list[bytes] = []
    start = 0
    for found in engine.steps(content):
        parts.append(content[start : found.start()])
        parts.append(_operator(found, state, inking))
        start = found.end()
    return b"".join([*parts, content[start:]])


def _operator(found: re.Match[bytes], state: _State, inking: Inking) -> bytes:
    if found[4]:
        red, green, blue, operator = found.groups()[:4]
        ink = inking.palette(_colour(red, green, blue))
        if operator == b"rg":
            state.fill = ink
        name = {b"rg": b"k", b"RG": b"K"}[operator] if inking.is_cmyk else operator
        return b" ".join([*(b"%g" % part for part in ink), name])
    operator = found[0]
    if operator == b"q":
        state.saved.append((state.fill, state.overprints))
    elif operator == b"Q" and state.saved:
        state.fill, state.overprints = state.saved.pop()
    elif inking.is_cmyk and operator in {b"BT", b"ET"}:
        # Whatever is no text knocks out, black or not: large black areas would show what lies below.
        wanted = operator == b"BT" and state.fill == BLACK
        if wanted != state.overprints:
            state.overprints = wanted
            switch = f"/{OVERPRINT if wanted else KNOCKOUT} gs".encode()
            return switch + b"\n" + operator if operator == b"BT" else operator + b"\n" + switch
    return operator


def _colour(*parts: bytes) -> Colour:
    red, green, blue = (round(float(part) * 255) for part in parts)
    return red, green, blue


def _prepare(resources: pikepdf.Object) -> None:
    """Add the states of overprinting; take away the colour spaces that WeasyPrint declares and nobody uses."""
    if "/ColorSpace" in resources:
        del resources.ColorSpace
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    states = resources.ExtGState
    states[f"/{OVERPRINT}"] = Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1)
    states[f"/{KNOCKOUT}"] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)


def _direct_shadings(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the shadings that are no objects of their own."""
    for item in pdf.objects:
        resources = item.get("/Resources") if isinstance(item, Dictionary | pikepdf.Stream) else None
        shadings = resources.get("/Shading") if isinstance(resources, Dictionary) else None
        if isinstance(shadings, Dictionary):
            yield from (each for _, each in shadings.items() if not each.is_indirect)
        if isinstance(item, Dictionary) and "/PatternType" in item and "/Shading" in item:
            yield item.Shading


def _shading(shading: pikepdf.Object, inking: Inking) -> None:
    """Replace the colours of a gradient: those of its ends, wherever its function has them."""
    if not inking.is_cmyk or shading.get("/ColorSpace") != Name.DeviceRGB:
        return
    shading.ColorSpace = Name.DeviceCMYK
    functions = [shading.Function]
    while functions:
        function = functions.pop()
        functions += list(function.get("/Functions", []))
        for end in ("/C0", "/C1"):
            if end in function:
                colour = _colour(*(str(part).encode() for part in function[end]))
                function[end] = Array([round(part, 4) for part in inking.palette(colour)])
