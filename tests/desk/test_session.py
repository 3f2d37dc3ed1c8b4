"""The preview between edits: it rests until the system tells of a change, and survives what an edit leads to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import anyio
import anyio.lowlevel
import pytest
from builders import a_job

from handbook.desk import server, watch
from handbook.desk.session import Session
from handbook.desk.watch import Watch


@pytest.fixture
def stopped() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def watched(tmp_path: Path, stopped: threading.Event, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Return a watch over a folder that looks only when the system tells it to, for a minute."""
    monkeypatch.setattr(watch, "LOOK_SECONDS", 60.0)
    (tmp_path / "templates/css").mkdir(parents=True)
    (tmp_path / "templates/css/a.css").write_text("p {}", encoding="utf-8")
    made = Watch(tmp_path, ("templates", "locales"))
    threading.Thread(target=made.listen, args=(stopped,), daemon=True).start()
    while not made.told:  # the system needs a moment to begin
        made.stirred.wait(10)
    made.changed()
    return made


def test_the_system_tells_of_a_change_at_once(watched: Watch) -> None:
    start = time.monotonic()
    (watched.root / "templates/css/a.css").write_text("p { margin: 0 }", encoding="utf-8")

    changed: frozenset[str] = frozenset()
    while not changed and time.monotonic() - start < 30:
        changed = watched.wait()

    assert changed == {"templates/css/a.css"}
    assert time.monotonic() - start < 30


def test_where_nothing_changes_nobody_looks(watched: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(watched, "_stamps", lambda: looks.append(1) or watched.stamps)
    threading.Thread(target=watched.wait, daemon=True).start()

    time.sleep(1.0)

    assert looks == []
    watched.stirred.set()


def test_where_the_system_tells_nothing_files_are_looked_at_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.1)
    (tmp_path / "templates").mkdir()
    deaf = Watch(tmp_path, ("templates",))
    (tmp_path / "templates/a.html").write_text("new", encoding="utf-8")

    assert deaf.wait() == {"templates/a.html"}


def test_where_others_write_files_are_looked_at_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    monkeypatch.setattr(watch, "MOUNTS", mounts)
    lines = ("1 0 8:1 / / rw - ext4 /dev/sda rw", f"2 1 0:30 / {tmp_path} rw,relatime shared:1 - {{}} host:/share rw")

    for kind, is_remote in {"nfs4": True, "cifs": True, "fuse.sshfs": True, "9p": True, "ext4": False}.items():
        mounts.write_text("\n".join(lines).format(kind), encoding="utf-8")

        assert watch._is_remote(tmp_path) == is_remote


def test_a_mount_point_may_have_spaces_in_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts, shared = tmp_path / "mountinfo", tmp_path / "My Files"
    mounts.write_text(f"2 1 0:30 / {tmp_path}/My\\040Files rw shared:1 - drvfs C:\\134 rw", encoding="utf-8")
    monkeypatch.setattr(watch, "MOUNTS", mounts)

    assert watch._is_remote(shared / "book")


class Vanishing(dict[tuple[int, int], bytes]):
    """Files that another thread drops between two questions."""

    def __contains__(self, key: object) -> bool:
        return super().pop(key, None) is not None  # type: ignore[call-overload]  # any key may be asked for


def test_a_picture_that_is_dropped_meanwhile_is_no_fault() -> None:
    session = object.__new__(Session)
    session.files = Vanishing({(1, 0): b"pdf"})

    assert session._file(1, 0) == b"pdf"


def test_what_an_edit_leads_to_is_kept_in_a_file_and_named(tmp_path: Path) -> None:
    session = object.__new__(Session)
    session.root, session.job, session.press = tmp_path, a_job("fr"), threading.RLock()
    session._publish = lambda: None  # type: ignore[method-assign]  # nobody listens

    def fails() -> bool:
        return {}["x"]  # type: ignore[no-any-return]

    assert not session._guarded(fails)

    (finding,) = session.errors
    (kept,) = (tmp_path / ".cache/faults").iterdir()
    assert finding.hint == f"Please report this, with the file .cache/faults/{kept.name}."
    assert "in fails" in kept.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_named_itself(tmp_path: Path) -> None:
    session = object.__new__(Session)
    session.root, session.press = tmp_path, threading.RLock()
    session._publish = lambda: None  # type: ignore[method-assign]  # nobody listens

    session._guarded(lambda: bool((tmp_path / "templates/gone.html").read_bytes()))

    assert session.errors[0].path == "templates/gone.html"


def test_a_request_without_its_body_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "READ_SECONDS", 0.1)
    quiet = SimpleNamespace(session=lambda *_: SimpleNamespace(look_at=lambda _page: None), first=("fr", "screen"))
    length = [(b"host", b"127.0.0.1:80"), (b"content-type", b"application/json"), (b"content-length", b"3")]
    request = {"type": "http", "method": "POST", "path": "/fr/screen/look", "query_string": b"", "headers": length}
    sent: list[MutableMapping[str, object]] = []

    async def nothing_comes() -> NoReturn:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: MutableMapping[str, object]) -> None:
        await anyio.lowlevel.checkpoint()
        sent.append(message)

    anyio.run(server.Application(quiet, 80), request, nothing_comes, send)  # type: ignore[arg-type]  # all that it asks

    assert sent[0]["status"] == 408
