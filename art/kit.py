"""The kit of every drawing: a sheet to draw on, lettering as outlines, hatching, projection, the round lens.

Units are millimetres, y grows downwards; light comes from the upper left. A drawing is a plain SVG file without text,
fonts, gradients or filters, so that a printer, a screen and a screen reader all take it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from math import atan2, cos, radians, sin, tau
from pathlib import Path
from typing import Final, Literal, NamedTuple, Self, TypeAlias
from xml.sax.saxutils import escape

import uharfbuzz as hb

from handbook.config import tokens
from handbook.files.packages import package_folder

Point: TypeAlias = tuple[float, float]
Shape: TypeAlias = str | Sequence[Point]
"""Path data (M L H V C Q Z, absolute) or the corners of a polygon."""
Matrix: TypeAlias = tuple[float, float, float, float]
"""What one millimetre to the right (a, b) and one downwards (c, d) become on the page."""
Face: TypeAlias = Literal["front", "side", "top"]
Anchor: TypeAlias = Literal["start", "middle", "end"]
Family: TypeAlias = Literal["text", "display", "han"]
Outline: TypeAlias = tuple[tuple[str, tuple[Point, ...]], ...]

NAMES = ("ink", "paper", "ground", "card", "sand", "stone", "grey", "metal", "jade", "jade-mid", "jade-tint",
         "verm", "verm-tint", "ochre", "ochre-tint")  # fmt: skip
COLOURS: Final = tokens.sound(Path(__file__).resolve().parents[1], NAMES).hexes()
"""The colours of the whole book by the names that its style sheets use; there are no others in a drawing."""
INK, PAPER, GROUND, CARD, SAND = (COLOURS[name] for name in ("ink", "paper", "ground", "card", "sand"))
STONE, GREY, METAL = COLOURS["stone"], COLOURS["grey"], COLOURS["metal"]
JADE, JMID, JTINT = COLOURS["jade"], COLOURS["jade-mid"], COLOURS["jade-tint"]
VERM, VTINT = COLOURS["verm"], COLOURS["verm-tint"]
OCHRE, OTINT = COLOURS["ochre"], COLOURS["ochre-tint"]

W1, W2, W3, W4 = 0.5, 0.3, 0.22, 0.17
"""Widths of lines: contour, edge, detail, hatching."""
FINEST = 0.17
"""No line is finer: in a lens of 16 mm on the page it still has the 0.25 pt that a press holds."""


class Font(NamedTuple):
    """One cut of a font that lettering is taken from."""

    package: str
    file: str
    face: int
    """The number of the font in a collection."""
    axes: dict[str, float]


_SANS = ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf", 0)
_SERIF = ("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf", 0)
_HAN = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2)
FONTS: Final[dict[tuple[Family, int], Font]] = {
    ("text", 400): Font(*_SANS, {"wght": 400}),
    ("text", 600): Font(*_SANS, {"wght": 600}),
    ("text", 700): Font(*_SANS, {"wght": 700}),
    ("display", 400): Font(*_SERIF, {"wght": 400, "opsz": 60}),
    ("display", 600): Font(*_SERIF, {"wght": 600, "opsz": 60}),
    ("han", 400): Font(*_HAN, {"wght": 400}),
    ("han", 600): Font(*_HAN, {"wght": 600}),
    ("han", 800): Font(*_HAN, {"wght": 800}),
}


def f(value: float) -> str:
    """Return a number as SVG wants it: two decimals at most, no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) > 0.004 else "0"


@lru_cache
def font(family: Family, weight: int) -> hb.Font:
    """Return the font for lettering, set to its weight."""
    package, file, face, axes = FONTS[family, weight]
    folder = package_folder(package)
    if folder is None:
        msg = f"Python package {package!r} is not installed"
        raise FileNotFoundError(msg)
    cut = hb.Font(hb.Face(hb.Blob.from_file_path(str(folder / file)), face))
    cut.set_variations(axes)
    return cut


