"""Banknotes: a plate with what hands do to a note, three pairs, a specimen.

The note is nobody's: no country's design and no value that any has; it says that it is a sample.

Chinese on the plate: 银行 bank; 样 sample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, radians, sin
from typing import NamedTuple

from art.kit import (
    BROKEN,
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
    flat,
    hull,
    pair,
    rot,
)
from art.paper import Place, at, box, on, ring
from art.space import floor, moved, shade, smooth

WIDTH, HEIGHT = 140.0, 65.0
"""The note, in millimetres."""
MARK = (25.0, 25.0)
"""Where the mark in the paper is looked for."""
SAMPLE = "样"


# ---------------------------------------------------------------- the sheet


class Portrait(NamedTuple):
    """The parts of a portrait of nobody in particular, from the back to the front, about (0, 0)."""

    bust: list[Point]
    hair: list[Point]
    neck: list[Point]
    face: list[Point]
    fringe: list[Point]


def oval(r: float) -> list[Point]:
    """Return the oval in which a portrait of the size ``r`` stands."""
    return arc(0, 0, r, 1.15 * r, 0, 360, 72)


def portrait(r: float) -> Portrait:
    """Return a portrait whose shoulders end at its oval."""
    shoulders = [(-0.84, 0.62), (-0.52, 0.44), (-0.2, 0.34), (0.2, 0.34), (0.52, 0.44), (0.84, 0.62)]
    face = [(-0.34, -0.3), (-0.31, 0), (-0.18, 0.2), (0, 0.27), (0.18, 0.2), (0.31, 0), (0.34, -0.3), (0, -0.62)]
    fringe = [(-0.39, -0.1), (-0.42, -0.5), (-0.2, -0.82), (0.2, -0.82), (0.42, -0.5), (0.39, -0.1), (0.3, -0.38),
              (0.02, -0.46), (-0.2, -0.56), (-0.31, -0.34)]  # fmt: skip
    parts = (
        [*smooth(shoulders, False), *arc(0, 0, 1, 1.15, 33, 147)],
        arc(0, -0.34, 0.43, 0.52, 0, 360, 40),
        [(-0.15, 0.1), (0.15, 0.1), (0.2, 0.42), (0, 0.56), (-0.2, 0.42)],
        smooth(face),
        smooth(fringe),
    )
    return Portrait(*([(r * u, r * v) for u, v in part] for part in parts))


def mark_in_paper(g: Svg, place: Place, x: float, y: float, r: float) -> None:
    """Draw a mark in the paper against the light: no line, only thinner and thicker paper, step by step."""

    def tone(shape: Sequence[Point], colour: str, dx: float = 0, dy: float = 0, k: float = 1) -> None:
        g.path([place(x + k * u + dx * r, y + k * v + dy * r) for u, v in shape], colour, None)

    who = portrait(r)
    tone(oval(1.06 * r), PAPER)
    tone(oval(0.94 * r), CARD)
    for colour, k, dx in ((SAND, 1, 0), (METAL, 0.84, 0.07), (GREY, 0.6, 0.16)):
        tone([(u, v - 0.9 * r) for u, v in who.bust], colour, dx, 0.9 * k, k)
    tone(who.hair, GREY)
    tone(who.neck, METAL)
    tone(who.face, METAL)
    for colour, k, dx in ((SAND, 0.92, -0.04), (PAPER, 0.74, -0.07), (CARD, 0.4, -0.1)):
        tone(who.face, colour, dx, 0.02 - 0.12 * (1 - k), k)
    tone(who.fringe, GREY)
    tone(arc(-0.16 * r, -0.62 * r, 0.13 * r, 0.09 * r, 0, 360), METAL)
    for u in (-0.16, 0.13):
        tone(arc(u * r, -0.15 * r, 0.09 * r, 0.045 * r, 0, 360), GREY)
    tone(arc(0.03 * r, 0.0, 0.04 * r, 0.09 * r, 0, 360), METAL)
    tone(arc(-0.01 * r, 0.12 * r, 0.11 * r, 0.035 * r, 0, 360), GREY)


NUMERAL, FIGURE, RAISED = "90", (7.0, 46.0, 28.0, 13.0), (91.0, 39.0, 34.0, 17.0)
"""No note bears this figure; where its colour changes, and where the print is raised: x, y, width and height."""
BLIND = ((94.0, 30.0), (101.0, 30.0), (108.0, 30.0))
"""Where the dots for the blind stand."""
HEAD = (78.0, 29.0, 14.0)
"""The middle and the size of the portrait."""


def ground(g: Svg, place: Place, colour: str) -> None:
    """Draw the ground of crossing waves, and the frame."""
    for i in range(8):
        for flip in (-1, 1):
            wave = [
                (u, 6.6 + 7.4 * i + flip * 2.8 * sin(u * pi / 8)) for u in (4.6 + j * 130.8 / 96 for j in range(97))
            ]
            g.line(*on(place, wave), stroke=colour, w=W4)
    for inset, w in ((3.2, W2), (4.6, W4)):
        right, low = WIDTH - inset, HEIGHT - inset
        steps = [i / 24 for i in range(25)]  # so that the frame bends with the note
        upper = [(inset + (right - inset) * t, inset) for t in steps]
        side = [(right, inset + (low - inset) * t) for t in steps]
        g.path(on(place, [*upper, *side, (inset, low)]), "none", colour, w)


def engraved(g: Svg, place: Place) -> None:
    """Draw the portrait, engraved in lines, raised above its shadow."""
    x, y, r = HEAD
    who = Portrait(*([place(x + u, y + v) for u, v in part] for part in portrait(r)))
    frame = [place(x + u, y + v) for u, v in oval(r)]
    g.path(moved(frame, 0.7, 0.7), JMID, None)
    g.path(frame, CARD, None)
    g.hatch(frame, 0, 0.72, stroke=JMID)
    g.path(who.bust, JTINT, JADE, W2)
    g.hatch(who.bust, -58, 0.55, stroke=JADE)
    shade(g, who.bust, [moved(who.bust, -2, 0)], ang=32, gap=0.6, stroke=JADE)
    g.path(who.hair, JADE, None)
    for part in (who.neck, who.face):
        g.path(part, CARD, JADE, W3)
        shade(g, part, [moved(part, -1.1, -0.3)], gap=0.45, stroke=JADE)
    g.path(who.fringe, JADE, None)

    def drawn(*points: Point, colour: str = JADE, w: float = W3) -> None:
        g.line(*(place(x + u * r, y + v * r) for u, v in points), stroke=colour, w=w)

    for curl in (0.0, 0.24, 0.48):
        drawn(*arc(-0.02, -0.4, 0.34 - 0.3 * curl, 0.36 - 0.2 * curl, 205, 290), colour=JMID, w=W4)
    for u in (-0.15, 0.13):
        g.circ(*place(x + u * r, y - 0.13 * r), 0.22, JADE, None)
        drawn((u - 0.09, -0.24), (u + 0.09, -0.25))
    drawn((0.01, -0.08), (0.05, 0.03), (-0.02, 0.04), w=W4)
    drawn((-0.1, 0.13), (0, 0.15), (0.1, 0.12))
    g.path(frame, "none", JADE, 0.45)


def face(g: Svg, place: Place) -> None:
    """Draw the face of the note, in the light that falls on it."""
    ground(g, place, JMID)
    g.path(on(at(place, *MARK), oval(12.5)), PAPER, JMID, W3)  # where the mark will show
    engraved(g, place)
    x, y, w, h = FIGURE
    for u, digit, colour in ((x, NUMERAL[0], OCHRE), (x + 0.44 * w, NUMERAL[1], JADE)):  # in the midst of the change
        g.lettering(digit, 23, at(place, u, y + h), colour, 700)
    x, y, w, h = RAISED
    for shift, colour in ((0.6, JMID), (0, JADE)):
        g.lettering(SAMPLE, 9.4, at(place, x + shift, y + 8 + shift), colour, 600, fam="han")
        g.lettering("SAMPLE", 7.4, at(place, x + 11 + shift, y + 7.8 + shift), colour, 700)
    for i in range(2):  # ridges, each with its light and its shadow
        v = y + 12.2 + i * 3
        g.line(place(x, v + 0.8), place(x + 30 - 8 * i, v + 0.8), stroke=JMID, w=0.6)
        g.line(place(x, v), place(x + 30 - 8 * i, v), stroke=JADE, w=0.6)
    g.lettering("AB 0123456", 5.6, at(place, 43, 11.4), INK, 700)
    for u, v in BLIND:
        g.path(ring(place, u + 0.7, v + 0.8, 2.4, 20), JMID, None)
        g.path(ring(place, u, v, 2.4, 20), JADE, None)
        g.path(ring(place, u - 0.7, v - 0.7, 0.7, 12), CARD, None)


def face_against_the_light(g: Svg, place: Place) -> None:
    """Draw the face of the note before the sun: its print is pale, the mark in its paper shows."""
    for radius, colour in ((24, OTINT), (19, PAPER)):  # the light that comes through
        g.path(
            [place(min(max(MARK[0] + u, 0), WIDTH), min(max(MARK[1] + v, 0), HEIGHT)) for u, v in oval(radius)],
            colour,
            None,
        )
    ground(g, place, JMID)
    x, y, r = HEAD
    who = Portrait(*([place(x + u, y + v) for u, v in part] for part in portrait(r)))
    g.path(on(at(place, x, y), oval(r)), JTINT, JMID, W2)
    for part, colour in zip(who, (CARD, JMID, CARD, CARD, JMID), strict=True):
        g.path(part, colour, JMID, W3)
    g.lettering(NUMERAL, 21, at(place, FIGURE[0], FIGURE[1] + FIGURE[3]), JMID, 700)
    x, y, _, _ = RAISED
    g.lettering(SAMPLE, 9.4, at(place, x, y + 8), JMID, 600, fam="han")
    g.lettering("SAMPLE", 7.4, at(place, x + 11, y + 7.8), JMID, 700)
    mark_in_paper(g, place, *MARK, 15)


CORNER, ROLL, STEEP = 28.0, 9.0, radians(62)
"""How far from the corner the note leaves the table, the radius on which it bends up, and how steep it gets."""
TOWARDS = (0.82, -0.572)
"""The direction to the flicked corner, at the far right."""


def flicked(view: Axo) -> Place:
    """Return the note on the table, its far right corner flicked up."""

    def place(u: float, v: float) -> Point:
        s = (u - WIDTH) * TOWARDS[0] + v * TOWARDS[1] + CORNER
        if s <= 0:
            return view(u, v, 0)
        t = min(s / ROLL, STEEP)
        rest = s - t * ROLL
        back = ROLL * sin(t) + rest * cos(t) - s
        return view(u + back * TOWARDS[0], v + back * TOWARDS[1], ROLL * (1 - cos(t)) + rest * sin(t))

    return place


def _fold(s: float, n: int) -> list[Point]:
    """Return the line across the note, from its upper to its right edge, at ``s`` mm beyond the bend."""
    far = WIDTH - (CORNER - s) / TOWARDS[0]
    low = -(CORNER - s) / TOWARDS[1]
    return [(far + (WIDTH - far) * i / n, low * i / n) for i in range(n + 1)]


def main_note(g: Svg, view: Axo) -> Place:
    """Draw the note on the table, its far right corner flicked between finger and thumb."""
    place = flicked(view)
    n = 20
    above = [(WIDTH * i / n, 0.0) for i in range(n + 1)]
    beside = [(WIDTH, HEIGHT * i / n) for i in range(1, n + 1)]
    shape = on(place, [*above, *beside, (0.0, HEIGHT)])
    grip = Grip(place(134, 4.5), 0.54, 3)
    ground = [(8, 65), (140, 65), (140, 46), (108, 1), (124, -2), (149, 26), (148, 72), (16, 72)]
    floor(g, [view(x, y, 0) for x, y in ground], [shape])
    grip.fingers(g)
    g.path(shape, JTINT, None)
    face(g, place)
    g.hatch([*on(place, _fold(1, n)), *on(place, _fold(8, n))[::-1]], -58, 0.75, stroke=JADE)
    g.path(shape, "none", INK, W1)
    grip.thumb(g)
    return place


# ---------------------------------------------------------------- hands


def hand_feeling(g: Svg, x: float, y: float, turn: float, k: float) -> None:
    """Draw a right hand that comes from the right, its forefinger's tip at (x, y), turned by ``turn`` degrees."""

    def lay(points: Sequence[Point]) -> list[Point]:
        return rot([(x + u * k, y + v * k) for u, v in points], turn, x, y)

    ring_finger = smooth(
        [(20, -9), (18.2, -12.4), (18.8, -15.4), (22, -16.6), (29, -16.6), (36, -17.4), (43, -17.6)], False
    )
    middle = smooth(
        [(16, -3), (12.6, -5.2), (11.6, -8.2), (13, -11.2), (16.6, -12.4), (24, -12.2), (33, -13), (43, -13.4)], False
    )
    for finger in (ring_finger, middle):
        g.path(lay([*finger, (43, -3)]), SAND, None)
        g.line(*lay(finger), w=0.45)
    g.hatch(lay([(13, -5.6), (12.6, -9), (15.6, -7.4), (22, -8.2), (31, -9), (30, -5)]), -58, 0.65, stroke=STONE)
    g.hatch(lay([(19, -11.6), (19.4, -14.4), (22, -13.6), (33, -14.2), (33, -12.6)]), -58, 0.65, stroke=STONE)
    for crease in ([(13.6, -11.4), (15, -10.4), (15.4, -9)], [(15, -12), (16.4, -11)], [(19.6, -15.8), (21, -15)]):
        g.line(*lay(smooth(crease, False)), w=W3)
    index_top = flat(
        "M-0.4 0.6L-0.5 -1L0.8 -2.9L3.4 -4.1L7.6 -4.7L11.5 -4.7L15 -5.6L18 -5.9L23 -5.6L28 -6.2L33 -8.2L37 -9L43 -9.2"
    )
    index_low = flat("M-0.4 0.6L0.6 2.1L3.2 3.2L6.6 3.1L9.4 2.5L12.4 3.2L16 3.6L18.6 3.1L22 3.7L27 5")
    thumb = flat("M27 5L23 6.6L18.6 7.6L15.2 9.4L14.4 11.6L16.2 13.2L20 13L25 12.2L31 13.2L37 14.2L43 14.4")
    upper, lower, under = smooth(index_top, False), smooth(index_low, False), smooth(thumb, False)
    outline = [*upper[::-1], *lower[1:], *under[1:]]
    g.path(lay(outline), SAND, None)
    shade = smooth([(1, 2.2), (3.4, 3.2), (6.6, 3.1), (9.4, 2.5), (12.4, 3.2), (16, 3.6), (22, 3.7), (27, 5.0)], False)
    g.hatch(lay([*shade, (27, 2.4), (16, 1.2), (9, 0.8), (3, 1.2)]), -58, 0.65, stroke=STONE)
    g.hatch(
        lay([(16, 13.2), (20, 13), (25, 12.2), (31, 13.2), (43, 14.4), (43, 9.6), (33, 10.4), (24, 10.6), (17, 11.6)]),
        -58,
        0.65,
        stroke=STONE,
    )
    g.hatch(lay([(28, 4.8), (33, 7.2), (40, 7), (34, 3.4), (29, 2.4)]), -58, 0.65, stroke=STONE)
    for line in (upper, [*lower, *under[1:]]):
        g.line(*lay(line), w=W1)
    # nails and creases
    g.path(
        lay(smooth([(0.9, -2.6), (3.2, -3.8), (6.3, -4.1), (6.9, -3.2), (5.8, -2.2), (2.8, -1.6), (1.2, -1.8)])),
        CARD,
        INK,
        W3,
    )
    g.path(lay(smooth([(15.1, 10.6), (16.6, 9.2), (19.2, 8.8), (19.8, 9.8), (18.4, 10.9), (16, 11.6)])), CARD, INK, W3)
    for crease in (
        [(9.6, 2.5), (10, 1.4)],
        [(10.4, -4.6), (11, -3.4)],
        [(11.8, -4.6), (12.2, -3.6)],
        [(16.4, -5.7), (17.4, -4.0), (17.2, -2.6)],
    ):
        g.line(*lay(smooth(crease, False)), w=W3)
    for crease in (
        [(18.4, -5.8), (19.2, -4.4)],
        [(18.6, 3.1), (19, 1.9)],
        [(27, 5.0), (29.4, 5.6), (31, 5.2)],
        [(24.6, 7.6), (25.4, 9)],
        [(33.4, -8), (35, -6.6)],
    ):
        g.line(*lay(smooth(crease, False)), w=W3)
    cuff(g, lay, 40.8, (-19, 16.8), 3.4)


