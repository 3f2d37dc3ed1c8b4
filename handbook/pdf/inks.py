"""Colours of the screen to colours of a printer: tokens by the table in ``tokens.css``, all others by profile.

A press has four inks. What the book's design says of a colour is exact (black text is black ink alone, whatever a
profile would mix); only colours that are not ours, an association's accent and logo, go through the profiles.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms

Colour = tuple[int, int, int]
"""sRGB, 0 to 255."""
Ink = tuple[float, ...]
"""Cyan, magenta, yellow, black, or red, green, blue; 0 to 1."""
Palette = Callable[[Colour], Ink]

BLACK: Ink = (0.0, 0.0, 0.0, 1.0)
PART = re.compile(r"--([\w-]+)-cmyk:\s*([\d. ]+?)\s*;")
HEX = re.compile(r"--([\w-]+):\s*#([0-9A-Fa-f]{6})\b")


def token_colours(css: str) -> dict[str, Colour]:
    """Return the colours of the custom properties of a style sheet by name."""
    return {name: _rgb(value) for name, value in HEX.findall(css)}


def token_inks(css: str) -> dict[str, Ink]:
    """Return what each token is printed with."""
    return {name: tuple(float(part) / 100 for part in parts.split()) for name, parts in PART.findall(css)}


def press(css: str, transform: ImageCms.ImageCmsTransform) -> Palette:
    """Return the palette of a press: CMYK."""
    inks = token_inks(css)
    known = {colour: inks[name] for name, colour in token_colours(css).items() if name in inks}

    @lru_cache(maxsize=4096)
    def ink(colour: Colour) -> Ink:
        if colour in known:
            return known[colour]
        red, green, blue = colour
        if red == green == blue:  # greys, and the white of masks: black ink alone
            return (0.0, 0.0, 0.0, round(1 - red / 255, 4))
        pixel = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), transform)
        assert pixel is not None  # noqa: S101  # only an in-place call returns nothing
        parts = pixel.getpixel((0, 0))
        assert isinstance(parts, tuple)  # noqa: S101  # four inks
        return tuple(round(part / 255, 4) for part in parts)

    return ink


def office(css: str) -> Palette:
    """Return the palette of an office printer: sRGB, with white for the paper's tint."""
    colours = token_colours(css)
    known = {colour: colours[f"{name}-office"] for name, colour in colours.items() if f"{name}-office" in colours}
    return lambda colour: tuple(round(part / 255, 4) for part in known.get(colour, colour))


class UnfitProfileError(ValueError):
    """A profile's tables cannot be used."""


@lru_cache(maxsize=4)
def transform(profile: bytes) -> ImageCms.ImageCmsTransform:
    """Return the way from sRGB to a printing condition: relative colorimetric, black to black.

    Raises UnfitProfileError if the profile has no table for it.
    """
    try:
        target = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), target, "RGB", "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
    except (ImageCms.PyCMSError, OSError) as fault:
        msg = f"colours cannot be converted with it: {fault}"
        raise UnfitProfileError(msg) from fault


def tokens_file(root: Path) -> Path:
    """Return the style sheet of the tokens."""
    return root / "templates/css/tokens.css"


def _rgb(value: str) -> Colour:
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)
