"""Pictures that somebody drew: SVG with the names of tokens for colours, from ``art/by-hand``, made plain.

A colour is written ``var(--jade)``, or ``url(#jade)``, the name of a swatch, which is how programs for pictures keep
the names of colours. What such a program adds for itself is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from handbook.config import svg, tokens
from handbook.config.svg import SVG, SvgFault
from handbook.values.spelling import near

SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
DRAWN = SHAPES | {"svg", "g", "defs", "clipPath", "symbol", "use"}
SWATCHES = frozenset({"linearGradient", "radialGradient", "stop"})
"""Whose names alone matter: a picture's colours are flat."""
SILENT = frozenset({"title", "desc", "metadata"})
PAINTS = ("fill", "stroke")
OPACITIES = frozenset({"opacity", "fill-opacity", "stroke-opacity"})
KEPT = svg.MEASURED | {
    "href", "preserveAspectRatio", "clipPathUnits", "clip-path", "clip-rule", "fill-rule",
    "stroke-linecap", "stroke-linejoin", "display", "visibility",
}  # fmt: skip
IGNORED = re.compile(
    r"-.*|class|style|version|baseProfile|lang|role|aria-.*|font.*|text.*|line-height|letter-spacing|word-spacing|"
    r"writing-mode|direction|white-space|.*baseline.*|isolation|color.*|shape-.*|image-rendering|solid-.*|overflow|"
    r"inline-size|enable-background|stop-.*|vector-effect|pointer-events|clip"
)
"""What programs for pictures write beside, and what is for letters; no shape looks other with it."""
NEUTRAL = frozenset({"none", "normal", "auto"})
COLOUR = re.compile(r"var\(\s*--(?P<token>[\w-]+)\s*(?:,[^()]*)?\)|url\(\s*['\"]?#(?P<swatch>[\w-]+)['\"]?\s*\).*")


@dataclass(slots=True)
class _Node:
    element: str
    """Empty for what is no SVG."""
    attributes: Mapping[str, str]
    line: int
    children: list[_Node] = field(default_factory=list)
    text: str = ""


def plain(data: bytes, hexes: Mapping[str, str]) -> tuple[str, tuple[SvgFault, ...]]:
    """Return a picture in the colours of the tokens, ``hexes`` by name, as the programs write theirs.

    Last, what is wrong with it; then the picture is empty. One colour is told once, where it stands first.
    """
    if found := svg.faults(data, "a drawing"):
        return "", found
    known = {name: value for name, value in hexes.items() if not name.endswith(tokens.OFFICE)}
    writer = _Writer(known, frozenset(re.findall(r"#([\w.:-]+)", data.decode("utf-8"))))
    picture = "\n".join(writer.lines_of(_parsed(data), is_painted=False)) + "\n"
    found = tuple(sorted(writer.faults.values()))
    return ("" if found else picture), found


def _parsed(data: bytes) -> _Node:
    """Return the root of an SVG file that is sound."""
    top = _Node("", {}, 0)
    stack = [top]
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        own = {
            key.rpartition(" ")[2]: text for key, text in attributes.items() if " " not in key or key.endswith(" href")
        }
        node = _Node(element if namespace == SVG else "", own, parser.CurrentLineNumber)
        stack[-1].children.append(node)
        stack.append(node)

    def text(data: str) -> None:
        stack[-1].text += data

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: stack.pop()
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return top.children[0]


class _Writer:
    """Writes a picture anew and collects what is wrong with it."""

    def __init__(self, hexes: Mapping[str, str], targets: frozenset[str]) -> None:
        self.hexes, self.targets = hexes, targets
        self.faults: dict[str, SvgFault] = {}

    def _fault(self, node: _Node, text: str, hint: str) -> None:
        self.faults.setdefault(text, SvgFault(node.line, text, hint))

    def lines_of(self, node: _Node, *, is_painted: bool) -> Iterator[str]:
        """Yield the lines of an element; ``is_painted``: one that it stands in says with what it is filled."""
        if not node.element or node.element in SWATCHES | SILENT:
            return
        if node.element not in DRAWN:
            self._fault(
                node, f"<{node.element}> may not be in a drawing", "Export it with plain attributes, or remove it."
            )
            return
        attributes = dict(self._attributes(node))
        is_painted = is_painted or "fill" in attributes or node.element == "clipPath"
        if node.element in SHAPES - {"line"} and not is_painted:
            self._fault(node, f"<{node.element}> has no fill, and would be black", 'Write fill="none" or a colour.')
        if node.element == "svg":
            attributes = {"xmlns": SVG, **attributes}
        head = "".join([node.element, *(f" {key}={quoteattr(value)}" for key, value in attributes.items())])
        lines = [line for child in node.children for line in self.lines_of(child, is_painted=is_painted)]
        if node.element == "svg":
            title = next((child.text.strip() for child in node.children if child.element == "title"), "")
            yield from (f"<{head}>" + (f"<title>{escape(title)}</title>" if title else ""), *lines, "</svg>")
        elif lines:
            yield from (f"<{head}>", *lines, f"</{node.element}>")
        elif node.element in SHAPES | {"use"}:
            yield f"<{head}/>"

    def _attributes(self, node: _Node) -> Iterator[tuple[str, str]]:
        """Yield what an element is drawn with; what its style says goes before its attributes."""
        for key, value in {**node.attributes, **dict(_declarations(node.attributes.get("style", "")))}.items():
            if key in PAINTS:
                yield key, self._colour(node, value)
            elif key in OPACITIES:
                if value not in {"1", "100%"}:
                    self._fault(node, f"{key!r} is {value}, and a drawing has no transparent colours", "Write 1.")
            elif key in KEPT or (key.startswith("data-") and key != "data-drawn"):
                yield key, value
            elif key == "id":
                yield from [(key, value)] if value in self.targets else []
            elif value not in NEUTRAL and not IGNORED.fullmatch(key):
                self._fault(node, f"{key!r} may not be in a drawing", "Draw the same with plain shapes.")

    def _colour(self, node: _Node, value: str) -> str:
        if value == "none":
            return value
        found = COLOUR.fullmatch(value)
        name = (found["token"] or found["swatch"]) if found else ""
        if name not in self.hexes:
            own = next((token for token, colour in self.hexes.items() if colour == value.upper()), "")
            hint = f"Write its name: var(--{own})" if own else near(name, self.hexes)
            self._fault(node, f"{value!r} is no token of {tokens.SHEET}", hint)
        return self.hexes.get(name, value)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """Yield the properties of a style attribute; a sound file has no comments and no texts in it."""
    for each in style.split(";"):
        key, _, value = each.partition(":")
        if key.strip():
            yield key.strip(), value.strip()
