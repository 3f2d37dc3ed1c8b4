"""What an SVG file of others may have in it: shapes that refer to nothing outside and cost a bounded time to draw."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset(
    (
        "svg",
        "title",
        "desc",
        "metadata",
        "defs",
        "g",
        "symbol",
        "use",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "style",
    )
)
"""What a logo or a drawing is made of. Letters must be outlines: only the book's own fonts are there."""


MOST = 5000
"""Shapes, each as often as it is drawn: WeasyPrint needs half a millisecond for one."""
BYTES_OF_A_SHAPE = 200
"""So much path data takes as long as a shape."""
DEEPEST = 40
"""Groups in groups, references in references."""
MOST_MATCHES = 200_000
"""Rules of the style sheet times elements: each rule is tried on each."""
FARTHEST = 1_000_000.0
"""No coordinate is larger."""
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
MEASURED = frozenset(
    {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "width", "height", "d", "points",
     "transform", "gradientTransform", "viewBox", "offset", "opacity", "stroke-width", "stroke-dasharray",
     "stroke-dashoffset", "stroke-miterlimit", "dx", "dy"}
)  # fmt: skip
"""Attributes that hold numbers."""
REFERENCE = re.compile(r"url\( ?['\"]? ?#([^'\") ]+)")
NOT_DRAWN = frozenset({"defs", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "style", "metadata"})
"""Drawn only where something refers to them."""


@dataclass(frozen=True, slots=True, order=True)
class SvgFault:
    """What may not be in a file."""

    line: int
    """0 where the file has no lines."""
    text: str
    hint: str


@dataclass(slots=True, eq=False)
class _Node:
    """An element, what is in it, and the ids of what it draws besides."""

    element: str
    line: int
    size: int
    names: frozenset[str]
    """By which a style sheet may mean it: its element, its id, its classes."""
    children: list[_Node] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


class _TooDeepError(Exception):
    """Nothing more need be read."""


def faults(data: bytes, what: str = "a logo") -> tuple[SvgFault, ...]:
    """Return what may not be in a file; ``what`` it is, as messages say it."""
    return tuple(sorted(set(_Reader(data, what).faults)))


