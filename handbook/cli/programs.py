"""Programs that commands start: our own Python, and the system's way to show a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.values.errors import MissingProgramError


def python(root: Path, *arguments: str) -> int:
    """Run our own Python in the project's folder and return its status; MissingProgramError if it is not there."""
    try:
        return subprocess.run([sys.executable, *arguments], cwd=root, check=False).returncode  # noqa: S603  # our own Python
    except FileNotFoundError as fault:
        raise MissingProgramError(str(fault)) from fault


def show(target: Path | str) -> None:
    """Show a file or an address with the system's own program, if there is a screen."""
    openers: Sequence[str] = {"darwin": ("open",), "win32": ("explorer",)}.get(sys.platform, ("xdg-open",))
    program = next(filter(None, map(shutil.which, openers)), None)
    has_screen = sys.platform in {"darwin", "win32"} or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    if program and has_screen:
        subprocess.Popen([program, str(target)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
