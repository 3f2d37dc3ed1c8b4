"""The structure of a tagged file: what a screen reader reads, in the order and the languages of the HTML.

WeasyPrint 70 makes a structure element of each box, so that a paragraph over two pages is two paragraphs, and drops
``lang``. Here each element of the HTML that says something to a reader becomes one structure element (ISO 32000-1,
14.8.4), whatever boxes and pages it is laid out on; the rest is told without one. An element without content is none.

Besides what HTML means by itself, these attributes count: ``lang``; ``role="doc-toc"`` of a list (DPUB-ARIA: a table of
contents); ``aria-hidden="true"`` (nothing to be read); ``aria-label`` and ``aria-labelledby`` of a link (what it is
called); ``data-tag="label"`` (the number or sign of an item of a list); ``data-slot`` (a panel will stand there).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.language.typography import unglued
from handbook.layout import engine, slots
from handbook.layout.engine import Box, Element, Mark, Matrix, Node, Spot, Structure, TaggedPage

PLACE = "data-place"
"""Attribute that ``number`` sets: which child of the body, and which element in it."""
CALLED = "data-called"
"""Attribute that ``number`` sets: what a link is called."""
PX = 0.75
"""CSS pixels to points."""
ROLES = {
    "article": "Art", "section": "Sect", "blockquote": "BlockQuote", "p": "P", "h1": "H1", "h2": "H2", "h3": "H3",
    "h4": "H4", "h5": "H5", "h6": "H6", "ol": "L", "ul": "L", "li": "LI", "table": "Table", "thead": "THead",
    "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption",
}  # fmt: skip
"""Structure types of elements; others are told without one, as parts of what they stand in."""
GROUPS = frozenset({"Document", "Art", "Sect", "BlockQuote", "TOC", "TOCI", "L"})
"""Structure types that hold no text themselves."""
CELLS = frozenset({"LBody", "TD", "TH", "Caption"})
"""Structure types that hold text, or paragraphs."""
SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
HEADS, FEET = "@top", "@bottom"


def number(body: Element) -> None:
    """Tell each element of a body which one it is, and each link what it is called; the text is without marks.

    A copy of an element, in another process too, is known for it by its number.
    """
    named = {name: element for element in body.iter() if (name := element.get("id"))}
    for index, child in enumerate(body):
        for place, element in enumerate(child.iter()):
            element.set(PLACE, f"{index}.{place}")
            if element.tag == "a":
                element.set(CALLED, _name(element, named))


def of(pages: Iterable[TaggedPage], language: str) -> Structure:
    """Return the structure of laid-out pages in a language."""
    writer = _Writer(language)
    for page in pages:
        writer.add(page)
    return Structure(writer.root, tuple(writer.artifacts))


def _name(link: Element, named: Mapping[str, Element]) -> str:
    other = named.get(link.get("aria-labelledby", ""))
    label = link.get("aria-label") or (other.get("aria-label") if other is not None else None)
    return unglued(label or "".join(_said(link)))


def _said(element: Element) -> Iterator[str]:
    if element.tag == "img":
        yield f" {element.get('alt', '')} "
    if element.tag == "br":
        yield " "
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""


@dataclass(frozen=True, slots=True)
class _Here:
    """An element, or the label that a style sheet puts before it, and what it stands in."""

    element: Element
    tag: str
    """With ``::before`` or another one behind it, if a style sheet made it."""
    up: _Here | None
    language: str
    is_block: bool

    @property
    def key(self) -> str:
        place = self.element.get(PLACE) or str(id(self.element))
        return place + self.tag.removeprefix(self.element.tag)

    @property
    def block(self) -> str:
        """The key of the block around a text."""
        return self.key if self.is_block or self.up is None else self.up.block


class _Writer:
    """Makes structure elements as it comes upon their content, page after page."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document", language, None)
        self.nodes: dict[str, Node] = {}
        self.begun: set[str] = set()
        """The blocks of which some text was told: a space at the beginning of one is none."""
        self.firsts: dict[str, int] = {}
        """The first page of each head of a table."""
        self.artifacts: list[dict[int, str]] = []
        self.page: TaggedPage

    def add(self, page: TaggedPage) -> None:
        self.page = page
        self.artifacts.append({})
        for child in page.box.children:
            if engine.is_margin(child):
                self._set_apart(child, _furniture(engine.keyword(child)))
            else:
                self._visit(child, None, None)

    def _visit(self, box: Box, here: _Here | None, matrix: Matrix | None) -> None:
        box = engine.placed(box)
        if box.transformation_matrix:
            own = box.transformation_matrix
            matrix = own @ matrix if matrix else own
        here = self._entered(box, here)
        if here is not None and (here.element.get("aria-hidden") == "true" or self._is_repeated(here)):
            self._set_apart(box, _furniture())
            return
        if here is not None and (name := here.element.get(slots.NAME)):
            node = self._new("Div", here)
            node.slot, node.page = name, len(self.artifacts) - 1
            return
        if engine.is_linked(box) and here is not None:
            self._linked(here).kids.append(Spot(len(self.artifacts) - 1, box))
        if here is not None and here.tag in {"td", "th"}:
            self._cell(here, box)
        if (mark := self.page.marks.get(box)) is not None:
            self._content(box, mark, here, matrix)
        for child in box.children:
            self._visit(child, here, matrix)

    def _entered(self, box: Box, here: _Here | None) -> _Here | None:
        element, tag = box.element, box.element_tag
        if element is None or tag is None or tag in {"html", "body"}:
            return here
        if here is not None and element is here.element and tag in {here.tag, element.tag}:
            return here
        language = element.get("lang") or (here.language if here else self.root.language)
        return _Here(element, tag, here, language, is_block=engine.is_block(box))

    def _is_repeated(self, here: _Here) -> bool:
        """Whether it is the head of a table that goes on from the page before."""
        return here.tag == "thead" and self.firsts.setdefault(here.key, len(self.artifacts)) < len(self.artifacts)

    def _set_apart(self, box: Box, what: str) -> None:
        box = engine.placed(box)
        if (mark := self.page.marks.get(box)) is not None:
            self.artifacts[-1][mark] = what
        for child in box.children:
            self._set_apart(child, what)

    def _content(self, box: Box, mark: int, here: _Here | None, matrix: Matrix | None) -> None:
        alt = unglued(box.element.get("alt", "")) if box.element is not None else ""
        if engine.is_text(box):
            if here is None or not (box.text.strip() or here.block in self.begun):
                self.artifacts[-1][mark] = ""
                return
            self.begun.add(here.block)
            node = self._spoken(self._fit("Text", self._node(here), here), here)
        elif here is None or not alt:
            self.artifacts[-1][mark] = ""
            return
        else:
            node = self._new("Figure", here)
            node.alt, node.bounds = alt, self._bounds(box, matrix)
        node.kids.append(Mark(len(self.artifacts) - 1, mark))

    def _bounds(self, box: Box, matrix: Matrix | None) -> tuple[float, float, float, float]:
        x, y = box.content_box_x(), box.content_box_y()
        edges = (x, y, x + box.width, y + box.height)
        left, top, right, bottom = engine.bounds(matrix, x, y, box.width, box.height) if matrix else edges
        up = (self.page.height - bottom, self.page.height - top)
        return round(left * PX, 3), round(up[0] * PX, 3), round(right * PX, 3), round(up[1] * PX, 3)

    def _cell(self, here: _Here, box: Box) -> None:
        """Make a cell, even an empty one: rows have all their columns."""
        node = self._node(here)
        if here.tag == "th" and "Scope" not in node.table:
            in_head = node.parent is not None and node.parent.parent is not None and node.parent.parent.role == "THead"
            node.table["Scope"] = SCOPES.get(here.element.get("scope", ""), "Column" if in_head else "Row")
        across, down = engine.spans(box)
        node.table |= {name: count for name, count in (("ColSpan", across), ("RowSpan", down)) if count > 1}

    def _linked(self, here: _Here) -> Node:
        """Return the link that an element is, or stands in."""
        while here.tag != "a" and here.up is not None:
            here = here.up
        if here.key not in self.nodes:
            self.nodes[here.key] = node = self._new("Link", here)
            node.called = here.element.get(CALLED, "")
        return self.nodes[here.key]

    def _spoken(self, node: Node, here: _Here) -> Node:
        """Return the structure element itself, or a part of it in another language."""
        if node.language == here.language:
            return node
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.source == here.key:
            return last
        made = Node("Span", here.language, node, source=here.key)
        node.kids.append(made)
        return made

    def _node(self, here: _Here | None) -> Node:
        """Return the structure element that an element is, or else stands in."""
        if here is None:
            return self.root
        if known := self.nodes.get(here.key):
            return known
        role = self._role(here)
        if not role:
            return self._node(here.up)
        self.nodes[here.key] = node = self._new(role, here)
        return node

    def _role(self, here: _Here) -> str:
        """Return the structure type of an element; nothing for one that is told as a part of what it stands in."""
        around = here.up
        if here.element.get("data-tag") == "label" or here.tag in {"li::marker", "li::before"}:
            return "Lbl"
        role = ROLES.get(here.tag, "")
        if role == "L" and _is_contents(here):
            return "TOC"
        return "TOCI" if role == "LI" and around is not None and _is_contents(around) else role

    def _new(self, role: str, here: _Here) -> Node:
        up = self._node(here.up)
        parent = self._fit(role, up, here.up)
        node = Node(role, here.language, parent, source="" if role == "P" else here.key)
        if role == "Lbl" and parent.role == "LI" and parent.parent is not None:
            parent.parent.numbering = _numbering(here)
            parent.kids.insert(0, node)
        else:
            parent.kids.append(node)
        return node

    def _fit(self, role: str, node: Node, here: _Here | None) -> Node:
        """Return what a structure element of a type may stand in, or text, where the HTML has it in ``node``."""
        if role == "Lbl" and node.role in {"LI", "LBody", "TOCI"}:
            return node.parent if node.role == "LBody" and node.parent is not None else node
        if node.role == "LI":
            node = self._within("LBody", node)
        if role == "Link" and node.role == "TOCI":
            return self._within("Reference", node)
        if role not in {"Text", "Link", "Lbl"}:
            return node
        return self._line(node, here)

    def _line(self, node: Node, here: _Here | None) -> Node:
        """Return what a part of a line stands in: texts of two blocks are not one text."""
        block = here.block if here else ""
        if node.role == "P":
            node.source = node.source or block
            is_other = node.source != block
            return self._paragraph(node.parent, here) if is_other and node.parent is not None else node
        if node.role in GROUPS or (node.role in CELLS and node.source != block):
            return self._paragraph(node, here)
        return node

    def _within(self, role: str, node: Node) -> Node:
        """Return the only child of a type."""
        for kid in node.kids:
            if isinstance(kid, Node) and kid.role == role:
                return kid
        made = Node(role, node.language, node, source=node.source)
        node.kids.append(made)
        return made

    def _paragraph(self, node: Node, here: _Here | None) -> Node:
        """Return the paragraph of text that stands in a block without one."""
        block = here.block if here else ""
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.source == block:
            return last
        made = Node("P", here.language if here else node.language, node, source=block)
        node.kids.append(made)
        return made


def _is_contents(here: _Here) -> bool:
    """Whether a list is a table of contents, or a part of one."""
    if here.element.get("role") == "doc-toc":
        return True
    return here.tag in {"ol", "ul", "li"} and here.up is not None and _is_contents(here.up)


def _numbering(label: _Here) -> str:
    """Return how the items of the list are labelled in which a label stands."""
    here = label.up
    while here is not None and here.tag not in {"ol", "ul"}:
        here = here.up
    return "Decimal" if here is not None and here.tag == "ol" else "Disc"


def _furniture(keyword: str = "") -> str:
    """Return the properties of what stands on each page, by the name of its margin box."""
    kind = {HEADS: " /Subtype /Header", FEET: " /Subtype /Footer"}.get(keyword.partition("-")[0], "")
    return f"/Type /Pagination{kind}"
