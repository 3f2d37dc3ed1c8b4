"""Logos beside a table of partners: found safely, judged, and made safe.

Only files in the table's own folder or below it are read. What comes out is a PNG made anew from its pixels, or an SVG
of shapes that refer to nothing outside; of a PDF the shapes of the first page become such an SVG (``press.logo_page``).
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from PIL import Image

from handbook.config import logo as rules
from handbook.config import svg
from handbook.files import pdfium, store
from handbook.layout.own_pages import sheets
from handbook.partners import pixels
from handbook.press.logo_colours import UnfitPageError
from handbook.press.logo_page import as_svg
from handbook.values.diagnostics import printable
from handbook.values.partner import Logo, LogoKind
from handbook.values.spelling import near
from handbook.values.units import INCH_MM, POINTS

LARGEST = 5_000_000
"""Bytes of a picture or a PDF; of an SVG ``config.logo.LARGEST``."""
BOX_MM = (18.0, 18.5)
"""The largest box in which a panel prints a logo (``templates/css/panels.css``), large print apart."""
FINE_DPI, FINEST_DPI = 300, 600
"""What print needs, and what is more than anybody sees."""
LEAST_DPI = 150
"""Below this, print shows the pixels."""
CLEAR, UNSEEN = 3.0, 1.2
"""The contrast that a drawing needs on its ground (WCAG 2.2, 1.4.11), and one that nobody sees."""
SHOWN_PX = 240
"""The width at which shapes are looked at."""
LISTED = 200
"""Files of a folder among which a near name is sought."""
SAVE = "Save it as SVG, PDF, PNG, JPEG or WebP."

Said = tuple[str, str, str, bool]
"""Code, text and remedy of a fault; whether it keeps the logo out."""


@dataclass(frozen=True, slots=True)
class Logos:
    """The folder of a table, whose logos are read."""

    folder: Path
    ground: str
    """What logos are printed on: ``#RRGGBB``."""
    inks: bytes
    """The profile of the printing condition, for pictures in CMYK that have none."""
    cache: Path
    seen: dict[str, tuple[Logo | None, tuple[Said, ...]]] = field(default_factory=dict)
    """What was read: the hotels of a chain have one logo."""

    def __call__(self, name: str) -> tuple[Logo | None, tuple[Said, ...]]:
        """Return the logo of a name in the table, and what is wrong with it; None if it cannot be printed."""
        if name not in self.seen:
            self.seen[name] = self._read(name)
        return self.seen[name]

    def _read(self, name: str) -> tuple[Logo | None, tuple[Said, ...]]:
        path, faults = self._found(name)
        if path is None:
            return None, faults
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as fault:
            return None, (_wrong("missing", f"{name} cannot be read: {fault.strerror}", "Allow it to be read."),)
        return self.made(name, data)

    def _found(self, name: str) -> tuple[Path | None, tuple[Said, ...]]:
        """Return the file of a name, if it lies in the folder or below, links followed."""
        plain, shown = PurePosixPath(name.replace("\\", "/")), printable(name)
        hint = "Put the file into the folder of the table, and write its name alone: logo.svg"
        if plain.is_absolute() or ".." in plain.parts or re.match("[A-Za-z]:|[a-z]+:/", name):
            return None, (_wrong("name", f"{shown!r} leads out of the folder of the table", hint),)
        home = self.folder.resolve()
        try:
            path = (home / plain).resolve()
            is_there = path.is_file()
        except (OSError, RuntimeError, ValueError):  # a name too long, a circle of links
            is_there, path = False, home
        if not path.is_relative_to(home):
            return None, (_wrong("name", f"{shown!r} is a link that leads out of the folder of the table", hint),)
        if not is_there:
            place = (home / plain).parent
            here = list(_names(place)) if place.is_dir() else []
            return None, (_wrong("missing", f"the file {shown!r} does not exist", near(plain.name, here) or hint),)
        return path, ()

    def made(self, name: str, data: bytes) -> tuple[Logo | None, tuple[Said, ...]]:
        """Return the logo of a file's content, and what is wrong with it; None if it cannot be printed."""
        kind = rules.kind(data) or "of no known kind"
        most = rules.LARGEST if kind == "SVG" else LARGEST
        if len(data) > most:
            size = f"{len(data):,}" if len(data) <= LARGEST else f"more than {LARGEST:,}"
            return None, (_wrong("unfit", f"{name}: the file has {size} bytes, more than {most:,}",
                                 "Simplify it, or scale it down."),)  # fmt: skip
        if kind in pixels.FORMATS:
            return self._of_pixels(name, data, kind)
        if kind == "PDF":
            try:
                data = as_svg(data, self.inks)
            except UnfitPageError as fault:
                return None, (_wrong("unfit", f"{name}: {fault}", fault.hint),)
        elif kind != "SVG":
            return None, (_wrong("unfit", f"{name}: the file is {kind}", SAVE),)
        return self._of_shapes(name, data)

    def _of_pixels(self, name: str, data: bytes, kind: str) -> tuple[Logo | None, tuple[Said, ...]]:
        try:
            picture = pixels.opened(data, kind, self.inks)
        except ValueError as fault:
            return None, (_wrong("unfit", f"{name}: the picture cannot be read: {fault}", rules.HINT),)
        dpi = _dpi(picture.size)
        faults = [*_resolution(name, picture.size, dpi), *self._contrast(name, picture)]
        if any(is_error for *_, is_error in faults):
            return None, tuple(faults)
        finest = FINEST_DPI / dpi
        most = tuple(max(1, round(side * min(1.0, finest))) for side in picture.size)
        small = pixels.reduced(picture, (most[0], most[1]))
        return Logo(LogoKind.PIXELS, pixels.png(small), (float(small.width), float(small.height))), tuple(faults)

    def _of_shapes(self, name: str, data: bytes) -> tuple[Logo | None, tuple[Said, ...]]:
        if found := svg.faults(data):
            lines = (f"{name}{f', line {each.line}' if each.line else ''}: {each.text}" for each in found)
            return None, tuple(_wrong("unfit", text, each.hint) for text, each in zip(lines, found, strict=True))
        box = re.search(rb"viewBox\s*=\s*[\"']([^\"']+)", data)
        parts = re.split(r"[\s,]+", box[1].decode().strip()) if box else []
        width, height = float(parts[2]), float(parts[3])
        picture = self._shown(data, width / height)
        faults = tuple(self._contrast(name, picture)) if picture else (
            _wrong("unfit", f"{name}: the drawing cannot be shown", "Export it again as plain SVG."),)  # fmt: skip
        is_fit = not any(is_error for *_, is_error in faults)
        return (Logo(LogoKind.SVG, data, (width, height)) if is_fit else None), faults

    def _shown(self, data: bytes, ratio: float) -> Image.Image | None:
        """Return a drawing as pixels on nothing, as the book's own renderer draws it."""
        width, height = (100.0, 100.0 / ratio) if ratio >= 1 else (100.0 * ratio, 100.0)
        file = self.cache / f"logo-{hashlib.sha256(data).hexdigest()[:16]}-{os.getpid()}.svg"
        html = (f"<style>@page {{ size: {width}mm {height}mm; margin: 0 }} body, img {{ margin: 0; display: block }}"
                f" img {{ width: {width}mm; height: {height}mm }}</style>"
                f'<img src="{file.resolve().as_uri()}" alt="">')  # fmt: skip
        store.write_atomic(file, data)
        try:
            made, _ = sheets(html, "", self.cache)
        finally:
            file.unlink(missing_ok=True)
        if made is None:
            return None
        with pdfium.opened(made) as document:
            scale = SHOWN_PX / (100 * POINTS)
            image: Image.Image = document[0].render(scale=scale, fill_color=(0, 0, 0, 0)).to_pil()
        return image

    def _contrast(self, name: str, picture: Image.Image) -> Iterator[Said]:
        drawn, clearest = pixels.contrasts(picture, self.ground)
        if not drawn or clearest < UNSEEN:
            what = "nothing can be seen of it on the paper" if drawn else "nothing is drawn in it"
            yield _wrong("contrast", f"{name}: {what}", "Take the logo that is meant for a white ground.")
        elif clearest < CLEAR:
            text = (
                f"{name}: its clearest part has a contrast of {int(clearest * 10) / 10}:1; a drawing needs {CLEAR:g}:1"
            )
            yield "logo.contrast", text, "Take the logo that is meant for a white ground.", False


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the first files of a folder; links are left out."""
    with os.scandir(folder) as found:
        for entry in itertools.islice(found, LISTED):
            if entry.is_file(follow_symlinks=False):
                yield entry.name


def _dpi(size: tuple[int, int]) -> float:
    """Return the pixels to the inch of a picture that fills the box as far as it can."""
    return max(side / box for side, box in zip(size, BOX_MM, strict=True)) * INCH_MM


def _resolution(name: str, size: tuple[int, int], dpi: float) -> Iterator[Said]:
    if dpi < FINE_DPI:
        wanted = " x ".join(str(round(side * FINE_DPI / dpi + 0.5)) for side in size)
        text = f"{name}: {size[0]} x {size[1]} pixels are {dpi:.0f} to the inch in print, {FINE_DPI} are needed"
        yield "logo.resolution", text, f"Send it as SVG, or with {wanted} pixels.", dpi < LEAST_DPI


def _wrong(code: str, text: str, hint: str) -> Said:
    return f"logo.{code}", text, hint, True
