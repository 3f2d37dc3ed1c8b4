"""Print files with one fault each, and files with none that look as if they had."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf
from print_files import BLEED, GROUND, HEIGHT, MM, WIDTH, draw, font, form, image, pattern, resources, shading, shown

Change = Callable[[Pdf], object]
ALL_RGB = ([0, 0, 0], [1, 0, 0])


def drawn(content: str) -> Change:
    return lambda pdf: draw(pdf, content)


def with_resource(kind: str, make: Callable[[Pdf], object], content: str) -> Change:
    """Add a resource /New and draw with it."""

    def change(pdf: Pdf) -> None:
        kinds = resources(pdf)
        if kind not in kinds:
            kinds[kind] = Dictionary()
        kinds[kind].New = make(pdf)
        draw(pdf, content)

    return change


def page(key: str, value: object, number: int = 2) -> Change:
    def change(pdf: Pdf) -> None:
        obj = pdf.pages[number - 1].obj
        if value is None:
            del obj[key]
        else:
            obj[key] = value

    return change


def root(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def info(key: str, value: object) -> Change:
    return lambda pdf: pdf.trailer.Info.__setitem__(key, value)


def xmp(old: str, new: str) -> Change:
    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().replace(old.encode(), new.encode())
        pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)

    return change


def intent(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.OutputIntents[0].__setitem__(key, value)


def profile(change: Callable[[bytes], bytes], n: int = 4) -> Change:
    def set_profile(pdf: Pdf) -> None:
        old = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(change(old), N=n)

    return set_profile


def box(left: float, bottom: float, right: float, top: float) -> Array:
    """Return a box by its distances from the trim in mm, outwards."""
    return Array([-left * MM, -bottom * MM, WIDTH + right * MM, HEIGHT + top * MM])


def sides(*columns: float, bottom: float = 0, top: float = 140) -> str:
    """Return a rectangle in mm from the trim's corner."""
    x0, x1 = columns
    return f"{x0 * MM:.3f} {bottom * MM:.3f} {(x1 - x0) * MM:.3f} {(top - bottom) * MM:.3f} re"


def on_blank(content: str) -> Change:
    """Draw on a page without its ground."""

    def change(pdf: Pdf) -> None:
        obj = pdf.pages[1].obj
        obj.Contents = pdf.make_stream(content.encode())
        del obj.Group  # nothing on it is transparent

    return change


