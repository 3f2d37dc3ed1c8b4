"""QR codes (ISO/IEC 18004) as vectors: pictures without files, by an address of their own.

A template writes ``<img src="{{ qr }}" alt="...">``; the renderer asks ``svg`` for what stands behind ``qr:``.
"""

from __future__ import annotations

import io

import segno

SCHEME = "qr:"
QUIET = 4
"""Modules of quiet zone on each side, as the standard asks; they are part of the picture."""
DARK, LIGHT = "#20282C", "#FFFDF8"
"""Ink on card, as tokens.css has them: black ink alone on a press."""


def address(content: str) -> str:
    """Return the address of the picture of a code."""
    return f"{SCHEME}{content}"


def modules(content: str) -> int:
    """Return how many modules a side of a code has, without its quiet zone."""
    return int(segno.make_qr(content, error="m").symbol_size(scale=1, border=0)[0])


def svg(url: str) -> bytes:
    """Return the picture behind an address that ``address`` made."""
    out = io.BytesIO()
    code = segno.make_qr(url.removeprefix(SCHEME), error="m")
    code.save(out, kind="svg", border=QUIET, dark=DARK, light=LIGHT, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return out.getvalue()
