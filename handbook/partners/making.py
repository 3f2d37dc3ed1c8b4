"""Panels by ``layout`` and tails by ``press``: how a worker makes copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from handbook.catalogs.manuscript import Manuscript
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.partners import panels as laid
from handbook.partners.fields import line_of
from handbook.press import bases, inks, tails
from handbook.press.bases import Base, NoSlotsError
from handbook.press.panels import Panels, UnfitPanelError
from handbook.press.words import Reader
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact, Purpose
from handbook.values.partner import Partner

Shapes = frozenset[str]


@dataclass(slots=True)
class Making:
    """What is known of the files and the panels of a task."""

    manuscript: Manuscript
    made_with: str
    """One digest of the program and of what it reads."""
    bases: dict[str, Base | None] = field(default_factory=dict)
    """By the SHA-256 of the files; None for one without slots."""
    panels: dict[tuple[str, Purpose, Shapes], Panels] = field(default_factory=dict)
    """By a partner's id, what they are for, and what stands in a file: with what others show, bytes would differ."""

    def prepare(
        self,
        partners: Sequence[Partner],
        artifacts: Sequence[Artifact],
        read: Callable[[Artifact], bytes],
        letters: str = "",
    ) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Find the slots of files and lay out the panels for them; return what is wrong with each partner's.

        Raises HandbookError for a file to which nothing can be appended.
        """
        for artifact in artifacts:
            self.bases[artifact.sha256] = self._base(artifact, read)
        asked: dict[Shapes, set[Purpose]] = {}
        for artifact in artifacts:
            if base := self.bases[artifact.sha256]:
                asked.setdefault(_shapes(base), set()).add(self._purpose(artifact))
        findings: dict[str, tuple[Diagnostic, ...]] = {}
        for shapes, purposes in asked.items():
            project = self.manuscript.project
            wanted = [shape for name, shape in project.shapes.items() if name in shapes]
            made = laid.lay_out(project, partners, wanted, letters)
            reader = Reader(project)
            told = dict(made.findings)
            for purpose, (ident, pages) in product(purposes, made.pages.items()):
                try:
                    self.panels[ident, purpose, shapes] = reader.read(pages, purpose)
                except (UnfitPanelError, inks.UnfitProfileError) as fault:
                    text = f"cannot be part of a panel: {fault}"
                    hint = "Leave out the logo, or send it as PNG."
                    told[ident] = (*told[ident], error(ident, line_of("logo"), "panel.unfit", text, hint))
            for ident, found in told.items():
                findings[ident] = tuple(dict.fromkeys((*findings.get(ident, ()), *found)))
        return findings

    def has_slots(self, artifact: Artifact) -> bool:
        """Whether a file has a place for a panel: the inside of a book without its cover has none."""
        return self.bases[artifact.sha256] is not None

    def tail(self, artifact: Artifact, partner: Partner) -> bytes:
        """Return what makes a file a copy of a partner, whose panels are sound; nothing where it has no slots."""
        base = self.bases[artifact.sha256]
        if base is None:
            return b""
        return tails.tail(base, self.panels[partner.id, self._purpose(artifact), _shapes(base)], partner)

    def _purpose(self, artifact: Artifact) -> Purpose:
        return self.manuscript.project.products[artifact.format].purpose

    def _base(self, artifact: Artifact, read: Callable[[Artifact], bytes]) -> Base | None:
        """Return a file as it was read before, or else read it: that takes as long as to make thirty copies of it."""
        keep = Keep(self.manuscript.project.root / CACHE / "bases", self.made_with)
        known = keep.read(artifact.sha256)
        if not isinstance(known, tuple):
            known = (_opened(artifact, read(artifact)),)
            keep.write(artifact.sha256, known)
        found: Base | None = known[0]
        return found


def _shapes(base: Base) -> Shapes:
    return frozenset(slot.shape for slot in base.slots)


def _opened(artifact: Artifact, data: bytes) -> Base | None:
    try:
        return bases.read(data)
    except NoSlotsError:
        return None
    except bases.UnfitBaseError as fault:
        msg = f"{artifact.path}: {fault}. Make it anew: python3 build.py -l {artifact.language} -f {artifact.format}"
        raise HandbookError(msg) from fault
