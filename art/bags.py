"""Bags and leather: the plate and six pairs of lenses.

One unit of the models is 4.8 mm of the real thing: a bag 28 cm wide, a purse of 16 cm.

Chinese on the plate: 真皮 real leather.
"""

from collections.abc import Callable
from math import atan2, cos, hypot, pi, radians, sin

from art.kit import (
    BROKEN,
    CARD,
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
    pair,
    poly,
    rot,
    rrect,
)
from art.solids import floor_of_box
from art.space import floor, moved, shade, smooth

UNIT = 4.8
STITCH = ".95 .75"
SEAM_STITCH = ".9 .7"
PURSE = 4.6
"""The height of the purse."""


class Bag:
    """The body of the bag: it narrows upwards, its side has a fold."""

    high, half_width, half_depth = 37, 29, 10
    pattern = (8.4, 28.6)
    """The heights between which the front is patterned; leather below and above."""
    handle = 14.6
    """How far from the middle the handles are fixed."""
    opening = (-6.0, 21.8)
    """From where to where the zip is open."""

    def __init__(self, view: Axo) -> None:
        self.view = view

    def narrow(self, z: float) -> float:
        """Return the width at a height as a part of the width at the foot."""
        return 1 - 0.1 * z / self.high

    def depth(self, z: float) -> float:
        """Return how far the front stands before the middle at a height."""
        return self.half_depth - 3.2 * z / self.high

    def front(self, u: float, z: float) -> Point:
        """Return a place of the front on the page."""
        return self.view(u * self.narrow(z), self.depth(z), z)

    def side(self, v: float, z: float) -> Point:
        """Return a place of the right side: ``v`` is 1 at the front, 0 in the fold, -1 at the back."""
        fold = (1 - abs(v)) * 3.6 * (z / self.high) ** 1.5
        return self.view(self.half_width * self.narrow(z) - fold, v * self.depth(z), z)

    def top(self, x: float, y: float) -> Point:
        """Return a place of the top on the page."""
        return self.view(x, y, self.high)


def plate() -> Svg:
    """Return the plate: a patterned handbag, its zip open, and a zip purse before it; numbers 1 to 6."""
    g = Plate("Handbag with a pattern, handles and an open zip; a zip purse before it. Numbers 1 to 6.")
    view, purse = Axo(57, 62.6, 1.1, 34, 26), Axo(117, 66, 1.1, 34, 26)
    bag = Bag(view)
    _cloth_bag(g, 126, 13)
    floor_of_box(g, view, -bag.half_width, bag.half_width, -bag.half_depth, bag.half_depth, 7)
    near = bag.depth(bag.high)
    _handle(g, bag, -near - 1.4, 1.4 - near)
    _top(g, bag)
    _zip(g, bag)
    _front(g, bag)
    _gusset(g, bag)
    _fittings(g, bag)
    edge = _handle(g, bag, near - 0.6, near + 2.2)
    _purse(g, purse)
    px, py = purse(11, 10.5, PURSE / 2)
    engraving = bag.front(-5.4, 30.6)
    g.call(1, 12, 16.5, *bag.front(-bag.handle - 4.2, bag.high - 7))
    g.call(2, 40, 80, *bag.front(0, 13))
    g.call(3, 97, 6, *edge[31])
    g.call(4, 10, engraving[1] + 12, *engraving)
    x, y = bag.view(14.6, -5, bag.high - 2.6)
    g.call(5, 96, y, x, y)
    g.call(6, 102, 79, px + 0.3, py + 4)
    g.scale_bar(100 / UNIT * 1.1, 10, right=145, bottom=81)
    return g


