"""How much one address may ask for, and how large what it sends may be."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict

from starlette.requests import Request
from starlette.types import Message, Receive

MANY = 10_000
"""So many addresses are remembered: whoever was longest quiet is forgotten first."""
NETWORK = 64
"""Bits of an IPv6 address that are one customer's."""


class Rate:
    """A bucket of tokens for each address: it holds some at once, and fills up with time."""

    def __init__(self, burst: float, a_second: float) -> None:
        self.burst, self.a_second = burst, a_second
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def waits(self, address: str) -> float:
        """Take a token for an address and return 0, or return how many seconds there is none."""
        if not self.a_second:
            return 0.0
        now = time.monotonic()
        left, then = self._buckets.pop(address, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.a_second)
        lacking = max(0.0, 1.0 - left)
        self._buckets[address] = (left if lacking else left - 1.0), now
        if len(self._buckets) > MANY:
            self._buckets.popitem(last=False)
        return lacking / self.a_second


def address(request: Request, header: str) -> str:
    """Return whom a request comes from: where a proxy says it in a header, the last address there, which it wrote."""
    said = request.headers.getlist(header) if header else []
    raw = said[-1].rpartition(",")[2].strip() if said else (request.client.host if request.client else "")
    try:
        found = ipaddress.ip_address(raw)
    except ValueError:
        return ""
    if found.version == 4:  # noqa: PLR2004  # IP has two
        return str(found)
    return str(ipaddress.ip_network((found, NETWORK), strict=False))


class LargeError(Exception):
    """A request sends more than is taken."""


class Measured:
    """Hands on what a request sends, as long as it is not too much."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most = receive, most
        self.taken = 0

    async def __call__(self) -> Message:
        """Return the next piece (ASGI). Raises LargeError."""
        message = await self._receive()
        self.taken += len(message.get("body", b""))
        if self.taken > self._most:
            raise LargeError
        return message

    async def drain(self, most: int) -> None:
        """Read on and forget: a browser that is still sending shows no answer."""
        while self.taken <= most:
            message = await self._receive()
            self.taken += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                return
