"""Four hundred marks, one for each thing that a test looked at: a full dot passed, a cross failed."""

from collections.abc import Callable

from art.kit import JADE, VERM, Svg, poly

SIDE = 20
PITCH = 3.8
PASSED = (147, 148, 149)


def dots() -> Svg:
    """Return a square of 20 by 20 marks."""
    g = Svg(SIDE * PITCH, SIDE * PITCH, "Marks in a square: crosses, and a few full dots")
    g.shows("ul-chargers", tested=SIDE * SIDE, failed=SIDE * SIDE - len(PASSED))
    crosses = []
    for i in range(SIDE * SIDE):
        x, y = ((n + 0.5) * PITCH for n in (i % SIDE, i // SIDE))
        if i in PASSED:
            g.circ(x, y, 1.55, JADE, None)
        else:
            crosses += [poly([(x - 1, y - v), (x + 1, y + v)], close=False) for v in (-1, 1)]
    g.path("".join(crosses), stroke=VERM, w=0.6)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {"fig-400": dots}
