"""Banknotes: a plate with an invented note (no country's design, nobody's portrait), three pairs, a specimen.

Only what the source in the ledger names is shown: watermark, portrait, the bank's name and the dots in raised print,
the sound, the bank's machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import cos, pi, radians, sin

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
    Point,
    Svg,
    arc,
    flat,
    hull,
    pair,
    poly,
    rot,
)
from art.paper import Place, at, box, on, ring, stroke_of
from art.space import floor, smooth

WIDTH, HEIGHT = 140.0, 65.0
"""The note, in millimetres."""
FIELD = 39.0
"""The width of the empty field with the watermark."""
TONES = (CARD, SAND, METAL, GREY)
"""Light and shade in the paper, from light to dark."""


# ---------------------------------------------------------------- the engraved head


def _between(left: Sequence[Point], right: Sequence[Point], t: float, n: float) -> Point:
    """Return the point at ``t`` along two edges and at ``n`` of the way from the left one to the right one."""

    def along(edge: Sequence[Point]) -> Point:
        i = min(int(t * (len(edge) - 1)), len(edge) - 2)
        w = t * (len(edge) - 1) - i
        return (edge[i][0] + (edge[i + 1][0] - edge[i][0]) * w, edge[i][1] + (edge[i + 1][1] - edge[i][1]) * w)

    (x0, y0), (x1, y1) = along(left), along(right)
    return (x0 + (x1 - x0) * n, y0 + (y1 - y0) * n)


HEAD = smooth(
    flat("M9.6 16.6L11 13.4L14 11.4L17.6 11.2L20.4 13L21.4 16L20.6 19L17.6 21.2L13.6 21.4L10.6 20"),
)
"""A crane's head to the left, in a picture of 30 x 42."""
THROAT = smooth([(13.0, 20.6), (15.6, 23.6), (16.0, 27.0), (14.2, 31.2), (12.2, 35.6), (11.2, 44)], False)
NAPE = smooth([(21.4, 16.6), (22.8, 21), (22.8, 26), (21.6, 31), (21.8, 36), (23.8, 44)], False)


CHEEK = smooth([(9.8, 16.4), (13, 15.8), (16, 17.6), (17.4, 19.8), (19, 20.6), (16.4, 22.4), (13, 21.6), (10.4, 20)])
CROWN = smooth([(11.2, 13.8), (13.6, 11.7), (17, 11.2), (19.4, 12.4), (17.4, 13.6), (13.8, 13.9)])
BEAK = (
    [(2.2, 20.6), (6.4, 19.6), (10.5, 18.4), (11, 20), (6.6, 20.6)],
    [(1.6, 20.2), (6, 17.6), (10, 15.9), (10.4, 18.2), (6, 19.4)],
)
"""Its lower and its upper half."""


