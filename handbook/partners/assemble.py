"""Tails to whole files: what was stored small is put behind the published file that it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import groupby, islice

from handbook.partners import copies
from handbook.partners.copies import Copy
from handbook.partners.register import Register
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
    register = Register(shelf, edition)
    findings: list[Diagnostic] = []
    try:
        for base, group in groupby(register.tails(), key=lambda each: each.base):
            for paths in _assembled(group, shelf, dist.get(base), findings):
                register.whole(paths)
    except OSError as fault:
        text = f"{counted(register.left, 'copy')} could not be made whole: {fault}"
        findings.append(error(str(shelf), 0, "copies.lost", text, ON))
    finally:  # whatever ends it, the next run goes on from there
        with suppress(OSError):
            shelf.clear([edition, *(f"{edition}/{ident}" for ident in register.ids())])
        if register.done:
            register.tell_whole()
            register.write()
    for made in map(register.of, register.ids()):
        tails = (f"{copy.path}{copies.TAIL}" for copy in made.copies if not copy.tail)
        shelf.remove([path for path in tails if register.size(path) is not None])
    return register.done, tuple(findings)


def _assembled(
    group: Iterable[Copy], shelf: Shelf, artifact: Artifact | None, findings: list[Diagnostic]
) -> Iterator[list[str]]:
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
    known, waiting = hashlib.sha256(base), iter(group)
    while some := list(islice(waiting, AT_ONCE)):
        ready = [copy.path for copy in some if _joined(copy, shelf, base, known, findings)]
        shelf.publish(ready)
        yield ready


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
