"""Where each message of a finished file stands: a small file in the cache, never published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from handbook.model import Job
from handbook.pages import Pages, Rect
from handbook.store import write_atomic
from handbook.trace import Key

SCHEMA = 1
Places = Mapping[Key, tuple[tuple[int, Rect], ...]]
"""Page and rectangle of every run of a message; none if it is printed nowhere but a property of the file."""


def file(cache: Path, job: Job) -> Path:
    """Return where a job's positions are kept."""
    return cache / "positions" / f"{job.edition}_{job.slug}.json"


def write(path: Path, laid: Pages, keys: tuple[Key, ...], state: str) -> None:
    """Keep the positions of a file that ``state`` identifies."""
    places = laid.places()
    messages = [
        {"context": context, "source": source, "places": [[page, *rect] for page, rect in places.get(number, ())]}
        for number, (context, source) in enumerate(keys)
        if number in places or number in laid.unseen
    ]
    raw = {"schema": SCHEMA, "state": state, "pages": laid.count, "size": laid.size, "messages": messages}
    write_atomic(path, json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode())


def read(path: Path, state: str) -> Places | None:
    """Return what was kept, or None if it is not of the file that ``state`` identifies."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if (raw["schema"], raw["state"]) != (SCHEMA, state):
            return None
        return {
            (each["context"], each["source"]): tuple((page, Rect(*rect)) for page, *rect in each["places"])
            for each in raw["messages"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None
