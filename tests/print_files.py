"""Small print files, made operator by operator, and everything a preflight could object to, one by one."""

from __future__ import annotations

import functools
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Self

import numpy as np
import pikepdf
import uharfbuzz
from builders import ROOT
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from handbook.checks.ghostscript import Separations
from handbook.checks.preflight import Wants, clean, examine
from handbook.files.packages import package_folder

MM = 72 / 25.4
TRIM_MM = (100.0, 140.0)
BLEED_MM = 3.0
WIDTH, HEIGHT = (side * MM for side in TRIM_MM)
BLEED = BLEED_MM * MM
PAGES = 4
WANTS = Wants(TRIM_MM, pages_multiple_of=PAGES, condition="FOGRA47")
LETTERS = "Genuine goods, lost"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 pdf:Producer="handbook" pdf:Trapped="False" pdfxid:GTS_PDFXVersion="PDF/X-4"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmp:CreateDate="2026-11-01T01:00:00+01:00"
 xmp:ModifyDate="2026-11-01T00:00:00Z" xmp:MetadataDate="2026-11-01T00:00:00Z"
 xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Goods</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

GROUND = f"q 0.02 0.03 0.1 0 k {-BLEED:.3f} {-BLEED:.3f} {WIDTH + 2 * BLEED:.3f} {HEIGHT + 2 * BLEED:.3f} re f Q"


@functools.cache
def letters() -> tuple[bytes, dict[str, int], dict[int, int]]:
    """Return a small font, and its glyphs and their advances."""
    folder = package_folder("fontpkg_ibm_plex_sans_arabic")
    assert folder
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(folder / "files/IBMPlexSansArabic-Regular.ttf")))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, LETTERS))
    data = uharfbuzz.subset(face, wanted).blob.data
    font = TTFont(io.BytesIO(data))
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    unit = font["head"].unitsPerEm / 1000
    return (
        data,
        glyphs,
        {font.getGlyphID(name): round(width / unit) for name, (width, _) in font["hmtx"].metrics.items()},
    )


@functools.cache
def packed_profile() -> bytes:
    """Return the profile of a press, deflated once for all files."""
    return zlib.compress((ROOT / "handbook/settings/profiles/FOGRA47L.icc").read_bytes(), 1)


def shown(text: str) -> str:
    """Return a text as the operand of Tj."""
    return f"<{''.join(f'{letters()[1][letter]:04x}' for letter in text)}>"


def font(pdf: Pdf) -> Dictionary:
    data, _, widths = letters()
    file = pdf.make_stream(data, Length1=len(data))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Plex"), Flags=4, FontBBox=[-200, -400, 1200, 1100],
        ItalicAngle=0, Ascent=1000, Descent=-400, CapHeight=700, StemV=80, FontFile2=file,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Plex"), CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=500,
        W=Array([entry for glyph, width in widths.items() for entry in (glyph, Array([width]))]),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Plex"), Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(descendant)],
    )  # fmt: skip


def image(pdf: Pdf, side: int, space: Name = Name.DeviceCMYK, channels: int = 4) -> Stream:
    """Return a square picture of one light tone."""
    return pdf.make_stream(
        bytes([40] * channels) * side * side, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side,
        ColorSpace=space, BitsPerComponent=8,
    )  # fmt: skip


def form(pdf: Pdf, content: str, **entries: object) -> Stream:
    box = [-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED]
    return pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box, **entries)


def pattern(pdf: Pdf, content: str, **entries: object) -> Stream:
    return pdf.make_stream(
        content.encode(), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 5, 5],
        XStep=5, YStep=5, Resources=Dictionary(), **entries,
    )  # fmt: skip


def shading(space: Name, *ends: list[float]) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[60, 0, 90, 0], Function=function)


