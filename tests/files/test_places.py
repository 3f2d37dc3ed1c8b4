"""Folders that a build may fill."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ROOT

from handbook.cli import main as cli
from handbook.files import folders
from handbook.values.errors import UsageError

OURS = f"{'a' * 64}  2026-11/fr/handbook_fr_screen_2026-11.pdf\n"


@pytest.mark.parametrize(
    "name",
    [
        ".",
        "templates",
        "locales/fr",
        "content",
        "handbook/settings",
        "art",
        "docs",
        "tests",
        "Templates",
        ".cache",
        ".git/x",
    ],
)
def test_the_projects_own_folders_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="belongs to the project's own files"):
        folders.fit(ROOT / name, ROOT)


@pytest.mark.parametrize("name", ["dist", "out", "shop/november"])
def test_other_folders_are_taken(name: str) -> None:
    folders.fit(ROOT / name, ROOT)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("manifest.json", '{"name": "an app", "start_url": "/"}'),
        ("manifest.json", "[1, 2]"),
        ("manifest.json", "MANIFEST"),
        ("SHA256SUMS", f"{'b' * 64}  debian.iso\n"),
    ],
)
def test_a_list_of_somebody_else_is_not_overwritten(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="is not one of ours, and a build would overwrite it"):
        folders.fit(tmp_path, ROOT)


@pytest.mark.parametrize(
    ("name", "text"),
    [("manifest.json", '{"schema": 2, "edition": "2026-11", "files": []}'), ("SHA256SUMS", OURS), ("SHA256SUMS", "")],
)
def test_a_list_of_ours_is(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    folders.fit(tmp_path, ROOT)


def test_a_damaged_list_beside_files_of_ours_is_ours(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"sche', encoding="utf-8")
    (tmp_path / "2026-11/fr").mkdir(parents=True)
    (tmp_path / "2026-11/fr/handbook_fr_screen_2026-11.pdf").touch()

    folders.fit(tmp_path, ROOT)


def test_the_build_asks_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")

    assert cli.main(["-l", "fr", "-f", "card", "-o", str(tmp_path)]) == 2

    assert "choose another folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