def _handle(g: Svg, bag: Bag, far: float, near: float) -> list[Point]:
    """Draw a flat handle between two depths: its cut edge faces the front, its leather lies in depth.

    Returns the outer line of the cut edge on the page.
    """
    n, thick, low, high = 44, 1.7, bag.high - 1, bag.high + 19
    bow = []
    for i in range(n + 1):
        c, s = cos(pi - pi * i / n), sin(pi - pi * i / n)
        bow.append((bag.handle * abs(c) ** 0.62 * (1 if c >= 0 else -1), low + (high - low) * s**0.8))
    normals = []
    for i in range(n + 1):
        (x0, z0), (x1, z1) = bow[max(0, i - 1)], bow[min(n, i + 1)]
        length = hypot(x1 - x0, z1 - z0) or 1
        normals.append((-(z1 - z0) / length, (x1 - x0) / length))
    bows = list(zip(bow, normals, strict=True))
    outer = [(x + u * thick / 2, z + v * thick / 2) for (x, z), (u, v) in bows]
    inner = [(x - u * thick / 2, z - v * thick / 2) for (x, z), (u, v) in bows]

    def at(point: Point, y: float) -> Point:
        return bag.view(point[0], y, point[1])

    # Where the handle turns its outer side to us we see that, else its lining.
    is_outside = [u * bag.view.sa * bag.view.ce + v * bag.view.se > 0 for u, v in normals]
    for i in range(n):
        skin = outer if is_outside[i] else inner
        leather = [at(skin[i], near), at(skin[i + 1], near), at(skin[i + 1], far), at(skin[i], far)]
        g.path(leather, OCHRE, OCHRE, W4)
    upper = [point for point, is_out in zip(outer, is_outside, strict=True) if is_out]
    lower = [point for point, is_out in zip(inner, is_outside, strict=True) if not is_out]
    g.line(at(upper[0], near), *(at(point, far) for point in upper), w=0.45)
    g.line(*(at(point, far) for point in lower), w=0.45)
    g.hatch([at(p, near) for p in lower] + [at(p, far) for p in reversed(lower)], -58, 0.6, stroke=INK)
    seam = far * 0.78 + near * 0.22
    g.line(*(at(point, seam) for point in upper[3:-2]), w=W3, stroke=CARD, dash=SEAM_STITCH)
    edge = [at(point, near) for point in outer]
    g.path(edge + [at(point, near) for point in reversed(inner)], JADE, INK, 0.4)
    return edge


def _top(g: Svg, bag: Bag) -> None:
    """Draw the top: two flaps of leather, the lining where the zip is open."""
    half, near = bag.half_width * bag.narrow(bag.high), bag.depth(bag.high)
    rim = [
        bag.top(-half, near),
        bag.top(half, near),
        bag.side(0, bag.high),
        bag.top(half, -near),
        bag.top(-half, -near),
    ]
    g.path(rim, OCHRE, INK, W1)
    hole = _lip(bag, 1, 0) + _lip(bag, -1, 0)[::-1]
    lining = [bag.top(x, _gape(x, -1) * 0.35 + 0.4) for x in _gape_steps()]
    shade = _lip(bag, -1, 0) + lining[::-1]
    g.path(hole, JTINT, INK, W2)
    g.hatch(hole, 90, 0.9, stroke=JMID, w=W3)
    g.path(shade, JMID, None)
    g.hatch(shade, -58, 0.6, stroke=JADE)
    g.line(*lining[3:-3], w=W3, stroke=JADE, dash=SEAM_STITCH)
    _label(g, bag, hole)
    g.path(hole, "none", INK, W2)
    for lip in (1, -1):
        g.line(*_lip(bag, lip, 0.5), w=0.5, stroke=STONE, dash=".35 .55")


def _label(g: Svg, bag: Bag, hole: list[Point]) -> None:
    """Draw the maker's label, sewn to the far wall of the lining along its upper edge."""

    def wall(x: float, down: float) -> Point:
        return bag.view(x, -5, bag.high - down)

    x0, x1, foot = 9.6, 15.4, 4.2
    g.raw(f'<clipPath id="opening"><path d="{poly(hole)}"/></clipPath><g clip-path="url(#opening)">')
    g.path([wall(x0, 0.1), wall(x1, 0.1), wall(x1, foot), wall(x0, foot)], CARD, INK, W2)
    g.line(wall(x0 + 0.6, 0.75), wall(x1 - 0.6, 0.75), w=0.3, stroke=JADE, dash=".7 .6")
    g.line(wall(x0 + 1.4, 2), wall(x1 - 1.4, 2), w=0.6)
    g.line(wall(x0 + 1.4, 3.1), wall(x1 - 2.8, 3.1), w=W2, stroke=STONE)
    g.raw("</g>")


def _gape_steps() -> list[float]:
    start, stop = Bag.opening
    return [start + (stop - start) * i / 30 for i in range(31)]


def _gape(x: float, lip: int) -> float:
    """Return how far a lip of the open zip stands from the middle."""
    start, stop = Bag.opening
    return lip * 6.2 * float(sin(pi * min(1, max(0, (x - start) / (stop - start)))) ** 0.5)


