"""Bases: finished files with slots, as far as one must know them to append a partner's tail (``tails``).

A slot is a form with the private keys below (ISO 32000-1, annex E), so the file is its own map. In a tagged file an
element with the first of them holds its place in the order of reading, and its marked content has an array of its own
among the parents (14.7.4.4).
"""

from __future__ import annotations

import copy
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name

from handbook.press import naming
from handbook.press.naming import Naming
from handbook.press.pieces import Ident, inside
from handbook.values.model import Purpose

SLOT, SHAPE = "/HBK_Slot", "/HBK_Shape"
"""Keys of a slot: its name, which no other one of the file has, and its shape."""
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_DRAWN = re.compile(rb"(/[^\s/\[\]()<>{}%]+)\s+Do\b")
"""What a content draws, by name."""
_SECTION = re.compile(rb"\d+\s+\d+\s+obj\b")
"""How a cross-reference stream begins: a table begins otherwise."""


class UnfitBaseError(ValueError):
    """Nothing can be appended to a file."""


class NoSlotsError(UnfitBaseError):
    """A file has no place for a panel: the inside of a book, say, without its cover."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a slot stands in a tagged file."""

    parents: int
    """The number of the array of its elements."""
    element: int
    """The number of its own element, and what stays of it."""
    entries: bytes
    page: int
    annotations: int
    """The number of the array of its page's annotations; 0 where there is none."""
    matrix: tuple[float, float, float, float, float, float]
    """From the slot to the page."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a panel."""

    name: str
    shape: str
    form: int
    """Its number."""
    entries: bytes
    """The entries of the form that belong to the slot."""
    size: tuple[float, float]
    """Width and height in pt."""
    pages: tuple[int, ...]
    """The numbers of the pages that show it and are not declared transparent."""
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Structure:
    """How the structure of a tagged file grows."""

    root: int
    entries: bytes
    """Of its root, without the key that comes next."""
    tree: int
    kids: bytes
    """The parts that the tree of parents has."""
    next_key: int


@dataclass(frozen=True, slots=True)
class Base:
    """A finished file with slots."""

    purpose: Purpose
    length: int
    """In bytes."""
    sha256: str
    start: int
    """Where its cross-reference section begins."""
    size: int
    """The first number that is free."""
    root: bytes
    """A reference."""
    ids: tuple[bytes, bytes]
    slots: tuple[Slot, ...]
    naming: Naming
    pages: Mapping[int, bytes]
    """The entries of the pages that may have to be declared transparent."""
    annotations: Mapping[int, bytes]
    """What stays in the arrays of annotations: what is not of a slot."""
    structure: Structure | None
    """Of a tagged file."""

    def __hash__(self) -> int:
        """Return what tells it from others."""
        return hash(self.sha256)


def read(data: bytes) -> Base:
    """Return a file as a base.

    Raises NoSlotsError if it has no slots, UnfitBaseError if it is none that this project made, and left as it was.
    """
    start = _start(data)
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return _Opened(pdf, data).base(start)
    except UnfitBaseError:
        raise
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, IndexError) as fault:
        msg = f"the file cannot be read: {fault}"
        raise UnfitBaseError(msg) from fault


def _start(data: bytes) -> int:
    """Return where the one cross-reference section begins."""
    end = _END.search(data, max(0, len(data) - 64))
    if not data.startswith(b"%PDF-") or end is None:
        msg = "it is no whole PDF file: its beginning or its end is missing"
        raise UnfitBaseError(msg)
    start = int(end[1])
    if not _SECTION.match(data, start):
        msg = "it has a table of cross-references, or none where it says: it was not made here, or was saved since"
        raise UnfitBaseError(msg)
    return start


