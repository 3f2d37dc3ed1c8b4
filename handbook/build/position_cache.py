"""Where each message of a finished file stands: a small file in the cache, never published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from handbook.values.message import Key
from handbook.values.model import Job, Language
from handbook.values.pages import Pages, Rect
from handbook.values.trace import Trace

SCHEMA = 2
Places = Mapping[Key, tuple[tuple[int, Rect], ...]]
"""Page and rectangle of every run of a message; none if it is printed nowhere but a property of the file."""


def file(cache: Path, job: Job) -> Path:
    """Return where a job's positions are kept."""
    return cache / "positions" / f"{job.key.record}.json"


def text(laid: Pages, trace: Trace, state: str) -> bytes:
    """Return the positions of a file that ``state`` identifies, as they are kept."""
    places = laid.places()
    messages = [
        {
            "tag": tag,
            "context": context,
            "source": source,
            "places": [[page, *rect] for page, rect in places.get(number, ())],
        }
        for number, (tag, (context, source)) in enumerate(zip(trace.tags, trace.keys, strict=True))
        if number in places or number in laid.unseen
    ]
    raw = {"schema": SCHEMA, "state": state, "pages": laid.count, "size": laid.size, "messages": messages}
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()


def read(path: Path, state: str, job: Job, language: Language) -> Places | None:
    """Return where a language's messages stand in a job's file, or None if it is not the one of that ``state``."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if (raw["schema"], raw["state"]) != (SCHEMA, state):
            return None
        return {
            (each["context"], each["source"]): tuple((page, Rect(*rect)) for page, *rect in each["places"])
            for each in raw["messages"]
            if (each["tag"] or job.language.tag) == language.tag
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None
