"""Many panels laid out in one run, a page each, and written as files of a few pages: each with its own small fonts."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.layout import engine, structure
from handbook.layout.engine import Box, Page, Rendering
from handbook.layout.write import ProjectFetcher, body_of, collected, parsed_sheets
from handbook.render import qr
from handbook.values.colours import Colour
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Project

FIELD = "data-field"
"""Attribute of a block that is measured."""
LOGO = "logo:"
"""What the addresses of pictures begin with that the caller has."""
SLACK_PX = 1.0
"""A line's box is a little larger than its ink."""
LOOSE = 1.06
"""So much more than its width a text takes that is broken into lines."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a field takes; in CSS pixels."""

    name: str
    room: float
    """How wide its lines may be."""
    line: float
    """How high a line is."""
    widths: tuple[float, ...]
    """Of its lines."""
    breaks: int
    """How many lines it ends itself."""

    def height(self, scale: float = 1.0) -> float:
        """Return its height; in type of another scale, about what it would be."""
        fill = math.ceil(sum(self.widths) * scale * LOOSE / self.room) if scale < 1 else len(self.widths)
        return max(fill, self.breaks + 1) * self.line * scale

    @property
    def is_wide(self) -> bool:
        """Whether a line of it leaves the panel."""
        return max(self.widths, default=0.0) > self.room + SLACK_PX


@dataclass(frozen=True, slots=True)
class Measured:
    """What the fields of a panel take."""

    height: float
    """That of the panel, in CSS pixels."""
    fields: tuple[Taken, ...]

    def fits(self, scale: float = 1.0) -> bool:
        """Whether all have room; in type of another scale, whether they probably would."""
        wide = any(max(each.widths, default=0.0) * scale > each.room + SLACK_PX for each in self.fields)
        return not wide and sum(each.height(scale) for each in self.fields) <= self.height + SLACK_PX

    @property
    def largest(self) -> str:
        """The field that leaves the panel, or takes most of it."""
        wide = (each.name for each in self.fields if each.is_wide)
        return next(wide, max(self.fields, key=Taken.height).name)


@dataclass(frozen=True)
class Run:
    """Panels as they were laid out."""

    rendering: Rendering
    variant: str

    def measured(self, page: int) -> Measured:
        """Return what a panel's fields take, by the number of its page."""
        return _measured(self.rendering.pages[page])

    def file(self, pages: Sequence[int]) -> bytes:
        """Return some pages as a file, tagged."""
        shown = [self.rendering.pages[page] for page in pages]
        return engine.pdf(self.rendering, shown, self.variant, structure.of, plain=True)


def lay_out(
    project: Project, html: str, stylesheets: tuple[Path, ...], fonts_css: str, cache: Path, logos: Mapping[str, bytes]
) -> tuple[Run | None, tuple[Diagnostic, ...]]:
    """Return panels as they stand on their pages, or None and every warning of the renderer as a finding.

    ``logos`` are the pictures behind addresses that begin with ``LOGO``.
    """
    folder = project.root / "templates"
    fetcher = _Fetcher((folder, cache / "fonts"), project, logos)
    fonts = engine.fonts()
    findings: list[Diagnostic] = []
    sheets = [engine.style_sheet(fonts_css, folder.as_uri(), fetcher, fonts)]
    sheets += parsed_sheets(project.root, stylesheets, fonts, fetcher, findings)
    with collected(findings, "templates/panels"):
        source = engine.parsed_as_xml(html, f"{folder.as_uri()}/", fetcher)
        structure.number(body_of(source))
        rendering = engine.lay_out_apart(source, fonts, sheets, _Codes(project, fetcher), fetcher)
    return (None, tuple(dict.fromkeys(findings))) if findings else (Run(rendering, "pdf/ua-1"), ())


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for: a run makes millions of objects that stay, and a sixth of its time would go."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Fetcher(ProjectFetcher):
    """Reads what pages of the project may, and the logos of its caller."""

    def __init__(self, folders: tuple[Path, ...], project: Project, logos: Mapping[str, bytes]) -> None:
        super().__init__(folders, project.staff, project.tokens.hexes())
        self.named = logos

    def read(self, url: str) -> tuple[bytes, str]:
        """Return the content behind an address and its media type."""
        if url in self.named:
            data = self.named[url]
            return data, "image/png" if data.startswith(b"\x89PNG") else "image/svg+xml"
        return super().read(url)


def _measured(page: Page) -> Measured:
    panel = next(_blocks(engine.box_of(page), "class"))
    return Measured(panel.height, tuple(_taken(field) for field in _blocks(panel, FIELD)))


def _taken(field: Box) -> Taken:
    assert field.element is not None  # noqa: S101  # it has the attribute
    lines = [each for each in field.children if engine.is_line(each)]
    widths = tuple(sum(part.width for part in line.children) for line in lines)
    breaks = sum(1 for each in field.element.iter("br"))
    name = str(field.element.get(FIELD))
    return Taken(name, field.width, max((line.height for line in lines), default=0.0), widths, breaks)


def _blocks(box: Box, attribute: str) -> Iterator[Box]:
    """Yield the outermost blocks that have an attribute."""
    box = engine.placed(box)
    if engine.is_block(box) and box.element is not None and box.element.get(attribute):
        yield box
        return
    for child in box.children:
        yield from _blocks(child, attribute)


class _Codes(dict[str, object]):
    """Pictures of QR codes by address, made when they are asked for; the rest is left to WeasyPrint."""

    def __init__(self, project: Project, fetcher: engine.FileFetcher) -> None:
        super().__init__()
        colours = project.tokens.colours
        self.dark, self.light, self.fetcher = colours[qr.DARK], colours[qr.LIGHT], fetcher

    def __contains__(self, url: object) -> bool:
        if isinstance(url, str) and url.startswith(qr.SCHEME) and not super().__contains__(url):
            self[url] = _Code(url, self)
        return super().__contains__(url)


class _Code(engine.SvgPicture):
    """A QR code that writes its modules itself, which takes a tenth of the time of a drawing."""

    def __init__(self, url: str, codes: _Codes) -> None:
        self.rows, self.codes = qr.rows(url), codes
        side = len(self.rows) + 2 * qr.QUIET
        shape = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"/>'
        super().__init__(shape.encode(), url, codes.fetcher)

    def draw(self, stream: engine.Stream, concrete_width: float, concrete_height: float, style: object) -> None:
        """Write the code, in CSS pixels, into a page."""
        del concrete_height, style
        side = len(self.rows) + 2 * qr.QUIET
        step = concrete_width / side
        # In whole modules, which deflate to half of what lengths do.
        parts = ["q", f"{step:.6g} 0 0 {step:.6g} 0 0 cm", _colour(self.codes.light), f"0 0 {side} {side} re", "f"]
        parts.append(_colour(self.codes.dark))
        for number, row in enumerate(self.rows, qr.QUIET):
            parts += [f"{first + qr.QUIET} {number} {length} 1 re" for first, length in row]
        engine.repeat(stream, "\n".join([*parts, "f", "Q"]).encode())


def _colour(colour: Colour) -> str:
    return " ".join(f"{part / 255:.6g}" for part in colour) + " rg"