class _Reader:
    """Reads a file and collects what may not be in it, with lines."""

    def __init__(self, data: bytes, what: str) -> None:
        self.what = what
        self.faults: list[SvgFault] = []
        self.style = ""
        self.sheets = ""
        self.open: list[_Node] = []
        self.nodes: list[_Node] = []
        self.by_id: dict[str, _Node] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype
        try:
            data.decode("utf-8")
            self.parser.Parse(data, True)  # noqa: FBT003  # expat knows no keywords
        except UnicodeDecodeError:
            self._fault("the file is not UTF-8", "Save it as plain SVG in UTF-8.")
        except _TooDeepError:
            self._fault(f"more than {DEEPEST} groups stand in one another", "Ungroup the drawing.")
        except (expat.ExpatError, ValueError, LookupError) as fault:
            self._fault(f"the file is not XML: {fault}", "Export it again as plain SVG.")
        else:
            self.faults += _costs(self.nodes, self.by_id, self.sheets)

    def _fault(self, text: str, hint: str) -> None:
        self.faults.append(SvgFault(self.parser.CurrentLineNumber, text, hint))

    def _doctype(self, *_of: object) -> None:
        self._fault("it has a DOCTYPE, which may define anything", "Export it again as plain SVG.")
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_of: object) -> None:
        msg = "it defines entities"
        raise ValueError(msg)

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"it has the instruction <?{target}?>", "Remove it.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if not self.nodes and (namespace != SVG or element != "svg"):
            self._fault(f"the file is no SVG: it begins with <{element}>", "Export it as plain SVG.")
        elif not self.nodes and not _is_box(attributes.get("viewBox", "")):
            text = "<svg> has no viewBox of four numbers, so its size is not known"
            self._fault(text, 'Add one, such as viewBox="0 0 100 100".')
        self.style = ""
        if namespace == SVG and element not in SHAPES:
            hint = "Turn letters into outlines." if element in {"text", "tspan", "textPath"} else "Remove it."
            self._fault(f"<{element}> may not be in {self.what}", hint)
        self._note(element, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _note(self, element: str, attributes: dict[str, str]) -> None:
        names = frozenset({element, attributes.get("id", ""), *attributes.get("class", "").split(), "*"})
        node = _Node(element, self.parser.CurrentLineNumber, sum(map(len, attributes.values())), names)
        for key, value in attributes.items():
            for text in _attribute_faults(key, value):
                self._fault(text, "Remove it.")
            if fault := _number_fault(key, value):
                self._fault(fault, "Export it again, with plain numbers.")
            if key == "href":
                node.targets.append(value.strip().removeprefix("#"))
            elif key == "spreadMethod" and value.strip() != "pad":
                self._fault(
                    f"a gradient that repeats may not be in {self.what}", 'Remove spreadMethod, or write "pad".'
                )
            node.targets += _references(value)
        if "id" in attributes and self.by_id.setdefault(attributes["id"], node) is not node:
            self._fault(f"the id {attributes['id'][:40]!r} stands there twice", "Give each element an id of its own.")
        if self.open:
            self.open[-1].children.append(node)
        self.open.append(node)
        self.nodes.append(node)
        if len(self.open) > DEEPEST:
            raise _TooDeepError

    def _end(self, name: str) -> None:
        self.open.pop()
        if name == f"{SVG} style":
            self.sheets += self.style
            if _refers_outside(self.style):
                self._fault("the style sheet refers to something outside the file", "Remove it.")

    def _text(self, text: str) -> None:
        self.style += text


def _costs(nodes: list[_Node], by_id: dict[str, _Node], sheets: str) -> Iterator[SvgFault]:
    """Yield what would take too long to draw: references in a circle or in long chains, and too many shapes."""
    if sheets.count("{") * len(nodes) > MOST_MATCHES or sheets.count("(") > MOST_MATCHES // 100:
        yield SvgFault(0, "the style sheet has too many rules for so many shapes", "Export it with plain attributes.")
        return
    for rule in sheets.split("}"):
        selector, _, body = rule.rpartition("{")
        targets, words = _references(body), set(re.findall(r"[\w-]+|\*", selector))
        for node in nodes if targets else ():
            node.targets += targets if node.names & words else []
    cost: dict[_Node, int] = {}
    depth: dict[_Node, int] = {}
    for node, drawn in _inside_out(nodes, by_id):
        if drawn is None:
            yield SvgFault(node.line, f"<{node.element}> refers to itself, or to what it stands in", "Remove it.")
            return
        cost[node] = 1 + node.size // BYTES_OF_A_SHAPE + sum(cost[each] for each in drawn)
        depth[node] = 1 + max((depth[each] for each in drawn), default=0)
    hint = "Simplify the drawing: fewer shapes, no copies of copies."
    if deepest := next((node for node in nodes if depth[node] > DEEPEST), None):
        yield SvgFault(deepest.line, f"more than {DEEPEST} references or groups stand in one another", hint)
    elif dear := next((node for node in nodes if cost[node] > MOST), None):
        shown = f"{cost[dear]:,}" if cost[dear] < 10**9 else "more than a thousand million"
        yield SvgFault(
            dear.line, f"{shown} shapes would be drawn, counted with their copies; {MOST:,} are allowed", hint
        )


def _inside_out(nodes: list[_Node], by_id: dict[str, _Node]) -> Iterator[tuple[_Node, list[_Node] | None]]:
    """Yield each element once with all that it draws, after that; without it, if it would be drawn in itself."""
    done: set[_Node] = set()
    begun: set[_Node] = set()
    waiting = [(node, False) for node in reversed(nodes)]
    while waiting:
        node, is_ready = waiting.pop()
        drawn = [each for each in node.children if each.element not in NOT_DRAWN]
        drawn += [by_id[name] for name in node.targets if name in by_id]
        if is_ready:
            begun.discard(node)
            done.add(node)
            yield node, drawn
        elif node not in done:
            begun.add(node)
            waiting.append((node, True))
            if any(each in begun for each in drawn):
                yield node, None
                return
            waiting += [(each, False) for each in drawn]


def _is_box(value: str) -> bool:
    """Whether a viewBox has a place and a size."""
    parts = re.split(r"[\s,]+", value.strip())
    if len(parts) != 4 or not all(NUMBER.fullmatch(part) for part in parts):  # noqa: PLR2004  # place and size
        return False
    numbers = [float(part) for part in parts]
    return all(map(math.isfinite, numbers)) and min(numbers[2:]) > 0


def _number_fault(key: str, value: str) -> str:
    """Return that an attribute has a number that no drawing has."""
    if key not in MEASURED and key != "style":
        return ""
    found = next(
        (n for n in NUMBER.findall(re.sub(r"#[0-9A-Fa-f]+|url\([^)]*\)", "", value)) if abs(float(n)) > FARTHEST), ""
    )
    found = found or next(iter(re.findall(r"(?i)\b(?:nan|inf(?:inity)?)\b", value)), "")
    return f"{key!r} has the number {found[:20]}" if found else ""


def _attribute_faults(key: str, value: str) -> Iterator[str]:
    if key.lower().startswith("on"):
        yield f"{key!r} is an event handler"
    elif key in {"href", "src"} and not value.strip().startswith("#"):
        yield f"{key!r} refers to something outside the file: {value[:60]!r}"
    elif _refers_outside(value):
        yield f"{key!r} refers to something outside the file"


def _refers_outside(css: str) -> bool:
    """Whether a style loads anything; a backslash could hide it."""
    return bool(re.search(r"@import|@font-face|\\|url\( ?['\"]? ?(?!['\"# ])", _plain(css), re.IGNORECASE))


def _references(css: str) -> list[str]:
    return REFERENCE.findall(_plain(css))


def _plain(css: str) -> str:
    """Return a text with single spaces: a pattern that skips spaces may take long over very many."""
    return " ".join(css.split())
