"""Judge what pages paint: colours, fonts, sizes, lines, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.preflight.colour import Inks, blackish, mixed
from handbook.checks.preflight.content import Event
from handbook.checks.preflight.paints import Area, Blend, Broken, Paint, Picture, ShownText, Stroke
from handbook.checks.preflight.wants import Wants

LARGE_PT = 12.0
"""From this size on, misregister does not blur a letter."""
COLOURED_PT = 6.0
"""Text of several inks is no smaller, whatever the job allows."""
COARSE_PPI, FINE_PPI = 150.0, 300.0
ROUNDING = 0.005
"""Numbers in a file are rounded."""

Judgement = tuple[str, str]
"""A code and what is wrong."""


def judge(event: Event, wants: Wants, *, blends: bool) -> Iterator[Judgement]:
    """Yield what is wrong with one event; ``blends`` says that the page tells its colours for blending."""
    if isinstance(event, Broken):
        yield "preflight.unreadable", event.text
        return
    if isinstance(event, Blend):
        if event.space not in {"DeviceCMYK", "DeviceGray"}:
            yield "preflight.blend", f"a transparency group blends in {event.space}"
        return
    if event.transparent and not blends and not event.hidden:
        yield "preflight.blend", "transparency on a page without /Group with /CS /DeviceCMYK"
    if event.colour.space.fault:
        yield event.colour.space.fault, f"{_name(event)} in {event.colour.space.name}"
    if not event.hidden:
        yield from _visible(event, wants)


def _visible(event: Paint, wants: Wants) -> Iterator[Judgement]:
    """Judge what itself reaches the paper, not only shapes a mask."""
    if event.overprints and not isinstance(event, Picture) and _vanishes(event):
        yield "preflight.white", f"{_name(event)} in white overprints"
    if isinstance(event, Stroke) and event.width < wants.min_line_pt - ROUNDING:
        yield "preflight.hairline", f"a line of {event.width:.2f} pt"
    if isinstance(event, Area) and event.thinnest < wants.min_line_pt - ROUNDING:
        yield "preflight.hairline", f"a rectangle as thin as a line of {event.thinnest:.2f} pt"
    if isinstance(event, Picture):
        yield from _resolution(event)
    if isinstance(event, ShownText):
        yield from _text(event, wants)


def _name(event: Paint) -> str:
    names: dict[type[Paint], str] = {Area: "an area", Stroke: "a line", ShownText: "text", Picture: "an image"}
    return names[type(event)]


def _vanishes(event: Paint) -> bool:
    """Whether white that overprints leaves no trace: in DeviceCMYK only with OPM 1, in a single ink always."""
    inks = event.colour.inks
    whole = event.colour.space.name == "DeviceCMYK"
    return inks is not None and not any(inks) and (event.keeps or not whole)


def _resolution(picture: Picture) -> Iterator[Judgement]:
    if picture.pixels == (1, 1) or not picture.ppi:  # a plain ground, stretched; or nothing at all
        return
    if picture.ppi < COARSE_PPI * (1 - ROUNDING):
        yield "preflight.coarse", f"an image has {picture.ppi:.0f} pixels to the inch"
    elif picture.ppi < FINE_PPI * (1 - ROUNDING):
        yield "preflight.resolution", f"an image has {picture.ppi:.0f} pixels to the inch"


def _text(text: ShownText, wants: Wants) -> Iterator[Judgement]:
    font = text.font
    if font.kind == "Type3":
        yield "preflight.type3", f"the font {font.name} is of Type 3"
    elif not font.embedded:
        yield "preflight.font", f"the font {font.name} is not embedded"
    if not font.missing.isdisjoint(text.codes):
        yield "preflight.notdef", f"a letter is missing in {font.name}"
    inks = text.colour.inks
    least = max(wants.min_text_pt, COLOURED_PT) if inks and mixed(inks) else wants.min_text_pt
    if text.size < least - ROUNDING:
        yield "preflight.small", f"text of {text.size:.1f} pt; the least is {least:g} pt"
    if inks and mixed(inks) and blackish(inks) and text.size < LARGE_PT - ROUNDING:
        yield "preflight.black", f"black text of {text.size:.1f} pt is mixed: {_percent(inks)}"


def _percent(inks: Inks) -> str:
    return " ".join(f"{100 * amount:.0f}" for amount in inks)
