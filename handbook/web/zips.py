"""A zip that is sent while its files are made: stored, each with its length and sum before it, so that all can open it.

``zipfile`` writes to a stream with sums behind the files, which some programs refuse for stored ones.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the first that ZIP knows."""
UNIX, READABLE = 3, 0o100644 << 16
VERSION = 20
ENTRY = struct.Struct("<4s6H3L5H2L")
"""A line of the directory (APPNOTE 4.3.12)."""
END = struct.Struct("<4s4H2LH")
"""The end of the directory (APPNOTE 4.3.16)."""
DATED = (0, 1 << 5 | 1)
"""Time and date of 1980-01-01 (MS-DOS)."""
FULL = 0xFFFFFFFF
HEAD = 30
"""Bytes before a file, without its name (APPNOTE 4.3.7)."""


@dataclass(slots=True)
class Zip:
    """An archive on its way."""

    folder: str
    """That inside the archive."""
    sent: int = 0
    """Bytes until now."""
    entries: list[bytes] = field(default_factory=list)

    def head(self, name: str, size: int, crc: int) -> bytes:
        """Return what stands before a file of so many bytes. Raises OverflowError where the archive gets too large."""
        path = f"{self.folder}/{name}".encode("ascii")
        if self.sent + HEAD + len(path) + size > FULL:
            msg = "the archive is larger than 4 GiB"
            raise OverflowError(msg)
        info = zipfile.ZipInfo(path.decode(), LONG_AGO)
        info.file_size = info.compress_size = size
        info.CRC, info.create_system = crc, UNIX
        head = info.FileHeader(zip64=False)
        self.entries.append(
            ENTRY.pack(b"PK\1\2", UNIX << 8 | VERSION, VERSION, 0, zipfile.ZIP_STORED, *DATED, crc, size, size,
                       len(path), 0, 0, 0, 0, READABLE, self.sent) + path
        )  # fmt: skip
        self.sent += len(head) + size
        return head

    def end(self) -> bytes:
        """Return the directory."""
        listed = b"".join(self.entries)
        count = len(self.entries)
        return listed + END.pack(b"PK\5\6", 0, 0, count, count, len(listed), self.sent, 0)
