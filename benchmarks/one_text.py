"""One text of one catalog changed, all files of its language; and a cold build; against an older state.

    python3 build.py bench one_text.py

Makes two copies of the repository, one of them in the state of RIVAL, builds French in both, then changes a text of a
chapter back and forth, one copy after the other, and takes the medians; rewrites a table of README.md.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nothing import START, checkout  # noqa: E402
from tables import rewrite  # noqa: E402

RIVAL = "6d2d901"
"""Every change laid out and examined whole."""
STATES = {f"before ({RIVAL})": RIVAL, "now": "HEAD"}
CATALOG = "locales/fr/LC_MESSAGES/handbook.po"
TEXTS = "Vendre des produits qui copient", "Vendre des articles qui copient"
"""What a translator may write in the chapter on the law."""
BUILDS = 3


def build(root: Path) -> float:
    """Build French; return the seconds, without set-up."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", START, "-l", "fr"], cwd=root, check=True, capture_output=True)
    return time.perf_counter() - start


def swap(root: Path) -> None:
    """Change the text to the other one."""
    file = root / CATALOG
    text = file.read_text(encoding="utf-8")
    one, other = TEXTS if TEXTS[0] in text else TEXTS[::-1]
    assert one in text, f"{CATALOG} has another text now"  # noqa: S101  # or nothing is measured
    file.write_text(text.replace(one, other), encoding="utf-8")


def main() -> None:
    """Measure and report."""
    cold: dict[str, list[float]] = {state: [] for state in STATES}
    changed: dict[str, list[float]] = {state: [] for state in STATES}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        roots = {state: stack.enter_context(checkout(Path(name) / commit, commit)) for state, commit in STATES.items()}
        for _ in range(BUILDS):
            for state, root in roots.items():
                for folder in (".cache", "dist"):
                    shutil.rmtree(root / folder, ignore_errors=True)
                cold[state].append(build(root))
        for _ in range(2 * BUILDS):
            for state, root in roots.items():
                swap(root)
                changed[state].append(build(root))
    before, now = (
        {"cold": statistics.median(cold[state]), "one": statistics.median(changed[state])} for state in STATES
    )
    rewrite(
        "one text",
        [
            f"| all files of French | before ({RIVAL}) | now | now : before |",
            "| --- | --- | --- | --- |",
            f"| cold | {before['cold']:.1f} s | {now['cold']:.1f} s | {now['cold'] / before['cold']:.2f} |",
            f"| one text changed | {before['one']:.1f} s | {now['one']:.1f} s | {now['one'] / before['one']:.2f} |",
            "",
        ],
    )


if __name__ == "__main__":
    main()
