"""Tails to whole files: what was stored small is put behind the published file that it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from handbook.partners import copies
from handbook.partners.copies import Copy
from handbook.partners.task import Shelf
from handbook.values.diagnostics import Diagnostic, counted, error
from handbook.values.model import Artifact

AT_ONCE = 50
"""So many copies are brought to their places together: far ones are sent side by side."""
ON = "See to it, then run it again: it goes on from there."
ANEW = "Make the copies anew: python3 build.py cobrand PARTNERS"


def assemble(shelf: Shelf, edition: str, dist: Mapping[str, Artifact]) -> tuple[int, tuple[Diagnostic, ...]]:
    """Make whole files of all tails of a place; return how many, and what keeps the others from being made.

    ``dist`` are the published files by their SHA-256; each is read once. Tails go when the list names whole files.
    Raises OSError where the place cannot be read.
    """
    path = f"{edition}/{copies.LIST}"
    there = shelf.sizes(edition)
    listed = copies.listed(shelf.stored(path)) if path in there else {}
    tails = (copy for made in listed.values() for copy in made.copies if copy.tail)
    waiting = sorted(tails, key=lambda each: each.base)
    findings: list[Diagnostic] = []
    done: set[str] = set()
    try:
        for base, group in groupby(waiting, key=lambda each: each.base):
            done.update(_assembled(list(group), shelf, dist.get(base), findings))
    except OSError as fault:
        text = f"{counted(len(waiting) - len(done), 'copy')} could not be made whole: {fault}"
        findings.append(error(str(shelf), 0, "copies.lost", text, ON))
    finally:  # whatever ends it, the next run goes on from there
        with suppress(OSError):
            shelf.clear([edition, *{str(PurePosixPath(copy.path).parent) for copy in waiting}])
        if done:
            made = (replace(each, copies=tuple(_whole(copy, done) for copy in each.copies)) for each in listed.values())
            shelf.write(path, copies.text(edition, made))
    needless = {f"{copy.path}{copies.TAIL}" for each in listed.values() for copy in each.copies
                if not copy.tail or copy.path in done}  # fmt: skip
    shelf.remove(sorted(needless & there.keys()))
    return len(done), tuple(findings)


def _whole(copy: Copy, done: set[str]) -> Copy:
    return replace(copy, tail=0) if copy.path in done else copy


def _assembled(
    group: Sequence[Copy], shelf: Shelf, artifact: Artifact | None, findings: list[Diagnostic]
) -> Iterator[str]:
    """Bring the copies of a published file to their places; yield the paths of those that stand there.

    Raises OSError where the place takes no more.
    """
    if artifact is None:
        hint = "Build that edition again, or make the copies anew: python3 build.py cobrand PARTNERS"
        text = "the published file that it belongs to is no longer there"
        findings += [error(copy.path, 0, "copies.base", text, hint) for copy in group]
        return
    try:
        base = shelf.published(artifact.path, artifact.sha256)
    except OSError as fault:
        findings += [error(copy.path, 0, "copies.base", str(fault), ANEW) for copy in group]
        return
    known = hashlib.sha256(base)
    for at in range(0, len(group), AT_ONCE):
        ready = [copy for copy in group[at : at + AT_ONCE] if _joined(copy, shelf, base, known, findings)]
        shelf.publish([copy.path for copy in ready])
        yield from (copy.path for copy in ready)


def _joined(copy: Copy, shelf: Shelf, base: bytes, known: hashlib._Hash, findings: list[Diagnostic]) -> bool:
    """Keep a whole file beside its place, if it is the one that was made; return whether it is. Raises OSError."""
    try:
        tail = shelf.stored(copy.stored[0].path)
    except OSError as fault:
        findings.append(error(copy.path, 0, "copies.tail", str(fault), ANEW))
        return False
    digest = known.copy()
    digest.update(tail)
    if digest.hexdigest() != copy.sha256:
        findings.append(error(copy.path, 0, "copies.tail", "the tail is damaged", ANEW))
        return False
    shelf.part(copy.path, (base, tail))
    return True