def crane(g: Svg, place: Place, k: float, pitch: float, blurred: bool = False) -> None:
    """Draw the head of a crane as an engraver would, in lines; ``k`` is the page's scale, ``pitch`` their distance.

    ``blurred`` is the copy: lines swell and run together, contours stand double.
    """
    fine, contour, cut = 0.12 if k < 1 else 0.17, max(W3, 0.3 * k), max(0.2, 0.24 * min(k, 1.3))
    if blurred:
        g.path(on(place, [(x + 0.55, y + 0.25) for x, y in HEAD]), "none", GREY, contour * 1.6)
    _neck(g, place, pitch, fine, cut, blurred)
    for edge in (THROAT, NAPE):
        g.line(*on(place, edge), w=contour)
    g.path(on(place, HEAD), CARD, INK, contour)
    # the dark cheek, cut by white lines, and the red crown
    g.path(on(place, CHEEK), INK, None)
    rows = max(3, int(5 / pitch))
    for i in range(0 if blurred else rows):
        v = 17.3 + i * 4.2 / rows
        line = smooth([(10.8 + i * 0.12, v + 0.3), (13, v), (15.2 + i * 0.2, v + 0.8)], False)
        g.path(stroke_of(on(place, line), lambda t: 0.9 * cut * sin(pi * t)), CARD, None)
    g.path(on(place, CROWN), VERM, None if blurred else INK, fine)
    if blurred:
        g.path(on(place, [(x + 0.5, y + 0.45) for x, y in CROWN]), VERM, None)
    # feathers behind the eye
    for i in range(int(3.8 / (pitch * 0.92))):
        u = 15.6 + i * pitch * 0.92
        tuft = smooth([(u, 14.6 + i * 0.12), (u + 1.3, 15.6), (u + 1.7, 17.2)], False)
        g.line(*on(place, tuft), w=fine * (2.8 if blurred else 1), stroke=STONE if blurred else INK)
    for part in BEAK:
        g.path(on(place, part), SAND, INK, contour * (1.5 if blurred else 1))
    if not blurred:
        g.line(*on(place, [(6.4, 18.6), (8.6, 17.6)]), w=fine)
        for i in range(int(6 / pitch)):
            u = 5 + i * pitch
            g.line(*on(place, [(u, 20.2), (u + 0.7, 19.7 - 0.06 * i)]), w=fine)
    x, y = place(14.3, 16.1)
    if blurred:
        g.circ(x + 0.2 * k, y, 1.15 * k, INK, STONE, 0.3 * k)
    else:
        g.circ(x, y, 1.15 * k, OCHRE, INK, contour)
        g.circ(x, y, 0.62 * k, INK, None)
        g.circ(x - 0.25 * k, y - 0.28 * k, 0.2 * k, CARD, None)


def _neck(g: Svg, place: Place, pitch: float, fine: float, cut: float, blurred: bool) -> None:
    """Draw the neck: its front dark with white lines cut into it, its back white with shade in lines."""
    g.path(on(place, [*THROAT, *NAPE[::-1]]), CARD, None)
    edge = [_between(THROAT, NAPE, t / 20, 0.6 - 0.1 * (t / 20)) for t in range(21)]
    g.path(on(place, [*THROAT, *edge[::-1]]), INK, None)
    rows = int(24 / pitch)
    for i in range(rows):
        t = (i + 0.7) / rows
        white = [_between(THROAT, NAPE, min(1, t + 0.035 * sin(pi * n / 8)), 0.03 + 0.5 * n / 8) for n in range(9)]
        reach = 0.3 - 0.1 * (i % 2)
        dark = [_between(THROAT, NAPE, min(1, t + 0.03 * sin(pi * n / 6)), 1 - reach * n / 6) for n in range(7)]
        if blurred:
            if i % 3:
                g.path(stroke_of(on(place, white[2:6]), lambda s: 0.7 * cut * sin(pi * s)), GREY, None)
            g.line(*on(place, dark[:5]), w=fine * 3, stroke=STONE)
        else:
            g.path(stroke_of(on(place, white), lambda s: cut * (0.35 + 0.65 * sin(pi * s))), CARD, None)
            g.path(stroke_of(on(place, dark), lambda s: 1.25 * cut * (1 - s) + 0.04), INK, None)


def medallion(g: Svg, place: Place, x: float, y: float, k: float) -> None:
    """Draw the portrait of the note: the crane in an oval of 34 x 46, before ruled lines."""
    rx, ry = 17.0, 22.5

    def oval(grow: float) -> list[Point]:
        return [place(x + (rx + grow) * cos(i * pi / 36), y + (ry + grow) * sin(i * pi / 36)) for i in range(72)]

    g.path(oval(1.8), CARD, JADE, W2)
    g.path(oval(0), PAPER, JADE, W3)
    step = 0.7 / k
    for i in range(1, int(2 * ry / step)):
        v = -ry + i * step
        half = rx * (1 - (v / ry) ** 2) ** 0.5 - 0.4
        g.line(place(x - half, y + v), place(x + half, y + v), stroke=JMID, w=W4)
    g.raw(f'<clipPath id="m{len(g.o)}"><path d="{poly(oval(-0.3))}"/></clipPath><g clip-path="url(#m{len(g.o)})">')
    size = 1.28

    def head(u: float, v: float) -> Point:
        return place(x + (u - 13.6) * size, y + (v - 20.5) * size)

    crane(g, head, k * size, (0.6 if k > 0.45 else 0.75) / (k * size))
    g.raw("</g>")
    g.path(oval(0), "none", JADE, W2)


