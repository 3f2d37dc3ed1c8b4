"""Where each message stands on the pages, read from the boxes of the real layout.

Nothing is added to the document: marks leave the parsed tree before WeasyPrint sees it, and each element remembers
which message its visible characters come from. A laid-out text box knows its element; its characters follow those of
the boxes before it. So what is measured is what is printed.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from handbook.language.breaks import MAY_BREAK
from handbook.layout import engine
from handbook.layout.engine import Box, Element, Matrix, Page, TextBox
from handbook.values.pages import Block, Figure, Line, Pages, Rect, touching
from handbook.values.trace import MARK, number_of
from handbook.values.units import PX_MM

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TITLE = "title"
"""The class of what looks like a heading without being one."""
HYPHENS = "\u2010-"


@dataclass
class Words:
    """Which message the words of each element come from."""

    texts: dict[Element, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    """Visible characters of an element's own text, and for each the number of its message or -1."""
    attributes: dict[Element, tuple[int, ...]] = field(default_factory=dict)
    """Messages in the attributes of an element."""
    strings: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Messages by what they print, for what style sheets repeat: running titles."""

    def add(self, other: Words) -> None:
        """Take over what is known of another part of the document."""
        self.texts |= other.texts
        self.attributes |= other.attributes
        self.strings = {**other.strings, **self.strings}


def unweave(root: Element) -> Words:
    """Take the marks out of a parsed document and return what they said."""
    taker = _Taker()
    taker.visit(root)
    return taker.words()


class _Taker:
    """Walks a tree in the order of its text; a message may begin in one element and end in another."""

    def __init__(self) -> None:
        self.stack = [-1]
        self.texts: dict[Element, tuple[list[str], list[int]]] = {}
        self.found = Words()

    def visit(self, element: Element) -> None:
        self._attributes(element)
        if element.text:
            element.text = self._take(element.text, element)
        for child in element:
            self.visit(child)
            if child.tail:
                child.tail = self._take(child.tail, element)

    def words(self) -> Words:
        for element, (parts, messages) in self.texts.items():
            text = "".join(parts)
            self.found.texts[element] = (text, tuple(messages))
            if text and max(messages) >= 0:
                self.found.strings.setdefault(text, _distinct(messages))
        return self.found

    def _take(self, text: str, owner: Element) -> str:
        visible, messages = self.texts.setdefault(owner, ([], []))
        clean = []
        for chunk, message in _chunks(text, self.stack):
            clean.append(chunk)
            visible.append(squeezed(chunk))
            messages += [message] * len(visible[-1])
        return "".join(clean)

    def _attributes(self, element: Element) -> None:
        for name, value in element.attrib.items():
            if MARK.search(value):
                chunks = list(_chunks(value, [-1]))
                element.attrib[name] = "".join(chunk for chunk, _ in chunks)
                found = _distinct(message for _, message in chunks)
                self.found.attributes[element] = (*self.found.attributes.get(element, ()), *found)
                self.found.strings.setdefault(squeezed(element.attrib[name]), found)


def squeezed(text: str) -> str:
    """Return the visible characters."""
    return "".join(text.split())


def _chunks(text: str, stack: list[int]) -> Iterator[tuple[str, int]]:
    """Yield pieces of a text without marks, each with the innermost message around it."""
    start = 0
    for mark in MARK.finditer(text):
        if mark.start() > start:
            yield text[start : mark.start()], stack[-1]
        number = number_of(mark[0])
        if number is not None:
            stack.append(number)
        elif len(stack) > 1:
            stack.pop()
        start = mark.end()
    if start < len(text):
        yield text[start:], stack[-1]


def _distinct(messages: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(message for message in messages if message >= 0))


def read(pages: Iterable[Page], words: Words) -> Pages:
    """Return what stands where on laid-out pages."""
    reader = _Reader(words)
    size, count = (0.0, 0.0), 0
    for count, page in enumerate(map(engine.box_of, pages), 1):
        if count == 1:
            size = (page.margin_width() * PX_MM, page.margin_height() * PX_MM)
        reader.page = count
        for child in page.children:
            reader.visit(child, _Place(flowing=not engine.is_margin(child)))
        reader.end_page()
    unseen = _unseen((*reader.lines, *reader.figures), words)
    lost = tuple(reader.lost())
    return Pages(size, count, tuple(reader.blocks), tuple(reader.lines), tuple(reader.figures), unseen, lost)


def joined(parts: Iterable[tuple[int, Pages, int]], words: Words) -> Pages:
    """Return what stands where in a book, from its sections: for each page the section, what that shows, and the page.

    ``words`` are those of the whole book.
    """
    blocks: list[Block] = []
    lines: list[Line] = []
    figures: list[Figure] = []
    lost: list[Line] = []
    elements: dict[tuple[int, int | str], int] = {}
    rows: dict[tuple[int, int], int] = {}
    size, number = (0.0, 0.0), 0
    for number, (section, pages, page) in enumerate(parts, 1):
        size = size if number > 1 else pages.size
        here: dict[int, int] = {-1: -1}
        for index, block in enumerate(pages.blocks):
            if block.page == page:
                here[index] = len(blocks)
                tag = block.name.partition(".")[0]
                # The root and the body are around every section.
                element = (-1, tag) if tag in {"html", "body"} else (section, block.element)
                of = -1 if block.element < 0 else elements.setdefault(element, len(elements))
                blocks.append(replace(block, page=number, element=of, parent=here[block.parent]))
        for line in pages.lines:
            if line.page == page:
                row = rows.setdefault((section, line.row), len(rows))
                lines.append(replace(line, page=number, block=here[line.block], row=row))
        figures += [replace(figure, page=number) for figure in pages.figures if figure.page == page]
        lost += [replace(line, page=number, block=here[line.block]) for line in pages.lost if line.page == page]
    unseen = _unseen((*lines, *figures), words)
    return Pages(size, number, tuple(blocks), tuple(lines), tuple(figures), unseen, tuple(lost))


def renumbered(pages: Pages, numbers: Mapping[int, int]) -> Pages:
    """Return positions with other numbers for their messages."""
    if all(old == new for old, new in numbers.items()):
        return pages
    lines, lost = (
        tuple(replace(line, messages=tuple(numbers[each] for each in line.messages)) for line in each)
        for each in (pages.lines, pages.lost)
    )
    figures = (replace(figure, messages=tuple(numbers[each] for each in figure.messages)) for figure in pages.figures)
    return replace(pages, lines=lines, figures=tuple(figures), lost=lost)


def _unseen(items: Iterable[Line | Figure], words: Words) -> tuple[int, ...]:
    """Return the messages of a document that are printed nowhere."""
    seen = {message for item in items for message in item.messages}
    every = {
        message
        for messages in (*(m for _, m in words.texts.values()), *words.attributes.values())
        for message in messages
    }
    return tuple(sorted(every - seen - {-1}))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree of boxes the reader is."""

    block: int = -1
    row: int = -1
    flowing: bool = True
    repeated: bool = False
    matrix: Matrix | None = None


