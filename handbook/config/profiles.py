"""Profiles of printing conditions: what an ICC file says of itself; no library needed."""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LARGEST = 4_000_000
"""Bytes. A profile is a part of every print file; those of the known conditions have half of this."""
HEADER = 128
"""Bytes (ICC.1:2010, 7.2)."""
TAGS = 1000
"""No profile has more entries in its table of tags."""
MEASURED = re.compile(
    rb'^\s*(?:ICCHDAT|(?:FILE_)?DESCRIPTOR|PRINT_CONDITIONS|REFERENCE)\s+"?([\x20\x21\x23-\x7e]+)', re.MULTILINE
)
"""What the measurements within a profile are called (ICC.1:2010, 9.2.14; ISO 28178)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The header of an ICC profile, and by what names it calls itself."""

    size: int
    version: int
    kind: str
    """``prtr``: an output device."""
    space: str
    """``CMYK``, ``RGB ``."""
    description: str
    measured: tuple[str, ...]
    """Names of the characterisation that it was made from, if it carries the measurements."""


def read(data: bytes) -> Profile | None:
    """Return what a profile says of itself; None for what is no profile."""
    if len(data) < HEADER or data[36:40] != b"acsp":
        return None
    tags = dict(_tags(data))
    measured = MEASURED.findall(tags.get(b"targ", b"")[:20_000].replace(b"\r", b"\n"))
    return Profile(
        size=struct.unpack(">I", data[:4])[0],
        version=data[8],
        kind=data[12:16].decode("latin-1"),
        space=data[16:20].decode("latin-1"),
        description=_text(tags.get(b"desc", b"")),
        measured=tuple(dict.fromkeys(name.decode("ascii").strip() for name in measured)),
    )


def _tags(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the tags that lie within the file."""
    if len(data) < HEADER + 4:
        return
    (count,) = struct.unpack_from(">I", data, HEADER)
    for number in range(min(count, TAGS, (len(data) - HEADER - 4) // 12)):
        name, start, size = struct.unpack_from(">4sII", data, HEADER + 4 + 12 * number)
        if start + size <= len(data):
            yield name, data[start : start + size]


def _text(tag: bytes) -> str:
    """Return the text of a description: version 2 has ASCII, version 4 UTF-16 in several languages, English first."""
    if tag[:4] == b"desc" and len(tag) > 12:  # noqa: PLR2004  # signature, reserved, length
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].split(b"\0")[0].decode("latin-1").strip()
    if tag[:4] == b"mluc" and len(tag) >= 28:  # noqa: PLR2004  # one record
        count, size = struct.unpack_from(">II", tag, 8)
        records = [16 + size * number for number in range(min(count, (len(tag) - 16) // 12)) if size >= 12]  # noqa: PLR2004
        found = [struct.unpack_from(">2s2sII", tag, at) for at in records if at + 12 <= len(tag)]
        texts = {language: tag[at : at + length].decode("utf-16-be", "replace") for language, _, length, at in found}
        return texts.get(b"en", next(iter(texts.values()), "")).strip("\0 ")
    return ""


def faults(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what keeps a file from being the output intent of a CMYK print file (ISO 15930-7, 6.2.2), and a way out."""
    if len(data) > LARGEST:
        yield f"it has {len(data)} bytes, more than {LARGEST}", "Take a smaller one: every print file carries it."
        return
    found = read(data)
    if found is None:
        yield "it is no ICC profile", "Load it again; it must be the .icc file itself, not an archive."
        return
    if found.size != len(data):
        yield f"it is damaged: it has {len(data)} bytes, but says {found.size}", "Load it again."
    if found.space != "CMYK":
        yield f"it is a profile for {found.space.strip()}, not for CMYK", "Take the profile of a printing condition."
    elif found.kind != "prtr":
        yield (
            f"it is of class {found.kind.strip()!r}, not an output profile",
            "Take the profile of a printing condition.",
        )
    if found.version > 4:  # noqa: PLR2004  # PDF 1.6 knows version 4 at most
        yield f"it is of ICC version {found.version}, PDF/X-4 allows 4 at most", "Take a profile of version 2 or 4."


def calls_itself(data: bytes, names: Collection[str]) -> bool:
    """Whether a profile's description, or the name of its measurements, has one of the names of a condition."""
    found = read(data)
    said = [_plain(text) for text in (found.description, *found.measured)] if found else []
    # FOGRA5 must not be found in FOGRA51.
    return any(re.search(rf"(?<![a-z0-9]){re.escape(_plain(name))}(?![0-9])", text) for name in names for text in said)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()
