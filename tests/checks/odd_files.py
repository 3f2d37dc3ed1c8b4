"""Print files that are good, though few programs write such: other syntax, structures, fonts and pictures."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream
from PIL import Image
from preflight_cases import Change, box, draw, drawn, root, with_resource, xmp
from print_files import BLEED, HEIGHT, MM, WIDTH, font, image, letters, print_file, resources, saved, shown

MAKERS = sorted((Path(__file__).parent / "makers").glob("*.pdf"))

WRITERS: Mapping[str, Mapping[str, object]] = {
    "objects one by one": {"object_stream_mode": ObjectStreamMode.disable},
    "objects in streams": {"object_stream_mode": ObjectStreamMode.generate},
    "for the web": {"linearize": True},
    "nothing compressed": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    "content normalised": {"normalize_content": True},
    "as qpdf writes for readers": {"qdf": True},
    "compressed again": {"recompress_flate": True},
    "an older version": {"force_version": "1.4"},
}


def content(change: Callable[[bytes], bytes]) -> Change:
    """Write the content of all pages in another way."""

    def changed(pdf: Pdf) -> None:
        for sheet in pdf.pages:
            sheet.obj.Contents = pdf.make_stream(change(sheet.obj.Contents.read_bytes()))

    return changed


def filtered(name: str, encode: Callable[[bytes], bytes]) -> Change:
    """Pack the content of a page otherwise."""

    def changed(pdf: Pdf) -> None:
        data = encode(pdf.pages[1].obj.Contents.read_bytes())
        stream = pdf.make_stream(b"")
        stream.write(data, filter=Array([Name(part) for part in name.split()]), decode_parms=None)
        pdf.pages[1].obj.Contents = stream

    return changed


def ascii85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def run_lengths(data: bytes) -> bytes:
    parts = [data[n : n + 128] for n in range(0, len(data), 128)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


def lzw(data: bytes) -> bytes:
    """Return data as codes of nine bits that stand for themselves, the table being cleared in time."""
    codes = [code for n in range(0, len(data), 200) for code in (256, *data[n : n + 200])] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[n : n + 8], 2) for n in range(0, len(bits), 8))


def in_parts(pdf: Pdf) -> None:
    for sheet in pdf.pages:
        lines = sheet.obj.Contents.read_bytes().splitlines()
        sheet.obj.Contents = Array([pdf.make_stream(line) for line in lines] + [pdf.make_stream(b"")])


def deep_tree(pdf: Pdf) -> None:
    """Put the pages below nodes below nodes, and what they share at the top."""
    top = pdf.Root.Pages
    top.MediaBox = pdf.pages[0].obj.MediaBox
    pages = [sheet.obj for sheet in pdf.pages]
    middle = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(pages), Parent=top))
    lower = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(pages), Parent=middle, Kids=Array(pages)))
    middle.Kids = Array([lower])
    for sheet in pages:
        del sheet.MediaBox
        sheet.Parent = lower
    top.Kids = Array([middle])


def elsewhere(pdf: Pdf) -> None:
    """Put the origin of a page far away, and name corners the other way round."""
    obj = pdf.pages[1].obj
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        left, bottom, right, top = (float(edge) for edge in obj[key])
        obj[key] = Array([right - 500, top + 1000, left - 500, bottom + 1000])
    obj.Contents = pdf.make_stream(b"1 0 0 1 -500 1000 cm " + obj.Contents.read_bytes())


def all_indirect(pdf: Pdf) -> None:
    for sheet in pdf.pages:
        sheet.obj.TrimBox = pdf.make_indirect(sheet.obj.TrimBox)
    picture = resources(pdf).XObject.Picture
    picture.Width = pdf.make_indirect(300)
    picture.ColorSpace = pdf.make_indirect(Array([Name.DeviceCMYK]))
    resources(pdf).XObject.Form.BBox = pdf.make_indirect(resources(pdf).XObject.Form.BBox)


def structured(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    draw(pdf, f"/P <</MCID 0 /Lang (en)>> BDC BT /F 10 Tf 0 g 40 70 Td {shown('goods')} Tj ET EMC")


def second_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=pikepdf.String("FOGRA47"),
        DestOutputProfile=pdf.Root.OutputIntents[0].DestOutputProfile,
    ))  # fmt: skip


def trapped(pdf: Pdf) -> None:
    pdf.trailer.Info.Trapped = Name("/True")
    xmp('pdf:Trapped="False"', 'pdf:Trapped="True"')(pdf)


def other_title(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("真货 – بضاعة")
    xmp(">Goods<", ">真货 – بضاعة<")(pdf)


PLACE = "q 30 0 0 30 50 50 cm /New Do Q"


def picture(make: Callable[[Pdf], Stream]) -> Change:
    return with_resource("/XObject", make, PLACE)


def samples(data: bytes, side: int, bits: int = 8, **entries: object) -> Callable[[Pdf], Stream]:
    """Return a picture of these samples."""
    return lambda pdf: pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, BitsPerComponent=bits, **entries
    )


def jpeg(mode: str, space: Name, **entries: object) -> Callable[[Pdf], Stream]:
    def made(pdf: Pdf) -> Stream:
        out = io.BytesIO()
        Image.new(mode, (130, 130), 200 if mode == "L" else (200, 220, 240, 250)).save(out, "JPEG")
        stream = samples(b"", 130, ColorSpace=space, **entries)(pdf)
        stream.write(out.getvalue(), filter=Name.DCTDecode)
        return stream

    return made


def process_inks(pdf: Pdf) -> Array:
    """Return a space of two of the press's own inks."""
    tint = pdf.make_stream(b"{ 0 exch 0 }", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4)
    return Array([Name.DeviceN, Array([Name.Cyan, Name.Yellow]), Name.DeviceCMYK, tint])


