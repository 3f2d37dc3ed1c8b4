"""The preview in a real browser: Debian's Chromium, without a window.

Pictures for the documentation: ``HANDBOOK_PICTURES=1 python3 build.py test tests/desk/test_browser.py``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SECONDS
from builders import ROOT, catalog_file, project_files, replace
from playwright.sync_api import Browser, Page, expect

from .conftest import CHAPTERS, served

PICTURES = ROOT / "docs/pictures"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project_files(
        tmp_path_factory.mktemp("browser") / "project", ("en", "fr", "ar"), CHAPTERS, ("screen", "card")
    )
    replace(catalog_file(made, "fr"), r'msgid "Here"', '#, fuzzy\nmsgid "Here"')
    return made


@pytest.fixture(scope="module")
def french(root: Path) -> Iterator[str]:
    with served(root, "fr") as address:
        yield address


@pytest.fixture
def requests() -> list[str]:
    return []


@pytest.fixture
def dots() -> int:
    """Return how many dots of the screen a pixel has, each way; a picture for two takes four times as long."""
    return 2 if os.environ.get("HANDBOOK_PICTURES") else 1


@pytest.fixture
def page(browser: Browser, french: str, requests: list[str], dots: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 820}, device_scale_factor=dots)
    made = context.new_page()
    made.on("request", lambda request: requests.append(request.url))
    faults: list[str] = []
    made.on("pageerror", lambda fault: faults.append(str(fault)))
    opened(made, french)
    yield made
    context.close()
    assert faults == []


def opened(page: Page, address: str, place: str = "") -> None:
    page.goto("about:blank")
    page.goto(address + place)
    page.wait_for_selector(".page img", timeout=SECONDS)


def go_to(page: Page, words: str) -> None:
    """Search a text and choose it."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".run.chosen").first).to_be_visible()
    expect(page.locator(".page img")).to_be_visible()


def shown_pages(page: Page) -> list[str]:
    return [str(element.get_attribute("data-page")) for element in page.query_selector_all(".page")]


def picture(page: Page, name: str) -> None:
    """Keep a picture for the documentation, if they are asked for."""
    if os.environ.get("HANDBOOK_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / name, scale="css")


@pytest.mark.parametrize("dots", [2])
def test_pages_are_sharp_pictures_and_nothing_comes_from_elsewhere(
    page: Page, french: str, requests: list[str]
) -> None:
    expect(page.locator("#status")).to_have_attribute("data-phase", "ready")
    natural, shown = page.evaluate("(i => [i.naturalWidth, i.getBoundingClientRect().width])(document.images[0])")

    assert abs(natural - 2 * shown) <= 2
    assert len(requests) >= 5
    assert [url for url in requests if not url.startswith((french, "data:", "about:"))] == []


def test_pointing_at_text_shows_its_entry(page: Page) -> None:
    go_to(page, "Why it matters")
    page.keyboard.press("Escape")
    run = page.locator(".run").nth(2)
    number = run.get_attribute("data-message")

    run.hover()

    expect(page.locator(f'.entry[data-message="{number}"]')).to_have_class(re.compile("pointed"))
    run.click()
    entry = page.locator(f'.entry[data-message="{number}"]')
    expect(entry).to_have_class(re.compile("chosen"))
    expect(entry.locator("dl")).to_contain_text(re.compile(r"locales/fr/LC_MESSAGES/handbook\.po:\d+"))
    expect(entry.locator("dl")).to_contain_text("templates/chapters/why.html")
    picture(page, "preview.png")


def test_choosing_an_entry_turns_to_its_page(page: Page) -> None:
    expect(page.locator("#page")).to_have_value("1")

    go_to(page, "The law in three lines")

    expect(page.locator("#page")).not_to_have_value("1")
    expect(page.locator(".entry.chosen .translation")).to_have_text("La loi en trois lignes")
    expect(page.locator(".run.chosen").first).to_be_visible()


def test_glossary_terms_stand_beside_an_entry(page: Page) -> None:
    go_to(page, "For our guests in China")

    expect(page.locator(".entry.chosen dl")).to_contain_text("guest = hôte")


def test_fuzzy_text_is_tinted_and_found_by_a_key(page: Page) -> None:
    page.keyboard.press("n")

    expect(page.locator(".entry.chosen .state")).to_have_text("à revoir")
    expect(page.locator(".run.fuzzy.chosen").first).to_be_visible()
    expect(page.locator(".entry.chosen .source")).to_have_text("Here")


def test_saving_refreshes_only_what_changed_and_keeps_the_place(page: Page, root: Path) -> None:
    go_to(page, "The law in three lines")
    page.keyboard.press("Escape")
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator("#status")).to_have_attribute("data-phase", "ready")
    number = page.locator("#page").input_value()
    page.evaluate("document.getElementById('view').scrollTop = 40")
    width = page.evaluate("document.images[0].getBoundingClientRect().width")
    ids = page.evaluate("fetch('state.json').then(r => r.json()).then(s => s.pages.map(p => p.id))")
    source = page.locator(".page").get_attribute("data-source")

    replace(catalog_file(root, "fr"), r'msgstr "La loi en trois lignes"', 'msgstr "La loi, en trois lignes"')

    expect(page.locator(".page")).not_to_have_attribute("data-source", str(source))
    expect(page.locator("#status")).to_have_attribute("data-phase", "ready")
    after = page.evaluate("fetch('state.json').then(r => r.json()).then(s => s.pages.map(p => p.id))")
    assert page.locator("#page").input_value() == number
    assert page.evaluate("document.getElementById('view').scrollTop") == 40
    assert page.evaluate("document.images[0].getBoundingClientRect().width") == width
    # The chapter itself and the contents page, which names it.
    assert sum(one != other for one, other in zip(ids, after, strict=True)) <= 3


