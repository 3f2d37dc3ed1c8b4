"""Publishing: whatever happens, and wherever it happens, manifest and checksums say what is there."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.build.publish import manifest
from handbook.build.publish.manifest import Issue
from handbook.build.publish.publication import Publication, Ready
from handbook.files import store
from handbook.files.digests import Digests
from handbook.values.model import Artifact, Companion

LETTERS = ("a", "b", "c")
AN_ISSUE = Issue("2027-01", 2, "2026-11-30", "Us", "iso", "www.association.example/guide", "en", manifest.LICENCE, ())


def place(letter: str) -> str:
    return f"2027-01/{letter}/handbook_{letter}_screen_2027-01.pdf"


def ready(out: Path, letter: str, text: str) -> Ready:
    """Return a file and its ticket, waiting beside their places."""
    path, ticket = place(letter), place(letter).replace(".pdf", "_ticket.pdf")
    files = {path: text.encode(), ticket: f"ticket of {text}".encode()}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    artifact = Artifact(
        path, letter, "screen", "A title", 1, (148.0, 210.0), len(files[path]), sums[path], 1.0, (), (letter,), "Us",
        "iso", (Companion(ticket, sums[ticket], len(files[ticket])),),
    )  # fmt: skip
    return Ready(artifact, {name: store.written_beside(out / name, data) for name, data in files.items()})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder in which three files were published."""
    folder = tmp_path / "dist"
    folder.mkdir()
    a_publication(folder).commit([ready(folder, letter, f"old {letter}") for letter in LETTERS])
    return folder


def a_publication(out: Path) -> Publication:
    return Publication(out, AN_ISSUE, Digests(out.parent), manifest.listed(out))


def texts(out: Path) -> dict[str, str]:
    return {letter: (out / place(letter)).read_text(encoding="utf-8") for letter in LETTERS}


def untrue(out: Path) -> list[str]:
    """Return what checksums or manifest say that is not so."""
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    said = [(each["sha256"], each["path"]) for file in listed for each in (file, *file["companions"])]
    said += [tuple(line.split("  ")) for line in (out / "SHA256SUMS").read_text(encoding="ascii").splitlines()]
    return [path for digest, path in said if hashlib.sha256((out / path).read_bytes()).hexdigest() != digest]


def failing_at(
    monkeypatch: pytest.MonkeyPatch, name: str, fails: Callable[[int, Path], BaseException | None]
) -> list[Path]:
    """Let a function of the store fail at chosen calls; return where it was called for."""
    really, calls = getattr(store, name), []

    def instead(*arguments: object) -> object:
        target = Path(str(arguments[0 if name == "written_beside" else 1]))
        calls.append(target)
        if fault := fails(len(calls), target):
            raise fault
        return really(*arguments)

    monkeypatch.setattr(store, name, instead)
    return calls


def test_what_is_ready_is_published_and_listed(out: Path) -> None:
    failed = a_publication(out).commit([ready(out, "b", "new b")])

    assert failed == {}
    assert texts(out) == {"a": "old a", "b": "new b", "c": "old c"}
    assert untrue(out) == []
    assert len(manifest.listed(out)) == 3
    assert list(out.rglob(".part-*")) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed the POSIX way")
