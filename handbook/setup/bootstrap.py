"""First run: system libraries, ``.venv``, pinned packages, then start again inside; standard library only."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NoReturn

from handbook.setup import doctor, steps
from handbook.setup.doctor import Item, Need

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCK = ROOT / ".venv.lock"
"""Held while the environment is made, by the system: it is free when its holder has ended, however it did.

What stands in it says that the environment is not whole yet.
"""
LOG = ROOT / ".cache/setup.log"
MISSING = 4
GROUPS = {"runtime": "requirements.txt", "dev": "requirements-dev.txt"}
"""Package groups: the tests and benchmarks need the second as well."""
DEV_COMMANDS = {"test", "bench"}
PRINTING_COMMANDS = {"preflight", "proof-colour"}
MODULES = {
    "runtime": ("weasyprint", "jinja2", "babel", "markupsafe", "fontTools", "uharfbuzz", "pikepdf", "PIL", "filelock",
                "pebble", "tinycss2", "cssselect2", "tinyhtml5", "pydyf", "deflate", "icu", "watchfiles", "rich",
                "pypdfium2", "zxingcpp", "numpy", "rapidfuzz", "translate", "lxml",
                "openpyxl", "phonenumbers", "idna", "starlette", "uvicorn", "anyio", "python_multipart"),
    "dev": ("pytest", "xdist", "pytest_timeout", "hypothesis", "polib", "playwright.sync_api", "pypdf",
            "pymupdf", "mypy", "importlinter", "opendataloader_pdf", "axe_playwright_python", "distributed",
            "cloudpickle", "fsspec", "s3fs", "moto", "flask", "flask_cors", "psutil"),
}  # fmt: skip
"""What set-up imports in the end, to see that it works."""
VERIFY = """
import importlib, importlib.metadata, sys, warnings
warnings.simplefilter("ignore")
for package in importlib.metadata.distributions():
    for file in package.files or ():
        place = file.locate()
        if file.size is not None and (not place.exists() or place.stat().st_size != file.size):
            print(f"{package.name}: {file} is damaged or missing")
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as fault:
        print(f"{name}: {fault}")
