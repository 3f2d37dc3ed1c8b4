"""Whether each address that is printed has its page, and each page what it leads to: in a folder or on a web server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

from handbook.site.pages import FIRST
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Artifact

SECONDS = 20
"""How long a server may take for an answer."""
SCHEMES = ("http://", "https://")
HTML = "text/html"
GENERATOR = ("generator", "handbook")
"""How a page of ours tells itself from a list of files that a server makes of a folder without one."""
UPLOAD = "Upload all of the folder again; docs/publishing-the-site.md says where to."


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address."""

    address: str
    """Where it stands in the end: a server may lead on to a folder."""
    kind: str
    """Its media type."""
    size: int | None
    """In bytes, if the server says it."""
    text: str = ""
    """Of a page."""


class Base(Protocol):
    """A place that the site was brought to."""

    @property
    def address(self) -> str:
        """The address of the first page, with a stroke at its end."""

    def answer(self, address: str) -> Answer | None:
        """Return what stands there; None if nothing does."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, as a file browser opens it."""

    root: Path

    @property
    def address(self) -> str:
        """The address of the folder."""
        return self.root.resolve().as_uri() + "/"

    def answer(self, address: str) -> Answer | None:
        """Return the file, or the first page of the folder."""
        path = Path(unquote(urlsplit(address).path))
        file = path / FIRST if path.is_dir() else path
        if not file.is_file() or not file.is_relative_to(self.root.resolve()):
            return None
        is_page = file.suffix == ".html"
        text = file.read_text(encoding="utf-8") if is_page else ""
        return Answer(file.as_uri(), HTML if is_page else "", file.stat().st_size, text)


@dataclass(frozen=True, slots=True)
class Server:
    """A web server; what it answers with an error is not there."""

    address: str

    def answer(self, address: str) -> Answer | None:
        """Ask for the head of a file, and for the whole of a page. Raises OSError if there is no server."""
        found = self._asked(address, "HEAD")
        return self._asked(address, "GET") if found and found.kind == HTML else found

    def _asked(self, address: str, method: str) -> Answer | None:
        try:
            with urlopen(Request(address, method=method), timeout=SECONDS) as reply:  # noqa: S310  # http alone, see of()
                length = reply.headers.get("Content-Length")
                text = reply.read().decode("utf-8", "replace") if method == "GET" else ""
                return Answer(reply.url, reply.headers.get_content_type(), int(length) if length else None, text)
        except HTTPError as fault:
            fault.close()
            if fault.code == HTTPStatus.METHOD_NOT_ALLOWED and method == "HEAD":
                return self._asked(address, "GET")
            return None
        except URLError as fault:
            raise OSError(str(fault.reason)) from fault


def of(base: str) -> Base:
    """Return the place of a name: a web address, or a folder."""
    return Server(base.rstrip("/") + "/") if base.startswith(SCHEMES) else Folder(Path(base))


@dataclass
class _Page(HTMLParser):
    """The language, the anchors and the references of a page."""

    is_ours: bool = False
    language: str = ""
    anchors: set[str] = field(default_factory=set)
    references: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        values = dict(attrs)
        self.language = self.language or (values.get("lang") or "" if tag == "html" else "")
        self.is_ours = self.is_ours or (values.get("name"), values.get("content")) == GENERATOR
        self.anchors |= {each for each in [values.get("id")] if each}
        self.references += [each for each in (values.get("href"), values.get("src")) if each]


def faults(base: Base, guide: str, artifacts: Iterable[Artifact]) -> Iterator[Diagnostic]:
    """Yield an error for each printed address without its page, and for each reference of a page that leads nowhere.

    ``guide`` is where the pages are published, without ``https://``. Raises OSError if the server cannot be reached.
    """
    listed = tuple(artifacts)
    crawl = _Crawl(base, {each.path: each.bytes for artifact in listed for each in artifact.files})
    start = f"https://{guide}"
    for address, names in sorted(_printed(listed).items()):
        beyond = address.removeprefix(start).lstrip("/")
        if not address.startswith(start):
            text = f"{address} is printed in {names[0]}, and the pages are published at {start}"
            yield error(names[0], 0, "site.address", text, "Build anew: the address has changed since.")
            continue
        page = crawl.page(urljoin(base.address, beyond))
        wanted = beyond.lower()
        if page is None or not page.is_ours:
            is_made = not wanted or any(each.language.lower() == wanted for each in listed)
            hint = UPLOAD if is_made else f"Nothing is published in this language: python3 build.py -l {wanted}"
            yield error(address, 0, "site.page", f"no page; it is printed in {', '.join(names[:3])}", hint)
        elif wanted and page.language.lower() != wanted:
            yield error(address, 0, "site.language", f"the page is in {page.language!r} and not in {wanted!r}", UPLOAD)
    crawl.page(base.address)
    yield from crawl.faults()


def _printed(artifacts: Iterable[Artifact]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in artifacts:
        for address in each.addresses:
            found.setdefault(address, []).append(each.path)
    return found


class _Crawl:
    """Every page that a first one leads to within the site, each asked for once."""

    def __init__(self, base: Base, sizes: Mapping[str, int]) -> None:
        self.base, self.sizes = base, sizes
        self.answers: dict[str, Answer | None] = {}
        self.pages: dict[str, _Page] = {}
        """By the address at which they stand in the end."""

    def page(self, address: str) -> _Page | None:
        """Return a page; None if there is none."""
        found = self._answer(address)
        if found is None or found.kind != HTML:
            return None
        if found.address not in self.pages:
            page = _Page()
            page.feed(found.text)
            self.pages[found.address] = page
        return self.pages[found.address]

    def faults(self) -> Iterator[Diagnostic]:
        """Yield an error for each reference that leads nowhere, from page to page."""
        seen: set[str] = set()
        while waiting := [each for each in self.pages if each not in seen]:
            for address in waiting:
                seen.add(address)
                yield from self._of_page(address, self.pages[address])

    def _of_page(self, address: str, page: _Page) -> Iterator[Diagnostic]:
        for reference in dict.fromkeys(page.references):
            target, anchor = urldefrag(urljoin(address, reference))
            if not target.startswith(self.base.address):
                continue  # another host, a telephone number, an address of mail
            found = self._answer(target)
            size = self.sizes.get(unquote(target.removeprefix(self.base.address)))
            where = address.removeprefix(self.base.address) or FIRST
            if found is None:
                yield error(where, 0, "site.link", f"{reference} leads nowhere", UPLOAD)
            elif size is not None and found.size not in {None, size}:
                yield error(where, 0, "site.size", f"{reference} has {found.size} bytes and not {size}", UPLOAD)
            elif found.kind == HTML and anchor and (led := self.page(target)) and anchor not in led.anchors:
                yield error(where, 0, "site.anchor", f"{reference}: the page has no such anchor", UPLOAD)
            elif found.kind == HTML:
                self.page(target)

    def _answer(self, address: str) -> Answer | None:
        if address not in self.answers:
            self.answers[address] = self.base.answer(address)
        return self.answers[address]
