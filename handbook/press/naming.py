"""How a copy names the partner whose panel it has: among its keywords, and as who contributed to it.

Not as its author, which the association stays, nor in its rights, which the partner has none of. ``dc:contributor`` is
who "is responsible for making contributions to the resource" (Dublin Core): the panel is one. Info has no such entry;
that the name is a keyword, too, shows it in every viewer and lets the copy be found by it, and keeps Info and XMP in
step, of which PDF/A and PDF/X ask that they say the same (ISO 19005-2, 6.6.3; ISO 15930-7, 6.6).
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from xml.sax.saxutils import escape, unescape

import pikepdf

from handbook.press.pieces import stream
from handbook.press.stencils import Stencil
from handbook.values.partner import Partner

_OPENING = re.compile(rb"<rdf:Description\b[^>]*[^/]>")
_CLOSING = b"</rdf:Description>"
_KEYWORDS = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>\n?")
_DECLARED = re.compile(rb"xmlns:(\w+)=")
_NAMES = b"<pdf:Keywords>%b\0</pdf:Keywords>\n<dc:contributor><rdf:Bag><rdf:li>\0</rdf:li></rdf:Bag></dc:contributor>\n"
"""With places for names."""
_IDENTIFIER = re.compile(rb"<xmpMM:(Document|Instance)ID>(?:uuid:)?([^<]*)</xmpMM:")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a file says of itself, with places for a partner."""

    info: int
    """The number of the Info dictionary, that of its keywords, and what they are."""
    keywords: int
    said: str
    xmp: int
    """The number of the stream of metadata, and its data, parted where identifiers and names stand."""
    packet: tuple[bytes, ...]
    document: uuid.UUID | None
    """The identifier of the document, where the file has one."""


def of(pdf: pikepdf.Pdf) -> Naming:
    """Return what a finished file says of itself; raises ValueError if it is not as ``metadata`` writes it."""
    info, xmp = pdf.trailer.Info, pdf.Root.Metadata
    number, keywords = info.Keywords.objgen[0], str(info.Keywords)
    packet = xmp.read_bytes()
    ids = {found[1]: found[2] for found in _IDENTIFIER.finditer(packet)}
    opening, told = _OPENING.search(packet), _KEYWORDS.search(packet)
    if (
        not number
        or opening is None
        or not {b"dc", b"pdf"} <= set(_DECLARED.findall(opening[0]))
        or told is None
        or unescape(told[1].decode()) != keywords
    ):
        msg = "its metadata are not as this project writes them"
        raise ValueError(msg)
    packet = _IDENTIFIER.sub(lambda found: found[0][: found[0].index(b">") + 1] + b"uuid:\0</xmpMM:", packet)
    # Names come last: what stands before them is deflated as a whole.
    before, closing, after = _KEYWORDS.sub(b"", packet).rpartition(_CLOSING)
    packet = before + _NAMES % escape(_listed(keywords, "")).encode() + closing + after
    document = uuid.UUID(ids[b"Document"].decode()) if ids else None
    return Naming(info.objgen[0], number, keywords, xmp.objgen[0], tuple(packet.split(b"\0")), document)


def name(partner: Partner) -> str:
    """Return a partner's name on one line."""
    return " ".join((partner.name or partner.name_zh).split())


def keywords(naming: Naming, called: str) -> bytes:
    """Return the keywords of the Info dictionary with a partner's name."""
    return pikepdf.String(_listed(naming.said, called)).unparse()


def xmp(naming: Naming, called: str, partner: Partner, content: bytes) -> bytes:
    """Return the stream of metadata with a partner's name, and identifiers: the copy is a document of its own.

    ``content`` is a digest of what makes the copy.
    """
    said = [escape(called).encode("utf-8", "replace")] * 2
    entries = b"<</Type/Metadata/Subtype/XML"
    if naming.document is None:
        return stream(entries + b"/Filter/FlateDecode", _stencil(naming.packet).filled(said))
    document = uuid.uuid5(naming.document, partner.id)
    ids = [str(each).encode() for each in (document, uuid.uuid5(document, content.hex()))]
    # Print shops have programs that look for it without reading the file.
    first, *others = naming.packet
    return stream(entries, b"".join([first, *chain.from_iterable(zip(ids + said, others, strict=True))]))


_stencil = lru_cache(maxsize=64)(Stencil)


def _listed(known: str, called: str) -> str:
    return f"{known}, {called}"