@pytest.mark.parametrize("step", range(1, 9))
def test_a_process_that_is_killed_between_any_two_renames_leaves_lists_that_are_true(
    out: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [ready(out, letter, f"new {letter}") for letter in ("a", "b")]
    child = os.fork()
    if child == 0:
        failing_at(monkeypatch, "replace", lambda number, _: os._exit(9) if number >= step else None)
        a_publication(out).commit(waiting)
        os._exit(0)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert untrue(out) == []
    assert set(texts(out).values()) <= {"old a", "old b", "old c", "new a", "new b"}


def test_a_file_that_a_viewer_holds_keeps_its_old_self_and_stops_no_other(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [ready(out, letter, f"new {letter}") for letter in LETTERS]
    held = PermissionError(errno.EACCES, "Permission denied")
    failing_at(monkeypatch, "replace", lambda _, target: held if target.name == Path(place("b")).name else None)

    failed = a_publication(out).commit(waiting)

    assert failed == {place("b"): held}
    assert texts(out) == {"a": "new a", "b": "old b", "c": "new c"}
    assert untrue(out) == []
    assert len(manifest.listed(out)) == 3


def test_a_held_ticket_brings_the_old_file_back_beside_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [ready(out, "b", "new b")]
    held = PermissionError(errno.EACCES, "Permission denied")
    failing_at(monkeypatch, "replace", lambda _, target: held if "ticket" in target.name else None)

    assert a_publication(out).commit(waiting) == {place("b"): held}
    assert texts(out)["b"] == "old b"
    assert untrue(out) == []
    assert list(out.rglob(".part-*")) == []


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_a_full_disk_is_met_before_anything_has_changed(out: Path, call: int, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, before = [ready(out, "b", "new b")], (out / "manifest.json").read_bytes()
    full = OSError(errno.ENOSPC, "No space left on device")
    failing_at(monkeypatch, "written_beside", lambda number, _: full if number == call else None)

    failed = a_publication(out).commit(waiting)

    assert failed == {place("b"): full, "manifest.json": full}
    assert texts(out)["b"] == "old b"
    assert (out / "manifest.json").read_bytes() == before
    assert list(out.rglob(".part-*")) == []


def test_lists_that_cannot_be_replaced_keep_every_file_as_it_is(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = PermissionError(errno.EACCES, "Permission denied")
    waiting = [ready(out, "b", "new b")]
    failing_at(monkeypatch, "replace", lambda _, target: held if target.name == "SHA256SUMS" else None)

    assert a_publication(out).commit(waiting) == {place("b"): held, "manifest.json": held}
    assert texts(out)["b"] == "old b"
    assert untrue(out) == []


def test_a_file_that_can_be_neither_replaced_nor_brought_back_is_listed_no_more(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, tried = [ready(out, "b", "new b")], []
    held = PermissionError(errno.EACCES, "Permission denied")

    def fails(_: int, target: Path) -> BaseException | None:
        tried.append(target.name)
        return held if "ticket" in target.name or tried.count(Path(place("b")).name) > 1 else None

    failing_at(monkeypatch, "replace", fails)

    assert a_publication(out).commit(waiting) == {place("b"): held}
    assert untrue(out) == []
    assert [each.path for each in manifest.listed(out)] == [place("a"), place("c")]


def test_a_withdrawn_file_that_is_held_is_told_and_listed_no_more(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = PermissionError(errno.EACCES, "Permission denied")

    really = Path.unlink

    def holds(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002  # as the library has it
        if path.name == Path(place("c")).name:
            raise held
        really(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", holds)
        failed = a_publication(out).commit([], [place("c")])

    assert failed == {place("c"): held}
    assert [each.path for each in manifest.listed(out)] == [place("a"), place("b")]


def test_what_is_withdrawn_leaves_the_lists_before_it_leaves_the_folder(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = [place("c"), place("c").replace(".pdf", "_ticket.pdf")]
    seen: list[list[str]] = []
    really = Path.unlink

    def watched(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002  # as the library has it
        if path.name in {Path(each).name for each in gone}:
            seen.append([each.path for each in manifest.listed(out)])
        really(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)

    assert a_publication(out).commit([], gone) == {}
    assert seen == [[place("a"), place("b")]] * 2
    assert untrue(out) == []


def test_a_link_stays_a_link_and_a_mode_stays_as_it_was(tmp_path: Path) -> None:
    real, link = tmp_path / "catalogs/fr.po", tmp_path / "fr.po"
    real.parent.mkdir()
    real.write_text("old", encoding="utf-8")
    real.chmod(0o664)
    link.symlink_to(real)

    store.write_atomic(link, b"new")

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert real.stat().st_mode & 0o777 == 0o664


def test_on_windows_a_scanner_that_holds_a_new_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, target, tries = tmp_path / "part", tmp_path / "target", []
    part.write_text("new", encoding="utf-8")
    really = Path.replace

    def held_twice(path: Path, to: Path) -> Path:
        tries.append(to)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return really(path, to)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(store, "WINDOWS", True)

    store.replace(part, target)

    assert target.read_text(encoding="utf-8") == "new"
