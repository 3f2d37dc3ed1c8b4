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

from handbook.build import plan
from handbook.desk.session import Session
from handbook.files.store import CACHE
from handbook.values.errors import HandbookError, UsageError
from handbook.values.model import Project

ADDRESS = "127.0.0.1"
FILES = {"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}
"""All files that are served: nothing of a request becomes a path."""
SESSIONS = 3
"""So many languages and formats are kept laid out: the pages of a book fill some hundred megabytes."""
_ADDRESS = re.compile(r"/(?P<language>[A-Za-z0-9-]{1,35})/(?P<format>[a-z0-9-]{1,40})/(?P<what>.*)")
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
IDLE_SECONDS = 60.0
"""So often the server looks whether it shall end; Ctrl-C is heard at once."""
BEAT_SECONDS = 15.0
"""So often a quiet stream of news says that it is alive."""


def serve(project: Project, language: str, format_: str | None, port: int, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``started`` hears the address.

    Raises UsageError for an unknown language or format, HandbookError if the port is taken.
    """
    try:
        server = Server((ADDRESS, port), Desk(project, language, format_))
    except OSError as fault:
        msg = f"cannot listen on port {port}: {fault.strerror}; choose another with --port"
        raise HandbookError(msg) from fault
    gc.freeze()  # what is loaded stays: the collector need not look at it again
    gc.set_threshold(100_000, 50, 50)
    try:
        with _known_to_run(project.root, server.server_port):
            started(server.address)
            server.serve_forever(poll_interval=IDLE_SECONDS)
    except KeyboardInterrupt:
        return
    finally:
        server.desk.close()
        server.server_close()


class Desk:
    """The sessions, each with a thread of its own: that which was opened last works, others while somebody listens."""

    def __init__(self, project: Project, language: str, format_: str | None) -> None:
        """Open the first session. Raises UsageError for an unknown language or format."""
        self.project = project
        self.lock = threading.Lock()
        self.press = threading.RLock()
        self.open: dict[tuple[str, str], tuple[Session, threading.Thread]] = {}
        self.first = self._opened(language, format_).names

    def session(self, language: str, format_: str) -> Session:
        """Return a session; raises UsageError for what is no language or format that can be shown, spelt so."""
        with self.lock:
            if known := self.open.get((language, format_)):
                return known[0]
            job = plan.alone(self.project, language, format_)
            if (job.language.tag, job.product.id) != (language, format_):
                msg = f"it is called {job.slug}"
                raise UsageError(msg)
            return self._opened(language, format_)

    def turn_to(self, session: Session) -> None:
        """Let a session work, and the others rest; those that nobody looks at are closed where there are too many."""
        with self.lock:
            self.open[session.names] = self.open.pop(session.names)
            for each, _ in self.open.values():
                each.is_resting = each is not session
            session.watch.stirred.set()
            idle = [names for names, (each, _) in self.open.items() if each.is_resting and not each.listeners]
            for names in idle[: max(0, len(self.open) - SESSIONS)]:
                self.open.pop(names)[0].stop()

    def close(self) -> None:
        """Stop all sessions."""
        for session, _ in self.open.values():
            session.stop()
        for _, worker in self.open.values():
            worker.join(5)

    def _opened(self, language: str, format_: str | None) -> Session:
        session = Session(self.project, language, format_, self.press)
        worker = threading.Thread(target=session.run, daemon=True)
        self.open[session.names] = session, worker
        worker.start()
        return session


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

    def __init__(self, address: tuple[str, int], desk: Desk) -> None:
        super().__init__(address, Handler)
        self.desk = desk

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came

    @property
    def address(self) -> str:
        """Where the page of the first session is."""
        return f"http://{ADDRESS}:{self.server_port}/{'/'.join(self.desk.first)}/"

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
        session, what = self._asked(address.path)
        if address.path == "/":
            self._head(HTTPStatus.FOUND, "text/plain", "no-store", 0, Location=self.server.address)
        elif session is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        elif not what:
            self.server.desk.turn_to(session)
            self._send(session.page(), "text/html; charset=utf-8")
        elif what in FILES:
            self._send((Path(__file__).parent / what).read_bytes(), FILES[what])
        elif what == "state.json":
            self._send(session.snapshot, "application/json")
        elif what == "news":
            self._stream(session)
        elif match := re.fullmatch(r"pages/(\d{1,9})-(\d{1,4})\.png", what):
            self._picture(session, int(match[1]), int(match[2]), address.query)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _asked(self, path: str) -> tuple[Session | None, str]:
        """Return the session that an address names, if there may be one, and what is wanted of it."""
        found = _ADDRESS.fullmatch(path)
        if found is None:
            return None, ""
        try:
            return self.server.desk.session(found["language"], found["format"]), found["what"]
        except HandbookError:
            return None, ""

    def do_POST(self) -> None:  # the base class calls it so
        """Hear which page is looked at."""
        length = self.headers.get("Content-Length", "")
        is_small = length.isdecimal() and int(length) <= LONGEST_BODY
        if not self._is_ours():
            return
        session, what = self._asked(self.path)
        if session is None or what != "look" or not is_small or self.headers.get("Content-Type") != "application/json":
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        try:
            page = json.loads(self.rfile.read(int(length)))
        except ValueError:
            page = None
        if not isinstance(page, int):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        session.look_at(page)
        self._send(b"", "text/plain")

    def _is_ours(self) -> bool:
        """Whether the request comes from our own page; refuse it otherwise."""
        origin = self.headers.get("Origin")
        ours = self.headers.get("Host", "") in self.server.hosts
        ours = ours and (origin is None or origin.removeprefix("http://") in self.server.hosts)
        if not ours:
            self._refuse(HTTPStatus.FORBIDDEN)
        return ours

    def _picture(self, session: Session, serial: int, index: int, query: str) -> None:
        try:
            scale = float(parse_qs(query).get("scale", ["2"])[0])
        except ValueError:
            scale = 0.0
        data = session.picture(serial, index, scale) if scale > 0 else None
        if data is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            # The address names the very pages: another layout has another address.
            self._send(data, "image/png", "private, max-age=3600, immutable")

    def _stream(self, session: Session) -> None:
        """Send the number of each new state as it comes, and that one is being made (server-sent events)."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream", "no-store", None)
        known = -1, False
        try:
            with session.heard():
                while not session.stopped.is_set():
                    now = session.wait(known, BEAT_SECONDS)
                    news = ": alive\n\n" if now == known else ""
                    news += f"data: {now[0]}\n\n" if now[0] != known[0] else ""
                    news += "event: busy\ndata: \n\n" if now[1] and not known[1] else ""
                    self.wfile.write(news.encode())
                    self.wfile.flush()
                    known = now
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

    def _head(self, status: HTTPStatus, kind: str, cache: str, length: int | None, **more: str) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Cache-Control": cache, **more}.items():
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
