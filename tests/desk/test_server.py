"""The preview's server: for this machine and its own page alone."""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from builders import project_files

from .conftest import SECONDS, served

Answer = tuple[int, http.client.HTTPMessage, bytes]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = project_files(tmp_path_factory.mktemp("server") / "project", ("en", "fr"), ("cover", "about"))
    with served(root, "fr") as found:
        yield found


def ask(address: str, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
    """Ask for what stands below an address, or with ``//`` at the head for the server's own."""
    place = urlsplit(address)
    path = path[1:] if path.startswith("//") else f"{place.path.rstrip('/')}{path}"
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)
    with closing(connection):
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def first_page(address: str) -> str:
    end = time.monotonic() + SECONDS
    while not (pages := json.loads(ask(address, "/state.json")[2]).get("pages")):
        assert time.monotonic() < end, "no page was laid out"
        time.sleep(0.1)
    return str(pages[0]["id"])


def test_it_listens_on_this_machine_only(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_its_page_may_load_nothing_from_elsewhere(address: str) -> None:
    status, headers, body = ask(address, "/")

    assert status == 200
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert b"http" not in body.replace(b"http-equiv", b"")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", ""])
def test_a_foreign_name_for_this_machine_is_refused(address: str, host: str) -> None:
    assert ask(address, "/state.json", Host=host)[0] == 403


def test_another_site_s_request_is_refused(address: str) -> None:
    ours = "http://{0.hostname}:{0.port}".format(urlsplit(address))

    assert ask(address, "/look", "POST", "1", Content_Type="application/json", Origin="http://evil.example")[0] == 403
    assert ask(address, "/look", "POST", "1", Content_Type="text/plain", Origin=ours)[0] == 400
    assert ask(address, "/look", "POST", "1", Content_Type="application/json", Origin=ours)[0] == 200


@pytest.mark.parametrize("body", ["x", "[]", "9" * 300, ""])
def test_nonsense_is_refused(address: str, body: str) -> None:
    assert ask(address, "/look", "POST", body, Content_Type="application/json")[0] == 400


@pytest.mark.parametrize(
    "path",
    ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "///etc/passwd", "/server.py", "/pages/../../x.png",
     "/pages/1.png", "/pages/99999-0.png", "/pages/-1-0.png", "/page.html", "/news/x", "/state.json/"],
)  # fmt: skip
def test_nothing_else_is_served(address: str, path: str) -> None:
    assert ask(address, path)[0] == 404


@pytest.mark.parametrize(("scale", "status"), [("1", 200), ("0", 404), ("-1", 404), ("nan", 404), ("x", 404)])
def test_a_page_is_a_picture_of_the_size_asked_for(address: str, scale: str, status: int) -> None:
    answer = ask(address, f"/pages/{first_page(address)}.png?scale={scale}")

    assert answer[0] == status
    assert (answer[2][:8] == b"\x89PNG\r\n\x1a\n") == (status == 200)


@pytest.mark.parametrize(
    "path",
    ["//xx/screen/", "//fr/xx/", "//fr/print/", "//FR/screen/", "//mul/poster/", "//fr/", "//fr/screen", "//page.js"],
)
def test_what_is_no_language_and_format_is_not_served(address: str, path: str) -> None:
    assert ask(address, path)[0] == 404


def test_the_root_leads_to_what_was_asked_for_first(address: str) -> None:
    status, headers, _ = ask(address, "//")

    assert (status, headers["Location"]) == (302, address)


def test_the_page_speaks_its_language(address: str) -> None:
    page = ask(address, "/")[2].decode()

    assert '<html lang="fr" dir="ltr">' in page
    assert "Tout est à jour." in page
    assert re.search(r'<option value="en" lang="en" dir="ltr">English</option>', page)
    assert not re.search("[\U000f0000-\U000fffff]", page)


def test_a_huge_picture_is_not_made(address: str) -> None:
    data = ask(address, f"/pages/{first_page(address)}.png?scale=1e9")[2]

    width = int.from_bytes(data[16:20], "big")
    assert width == pytest.approx(148 / 25.4 * 72 * 8, abs=2)
