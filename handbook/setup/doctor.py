"""What is on this machine, which version, and what is missing; standard library only."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import importlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

VERSION = {
    "pango": "pango_version_string",
    "harfbuzz": "hb_version_string",
    "harfbuzz-subset": "hb_version_string",
}
LIBRARIES = {
    "gobject": ("libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib",
                "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib",
              "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0-0", "pangoft2-1.0-0", "pangoft2-1.0", "libpangoft2-1.0.so.0",
                 "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "fontconfig": ("libfontconfig-1", "fontconfig-1", "fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib",
                   "libfontconfig-1.dll"),
    "harfbuzz": ("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib",
                 "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset-0", "harfbuzz-subset", "harfbuzz-subset-0.0", "libharfbuzz-subset.so.0",
                        "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}  # fmt: skip
"""The system libraries that WeasyPrint 70 opens, by the very names that it tries (a test compares them)."""
DLL_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
"""Where WeasyPrint looks on Windows, unless WEASYPRINT_DLL_DIRECTORIES says otherwise."""
HOMEBREW = Path("/opt/homebrew/lib")
"""Homebrew's libraries on Apple's own processors; only Homebrew's own Python looks there by itself."""
FALLBACK = "DYLD_FALLBACK_LIBRARY_PATH"
SECONDS = 60
"""A program that does not answer within a minute does not work."""

PACKAGES = {
    "debian": {
        "python-venv": "python3-venv",
        "gobject": "libpango-1.0-0",
        "pango": "libpango-1.0-0",
        "pangoft2": "libpangoft2-1.0-0",
        "fontconfig": "libpangoft2-1.0-0",
        "harfbuzz": "libpango-1.0-0",
        "harfbuzz-subset": "libharfbuzz-subset0",
        "ghostscript": "ghostscript",
        "qpdf": "qpdf",
        "pdftotext": "poppler-utils",
        "msgfmt": "gettext",
        "javac": "default-jdk-headless",
        "jaxb": "libjaxb-java",
        "poedit": "poedit xvfb xdotool",
        "browser driver": "libatomic1",
        "browser": "chromium fonts-dejavu-core",
    },
    "fedora": {
        "python-venv": "python3",
        **dict.fromkeys(("gobject", "pango", "pangoft2", "fontconfig"), "pango"),
        **dict.fromkeys(("harfbuzz", "harfbuzz-subset"), "harfbuzz"),
        "ghostscript": "ghostscript",
        "qpdf": "qpdf",
        "pdftotext": "poppler-utils",
        "msgfmt": "gettext",
        "javac": "java-devel",
        "poedit": "poedit xorg-x11-server-Xvfb xdotool",
        "browser driver": "libatomic",
        "browser": "chromium dejavu-sans-fonts",
    },
    "alpine": {
        "python-venv": "python3 py3-pip",
        **dict.fromkeys(("gobject", "pango", "harfbuzz"), "pango"),
        "pangoft2": "so:libpangoft2-1.0.so.0",
        "fontconfig": "fontconfig",
        "harfbuzz-subset": "so:libharfbuzz-subset.so.0",
        "ghostscript": "ghostscript",
        "qpdf": "qpdf",
        "pdftotext": "poppler-utils",
        "msgfmt": "gettext",
        "javac": "openjdk17-jdk",
        "poedit": "poedit xvfb xdotool",
        "browser": "chromium font-dejavu",
    },
    "darwin": {
        "python-venv": "python",
        **dict.fromkeys(LIBRARIES, "pango"),
        "ghostscript": "ghostscript",
        "qpdf": "qpdf",
        "pdftotext": "poppler",
        "msgfmt": "gettext",
        "javac": "openjdk",
        "browser": "chromium",
    },
    "windows": {
        "python-venv": "mingw-w64-ucrt-x86_64-python",
        **dict.fromkeys(LIBRARIES, "mingw-w64-ucrt-x86_64-pango"),
        "ghostscript": "mingw-w64-ucrt-x86_64-ghostscript",
        "qpdf": "mingw-w64-ucrt-x86_64-qpdf",
        "pdftotext": "mingw-w64-ucrt-x86_64-poppler",
        "msgfmt": "mingw-w64-ucrt-x86_64-gettext-tools",
    },
}
"""The packages that bring each thing, by the kind of system."""
INSTALL = {
    "debian": "apt-get install --no-install-recommends",
    "fedora": "dnf install",
    "alpine": "apk add",
    "darwin": "brew install",
    "windows": "pacman -S",
}
SUPER = {"debian", "fedora", "alpine"}
"""Where only root installs."""
OTHER = {
    "python-venv": "Python with its modules venv and ensurepip",
    **dict.fromkeys(("gobject", "pango", "pangoft2", "fontconfig"), "Pango 1.44 or newer"),
    **dict.fromkeys(("harfbuzz", "harfbuzz-subset"), "HarfBuzz with its subset library"),
    "ghostscript": "Ghostscript",
    "qpdf": "qpdf",
    "pdftotext": "poppler's programs",
    "msgfmt": "GNU gettext",
    "javac": "a Java development kit, 11 or newer",
    "jaxb": "JAXB 2.3 for Java, its jars in /usr/share/java",
    "poedit": "Poedit, Xvfb and xdotool",
    "browser driver": "the libraries that the browser's driver names",
    "browser": "a Chromium",
}
"""What to look for where the packages' names are not known."""

