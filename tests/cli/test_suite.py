"""``build.py test``: shared out to all processors, and gone when it is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import ROOT

from handbook.cli.commands import test as suite

pytestmark = pytest.mark.skipif(os.name != "posix", reason="groups of processes and their signals are POSIX")

CHILD = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(120)"
PARENT = """
import subprocess, sys, pathlib
child = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
pathlib.Path({note!r}).write_text(str(child.pid))
{then}
"""


def parent(note: Path, then: str) -> list[str]:
    return [sys.executable, "-c", PARENT.format(child=CHILD, note=str(note), then=then)]


def is_at_work(note: Path) -> bool:
    try:
        state = Path(f"/proc/{note.read_text(encoding='ascii')}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    ("arguments", "added"),
    [([], True), (["tests/render", "-q"], True), (["--durations=15"], True), (["-k", "name"], True), (["-n0"], False),
     (["-n", "3"], False), (["--numprocesses=1"], False), (["--dist", "load"], False), (["--pdb"], False)],
)  # fmt: skip
def test_all_processors_are_used_unless_somebody_says_otherwise(arguments: list[str], added: bool) -> None:  # noqa: FBT001
    shared = ["-n", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]
    assert suite.shared_out(arguments) == (shared if added else [])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system has no /proc to look into")
def test_nothing_that_the_tests_started_outlives_them(tmp_path: Path) -> None:
    note = tmp_path / "child"

    status = suite.run_whole(parent(note, "sys.exit(5)"), tmp_path)

    assert status == 5
    assert not is_at_work(note)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system has no /proc to look into")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_ends_with_all_that_it_started(tmp_path: Path, number: signal.Signals) -> None:
    note = tmp_path / "child"
    code = (
        f"import sys, pathlib; sys.path.insert(0, {str(ROOT)!r}); from handbook.cli.commands import test as suite; "
        f"sys.exit(suite.run_whole({parent(note, 'import time; time.sleep(120)')!r}, pathlib.Path({str(tmp_path)!r})))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while not note.is_file() or not note.read_text(encoding="ascii"):
            assert time.monotonic() < end
            time.sleep(0.05)
        process.send_signal(number)

        assert process.wait(60) == 130
    assert not is_at_work(note)


def test_ctrl_c_is_heard_in_every_run() -> None:
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


def test_ctrl_c_is_heard_also_where_the_run_was_started_to_ignore_it() -> None:
    """As behind ``nohup`` or ``&``: a preview that a test starts and stops would go on for ever."""
    inner = f"{__file__}::{test_ctrl_c_is_heard_in_every_run.__name__}"
    code = (
        "import signal, subprocess, sys; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        f"command = [sys.executable, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', {inner!r}]\n"
        "sys.exit(subprocess.run(command).returncode)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
