"""Panels: pages laid out on their own, taken apart to be put into the slots of finished files (``bases``, ``tails``).

A panel is serialised once and joined to many files, so its objects have holes where the numbers of other objects
stand. The panels of one partner come from one file: what they share, the cuts of their fonts above all, is kept once.
Where that file is a pattern, it is taken apart once for all whose words are put into it (``words``).
"""

from __future__ import annotations

import copy
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf
from pikepdf import Dictionary, Name

from handbook.layout import engine
from handbook.press import bundles, finish, lean, press
from handbook.press.bundles import DIV, ENTRIES, FORM, PAGE, Blank, Bundle, Panel, Tags
from handbook.press.pieces import Ident, Piece, Rectangle, Text, inside, serialised, streamed, together
from handbook.press.streams import Streams
from handbook.values.model import Project, Purpose

OF_LINE = f"/{engine.OF_LINE}"


class UnfitPanelError(ValueError):
    """A page cannot be a panel, or there is none for a slot."""


@dataclass(frozen=True)
class Panels:
    """The panels of one partner, in the colours of one purpose."""

    purpose: Purpose
    shared: tuple[Piece, ...]
    of: Mapping[str, Panel]
    """By shape."""
    converted: tuple[str, ...]
    """What had to be converted to the inks of the press."""

    def bundle(self, shapes: tuple[str, ...]) -> Bundle:
        """Return what they bring into slots of these shapes."""
        if shapes not in self._bundles:
            self._bundles[shapes] = bundles.bundle(self.shared, [self.of[shape] for shape in shapes])
        return self._bundles[shapes]

    @cached_property
    def _bundles(self) -> dict[tuple[str, ...], Bundle]:
        return {}

    @cached_property
    def digest(self) -> bytes:
        """A digest of all of it."""
        objects = (each.tags.objects for each in self.of.values() if each.tags)
        pieces = (*self.shared, *(each.form for each in self.of.values()), *objects)
        return hashlib.sha256(b"".join(part for each in pieces for part in (each.text, each.stream))).digest()


