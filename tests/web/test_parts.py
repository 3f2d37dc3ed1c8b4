"""The parts of the server: what a worker's end means, who waits how long, what is kept and what is counted."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import os
import signal
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from builders import ROOT, load, manuscript_of
from starlette.requests import Request

from handbook.cli.main import main
from handbook.language import latin
from handbook.values.panel import PanelPages
from handbook.values.partner import Partner
from handbook.web import counts, crew, limits, orders
from handbook.web.bench import Stock
from handbook.web.counts import Counts
from handbook.web.crew import BusyError, Crew, LostError
from handbook.web.limits import Rate
from handbook.web.orders import Orders
from handbook.web.tongues import spoken
from handbook.web.zips import Zip

HOTEL = Partner("grand", "Grand")
PANELS = PanelPages(b"x" * 1000, ("full",))


def crash() -> None:
    os._exit(3)


def hang() -> None:
    time.sleep(3600)


def well() -> int:
    return os.getpid()


def test_a_worker_that_crashes_or_hangs_is_replaced_and_those_who_cannot_wait_are_sent_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "WAITING", 1)
    hands = Crew(Stock(manuscript_of(ROOT), tmp_path, ""), 1, 2.0)

    async def tried() -> None:
        first = await hands.do(well)
        with pytest.raises(LostError):
            await hands.do(crash)
        with pytest.raises(LostError):
            await hands.do(hang)
        assert first != await hands.do(well) != os.getpid()
        several = await asyncio.gather(*(hands.do(well) for _ in range(3)), return_exceptions=True)
        assert [type(each) for each in several] == [int, int, BusyError]

    try:
        asyncio.run(tried())
        assert hands.is_alive
    finally:
        hands.end()
    assert not hands.is_alive


def test_a_worker_that_is_killed_while_it_has_nothing_to_do_is_replaced(tmp_path: Path) -> None:
    """As a system does that has too little memory."""
    hands = Crew(Stock(manuscript_of(ROOT), tmp_path, ""), 1, 20.0)

    try:
        idle = asyncio.run(hands.do(well))
        os.kill(idle, signal.SIGKILL)
        until = time.monotonic() + 20
        while hands.is_alive and time.monotonic() < until:
            time.sleep(0.1)
        assert not hands.is_alive
        assert asyncio.run(hands.do(well)) not in {idle, os.getpid()}
        assert hands.is_alive
    finally:
        hands.end()
    hands.renew()
    assert not hands.is_alive


def test_a_bucket_holds_some_and_fills_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    rate = Rate(2, 0.5)

    assert [rate.waits("a") for _ in range(3)] == [0.0, 0.0, 2.0]
    assert rate.waits("b") == 0.0
    now = 2.0
    assert [rate.waits("a") for _ in range(2)] == [0.0, 2.0]


def a_request(client: str, **headers: str) -> Request:
    raw = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw, "client": (client, 1)})


@pytest.mark.parametrize(
    ("request_", "header", "expected"),
    [
        (a_request("192.0.2.1", X_Forwarded_For="9.9.9.9"), "", "192.0.2.1"),
        (a_request("127.0.0.1", X_Forwarded_For="9.9.9.9, 192.0.2.7"), "X-Forwarded-For", "192.0.2.7"),
        (a_request("2001:db8:1:2:3:4:5:6"), "", "2001:db8:1:2::/64"),
        (a_request("127.0.0.1", X_Forwarded_For="nonsense"), "X-Forwarded-For", ""),
    ],
)
def test_an_address_is_believed_of_a_proxy_alone(request_: Request, header: str, expected: str) -> None:
    assert limits.address(request_, header) == expected


def test_hotels_are_forgotten_after_an_hour_and_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr(orders, "MOST", 3)
    known = Orders()

    tokens = [known.put(Partner(f"h{number}", "H"), PANELS).token for number in range(4)]
    assert [known.get(each) is None for each in tokens] == [True, False, False, False]
    now = orders.AGE_S + 1
    assert known.get(tokens[3]) is None
    assert known.put(HOTEL, PANELS).token != Orders().put(HOTEL, PANELS).token


def test_a_zip_that_is_sent_piece_by_piece_is_one() -> None:
    made, archive = io.BytesIO(), Zip("folder")
    for name, data in (("a.pdf", b"%PDF" * 100), ("b.json", b"{}"), ("empty", b"")):
        made.write(archive.head(name, len(data), zlib.crc32(data)) + data)
    made.write(archive.end())

    with zipfile.ZipFile(made) as found:
        assert found.testzip() is None
        assert found.namelist() == ["folder/a.pdf", "folder/b.json", "folder/empty"]
        assert {each.flag_bits for each in found.infolist()} == {0}
        assert found.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
    with pytest.raises(OverflowError):
        archive.head("large", 2**32, 0)


def test_downloads_are_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "counts.sqlite3"
    for _ in range(2):
        counting = Counts(file, lambda: dt.date(2027, 1, 2))
        for _ in range(3):
            counting.add("fr", "card")
        counting.add("fr", "card", counts.COPY)
        counting.close()

    assert [each.count for each in counts.read(file)] == [2, 6]
    assert main(["stats", "--downloads", "--counts", str(file)]) == 0
    assert "2027-01-02 to 2027-01-02: 8 downloads" in capsys.readouterr().out
    assert main(["stats"]) == 2


@pytest.mark.parametrize(
    ("header", "tag"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("zh-TW,zh;q=0.9", "zh-Hant"), ("in-ID", "id"), ("FR-ca", "fr"),
     ("xx, ar;q=0.1", "ar"), ("ar;q=0, fr;q=0.2", "fr"),
     ("", "en"), ("*", "en"), (";;;,q=", "en")],
)  # fmt: skip
def test_the_browser_s_language_is_found(header: str, tag: str) -> None:
    project = load(ROOT)
    languages = [each for each in project.languages.values() if not each.is_pseudo]

    assert spoken(header, languages, project.source).tag == tag


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Hôtel Élysée & Co.", "hotel-elysee-co"), ("翠玉大酒店", "cui-yu-da-jiu-dian"), ("🦄", ""),
     ("فندق القصر", "fndq-alqsr"), ("โรงแรมหยก", "rongraem-hyk")],
)  # fmt: skip
def test_names_of_any_script_become_names_of_files(name: str, expected: str) -> None:
    assert latin.slug(name, 40) == expected
