"""What concerns the whole file: syntax, output intent, metadata, and all that has no place in a print file."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Object
from pikepdf.models.metadata import decode_pdf_date
from PIL import Image, ImageCms

from handbook.checks.preflight.rules import Breach
from handbook.checks.preflight.wants import Wants
from handbook.config import profiles
from handbook.values.diagnostics import counted

NEWEST = "1.6"
WHITE, DARK = 200, 120
"""Lightness, of 255: bare paper is no darker, black no lighter."""
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
SAME = {
    "/Title": "{http://purl.org/dc/elements/1.1/}title",
    "/CreationDate": f"{XMP}CreateDate",
    "/ModDate": f"{XMP}ModifyDate",
    "/Producer": f"{PDF}Producer",
    "/Trapped": f"{PDF}Trapped",
}
"""Entries of Info and the XMP properties that must say the same."""
DATES = frozenset({"/CreationDate", "/ModDate"})
NEEDED = frozenset({"/Title", *DATES})
ALONE = {
    "MetadataDate": f"{XMP}MetadataDate",
    **{name: f"{{http://ns.adobe.com/xap/1.0/mm/}}{name}" for name in ("DocumentID", "VersionID", "RenditionClass")},
}
"""What a file must tell in its XMP metadata (ISO 15930-7, 6.6)."""


def faults(pdf: pikepdf.Pdf, unknown: pikepdf.Pdf, wants: Wants) -> Iterator[Breach]:
    """Yield what is wrong with the file as a whole; ``unknown`` is the same file, or what of it must be read."""
    if pdf.is_encrypted:
        yield "preflight.encrypted", "the file is encrypted", 0
    for problem in dict.fromkeys(map(_plainly, [*pdf.get_warnings(), *unknown.check_pdf_syntax()])):
        yield "preflight.syntax", problem, 0
    version = str(pdf.Root.get("/Version", f"/{pdf.pdf_version}"))[1:]
    if _number(version) > _number(NEWEST) or _number(pdf.pdf_version) > _number(NEWEST):
        yield "preflight.version", f"PDF {max(version, pdf.pdf_version, key=_number)}", 0
    if "/ID" not in pdf.trailer:
        yield "preflight.id", "no /ID", 0
    if not len(pdf.pages):
        yield "preflight.pages", "the file has no pages", 0
    if len(pdf.pages) % wants.pages_multiple_of:
        count, wanted = counted(len(pdf.pages), "page"), wants.pages_multiple_of
        yield "preflight.pages", f"the file has {count}, and its sheets need a multiple of {wanted}", 0
    yield from _metadata(pdf)
    yield from _intents(pdf, wants)
    yield from _strangers(pdf)


def _plainly(problem: object) -> str:
    """Return what qpdf says, without the name of a file that stands in memory."""
    return re.sub(r"<_io\.BytesIO[^>]*>[ ,:]*", "", str(problem)).strip()


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    info = pdf.trailer.get("/Info", Dictionary())
    trapped = info.get("/Trapped") in {Name("/True"), Name("/False")}
    if not trapped:
        yield "preflight.trapped", "/Trapped is neither /True nor /False", 0
    if "/Metadata" not in pdf.Root:
        yield "preflight.pdfx", "no XMP metadata", 0
        return
    try:
        xmp = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True)
        values = {name: xmp.get(name) for name in (*SAME.values(), *ALONE.values(), PDFX)}
    except Exception as fault:  # noqa: BLE001  # lxml raises what it likes
        yield "preflight.pdfx", f"the XMP metadata cannot be read ({type(fault).__name__})", 0
        return
    if values[PDFX] != "PDF/X-4":
        yield "preflight.pdfx", f"GTS_PDFXVersion is {values[PDFX] or 'missing'}, not PDF/X-4", 0
    for key, name in SAME.items():
        here, there = _plain(info.get(key), key), _plain(values[name], key)
        if key in NEEDED and not here and not there:
            yield "preflight.metadata", f"{key[1:]} is missing, in Info and in XMP", 0
        if here != there and (key != "/Trapped" or trapped):  # otherwise that has been said
            yield "preflight.metadata", f"{key[1:]} is {here or 'missing'} in Info, {there or 'missing'} in XMP", 0
    for said, name in ALONE.items():
        if not values[name]:
            yield "preflight.metadata", f"{said} is missing in XMP", 0


def _plain(value: object, key: str) -> str:
    """Return a value in one form; two dates of the same moment are the same."""
    text = "" if value is None else str(value).removeprefix("/")
    if not text or key not in DATES:
        return text
    with contextlib.suppress(ValueError):
        moment = decode_pdf_date(text) if text.startswith("D:") else datetime.fromisoformat(text)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()
    return text


def profile_of(pdf: pikepdf.Pdf) -> bytes:
    """Return the profile of the one output intent of a file; nothing where there is none that can be read."""
    intents = _of_a_press(pdf)
    profile = intents[0].get("/DestOutputProfile") if len(intents) == 1 else None
    with contextlib.suppress(pikepdf.PdfError):
        return profile.read_bytes() if isinstance(profile, pikepdf.Stream) else b""
    return b""


def _of_a_press(pdf: pikepdf.Pdf) -> list[Object]:
    return [each for each in pdf.Root.get("/OutputIntents", []) if each.get("/S") == Name.GTS_PDFX]


def _intents(pdf: pikepdf.Pdf, wants: Wants) -> Iterator[Breach]:
    intents = _of_a_press(pdf)
    if len(intents) != 1:
        yield "preflight.intent", f"{len(intents) or 'no'} output intents of the kind GTS_PDFX", 0
        return
    identifier = str(intents[0].get("/OutputConditionIdentifier", ""))
    if not identifier or (wants.condition is not None and _registered(identifier) != _registered(wants.condition)):
        wanted = f", not {wants.condition}" if wants.condition else ""
        yield "preflight.intent", f"the printing condition is {identifier or 'not named'}{wanted}", 0
    profile = intents[0].get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        yield "preflight.intent", "the output intent has no profile", 0
    elif fault := _profile_fault(profile):
        yield "preflight.profile", fault, 0


def _registered(identifier: str) -> str:
    """Return a condition's name as it was registered: FOGRA39L is the data set of FOGRA39."""
    return re.sub(r"(?<=\d)L$", "", identifier.strip().upper())


