"""Units of length and what they are in each other: paper is measured in mm, PDF in points, CSS in px."""

INCH_MM = 25.4
POINTS = 72 / INCH_MM
"""PDF points in a millimetre (ISO 32000-2, 8.3.2.3)."""
PX_MM = INCH_MM / 96
"""A CSS pixel in millimetres (CSS Values and Units 4, 6.2)."""
