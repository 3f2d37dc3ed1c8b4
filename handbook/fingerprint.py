"""What a job depended on, by content: the memory of the incremental build."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from handbook import doctor
from handbook.diagnostics import Diagnostic, Severity
from handbook.model import Artifact, Job
from handbook.store import CACHE, sha256, write_atomic

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Record:
    """What one finished job was made from."""

    environment: str
    inputs: Mapping[str, str]
    """Path relative to the project (or absolute) to SHA-256, or "absent"."""
    artifact: Artifact
    warnings: tuple[Diagnostic, ...]
    """What was said when it was made, to be said again."""
    cited: Mapping[str, tuple[int, ...]]
    """The pages on which each fact is cited."""


class Digests:
    """SHA-256 of files, each read once in a run."""

    def __init__(self, root: Path, known: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.known: dict[str, str] = dict(known or {})

    def of(self, name: str) -> str:
        """Return the digest of a file of the project, or "absent".

        With ``#templates/tickets/`` behind its name only those entries of a catalog count that these templates print:
        a ticket must not be made anew for every word of its language.
        """
        if name not in self.known:
            file, _, templates = name.partition("#")
            path = self.root / file
            if not path.is_file():
                self.known[name] = ABSENT
            elif templates:
                entries = path.read_bytes().replace(b"\r\n", b"\n").split(b"\n\n")
                mine = b"\n\n".join(each for each in entries if templates.encode() in each)
                self.known[name] = hashlib.sha256(mine).hexdigest()
            else:
                self.known[name] = sha256(path)
        return self.known[name]

    def of_all(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of several files, sorted by name."""
        return {name: self.of(name) for name in sorted(set(names))}


def environment(digests: Digests) -> str:
    """Return one digest of everything that every job depends on: code, pins, Python, Pango, HarfBuzz."""
    root = digests.root
    files = [path.relative_to(root) for path in (root / "handbook").rglob("*") if path.suffix in {".py", ".conf"}]
    # The programs that draw count by what they drew: a job lists the pictures it read.
    code = sorted(path.as_posix() for path in files if path.parts[1] != "drawings")
    parts = [
        *sorted(path.name for path in (root / "templates/css/components").glob("*.css")),
        *(f"{name} {digests.of(name)}" for name in [*code, "requirements.txt"]),
        f"python {sys.version_info[:3]}",
        *(f"{item.name} {item.found}" for item in doctor.system_items()),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def record_file(root: Path, job: Job) -> Path:
    """Return where the memory of a job is kept."""
    return root / CACHE / "jobs" / f"{job.edition}_{job.slug}.json"


def read(file: Path) -> Record | None:
    """Return a job's record, or None if there is none that can be used."""
    try:
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))  # json is untyped
        warnings = tuple(Diagnostic(**{**each, "severity": Severity(each["severity"])}) for each in raw["warnings"])
        cited = {fact: tuple(pages) for fact, pages in raw["cited"].items()}
        return Record(raw["environment"], raw["inputs"], Artifact.of(raw["artifact"]), warnings, cited)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(file: Path, record: Record) -> None:
    """Keep a job's record."""
    write_atomic(file, json.dumps(asdict(record), ensure_ascii=False, indent=1).encode())


def is_current(record: Record, now: str, digests: Digests, out: Path) -> bool:
    """Whether what is published is still what a new run would make, byte for byte."""
    return (
        record.environment == now
        and all(digests.of(name) == digest for name, digest in record.inputs.items())
        and is_there(record.artifact, out)
    )


def is_there(artifact: Artifact, out: Path) -> bool:
    """Whether a file and its companions stand below ``out`` as they were published."""
    return all(
        file.is_file() and file.stat().st_size == each.bytes and sha256(file) == each.sha256
        for each, file in ((each, out / each.path) for each in artifact.files)
    )
