"""Toys: the plate and its pairs of details.

Chinese on the plate: 机器人 robot; 生产企业 maker; 地址 address; 宁波市, 宁波 Ningbo, a city.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import cos, radians, sin
from typing import Final

from art.kit import (
    CARD,
    GREY,
    INK,
    JADE,
    JMID,
    JTINT,
    METAL,
    OCHRE,
    OTINT,
    PAPER,
    SAND,
    STONE,
    VERM,
    W1,
    W2,
    W3,
    W4,
    Axo,
    Lens,
    Plate,
    Point,
    Svg,
    arc,
    hull,
    rot,
    rrect,
)
from art.solids import floor_of_box, front_of, safety_mark, side_of
from art.space import floor, moved, shade, smooth

# The rabbit sits on y = 0, its middle at x = 0; 77 high up to the tip of the ear that stands.
HEAD: Final = (
    (0, -55.2),
    (-7, -54.2),
    (-12.4, -49.6),
    (-14.8, -42.4),
    (-13.4, -35.8),
    (-8, -31.8),
    (0, -30.6),
    (8, -31.8),
    (13.4, -35.8),
    (14.8, -42.4),
    (12.4, -49.6),
    (7, -54.2),
)
EAR_UP: Final = (
    (-10.2, -50),
    (-12.4, -58),
    (-13.6, -66),
    (-12.6, -73.6),
    (-9.4, -77),
    (-5.8, -74.6),
    (-3.6, -67.6),
    (-2.6, -60),
    (-2.2, -52),
)
EAR_UP_LINING: Final = (
    (-9, -52),
    (-10.4, -60),
    (-11, -67),
    (-9.6, -73),
    (-7.4, -71.8),
    (-5.6, -65),
    (-4.6, -58),
    (-4.4, -52),
)
EAR_DOWN: Final = (
    (2.6, -52),
    (3.4, -60),
    (6.8, -66.4),
    (12.6, -68.4),
    (18, -65),
    (21.8, -58),
    (23, -51),
    (20.8, -46.8),
    (17.4, -48.2),
    (15, -53),
    (12.6, -57.4),
    (10.8, -55.6),
    (10.4, -50),
)
BODY: Final = (
    (0, -34),
    (-7, -32.6),
    (-11.6, -26.6),
    (-14.6, -18),
    (-15.4, -9.4),
    (-12.6, -2.6),
    (-6, -0.4),
    (6, -0.4),
    (12.6, -2.6),
    (15.4, -9.4),
    (14.6, -18),
    (11.6, -26.6),
    (7, -32.6),
)
ARM: Final = (
    (-7.4, -30.6),
    (-12, -28.8),
    (-16.4, -23.4),
    (-19.6, -16.6),
    (-19.8, -12.2),
    (-16.8, -10.2),
    (-13.6, -12.6),
    (-11.2, -18),
    (-8.2, -23.4),
)


class Plush:
    """The plush rabbit at any place and size, its parts as outlines on the page."""

    def __init__(self, x: float, y: float, k: float) -> None:
        self.x, self.y, self.k = x, y, k

    def at(self, x: float, y: float) -> Point:
        """Return a place of the rabbit on the page."""
        return (self.x + self.k * x, self.y + self.k * y)

    def on(self, points: Sequence[Point]) -> list[Point]:
        """Return points of the rabbit on the page."""
        return [self.at(x, y) for x, y in points]

    def soft(self, points: Sequence[Point], closed: bool = True) -> list[Point]:
        """Return a soft line through points of the rabbit, on the page."""
        return smooth(self.on(points), closed)

    def oval(self, x: float, y: float, rx: float, ry: float, turn: float = 0) -> list[Point]:
        """Return an ellipse on the page."""
        return self.on(rot(arc(x, y, rx, ry, 0, 360, 48), turn, x, y))


def mirror(points: Sequence[Point]) -> list[Point]:
    """Return points of the rabbit's other side."""
    return [(-x, y) for x, y in points]