class _Reader:
    """Walks the boxes of pages in the order of the document."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.page = 0
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.figures: list[Figure] = []
        self.elements: dict[Element, int] = {}
        self.cursors: dict[Element, int] = {}
        self.printed: dict[Element, int] = {}
        """How much of an element's text the pages have, at the most: a head is printed again and again."""
        self.places: dict[Element, int] = {}
        """The first block of each element."""
        self.rows = itertools.count()
        self.cases: dict[tuple[object, ...], dict[str, str]] = {}
        """The family that each letter is taken from: one choice for a stack of families, weight and slant."""
        self.fresh: list[tuple[TextBox, _Place]] = []
        """Box and place of each line of the present page."""

    def end_page(self) -> None:
        """Measure the ink of lines that may be printed over each other."""
        first = len(self.lines) - len(self.fresh)
        met = {index for pair in touching(self.lines[first:]) for index in pair}
        for index in met:
            box, place = self.fresh[index]
            line = self.lines[first + index]
            self.lines[first + index] = replace(line, ink=self._ink(box, place, line.rect))
        self.fresh.clear()

    def visit(self, box: Box, place: _Place) -> None:
        box = engine.placed(box)
        if box.transformation_matrix:
            matrix = box.transformation_matrix
            place = _changed(place, matrix=matrix @ place.matrix if place.matrix else matrix)
        if engine.is_text(box):
            self._text(box, place)
            return
        if engine.is_picture(box):
            if box.element is not None and (messages := self.words.attributes.get(box.element)):
                rect = self._rect(place, box.content_box_x(), box.content_box_y(), box.width, box.height)
                self.figures.append(Figure(self.page, rect, messages))
            return
        if engine.is_line(box):
            place = _changed(place, row=next(self.rows))
        elif not engine.is_inline(box):
            place = self._block(box, place)
        for child in box.children:
            self.visit(child, place)

    def lost(self) -> Iterator[Line]:
        """Yield what the elements of these pages say and no page shows."""
        for element, block in self.places.items():
            parent = self.blocks[block].parent
            if parent >= 0 and self.blocks[parent].name.partition(".")[0] == "body":
                yield from self._lost(element, block)

    def _lost(self, element: Element, block: int) -> Iterator[Line]:
        if element.get("aria-hidden") == "true":
            return  # said elsewhere, too: of the tabs for both sides of a spread a page has those of its own
        block = self.places.get(element, block)
        text, messages = self.words.texts.get(element, ("", ()))
        done = self.printed.get(element, 0)
        if done < len(text):
            around = self.blocks[block]
            yield Line(around.page, around.rect, text[done:], _distinct(messages[done:]), block, -1, own=True)
        for child in element:
            yield from self._lost(child, block)

    def _block(self, box: Box, place: _Place) -> _Place:
        placed = box.style["position"] in {"absolute", "fixed"}
        flowing = place.flowing and not placed
        repeated = (
            place.repeated or engine.is_margin(box) or (engine.is_row_group(box) and (box.is_header or box.is_footer))
        )
        tag = box.element_tag or "@page"
        if box.element is not None:
            self.places.setdefault(box.element, len(self.blocks))
        self.blocks.append(
            Block(
                page=self.page,
                element=-1 if box.element is None else self.elements.setdefault(box.element, len(self.elements)),
                name=_name(box, tag),
                rect=self._rect(place, *_border_box(box)),
                room=self._rect(place, box.content_box_x(), box.content_box_y(), box.width, box.height),
                parent=place.block,
                kind=_kind(box, tag),
                whole=box.style["break_inside"] in {"avoid", "avoid-page"},
                bounded=_is_bounded(box, tag),
                flowing=flowing,
                repeated=repeated,
            )
        )
        return _Place(len(self.blocks) - 1, place.row, flowing, repeated, place.matrix)

    def _text(self, box: TextBox, place: _Place) -> None:
        own = box.element is not None and box.element_tag == box.element.tag
        top = box.position_y + box.margin_top
        shares = _shares(box.text, self._messages(box.text, box.element if own else None))
        total = sum(len(text) for _, text in shares) or 1
        case = self._case(box) if any(found for found, _ in shares) else {}
        done, blank = 0, engine.blank(box)
        for found, text in shares:
            before, part = done / total, len(text) / total
            if box.style["direction"] == "rtl":
                before = 1 - before - part
            left, width = box.position_x + blank + before * (box.width - blank), part * (box.width - blank)
            rect = self._rect(place, left, top, width, box.height)
            letters = dict.fromkeys(text) if found else ()
            families = tuple((letter, case[letter]) for letter in letters if letter in case)
            self.lines.append(
                Line(
                    self.page, rect, text.replace(MAY_BREAK, ""), found, place.block, place.row, own,
                    stack=box.style["font_family"], families=families, goes_on=done > 0,
                    rtl=box.style["direction"] == "rtl",
                )
            )  # fmt: skip
            self.fresh.append((box, place))
            done += len(text)

    def _messages(self, printed: str, element: Element | None) -> tuple[int, ...]:
        """Return the message of each visible character that an element printed, or a style sheet; -1 for none."""
        visible = squeezed(printed)
        if element is None:
            found = self.words.strings.get(visible, ())
            return found[:1] * len(visible)
        text, messages = self.words.texts.get(element, ("", ()))
        cursor = self.cursors.get(element, 0)
        if cursor >= len(text):
            cursor = 0  # printed again: the head of a table
        for candidate in (visible, visible.rstrip(HYPHENS)):
            at = cursor if text.startswith(candidate, cursor) else text.find(candidate)
            if candidate and at >= 0:
                break
        else:
            # Capitals by style sheet, and what else changes letters: the same number of them follows.
            at, candidate = cursor, visible
        self.cursors[element] = end = at + len(candidate)
        self.printed[element] = max(end, self.printed.get(element, 0))
        return messages[at:end]

    def _case(self, box: TextBox) -> dict[str, str]:
        """Return the families of the letters of a run; asked of the layout only if it has a letter not seen before."""
        style = box.style
        case = self.cases.setdefault(
            (style["font_family"], style["font_weight"], style["font_style"], style["font_stretch"], style["lang"]), {}
        )
        if not all(letter in case for letter in box.text if letter.isalpha()):
            case |= engine.families(box)
        return case

    def _ink(self, box: TextBox, place: _Place, rect: Rect) -> Rect:
        """Return the part of a line that is black; across, the place of its words."""
        below, height = engine.ink(box)
        black = self._rect(place, box.position_x, box.position_y + box.baseline + below, box.width, height)
        return Rect(rect.x, black.y, rect.width, black.height)

    @staticmethod
    def _rect(place: _Place, x: float, y: float, width: float, height: float) -> Rect:
        if place.matrix:
            left, top, right, bottom = engine.bounds(place.matrix, x, y, width, height)
            x, y, width, height = left, top, right - left, bottom - top
        return Rect(round(x * PX_MM, 2), round(y * PX_MM, 2), round(width * PX_MM, 2), round(height * PX_MM, 2))


