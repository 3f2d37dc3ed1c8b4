"""Colours of the screen to colours of a printer: tokens by the table in ``tokens.css``, all others by profile.

A press has four inks. What the book's design says of a colour is exact (black text is black ink alone, whatever a
profile would mix); only colours that are not ours, an association's accent and logo, go through the profiles.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageCms

from handbook.config import tokens
from handbook.files.folders import PROFILES
from handbook.values.colours import Colour, Ink, Tokens
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Project

Palette = Callable[[Colour], Ink]

BLACK: Ink = (0.0, 0.0, 0.0, 1.0)
TOO_FAR, TOO_FAR_OF_TINTS, TOO_FAR_OF_BLACK = 8.0, 5.0, 15.0
"""Differences of colour (CIE 1976) from which a token's ink is another colour than that on the screen.

Those of the book lie within 6, those of its tints within 3; what is black ink alone is lighter than on a screen, by up
to 11.
"""
TINT = 0.5
"""So much ink in all is a tint."""


def press(table: Tokens, transform: ImageCms.ImageCmsTransform) -> Palette:
    """Return the palette of a press: CMYK."""
    known = {colour: table.inks[name] for name, colour in table.colours.items() if name in table.inks}

    @lru_cache(maxsize=4096)
    def ink(colour: Colour) -> Ink:
        if colour in known:
            return known[colour]
        red, green, blue = colour
        if red == green == blue:  # greys, and the white of masks: black ink alone
            return (0.0, 0.0, 0.0, round(1 - red / 255, 4))
        return tuple(round(part / 255, 4) for part in _pixel("RGB", colour, transform))

    return ink


def office(table: Tokens) -> Palette:
    """Return the palette of an office printer: sRGB, with white for the paper's tint."""
    colours = table.colours
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


def profile(project: Project) -> bytes:
    """Return the profile of the edition's printing condition, as a print file carries it."""
    return (project.root / PROFILES / project.edition.condition.profile).read_bytes()


def unfit(project: Project, fault: UnfitProfileError) -> Diagnostic:
    """Return that the profile of the edition's condition cannot be used."""
    place = PROFILES / project.edition.condition.profile
    return error(place.as_posix(), 0, "profile.unfit", str(fault), "Load the profile again.")


def parted(project: Project) -> tuple[Diagnostic, ...]:
    """Return an error for each token whose ink is, on the edition's paper, another colour than on the screen.

    Raises UnfitProfileError if the profile cannot say what the inks look like.
    """
    data = profile(project)
    try:
        target = ImageCms.ImageCmsProfile(io.BytesIO(data))
        seen, printed = (
            _to_lab(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), "RGB"),
            _to_lab(target, "CMYK"),
        )
    except (ImageCms.PyCMSError, OSError) as fault:
        msg = f"colours cannot be converted with it: {fault}"
        raise UnfitProfileError(msg) from fault
    found = project.tokens
    findings = []
    for name in found.colours.keys() & found.inks.keys():
        colour, ink = found.colours[name], tuple(round(part * 255) for part in found.inks[name])
        apart = math.dist(_lab("RGB", colour, seen), _lab("CMYK", ink, printed))
        if apart > _limit(found.inks[name]):
            red, green, blue = _lab_to_srgb("CMYK", ink, target)
            hint = (
                f"On paper it would be about #{red:02X}{green:02X}{blue:02X}. Change both: the colour of the screen in "
                f"line {found.lines[name]} and the inks, in per cent of cyan, magenta, yellow and black, in this line."
            )
            text = (
                f"--{name} is another colour on the screen than its inks --{name}-cmyk print (difference {apart:.0f})"
            )
            findings.append(error(str(tokens.SHEET), found.lines[f"{name}{tokens.INKS}"], "tokens.parted", text, hint))
    return tuple(sorted(findings))


def _limit(ink: Ink) -> float:
    if not any(ink[:3]):
        return TOO_FAR_OF_BLACK
    return TOO_FAR_OF_TINTS if sum(ink) < TINT else TOO_FAR


def _to_lab(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        profile, ImageCms.createProfile("LAB"), mode, "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip


def _lab(mode: str, colour: tuple[int, ...], way: ImageCms.ImageCmsTransform) -> tuple[float, float, float]:
    light, a, b = _pixel(mode, colour, way)
    return light * 100 / 255, a - 128, b - 128


def _lab_to_srgb(mode: str, colour: tuple[int, ...], profile: ImageCms.ImageCmsProfile) -> Colour:
    way = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
    red, green, blue = _pixel(mode, colour, way)
    return int(red), int(green), int(blue)


def _pixel(mode: str, colour: tuple[int, ...], way: ImageCms.ImageCmsTransform) -> tuple[float, ...]:
    pixel = ImageCms.applyTransform(Image.new(mode, (1, 1), colour), way)
    assert pixel is not None  # noqa: S101  # only an in-place call returns nothing
    parts = pixel.getpixel((0, 0))
    assert isinstance(parts, tuple)  # noqa: S101  # three or four parts
    return parts
