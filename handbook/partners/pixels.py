"""Logos of pixels, PNG, JPEG and WebP: made anew, upright and in sRGB, with nothing of the file but its picture."""

from __future__ import annotations

import io
import struct
import warnings

import numpy as np
from PIL import Image, ImageCms, ImageFile, ImageOps

from handbook.config.logo import WIDEST
from handbook.files.turns import TYPESETTING

FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "WebP": "WEBP"}
"""Kinds of files by the words of ``config.logo``, and Pillow's names for them."""
SRGB = ImageCms.createProfile("sRGB")
OPAQUE = 128
"""From this alpha on a pixel counts as drawn."""
_CHUNKS = {b"VP8X": (24, "extended"), b"VP8L": (21, "lossless"), b"VP8 ": (26, "lossy")}
"""Where the size stands in the three kinds of WebP (RFC 9649)."""


def opened(data: bytes, kind: str, inks: bytes) -> Image.Image:
    """Return a picture as a reader sees it, RGB or RGBA in sRGB.

    ``inks`` is the profile for CMYK that has none of its own. Raises ValueError for what is too large, before it is
    unpacked, for what moves and for what is damaged.
    """
    if kind in _DECLARED:
        _fit(*_DECLARED[kind](data))
    # WeasyPrint, where it is loaded, tells Pillow in all threads to fill up what is cut off.
    with TYPESETTING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            with Image.open(io.BytesIO(data), formats=(FORMATS[kind],)) as picture:
                _fit(*picture.size)
                if getattr(picture, "n_frames", 1) > 1:
                    msg = "it is a moving picture"
                    raise ValueError(msg)
                return _in_srgb(ImageOps.exif_transpose(picture), inks)
        except Image.DecompressionBombError as fault:  # asked of the header before anything is unpacked
            msg = f"it has far more than {WIDEST} x {WIDEST} pixels"
            raise ValueError(msg) from fault
        except (OSError, SyntaxError, struct.error, EOFError) as fault:
            raise ValueError(str(fault)) from fault
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _fit(width: int, height: int) -> None:
    if min(width, height) < 1:
        msg = "it has no pixels"
        raise ValueError(msg)
    if max(width, height) > WIDEST:
        msg = f"it has {width} x {height} pixels, more than {WIDEST}"
        raise ValueError(msg)


def _webp_size(data: bytes) -> tuple[int, int]:
    """Return the size that a WebP file declares: Pillow would make room for it before anybody could ask."""
    at, kind = _CHUNKS.get(data[12:16], (0, ""))
    head = data[at : at + 6]
    if len(head) < 6:  # noqa: PLR2004  # two sizes of three bytes
        msg = "it does not begin as a WebP"
        raise ValueError(msg)
    if kind == "extended":
        return 1 + int.from_bytes(head[:3], "little"), 1 + int.from_bytes(head[3:], "little")
    if kind == "lossless":
        bits = int.from_bytes(head[:4], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[:4])
    return width & 0x3FFF, height & 0x3FFF


def _png_size(data: bytes) -> tuple[int, int]:
    """Return the size that a PNG file declares."""
    if len(data) < 24 or data[12:16] != b"IHDR":  # noqa: PLR2004  # its first chunk, which has the size
        msg = "it does not begin as a PNG"
        raise ValueError(msg)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


_DECLARED = {"PNG": _png_size, "WebP": _webp_size}
"""Asked before Pillow is."""


def _in_srgb(picture: Image.Image, inks: bytes) -> Image.Image:
    """Return a picture in sRGB, by its own profile if it has one that can be used."""
    if picture.mode.startswith("I"):
        # Pillow cuts off what is over 255 where a grey has sixteen bits.
        return picture.point(lambda grey: grey / 256).convert("L").convert("RGB")
    profile = picture.info.get("icc_profile") or (inks if picture.mode == "CMYK" else b"")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    plain = picture if picture.mode == "CMYK" else picture.convert(mode)
    for each in (profile, inks) if plain.mode == "CMYK" else (profile,):
        if converted := _converted(plain, each):
            return converted
    return plain.convert(mode)


def _converted(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Return a picture converted from a profile; None if it has none or one that is not for such a picture."""
    if not profile:
        return None
    colours = picture.convert("RGB") if picture.mode == "RGBA" else picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(colours, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if made is None:
        return None
    if picture.mode == "RGBA":
        made.putalpha(picture.getchannel("A"))
    return made


def reduced(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
    """Return a picture no larger than so many pixels: more would be printed by nobody and sent by everybody."""
    made = picture.copy()
    made.thumbnail(most, Image.Resampling.LANCZOS)
    return made


def png(picture: Image.Image) -> bytes:
    """Return a PNG of the pixels and nothing else."""
    made = io.BytesIO()
    Image.frombytes(picture.mode, picture.size, picture.tobytes()).save(made, "PNG", optimize=True)
    return made.getvalue()


def contrasts(picture: Image.Image, ground: str) -> tuple[float, float]:
    """Return which share of a picture is drawn, and the contrast of its clearest hundredth with a ground (``#RRGGBB``).

    Contrast is that of WCAG 2.2 (relative luminance).
    """
    pixels = np.asarray(picture.convert("RGBA"), dtype=np.float32).reshape(-1, 4)
    drawn = pixels[pixels[:, 3] >= OPAQUE][:, :3]
    if not len(drawn):
        return 0.0, 1.0
    below = _luminance(np.array([[int(ground[at : at + 2], 16) for at in (1, 3, 5)]], dtype=np.float32))[0]
    light = _luminance(drawn)
    ratios = (np.maximum(light, below) + 0.05) / (np.minimum(light, below) + 0.05)
    return len(drawn) / len(pixels), float(np.percentile(ratios, 99))


def _luminance(colours: np.ndarray) -> np.ndarray:
    parts = colours / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