def cuff(g: Svg, lay: Callable[[Sequence[Point]], list[Point]], x: float, ends: Point, width: float) -> None:
    """Draw the cuff at the wrist of a hand, and the sleeve that fades away in hatching.

    ``x`` is where the cuff begins and ``ends`` its upper and lower end, in the hand's own measures.
    """
    top, foot = ends
    begin = smooth([(x, top), (x - 0.6, (top + foot) / 2), (x, foot)], False)
    near, middle = x + width, (top + foot) / 2
    far = smooth([(near + 2.6 * width, top), (near + 0.9 * width, middle), (near + 2 * width, foot)], False)
    g.hatch(lay([(near, top), *far, (near, foot)]), -58, 0.7, w=W2, stroke=JADE)
    for v, reach in ((top, 3), (foot, 2.4)):
        g.line(*lay([(near, v), (near + reach * width, v)]), w=0.45)
    g.path(lay([*begin, (x + width, foot + 0.5), (x + width, top - 0.5)]), CARD, INK, 0.45)


def held(x: float, y: float, k: float, turn: float) -> Place:
    """Return a note held up, square to the eye: its upper left corner at (x, y), turned by ``turn`` degrees."""
    c, d = cos(radians(turn)), sin(radians(turn))
    return lambda u, v: (x + k * (u * c - v * d), y + k * (u * d + v * c))


