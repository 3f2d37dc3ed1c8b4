"""``manifest.json`` and ``SHA256SUMS``: the one source of every page and check that comes after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from handbook.files.folders import LISTS
from handbook.values.model import Artifact, Project

SCHEMA = 2
MANIFEST, SUMS = LISTS[:2]
LICENCE = "CC-BY-4.0"
"""Of texts and drawings, by its SPDX identifier (LICENSE-TEXTS.md)."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language in which the edition is, or will be."""

    tag: str
    endonym: str
    direction: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What is common to all files of a manifest."""

    edition: str
    number: int
    revised: str
    """ISO 8601."""
    publisher: str
    paper: str
    guide: str
    """Where the pages are published, without ``https://``: what QR codes say begins so."""
    source: str
    """Tag of the language from which the others are translated."""
    licence: str
    languages: tuple[Spoken, ...]

    @classmethod
    def of(cls, project: Project) -> Issue:
        """Return what a project says of its edition."""
        edition, association = project.edition, project.association
        spoken = (Spoken(each.tag, each.endonym, each.direction) for each in project.languages.values()
                  if not each.is_pseudo)  # fmt: skip
        return cls(
            edition.id, edition.number, edition.revised.isoformat(), association.name, edition.paper, association.guide,
            project.source.tag, LICENCE, tuple(spoken),
        )  # fmt: skip


def texts(issue: Issue, artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """Return what both files say, by their names, sorted."""
    ordered = sorted(artifacts, key=lambda artifact: artifact.path)
    raw = {"schema": SCHEMA, **asdict(issue), "files": [asdict(artifact) for artifact in ordered]}
    sums = "".join(f"{each.sha256}  {each.path}\n" for artifact in ordered for each in artifact.files)
    return {SUMS: sums.encode(), MANIFEST: (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()}


def listed(out: Path) -> tuple[Artifact, ...]:
    """Return what the present manifest lists; nothing if there is no readable one."""
    try:
        files = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
        return tuple(map(Artifact.of, files))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def issue(out: Path) -> Issue | None:
    """Return of which edition the present manifest is; None if there is no readable one of this program's schema."""
    try:
        raw = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        spoken = tuple(Spoken(**each) for each in raw.pop("languages"))
        named = {key: raw[key] for key in Issue.__dataclass_fields__ if key != "languages"}
        return Issue(**named, languages=spoken) if raw["schema"] == SCHEMA else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
