"""First run: what is asked for, what is installed, and what is said where that fails."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import ROOT

from handbook.cli import main as cli
from handbook.cli.main import main, parsed
from handbook.setup import bootstrap, doctor, steps
from handbook.setup.doctor import Item, Need

posix = pytest.mark.skipif(os.name != "posix", reason="programs are written as shell scripts")


def program(folder: Path, name: str, text: str) -> Path:
    """Write a program that the shell runs."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def wheel(folder: Path, name: str, text: str = "") -> str:
    """Write a package of one module and return the line that pins it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-1.0-py3-none-any.whl"
    record = f"{name}.py,,{len(text)}\n{name}-1.0.dist-info/METADATA,,\n{name}-1.0.dist-info/RECORD,,\n"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(f"{name}.py", text)
        packed.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        packed.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr(f"{name}-1.0.dist-info/RECORD", record)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with nothing in it but pip; making one takes seconds, copying it does not."""
    folder = tmp_path_factory.mktemp("fresh") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: Path) -> Path:
    """Return a folder that set-up takes for the project, with pins of two packages that lie beside it."""
    folder = tmp_path / "project"
    pins = "".join(wheel(tmp_path / "wheels", name) for name in ("alpha", "beta"))
    folder.mkdir()
    for name in bootstrap.GROUPS.values():
        (folder / name).write_text(pins, encoding="utf-8")
    shutil.copytree(ROOT / "handbook/settings", folder / "handbook/settings")
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    monkeypatch.setattr(bootstrap, "VENV", folder / ".venv")
    monkeypatch.setattr(bootstrap, "LOCK", folder / ".venv.lock")
    monkeypatch.setattr(bootstrap, "LOG", folder / ".cache/setup.log")
    monkeypatch.setattr(bootstrap, "MODULES", {"runtime": ("alpha", "beta"), "dev": ()})
    monkeypatch.setattr(bootstrap, "_start_inside", lambda _arguments: None)
    really = steps.run

    def run(command: list[str], *rest: object, **more: object) -> steps.Ended:
        if command[1:4] != ["-m", "venv", "--clear"]:
            return really(command, *rest, **more)  # type: ignore[arg-type]
        shutil.rmtree(command[4], ignore_errors=True)
        shutil.copytree(fresh, command[4], symlinks=True)
        return steps.Ended(0, "")

    monkeypatch.setattr(steps, "run", run)
    monkeypatch.setattr(doctor, "system_items", lambda **_: [])
    for name in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    return folder


def status_of(*arguments: str) -> int:
    """Set up for a command; return how it ended, 0 if it went on to the command."""
    try:
        bootstrap.ensure_environment(list(arguments), parsed)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def module(root: Path, name: str) -> Path:
    return next(path for folder in doctor.package_folders(root) for path in folder.glob(f"{name}.py"))