MUZZLE: Final = (
    (0, -42.6),
    (-4.6, -41.6),
    (-6.6, -38.4),
    (-5, -35.2),
    (-1.6, -34.2),
    (0, -34.8),
    (1.6, -34.2),
    (5, -35.2),
    (6.6, -38.4),
    (4.6, -41.6),
)
NOSE: Final = ((-2, -41.2), (0, -41.7), (2, -41.2), (1.2, -39.7), (0, -39), (-1.2, -39.7))
BOW: Final = ((0, -31.4), (3, -34), (7.6, -35), (8.6, -31), (7.4, -27.4), (3, -28.8))
TUFTS: Final = (
    (-11.4, -45),
    (-8.4, -50.4),
    (-3.2, -50.8),
    (6.4, -51),
    (-11.8, -20),
    (-9.8, -28),
    (-16, -18),
    (-13.6, -11),
    (8.6, -11.6),
    (10.2, -34.6),
)


def rabbit(g: Svg, p: Plush, gap: float = 0.72) -> None:
    """Draw a plush rabbit that sits, one ear folded, with button eyes and a bow; ``gap`` is that of its hatching."""
    k = p.k

    def part(points: list[Point], without: Sequence[list[Point]] = (), depth: float = 2.6) -> None:
        g.path(points, OTINT, INK, W1)
        shade(g, points, [moved(points, -depth * k, -depth * 0.75 * k), *without], gap=gap)

    head, body = p.soft(HEAD), p.soft(BODY)
    up, down = p.soft(EAR_UP, closed=False), p.soft(EAR_DOWN, closed=False)
    arms = [p.soft(ARM), p.soft(mirror(ARM))]
    feet = [p.oval(-11.2, -6, 7.4, 8, -12), p.oval(11.2, -6, 7.4, 8, 12)]
    # ears
    part(up, without=[head])
    lining = p.soft(EAR_UP_LINING, closed=False)
    g.path(lining, OTINT, INK, W3)
    shade(g, lining, [moved(lining, -2.2 * k, 0), head], gap=gap)
    part(down, without=[head])
    g.line(*p.soft([(12.4, -57.4), (12.8, -61), (11.4, -65)], closed=False), w=W2)
    # body, belly, seams
    part(body, without=[head, *arms, *feet], depth=3.4)
    belly = p.oval(0, -15.4, 8.6, 10.6)
    g.path(belly, CARD, INK, W3)
    shade(g, belly, [moved(belly, -2 * k, -1.6 * k), *feet], gap=gap)
    g.path(p.oval(0, -15.4, 7.4, 9.4), "none", STONE, W3, dash="0.9 0.7")
    # arms and feet
    for arm_ in arms:
        part(arm_, without=[head], depth=2)
    for foot, x, turn in zip(feet, (-11.2, 11.2), (-12, 12), strict=True):
        part(foot, depth=2)
        g.path(p.oval(x, -5.6, 4.6, 5.2, turn), OTINT, INK, W3)
        g.path(p.oval(x, -5.6, 3.7, 4.3, turn), "none", STONE, W3, dash="0.9 0.7")
    # head and face
    part(head, depth=3)
    for x in (-10.4, 10.4):
        g.path(p.oval(x, -38.8, 2.3, 1.7), OTINT, None)
    g.path(p.soft(MUZZLE), CARD, INK, W3)
    g.line(*p.on([(0, -40), (0, -37.6)]), w=0.35)
    for side in (-1, 1):
        g.line(*p.soft([(0, -37.6), (side * 1.5, -36.5), (side * 3.2, -37.2)], closed=False), w=0.35)
    g.path(p.soft(NOSE), INK, INK, W2)
    for x in (-7, 7):
        g.path(p.oval(x, -45, 2.5, 2.5), INK, INK, W3)
        g.path(p.oval(x - 0.8, -45.9, 0.75, 0.65), CARD, None)
        if k > 0.5:  # the holes of a button and the thread through them
            g.line(*p.on([(x - 0.5, -44), (x + 0.9, -44.5)]), stroke=SAND, w=0.3)
    g.line(*p.soft([(0, -55), (0.5, -51), (0, -47)], closed=False), w=W3, stroke=STONE, dash="0.9 0.7")
    # bow
    for side in (-1, 1):
        g.path(p.soft([(side * x, y) for x, y in BOW]), JADE, INK, W2)
        g.line(*p.soft([(side * 1.6, -31.2), (side * 4, -32), (side * 5.6, -31.6)], closed=False), w=W3)
    g.path(p.oval(0, -31.3, 1.9, 2.3), JADE, INK, W2)
    if k > 0.5:
        for x, y in TUFTS:
            g.line(*p.on([(x - 0.5, y - 0.5), (x, y + 0.9)]), w=W3, stroke=STONE)
            g.line(*p.on([(x + 0.9, y - 0.7), (x + 1, y + 0.5)]), w=W3, stroke=STONE)


