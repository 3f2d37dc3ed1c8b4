"""An application served until a signal ends it: the requests at work come to their end first."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from handbook.values.errors import HandbookError

KEEP_S = 30
"""How long a connection on which nothing is asked stays open."""
BACKLOG = 1024
"""Connections that the system holds until they are taken."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How an application is served."""

    started: Callable[[str], None]
    """Hears the address as soon as requests are taken."""
    ending: Callable[[], None]
    """Is called when no request is taken any more, before those at work are waited for."""
    grace_s: int
    """How long these may take to come to their end."""


def listening(address: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises HandbookError if the port is taken or may not be used."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    place = socket.socket(family, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind((address, port))
        place.listen(BACKLOG)
    except OSError as fault:
        place.close()
        msg = f"cannot listen on port {port}: {fault.strerror}; choose another with --port"
        raise HandbookError(msg) from fault
    return place


def origin(place: socket.socket) -> str:
    """Return the address by which a browser of this machine reaches a socket."""
    host, port = place.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(app: ASGIApp, place: socket.socket, manners: Manners) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, date_header=False, ws="none", http="h11",
        loop="asyncio", lifespan="off", proxy_headers=False, timeout_keep_alive=KEEP_S, backlog=BACKLOG,
        timeout_graceful_shutdown=manners.grace_s,
    )  # fmt: skip
    gc.freeze()  # what is loaded stays: the collector need not look at it again
    gc.set_threshold(100_000, 50, 50)
    try:
        _Loop(config, manners, origin(place)).run([place])
    finally:
        place.close()


class _Loop(uvicorn.Server):
    """Rests until a signal comes: the loop of uvicorn itself wakes ten times a second."""

    def __init__(self, config: uvicorn.Config, manners: Manners, address: str) -> None:
        super().__init__(config)
        self._manners, self._address = manners, address
        self._asked: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    async def main_loop(self) -> None:
        """Wait for the signal."""
        self._asked = asyncio.get_running_loop(), asyncio.Event()
        if not self.should_exit:
            self._manners.started(self._address)
            await self._asked[1].wait()
        self._manners.ending()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Hear a signal; a second one does not wait for requests.

        It is not raised again afterwards, as uvicorn's own loop would: to be told to end is no failure.
        """
        del sig, frame
        self.force_exit, self.should_exit = self.should_exit, True
        if self._asked:
            loop, asked = self._asked
            loop.call_soon_threadsafe(asked.set)