# What is asked for


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["--relase"], "--relase"),
        (["check", "--jsn"], "--jsn"),
        (["-j", "0"], "-j"),
    ],
)  # fmt: skip
def test_a_slip_is_told_before_anything_is_set_up_and_without_any_package(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    shutil.copy(ROOT / "build.py", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__", "profiles")
    shutil.copytree(ROOT / "handbook", tmp_path / "handbook", ignore=ignored)

    done = subprocess.run(
        [sys.executable, "-S", "build.py", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("line", "prints"),
    [("", True), ("-f screen", False), ("-f screen -f large-print", False), ("-f screen -f card", True),
     ("--purpose screen", False), ("--purpose press", True), ("-f screen --purpose press", False), ("--dry-run", False),
     ("preview fr", False), ("check", False), ("preflight x.pdf", True), ("proof-colour", True)],
)  # fmt: skip
def test_the_command_line_tells_whether_anything_is_printed(line: str, prints: bool) -> None:  # noqa: FBT001
    words = line.split()
    command = words[0] if words and not words[0].startswith("-") else "build"

    assert bootstrap._prints(command, cli.parsed(words)) == prints


def test_a_later_run_loads_nothing_that_it_does_not_need() -> None:
    code = "import sys; from handbook.setup import bootstrap; bootstrap._is_current('dev'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout

    heavy = {"weasyprint", "jinja2", "pikepdf", "numpy", "rich", "handbook.cli.main", "handbook.values.model"}
    assert heavy & set(loaded.split()) == set()


def test_every_package_of_the_pins_is_tried_after_it_was_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    distributions = importlib.metadata.packages_distributions()
    tried = {name for names in bootstrap.MODULES.values() for name in names}
    covered = {bootstrap._plain(name) for each in tried for name in distributions[each.split(".")[0]]}

    names = {bootstrap._plain(re.split(r"[\[=~<>]", line)[0]) for line in wanted}
    without = {"ruff", "textstat"}  # a program; loads its dictionary when it is imported
    untried = names - covered - without
    assert {name for name in untried if "font" not in name and not name.startswith("types-")} == set()


# Making the environment


def test_the_environment_is_made_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("check") == 0
    said = capsys.readouterr().err
    assert status_of("check") == 0

    assert capsys.readouterr().err == ""
    assert [line for line in said.splitlines() if line.endswith(("Environment", "Packages", "Trying them"))] == [
        "Environment", "Packages", "Trying them",
    ]  # fmt: skip
    assert module(root, "alpha").is_file()
    assert "Successfully installed alpha-1.0 beta-1.0" in (root / ".cache/setup.log").read_text(encoding="utf-8")


@pytest.mark.usefixtures("root")
def test_without_a_connection_a_plain_word_says_so_and_the_next_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.delenv("PIP_NO_INDEX")
        elsewhere.delenv("PIP_FIND_LINKS")
        elsewhere.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        elsewhere.setenv("PIP_RETRIES", "1")
        status = status_of("check")

    said = capsys.readouterr().err
    assert status == 4
    assert "error: could not install the packages: no connection to the package index" in said
    assert "HTTPS_PROXY" in said
    assert "Traceback" not in said
    assert len(said.splitlines()) < 12
    assert status_of("check") == 0
    assert "Environment" not in capsys.readouterr().err  # what stands is used again


@pytest.mark.parametrize("harm", ["killed while packages were laid down", "killed while the environment was made"])
def test_an_interrupted_set_up_is_begun_anew(root: Path, harm: str) -> None:
    assert status_of("check") == 0
    bootstrap._stamp("runtime").unlink()
    module(root, "beta").write_text("half a", encoding="utf-8")
    if "environment" in harm:
        shutil.rmtree(next(iter(doctor.package_folders(root))) / "pip")
    bootstrap.LOCK.write_text("unfinished", encoding="ascii")

    assert status_of("check") == 0
    assert module(root, "beta").read_text(encoding="utf-8") == ""


def test_what_is_damaged_or_does_not_load_is_told_and_not_believed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pins = wheel(tmp_path / "wheels", "alpha", "raise OSError('cannot load library')") + wheel(tmp_path, "beta")
    (root / "requirements.txt").write_text(pins, encoding="utf-8")

    assert status_of("check") == 4
    assert "alpha: cannot load library" in capsys.readouterr().err
    assert not bootstrap._is_current("runtime")


@posix
def test_a_full_disk_is_named(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("check") == 0
    bootstrap._stamp("runtime").unlink()
    python = program(root, "python", "echo \"ERROR: [Errno 28] No space left on device: '/x'\"; exit 1")
    monkeypatch.setattr(bootstrap, "_venv_python", lambda: python)
    monkeypatch.setattr(bootstrap, "_is_usable", lambda: True)

    assert status_of("check") == 4
    assert "the disk is full" in capsys.readouterr().err


@pytest.mark.usefixtures("root")
def test_two_first_runs_wait_for_each_other() -> None:
    with bootstrap._alone(), bootstrap.LOCK.open("a+", encoding="ascii") as other:
        assert not bootstrap._locked(other)

    with bootstrap.LOCK.open("a+", encoding="ascii") as other:
        assert bootstrap._locked(other)


@posix
@pytest.mark.usefixtures("root")
def test_a_lock_whose_holder_was_killed_is_free() -> None:
    code = (
        f"import sys, time, pathlib; sys.path.insert(0, {str(ROOT)!r}); from handbook.setup import bootstrap\n"
        f"bootstrap.LOCK = pathlib.Path({str(bootstrap.LOCK)!r})\n"
        "with bootstrap._alone(): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with bootstrap.LOCK.open("a+", encoding="ascii") as ours:
            assert not bootstrap._locked(ours)
            holder.kill()
            holder.wait()

            assert bootstrap._locked(ours)


@pytest.mark.parametrize("place", ["bin/python", "Scripts/python.exe", "bin/python.exe"])
def test_the_python_of_an_environment_is_found_where_any_system_puts_it(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir()
    (tmp_path / place).touch()

    assert doctor.environment_python(tmp_path) == tmp_path / place


def test_another_kind_of_python_makes_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = bootstrap._digest("runtime")
    monkeypatch.setattr(bootstrap.sysconfig, "get_platform", lambda: "mingw_x86_64_ucrt")

    assert bootstrap._digest("runtime") != before


def test_on_windows_ctrl_c_is_left_to_the_process_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(bootstrap.os, "name", "nt")
    monkeypatch.setattr(bootstrap, "_venv_python", lambda: "python.exe")

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        return subprocess.CompletedProcess(command, 7)

    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    with pytest.raises(SystemExit) as ended:
        bootstrap._start_inside(["check"])
    signal.signal(signal.SIGINT, before)

    assert ended.value.code == 7
    assert started[0][-1] == "check"


# What the system must have


@pytest.fixture
def debian(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of programs that come first; the system is Debian, and we are root there."""
    assert root.is_dir()
    monkeypatch.setattr(doctor, "system", lambda: "debian")
    monkeypatch.setattr(bootstrap, "_can_install", lambda: True)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    return tmp_path / "bin"


@posix
@pytest.mark.parametrize(
    ("said", "words"),
    [("E: Could not get lock /var/lib/dpkg/lock-frontend", "another program is installing packages"),
     ("W: Failed to fetch http://x Temporary failure resolving 'x'", "no connection to the package index"),
     ("E: You don't have enough free space in /var/cache/apt/archives/.", "the disk is full"),
     ("E: Unable to locate package pango", "Unable to locate package pango")],
)  # fmt: skip
def test_a_failed_apt_is_told_and_leaves_no_stamp(
    debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, words: str
) -> None:
    program(debian, "apt-get", f'echo "{said}"; exit 100')
    monkeypatch.setattr(doctor, "system_items", lambda **_: [Item("pango", "")])

    assert status_of("check") == 4
    assert words in capsys.readouterr().err
    assert not bootstrap._is_current("runtime")


@posix
def test_what_apt_brings_the_next_time_is_seen(debian: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = debian / "asked"
    program(debian, "apt-get", f"touch {marker}")
    monkeypatch.setattr(doctor, "system_items", lambda **_: [Item("pango", "1" if marker.exists() else "")])

    assert status_of("check") == 0


@posix
def test_a_package_that_cannot_be_had_takes_no_other_with_it(debian: Path) -> None:
    program(debian, "apt-get", f'case "$*" in *chromium*) exit 100;; esac; echo "$*" >> {debian}/said')

    ended = bootstrap._apt_install(["qpdf", "chromium-headless-shell", "gettext"], "Programs")

    assert ended.status == 100
    asked = (debian / "said").read_text(encoding="utf-8")
    assert [line.split()[-1] for line in asked.splitlines() if "install" in line] == ["qpdf", "gettext"]


@posix
def test_what_only_the_tests_use_is_told_apart_and_asked_for_again(
    debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(debian, "apt-get", "exit 100")
    says = "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file"
    monkeypatch.setattr(doctor, "test_items", lambda _python: [Item("browser driver", "", Need.TESTS, says)])

    assert status_of("test") == 0
    said = capsys.readouterr().err
    assert "warning: the tests that use these will fail: browser driver" in said
    assert says in said
    assert "libatomic1" in said
    assert bootstrap._is_current("dev")
    assert not bootstrap._is_current("tests")


@pytest.mark.parametrize(("arguments", "status"), [(["-f", "screen"], 0), (["check"], 0), ([], 4), (["-f", "card"], 4)])
@pytest.mark.usefixtures("root")
def test_ghostscript_is_asked_for_where_something_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    monkeypatch.setattr(bootstrap, "_can_install", lambda: False)
    monkeypatch.setattr(doctor, "system_items", lambda **_: [Item("ghostscript", "", Need.PRINTING)])

    assert status_of(*arguments) == status
    said = capsys.readouterr().err
    assert ("error: missing on this system: ghostscript" in said) == (status == 4)
    assert "ghostscript" in said


# The doctor


def test_doctor_tells_versions_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor", "--json"])

    report = json.loads(capsys.readouterr().out)
    found = {item["name"]: item["found"] for item in report["items"]}
    assert status == (4 if report["missing"] else 0)
    assert found["python"].startswith("3.")
    assert found["pango"].startswith("1.")
    assert {item["use"] for item in report["items"]} >= {"always", "printing", "tests"}


def test_screen_files_need_no_ghostscript() -> None:
    names = {item.name for item in doctor.system_items(printing=False)}

    assert names == set(doctor.LIBRARIES)


def test_libraries_are_looked_for_by_the_names_and_in_the_folders_of_weasyprint() -> None:
    import weasyprint  # noqa: PLC0415  # where it lies is asked, nothing more

    source = (Path(weasyprint.__file__).parent / "text/ffi.py").read_text(encoding="utf-8")
    calls = re.findall(r"^(\w+) = _dlopen\(\s*ffi,(.*?)\)$", source, re.MULTILINE | re.DOTALL)
    names = {name.replace("_", "-"): tuple(re.findall(r"'([^']+)'", text)) for name, text in calls}
    folders = re.search(r"'WEASYPRINT_DLL_DIRECTORIES',(.*?)\)", source, re.DOTALL)

    del names["harfbuzz-vector"]  # not opened by what the handbook prints
    assert names == doctor.LIBRARIES
    assert folders is not None
    assert "".join(re.findall(r"'([^']+)'", folders[1])).replace("\\\\", "\\") == doctor.DLL_FOLDERS


@posix
def test_weasyprint_itself_says_whether_its_libraries_load(tmp_path: Path) -> None:
    works = program(tmp_path, "works", "echo 70.0")
    fails = program(tmp_path, "fails", "echo 'OSError: cannot load library libpango-1.0-0: no such file' >&2; exit 1")

    assert doctor.weasyprint(works) == Item("weasyprint", "70.0")
    assert doctor.weasyprint(fails).fault == "OSError: cannot load library libpango-1.0-0: no such file"
    assert doctor.weasyprint(Path(sys.executable)).found


def test_on_windows_the_folders_of_msys2_are_looked_through(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    added: list[str] = []
    monkeypatch.setattr(os, "add_dll_directory", added.append, raising=False)
    monkeypatch.delenv("WEASYPRINT_DLL_DIRECTORIES", raising=False)
    doctor._add_dll_folders()
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", str(tmp_path))
    doctor._add_dll_folders()

    assert added == [*doctor.DLL_FOLDERS.split(";"), str(tmp_path)]


@pytest.fixture
def homebrew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the folder of Homebrew's libraries, on a Mac."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(doctor, "HOMEBREW", tmp_path)
    monkeypatch.delenv(doctor.FALLBACK, raising=False)
    return tmp_path


def test_on_macos_homebrew_s_libraries_are_shown_to_any_python(homebrew: Path) -> None:
    doctor.find_libraries()
    doctor.find_libraries()

    assert os.environ[doctor.FALLBACK] == f"{Path.home()}/lib:/usr/local/lib:/lib:/usr/lib:{homebrew}"


def test_on_macos_homebrew_s_libraries_are_found_as_ctypes_looks_there(homebrew: Path) -> None:
    dyld = pytest.importorskip("ctypes.macholib.dyld", reason="Debian leaves it out of its Python")
    (homebrew / "libpango-1.0.dylib").touch()

    doctor.find_libraries()

    assert dyld.dyld_find("libpango-1.0.dylib") == str(homebrew / "libpango-1.0.dylib")


@posix
@pytest.mark.parametrize("folder", ["gs/gs10.05.1/bin", "msys"])
def test_on_windows_ghostscript_is_found_where_its_installers_put_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str
) -> None:
    installed = program(tmp_path / folder, "gswin64c" if "gs/" in folder else "gs", "echo 10")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", str(tmp_path / "msys"))
    real = shutil.which
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda name, path=None: posix_which(real, name, path))

    assert doctor.ghostscript() == str(installed)


def posix_which(_real: object, name: str, path: str | None) -> str | None:
    """Look a program up as on any system: the real function asks Windows for the endings of programs."""
    folders = (path or os.environ["PATH"]).split(os.pathsep)
    return next((str(Path(folder) / name) for folder in folders if (Path(folder) / name).is_file()), None)


@pytest.mark.parametrize("system", sorted(doctor.PACKAGES))
def test_every_system_is_told_its_own_packages_and_only_those_missing(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "system", lambda: system)

    remedy = doctor.remedy([Item("pango", "")])

    assert doctor.INSTALL[system] in remedy
    assert doctor.PACKAGES[system]["pango"] in remedy
    assert "ghostscript" not in remedy


@pytest.mark.parametrize("system", ["debian", "other"])
def test_everything_that_can_be_missing_has_a_remedy(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "system", lambda: system)
    items = [*doctor.python_items()[1:], *doctor.system_items(), *doctor.test_items(None)]

    assert [item.name for item in items if not doctor.remedy([Item(item.name, "", item.use)])] == []


@pytest.mark.parametrize(
    ("root", "sudo", "words"),
    [(True, "", "Install it:  apt-get"), (False, "/usr/bin/sudo", "Install it:  sudo apt-get"),
     (False, "", "Install it, as root:  apt-get")],
)  # fmt: skip
def test_sudo_is_named_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
    root: bool,  # noqa: FBT001
    sudo: str,
    words: str,
) -> None:
    monkeypatch.setattr(doctor, "system", lambda: "debian")
    monkeypatch.setattr(doctor, "_is_root", lambda: root)
    monkeypatch.setattr(shutil, "which", lambda _name: sudo)

    assert words in doctor.remedy([Item("pango", "")])


def test_the_environment_comes_from_set_up_and_not_from_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "system", lambda: "debian")

    alone = doctor.remedy([Item("environment", "")])
    after = doctor.remedy([Item("python-venv", ""), Item("environment", "")])

    assert alone == "Set it up:  python3 build.py"
    assert "python3-venv" in after
    assert after.endswith("Then set it up:  python3 build.py")


@posix
def test_a_program_that_does_not_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "gs", "echo 'gs: error while loading shared libraries: libgs.so.10' >&2; exit 127")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    found = doctor.system_items()[-1]

    assert found == Item("ghostscript", "", Need.PRINTING, "gs: error while loading shared libraries: libgs.so.10")


@posix
def test_a_program_that_never_answers_does_not_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SECONDS", 0.2)

    said = doctor._asked([str(program(tmp_path, "slow", "exec sleep 60"))])

    assert said.fault == "no answer within 0.2 seconds"


# What is said meanwhile


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_moves_on() -> None:
    stream = Terminal()
    told = steps.Told("Packages", stream)
    told.now("1 of 2")
    told.now("2 of 2")
    told.done()

    assert re.sub(r"\d+ s", "n s", stream.getvalue()).split("\r") == [
        "", "Packages", "Packages: 1 of 2, n s", "Packages: 2 of 2, n s", "Packages: done, n s  \n",
    ]  # fmt: skip


def test_elsewhere_a_line_is_said_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    stream = io.StringIO()
    told = steps.Told("Packages", stream)
    for second in range(1, 25):
        clock[0] = float(second)
        told.now(f"{second} of 25")
    told.done()

    assert stream.getvalue().splitlines() == [
        "Packages", "Packages: 10 of 25, 10 s", "Packages: 20 of 25, 20 s", "Packages: done, 24 s",
    ]  # fmt: skip


@posix
def test_a_silent_program_is_still_heard_of(tmp_path: Path) -> None:
    heard: list[str | None] = []

    ended = steps.run([str(program(tmp_path, "slow", "sleep 1.2; echo done"))], heard.append, tmp_path / "log")

    assert ended == steps.Ended(0, "done\n")
    assert heard[:2] == [None, None]
    assert heard[-1] == "done\n"


@pytest.fixture(autouse=True)
def _same_environment() -> Iterator[None]:
    """Undo what looking for libraries may have set."""
    before = os.environ.get(doctor.FALLBACK)
    yield
    os.environ.pop(doctor.FALLBACK, None)
    if before is not None:
        os.environ[doctor.FALLBACK] = before