def function(*ends: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)


FADE = function([0, 0, 0, 0], [0.5, 0, 0, 0])


def mesh(pdf: Pdf) -> Stream:
    """Return a triangle whose corners have inks of their own."""
    corners = ((0, 0, 0, 0, 0, 0), (255, 0, 90, 0, 0, 0), (0, 255, 0, 90, 0, 0))
    data = b"".join(bytes([0, x, y, *inks]) for x, y, *inks in corners)
    return pdf.make_stream(
        data, ShadingType=4, ColorSpace=Name.DeviceCMYK, BitsPerCoordinate=8, BitsPerComponent=8, BitsPerFlag=8,
        Decode=[50, 80, 50, 80, *[0, 1] * 4],
    )  # fmt: skip


def shaded(make: Callable[[Pdf], object]) -> Change:
    return with_resource("/Shading", make, "q 50 50 30 30 re W n /New sh Q")


def mapped(pdf: Pdf) -> Dictionary:
    """Return a font whose characters have other numbers than its glyphs."""
    made, glyph = font(pdf), letters()[1]["g"]
    made.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes(10) + glyph.to_bytes(2, "big"))
    return made


def upright(pdf: Pdf) -> Dictionary:
    made = font(pdf)
    made.Encoding = Name("/Identity-V")
    return made


def in_font(make: Callable[[Pdf], Dictionary], text: str) -> Change:
    return with_resource("/Font", make, f"BT /New 10 Tf 0 g 60 90 Td {text} Tj ET")


def named(pdf: Pdf) -> None:
    """Give a resource a name that must be written with codes."""
    resources(pdf).XObject["/My picture (1)"] = image(pdf, 300)
    draw(pdf, "q 30 0 0 30 50 50 cm /My#20picture#20#281#29 Do Q")