def robot(g: Svg, view: Axo) -> tuple[float, float]:
    """Draw a battery robot that turns its back to us and its head to the left."""
    floor(g, hull([view(x, y, 0) for x, y in ((-2, 10), (9, 10), (14, 0), (14, -14), (8, -14))]))
    for y in (-5.6, 5.6):
        view.prism(g, "z", rrect(-6.6, y - 4, 14, 8, 2.4), 0, 4.6, front=JTINT, left=METAL, right=GREY, w=0.4, hgap=0.7)
        view.prism(
            g, "z", arc(0, y, 2.7, 2.7, 0, 350, 35), 4.6, 9.6, front=METAL, left=CARD, right=METAL, w=0.4, hgap=0.6
        )
    arm(g, view, -13.4)
    view.prism(g, "z", rrect(-7, -11, 14, 22, 2.6), 9, 30, front=CARD, left=JTINT, right=JMID, hgap=0.75)
    back = view.m("side")
    x0, y0 = view(7, 11, 30)

    def on_back(points: Sequence[Point]) -> list[Point]:
        return [(x0 + back[0] * u + back[2] * v, y0 + back[1] * u + back[3] * v) for u, v in points]

    cover = on_back(rrect(3.4, 3.4, 15.2, 14.6, 1.6))
    g.path(cover, CARD, INK, 0.4)
    g.path(on_back(rrect(4.3, 4.3, 13.4, 12.8, 1.1)), "none", STONE, W4)
    g.text(*on_back([(11, 9.2)])[0], "2 × AA", 3.7, m=back, weight=700, anchor="middle")
    g.path(on_back(arc(11, 13.8, 2.2, 2.2, 0, 360, 30)), METAL, INK, W2)
    for t in (25, 115):
        c, s = 1.4 * cos(radians(t)), 1.4 * sin(radians(t))
        g.line(*on_back([(11 - c, 13.8 - s), (11 + c, 13.8 + s)]), w=0.5)
    arm(g, view, 13.4)
    view.prism(g, "z", arc(0, 0, 3.4, 3.4, 0, 350, 35), 30, 32.4, front=METAL, left=CARD, right=METAL, w=0.4, hgap=0.6)
    top = 44.4
    view.prism(g, "z", rrect(-6.6, -7.6, 13.2, 15.2, 1.8), 32.4, top, front=CARD, left=JTINT, right=JMID, hgap=0.75)
    # face, on the left
    face = view.m("front")
    fx, fy = view(-6.6, 7.6, top)

    def on_face(points: Sequence[Point]) -> list[Point]:
        return [(fx + face[0] * u + face[2] * v, fy + face[1] * u + face[3] * v) for u, v in points]

    for u in (3.8, 9.4):
        g.path(on_face(arc(u, 4.6, 2, 2, 0, 360, 30)), OCHRE, INK, W2)
        g.path(on_face(arc(u - 0.3, 4.8, 0.7, 0.7, 0, 360, 16)), INK, None)
    g.path(on_face(rrect(3.2, 8.2, 6.8, 2.2, 0.8)), CARD, INK, W3)
    for u in (4.9, 6.6, 8.3):
        g.line(*on_face([(u, 8.2), (u, 10.4)]), w=W3)
    # ear on the side, antenna
    ear = [
        view(6.6 + d, 2.8 * cos(radians(t)), 38.4 + 2.8 * sin(radians(t))) for d in (0, 2.4) for t in range(0, 360, 15)
    ]
    g.path(hull(ear), METAL, INK, 0.4)
    g.path(ear[24:], CARD, INK, W3)
    g.line(view(0, 0, top), view(0, 0, top + 5), w=0.6)
    g.circ(*view(0, 0, top + 6), 1.5, OCHRE, INK, W2)
    return on_back([(11 + 1.6, 13.8 - 1)])[0]


