"""What to do when you were cheated: ten steps as small specimens, 24 mm, to be read at 15 mm.

Each has heavy lines, hatching on the right, and one accent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from handbook.drawings.kit import (
    CARD,
    INK,
    JADE,
    JMID,
    JTINT,
    OCHRE,
    OTINT,
    SAND,
    STONE,
    VERM,
    Axo,
    Point,
    Svg,
    arc,
    rot,
    rrect,
)
from handbook.drawings.space import moved, shade, smooth

SIZE: Final = 24
CONTOUR, EDGE, DETAIL, HATCH = 0.7, 0.5, 0.4, 0.28
"""Widths of lines; a third is lost when the page prints a step at 15 mm."""


def dark(g: Svg, shape: Sequence[Point], dx: float = -2, dy: float = -1, stroke: str = STONE) -> None:
    """Hatch the right and lower side of a shape."""
    shade(g, shape, [moved(shape, dx, dy)], gap=1, stroke=stroke, w=HATCH)


def rect(x: float, y: float, w: float, h: float) -> list[Point]:
    """Return a rectangle."""
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


def lines(g: Svg, x: float, y: float, widths: Sequence[float], step: float = 1.9, w: float = EDGE) -> None:
    """Draw lines of writing."""
    for i, width in enumerate(widths):
        g.line((x, y + i * step), (x + width, y + i * step), stroke=STONE, w=w)


def stop() -> Svg:
    """Draw a hand held up flat: wait a moment."""
    g = Svg(SIZE, SIZE, "A hand held up flat")
    fingers = [((9.2, 13), (7.9, 5.4)), ((11.5, 12), (11.1, 3.4)), ((13.9, 12), (14.4, 3.9)), ((16.2, 13), (17.6, 6))]
    thumb = [(9.6, 16.6), (7.2, 14.4), (4.6, 11.4)]
    palm = smooth([(8, 11.8), (12.6, 10.8), (17.3, 12), (17.2, 16), (15.9, 19.4), (10, 19.4), (8.2, 16)])
    sleeve = [(9, 18.6), (16.8, 18.6), (17.4, 23), (8.4, 23)]
    for w, colour in ((2.3 + 2 * CONTOUR, INK), (2.3, CARD)):
        for finger in (*fingers, thumb):
            g.line(*finger, stroke=colour, w=w)
        g.path(palm, CARD, colour, 2 * CONTOUR if colour == INK else 0.1)
    for (x0, y0), (x1, y1) in ((fingers[i][0], fingers[i + 1][0]) for i in range(3)):
        g.line(((x0 + x1) / 2, (y0 + y1) / 2 - 0.2), ((x0 + x1) / 2 + (x1 - 12.8) * 0.06, (y0 + y1) / 2 - 3.4), w=EDGE)
    for crease in ([(8.9, 13.6), (11.2, 14), (12.3, 16), (12.2, 18)], [(11.6, 13.4), (13.6, 13.9), (15.6, 13.2)]):
        g.line(*smooth(crease, closed=False), stroke=STONE, w=DETAIL)
    dark(g, palm, -2.4, -0.6)
    g.path(sleeve, JADE, INK, CONTOUR)
    g.line((8.8, 20.4), (17.1, 20.4), stroke=CARD, w=DETAIL)
    return g


def keep() -> Svg:
    """Draw an open box with the receipt in it."""
    g = Svg(SIZE, SIZE, "An open box with a receipt")
    view = Axo(12, 17, 1.22, 40, 26)
    w, d, h = 5.6, 4.6, 6.6
    back = [view(-w, -d, h), view(w, -d, h), view(w, d, h), view(-w, d, h)]
    g.path(back, STONE, INK, EDGE)
    teeth = [(7.8 + i * 1.4, 1.2 + 1.1 * ((i + 1) % 2)) for i in range(7)]
    g.path([(7.8, 15), *teeth, (16.2, 15)], CARD, INK, CONTOUR)
    lines(g, 9.7, 4.8, (4.6, 3, 4.6), 2.2)
    front = [view(-w, d, 0), view(w, d, 0), view(w, d, h), view(-w, d, h)]
    side = [view(w, d, 0), view(w, -d, 0), view(w, -d, h), view(w, d, h)]
    g.path(front, OCHRE, INK, CONTOUR)
    g.path(side, OCHRE, INK, CONTOUR)
    g.hatch(side, -58, 1, w=HATCH, stroke=INK)
    left, right = view(-w, d, h), view(w, d, h)
    g.path([left, right, (right[0] - 1.8, right[1] + 2.8), (left[0] - 1.8, left[1] + 2.8)], OTINT, INK, CONTOUR)
    near, far = view(w, d, h), view(w, -d, h)
    g.path([near, far, (far[0] + 2.2, far[1] + 2.2), (near[0] + 2.2, near[1] + 2.2)], OTINT, INK, CONTOUR)
    return g


def photo() -> Svg:
    """Draw a telephone that takes a picture of a shop's sign."""
    g = Svg(SIZE, SIZE, "A telephone takes a picture of a shop sign")
    g.path(rect(2.6, 6, 18.8, 15), CARD, INK, EDGE)
    g.path(rect(1.6, 1.8, 20.8, 4.8), CARD, INK, CONTOUR)
    g.text(5.3, 5.5, "商店", 3.2, weight=600, anchor="middle", fam="han")
    scallops(g, 1.6, 6.6, 20.8, 6, 2.4, (CARD, SAND))
    phone = rrect(8.6, 5.4, 11.6, 17.4, 1.8)
    g.path(phone, INK, INK, CONTOUR)
    g.path(rect(9.8, 7.4, 9.2, 12.2), CARD, None)
    g.text(14.4, 11.6, "商店", 4, weight=600, anchor="middle", fam="han")
    scallops(g, 9.8, 12.8, 9.2, 4, 2.6, (VERM, CARD))
    g.path(rect(11.6, 16.2, 5.6, 3.4), JTINT, INK, DETAIL)
    g.circ(14.4, 21.2, 0.95, CARD, None)
    return g