def _lip(bag: Bag, lip: int, margin: float) -> list[Point]:
    return [bag.top(x, _gape(x, lip) + lip * margin) for x in _gape_steps()]


def _zip(g: Svg, bag: Bag) -> None:
    """Draw the closed half of the zip, its stitching and its puller, which lies on the leather."""
    closed = bag.opening[0]
    g.line(bag.top(-24, 0), bag.top(closed, 0), w=1.5, stroke=METAL)
    g.line(bag.top(-24, 0), bag.top(closed, 0), w=W3)
    for tooth in range(round((closed + 24) / 0.8)):
        x = -24 + tooth * 0.8
        g.line(bag.top(x, -0.55), bag.top(x, 0.55), w=W3)
    for y in (2.4, -2.4):
        g.line(bag.top(-24, y), bag.top(closed - 2, y), w=W3, stroke=CARD, dash=SEAM_STITCH)
    x, y = bag.top(closed - 0.4, 0)
    g.path([bag.top(closed + u, v) for u, v in rrect(-10.6, 1.5, 9, 2.6, 0.9)], CARD, INK, 0.4)
    g.line(bag.top(closed - 9.4, 2.8), bag.top(closed - 3.4, 2.8), w=W3, stroke=STONE, dash=".7 .6")
    g.line(bag.top(closed - 2.4, 2.8), (x, y), w=1)
    g.line(bag.top(closed - 2.4, 2.8), (x, y), w=0.5, stroke=METAL)
    g.path(rrect(x - 1.6, y - 1.2, 3.2, 2.2, 0.7), METAL, INK, W2)


def _front(g: Svg, bag: Bag) -> None:
    """Draw the front: the pattern, mirrored at the middle seam, between two bands of leather."""
    at, half, high = bag.front, bag.half_width, bag.high
    z0, z1 = bag.pattern
    g.path([at(-half, 0), at(half, 0), at(half, high), at(-half, high)], OTINT, None)
    step, rise = half / 4, (z1 - z0) / 3
    for side in (-1, 1):
        for column in range(4):
            for row in range(3):
                _diamond(g, bag, side * (column + 0.5) * step, z0 + (row + 0.5) * rise, step / 2, rise / 2)
        for column in range(1, 4):
            for row in range(1, 3):
                u, z = side * column * step, z0 + row * rise
                g.path([at(u - 0.9, z), at(u, z - 0.9), at(u + 0.9, z), at(u, z + 0.9)], "none", OCHRE, 0.25)
    g.hatch([at(14, z0), at(half, z0), at(half, z1), at(25, z1)], -58, 0.9, stroke=STONE)
    g.line(at(0, z0), at(0, z1), w=W2)
    for u in (-0.9, 0.9):
        g.line(at(u, z0 + 0.4), at(u, z1 - 0.4), w=W3, stroke=STONE, dash=SEAM_STITCH)
    for low, top in ((0, z0), (z1, high)):
        g.path([at(-half, low), at(half, low), at(half, top), at(-half, top)], OCHRE, INK, 0.4)
    g.hatch([at(12, 0.3), at(half, 0.3), at(half, z0), at(17, z0)], -58, 0.8, stroke=STONE)
    for z in (z0 - 1, z1 + 1, high - 1):
        g.line(at(-half + 0.7, z), at(half - 0.7, z), w=0.3, stroke=CARD, dash=STITCH)


def _diamond(g: Svg, bag: Bag, u: float, z: float, du: float, dz: float) -> None:
    at = bag.front
    g.path([at(u - du, z), at(u, z - dz), at(u + du, z), at(u, z + dz)], "none", OCHRE, 0.3)
    dot = [t * pi / 8 for t in range(16)]
    g.path([at(u + 0.9 * cos(t), z + 0.9 * sin(t)) for t in dot], OCHRE, None)


