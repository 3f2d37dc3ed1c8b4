"""What a file says of itself: to viewers, in its properties, and of the standards that it follows.

Properties stand in the Info dictionary and as XMP (ISO 16684-1), word for word the same. Dates are the edition's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handbook import __version__
from handbook.layout import engine
from handbook.values.model import Job

PROGRAM = f"handbook {__version__}"
SRGB = "sRGB IEC61966-2.1"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
ACCESSIBLE = """<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""The claims of PDF/A-2a and PDF/UA-1; PDF/A wants properties explained that are not its own (ISO 19005-2, 6.6.2.3)."""


def describe(pdf: pikepdf.Pdf, languages: Iterable[str], claims: str = "") -> None:
    """Name the program in the properties, and write these as XMP, with the languages and the claims of standards.

    Keywords are an object of their own: a partner's copy has its name among them, and need not say the rest again.
    """
    info = pdf.docinfo
    info[Name.Creator] = String(PROGRAM)
    info[Name.Producer] = String(f"{PROGRAM}, WeasyPrint {engine.VERSION}")
    pdf.Root.Metadata = pdf.make_stream(_packet(info, languages, claims), Type=Name.Metadata, Subtype=Name.XML)
    if Name.Keywords in info:
        info[Name.Keywords] = pdf.make_indirect(info[Name.Keywords])


def languages(job: Job) -> Sequence[str]:
    """Return the tags of the languages that a job's file prints."""
    return [each.tag for each in job.voices or (job.language,)]


def show(pdf: pikepdf.Pdf, job: Job) -> None:
    """Say how a viewer opens a file: under its title, in the direction of reading, a stitched book as spreads.

    The first page of a book stands alone, on the right or where one reads from right to left on the left
    (ISO 32000-1, 7.7.2 and 12.2).
    """
    entitle(pdf)
    if job.language.direction == "rtl":
        pdf.Root.ViewerPreferences.Direction = Name.R2L
    if job.layout.fold.is_spread:
        pdf.Root.PageLayout = Name.TwoPageRight


def entitle(pdf: pikepdf.Pdf) -> None:
    """Let viewers show the title and not the name of the file."""
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    pdf.Root.ViewerPreferences.DisplayDocTitle = True


def label(pdf: pikepdf.Pdf) -> None:
    """Label pages by the numbers that stand on them, from 1 (ISO 32000-1, 12.4.2)."""
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def intend_srgb(pdf: pikepdf.Pdf) -> None:
    """Say that colours are those of sRGB (ISO 19005-2, 6.2.3)."""
    profile = pdf.make_stream(engine.srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(SRGB), Info=String(SRGB),
        DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _packet(info: pikepdf.Object, tags: Iterable[str], claims: str) -> bytes:
    said = {key.removeprefix("/"): escape(str(value)) for key, value in info.items()}
    created, modified = (_date(said.get(key, "")) for key in ("CreationDate", "ModDate"))
    properties = [
        *_alternative("dc:title", said.get("Title", "")),
        *_listed("dc:creator", "Seq", [said["Author"]] if "Author" in said else []),
        *_alternative("dc:description", said.get("Subject", "")),
        *_listed("dc:language", "Bag", tags),
        *_simple("pdf:Keywords", said.get("Keywords", "")),
        *_simple("pdf:Producer", said["Producer"]),
        *_simple("xmp:CreatorTool", said["Creator"]),
        *_simple("xmp:CreateDate", created),
        *_simple("xmp:ModifyDate", modified),
        *_simple("xmp:MetadataDate", modified),
        claims,
    ]
    body = "\n".join(filter(None, properties))
    named = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items() if f"<{name}:" in body)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="{RDF}">\n<rdf:Description rdf:about="" {named}>\n{body}\n'
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _simple(name: str, value: str) -> Sequence[str]:
    return [f"<{name}>{value}</{name}>"] if value else []


def _listed(name: str, kind: str, values: Iterable[str]) -> Sequence[str]:
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return [f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"] if items else []


def _alternative(name: str, value: str) -> Sequence[str]:
    item = f'<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>'
    return [f"<{name}>{item}</{name}>"] if value else []


def _date(info: str) -> str:
    """Return a date of the Info dictionary as XMP writes it: D:20261122000000Z -> 2026-11-22T00:00:00Z."""
    found = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", info)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""
