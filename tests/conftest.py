"""The real handbooks, built once for all tests that read them."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from builders import ROOT, build, load
from filelock import FileLock
from sampling import ALL, built

from handbook.build.plan import plan
from handbook.values.model import Selection


@pytest.fixture(scope="session")
def handbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the handbooks of the project, as ``build.py`` makes them: those of ``sampling.built``."""
    base = tmp_path_factory.getbasetemp()
    # The processes of pytest-xdist each have a folder of their own below a common one.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    out = shared / "handbooks"
    with FileLock(shared / "handbooks.lock"):
        if not (out / "manifest.json").is_file():
            for selection in _passes():
                report = build(ROOT, shared / "in work", workers=2, selection=selection)
                assert not report.failed, list(map(str, report.diagnostics))
                assert [str(each) for each in report.diagnostics if each.code.startswith("preflight.")] == []
            (shared / "in work").rename(out)
    return out


def _passes() -> Iterator[Selection]:
    """Yield what is built at once: languages of the same formats, so that no processor waits for the other's book."""
    formats: dict[str, list[str]] = defaultdict(list)
    for job in built(plan(load(ROOT), Selection())):
        formats[job.language.tag].append(job.product.id)
    for wanted in dict.fromkeys(map(tuple, formats.values())):
        yield Selection(tuple(tag for tag, own in formats.items() if tuple(own) == wanted), wanted)


LONG = (
    "test_tickets.py", "test_preflight.py", "test_pipeline.py", "test_rebuilds.py", "test_check.py", "test_executor.py",
    "test_again.py", "test_browser.py", "test_form_in_browser.py", "test_one_place.py", "test_papers.py",
    "test_gatherings.py", "test_facts.py", "test_poster.py", "test_site_in_browser.py", "test_catalog_check.py",
    "test_catalog_commands.py", "test_locate.py", "test_site.py", "test_config.py",
)  # fmt: skip
"""Files of long tests, the longest first: else one processor works on them alone at the end."""


def _order(items: Sequence[pytest.Item]) -> dict[Path, int]:
    """Return the place of each test file: what waits for the handbooks first, short tests last.

    The longest file comes second: whose turn it is then works, and need not wait until the handbooks are built.
    """
    waiting = {item.path for item in items if "handbooks" in getattr(item, "fixturenames", ())}
    files = dict.fromkeys(item.path for item in items)
    others = [path for path in files if path not in waiting]
    others.sort(key=lambda path: LONG.index(path.name) if path.name in LONG else len(LONG))
    built = [path for path in files if path in waiting]
    return {path: place for place, path in enumerate([*built[:1], *others[:1], *built[1:], *others[1:]])}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long files first; give more time to whoever may have to wait until every handbook is built."""
    places = _order(items)
    items.sort(key=lambda item: places[item.path])
    for item in items:
        if "handbooks" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(3600))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update`` rewrite what tests compare with; review the difference like code. ``--all`` takes no samples."""
    parser.addoption("--update", action="store_true", help="rewrite expected files")
    parser.addoption("--all", action="store_true", help="leave out no language where otherwise a sample is tested")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the test files, which take their samples while they are read; let Ctrl-C be heard by what tests start.

    A run behind ``nohup`` or ``&`` ignores it, and whatever it starts would too. The collector need not look so often,
    as in a build's own workers.
    """
    gc.set_threshold(100_000, 50, 50)
    if config.getoption("--all"):
        os.environ[ALL] = "1"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What is loaded stays: the collector need not look at it again."""
    gc.freeze()


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Return whether expected files are to be rewritten."""
    return bool(request.config.getoption("--update"))
