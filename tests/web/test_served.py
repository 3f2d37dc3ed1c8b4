"""The served site as browsers, phones, hotels and strangers ask for it."""

from __future__ import annotations

import hashlib
import http.client
import io
import itertools
import json
import re
import shutil
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pymupdf
import pytest
from builders import ROOT, load

from handbook.build import plan
from handbook.build.publish import manifest
from handbook.checks import preflight, structure
from handbook.press.produce import wants
from handbook.site import check
from handbook.values.model import Artifact
from handbook.web import counts

from .conftest import SECONDS, Served, serving

LOAD = spec_from_file_location("load", ROOT / "benchmarks/load.py")
assert LOAD is not None
assert LOAD.loader is not None
load_ = module_from_spec(LOAD)
sys.modules["load"] = load_
LOAD.loader.exec_module(load_)

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z" fill="#0F5653"/></svg>'
HOTEL = {
    "name": "Grand Jade Hotel",
    "name_zh": "翠玉大酒店",
    "address_zh": "北京市朝阳区翠玉路18号",
    "phone": "010 5550 0100",
}
FORM = "/en/your-hotel.html"
LINE = "hotel-form-line"
VISITORS = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(served: Served, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    place = urlsplit(served.address)
    with closing(http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def multipart(fields: Mapping[str, str], logo: bytes = b"", name: str = "logo.svg") -> bytes:
    head = f"--{LINE}\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    if logo:
        parts += [f'{head}"logo"; filename="{name}"\r\n\r\n'.encode(), logo, b"\r\n"]
    return b"".join([*parts, f"--{LINE}--\r\n".encode()])


def send(served: Served, fields: Mapping[str, str], logo: bytes = b"", path: str = FORM, **headers: str) -> Answer:
    """Send a form, as another visitor each time if nobody says as whom."""
    kind = {"Content_Type": f"multipart/form-data; boundary={LINE}", "X_Forwarded_For": f"10.2.0.{next(VISITORS)}"}
    return ask(served, path, "POST", multipart(fields, logo), **{**kind, **headers})


def order(served: Served, fields: Mapping[str, str] = HOTEL, logo: bytes = LOGO) -> str:
    answer = send(served, fields, logo)
    assert answer.status == 303, re.findall(r'class="fault"[^>]*>[^<]*<b>([^<]+)', answer.text)
    found = re.search(r"order=(\w+)", answer.headers["Location"])
    assert found
    return found[1]


def published(served: Served, format_: str) -> Artifact:
    return next(each for each in manifest.listed(served.out) if (each.language, each.format) == ("en", format_))


# The site.


def test_every_page_and_file_of_the_site_is_there(served: Served) -> None:
    guide = load(served.root).association.guide
    artifacts = manifest.listed(served.out)

    assert [str(each) for each in check.faults(check.of(served.address), guide, artifacts)] == []


def test_what_is_printed_leads_to_the_page_of_the_language(served: Served) -> None:
    answer = ask(served, "/ar")

    assert (answer.status, answer.headers["Location"]) == (308, "ar/")
    assert 'lang="ar" dir="rtl"' in ask(served, "/ar/").text


def test_pages_may_load_nothing_from_elsewhere(served: Served) -> None:
    answer = ask(served, "/en/")

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Set-Cookie"] is None


def test_names_with_an_edition_or_a_digest_are_kept_for_ever_and_pages_are_looked_at_again(served: Served) -> None:
    card = published(served, "card").path
    asset = next(path.relative_to(served.out).as_posix() for path in served.out.glob("assets/*.webp"))

    for path in (card, asset):
        assert "immutable" in ask(served, f"/{path}", "HEAD").headers["Cache-Control"]
    assert ask(served, "/en/").headers["Cache-Control"] == "no-cache"
    assert ask(served, "/latest/handbook_en_card.pdf").headers["Cache-Control"] == "no-cache"


def test_files_are_sent_in_parts_and_not_sent_again(served: Served) -> None:
    card = published(served, "card")
    whole = ask(served, f"/{card.path}")
    part = ask(served, f"/{card.path}", Range="bytes=100-199")
    again = ask(served, f"/{card.path}", If_None_Match=whole.headers["ETag"])

    assert hashlib.sha256(whole.body).hexdigest() == card.sha256
    assert (part.status, part.body) == (206, whole.body[100:200])
    assert (again.status, again.body) == (304, b"")
    assert ask(served, f"/{card.path}", Range="bytes=999999999-").status == 416


@pytest.mark.parametrize(
    "path",
    ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/en/..%2f..%2fetc/passwd", "///etc/passwd", "/site.json",
     "/downloads.sqlite3", "/en/index.html/", "/en/%00", "/.cache/x", "/assets/", "/EN/your-hotel.html",
     "/fr/your-hotel.html", "/en/your-hotel.pdf", "/a/b/c/d"],
)  # fmt: skip
def test_nothing_else_is_served(served: Served, path: str) -> None:
    assert ask(served, path).status == 404


def test_pages_of_trouble_speak_the_visitor_s_language_at_any_depth(served: Served) -> None:
    by_browser = ask(served, "/x/y/z", Accept_Language="fr;q=0.4, ar-EG;q=0.9, en;q=0.5")
    by_address = ask(served, "/ar/nothing", Accept_Language="en")
    sheet = re.search(r'href="([^"]+assets/site_\w+\.css)"', by_browser.text)

    assert by_browser.headers["Content-Language"] == by_address.headers["Content-Language"] == "ar"
    assert "هذه الصفحة غير موجودة" in by_browser.text
    assert sheet
    assert sheet[1].startswith("../../assets/")


def test_it_says_whether_it_is_well(served: Served) -> None:
    answer = ask(served, "/health")

    assert (answer.status, json.loads(answer.body)["status"]) == (200, "ok")


def test_other_methods_are_refused(served: Served) -> None:
    assert ask(served, "/en/", "DELETE").status == 405
    assert ask(served, "/en/", "POST", b"x").status == 405


# A hotel.


def test_a_hotel_s_card_has_its_name_and_passes_the_preflight(served: Served) -> None:
    base = published(served, "card")
    project = load(served.root)

    copy = ask(served, f"/en/your-hotel.pdf?order={order(served)}&format=card")

    assert "grand-jade-hotel.pdf" in copy.headers["Content-Disposition"]
    assert copy.body.startswith((served.out / base.path).read_bytes())
    with pymupdf.open(stream=copy.body) as pages:
        words = "".join(page.get_text() for page in pages)
    assert all(each in words for each in ("Grand Jade Hotel", "翠玉大酒店", "+86 10 5550 0100"))
    with pikepdf.open(io.BytesIO(copy.body)) as pdf:
        assert "Grand Jade Hotel" in str(pdf.docinfo.Keywords)
    assert preflight.examine(copy.body, wants(project.products["card"], project, base.pages)).remarks == ()


def test_a_hotel_s_leaflet_is_tagged_as_the_published_one(served: Served) -> None:
    job = plan.alone(load(served.root), "en", "leaflet-screen")

    copy = ask(served, f"/en/your-hotel.pdf?order={order(served)}&format=leaflet-screen").body

    assert structure.check(copy, job) == ()
    with pymupdf.open(stream=copy) as pages:
        assert "翠玉大酒店" in "".join(page.get_text() for page in pages)


def test_a_zip_has_copies_of_all_that_was_chosen_with_their_tickets(served: Served) -> None:
    answer = ask(served, f"/en/your-hotel.zip?order={order(served)}&language=en&language=ar&format=card")

    with zipfile.ZipFile(io.BytesIO(answer.body)) as parcel:
        assert parcel.testzip() is None
        names = [Path(name).name for name in parcel.namelist()]
        edition = load(served.root).edition.id
        stems = [f"handbook_{tag}_card_{edition}_grand-jade-hotel" for tag in ("ar", "en")]
        ends = (".pdf", "_ticket.pdf", "_ticket.json")
        assert names == ["read-me.pdf", *(f"{stem}{end}" for stem in stems for end in ends)]
        for stem in stems:
            folder = parcel.namelist()[0].partition("/")[0]
            told = json.loads(parcel.read(f"{folder}/{stem}_ticket.json"))
            assert told["sha256"] == hashlib.sha256(parcel.read(f"{folder}/{stem}.pdf")).hexdigest()


def test_the_first_bytes_of_a_zip_come_before_it_is_made(served: Served) -> None:
    place = urlsplit(served.address)
    path = f"/en/your-hotel.zip?order={order(served)}&language=en&format=card"
    with closing(http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()

        assert answer.headers["Content-Length"] is None
        assert answer.read(4) == b"PK\3\4"


def test_the_preview_shows_the_page_that_has_the_panel(served: Served) -> None:
    token = order(served)

    page = ask(served, f"/en/your-hotel.html?order={token}").text
    picture = ask(served, f"/en/your-hotel.png?order={token}&format=card")

    assert 'value="Grand Jade Hotel"' in page
    assert f'src="your-hotel.png?order={token}&amp;format=card"' in page
    assert picture.body[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_logo_is_kept_when_something_else_is_changed(served: Served) -> None:
    first = order(served)

    changed = order(served, {**HOTEL, "phone": "010 5550 0199", "order": first}, b"")
    without = order(served, {**HOTEL, "order": first, "no_logo": "1"}, b"")

    assert 'name="no_logo"' in ask(served, f"{FORM}?order={changed}").text
    assert 'name="no_logo"' not in ask(served, f"{FORM}?order={without}").text


def test_the_logo_is_kept_when_something_else_cannot_be_printed_yet(served: Served) -> None:
    """A browser does not fill in a file again, so hotels would fetch copies without it."""
    wrong = send(served, {**HOTEL, "phone": "8.61E+11"}, LOGO)
    (token,) = re.findall(r'name="order" id="order" value="([0-9a-f]{32})"', wrong.text)
    again = send(served, {**HOTEL, "phone": "none", "order": token}, b"")

    mended = order(served, {**HOTEL, "order": token}, b"")

    assert (wrong.status, again.status) == (422, 422)
    assert [page.count('name="no_logo"') for page in (wrong.text, again.text)] == [1, 1]
    assert mended == order(served)
    assert ask(served, f"{FORM}?order={token}").status == 410


def test_the_same_hotel_has_the_same_order_and_nobody_can_guess_it(served: Served) -> None:
    assert order(served) == order(served) != order(served, {**HOTEL, "name": "Another"})
    assert ask(served, f"{FORM}?order={'0' * 32}").status == 410


def test_downloads_are_counted_by_day_language_and_format_alone(served: Served) -> None:
    ask(served, "/latest/handbook_ar_card.pdf")
    ask(served, "/latest/handbook_ar_card.pdf", "HEAD")
    ask(served, "/latest/handbook_ar_card.pdf", Range="bytes=5-")
    ask(served, f"/ar/your-hotel.pdf?order={order(served)}&format=card")
    end = time.monotonic() + SECONDS
    while not (found := {(each.kind): each for each in counts.read(served.counts) if each.language == "ar"}).keys() >= {
        "file", "copy",
    }:  # fmt: skip
        assert time.monotonic() < end
        time.sleep(0.2)

    assert found["file"] == counts.Count("2027-01-02", "ar", "card", "file", found["file"].count)
    assert b"127.0.0.1" not in served.counts.read_bytes()


# Strangers.


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", ""), ("name", "\0"), ("name", "x" * 10_000), ("name", "=cmd|' /C calc'!A0"), ("name", "a\u202eb"),
     ("name", "🦄"), ("name", "\ue000"), ("phone", "12"), ("phone", "8.61E+11"), ("web", "javascript:alert(1)"),
     ("web", "a@b.cn"), ("hint", "a\nb\nc"), ("address_zh", "路" * 80)],
)  # fmt: skip
def test_a_field_that_cannot_be_printed_is_told(served: Served, field: str, text: str) -> None:
    answer = send(served, {**HOTEL, field: text})

    assert answer.status == 422
    (said,) = re.findall(rf'id="{field}-fault"><b>([^<]+)</b>', answer.text)
    assert said
    assert re.search(rf'id="{field}"[^>]* aria-invalid="true"', answer.text)


def test_what_was_typed_comes_back_as_text_and_never_as_markup(served: Served) -> None:
    typed = {**HOTEL, "name": '"><script>alert(1)</script>', "hint": "@@name@@ & {{ 7*7 }} \U000f0001", "phone": "1"}

    answer = send(served, typed)

    assert "<script>alert" not in answer.text
    assert 'value="&quot;&gt;&lt;script&gt;' in answer.text
    assert 'value="@@name@@ &amp; {{ 7*7 }} "' in answer.text


BOMB = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + b"".join(
    b'<g id="a%d">%b</g>' % (depth, b'<use href="#a%d"/>' % (depth - 1) * 9 if depth else b"<path d='M0 0h9v9z'/>")
    for depth in range(9)
)


@pytest.mark.parametrize(
    "logo",
    [BOMB + b'<use href="#a8"/></svg>', b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"%PDF-1.7\n", b"hello",
     LOGO.replace(b"<path", b'<image href="http://example.org/x.png"/><path'),
     LOGO.replace(b"<path", b"<script>1</script><path"), LOGO.replace(b"<svg", b'<!DOCTYPE x [<!ENTITY a "b">]><svg')],
)  # fmt: skip
def test_a_logo_that_is_none_is_refused(served: Served, logo: bytes) -> None:
    answer = send(served, HOTEL, logo)

    assert answer.status == 422
    assert re.search(r'id="logo-fault"><b>', answer.text)
    assert ask(served, "/health").status == 200


def test_too_large_an_upload_is_told_kindly(served: Served) -> None:
    answer = send(served, HOTEL, b"x" * 6_000_000, path="/ar/your-hotel.html")

    assert answer.status == 413
    assert 'lang="ar"' in answer.text


@pytest.mark.parametrize("body", [b"", b"--x", b"\0" * 1000, multipart({str(n): "x" for n in range(60)})])
def test_a_form_that_is_none_is_refused(served: Served, body: bytes) -> None:
    kind = f"multipart/form-data; boundary={LINE}"

    assert ask(served, FORM, "POST", body, Content_Type=kind).status in {400, 422}


def test_another_site_s_form_is_refused(served: Served) -> None:
    host = urlsplit(served.address).netloc

    assert send(served, HOTEL, Sec_Fetch_Site="cross-site").status == 403
    assert send(served, HOTEL, Origin="https://evil.example").status == 403
    assert send(served, HOTEL, Origin=f"http://{host}", Sec_Fetch_Site="same-origin").status == 303


def test_a_fast_sender_waits_and_others_do_not(served: Served) -> None:
    wrong = {**HOTEL, "name": ""}
    statuses = [send(served, wrong, X_Forwarded_For="192.0.2.1").status for _ in range(36)]
    answer = send(served, wrong, X_Forwarded_For="6.6.6.6, 192.0.2.1")

    assert statuses[:30] == [422] * 30
    assert (answer.status, int(answer.headers["Retry-After"]) > 0) == (429, True)
    assert send(served, wrong, X_Forwarded_For="192.0.2.2").status == 422


def test_many_at_once_are_all_answered(served: Served) -> None:
    before = load_.memory(served.process.pid)

    static = load_.statics(served.address, ["/", "/en/", "/ar/hotels.html", "/latest/handbook_en_card.pdf"], 60)
    made, fetched = load_.hotels(served.address, "en", "card", 6, 2.0)

    assert static.statuses == {200: 60}
    assert set(made.statuses) == {303}
    assert set(fetched.statuses) == {200}
    assert load_.memory(served.process.pid) < before + 250


@pytest.fixture(scope="module")
def another(dist: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a server, with a folder of its own, that the last two tests may do anything to."""
    root, out = dist
    own = tmp_path_factory.mktemp("another") / "dist"
    shutil.copytree(out, own)
    with serving(root, own) as made:
        yield made


def test_what_is_published_meanwhile_is_served(another: Served) -> None:
    file = another.out / "manifest.json"
    text = file.read_text(encoding="utf-8")
    before = ask(another, "/manifest.json").headers["ETag"]
    file.write_text(f"{text}\n", encoding="utf-8")
    try:
        end = time.monotonic() + SECONDS
        while ask(another, "/manifest.json").headers["ETag"] == before:
            assert time.monotonic() < end
            time.sleep(0.3)
    finally:
        file.write_text(text, encoding="utf-8")


def test_a_request_at_work_comes_to_its_end_before_the_server_does(another: Served) -> None:
    token = order(another)
    place = urlsplit(another.address)
    with closing(http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)) as connection:
        connection.request("GET", f"/en/your-hotel.zip?order={token}&language=en&language=ar&format=card")
        answer = connection.getresponse()
        first = answer.read(10)
        another.process.terminate()
        data = first + answer.read()

    assert another.process.wait(SECONDS) == 0
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        assert parcel.testzip() is None
