"""Colours of a stranger's page to sRGB (ISO 32000-1, 8.6); those that no plain drawing has are refused."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Name, Object
from PIL import Image, ImageCms

Colour = tuple[int, int, int]
PLAIN = "Export it with colours in RGB or CMYK."
SHAPES = "Export it as SVG, or as a PDF of shapes alone: letters as outlines, no pictures, no gradients."
AGAIN = "Export the logo again, as SVG or PDF."
_WHITE = (255, 255, 255)
_CHANNELS: Mapping[str, int] = {
    "/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3, "/DeviceCMYK": 4, "/CMYK": 4,
}  # fmt: skip


class UnfitPageError(ValueError):
    """A file has no page that can be a logo; the message says why, ``hint`` what to do."""

    def __init__(self, text: str, hint: str = AGAIN) -> None:
        super().__init__(text)
        self.hint = hint


class Inks:
    """Colours of a PDF to sRGB."""

    def __init__(self, profile: bytes) -> None:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        self.transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "CMYK", "RGB",
                                                 ImageCms.Intent.RELATIVE_COLORIMETRIC)  # fmt: skip

    def colour(self, space: Object, parts: Sequence[float]) -> Colour:
        """Return a colour of a space. Raises UnfitPageError for a space that no drawing needs."""
        if isinstance(space, pikepdf.Array) and len(space) and space[0] in {Name.Separation, Name.DeviceN}:
            return self.colour(space[2], _tinted(space[3], parts))
        channels = channels_of(space)
        shares = [min(max(float(part), 0.0), 1.0) for part in parts]
        if len(shares) != channels:
            msg = "a colour has too few parts"
            raise UnfitPageError(msg)
        if channels == 1:
            grey = round(shares[0] * 255)
            return grey, grey, grey
        if channels == 3:  # noqa: PLR2004  # red, green, blue
            red, green, blue = (round(share * 255) for share in shares)
            return red, green, blue
        pixel = Image.new("CMYK", (1, 1), tuple(round(share * 255) for share in shares))
        made = ImageCms.applyTransform(pixel, self.transform)
        red, green, blue = made.getpixel((0, 0)) if made else _WHITE  # type: ignore[misc]  # of an RGB picture
        return red, green, blue


def channels_of(space: Object) -> int:
    """Return how many parts a colour of a space has."""
    family = space[0] if isinstance(space, pikepdf.Array) and len(space) else space
    if family == Name.ICCBased:
        return int(space[1].N)
    if (channels := _CHANNELS.get(str(family))) is None:
        msg = f"it has colours of the kind {str(family).lstrip('/')[:30]}"
        raise UnfitPageError(msg, PLAIN)
    return channels


def _tinted(function: Object, parts: Sequence[float]) -> Sequence[float]:
    """Return a tint of a spot colour in its alternate space: by an exponential function alone (ISO 32000-1, 7.10.3)."""
    if len(parts) != 1 or int(function.get("/FunctionType", -1)) != 2:  # noqa: PLR2004  # exponential
        msg = "it has spot colours"
        raise UnfitPageError(msg, PLAIN)
    share = min(max(float(parts[0]), 0.0), 1.0) ** float(function.N)
    none, full = ([float(part) for part in function.get(key, other)] for key, other in (("/C0", [0]), ("/C1", [1])))
    return [start + share * (end - start) for start, end in zip(none, full, strict=True)]


def first_of(space: Object) -> Sequence[float]:
    """Return the colour with which a space begins (ISO 32000-1, 8.6.5 to 8.6.8). Raises UnfitPageError for patterns."""
    family = space[0] if isinstance(space, pikepdf.Array) and len(space) else space
    if family == Name.Pattern:
        msg = "it has a gradient or a pattern"
        raise UnfitPageError(msg, SHAPES)
    if family in {Name.Separation, Name.DeviceN}:
        return [1.0]
    channels = channels_of(space)
    return [*[0.0] * (channels - 1), 1.0 if channels == 4 else 0.0]  # noqa: PLR2004  # of CMYK, black


def hex_of(colour: Colour) -> str:
    """Return a colour as SVG has it."""
    return "#{:02X}{:02X}{:02X}".format(*colour)
