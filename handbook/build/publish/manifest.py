"""``manifest.json`` and ``SHA256SUMS``: the one source of every page and check that comes after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from handbook.files.folders import LISTS
from handbook.values.model import Artifact

SCHEMA = 1
MANIFEST, SUMS = LISTS


def texts(edition: str, artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """Return what both files say, by their names, sorted."""
    ordered = sorted(artifacts, key=lambda artifact: artifact.path)
    raw = {"schema": SCHEMA, "edition": edition, "files": [asdict(artifact) for artifact in ordered]}
    sums = "".join(f"{each.sha256}  {each.path}\n" for artifact in ordered for each in artifact.files)
    return {SUMS: sums.encode(), MANIFEST: (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()}


def listed(out: Path) -> tuple[Artifact, ...]:
    """Return what the present manifest lists; nothing if there is no readable one."""
    try:
        files = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
        return tuple(map(Artifact.of, files))
    except (OSError, ValueError, KeyError, TypeError):
        return ()
