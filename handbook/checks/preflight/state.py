"""The graphics state of a page, and the operators that only change it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Matrix, Name, Object

from handbook.checks.preflight import colour
from handbook.checks.preflight.colour import BLACK, CMYK, GRAY, RGB, Colour, Space
from handbook.checks.preflight.paints import Extent, Flaw
from handbook.checks.preflight.paths import EVERYWHERE
from handbook.checks.preflight.shown_fonts import Font

Operands = Sequence[Any]
"""Whatever stands before an operator: numbers, names, strings, arrays."""
Changes = tuple[tuple[str, object], ...]


@dataclass(slots=True)
class Graphics:
    """The graphics state; changed in place by operators, copied by ``q``."""

    ctm: Matrix
    """From the content to points on the paper."""
    clip: Extent = EVERYWHERE
    """The box around the clipping path."""
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    fill_over: bool = False
    stroke_over: bool = False
    keeps: bool = False
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blended: bool = False
    masked: bool = False
    font: Font | None = None
    size: float = 0.0
    mode: int = 0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    text: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)

    @property
    def clear(self) -> bool:
        """Whether something of what lies below shines through, or is mixed with."""
        return self.masked or self.blended or self.fill_alpha < 1 or self.stroke_alpha < 1


@dataclass(slots=True)
class Within:
    """A content stream with its resources; names are looked up once."""

    resources: Object
    base: Matrix
    """Where patterns are anchored."""
    depth: int
    hidden: bool
    """Whether all that is drawn shapes a mask."""
    place: Extent | None = None
    """Where all that is drawn is seen: the cells of a pattern and the letters of a Type 3 font have no place of
    their own; None where they have."""
    states: dict[str, tuple[Changes, Object | None, Object | None, tuple[Flaw, ...]]] = field(default_factory=dict)
    """With the soft mask and the font that each sets, if any, and what is wrong with it."""
    spaces: dict[str, Space] = field(default_factory=dict)
    fonts: dict[str, Font] = field(default_factory=dict)

    def resource(self, kind: str, name: object) -> Object:
        """Return a named resource; raise KeyError if there is none."""
        found = self.resources.get(kind, Dictionary()).get(str(name))
        if found is None:
            msg = f"no resource {kind[1:]} {str(name)[1:]}"
            raise KeyError(msg)
        return found


def settings(found: Object) -> Changes:
    """Return what a graphics state dictionary changes: attributes of the state and their values."""
    made: dict[str, object] = {}
    if "/OP" in found:
        made["stroke_over"] = made["fill_over"] = bool(found.OP)
    if "/op" in found:
        made["fill_over"] = bool(found.op)
    if "/OPM" in found:
        made["keeps"] = int(found.OPM) == 1
    for key, attribute in (("/ca", "fill_alpha"), ("/CA", "stroke_alpha"), ("/LW", "width")):
        if key in found:
            made[attribute] = float(found[key])
    if "/SMask" in found:
        made["masked"] = found.SMask != Name("/None")
    if "/BM" in found:
        modes = list(found.BM) if isinstance(found.BM, Array) else [found.BM]
        made["blended"] = str(modes[0] if modes else "/Normal") not in {"/Normal", "/Compatible"}
    return tuple(made.items())


def objections(found: Object) -> tuple[Flaw, ...]:
    """Return what a graphics state dictionary may not ask of a press (ISO 15930-7, 6.14)."""
    flaws = []
    if "/TR" in found or found.get("/TR2", Name.Default) != Name.Default:
        flaws.append(Flaw("preflight.transfer", "a transfer curve changes the inks"))
    if "/HTP" in found or found.get("/HT", Name.Default) != Name.Default:
        flaws.append(Flaw("preflight.halftone", "a halftone screen of its own"))
    return tuple(flaws)


def _concatenate(state: Graphics, _: Within, operands: Operands) -> None:
    state.ctm = matrix(operands) @ state.ctm


def _width(state: Graphics, _: Within, operands: Operands) -> None:
    state.width = abs(floats(operands)[0])


def _device(space: Space, attribute: str) -> Callable[[Graphics, Within, Operands], None]:
    """Return what g, rg, k and their like do."""

    def set_colour(state: Graphics, scope: Within, operands: Operands) -> None:
        name = f"/{space.name}"
        if name not in scope.spaces:
            scope.spaces[name] = colour.space(Name(name), scope.resources)
        setattr(state, attribute, _colour(scope.spaces[name], operands))

    return set_colour


def _space(attribute: str) -> Callable[[Graphics, Within, Operands], None]:
    def set_space(state: Graphics, scope: Within, operands: Operands) -> None:
        name = str(operands[0])
        if name not in scope.spaces:
            scope.spaces[name] = colour.space(operands[0], scope.resources)
        setattr(state, attribute, Colour(scope.spaces[name], scope.spaces[name].start))

    return set_space


def _values(attribute: str) -> Callable[[Graphics, Within, Operands], None]:
    def set_values(state: Graphics, scope: Within, operands: Operands) -> None:
        space: Space = getattr(state, attribute).space
        if operands and isinstance(operands[-1], Name):
            pattern = scope.resource("/Pattern", operands[-1])
            setattr(state, attribute, Colour(space, tuple(floats(operands[:-1])), pattern))
        else:
            setattr(state, attribute, _colour(space, operands))

    return set_values


def _colour(space: Space, operands: Operands) -> Colour:
    if len(operands) != space.channels:
        msg = f"{len(operands)} values for {space.channels} channels"
        raise ValueError(msg)
    return Colour(space, tuple(floats(operands)))


def _begin_text(state: Graphics, _: Within, __: Operands) -> None:
    state.text = state.line = Matrix()


def _text_matrix(state: Graphics, _: Within, operands: Operands) -> None:
    state.text = state.line = matrix(operands)


def _move(state: Graphics, _: Within, operands: Operands) -> None:
    x, y = floats(operands)
    state.text = state.line = Matrix(1, 0, 0, 1, x, y) @ state.line


def _move_leading(state: Graphics, scope: Within, operands: Operands) -> None:
    state.leading = -floats(operands)[1]
    _move(state, scope, operands)


def _next_line(state: Graphics, _: Within, __: Operands) -> None:
    state.text = state.line = Matrix(1, 0, 0, 1, 0, -state.leading) @ state.line


def _number(attribute: str, unit: float = 1.0) -> Callable[[Graphics, Within, Operands], None]:
    def set_number(state: Graphics, _: Within, operands: Operands) -> None:
        setattr(state, attribute, floats(operands)[0] * unit)

    return set_number


def _mode(state: Graphics, _: Within, operands: Operands) -> None:
    state.mode = int(operands[0])


def _nothing(_: Graphics, __: Within, ___: Operands) -> None:
    pass


SET: dict[str, Callable[[Graphics, Within, Operands], None]] = {
    "cm": _concatenate, "w": _width, "g": _device(GRAY, "fill"), "G": _device(GRAY, "stroke"),
    "rg": _device(RGB, "fill"), "RG": _device(RGB, "stroke"), "k": _device(CMYK, "fill"), "K": _device(CMYK, "stroke"),
    "cs": _space("fill"), "CS": _space("stroke"), "sc": _values("fill"), "scn": _values("fill"),
    "SC": _values("stroke"), "SCN": _values("stroke"), "BT": _begin_text, "ET": _nothing, "Tm": _text_matrix,
    "Td": _move, "TD": _move_leading, "T*": _next_line, "Tc": _number("letter"), "Tw": _number("word"),
    "Tz": _number("stretch", 0.01), "TL": _number("leading"), "Ts": _number("rise"), "Tr": _mode,
}  # fmt: skip
"""Operators that only change the state."""


def floats(values: Iterable[Any]) -> list[float]:
    """Return the numbers of a list or array."""
    return [float(value) for value in values]


def matrix(values: Iterable[Any]) -> Matrix:
    """Return the matrix of six numbers; raise ValueError if they are none."""
    numbers = floats(values)
    if len(numbers) != 6 or not all(map(math.isfinite, numbers)):  # noqa: PLR2004  # ISO 32000-1, 8.3.4
        msg = f"{len(numbers)} numbers are no matrix"
        raise ValueError(msg)
    return Matrix(*numbers)
