"""Four hundred dots, one for each thing that a test looked at: a full dot passed, a hollow one failed."""

from collections.abc import Callable

from art.kit import JADE, VERM, Svg

SIDE = 20
PITCH = 3.8
PASSED = (147, 148, 149)


def dots() -> Svg:
    """Return a square of 20 by 20 dots."""
    g = Svg(SIDE * PITCH, SIDE * PITCH, "Dots in a square: most hollow, a few full")
    g.shows("ul-chargers", tested=SIDE * SIDE, failed=SIDE * SIDE - len(PASSED))
    for i in range(SIDE * SIDE):
        x, y = ((n + 0.5) * PITCH for n in (i % SIDE, i // SIDE))
        if i in PASSED:
            g.circ(x, y, 1.55, JADE, None)
        else:
            g.circ(x, y, 1.2, "none", VERM, 0.5)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {"fig-400": dots}
