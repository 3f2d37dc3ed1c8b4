"""The preview's page, served to this machine alone."""

from __future__ import annotations

import asyncio
import json
import os
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import anyio
from anyio import to_thread
from filelock import FileLock
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from handbook.build import plan
from handbook.desk.session import Session
from handbook.files.store import CACHE
from handbook.serving import headers, loop
from handbook.values.errors import HandbookError, UsageError
from handbook.values.model import Project

ADDRESS = "127.0.0.1"
FILES = {"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}
"""All files that are served: nothing of a request becomes a path."""
SESSIONS = 3
"""So many languages and formats are kept laid out: the pages of a book fill some hundred megabytes."""
_ADDRESS = re.compile(r"/(?P<language>[A-Za-z0-9-]{1,35})/(?P<format>[a-z0-9-]{1,40})/(?P<what>.*)")
HEADERS = headers.guarded(pictures="'self' data:")
LONGEST_BODY = 200
READ_SECONDS = 10.0
"""How long a request may take to come to its end."""
BEAT_SECONDS = 15.0
"""So often a quiet stream of news says that it is alive."""
LISTENERS = 100
"""So many streams of news wait at once, each in a thread."""
GRACE_SECONDS = 5


def serve(project: Project, language: str, format_: str | None, port: int, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``started`` hears the address.

    Raises UsageError for an unknown language or format, HandbookError if the port is taken.
    """
    desk = Desk(project, language, format_)
    try:
        place = loop.listening(ADDRESS, port)
        page = f"{loop.origin(place)}/{'/'.join(desk.first)}/"
        manners = loop.Manners(lambda _address: started(page), desk.close, GRACE_SECONDS)
        with _known_to_run(project.root, place.getsockname()[1]):
            loop.serve(Application(desk, place.getsockname()[1]), place, manners)
    finally:
        desk.close()


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


class Application:
    """Answers requests of the page's own; any other is refused."""

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk = desk
        self.hosts = {f"{ADDRESS}:{port}", f"localhost:{port}"}
        """The names by which a browser may ask: another one is a foreign page that points here (DNS rebinding)."""
        self.first = f"http://{ADDRESS}:{port}/{'/'.join(desk.first)}/"
        self.threads = anyio.CapacityLimiter(LISTENERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except (ClientDisconnect, TimeoutError):
            answer = _refused(HTTPStatus.REQUEST_TIMEOUT)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        if not self._is_ours(request):
            return _refused(HTTPStatus.FORBIDDEN)
        if request.method == "POST":
            return await self._hear(request)
        if path == "/":
            return _sent(b"", "text/plain", status=HTTPStatus.FOUND, Location=self.first)
        session, what = await run_in_threadpool(self._asked, path)
        if session is None or request.method not in {"GET", "HEAD"}:
            return _refused(HTTPStatus.NOT_FOUND)
        if what == "news":
            said = {**HEADERS, "Cache-Control": headers.NEVER}
            return StreamingResponse(self._news(session), headers=said, media_type="text/event-stream")
        return await run_in_threadpool(self._found, session, what, request.query_params.get("scale", "2"))

    def _is_ours(self, request: Request) -> bool:
        """Whether the request comes from our own page."""
        origin = request.headers.get("Origin")
        ours = request.headers.get("Host", "") in self.hosts
        return ours and (origin is None or origin.removeprefix("http://") in self.hosts)

    def _asked(self, path: str) -> tuple[Session | None, str]:
        """Return the session that an address names, if there may be one, and what is wanted of it."""
        found = _ADDRESS.fullmatch(path)
        if found is None:
            return None, ""
        try:
            return self.desk.session(found["language"], found["format"]), found["what"]
        except HandbookError:
            return None, ""

    def _found(self, session: Session, what: str, scale: str) -> Response:
        """Return a file of the page, the state or a picture."""
        if not what:
            self.desk.turn_to(session)
            return _sent(session.page(), "text/html; charset=utf-8")
        if what in FILES:
            return _sent((Path(__file__).parent / what).read_bytes(), FILES[what])
        if what == "state.json":
            return _sent(session.snapshot, "application/json")
        if match := re.fullmatch(r"pages/(\d{1,9})-(\d{1,4})\.png", what):
            return _picture(session, int(match[1]), int(match[2]), scale)
        return _refused(HTTPStatus.NOT_FOUND)

    async def _hear(self, request: Request) -> Response:
        """Hear which page is looked at."""
        length = request.headers.get("Content-Length", "")
        is_small = length.isdecimal() and int(length) <= LONGEST_BODY
        session, what = await run_in_threadpool(self._asked, request.url.path)
        if session is None or what != "look" or not is_small or request.headers.get("Content-Type") != _JSON:
            return _refused(HTTPStatus.BAD_REQUEST)
        async with asyncio.timeout(READ_SECONDS):
            body = await request.body()
        try:
            page = json.loads(body)
        except ValueError:
            page = None
        if not isinstance(page, int):
            return _refused(HTTPStatus.BAD_REQUEST)
        session.look_at(page)
        return _sent(b"", "text/plain")

    async def _news(self, session: Session) -> AsyncIterator[str]:
        """Yield the number of each new state as it comes, and that one is being made (server-sent events)."""
        known = -1, False
        with session.heard():
            while not session.stopped.is_set():
                now = await to_thread.run_sync(session.wait, known, BEAT_SECONDS, limiter=self.threads)
                news = ": alive\n\n" if now == known else ""
                news += f"data: {now[0]}\n\n" if now[0] != known[0] else ""
                yield news + ("event: busy\ndata: \n\n" if now[1] and not known[1] else "")
                known = now


_JSON = "application/json"


def _picture(session: Session, serial: int, index: int, scale: str) -> Response:
    try:
        size = float(scale)
    except ValueError:
        size = 0.0
    data = session.picture(serial, index, size) if size > 0 else None
    # The address names the very pages: another layout has another address.
    return _refused(HTTPStatus.NOT_FOUND) if data is None else _sent(data, "image/png", _KEPT)


_KEPT = "private, max-age=3600, immutable"


def _sent(
    data: bytes, kind: str, cache: str = headers.NEVER, status: HTTPStatus = HTTPStatus.OK, **more: str
) -> Response:
    return Response(data, status, {**HEADERS, "Cache-Control": cache, "Content-Type": kind, **more})


def _refused(status: HTTPStatus) -> Response:
    return _sent(f"{status} {status.phrase}\n".encode(), "text/plain", status=status)
