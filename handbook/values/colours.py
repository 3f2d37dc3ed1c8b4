"""The colours of the book: what each is on the screen and in ink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.values.diagnostics import Diagnostic

Colour = tuple[int, int, int]
"""sRGB, 0 to 255."""
Ink = tuple[float, ...]
"""Cyan, magenta, yellow, black; 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The custom properties of a style sheet that are colours, by their names without the two hyphens."""

    colours: Mapping[str, Colour]
    inks: Mapping[str, Ink]
    lines: Mapping[str, int]
    faults: tuple[Diagnostic, ...]
    """What cannot be read, or is only half there."""

    def hexes(self) -> dict[str, str]:
        """Return the colours as drawings write them: ``#0F5653``."""
        return {name: "#{:02X}{:02X}{:02X}".format(*colour) for name, colour in self.colours.items()}
