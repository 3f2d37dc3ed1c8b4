"""What concerns the whole file: syntax, output intent, metadata, and all that has no place in a print file."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object
from pikepdf.models.metadata import decode_pdf_date
from PIL import ImageCms

from handbook.checks.preflight.rules import Breach
from handbook.checks.preflight.wants import Wants
from handbook.config import profiles
from handbook.values.diagnostics import counted

NEWEST = "1.6"
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


def faults(pdf: pikepdf.Pdf, unknown: pikepdf.Pdf, wants: Wants) -> Iterator[Breach]:
    """Yield what is wrong with the file as a whole; ``unknown`` is the same file, or what of it must be read."""
    if pdf.is_encrypted:
        yield "preflight.encrypted", "the file is encrypted", 0
    for problem in dict.fromkeys([*map(str, pdf.get_warnings()), *map(str, unknown.check_pdf_syntax())]):
        yield "preflight.syntax", problem, 0
    version = str(pdf.Root.get("/Version", f"/{pdf.pdf_version}"))[1:]
    if _number(version) > _number(NEWEST) or _number(pdf.pdf_version) > _number(NEWEST):
        yield "preflight.version", f"PDF {max(version, pdf.pdf_version, key=_number)}", 0
    if "/ID" not in pdf.trailer:
        yield "preflight.id", "no /ID", 0
    if len(pdf.pages) % wants.pages_multiple_of:
        count, wanted = counted(len(pdf.pages), "page"), wants.pages_multiple_of
        yield "preflight.pages", f"the file has {count}, and its sheets need a multiple of {wanted}", 0
    yield from _metadata(pdf)
    yield from _intents(pdf, wants)
    yield from _strangers(pdf)


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
        values = {name: xmp.get(name) for name in (*SAME.values(), PDFX)}
    except Exception as fault:  # noqa: BLE001  # lxml raises what it likes
        yield "preflight.pdfx", f"the XMP metadata cannot be read ({type(fault).__name__})", 0
        return
    if values[PDFX] != "PDF/X-4":
        yield "preflight.pdfx", f"GTS_PDFXVersion is {values[PDFX] or 'missing'}, not PDF/X-4", 0
    for key, name in SAME.items():
        here, there = _plain(info.get(key), key), _plain(values[name], key)
        if here != there and (key != "/Trapped" or trapped):  # otherwise that has been said
            yield "preflight.metadata", f"{key[1:]} is {here or 'missing'} in Info, {there or 'missing'} in XMP", 0


def _plain(value: object, key: str) -> str:
    """Return a value in one form; two dates of the same moment are the same."""
    text = "" if value is None else str(value).removeprefix("/")
    if not text or key not in DATES:
        return text
    with contextlib.suppress(ValueError):
        moment = decode_pdf_date(text) if text.startswith("D:") else datetime.fromisoformat(text)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()
    return text


def _intents(pdf: pikepdf.Pdf, wants: Wants) -> Iterator[Breach]:
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield "preflight.intent", f"{len(intents) or 'no'} output intents of the kind GTS_PDFX", 0
        return
    identifier = str(intents[0].get("/OutputConditionIdentifier", ""))
    if not identifier or (wants.condition is not None and identifier != wants.condition):
        wanted = f", not {wants.condition}" if wants.condition else ""
        yield "preflight.intent", f"the printing condition is {identifier or 'not named'}{wanted}", 0
    profile = intents[0].get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        yield "preflight.intent", "the output intent has no profile", 0
    elif fault := _profile_fault(profile):
        yield "preflight.profile", fault, 0


def _profile_fault(stream: pikepdf.Stream) -> str:
    """Return what keeps a stream from being the profile of a CMYK press."""
    data = stream.read_bytes()
    profile = profiles.read(data)
    if profile is None or profile.size != len(data):
        return "the output profile is no ICC profile"
    kind, space = profile.kind, profile.space
    if (kind, space) != ("prtr", "CMYK") or stream.get("/N") != 4:  # noqa: PLR2004  # four inks
        return f"the output profile is of the kind {kind} {space}, N {stream.get('/N', 'missing')}, not prtr CMYK, N 4"
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (OSError, ImageCms.PyCMSError):
        return "the output profile cannot be read"
    return ""


def _strangers(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    """Yield what a print file has no use for."""
    root = pdf.Root
    names = root.get("/Names", Dictionary())
    if "/AcroForm" in root:
        yield "preflight.form", "a form", 0
    for place, found in (("OpenAction", root), ("AA", root), ("JavaScript", names)):
        if f"/{place}" in found:
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
