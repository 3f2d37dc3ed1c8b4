"""``build.py clean``: what is ours goes, after a question; nothing else does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from builders import project_files
from filelock import FileLock

from handbook.cli import main as cli
from handbook.cli.main import main

OURS = "2027-01/fr/handbook_fr_print_2027-01"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project_files(tmp_path / "project")
    monkeypatch.setattr(cli, "ROOT", root)
    fill(root / "dist")
    (root / ".cache/fonts").unlink()  # a link to the fonts of all tests
    (root / ".cache/fonts").mkdir()
    (root / ".cache/fonts/a.ttf").write_bytes(b"font")
    return root


def fill(out: Path) -> None:
    for name in (f"{OURS}.pdf", f"{OURS}_ticket.json", "proof-colour_2027-01.pdf", "notes.txt", "2027-01/fr/mine.pdf"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"0123456789")
    (out / "manifest.json").write_text('{"schema": 1, "edition": "2027-01", "files": []}', encoding="utf-8")
    (out / "SHA256SUMS").write_text(f"{'0' * 64}  {OURS}.pdf\n", encoding="utf-8")


def left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_it_removes_what_is_ours_and_says_what_stays(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--yes"]) == 0

    assert left(project / "dist") == ["2027-01/fr/mine.pdf", "notes.txt"]
    assert not (project / ".cache").exists()
    assert capsys.readouterr().out == (
        "removed 5 files of dist/ (0.0 MB) and 1 file of .cache/ (0.0 MB); "
        "kept, since not ours: dist/2027-01/fr/mine.pdf, dist/notes.txt\n"
    )


def test_where_nobody_can_be_asked_it_removes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = left(project)

    assert main(["clean"]) == 2

    assert left(project / "dist") == [name.removeprefix("dist/") for name in before if name.startswith("dist/")]
    assert "python3 build.py clean --yes" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_on_a_terminal_it_asks(project: Path, answer: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    monkeypatch.setattr("sys.stderr", asked)

    assert main(["clean"]) == status

    assert asked.getvalue() == "Remove 5 files of dist/ (0.0 MB) and 1 file of .cache/ (0.0 MB)? [y/N] "
    assert (project / "dist" / f"{OURS}.pdf").exists() == (status == 1)


@pytest.mark.parametrize(("lock", "who"), [("build.lock", "a build"), ("previews/123.lock", "a preview")])
def test_it_waits_for_no_build_and_no_preview(
    project: Path, lock: str, who: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / ".cache/previews").mkdir()
    with FileLock(project / ".cache" / lock):
        status = main(["clean", "--yes"])

    assert status == 1
    assert f"{who} of this project is running" in capsys.readouterr().err
    assert (project / "dist" / f"{OURS}.pdf").exists()
    assert (project / ".cache/fonts/a.ttf").exists()


def test_of_a_linked_folder_it_removes_the_files_and_not_the_link(project: Path, tmp_path: Path) -> None:
    (project / "dist").rename(tmp_path / "elsewhere")
    (project / "dist").symlink_to(tmp_path / "elsewhere")

    assert main(["clean", "--yes"]) == 0

    assert (project / "dist").is_symlink()
    assert left(tmp_path / "elsewhere") == ["2027-01/fr/mine.pdf", "notes.txt"]


def test_a_list_that_somebody_else_wrote_stays(project: Path) -> None:
    for file in (project / "dist").rglob("*.*"):
        if file.is_file():
            file.unlink()
    (project / "dist/manifest.json").write_text('{"name": "an app"}', encoding="utf-8")

    assert main(["clean", "--yes"]) == 0

    assert (project / "dist/manifest.json").exists()


def test_where_nothing_is_it_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--yes"]) == 0
    for name in ("notes.txt", "2027-01/fr/mine.pdf"):
        (project / "dist" / name).unlink()

    assert main(["clean"]) == 0
    assert capsys.readouterr().out.endswith("nothing to remove\n")