def arm(g: Svg, view: Axo, y: float) -> None:
    """Draw one of the robot's arms with its shoulder and claw."""
    view.prism(
        g, "y", arc(0, 24.6, 3.8, 3.8, 0, 350, 35), y - 2.4, y + 2.4, front=METAL, left=CARD, right=GREY, w=0.4, h=False
    )
    view.prism(g, "z", rrect(-2, y - 1.8, 4, 3.6, 1.2), 14.6, 24, front=CARD, left=CARD, right=METAL, w=0.4, hgap=0.6)
    claw = [view(u, y, 24.4 - v) for u, v in arc(0, 12.6, 2.7, 2.7, 125, 415, 24)]
    g.line(*claw, w=2.5)
    g.line(*claw, w=1.6, stroke=METAL)


def toy_box(g: Svg, view: Axo) -> dict[str, Point]:
    """Draw the robot's box with picture, mark, age and address; return places to point at."""
    wide, deep, high = 33.0, 24.0, 45.0
    left, right = -wide / 2, wide / 2
    floor_of_box(g, view, left, right, 0, deep, 5)
    view.prism(
        g,
        "y",
        [(left, 0), (right, 0), (right, high), (left, high)],
        0,
        deep,
        front=CARD,
        left=PAPER,
        right=SAND,
        hgap=0.8,
    )
    front, side = front_of(view, left, deep, high), side_of(view, right, deep, high)
    # picture
    g.path(front.rect(0, 12.4, wide, high), JTINT, None)
    for i in range(18):
        t0, t1 = radians(i * 20), radians(i * 20 + 10)
        ray = [(16.5, 27.4), (16.5 + 16 * cos(t0), 27.4 + 14 * sin(t0)), (16.5 + 16 * cos(t1), 27.4 + 14 * sin(t1))]
        g.path(front.on(ray), OTINT, None)
    flat_robot(g, front.on, 16.5, 27, 1.0)
    g.path(front.rect(0, 37.6, wide, high), JADE, None)
    g.text(*front(wide / 2, 43.2), "机器人", 5.6, CARD, m=front.m, weight=600, anchor="middle", fam="han")
    g.line(front(0, 37.6), front(wide, 37.6), w=W3)
    g.line(front(0, 12.4), front(wide, 12.4), w=W3)
    # mark and age
    safety_mark(g, lambda u, v: front(9 + u, 6.3 + v), 2.6, 0.45)
    g.path(front.on(arc(24, 6.3, 4.6, 4.6, 0, 360, 40)), CARD, INK, 0.45)
    g.text(*front(23.9, 8.1), "3+", 5, m=front.m, weight=700, anchor="middle")
    # address
    g.path(side.rect(1.6, 3, deep - 1.6, 24.4), CARD, INK, W3)
    for i, text in enumerate(("生产企业", "地址", "宁波市…", "0574-…")):
        g.text(*side(3.8, 8 + i * 4.8), text, 4.1, m=side.m, weight=600, fam="han")
    for i in range(12):
        g.line(side(5 + i * 1.2, 30.4), side(5 + i * 1.2, 38), w=(0.28, 0.6, 0.28, 0.45)[i % 4])
    g.path(hull([view(x, y, z) for x in (left, right) for y in (0, deep) for z in (0, high)]), "none", INK, W1)
    g.line(view(left, deep, high), view(right, deep, high), view(right, 0, high), w=W2)
    g.line(view(right, deep, high), view(right, deep, 0), w=W2)
    # flap of the lid
    g.line(
        *[view(x, y, high) for x, y in ((left + 3, deep), (left + 3.4, 3), (right - 3.4, 3), (right - 3, deep))],
        w=W3,
        stroke=STONE,
    )
    return {"mark": front(9, 3.2), "age": front(24, 2.4), "address": side(deep - 3.4, 4.6), "print": front(5, 34.5)}


