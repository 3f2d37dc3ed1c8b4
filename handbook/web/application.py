"""The served site: which request gets which answer."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from handbook.partners.logos import LARGEST
from handbook.press.panels import UnfitPanelError
from handbook.serving import headers
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact, Language
from handbook.web import bench, form, limits, shop, statics
from handbook.web.bench import Design, Wish
from handbook.web.copies import Counter
from handbook.web.counts import COPY, PLAIN, Counts
from handbook.web.crew import BusyError, Crew, LostError
from handbook.web.form import Typed
from handbook.web.limits import LargeError, Measured, Rate
from handbook.web.orders import Order, Orders
from handbook.web.shop import FORM, Shop
from handbook.web.tongues import spoken

HEADERS = headers.guarded(forms="'self'")
BODY = LARGEST + 200_000
"""Bytes of a form with its logo."""
DRAINED = 8 * BODY
"""So much of a form that is too large is read and forgotten, so that its sender sees why it was refused."""
READ_S, WORK_S = 30.0, 60.0
"""How long a form may take to come, and how long it may be worked at."""
STREAMS = 200
"""So many copies and zips are sent at once."""
AGAIN_S = 10
"""After so many seconds whoever was sent away may try again."""
_HOTEL = re.compile(r"(?P<slug>[a-z0-9-]{1,35})/your-hotel\.(?P<what>html|png|pdf|zip)")
_CODED = re.compile(r"[A-Za-z0-9_=.-]*")


class Trouble(Exception):  # noqa: N818  # what a visitor sees, not what the program suffers
    """A request ends with a page of trouble."""

    def __init__(self, status: int, again_s: float = 0.0) -> None:
        super().__init__(status)
        self.status, self.again_s = status, again_s


@dataclass(frozen=True, slots=True)
class State:
    """What is exchanged as a whole when the published folder changes."""

    shop: Shop
    crew: Crew
    counter: Counter


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be set where the server is started."""

    proxy_header: str = ""
    """In which header a proxy says whom a request comes from; without a proxy anybody could write it."""
    forms_a_minute: float = 40.0
    """Forms of one address; 0 for no limit."""


