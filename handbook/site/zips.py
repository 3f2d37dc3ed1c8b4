"""Zips of published files: stored, since PDF is packed already, and the same bytes from the same files.

A zip takes as much room on the disk as its files: ZIP has no way to name bytes that lie elsewhere. A language's zip and
that of all languages make the published folder three times as large, and nothing smaller would open by a double click.
"""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO

from handbook.values.model import EVERY, Companion

MODE = 0o100644
HEADS = (30, 46)
"""Bytes that ZIP sets before a file and in the directory, without its name (APPNOTE 4.3.7, 4.3.12)."""
END = 22
"""Bytes of the end of the directory (APPNOTE 4.3.16)."""


def write(target: IO[bytes], out: Path, name: str, members: Iterable[Companion], day: dt.date) -> None:
    """Write a zip of published files, all in a folder of a name, dated by a day. Raises OSError, also for a full disk.

    Files of several languages stand in folders of theirs.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for each in members:
            info = zipfile.ZipInfo(inside(name, each.path), (day.year, day.month, day.day, 0, 0, 0))
            info.external_attr, info.create_system, info.file_size = MODE << 16, 3, each.bytes
            with (out / each.path).open("rb") as source, bundle.open(info, "w") as place:
                shutil.copyfileobj(source, place, 1 << 20)


def inside(name: str, path: str) -> str:
    """Return the name of a published file in a zip: ``handbook_fr_2027-01/handbook_fr_screen_2027-01.pdf``."""
    file = PurePosixPath(path)
    of_all = name.split("_")[1:2] == [EVERY]
    return "/".join([name, *([file.parent.name] if of_all else []), file.name])


def size(name: str, members: Iterable[Companion]) -> int:
    """Return how large a zip of these files is, in bytes, before it is written; files above 2 GiB need some more."""
    return END + sum(sum(HEADS) + 2 * len(inside(name, each.path).encode()) + each.bytes for each in members)