def _gusset(g: Svg, bag: Bag) -> None:
    """Draw the side with its fold, and the contours of side and front."""
    at, half, high = bag.side, bag.half_width, bag.high
    heights = (high * 0.3, high * 0.6, high)
    outline = [at(1, 0), at(-1, 0), *(at(-1, z) for z in heights), at(0, high), *(at(1, z) for z in heights[::-1])]
    fold = [at(1, 0), *(at(0, z) for z in (6, *heights)), *(at(1, z) for z in (high, high / 2, 0))]
    g.path(outline, OCHRE, None)
    g.hatch(outline, -58, 0.75, stroke=STONE)
    g.hatch(fold, -58, 1.5, stroke=INK)
    g.line(*(at(0, z) for z in (7, high * 0.3, high * 0.5, high * 0.75, high)), w=0.35)
    g.path(outline, "none", INK, W1)
    g.line(*(at(0.86, z) for z in (1, high * 0.3, high * 0.6, high - 0.6)), w=0.3, stroke=CARD, dash=STITCH)
    front = [bag.front(u, z) for u, z in ((-half, 0), (half, 0), (half, high), (-half, high))]
    g.path(front, "none", INK, W1)


def _fittings(g: Svg, bag: Bag) -> None:
    """Draw the tabs that hold the handles, their rings, and the engraved plate."""
    at, high = bag.front, bag.high
    places = [side * bag.handle / bag.narrow(high) for side in (-1, 1)]
    for u in places:
        _tab(g, bag, u, high - 13.2, high - 1.6)
    g.path([at(u, z) for u, z in rrect(-6.6, 30.2, 13.2, 5.2, 0.9)], METAL, INK, 0.4)
    g.path([at(u, z) for u, z in rrect(-5.9, 30.9, 11.8, 3.8, 0.5)], "none", STONE, W4)
    g.text(*at(0, 31.75), "SAMPLE", 2.75, m=bag.view.m("front"), anchor="middle", weight=700)
    for u in places:
        x, y = at(u, high - 1.4)
        g.ell(x, y, 2.2, 1.7, "none", INK, 1.15)
        g.ell(x, y, 2.2, 1.7, "none", METAL, 0.6)


def _tab(g: Svg, bag: Bag, u: float, z0: float, z1: float) -> None:
    w = 2.9

    def shape(inset: float, foot: float) -> list[Point]:
        side = w - inset
        corners = ((-side, z1 - inset), (side, z1 - inset), (side, z0 + foot + 2), (0, z0 + inset * 1.25))
        return [bag.front(u + du, z) for du, z in (*corners, (-side, z0 + foot + 2))]

    g.path(shape(0, 0), OCHRE, INK, 0.4)
    g.path(shape(0.8, 0.4), "none", CARD, W3, dash=SEAM_STITCH)
    g.ell(*bag.front(u, z0 + 3.4), 0.8, 0.8, METAL, INK, W3)


def _cloth_bag(g: Svg, x: float, y: float) -> None:
    """Draw the cloth bag that the handbag came in, in grey lines: it lies behind the purse, its cord drawn tight."""
    left = flat("M-6 0C-5 3 -4.4 5 -3.4 6.6C-12 9 -18.6 13 -19.4 20C-20.2 27 -20 34 -18.6 40C-12 41.6 -6 42 0 42")
    shape = [(x + u, y + v) for u, v in [*left, *[(-u, v) for u, v in left[::-1]]]]
    floor(g, moved(shape, 2.4, 1.6), [shape])
    g.path(shape, PAPER, None)
    shade(g, shape, [moved(shape, -4.6, -1.4)], gap=0.8)
    for u, v, end, low in ((-2.2, 8, -10, 18), (-0.6, 8, -3, 21), (1, 8, 3.6, 20), (2.4, 8, 10.4, 17)):
        g.path(f"M{x + u} {y + v}Q{x + u + 0.3 * (end - u)} {y + v + 6} {x + end} {y + low}", "none", STONE, W2)
    g.line((x - 18, y + 37.6), (x + 18, y + 37.6), stroke=STONE, w=W3, dash=SEAM_STITCH)
    g.path(shape, "none", STONE, W2)
    g.text(x, y + 32, "SAMPLE", 4, STONE, anchor="middle", weight=700)
    g.path([(x + u, y + v) for u, v in rrect(-3.8, 5.6, 7.6, 2.2, 1.1)], SAND, STONE, W2)
    for side in (-1, 1):
        cord = smooth([(x + side * u, y + v) for u, v in ((1.6, 7), (5.4, 9.4), (5.8, 14), (7.4, 17))], False)
        g.line(*cord, stroke=STONE, w=1)
        g.line(*cord, stroke=SAND, w=0.5)
        g.circ(*cord[-1], 0.8, SAND, STONE, W3)


