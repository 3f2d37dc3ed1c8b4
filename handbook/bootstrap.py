"""First run: system libraries, ``.venv``, pinned packages, then start again inside; standard library only."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from handbook import doctor

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
MISSING = 4
GROUPS = {"runtime": "requirements.txt", "dev": "requirements-dev.txt"}
"""Package groups: the tests and benchmarks need the second as well."""
DEV_COMMANDS = {"test", "bench"}
DEBIAN_TEST_PROGRAMS = ("qpdf", "poppler-utils", "gettext", "chromium-headless-shell", "fonts-dejavu-core")


def ensure_environment(arguments: list[str]) -> None:
    """Make sure that this process runs inside ``.venv`` with all pinned packages, or end it.

    A stamp with the digest of the pins tells whether anything must be done. Ends with status 4 if a
    system library is missing and cannot be installed from here.
    """
    command = arguments[0] if arguments and not arguments[0].startswith("-") else "build"
    if command == "doctor":
        sys.exit(doctor.main(ROOT, arguments[1:]))
    # Where builds have run, cleaning asks their lock, which is a package.
    needs_nothing = command == "clean" and not _is_current("runtime")
    if needs_nothing or (command not in DEV_COMMANDS and {"-h", "--help", "--version"} & set(arguments)):
        return  # these need nothing
    try:
        _ensure(command, arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as fault:
        print(f"error: {fault.filename or ROOT}: {fault.strerror or fault}", file=sys.stderr)
        sys.exit(MISSING)


def _ensure(command: str, arguments: list[str]) -> None:
    for group in ("runtime", "dev") if command in DEV_COMMANDS else ("runtime",):
        if not _is_current(group):
            _set_up(group)
    if Path(sys.prefix).resolve() != VENV.resolve():
        _start_inside(arguments)


def _is_current(group: str) -> bool:
    stamp = _stamp(group)
    return _venv_python().exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == _digest(group)


def _stamp(group: str) -> Path:
    return VENV / f"handbook-{group}.stamp"


def _digest(group: str) -> str:
    # The Python that made the environment counts: packages with compiled parts fit no other.
    base = f"{sys.version_info[:2]} ".encode()
    return hashlib.sha256(base + (ROOT / GROUPS[group]).read_bytes()).hexdigest()


def _set_up(group: str) -> None:
    _say(f"Setting up ({group}); this is done once and takes a minute or two.")
    _require_system(group)
    usable = _venv_python().exists() and _runs(_venv_python())
    if not usable or not _same_python():
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "could not make the environment .venv")
    pip = [str(_venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q"]
    _run([*pip, "install", "--require-hashes", "-r", str(ROOT / GROUPS[group])], "could not install the packages")
    _stamp(group).write_text(_digest(group), encoding="ascii")


def _same_python() -> bool:
    config = VENV / "pyvenv.cfg"
    version = ".".join(map(str, sys.version_info[:2]))
    return config.is_file() and f"version = {version}." in config.read_text(encoding="utf-8")


def _require_system(group: str) -> None:
    missing = _missing()
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    can_install = as_root and doctor.system() == "debian" and shutil.which("apt-get") is not None
    if missing and can_install:
        _say(f"Installing system packages for: {', '.join(missing)}")
        _apt_install(doctor.COMMANDS["debian"].split()[3:])
        missing = _missing()
    if missing:
        sys.exit(_report_missing(missing))
    programs = ("qpdf", "pdftotext", "msgfmt", "chromium-headless-shell")
    if group == "dev" and can_install and not all(map(shutil.which, programs)):
        _say("Installing the programs that the tests use: " + ", ".join(DEBIAN_TEST_PROGRAMS))
        _apt_install(list(DEBIAN_TEST_PROGRAMS))


def _missing() -> list[str]:
    return [item.name for item in [*doctor.python_items(), *doctor.system_items()] if not item.found]


def _report_missing(missing: list[str]) -> int:
    print(f"error: missing on this system: {', '.join(missing)}\n{doctor.remedy(missing)}", file=sys.stderr)
    return MISSING


def _apt_install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.run(
        install, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode:
        # The package lists of a fresh system are empty or old.
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL)


def _run(command: list[str], failure: str) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, check=False, env=environment).returncode:
        print(f"error: {failure}; the messages above say why", file=sys.stderr)
        sys.exit(MISSING)


def _runs(python: Path) -> bool:
    return subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _start_inside(arguments: list[str]) -> None:
    command = [str(_venv_python()), str(ROOT / "build.py"), *arguments]
    if os.name == "nt":
        # Windows has no real exec: the caller would not wait.
        sys.exit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
