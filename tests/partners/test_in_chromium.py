"""A copy as most guests open it: in the viewer of a Chromium."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import copies as books
import pytest
from browsing import SECONDS, started
from builders import ROOT, load
from playwright.sync_api import Browser, Error, Page

from handbook.partners import panels
from handbook.press import bases, tails
from handbook.press.finish import finish
from handbook.press.streams import Streams
from handbook.press.words import Reader
from handbook.values.model import Purpose
from handbook.values.partner import Partner

PROJECT = load(ROOT)
SHAPE = PROJECT.shapes["full"]
HOTEL = Partner("garden", "Garden Inn", "花园酒店", "", "成都市建国路8号", "+86 10 5550 0100", web="garden.example")
HEADS = {"en": "Genuine goods", "ar": "بضائع أصلية", "th": "สินค้าแท้"}
SAYS = """async () => {
  const {PluginController} = await import("./pdf_viewer_wrapper.js"), viewer = PluginController.getInstance();
  viewer.selectAll();
  return (await viewer.getSelectedText()).selectedText;
}"""
"""A script of the viewer that returns the words of a file."""


@cache
def base(tag: str) -> bytes:
    """Return a finished page in a language with a slot."""
    size = f".full {{ width: {SHAPE.width}mm; height: {SHAPE.height}mm }}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(books.SIZES_MM, SHAPE.id, SHAPE.size_mm)
        stamp = books.pages_of({SHAPE.id: books.STAMP}, tag)
    body = f'<h1>{HEADS[tag]}</h1><div class="full" data-slot="back" data-shape="{SHAPE.id}"></div>'
    data = books.written(body, books.CSS.format(f"@page {{ size: 100mm 140mm; bleed: 3mm }} {size}"), tag, stamp)
    return finish(data, books.job_for(Purpose.SCREEN, tag), Streams())


@cache
def copy(tag: str) -> bytes:
    """Return the page of the hotel."""
    made = panels.lay_out(PROJECT, [HOTEL], [SHAPE])
    own = Reader(PROJECT).read(made.pages[HOTEL.id], Purpose.SCREEN)
    return base(tag) + tails.tail(bases.read(base(tag)), own, HOTEL)


@pytest.fixture(scope="module")
def viewer() -> Iterator[Browser]:
    """Return a browser that shows PDF: without a window in the new way, as its viewer needs."""
    with started(args=["--headless=new", "--no-sandbox"], ignore_default_args=["--headless"]) as made:
        yield made


def shown(page: Page, file: Path) -> tuple[list[str], bytes]:
    """Return the words of a file that the viewer has opened, and its picture."""
    page.goto(file.as_uri() + "#toolbar=0")
    for _ in range(SECONDS // 100):
        page.wait_for_timeout(100)
        frames = [each for each in page.frames if each.url.startswith("chrome-extension:")]
        with contextlib.suppress(Error):  # it is not ready
            if frames and (said := str(frames[0].evaluate(SAYS)).split()):
                return said, page.screenshot()
    pytest.fail("the viewer says no word")


@pytest.mark.parametrize("tag", HEADS)
def test_a_chromium_shows_a_copy_with_the_hotels_name(tag: str, viewer: Browser, tmp_path: Path) -> None:
    page = viewer.new_page()
    before, plain = shown(page, books.stored(tmp_path, "base.pdf", base(tag)))
    said, picture = shown(page, books.stored(tmp_path, "copy.pdf", copy(tag)))

    assert {*HEADS[tag].split(), "Garden", "Inn", "花园酒店", "5550"} <= {*said}
    assert "Garden" not in before
    assert picture != plain
