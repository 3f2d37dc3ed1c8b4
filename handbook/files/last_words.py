"""What something died of, in full: kept in a file that a finding can name, so that a report of it says enough."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

from handbook.files.store import CACHE, write_if_changed

FOLDER = CACHE / "faults"


def keep_traceback(root: Path, fault: BaseException) -> Path | None:
    """Write the whole traceback of a fault and return the file, relative to the project; None if that fails, too.

    The same fault in another place has another file, the same one again the same.
    """
    text = "".join(traceback.format_exception(fault))
    file = FOLDER / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.txt"
    try:
        write_if_changed(root / file, text.encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    return file


def hint(root: Path, fault: BaseException) -> str:
    """Return the sentence of a finding that names the file."""
    file = keep_traceback(root, fault)
    return f"Please report this, with the file {file.as_posix()}." if file else "Please report this."
