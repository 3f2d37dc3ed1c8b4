"""Four hundred marks, one for each thing tested: a dot passed, a cross failed, a dark cross could kill."""

from collections.abc import Callable

from art.kit import INK, VERM, Svg, poly

ACROSS, DOWN = 20, 20
WIDE, HIGH = 6, 5
PASSED = (188, 189, 190)
DEADLY = range(388, 400)
"""The twelve that could have given a deadly shock: the end of the last row, above the words that count them."""


def dots() -> Svg:
    """Return a field of 20 by 20 marks, as wide as the text and nearly as high."""
    g = Svg(ACROSS * WIDE, DOWN * HIGH, "Marks in rows: crosses, some of them dark, and a few full dots")
    g.shows("ul-chargers", tested=ACROSS * DOWN, failed=ACROSS * DOWN - len(PASSED), deadly=len(DEADLY))
    crosses: dict[bool, list[str]] = {False: [], True: []}
    for i in range(ACROSS * DOWN):
        x, y = (i % ACROSS + 0.5) * WIDE, (i // ACROSS + 0.5) * HIGH
        if i in PASSED:
            g.circ(x, y, 1, INK, None)
            g.circ(x, y, 1.9, "none", INK, 0.6, "0.9 1.09")
        else:
            crosses[i in DEADLY] += [
                poly([(x - 1.2, y - 1.2 * v), (x + 1.2, y + 1.2 * v)], close=False) for v in (-1, 1)
            ]
    g.path("".join(crosses[False]), stroke=VERM, w=0.6)
    g.path("".join(crosses[True]), stroke=INK, w=0.9)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {"fig-400": dots}
