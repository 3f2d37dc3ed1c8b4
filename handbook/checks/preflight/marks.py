"""Judge what pages paint: colours, fonts, sizes, lines, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.checks.preflight.colour import Inks, Space, blackish, mixed
from handbook.checks.preflight.content import Event
from handbook.checks.preflight.paints import Area, Blend, Flaw, Paint, Picture, ShownText, Stroke
from handbook.checks.preflight.paths import LINE_PT
from handbook.checks.preflight.wants import Wants

LARGE_PT = 12.0
"""From this size on, misregister does not blur a letter."""
COLOURED_PT = 6.0
"""Text of several inks is no smaller, whatever the job allows."""
COARSE_PPI, FINE_PPI = 150.0, 300.0
MASK_PPI = 75.0
"""Masks of shadows are soft: less than this shows steps all the same."""
REVERSED_PT = 8.0
FINE_PT = 0.5
"""Finer lines show misregister."""
FULL = 0.4
"""Less of an ink prints as dots, which give a line no edge of its own."""
ROUNDING = 0.01
"""Numbers in a file are rounded, and a point of TeX is 0.4 % less."""
SHAPE = 0.9
"""Shapes are scaled with drawings, to no round widths, and mostly stand beside others."""
SOME = 5
"""So many missing letters are told."""
MOST_PLACES = 4

Judgement = tuple[str, str]
"""A code and what is wrong."""


@dataclass(frozen=True, slots=True)
class Blending:
    """In which colours a page may blend."""

    told: bool
    """Whether the page itself says so, rightly."""
    intent: bytes = b""
    """The profile of the output intent: a group may name it in place of DeviceCMYK."""

    def fits(self, space: Space) -> bool:
        """Whether blending in a colour space keeps the inks of the press."""
        if space.name in {"DeviceCMYK", "DeviceGray"}:
            return True
        return space.profile is not None and bool(self.intent) and space.profile.read_bytes() == self.intent


def judge(event: Event, wants: Wants, blending: Blending) -> Iterator[Judgement]:
    """Yield what is wrong with one event."""
    if isinstance(event, Flaw):
        yield event.code, event.text
        return
    if isinstance(event, Blend):
        if not blending.fits(event.space):
            yield "preflight.blend", f"a transparency group blends in {event.space.name}"
        return
    if event.transparent and not blending.told and not event.hidden:
        yield "preflight.blend", "transparency on a page without /Group with /CS /DeviceCMYK"
    if event.colour.space.fault:
        yield event.colour.space.fault, f"{_name(event)} in {event.colour.space.name}"
    if isinstance(event, ShownText):
        yield from _letters(event)
    if not event.hidden and not event.slug:
        yield from _visible(event, wants)


def _visible(event: Paint, wants: Wants) -> Iterator[Judgement]:
    """Judge what itself reaches the paper and stays on it, not only shapes a mask or is cut off."""
    if event.overprints and not isinstance(event, Picture) and _vanishes(event):
        yield "preflight.white", f"{_name(event)} in white overprints"
    thin = (1 - ROUNDING) * wants.min_line_pt
    if isinstance(event, Stroke):
        if event.width < thin:
            yield "preflight.hairline", f"a line of {_points(event.width, wants.min_line_pt)} pt"
        elif event.width < FINE_PT and (inks := event.colour.inks) and _frays(inks):
            yield "preflight.register", f"a line of {event.width:.2f} pt is mixed: {_percent(inks)}"
    if isinstance(event, Area) and event.thinnest < SHAPE * wants.min_line_pt:
        yield "preflight.hairline", f"a shape as thin as a line of {_points(event.thinnest, wants.min_line_pt)} pt"
    if isinstance(event, Picture):
        if not event.mask and min(event.sides) < thin and max(event.sides) > LINE_PT:
            yield (
                "preflight.hairline",
                f"an image as thin as a line of {_points(min(event.sides), wants.min_line_pt)} pt",
            )
        yield from _resolution(event)
    if isinstance(event, ShownText):
        yield from _text(event, wants)


def _name(event: Paint) -> str:
    names: dict[type[Paint], str] = {Area: "an area", Stroke: "a line", ShownText: "text", Picture: "an image"}
    return names[type(event)]


def reversed_out(text: ShownText) -> bool:
    """Whether small text is left white in what lies below it, which may be of many inks."""
    inks = text.colour.inks
    plain = not (text.slug or text.hidden or text.transparent or text.overprints)
    return plain and text.size < REVERSED_PT and inks is not None and not any(inks)


def _frays(inks: Inks) -> bool:
    """Whether a fine line of these inks shows a plate that is off its place: a black one, or one of four full inks."""
    return (mixed(inks) and blackish(inks)) or min(inks) >= FULL


def _vanishes(event: Paint) -> bool:
    """Whether white that overprints leaves no trace: in DeviceCMYK only with OPM 1, in a single ink always."""
    inks = event.colour.inks
    whole = event.colour.space.name == "DeviceCMYK"
    return inks is not None and not any(inks) and (event.keeps or not whole)


def _resolution(picture: Picture) -> Iterator[Judgement]:
    if 1 in picture.pixels or not picture.ppi:  # a plain ground or a gradient, stretched; or nothing at all
        return
    if picture.mask:
        if picture.ppi < MASK_PPI * (1 - ROUNDING):
            yield "preflight.coarse", f"the soft mask of an image has {picture.ppi:.0f} pixels to the inch"
    elif picture.ppi < COARSE_PPI * (1 - ROUNDING):
        yield "preflight.coarse", f"an image has {picture.ppi:.0f} pixels to the inch"
    elif picture.ppi < FINE_PPI * (1 - ROUNDING):
        yield "preflight.resolution", f"an image has {picture.ppi:.0f} pixels to the inch"


def _letters(text: ShownText) -> Iterator[Judgement]:
    """Judge whether letters can be printed at all, wherever they stand."""
    font = text.font
    if font.kind == "Type3":
        yield "preflight.type3", f"the font {font.name} is of Type 3"
    elif not font.embedded:
        yield "preflight.font", f"the font {font.name} is not embedded"
    elif font.fault:
        yield "preflight.font", f"the file of the font {font.name} cannot be opened ({font.fault})"
    if missing := font.missing(text.codes):
        yield "preflight.notdef", f"a letter is missing in {font.name} (code {', '.join(map(str, missing[:SOME]))})"


def _text(text: ShownText, wants: Wants) -> Iterator[Judgement]:
    inks = text.colour.inks
    least = max(wants.min_text_pt, COLOURED_PT) if inks and mixed(inks) else wants.min_text_pt
    if text.size < least * (1 - ROUNDING):
        yield "preflight.small", f"text of {_points(text.size, least, 1)} pt; the least is {least:g} pt"
    elif text.narrowest < least / 2:
        yield "preflight.small", f"text is squeezed: its letters are as narrow as in type of {text.narrowest:.1f} pt"
    if inks and mixed(inks) and blackish(inks) and text.size < LARGE_PT * (1 - ROUNDING):
        yield "preflight.black", f"black text of {_points(text.size, LARGE_PT, 1)} pt is mixed: {_percent(inks)}"


def _points(size: float, least: float, places: int = 2) -> str:
    """Return a size in points with as many decimals as tell it from what it falls short of."""
    while float(f"{size:.{places}f}") >= least and places < MOST_PLACES:
        places += 1
    return f"{size:.{places}f}"


def _percent(inks: Inks) -> str:
    return " ".join(f"{100 * amount:.0f}" for amount in inks)