def test_an_error_is_shown_and_the_last_good_page_stays(page: Page, root: Path) -> None:
    go_to(page, "The law in three lines")
    source = page.locator(".page").get_attribute("data-source")
    file = catalog_file(root, "fr")
    good = file.read_text(encoding="utf-8")

    file.write_text(good.replace('msgstr "Édition"', 'msgstr "<i>Édition</i>"'), encoding="utf-8")

    alert = page.get_by_role("alert")
    expect(alert).to_be_visible(timeout=SECONDS)
    expect(alert).to_contain_text("catalog.tag")
    expect(alert).to_contain_text(re.compile(r"handbook\.po:\d+"))
    assert page.locator(".page").get_attribute("data-source") == source
    expect(page.locator(".page img")).to_be_visible()
    picture(page, "preview-error.png")

    file.write_text(good, encoding="utf-8")

    expect(alert).to_be_hidden(timeout=SECONDS)


def test_a_new_letter_is_printed_in_its_font(page: Page, root: Path) -> None:
    go_to(page, "The law in three lines")
    source = page.locator(".page").get_attribute("data-source")

    replace(catalog_file(root, "fr"), r"en trois lignes\"", 'en trois lignes Ŵ"')

    expect(page.locator(".page")).not_to_have_attribute("data-source", str(source))
    expect(page.locator("#errors")).to_be_hidden()


def test_keys_turn_pages_search_and_go_back(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    expect(page.locator("#page")).to_have_value("2")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#page")).to_have_value("1")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".entry.chosen")).to_have_count(1)
    expect(page.locator(".entry.chosen .pick")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("receipt")
    expect(page.locator("#panel-title")).to_have_text("Rechercher")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator(".entry.chosen")).to_have_count(0)
    page.keyboard.press("End")
    expect(page.locator("#turn-right")).to_be_disabled()


def test_a_new_part_of_a_chapter_leaves_the_old_page_until_the_book_is_laid_out(page: Page, root: Path) -> None:
    go_to(page, "The law in three lines")
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_attribute("data-phase", "ready")
    # What a reader would see at each moment, noted by the page itself.
    page.evaluate("""() => {
      window.seen = [];
      const note = () => window.seen.push([document.getElementById("status").dataset.phase,
        document.querySelectorAll(".page img").length, document.getElementById("count").value]);
      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
    }""")
    count = page.locator("#count").text_content()
    chapter = root / "templates/chapters/about.html"

    chapter.write_text(
        chapter.read_text("utf-8") + '<section class="chapter"><p>{{ _("Place") }}</p></section>', "utf-8"
    )

    expect(page.locator("#count")).not_to_have_text(str(count))
    expect(page.locator("#status")).to_have_attribute("data-phase", "ready")
    seen = page.evaluate("window.seen")
    assert {"laying", "whole"} <= {phase for phase, _, _ in seen}
    assert min(pictures for _, pictures, _ in seen) >= 1
    assert {shown for phase, _, shown in seen if phase in {"laying", "whole"}} == {count}


def test_language_and_format_are_switched_in_the_page(page: Page) -> None:
    page.select_option("#format", "card")
    page.wait_for_url(re.compile("/fr/card/"))
    expect(page.locator(".page img")).to_be_visible()
    expect(page.locator("#count")).to_have_text("2")

    page.select_option("#language", "ar")

    page.wait_for_url(re.compile("/ar/card/"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".waiting").or_(page.locator(".page img")).first).to_be_visible()  # never an empty sheet
    expect(page.locator("#status")).to_have_text("كل شيء محدَّث.")
    page.go_back()
    page.wait_for_url(re.compile("/fr/card/"))
    expect(page.locator("#status")).to_have_text("Tout est à jour.")


def test_controls_have_names(page: Page) -> None:
    names = ("Page suivante", "Page précédente", "Deux pages", "Plus petit", "Plus grand", "Ajuster", "Suivant à faire")
    for name in names:
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("searchbox", name="Rechercher")).to_be_visible()
    expect(page.locator("#status")).to_have_role("status")
    expect(page.get_by_role("img", name="Page 1")).to_be_visible()
    assert page.locator(".pick").first.get_attribute("aria-expanded") == "false"


def test_a_right_to_left_book_turns_from_right_to_left(browser: Browser, root: Path) -> None:
    with served(root, "ar") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        opened(page, address)
        expect(page.locator("#status")).to_have_attribute("data-phase", "ready")

        page.keyboard.press("ArrowLeft")
        expect(page.locator("#page")).to_have_value("2")
        page.keyboard.press("s")
        expect(page.locator(".page img")).to_have_count(2)
        two, three = (page.locator(f'.page[data-page="{n}"]').bounding_box() for n in (2, 3))
        assert two is not None
        assert three is not None
        assert two["x"] > three["x"]  # the second page lies on the right, the third on the left
        expect(page.locator(".translation").first).to_have_attribute("dir", "rtl")
        picture(page, "preview-arabic.png")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#page")).to_have_value("1")
        page.close()
