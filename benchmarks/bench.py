"""Speed and memory against the plain way, in one run, on the same content.

    python3 build.py bench

The plain way (``plain.py``) is one ``HTML(...).write_pdf()`` for each language, one after the other, with variable
Noto fonts. It gets the HTML and style sheets of our build. Prints a table and rewrites the figures of README.md.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from builders import build, catalog_file, project_files, replace  # noqa: E402

from handbook.build.plan import plan  # noqa: E402
from handbook.catalogs import manuscript  # noqa: E402
from handbook.config.project import load_project  # noqa: E402
from handbook.render.html import render  # noqa: E402
from handbook.values.model import Selection  # noqa: E402

LANGUAGES = ("en", "zh-Hans", "ar", "fr")
MARKER = "<!-- figures: made by `python3 build.py bench` -->"


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def plain(root: Path, work: Path) -> dict[str, float]:
    """Render every language the plain way; return seconds by language, imports not counted."""
    texts = manuscript.read(load_project(root))
    project, times = texts.project, {}
    for job in plan(project, Selection()):
        document, _ = render(project, job, texts.catalog(job.language)[0])
        assert document is not None  # noqa: S101  # the tests say so
        page, sheets = work / "page.html", work / "sheets.json"
        page.write_text(document.html, encoding="utf-8")
        base = f"{(root / 'templates').as_uri()}/"
        styles = [str(root / sheet) for sheet in document.stylesheets]
        sheets.write_text(json.dumps({"stylesheets": styles, "base_url": base}), encoding="utf-8")
        command = [sys.executable, "-W", "ignore", str(ROOT / "benchmarks/plain.py"), page, sheets, work / "out.pdf"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        times[job.language.tag] = float(done.stdout)
    return times


class Watch:
    """Follows the memory of this process's descendants (Linux: VmHWM in /proc)."""

    def __init__(self) -> None:
        self.peak, self.running = 0.0, True
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self) -> None:
        while self.running:
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    text = status.read_text(encoding="utf-8")
                    command = (status.parent / "cmdline").read_bytes()
                except OSError:
                    continue
                size = re.search(r"^VmHWM:\s+(\d+)", text, re.MULTILINE)
                if size and b"forkserver" in command and os.fsencode(sys.prefix) in command:
                    self.peak = max(self.peak, int(size[1]) / 1024)
            time.sleep(0.1)

    def stop(self) -> float:
        """Return the largest resident memory of a worker so far, in MB."""
        self.running = False
        self.thread.join()
        return self.peak


def full_project(
    folder: Path, formats: Iterable[str] | None = ("screen",), languages: Iterable[str] = LANGUAGES
) -> Path:
    """Copy the whole project: every chapter, some languages, and all formats if none are named."""
    project = load_project(ROOT)
    root = project_files(folder, tuple(languages), project.edition.chapters, formats or project.products)
    replace(root / "handbook/settings/formats.toml", "pages_multiple_of = 1", "pages_multiple_of = 4")
    return root


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        copy = full_project(work / "plain")
        rival = plain(copy, work)
        root = full_project(work / "ours")
        cold = seconds(lambda: build(root, workers=2))
        report = build(root, workers=2)
        nothing = seconds(lambda: build(root, workers=2))
        assert {outcome.status for outcome in report.outcomes} == {"unchanged"}  # noqa: S101  # or the figure is false
        replace(catalog_file(root, "fr"), r'msgstr "Lieu"', 'msgstr "Endroit"')
        one = seconds(lambda: build(root, workers=2))
        replace(root / "content/association.toml", "Sample Association", "Example Association")
        watch = Watch()
        again = build(root, workers=1)
        worker = watch.stop()
        each = {outcome.language: outcome.seconds for outcome in again.outcomes}
    report_figures(rival, cold, nothing, one, each, worker)


def report_figures(  # a report has many figures
    rival: dict[str, float],
    cold: float,
    nothing: float,
    one: float,
    each: dict[str, float],
    worker: float,
) -> None:
    """Print the figures and put them into README.md."""
    total = sum(rival.values())
    ours = {
        "four languages, cold (fonts cut, nothing cached)": (total, cold),
        "four languages, nothing changed": (total, nothing),
        "one string of one catalog changed": (rival["fr"], one),
        **{f"{tag} alone, one worker": (rival[tag], each[tag]) for tag in LANGUAGES},
    }
    lines = ["| what | the plain way | ours | times faster |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {what} | {rival_:.1f} s | {mine:.2f} s | {rival_ / mine:.1f} |" for what, (rival_, mine) in ours.items()
    ]
    lines += [
        "",
        f"Chinese takes {each['zh-Hans'] / each['en']:.2f} times as long as English, page counts as they are.",
    ]
    lines += [f"The worker that made all four used at most {worker:.0f} MB."]
    lines += [f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}."]
    text = "\n".join(lines)
    print(text)
    readme = ROOT / "benchmarks/README.md"
    head = readme.read_text(encoding="utf-8").partition(MARKER)[0].rstrip()
    readme.write_text(f"{head}\n\n{MARKER}\n\n{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
