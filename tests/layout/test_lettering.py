"""The lettering of drawings, as large as it is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
from builders import ROOT, document_of, load

from art import catalogue
from handbook.layout.drawings import Drawing
from handbook.layout.typeset import lay_out
from handbook.values.units import PX_MM

SMALLEST_PT, NARROW_PT, PT_MM = 5.5, 5.0, 25.4 / 72
"""What an eye still reads on an object in a drawing, and what it makes do with where a script leaves less room for the
drawing; text is larger (tests/test_type_sizes.py)."""
DRAWN = (("en", "screen"), ("en", "large-print"), ("en", "leaflet-screen"), ("mul", "poster"))
"""A product of each layout that has drawings."""
PLATES = tuple(stem for stem in catalogue.load() if stem.startswith(catalogue.PLATE) and not stem.endswith("-rtl"))


def smallest(stem: str, width: float) -> float:
    """Return the smallest lettering of a drawing that is printed so wide (in mm), in points; 99 if it has none."""
    g = catalogue.load()[stem]()
    return round(min(g.letters, default=99) * width / g.w / PT_MM, 2)


def widths(tag: str, product: str) -> dict[str, set[float]]:
    """Return how wide each drawing is printed, in millimetres, by its stem."""
    found: dict[str, set[float]] = defaultdict(set)

    def draw(drawing: Drawing, _stream: object, width: float, _height: float, _style: object) -> None:
        found[Path(urlsplit(drawing._base_url).path).stem].add(round(width * PX_MM, 2))

    with mock.patch.object(Drawing, "draw", draw):
        galley, faults = lay_out(load(ROOT), document_of(tag, product))
    assert galley is not None, faults
    return found


@pytest.mark.parametrize(("tag", "product"), DRAWN)
def test_what_is_lettered_in_a_drawing_can_be_read(tag: str, product: str) -> None:
    printed = {(stem, width) for stem, own in widths(tag, product).items() for width in own}

    assert len(printed) > 1
    assert [(*each, smallest(*each)) for each in sorted(printed) if smallest(*each) < SMALLEST_PT] == []


def given_widths() -> dict[str, float]:
    """Return how wide each style sheet wants the drawings of plates, in millimetres."""
    sheets = sorted((ROOT / "templates/css").rglob("*.css"))
    found = {sheet.name: re.findall(r"--drawing: ([\d.]+)mm", sheet.read_text(encoding="utf-8")) for sheet in sheets}
    return {name: float(width) for name, widths in found.items() for width in widths}


@pytest.mark.parametrize("stem", PLATES)
def test_lettering_can_be_read_in_each_script(stem: str) -> None:
    given = given_widths()

    assert given.keys() >= {"tokens.css", "Arab.css", "tall.css"}
    assert {sheet: smallest(stem, width) for sheet, width in given.items() if smallest(stem, width) < NARROW_PT} == {}