@lru_cache
def outline(text: str, name: tuple[Family, int]) -> tuple[Outline, float]:
    """Return the path commands of a line of text and its width, both in thousandths of an em."""
    cut = font(*name)
    unit = 1000 / cut.face.upem
    commands: list[tuple[str, tuple[Point, ...]]] = []
    x = 0.0

    def add(letter: str, *values: float) -> None:
        pairs = zip(values[::2], values[1::2], strict=True)
        commands.append((letter, tuple(((u + x) * unit, v * unit) for u, v in pairs)))

    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda u, v, _: add("M", u, v))
    pen.set_line_to_func(lambda u, v, _: add("L", u, v))
    pen.set_quadratic_to_func(lambda a, b, u, v, _: add("Q", a, b, u, v))
    pen.set_cubic_to_func(lambda a, b, c, d, u, v, _: add("C", a, b, c, d, u, v))
    pen.set_close_path_func(lambda _: add("Z"))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(cut, buffer)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        cut.draw_glyph(info.codepoint, pen, None)
        x += position.x_advance
    return tuple(commands), x * unit


class Bar(NamedTuple):
    """A scale bar on a sheet: the real length that it stands for, in centimetres, and where it lies."""

    cm: float
    left: float
    right: float
    y: float


class Call(NamedTuple):
    """A call-out: its number and the middle of its disc."""

    number: int
    x: float
    y: float


class Leader(NamedTuple):
    """A line from a call-out's disc to what it names."""

    target: Point
    bend: Point
    disc: Point


DISC = 3.0
"""The radius of a call-out's disc."""
HALO = 1.0
"""The width of the ground on which a leader crosses what is drawn."""


def clockwise(g: Svg, from_right: bool) -> tuple[int, ...]:
    """Return the numbers of call-outs as the hand of a clock meets them, from the side where reading begins.

    It starts at the middle of that side; from the right it turns the other way.
    """

    def turned(call: Call) -> float:
        x, y = call.x / g.w - 0.5, call.y / g.h - 0.5
        return atan2(-y, x if from_right else -x) % tau

    return tuple(call.number for call in sorted(g.calls, key=turned))


