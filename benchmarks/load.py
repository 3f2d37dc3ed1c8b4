"""The server under load, on loopback: static requests at once, then hotels at once for a while; and its memory.

    python3 build.py bench load.py

The numbers go to the terminal. Nothing may fail, and memory must stay flat.
"""

from __future__ import annotations

import http.client
import re
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE, HOTELS, SECONDS = 200, 20, 60.0
PATIENCE_S = 120
LINE = "load-form-line"


@dataclass
class Account:
    """What became of requests."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    first_bytes: list[float] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        """The time that all but a twentieth took no longer than."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)]


def ask(address: str, path: str, body: bytes | None = None, visitor: str = "", account: Account | None = None) -> bytes:
    """Ask for something; return its head and its content."""
    place, start = urlsplit(address), time.perf_counter()
    line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE_S)
    headers = {"X-Forwarded-For": visitor} if visitor else {}
    if body:
        headers["Content-Type"] = f"multipart/form-data; boundary={LINE}"
    try:
        line.request("POST" if body else "GET", path, body, headers)
        answer = line.getresponse()
        data = answer.read(1)
        first = time.perf_counter() - start
        data = (answer.headers.get("Location") or "").encode() + b"\n" + data + answer.read()
        if account:
            account.statuses[answer.status] += 1
            account.seconds.append(time.perf_counter() - start)
            account.first_bytes.append(first)
        return data
    finally:
        line.close()


def statics(address: str, paths: list[str], count: int) -> Account:
    """Ask for so many files at the same time."""
    account, gate = Account(), threading.Barrier(count)

    def one(number: int) -> None:
        gate.wait()
        ask(address, paths[number % len(paths)], account=account)

    with ThreadPoolExecutor(count) as threads:
        list(threads.map(one, range(count)))
    return account


def hotels(address: str, tongue: str, format_: str, count: int, seconds: float) -> tuple[Account, Account]:
    """Let so many hotels type their names and fetch a file, one hotel after the other, for some seconds."""
    made, fetched = Account(), Account()
    end = time.monotonic() + seconds

    def one(desk: int) -> None:
        for number in counted_until(end):
            visitor = f"10.{desk}.{number // 250}.{number % 250}"
            fields = {"name": f"Hotel {desk} {number}", "name_zh": "翠玉大酒店", "phone": "010 5550 0100"}
            said = ask(address, f"/{tongue}/your-hotel.html", form(fields), visitor, made)
            token = re.search(rb"order=(\w+)", said)
            if token:
                query = f"order={token[1].decode()}&language={tongue}&format={format_}"
                ask(address, f"/{tongue}/your-hotel.zip?{query}", None, visitor, fetched)

    with ThreadPoolExecutor(count) as threads:
        list(threads.map(one, range(count)))
    return made, fetched


def counted_until(end: float) -> Iterator[int]:
    """Yield numbers until a moment; one at least."""
    number = 0
    while not number or time.monotonic() < end:
        yield number
        number += 1


def form(fields: dict[str, str]) -> bytes:
    """Return a form as a browser sends it."""
    parts = [
        f'--{LINE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n' for key, text in fields.items()
    ]
    return "".join([*parts, f"--{LINE}--\r\n"]).encode()


def memory(pid: int) -> float:
    """Return how many MB a process and all that it has started hold for themselves (Linux)."""
    parents = {int(stat.parent.name): int(stat.read_text().rpartition(")")[2].split()[1])
               for stat in Path("/proc").glob("[0-9]*/stat") if stat.exists()}  # fmt: skip
    ours, before = {pid}, 0
    while len(ours) != before:
        before = len(ours)
        ours |= {each for each, parent in parents.items() if parent in ours}
    return sum(map(_private, ours))


def _private(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(size) for size in re.findall(r"^Private_\w+:\s+(\d+)", text, re.MULTILINE)) / 1024


def told(what: str, account: Account) -> str:
    """Return a line about requests."""
    middle, first = statistics.median(account.seconds), statistics.median(account.first_bytes)
    return (
        f"{what}: {len(account.seconds):,} answers {dict(account.statuses)}, median {middle:.3f} s, "
        f"95 % within {account.slowest:.3f} s, first byte {first:.3f} s"
    )


def run(pid: int, address: str, say: Callable[[str], None] = print) -> bool:
    """Load a server; return whether nothing failed."""
    paths = ["/", "/en/", "/en/hotels.html", "/latest/handbook_en_card.pdf", "/health", "/feed.json"]
    static = statics(address, paths, AT_ONCE)
    say(told(f"{AT_ONCE} static requests at once", static))
    hotels(address, "en", "card", HOTELS, 10.0)
    before = memory(pid)
    made, fetched = hotels(address, "en", "card", HOTELS, SECONDS)
    say(told(f"{HOTELS} hotels at once for {SECONDS:.0f} s, forms", made))
    say(told("their zips", fetched))
    say(f"memory: {before:.0f} MB after ten seconds, {memory(pid):.0f} MB after {SECONDS + 10:.0f}")
    return set(static.statuses) == {200} and set(made.statuses) == {303} and set(fetched.statuses) == {200}


def main() -> int:
    """Build a card, serve it, load the server."""
    import tempfile  # noqa: PLC0415

    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from web.conftest import published, serving  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, serving(*published(Path(folder)), workers=2) as served:
        return 0 if run(served.process.pid, served.address) else 1


if __name__ == "__main__":
    sys.exit(main())
