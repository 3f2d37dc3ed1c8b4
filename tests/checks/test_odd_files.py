"""Print files that are good, though odd: nobody may be sent back for the way in which a program writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from odd_files import MAKERS, ODD, WRITERS, dressed
from preflight_cases import SOUND, Change
from print_files import TRIM_MM, BlankPaper, print_file, saved

from handbook.checks import preflight
from handbook.checks.preflight import Wants, examine

WANTS = Wants(TRIM_MM, condition="FOGRA47")


def said(data: bytes) -> list[str]:
    return [remark.said for remark in examine(data, WANTS).remarks]


@pytest.mark.parametrize("writer", WRITERS)
def test_whoever_writes_a_good_file_it_is_good(writer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "Separating", BlankPaper)

    assert said(saved(print_file(), **WRITERS[writer])) == []


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in ODD])
def test_what_is_odd_is_good(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "Separating", BlankPaper)
    pdf = print_file()
    change(pdf)

    assert said(saved(pdf)) == []


@pytest.mark.parametrize("file", MAKERS, ids=lambda file: file.stem)
def test_pages_of_other_makers_are_good(file: Path) -> None:
    assert said(dressed(file)) == []


def test_there_are_enough_of_them() -> None:
    assert len(WRITERS) + len(ODD) + len(MAKERS) + len(SOUND) >= 60
