"""Transparency declared where there is some, and nowhere else (ISO 32000-1, 11.6.5.3 and 11.6.6).

WeasyPrint 70 makes a group as large as the page for each background image, opaque or not. Who flattens a file, as
print shops do for older presses, turns such pages into one picture each; others keep a buffer for each group.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

OPERATORS = "q Q gs Do"
"""What decides whether a group is seen: states kept, restored and set, and forms drawn."""
COVERING = frozenset({"/Normal", "/Compatible"})
"""The blend modes in which an opaque colour covers what lies below."""
_Id = tuple[int, int]
"""The number of an object."""


def declare(pdf: pikepdf.Pdf, space: Name) -> None:
    """Leave groups to the forms that need one, and give a page one, of a colour space, where something shows through.

    A form needs its group where something in it is transparent, or where it is painted as a whole with an opacity, a
    mask or a blend mode. Without the others all is painted as before.
    """
    forms: dict[_Id, Object] = {}
    needed: set[_Id] = set()
    for page in pdf.pages:
        resources = page.obj.get("/Resources", Dictionary())
        reached = _reached(resources)
        here = {each.objgen: each for each in reached if each.get("/Subtype") == Name.Form}
        forms |= here
        if any(map(_is_clear, reached)):
            page.Group = Dictionary(S=Name.Transparency, CS=space, I=True)
            walk = _Walk()
            walk.shows(page.obj, resources, _State())
            # What cells of patterns, glyphs and masks draw keeps its groups.
            needed |= walk.needed | (here.keys() - walk.drawn)
        elif "/Group" in page:
            del page.Group
    for ident in forms.keys() - needed:
        if "/Group" in forms[ident]:
            del forms[ident].Group


@dataclass(frozen=True, slots=True)
class _State:
    """What of a graphics state lets show through what lies below."""

    stroke: float = 1.0
    fill: float = 1.0
    masked: bool = False
    blended: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether it does."""
        return self.stroke < 1 or self.fill < 1 or self.masked or self.blended

    def set(self, to: Object) -> _State:
        """Return it after the operator ``gs`` (ISO 32000-1, table 58)."""
        made = replace(self, stroke=float(to.get("/CA", self.stroke)), fill=float(to.get("/ca", self.fill)))
        if "/SMask" in to:
            made = replace(made, masked=isinstance(to["/SMask"], Dictionary))
        if "/BM" in to:
            # Of a list that mode counts which a reader knows: any of them may be it.
            modes = to["/BM"] if isinstance(to["/BM"], Array) else [to["/BM"]]
            made = replace(made, blended=any(str(mode) not in COVERING for mode in modes))
        return made


def _reached(resources: Object) -> list[Object]:
    """Return what resources name, and what that leads to: states, pictures, forms, masks, patterns, drawn glyphs."""
    found: list[Object] = []
    known: set[_Id] = set()
    waiting = _named(resources)
    while waiting:
        item = waiting.pop()
        if item.is_indirect:
            if item.objgen in known:
                continue
            known.add(item.objgen)
        found.append(item)
        waiting += _named(item.get("/Resources", Dictionary()))
        # The state of a shading pattern, the mask of a state, the form of a mask.
        further = (item.get(key) for key in ("/ExtGState", "/SMask", "/G"))
        waiting += [each for each in further if isinstance(each, Dictionary | pikepdf.Stream)]
    return found


def _named(resources: Object) -> list[Object]:
    kinds = (resources.get(kind, Dictionary()) for kind in ("/ExtGState", "/XObject", "/Pattern", "/Font"))
    return [each for kind in kinds for _, each in kind.items()]


def _is_clear(item: Object) -> bool:
    """Whether it is a picture with a mask of greys, or a state in which what lies below shows through."""
    if item.get("/Subtype") == Name.Image:
        return "/SMask" in item or int(item.get("/SMaskInData", 0)) != 0
    return item.get("/Type", Name.ExtGState) == Name.ExtGState and _State().set(item).is_clear


@dataclass(slots=True)
class _Walk:
    """Goes through the operators of a page that has something transparent."""

    drawn: set[_Id] = field(default_factory=set)
    """The forms that it draws."""
    needed: set[_Id] = field(default_factory=set)
    """Those of them whose group is seen."""
    _known: dict[tuple[_Id, _State], bool] = field(default_factory=dict)
    """What was answered for forms."""

    def shows(self, content: Object, resources: Object, state: _State) -> bool:
        """Whether a page, or a form that is begun in a state, lets something show through."""
        found = state.is_clear or any(_is_clear(each) for each in _reached(_without_forms(resources)))
        saved: list[_State] = []
        for step in pikepdf.parse_content_stream(content, OPERATORS):
            match str(step.operator):
                case "q":
                    saved.append(state)
                case "Q" if saved:
                    state = saved.pop()
                case "gs":
                    state = state.set(resources.ExtGState[str(step.operands[0])])
                case "Do":
                    drawn = resources.XObject[str(step.operands[0])]
                    found |= drawn.get("/Subtype") == Name.Form and self._form(drawn, resources, state)
        return found

    def _form(self, form: Object, around: Object, state: _State) -> bool:
        begun = _State() if "/Group" in form else state
        key = form.objgen, begun
        if key not in self._known:
            self._known[key] = False  # where it draws itself
            self._known[key] = self.shows(form, form.get("/Resources", around), begun)
        self.drawn.add(form.objgen)
        if self._known[key] or state.is_clear:
            self.needed.add(form.objgen)
        return self._known[key]


def _without_forms(resources: Object) -> Object:
    """Return resources but for the forms, which are followed where they are drawn."""
    shown = {
        name: each
        for name, each in resources.get("/XObject", Dictionary()).items()
        if each.get("/Subtype") != Name.Form
    }
    return Dictionary({**dict(resources.items()), "/XObject": Dictionary(shown)})