def _purse(g: Svg, view: Axo) -> None:
    """Draw the purse: a zip round three sides, its puller hanging before it."""
    floor_of_box(g, view, -16, 16, -10, 10)
    plan = rrect(-17, -10.5, 34, 21, 3.4)

    def top(u: float, v: float) -> Point:
        return view(u, v, PURSE)

    view.prism(g, "z", plan, 0, PURSE, front=OTINT, left=OCHRE, right=OCHRE, hgap=0.7)
    seen = [(u, v) for u, v in plan if (v > 7.1 or u > 13.6) and (u > -16.8 or v < 9.5)]
    seen.sort(key=lambda p: (atan2(p[1], p[0]) - radians(-60)) % (2 * pi), reverse=True)
    teeth = [view(u, v, PURSE / 2) for u, v in seen]
    g.line(*teeth, w=1.3)
    g.line(*teeth, w=0.8, stroke=METAL)
    g.line(*teeth, w=0.6, stroke=STONE, dash=".3 .5")
    g.path([top(u, v) for u, v in rrect(-15.6, -9.1, 31.2, 18.2, 2.4)], "none", STONE, 0.3, dash=STITCH)
    g.text(*top(-11.6, 4.8), "真皮", 5.4, m=view.m("top"), weight=600, fam="han")
    g.hatch([top(11, 8.8), top(15.2, 8.8), top(15.2, -1)], -58, 0.9, stroke=STONE)
    x, y = view(11, 10.5, PURSE / 2)
    g.path(rrect(x - 1.3, y - 1.3, 2.6, 2.6, 0.6), METAL, INK, W2)
    g.path([(x - 0.8, y + 1), (x + 0.8, y + 1), (x + 1.5, y + 6.6), (x - 0.5, y + 6.8)], CARD, INK, 0.4)
    g.circ(x + 0.4, y + 5.6, 0.4, "none", INK, W3)


def stitch(fake: bool) -> Lens:
    """Return a look at the stitching: one pitch, or uneven, a little slanted, with one loose end."""
    g = Lens(f"Stitching {'uneven, one end loose' if fake else 'even, one pitch'}", fake)
    g.path([(-1, -1), (29, -1), (29, 11), (-1, 11)], OTINT, None)
    g.path([(-1, 11), (29, 11), (29, 29), (-1, 29)], OCHRE, None)
    g.line((-1, 11), (29, 11), w=W1)
    g.hatch([(20, 20), (29, 20), (29, 29), (13, 29)], -58, 0.8, stroke=STONE)

    def thread(*ends: Point) -> None:
        g.line(*ends, w=1.25)
        g.line(*ends, w=0.8, stroke=CARD)

    if not fake:
        for i in range(9):
            x = -0.6 + i * 3.4
            thread((x, 15), (x + 2.2, 15))
            g.circ(x - 0.6, 15, 0.22, INK, None)
        return g.done()
    slips = (
        (-0.6, 15.0, 2.2, 0),
        (2.8, 14.8, 2.6, 8),
        (6.5, 15.3, 1.7, -7),
        (9.6, 14.9, 2.5, 8),
        (13.5, 15.2, 1.5, -8),
        (16.2, 14.9, 2.9, 6),
        (20.4, 15.2, 1.9, -9),
        (23.5, 14.8, 2.4, 8),
        (27.0, 15.1, 2.2, 0),
    )
    for x, y, length, slant in slips:
        thread(*rot([(x, y), (x + length, y)], slant, x, y))
        g.circ(x - 0.6, y, 0.22, INK, None)
    loose = "M15 15.1C15.4 16 15.2 16.9 15.9 18"
    g.path(loose, "none", INK, 0.95)
    g.path(loose, "none", CARD, 0.5)
    return g.done()


def pattern(fake: bool) -> Lens:
    """Return a look at the pattern where two pieces meet: mirrored, or shifted."""
    g = Lens(f"Pattern at the seam {'shifted' if fake else 'mirrored'}", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], OTINT, None)
    for side in (-1, 1):
        is_shifted = fake and side > 0
        g.raw(f'<clipPath id="h{side + 1}"><path d="M14 0H{28 if side > 0 else 0}V28H14Z"/></clipPath>')
        g.raw(f'<g clip-path="url(#h{side + 1})">')
        for column in range(-1, 4):
            for row in range(-1, 5):
                x = 14 + side * (column + 0.5) * 7 + (1.7 if is_shifted else 0)
                y = 3.4 + row * 7 + (3.4 if is_shifted else 0)
                g.path([(x - 3.5, y), (x, y - 3.5), (x + 3.5, y), (x, y + 3.5)], "none", OCHRE, 0.5)
                g.circ(x, y, 0.95, OCHRE, None)
        g.raw("</g>")
    g.line((14, -1), (14, 29), w=W1)
    for x in (12.9, 15.1):
        g.line((x, 0), (x, 28), w=0.35, stroke=STONE, dash="1.5 1")
    return g.done()