class Grip:
    """A right hand that holds a sheet between finger and thumb: draw ``fingers``, the sheet, then ``thumb``.

    ``tip`` is where the thumb's tip lies; ``turn`` turns the hand clockwise, from one that comes from the right.
    """

    def __init__(self, tip: Point, k: float, turn: float) -> None:
        self.tip, self.k, self.turn = tip, k, turn

    def lay(self, points: Sequence[Point]) -> list[Point]:
        """Return points of the hand, in mm from the thumb's tip, on the page."""
        x, y = self.tip
        return rot([(x + u * self.k, y + v * self.k) for u, v in points], self.turn, x, y)

    def fingers(self, g: Svg) -> None:
        """Draw what is behind the sheet: the forefinger above, the other fingers below."""
        below = smooth([(0, 7), (1, 11), (5, 13.4), (12, 13.6), (19, 12.6), (27, 11.2)], False)
        above = smooth([(0, -3), (3, -7.6), (9, -9.6), (15, -9), (20, -7.6), (27, -7.4)], False)
        g.path(self.lay([*above, *below[::-1]]), SAND, None)
        for line in (above, below):
            g.line(*self.lay(line), w=W1)
        g.line(*self.lay(smooth([(3, 9.4), (10, 9.6), (16, 8.8)], False)), w=W2)
        g.hatch(
            self.lay([(1, 11), (5, 13.4), (12, 13.6), (27, 11.2), (27, 7.6), (16, 9), (3, 9.6)]),
            -58,
            0.65,
            stroke=STONE,
        )

    def thumb(self, g: Svg) -> None:
        """Draw what is before the sheet: the thumb, and the cuff with the sleeve."""
        upper = smooth(
            [(0, 0.4), (-0.3, -1.4), (1.2, -3.2), (4, -4), (8, -3.7), (11, -3.2), (15, -4.2), (20, -5.4), (27, -5.6)],
            False,
        )
        lower = smooth([(0, 0.4), (0.9, 2.4), (3.4, 3.7), (7, 3.9), (10.4, 3.5), (14, 4.6), (19, 7), (27, 8.6)], False)
        g.path(self.lay([*upper[::-1], *lower[1:]]), SAND, None)
        g.hatch(self.lay([*lower[4:], (27, 4.4), (19, 3.2), (12, 1.6), (3, 2)]), -58, 0.65, stroke=STONE)
        g.line(*self.lay([*upper[::-1], *lower[1:]]), w=W1)
        g.path(
            self.lay(smooth([(0.6, -1.5), (2.2, -2.7), (5, -2.6), (6, -1), (5.2, 0.6), (2.4, 1), (0.8, 0)])),
            CARD,
            INK,
            W3,
        )
        for crease in ([(9.8, -2.4), (10.6, -1), (10.2, 0.6)], [(11.4, -2.2), (12.1, -0.8)], [(16, -3.4), (18, -1.8)]):
            g.line(*self.lay(smooth(crease, False)), w=W3)
        cuff(g, self.lay, 25, (-9.8, 13), 2.6)


