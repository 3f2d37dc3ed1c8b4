"""All languages in all formats, one after the other into one folder; then one text of one of them changed.

    python3 build.py bench languages.py [FOLDER [LANGUAGE ...]]

Builds a copy of the repository in its state of HEAD, by a call for each language, and asks the system what the call and
all processes that it started took: processor time, and the memory of the largest. Leaves the files and what the calls
said in FOLDER, if one is named. Rewrites a table of README.md if no languages are named. Linux.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders import load, replace  # noqa: E402
from nothing import START, checkout  # noqa: E402
from tables import rewrite  # noqa: E402

FEW = 4
"""So many languages are compared with all."""
CHANGED = "th"
TEXTS = "การขายสินค้าที่เลียน", "การจำหน่ายสินค้าที่เลียน"
"""What a translator may write in the chapter on the law."""
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): processes whose parent has ended are waited for by this one."""


@dataclass(frozen=True)
class Cost:
    """What a call took with all that it started."""

    files: int
    processor: float
    clock: float
    memory: float
    """Of its largest process, in MB."""

    def __str__(self) -> str:
        return f"{self.files} | {self.processor:.0f} s | {self.clock:.0f} s | {self.memory:.0f} MB"


def build(root: Path, folder: Path, tag: str, said_as: str = "") -> Cost:
    """Build a language; what the call says stays beside the files."""
    command = [sys.executable, "-c", START, "-l", tag, "-o", str(folder / "dist"), "--json"]
    log = folder / f"{said_as or tag}.json"
    start = time.perf_counter()
    with log.open("wb") as said, log.with_suffix(".log").open("wb") as told:
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=told)
        processor = memory = 0.0
        while True:
            try:
                pid, status, usage = os.wait4(-1, 0)
            except ChildProcessError:
                break
            processor += usage.ru_utime + usage.ru_stime
            memory = max(memory, usage.ru_maxrss / 1024)
            if pid == process.pid:
                process.returncode = os.waitstatus_to_exitcode(status)
    made = [each for each in json.loads(log.read_bytes())["files"] if each["status"] == "made"]
    if process.returncode:
        print(f"{tag}: not all files are made, see {log.with_suffix('.log')}", file=sys.stderr)
    return Cost(len(made), processor, time.perf_counter() - start, memory)


def main() -> None:
    """Measure and report."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    asked = sys.argv[2:]
    tags = asked or list(load(ROOT).languages)
    with tempfile.TemporaryDirectory() as name, checkout(Path(name) / "copy", "HEAD") as root:
        folder = Path(*sys.argv[1:2] or [f"{name}/made"]).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        costs: dict[str, Cost] = {}
        for tag in tags if asked else [*tags, "mul"]:
            costs[tag] = build(root, folder, tag)
            print(f"| {tag} | {costs[tag]} |", flush=True)
        if CHANGED in tags:
            replace(root / f"locales/{CHANGED}/LC_MESSAGES/handbook.po", *TEXTS)
            row = f"{CHANGED}, one text changed"
            costs[row] = build(root, folder, CHANGED, "changed")
            print(f"| {row} | {costs[row]} |", flush=True)
    if asked:
        return
    few, every = (sum(costs[tag].processor for tag in part) / len(part) for part in (tags[:FEW], tags))
    times = every / few
    rewrite(
        "languages",
        [
            "| all formats | files | processor | clock | the largest process |",
            "| --- | --- | --- | --- | --- |",
            *(f"| {tag} | {cost} |" for tag, cost in costs.items()),
            "",
            f"A language of all takes {every:.0f} s of the processor, one of the first {FEW} {few:.0f} s: {times:.2f}.",
        ],
    )


if __name__ == "__main__":
    main()
