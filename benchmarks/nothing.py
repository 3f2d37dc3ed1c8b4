"""A build of which nothing has changed, against the start of the program alone and against an older state of it.

    python3 build.py bench nothing.py

Makes two copies of the repository, one of them in the state of RIVAL, cuts them to the cards of four and of forty
languages, builds them and measures what a second build takes; rewrites the figures of README.md.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.localedata import locale_identifiers

ROOT = Path(__file__).resolve().parents[1]
RIVAL = "295c052"
"""The first edition: every file's digest anew, all data and all code as one."""
FORMATS = ("card", "card-sheet")
RUNS = 9
MARKERS = ("<!-- nothing: made by `python3 build.py bench nothing.py` -->", "<!-- end of nothing -->")
START = "import sys; from handbook.cli.main import main; sys.exit(main(sys.argv[1:]))"
"""The older state without its set-up, which it would do anew."""
PYTHON = str(Path(sys.base_prefix) / "bin/python3") if os.name == "posix" else sys.executable
"""The Python that a user calls: it starts the one of the environment."""


@contextmanager
def checkout(folder: Path, commit: str) -> Iterator[Path]:
    """Give a copy of the repository in the state of a commit, with this environment."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "-q", "--detach", str(folder), commit], check=True)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def cut(root: Path, count: int) -> None:
    """Leave the cards alone, in as many languages: the handbook's own, and regional copies of the French one."""
    keep_rows(root / "handbook/settings/formats.toml", "product", [f'id = "{name}"' for name in FORMATS])
    rows = root / "handbook/settings/languages.toml"
    text = rows.read_text(encoding="utf-8").partition("\n# regional copies\n")[0]
    french = next(row for row in text.split("[[language]]") if 'tag = "fr"' in row)
    catalog = (root / "locales/fr/LC_MESSAGES/handbook.po").read_text(encoding="utf-8")
    regions = [each for each in sorted(locale_identifiers()) if re.fullmatch(r"fr_[A-Z]{2}", each)][: count - 4]
    for each in regions:
        file = root / "locales" / each / "LC_MESSAGES/handbook.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(catalog.replace('"Language: fr\\n', f'"Language: {each}\\n'), encoding="utf-8")
    copies = [french.replace('tag = "fr"', f'tag = "{each.replace("_", "-")}"').strip() for each in regions]
    rows.write_text("\n# regional copies\n".join([text, "".join(f"[[language]]\n{row}\n\n" for row in copies)]),
                    encoding="utf-8")  # fmt: skip


def keep_rows(file: Path, table: str, wanted: list[str]) -> None:
    """Keep the tables that have one of these lines."""
    head, *rows = file.read_text(encoding="utf-8").split(f"[[{table}]]")
    file.write_text(head + "".join(f"[[{table}]]{row}" for row in rows if any(each in row for each in wanted)),
                    encoding="utf-8")  # fmt: skip


def seconds(root: Path, command: list[str]) -> float:
    """Return the median time of a command; what the first run may still write is not counted."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def measure(root: Path, count: int, program: list[str]) -> dict[str, float]:
    """Return the times of a start and of a build with nothing to do."""
    cut(root, count)
    subprocess.run(program, cwd=root, check=True, capture_output=True)
    time.sleep(3)  # a file that was written this very moment is not believed by its time
    return {"version": seconds(root, [PYTHON, "build.py", "--version"]), "nothing": seconds(root, program)}


def main() -> None:
    """Measure both and report."""
    with tempfile.TemporaryDirectory() as name:
        found: dict[tuple[str, int], dict[str, float]] = {}
        states = (("before", RIVAL, [sys.executable, "-c", START]), ("now", "HEAD", [PYTHON, "build.py"]))
        for state, commit, program in states:
            with checkout(Path(name) / state, commit) as root:
                for count in (4, 40):
                    found[state, count] = measure(root, count, program)
                    shutil.rmtree(root / "dist")
    lines = ["| nothing changed, cards and sheets of cards | in four languages | in forty | forty : four |",
             "| --- | --- | --- | --- |"]  # fmt: skip
    for state, label in (("before", f"the first edition ({RIVAL}), set-up left out"), ("now", "now")):
        four, forty = (found[state, count]["nothing"] for count in (4, 40))
        lines.append(f"| {label} | {four:.3f} s | {forty:.3f} s | {forty / four:.2f} |")
    start = found["now", 4]["version"]
    times = {count: found["now", count]["nothing"] / start for count in (4, 40)}
    lines.append(f"| now, in times of `build.py --version` ({start:.3f} s) | "
                 f"{times[4]:.2f} | {times[40]:.2f} | |")  # fmt: skip
    lines += ["", f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}."]
    text = "\n".join(lines)
    print(text)
    readme = ROOT / "benchmarks/README.md"
    before, rest = readme.read_text(encoding="utf-8").split(MARKERS[0])
    readme.write_text(f"{before}{MARKERS[0]}\n\n{text}\n\n{MARKERS[1]}{rest.split(MARKERS[1])[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