class Svg:
    """A sheet of ``w`` by ``h`` millimetres; what is drawn later lies above, discs and their numbers above all."""

    def __init__(self, w: float, h: float, title: str) -> None:
        self.w, self.h, self.t = w, h, title
        self.o: list[str] = []
        self.bar: Bar | None = None
        self.values = ""
        self.calls: list[Call] = []
        self.leaders: list[Leader] = []
        self.letters: list[float] = []
        """The sizes of all lettering, in millimetres; foreshortened, the size whose letters have the same area."""
        self.order: tuple[int, ...] = ()
        """Which of the program's calls each printed number stands for, once the sheet is numbered for its readers."""
        self.is_story = False
        """Whether the numbers tell what is done first and what next: then they are the same for everybody."""

    def raw(self, markup: str) -> None:
        """Add markup as it is."""
        self.o.append(markup)

    def path(
        self,
        d: Shape,
        fill: str = "none",
        stroke: str | None = INK,
        w: float = W2,
        dash: str | None = None,
        extra: str = "",
    ) -> None:
        """Draw a path or a closed polygon."""
        data = d if isinstance(d, str) else poly(d)
        self.o.append(f'<path d="{data}" fill="{fill}"{_pen(stroke, w, dash)}{extra}/>')

    def line(self, *points: Point, stroke: str = INK, w: float = W2, dash: str | None = None) -> None:
        """Draw an open line through the points."""
        self.path(poly(points, close=False), stroke=stroke, w=w, dash=dash)

    def circ(
        self,
        x: float,
        y: float,
        r: float,
        fill: str = "none",
        stroke: str | None = INK,
        w: float = W2,
        dash: str | None = None,
    ) -> None:
        """Draw a circle."""
        self.ell(x, y, r, r, fill, stroke, w, dash)

    def ell(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str = "none",
        stroke: str | None = INK,
        w: float = W2,
        dash: str | None = None,
    ) -> None:
        """Draw an ellipse with upright axes."""
        size = f'cx="{f(x)}" cy="{f(y)}" rx="{f(rx)}" ry="{f(ry)}"'
        self.o.append(f'<ellipse {size} fill="{fill}"{_pen(stroke, w, dash)}/>')

    def text(
        self,
        x: float,
        y: float,
        t: str,
        size: float,
        fill: str = INK,
        m: Matrix | None = None,
        weight: int = 400,
        anchor: Anchor = "start",
        fam: Family = "text",
    ) -> None:
        """Draw lettering of the object, as outlines: it belongs to the drawing, not to the text.

        ``size`` is the size of type in millimetres; ``m`` lays the line on a slanted face, see Axo.m.
        """
        a, b, c, d = m or (1, 0, 0, 1)
        self.lettering(t, size, lambda u, v: (x + a * u + c * v, y + b * u + d * v), fill, weight, anchor, fam)

    def lettering(
        self,
        t: str,
        size: float,
        place: Callable[[float, float], Point],
        fill: str = INK,
        weight: int = 400,
        anchor: Anchor = "start",
        fam: Family = "text",
    ) -> None:
        """Draw lettering on any surface: ``place`` puts (u along the line, v downwards) on the page."""
        commands, width = outline(t, (fam, weight))
        k = size / 1000
        (x, y), (ax, ay), (bx, by) = place(0, 0), place(1, 0), place(0, 1)
        self.letters.append(size * abs((ax - x) * (by - y) - (bx - x) * (ay - y)) ** 0.5)
        x0 = {"start": 0, "middle": -width / 2, "end": -width}[anchor]

        def numbers(points: Iterable[Point]) -> str:
            pairs = (place((u + x0) * k, -v * k) for u, v in points)
            return " ".join(f"{f(x)} {f(y)}" for x, y in pairs)

        data = "".join(letter + numbers(points) for letter, points in commands)
        self.o.append(f'<path fill="{fill}" d="{data}"/>')

    def hatch(
        self, shape: Shape, ang: float = 45, gap: float = 0.8, w: float = W4, stroke: str = INK, trim: float = 0
    ) -> None:
        """Fill a shape with parallel lines; -58 degrees is the book's shade, 0 its floor."""
        lines = hatch(flat(shape), ang, gap, trim)
        self.path(" ".join(poly(ends, close=False) for ends in lines), stroke=stroke, w=w)

    def call(self, n: int, x: float, y: float, tx: float, ty: float) -> None:
        """Draw the numbered disc (x, y) and lead it to its target (tx, ty)."""
        self.leader(x, y, tx, ty)
        self.calls.append(Call(n, x, y))

    def numbered(self, from_right: bool) -> Self:
        """Number the call-outs round the sheet, and return the sheet: ``order`` says which call each number was."""
        self.order = tuple(sorted(call.number for call in self.calls))
        if not self.is_story:
            self.order = clockwise(self, from_right)
        self.calls = [call._replace(number=self.order.index(call.number) + 1) for call in self.calls]
        return self

    def _discs(self) -> list[str]:
        """Return the leaders, those of a disc on one halo, and the discs with their numbers."""
        above = Svg(self.w, self.h, "")
        for disc in dict.fromkeys(leader.disc for leader in self.leaders):
            own = [leader for leader in self.leaders if leader.disc == disc]
            for width, colour in ((HALO, GROUND), (W2, JADE)):
                for leader in own:
                    above.line(*leader, w=width, stroke=colour)
            for leader in own:
                above.circ(*leader.target, 0.65, JADE, GROUND, 0.35)
        for call in self.calls:
            above.circ(call.x, call.y, DISC, JADE, None)
            above.text(call.x, call.y + 1.3, str(call.number), 3.7, CARD, weight=700, anchor="middle")
        return above.o

    def leader(self, x: float, y: float, tx: float, ty: float) -> None:
        """Draw a line from the target (tx, ty) to (x, y): 45 degrees, then straight.

        It lies above all that is drawn, on a halo of the page's ground.
        """
        dx, dy = x - tx, y - ty
        k = min(abs(dx), abs(dy))
        bend = (tx + (k if dx > 0 else -k), ty + (k if dy > 0 else -k))
        self.leaders.append(Leader((tx, ty), bend, (x, y)))

    def scale_bar(self, length: float, cm: float, right: float | None = None, bottom: float | None = None) -> None:
        """Draw a field guide's scale bar: ``length`` on the sheet stands for ``cm`` of the object.

        It carries no lettering; the page prints the label, in its own language, where the attributes of the
        root element say (data-bar in centimetres, data-bar-x and data-bar-y in per cent of the sheet).
        """
        x = self.w - 6 if right is None else right
        y = self.h - 3 if bottom is None else bottom
        self.bar = Bar(cm, x - length, x, y)
        self.line((x - length, y - 1), (x - length, y), (x, y), (x, y - 1), w=0.3, stroke=STONE)

    def shows(self, fact: str, **values: float) -> None:
        """Say which values of the ledger the picture shows: a page that prints others beside it is found."""
        self.values = " ".join([fact, *(f"{key}={value:g}" for key, value in values.items())])

    def text_of(self) -> str:
        """Return the SVG file."""
        bar = ""
        if self.bar is not None:
            middle = (self.bar.left + self.bar.right) / 2
            at = f'data-bar-x="{f(100 * middle / self.w)}" data-bar-y="{f(100 * self.bar.y / self.h)}"'
            bar = f' data-bar="{f(self.bar.cm)}" {at}'
        values = f' data-shows="{self.values}"' if self.values else ""
        order = f' data-order="{" ".join(map(str, self.order))}"' if self.order else ""
        size = f'viewBox="0 0 {f(self.w)} {f(self.h)}" width="{f(self.w)}mm" height="{f(self.h)}mm"'
        ends = 'stroke-linecap="round" stroke-linejoin="round"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {ends}{bar}{values}{order}><title>{escape(self.t)}</title>'
        )
        return "\n".join([head, *self.o, *self._discs(), "</svg>\n"])


