"""Slips of the command line: a plain word, what to write instead, status 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT

from handbook.cli.main import main

SLIPS = [
    ("chek", "unknown command 'chek'. Did you mean 'check'?"),
    ("fr", "Did you mean: python3 build.py -l fr"),
    ("ZH_hans", "Did you mean: python3 build.py -l zh-Hans"),
    ("poster", "Did you mean: python3 build.py -f poster"),
    ("build fr", "Did you mean: python3 build.py -l fr"),
    ("check fr", "Did you mean: python3 build.py check -l fr"),
    ("facts fr", "unknown argument 'fr': nothing but options may stand here"),
    ("--relase", "unknown option '--relase'. Did you mean '--release'?"),
    ("catalogs check --jsn", "unknown option '--jsn'. Did you mean '--json'?"),
    ("catalogs chek", "unknown action 'chek'. Did you mean 'check'?"),
    ("--purpose pres", "unknown purpose 'pres'. Did you mean 'press'?"),
    ("-j 0", "'0' is no number of workers: write a whole number of 1 or more"),
    ("-j two", "'two' is no number of workers"),
    ("facts --due x", "'x' is no day: write year, month and day, such as 2027-01-01"),
    ("preview fr --port 99999", "'99999' is no port: write a whole number from 1024 to 65535"),
    ("preflight --trim 148 x.pdf", "'148' is no size: write width and height in millimetres, such as 148x210"),
    ("preflight --bleed nan x.pdf", "'nan' is no length: write millimetres"),
    ("preflight --pages 0 x.pdf", "'0' are no pages: write their numbers with commas"),
    ("-l", "a value is missing after -l/--language"),
    ("preview", "missing: LANG"),
    ("catalogs proof fr -o README.md", "'README.md' is no PDF file: write a name that ends with .pdf"),
    ("proof-colour -o docs", "'docs' is no PDF file"),
]


@pytest.mark.parametrize(("line", "said"), SLIPS)
def test_a_slip_is_told_in_plain_words(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line.split())

    err = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in err
    assert err.startswith("error: ")
    assert "invalid" not in err


@pytest.mark.parametrize("line", ["build", "locate x", "preflight x.pdf"])
def test_an_empty_folder_is_none(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*line.split(), "-o", ""])

    assert ended.value.code == 2
    assert "no folder is named" in capsys.readouterr().err


def test_an_unknown_command_is_told_before_anything_is_set_up(tmp_path: Path) -> None:
    """On a fresh clone set-up takes minutes: a bare interpreter and the standard library are enough to say it."""
    (tmp_path / "handbook").symlink_to(ROOT / "handbook")
    (tmp_path / "build.py").symlink_to(ROOT / "build.py")
    command = [sys.executable, "-S", "-B", str(tmp_path / "build.py"), "chek"]

    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False, cwd=tmp_path)

    assert ended.returncode == 2
    assert "Did you mean 'check'?" in ended.stderr
