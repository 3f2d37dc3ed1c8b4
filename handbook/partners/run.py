"""A run of co-branding: which copies are missing, who makes them, what stands afterwards and what is said of it.

``copies.json`` names what is whole and in its place. A run that is interrupted leaves a list that is short, never
false; the next one goes on from there.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from handbook.build import fingerprint
from handbook.build.executor import Hands, Lost, results
from handbook.build.publish.publication import uninterrupted
from handbook.build.snapshot import inputs
from handbook.catalogs.manuscript import Manuscript, file_of
from handbook.files import digests, last_words
from handbook.files.digests import Digests
from handbook.partners import copies
from handbook.partners.copies import Copy, Made
from handbook.partners.fields import at_line
from handbook.partners.register import Register
from handbook.partners.roster import Roster
from handbook.partners.task import Done, Order, Shelf, Task
from handbook.values.diagnostics import Diagnostic, counted, error, sound, warning
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact
from handbook.values.partner import Partner, letters
from handbook.values.say import Say, silent

A_TASK = 25
"""Partners of a task at most: what an interrupted run loses, and how many zips are written at once."""
APART_S, SHARE = 2.0, 20
"""The list is written at least so many seconds apart, and for no more than a twentieth of the time."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""What a place says that will take nothing more, whatever is brought there next."""
AGAIN = "See to it, then run it again: what is there stays, the rest is made."
_Lack = tuple[Partner, tuple[Artifact, ...]]
"""A partner, and the files of which it has no copy."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    roster: Roster
    artifacts: tuple[Artifact, ...]
    """The published files to copy."""
    strict: bool = False
    prune: bool = False
    tails: bool = False
    verify: bool = False
    """Whether every copy that stands is read, and not believed by its size."""


@dataclass(frozen=True, slots=True)
class Account:
    """The result of a run."""

    made: int
    unchanged: int
    refused: int
    """Partners of whom nothing was made."""
    findings: tuple[Diagnostic, ...]
    left: tuple[str, ...]
    """Files of partners or formats that are no longer there, below the folder of copies; still there."""
    removed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is a finding of severity error."""
        return not sound(self.findings)


def cobrand(
    manuscript: Manuscript,
    wish: Wish,
    dist: Mapping[str, Artifact],
    shelf: Shelf,
    hands: Hands[Task, Done],
    say: Say = silent,
) -> Account:
    """Make the copies that are missing; ``dist`` are all published files by their paths, for what stands already.

    A faulty row keeps its old copies. With ``strict`` nothing is made if any row is faulty.
    """
    return _Run(manuscript, wish, dist, shelf, hands, say).account()