def against_the_sun(g: Svg, place: Place, sun: Point) -> None:
    """Draw the note before the sun, with the mark in its paper, held by thumb and forefinger at the right."""
    x, y = sun
    g.circ(x, y, 14, OTINT, OCHRE, W1)
    for i in range(36):
        a, far = radians(i * 10), 20.4 if i % 2 else 18.4
        g.line((x + 15.6 * cos(a), y + 15.6 * sin(a)), (x + far * cos(a), y + far * sin(a)), stroke=OCHRE, w=0.5)
    grip = Grip(place(131, 33), 0.68, 30)
    grip.fingers(g)
    g.path(box(place, 0, 0, WIDTH, HEIGHT), JTINT, None)
    face_against_the_light(g, place)
    g.path(box(place, 0, 0, WIDTH, HEIGHT), "none", INK, W1)
    grip.thumb(g)


def bank(g: Svg, view: Axo) -> Point:
    """Draw a teller's window with the checking machine behind the glass; return a point on the machine."""
    w, h = 32.0, 25.0

    def wall(u: float, z: float) -> Point:
        return view(u, 0, z)

    floor(
        g,
        [view(4, 11, 0), view(w + 2, 11, 0), view(w + 2, 0, 0), view(w + 7, 0, 0), view(w + 7, 14, 0), view(9, 14, 0)],
    )
    view.prism(
        g, "z", [(-1, -3), (w + 1, -3), (w + 1, 0), (-1, 0)], 0, h, front=PAPER, left=PAPER, right=SAND, hgap=0.75
    )
    # sign
    g.path([wall(-1, h), wall(w + 1, h), wall(w + 1, h - 6.4), wall(-1, h - 6.4)], JADE, INK, W2)
    m = view.m("front")
    g.text(*wall(3, h - 4.8), "银行", 4.2, CARD, m, 600, fam="han")
    g.text(*wall(w - 3, h - 4.7), "BANK", 4.2, CARD, m, 700, anchor="end")
    # glass, machine behind it
    pane = [wall(2.4, 4.6), wall(w - 2.4, 4.6), wall(w - 2.4, h - 8), wall(2.4, h - 8)]
    g.path(pane, CARD, INK, 0.4)
    mx = 13.4
    g.path(
        [wall(mx, 4.6), wall(mx, 9.8), wall(mx + 2, 13.4), wall(mx + 12, 13.4), wall(mx + 14, 9.8), wall(mx + 14, 4.6)],
        JTINT,
        INK,
        W2,
    )
    g.path(
        [wall(mx + 9.6, 4.6), wall(mx + 9.6, 13.4), wall(mx + 12, 13.4), wall(mx + 14, 9.8), wall(mx + 14, 4.6)],
        JMID,
        None,
    )
    g.path([wall(mx + 2.4, 10), wall(mx + 3, 15.2), wall(mx + 10.6, 15.2), wall(mx + 11.2, 10)], CARD, INK, W3)
    g.path([wall(mx + 1.6, 10.2), wall(mx + 12.4, 10.2), wall(mx + 12.4, 8.6), wall(mx + 1.6, 8.6)], INK, INK, W3)
    g.path([wall(mx + 2, 7.6), wall(mx + 7.4, 7.6), wall(mx + 7.4, 5.4), wall(mx + 2, 5.4)], INK, INK, W3)
    g.path([wall(mx + 9, 7.4), wall(mx + 12, 7.4), wall(mx + 12, 5.6), wall(mx + 9, 5.6)], CARD, INK, W3)
    g.line(wall(mx + 3.2, 6.6), wall(mx + 4.2, 5.9), wall(mx + 6, 7.2), stroke=JTINT, w=0.45)
    for a in (4.4, 6.4):
        g.line(wall(a, 12.4), wall(a + 3.4, 16), stroke=GREY, w=0.45)
    # slot and counter with a note
    slot = [wall(9 + 5 * cos(t), 0.2 + 4 * sin(t)) for t in (pi * i / 16 for i in range(17))]
    g.path(slot, STONE, INK, W2)
    view.prism(
        g, "z", [(-2.4, 0), (w + 2.4, 0), (w + 2.4, 10), (-2.4, 10)], -2, 0, front=CARD, left=SAND, right=STONE, h=False
    )
    g.path([view(4.4, 1, 0), view(14.4, 0.2, 0), view(15.2, 6.4, 0), view(5.2, 7.2, 0)], JTINT, INK, W3)
    g.ell(*view(9.8, 3.7, 0), 1.5, 1.0, CARD, JADE, W3)
    return wall(mx + 13, 8.6)


