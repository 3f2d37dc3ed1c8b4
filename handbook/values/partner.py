"""A partner, whose name copies carry: a hotel or a travel agency, as its row or its form says, checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WORDS = ("name", "name_zh", "address", "address_zh", "phone", "hint", "web")
"""The fields of a partner that are printed as words."""


class LogoKind(StrEnum):
    """What a logo is drawn of."""

    PIXELS = "png"
    """A PNG that was made anew from its pixels."""
    SVG = "svg"
    """Shapes that refer to nothing outside; of a PDF, too."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A partner's logo, made safe."""

    kind: LogoKind
    data: bytes
    size: tuple[float, float]
    """Width and height: of pixels in px, of shapes in their own units."""


@dataclass(frozen=True, slots=True)
class Partner:
    """What a panel prints; a field that nobody filled is empty."""

    id: str
    """Names its files: small letters, digits and hyphens."""
    name: str
    """In any script; a line break parts its two lines."""
    name_zh: str = ""
    address: str = ""
    """In the guest's language, or in Latin letters."""
    address_zh: str = ""
    """In Chinese, for the driver of a taxi."""
    phone: str = ""
    """As it is dialled from abroad: ``+86 10 5550 0100``."""
    hint: str = ""
    """What reception says to the guest, in a line or two."""
    web: str = ""
    """An address without ``https://``; the panel prints it and its QR code."""
    logo: Logo | None = None


def letters(partners: Iterable[Partner]) -> str:
    """Return the letters that partners have printed, each once, sorted."""
    return "".join(sorted({letter for partner in partners for name in WORDS for letter in getattr(partner, name)}))
