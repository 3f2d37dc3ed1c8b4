"""What is on this machine, which version, and what is missing; standard library only."""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

VERSION = {
    "pango": "pango_version_string",
    "harfbuzz": "hb_version_string",
    "harfbuzz-subset": "hb_version_string",
}
LIBRARIES = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
"""The system libraries that WeasyPrint 70 opens, by the file names of Linux, macOS and Windows."""

COMMANDS = {
    "debian": (
        "apt-get install --no-install-recommends python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
        "ghostscript"
    ),
    "fedora": "dnf install python3 pango harfbuzz ghostscript",
    "alpine": "apk add python3 py3-pip pango fontconfig ghostscript so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
    "darwin": "brew install python pango ghostscript",
    "windows": "pacman -S mingw-w64-x86_64-pango mingw-w64-x86_64-ghostscript    (in the MSYS2 shell, from msys2.org)",
    "other": "your system's packages for Pango 1.44 or newer, HarfBuzz with its subset library, Ghostscript, and "
    "Python's venv",
}


@dataclass(frozen=True)
class Item:
    """One thing that a build needs."""

    name: str
    found: str
    """The version, or "" if it is missing."""
    needed: bool


def main(root: Path, arguments: list[str]) -> int:
    """Print what is there and what is missing; return 0, or 4 if something needed is missing."""
    if set(arguments) - {"--json"}:
        print("usage: build.py doctor [--json]", file=sys.stderr)
        return 2
    items = [*python_items(), *system_items(), *_environment_items(root), *_program_items()]
    missing = [item.name for item in items if item.needed and not item.found]
    if "--json" in arguments:
        report = {"system": system(), "items": [asdict(item) for item in items], "missing": missing}
        print(json.dumps(report, indent=2))
    else:
        for item in items:
            state = item.found or ("MISSING" if item.needed else "not here (only the tests use it)")
            print(f"{item.name:<18} {state}")
        if missing:
            print(f"\nMissing: {', '.join(missing)}\n{remedy(missing)}")
    return 4 if missing else 0


def system() -> str:
    """Return the kind of system: a key of COMMANDS."""
    if sys.platform in {"darwin", "win32"}:
        return {"darwin": "darwin", "win32": "windows"}[sys.platform]
    try:
        text = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return "other"
    names = " ".join(re.findall(r'^(?:ID|ID_LIKE)="?([^"\n]*)', text, re.MULTILINE)).split()
    if {"debian", "ubuntu"} & set(names):
        return "debian"
    return next((name for name in ("fedora", "alpine") if name in names), "other")


def remedy(missing: list[str]) -> str:
    """Return what to do about missing things, for this system."""
    if missing == ["environment"]:
        return "Set it up:  python3 build.py"
    sudo = "" if system() not in {"debian", "fedora", "alpine"} or _is_root() else "sudo "
    return f"Install it:  {sudo}{COMMANDS[system()]}"


def python_items() -> list[Item]:
    """Return Python and the modules that make an environment."""
    has_venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    version = platform.python_version()
    return [Item("python", version, needed=True), Item("python-venv", version if has_venv else "", needed=True)]


def system_items() -> list[Item]:
    """Return the system libraries, with versions where they tell, and Ghostscript, which separates the inks."""
    libraries = [Item(name, _library_version(name), needed=True) for name in LIBRARIES]
    return [*libraries, Item("ghostscript", _program_version(ghostscript()), needed=True)]


def loaded_libraries() -> tuple[str, ...]:
    """Return the files of the system's libraries that ``system_items`` loaded, and Ghostscript's; none if unknown."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    except OSError:
        return ()
    stems = {files[0].partition(".so")[0] for files in LIBRARIES.values()}
    found = {line.split(maxsplit=5)[-1] for line in maps.splitlines() if any(f"/{stem}." in line for stem in stems)}
    program = ghostscript()
    return (*sorted(found), *([str(Path(program).resolve())] if program else [])) if found else ()


def ghostscript() -> str:
    """Return the program's path, or "" if it is not installed."""
    return next(filter(None, map(shutil.which, ("gs", "gswin64c", "gswin32c"))), "")


def _program_version(program: str) -> str:
    if not program:
        return ""
    found = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return found.stdout.strip() if found.returncode == 0 else ""


def _library_version(name: str) -> str:
    for file in LIBRARIES[name]:
        for folder in ("", *_homebrew_folders()):
            try:
                library = ctypes.CDLL(folder + file)
            except OSError:
                continue
            if name not in VERSION:
                return "present"
            call = getattr(library, VERSION[name])
            call.restype = ctypes.c_char_p
            return str(call().decode())
    return ""


def _homebrew_folders() -> tuple[str, ...]:
    return ("/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ()


def _environment_items(root: Path) -> list[Item]:
    folders = [*(root / ".venv").glob("lib/python*/site-packages"), *(root / ".venv").glob("Lib/site-packages")]
    present = bool(folders) and (root / ".venv" / "handbook-runtime.stamp").is_file()
    items = [Item("environment", ".venv" if present else "", needed=True)]
    for folder in folders:
        names = sorted(path.name.removesuffix(".dist-info") for path in folder.glob("*.dist-info"))
        pinned = _pinned(root / "requirements.txt")
        for name in names:
            package, _, version = name.rpartition("-")
            if re.sub(r"[-_.]+", "-", package).lower() in pinned:
                items.append(Item(f"  {package}", version, needed=False))
    return items


def _pinned(requirements: Path) -> set[str]:
    text = requirements.read_text(encoding="utf-8") if requirements.is_file() else ""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def _program_items() -> list[Item]:
    programs = ("qpdf", "pdftotext", "msgfmt", "sha256sum")
    return [Item(name, "present" if shutil.which(name) else "", needed=False) for name in programs]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