# ---------------------------------------------------------------- the note


def petals(r: float) -> list[tuple[list[Point], int]]:
    """Return a camellia's petals from the outside inwards, each with the number of its whorl, about (0, 0)."""
    found = []
    for whorl, (size, count, turn) in enumerate(((1.0, 6, 0), (0.68, 5, 30), (0.38, 4, 10))):
        for i in range(count):
            a, b = radians(turn + i * 360 / count), pi / count * 1.1
            q = r * size
            shape = flat("M0.12 0L0.5 -0.72L0.86 -0.9L1 -0.5L0.95 0L1 0.5L0.86 0.9L0.5 0.72")
            found.append((smooth([(q * d * cos(a + b * s), q * d * sin(a + b * s)) for d, s in shape], n=5), whorl))
    return found


def watermark(g: Svg, place: Place, x: float, y: float, r: float) -> None:
    """Draw the watermark against the light: no line, only thinner and thicker paper, in steps towards each root."""
    shapes = petals(r)
    for petal, _ in shapes:
        g.path(on(place, [(x + u * 1.05, y + v * 1.05) for u, v in petal]), PAPER, None)
    for petal, whorl in shapes:
        for tone, s in zip(TONES[min(whorl, 1) :], (1, 0.88, 0.72, 0.54), strict=False):
            g.path(on(place, [(x + u * s, y + v * s) for u, v in petal]), tone, None)
        if whorl:
            g.path(on(place, [(x + u, y + v) for u, v in petal]), "none", PAPER, 0.22)
    g.path(ring(place, x, y, r * 0.16, 24), GREY, None)
    g.path(ring(place, x, y, r * 0.1, 24), CARD, None)


def rosette(g: Svg, place: Place, x: float, y: float, r: float, n: int, k: int = 3) -> None:
    """Draw interlaced lines, as on any security paper: ``k`` rings of ``n`` waves."""
    for j in range(k):
        line = []
        for t in range(0, 360, 3):
            q = r * (0.64 + 0.3 * cos(radians(n * t + j * 360 / k)))
            line.append(place(x + q * cos(radians(t)), y + q * sin(radians(t))))
        g.path(line, "none", JMID, W3)


DOTS = [(u, v) for u in (126.0, 133.5) for v in (42.0, 49.5, 57.0)]
"""Where the raised dots for the blind stand."""