class _Opened:
    """A file that is read for its slots."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        self._pdf = pdf
        self._data = data
        self._forms = {each.objgen: each for each in pdf.objects if isinstance(each, pikepdf.Stream) and SLOT in each}
        self._shown = _shown(pdf, frozenset(self._forms))

    def base(self, start: int) -> Base:
        pdf, trailer = self._pdf, self._pdf.trailer
        if "/Prev" in trailer:
            msg = "something was appended to it already: a partner's copy, or a signature, is no base"
            raise UnfitBaseError(msg)
        if not self._forms:
            msg = "it has no slots for a partner"
            raise NoSlotsError(msg)
        tagged = _purpose(pdf) is Purpose.SCREEN
        elements = dict(_elements(pdf.Root.StructTreeRoot.K)) if tagged else {}
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree) if tagged else None
        slots = []
        for form in self._forms.values():
            reading = None
            if parents is not None:
                reading = self._reading(form, elements, parents)
            slots.append(self._slot(form, reading))
        slots.sort(key=lambda slot: slot.name)
        if len({slot.name for slot in slots}) < len(slots):
            msg = "two of its slots have one name"
            raise UnfitBaseError(msg)
        plain = {number for slot in slots for number in slot.pages}
        return Base(
            purpose=_purpose(pdf),
            length=len(self._data),
            sha256=hashlib.sha256(self._data).hexdigest(),
            start=start,
            size=int(trailer.Size),
            root=b"%d 0 R" % _number(pdf.Root),
            ids=(bytes(trailer.ID[0]), bytes(trailer.ID[1])),
            slots=tuple(slots),
            naming=naming.of(pdf),
            pages={number: inside(pdf.get_object(number, 0)) for number in sorted(plain)},
            annotations=self._annotations(elements, slots),
            structure=_structure(pdf) if tagged else None,
        )

    def _slot(self, form: pikepdf.Stream, reading: Reading | None) -> Slot:
        name, shape = (str(form[key]).removeprefix("/") for key in (SLOT, SHAPE))
        x0, y0, width, height = map(float, form.BBox)
        if (x0, y0) != (0, 0) or "/Matrix" in form:
            msg = f"the slot “{name}” does not begin at 0 0"
            raise UnfitBaseError(msg)
        pages = tuple(
            page for page in self._shown.get(form.objgen, []) if "/Group" not in self._pdf.get_object(page, 0)
        )
        # Without its name: nothing is appended to a copy.
        kept = Dictionary(Subtype=Name.Form, BBox=Array([0, 0, round(width, 3), round(height, 3)]))
        if "/StructParents" in form:
            kept.StructParents = form.StructParents
        return Slot(name, shape, _number(form), inside(kept), (width, height), pages, reading)

    def _reading(
        self, form: pikepdf.Stream, elements: Mapping[str, pikepdf.Object], parents: pikepdf.NumberTree
    ) -> Reading:
        name, key = str(form[SLOT]), int(form.StructParents)
        element, array = elements[name], parents[key]
        pages = self._shown.get(form.objgen, [])
        places = [place for number in pages for place in _places(self._pdf.get_object(number, 0), form)]
        if len(pages) != 1 or len(places) != 1 or not isinstance(array, Array):
            msg = f"the slot “{name[1:]}” is not drawn once, or has no array of its own among the parents"
            raise UnfitBaseError(msg)
        page = self._pdf.get_object(pages[0], 0)
        annotations = page.get("/Annots")
        own = copy.copy(element)
        for each in ("/K", "/Lang"):
            if each in own:
                del own[each]
        return Reading(
            parents=_number(array),
            element=_number(element),
            entries=inside(own),
            page=pages[0],
            annotations=0 if annotations is None or not annotations.is_indirect else _number(annotations),
            matrix=places[0].shorthand,
        )

    def _annotations(self, elements: Mapping[str, pikepdf.Object], slots: list[Slot]) -> Mapping[int, bytes]:
        """Return the references that stay in each array of annotations with a slot's."""
        gone = {
            item.Obj.objgen
            for element in elements.values()
            for item in _below(element)
            if item.get("/Type") == Name.OBJR
        }
        numbers = {slot.reading.annotations for slot in slots if slot.reading and slot.reading.annotations}
        arrays = {number: self._pdf.get_object(number, 0) for number in sorted(numbers)}
        return {
            number: b"".join(b"%d %d R " % each.objgen for each in array if each.objgen not in gone)
            for number, array in arrays.items()
        }