def _changed(place: _Place, *, row: int | None = None, matrix: Matrix | None = None) -> _Place:
    return _Place(place.block, place.row if row is None else row, place.flowing, place.repeated, matrix or place.matrix)


def _shares(text: str, messages: tuple[int, ...]) -> list[tuple[tuple[int, ...], str]]:
    """Return the parts of a run, each with the message it comes from; spaces and joiners go with what is before."""
    if len(set(messages)) <= 1:
        return [(_distinct(messages), text)]
    shares: list[tuple[int, str]] = []
    waiting = iter(messages)
    for character in text:
        invisible = character.isspace() or unicodedata.category(character) == "Cf"
        message = -1 if character.isspace() else next(waiting, -1)
        if shares and (invisible or shares[-1][0] == message):
            shares[-1] = (shares[-1][0], shares[-1][1] + character)
        else:
            shares.append((message, character))
    return [((message,) if message >= 0 else (), part) for message, part in shares]


def _border_box(box: Box) -> tuple[float, float, float, float]:
    return box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()


def _name(box: Box, tag: str) -> str:
    classes = (box.element.get("class") or "").split() if box.element is not None else []
    return ".".join([tag, *classes])


def _kind(box: Box, tag: str) -> str:
    classes = (box.element.get("class") or "").split() if box.element is not None else []
    if engine.is_row(box):
        return "row"
    if tag in HEADINGS or (TITLE in classes and box.element is not None):
        return "heading"
    if tag in {"html", "body"} or tag.startswith("@") or engine.is_cell(box) or engine.is_row_group(box):
        return ""
    return "panel" if _has_ground(box) else ""


def _has_ground(box: Box) -> bool:
    colour = box.style["background_color"]
    # What the style sheet says: the parts of a torn frame have no line at the tear.
    widths = (box.style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))
    return getattr(colour, "alpha", 0) > 0 or all(getattr(width, "value", width) for width in widths)


def _is_bounded(box: Box, tag: str) -> bool:
    if tag in {"html", "body"} or engine.is_table(box) or engine.is_row(box) or engine.is_cell(box):
        return False  # a table's heights are the least that it has
    return bool(box.style["height"] != "auto")
