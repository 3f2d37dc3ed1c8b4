"""Laid-out pages to print files: PDF/X-4 in the inks of a printing condition, and sRGB on white for office printers.

PDF/X-4 is ISO 15930-7; the keys below are those that it asks for. Nothing is added to the pages and nothing moves.
Colours come with the project; of its files the profile of the printing condition is read, by ``inks.profile``.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handbook.press import inks, metadata
from handbook.press.recolour import Inking, recolour
from handbook.press.streams import Streams
from handbook.press.transparency import declare
from handbook.values.colours import Tokens
from handbook.values.model import Condition, Job, Project, Purpose
from handbook.values.units import POINTS

REGISTRY = "http://www.color.org"
STRUCTURE = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/PageMode", "/OpenAction", "/AcroForm")
"""What a reader on a screen uses and a press does not."""
DOCUMENT, INSTANCE = (str(uuid.UUID(int=number)) for number in (1, 2))
"""What stands in the place of identifiers until ``identified`` puts them there."""
CLAIMS = f"""<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{DOCUMENT}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{INSTANCE}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>"""
"""What PDF/X-4 asks of the metadata (ISO 15930-7, 6.6 and 6.7)."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A print file."""

    data: bytes
    count: int
    """How many pages it has."""
    converted: tuple[str, ...]
    """What had to be converted to the inks of the press: pictures of a logo."""


def press(data: bytes, job: Job, project: Project, streams: Streams) -> Pressed:
    """Return laid-out pages as a print file of the job's purpose, with all the bleed of its layout.

    ``data`` is what WeasyPrint wrote, with bleed around the trim; ``streams`` deflates the pages.
    Raises inks.UnfitProfileError if the condition's profile cannot convert colours.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        converted = ink(pdf, job.product.purpose, project, streams)
        for page in pdf.pages:
            _show_bleed(page, job.layout.bleed_mm)
        if job.product.purpose is Purpose.OFFICE:
            metadata.describe(pdf, metadata.languages(job))
        else:
            _intend(pdf, project.edition.condition, inks.profile(project))
            metadata.describe(pdf, metadata.languages(job), CLAIMS)
        metadata.show(pdf, job)
        pdf.remove_unreferenced_resources()
        return Pressed(_saved(pdf), len(pdf.pages), converted)


def ink(pdf: pikepdf.Pdf, purpose: Purpose, project: Project, streams: Streams) -> tuple[str, ...]:
    """Take off what is for the screen, and replace all colours by those of a purpose; return what was converted.

    Raises inks.UnfitProfileError if the condition's profile cannot convert colours.
    """
    for key in STRUCTURE:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        _bare(page)
    if purpose is Purpose.OFFICE:
        inking, space = Inking(inks.office(project.tokens), None, _recipe(project.tokens)), Name.DeviceRGB
    else:
        profile = inks.profile(project)
        transform = inks.transform(profile)
        palette = inks.press(project.tokens, transform)
        inking, space = Inking(palette, transform, _recipe(project.tokens, profile)), Name.DeviceCMYK
    converted = recolour(pdf, inking, streams)
    declare(pdf, space)
    return converted


def narrowed(pages: Pressed, bleed_mm: float) -> Pressed:
    """Return a print file that shows less of its bleed."""
    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        for page in pdf.pages:
            _show_bleed(page, bleed_mm)
        return Pressed(_saved(pdf), pages.count, pages.converted)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, force_version="1.6", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _recipe(tokens: Tokens, profile: bytes = b"") -> str:
    """Return what decides on the inks of a purpose."""
    listed = repr((sorted(tokens.colours.items()), sorted(tokens.inks.items())))
    return hashlib.sha256(listed.encode() + b"\0" + profile).hexdigest()


def identified(data: bytes, job: Job) -> bytes:
    """Return a print file with identifiers of its own, made from its job and its content (ISO 15930-7, 6.6).

    Pages are pressed once for several files. Identifiers are as long as what stands in their place, in a stream that
    is never compressed, so nothing moves.
    """
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"{job.edition}/{job.slug}")
    instance = uuid.uuid5(document, hashlib.sha256(data).hexdigest())
    return data.replace(DOCUMENT.encode(), str(document).encode()).replace(INSTANCE.encode(), str(instance).encode())


def _bare(page: pikepdf.Page) -> None:
    """Take what is for the screen off a page."""
    for key in ("/Annots", "/Tabs", "/StructParents"):
        if key in page:
            del page[key]


def _show_bleed(page: pikepdf.Page, bleed_mm: float) -> None:
    """Set the boxes (WeasyPrint 70 stops BleedBox at 10 pt)."""
    x0, y0, x1, y1 = (float(edge) for edge in page.TrimBox)
    bleed = bleed_mm * POINTS
    around = Array([round(edge, 4) for edge in (x0 - bleed, y0 - bleed, x1 + bleed, y1 + bleed)])
    page.MediaBox = page.BleedBox = around


def _intend(pdf: pikepdf.Pdf, condition: Condition, profile: bytes) -> None:
    """Say for which printing condition the inks are meant (ISO 15930-7, 6.2.2)."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.id),
        OutputCondition=String(condition.name),
        Info=String(condition.name),
        RegistryName=String(REGISTRY),
        DestOutputProfile=pdf.make_stream(profile, N=4, Alternate=Name.DeviceCMYK),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo[Name.Trapped] = Name("/False")
