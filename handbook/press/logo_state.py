"""The graphics state of a stranger's page, as far as shapes need it (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pikepdf
from pikepdf import Name, Object

from handbook.press.logo_colours import SHAPES, Colour, UnfitPageError, hex_of
from handbook.press.logo_paths import Matrix, number, scaled

_CAPS, _JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")


@dataclass(frozen=True, slots=True)
class State:
    """How the next shape is painted."""

    matrix: Matrix
    fill: Colour = (0, 0, 0)
    stroke: Colour = (0, 0, 0)
    fill_space: Object = Name.DeviceGray
    stroke_space: Object = Name.DeviceGray
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 10.0
    dash: tuple[float, ...] = ()
    phase: float = 0.0
    clips: tuple[str, ...] = ()


def line(state: State) -> Iterator[str]:
    """Yield the attributes of a line."""
    yield f'stroke="{hex_of(state.stroke)}"'
    # The thinnest line that a device can draw (ISO 32000-1, 8.4.3.2) is none in print.
    yield f'stroke-width="{number(max(scaled(state.width, state.matrix), 0.1))}"'
    if state.stroke_alpha < 1:
        yield f'stroke-opacity="{number(state.stroke_alpha)}"'
    if state.cap:
        yield f'stroke-linecap="{_CAPS[state.cap]}"'
    if state.join:
        yield f'stroke-linejoin="{_JOINS[state.join]}"'
    yield f'stroke-miterlimit="{number(max(state.miter, 1.0))}"'
    if state.dash:
        yield f'stroke-dasharray="{" ".join(number(scaled(part, state.matrix)) for part in state.dash)}"'
        yield f'stroke-dashoffset="{number(scaled(state.phase, state.matrix))}"'


def extended(state: State, told: Object) -> State:
    """Return the state after a dictionary of it. Raises UnfitPageError for masks."""
    if told.get("/SMask", Name("/None")) != Name("/None"):
        msg = "parts of it fade out (a soft mask)"
        raise UnfitPageError(msg, SHAPES)
    blend = told.get("/BM", Name.Normal)
    if blend not in {Name.Normal, Name.Compatible} and not isinstance(blend, pikepdf.Array):
        msg = f"its colours are blended ({str(blend).lstrip('/')[:20]})"
        raise UnfitPageError(msg, SHAPES)
    keys = {"/ca": "fill_alpha", "/CA": "stroke_alpha", "/LW": "width", "/ML": "miter"}
    return replace(state, **{name: abs(float(told[key])) for key, name in keys.items() if key in told})  # type: ignore[arg-type]


def numbers(values: object) -> list[float]:
    """Return operands as numbers. Raises UnfitPageError if one is none, such as the name of a pattern."""
    found = list(values)  # type: ignore[call-overload]  # an array of pikepdf or a list of operands
    if not all(isinstance(value, int | float | Decimal) for value in found):
        msg = "it has a gradient or a pattern"
        raise UnfitPageError(msg, SHAPES)
    return [float(value) for value in found]


def matrix_of(values: object) -> Matrix:
    """Return six operands as a matrix. Raises ValueError or UnfitPageError if they are none."""
    a, b, c, d, e, f = numbers(values)
    return a, b, c, d, e, f
