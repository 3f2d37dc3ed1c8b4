"""Profiles of printing conditions: what an ICC file says of itself, read from its header; no library needed."""

from __future__ import annotations

import struct
from collections.abc import Iterator

LARGEST = 4_000_000
"""Bytes. A profile is a part of every print file; those of the known conditions have half of this."""
HEADER = 128
"""Bytes (ICC.1:2010, 7.2)."""


def faults(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what keeps a file from being the output intent of a CMYK print file (ISO 15930-7, 6.2.2), and a way out."""
    if len(data) > LARGEST:
        yield f"it has {len(data)} bytes, more than {LARGEST}", "Take a smaller one: every print file carries it."
        return
    if len(data) < HEADER or data[36:40] != b"acsp":
        yield "it is no ICC profile", "Load it again; it must be the .icc file itself, not an archive."
        return
    size, space, kind = struct.unpack(">I", data[:4])[0], data[16:20].decode("latin-1"), data[12:16].decode("latin-1")
    if size != len(data):
        yield f"it is damaged: it has {len(data)} bytes, but says {size}", "Load it again."
    if space != "CMYK":
        yield f"it is a profile for {space.strip()}, not for CMYK", "Take the profile of a printing condition."
    elif kind != "prtr":
        yield f"it is of class {kind.strip()!r}, not an output profile", "Take the profile of a printing condition."
    if data[8] > 4:  # noqa: PLR2004  # PDF 1.6 knows version 4 at most
        yield f"it is of ICC version {data[8]}, PDF/X-4 allows 4 at most", "Take a profile of version 2 or 4."