def flat_robot(g: Svg, on: Callable[[Sequence[Point]], list[Point]], x: float, y: float, k: float) -> None:
    """Draw the robot from the front, flat, as printed on its box."""

    def box(u: float, v: float, w: float, h: float, r: float, fill: str) -> None:
        g.path(on(rrect(x + u * k, y + v * k, w * k, h * k, r * k)), fill, INK, W2)

    box(-7.4, -0.4, 2.6, 6.4, 1, CARD)
    box(4.8, -0.4, 2.6, 6.4, 1, CARD)
    box(-3.8, 5.6, 3.2, 4, 0.8, METAL)
    box(0.6, 5.6, 3.2, 4, 0.8, METAL)
    box(-4.8, -1.4, 9.6, 7.6, 1.2, JMID)
    box(-3.6, -8.6, 7.2, 6, 1.4, JMID)
    for u in (-1.6, 1.6):
        g.path(on(arc(x + u * k, y - 6 * k, 1.1 * k, 1.1 * k, 0, 360, 20)), OCHRE, INK, W3)
    g.line(*on([(x - 1.8 * k, y - 3.9 * k), (x + 1.8 * k, y - 3.9 * k)]), w=0.35)
    g.path(on(rrect(x - 2.6 * k, y + 0.8 * k, 5.2 * k, 3 * k, 0.5 * k)), CARD, INK, W3)


def plate() -> Svg:
    """Draw the plate: the box of a toy robot, a plush rabbit, the robot from behind."""
    g = Plate("Box of a toy robot, plush rabbit, the robot seen from behind with its battery cover. Numbers 1 to 7.")
    # The rabbit is 36 cm high to the tip of its ear, the robot 24 cm: 21.5 mm on the plate are 10 cm.
    places = toy_box(g, Axo(42, 57.5, 1, 36, 24))
    plush = Plush(84, 77, 0.84)
    floor(g, hull([*arc(91, 77, 16, 3.2, 0, 360), *arc(81, 77.6, 12, 2, 0, 360)]))
    rabbit(g, plush)
    screw = robot(g, Axo(125, 67, 1, 52, 24))
    for n, place in ((1, "mark"), (2, "age"), (3, "address")):
        g.call(n, places[place][0], 5, *places[place])
    x, y = plush.at(8.6, -46.9)
    g.call(4, x, 5, x, y)
    g.call(5, 144, 60, *screw)
    x, y = plush.at(0.6, -6.1)
    g.call(6, x + 22, 79, x, y)
    g.call(7, 6, 56, *places["print"])
    g.scale_bar(21.5, 10, right=146, bottom=81.6)
    return g


def big_button(g: Svg, x: float, y: float, r: float, turn: float = 0) -> None:
    """Draw a button eye close by: rim, two holes and the thread through them."""
    g.circ(x, y, r, INK, INK, W2)
    g.circ(x, y, r * 0.76, "none", STONE, W3)
    holes = rot([(x - r * 0.28, y), (x + r * 0.28, y)], turn, x, y)
    for hole in holes:
        g.circ(*hole, r * 0.13, CARD, None)
    g.line(*holes, stroke=CARD, w=0.5)
    g.line(*rot(arc(x, y, r * 0.6, r * 0.6, 200, 250, 8), 0, x, y), stroke=CARD, w=0.7)