def sound(g: Svg, x: float, y: float) -> None:
    """Draw the crisp sound that goes up to the left from a corner: arcs that grow."""
    for r in (4.4, 6.2, 8.0):
        g.line(*arc(x, y, r, r, 205, 255), stroke=STONE, w=0.5)


def tilting(g: Svg, x: float, y: float) -> None:
    """Draw how the edge that ends at a corner goes up and down: an arc with a head at both ends."""
    bow = arc(x + 16, y - 4, 20, 20, 156, 186)
    g.line(*bow, stroke=STONE, w=0.5)
    for (u, v), d in ((bow[0], 1), (bow[-1], -1)):
        g.line((u - 0.6, v - 2.2 * d), (u, v), (u + 2.2, v - 1 * d), stroke=STONE, w=0.5)


def plate() -> Svg:
    """Draw the plate. The scenes differ in scale, so there is no scale bar."""
    g = Plate("A banknote held to the light, felt, tilted, flicked and taken to a bank. Numbers 1 to 6.")
    g.is_story = True
    place = held(18, 9, 0.41, -4)
    against_the_sun(g, place, place(*MARK))
    machine = bank(g, Axo(110, 27, 0.92, 24, 24))
    note = main_note(g, Axo(13, 39.5, 0.7, 5, 46))
    hand_feeling(g, *note(128, 50), 2, 0.66)
    sound(g, *note(133, 0))
    g.call(1, 5, 40, *place(MARK[0] - 9, MARK[1] + 11))
    x, y = note(HEAD[0] - 4, HEAD[1] - 13)
    g.call(2, x, 36.8, x, y)
    x, y = note(*BLIND[1])
    g.call(3, x, 36.8, x, y)
    g.call(4, 102, 21, *note(135.4, 0.9))
    g.call(5, 144, machine[1], *machine)
    g.call(6, 15, 80, *note(FIGURE[0] + 3, FIGURE[1] + 9))
    tilting(g, *note(0, HEIGHT))
    return g


