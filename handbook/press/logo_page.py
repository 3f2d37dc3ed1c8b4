"""The first page of a stranger's PDF as an SVG of plain shapes: what a logo is drawn of, and nothing else of the file.

Nothing of the file is copied. Its content is read operator by operator (ISO 32000-1, annex A), shapes are written anew
in sRGB, at absolute places, and what is no shape is refused: so no script, link, font or picture can come along.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Name, Object

from handbook.checks.preflight import bombs
from handbook.press.logo_colours import SHAPES, Inks, UnfitPageError, first_of, hex_of
from handbook.press.logo_paths import (
    IDENTITY,
    Box,
    Matrix,
    Piece,
    box_of,
    common,
    extend,
    joined,
    number,
    scaled,
    united,
    written,
)
from handbook.press.logo_state import State, extended, line, matrix_of, numbers

LARGEST = 20_000_000
"""Bytes of the streams together, unpacked."""
MOST = 100_000
"""Operators, each as often as it is drawn."""
DEEPEST = 12
"""Forms in forms."""
WIDEST_PT = 14_400.0
"""The side of a page (ISO 32000-1, annex C)."""

_PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_LETTERS = frozenset(
    ("BT", "ET", "Tf", "Tj", "TJ", "'", '"', "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "d0", "d1")
)
_PICTURES = frozenset({"BI", "ID", "EI", "INLINE IMAGE"})
_IGNORED = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri", "i"))
_REFUSED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(_LETTERS, ("it has letters, whose font would be needed", "Turn letters into outlines.")),
    **dict.fromkeys(_PICTURES, ("it has a picture of pixels", SHAPES)),
    "sh": ("it has a gradient", SHAPES),
}
_PAINTS: Mapping[str, tuple[str, ...]] = {
    "f": ("nonzero",), "F": ("nonzero",), "f*": ("evenodd",), "B": ("nonzero", "line"), "B*": ("evenodd", "line"),
    "b": ("nonzero", "line", "close"), "b*": ("evenodd", "line", "close"), "S": ("", "line"),
    "s": ("", "line", "close"), "n": ("",),
}  # fmt: skip
"""Operators that end a path: how they fill it, whether they draw its line, whether they close it."""


@dataclass(slots=True)
class _Drawing:
    """What was drawn so far."""

    shapes: list[str] = field(default_factory=list)
    clips: dict[str, str] = field(default_factory=dict)
    """Names of paths that cut off what lies outside them, and how far each reaches."""
    reach: dict[str, Box] = field(default_factory=dict)
    box: Box | None = None
    """That of all shapes."""
    left: int = MOST

    def count(self) -> None:
        self.left -= 1
        if self.left < 0:
            msg = f"it draws more than {MOST:,} things, counted with their copies"
            raise UnfitPageError(msg, "Simplify the drawing.")

    def around(self, box: Box) -> None:
        """Have what is drawn reach as far as a shape."""
        self.box = united(self.box, box) if self.box else box


def as_svg(data: bytes, inks: bytes) -> bytes:
    """Return the shapes of the first page as SVG in sRGB, cut to what is drawn; ``inks`` is the profile of its CMYK.

    Raises UnfitPageError.
    """
    bombs.limit()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                msg = "it is locked with a password"
                raise UnfitPageError(msg, "Save it without protection.")
            _look(pdf)
            return _svg(pdf, Inks(inks))
    except pikepdf.PasswordError as fault:
        msg = "it is locked with a password"
        raise UnfitPageError(msg, "Save it without protection.") from fault
    except bombs.BombError as fault:
        msg = f"it unpacks to more than {LARGEST:,} bytes"
        raise UnfitPageError(msg, "Simplify the drawing.") from fault
    except (pikepdf.PdfError, pikepdf.DeletedObjectError, RecursionError) as fault:
        msg = f"the PDF cannot be read: {fault}"
        raise UnfitPageError(msg) from fault
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError, RuntimeError) as fault:
        # What pikepdf raises where an object is another thing than the standard says.
        if isinstance(fault, UnfitPageError):
            raise
        msg = f"the PDF is damaged: {fault}"
        raise UnfitPageError(msg) from fault


def _look(pdf: pikepdf.Pdf) -> None:
    """Raise BombError if the streams are too large for a drawing."""
    bombs.look(pdf)
    left = LARGEST
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != Name.Image:
            left -= len(each.read_bytes())
        if left < 0:
            raise bombs.BombError


def _svg(pdf: pikepdf.Pdf, inks: Inks) -> bytes:
    if not len(pdf.pages):
        msg = "it has no page"
        raise UnfitPageError(msg)
    page = pdf.pages[0]
    drawing = _Drawing()
    state = State(_upright(page))
    if "/Contents" in page:
        _Content(drawing, inks, page.resources, state, 0).draw(page)
    if drawing.box is None:
        msg = "nothing is drawn on its first page"
        raise UnfitPageError(msg)
    left, top, right, bottom = drawing.box
    if not 0 < right - left < WIDEST_PT or not 0 < bottom - top < WIDEST_PT:
        msg = "what is drawn on its first page has no size, or is larger than any page"
        raise UnfitPageError(msg)
    box = " ".join(map(number, (left, top, right - left, bottom - top)))
    defs = "".join(f'<clipPath id="{name}">{shape}</clipPath>\n' for shape, name in drawing.clips.items())
    shapes = "\n".join(drawing.shapes)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n<defs>\n{defs}</defs>\n{shapes}\n</svg>\n'
    return svg.encode()


def _upright(page: pikepdf.Page) -> Matrix:
    """Return the matrix from the page to the drawing: turned as viewers show it, with y downwards."""
    turn = int(page.get("/Rotate", 0)) % 360
    # Where it lies on the page does not matter: the drawing is cut to its shapes.
    turns: Mapping[int, Matrix] = {
        0: (1, 0, 0, -1, 0, 0), 90: (0, 1, 1, 0, 0, 0), 180: (-1, 0, 0, 1, 0, 0), 270: (0, -1, -1, 0, 0, 0),
    }  # fmt: skip
    return turns.get(turn, turns[0])


class _Content:
    """The content of a page or a form, as far as it is read."""

    def __init__(self, drawing: _Drawing, inks: Inks, resources: Object, state: State, depth: int) -> None:
        if depth > DEEPEST:
            msg = f"more than {DEEPEST} forms stand in one another"
            raise UnfitPageError(msg, "Ungroup the drawing.")
        self.drawing, self.inks, self.resources, self.state, self.depth = drawing, inks, resources, state, depth
        self.kept: list[State] = []
        self.path: list[Piece] = []
        self.clip = ""

    def draw(self, owner: Object | pikepdf.Page) -> None:
        """Draw what the content of a page or a form says."""
        for instruction in pikepdf.parse_content_stream(owner):
            operator, values = str(instruction.operator), list(instruction.operands)
            self.drawing.count()
            if operator in _REFUSED:
                raise UnfitPageError(*_REFUSED[operator])
            if operator in _PATHS:
                extend(self.path, operator, numbers(values), self.state.matrix)
            elif operator in _PAINTS:
                self._end(*_PAINTS[operator])
            elif operator in _STEPS:
                _STEPS[operator](self, operator, values)
            elif operator not in _IGNORED:
                msg = f"its content has {operator[:20]!r}, which no drawing needs"
                raise UnfitPageError(msg)

    # Steps, by their operators.

    def save(self, _operator: str, _values: Sequence[Object]) -> None:
        self.kept.append(self.state)

    def restore(self, _operator: str, _values: Sequence[Object]) -> None:
        self.state = self.kept.pop() if self.kept else self.state

    def move(self, _operator: str, values: Sequence[Object]) -> None:
        self.state = replace(self.state, matrix=joined(matrix_of(values), self.state.matrix))

    def cut(self, operator: str, _values: Sequence[Object]) -> None:
        self.clip = "evenodd" if operator == "W*" else "nonzero"

    def form(self, _operator: str, values: Sequence[Object]) -> None:
        form = self.resources.XObject[str(values[0])]
        if form.get("/Subtype") != Name.Form:
            msg = "it has a picture of pixels" if form.get("/Subtype") == Name.Image else "it has a program in it"
            raise UnfitPageError(msg, SHAPES)
        inside = replace(self.state, matrix=joined(matrix_of(form.get("/Matrix", list(IDENTITY))), self.state.matrix))
        left, bottom, right, top = numbers(form.BBox)
        path: list[Piece] = []
        extend(path, "re", (left, bottom, right - left, top - bottom), inside.matrix)
        resources = form.get("/Resources", self.resources)
        _Content(self.drawing, self.inks, resources, self._clipped(path, "nonzero", inside), self.depth + 1).draw(form)

    def extend_state(self, _operator: str, values: Sequence[Object]) -> None:
        self.state = extended(self.state, self.resources.ExtGState[str(values[0])])

    def device(self, operator: str, values: Sequence[Object]) -> None:
        space = {"g": Name.DeviceGray, "rg": Name.DeviceRGB, "k": Name.DeviceCMYK}[operator.lower()]
        self._colour(space, numbers(values), is_line=operator.isupper())

    def space(self, operator: str, values: Sequence[Object]) -> None:
        space = self.resources.get("/ColorSpace", pikepdf.Dictionary()).get(str(values[0]), values[0])
        self._colour(space, first_of(space), is_line=operator == "CS")

    def colour(self, operator: str, values: Sequence[Object]) -> None:
        is_line = operator.isupper()
        space = self.state.stroke_space if is_line else self.state.fill_space
        self._colour(space, numbers(values), is_line=is_line)

    def dash(self, _operator: str, values: Sequence[Object]) -> None:
        dash = tuple(numbers(values[0]))
        self.state = replace(self.state, dash=dash if any(dash) else (), phase=numbers(values[1:])[0])

    def line(self, operator: str, values: Sequence[Object]) -> None:
        (value,) = numbers(values)
        key = {"w": "width", "J": "cap", "j": "join", "M": "miter"}[operator]
        own = int(value) % 3 if key in {"cap", "join"} else abs(value)
        self.state = replace(self.state, **{key: own})  # type: ignore[arg-type]  # numbers, as these fields are

    # What they share.

    def _colour(self, space: Object, parts: Sequence[float], *, is_line: bool) -> None:
        colour = self.inks.colour(space, parts)
        if is_line:
            self.state = replace(self.state, stroke=colour, stroke_space=space)
        else:
            self.state = replace(self.state, fill=colour, fill_space=space)

    def _end(self, rule: str, *what: str) -> None:
        """Paint the path, cut what follows by it, and begin another one."""
        if self.path and "close" in what:
            self.path.append(("Z", ()))
        if self.path and (rule or "line" in what):
            self._paint(rule, is_line="line" in what)
        if self.path and self.clip:
            self.state = self._clipped(self.path, self.clip, self.state)
        self.path, self.clip = [], ""

    def _paint(self, rule: str, *, is_line: bool) -> None:
        state = self.state
        said = [f'd="{written(self.path)}"', f'fill="{hex_of(state.fill)}"' if rule else 'fill="none"']
        said += ['fill-rule="evenodd"'] if rule == "evenodd" else []
        said += [f'fill-opacity="{number(state.fill_alpha)}"'] if rule and state.fill_alpha < 1 else []
        points = [part for _, values in self.path for part in values]
        if is_line:
            said += line(state)
            reach = scaled(state.width, state.matrix) / 2
            points += [part + by for by in (reach, -reach) for part in points]
        box = box_of(points)
        for name in state.clips:
            box = common(box, self.drawing.reach[name])
        if box[0] > box[2] or box[1] > box[3]:
            return  # cut off as a whole
        self.drawing.around(box)
        shape = f"<path {' '.join(said)}/>"
        for name in reversed(state.clips):
            shape = f'<g clip-path="url(#{name})">{shape}</g>'
        self.drawing.shapes.append(shape)

    def _clipped(self, path: Sequence[Piece], rule: str, state: State) -> State:
        shape = f'<path d="{written(path)}"' + (' clip-rule="evenodd"' if rule == "evenodd" else "") + "/>"
        name = self.drawing.clips.setdefault(shape, f"c{len(self.drawing.clips)}")
        self.drawing.reach[name] = box_of([part for _, values in path for part in values])
        return state if name in state.clips else replace(state, clips=(*state.clips, name))


_STEPS: Mapping[str, Callable[[_Content, str, Sequence[Object]], None]] = {
    "q": _Content.save, "Q": _Content.restore, "cm": _Content.move, "W": _Content.cut, "W*": _Content.cut,
    "Do": _Content.form, "gs": _Content.extend_state, "d": _Content.dash,
    **dict.fromkeys(("g", "rg", "k", "G", "RG", "K"), _Content.device),
    **dict.fromkeys(("cs", "CS"), _Content.space),
    **dict.fromkeys(("sc", "scn", "SC", "SCN"), _Content.colour),
    **dict.fromkeys(("w", "J", "j", "M"), _Content.line),
}  # fmt: skip