def bookmark(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org"))
    item = pdf.make_indirect(Dictionary(Title=pikepdf.String("Goods"), A=action))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines


def extra_page(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def narrow_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = box(0, 0, -1, 0)
    pdf.pages[1].obj.BleedBox = box(3, 3, 2, 3)


def unembedded(pdf: Pdf) -> Dictionary:
    changed = font(pdf)
    del changed.DescendantFonts[0].FontDescriptor.FontFile2
    return changed


def to_nothing(pdf: Pdf) -> Dictionary:
    """Return a font that draws no letter for any code but 1."""
    changed = font(pdf)
    changed.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes([0, 0, 0, 1, 0, 0]))
    return changed


def drawings(pdf: Pdf, program: str = "600 0 0 0 600 600 d1 0 0 600 600 re f") -> Dictionary:
    """Return a Type 3 font with one letter, A."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 600, 600], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=65, LastChar=65, Widths=[600], Resources=Dictionary(),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name("/square")]),
        CharProcs=Dictionary({"/square": pdf.make_stream(program.encode())}),
    )  # fmt: skip


def masked(pdf: Pdf, content: str = "0.5 g 40 40 20 20 re f", space: Name = Name.DeviceGray) -> Dictionary:
    group = form(pdf, content, Group=Dictionary(S=Name.Transparency, CS=space), Resources=Dictionary())
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))


def without_space(pdf: Pdf) -> pikepdf.Stream:
    """Return an image as JPEG 2000 may have it."""
    made = image(pdf, 90)
    del made.ColorSpace
    return made


def nested(pdf: Pdf, content: str) -> object:
    """Return a form in a form, both scaled to a half."""
    inner = form(pdf, content, Matrix=[0.5, 0, 0, 0.5, 0, 0], Resources=resources(pdf))
    scale = [0.5, 0, 0, 0.5, 0, 0]
    return form(pdf, "/Inner Do", Matrix=scale, Resources=Dictionary(XObject=Dictionary(Inner=inner)))


def endless(pdf: Pdf) -> object:
    made = form(pdf, "/Itself Do", Resources=Dictionary(XObject=Dictionary()))
    made.Resources.XObject.Itself = made
    return made


def spot(pdf: Pdf, name: str = "/Gold") -> Array:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.6, 0.2], N=1)
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, pdf.make_indirect(function)])


def icc(pdf: Pdf) -> Array:
    """Return a space that is managed by the very profile of the press."""
    return Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])


def group_without_colours(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Group


def with_alternate(pdf: Pdf) -> pikepdf.Stream:
    made = image(pdf, 90)
    made.Alternates = Array([Dictionary(Image=image(pdf, 30), DefaultForPrinting=True)])
    return made


def half_units(pdf: Pdf) -> None:
    """Store a page at half its size, in units of 2 points: it is printed as before."""
    obj = pdf.pages[1].obj
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        obj[key] = Array([float(edge) / 2 for edge in obj[key]])
    obj.UserUnit = 2
    obj.Contents = pdf.make_stream(b"0.5 0 0 0.5 0 0 cm " + obj.Contents.read_bytes())


def without_pages(pdf: Pdf) -> None:
    del pdf.pages[:]


def nothing(pdf: Pdf, **entries: object) -> pikepdf.Stream:
    """Return a form that draws nothing."""
    return form(pdf, "", Resources=Dictionary(), **entries)


def group(pdf: Pdf, content: str = "0 0 0 1 k 60 60 9 9 re f") -> pikepdf.Stream:
    """Return a form that is declared transparent."""
    return form(pdf, content, Group=Dictionary(S=Name.Transparency), Resources=resources(pdf))


def opaque_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.make_stream(GROUND.encode())


def font_file(change: Callable[[bytes], bytes]) -> Callable[[Pdf], Dictionary]:
    """Return a font whose file is changed."""

    def changed(pdf: Pdf) -> Dictionary:
        made = font(pdf)
        descriptor = made.DescendantFonts[0].FontDescriptor
        data = change(descriptor.FontFile2.read_bytes())
        descriptor.FontFile2 = pdf.make_stream(data, Length1=len(data))
        return made

    return changed


def garbled_outlines(data: bytes) -> bytes:
    """Return a font whose tables are all there, with noise in place of outlines."""
    opened = TTFont(io.BytesIO(data))
    start = opened.reader.tables["glyf"].offset
    length = opened.reader.tables["glyf"].length
    return data[:start] + bytes((7 + 13 * n) % 256 for n in range(length)) + data[start + length :]


def simple(encoding: object) -> Callable[[Pdf], Dictionary]:
    """Return a font of codes of one byte, by the names of their letters."""

    def made(pdf: Pdf) -> Dictionary:
        descriptor = font(pdf).DescendantFonts[0].FontDescriptor
        descriptor.Flags = 32
        return Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/AAAAAA+Plex"), FirstChar=32, LastChar=126,
            Widths=[500] * 95, FontDescriptor=descriptor, Encoding=encoding,
        )  # fmt: skip

    return made


LETTER_TABLES = (b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2")


def tables(change: Callable[[bytes], bytes]) -> Change:
    """Change the tables of the output profile; its head and directory stay."""

    def changed(icc: bytes) -> bytes:
        made = bytearray(icc)
        for n in range(int.from_bytes(icc[128:132], "big")):
            entry = icc[132 + 12 * n : 144 + 12 * n]
            start, length = (int.from_bytes(part, "big") for part in (entry[4:8], entry[8:12]))
            if entry[:4] in LETTER_TABLES:
                made[start : start + length] = change(icc[start : start + length])
        return bytes(made)

    return profile(changed)


def noise(table: bytes) -> bytes:
    return random.Random(len(table)).randbytes(len(table))  # noqa: S311  # the same in each run


def one_tone(table: bytes) -> bytes:
    """Return a table of the right form in which all colours are the same."""
    return table[:1000] + bytes(len(table) - 1000)


def layered(pdf: Pdf, content: str, *, on: bool = True, usage: Dictionary | None = None) -> None:
    """Draw in a layer."""
    layer = pdf.make_indirect(
        Dictionary(Type=Name.OCG, Name=pikepdf.String("German"), **({"Usage": usage} if usage else {}))
    )
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(ON=[layer] if on else [], OFF=[] if on else [layer]))
    resources(pdf).Properties = Dictionary(German=layer)
    draw(pdf, f"/OC /German BDC {content} EMC")


def in_layer(content: str, *, on: bool = True, usage: Dictionary | None = None) -> Change:
    return lambda pdf: layered(pdf, content, on=on, usage=usage)


def object_in_layer(pdf: Pdf) -> None:
    layered(pdf, "", on=False)
    resources(pdf).XObject.New = form(pdf, "1 0 0 rg 50 50 9 9 re f", Resources=Dictionary(),
                                      OC=pdf.Root.OCProperties.OCGs[0])  # fmt: skip
    obj = pdf.pages[0].obj
    obj.Contents = pdf.make_stream(obj.Contents.read_bytes().replace(b"/OC /German BDC  EMC", b"/New Do"))


def of_layers(expression: Callable[[Object], Dictionary]) -> Change:
    """Draw where an expression of a layer that is on holds."""

    def change(pdf: Pdf) -> None:
        layered(pdf, "")
        resources(pdf).Properties.New = expression(pdf.Root.OCProperties.OCGs[0])
        draw(pdf, "/OC /New BDC 0 0 0 1 k 50 50 9 9 re f EMC")

    return change


def soft(pdf: Pdf, side: int) -> pikepdf.Stream:
    """Return a picture with a soft mask."""
    made = image(pdf, 300)
    made.SMask = image(pdf, side, Name.DeviceGray, 1)
    return made


def in_slug(content: str) -> Change:
    """Give pages a slug of 20 mm, and draw in that below the first."""

    def change(pdf: Pdf) -> None:
        page("/MediaBox", box(20, 20, 20, 20), 1)(pdf)
        draw(pdf, content)

    return change


def broad_bleed(pdf: Pdf) -> None:
    """Widen the bleed to 5 mm, of which 4 are printed."""
    for sheet in pdf.pages:
        sheet.obj.MediaBox = sheet.obj.BleedBox = box(5, 5, 5, 5)
        ground = f"q 0.02 0.03 0.1 0 k {sides(-4, 104, bottom=-4, top=144)} f Q\n".encode()
        sheet.obj.Contents = pdf.make_stream(ground + sheet.obj.Contents.read_bytes())


def on_its_side(pdf: Pdf) -> None:
    """Store a page on its side, and have it shown upright."""
    obj = pdf.pages[1].obj
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        left, bottom, right, top = (float(edge) for edge in obj[key])
        obj[key] = Array([bottom, -right, top, -left])
    obj.Rotate = 270
    obj.Contents = pdf.make_stream(b"0 -1 1 0 0 0 cm " + obj.Contents.read_bytes())


def opened_at(*parts: object) -> Change:
    return lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[0].obj, *parts]))


def without_dates(pdf: Pdf) -> None:
    for key in ("/CreationDate", "/ModDate"):
        del pdf.trailer.Info[key]
    for told in ('xmp:CreateDate="2026-11-01T01:00:00+01:00"', 'xmp:ModifyDate="2026-11-01T00:00:00Z"'):
        xmp(told, "")(pdf)


def without_title(pdf: Pdf) -> None:
    del pdf.trailer.Info.Title
    xmp('<rdf:Alt><rdf:li xml:lang="x-default">Goods</rdf:li></rdf:Alt>', "<rdf:Alt/>")(pdf)


def group_by_intent(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group.CS = icc(pdf)


def fading(pdf: Pdf) -> None:
    """Let a ground fade to white at the end of the bleed."""
    end = WIDTH + BLEED
    resources(pdf).Shading.Out = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[end - 60, 0, end, 0], Extend=[True, False],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.5, 0, 0, 0], C1=[0, 0, 0, 0], N=1),
    )  # fmt: skip
    on_blank(f"{sides(40, 103, bottom=-3, top=143)} W n /Out sh")(pdf)


OF_INK = {"preflight.ink", "preflight.unfilled", "preflight.register"}
"""What Ghostscript has a part in."""
WHITE = "/Over gs 0 0 0 0 k 50 50 20 20 re f"
LARGE_RICH = f"BT /F 12 Tf 0.6 0.5 0.5 1 k 40 70 Td {shown('goods')} Tj ET"
INLINE_RGB = "q 1 0 0 1 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"
SHADED = Dictionary(PatternType=2, Shading=shading(Name.DeviceRGB, *ALL_RGB))

FAULTS: list[tuple[str, str, Change]] = [
    ("preflight.pdfx", "no XMP", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    ("preflight.pdfx", "XMP that is no XML", xmp("</rdf:RDF>", "")),
    ("preflight.pdfx", "PDF/X-3", xmp("PDF/X-4", "PDF/X-3")),
    ("preflight.trapped", "trapping unknown", info("/Trapped", Name("/Unknown"))),
    ("preflight.trapped", "trapping not told", lambda pdf: pdf.trailer.Info.__delitem__("/Trapped")),
    ("preflight.metadata", "another title", info("/Title", pikepdf.String("Fakes"))),
    ("preflight.metadata", "another producer", xmp('Producer="handbook"', 'Producer="else"')),
    ("preflight.metadata", "another day", info("/ModDate", pikepdf.String("D:20261102000000Z"))),
    ("preflight.metadata", "no title", without_title),
    ("preflight.metadata", "no dates", without_dates),
    ("preflight.metadata", "no DocumentID", xmp('xmpMM:DocumentID="uuid:1"', "")),
    ("preflight.metadata", "no VersionID", xmp('xmpMM:VersionID="1"', "")),
    ("preflight.metadata", "no RenditionClass", xmp('xmpMM:RenditionClass="default"', "")),
    ("preflight.metadata", "another trapping", info("/Trapped", Name("/True"))),
    ("preflight.pages", "five pages", extra_page),
    ("preflight.pages", "no pages", without_pages),
    ("preflight.boxes", "no TrimBox", page("/TrimBox", None)),
    ("preflight.boxes", "no BleedBox", page("/BleedBox", None)),
    ("preflight.boxes", "trim beyond the bleed", page("/BleedBox", box(3, 3, -1, 3))),
    ("preflight.boxes", "bleed beyond the paper", page("/BleedBox", box(4, 3, 3, 3))),
    ("preflight.boxes", "CropBox at the trim", page("/CropBox", box(0, 0, 0, 0))),
    ("preflight.boxes", "a page in units of 2 points", half_units),
    ("preflight.boxes", "an ArtBox beside the TrimBox", page("/ArtBox", box(-5, -5, -5, -5))),
    ("preflight.boxes", "turned by 45 degrees", page("/Rotate", 45)),
    ("preflight.boxes", "pages for giants", page("/MediaBox", box(3, 3, 3000, 3))),
    ("preflight.trim", "a narrower page", narrow_page),
    ("preflight.trim", "a page that is shown on its side", page("/Rotate", 90)),
    ("preflight.bleed", "2 mm at one side", page("/BleedBox", box(3, 3, 3, 2))),
    ("preflight.bleed", "2.7 mm at one side", page("/BleedBox", box(2.7, 3, 3, 3))),
    ("preflight.unfilled", "a ground up to the trim", on_blank(f"0.5 0 0 0 k {sides(0, 100)} f")),
    ("preflight.unfilled", "a ground 1 mm beyond", on_blank(f"0.5 0 0 0 k {sides(-1, 101, bottom=-1, top=141)} f")),
    ("preflight.unfilled", "a picture up to one edge", on_blank(f"0 0 0 0.1 k {sides(60, 100, bottom=40, top=80)} f")),
    ("preflight.unfilled", "a tab up to the trim, on a ground", drawn(
        f"0.5 0 0 0 k {sides(90, 100, bottom=40, top=80)} f")),
    ("preflight.unfilled", "a bare corner",
     on_blank(f"0 0 0 0.1 k {sides(0, 103, bottom=-3, top=143)} {sides(-3, 100, bottom=0, top=143)} f")),
    ("preflight.safe", "text near the edge", drawn(f"BT /F 10 Tf 0 g 6 70 Td {shown('goods')} Tj ET")),
    ("preflight.safe", "text cut", drawn(f"BT /F 10 Tf 0 g -3 70 Td {shown('goods')} Tj ET")),
    ("preflight.safe", "text in the bleed", drawn(f"BT /F 6 Tf 0 g 40 {HEIGHT + 2} Td {shown('us')} Tj ET")),
    ("preflight.safe", "turned text", drawn(f"BT /F 10 Tf 0 g 0 1 -1 0 {WIDTH - 6} 70 Tm {shown('goods')} Tj ET")),
    ("preflight.intent", "no output intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    ("preflight.intent", "two intents", lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])),
    ("preflight.intent", "another condition", intent("/OutputConditionIdentifier", pikepdf.String("FOGRA51"))),
    ("preflight.intent", "a condition without a name", intent("/OutputConditionIdentifier", pikepdf.String(""))),
    ("preflight.intent", "no profile", lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    ("preflight.profile", "a profile for RGB", profile(lambda icc: icc[:16] + b"RGB " + icc[20:])),
    ("preflight.profile", "a display's profile", profile(lambda icc: icc[:12] + b"mntr" + icc[16:])),
    ("preflight.profile", "half a profile", profile(lambda icc: icc[: len(icc) // 2])),
    ("preflight.profile", "no profile at all", profile(lambda _: b"profile")),
    ("preflight.profile", "three channels", profile(lambda icc: icc, n=3)),
    ("preflight.profile", "noise in the tables", tables(noise)),
    ("preflight.profile", "tables of one tone", tables(one_tone)),
    ("preflight.profile", "zeros for tables", tables(lambda table: bytes(len(table)))),
    ("preflight.rgb", "in the slug, which is printed, too", in_slug(f"1 0 0 rg 40 {-BLEED - 30} 9 9 re f")),
    ("preflight.rgb", "an operator", drawn("1 0 0 rg 50 50 20 20 re f")),
    ("preflight.rgb", "a stroke", drawn("1 0 0 RG 50 50 m 70 50 l S")),
    ("preflight.rgb", "text", drawn(f"BT 1 0 0 rg /F 10 Tf 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.rgb", "Lab", with_resource(
        "/ColorSpace", lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])]),
        "/New cs 50 0 0 scn 50 50 20 20 re f")),
    ("preflight.rgb", "a calibrated space", with_resource(
        "/ColorSpace", lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=[0.96, 1, 0.82])]),
        "/New cs 50 50 20 20 re f")),
    ("preflight.rgb", "a profile of its own", with_resource("/ColorSpace", icc, "/New cs 50 50 20 20 re f")),
    ("preflight.rgb", "inks that a default manages", lambda pdf: resources(pdf).ColorSpace.__setitem__(
        "/DefaultCMYK", icc(pdf))),
    ("preflight.rgb", "an image", with_resource(
        "/XObject", lambda pdf: image(pdf, 90, Name.DeviceRGB, 3), "q 9 0 0 9 50 50 cm /New Do Q")),
    ("preflight.rgb", "an image that has its colours within", with_resource(
        "/XObject", without_space, "q 9 0 0 9 50 50 cm /New Do Q")),
    ("preflight.rgb", "an inline image", drawn(INLINE_RGB)),
    ("preflight.rgb", "a shading", with_resource(
        "/Shading", lambda _: shading(Name.DeviceRGB, *ALL_RGB), "50 50 20 20 re W n /New sh")),
    ("preflight.rgb", "a pattern of a shading", with_resource(
        "/Pattern", lambda _: SHADED, "/Pattern cs /New scn 50 50 20 20 re f")),
    ("preflight.rgb", "a tile", with_resource(
        "/Pattern", lambda pdf: pattern(pdf, "1 0 0 rg 0 0 2 2 re f"), "/Pattern CS /New SCN 50 50 m 70 50 l S")),
    ("preflight.rgb", "a form in a form", with_resource(
        "/XObject", lambda pdf: nested(pdf, "1 0 0 rg 90 90 40 40 re f"), "/New Do")),
    ("preflight.rgb", "a soft mask", with_resource(
        "/ExtGState", lambda pdf: masked(pdf, "1 0 0 rg 50 50 9 9 re f"), "/New gs 0 g 50 50 20 20 re f")),
    ("preflight.spot", "gold", with_resource("/ColorSpace", spot, "/New cs 1 scn 50 50 20 20 re f")),
    ("preflight.blend", "transparency without colours to blend in", group_without_colours),
    ("preflight.blend", "a page that blends in RGB",
     page("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    ("preflight.blend", "a mask that blends in RGB", with_resource(
        "/ExtGState", lambda pdf: masked(pdf, space=Name.DeviceRGB), "/New gs 0 g 50 50 20 20 re f")),
    ("preflight.transparency", "a page", opaque_page),
    ("preflight.transparency", "a form", with_resource("/XObject", group, "/New Do")),
    ("preflight.transparency", "a form in a form", with_resource(
        "/XObject", lambda pdf: form(pdf, "/Inner Do", Resources=Dictionary(XObject=Dictionary(Inner=group(pdf)))),
        "/New Do")),
    ("preflight.layer", "switched off", in_layer("0 0 0 1 k 50 50 9 9 re f", on=False)),
    ("preflight.layer", "RGB in a layer that is off", in_layer("1 0 0 rg 50 50 9 9 re f", on=False)),
    ("preflight.layer", "an object in RGB in a layer that is off", object_in_layer),
    ("preflight.layer", "shown, but not printed", in_layer(
        "0 0 0 1 k 50 50 9 9 re f", usage=Dictionary(Print=Dictionary(PrintState=Name.OFF)))),
    ("preflight.layer", "printed, but not shown", in_layer(
        "0 0 0 1 k 50 50 9 9 re f", on=False, usage=Dictionary(Print=Dictionary(PrintState=Name.ON)))),
    ("preflight.layer", "what is there when another is not", of_layers(
        lambda layer: Dictionary(Type=Name.OCMD, OCGs=[layer], P=Name.AllOff))),
    ("preflight.layer", "an expression", of_layers(
        lambda layer: Dictionary(Type=Name.OCMD, VE=Array([Name.Not, layer])))),
    ("preflight.postscript", "an object", with_resource(
        "/XObject", lambda pdf: pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS), "/New Do")),
    ("preflight.postscript", "in the place of a form", with_resource(
        "/XObject", lambda pdf: nothing(pdf, Subtype2=Name.PS, PS=pdf.make_stream(b"showpage")), "/New Do")),
    ("preflight.elsewhere", "OPI", with_resource(
        "/XObject", lambda pdf: nothing(pdf, OPI=Dictionary({"/2.0": Dictionary(Type=Name.OPI)})), "/New Do")),
    ("preflight.elsewhere", "a page of another file", with_resource(
        "/XObject", lambda pdf: nothing(pdf, Ref=Dictionary(F=pikepdf.String("other.pdf"), Page=0)), "/New Do")),
    ("preflight.alternate", "a picture for the screen", with_resource(
        "/XObject", with_alternate, "q 9 0 0 9 50 50 cm /New Do Q")),
    ("preflight.transfer", "a curve", with_resource(
        "/ExtGState", lambda _: Dictionary(TR=Dictionary(FunctionType=2, Domain=[0, 1], N=1)), "q /New gs Q")),
    ("preflight.transfer", "a curve of the second kind", with_resource(
        "/ExtGState", lambda _: Dictionary(TR2=Name.Identity), "q /New gs Q")),
    ("preflight.halftone", "a screen", with_resource("/ExtGState", lambda _: Dictionary(HT=Dictionary(
        Type=Name.Halftone, HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round)), "q /New gs Q")),
    ("preflight.halftone", "where screens begin", with_resource(
        "/ExtGState", lambda _: Dictionary(HTP=[3, 3]), "q /New gs Q")),
    ("preflight.operator", "one that PDF does not know", drawn("1 2 frame")),
    ("preflight.operator", "one that may be passed over", drawn("BX 1 2 frame EX")),
    ("preflight.syntax", "a state that was never saved", drawn("Q")),
    ("preflight.syntax", "a state that is never restored", drawn("q")),
    ("preflight.syntax", "in a form", with_resource(
        "/XObject", lambda pdf: form(pdf, "q q Q", Resources=Dictionary()), "/New Do")),
    ("preflight.register", "a fine black line of four inks", drawn("0.6 0.5 0.5 0.9 K 0.3 w 50 50 m 70 50 l S")),
    ("preflight.register", "a fine line of four full inks", drawn("0.5 0.5 0.5 0.5 K 0.3 w 50 50 m 70 50 l S")),
    ("preflight.register", "small white text in three inks", drawn(
        f"0.5 0.5 0.5 0 k 30 60 90 30 re f BT /F 6.5 Tf 0 0 0 0 k 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.ink", "too much ink", drawn("0.8 0.8 0.8 0.8 k 50 50 20 20 re f")),
    ("preflight.ink", "black over much ink", drawn(
        "0.8 0.8 0.7 0 k 50 50 20 20 re f /Over gs 0 0 0 1 k 55 55 9 9 re f")),
    ("preflight.black", "four inks", drawn(f"BT /F 11 Tf 0.6 0.5 0.5 1 k 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.black", "without black", drawn(f"BT /F 11 Tf 0.9 0.9 0.9 0 k 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.black", "in a form, made small", with_resource(
        "/XObject", lambda pdf: nested(pdf, f"BT /F 40 Tf 0.6 0.5 0.5 1 k 200 200 Td {shown('us')} Tj ET"), "/New Do")),
    ("preflight.white", "an area", drawn(WHITE)),
    ("preflight.white", "text", drawn(f"/Over gs BT /F 10 Tf 0 0 0 0 k 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.white", "a line in gray", drawn("/Over gs 1 G 50 50 m 70 50 l S")),
    ("preflight.font", "a font left out", with_resource(
        "/Font", unembedded, f"BT /New 10 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.font", "noise for a file", with_resource(
        "/Font", font_file(noise), f"BT /New 10 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.font", "a quarter of a file", with_resource(
        "/Font", font_file(lambda data: data[: len(data) // 4]), f"BT /New 10 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.font", "an empty file", with_resource(
        "/Font", font_file(lambda _: b""), f"BT /New 10 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.type3", "drawn letters", with_resource("/Font", drawings, "BT /New 10 Tf 0 g 40 70 Td (A) Tj ET")),
    ("preflight.notdef", "glyph 0", drawn("BT /F 10 Tf 0 g 40 70 Td <0000> Tj ET")),
    ("preflight.notdef", "mapped to glyph 0", with_resource(
        "/Font", to_nothing, "BT /New 10 Tf 0 g 40 70 Td <0002> Tj ET")),
    ("preflight.notdef", "beyond the last glyph", drawn("BT /F 10 Tf 0 g 40 70 Td <0FFF> Tj ET")),
    ("preflight.notdef", "noise for outlines", with_resource(
        "/Font", font_file(garbled_outlines), f"BT /New 10 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.notdef", "a code without a glyph", with_resource(
        "/Font", simple(Name.WinAnsiEncoding), "BT /New 10 Tf 0 g 40 70 Td (goodZ) Tj ET")),
    ("preflight.notdef", "a name without a glyph", with_resource(
        "/Font", simple(Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=[103, Name("/.notdef")])),
        "BT /New 10 Tf 0 g 40 70 Td (goods) Tj ET")),
    ("preflight.small", "text of 5 pt", drawn(f"BT /F 5 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.small", "made small by a matrix", drawn(
        f"q 0.5 0 0 0.5 0 0 cm BT /F 1 Tf 10 0 0 10 80 140 Tm {shown('goods')} Tj ET Q")),
    ("preflight.small", "squeezed text", drawn(f"BT /F 10 Tf 10 Tz 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.small", "text that is squeezed by a matrix", drawn(
        f"BT /F 1 Tf 1 0 0 10 40 70 Tm 0 g {shown('goods')} Tj ET")),
    ("preflight.small", "5.9 pt", drawn(f"BT /F 5.9 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.hairline", "0.1 pt", drawn("0.1 w 50 50 m 70 50 l S")),
    ("preflight.hairline", "as thin as can be", drawn("0 w 50 50 20 20 re s")),
    ("preflight.hairline", "made thin by forms", with_resource(
        "/XObject", lambda pdf: nested(pdf, "0.5 w 200 200 m 280 200 l S"), "/New Do")),
    ("preflight.hairline", "a thin rectangle", drawn("0 g 50 50 20 0.2 re f")),
    ("preflight.hairline", "a thin polygon", drawn("0 g 50 50 m 70 50 l 70 50.1 l 50 50.1 l h f")),
    ("preflight.hairline", "a thin polygon, aslant", drawn("0 g 50 50 m 70 70 l 69.9 70.1 l 49.9 50.1 l f")),
    ("preflight.hairline", "a thin triangle", drawn("0 g 50 50 m 90 50 l 90 50.1 l f")),
    ("preflight.hairline", "a thin picture", drawn("q 30 0 0 0.1 50 50 cm /Picture Do Q")),
    ("preflight.hairline", "a thin picture of one pixel", with_resource(
        "/XObject", lambda pdf: image(pdf, 1), "q 30 0 0 0.1 50 50 cm /New Do Q")),
    ("preflight.hairline", "outlined text", drawn(f"BT 1 Tr 0.1 w /F 10 Tf 40 70 Td {shown('goods')} Tj ET")),
    ("preflight.coarse", "100 ppi", drawn("q 216 0 0 216 40 40 cm /Picture Do Q")),
    ("preflight.coarse", "100 ppi one way", drawn("q 0 216 -72 0 140 40 cm /Picture Do Q")),
    ("preflight.coarse", "a soft mask", with_resource(
        "/XObject", lambda pdf: soft(pdf, 8), "q 72 0 0 72 40 40 cm /New Do Q")),
    ("preflight.resolution", "200 ppi", drawn("q 108 0 0 108 40 40 cm /Picture Do Q")),
    ("preflight.annotation", "a note", page("/Annots", Array([Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[20, 20, 30, 30], Contents=pikepdf.String("!"))]))),
    ("preflight.form", "a form", root("/AcroForm", Dictionary(Fields=Array()))),
    ("preflight.action", "on opening", root("/OpenAction", Dictionary(S=Name.JavaScript, JS=pikepdf.String("1")))),
    ("preflight.action", "a view, and then more", root("/OpenAction", Dictionary(
        S=Name.GoTo, D=[0, Name.Fit], Next=Dictionary(S=Name.JavaScript, JS=pikepdf.String("1"))))),
    ("preflight.action", "on printing", root("/AA", Dictionary())),
    ("preflight.action", "named scripts", root("/Names", Dictionary(JavaScript=Dictionary(Names=Array())))),
    ("preflight.action", "on turning to a page", page("/AA", Dictionary())),
    ("preflight.action", "a bookmark to the web", bookmark),
    ("preflight.attachment", "a file", root("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array())))),
    ("preflight.unreadable", "an operator without its numbers", drawn("k")),
    ("preflight.unreadable", "a form that draws itself", with_resource("/XObject", endless, "/New Do")),
]  # fmt: skip

DISC = 10 * MM * 0.5523
SOUND: list[tuple[str, Change]] = [
    ("no transparency, no group", on_blank("0 0 0 1 k 50 50 20 20 re f")),
    ("a page 0.4 mm narrower", page("/TrimBox", box(-0.2, 0, -0.2, 0))),
    ("a page that is stored on its side", on_its_side),
    ("a page that stands on its head", page("/Rotate", 180)),
    ("a bleed of 2.85 mm", page("/BleedBox", box(2.85, 3, 3, 3))),
    ("more bleed than was ordered, not all of it printed", broad_bleed),
    ("CropBox and MediaBox are one", page("/CropBox", box(3, 3, 3, 3))),
    ("a ground that fades to white", fading),
    ("page information in the slug, in all inks", in_slug(
        f"1 1 1 1 k 1 1 1 1 K BT /F 5 Tf 40 {-BLEED - 30} Td {shown('goods')} Tj ET 0.1 w 90 -30 m 90 -50 l S")),
    ("a picture for the printer in the slug", in_slug("q 40 0 0 40 40 -55 cm /Picture Do Q")),
    ("RGB off the sheet", drawn(f"1 0 0 rg {WIDTH + BLEED + 20} 50 20 20 re f")),
    ("RGB clipped away", drawn("q 10 10 20 20 re W n 1 0 0 rg 50 50 20 20 re f Q")),
    ("RGB in a clip without extent", drawn("q 50 50 0 0 re W n 1 0 0 rg 50 50 20 20 re f Q")),
    ("RGB beyond the box of a form", with_resource(
        "/XObject", lambda pdf: form(pdf, f"1 0 0 rg {WIDTH + 50} 50 20 20 re f", Resources=Dictionary()),
        "q 0.5 0 0 0.5 0 0 cm /New Do Q")),
    ("RGB text off the sheet", drawn(f"BT 1 0 0 rg /F 10 Tf {WIDTH + 40} 70 Td {shown('goods')} Tj ET")),
    ("a layer that is on", in_layer("0 0 0 1 k 50 50 9 9 re f")),
    ("a layer that is on, and said to be printed", in_layer(
        "0 0 0 1 k 50 50 9 9 re f", usage=Dictionary(Print=Dictionary(PrintState=Name.ON)))),
    ("what is there when any layer is", of_layers(
        lambda layer: Dictionary(Type=Name.OCMD, OCGs=[layer], P=Name.AnyOn))),
    ("an expression that holds", of_layers(
        lambda layer: Dictionary(Type=Name.OCMD, VE=Array([Name.Or, layer, Array([Name.Not, layer])])))),
    ("a page that blends in the profile of the intent", group_by_intent),
    ("a group with something transparent in it", with_resource(
        "/XObject", lambda pdf: group(pdf, "/Half gs 0 0 0 1 k 60 60 9 9 re f"), "/New Do")),
    ("a group that is itself transparent", with_resource("/XObject", group, "q /Half gs /New Do Q")),
    ("a group that nobody draws", with_resource("/XObject", group, "")),
    ("the press's own screens and curves", with_resource(
        "/ExtGState", lambda _: Dictionary(HT=Name.Default, TR2=Name.Default), "q /New gs Q")),
    ("operators in brackets that old readers pass over", drawn("BX q Q EX")),
    ("text of 6 points of TeX", drawn(f"BT /F 5.978 Tf 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("slender text", drawn(f"BT /F 10 Tf 70 Tz 0 g 40 70 Td {shown('goods')} Tj ET")),
    ("slanted text", drawn(f"BT /F 10 Tf 1 0 0.3 1 40 70 Tm 0 g {shown('goods')} Tj ET")),
    ("a line of 0.25 points of TeX", drawn("0.249 w 50 50 m 70 50 l S")),
    ("a fine line in two inks", drawn("0 1 1 0 K 0.3 w 50 50 m 70 50 l S")),
    ("a thick line in four inks", drawn("0.6 0.5 0.5 0.9 K 1 w 50 50 m 70 50 l S")),
    ("small white text in two inks", drawn(
        f"0.5 0.5 0 0 k 30 60 90 30 re f BT /F 6.5 Tf 0 0 0 0 k 40 70 Td {shown('goods')} Tj ET")),
    ("large white text in four inks", drawn(
        f"0.5 0.5 0.5 0.5 k 30 60 90 30 re f BT /F 10 Tf 0 0 0 0 k 40 70 Td {shown('goods')} Tj ET")),
    ("a pointed shape", drawn("0 g 50 50 m 90 50 l 90 50.6 l f")),
    ("a small sliver", drawn("0 g 50 50 m 53 50 l 52 50.1 l 51 50.1 l f")),
    ("a soft mask of 100 ppi", with_resource("/XObject", lambda pdf: soft(pdf, 100), "q 72 0 0 72 40 40 cm /New Do Q")),
    ("a view on opening", opened_at(Name.Fit)),
    ("an action on opening that only shows a page", lambda pdf: root(
        "/OpenAction", Dictionary(S=Name.GoTo, D=[pdf.pages[0].obj, Name.Fit]))(pdf)),
    ("the name of the condition's data set", intent("/OutputConditionIdentifier", pikepdf.String("FOGRA47L"))),
    ("letters by codes of one byte", with_resource(
        "/Font", simple(Name.WinAnsiEncoding), "BT /New 10 Tf 0 g 40 70 Td (goods lost) Tj ET")),
    ("letters by names", with_resource(
        "/Font", simple(Dictionary(Differences=[1, Name("/g"), Name("/o"), Name("/uni0064")])),
        "BT /New 10 Tf 0 g 40 70 Td (\\001\\002\\003) Tj ET")),
    ("a picture that ends 1 mm before the trim", on_blank(f"0 0 0 0.1 k {sides(10, 99, bottom=40, top=80)} f")),
    ("a tab through the bleed, on a ground", drawn(f"0.5 0 0 0 k {sides(90, 103, bottom=40, top=80)} f")),
    ("a tab that ends before the trim", drawn(f"0.5 0 0 0 k {sides(90, 99, bottom=40, top=80)} f")),
    ("printer's marks in all inks", in_slug("1 1 1 1 K 0.25 w 0 -20 m 0 -50 l S")),
    ("a pattern of lines along the trim, on a ground", drawn("0.5 0 0 0 K 1 w " + " ".join(
        f"{WIDTH + x:.1f} 20 m {WIDTH + x:.1f} 300 l S" for x in (-12.6, -9.6, -6.6, -3.6, -0.6, 2.4, 5.4)))),
    ("a picture through the bleed", on_blank(f"0 0 0 0.1 k {sides(60, 103, bottom=40, top=80)} f")),
    ("a slanting band through the bleed", on_blank("0 0 0 0.1 k 200 100 m 300 200 l 320 200 l 220 100 l f")),
    ("a disc whose edge ends in the bleed", on_blank(
        f"q 1 0 0 1 {WIDTH - 10 * MM + 2 * MM:.3f} 200 cm 0 0 0 0.1 k {10 * MM} 0 m "
        f"{10 * MM} {DISC} {DISC} {10 * MM} 0 {10 * MM} c {-DISC} {10 * MM} {-10 * MM} {DISC} {-10 * MM} 0 c "
        f"{-10 * MM} {-DISC} {-DISC} {-10 * MM} 0 {-10 * MM} c {DISC} {-10 * MM} {10 * MM} {-DISC} {10 * MM} 0 c f Q")),
    ("words of the printer beyond the bleed", in_slug(
        f"BT /F 10 Tf 0 g 40 {-BLEED - 30} Td {shown('goods')} Tj ET")),
    ("text just within the safe margin", drawn(f"BT /F 10 Tf 0 g {4.1 * MM} 70 Td {shown('goods')} Tj ET")),
    ("a large heading in rich black", drawn(LARGE_RICH)),
    ("coloured text", drawn(f"BT /F 7 Tf 0.13 0.86 1 0.04 k 40 70 Td {shown('goods')} Tj ET")),
    ("white on a ground, knocked out", drawn(WHITE.replace("/Over gs", "/Over gs /Plain gs"))),
    ("RGB set, but nothing painted", drawn("1 0 0 rg 50 50 20 20 re n")),
    ("a hairline without a path", drawn("0 w S")),
    ("a hairline that nobody sees", drawn("q /Clear gs 0 w 50 50 m 70 50 l S Q")),
    ("a thin line, scaled up", drawn("q 10 0 0 10 0 0 cm 0.05 w 5 5 m 7 5 l S Q")),
    ("all inks of the press by name", with_resource(
        "/ColorSpace", lambda pdf: spot(pdf, "/Cyan"), "/New cs 1 scn 50 50 20 20 re f")),
    ("a mask in gray", with_resource("/ExtGState", masked, "/New gs 0 g 50 50 20 20 re f")),
    ("a blank page", on_blank("")),
    ("a page without content", page("/Contents", None)),
    ("content in two parts", lambda pdf: pdf.pages[1].obj.__setitem__(
        "/Contents", Array([pdf.make_stream(b"q /Half gs 0 0 0 1 k"), pdf.make_stream(b"50 50 20 20 re f Q")]))),
    ("a small dot", drawn("0 g 50 50 0.2 0.2 re f")),
    ("a plain ground of one pixel", with_resource(
        "/XObject", lambda pdf: image(pdf, 1), "q 30 0 0 30 50 50 cm /New Do Q")),
    ("a bookmark to a page", lambda pdf: [bookmark(pdf), pdf.Root.Outlines.First.__delitem__("/A")]),
]  # fmt: skip
