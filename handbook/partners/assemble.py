"""Tails to whole files: what was stored small is put behind the published file that it belongs to."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook.files import store
from handbook.partners import copies
from handbook.partners.copies import Copy, Made
from handbook.partners.place import Place
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Artifact


def whole(base: bytes, tail: bytes, copy: Copy) -> bytes:
    """Return a copy. Raises ValueError if it is not the one that was made."""
    data = base + tail
    if hashlib.sha256(data).hexdigest() != copy.sha256:
        msg = f"{copy.path}: the tail is damaged"
        raise ValueError(msg)
    return data


def assemble(place: Place, edition: str, dist: Mapping[str, Artifact]) -> tuple[int, tuple[Diagnostic, ...]]:
    """Make whole files of all tails of a folder; return how many, and what keeps the others from being made.

    ``dist`` are the published files by their SHA-256. A tail goes when its file stands.
    """
    findings: list[Diagnostic] = []
    count = 0
    listed = copies.listed(place.out / edition)
    for made in listed.values():
        done = tuple(_assembled(copy, place, dist, findings) for copy in made.copies)
        count += sum(before.tail > 0 and not after.tail for before, after in zip(made.copies, done, strict=True))
        listed[made.id] = Made(made.id, made.name, done, made.parcel)
    store.write_if_changed(place.out / edition / copies.LIST, copies.text(edition, listed.values()))
    for made in listed.values():
        for copy in made.copies:
            if not copy.tail:
                with contextlib.suppress(OSError):
                    (place.out / f"{copy.path}{copies.TAIL}").unlink(missing_ok=True)
    return count, tuple(findings)


def _assembled(copy: Copy, place: Place, dist: Mapping[str, Artifact], findings: list[Diagnostic]) -> Copy:
    """Return a copy as it stands afterwards."""
    if not copy.tail:
        return copy
    name = str(Path(copy.path))
    base = dist.get(copy.base)
    if base is None:
        hint = "Build that edition again, or make the copies anew: python3 build.py cobrand PARTNERS"
        text = "the published file that it belongs to is no longer there"
        findings.append(error(name, 0, "copies.base", text, hint))
        return copy
    try:
        data = whole(place.published(base.path, base.sha256), place.stored(copy.stored[0].path), copy)
        place.part(copy.path, (data,))
        place.publish((copy.path,))
    except (OSError, ValueError) as fault:
        hint = "Make the copies anew: python3 build.py cobrand PARTNERS"
        findings.append(error(name, 0, "copies.tail", str(fault), hint))
        return copy
    return replace(copy, tail=0)
