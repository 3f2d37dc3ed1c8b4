"""Copies elsewhere: in stores of objects, and by the workers of a cluster, of whom one is lost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import copies as books
import fsspec
import pytest
from builders import build, manuscript_of, small
from distributed import Client
from moto.server import ThreadedMotoServer
from test_cobrand import EDITION, FORMATS, HOTELS, TEXTS, Here, artifact, found, publish, run

from handbook.build import far, pipeline
from handbook.build.cluster import connected
from handbook.build.publish import manifest
from handbook.cli.main import main
from handbook.partners import afar, assemble
from handbook.partners.bucket import Bucket
from handbook.partners.making import Making
from handbook.partners.place import Place
from handbook.partners.run import Account
from handbook.partners.task import Shelf
from handbook.press.finish import finish
from handbook.press.streams import Streams
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact, Purpose, Selection

LIMIT_S = 300.0


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a folder for copies, and a folder of published files."""
    dist = tmp_path / "dist"
    publish(dist, [artifact(dist, "fr", format_) for format_ in FORMATS[:2]])
    return Place(dist, tmp_path / "copies")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Lend the address of a store of objects on this machine, with a bucket."""
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
            patch.setenv(name, "us-east-1")
        fsspec.filesystem("s3").mkdir("agency")
        yield f"http://{host}:{port}"
    running.stop()


def in_bucket(bucket: Bucket) -> dict[str, bytes]:
    """Return every file of a bucket."""
    return {path: bucket.stored(path) for path, _ in bucket.sizes(EDITION)}


def made(shelf: Shelf, place: Place, hands: Here | None = None, **options: bool) -> Account:
    """Make copies into a bucket."""
    return run(place, hands=hands or Here(shelf), shelf=shelf, **options)


@pytest.mark.parametrize("url", ["memory://agency/2027", "s3://agency/our hotels"])
def test_a_store_of_objects_has_the_same_files_as_a_folder(
    place: Place, url: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del server
    bucket = Bucket(place.dist, url, tmp_path / "parts")
    monkeypatch.setattr("handbook.partners.run.A_TASK", 1)
    run(place)

    with pytest.raises(KeyboardInterrupt):
        made(bucket, place, Here(bucket, most=2))
    half = in_bucket(bucket)
    rest = made(bucket, place)
    again = made(bucket, place)

    assert len(json.loads(half[f"{EDITION}/copies.json"])["partners"]) == 2
    assert (rest.made, rest.unchanged, again.made, again.unchanged) == (4, 4, 0, 8)
    assert in_bucket(bucket) == found(place)
    assert not any(path.is_file() for path in (tmp_path / "parts").rglob("*"))

    gone = run(place, HOTELS[1:], Here(bucket), shelf=bucket, prune=True)
    assert (len(gone.removed), gone.left) == (3, ())
    assert not [path for path, _ in bucket.sizes(EDITION) if "hotel-0" in path]


def test_the_objects_of_a_store_are_listed_page_by_page_as_they_are_asked_for(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del server
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "2")
    files = fsspec.filesystem("s3")
    files.pipe({f"agency/listed/{EDITION}/hotel-{number}/fr.pdf": bytes(number) for number in range(5)})
    files.pipe(f"agency/listed/{EDITION} of old.pdf", b"another edition's")
    asked: list[str] = []
    ask = type(files).call_s3

    def counted(own: object, method: str, **options: str) -> object:
        asked.append(method)
        return ask(own, method, **options)

    monkeypatch.setattr(type(files), "call_s3", counted)
    listed = Bucket(tmp_path, "s3://agency/listed", tmp_path / "parts").sizes(EDITION)

    assert next(listed) == (f"{EDITION}/hotel-0/fr.pdf", 0)
    assert asked == ["list_objects_v2"]
    assert list(listed) == [(f"{EDITION}/hotel-{number}/fr.pdf", number) for number in range(1, 5)]
    assert asked == ["list_objects_v2"] * 3


def test_tails_in_a_store_become_whole_files_there(place: Place, tmp_path: Path) -> None:
    bucket = Bucket(place.dist, "memory://agency/tails", tmp_path / "parts")
    run(place)
    made(bucket, place, tails=True)
    small = dict(bucket.sizes(EDITION))

    count, findings = assemble.assemble(bucket, EDITION, {each.sha256: each for each in manifest.listed(place.dist)})

    assert (count, findings) == (8, ())
    assert sum(path.endswith(".tail") for path in small) == 8
    pdfs = {path: data for path, data in found(place).items() if path.endswith(".pdf")}
    assert {path: data for path, data in in_bucket(bucket).items() if not path.endswith(".json")} == pdfs


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("s3://nobody/copies", "s3://nobody/copies: there is no such bucket or folder"),
        ("memory://copies", "is gone when the program ends"),
        ("wrong://copies", "wrong://copies: Protocol not known: wrong"),
    ],
)
def test_a_place_where_nothing_can_be_kept_is_told_before_any_work(
    url: str, words: str, server: str, capfd: pytest.CaptureFixture[str]
) -> None:
    del server

    status = main(["cobrand", "none.csv", "-o", url])

    assert (status, words in capfd.readouterr().err) == (1, True)


def test_a_store_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    options = {"endpoint_url": "http://127.0.0.1:9", "key": "k", "secret": "s"}
    monkeypatch.setitem(fsspec.config.conf, "s3", options)
    monkeypatch.setattr(fsspec.get_filesystem_class("s3"), "retries", 1)

    with pytest.raises(HandbookError, match="s3://agency/copies cannot be reached: "):
        Bucket(tmp_path, "s3://agency/copies", tmp_path).reach()


class Guard(BaseHTTPRequestHandler):
    """Hands requests on to a store of objects; after some that write it allows no more, as where a key expires."""

    protocol_version = "HTTP/1.1"
    store = ""
    allowed = 0

    def handle_one(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command in {"PUT", "POST"}:
            type(self).allowed -= 1
        if self.allowed < 0:
            self.answered(403, [], b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
            return
        link = HTTPConnection(self.store)
        link.request(self.command, self.path, body, dict(self.headers))
        answer = link.getresponse()
        kept = [each for each in answer.getheaders() if each[0].lower() not in {"transfer-encoding", "connection"}]
        self.answered(answer.status, kept, answer.read())
        link.close()

    def answered(self, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for each in headers:
            if self.command == "HEAD" or each[0].lower() != "content-length":
                self.send_header(*each)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handle_one  # noqa: N815  # names of the library


def test_a_store_that_forbids_to_go_on_is_told_once_and_nothing_is_lost(
    place: Place, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.partners.run.A_TASK", 1)
    monkeypatch.setattr(Guard, "store", server.removeprefix("http://"))
    monkeypatch.setattr(Guard, "allowed", 7)  # three files of a hotel, and of the second one
    with ThreadingHTTPServer(("127.0.0.1", 0), Guard) as guard:
        Thread(target=guard.serve_forever, daemon=True).start()
        monkeypatch.setitem(fsspec.config.conf, "s3", {"endpoint_url": f"http://127.0.0.1:{guard.server_port}"})
        bucket = Bucket(place.dist, "s3://agency/guarded", tmp_path / "parts")
        hands = Here(bucket)

        account = made(bucket, place, hands)
        with pytest.raises(HandbookError, match="you have no right to do this there: Access Denied"):
            bucket.reach()
        monkeypatch.setattr(Guard, "allowed", 10_000)
        rest = made(bucket, place)
        stored = in_bucket(bucket)
        guard.shutdown()
    run(place)

    (lost,) = account.findings
    assert lost.code == "copies.lost"
    assert "the copies of 2 hotels, hotel-2 and others, were not made: s3://agency/guarded: you have no" in lost.text
    assert (len(hands.tasks), account.refused) == (3, 2)
    assert rest.failed is False
    assert stored == found(place)


# By a cluster.


@contextlib.contextmanager
def started(*line: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of Dask for as long as the block lasts."""
    process = subprocess.Popen([sys.executable, "-m", *line], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Sequence[subprocess.Popen[bytes]]]]:
    """Lend the address of a scheduler on this machine, and two workers, each with a folder of its own."""
    file = folder / "scheduler.json"
    here = ("--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard")
    with contextlib.ExitStack() as stack:
        stack.enter_context(started("distributed.cli.dask_scheduler", *here, "--port", "0"))
        workers = []
        for name in ("one", "two"):
            own = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder / name))
            workers.append(stack.enter_context(started("distributed.cli.dask_worker", *here, *own)))
        while not file.is_file() or not file.read_bytes().endswith(b"}"):
            time.sleep(0.05)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], workers


