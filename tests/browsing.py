"""A real browser, a Chromium without a window, and what is asked of every page that it shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from handbook.setup import doctor

SECONDS = 60_000
"""How long a page may take on the busiest machine, in milliseconds; nothing waits longer than it must."""
expect.set_options(timeout=SECONDS)
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDE = """() => [...document.querySelectorAll("*")].filter((each) => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map((each) => each.outerHTML.slice(0, 80))"""
"""A script that returns what stands outside of the window."""


@contextmanager
def started(**options: Sequence[str]) -> Iterator[Browser]:
    """Lend a browser, started with further options of Playwright."""
    program = next(filter(None, map(shutil.which, doctor.BROWSERS)), None)
    assert program, "a Chromium is missing: python3 build.py doctor says how to install one"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, **options)  # type: ignore[arg-type]
        yield made
        made.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser that the tests of a file share."""
    with started() as made:
        yield made


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, each with the element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(rules) => axe.run(document, rules)", RULES)["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]
