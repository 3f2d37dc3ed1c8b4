"""Signs for tables and lists, 8 by 8 mm: shape first, colour second. Never a tick where nothing is permitted."""

from collections.abc import Callable

from art.kit import CARD, INK, JADE, OCHRE, STONE, VERM, Svg, rrect


def _sheet(title: str) -> Svg:
    return Svg(8, 8, title)


def forbidden() -> Svg:
    """Return a full disc with a cross."""
    g = _sheet("Forbidden")
    g.circ(4, 4, 3.4, VERM, None)
    g.line((1.9, 1.9), (6.1, 6.1), stroke=CARD, w=0.9)
    g.line((6.1, 1.9), (1.9, 6.1), stroke=CARD, w=0.9)
    return g


def limited() -> Svg:
    """Return a triangle with a one: a small, stated quantity."""
    g = _sheet("Limited")
    g.path([(4, 0.4), (7.7, 7), (0.3, 7)], OCHRE, INK, 0.35)
    g.text(4, 6.2, "1", 4, anchor="middle", weight=700)
    return g


def tolerated() -> Svg:
    """Return a suitcase: luggage for own use; not in the green of what is genuine, for it is no permission."""
    g = _sheet("Tolerated in luggage for own use")
    g.path("M2.7 2.3V1.2H5.3V2.3", "none", STONE, 0.6)
    g.path(rrect(0.6, 2.3, 6.8, 4.9, 0.8), CARD, STONE, 0.6)
    for x in (2.3, 5.7):
        g.line((x, 2.4), (x, 7.1), stroke=STONE, w=0.4)
    return g


def unclear() -> Svg:
    """Return a full ring with a question mark: a broken one means a fake."""
    g = _sheet("Unclear")
    g.circ(4, 4, 3.3, "none", STONE, 0.5)
    g.text(4, 5.5, "?", 4.4, anchor="middle", weight=700, fill=STONE)
    return g


def genuine() -> Svg:
    """Return a full ring, as a genuine thing is drawn, about the stroke that says yes."""
    g = _sheet("Genuine")
    g.circ(4, 4, 3.2, CARD, JADE, 0.7)
    g.line((2.3, 4.1), (3.5, 5.4), (5.7, 2.7), stroke=JADE, w=0.9)
    return g


def fake() -> Svg:
    """Return a broken ring with a cross."""
    g = _sheet("Fake")
    g.circ(4, 4, 3.2, "none", VERM, 0.6, "1.2 .8")
    g.line((2.8, 2.8), (5.2, 5.2), stroke=VERM, w=0.8)
    g.line((5.2, 2.8), (2.8, 5.2), stroke=VERM, w=0.8)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "s-forbidden": forbidden,
    "s-limited": limited,
    "s-tolerated": tolerated,
    "s-unclear": unclear,
    "s-genuine": genuine,
    "s-fake": fake,
}
