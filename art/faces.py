"""Faces of people, in a cell of 12 by 18 mm: what each is drawn with beside hair and clothes."""

from __future__ import annotations

from dataclasses import dataclass

from art.kit import (
    CARD,
    INK,
    STONE,
    W2,
    W3,
    Svg,
)


@dataclass(frozen=True)
class Look:
    """The colours of one person."""

    hair: str
    cloth: str
    accent: str
    shade: str = STONE
    """The colour of the hatching on the cloth."""
    turn: float = 0
    """How far the face turns to the right, in millimetres; less than nothing is to the left."""


def shoulders(g: Svg, look: Look) -> None:
    """Draw shoulders and neck in a cell of 12 x 18 mm."""
    g.path("M0.9 17.6C1 14.6 2.8 13.4 4.8 13L7.2 13C9.2 13.4 11 14.6 11.1 17.6Z", look.cloth, INK, 0.4)
    g.hatch("M8.8 13.6C10.4 14.4 11 15.6 11.1 17.6H9.2Z", -58, 0.55, stroke=look.shade)
    g.path("M4.7 10.6H7.3V13C7 14.4 5 14.4 4.7 13Z", CARD, INK, W2)


def face(g: Svg, look: Look, is_raised: bool = False) -> None:
    """Draw the face, its mouth left out; one brow may be raised."""
    head = "M3.1 7.4C3.1 4.8 4.4 3.8 6 3.8C7.6 3.8 8.9 4.8 8.9 7.4C8.9 10 7.6 11.8 6 11.8C4.4 11.8 3.1 10 3.1 7.4Z"
    g.path(head, CARD, INK, 0.4)
    turn = look.turn
    for x in (4.8 + turn, 7.2 + turn):
        g.circ(x, 7.7, 0.32, INK, None)
    g.line((4.1 + turn, 6.5), (5.3 + turn, 6.4), w=W2)
    brow = (6.0, 5.5, 5.9) if is_raised else (6.4, 6.35, 6.5)
    g.line(*((x + turn, y) for x, y in zip((6.7, 7.3, 7.9), brow, strict=True)), w=W2)
    side = -1 if turn <= 0 else 1
    g.line(*((6 + x * side + 1.3 * turn, y) for x, y in ((0, 8), (0.2, 9), (-0.2, 9.1))), w=W3)