def _profile_fault(stream: pikepdf.Stream) -> str:
    """Return what keeps a stream from being the profile of a CMYK press."""
    data = stream.read_bytes()
    profile = profiles.read(data)
    if profile is None or profile.size != len(data):
        return "the output profile is no ICC profile"
    kind, space = profile.kind, profile.space
    if (kind, space) != ("prtr", "CMYK") or stream.get("/N") != 4:  # noqa: PLR2004  # four inks
        return f"the output profile is of the kind {kind} {space}, N {stream.get('/N', 'missing')}, not prtr CMYK, N 4"
    return _table_fault(data)


@lru_cache(maxsize=4)
def _table_fault(data: bytes) -> str:
    """Return what is wrong with the tables of a profile, by using them in both directions; files share their profile.

    Little CMS takes as long to read the tables as all other rules take for a page.
    """
    lab, how = ImageCms.createProfile("LAB"), ImageCms.Intent.RELATIVE_COLORIMETRIC
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
        shown = ImageCms.buildTransform(opened, lab, "CMYK", "LAB", how)
        inked = ImageCms.buildTransform(lab, opened, "LAB", "CMYK", how)
        white, black, rich = (_converted(each, "CMYK", shown)[0] for each in ("0 0 0 0", "0 0 0 255", "255 255 0 255"))
        paper, dark = (sum(_converted(each, "LAB", inked)) for each in ("255 0 0", "0 0 0"))
    except (OSError, ValueError, ImageCms.PyCMSError):
        return "the tables of the output profile cannot be read"
    if white < WHITE or max(black, rich) > DARK or paper > dark / 2:
        return "the tables of the output profile do not tell paper from ink"
    return ""


def _converted(colour: str, mode: str, transform: ImageCms.ImageCmsTransform) -> bytes:
    """Return the channels of a colour, all from 0 to 255."""
    pixel = Image.frombytes(mode, (1, 1), bytes(map(int, colour.split())))
    made = ImageCms.applyTransform(pixel, transform)
    return made.tobytes() if made else b""  # None is for a picture that is changed in place


def _strangers(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    """Yield what a print file has no use for."""
    root = pdf.Root
    names = root.get("/Names", Dictionary())
    if "/AcroForm" in root:
        yield "preflight.form", "a form", 0
    for place, found in (("OpenAction", root), ("AA", root), ("JavaScript", names)):
        if f"/{place}" in found and not _view(found[f"/{place}"]):
            yield "preflight.action", f"{place} in the catalog", 0
    if "/EmbeddedFiles" in names or "/AF" in root or "/Collection" in root:
        yield "preflight.attachment", "embedded files", 0
    if any("/A" in item for item in _bookmarks(root.get("/Outlines"))):
        yield "preflight.action", "bookmarks with actions", 0
    for number, page in enumerate(pdf.pages, 1):
        annotations = page.obj.get("/Annots", Array())
        if len(annotations):
            yield "preflight.annotation", "annotations", number
        if "/AA" in page.obj:
            yield "preflight.action", "an action on a page", number


def _view(opening: Object) -> bool:
    """Whether what a file does on opening only shows a page of its own."""
    if isinstance(opening, Dictionary):
        return opening.get("/S") == Name.GoTo and "/Next" not in opening
    return isinstance(opening, Array | Name | pikepdf.String)


def _bookmarks(outlines: Object | None) -> Iterator[Object]:
    """Yield the bookmarks, each once, however they are linked."""
    waiting = [outlines["/First"]] if isinstance(outlines, Dictionary) and "/First" in outlines else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield item
        waiting += [item[key] for key in ("/First", "/Next") if key in item]
