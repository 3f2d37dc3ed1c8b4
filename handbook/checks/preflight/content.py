"""Follow the operators of a page, and of all that it draws, to what is really painted on the sheet.

Shapes count by the boxes around them: what lies off the sheet, is clipped away or stands in a layer that nobody sees
is not painted. Where ink stands exactly is asked of Ghostscript (``ink``).
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object

from handbook.checks.preflight import colour
from handbook.checks.preflight.bombs import LARGEST, filters
from handbook.checks.preflight.colour import GRAY, Colour
from handbook.checks.preflight.layers import Layer, Layers
from handbook.checks.preflight.operators import Instruction, instructions
from handbook.checks.preflight.paints import Area, Blend, Extent, Flaw, Paint, Picture, ShownText, Stroke
from handbook.checks.preflight.paths import COORDINATES, EDGE, EVERYWHERE, LINE_PT, Path, grown, moved, overlap, within
from handbook.checks.preflight.programs import differences
from handbook.checks.preflight.shown_fonts import Font, font
from handbook.checks.preflight.state import SET, Graphics, Operands, Within, floats, matrix, objections, settings

Event = Paint | Blend | Flaw

DEPTH = 24
"""So deep may forms be drawn in forms; PDF readers give up at about 28."""
OF_A_PAGE, OF_A_FILE = 3_000_000, 40_000_000
"""Operators, forms counted as often as they are drawn: hundreds of times what an ordinary page and a book have."""
EFFORT = {"Do": 20, "Tj": 5, "TJ": 5, "'": 5, '"': 5, "gs": 5, "BI": 5}
"""As many operators as are followed in the time of one of these."""
LZW = 1400
"""At most so many bytes come of each that LZW packs: 12 bits stand for up to 3,838 bytes, half of that on average."""
KEPT = 4_000_000
"""In bytes: so much of forms is kept as operators, which take a hundred times as much."""
MALFORMED = (
    pikepdf.PdfError, ValueError, TypeError, IndexError, KeyError, AttributeError, ArithmeticError, RuntimeError,
    MemoryError, OSError,
)  # fmt: skip
"""What reading a file can raise that does not keep to the format."""

FILLED = {"f": "f", "F": "f", "f*": "f", "B": "fs", "B*": "fs", "b": "fs", "b*": "fs", "S": "s", "s": "s", "n": ""}
IGNORED = frozenset({"h", "J", "j", "M", "d", "ri", "i", "d0", "d1", "MP", "DP"})
"""Operators that change nothing of what is judged."""
FILLS, STROKES, UNSEEN = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6}), frozenset({3, 7})
"""Text rendering modes."""


class EndlessError(Exception):
    """More is drawn than any page, or any file, needs."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a page is printed, in points on the paper, with the origin of its coordinates."""

    media: Extent
    printed: Extent
    """What is kept, and the bleed that was ordered: beyond it is the slug."""
    unit: float = 1.0
    """UserUnit: so many points are one unit of the page."""


def inherited(page: Object, key: str) -> Object | None:
    """Return an entry of a page or of the nodes above it."""
    for _ in range(64):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


