"""The association's own look: its colour on our paper, its logo, and what may be in a logo file."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

CONTRAST = 4.5
"""What text needs against its ground (WCAG 2.2, 1.4.3)."""
LARGEST = 300_000
"""Bytes of a logo file: more than this is a photograph."""
WIDEST = 4000
"""Pixels of a PNG: at 1200 dpi more than three inches."""
SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset(
    (
        "svg",
        "title",
        "desc",
        "metadata",
        "defs",
        "g",
        "symbol",
        "use",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "style",
    )
)
"""What a logo is drawn with. Letters must be outlines: only the book's own fonts are there."""


def tokens(css: str) -> Mapping[str, str]:
    """Return the colours of a style sheet's custom properties by name."""
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6})\b", css))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What may not be in a logo file."""

    line: int
    """0 where the file has no lines."""
    text: str
    hint: str


def logo_faults(name: str, data: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with a logo: an SVG must be shapes that refer to nothing outside, a PNG must be whole."""
    if len(data) > LARGEST:
        return (Fault(0, f"the file has {len(data)} bytes, more than {LARGEST}", "Simplify it, or scale it down."),)
    if name.lower().endswith(".svg"):
        return tuple(sorted(set(_SvgReader(data).faults)))
    try:
        _png(data)
    except (OSError, ValueError, SyntaxError, struct.error) as fault:  # what Pillow raises for files that are no PNG
        return (Fault(0, f"the picture cannot be read: {fault}", "Save it again as PNG."),)
    return ()


def printable_logo(name: str, data: bytes) -> bytes:
    """Return a logo for the page: a PNG anew, with its pixels and nothing else; ValueError if it is not sound."""
    faults = logo_faults(name, data)
    if faults:
        raise ValueError(faults[0].text)
    return data if name.lower().endswith(".svg") else _png(data)


def _png(data: bytes) -> bytes:
    from PIL import Image, ImageFile  # noqa: PLC0415  # only a PNG needs it, and start-up counts

    # Asked of the header before anything is unpacked.
    width, height = struct.unpack(">II", data[16:24])
    if max(width, height) > WIDEST:
        msg = f"it has {width} x {height} pixels, more than {WIDEST}"
        raise ValueError(msg)
    # WeasyPrint, where it is loaded, tells Pillow to fill up what is cut off.
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            pixels = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    made = io.BytesIO()
    Image.frombytes(pixels.mode, pixels.size, pixels.tobytes()).save(made, "PNG")
    return made.getvalue()


class _SvgReader:
    """Reads an SVG file and collects what may not be in it, with lines."""

    def __init__(self, data: bytes) -> None:
        self.faults: list[Fault] = []
        self.style = ""
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype
        try:
            data.decode("utf-8")
            self.parser.Parse(data, True)  # noqa: FBT003  # expat knows no keywords
        except UnicodeDecodeError:
            self._fault("the file is not UTF-8", "Save it as plain SVG in UTF-8.")
        except (expat.ExpatError, ValueError, LookupError) as fault:
            self._fault(f"the file is not XML: {fault}", "Export it again as plain SVG.")

    def _fault(self, text: str, hint: str) -> None:
        self.faults.append(Fault(self.parser.CurrentLineNumber, text, hint))

    def _doctype(self, *_of: object) -> None:
        self._fault("it has a DOCTYPE, which may define anything", "Export it again as plain SVG.")
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_of: object) -> None:
        msg = "it defines entities"
        raise ValueError(msg)

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"it has the instruction <?{target}?>", "Remove it.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if self.depth == 0 and (namespace != SVG or element != "svg"):
            self._fault(f"the file is no SVG: it begins with <{element}>", "Export it as plain SVG.")
        elif self.depth == 0 and "viewBox" not in attributes:
            self._fault("<svg> has no viewBox, so its size is not known", 'Add one, such as viewBox="0 0 100 100".')
        self.depth += 1
        self.style = ""
        if namespace == SVG and element not in SHAPES:
            hint = "Turn letters into outlines." if element in {"text", "tspan", "textPath"} else "Remove it."
            self._fault(f"<{element}> may not be in a logo", hint)
        for key, value in attributes.items():
            for text in _attribute_faults(key.rpartition(" ")[2], value):
                self._fault(text, "Remove it.")

    def _end(self, name: str) -> None:
        self.depth -= 1
        if name == f"{SVG} style" and _refers_outside(self.style):
            self._fault("the style sheet refers to something outside the file", "Remove it.")

    def _text(self, text: str) -> None:
        self.style += text


def _attribute_faults(key: str, value: str) -> Iterator[str]:
    if key.lower().startswith("on"):
        yield f"{key!r} is an event handler"
    elif key in {"href", "src"} and not value.strip().startswith("#"):
        yield f"{key!r} refers to something outside the file: {value[:60]!r}"
    elif _refers_outside(value):
        yield f"{key!r} refers to something outside the file"


def _refers_outside(css: str) -> bool:
    """Whether a style loads anything; a backslash could hide it."""
    return bool(re.search(r"@import|@font-face|\\|url\(\s*['\"]?\s*(?!['\"#\s])", css, re.IGNORECASE))
