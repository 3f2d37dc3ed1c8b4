"""QR codes (ISO/IEC 18004) as vectors: pictures without files, by an address of their own.

A template writes ``<img src="{{ qr }}" alt="...">``; the renderer asks ``svg`` for what stands behind ``qr:``.
"""

from __future__ import annotations

import html as markup
import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

import segno

SCHEME = "qr:"
QUIET = 4
"""Modules of quiet zone on each side, as the standard asks; they are part of the picture."""
_SHOWN = re.compile(rf'\ssrc="{SCHEME}([^"]+)"')
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
    return int(segno.make_qr(content, error="m").symbol_size(scale=1, border=0)[0])


@lru_cache(maxsize=1024)
def rows(url: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the rows of the code behind an address: where each run of dark modules begins, and how many it has."""
    return tuple(tuple(_runs(row)) for row in segno.make_qr(url.removeprefix(SCHEME), error="m").matrix)


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    begin = 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            yield begin, length
        begin += length


def svg(url: str, colours: Mapping[str, str]) -> bytes:
    """Return the picture behind an address that ``address`` made, in the colours of the tokens."""
    out = io.BytesIO()
    code = segno.make_qr(url.removeprefix(SCHEME), error="m")
    dark, light = colours[DARK], colours[LIGHT]
    code.save(out, kind="svg", border=QUIET, dark=dark, light=light, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return out.getvalue()
