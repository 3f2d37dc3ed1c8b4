"""The form in a real browser: Debian's Chromium, without a window; with its script and without."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from browsing import SECONDS, WIDE, violations
from playwright.sync_api import Browser, Page, expect

from .conftest import Served

FROM, VISITORS = "X-Forwarded-For", itertools.count(1)
"""Each context of the browser is another visitor: one may not send so many forms."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z" fill="#0F5653"/></svg>'
HOTELS = {
    "Chinese": {"name": "翠玉大酒店", "name_zh": "翠玉大酒店", "address_zh": "北京市朝阳区翠玉路18号"},
    "Arabic": {"name": "فندق القصر", "name_zh": "皇宫酒店", "address_zh": "北京市丝绸街7号"},
    "Thai": {"name": "โรงแรมหยก", "name_zh": "玉酒店", "address_zh": "北京市丝绸街9号"},
}


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "our logo.svg"
    file.write_text(LOGO, encoding="utf-8")
    return file


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        accept_downloads=True,
        extra_http_headers={FROM: f"10.1.0.{next(VISITORS)}"},
    )
    made = context.new_page()
    made.set_default_timeout(SECONDS)
    requests: list[str] = []
    faults: list[str] = []
    made.on("request", lambda request: requests.append(request.url))
    made.on("pageerror", lambda fault: faults.append(str(fault)))
    yield made
    context.close()
    assert faults == []
    assert [each for each in requests if not each.startswith((served.address, "blob:"))] == []


def words(pdf: Path | bytes) -> str:
    with pymupdf.open(stream=pdf if isinstance(pdf, bytes) else pdf.read_bytes()) as pages:
        return "".join(sheet.get_text() for sheet in pages)


@pytest.mark.parametrize(("hotel", "language"), [("Chinese", "en"), ("Arabic", "en"), ("Thai", "ar")])
def test_a_hotel_types_its_name_sees_it_and_fetches_its_files(
    page: Page, served: Served, logo: Path, tmp_path: Path, language: str, hotel: str
) -> None:
    typed = HOTELS[hotel]
    page.goto(f"{served.address}/{language}/hotels.html")
    page.locator(".acts a.get").click()
    for field, text in typed.items():
        page.fill(f"#{field}", text)
    page.set_input_files("#logo", logo)
    expect(page.locator("#preview img").first).to_have_js_property("complete", value=True)
    expect(page.locator("#busy")).to_be_hidden()
    expect(page.locator("#kept input")).to_have_count(1)
    assert violations(page) == []
    assert page.evaluate(WIDE) == []

    page.locator("#choose [name=language][value=ar]").check()
    with page.expect_download() as coming:
        page.locator("#choose button").click()
    file = tmp_path / "hotel.zip"
    coming.value.save_as(file)

    with zipfile.ZipFile(file) as parcel:
        cards = [name for name in parcel.namelist() if "_card_" in name and "ticket" not in name]
        assert {"_ar_" in name for name in cards} == {True} if language == "ar" else {True, False}
        for card in cards:
            said = words(parcel.read(card))
            assert typed["name_zh"] in said
            assert typed["address_zh"] in said


def test_without_a_script_the_button_does_the_same(browser: Browser, served: Served, logo: Path) -> None:
    visitor = {FROM: f"10.1.0.{next(VISITORS)}"}
    context = browser.new_context(java_script_enabled=False, accept_downloads=True, extra_http_headers=visitor)
    page = context.new_page()
    page.goto(f"{served.address}/en/your-hotel.html")
    page.fill("#name", "Grand Jade Hotel")
    page.fill("#phone", "12")
    page.click("#hotel button")
    expect(page.locator("#phone-fault")).not_to_be_empty()
    expect(page.locator("#name")).to_have_value("Grand Jade Hotel")

    page.fill("#phone", "010 5550 0100")
    page.set_input_files("#logo", logo)
    page.click("#hotel button")
    expect(page.locator("#preview img")).to_have_count(2)
    page.click("#choose summary")
    with page.expect_download() as coming:
        page.click("#choose .single a[href*=card]")

    assert "Grand Jade Hotel" in words(Path(coming.value.path()))
    context.close()


def test_a_fault_is_told_beside_its_field_and_goes_when_it_is_mended(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/ar/your-hotel.html")
    page.fill("#name", "Grand")
    page.fill("#web", "a@b")
    expect(page.locator("#web")).to_have_attribute("aria-invalid", "true")
    assert page.locator("#web-fault").inner_text()
    assert violations(page) == []

    page.fill("#web", "example.org")
    expect(page.locator("#web")).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#web-fault")).to_be_empty()


def test_all_can_be_reached_with_the_keyboard(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/en/your-hotel.html")
    page.locator("#name").focus()
    for _ in range(7):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "web"
    page.locator("#name").focus()
    page.keyboard.type("Grand")
    page.keyboard.press("Enter")
    page.wait_for_url("**order=*")
    expect(page.locator("#preview img")).to_have_count(2)


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("en/your-hotel.html", "light"),
        ("ar/your-hotel.html", "dark"),
        ("en/hotels.html", "dark"),
        ("ar/nothing", "light"),
    ],
)
def test_pages_are_for_everybody(page: Page, served: Served, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served.address}/{path}")

    assert violations(page) == []
    assert page.evaluate(WIDE) == []