def lens_eye(fake: bool) -> Lens:
    """Draw a plush eye; on the fake it hangs by a thread."""
    g = Lens(f"Eye: {'hangs by a thread' if fake else 'sewn on firmly'}", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], OTINT, None)
    shade(g, arc(14, 14, 13.2, 13.2, 0, 360, 60), [arc(7, 8, 17, 17, 0, 360, 60)], gap=0.8)
    muzzle = smooth([(-6, 20), (1, 17.4), (7, 20), (9.4, 25), (8, 32), (-6, 34)])
    g.path(muzzle, CARD, INK, W2)
    for x, y in ((6, 6), (21.6, 7.4), (23.4, 13.6), (5, 12.4), (13.4, 24.4), (19.4, 3.6)):
        g.line((x - 0.6, y - 0.5), (x, y + 1.2), w=W3, stroke=STONE)
        g.line((x + 1, y - 0.8), (x + 1.2, y + 0.7), w=W3, stroke=STONE)
    if fake:
        g.path(smooth([(12, 9.6), (14, 8.4), (16, 9.4), (15.8, 11.2), (13.8, 11.8), (12.2, 11)]), STONE, INK, W3)
        for start, mid, end in (
            ((12.6, 9.4), (11.4, 8), (9.8, 8.6)),
            ((15.6, 9.6), (17, 8.2), (17.6, 6.4)),
            ((15.4, 11), (17.2, 11.6), (18.2, 10.8)),
        ):
            g.line(*smooth([start, mid, end], closed=False), w=0.35)
        shade(g, arc(17.1, 20.9, 5.2, 5.2, 0, 360, 40), [arc(16.2, 19.4, 5.2, 5.2, 0, 360, 40)], gap=0.5, stroke=INK)
        big_button(g, 16.2, 19.4, 5.2, 24)
        thread = smooth([(13.8, 10.4), (13.2, 13), (14.6, 15.6), (14.9, 18.8)], closed=False)
        g.line(*thread, w=0.9)
        g.line(*thread, w=0.45, stroke=CARD)
    else:
        shade(g, arc(14.9, 11.9, 5.2, 5.2, 0, 360, 40), [arc(14, 10.6, 5.2, 5.2, 0, 360, 40)], gap=0.5, stroke=INK)
        big_button(g, 14, 10.6, 5.2, 0)
        g.line(*arc(14, 10.6, 6.4, 6.4, 150, 210, 10), w=W3, stroke=STONE)
    return g.done()


