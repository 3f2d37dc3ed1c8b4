"""Panels put into the slots of laid-out pages, each as a form of its own that a partner's copy can replace.

A slot's form (ISO 32000-1, 8.10) has the private keys ``HBK_Slot``, its name, and ``HBK_Shape``; they stay with it
through inks and imposition. It is drawn outside of any marked content, as a panel brings its own: the marks within,
their structure elements and its links hang on the slot's own element, on an array of parents that is an object by
itself, and on an array of annotations that is one, too. So a copy is made by new versions of these objects alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from handbook.layout import engine
from handbook.values.panel import PanelPages, Slot

SLOT, SHAPE = f"/{engine.SLOT}", "/HBK_Shape"
Matrix = tuple[float, float, float, float, float, float]
LINK = ("/Type", "/Subtype", "/A", "/Border", "/Contents", "/F")
"""What a link on a panel is, besides its place."""


def filled(data: bytes, slots: Sequence[Slot], panels: PanelPages | None) -> bytes:
    """Return laid-out pages with a panel in each slot; ``data`` is what WeasyPrint wrote, tagged."""
    if not slots or panels is None:
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(panels.data)) as source:
        writer = _Writer(pdf, source)
        for page in {slot.page: None for slot in slots}:
            writer.prepare(pdf.pages[page - 1])
        for slot in slots:
            writer.put(slot, source.pages[panels.page(slot)])
        writer.end()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


class _Writer:
    """Writes panels of a file into another one."""

    def __init__(self, pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
        self.pdf, self.source = pdf, source
        tree = source.Root.StructTreeRoot
        self.spoken = [kid for document in _elements(tree) for kid in _elements(document)]
        """The structure elements right below the document that the panels are."""
        self.elements = {str(each[SLOT]): each for each in pdf.objects if isinstance(each, Dictionary) and SLOT in each}
        self.tree = pdf.Root.StructTreeRoot
        self.next = int(self.tree.ParentTreeNextKey)
        self.resources: dict[tuple[int, int], Object] = {}

    def prepare(self, page: pikepdf.Page) -> None:
        """Let a page begin and end in the state of its beginning, and have its annotations beside it."""
        page.contents_coalesce()
        page.Contents.write(b"q\n" + page.Contents.read_bytes() + b"\nQ")
        page.Annots = self.pdf.make_indirect(page.get("/Annots", Array()))

    def put(self, slot: Slot, panel: pikepdf.Page) -> None:
        """Draw a panel in a slot, and let it be told where the slot is read."""
        page = self.pdf.pages[slot.page - 1]
        width, height = (float(edge) for edge in list(panel.MediaBox)[2:])
        matrix, form = slot.matrix(width, height), self._form(slot, panel, (width, height))
        name = f"Slot-{slot.name}"
        page.add_resource(form, Name.XObject, Name(f"/{name}"))
        numbers = " ".join(f"{number:.6g}" for number in matrix)
        page.Contents.write(page.Contents.read_bytes() + f"\nq\n{numbers} cm\n/{name} Do\nQ".encode())
        teller = _Teller(self, page, form, matrix)
        element = self.elements[f"/{slot.name}"]
        spoken = [each for each in self.spoken if each.get("/Pg") == panel.obj]
        element.K = Array([teller.told(each, element) for each in spoken])
        form.StructParents = self.key(self.pdf.make_indirect(Array(teller.parents)))

    def key(self, parent: Object) -> int:
        """Return the number under which the tree of parents has what was made."""
        number, self.next = self.next, self.next + 1
        for item in (number, parent):
            self.tree.ParentTree.Nums.append(item)
        return number

    def end(self) -> None:
        """Say how far the tree of parents goes, and make it one that grows by a further part (ISO 32000-1, 7.9.7)."""
        self.tree.ParentTreeNextKey = self.next
        numbers = self.tree.ParentTree.Nums
        leaf = Dictionary(Limits=Array([numbers[0], self.next - 1]), Nums=numbers)
        self.tree.ParentTree = self.pdf.make_indirect(Dictionary(Kids=Array([self.pdf.make_indirect(leaf)])))

    def _form(self, slot: Slot, panel: pikepdf.Page, size: tuple[float, float]) -> Object:
        panel.contents_coalesce()
        form = self.pdf.make_stream(panel.Contents.read_bytes())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, *size])
        form.Resources = self._shared(panel)
        form[SLOT], form[SHAPE] = Name(f"/{slot.name}"), Name(f"/{slot.shape}")
        return form

    def _shared(self, panel: pikepdf.Page) -> Object:
        """Return the resources of a panel, which those of several shapes may share."""
        resources = panel.obj.Resources
        if not resources.is_indirect:
            resources = self.source.make_indirect(resources)
        if resources.objgen not in self.resources:
            self.resources[resources.objgen] = self.pdf.copy_foreign(resources)
        return self.resources[resources.objgen]


class _Teller:
    """Copies the structure elements of a panel to where its form is drawn."""

    def __init__(self, writer: _Writer, page: pikepdf.Page, form: Object, matrix: Matrix) -> None:
        self.writer, self.page, self.form, self.matrix = writer, page, form, matrix
        self.parents: list[Object | None] = []
        """The element of each mark of the form."""

    def told(self, source: Object, parent: Object) -> Object:
        """Return a copy of an element and of all below it."""
        made = self.writer.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=source.S, P=parent, Pg=self.page.obj))
        for key in ("/Lang", "/Alt"):
            if key in source:
                made[key] = pikepdf.String(str(source[key]))
        if "/A" in source:
            made.A = self._attributes(source.A)
        made.K = Array([self._kid(kid, made) for kid in _kids(source)])
        return made

    def _kid(self, kid: Object | int, made: Object) -> Object:
        if isinstance(kid, int):
            return self._mark(kid, made)
        if kid.get("/Type") == Name.MCR:
            if "/Stm" in kid:
                msg = "a panel has marks in a group of its own"
                raise ValueError(msg)
            return self._mark(int(kid.MCID), made)
        if kid.get("/Type") == Name.OBJR:
            return self._link(kid.Obj, made)
        return self.told(kid, made)

    def _mark(self, number: int, made: Object) -> Object:
        self.parents += [None] * (number + 1 - len(self.parents))
        self.parents[number] = made
        return Dictionary(Type=Name.MCR, Pg=self.page.obj, Stm=self.form, MCID=number)

    def _link(self, source: Object, made: Object) -> Object:
        """Return the mark of a link, which the page is given."""
        pdf = self.writer.pdf
        link = Dictionary({key: _copied(source[key]) for key in LINK if key in source})
        link.Rect = Array(_around(self.matrix, [float(edge) for edge in source.Rect]))
        link = pdf.make_indirect(link)
        link.StructParent = self.writer.key(made)
        self.page.Annots.append(link)
        return Dictionary(Type=Name.OBJR, Obj=link, Pg=self.page.obj)

    def _attributes(self, source: Object) -> Object:
        """Return attributes; the bounds of a figure are those on the page (ISO 32000-1, table 344)."""
        made = Dictionary({key: _copied(each) for key, each in source.items()})
        if "/BBox" in made:
            made.BBox = Array(_around(self.matrix, [float(edge) for edge in source.BBox]))
        return made


def _elements(element: Object) -> Iterator[Object]:
    yield from (kid for kid in _kids(element) if not isinstance(kid, int))


def _kids(element: Object) -> Iterator[Object | int]:
    kids = element.get("/K", Array())
    yield from kids if isinstance(kids, Array) else (kids,)


def _copied(source: Object | float | str) -> Object | float | str:
    """Return an object that names no other one, as one of any file."""
    return Object.parse(source.unparse()) if isinstance(source, Dictionary | Array) else source


def _around(matrix: Matrix, box: Sequence[float]) -> list[float]:
    """Return the rectangle round a box that was moved, turned or scaled."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = ([p * x + q * y + r for x, y in corners] for p, q, r in ((a, c, e), (b, d, f)))
    return [round(edge, 3) for edge in (min(xs), min(ys), max(xs), max(ys))]