def scallops(g: Svg, x: float, y: float, w: float, n: int, drop: float, colours: tuple[str, str]) -> None:
    """Draw an awning of n scallops in two colours."""
    step = w / n
    for i in range(n):
        x0, x1 = x + i * step, x + (i + 1) * step
        low = arc((x0 + x1) / 2, y + drop - step / 2, step / 2, step / 2, 0, 180, 10)
        g.path([(x0, y), (x1, y), *low], colours[i % 2], INK, DETAIL)


def person(g: Svg, x: float, y: float, coat: str, hair: str, k: float = 1) -> None:
    """Draw a person down to the chest; (x, y) is the middle of the head, k the size."""
    shoulders = [(-5.2, 11), (-5, 7), (-3.6, 4.9), (-1.4, 4.2), (1.4, 4.2), (3.6, 4.9), (5, 7), (5.2, 11)]
    body = [(x + k * u, y + k * v) for u, v in shoulders]
    g.path(body, coat, INK, CONTOUR)
    dark(g, body, -2.2, -0.4, JADE if coat == JMID else STONE)
    g.path(
        [
            (x - 1.1 * k, y + 2 * k),
            (x + 1.1 * k, y + 2 * k),
            (x + 1.4 * k, y + 4.4 * k),
            (x, y + 5.4 * k),
            (x - 1.4 * k, y + 4.4 * k),
        ],
        CARD,
        INK,
        EDGE,
    )
    g.circ(x, y, 3 * k, CARD, INK, CONTOUR)
    cap = arc(x, y, 3 * k, 3 * k, 170, 370, 20)
    g.path([*cap, (x + 1 * k, y - 1.2 * k), (x - 1.8 * k, y - 0.9 * k)], hair, INK, EDGE)


def talk() -> Svg:
    """Draw two people who talk across a counter."""
    g = Svg(SIZE, SIZE, "Two people talk at a counter")
    person(g, 16.6, 7.4, CARD, STONE, 0.95)
    g.path(rect(1.2, 14.8, 21.6, 2.4), OCHRE, INK, CONTOUR)
    front = rect(2.4, 17.2, 19.2, 5.6)
    g.path(front, CARD, INK, CONTOUR)
    dark(g, front, -5, 0)
    customer(g, 7, 10.6)
    bubble(g, 4.6, 1.2, 7.4, 4.4, CARD, (7.4, 7.2))
    for x in (6.7, 8.4, 10.1):
        g.circ(x, 3.4, 0.45, INK, None)
    return g


