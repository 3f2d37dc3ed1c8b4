"""Layers (optional content, ISO 32000-1, 8.11): which are shown, which are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object

DEPTH = 16
"""So deep may expressions of layers stand in each other."""
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layer:
    """Whether the content of a layer is seen on a screen and on paper, as the file is when it is opened."""

    name: str
    shown: bool
    printed: bool

    @property
    def doubt(self) -> str:
        """What one must ask before it is printed, or nothing."""
        named = f"the layer “{self.name}”"
        if self.shown and self.printed:
            return ""
        if self.shown:
            return f"{named} is shown, but not printed"
        return f"{named} is printed, but not shown" if self.printed else f"{named} is switched off"


class Layers:
    """The layers of a file."""

    def __init__(self, root: Object) -> None:
        """Read what the catalog of a file says of its layers."""
        properties = root.get("/OCProperties", Dictionary())
        default = properties.get("/D", Dictionary())
        all_on = default.get("/BaseState", Name.ON) != Name.OFF
        on, off = (_keys(default.get(key, [])) for key in ("/ON", "/OFF"))
        self._known: dict[Key, Layer] = {}
        for group in properties.get("/OCGs", []):
            shown = group.objgen in on or (all_on and group.objgen not in off)
            self._known[group.objgen] = Layer(
                str(group.get("/Name", "")), _usage(group, "/View", shown), _usage(group, "/Print", shown)
            )

    def of(self, obj: object) -> Layer | None:
        """Return the layer that an entry /OC names, or the one that comes of several; None where there is none."""
        if not isinstance(obj, Dictionary):
            return None
        if obj.objgen in self._known:
            return self._known[obj.objgen]
        if obj.get("/Type") != Name.OCMD:
            return None
        members = obj.get("/OCGs", Array())
        groups = [members] if isinstance(members, Dictionary) else list(members)
        layers = [self._known[group.objgen] for group in groups if group.objgen in self._known]
        name = ", ".join(layer.name for layer in layers)
        expression = obj.get("/VE")
        if isinstance(expression, Array):
            shown = self._holds(expression, lambda layer: layer.shown)
            return Layer(name, shown, self._holds(expression, lambda layer: layer.printed))
        how = str(obj.get("/P", "/AnyOn"))
        return Layer(
            name, _joined(how, [each.shown for each in layers]), _joined(how, [each.printed for each in layers])
        )

    def _holds(self, expression: Object, state: Callable[[Layer], bool], depth: int = 0) -> bool:
        """Whether an expression of layers is true; what cannot be followed is."""
        if isinstance(expression, Dictionary):
            layer = self._known.get(expression.objgen)
            return layer is None or state(layer)
        if depth > DEPTH or not isinstance(expression, Array) or len(expression) == 0:
            return True
        each = (self._holds(part, state, depth + 1) for part in list(expression)[1:])
        if expression[0] == Name.Not:
            return not next(each, False)
        return any(each) if expression[0] == Name.Or else all(each)


def _keys(groups: Iterable[Object]) -> set[Key]:
    return {group.objgen for group in groups}


def _usage(group: Object, event: str, state: bool) -> bool:  # noqa: FBT001  # what holds where the layer is silent
    """Return what a layer says of its use on screens or on paper: programs for printing follow it, some readers too."""
    said = group.get("/Usage", Dictionary()).get(event, Dictionary()).get(f"{event}State")
    return state if said is None else bool(said == Name.ON)


def _joined(how: str, states: list[bool]) -> bool:
    if not states:
        return True
    return {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}.get(how, any(states))