def face(g: Svg, place: Place, k: float, *, lit: bool) -> None:
    """Draw the front of the note within its edge; ``k`` is the page's scale, ``lit`` holds it to the light."""
    for i in range(9):
        wave = [place(u, 62 - i * 2.6 + 1.5 * sin(u / 7 + i * 0.7)) for u in range(int(FIELD) + 2, 138, 2)]
        g.line(*wave, stroke=JMID, w=W4)
    rosette(g, place, 94, 20, 18, 12)
    if lit:
        watermark(g, place, FIELD / 2, 26.5, 17.5)
    else:
        for petal, _ in petals(15.5):
            g.path(on(place, [(FIELD / 2 + u, 27 + v) for u, v in petal]), PAPER, SAND, W4)
    g.lettering("25", 13, at(place, 6, 60), JADE, fam="display")
    medallion(g, place, 60.5, 33, k)
    g.lettering("25", 25, at(place, 82, 28.5), JADE, fam="display")
    # the bank's name in raised print: its shadow falls to the right, below
    for shift, colour in ((0.75, JMID), (0.0, INK)):
        g.lettering("样票银行", 10.4, at(place, 81 + shift, 48 + shift), colour, 600, "start", "han")
    g.lettering("SPECIMEN", 6.2, at(place, 81, 57), INK, 700)
    for u, v in DOTS:
        g.path(ring(place, u + 0.5, v + 0.6, 2.1, 20), JMID, None)
        g.path(ring(place, u, v, 2.1, 20), JADE, None)
        g.path(ring(place, u - 0.6, v - 0.6, 0.7, 12), CARD, None)


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
    grip = Grip(place(134, 4.5), 0.6, 3)
    ground = [(8, 65), (140, 65), (140, 46), (108, 1), (124, -2), (149, 26), (148, 72), (16, 72)]
    floor(g, [view(x, y, 0) for x, y in ground], [shape])
    grip.fingers(g)
    g.path(shape, JTINT, None)
    g.path(box(place, 0, 0, FIELD, HEIGHT), CARD, None)
    face(g, place, view.k, lit=False)
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
    g.path(lay([*smooth([(40.8, -19), (40.2, 0), (40.8, 16.6)], False), (44, 17), (44, -19.4)]), CARD, INK, 0.45)
    sleeve = lay([*smooth([(43.2, -20), (42.6, 0), (43.2, 17.6)], False), (48.6, 18), (48.6, -20.4)])
    g.path(sleeve, JADE, INK, W1)


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
        g.path(
            self.lay([*smooth([(25, -9.6), (24.4, 1), (25, 12.8)], False), (27.4, 13.2), (27.4, -10)]), CARD, INK, 0.45
        )
        g.path(
            self.lay([*smooth([(26.8, -10.8), (26.2, 1), (26.8, 14)], False), (31.4, 14.4), (31.4, -11.4)]),
            JADE,
            INK,
            W1,
        )


def against_the_sun(g: Svg, place: Place, k: float, sun: Point) -> None:
    """Draw the note before the sun, with its watermark, held by thumb and forefinger at the right."""
    x, y = sun
    g.circ(x, y, 13, OTINT, OCHRE, W2)
    for i in range(36):
        a, far = radians(i * 10), 17.8 if i % 2 else 16.4
        g.line((x + 14.6 * cos(a), y + 14.6 * sin(a)), (x + far * cos(a), y + far * sin(a)), stroke=OCHRE, w=0.4)
    grip = Grip(place(131, 42), 0.68, 30)
    grip.fingers(g)
    g.path(box(place, 0, 0, WIDTH, HEIGHT), JTINT, None)
    g.path(box(place, 0, 0, FIELD, HEIGHT), OTINT, None)
    face(g, place, k, lit=True)
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
        g.line(*arc(x, y, r, r, 234, 288), stroke=STONE, w=0.5)


def plate() -> Svg:
    """Draw the plate. The scenes differ in scale, so there is no scale bar."""
    g = Svg(124, 92, "An invented banknote held to the light, felt, flicked and taken to a bank")
    place = held(14.5, 12, 0.32, -5)
    against_the_sun(g, place, 0.32, (21, 21))
    machine = bank(g, Axo(86.5, 27.5, 0.82, 24, 24))
    view = Axo(13.5, 39, 0.52, 9, 60)
    note = main_note(g, view)
    hand_feeling(g, *note(132, 48.5), 8, 0.74)
    sound(g, *note(133, 0))
    g.call(1, 6, 41, *place(10, 36))
    g.call(2, 26, 86, *note(52, 50))
    g.call(3, 43, 86, *note(80.5, 50))
    g.call(4, 66, 86, *note(129.8, 62.2))
    g.call(5, 118.5, 39.6, *note(135.4, 0.9))
    g.call(6, 118.5, machine[1], *machine)
    return g


def level(x: float, y: float, k: float = 1) -> Place:
    """Return a sheet seen from above, its origin at (x, y)."""
    return lambda u, v: (x + u * k, y + v * k)


