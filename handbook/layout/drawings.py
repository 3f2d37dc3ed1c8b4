"""Drawings drawn once: the operators of an SVG file at a size, kept by content.

A third of a book's time went into parsing and drawing the same SVG files again for every language. WeasyPrint asks a
dict for images that it knows already (its ``cache`` option); this one answers with drawings that remember what they
wrote into the page. Only drawings without resources of their own (text, pictures, gradients, soft masks) qualify: their
operators stand for themselves. The rest is left to WeasyPrint. Used by ``pdf.write`` alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree as ET

import weasyprint
from weasyprint.images import SVGImage

from handbook.files.store import write_atomic

# What is kept was made by this code and by that WeasyPrint.
VERSION = weasyprint.__version__.encode() + Path(__file__).read_bytes()
OPACITY = re.compile(rb"/([aA])([\d.]+) gs")
DRAWN = frozenset(
    {
        "svg",
        "title",
        "desc",
        "defs",
        "g",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "clipPath",
    }
)
RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace", "Font")


class Stream(Protocol):
    """What a drawing needs of WeasyPrint's page stream, which is untyped."""

    stream: list[Any]

    def stacked(self) -> Any:  # noqa: ANN401  # a context manager of the untyped library
        """Save the graphics state, and restore it."""

    def clone(self, *, resources: dict[str, dict[str, object]]) -> Stream:
        """Return an empty stream that registers its resources there."""

    def set_alpha(self, alpha: float, stroke: bool, fill: bool) -> None:  # noqa: FBT001  # as the library has it
        """Register and set an opacity."""


class Drawings(dict[str, object]):
    """WeasyPrint's images by address; drawings of the project are made when they are asked for."""

    def __init__(self, folder: Path, kept: Path, loaded: set[Path], fetcher: object) -> None:
        super().__init__()
        self.folder, self.kept, self.loaded, self.fetcher = folder.resolve(), kept, loaded, fetcher

    def __contains__(self, url: object) -> bool:
        if not super().__contains__(url) and isinstance(url, str):
            path = Path(url2pathname(urlsplit(url).path)).resolve()
            if path.suffix == ".svg" and path.parent == self.folder and path.is_file():
                data = path.read_bytes()
                if _is_plain(data):
                    self[url] = Drawing(data, url, self.kept, self.fetcher)
                    self.loaded.add(path)
        return super().__contains__(url)


class Drawing(SVGImage):  # type: ignore[misc]  # WeasyPrint is untyped
    """An SVG image that draws itself once for each size and then repeats what it wrote."""

    def __init__(self, data: bytes, url: str, kept: Path, fetcher: object) -> None:
        # The project's own file, and the fetcher refuses whatever it would refer to.
        super().__init__(ET.fromstring(data), url, fetcher, None)  # noqa: S314
        self.digest = hashlib.sha256(VERSION + data).hexdigest()[:24]
        self.kept = kept

    def draw(self, stream: Stream, concrete_width: float, concrete_height: float, style: object) -> None:
        """Write the drawing, in CSS pixels, into a page."""
        # The size to the last bit: what another book wrote at nearly this size differs in a digit somewhere.
        file = self.kept / f"{self.digest}-{concrete_width!r}x{concrete_height!r}.ops"
        operators = _sound(file)
        if operators is None:
            # A stream and resources of its own: the same operators come out wherever on a page the drawing stands.
            resources: dict[str, dict[str, object]] = {kind: {} for kind in RESOURCES}
            scratch = stream.clone(resources=resources)
            try:
                self._svg.draw(scratch, concrete_width, concrete_height, self._base_url, None)
            except Exception:  # noqa: BLE001  # drawn again below, where WeasyPrint says what is wrong
                resources["Font"]["broken"] = True
            if not _stands_for_itself(resources, scratch.stream):
                super().draw(stream, concrete_width, concrete_height, style)
                return
            operators = b"\n".join(scratch.stream)
            write_atomic(file, hashlib.sha256(operators).hexdigest().encode() + b"\n" + operators)
        with stream.stacked():
            for kind, value in sorted(set(OPACITY.findall(operators))):
                stream.set_alpha(json.loads(value), stroke=kind == b"A", fill=kind == b"a")
        stream.stream.append(operators)


def _is_plain(data: bytes) -> bool:
    """Whether an SVG file consists of shapes alone, nothing that needs fonts, other files or style sheets."""
    try:
        return all(element.tag.rpartition("}")[2] in DRAWN for element in ET.fromstring(data).iter())  # noqa: S314
    except ET.ParseError:  # WeasyPrint says what is wrong with it
        return False


def _sound(file: Path) -> bytes | None:
    """Return kept operators; None if there are none, or if the file was damaged."""
    digest, _, operators = file.read_bytes().partition(b"\n") if file.is_file() else (b"", b"", b"")
    return operators if digest == hashlib.sha256(operators).hexdigest().encode() else None


def _stands_for_itself(resources: dict[str, dict[str, object]], written: list[Any]) -> bool:
    """Whether operators name nothing but opacities, which can be registered again."""
    others = any(resources[kind] for kind in RESOURCES if kind != "ExtGState")
    states = all(re.fullmatch(r"[aA][\d.]+", name) for name in resources["ExtGState"])
    return states and not others and all(isinstance(part, bytes) for part in written)
