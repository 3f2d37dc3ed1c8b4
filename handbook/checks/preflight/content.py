"""Follow the operators of a page, and of all that it draws, to what is really painted.

The path of a shape does not matter here, only that there is one; where ink stands is asked of Ghostscript (``ink``).
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator
from typing import cast

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Object

from handbook.checks.preflight import colour
from handbook.checks.preflight.colour import GRAY, Colour
from handbook.checks.preflight.paints import Area, Blend, Broken, Extent, Paint, Picture, ShownText, Stroke
from handbook.checks.preflight.shown_fonts import Font, font
from handbook.checks.preflight.state import SET, Graphics, Operands, Within, floats, settings

Event = Paint | Blend | Broken
Instruction = tuple[str, Operands]

DEPTH = 24
"""So deep may forms be drawn in forms; PDF readers give up at about 28."""
BUDGET = 20_000_000
"""Operators of a whole file, forms counted as often as they are drawn: a thousand times an ordinary page."""
LINE_PT = 3.0
"""A rectangle no longer than this is a dot, whatever its width."""
MALFORMED = (
    pikepdf.PdfError, ValueError, TypeError, IndexError, KeyError, AttributeError, ArithmeticError, RuntimeError,
)  # fmt: skip
"""What reading a file can raise that does not keep to the format."""

PATH = frozenset({"m", "re"})
FILLED = {"f": "f", "F": "f", "f*": "f", "B": "fs", "B*": "fs", "b": "fs", "b*": "fs", "S": "s", "s": "s", "n": ""}
OPERATORS = " ".join([
    "q Q cm w gs g G rg RG k K cs CS sc SC scn SCN sh Do BI ID EI",
    "BT ET Tf Tm Td TD T* Tc Tw Tz TL Ts Tr Tj TJ ' \"", *PATH, *FILLED,
])  # fmt: skip
"""Curves and marked content are passed over: two thirds of an illustrated page."""
FILLS, STROKES, UNSEEN = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6}), frozenset({3, 7})
"""Text rendering modes."""


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

    def __init__(self) -> None:
        self._streams: dict[tuple[int, int], list[Instruction]] = {}
        self._fonts: dict[tuple[int, int], Font] = {}
        self._left = BUDGET
        self._seen: set[tuple[object, ...]] = set()
        """Patterns, masks and glyphs of this page that have been followed: their place does not matter."""
        self._open: list[tuple[int, int]] = []

    def page(self, page: Object) -> Iterator[Event]:
        """Yield what a page paints, in its order."""
        self._seen.clear()
        group = page.get("/Group", Dictionary())
        if "/CS" in group:
            yield Blend(colour.space(group.CS, Dictionary()).name)
        scope = Within(inherited(page, "/Resources") or Dictionary(), Matrix(), 0, hidden=False)
        try:
            instructions = _instructions(pikepdf.Page(page))
        except MALFORMED as fault:
            yield Broken(f"the content cannot be read ({_words(fault)})")
        else:
            yield from self._operators(instructions, scope, Graphics(Matrix()))

    def _operators(self, instructions: list[Instruction], scope: Within, state: Graphics) -> Iterator[Event]:
        stack: list[Graphics] = []
        for name, operands in instructions:
            self._left -= 1
            if self._left < 0:
                yield Broken("more is drawn than any page needs")
                return
            try:
                if name == "q":
                    stack.append(copy.copy(state))
                elif name == "Q":
                    state = _restored(stack, state)
                elif name in PATH:
                    _begin(name, operands, state)
                elif name in FILLED:
                    if state.path and FILLED[name]:
                        yield from self._shape(FILLED[name], scope, state)
                    state.path, state.thinnest = False, math.inf
                elif name in SET:
                    SET[name](state, scope, operands)
                else:
                    yield from self._others[name](self, operands, scope, state)
            except MALFORMED as fault:
                yield Broken(f"the operator {name} cannot be followed ({_words(fault)})")

    def _shape(self, how: str, scope: Within, state: Graphics) -> Iterator[Event]:
        if "f" in how and state.fill_alpha > 0:
            yield Area(*_filled(state, scope), math.inf if "s" in how else state.thinnest)
            yield from self._pattern(state.fill, scope)
        if "s" in how and state.stroke_alpha > 0:
            yield Stroke(*_stroked(state, scope), state.width * _thinnest(state.ctm))
            yield from self._pattern(state.stroke, scope)

    def _shading(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        shading = scope.resource("/Shading", operands[0])
        if state.fill_alpha > 0:
            space = colour.space(shading.ColorSpace, scope.resources)
            yield Area(Colour(space), *_filled(state, scope)[1:])

    def _object(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        obj = scope.resource("/XObject", operands[0])
        if obj.get("/Subtype") == Name.Image:
            yield from self._picture(obj, scope, state)
        elif obj.get("/Subtype") == Name.Form:
            if "/Group" in obj and "/CS" in obj.Group:
                yield Blend(colour.space(obj.Group.CS, scope.resources).name)
            inner = copy.copy(state)
            inner.ctm = Matrix(*floats(obj.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ state.ctm
            inner.path, inner.thinnest = False, math.inf
            yield from self._stream(obj, scope, inner)

    def _inline(self, operands: Operands, scope: Within, state: Graphics) -> Iterator[Event]:
        yield from self._picture(operands[0].obj, scope, state)

    def _picture(self, image: Object, scope: Within, state: Graphics) -> Iterator[Event]:
        if state.fill_alpha == 0:
            return
        paint = _filled(state, scope)
        if image.get("/ImageMask", False):
            yield Area(*paint)
            yield from self._pattern(state.fill, scope)
            space = GRAY
        else:
            space = colour.space(image.get("/ColorSpace", Name.Unknown), scope.resources)  # JPEG 2000 may have its own
        pixels = int(image["/Width"]), int(image["/Height"])
        a, b, c, d = state.ctm.shorthand[:4]
        inches = math.hypot(a, b) / 72, math.hypot(c, d) / 72
        ppi = min(count / length for count, length in zip(pixels, inches, strict=True) if length) if any(inches) else 0
        clear = paint[3] or "/SMask" in image or int(image.get("/SMaskInData", 0)) > 0
        yield Picture(Colour(space), paint[1], paint[2], clear, scope.hidden, ppi, pixels)

    def _stream(self, obj: Object, scope: Within, state: Graphics, *, hidden: bool = False) -> Iterator[Event]:
        """Follow a form, pattern or glyph that has resources of its own or uses those around it."""
        if obj.objgen in self._open or scope.depth >= DEPTH:
            yield Broken("a form draws itself, or forms are nested too deeply")
            return
        inner = Within(obj.get("/Resources", scope.resources), state.ctm, scope.depth + 1, scope.hidden or hidden)
        if obj.objgen not in self._streams:
            self._streams[obj.objgen] = _instructions(obj)
        self._open.append(obj.objgen)
        try:
            yield from self._operators(self._streams[obj.objgen], inner, state)
        finally:
            self._open.pop()

    def _pattern(self, ink: Colour, scope: Within) -> Iterator[Event]:
        pattern = ink.pattern
        if pattern is None or not self._fresh("pattern", pattern.objgen, scope.base.shorthand, scope.hidden):
            return
        matrix = Matrix(*floats(pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ scope.base
        state = Graphics(matrix)
        if "/Shading" in pattern:
            space = colour.space(pattern.Shading.ColorSpace, scope.resources)
            yield Area(Colour(space), *_filled(state, scope)[1:])
        else:
            if pattern.get("/PaintType", 1) != 1:
                state.fill = state.stroke = Colour(colour.PATTERN)
            yield from self._stream(pattern, scope, state)

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
            scope.states[name] = settings(found), found.get("/SMask"), found.get("/Font")
        changes, mask, chosen = scope.states[name]
        for attribute, value in changes:
            setattr(state, attribute, value)
        if chosen is not None:
            state.font, state.size = self._font(chosen[0]), float(chosen[1])
        if isinstance(mask, Dictionary) and self._fresh("mask", mask.G.objgen):
            if "/CS" in mask.G.get("/Group", Dictionary()):
                yield Blend(colour.space(mask.G.Group.CS, scope.resources).name)
            matrix = Matrix(*floats(mask.G.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ state.ctm
            yield from self._stream(mask.G, scope, Graphics(matrix), hidden=True)

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
            yield Broken("text without a font")
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
        matrix = state.text @ state.ctm
        box = None if used.vertical else _box(matrix, advance * state.stretch, used, state)
        c, d = matrix.shorthand[2:4]
        size = abs(state.size) * math.hypot(c, d)
        state.text = Matrix(1, 0, 0, 1, *((0, advance) if used.vertical else (advance * state.stretch, 0))) @ state.text
        if not codes or not size or state.mode in UNSEEN:
            return
        if state.mode in FILLS and state.fill_alpha > 0:
            yield ShownText(*_filled(state, scope), size, used, tuple(codes), box)
            yield from self._pattern(state.fill, scope)
        if state.mode in STROKES and state.stroke_alpha > 0:
            if state.mode not in FILLS:
                yield ShownText(*_stroked(state, scope), size, used, tuple(codes), box)
            yield Stroke(*_stroked(state, scope), state.width * _thinnest(state.ctm))
        if used.kind == "Type3":
            yield from self._glyphs(used, codes, matrix, scope, state)

    def _glyphs(self, used: Font, codes: list[int], matrix: Matrix, scope: Within, state: Graphics) -> Iterator[Event]:
        """Follow the drawings that a Type 3 font has for letters."""
        programs = used.source.get("/CharProcs", Dictionary())
        names = _names(used.source)
        size = Matrix(state.size, 0, 0, state.size, 0, state.rise)
        for code in codes:
            program = programs.get(names.get(code, "/.notdef"))
            if program is None or not self._fresh("glyph", program.objgen, state.fill.values):
                continue
            inner = copy.copy(state)
            inner.ctm = Matrix(*floats(used.source.get("/FontMatrix", [0.001, 0, 0, 0.001, 0, 0]))) @ size @ matrix
            around = Within(used.source.get("/Resources", scope.resources), scope.base, scope.depth, scope.hidden)
            yield from self._stream(program, around, inner)

    _others: dict[str, Callable[[Walker, Operands, Within, Graphics], Iterator[Event]]] = {  # noqa: RUF012
        "sh": _shading, "Do": _object, "INLINE IMAGE": _inline, "gs": _external, "Tf": _choose,
        "Tj": _show, "TJ": _show_array, "'": _next_show, '"': _next_show,
    }  # fmt: skip


def _restored(stack: list[Graphics], state: Graphics) -> Graphics:
    """Return the state that was kept last, with the path of now, which is no part of it."""
    if not stack:
        return state
    kept = stack.pop()
    kept.path, kept.thinnest = state.path, state.thinnest
    return kept


def _begin(name: str, operands: Operands, state: Graphics) -> None:
    """Begin a path, or add a rectangle to it."""
    state.path = True
    if name == "re":
        state.thinnest = min(state.thinnest, _thin(state.ctm, *floats(operands)[2:]))


def _words(fault: Exception) -> str:
    """Return what went wrong, without the addresses and numbers that differ from run to run."""
    return fault.args[0] if isinstance(fault, KeyError) and fault.args else type(fault).__name__


def _instructions(stream: Object | pikepdf.Page) -> list[Instruction]:
    parsed = pikepdf.parse_content_stream(stream, OPERATORS)
    return [(str(each.operator), cast("Operands", each.operands)) for each in parsed]


def _filled(state: Graphics, scope: Within) -> tuple[Colour, bool, bool, bool, bool]:
    clear = state.masked or state.blended or state.fill_alpha < 1
    return state.fill, state.fill_over, state.keeps, clear, scope.hidden


def _stroked(state: Graphics, scope: Within) -> tuple[Colour, bool, bool, bool, bool]:
    clear = state.masked or state.blended or state.stroke_alpha < 1
    return state.stroke, state.stroke_over, state.keeps, clear, scope.hidden


def _thinnest(matrix: Matrix) -> float:
    """Return by how much a matrix scales a line in the direction in which it becomes thinnest."""
    a, b, c, d = matrix.shorthand[:4]
    total, area = a * a + b * b + c * c + d * d, abs(a * d - b * c)
    return math.sqrt(max(0.0, (total - math.sqrt(max(0.0, total * total - 4 * area * area))) / 2))


def _thin(matrix: Matrix, width: float, height: float) -> float:
    """Return how thin a rectangle is, if it is long enough to be a line."""
    a, b, c, d = matrix.shorthand[:4]
    thin, long = sorted((abs(width) * math.hypot(a, b), abs(height) * math.hypot(c, d)))
    return thin if long > LINE_PT and thin else math.inf  # WeasyPrint clips borders of no width away


def _box(matrix: Matrix, advance: float, used: Font, state: Graphics) -> Extent:
    low, high = (state.rise + height / 1000 * state.size for height in (used.descent, used.ascent))
    a, b, c, d, e, f = matrix.shorthand
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0.0, advance) for y in (low, high)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _names(source: Object) -> dict[int, str]:
    """Return the glyph names that a font gives to codes."""
    found: dict[int, str] = {}
    code = 0
    for item in source.get("/Encoding", Dictionary()).get("/Differences", []):
        if isinstance(item, Name):
            found[code] = str(item)
            code += 1
        else:
            code = int(item)
    return found
