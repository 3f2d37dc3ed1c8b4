"""The cache stays small: what nothing names and nobody used for weeks goes."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from handbook.files.prune import DAYS, prune

LONG_AGO = time.time() - (DAYS + 1) * 86_400


def cached(root: Path, name: str, *, old: bool) -> Path:
    file = root / ".cache" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}", encoding="utf-8")
    if old:
        os.utime(file, (LONG_AGO, LONG_AGO))
    return file


def test_what_is_old_and_unnamed_goes(tmp_path: Path) -> None:
    folders = ("fonts", "art", "galleys", "positions", "preflight", "faults")
    old = [cached(tmp_path, f"{folder}/a.bin", old=True) for folder in folders]
    young = [cached(tmp_path, f"{folder}/b.bin", old=False) for folder in folders]

    assert prune(tmp_path) == len(folders)

    assert [file for file in old if file.exists()] == []
    assert [file for file in young if not file.exists()] == []


def test_what_a_record_names_stays_however_old(tmp_path: Path) -> None:
    font = cached(tmp_path, "fonts/abc.ttf", old=True)
    positions = cached(tmp_path, "positions/2026-11_fr_screen.json", old=True)
    record = cached(tmp_path, "jobs/2026-11_fr_screen.json", old=True)
    record.write_text(json.dumps({"inputs": {str(font): "0"}}), encoding="utf-8")

    assert prune(tmp_path) == 0
    assert font.exists()
    assert positions.exists()
    assert record.exists()


def test_it_looks_once_a_day(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    prune(tmp_path)
    file = cached(tmp_path, "fonts/a.ttf", old=True)

    assert prune(tmp_path) == 0

    os.utime(tmp_path / ".cache/pruned", (LONG_AGO, LONG_AGO))
    assert prune(tmp_path) == 1
    assert not file.exists()


def test_without_a_cache_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert prune(tmp_path) == 0
