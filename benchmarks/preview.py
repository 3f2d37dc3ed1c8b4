"""From saving a file to seeing the new page in the preview, in a real browser.

    python3 build.py bench preview.py

Rewrites the table of README.md that says so. Every number is the median of several edits of the full book, by the clock
and by the processor: the time of the preview and the processes that it starts, the browser's apart.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import psutil  # noqa: E402
from bench import full_project  # noqa: E402
from builders import catalog_file, replace  # noqa: E402
from desk.conftest import served  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from tables import rewrite  # noqa: E402

PROGRAM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
TIMES = 7
LANGUAGES = ("fr", "zh-Hans", "ar", "th")
LATER = 600_000
CHAPTERS = {"The law in three lines": "a chapter of one page", "If you were cheated": "a chapter of several pages"}


Times = tuple[float, float, float, float]


def page_of(page: Page, text: str) -> None:
    """Turn to the chapter of a title and wait until nothing is to be done."""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    quiet(page)


def quiet(page: Page) -> None:
    """Wait until the whole book is up to date."""
    ready = "() => document.getElementById('status').dataset.phase === 'ready'"
    page.wait_for_function(ready, timeout=LATER, polling=10)


def spent() -> float:
    """Return the processor's seconds of the preview: the process of this Python that this one has started."""
    own = next(each for each in psutil.Process().children() if each.exe() == psutil.Process().exe())
    times = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return sum(each.user + each.system for each in times) + times[0].children_user + times[0].children_system


def seconds(page: Page, edit: Callable[[], None]) -> Times:
    """Return how long it takes from an edit to the new picture, and to the whole book; each also by the processor."""
    time.sleep(1.5)  # what is done when nothing else is to be done shall be done
    shown = page.evaluate("document.querySelector('.page').dataset.shown")
    start, before = time.perf_counter(), spent()
    edit()
    page.wait_for_function(
        "id => document.querySelector('.page').dataset.shown !== id", arg=shown, timeout=LATER, polling=5
    )
    seen, seen_cpu = time.perf_counter() - start, spent() - before
    quiet(page)
    return seen, seen_cpu, time.perf_counter() - start, spent() - before


def translation(root: Path, tag: str, source: str, more: str) -> Callable[[], None]:
    """Return an edit that adds some letters to a translation, or takes them away again."""
    file = catalog_file(root, tag)

    def edit() -> None:
        text = file.read_text(encoding="utf-8")
        (entry,) = re.findall(rf'msgid "{re.escape(source)}"\nmsgstr "([^"]*)"', text)
        changed = entry.removesuffix(more) if entry.endswith(more) else entry + more
        replace(file, rf'msgid "{re.escape(source)}"\nmsgstr "[^"]*"', f'msgid "{source}"\nmsgstr "{changed}"')

    return edit


def median(times: list[Times]) -> Times:
    """Return the medians of all columns."""
    seen, seen_cpu, all_, all_cpu = (statistics.median(column) for column in zip(*times, strict=True))
    return seen, seen_cpu, all_, all_cpu


def measured(page: Page, root: Path, tag: str) -> dict[str, Times]:
    """Return the figures of one language."""
    rows = {}
    for title, what in CHAPTERS.items():
        page_of(page, title)
        edit = translation(root, tag.replace("-", "_"), title, "…")
        rows[f"{tag}: one translation, {what}"] = median([seconds(page, edit) for _ in range(TIMES)])
    letters = "龘" if tag == "zh-Hans" else "Ŵ"
    edit = translation(root, tag.replace("-", "_"), next(iter(CHAPTERS)), letters)
    page_of(page, next(iter(CHAPTERS)))
    rows[f"{tag}: a letter that the book did not have"] = seconds(page, edit)
    sheet = root / "templates/css/tokens.css"
    with_space = sheet.read_text(encoding="utf-8") + "\np { letter-spacing: .01pt }\n"
    edit = lambda: sheet.write_text(with_space, encoding="utf-8")  # noqa: E731  # an edit like the others
    rows[f"{tag}: a style sheet, so every page"] = seconds(page, edit)  # type: ignore[arg-type]
    return rows


def main() -> None:
    """Measure and report."""
    rows: dict[str, Times] = {}
    assert PROGRAM, "no Chromium is installed"  # noqa: S101  # the tests install one
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM)
        for tag in LANGUAGES:
            with tempfile.TemporaryDirectory() as folder:
                root = full_project(Path(folder) / "project", languages=("en", tag))
                with served(root, tag) as address:
                    page = browser.new_page(viewport={"width": 1400, "height": 900}, device_scale_factor=2)
                    page.goto(address)
                    page.wait_for_selector(".page img", timeout=LATER)
                    quiet(page)
                    rows.update(measured(page, root, tag))
                    page.close()
            tell(rows)
        browser.close()


def tell(rows: Mapping[str, Times]) -> None:
    """Rewrite the table with what is measured so far."""
    head = "| saved | the visible page | by the processor | the whole book | by the processor |"
    lines = [head, "| --- | --- | --- | --- | --- |"]
    lines += [f"| {what} | {' | '.join(f'{each:.2f} s' for each in times)} |" for what, times in rows.items()]
    rewrite("preview", [*lines, ""])


if __name__ == "__main__":
    main()