def print_file() -> Pdf:
    """Return a file that a printer would take: four pages with a ground, text, lines, a picture and transparency."""
    pdf = Pdf.new()
    resources = Dictionary(
        Font=Dictionary(F=pdf.make_indirect(font(pdf))),
        XObject=Dictionary(Picture=image(pdf, 300), Form=form(pdf, "0.5 w 0 0 0 1 K 60 60 m 90 60 l S")),
        Pattern=Dictionary(Dots=pattern(pdf, "0 0.2 0 0 k 1 1 2 2 re f")),
        ExtGState=Dictionary(
            Plain=Dictionary(op=False, OP=False, OPM=0, ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")),
            Over=Dictionary(op=True, OP=True, OPM=1), Half=Dictionary(ca=0.5), Clear=Dictionary(ca=0, CA=0),
        ),
        Shading=Dictionary(Fade=shading(Name.DeviceCMYK, [0, 0, 0, 0], [0.5, 0, 0, 0])),
        ColorSpace=Dictionary(Key=Array([Name.Separation, Name.Black, Name.DeviceGray, Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)])),
    )  # fmt: skip
    resources.XObject.Form.Resources = Dictionary()
    shared = pdf.make_indirect(resources)
    for _ in range(PAGES):
        pdf.pages.append(pikepdf.Page(Dictionary(
            Type=Name.Page, MediaBox=[-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED], TrimBox=[0, 0, WIDTH, HEIGHT],
            BleedBox=[-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
        )))  # fmt: skip
        page = pdf.pages[-1]
        page.obj.Contents = pdf.make_stream(
            f"""{GROUND}
            BT /F 10 Tf 0 0 0 1 k 40 300 Td {shown("Genuine goods")} Tj ET
            q /Over gs BT /F 10 Tf 0 g 40 280 Td {shown("lost")} Tj ET Q
            q 1 0 0 rg 1 0 0 RG 0 w Q
            q 72 0 0 72 40 180 cm /Picture Do Q
            q /Half gs 0.9 0.4 0.6 0.38 k 130 180 60 60 re f Q
            q /Pattern cs /Dots scn 40 100 40 40 re f Q
            q 60 20 30 30 re W n /Fade sh Q
            q /Key cs 0.5 scn 130 100 20 20 re f Q
            /Form Do
            q BT 3 Tr /F 2 Tf 1 0 0 rg 40 90 Td {shown("lost")} Tj ET Q""".encode()
        )
    pdf.Root.Pages.Resources = shared  # inherited
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(
        Title=pikepdf.String("Goods"), Producer=pikepdf.String("handbook"), Trapped=Name("/False"),
        CreationDate=pikepdf.String("D:20261101000000Z"), ModDate=pikepdf.String("D:20261101000000Z"),
    ))  # fmt: skip
    profile = pdf.make_stream(packed_profile(), N=4, Filter=Name.FlateDecode)
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String("FOGRA47"),
        DestOutputProfile=profile,
    )])  # fmt: skip
    return pdf


def resources(pdf: Pdf) -> Dictionary:
    return pdf.Root.Pages.Resources


def draw(pdf: Pdf, content: str, page: int = 1) -> None:
    """Draw more on a page."""
    obj = pdf.pages[page - 1].obj
    obj.Contents = pdf.make_stream(obj.Contents.read_bytes() + b"\n" + content.encode())


class BlankPaper:
    """In the place of Ghostscript, where inks are not the point: pages on which nothing is printed."""

    def __init__(self, data: bytes, pages: Sequence[int] = ()) -> None:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            self._count = len(pages) or len(pdf.pages)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def pages(self) -> Iterator[Separations]:
        yield from [np.zeros((0, 0, 4), np.uint8)] * self._count


def saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **{"deterministic_id": True, "force_version": "1.6", "fix_metadata_version": False, **options})  # type: ignore[arg-type]
    return out.getvalue()


def changed(change: Callable[[Pdf], object], **options: object) -> bytes:
    """Return a print file after a change."""
    pdf = print_file()
    change(pdf)
    return saved(pdf, **options)


def digests(data: bytes, wants: Wants = WANTS) -> tuple[str, ...]:
    """Return the digests by which the pages of a file are known."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return clean.digests(pdf, wants)


@functools.cache
def known() -> frozenset[str]:
    """Return the pages of a file without a fault."""
    return frozenset(examine(saved(print_file()), WANTS, ()).clean)
