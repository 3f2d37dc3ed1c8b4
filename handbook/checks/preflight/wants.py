"""What a print file should be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wants:
    """What was ordered; None means that it is not compared."""

    trim_mm: tuple[float, float] | None
    bleed_mm: float = 3.0
    pages_multiple_of: int = 1
    condition: str | None = None
    """Identifier of the printing condition, such as FOGRA39."""
    tac_limit: float = 300.0
    """Total area coverage in per cent: the sum of the inks."""
    safe_mm: float = 4.0
    min_text_pt: float = 6.0
    min_line_pt: float = 0.25
    needs_bleed: bool = True
    """False for a file that has none by design."""
    press: bool = True
    """False for a file that an office printer prints: what only a press asks is not asked."""