JARS = Path("/usr/share/java")
JAXB = ("jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "FastInfoset", "stax-ex", "javax.activation")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
EDITOR = ("poedit", "Xvfb", "xdotool")
ASK_WEASYPRINT = "import weasyprint, weasyprint.text.ffi; print(weasyprint.__version__)"


class Need(StrEnum):
    """What a thing is needed for."""

    ALWAYS = "always"
    PRINTING = "printing"
    TESTS = "tests"
    TOLD = "told"
    """Not needed by itself: a package in the environment."""


@dataclass(frozen=True)
class Item:
    """One thing on this machine, or missing there."""

    name: str
    found: str
    """The version, or "" if it is missing or does not work."""
    use: Need = Need.ALWAYS
    fault: str = ""
    """What it said itself where it is there and does not work."""

    @property
    def needed(self) -> bool:
        """Whether a build of everything needs it."""
        return self.use in {Need.ALWAYS, Need.PRINTING}


def main(root: Path, arguments: list[str]) -> int:
    """Print what is there and what is missing; return 0, or 4 if something that a build needs is missing."""
    if set(arguments) - {"--json"}:
        print("usage: build.py doctor [--json]", file=sys.stderr)
        return 2
    find_libraries()
    python = environment_python(root / ".venv")
    items = [*python_items(), *system_items(), *_environment_items(root, python), *test_items(python)]
    missing = [item for item in items if item.needed and not item.found]
    if "--json" in arguments:
        report = {
            "system": system(),
            "items": [{**asdict(item), "needed": item.needed} for item in items],
            "missing": [item.name for item in missing],
        }
        print(json.dumps(report, indent=2))
    else:
        _print(items, missing)
    return 4 if missing else 0


def _print(items: Sequence[Item], missing: Sequence[Item]) -> None:
    for item in items:
        if item.use is not Need.TESTS:
            print(_line(item))
    print("\nFor `build.py test` alone:")
    tests = [item for item in items if item.use is Need.TESTS]
    for item in tests:
        print(_line(item))
    if missing:
        print(f"\nMissing: {', '.join(item.name for item in missing)}\n{remedy(missing)}")
    if lacking := [item for item in tests if not item.found]:
        print(f"\nMissing for the tests: {', '.join(item.name for item in lacking)}\n{remedy(lacking)}")


def _line(item: Item) -> str:
    state = item.found or ("does not work: " + item.fault if item.fault else "MISSING")
    if item.use is Need.PRINTING and not item.found:
        state += " (what is printed needs it; screen files do not)"
    return f"{item.name:<18} {state}"


def system() -> str:
    """Return the kind of system: a key of PACKAGES, or "other"."""
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


def remedy(missing: Sequence[Item]) -> str:
    """Return what to do about missing things on this system, a line for each way: its packages, and what set-up makes.

    What is there but does not work says why, in its own words.
    """
    lines = [f"{item.name} says: {item.fault}" for item in missing if item.fault]
    kind = system()
    names = {item.name for item in missing}
    if wanted := packages(missing):
        lines.append(_install(kind, wanted))
    others = _unique(text for name, text in OTHER.items() if name in names - PACKAGES.get(kind, {}).keys())
    if others:
        lines.append(f"Install, from where your system has it: {', '.join(others)}")
    if "environment" in names:
        lines.append(f"{'Then set' if wanted or others else 'Set'} it up:  python3 build.py")
    elif "weasyprint" in names and not names & set(LIBRARIES):
        lines.append("Make the environment anew:  remove the folder .venv, then  python3 build.py")
    return "\n".join(lines)


def packages(missing: Iterable[Item]) -> list[str]:
    """Return the packages of this system that bring what is missing."""
    bring: Mapping[str, str] = PACKAGES.get(system(), {})
    names = {item.name for item in missing}
    return _unique(package for name, value in bring.items() if name in names for package in value.split())


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _install(kind: str, names: Sequence[str]) -> str:
    command = f"{INSTALL[kind]} {' '.join(names)}"
    if kind == "windows":
        return f"Install it:  {command}    (in the MSYS2 UCRT64 shell, from msys2.org)"
    if kind not in SUPER or _is_root():
        return f"Install it:  {command}"
    return f"Install it:  sudo {command}" if shutil.which("sudo") else f"Install it, as root:  {command}"


def python_items() -> list[Item]:
    """Return Python and the modules that make an environment."""
    importlib.invalidate_caches()  # a package installed a moment ago counts
    has_venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    version = platform.python_version()
    return [Item("python", version), Item("python-venv", version if has_venv else "")]


def system_items(*, printing: bool = True) -> list[Item]:
    """Return the system libraries, with versions where they tell, and what separates the inks of printed files."""
    libraries = [Item(name, _library_version(name)) for name in LIBRARIES]
    return [*libraries, _program_item("ghostscript", ghostscript(), Need.PRINTING)] if printing else libraries


def test_items(python: Path | None) -> list[Item]:
    """Return what the tests need besides, each started and asked; the browser's driver comes with the environment."""
    programs = [
        _program_item(name, shutil.which(name) or "", Need.TESTS, option)
        for name, option in (("qpdf", "--version"), ("pdftotext", "-v"), ("msgfmt", "--version"), ("javac", "-version"))
    ]
    programs.append(Item("jaxb", "present" if jaxb() else "", Need.TESTS))
    driver = Item("browser driver", "", Need.TESTS)
    if python and _in_environment(python, "playwright"):
        said = _asked([str(python), "-m", "playwright", "--version"])
        driver = Item("browser driver", said.found, Need.TESTS, said.fault)
    # Elsewhere there is no X server without a screen.
    editor = [_editor()] if system() not in {"darwin", "windows"} else []
    return [*programs, *editor, driver, _browser()]


def _editor() -> Item:
    """Return the translators' editor, with a screen that nobody sees and a hand that types."""
    programs = [shutil.which(name) or "" for name in EDITOR]
    if not all(programs):
        return Item("poedit", "", Need.TESTS)
    said = _asked([programs[-1], "--version"])
    return Item("poedit", "present" if said.found else "", Need.TESTS, said.fault)


def jaxb() -> list[Path]:
    """Return the jars of JAXB, which veraPDF reads its rules with and Java no longer has; none if one is missing."""
    jars = [JARS / f"{name}.jar" for name in JAXB]
    return jars if all(map(Path.is_file, jars)) else []


def _browser() -> Item:
    program = next(filter(None, map(shutil.which, BROWSERS)), "")
    if not program:
        return Item("browser", "", Need.TESTS)
    page = [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "data:text/html,<p>x"]
    said = _asked(page)
    return Item("browser", Path(program).name if said.found else "", Need.TESTS, said.fault)


def loaded_libraries() -> tuple[str, ...]:
    """Return the files of the system's libraries that ``system_items`` loaded, and Ghostscript's; none if unknown."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    except OSError:
        return ()
    stems = {name.partition(".so")[0] for names in LIBRARIES.values() for name in names if ".so" in name}
    found = {line.split(maxsplit=5)[-1] for line in maps.splitlines() if any(f"/{stem}.so" in line for stem in stems)}
    program = ghostscript()
    return (*sorted(found), *([str(Path(program).resolve())] if program else [])) if found else ()


def ghostscript() -> str:
    """Return the program's path, or "" if it is not installed; on Windows also where its installers put it."""
    names = ("gs", "gswin64c", "gswin32c")
    found = next(filter(None, map(shutil.which, names)), "")
    if found or sys.platform != "win32":
        return found
    own = sorted(Path(os.environ.get("PROGRAMFILES", r"C:\Program Files")).glob("gs/gs*/bin"), reverse=True)
    where = os.pathsep.join([*map(str, own), *_dll_folders()])
    return next(filter(None, (shutil.which(name, path=where) for name in names)), "")


@dataclass(frozen=True)
class _Said:
    found: str
    fault: str


def _program_item(name: str, program: str, use: Need, option: str = "--version") -> Item:
    if not program:
        return Item(name, "", use)
    said = _asked([program, option])
    return Item(name, said.found, use, said.fault)


def _asked(command: Sequence[str]) -> _Said:
    """Start a program; return the first line that it says, or why it does not work."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, stdin=subprocess.DEVNULL,
            timeout=SECONDS,
        )  # fmt: skip
    except OSError as fault:
        return _Said("", fault.strerror or str(fault))
    except subprocess.TimeoutExpired:
        return _Said("", f"no answer within {SECONDS} seconds")
    said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip(" -")]
    if done.returncode == 0:
        number = re.search(r"\d+(\.\d+)+", said[0]) if said else None
        return _Said(number[0] if number else "present", "")
    return _Said("", _reason(said) or f"it ended with status {done.returncode}")


def _reason(lines: Sequence[str]) -> str:
    """Return the line that says why: the loader's, else a traceback's last."""
    loader = [line for line in lines if "shared librar" in line or "cannot load library" in line]
    return (loader or [*lines[-1:]] or [""])[0]


def find_libraries() -> None:
    """Let this process and those it starts find Homebrew's libraries, whoever made the Python.

    ``ctypes`` and with it cffi, by which WeasyPrint opens them, look where this variable says.
    """
    if sys.platform != "darwin" or not HOMEBREW.is_dir():
        return
    usual = f"{Path.home()}/lib:/usr/local/lib:/lib:/usr/lib"
    folders = os.environ.get(FALLBACK, usual).split(":")
    if str(HOMEBREW) not in folders:
        os.environ[FALLBACK] = ":".join([*folders, str(HOMEBREW)])


def _library_version(name: str) -> str:
    """Open a library by the names that WeasyPrint tries, where it looks; return its version, or "" without it."""
    _add_dll_folders()
    for file in reversed(LIBRARIES[name]):  # the systems' own file names first: looking a name up is slow
        try:
            library = ctypes.CDLL(file)
        except OSError:
            continue
        return _version_of(name, library)
    for short in LIBRARIES[name]:
        path = ctypes.util.find_library(short)
        if path:
            try:
                return _version_of(name, ctypes.CDLL(path))
            except OSError:
                continue
    return ""


def _version_of(name: str, library: ctypes.CDLL) -> str:
    if name not in VERSION:
        return "present"
    call = getattr(library, VERSION[name])
    call.restype = ctypes.c_char_p
    return str(call().decode())


def _dll_folders() -> list[str]:
    return os.environ.get("WEASYPRINT_DLL_DIRECTORIES", DLL_FOLDERS).split(";")


def _add_dll_folders() -> None:
    add = getattr(os, "add_dll_directory", None)  # on Windows only
    if add is None:
        return
    for folder in _dll_folders():
        with contextlib.suppress(OSError):
            add(folder)


def environment_python(folder: Path) -> Path | None:
    """Return the Python of an environment, or None: Windows has it in Scripts, but MSYS2's Python in bin."""
    places = ("bin/python", "Scripts/python.exe", "bin/python.exe")
    return next((folder / place for place in places if (folder / place).exists()), None)


def weasyprint(python: Path) -> Item:
    """Ask WeasyPrint itself, in a process of its own, whether it finds all its libraries."""
    said = _asked([str(python), "-W", "ignore", "-c", ASK_WEASYPRINT])
    return Item("weasyprint", said.found, fault=said.fault)


def _environment_items(root: Path, python: Path | None) -> list[Item]:
    if not python or not (root / ".venv" / "handbook-runtime.done").is_file():
        return [Item("environment", "")]
    pinned = _pinned(root / "requirements.txt")
    found = []
    for file in sorted(path for folder in package_folders(root) for path in folder.glob("*.dist-info")):
        package, _, version = file.name.removesuffix(".dist-info").rpartition("-")
        if re.sub(r"[-_.]+", "-", package).lower() in pinned - {"weasyprint"}:
            found.append(Item(f"  {package}", version, Need.TOLD))
    return [Item("environment", ".venv"), weasyprint(python), *found]


def _in_environment(python: Path, package: str) -> bool:
    root = python.parents[2]
    return any((folder / package).is_dir() for folder in package_folders(root))


def package_folders(root: Path) -> list[Path]:
    """Return the folders of the environment's packages: one, if it is there."""
    folder = root / ".venv"
    return [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]


def installed() -> list[str]:
    """Return the pinned packages that this Python has, each with its version, as their folders are named."""
    pinned = _pinned(Path(__file__).parents[2] / "requirements.txt")
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # Names alone: this is asked at every start.
    found = {name.removesuffix(".dist-info") for folder in folders for name in os.listdir(folder)}  # noqa: PTH208
    return sorted(name for name in found if re.sub(r"[-_.]+", "-", name.rpartition("-")[0]).lower() in pinned)


def _pinned(requirements: Path) -> set[str]:
    text = requirements.read_text(encoding="utf-8") if requirements.is_file() else ""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