def level(x: float, y: float, k: float = 1) -> Place:
    """Return a sheet seen from above, its origin at (x, y)."""
    return lambda u, v: (x + u * k, y + v * k)


def lens_watermark(fake: bool) -> Lens:
    """Draw the watermark against the light: tones without a line, or a grey print, flat, with an outline."""
    g = Lens("Watermark " + ("printed on, one flat grey" if fake else "in the paper, light and shade"), fake)
    g.path(box(level(-1, -1), 0, 0, 30, 30), OTINT, None)
    if fake:
        who = portrait(11)
        for part in (who.bust, who.hair, who.face):
            g.path([(12.6 + u, 13.6 + v) for u, v in part], GREY, STONE, 0.9, BROKEN)
    else:
        mark_in_paper(g, level(0, 0), 12.6, 13.6, 11)
    g.path([(24.2, -1), (29, -1), (29, 29), (24.2, 29)], JTINT, JADE, W3)
    for i in range(12):
        g.line(*[(24.6 + u * 0.5, 2 + i * 2.2 + 0.5 * sin(u * 0.8 + i)) for u in range(8)], stroke=JMID, w=W4)
    return g.done()


def fingertip(g: Svg, y: float) -> None:
    """Draw a fingertip that comes from the upper right and lies on something at the height ``y``."""

    def lay(points: Sequence[Point]) -> list[Point]:
        return [(u, v + y) for u, v in points]

    back = [(23, -18.6), (17.6, -14.4), (13, -11.7), (9.4, -9), (7.2, -6.4), (6.4, -3.8)]
    pad = [(6.9, -1.4), (8.8, -0.2), (12, 0), (15.8, -0.3), (19, -1.8), (23, -5), (31, -11)]
    outline = smooth([*back, *pad], False)
    g.path(lay([*outline, (31, -19)]), SAND, None)
    dark = smooth(pad[2:], False)
    g.hatch(lay([*dark, (31, -14.6), (23, -8.6), (18.4, -4.8), (13.4, -2.2)]), -58, 0.75, stroke=STONE)
    g.line(*lay(outline), w=0.42)
    nail = [(7.6, -6), (9.4, -8.6), (12.8, -11.2), (14.8, -12.2), (14.6, -10.4), (12, -7.4), (9.2, -5.2)]
    g.path(lay(smooth(nail)), CARD, INK, W2)
    for crease in ([(18, -14), (19.4, -12.2)], [(19.6, -15), (20.8, -13.4)], [(20.4, -2.9), (19.4, -4.6)]):
        g.line(*lay(crease), w=W2)