def read(data: bytes, shapes: Sequence[str], purpose: Purpose, project: Project, streams: Streams) -> Panels:
    """Return the pages of a file as WeasyPrint wrote it, without bleed, as panels, one for each shape.

    Those for the screen come from a tagged file, and keep tags and links. Raises UnfitPanelError if the pages are no
    panels, and inks.UnfitProfileError if the condition's profile cannot convert colours.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) != len(shapes):
            msg = f"{len(pdf.pages)} pages were laid out for {len(shapes)} panels"
            raise UnfitPanelError(msg)
        lean.pare(pdf, streams)
        converted: tuple[str, ...] = ()
        if purpose is Purpose.SCREEN:
            finish.dress(pdf, streams)
        else:
            converted = press.ink(pdf, purpose, project, streams)
        shared = _Shared(pdf)
        forms = [_form(page, shared) for page in pdf.pages]
        blanks = [_blank(page, shared) for page in pdf.pages]
        pieces = shared.all()
        tags = [_Reader(pdf, page).tags() if purpose is Purpose.SCREEN else None for page in pdf.pages]
        made = {
            shape: Panel(_size(page), form, shared.reached(form), _group(page), tagged, blank)
            for shape, page, form, tagged, blank in zip(shapes, pdf.pages, forms, tags, blanks, strict=True)
        }
        return Panels(purpose, pieces, made, converted)


@dataclass(slots=True)
class _Shared:
    """The objects to which panels refer; each has its place by the first reference to it."""

    pdf: pikepdf.Pdf
    places: dict[Ident, int] = field(default_factory=dict)
    pieces: list[Piece | None] = field(default_factory=list)

    def place(self, ident: Ident) -> int:
        """Return the place of an object, and take it apart when it is asked for the first time."""
        if ident not in self.places:
            place = self.places[ident] = len(self.pieces)
            self.pieces.append(None)
            self.pieces[place] = self._taken(self.pdf.get_object(ident))
        return self.places[ident]

    def all(self) -> tuple[Piece, ...]:
        """Return them in the order of their places."""
        return tuple(piece for piece in self.pieces if piece is not None)

    def reached(self, piece: Piece) -> frozenset[int]:
        """Return which of them an object needs, itself or by others."""
        found: set[int] = set()
        waiting = [piece]
        while waiting:
            fresh = {hole for hole in waiting.pop().holes if hole not in found}
            found |= fresh
            waiting += [each for hole in fresh if (each := self.pieces[hole]) is not None]
        return frozenset(found)

    def _taken(self, item: pikepdf.Object) -> Piece:
        if not isinstance(item, pikepdf.Stream):
            return Text().add(serialised(item), self.place).made()
        if "/StructParents" in item:
            msg = "words of the panel are transparent as a whole: no screen reader would find them"
            raise UnfitPanelError(msg)
        return streamed(Text().add(b"<<"), copy.copy(item.stream_dict), item, self.place)


def _form(page: pikepdf.Page, shared: _Shared) -> Piece:
    content = page.Contents  # one stream: it has just been written
    assert isinstance(content, pikepdf.Stream)  # noqa: S101  # as above
    entries = copy.copy(content.stream_dict)
    entries.Resources = page.obj.get("/Resources", Dictionary())
    return streamed(Text(), entries, content, shared.place)


def _blank(page: pikepdf.Page, shared: _Shared) -> Blank:
    resources = copy.copy(page.obj.get("/Resources", Dictionary()))
    pictures = resources.get("/XObject", Dictionary())
    for kind in ("/XObject", "/Font"):
        if kind in resources:
            del resources[kind]
    one, other = (Text().add(inside(each), shared.place).made() for each in (resources, pictures))
    return Blank(page.Contents.read_bytes(), one, other)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    x0, y0, x1, y1 = map(float, page.trimbox)
    if (x0, y0) != (0, 0) or list(page.mediabox) != list(page.trimbox):
        msg = "the page of a panel has a bleed"
        raise UnfitPanelError(msg)
    return x1, y1


def _group(page: pikepdf.Page) -> bytes:
    return serialised(page.obj.Group) if "/Group" in page.obj else b""


def _listed(places: Iterable[int | None]) -> Piece:
    made = Text().add(b"[")
    for place in places:
        made = made.add(b"null ") if place is None else made.number(place).add(b" 0 R ")
    return made.add(b"]").made()


class _Reader:
    """Takes the tags of a page out of the structure of its file."""

    def __init__(self, pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        self._page = page.obj.objgen
        self._document = pdf.Root.StructTreeRoot.K[0]
        self._annotations = list(page.obj.get("/Annots", []))
        self._found: list[pikepdf.Object] = []
        self._places: dict[Ident, int] = {}
        self._marks: dict[int, int] = {}
        self._owners: dict[Ident, int] = {}
        self._rectangles: list[Rectangle] = []
        self._ends: list[tuple[int, int]] = []

    def tags(self) -> Tags:
        """Return what is read of the page, and what is clicked there."""
        tops = [each for each in self._document.K if each.Pg.objgen == self._page]
        for each in tops:
            self._find(each)
        elements = tuple(self._element(each) for each in self._found)
        links = tuple(self._link(number) for number in range(len(self._annotations)))
        kids = _listed(self._places[each.objgen] for each in tops)
        marks = _listed(self._marks.get(number) for number in range(max(self._marks, default=-1) + 1))
        language = self._document.Lang.unparse()
        own = Text().add(b"<<").words(ENTRIES).add(b"/Lang %b/K" % language).piece(kids).add(b">>").made()
        return Tags(
            together([*elements, *links, own, marks]), len(elements), len(links), tuple(self._rectangles),
            owners=tuple(self._owners[each.objgen] for each in self._annotations),
            ends=tuple(self._ends),
        )  # fmt: skip

    def _find(self, element: pikepdf.Object) -> None:
        place = self._places[element.objgen] = len(self._found)
        self._found.append(element)
        for kid in element.K:
            if isinstance(kid, int):
                self._marks[kid] = place
            elif kid.get("/Type") == Name.OBJR:
                self._owners[kid.Obj.objgen] = place
            elif kid.get("/Type") == Name.StructElem and kid.Pg.objgen == self._page:
                self._find(kid)
            else:
                msg = "words of the panel stand on two pages, or are transparent as a whole"
                raise UnfitPanelError(msg)

    def _element(self, element: pikepdf.Object) -> Piece:
        parent = self._places.get(element.P.objgen, DIV)
        own = copy.copy(element)
        for key in ("/P", "/Pg", "/K", "/Type"):  # the type is left to choice (ISO 32000-1, table 323)
            del own[key]
        made = Text().add(b"<<").moving(inside(own), self._rectangle).add(b"/P ").number(parent)
        made.add(b" 0 R/Pg ").number(PAGE).add(b" 0 R/K[")
        for kid in element.K:
            if isinstance(kid, int):
                made.add(b"<</Type/MCR/Stm ").number(FORM).add(b" 0 R/MCID %d>>" % kid)
            elif kid.get("/Type") == Name.OBJR:
                made.add(b"<</Type/OBJR/Obj ").number(self._annotation(kid.Obj)).add(b" 0 R>>")
            else:
                made.number(self._places[kid.objgen]).add(b" 0 R ")
        return made.add(b"]>>").made()

    def _annotation(self, annotation: pikepdf.Object) -> int:
        numbers = [each.objgen for each in self._annotations]
        return len(self._found) + numbers.index(annotation.objgen)

    def _link(self, number: int) -> Piece:
        own = copy.copy(self._annotations[number])
        if OF_LINE in own:
            self._ends.append((len(self._rectangles), int(own[OF_LINE])))
        for key in ("/P", "/StructParent", OF_LINE):
            if key in own:
                del own[key]
        place = len(self._found) + len(self._annotations) + number
        made = Text().add(b"<<").moving(inside(own), self._rectangle)
        return made.add(b"/StructParent ").number(place).add(b">>").made()

    def _rectangle(self, edges: Rectangle) -> int:
        self._rectangles.append(edges)
        return len(self._found) + 2 * len(self._annotations) + len(self._rectangles) - 1