def lens_battery(fake: bool) -> Lens:
    """Draw the battery cover; on the fake it gapes and has no screw."""
    g = Lens(f"Battery cover: {'loose, no screw' if fake else 'held by a screw'}", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], JMID, None)
    g.hatch([(24.6, -1), (29, -1), (29, 29), (20, 29), (24.6, 24)], -58, 0.75, stroke=JADE)
    well = rrect(4.4, 5, 19.2, 18.4, 2)
    if fake:
        g.path(well, INK, INK, W2)
        g.path(rrect(6.4, 15.6, 15.6, 6, 1), METAL, INK, W2)
        g.path([(22, 17.4), (22.8, 17.4), (22.8, 19.8), (22, 19.8)], METAL, INK, W3)
        g.path([(6.4, 15.6), (11, 15.6), (11, 21.6), (6.4, 21.6)], OCHRE, INK, W3)
        g.hatch([(11, 19.4), (21.8, 19.4), (21.8, 21.4), (11, 21.4)], -58, 0.55)
        cover = rot(rrect(4.4, 3.6, 19.2, 15.4, 1.8), -5, 4.4, 18)
        g.path(rot(rrect(4.7, 4.6, 19.2, 15.4, 1.8), -5, 4.4, 18), STONE, INK, W2)
        g.path(cover, CARD, INK, W1)
        a = radians(-5)
        m = (cos(a), sin(a), -sin(a), cos(a))
        g.text(*rot([(14, 11.4)], -5, 4.4, 18)[0], "2 × AA", 3.8, m=m, weight=700, anchor="middle")
        g.path(rot(arc(14, 15, 1.5, 1.5, 0, 360, 30), -5, 4.4, 18), INK, INK, W3)
    else:
        g.path(well, CARD, INK, W1)
        g.path(rrect(6, 6.6, 16, 15.2, 1.1), "none", STONE, W4)
        g.text(14, 12.4, "2 × AA", 3.8, weight=700, anchor="middle")
        g.circ(14, 17.6, 2.7, METAL, INK, 0.4)
        g.hatch(arc(14, 17.6, 2.6, 2.6, -20, 110), -58, 0.5, stroke=STONE)
        for t in (20, 110):
            c, s = 1.7 * cos(radians(t)), 1.7 * sin(radians(t))
            g.line((14 - c, 17.6 - s), (14 + c, 17.6 + s), w=0.7)
    return g.done()


def star(x: float, y: float, r: float, turn: float = 0) -> list[Point]:
    """Return a star with five points."""
    return rot(
        [
            (
                (r if i % 2 == 0 else r * 0.45) * sin(radians(i * 36)) + x,
                y - (r if i % 2 == 0 else r * 0.45) * cos(radians(i * 36)),
            )
            for i in range(10)
        ],
        turn,
        x,
        y,
    )


def lens_box(fake: bool) -> Lens:
    """Draw the print of a toy box: mark, age and address, or nothing but bright colours."""
    g = Lens(f"Print on the box: {'only bright colours' if fake else 'mark, age and address'}", fake)
    g.path([(-1, -1), (29, -1), (29, 10), (-1, 10)], JTINT, None)
    for i in range(10):
        t0, t1 = radians(180 + i * 20), radians(190 + i * 20)
        g.path([(14, 10), (14 + 20 * cos(t0), 10 + 20 * sin(t0)), (14 + 20 * cos(t1), 10 + 20 * sin(t1))], OTINT, None)
    flat_robot(g, list, 14, 5.4, 0.95)
    if fake:
        g.path([(-1, 10), (29, 10), (29, 29), (-1, 29)], OCHRE, None)
        g.text(14, 17.4, "机器人", 5.6, VERM, weight=600, anchor="middle", fam="han")
        stars = (
            (8, 21.8, 2.6, -12, CARD),
            (14.4, 23.4, 3, 6, JMID),
            (20.4, 21.4, 2.4, 20, CARD),
            (3.4, 14.4, 1.7, 0, JMID),
            (24.6, 14.2, 1.7, 15, JMID),
        )
        for x, y, r, turn, fill in stars:
            g.path(star(x, y, r, turn), fill, INK, W3)
    else:
        g.path([(-1, 10), (29, 10), (29, 29), (-1, 29)], CARD, None)
        g.circ(7.9, 14.9, 3.2, CARD, INK, 0.45)
        g.text(7.8, 16.2, "3+", 3.6, weight=700, anchor="middle")
        safety_mark(g, lambda u, v: (19 + u, 14.7 + v), 2, 0.45)
        for i, text in enumerate(("生产企业", "地址 宁波")):
            g.text(14, 21.8 + i * 3.3, text, 2.75, weight=600, anchor="middle", fam="han")
        g.line((4.6, 18.9), (23.4, 18.9), w=W3, stroke=STONE)
    g.line((-1, 10), (29, 10), w=W2)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-toys": plate,
    **{
        f"l-toys-{name}-{kind}": partial(draw, kind == "f")
        for name, draw in (("eye", lens_eye), ("battery", lens_battery), ("box", lens_box))
        for kind in "gf"
    },
}
