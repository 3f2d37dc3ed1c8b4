"""``manifest.json`` and ``SHA256SUMS``: the one source of every page and check that comes after."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from handbook.model import Artifact
from handbook.store import write_if_changed

SCHEMA = 1


def write(out: Path, edition: str, artifacts: tuple[Artifact, ...]) -> None:
    """Write both files into ``out``, sorted; an unchanged file is not touched."""
    ordered = sorted(artifacts, key=lambda artifact: artifact.path)
    manifest = {"schema": SCHEMA, "edition": edition, "files": [asdict(artifact) for artifact in ordered]}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    sums = "".join(f"{each.sha256}  {each.path}\n" for artifact in ordered for each in artifact.files)
    write_if_changed(out / "manifest.json", text.encode())
    write_if_changed(out / "SHA256SUMS", sums.encode())


def listed(out: Path) -> tuple[Artifact, ...]:
    """Return what the present manifest lists; nothing if there is no readable one."""
    try:
        files = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
        return tuple(map(Artifact.of, files))
    except (OSError, ValueError, KeyError, TypeError):
        return ()