class _Run:
    def __init__(
        self,
        manuscript: Manuscript,
        wish: Wish,
        dist: Mapping[str, Artifact],
        shelf: Shelf,
        hands: Hands[Task, Done],
        say: Say,
    ) -> None:
        self.manuscript, self.wish, self.hands, self.say = manuscript, wish, hands, say
        self.shelf, self.edition = shelf, manuscript.project.edition.id
        self.made_with = made_with(manuscript)
        self.published = {(each.language, each.format): each for each in dist.values()}
        self.register = Register(shelf, self.edition)
        self.findings: list[Diagnostic] = list(wish.roster.findings)
        self.written, self.took = time.monotonic(), 0.0
        self.count = self.refused = 0
        self.plain: set[str] = set()
        """Published files without a place for a name."""
        self.ready: set[str] = set()
        """Partners of whom everything stands."""
        self.lost: dict[tuple[str, str], list[Task]] = {}
        """Tasks of which nothing was made, by the reason and what to do."""
        self.is_shut = False
        """Whether the place takes nothing more."""

    def account(self) -> Account:
        todo, unchanged = [], 0
        for partner in self.wish.roster.partners:
            kept, lacking = self._kept(partner)
            unchanged += len(kept)
            if lacking:
                todo.append((partner, lacking))
            else:
                self.ready.add(partner.id)
        for gone in (each for each in self.register.ids() if self._is_gone(each)):
            self.register.put(Made(gone, "", ()))
        if self._is_refused(todo):
            return Account(0, unchanged, len(self.wish.roster.said), self._told(), self._left())
        folders = [self.edition, *(f"{self.edition}/{partner.id}" for partner, _ in todo)]
        self.shelf.clear(folders)
        try:
            self._make(todo)
        finally:
            self._close(folders)
        left = () if self.is_shut else self._left()
        removed = self.shelf.remove(left) if self.wish.prune else ()
        lost = sum(len(task.orders) for tasks in self.lost.values() for task in tasks)
        refused = self.refused + lost + len(self.wish.roster.said) - len(self.wish.roster.partners)
        return Account(
            self.count, unchanged, refused, self._told(), tuple(each for each in left if each not in removed), removed
        )

    # What stands.

    def _kept(self, partner: Partner) -> tuple[tuple[Copy, ...], tuple[Artifact, ...]]:
        """Return the copies of a partner that are as they should be, and the files of which there is none.

        The register, which has all of faulty rows, then says so, too.
        """
        there, own = self.register.of(partner.id), copies.digest(partner)
        kept = [copy for copy in there.copies if self._is_current(copy, own) and self._stands(copy)]
        known = {(copy.language, copy.format) for copy in kept}
        lacking = [each for each in self.wish.artifacts if (each.language, each.format) not in known]
        if not lacking and not self.wish.tails and not self._is_packed(there):
            # The zip is made anew together with one of the copies.
            lacking = [self.wish.artifacts[0]]
            kept = [copy for copy in kept if (copy.language, copy.format) != (lacking[0].language, lacking[0].format)]
        left = replace(there, copies=tuple(kept), parcel=None if lacking else there.parcel)
        if left != there:
            self.register.put(left)
        return left.copies, tuple(lacking)

    def _is_current(self, copy: Copy, partner: str) -> bool:
        artifact = self.published.get((copy.language, copy.format))
        return artifact is not None and copy.made_of == copies.made_of(partner, artifact, self.made_with)

    def _is_packed(self, made: Made) -> bool:
        return made.parcel is not None and self._is_there(made.parcel.path, made.parcel.bytes)

    def _stands(self, copy: Copy) -> bool:
        """Whether a copy is there as it should be; where whole files are wanted, a tail is none."""
        if copy.tail and not self.wish.tails:
            return False
        if not all(self._is_there(each.path, each.bytes) for each in copy.stored):
            return False
        return not self.wish.verify or all(
            hashlib.sha256(self.shelf.stored(each.path)).hexdigest() == each.sha256
            for each in copy.stored
            if each.sha256
        )

    def _is_there(self, path: str, size: int) -> bool:
        return self.register.size(path) == size

    def _is_gone(self, partner: str) -> bool:
        return self.wish.roster.is_whole and partner not in self.wish.roster.said

    # The work.

    def _is_refused(self, todo: Sequence[_Lack]) -> bool:
        """Whether a strict run makes nothing: a row is faulty, or a panel cannot be made."""
        if not self.wish.strict:
            return False
        if not self.wish.roster.said - {each.id for each in self.wish.roster.partners} and sound(self.findings):
            for task, done in self._results(replace(task, only_panels=True) for task in self._tasks(todo)):
                self._hear(task, done)
        return not sound(self.findings)

    def _tasks(self, todo: Sequence[_Lack]) -> Iterator[Task]:
        """Yield tasks for partners that lack the same files: as many as the hands, or of a bearable size.

        Fonts are cut to the letters of the whole table, once for all tasks.
        """
        project = self.manuscript.project
        shop = project.languages[project.edition.ticket_language]
        spoken = self.manuscript.of([shop, project.source])
        shared = letters(self.wish.roster.partners)
        for lacking, partners in _by_lack(todo).items():
            size = min(A_TASK, -(-len(partners) // self.hands.size))
            for at in range(0, len(partners), size):
                part = tuple(Order(each, self.register.of(each.id).copies) for each in partners[at : at + size])
                yield Task(part, lacking, spoken, self.made_with, shared, only_tails=self.wish.tails)

    def _results(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Done | Lost]]:
        """Yield tasks with their results; each is made when it is its turn. Where a place is shut, none is begun."""
        ready = list(islice(tasks, self.hands.size))
        for task, done in results(self.hands, ready):
            yield task, done
            if isinstance(done, Lost) and _is_shut(done.fault):
                self.is_shut = True
                self._lose([*ready, *tasks], done)
                ready.clear()
            ready += islice(tasks, 1)

    def _make(self, todo: Sequence[_Lack]) -> None:
        total, began = sum(len(lacking) for _, lacking in todo), time.monotonic()
        if total:
            self.say(f"Making {counted(total, 'copy')} for {counted(len(todo), 'partner')}")
        for task, done in self._results(self._tasks(todo)):
            self._hear(task, done)
            self._write()
            rate = self.count / max(time.monotonic() - began, 0.001)
            self.say(f"{self.count:,} of {total:,} copies, {rate:.0f} a second")

    def _hear(self, task: Task, done: Done | Lost) -> None:
        """Take in what became of a task."""
        if isinstance(done, Lost):
            self._lose([task], done)
            return
        self.plain.update(done.plain)
        for made in done.made:
            self.register.put(made)
            self.ready.add(made.id)
            self.count += len(task.artifacts)
        for partner, found in done.findings.items():
            self.refused += not sound(found) and bool(partner)
            self.findings += [self._placed(partner, each) for each in found]

    def _lose(self, tasks: Sequence[Task], why: Lost) -> None:
        is_known = isinstance(why.fault, OSError | HandbookError)
        hint = AGAIN if is_known else last_words.hint(self.manuscript.project.root, why.fault)
        # A place that is full says so of each file by its name: here it is one reason.
        said = getattr(why.fault, "strerror", None) if _is_shut(why.fault) else None
        self.lost.setdefault((why.reason or said or str(why.fault), hint), []).extend(tasks)

    def _placed(self, partner: str, finding: Diagnostic) -> Diagnostic:
        """Return a finding of a panel with the row and the column whose words it has."""
        roster = self.wish.roster
        if partner not in roster.spots:
            return finding
        line, place = roster.spots[partner].place(at_line(finding.line), partner)
        return replace(finding, path=roster.named, line=line, text=f"{place}{finding.text}")

    def _write(self, *, last: bool = False) -> None:
        """Write the list, if it is time to."""
        now = time.monotonic()
        if not self.register.is_changed or (not last and now - self.written < max(APART_S, SHARE * self.took)):
            return
        try:
            with uninterrupted():
                self.register.write()
        except OSError as fault:
            if last and not self.is_shut:  # else it has been told why
                text = f"the list of what was made cannot be written: {fault}"
                place = f"{self.shelf}/{self.edition}/{copies.LIST}"
                self.findings.append(error(place, 0, "copies.list", text, AGAIN))
                self.is_shut = True
        self.written, self.took = time.monotonic(), time.monotonic() - now

    def _close(self, folders: Sequence[str]) -> None:
        """Remove what lost workers have left, which may be the room that the list needs, and write the list."""
        with contextlib.suppress(OSError):  # what is left there says nothing false, and the next run removes it
            self.shelf.clear(folders)
        self._write(last=True)

    # Afterwards.

    def _left(self) -> tuple[str, ...]:
        """Return the files of our form that the list does not name: of partners who are gone, of other formats.

        Those of a row that is faulty, or could not be made, are what the partner has until it is.
        """
        found = copies.ours((path for path, _ in self.shelf.sizes(self.edition)), self.edition)
        left: list[str] = []
        for partner, files in groupby(found, key=itemgetter(1)):
            if partner in self.ready or self._is_gone(partner):
                listed = {each.path for each in self.register.of(partner).stored}
                left += (path for path, _ in files if path not in listed)
        return tuple(sorted(left))

    def _told(self) -> tuple[Diagnostic, ...]:
        text = "has no place for a name: its copies are the published file itself"
        plain = (warning(path, 0, "copies.plain", text, "Nothing need be done.") for path in self.plain)
        lost = (
            error(str(self.shelf), 0, "copies.lost", f"the copies of {_named(tasks)} were not made: {reason}", hint)
            for (reason, hint), tasks in self.lost.items()
        )
        return tuple(sorted({*self.findings, *plain, *lost}))


def _is_shut(fault: BaseException) -> bool:
    """Whether a place that says so once will say it of every file: it is full, or may not be written to."""
    return isinstance(fault, PermissionError) or (isinstance(fault, OSError) and fault.errno in FULL)


def _named(tasks: Sequence[Task]) -> str:
    """Return the partners of tasks in a few words."""
    several = sum(len(task.orders) for task in tasks)
    return tasks[0].label if len(tasks) == 1 else f"{counted(several, 'hotel')}, {tasks[0].label} and others,"


def _by_lack(todo: Sequence[_Lack]) -> Mapping[tuple[Artifact, ...], list[Partner]]:
    """Return partners by the files of which they have no copy."""
    found: dict[tuple[Artifact, ...], list[Partner]] = {}
    for partner, lacking in sorted(todo, key=lambda each: each[0].id):
        found.setdefault(lacking, []).append(partner)
    return found


def made_with(manuscript: Manuscript) -> str:
    """Return one digest of what copies are made with: the program, and the files that panels and tickets read."""
    project = manuscript.project
    spoken = {file_of(project.source), file_of(project.languages[project.edition.ticket_language])}
    named = (project.named(Path(each)) for each in inputs(project.root, project.content, project.locales))
    names = [each for each in named if not each.startswith(f"{project.locales.as_posix()}/") or each in spoken]
    read = Digests(project.root).of_all(names)
    return digests.of_value([fingerprint.environment(), sorted(fingerprint.program().items()), sorted(read.items())])
