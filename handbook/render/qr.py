"""QR codes (ISO/IEC 18004) as vectors: pictures without files, by an address of their own.

A template writes ``<img src="{{ qr }}" alt="...">``; the renderer asks ``svg`` for what stands behind ``qr:``.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import zxingcpp

SCHEME = "qr:"
QUIET = 4
"""Modules of quiet zone on each side, as the standard asks; they are part of the picture."""
_SHOWN = re.compile(rf'\ssrc="{SCHEME}([^"]+)"')
_DARK = re.compile(rb"\0+")
"""A run of dark modules."""
DARK, LIGHT = "ink", "card"
"""Names of tokens: black ink alone on a press."""


def address(content: str) -> str:
    """Return the address of the picture of a code."""
    return f"{SCHEME}{content}"


def addresses(html: str) -> tuple[str, ...]:
    """Return where the codes of a page lead, sorted."""
    return tuple(sorted({markup.unescape(found) for found in _SHOWN.findall(html)}))


def modules(content: str) -> int:
    """Return how many modules a side of a code has, without its quiet zone."""
    return len(rows(address(content)))


@lru_cache(maxsize=1024)
def rows(url: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the rows of the code behind an address: where each run of dark modules begins, and how many it has."""
    code = zxingcpp.create_barcode(url.removeprefix(SCHEME), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = np.asarray(code.to_image(scale=1, add_quiet_zones=False))
    return tuple(tuple((run.start(), len(run[0])) for run in _DARK.finditer(row.tobytes())) for row in drawn)


def svg(url: str, colours: Mapping[str, str]) -> bytes:
    """Return the picture behind an address that ``address`` made, in the colours of the tokens."""
    side = modules(url.removeprefix(SCHEME)) + 2 * QUIET
    path = "".join(
        f"M{first + QUIET} {number}h{length}v1h-{length}z"
        for number, row in enumerate(rows(url), QUIET)
        for first, length in row
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="{colours[LIGHT]}" d="M0 0h{side}v{side}H0z"/><path fill="{colours[DARK]}" d="{path}"/></svg>'
    ).encode()