def lens_watermark(fake: bool) -> Lens:
    """Draw the watermark against the light: tones without a line, or a grey flower printed flat."""
    g = Lens("Watermark " + ("printed on, one flat grey" if fake else "in the paper, light and shade"), fake)
    g.path(box(level(-1, -1), 0, 0, 30, 30), OTINT, None)
    place = level(0, 0)
    if fake:
        for petal, _ in petals(10.4):
            g.path([(12.6 + u, 14 + v) for u, v in petal], METAL, STONE, 0.35)
        g.circ(12.6, 14, 1.3, METAL, STONE, 0.35)
    else:
        watermark(g, place, 12.6, 14, 10.4)
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
    g.line(*lay(outline), w=W1)
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


def lens_portrait(fake: bool) -> Lens:
    """Draw the crane's head close by: single fine lines, or lines that swell and run together."""
    g = Lens("Portrait " + ("blurred, lines run together" if fake else "of fine, sharp lines"), fake)
    g.path(box(level(-1, -1), 0, 0, 30, 30), PAPER, None)
    for i in range(28):
        g.line((0, 0.6 + i), (28, 0.6 + i), stroke=JMID, w=0.4 if fake else W4)
    k = 1.12
    crane(g, level(14 - 12.4 * k, 14 - 19.4 * k, k), k, 0.72, blurred=fake)
    return g.done()


def specimen(small: bool) -> Svg:
    """Draw the note as a specimen of 30 x 30 mm; ``small`` is for less than 10 mm: heavier lines, no hatching."""
    g = Svg(30, 30, "Banknote")
    contour, edge = (0.9, 0.55) if small else (W1, W2)

    def place(u: float, v: float) -> Point:
        return rot([(2.6 + u, 8.5 + v)], -14, 15, 15)[0]

    g.path(box(place, 0, 0, 24.8, 13), JTINT, None)
    g.path(box(place, 0, 0, 6.4, 13), CARD, None)
    if not small:
        for petal, _ in petals(2.5):
            g.path([place(3.2 + u, 5.2 + v) for u, v in petal], SAND, CARD, W4)
        g.hatch(on(place, [(24.6, 1), (24.6, 12.8), (16.4, 12.8), (22, 10)]), -58, 0.65, stroke=JADE)
    oval = [place(12 + 4.1 * cos(i * pi / 18), 6.5 + 5 * sin(i * pi / 18)) for i in range(36)]
    g.path(oval, CARD, INK, edge)
    if small:
        bird = [(12.4, 11.2), (13, 8.4), (12, 6.8), (9, 6.8), (11.4, 5), (13.2, 4.4), (14.6, 5.8), (14.6, 8), (15, 10)]
        g.path(on(place, smooth(bird)), INK, None)
        g.path([place(12.9 + 1.3 * cos(i), 4.5 + 0.9 * sin(i)) for i in range(7)], VERM, None)
    else:
        g.raw(f'<clipPath id="o"><path d="{poly(oval)}"/></clipPath><g clip-path="url(#o)">')
        crane(g, lambda u, v: place(12 + (u - 13.6) * 0.29, 6.5 + (v - 20.6) * 0.29), 0.29, 1.7)
        g.raw("</g>")
        g.path(oval, "none", INK, edge)
    g.lettering("25", 5.6 if small else 5, at(place, 17, 5.6), JADE, 600 if small else 400, fam="display")
    for i in range(2 if small else 3):
        x, y = place(18.2 + i * (3.4 if small else 1.9), 10)
        g.circ(x, y, 0.85 if small else 0.55, INK, None)
    g.path(box(place, 0, 0, 24.8, 13), "none", INK, contour)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-banknotes": plate,
    **pair("l-banknotes-watermark", lens_watermark),
    **pair("l-banknotes-print", lens_print),
    **pair("l-banknotes-portrait", lens_portrait),
    "i-banknote": partial(specimen, False),
    "o-banknote": partial(specimen, True),
}