def edge(fake: bool) -> Lens:
    """Return a look at the painted edge: smooth and closed, or with a crack in the paint."""
    g = Lens(f"Painted edge {'with a crack' if fake else 'smooth and closed'}", fake)
    g.path("M-1 -1H29V14C20 12.4 8 12.4 -1 14Z", OCHRE, None)
    for i in range(10):
        x = -0.4 + i * 3.2
        y = 8 + 0.0042 * (14 - x) ** 2
        g.line((x, y), (x + 2, y), w=0.5, stroke=CARD)
    g.hatch([(20, 1), (29, 1), (29, 12), (14, 12)], -58, 0.8, stroke=STONE)
    g.path("M-1 14C8 12.4 20 12.4 29 14V19C20 17.4 8 17.4 -1 19Z", JADE, INK, W1)
    if not fake:
        g.path("M4 14.9C10 14 16 14 21 14.6", "none", JMID, 0.6)
        return g.done()
    g.path("M4 14.9C6.4 14.5 8.6 14.3 10.6 14.2", "none", JMID, 0.6)
    g.path("M14.6 14.1C16.8 14.1 19 14.3 21 14.6", "none", JMID, 0.6)
    crack = "M11.9 12.9L13.2 14.1L12.6 15.2L14 16.4L13.5 17.8L14.5 17.8L14.9 16.2L13.7 15.1L14.3 14L13 12.8Z"
    g.path(crack, OTINT, INK, 0.3)
    g.line((14.9, 16.2), (16.6, 15.6), w=0.3)
    return g.done()


def engraving(fake: bool) -> Lens:
    """Return a look at the engraved plate: deep, sharp and level, or shallow, crooked and misspelled."""
    g = Lens(f"Engraving {'shallow, crooked and misspelled' if fake else 'deep, sharp and level'}", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], OCHRE, None)
    g.hatch([(20, 22), (29, 22), (29, 29), (14, 29)], -58, 0.8, stroke=STONE)
    g.path(rrect(2.6, 8.4, 22.8, 11, 1.8), METAL, INK, W1)
    g.hatch([(21, 16.6), (24.6, 14), (24.6, 18.8), (19, 18.8)], -58, 0.6, stroke=STONE)
    g.path(rrect(4, 9.8, 20, 8.2, 1), "none", STONE, W3)
    for x in (5.6, 22.4):
        g.circ(x, 13.9, 0.65, CARD, INK, W3)
        g.line((x - 0.4, 14.2), (x + 0.4, 13.6), w=W3)
    if not fake:
        g.text(14, 15.7, "SAMPLE", 4.1, anchor="middle", weight=700)
        return g.done()
    letters = (("S", 7.9, 0), ("A", 10.4, 0), ("M", 13.4, -7), ("P", 16.2, 6), ("E", 18.5, 0), ("L", 20.6, 5))
    for letter, x, turn in letters:
        a = radians(turn)
        g.text(x, 15.8 + turn / 14, letter, 4.6, STONE, (cos(a), sin(a), -sin(a), cos(a)), anchor="middle")
    g.wave(17.2, 17, 4.6)
    return g.done()