"""
WHO = "import sys, sysconfig, pip; print(*sys.version_info[:2], sysconfig.get_platform())"


def ensure_environment(arguments: list[str], understood: Callable[[list[str]], Namespace]) -> None:
    """Make sure that this process runs inside ``.venv`` with all pinned packages, or end it.

    A stamp with the digest of the pins tells whether anything must be done. Ends with status 4 if a
    system library is missing and cannot be installed from here, with 2, before any work, if nobody
    understands the arguments: ``understood`` reads them, and is asked only where there is work to do.
    """
    command = arguments[0] if arguments and not arguments[0].startswith("-") else "build"
    if command == "doctor":
        sys.exit(doctor.main(ROOT, arguments[1:]))
    # Where builds have run, cleaning asks their lock, which is a package.
    needs_nothing = command == "clean" and not _is_current("runtime")
    if needs_nothing or (command not in DEV_COMMANDS and {"-h", "--help", "--version"} & set(arguments)):
        return  # these need nothing
    doctor.find_libraries()
    try:
        _ensure(command, arguments, understood)
    except KeyboardInterrupt:
        print("\nstopped; the next run takes set-up up again", file=sys.stderr)
        sys.exit(130)
    except OSError as fault:
        print(f"error: {fault.filename or ROOT}: {fault.strerror or fault}", file=sys.stderr)
        sys.exit(MISSING)


def _ensure(command: str, arguments: list[str], understood: Callable[[list[str]], Namespace]) -> None:
    groups = ["runtime", "dev", "tests"] if command in DEV_COMMANDS else ["runtime"]
    if not all(map(_is_current, groups)):
        asked = understood(arguments)  # a slip is told before minutes of work
        with _alone() as lock:
            for group in groups:
                if not _is_current(group):
                    _set_up(group, lock, prints=_prints(command, asked))
    if Path(sys.prefix).resolve() != VENV.resolve():
        _start_inside(arguments)


def _is_current(group: str) -> bool:
    stamp = _stamp(group)
    return _venv_python() is not None and stamp.is_file() and stamp.read_text(encoding="ascii") == _digest(group)


def _stamp(group: str) -> Path:
    return VENV / f"handbook-{group}.done"


def _digest(group: str) -> str:
    # The Python that made the environment counts: packages with compiled parts fit no other.
    pins = (ROOT / GROUPS.get(group, GROUPS["dev"])).read_bytes()
    return hashlib.sha256(_who_we_are().encode() + pins).hexdigest()


def _who_we_are() -> str:
    return f"{sys.version_info[0]} {sys.version_info[1]} {sysconfig.get_platform()}"


def _prints(command: str, asked: Namespace) -> bool:
    """Tell from the command line, and no more, whether it makes or reads what is printed."""
    if command != "build":
        return command in PRINTING_COMMANDS
    try:
        rows = tomllib.loads((ROOT / "handbook/settings/formats.toml").read_text(encoding="utf-8"))["product"]
        purposes = {row["id"]: row["purpose"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return False  # the build says what is wrong with that file
    wanted = {purposes.get(name, "screen") for name in asked.format or purposes}
    return not asked.dry_run and bool(wanted & set(asked.purpose or wanted) - {"screen"})


@contextlib.contextmanager
def _alone() -> Iterator[IO[str]]:
    """Wait until no other set-up works in this folder."""
    with LOCK.open("a+", encoding="ascii") as lock:
        if not _locked(lock):
            _say("Another set-up is at work in this folder; waiting for it to end.")
            while not _locked(lock):
                time.sleep(0.5)
        yield lock


def _locked(lock: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  # there only

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  # not on Windows

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _set_up(group: str, lock: IO[str], *, prints: bool) -> None:
    if group == "tests":
        _require_for_tests()
        return
    _say(f"Setting up {VENV.name} ({group}): once, in some minutes. All that is said there: {LOG.relative_to(ROOT)}")
    if group == "runtime":
        _require_system(prints=prints)
    if _left_unfinished(lock) or not _is_usable():
        _make_environment(lock)
    _install_packages(group, lock)
    _verify(group)
    _stamp(group).write_text(_digest(group), encoding="ascii")
    _mark(lock, "")


def _left_unfinished(lock: IO[str]) -> bool:
    lock.seek(0)
    return lock.read() != ""


def _mark(lock: IO[str], text: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()


def _is_usable() -> bool:
    """Whether ``.venv`` has a Python that starts, is like the one at work here, and has pip."""
    python = _venv_python()
    if python is None:
        return False
    try:
        done = subprocess.run([python, "-c", WHO], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.stdout.strip() == _who_we_are()


def _make_environment(lock: IO[str]) -> None:
    _mark(lock, "unfinished")
    told = steps.Told("Environment")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    ended = steps.run(command, lambda _line: told.now("being made"), LOG, keep=[lock.fileno()])
    if ended.status or _venv_python() is None:
        _give_up(told, "could not make the environment .venv", ended)
    _mark(lock, "")
    told.done()


def _install_packages(group: str, lock: IO[str]) -> None:
    pins = ROOT / GROUPS[group]
    told = steps.Told("Packages")
    progress = _Fetching(told, pins)
    command = [str(_venv_python()), "-m", "pip", "--no-input", "install", "--progress-bar", "off", "--require-hashes"]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    _mark(lock, "unfinished")
    ended = steps.run([*command, "-r", str(pins)], progress, LOG, environment, [lock.fileno()])
    if ended.status:
        if not progress.is_installing:
            _mark(lock, "")  # nothing was touched
        _give_up(told, "could not install the packages", ended)
    told.done()


class _Fetching:
    """Reads how far pip is: which packages it has seen of those that are pinned, then how many are in place."""

    def __init__(self, told: steps.Told, pins: Path) -> None:
        self._told = told
        self._pinned = set(map(_plain, re.findall(r"^([A-Za-z0-9._-]+)==", pins.read_text("utf-8"), re.MULTILINE)))
        self._seen: set[str] = set()
        self._new = self._before = 0

    @property
    def is_installing(self) -> bool:
        return self._new > 0

    def __call__(self, line: str | None) -> None:
        if line and line.startswith("Installing collected packages:"):
            self._new, self._before = line.count(",") + 1, self._in_place()
        elif line and (found := re.match(r"\s*(?:Collecting|Requirement already satisfied:|Ignoring) ([\w.-]+)", line)):
            self._seen |= {_plain(found[1])} & self._pinned
        if self.is_installing:
            self._told.now(f"{max(0, self._in_place() - self._before)} of {self._new} in place")
        else:
            self._told.now(f"{len(self._seen)} of {len(self._pinned)} fetched")

    def _in_place(self) -> int:
        return sum(1 for folder in doctor.package_folders(ROOT) for _ in folder.glob("*.dist-info"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _verify(group: str) -> None:
    """See that every file of every package is there, and that they load."""
    told = steps.Told("Trying them")
    command = [str(_venv_python()), "-c", VERIFY, *MODULES[group]]
    ended = steps.run(command, lambda _line: told.now("each is loaded"), LOG)
    if ended.status or ended.said.strip():
        told.leave()
        faults = ended.said.strip().splitlines()
        print(f"error: the environment does not work: {len(faults)} faults", *faults[:5], sep="\n  ", file=sys.stderr)
        print("Run the same command again: it makes the environment anew.", file=sys.stderr)
        sys.exit(MISSING)
    told.done()


def _require_system(*, prints: bool) -> None:
    """Install what is missing of the system, where that can be done from here; end without what nothing goes without.

    Ghostscript is asked for where something is printed: who reads on a screen does without.
    """
    missing, why = _with_installed(_missing_of_system, "System libraries")
    needed = [item for item in missing if prints or item.use is not Need.PRINTING]
    if needed:
        sys.exit(_report("error: missing on this system", needed, why))
    if missing:
        _report("warning: not here, and needed for what is printed", missing, why)
    elif why:
        _say(f"warning: all is there, but {why}")


def _missing_of_system() -> list[Item]:
    return [item for item in [*doctor.python_items(), *doctor.system_items()] if not item.found]


def _require_for_tests() -> None:
    """Install what only the tests use, where that can be done from here; say which tests will fail without the rest."""
    missing, why = _with_installed(lambda: _missing_for_tests(_venv_python()), "Programs for the tests")
    if missing:
        _report("warning: the tests that use these will fail", missing, why)
    else:
        _stamp("tests").write_text(_digest("tests"), encoding="ascii")


def _missing_for_tests(python: Path | None) -> list[Item]:
    return [item for item in [*doctor.system_items(), *doctor.test_items(python)] if not item.found]


def _with_installed(missing: Callable[[], list[Item]], title: str) -> tuple[list[Item], str]:
    """Return what is still missing after what can be installed was, and why that failed."""
    before = missing()
    names = doctor.packages(before)
    if not names or not _can_install():
        return before, ""
    _say(f"{title}, from {', '.join(names)}")
    ended = _apt_install(names, title)
    after = missing()
    return after, f"apt-get failed: {ended.reason()}" if ended.status else ""


def _can_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and doctor.system() == "debian" and shutil.which("apt-get") is not None


def _report(what: str, missing: Sequence[Item], why: str) -> int:
    lines = [f"{what}: {', '.join(item.name for item in missing)}", why, doctor.remedy(missing)]
    print("\n".join(filter(None, lines)), file=sys.stderr)
    return MISSING


def _apt_install(names: Sequence[str], title: str) -> steps.Ended:
    """Install packages of Debian; where one of them cannot be had, the others all the same."""
    told = steps.Told(title)
    progress = _Unpacking(told)

    def apt(*arguments: str) -> steps.Ended:
        options = ["-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Need-Pty=0"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return steps.run(["apt-get", *options, *arguments], progress, LOG, environment)

    install = ("install", "-y", "--no-install-recommends")
    ended = apt(*install, *names)
    if ended.status:
        updated = apt("update")  # the package lists of a fresh system are empty or old
        ended = apt(*install, *names)
        if ended.status:
            alone = [apt(*install, name) for name in names]
            said = "".join(each.said for each in alone if each.status)
            ended = steps.Ended(max(each.status for each in alone), updated.said + said)
    told.done("apt-get failed" if ended.status else "done")
    return ended


class _Unpacking:
    """Reads how far apt-get is: what it has fetched, unpacked and set up of what is new."""

    def __init__(self, told: steps.Told) -> None:
        self._told, self._new = told, 0
        self._counts = dict.fromkeys(("Get:", "Unpacking", "Setting up"), 0)

    def __call__(self, line: str | None) -> None:
        if line and (found := re.search(r"(\d+) newly installed", line)):
            self._new = int(found[1])
            self._counts = dict.fromkeys(self._counts, 0)
        for word in self._counts:
            if line and line.startswith(word):
                self._counts[word] += 1
        if self._new:
            fetched, unpacked, ready = self._counts.values()
            self._told.now(f"{fetched} fetched, {unpacked} unpacked, {ready} ready of {self._new}")
        else:
            self._told.now("the lists of packages are read")


def _give_up(told: steps.Told, failure: str, ended: steps.Ended) -> NoReturn:
    told.leave()
    print(f"error: {failure}: {ended.reason()}\nEverything that was said: {LOG}", file=sys.stderr)
    sys.exit(MISSING)


def _venv_python() -> Path | None:
    return doctor.environment_python(VENV)


def _start_inside(arguments: list[str]) -> None:
    command = [str(_venv_python()), str(ROOT / "build.py"), *arguments]
    if os.name == "nt":
        # Windows has no real exec: the caller would not wait. Ctrl-C is for the other process, which ends as it does.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
