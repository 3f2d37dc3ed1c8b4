"""The download pages in a real browser: Debian's Chromium, without a window, opening files as from a USB stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from browsing import SECONDS, WIDE, violations
from builders import BRIEF, ROOT, in_regions, load, project_files
from playwright.sync_api import Browser, Page, expect
from published import LANGUAGES, Folder, folder, published

from handbook.language.breaks import MAY_BREAK

PAGES = (
    "index.html",
    *(f"{tag.lower()}/{name}.html" for tag in LANGUAGES for name in ("index", "print-shop", "hotels")),
)
LIGHT = ("index.html", "en/index.html", "en/print-shop.html", "en/hotels.html", "ar/hotels.html")
DARK = ("index.html", "ar/index.html", "en/print-shop.html")
"""A page in another language has other words in the same places."""


@pytest.fixture(scope="module")
def light(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, accept_downloads=True)
    yield context.new_page()
    context.close()


def opened(page: Page, shown: Folder, path: str) -> Page:
    page.goto((shown.out / path).as_uri())
    return page


@pytest.mark.parametrize(("scheme", "pages"), [("light", LIGHT), ("dark", DARK)])
def test_nobody_is_kept_out(
    browser: Browser, shown: Folder, scheme: Literal["light", "dark"], pages: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = {path: violations(opened(page, shown, path)) for path in pages}
    context.close()

    assert {path: each for path, each in found.items() if each} == {}


def test_words_that_are_hard_to_see_are_found(light: Page, shown: Folder) -> None:
    opened(light, shown, "index.html").add_style_tag(content=".known { color: var(--grey) }")

    assert [each.partition(":")[0] for each in violations(light)] == ["color-contrast"]


def test_what_opens_on_a_page_is_sound_too(light: Page, shown: Folder) -> None:
    opened(light, shown, "fr/index.html")
    light.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")

    assert violations(light) == []
    assert light.evaluate(WIDE) == []


@pytest.mark.parametrize(("width", "letters"), [(320, "16px"), (1280, "32px")])
def test_nothing_stands_outside_of_the_window(browser: Browser, shown: Folder, width: int, letters: str) -> None:
    """A window of 320 px is one of 1280 px at 400 % (WCAG 2.2, 1.4.10); letters may be twice as large (1.4.4)."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    found = {}
    for path in PAGES:
        opened(page, shown, path)
        page.add_style_tag(content=f"html {{ font-size: {letters} }}")
        found[path] = page.evaluate(WIDE)
    context.close()

    assert {path: each for path, each in found.items() if each} == {}


def test_a_language_is_chosen_and_a_file_downloaded_by_keyboard(light: Page, shown: Folder, tmp_path: Path) -> None:
    opened(light, shown, "index.html")
    light.keyboard.press("Tab")
    expect(light.locator(":focus")).to_have_text("Skip to the content")
    light.keyboard.press("Enter")
    for _ in LANGUAGES:
        light.keyboard.press("Tab")
        if light.locator(":focus").get_attribute("hreflang") == "fr":
            break
    outline = light.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    light.keyboard.press("Enter")
    light.wait_for_url("**/fr/index.html")
    light.keyboard.press("Tab")
    light.keyboard.press("Enter")
    light.keyboard.press("Tab")
    with light.expect_download(timeout=SECONDS) as waiting:
        light.keyboard.press("Alt+Enter")
    waiting.value.save_as(tmp_path / "file.pdf")

    assert outline == "solid"
    assert (tmp_path / "file.pdf").read_bytes() == (
        shown.out / "2027-01/fr/handbook_fr_screen_2027-01.pdf"
    ).read_bytes()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a folder in all languages of the handbook and as many of regions, whose names are longer."""
    root = tmp_path_factory.mktemp("crowded") / "project"
    project_files(root, load(ROOT).languages, BRIEF, ("screen", "card"))
    in_regions(root, "fr", len(load(ROOT).languages))
    made = published(root, root.parent / "dist")
    assert made.brought_up() == ()
    return made


@pytest.mark.parametrize("width", [320, 1280])
def test_twice_as_many_languages_can_be_chosen_from(browser: Browser, crowded: Folder, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    for path, others in (("index.html", 0), ("th/index.html", 1), ("ar/index.html", 1)):
        opened(page, crowded, path)
        choices = page.locator(".tongues a")

        assert choices.count() == 2 * len(load(ROOT).languages) - others
        assert page.evaluate(WIDE) == []
        assert violations(page) == []
        assert page.evaluate(MEETING) == []
    choices.get_by_text("Français (Belgique)").click()
    page.wait_for_url("**/fr-be/index.html")
    context.close()


ENDS = """() => {
  const ends = [], thai = /\\p{Script=Thai}/u, within = /[\\p{Script=Thai}\\u200b\\u2060]/u;
  const range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.data;
    let bottom = Infinity;
    for (let at = 0; at < text.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (!thai.test(text[at]) || !box.width) continue;
      if (box.top >= bottom - 4 && within.test(text[at - 1])) ends.push(text.slice(0, at));
      bottom = box.bottom;
    }
  }
  return ends;
}"""
"""A script that returns what stands before each end of a line within a run of Thai."""


def test_lines_of_thai_end_where_those_of_the_book_may(browser: Browser, tmp_path: Path) -> None:
    made = folder(tmp_path, ("en", "th"))
    made.brought_up()
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    ends: set[str] = set()
    for name in ("index", "hotels", "print-shop"):
        opened(page, made, f"th/{name}.html")
        for width in range(320, 720, 16):
            page.set_viewport_size({"width": width, "height": 640})
            ends.update(page.evaluate(ENDS))
    context.close()

    assert ends
    assert {each for each in ends if not each.endswith(MAY_BREAK)} == set()


MEETING = """() => {
  const boxes = [...document.querySelectorAll(".tongues a")].map((each) => [each, each.getBoundingClientRect()]);
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  return boxes.filter(([each, box]) => box.height < 24 || each.scrollWidth > each.clientWidth
    || boxes.some(([other, its]) => other !== each && meet(box, its))).map(([each]) => each.textContent);
}"""
"""A script that returns the choices that lie on others, are cut off, or too low for a finger (WCAG 2.2, 2.5.8)."""


def test_a_page_from_right_to_left_begins_at_the_right(light: Page, shown: Folder) -> None:
    opened(light, shown, "ar/index.html")
    picture, words = (light.locator(f"#screen .{name}").bounding_box() for name in ("show", "tell"))
    home, nav = (light.locator(name).bounding_box() for name in (".home", ".bar nav"))

    assert light.locator("html").get_attribute("dir") == "rtl"
    assert picture
    assert words
    assert picture["x"] > words["x"]
    assert home
    assert nav
    assert home["x"] + home["width"] == pytest.approx(nav["x"] + nav["width"], abs=2)


def test_pictures_are_there_and_nothing_is_asked_of_the_network(light: Page, shown: Folder) -> None:
    asked: list[str] = []
    light.on("request", lambda request: asked.append(request.url))
    for path in PAGES[:3]:
        opened(light, shown, path)
        light.evaluate("document.querySelectorAll('img').forEach((each) => { each.loading = 'eager' })")
        light.wait_for_function("[...document.images].every((each) => each.complete)")
        assert light.evaluate("[...document.images].filter((each) => !each.naturalWidth).length") == 0
        assert light.evaluate("document.fonts.ready.then((all) => [...all].map((each) => each.status))") == ["loaded"]
    assert [url for url in asked if not url.startswith("file:")] == []