class Application:
    """Answers requests (ASGI)."""

    def __init__(
        self, current: Callable[[], State], counts: Counts, rules: Rules, broken: Callable[[Exception], None]
    ) -> None:
        """``current`` gives the state of now, ``broken`` hears of what should not have happened."""
        self.current, self.counts, self.rules, self.broken = current, counts, rules, broken
        self.orders = Orders()
        self.forms = Rate(max(30.0, rules.forms_a_minute / 2), rules.forms_a_minute / 60)
        self.fetched = Rate(max(120.0, rules.forms_a_minute), rules.forms_a_minute * 3 / 60)
        self.streams = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever goes wrong, with a page that says so kindly."""
        measured = Measured(receive, BODY)
        request = Request(scope, measured)
        state = self.current()
        try:
            answer = await self._answer(request, state)
        except ClientDisconnect:
            return
        except Trouble as trouble:
            answer = _trouble(request, state, trouble)
        except LargeError:
            with suppress(TimeoutError):
                async with asyncio.timeout(READ_S):
                    await measured.drain(DRAINED)
            answer = _trouble(request, state, Trouble(413))
        except (HTTPException, MultiPartException):
            answer = _trouble(request, state, Trouble(400))
        except TimeoutError:
            answer = _trouble(request, state, Trouble(408))
        except (BusyError, LostError):
            answer = _trouble(request, state, Trouble(503, AGAIN_S))
        except Exception as fault:  # noqa: BLE001  # the server lives on
            self.broken(fault)
            answer = _trouble(request, state, Trouble(500))
        await answer(scope, receive, send)

    async def _answer(self, request: Request, state: State) -> Response:
        path = request.url.path.removeprefix("/")
        if path == "health":
            return _health(state)
        if match := _HOTEL.fullmatch(path):
            language = state.shop.languages.get(match["slug"])
            if language is None:
                raise Trouble(404)
            return await self._hotel(request, state, language, match["what"])
        if request.method not in {"GET", "HEAD"}:
            raise Trouble(405)
        return self._static(request, state, path)

    def _static(self, request: Request, state: State, path: str) -> Response:
        """Return a file, or lead to it: what is printed names a folder without a stroke at its end."""
        found = state.shop.statics.get(path) or state.shop.statics.get(
            f"{path}index.html" if path[-1:] in {"", "/"} else ""
        )
        if found is None:
            slug = path.lower().strip("/")
            if slug in state.shop.languages:
                last = path.rstrip("/").rpartition("/")[2]
                to = f"{slug}/" if not path.endswith("/") else f"../{slug}/"
                return RedirectResponse(to if last else "./", 308, HEADERS)
            raise Trouble(404)
        if statics.is_whole(request) and path in state.shop.downloads:
            self.counts.add(*state.shop.downloads[path], PLAIN)
        return statics.answer(request, found, HEADERS)

    async def _hotel(self, request: Request, state: State, language: Language, what: str) -> Response:
        if request.method == "POST" and what == "html":
            return await self._made(request, state, language)
        if request.method not in {"GET", "HEAD"}:
            raise Trouble(405)
        token = request.query_params.get("order", "")
        order = self.orders.get(token) if token else None
        if token and order is None:
            raise Trouble(410)
        if what == "html":
            values = form.typed(order.partner) if order else {}
            return _page(await run_in_threadpool(form.page, state.shop, language, values, order))
        if order is None:
            raise Trouble(404)
        self._limit(request, self.fetched)
        return await self._fetched(request, state, language, what, order)

    # The form.

    async def _made(self, request: Request, state: State, language: Language) -> Response:
        """Make the panels of a form that was sent, and lead to the page that shows them; or show what is wrong."""
        _same_site(request)
        self._limit(request, self.forms)
        async with asyncio.timeout(READ_S), AsyncExitStack() as stack:
            if int(request.headers.get("Content-Length") or 0) > BODY:
                raise LargeError
            data = await stack.enter_async_context(request.form(max_files=1, max_fields=20, max_part_size=100_000))
            try:
                typed = await form.read(data, LARGEST)
            except ValueError as fault:
                raise LargeError from fault
        design = await self._designed(state, typed)
        if design.partner is None or design.pages is None:
            kept = self.orders.keep(design.logo) if design.logo else None
            html = await run_in_threadpool(form.page, state.shop, language, typed.values, kept, design.faults)
            return _page(html, 422)
        order = self.orders.put(design.partner, design.pages)
        if design.faults:
            html = await run_in_threadpool(form.page, state.shop, language, typed.values, order, design.faults)
            return _page(html)
        return RedirectResponse(f"{FORM}?order={order.token}#preview", 303, {**HEADERS, "Cache-Control": headers.NEVER})

    async def _designed(self, state: State, typed: Typed) -> Design:
        earlier = self.orders.logo(typed.order) if typed.order and not typed.no_logo else None
        wish = Wish(typed.fields, typed.upload, earlier)
        try:
            async with asyncio.timeout(WORK_S):
                return await state.crew.do(bench.design, wish)
        except TimeoutError as fault:
            raise LostError from fault

    def _limit(self, request: Request, rate: Rate) -> None:
        if waits := rate.waits(limits.address(request, self.rules.proxy_header)):
            raise Trouble(429, waits)

    # The files.

    async def _fetched(self, request: Request, state: State, language: Language, what: str, order: Order) -> Response:
        asked = request.query_params.getlist("format")
        if what == "zip":
            slugs = request.query_params.getlist("language")
            languages = [known for slug, known in state.shop.languages.items() if slug in slugs]
            artifacts = shop.members(state.shop, languages, asked)
            if not artifacts:
                raise Trouble(400)
            await state.counter.begun(order, artifacts[0])
            name = f"{state.counter.name(order, artifacts[0]).split('_')[0]}_{order.partner.id}.zip"
            return self._streamed(request, state.counter.parcel(order, artifacts), name, artifacts)
        item = state.shop.items(language).get(asked[0] if asked else "")
        if item is None:
            raise Trouble(404)
        if what == "png":
            data = await state.crew.do(bench.picture, order.partner, order.pages, item.artifact)
            kept = {**HEADERS, "Cache-Control": "private, max-age=3600"}
            return Response(data, headers=kept, media_type="image/png")
        tail = await state.counter.tail(order, item.artifact)
        name = state.counter.name(order, item.artifact)
        size = item.artifact.bytes + len(tail)
        return self._streamed(request, state.counter.file(item.artifact, tail), name, [item.artifact], size)

    def _streamed(
        self, request: Request, pieces: AsyncIterator[bytes], name: str, artifacts: list[Artifact], size: int = 0
    ) -> Response:
        """Return copies on their way out."""
        said = {
            **HEADERS,
            "Cache-Control": headers.NEVER,
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Type": statics.KINDS[name[name.rindex(".") :]],
            **({"Content-Length": str(size)} if size else {}),
        }
        if request.method == "HEAD":
            return Response(headers=said)
        if self.streams >= STREAMS:
            raise BusyError
        for artifact in artifacts:
            self.counts.add(artifact.language, artifact.format, COPY)
        return StreamingResponse(self._held(pieces), headers=said)

    async def _held(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        self.streams += 1
        try:
            async for piece in pieces:
                yield piece
        except (BusyError, LostError, HandbookError, OSError, UnfitPanelError) as fault:
            self.broken(fault)
            raise  # the connection breaks off: a file that ends early must not look whole
        finally:
            self.streams -= 1


def _same_site(request: Request) -> None:
    """Refuse a form that another site sends in a visitor's name (Fetch Metadata; RFC 6454). Raises Trouble."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        raise Trouble(403)
    if site is None and origin is not None and urlsplit(origin).netloc != request.headers.get("Host", ""):
        raise Trouble(403)


def _page(text: str, status: int = 200) -> Response:
    return Response(text, status, {**HEADERS, "Cache-Control": headers.NEVER}, statics.KINDS[".html"])


def _health(state: State) -> Response:
    """Return whether the server could do its work; if not, it tries to."""
    is_well = state.crew.is_alive
    state.crew.renew()
    told: Mapping[str, object] = {
        "status": "ok" if is_well else "failed", "edition": state.counter.edition, "workers": state.crew.size,
        "waiting": state.crew.waiting,
    }  # fmt: skip
    status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
    said = {**HEADERS, "Cache-Control": headers.NEVER}
    return Response(json.dumps(told), status, said, "application/json")


def _trouble(request: Request, state: State, trouble: Trouble) -> Response:
    """Return the page of trouble, in the language of the address or of the browser."""
    path = request.url.path.removeprefix("/")
    language = state.shop.languages.get(path.partition("/")[0].lower()) or spoken(
        request.headers.get("Accept-Language", ""), state.shop.languages.values(), state.shop.frame.source.language
    )
    html = state.shop.trouble(language, trouble.status, path)
    said = {**HEADERS, "Cache-Control": headers.NEVER, "Content-Language": language.tag, "Vary": "Accept-Language"}
    if trouble.again_s:
        said["Retry-After"] = str(max(1, round(trouble.again_s + 0.5)))
    return Response(html, trouble.status, said, statics.KINDS[".html"])