def zipper(fake: bool) -> Lens:
    """Return a look at the zip: closed, its teeth even, or with gaps and a loose slider."""
    g = Lens(f"Zip {'with gaps, slider loose' if fake else 'closed, teeth even'}", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], OCHRE, None)
    g.path([(9.4, -1), (18.6, -1), (18.6, 29), (9.4, 29)], SAND, INK, W2)
    for x in (7.6, 20.4):
        g.line((x, 0), (x, 28), w=0.45, stroke=CARD, dash="1.5 1.1")
    for tooth in range(22):
        for side in (-1, 1):
            is_lost = fake and (tooth in {4, 5} or (tooth == 9 and side > 0))
            if not is_lost:
                _tooth(g, tooth, side, gap=0.7 if fake and 1 < tooth < 8 else 0, bent=fake and tooth in {2, 7})

    def set_on(points: list[Point]) -> list[Point]:
        return rot(points, 11, 14, 15) if fake else points

    g.path(set_on(rrect(11, 12.6, 6, 5.4, 1.4)), METAL, INK, W1)
    g.path(set_on([(12.2, 16.4), (15.8, 16.4), (16.4, 25.6), (14, 27), (11.6, 25.6)]), CARD, INK, 0.4)
    if not fake:
        g.line((14, 18), (14, 25.4), w=W3, stroke=STONE, dash=".9 .7")
        g.hatch([(14.8, 17), (15.7, 17), (16.2, 25), (14.8, 26)], -58, 0.6, stroke=STONE)
    else:
        g.path("M12.6 18.6C13.4 19.4 12.6 21 13.6 22", "none", STONE, 0.3)
        g.path("M11.4 13L12.8 14L12 15.2", "none", INK, 0.3)
    return g.done()


def _tooth(g: Svg, tooth: int, side: int, *, gap: float, bent: bool) -> None:
    """Draw one tooth of a zip; those of the right side lie half a pitch lower."""
    top = 0.4 + tooth * 1.3
    y = top + (0.65 if side > 0 else 0)
    root, tip = 14 + side * (2.3 + gap), 14 - side * (0.5 - gap)
    shape = [(root, y - 0.35), (tip, y - 0.35), (tip, y + 0.35), (root, y + 0.35)]
    g.path(rot(shape, 12, 14, top) if bent else shape, METAL, INK, W3)


def cut(fake: bool) -> Lens:
    """Return a look at a cut edge: fibres under the grain of leather, or a flat layer on woven cloth."""
    g = Lens(f"Cut edge {'of plastic on cloth' if fake else 'of leather, with fibres'}", fake)
    back, edge, foot = 10.4, 14.0 if fake else 12.4, 24.0
    g.path([(-1, -1), (29, -1), (29, back), (-1, back)], OCHRE, None)
    for row in range(4):  # the grain
        for k in range(8):
            x, y = 0.6 + k * 3.9 + 1.9 * (row % 2), 1.6 + row * 2.4
            g.line(*arc(x, y, 1.2, 0.8, 20, 160, 8), w=W3, stroke=STONE)
    if fake:
        g.path([(-1, back), (29, back), (29, edge), (-1, edge)], OTINT, None)
        g.path([(-1, edge), (29, edge), (29, foot), (-1, foot)], JTINT, None)
        for row in range(3):  # the weft, cut through, and the warp that goes over and under
            for k in range(9):
                g.ell(-0.4 + k * 3.6, 16 + row * 3.2, 1.05, 0.95, CARD, STONE, W2)
            for turn in (0, pi):
                warp = [(u / 2, 16 + row * 3.2 + 1.4 * cos(u / 2 * pi / 3.6 + turn)) for u in range(-2, 60)]
                g.line(*warp, w=0.4, stroke=STONE)
        g.line((-1, edge), (29, edge), w=0.45, dash=BROKEN)
    else:
        g.path([(-1, back), (29, back), (29, foot), (-1, foot)], OTINT, None)
        for k in range(46):  # fibres, the nearer the foot the looser
            x, y = (k * 7.3) % 31 - 1.5, 12.2 + (k * 4.1) % 11.4
            bow = 0.7 + (k % 5) * 0.35
            fibre = [(x, y), (x + 1.4, y - bow), (x + 3, y + bow * 0.6), (x + 4.4, y - bow * 0.4)]
            g.line(*smooth(fibre, False), w=W2, stroke=STONE if k % 3 else OCHRE)
        for k in range(15):  # those that stand out at the foot
            x = k * 2.1 - 0.6
            g.line(*smooth([(x, foot - 0.4), (x + 0.5, foot + 1), (x + 1.4, foot + 1.4 + k % 3 * 0.4)], False), w=W2)
    for y in (back, foot):
        g.line((-1, y), (29, y), w=0.45, dash=BROKEN if fake else None)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-bags": plate,
    **pair("l-bags-stitch", stitch),
    **pair("l-bags-pattern", pattern),
    **pair("l-bags-edge", edge),
    **pair("l-bags-engrave", engraving),
    **pair("l-bags-zip", zipper),
    **pair("l-bags-cut", cut),
}