G, O = (letters()[1][letter] for letter in "go")  # noqa: E741  # the letter
ODD: list[tuple[str, Change]] = [
    ("ends of lines as on old Macintoshes", content(lambda data: data.replace(b"\n", b"\r"))),
    ("ends of lines as on Windows", content(lambda data: data.replace(b"\n", b"\r\n"))),
    ("a comment after each line", content(lambda data: data.replace(b"\n", b" % (Tj) <<\n"))),
    ("tabs, form feeds and zeros between", content(lambda data: data.replace(b" re ", b"\tre\f\0"))),
    ("no more spaces than needed", content(lambda data: data.replace(b" <", b"<").replace(b"> Tj", b">Tj"))),
    ("numbers as few write them", drawn("+.5 w 4. 50. m -.0 0 m 50 +50 m 70. 50.0000000001 l S")),
    ("numbers with many digits", drawn("0.50000000000000000000001 w 00050 50 m 0070 50 l S")),
    ("hexadecimal strings with spaces", drawn(f"BT /F 10 Tf 40 70 Td <{G >> 8:02x} {G:02x}\n{O:04X}> Tj ET")),
    ("a string with an odd number of digits", drawn("BT /F 10 Tf 3 Tr 40 70 Td <00020> Tj ET")),
    ("strings with brackets and codes", drawn(f"BT /F 10 Tf 3 Tr 40 70 Td (\\0\\1(a(b)c)\\)\\\n\\{O:o}) Tj ET")),
    ("text in pieces", drawn(f"BT /F 10 Tf 40 70 Td [<{G:04x}>-120.5<{O:04x}>3 <{O:04x}>]TJ ET")),
    ("text by the quotation marks", drawn(
        f"BT /F 10 Tf 12 TL 40 90 Td <{G:04x}> ' 1 0.5 <{O:04x}> \" T* ET")),
    ("names by codes", named),
    ("marked content in marked content", drawn("/A BMC /B <</C (d)>> BDC /E MP /F <<>> DP EMC EMC")),
    ("states in states", drawn("q " * 27 + "Q " * 27)),
    ("dashes, joins, intents and flatness", drawn(
        "[3 1.5] 0 d 1 J 1 j 4 M /Perceptual ri 50 i 50 50 m 70 50 l S [] 0 d")),
    ("curves of all kinds", drawn("0 g 50 50 m 60 60 70 60 80 50 c 80 40 60 40 v 50 40 50 45 y h f*")),
    ("an even-odd clip", drawn("q 50 50 30 30 re 55 55 9 9 re W* n 0 g 40 40 50 50 re f Q")),
    ("a picture in the content", drawn("q 0.4 0 0 0.4 50 50 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 40506070> EI Q")),
    ("a mask in the content", drawn("q 0.8 0 0 0.4 50 50 cm BI /W 8 /H 2 /IM true ID \x01\x02 EI Q")),
    ("a picture in the content that looks like its end", drawn(
        "q 0.8 0 0 0.4 50 50 cm BI /W 4 /H 2 /BPC 8 /CS /G ID a EI b c EI Q")),
    ("content in many parts", in_parts),
    ("content as hexadecimal digits", filtered("/ASCIIHexDecode", lambda data: data.hex().encode() + b">")),
    ("content in ASCII85", filtered("/ASCII85Decode", ascii85)),
    ("content by run lengths", filtered("/RunLengthDecode", run_lengths)),
    ("content by LZW", filtered("/LZWDecode", lzw)),
    ("content by two filters", filtered("/ASCII85Decode /FlateDecode", lambda data: ascii85(zlib.compress(data)))),
    ("pages below nodes below nodes", deep_tree),
    ("a page far from the origin, its corners turned round", elsewhere),
    ("numbers and boxes that stand elsewhere", all_indirect),
    ("a turn by nothing", lambda pdf: pdf.pages[1].obj.__setitem__("/Rotate", 360)),
    ("a turn backwards", lambda pdf: pdf.pages[1].obj.__setitem__("/Rotate", -180)),
    ("units that are said to be points", lambda pdf: pdf.pages[1].obj.__setitem__("/UserUnit", 1)),
    ("a slug of 20 mm", lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", box(20, 20, 20, 20))),
    ("a CropBox at the bleed", lambda pdf: pdf.pages[0].obj.__setitem__("/CropBox", box(3, 3, 3, 3))),
    ("labels of pages", root("/PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.r)])))),
    ("preferences of viewers", root("/ViewerPreferences", Dictionary(DisplayDocTitle=True, Direction=Name.R2L))),
    ("a structure", structured),
    ("data of other programs", lambda pdf: pdf.pages[0].obj.__setitem__(
        "/PieceInfo", Dictionary(Illustrator=Dictionary(LastModified=pikepdf.String("D:20261101"), Private=1)))),
    ("an intent for archives, too", second_intent),
    ("trapped", trapped),
    ("a title in two scripts", other_title),
    ("times in other zones", xmp("2026-11-01T00:00:00Z", "2026-10-31T19:00:00-05:00")),
    ("a picture of one bit", picture(samples(bytes(130 * 17), 130, 1, ColorSpace=Name.DeviceGray, Decode=[1, 0]))),
    ("a picture of 16 bits", picture(samples(b"\xf0\x00" * 130 * 130, 130, 16, ColorSpace=Name.DeviceGray))),
    ("a picture of indexed inks", picture(samples(bytes(130 * 130), 130, ColorSpace=Array(
        [Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String(b"\x20\x10\0\0")])))),
    ("a JPEG in gray", picture(jpeg("L", Name.DeviceGray))),
    ("a JPEG in inverted inks", picture(jpeg("CMYK", Name.DeviceCMYK, Decode=[1, 0] * 4))),
    ("a picture with a colour that is clear", picture(samples(
        bytes([9]) * 130 * 130, 130, ColorSpace=Name.DeviceGray, Mask=Array([0, 10])))),
    ("a picture in two inks", with_resource("/XObject", lambda pdf: samples(
        b"\x20\x10" * 130 * 130, 130, ColorSpace=process_inks(pdf))(pdf), PLACE)),
    ("two inks of the press", with_resource("/ColorSpace", process_inks, "/New cs 0.5 0.2 scn 50 50 9 9 re f")),
    ("a stencil", picture(samples(bytes(130 * 17), 130, 1, ImageMask=True))),
    ("a shading along a circle", shaded(lambda _: Dictionary(
        ShadingType=3, ColorSpace=Name.DeviceCMYK, Coords=[65, 65, 0, 65, 65, 20], Function=FADE))),
    ("a shading by a mesh", shaded(mesh)),
    ("a shading by a program", shaded(lambda pdf: Dictionary(
        ShadingType=1, ColorSpace=Name.DeviceGray, Domain=[50, 80, 50, 80], Function=pdf.make_stream(
            b"{ add 160 div }", FunctionType=4, Domain=[50, 80, 50, 80], Range=[0, 1])))),
    ("a font whose characters are mapped", in_font(mapped, "<0005>")),
    ("text from top to bottom", in_font(upright, f"<{G:04x}{O:04x}>")),
]  # fmt: skip

XMP_OF_OTHERS = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/pdf/1.3/"><p:Trapped>False</p:Trapped>
<p:Producer>a tool</p:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<xmp:CreateDate>2026-11-01T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-11-01T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2026-11-01T00:00:00Z</xmp:MetadataDate>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A page</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:m="http://ns.adobe.com/xap/1.0/mm/"><m:DocumentID>uuid:2</m:DocumentID>
<m:VersionID>1</m:VersionID><m:RenditionClass>default</m:RenditionClass></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def dressed(file: Path) -> bytes:
    """Return a page of another maker as a print file: its content as it is, with what PDF/X-4 wants around it."""
    ours = print_file()
    with pikepdf.open(file) as pdf:
        sheet = pdf.pages[0].obj
        left, bottom, right, top = (float(edge) for edge in sheet.MediaBox)
        across, up = (right - left - WIDTH) / 2, (top - bottom - HEIGHT) / 2
        sheet.TrimBox = Array([left + across, bottom + up, right - across, top - up])
        sheet.BleedBox = sheet.MediaBox
        assert abs(across - BLEED) < 0.3 * MM
        for key in ("/CropBox", "/ArtBox", "/Group"):  # no page of theirs has transparency
            if key in sheet:
                del sheet[key]
        pdf.Root.OutputIntents = pdf.copy_foreign(ours.make_indirect(ours.Root.OutputIntents))
        pdf.Root.Metadata = pdf.make_stream(XMP_OF_OTHERS.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.trailer.Info = pdf.make_indirect(Dictionary(
            Title=pikepdf.String("A page"), Producer=pikepdf.String("a tool"), Trapped=Name("/False"),
            CreationDate=pikepdf.String("D:20261101000000Z"), ModDate=pikepdf.String("D:20261101000000Z"),
        ))  # fmt: skip
        return saved(pdf)