def ridge(x: float, y: float, high: float) -> list[Point]:
    """Return the section of a line of ink on the paper, 2.8 mm wide; without height it lies flat."""
    return [(x + 1.4 * sin(t), y - high * cos(t)) for t in (pi * (j / 12 - 0.5) for j in range(13))]


def lens_print(fake: bool) -> Lens:
    """Draw the note cut open under a fingertip: lines of ink that stand up from the paper, or a flat print."""
    g = Lens("Print " + ("flat and smooth" if fake else "raised") + " under a fingertip, in section", fake)
    high = 0.0 if fake else 1.5
    edge, far_edge, foot = 21.2, 15.2, 24.6
    away = 2.6  # to the right, from the cut edge of the paper to its far edge
    g.path([(-4, edge), (30, edge), (30 + away, far_edge), (away - 4, far_edge)], JTINT, INK, W2)
    lines = [-2.8 + i * 5 for i in range(7)]
    for x in lines:
        near, far = ridge(x, edge, high), ridge(x + away, far_edge, high)
        g.path(hull([*near, *far]) if high else [near[0], near[-1], far[-1], far[0]], JADE, INK if high else None, W2)
        if high:
            g.line(near[4], far[4], stroke=JMID, w=0.6)
    fingertip(g, edge + 0.45 * (far_edge - edge) - high)
    g.path([(-1, foot), (29, foot), (29, 29), (-1, 29)], SAND, None)
    cut = [(-1, edge), (29, edge), (29, foot), (-1, foot)]
    g.path(cut, CARD, None)
    g.hatch(cut, 45, 1.1, stroke=STONE)
    for x in lines:
        g.path(ridge(x, edge, high) if high else box(level(x - 1.4, edge), 0, 0, 2.8, 0.6), JADE, INK, W2)
    for y in (edge, foot):
        g.line((-1, y), (29, y), w=W2)
    return g.done()