class Walker:
    """Walks the pages of one file; keeps what they share."""

    def __init__(self, layers: Layers) -> None:
        """``layers`` are those of the file."""
        self._layers = layers
        self._streams: dict[tuple[int, int], list[Instruction]] = {}
        self._room = KEPT
        self._fonts: dict[tuple[int, int], Font] = {}
        self._of_file, self._of_page = OF_A_FILE, 0
        self._seen: set[tuple[object, ...]] = set()
        """Patterns, masks, glyphs and layers of this page that have been followed."""
        self._open: list[tuple[int, int]] = []
        self._sheet = Sheet(EVERYWHERE, EVERYWHERE)
        self._clear = 0
        """How many transparent things have been painted."""

    def page(self, page: Object, sheet: Sheet) -> Iterator[Event]:
        """Yield what a page paints on its sheet, in its order; raise EndlessError if that is too much."""
        self._seen.clear()
        self._sheet, self._of_page, self._clear = sheet, OF_A_PAGE, 0
        group = page.get("/Group", Dictionary())
        if "/CS" in group:
            yield Blend(colour.space(group.CS, Dictionary()))
        resources = inherited(page, "/Resources")
        scope = Within(Dictionary() if resources is None else resources, Matrix(), 0, hidden=False)
        state = Graphics(Matrix(sheet.unit, 0, 0, sheet.unit, 0, 0), sheet.media)
        scope.base = state.ctm
        try:
            data = _content(page)
        except MALFORMED as fault:
            yield Flaw("preflight.unreadable", f"the content cannot be read ({_words(fault)})")
            return
        yield from self._operators(instructions(data), scope, state)
        if group.get("/S") == Name.Transparency and not self._clear and data.strip():
            yield Flaw("preflight.transparency", "the page is declared transparent, but nothing on it is")

    def _operators(self, given: Iterable[Instruction], scope: Within, state: Graphics) -> Iterator[Event]:  # noqa: C901, PLR0912  # one branch for each kind of operator
        stack: list[Graphics] = []
        marked: list[bool] = []
        path = Path()
        for each in given:
            name = each.name
            self._count(EFFORT.get(name, 1))
            try:
                if name in COORDINATES:
                    path.add(name, each.numbers)
                elif name in IGNORED:
                    pass
                elif name == "q":
                    stack.append(copy.copy(state))
                elif name == "Q":
                    if not stack:
                        yield Flaw("preflight.syntax", "a graphics state is restored (Q) that was never saved (q)")
                    else:
                        state = stack.pop()
                elif name in FILLED:
                    if path and FILLED[name] and not any(marked):
                        yield from self._shape(FILLED[name], path, scope, state)
                    if path.clips:
                        state.clip = overlap(state.clip, path.box(state.ctm))
                    path = Path()
                elif name in {"W", "W*"}:
                    path.clips = True
                elif name in SET:
                    SET[name](state, scope, each.operands)
                elif name in {"BDC", "BMC"}:
                    layer = self._layer(each.operands, scope)
                    yield from self._doubted(layer)
                    marked.append(layer is not None and not layer.shown and not layer.printed)
                elif name == "EMC":
                    if marked:
                        marked.pop()
                elif name in self._others:
                    events = self._others[name](self, each.operands, scope, state)
                    yield from events if not any(marked) else (event for event in events if isinstance(event, Flaw))
                elif name not in {"BX", "EX"}:
                    yield _unknown(name)
            except MALFORMED as fault:
                yield Flaw("preflight.unreadable", f"the operator {name} cannot be followed ({_words(fault)})")
        if stack:
            yield Flaw("preflight.syntax", "a graphics state is saved (q) that is never restored (Q)")

    def _count(self, operators: int) -> None:
        self._of_page -= operators
        self._of_file -= operators
        if self._of_page < 0 or self._of_file < 0:
            raise EndlessError

    def _shape(self, how: str, path: Path, scope: Within, state: Graphics) -> Iterator[Event]:
        box = path.box(state.ctm)
        if "f" in how and state.fill_alpha > 0 and (paint := self._filled(state, scope, box)):
            yield Area(*paint, math.inf if "s" in how else path.thinnest(state.ctm))
            yield from self._pattern(state.fill, scope, box)
        if "s" in how and state.stroke_alpha > 0:
            box = grown(box, state.width / 2 * _widest(state.ctm))
            if paint := self._stroked(state, scope, box):
                yield Stroke(*paint, state.width * _thinnest(state.ctm))
                yield from self._pattern(state.stroke, scope, box)

    def _shading(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        shading = scope.resource("/Shading", operands[0])
        if state.fill_alpha > 0 and (paint := self._filled(state, scope, state.clip)):
            space = colour.space(shading.ColorSpace, scope.resources)
            yield Area(Colour(space), *paint[1:])

    def _object(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        obj = scope.resource("/XObject", operands[0])
        layer = self._layers.of(obj.get("/OC"))
        yield from self._doubted(layer)
        if layer and not layer.shown and not layer.printed:
            return
        yield from _objections(obj)
        if obj.get("/Subtype") == Name.Image:
            yield from self._picture(obj, scope, state)
        elif obj.get("/Subtype") == Name.Form:
            yield from self._form(obj, scope, state)

    def _form(self, obj: Object, scope: Within, state: Graphics) -> Iterator[Event]:
        group = obj.get("/Group", Dictionary())
        if "/CS" in group:
            yield Blend(colour.space(group.CS, scope.resources))
        inner = copy.copy(state)
        inner.ctm = matrix(obj.get("/Matrix", [1, 0, 0, 1, 0, 0])) @ state.ctm
        inner.clip = overlap(state.clip, moved(_box(obj), inner.ctm))
        before, drawn = self._clear, 0
        for event in self._stream(obj, scope, inner):
            drawn += isinstance(event, Paint)
            yield event
        if group.get("/S") == Name.Transparency and drawn and before == self._clear and not state.clear:
            yield Flaw("preflight.transparency", "a transparency group has nothing transparent in it")

    def _inline(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        yield from self._picture(operands[0], scope, state)

    def _picture(self, image: Object, scope: Within, state: Graphics) -> Iterator[Event]:
        if state.fill_alpha == 0:
            return
        box = moved((0, 0, 1, 1), state.ctm)
        paint = self._filled(state, scope, box)
        if paint is None:
            return
        sides = _sides(state.ctm)
        pixels = int(image["/Width"]), int(image["/Height"])
        if image.get("/ImageMask", False):
            yield Area(*paint, _line(sides))
            yield from self._pattern(state.fill, scope, box)
            space = GRAY
        else:
            space = colour.space(image.get("/ColorSpace", Name.Unknown), scope.resources)  # JPEG 2000 may have its own
        if not paint[3] and ("/SMask" in image or int(image.get("/SMaskInData", 0)) > 0):
            paint = (*paint[:3], True, *paint[4:])
            self._clear += 1
        yield Picture(Colour(space), *paint[1:], _ppi(pixels, sides), pixels, sides)
        mask = image.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            size = int(mask["/Width"]), int(mask["/Height"])
            yield Picture(Colour(GRAY), *paint[1:4], *paint[4:], _ppi(size, sides), size, sides, mask=True)

    def _stream(self, obj: Object, scope: Within, state: Graphics, *, hidden: bool = False,
                place: Extent | None = None) -> Iterator[Event]:  # fmt: skip
        """Follow a form, pattern or glyph that has resources of its own or uses those around it."""
        if obj.objgen in self._open or scope.depth >= DEPTH:
            yield Flaw("preflight.unreadable", "a form draws itself, or forms are nested too deeply")
            return
        inner = Within(
            obj.get("/Resources", scope.resources),
            state.ctm,
            scope.depth + 1,
            scope.hidden or hidden,
            place or scope.place,
        )
        self._open.append(obj.objgen)
        try:
            yield from self._operators(self._instructions(obj), inner, state)
        finally:
            self._open.pop()

    def _instructions(self, obj: Object) -> Iterable[Instruction]:
        """Return the operators of a form; those of short ones are kept, as they may be drawn often."""
        if obj.objgen in self._streams:
            return self._streams[obj.objgen]
        data = _unpacked(obj)
        self._count(1 + len(data) // 100)
        if len(data) > self._room:
            return instructions(data)
        self._room -= len(data)
        return self._streams.setdefault(obj.objgen, list(instructions(data)))

    def _pattern(self, ink: Colour, scope: Within, box: Extent) -> Iterator[Event]:
        pattern = ink.pattern
        if pattern is None:
            return
        slug = not within(box, self._sheet.printed)
        if not self._fresh("pattern", pattern.objgen, scope.base.shorthand, scope.hidden, slug):
            return
        state = Graphics(matrix(pattern.get("/Matrix", [1, 0, 0, 1, 0, 0])) @ scope.base)
        if "/Shading" in pattern:
            space = colour.space(pattern.Shading.ColorSpace, scope.resources)
            if paint := self._filled(state, replace(scope, place=scope.place or box), box):
                yield Area(Colour(space), *paint[1:])
        else:
            state.clip = moved(_box(pattern), state.ctm)
            if pattern.get("/PaintType", 1) != 1:
                state.fill = state.stroke = Colour(colour.PATTERN)
            yield from self._stream(pattern, scope, state, place=box)

    def _fresh(self, *key: object) -> bool:
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _external(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        """Set a named graphics state; a soft mask in it is followed for its colours."""
        name = str(operands[0])
        if name not in scope.states:
            found = scope.resource("/ExtGState", name)
            scope.states[name] = settings(found), found.get("/SMask"), found.get("/Font"), objections(found)
        changes, mask, chosen, flaws = scope.states[name]
        yield from flaws
        for attribute, value in changes:
            setattr(state, attribute, value)
        if chosen is not None:
            state.font, state.size = self._font(chosen[0]), float(chosen[1])
        if isinstance(mask, Dictionary) and self._fresh("mask", mask.G.objgen):
            if "/CS" in mask.G.get("/Group", Dictionary()):
                yield Blend(colour.space(mask.G.Group.CS, scope.resources))
            inner = Graphics(matrix(mask.G.get("/Matrix", [1, 0, 0, 1, 0, 0])) @ state.ctm, state.clip)
            yield from self._stream(mask.G, scope, inner, hidden=True)

    def _font(self, obj: Object) -> Font:
        if obj.objgen == (0, 0):
            return font(obj)
        if obj.objgen not in self._fonts:
            self._fonts[obj.objgen] = font(obj)
        return self._fonts[obj.objgen]

    def _choose(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        name = str(operands[0])
        if name not in scope.fonts:
            scope.fonts[name] = self._font(scope.resource("/Font", name))
        state.font, state.size = scope.fonts[name], float(operands[1])
        yield from ()

    def _show(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        yield from self._shown([operands[-1]], scope, state)

    def _next_show(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        if len(operands) > 1:  # the operator ", which also sets word and letter spacing
            state.word, state.letter = (float(value) for value in operands[:2])
        SET["T*"](state, scope, ())
        yield from self._shown([operands[-1]], scope, state)

    def _show_array(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        yield from self._shown(list(operands[0]), scope, state)

    def _shown(self, parts: list[Object], scope: Within, state: Graphics) -> Iterator[Event]:
        if state.font is None:
            yield Flaw("preflight.unreadable", "text without a font")
            return
        used = state.font
        codes: list[int] = []
        advance = 0.0
        for part in parts:
            if isinstance(part, (pikepdf.String, bytes, str)):
                shown = used.codes(bytes(part))
                codes.extend(shown)
                spaces = 0 if used.wide else sum(code == 32 for code in shown)  # noqa: PLR2004  # the space, in PDF
                advance += used.advance(shown) / 1000 * state.size + len(shown) * state.letter + spaces * state.word
            else:
                advance -= float(part) / 1000 * state.size
        place = state.text @ state.ctm
        box = None if used.vertical else _text_box(place, advance * state.stretch, used, state)
        size = abs(state.size) * math.hypot(*place.shorthand[2:4])
        narrowest = abs(state.size) * _thinnest(Matrix(state.stretch, 0, 0, 1, 0, 0) @ place)
        state.text = Matrix(1, 0, 0, 1, *((0, advance) if used.vertical else (advance * state.stretch, 0))) @ state.text
        if not codes or not size or state.mode in UNSEEN:
            return
        seen = box or state.clip
        for mode, alpha, paints in (
            (FILLS, state.fill_alpha, self._filled),
            (STROKES - FILLS, state.stroke_alpha, self._stroked),
        ):
            if state.mode in mode and alpha > 0 and (paint := paints(state, scope, seen)):
                yield ShownText(*paint, size, narrowest, used, tuple(codes), box)
                yield from self._pattern(paint[0], scope, seen)
        if state.mode in STROKES and state.stroke_alpha > 0 and (paint := self._stroked(state, scope, seen)):
            yield Stroke(*paint, state.width * _thinnest(state.ctm))
        if used.kind == "Type3":
            around = replace(scope, place=scope.place or seen)
            yield from self._glyphs(used, codes, place, around, state)

    def _glyphs(self, used: Font, codes: list[int], place: Matrix, scope: Within, state: Graphics) -> Iterator[Event]:
        """Follow the drawings that a Type 3 font has for letters."""
        drawings = used.source.get("/CharProcs", Dictionary())
        names = differences(used.source.get("/Encoding"))
        slug = scope.place is not None and not within(scope.place, self._sheet.printed)
        size = Matrix(state.size, 0, 0, state.size, 0, state.rise)
        for code in codes:
            drawing = drawings.get(f"/{names.get(code, '.notdef')}")
            if drawing is None or not self._fresh("glyph", drawing.objgen, state.fill.values, slug):
                continue
            inner = copy.copy(state)
            inner.ctm = matrix(used.source.get("/FontMatrix", [0.001, 0, 0, 0.001, 0, 0])) @ size @ place
            around = replace(
                scope, resources=used.source.get("/Resources", scope.resources), states={}, spaces={}, fonts={}
            )
            yield from self._stream(drawing, around, inner)

    def _layer(self, operands: Operands, scope: Within) -> Layer | None:
        """Return the layer of marked content."""
        if len(operands) < 2 or operands[0] != Name.OC:  # noqa: PLR2004  # a tag and its properties
            return None
        return self._layers.of(scope.resource("/Properties", operands[1]))

    def _doubted(self, layer: Layer | None) -> Iterator[Flaw]:
        if layer and layer.doubt and self._fresh("layer", layer):
            yield Flaw("preflight.layer", layer.doubt)

    def _filled(self, state: Graphics, scope: Within, box: Extent) -> Brush | None:
        clear = state.masked or state.blended or state.fill_alpha < 1
        return self._brush(state.fill, (state.fill_over, state.keeps, clear), state, scope, box)

    def _stroked(self, state: Graphics, scope: Within, box: Extent) -> Brush | None:
        clear = state.masked or state.blended or state.stroke_alpha < 1
        return self._brush(state.stroke, (state.stroke_over, state.keeps, clear), state, scope, box)

    def _brush(self, ink: Colour, how: tuple[bool, bool, bool], state: Graphics, scope: Within,
               box: Extent) -> Brush | None:  # fmt: skip
        """Return what all paints have; None where nothing reaches the sheet."""
        if not within(box, state.clip) or (scope.place and not within(scope.place, self._sheet.media)):
            return None
        self._clear += how[2]
        place = scope.place or _grown_to_line(overlap(box, state.clip))
        return (ink, *how, scope.hidden, not within(place, self._sheet.printed))

    _others: dict[str, Callable[[Walker, Operands, Within, Graphics], Iterator[Event]]] = {  # noqa: RUF012
        "sh": _shading, "Do": _object, "BI": _inline, "gs": _external, "Tf": _choose,
        "Tj": _show, "TJ": _show_array, "'": _next_show, '"': _next_show,
    }  # fmt: skip


Brush = tuple[Colour, bool, bool, bool, bool, bool]
"""What all paints have: colour, whether it overprints and keeps, is transparent, shapes a mask, lies in the slug."""


def _content(page: Object) -> bytes:
    """Return the content of a page, whose streams are one (ISO 32000-1, 7.8.2)."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [] if contents is None else [contents]
    parts, left = [], LARGEST
    for stream in streams:
        parts.append(_unpacked(stream))
        left -= len(parts[-1])
        if left < 0:
            raise EndlessError
    return b"\n".join(parts)


def _unpacked(stream: Object) -> bytes:
    """Return the data of a content stream; raise EndlessError if there is too much."""
    if not isinstance(stream, pikepdf.Stream):
        msg = "no stream"
        raise TypeError(msg)
    if (
        Name.LZWDecode in filters(stream) and len(stream.read_raw_bytes()) * LZW > LARGEST
    ):  # the one filter without a limit
        raise EndlessError
    try:
        return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)  # run lengths, too
    except pikepdf.PdfError as fault:
        if "memory limit" in str(fault):
            raise EndlessError from fault
        raise


def _objections(obj: Object) -> Iterator[Flaw]:
    """Yield what an external object may not be or have (ISO 15930-7, 6.15 to 6.17)."""
    if obj.get("/Subtype") == Name.PS or obj.get("/Subtype2") == Name.PS:
        yield Flaw("preflight.postscript", "an object is a program in PostScript")
    if "/OPI" in obj:
        yield Flaw("preflight.elsewhere", "an object stands for a picture in another file (OPI)")
    if "/Ref" in obj:
        yield Flaw("preflight.elsewhere", "an object stands for a page of another file (Ref)")
    if "/F" in obj:
        yield Flaw("preflight.elsewhere", "the data of an object are in another file (F)")
    if "/Alternates" in obj:
        yield Flaw("preflight.alternate", "an image has alternates")


def _unknown(name: str) -> Flaw:
    if name and set("()<>[]{}").isdisjoint(name):
        return Flaw("preflight.operator", f"the operator “{name}” is none of PDF")
    return Flaw("preflight.operator", "something is no operator of PDF, nor what may stand before one")


def _words(fault: Exception) -> str:
    """Return what went wrong, without the addresses and numbers that differ from run to run."""
    return str(fault.args[0]) if isinstance(fault, KeyError) and fault.args else "it has not the operands that it takes"


def _box(form: Object) -> Extent:
    """Return the box of a form in its own coordinates; raise KeyError if it has none."""
    x0, y0, x1, y1 = floats(form["/BBox"])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _sides(place: Matrix) -> tuple[float, float]:
    """Return how long the sides of a picture are on the paper, in points."""
    a, b, c, d = place.shorthand[:4]
    return math.hypot(a, b), math.hypot(c, d)


def _ppi(pixels: tuple[int, int], sides: tuple[float, float]) -> float:
    """Return the resolution of a picture along its poorer side; 0 where it has no extent."""
    return min((72 * count / side for count, side in zip(pixels, sides, strict=True) if side), default=0.0)


def _line(sides: tuple[float, float]) -> float:
    """Return how thin a picture is, if it is long enough to be a line."""
    thin, long = sorted(sides)
    return thin if thin and long > LINE_PT else math.inf


def _singular(place: Matrix) -> tuple[float, float]:
    """Return by how much a matrix scales what it scales least and most."""
    a, b, c, d = place.shorthand[:4]
    total, area = a * a + b * b + c * c + d * d, abs(a * d - b * c)
    rest = math.sqrt(max(0.0, total * total - 4 * area * area))
    return math.sqrt(max(0.0, (total - rest) / 2)), math.sqrt((total + rest) / 2)


def _thinnest(place: Matrix) -> float:
    """Return by how much a matrix scales a line in the direction in which it becomes thinnest."""
    return _singular(place)[0]


def _widest(place: Matrix) -> float:
    return _singular(place)[1]


def _grown_to_line(box: Extent) -> Extent:
    """Return a box with a breadth, even if it is that of a line."""
    return grown(box, EDGE) if box[0] == box[2] or box[1] == box[3] else box


def _text_box(place: Matrix, advance: float, used: Font, state: Graphics) -> Extent:
    """Return where a string may have ink."""
    low, high = (state.rise + height / 1000 * state.size for height in (used.descent, used.ascent))
    return moved((min(0.0, advance), min(low, high), max(0.0, advance), max(low, high)), place)