def _purpose(pdf: pikepdf.Pdf) -> Purpose:
    """Return what a finished file is for: screens read its tags, presses have an intent."""
    if "/StructTreeRoot" in pdf.Root:
        return Purpose.SCREEN
    intents = pdf.Root.get("/OutputIntents", Array())
    return Purpose.PRESS if any(each.S == Name.GTS_PDFX for each in intents) else Purpose.OFFICE


def _number(item: pikepdf.Object) -> int:
    """Return the number of an object of its own."""
    number, generation = item.objgen
    if not number or generation:
        msg = "an object that belongs to a slot has no number of its own"
        raise UnfitBaseError(msg)
    return number


def _shown(pdf: pikepdf.Pdf, forms: frozenset[Ident]) -> Mapping[Ident, list[int]]:
    """Return the pages that draw each form, themselves or within others, by number."""
    known: dict[Ident, frozenset[Ident]] = {}

    def drawn(content: bytes, resources: pikepdf.Object) -> frozenset[Ident]:
        named = resources.get("/XObject", Dictionary())
        found: frozenset[Ident] = frozenset()
        for name in sorted(set(_DRAWN.findall(content))):
            item = named.get(name.decode("latin-1"))
            if item is None or item.get("/Subtype") != Name.Form:
                continue
            if item.objgen not in known:
                within = drawn(item.read_bytes(), item.get("/Resources", resources))
                known[item.objgen] = within | (forms & {item.objgen})
            found |= known[item.objgen]
        return found

    shown: dict[Ident, list[int]] = {}
    for page in pdf.pages:
        page.contents_coalesce()
        content = page.Contents.read_bytes() if "/Contents" in page else b""
        for form in drawn(content, page.obj.get("/Resources", Dictionary())):
            shown.setdefault(form, []).append(page.obj.objgen[0])
    return shown


def _places(page: pikepdf.Object, form: pikepdf.Stream) -> Iterator[Matrix]:
    """Yield for each time that a page itself draws a form the way from the form to the page."""
    drawn = page.Resources.XObject
    matrix, saved = Matrix(), list[Matrix]()
    for step in pikepdf.parse_content_stream(page, "q Q cm Do"):
        match str(step.operator):
            case "q":
                saved.append(matrix)
            case "Q" if saved:
                matrix = saved.pop()
            case "cm":
                matrix = Matrix(*(float(each) for each in step.operands)) @ matrix
            case "Do" if drawn[str(step.operands[0])].objgen == form.objgen:
                yield matrix


def _elements(kids: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the elements that are those of slots, by the name of each."""
    for item in _below(Dictionary(K=kids)):
        if SLOT in item:
            yield str(item[SLOT]), item


def _below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield what stands below an element but for marked content in its page: elements, and references to others."""
    waiting = [element]
    while waiting:
        kids = waiting.pop().get("/K", Array())
        found = [each for each in (kids if isinstance(kids, Array) else [kids]) if isinstance(each, Dictionary)]
        yield from found
        waiting += found


def _structure(pdf: pikepdf.Pdf) -> Structure:
    root = pdf.Root.StructTreeRoot
    tree = root.ParentTree
    if "/Kids" not in tree:
        msg = "the tree of its parents cannot grow: it is all in one"
        raise UnfitBaseError(msg)
    own = copy.copy(root)
    del own[Name.ParentTreeNextKey]
    kids = b"".join(b"%d 0 R " % _number(kid) for kid in tree.Kids)
    return Structure(_number(root), inside(own), _number(tree), kids, int(root.ParentTreeNextKey))
