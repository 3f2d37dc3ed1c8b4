"""What long work shows: plain lines where nobody watches, a guess of the rest only with grounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT

from handbook.build.pipeline import Outcome, Report
from handbook.cli import build_table, progress
from handbook.cli.build_progress import Display, remaining
from handbook.cli.columns import aligned
from handbook.files import last_words


@pytest.mark.parametrize(
    ("made", "count", "seconds", "said"),
    [
        (0, 42, 60.0, ""),
        (2, 42, 60.0, ""),
        (3, 42, 60.0, "about 13 min left"),
        (21, 42, 300.0, "about 5 min left"),
        (40, 42, 900.0, "about a minute left"),
        (41, 42, 420.0, "less than half a minute left"),
        (42, 42, 420.0, ""),
    ],
)
def test_the_rest_is_guessed_from_what_was_made(made: int, count: int, seconds: float, said: str) -> None:
    assert remaining(made, count, seconds) == said


def test_where_nobody_watches_a_build_says_what_it_begins_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    display = Display(as_json=False)

    with display:
        display.started(2)
        display.working(["fr screen"])
        display.working(["fr screen", "ar card"])
        display.ended(Outcome("fr", "screen", "fr_screen", "made", 1.5, 1.0, 0, None, ()))

    assert capsys.readouterr().err.splitlines() == [
        "2 files to make",
        "begun: fr screen",
        "begun: ar card",
        "made: fr_screen (1.5 s)",
    ]


def test_a_machine_hears_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    display = Display(as_json=True)

    with display, progress.shown(quiet=True) as say:
        say("Working")
        display.started(2)
        display.working(["fr screen"])
        display.ended(Outcome("fr", "screen", "fr_screen", "made", 1.5, 1.0, 0, None, ()))

    assert capsys.readouterr().err == ""


def test_plain_lines_do_not_flood(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown() as say:
        for number in range(1000):
            say(f"Step {number}")

    assert capsys.readouterr().err == "Step 0 (0 s)\n"


def on_a_terminal(code: str) -> str:
    """Run code whose standard error is a terminal, and return what it shows there."""
    pty = pytest.importorskip("pty", reason="a terminal of its own is POSIX")
    try:
        ours, theirs = pty.openpty()
    except OSError as fault:
        pytest.skip(f"the system has no terminal to lend: {fault}")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    subprocess.run([sys.executable, "-c", code], stderr=theirs, cwd=ROOT, timeout=30, check=True, env=environment)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:
        pass  # Linux says so at the end
    os.close(ours)
    return shown.decode()


def test_on_a_terminal_the_line_says_what_is_done_now_and_how_long() -> None:
    shown = on_a_terminal(
        "import time; from handbook.cli import progress\n"
        "with progress.shown() as say:\n    say('Laying out [fr]'); time.sleep(0.4)"
    )

    assert "Laying out [fr]" in shown
    assert "0:00:00" in shown


def test_on_a_terminal_a_build_shows_what_it_works_on_and_no_guess_at_first() -> None:
    shown = on_a_terminal(
        "import time; from handbook.cli.build_progress import Display\n"
        "with Display(as_json=False) as display:\n"
        "    display.started(42); display.working(['fr screen', 'ar card']); time.sleep(0.4)"
    )

    assert "0/42" in shown
    assert "now: fr screen, ar card" in shown
    assert "left" not in shown


def test_a_table_is_straight_whatever_its_cells_hold(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("card", "booklet-office")
    outcomes = tuple(Outcome("fr", name, f"fr_{name}", "made", 1.5, 1.0, 0, None, ()) for name in names)

    build_table.show(Report("2027-01", outcomes, ()), 3.0, as_json=False)

    head, *rows, _ = capsys.readouterr().out.splitlines()
    assert {row.index("made") for row in rows} == {head.index("status")}


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert aligned([("a", "b"), ("long", "c")]) == ["a     b", "long  c"]


def test_what_something_died_of_is_kept_whole_and_named(tmp_path: Path) -> None:
    try:
        raise KeyError("x")  # noqa: EM101, TRY301  # an example
    except KeyError as fault:
        hint = last_words.hint(tmp_path, fault)
        again = last_words.keep_traceback(tmp_path, fault)

    assert again is not None
    assert hint == f"Please report this, with the file {again.as_posix()}."
    kept = (tmp_path / again).read_text(encoding="utf-8")
    assert "test_progress.py" in kept
    assert kept.endswith("KeyError: 'x'\n")
    assert len(list((tmp_path / last_words.FOLDER).iterdir())) == 1


def test_a_file_that_cannot_be_kept_is_not_named(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file", encoding="utf-8")

    assert last_words.hint(tmp_path, ValueError()) == "Please report this."