class Plate(Svg):
    """The sheet of a plate: all are of one size, so that discs, lettering and lines are alike on all pages."""

    def __init__(self, title: str) -> None:
        super().__init__(150, 84, title)


CONTOUR, BROKEN = 0.45, "1.3 1.1"
"""Lines from this width to W1 are contours in a lens; the dashes of a fake's."""


class Lens(Svg):
    """A round detail, 28 mm: solid jade rim = genuine, broken vermilion rim = fake; so are contours.

    Both of a pair have the same crop, angle and scale; draw, then return ``done()``.
    """

    R = 13.2

    def __init__(self, title: str, fake: bool) -> None:
        super().__init__(28, 28, title)
        self.fake = fake
        self.raw(f'<defs><clipPath id="c"><circle cx="14" cy="14" r="{self.R}"/></clipPath></defs>')
        self.circ(14, 14, self.R, CARD, None)
        self.raw('<g clip-path="url(#c)">')

    def path(
        self,
        d: Shape,
        fill: str = "none",
        stroke: str | None = INK,
        w: float = W2,
        dash: str | None = None,
        extra: str = "",
    ) -> None:
        """Draw a path; a fake's contours are broken."""
        super().path(d, fill, stroke, w, dash or self._broken(stroke, w), extra)

    def ell(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str = "none",
        stroke: str | None = INK,
        w: float = W2,
        dash: str | None = None,
    ) -> None:
        """Draw an ellipse; a fake's contours are broken."""
        super().ell(x, y, rx, ry, fill, stroke, w, dash or self._broken(stroke, w))

    def _broken(self, stroke: str | None, w: float) -> str | None:
        """Return the dashes of a line, if it is a contour of a fake."""
        return BROKEN if self.fake and stroke == INK and CONTOUR <= w <= W1 else None

    def wave(self, x: float, y: float, length: float) -> None:
        """Draw a wavy underline in vermilion, as an editor marks a slip."""
        steps = range(int(length / 0.8) + 1)
        self.line(*((x + k * 0.8, y + (0.25 if k % 2 else -0.25)) for k in steps), w=0.32, stroke=VERM)

    def done(self) -> Self:
        """Close the crop, draw the rim and return the lens."""
        self.raw("</g>")
        if self.fake:
            self.circ(14, 14, self.R, "none", VERM, 0.7, "1.9 1.3")
        else:
            self.circ(14, 14, self.R, "none", JADE, 0.7)
        return self