def customer(g: Svg, x: float, y: float) -> None:
    """Draw a person seen from behind, with a shoulder bag; (x, y) is the middle of the head."""
    body = [
        (x + u, y + v)
        for u, v in ((-5.4, 12.2), (-5.2, 7), (-3.8, 4.6), (-1.4, 3.6), (1.4, 3.6), (3.8, 4.6), (5.2, 7), (5.4, 12.2))
    ]
    g.path([(x - 1.2, y + 2), (x + 1.2, y + 2), (x + 1.4, y + 4.4), (x - 1.4, y + 4.4)], CARD, INK, EDGE)
    g.path(body, JMID, INK, CONTOUR)
    dark(g, body, -2.2, -0.4, JADE)
    g.line((x - 3.4, y + 4.7), (x + 4.2, y + 11.6), w=1.2)
    g.circ(x, y, 3.1, INK, INK, CONTOUR)
    g.line(*arc(x, y, 2, 2, 190, 250, 6), stroke=STONE, w=EDGE)


def bubble(g: Svg, x: float, y: float, w: float, h: float, fill: str, tip: Point) -> None:
    """Draw a speech bubble with its tip below."""
    r = min(1.8, h / 2)
    tx = min(max(tip[0], x + r + 1), x + w - r - 1)
    g.path(
        [*rrect(x, y, w, h, r)[:16], (tx + 1.1, y + h), tip, (tx - 1.1, y + h), *rrect(x, y, w, h, r)[16:]],
        fill,
        INK,
        CONTOUR,
    )


def hotel() -> Svg:
    """Draw the bell on a reception desk, a room key beside it."""
    g = Svg(SIZE, SIZE, "A reception bell and a key")
    g.path([(1.2, 18), (22.8, 18), (22.8, 22.6), (1.2, 22.6)], CARD, INK, CONTOUR)
    g.hatch(rect(15, 18.6, 7.6, 3.8), -58, 1, w=HATCH, stroke=STONE)
    g.path(rrect(2.6, 15.4, 14.4, 2.6, 0.8), SAND, INK, CONTOUR)
    dome = [*arc(9.8, 15.2, 6.2, 7.2, 180, 360, 30)]
    g.path(dome, OCHRE, INK, CONTOUR)
    dark(g, dome, -2.4, -0.6, INK)
    g.line(*arc(9.8, 15.2, 4.2, 5.2, 200, 245, 8), stroke=CARD, w=0.8)
    g.line((9.8, 8), (9.8, 6.8), w=1.4)
    g.path(rrect(7.9, 4.4, 3.8, 2.4, 1.1), SAND, INK, EDGE)
    for a, b in (((4.6, 6), (3, 4.6)), ((15, 6), (16.6, 4.6))):
        g.line(a, b, stroke=STONE, w=EDGE)
    tag = rrect(18.2, 10.8, 4, 7.2, 1)
    g.path(tag, JTINT, INK, EDGE)
    g.circ(20.2, 12.3, 0.5, CARD, INK, DETAIL)
    g.text(20.2, 16.8, "8", 3.6, weight=700, anchor="middle")
    return g


def chat() -> Svg:
    """Draw a telephone with a conversation on it."""
    g = Svg(SIZE, SIZE, "A conversation on a telephone")
    phone = rrect(4.4, 1.4, 13, 21.2, 2.2)
    g.path(phone, CARD, INK, CONTOUR)
    dark(g, phone, -2, -0.4)
    g.path(rect(5.6, 4, 10.6, 15.4), JTINT, INK, EDGE)
    g.line((9.4, 2.7), (12.4, 2.7), w=EDGE)
    g.line((9.8, 21), (12, 21), w=EDGE)
    bubble(g, 2, 5.6, 10.4, 4.6, CARD, (4.4, 11.8))
    lines(g, 4, 7.1, (6.2, 4), 1.6)
    bubble(g, 10.4, 12.4, 11.6, 4.6, VERM, (19.8, 18.8))
    for x in (13.4, 16.2, 19):
        g.circ(x, 14.7, 0.65, CARD, None)
    return g


def telephone(g: Svg, x: float, y: float, k: float, colour: str) -> None:
    """Draw a telephone; (x, y) is the middle of its foot, k its size (10 wide at 1)."""

    def at(points: Sequence[Point]) -> list[Point]:
        return [(x + k * u, y + k * v) for u, v in points]

    case = at([(-5, 0), (-4.6, -2.6), (-2.6, -6.2), (2.6, -6.2), (4.6, -2.6), (5, 0)])
    g.path(case, colour, INK, CONTOUR)
    dark(g, case, -2 * k, -0.6 * k, INK)
    g.circ(x, y - 2.9 * k, 2.2 * k, CARD, INK, EDGE)
    g.circ(x, y - 2.9 * k, 0.7 * k, colour, INK, DETAIL)
    for a in arc(x, y - 2.9 * k, 1.45 * k, 1.45 * k, -60, 240, 6):
        g.circ(*a, 0.26 * k, INK, None)
    handset = smooth(
        at(
            [
                (-6, -6),
                (-5.8, -8.2),
                (-3, -9.4),
                (3, -9.4),
                (5.8, -8.2),
                (6, -6),
                (4.4, -5.6),
                (3.2, -6.6),
                (2.6, -7.5),
                (-2.6, -7.5),
                (-3.2, -6.6),
                (-4.4, -5.6),
            ]
        ),
        n=4,
    )
    g.path(handset, colour, INK, CONTOUR)


