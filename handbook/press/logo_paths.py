"""Paths of a stranger's page at their places in a drawing, as SVG writes them (ISO 32000-1, 8.5.2)."""

from __future__ import annotations

from collections.abc import Sequence

Matrix = tuple[float, float, float, float, float, float]
Piece = tuple[str, tuple[float, ...]]
"""A letter of SVG and its coordinates."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def extend(path: list[Piece], operator: str, values: Sequence[float], matrix: Matrix) -> None:
    """Add a piece to a path, at its place in the drawing."""
    if operator == "re":
        x, y, width, height = values
        for letter, corner in zip(
            "MLLL", ((x, y), (x + width, y), (x + width, y + height), (x, y + height)), strict=True
        ):
            path.append((letter, moved(corner, matrix)))
        path.append(("Z", ()))
    elif operator == "h":
        path.append(("Z", ()))
    elif operator == "v":  # begins where the last piece ended
        last = next((part[-2:] for _, part in reversed(path) if part), (0.0, 0.0))
        path.append(("C", (*last, *moved(values, matrix))))
    elif operator == "y":  # its second point of control is its end
        path.append(("C", moved([*values[:4], *values[2:4]], matrix)))
    else:
        path.append((operator.upper(), moved(values, matrix)))


def moved(points: Sequence[float], matrix: Matrix) -> tuple[float, ...]:
    """Return points, x and y in turn, by a matrix."""
    a, b, c, d, e, f = matrix
    pairs = zip(points[::2], points[1::2], strict=True)
    return tuple(part for x, y in pairs for part in (a * x + c * y + e, b * x + d * y + f))


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one and then another."""
    a, b, c, d, e, f = first
    x = moved([a, b, c, d], (*then[:4], 0.0, 0.0))
    place = moved([e, f], then)
    return x[0], x[1], x[2], x[3], place[0], place[1]


def scaled(length: float, matrix: Matrix) -> float:
    """Return a length by a matrix, on the average of all directions."""
    a, b, c, d, _, _ = matrix
    return float(length * abs(a * d - b * c) ** 0.5)


def written(path: Sequence[Piece]) -> str:
    """Return a path as SVG has it."""
    return "".join(letter + " ".join(map(number, values)) for letter, values in path)


def number(value: float) -> str:
    """Return a number as SVG has it, to the thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) < 1e9 else "0"  # noqa: PLR2004  # beyond any page


def box_of(points: Sequence[float]) -> Box:
    """Return the box round points, of which there is one at least."""
    x, y = points[::2], points[1::2]
    return min(x), min(y), max(x), max(y)


def united(one: Box, other: Box) -> Box:
    """Return the box round two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def common(one: Box, other: Box) -> Box:
    """Return what two boxes have in common; where that is nothing, its right is left of its left."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
