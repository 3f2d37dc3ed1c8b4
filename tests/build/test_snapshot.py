"""A build of which nothing has changed is told again by sizes and times alone; whatever may differ is looked at."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import build, project_files

from handbook.build import snapshot
from handbook.cli import main as cli
from handbook.cli import selecting
from handbook.cli.main import main

TODAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project that was built, which nobody changes."""
    root = project_files(tmp_path_factory.mktemp("once") / "project", ("en",), formats=("card",))
    assert not build(root).failed
    return root


@pytest.fixture
def project(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of it, of which a build has found nothing changed; its files count as settled from the start."""
    root = shutil.copytree(once, tmp_path / "project", symlinks=True)
    monkeypatch.setattr(cli, "ROOT", root)
    monkeypatch.setattr(selecting, "today", lambda: TODAY)
    monkeypatch.setattr(snapshot, "SETTLED_NS", 0)
    assert main(["-j", "1"]) == 0
    return root


class ReadError(Exception):
    """Data files were read."""


def looks(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> bool:
    """Run a build again and return whether it had to look at contents."""

    def loaded(_root: Path, _content: Path) -> None:
        raise ReadError

    with monkeypatch.context() as patched:
        patched.setattr("handbook.config.project.load_project", loaded)
        try:
            assert main(["-j", "1", *arguments]) == 0
        except ReadError:
            return True
    return False


@pytest.mark.usefixtures("project")
def test_what_was_said_is_said_again_without_reading_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not looks(monkeypatch)

    out = capsys.readouterr().out
    assert "en        card    unchanged" in out
    assert "1 unchanged" in out


def appended(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")


def same_size(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"#" + data[1:])


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("templates/formats/card.html", appended),
        ("templates/css/tokens.css", same_size),
        ("templates/css/components/new.css", lambda path: path.write_text("p {}", encoding="utf-8")),
        ("templates/art/i-bag.svg", os.remove),
        ("content/facts.toml", appended),
        ("locales/handbook.pot", appended),
        ("dist/manifest.json", appended),
        ("dist/SHA256SUMS", os.remove),
        ("dist/2027-01/en/handbook_en_card_2027-01.pdf", same_size),
        ("dist/2027-01/en/handbook_en_card_2027-01_ticket.json", os.remove),
    ],
)
def test_a_change_anywhere_is_looked_at(
    project: Path, name: str, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(project / name)

    assert looks(monkeypatch)


@pytest.mark.parametrize("arguments", [("--verify",), ("-o", "elsewhere"), ("-l", "en"), ("-f", "card")])
def test_another_question_is_looked_at(
    project: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)

    assert looks(monkeypatch, *arguments)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("day", [dt.date(2036, 1, 1), dt.date(2026, 11, 29)])
def test_another_day_may_bring_facts_that_are_due(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "today", lambda: day)

    assert looks(monkeypatch)


def test_a_file_that_may_change_again_within_the_same_tick_is_looked_at(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "SETTLED_NS", 10**18)
    appended(project / "templates/formats/card.html")
    main(["-j", "1"])

    assert looks(monkeypatch)


@pytest.mark.usefixtures("project")
def test_a_library_of_the_system_that_was_updated_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    really = snapshot.stamp
    monkeypatch.setattr(snapshot, "stamp", lambda path: None if "libpango" in path.name else really(path))

    assert looks(monkeypatch)