def call() -> Svg:
    """Draw a telephone on a table."""
    g = Svg(SIZE, SIZE, "A telephone")
    g.hatch([(4, 20.6), (22.6, 20.6), (21, 22.4), (6, 22.4)], 0, 0.9, w=0.35, stroke=STONE)
    telephone(g, 12, 20.6, 1.6, VERM)
    g.line(*smooth([(4.4, 20), (2, 20.6), (1.6, 17.8), (3, 16)], closed=False), w=EDGE)
    return g


def say() -> Svg:
    """Draw a person who says things in order: a list in a speech bubble."""
    g = Svg(SIZE, SIZE, "A person tells three points in order")
    bubble(g, 8.6, 1.2, 14.2, 11.6, JTINT, (9.4, 15.4))
    for i, y in enumerate((3.9, 7, 10.1)):
        g.circ(11.6, y, 0.9, JADE, None)
        g.line((13.8, y), (20.4 - (i == 1) * 2.4, y), w=EDGE)
    person(g, 5.6, 13.9, OCHRE, INK, 0.82)
    return g


def fly() -> Svg:
    """Draw a folder with the papers and a plane above it."""
    g = Svg(SIZE, SIZE, "A folder with papers, and a plane")
    plane(g)
    g.path([(3, 22), (3, 14.2), (4, 13.2), (8.4, 13.2), (9.6, 14.6), (19, 14.6), (19, 22)], OTINT, INK, CONTOUR)
    g.path(rot(rect(6.4, 12.2, 10.4, 8), -4, 11, 15), CARD, INK, EDGE)
    lines(g, 8.4, 14.2, (6.2,))
    front = [(3, 22.6), (4.6, 16.6), (21.4, 16.6), (19.4, 22.6)]
    g.path(front, OCHRE, INK, CONTOUR)
    dark(g, front, -3, -0.6, INK)
    return g


def plane(g: Svg) -> None:
    """Draw a plane that climbs to the right."""
    wing_far = [(12.6, 6.2), (10.4, 1.6), (12, 1.4), (16, 5.6)]
    tail = [(5.4, 7.6), (3.2, 4), (4.8, 3.8), (8, 6.8)]
    hull_ = smooth(
        [(3.6, 8.6), (9, 6.6), (16, 4.7), (20.4, 3.6), (22.2, 4.2), (21.2, 5.6), (16, 7.6), (9, 9.4), (4.6, 9.8)], n=5
    )
    wing = [(11.4, 7.6), (15.6, 6.6), (13.8, 10.6), (12.2, 11)]
    for shape in (wing_far, tail):
        g.path(shape, CARD, INK, EDGE)
    g.path(hull_, CARD, INK, CONTOUR)
    g.path(wing, JTINT, INK, EDGE)
    for x in (8, 10, 16, 18):
        g.circ(x, 8.6 - (x - 6) * 0.25, 0.35, INK, None)


def home() -> Svg:
    """Draw a house with a telephone before it."""
    g = Svg(SIZE, SIZE, "A house and a telephone")
    g.path(rect(15.2, 3, 2.6, 5), SAND, INK, EDGE)
    wall = rect(3.6, 10, 15.4, 12)
    g.path(wall, CARD, INK, CONTOUR)
    dark(g, wall, -2.4, 0)
    g.path([(1.2, 11), (11.3, 1.8), (21.4, 11)], VERM, INK, CONTOUR)
    g.path(rect(5.8, 12.8, 3.6, 3.8), JTINT, INK, EDGE)
    g.line((7.6, 12.8), (7.6, 16.6), w=DETAIL)
    telephone(g, 15.6, 22.2, 1, CARD)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {
    f"p-{draw.__name__}": draw for draw in (stop, keep, photo, talk, hotel, chat, call, say, fly, home)
}