def pair(stem: str, draw: Callable[[bool], Lens]) -> dict[str, Callable[[], Svg]]:
    """Return the two drawings of a pair by the stems of their files: -g genuine, -f fake."""
    return {f"{stem}-g": partial(draw, False), f"{stem}-f": partial(draw, True)}


class Axo:
    """An orthographic view from the front right, above: x to the right, y to the front, z up.

    ``(ox, oy)`` is where the origin lies on the page, ``k`` the scale, ``az`` and ``el`` azimuth and elevation
    in degrees. Calling it with x, y, z gives the place on the page.
    """

    def __init__(self, ox: float, oy: float, k: float = 1, az: float = 40, el: float = 24) -> None:
        self.ox, self.oy, self.k = ox, oy, k
        self.ca, self.sa = cos(radians(az)), sin(radians(az))
        self.ce, self.se = cos(radians(el)), sin(radians(el))

    def __call__(self, x: float, y: float, z: float) -> Point:
        """Return where a point in space lies on the page."""
        return (
            self.ox + self.k * (x * self.ca - y * self.sa),
            self.oy + self.k * ((x * self.sa + y * self.ca) * self.se - z * self.ce),
        )

    def m(self, face: Face) -> Matrix:
        """Return the matrix that lays flat things, such as lettering, on a face."""
        along_x = (self.k * self.ca, self.k * self.sa * self.se)
        along_y = (self.k * self.sa, -self.k * self.ca * self.se)
        down = (0.0, self.k * self.ce)
        match face:
            case "front":
                return (*along_x, *down)
            case "side":
                return (*along_y, *down)
            case "top":
                return (*along_x, -along_y[0], -along_y[1])

    def on(self, face: Face, x: float, y: float, z: float, pts: Iterable[Point]) -> list[Point]:
        """Return points (u, v), v downwards, drawn on a face from its corner x, y, z."""
        a, b, c, d = self.m(face)
        x0, y0 = self(x, y, z)
        return [(x0 + a * u + c * v, y0 + b * u + d * v) for u, v in pts]

    def prism(
        self,
        g: Svg,
        axis: Literal["y", "z"],
        prof: Sequence[Point],
        d0: float,
        d1: float,
        front: str = CARD,
        left: str = CARD,
        right: str = SAND,
        w: float = W1,
        hgap: float = 0.9,
        h: bool = True,
    ) -> tuple[list[Point], list[Point]]:
        """Draw a profile (x, z along y; x, y along z) extruded from ``d0`` to ``d1``, the near end.

        The sides in the light are filled ``left``, the one in the shade ``right`` and, if ``h``, hatched.
        Returns the near and the far end on the page.
        """

        def end(depth: float) -> list[Point]:
            return [self(u, depth, v) if axis == "y" else self(u, v, depth) for u, v in prof]

        near, far = end(d1), end(d0)
        silhouette = hull(near + far)
        g.path(silhouette, left, None)
        corners = self._shaded(prof, axis)
        if corners:
            shade = [near[i] for i in corners] + [far[i] for i in reversed(corners)]
            g.path(shade, right, None)
            if h:
                g.hatch(shade, -58, hgap, stroke=STONE)
        g.path(near, front, INK, W2)
        g.path(silhouette, "none", INK, w)
        return near, far

    def _shaded(self, prof: Sequence[Point], axis: Literal["y", "z"]) -> list[int]:
        """Return the corners along the visible sides of a profile that turn away from the light."""
        n = len(prof)
        edges = list(zip(prof, [*prof[1:], prof[0]], strict=True))
        turn = 1 if sum(a[0] * b[1] - b[0] * a[1] for a, b in edges) >= 0 else -1
        towards = self.se if axis == "y" else self.ca * self.ce
        dark = set()
        for i, ((u0, v0), (u1, v1)) in enumerate(edges):
            nu, nv = turn * (v1 - v0), turn * (u0 - u1)
            if nu * self.sa * self.ce + nv * towards > 0 and nu > nv:
                dark.add(i)
        if not dark:
            return []
        run = [next(i for i in sorted(dark) if (i - 1) % n not in dark)]
        while (run[-1] + 1) % n in dark and len(run) < len(dark):
            run.append((run[-1] + 1) % n)
        return [*run, (run[-1] + 1) % n]


