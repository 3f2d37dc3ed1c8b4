"""How a copy names the partner whose panel it has: among its keywords, and as who contributed to it.

Not as its author, which the association stays, nor in its rights, which the partner has none of. ``dc:contributor`` is
who "is responsible for making contributions to the resource" (Dublin Core): the panel is one. Info has no such entry;
that the name is a keyword, too, shows it in every viewer and lets the copy be found by it, and keeps Info and XMP in
step, of which PDF/A and PDF/X ask that they say the same (ISO 19005-2, 6.6.3; ISO 15930-7, 6.6).
"""

from __future__ import annotations

import copy
import re
import uuid
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

import pikepdf
from pikepdf import Name

from handbook.press.pieces import inside, stream
from handbook.values.partner import Partner

_OPENING = re.compile(rb"<rdf:Description\b[^>]*[^/]>\n?")
_KEYWORDS = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>\n?")
_DECLARED = re.compile(rb"xmlns:(\w+)=")
_NAMES = b"<pdf:Keywords>%b</pdf:Keywords>\n<dc:contributor><rdf:Bag><rdf:li>%b</rdf:li></rdf:Bag></dc:contributor>\n"
_IDENTIFIER = re.compile(rb"<xmpMM:(Document|Instance)ID>(?:uuid:)?([^<]*)</xmpMM:")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a file says of itself, with places for a partner."""

    info: int
    """The number of the Info dictionary, and its entries without the keywords."""
    entries: bytes
    keywords: str
    xmp: int
    """The number of the stream of metadata, and its data, in which ``%b`` stands for names and identifiers."""
    packet: bytes
    document: uuid.UUID | None
    """The identifier of the document, where the file has one."""


def of(pdf: pikepdf.Pdf) -> Naming:
    """Return what a finished file says of itself; raises ValueError if it is not as ``metadata`` writes it."""
    own = copy.copy(pdf.trailer.Info)
    keywords = str(own.get("/Keywords", ""))
    if Name.Keywords in own:
        del own[Name.Keywords]
    packet = pdf.Root.Metadata.read_bytes()
    said = {found[1]: found[2] for found in _IDENTIFIER.finditer(packet)}
    opening, told = _OPENING.search(packet), _KEYWORDS.search(packet)
    if (
        opening is None
        or not {b"dc", b"pdf"} <= set(_DECLARED.findall(opening[0]))
        or unescape(told[1].decode() if told else "") != keywords
    ):
        msg = "its metadata are not as this project writes them"
        raise ValueError(msg)
    packet = _KEYWORDS.sub(b"", packet.replace(b"%", b"%%"))
    packet = _OPENING.sub(lambda found: found[0] + _NAMES, packet, count=1)
    packet = _IDENTIFIER.sub(lambda found: found[0][: found[0].index(b">") + 1] + b"uuid:%b</xmpMM:", packet)
    document = uuid.UUID(said[b"Document"].decode()) if said else None
    info, xmp = pdf.trailer.Info.objgen[0], pdf.Root.Metadata.objgen[0]
    return Naming(info, inside(own), keywords, xmp, packet, document)


def name(partner: Partner) -> str:
    """Return a partner's name on one line."""
    return " ".join((partner.name or partner.name_zh).split())


def info(naming: Naming, called: str) -> bytes:
    """Return the Info dictionary with a partner's name."""
    return b"<< %b/Keywords %b >>" % (naming.entries, pikepdf.String(_keywords(naming, called)).unparse())


def xmp(naming: Naming, called: str, partner: Partner, content: bytes) -> bytes:
    """Return the stream of metadata with a partner's name, and identifiers: the copy is a document of its own.

    ``content`` is a digest of what makes the copy.
    """
    said = [escape(_keywords(naming, called)).encode("utf-8", "replace"), escape(called).encode("utf-8", "replace")]
    if naming.document is not None:
        document = uuid.uuid5(naming.document, partner.id)
        said += [str(document).encode(), str(uuid.uuid5(document, content.hex())).encode()]
    packet = naming.packet % tuple(said)
    # Print shops have programs that look for it without reading the file.
    return stream(b"/Type /Metadata /Subtype /XML ", packet, plain=naming.document is not None)


def _keywords(naming: Naming, called: str) -> str:
    return ", ".join(filter(None, (naming.keywords, called)))
