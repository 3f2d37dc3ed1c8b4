"""What WeasyPrint wrote made small without a change of its looks: where a file is appended to thousands of others."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Dictionary, Name

from handbook.fonts.tables import tables, truetype
from handbook.press.streams import Streams

WORTHWHILE = 400
"""In bytes, from what length on a drawing is worth a form of its own."""
EVERYWHERE = (-16384, -16384, 16384, 16384)
"""The bounds of such a form: it is cut off where it is drawn."""
_FIGURE = re.compile(
    rb"(/Figure\n<</MCID \d+>>\nBDC\n)((?:(?:q|/\S+ gs|[-\d. ]+ cm)\n)*[-\d. ]+ cm\n)(.*?)((?:\nQ)+\nEMC\n)", re.DOTALL
)
"""How WeasyPrint draws a picture: its mark, what places it, what it shows, and the end of both."""
_SAVED = re.compile(rb"^q$", re.MULTILINE)
_STATE = re.compile(rb"^/\S+ gs\n", re.MULTILINE)
_FINE = re.compile(rb"(\.\d{3})\d+(?=(?: -?[\d.]+)* Tm$)", re.MULTILINE)
"""What of the place of a line is finer than a thousandth of a CSS pixel."""
_NAME = re.compile(rb"/[^\s/\[\]()<>{}%]+")
"""A name in the content of a page."""


def pare(pdf: pikepdf.Pdf, streams: Streams) -> None:
    """Keep what several pages show once, and nothing that none shows."""
    figures: dict[bytes, pikepdf.Stream] = {}
    for page in pdf.pages:
        page.contents_coalesce()
        _part_figures(pdf, page, figures)
    for page in pdf.pages:
        page.Contents.write(_FINE.sub(rb"\1", _unset(page.Contents.read_bytes(), page.obj.Resources)))
        page.obj.Resources = _named(page.obj.Resources, page.Contents.read_bytes())
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/Resources" in item:
            item.write(_unset(item.read_bytes(), item.Resources))
            item.Resources = _named(item.Resources, item.read_bytes())
    _bare_fonts(pdf, streams)


def _part_figures(pdf: pikepdf.Pdf, page: pikepdf.Page, known: dict[bytes, pikepdf.Stream]) -> None:
    """Make drawings, a logo or a QR code, forms of their own, which stand in several sizes in several places."""
    resources = page.obj.get("/Resources", Dictionary())
    drawn = dict(resources.get("/XObject", Dictionary()).items())

    def apart(found: re.Match[bytes]) -> bytes:
        mark, way, drawing, end = found.groups()
        left = end.count(b"\nQ") - len(_SAVED.findall(way))
        drawing += b"\nQ" * left
        if left < 0 or len(drawing) < WORTHWHILE or b"BDC" in drawing:
            return found[0]
        if drawing not in known:
            known[drawing] = pdf.make_stream(drawing, Type=Name.XObject, Subtype=Name.Form, BBox=EVERYWHERE)
            known[drawing].Resources = resources
        name = f"/Figure{list(known).index(drawing)}"
        drawn[name] = known[drawing]
        return b"%b%b%b Do%b" % (mark, way, name.encode(), end[2 * left :])

    page.Contents = pdf.make_stream(_FIGURE.sub(apart, page.Contents.read_bytes()))
    page.obj.Resources = Dictionary({**dict(resources.items()), "/XObject": Dictionary(drawn)})


def _unset(content: bytes, resources: pikepdf.Object) -> bytes:
    """Return a content that does not set what is so from the beginning: all opaque, where nothing else is set."""
    states = (each for _, state in resources.get("/ExtGState", Dictionary()).items() for each in state.items())
    is_opaque = all(key in {"/ca", "/CA"} and value == 1 for key, value in states)
    return _STATE.sub(b"", content) if is_opaque else content


def _named(resources: pikepdf.Object, content: bytes) -> pikepdf.Dictionary:
    names = {found.decode("latin-1") for found in _NAME.findall(content)}
    made = Dictionary()
    for kind, entries in resources.items():
        own = {name: each for name, each in entries.items() if name in names}
        if own:
            made[kind] = Dictionary(own)
    return made


def _bare_fonts(pdf: pikepdf.Pdf, streams: Streams) -> None:
    """Leave of fonts what a reader of PDF asks for (table 126): the outlines of CFF, some tables of TrueType."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        outlines, font = item.get("/FontFile3"), item.get("/FontFile2")
        if isinstance(outlines, pikepdf.Stream) and outlines.get("/Subtype") == Name.OpenType:
            streams.write(outlines, outlines.read_bytes(), "outlines", lambda found: tables(found)[b"CFF "])
            outlines.Subtype = Name.CIDFontType0C
        if isinstance(font, pikepdf.Stream):
            streams.write(font, font.read_bytes(), "truetype", lambda found: truetype(tables(found)))
            font.Length1 = len(font.read_bytes())
