"""Faults of others that this project works round: where one has gone, what works round it can go, too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping

import pytest
from builders import ROOT

FOLDER = ROOT / "docs/upstream"
ENTRY = re.compile(r"^\[`(\w+\.py)`\]\(\1\) prints\n\n```text\n(.*?)```$", re.MULTILINE | re.DOTALL)
README = (FOLDER / "README.md").read_text(encoding="utf-8")
TOLD = dict(ENTRY.findall(README))
HERE = re.compile(r"`(handbook/[\w/.]+)`(?:, `(\w+)`)?")
"""A module that works round a fault, and the function that does."""
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.py"))
ALL = "import runpy, sys\nfor name in sys.argv[1:]:\n    print('\\f' + name)\n    runpy.run_path(name)"
"""Runs scripts one after the other: each in a process of its own would load WeasyPrint again."""


@pytest.fixture(scope="module")
def printed() -> Mapping[str, str]:
    """Return what each script prints, with libraries as they are, not as this project changes them."""
    done = subprocess.run(
        [sys.executable, "-c", ALL, *SCRIPTS], cwd=FOLDER, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return dict(part.split("\n", 1) for part in done.stdout.split("\f")[1:])


def test_every_script_has_its_entry() -> None:
    assert sorted(TOLD) == SCRIPTS


def test_what_works_round_a_fault_is_where_its_entry_says() -> None:
    lines = [line for line in README.splitlines() if line.startswith("- Here: ")]

    assert len(lines) == len(SCRIPTS)
    for line in lines:
        named = HERE.findall(line)
        assert named, line
        for module, function in named:
            assert f"def {function}" in (ROOT / module).read_text(encoding="utf-8"), line


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_fault_still_stands(script: str, printed: Mapping[str, str]) -> None:
    assert printed[script] == TOLD[script]
