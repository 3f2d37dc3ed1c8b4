"""Files appear whole or not at all: write beside, then rename."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

CACHE = Path(".cache")
"""What can be made again, relative to the project."""
SCRATCH = CACHE / "scratch"
"""Temporary files of programs that workers start; emptied before each build."""
PART = ".part-"
"""How the names of unfinished files begin."""
WINDOWS = os.name == "nt"
PATIENCE_S = (0.05, 0.2, 0.5)
"""How long to wait before each further try to replace a file: on Windows virus scanners hold new ones for a moment."""


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` by way of a temporary file in the same folder.

    A link stays a link: what it leads to is replaced. An older file's permissions stay. Raises OSError that names
    ``path``; then nothing is left behind and an older file is untouched.
    """
    target = path.resolve()
    part = written_beside(target, data)
    try:
        replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def written_beside(target: Path, data: bytes) -> Path:
    """Write ``data`` to a new file in the folder of ``target``, with its permissions, and return where.

    Raises OSError that names ``target``; then nothing is left behind.
    """
    part: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=PART, suffix=f"-{target.name}")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
    except OSError as fault:
        if part:
            part.unlink(missing_ok=True)
        raise OSError(fault.errno, fault.strerror or str(fault), fault.filename or str(target)) from fault
    except BaseException:
        if part:
            part.unlink(missing_ok=True)
        raise
    return part


def streamed(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file that is too large to be held in memory, as ``write_atomic`` does. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART, suffix=f"-{path.name}")
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(path))
        replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def linked(path: Path, source: Path) -> None:
    """Give a file a second name in the same file system; where that cannot be, copy it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{PART}{os.getpid()}-{path.name}")
    part.unlink(missing_ok=True)
    try:
        try:
            part.hardlink_to(source)
        except OSError:
            shutil.copyfile(source, part)
        replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        return 0o644


def replace(part: Path, target: Path) -> None:
    """Rename a finished file to its place. Raises OSError that names ``target`` if another program holds it."""
    for wait in (*PATIENCE_S, None):
        try:
            part.replace(target)
        except PermissionError as fault:
            if wait is None or not WINDOWS:
                raise PermissionError(fault.errno, fault.strerror, str(target)) from fault
            time.sleep(wait)
        except OSError as fault:
            raise OSError(fault.errno, fault.strerror, str(target)) from fault
        else:
            return


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write only what differs, so that an unchanged file keeps its time; return whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data)
    return True


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_parts(folder: Path, name: str = "") -> None:
    """Remove what an interrupted run has left unfinished in a folder: of the file of a name, without one of all."""
    for part in folder.glob(f"{PART}*-{name}" if name else f"{PART}*"):
        with suppress(OSError):
            part.unlink()
