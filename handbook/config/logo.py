"""What may be in a logo file, how large it may be, and what of it is printed."""

from __future__ import annotations

import io
import struct

from handbook.config import svg
from handbook.config.svg import SvgFault
from handbook.files.turns import TYPESETTING

KINDS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "PDF",
    b"%!PS": "EPS or PostScript",
    b"\xc5\xd0\xd3\xc6": "EPS",
    b"8BPS": "Photoshop",
    b"PK": "an archive",
    b"\x1f\x8b": "packed (SVGZ)",
    b"<!doctype html": "a page of the web",
    b"<html": "a page of the web",
}
"""Kinds of files by their first bytes."""
HINT = "Save it again as PNG, with 4000 pixels at most on each side and without movement."
LARGEST = 300_000
"""Bytes of a logo file: more than this is a photograph."""
WIDEST = 4000
"""Pixels of a PNG: at 1200 dpi more than three inches."""


def logo_faults(name: str, data: bytes) -> tuple[SvgFault, ...]:
    """Return what is wrong with a logo: an SVG must be shapes that refer to nothing outside, a PNG must be whole."""
    if len(data) > LARGEST:
        return (SvgFault(0, f"the file has {len(data)} bytes, more than {LARGEST}", "Simplify it, or scale it down."),)
    is_svg = name.lower().endswith(".svg")
    if (found := kind(data)) and found != ("SVG" if is_svg else "PNG"):
        hint = (
            f"Save it as {'SVG or ' if is_svg else ''}PNG with a program for pictures; another name does not change it."
        )
        if found in {"SVG", "PNG"}:
            hint = f"Call it logo.{found.lower()}, and write that name in association.toml."
        return (SvgFault(0, f"the file is {found}, whatever its name says", hint),)
    if is_svg:
        return svg.faults(data)
    try:
        _png(data)
    except (OSError, ValueError, SyntaxError, struct.error) as fault:  # what Pillow raises for files that are no PNG
        return (SvgFault(0, f"the picture cannot be read: {fault}", HINT),)
    return ()


def kind(data: bytes) -> str:
    """Return the kind of a picture by how its file begins; empty if that is not known."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WebP"
    if start[4:8] == b"ftyp":
        return "HEIC or AVIF"
    if start[:1] == b"<" and b"<svg" in data[:4096]:
        return "SVG"
    return next((named for mark, named in KINDS.items() if start.startswith(mark)), "")


def printable_logo(name: str, data: bytes) -> bytes:
    """Return a logo for the page: a PNG anew, with its pixels and nothing else; ValueError if it is not sound."""
    faults = logo_faults(name, data)
    if faults:
        raise ValueError(faults[0].text)
    return data if name.lower().endswith(".svg") else _png(data)


def _png(data: bytes) -> bytes:
    from PIL import Image, ImageFile  # noqa: PLC0415  # only a PNG needs it, and start-up counts

    # Asked of the header before anything is unpacked.
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        msg = "it does not begin as a PNG"
        raise ValueError(msg)
    width, height = struct.unpack(">II", data[16:24])
    if min(width, height) < 1:
        msg = "it has no pixels"
        raise ValueError(msg)
    if b"acTL" in data[: data.find(b"IDAT")]:
        msg = "it is a moving picture (APNG)"
        raise ValueError(msg)
    if max(width, height) > WIDEST:
        msg = f"it has {width} x {height} pixels, more than {WIDEST}"
        raise ValueError(msg)
    # WeasyPrint, where it is loaded, tells Pillow in all threads to fill up what is cut off.
    with TYPESETTING:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
                # Pillow cuts off what is over 255 where a grey has sixteen bits.
                shown = picture.point(lambda grey: grey / 256).convert("L") if picture.mode.startswith("I") else picture
                pixels = shown.convert("RGBA" if shown.has_transparency_data else "RGB")
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
    made = io.BytesIO()
    Image.frombytes(pixels.mode, pixels.size, pixels.tobytes()).save(made, "PNG")
    return made.getvalue()