def poly(points: Iterable[Point], close: bool = True) -> str:
    """Return the path data of a polygon, or of an open line."""
    return "M" + "L".join(f"{f(x)} {f(y)}" for x, y in points) + ("Z" if close else "")


_ARGUMENTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}


def flat(d: Shape, n: int = 14) -> list[Point]:
    """Return the points of a shape, with ``n`` steps for each curve."""
    if not isinstance(d, str):
        return list(d)
    parts = re.findall(r"[MLHVCQZ]|-?\d*\.?\d+", d)
    points: list[Point] = []
    command, i = "", 0
    while i < len(parts):
        if parts[i].isalpha():
            command = parts[i]
            i += 1
        if command == "Z":
            continue
        count = _ARGUMENTS[command]
        values = [float(part) for part in parts[i : i + count]]
        i += count
        match command:
            case "M" | "L":
                points.append((values[0], values[1]))
            case "H":
                points.append((values[0], points[-1][1]))
            case "V":
                points.append((points[-1][0], values[0]))
            case _:
                points += _bezier([points[-1], *zip(values[::2], values[1::2], strict=True)], n)
    return points


def _bezier(controls: Sequence[Point], n: int) -> list[Point]:
    """Return ``n`` points along a Bézier curve, without its start, by de Casteljau's construction."""
    points = []
    for step in range(1, n + 1):
        t, level = step / n, list(controls)
        while len(level) > 1:
            level = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairwise(level)]
        points.append(level[0])
    return points


def hatch(p: Sequence[Point], ang: float, gap: float, trim: float = 0) -> list[tuple[Point, Point]]:
    """Return the ends of parallel lines inside a polygon; ``trim`` shortens both ends."""
    c, s = cos(radians(ang)), sin(radians(ang))
    turned = [(x * c + y * s, -x * s + y * c) for x, y in p]
    edges = list(zip(turned, turned[1:] + turned[:1], strict=True))
    y, bottom = min(v for _, v in turned) + gap / 2, max(v for _, v in turned)
    lines = []
    while y < bottom:
        crossings = sorted(
            x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in edges if (y1 <= y) != (y2 <= y)
        )
        for start, stop in zip(crossings[::2], crossings[1::2], strict=False):
            x1, x2 = start + trim, stop - trim
            if x2 - x1 > 0.25:
                lines.append(((x1 * c - y * s, x1 * s + y * c), (x2 * c - y * s, x2 * s + y * c)))
        y += gap
    return lines


def arc(cx: float, cy: float, rx: float, ry: float, a0: float, a1: float, n: int = 24) -> list[Point]:
    """Return points on an ellipse from the angle ``a0`` to ``a1``, clockwise from three o'clock, in degrees."""
    angles = (radians(a0 + (a1 - a0) * i / n) for i in range(n + 1))
    return [(cx + rx * cos(a), cy + ry * sin(a)) for a in angles]


def rrect(x: float, y: float, w: float, h: float, r: float, n: int = 7) -> list[Point]:
    """Return a rectangle with round corners of radius ``r``."""
    corners = ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180))
    return [point for cx, cy, a in corners for point in arc(cx, cy, r, r, a, a + 90, n)]


def rot(p: Iterable[Point], a: float, cx: float = 0, cy: float = 0) -> list[Point]:
    """Return points turned by ``a`` degrees, clockwise, about (cx, cy)."""
    c, s = cos(radians(a)), sin(radians(a))
    return [(cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c) for x, y in p]


def hull(p: Iterable[Point]) -> list[Point]:
    """Return the convex hull of points."""
    points = sorted({(round(x, 3), round(y, 3)) for x, y in p})

    def half(run: Iterable[Point]) -> list[Point]:
        side: list[Point] = []
        for point in run:
            while len(side) > 1 and _turn(side[-2], side[-1], point) <= 0:
                side.pop()
            side.append(point)
        return side[:-1]

    return half(points) + half(reversed(points))


def _turn(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def _pen(stroke: str | None, w: float, dash: str | None) -> str:
    line = f' stroke="{stroke}" stroke-width="{f(max(w, FINEST))}"' if stroke else ""
    return line + (f' stroke-dasharray="{dash}"' if dash else "")
