"""Drawings drawn once: the operators of an SVG file at a size, kept by content.

A third of a book's time went into parsing and drawing the same SVG files again for every language. WeasyPrint asks a
dict for images that it knows already (its ``cache`` option); this one answers with drawings that remember what they
wrote into the page. Only drawings without resources of their own (text, pictures, gradients, soft masks) qualify: their
operators stand for themselves. The rest is left to WeasyPrint. One thread at a time, as all of layout.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree as ET

from handbook.files.store import write_atomic
from handbook.layout import engine

# What is kept was made by this code and by that WeasyPrint.
VERSION = b"".join([engine.VERSION.encode(), *(Path(each).read_bytes() for each in (__file__, engine.__file__))])
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


class Drawings(dict[str, object]):
    """WeasyPrint's images by address; drawings of the project are made when they are asked for."""

    def __init__(self, folder: Path, kept: Path, loaded: set[Path], fetcher: engine.FileFetcher) -> None:
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


class Drawing(engine.SvgPicture):
    """An SVG image that draws itself once for each size and then repeats what it wrote."""

    def __init__(self, data: bytes, url: str, kept: Path, fetcher: engine.FileFetcher) -> None:
        super().__init__(data, url, fetcher)
        self.digest = hashlib.sha256(VERSION + data).hexdigest()[:24]
        self.kept = kept

    def draw(self, stream: engine.Stream, concrete_width: float, concrete_height: float, style: object) -> None:
        """Write the drawing, in CSS pixels, into a page."""
        # The size to the last bit: what another book wrote at nearly this size differs in a digit somewhere.
        file = self.kept / f"{self.digest}-{concrete_width!r}x{concrete_height!r}.ops"
        operators = _sound(file)
        if operators is None:
            operators = self.operators(stream, concrete_width, concrete_height)
            if operators is None:
                super().draw(stream, concrete_width, concrete_height, style)
                return
            write_atomic(file, hashlib.sha256(operators).hexdigest().encode() + b"\n" + operators)
        engine.repeat(stream, operators)


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
