"""The preview's page, served to this machine alone; standard library only."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from filelock import FileLock

from handbook.desk.session import Session
from handbook.files.store import CACHE
from handbook.values.errors import HandbookError
from handbook.values.model import Project

ADDRESS = "127.0.0.1"
FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
"""All files that are served, by address: nothing of a request becomes a path."""
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LONGEST_BODY = 200
READ_SECONDS = 10.0
"""A request that does not come to its end in this time holds its thread no longer."""
BEAT_SECONDS = 15.0
"""So often a quiet stream of news says that it is alive."""


def serve(project: Project, language: str, format_: str | None, port: int, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``started`` hears the address.

    Raises UsageError for an unknown language or format, HandbookError if the port is taken.
    """
    session = Session(project, language, format_)
    try:
        server = Server((ADDRESS, port), session)
    except OSError as fault:
        msg = f"cannot listen on port {port}: {fault.strerror}; choose another with --port"
        raise HandbookError(msg) from fault
    gc.freeze()  # what is loaded stays: the collector need not look at it again
    gc.set_threshold(100_000, 50, 50)
    worker = threading.Thread(target=session.run, daemon=True)
    worker.start()
    try:
        with _known_to_run(project.root, server.server_port):
            started(server.address)
            server.serve_forever(poll_interval=0.5)
    except KeyboardInterrupt:
        return
    finally:
        session.stop()
        server.server_close()
        worker.join(5)


@contextmanager
def _known_to_run(root: Path, port: int) -> Iterator[None]:
    """Hold a lock while a preview runs: ``clean`` must not take its fonts away."""
    file = root / CACHE / "previews" / f"{os.getpid()}-{port}.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(file):
            yield
    finally:
        file.unlink(missing_ok=True)


class Server(ThreadingHTTPServer):
    """Hands each request the session."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, address: tuple[str, int], session: Session) -> None:
        super().__init__(address, Handler)
        self.session = session

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> set[str]:
        """The names by which a browser may ask: another one is a foreign page that points here (DNS rebinding)."""
        return {f"{ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"}


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = READ_SECONDS

    def do_GET(self) -> None:  # the base class calls it so
        """Answer with a file of the page, the state, a picture or the stream of news."""
        if not self._is_ours():
            return
        address = urlsplit(self.path)
        if address.path in FILES:
            name, kind = FILES[address.path]
            self._send((Path(__file__).parent / name).read_bytes(), kind)
        elif address.path == "/state.json":
            self._send(self.server.session.snapshot, "application/json")
        elif address.path == "/news":
            self._stream()
        elif match := re.fullmatch(r"/pages/(\d{1,9})-(\d{1,4})\.png", address.path):
            self._picture(int(match[1]), int(match[2]), address.query)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:  # the base class calls it so
        """Hear which page is looked at."""
        length = self.headers.get("Content-Length", "")
        is_small = length.isdecimal() and int(length) <= LONGEST_BODY
        if not self._is_ours():
            return
        if self.path != "/look" or not is_small or self.headers.get("Content-Type") != "application/json":
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        try:
            page = json.loads(self.rfile.read(int(length)))
        except ValueError:
            page = None
        if not isinstance(page, int):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self.server.session.look_at(page)
        self._send(b"", "text/plain")

    def _is_ours(self) -> bool:
        """Whether the request comes from our own page; refuse it otherwise."""
        origin = self.headers.get("Origin")
        ours = self.headers.get("Host", "") in self.server.hosts
        ours = ours and (origin is None or origin.removeprefix("http://") in self.server.hosts)
        if not ours:
            self._refuse(HTTPStatus.FORBIDDEN)
        return ours

    def _picture(self, serial: int, index: int, query: str) -> None:
        try:
            scale = float(parse_qs(query).get("scale", ["2"])[0])
        except ValueError:
            scale = 0.0
        data = self.server.session.picture(serial, index, scale) if scale > 0 else None
        if data is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            # The address names the very pages: another layout has another address.
            self._send(data, "image/png", "private, max-age=3600, immutable")

    def _stream(self) -> None:
        """Send the number of each new state as it comes (server-sent events)."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream", "no-store", None)
        version = -1
        try:
            while not self.server.session.stopped.is_set():
                now = self.server.session.wait(version, BEAT_SECONDS)
                self.wfile.write(b": alive\n\n" if now == version else f"data: {now}\n\n".encode())
                self.wfile.flush()
                version = now
        except OSError:
            return  # the browser has gone

    def _send(self, data: bytes, kind: str, cache: str = "no-store") -> None:
        self._head(HTTPStatus.OK, kind, cache, len(data))
        self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        text = f"{status} {status.phrase}\n".encode()
        self.close_connection = True  # a body that was not read must not become the next request
        self._head(status, "text/plain", "no-store", len(text))
        self.wfile.write(text)

    def _head(self, status: HTTPStatus, kind: str, cache: str, length: int | None) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Cache-Control": cache}.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def version_string(self) -> str:
        """Name the server without its versions."""
        return "handbook"

    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet."""
