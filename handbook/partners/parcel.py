"""A partner's zip: all its copies with their job tickets and a page that says what is what. Same files, same bytes."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the first that ZIP knows."""
UNIX, READABLE = 3, 0o644 << 16
"""The system that an archive names, whichever makes it, and permissions where they count."""


class Parcel:
    """An archive that is written while its files are made."""

    def __init__(self, file: BinaryIO, folder: str) -> None:
        """``folder`` is that inside the archive."""
        self._out = zipfile.ZipFile(file, "w")
        self._folder = folder

    def add(self, name: str, data: bytes) -> None:
        """Add a file. A PDF is stored as it is: it is deflated inside."""
        entry = zipfile.ZipInfo(f"{self._folder}/{name}", LONG_AGO)
        entry.create_system, entry.external_attr = UNIX, READABLE
        self._out.writestr(entry, data, zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED)

    def close(self) -> None:
        """Write the list of the files, without which it is no archive."""
        self._out.close()
