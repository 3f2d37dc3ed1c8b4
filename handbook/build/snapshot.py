"""Whether anything at all has changed since the last build, by sizes and times alone; standard library only.

A build of which nothing has changed is told again from here, before data files are read and libraries are loaded. What
is not sure to be the same is left to the build itself, which looks at contents.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from handbook.files import folders
from handbook.files.digests import SETTLED_NS, Stamp, flat, stamp, tree
from handbook.files.folders import LISTS
from handbook.files.store import CACHE, write_atomic
from handbook.setup import doctor
from handbook.values.report import Report

SCHEMA = 1
CODE = Path(__file__).parents[1]


def inputs(root: Path, content: Path, locales: Path) -> dict[str, Stamp]:
    """Return every file of a project that a page can be made from, with its stamp.

    Of staff's folder the files themselves: what else lies below one that is somebody's repository is not ours.
    """
    return tree(root / folder for folder in ("templates", locales, folders.SETTINGS)) | flat(root / content)


class Snapshot:
    """The state of a project and of an output folder, as one asked-for build finds them."""

    def __init__(self, root: Path, content: Path, out: Path, asked: Sequence[object]) -> None:
        """``asked`` is what tells this build from another one of the same folders."""
        self.root, self.content, self.out = root, content, out
        name = hashlib.sha256(json.dumps([str(content), str(out), *asked]).encode()).hexdigest()[:16]
        self.file = root / CACHE / "snapshots" / f"{name}.json"
        self.now = time.time_ns()
        self.inputs = self._inputs()

    def _inputs(self) -> dict[str, list[int]]:
        found = inputs(self.root, self.content, folders.locales_of(self.root, self.content)) | tree([CODE])
        pins = stamp(CODE.parent / "requirements.txt")
        found |= {"requirements.txt": pins} if pins else {}
        return {name: list(each) for name, each in found.items()}

    def _others(self) -> list[Path]:
        """Return the lists of the output folder and its download pages."""
        return [self.out / name for name in (*LISTS, *folders.site(self.out))]

    def again(self, today: date) -> Report | None:
        """Return what the last build said, if it would say the same now; else None."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            raw = json.loads(self.file.read_text(encoding="utf-8"))
            same = (
                raw["schema"] == SCHEMA
                and raw["python"] == sys.version
                and date.fromisoformat(raw["from"]) <= today <= date.fromisoformat(raw["until"])
                and raw["inputs"] == self.inputs
                and raw["packages"] == doctor.installed()
                and raw["published"] == list(folders.published(self.out))
                and all(_stamps([name]) == {name: each} for name, each in raw["others"].items())
            )
            return Report.of(raw["report"]) if same else None
        return None

    def keep(self, report: Report, today: date) -> None:
        """Remember a report of which every outcome stands.

        Where a file was changed so lately that it may change again without another time, or where the system does not
        tell which libraries are loaded, nothing is kept.
        """
        libraries = doctor.loaded_libraries()
        settled = all(max(each[1], each[2]) + SETTLED_NS < self.now for each in self.inputs.values())
        stands = all(outcome.status in {"made", "copied", "unchanged"} for outcome in report.outcomes)
        if report.failed or report.removed or not (settled and stands and report.until and libraries):
            return
        published = [self.out / each.path for outcome in report.outcomes if outcome.artifact
                     for each in outcome.artifact.files]  # fmt: skip
        raw: dict[str, Any] = {
            "schema": SCHEMA, "python": sys.version, "from": str(today), "until": report.until, "inputs": self.inputs,
            "others": _stamps(map(str, [*published, *self._others(), *libraries])),
            "packages": doctor.installed(), "published": folders.published(self.out),
            "report": report.unchanged().as_json(),
        }  # fmt: skip
        with suppress(OSError):
            write_atomic(self.file, json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode())


def _stamps(names: Iterable[str]) -> dict[str, list[int]]:
    return {name: list(stamp(Path(name)) or ()) for name in names}