def lens_lines(fake: bool) -> Lens:
    """Draw fine lines that cross, as on any security paper: single and sharp, or swollen and run together."""
    g = Lens("Lines " + ("blurred, run together" if fake else "fine, sharp"), fake)
    g.path(box(level(-1, -1), 0, 0, 30, 30), PAPER, None)
    for j in range(4):
        rosette = []
        for t in range(0, 361, 3):
            r = 10.6 * (0.62 + 0.34 * cos(radians(9 * t + j * 90)))
            rosette.append((14 + r * cos(radians(t)), 14 + r * sin(radians(t))))
        if fake:
            g.line(*((x + 0.5, y + 0.35) for x, y in rosette), stroke=JMID, w=1.3)
        g.line(*rosette, stroke=JADE, w=0.85 if fake else W2)
    for i in range(7):
        wave = [(u, 1.2 + i * 0.9 + 0.5 * sin(u / 2.4 + i)) for u in range(-1, 30)]
        for flip in (wave, [(x, 28 - y) for x, y in wave]):
            g.line(*flip, stroke=JMID, w=0.7 if fake else W4)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-banknotes": plate,
    **pair("l-banknotes-watermark", lens_watermark),
    **pair("l-banknotes-print", lens_print),
    **pair("l-banknotes-lines", lens_lines),
}