def card(dist: Path) -> Artifact:
    """Publish a page with a real slot."""
    shape, listed = TEXTS.project.shapes["card"], artifact(dist, "en", "screen")
    style = f"@page {{ size: 100mm 140mm; bleed: 3mm }} div {{ width: {shape.width}mm; height: {shape.height}mm }}"
    page = '<h1>Card</h1><div data-slot="back" data-shape="card"></div>'
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(books.SIZES_MM, shape.id, (shape.width, shape.height))
        stamp = books.pages_of({shape.id: books.STAMP}, "en")
    laid = books.written(page, books.CSS.format(style), "en", stamp)
    data = finish(laid, books.job_for(Purpose.SCREEN), Streams())
    (dist / listed.path).write_bytes(data)
    return replace(listed, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def test_a_cluster_that_loses_a_worker_makes_copies_once_with_the_same_bytes_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.partners.run.A_TASK", 1)
    here, there = (Place(tmp_path / "dist", tmp_path / name) for name in ("here", "there"))
    publish(here.dist, [card(here.dist)])
    run(here, HOTELS[:3], Here(here, making=Making))
    lost: list[int] = []

    with cluster(tmp_path) as (address, workers), afar.shared(there.out) as where:

        def say(text: str) -> None:
            if "1 of 3" in text:
                os.kill(workers[0].pid, signal.SIGKILL)
                lost.append(workers[0].pid)

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(len(workers), timeout=LIMIT_S)
        needs = partial(afar.needs, dist=here.dist)
        with connected(address, TEXTS.project, afar.worker(where), LIMIT_S, needs) as hands:
            account = run(there, HOTELS[:3], hands, say=say)
            sent = set(hands.sent)

        root = small(tmp_path / "project", 1)
        texts = manuscript_of(root)
        with far.executor(address, texts.project, tmp_path / "far") as executor:
            built = pipeline.build(texts, Selection(), tmp_path / "far", executor)
        again = build(root, tmp_path / "far", workers=1)

    assert {each.status for each in built.outcomes} == {"made"}, built.diagnostics
    assert {each.status for each in again.outcomes} == {"unchanged"}
    assert (account.findings, account.made, len(lost)) == ((), 3, 1)
    assert sent == {each.sha256 for each in manifest.listed(here.dist)}
    assert found(there) == found(here)
