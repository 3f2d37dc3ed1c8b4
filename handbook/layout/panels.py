"""Many panels laid out in one run, a page each; each is a pattern for those that differ from it in their words alone.

A pattern is written as a file without words: where a line stands is a point with a number, where the modules of a QR
code stand another. Lines are set for each partner (``engine.Stick``), in as many founts as it prints. Where a text
takes as many lines as that of the pattern, in letters as high, all else is as it would be laid out.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count, groupby
from pathlib import Path

from handbook.layout import engine, structure
from handbook.layout.engine import Box, Faces, Page, Rendering, SetLine, Stick, TextBox
from handbook.layout.founts import Cast, Face, Founts
from handbook.layout.structure import PX
from handbook.layout.write import ProjectFetcher, body_of, collected, parsed_sheets
from handbook.render import qr
from handbook.values.colours import Colour
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Project
from handbook.values.panel import CODE, Line, Words

VARIANT = "pdf/ua-1"
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


class UnlikeError(Exception):
    """What a panel shows is not as wide or as high as where it stood when it was laid out."""


@dataclass(frozen=True)
class _Field:
    """A field of a pattern."""

    name: str
    room: float
    """How wide its lines may be."""
    stick: Stick
    lines: tuple[tuple[float, float], ...]
    """Height and baseline of each."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What a partner's panels print, set in lines."""

    fields: tuple[tuple[tuple[Taken, tuple[SetLine, ...]], ...], ...]
    """Of each panel."""
    heights: tuple[float, ...]

    def measured(self) -> Iterator[Measured]:
        """Yield what the fields of each panel take."""
        for height, mine in zip(self.heights, self.fields, strict=True):
            yield Measured(height, tuple(taken for taken, _ in mine))

    @property
    def lines(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """Height and baseline of the lines of each field: what decides where all stands."""
        return tuple(
            tuple((round(line.height, 3), round(line.baseline, 3)) for line in lines)
            for mine in self.fields
            for _, lines in mine
        )


@dataclass(frozen=True)
class Pattern:
    """A partner's panels as they were laid out."""

    rendering: Rendering
    pages: tuple[Page, ...]
    faces: Faces

    @cached_property
    def fields(self) -> tuple[tuple[_Field, ...], ...]:
        """Those of each panel."""
        return tuple(tuple(map(self._field, _blocks(_panel(page), FIELD))) for page in self.pages)

    @cached_property
    def lines(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """Height and baseline of the lines of each field."""
        return tuple(each.lines for mine in self.fields for each in mine)

    @cached_property
    def file(self) -> bytes:
        """The pages as a file, tagged, with places for words."""
        for page in self.pages:
            places = count()
            for field_ in _blocks(_panel(page), FIELD):
                for box in _words(field_):
                    # WeasyPrint 70 moves a wrapped line from right to left by the space that it drops at its end.
                    box.translate(field_.content_box_x() - box.position_x, 0)
                    engine.leave_out(box, next(places))
        return engine.pdf(self.rendering, list(self.pages), VARIANT, structure.of, plain=True)

    def composed(self, texts: Sequence[Sequence[Sequence[str]]]) -> Composed:
        """Return other texts as this would print them: of each panel, the lines of each field."""
        fields = tuple(tuple(map(_composed, mine, said)) for mine, said in zip(self.fields, texts, strict=True))
        return Composed(fields, tuple(_panel(page).height for page in self.pages))

    def words(self, composed: Composed, said: Mapping[str, str], code: str) -> Words:
        """Return what stands in the places; ``code`` is the address of the picture of a QR code, if there is one."""
        founts = Founts()
        pages = [[line for _, lines in mine for line in lines] for mine in composed.fields]
        for strip in (strip for lines in pages for line in lines for strip in line.strips):
            founts.add(strip.face, (cast for _, cast, _ in strip.items if cast))
        made, numbers, codes, texts = founts.made()
        written = {cast: f"{code:04x}" for cast, code in codes.items()}
        lines = tuple(tuple(_line(line, numbers, written) for line in lines) for lines in pages)
        return Words(lines, made, tuple(sorted(texts.items())), tuple(said.items()), _modules(code) if code else b"")

    def _field(self, field: Box) -> _Field:
        assert field.element is not None  # noqa: S101  # it has the attribute
        boxes = list(_words(field))
        lines = tuple((round(box.height, 3), round(box.baseline - box.margin_top, 3)) for box in boxes)
        return _Field(str(field.element.get(FIELD)), field.width, Stick(boxes[0], self.faces), lines)


@dataclass(frozen=True)
class Run:
    """Panels as they were laid out."""

    rendering: Rendering

    def pattern(self, pages: Sequence[int], faces: Faces) -> Pattern:
        """Return those on some pages, by their numbers; ``faces`` are the fonts of earlier ones."""
        return Pattern(self.rendering, tuple(self.rendering.pages[page] for page in pages), faces)


def _panel(page: Page) -> Box:
    return next(_blocks(engine.box_of(page), "class"))


def _words(box: Box) -> Iterator[TextBox]:
    """Yield the words of each line, which are one text."""
    box = engine.placed(box)
    if engine.is_line(box):
        found = [each for each in box.descendants() if engine.is_text(each) and each.text.strip()]
        if len(found) > 1:
            msg = f"a line of a panel has several texts: {[each.text for each in found]}"
            raise UnlikeError(msg)
        yield from found
        return
    for child in box.children:
        yield from _words(child)


def _composed(of: _Field, said: Sequence[str]) -> tuple[Taken, tuple[SetLine, ...]]:
    lines = tuple(line for text in said for line in of.stick.lines(text, of.room))
    height = max(map(of.stick.lead, lines))
    return Taken(of.name, of.room, height, tuple(line.width for line in lines), len(said) - 1), lines


def _line(line: SetLine, numbers: Mapping[Face, int], codes: Mapping[Cast, str]) -> Line:
    """Return a line as a text object has it."""
    parts: list[str] = []
    for (face, size), strips in groupby(line.strips, key=lambda strip: strip[:2]):
        items = (
            (before, codes[cast] if cast else None, after) for strip in strips for before, cast, after in strip.items
        )
        parts.append(f"/F{numbers[face]} {size:.6g} Tf\n[{engine.shown(items)}] TJ")
    return Line("\n".join(parts).encode(), line.width * PX, frozenset(numbers[strip.face] for strip in line.strips))


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
    return (None, tuple(dict.fromkeys(findings))) if findings else (Run(rendering), ())


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
    """A QR code without its modules, which each partner has of its own."""

    def __init__(self, url: str, codes: _Codes) -> None:
        self.side, self.codes = side(url), codes
        shape = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.side} {self.side}"/>'
        super().__init__(shape.encode(), url, codes.fetcher)

    def draw(self, stream: engine.Stream, concrete_width: float, concrete_height: float, style: object) -> None:
        """Write its ground, and a point where its modules are filled, into a page."""
        del concrete_height, style
        step = concrete_width / self.side
        # In whole modules, which deflate to half of what lengths do.
        parts = ["q", f"{step:.6g} 0 0 {step:.6g} 0 0 cm", _colour(self.codes.light)]
        parts += [f"0 0 {self.side} {self.side} re", "f", _colour(self.codes.dark), f"/{CODE} MP", "Q"]
        engine.repeat(stream, "\n".join(parts).encode())


def side(url: str) -> int:
    """Return how many modules the picture of a QR code has on a side, its quiet zone included."""
    return len(qr.rows(url)) + 2 * qr.QUIET


def _modules(url: str) -> bytes:
    """Return the dark modules of a code as a path that is filled; those below each other, and as wide, are one.

    Those of one size follow each other: so they take least when they are deflated.
    """
    begun: dict[tuple[int, int], int] = {}
    parts: list[tuple[int, int, int, int]] = []
    for number, row in enumerate((*qr.rows(url), ()), qr.QUIET):
        going_on = {run: begun.pop(run, number) for run in row}
        parts += [(width, number - first, first, x + qr.QUIET) for (x, width), first in begun.items()]
        begun = going_on
    return b"".join(b"%d %d %d %d re\n" % (x, y, width, height) for width, height, y, x in sorted(parts)) + b"f"


def _colour(colour: Colour) -> str:
    return " ".join(f"{part / 255:.6g}" for part in colour) + " rg"
