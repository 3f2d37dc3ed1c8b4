"""Panels by ``layout`` and tails by ``press``: how a worker makes copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Making:
    """What is known of the files and the panels of a task."""

    manuscript: Manuscript
    made_with: str
    """One digest of the program and of what it reads."""
    bases: dict[str, Base | None] = field(default_factory=dict)
    """By the SHA-256 of the files; None for one without slots."""
    panels: dict[tuple[str, Purpose], Panels] = field(default_factory=dict)
    """By a partner's id and what they are for."""

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
        found = [base for base in self.bases.values() if base]
        wanted = {slot.shape for base in found for slot in base.slots}
        project = self.manuscript.project
        shapes = [shape for name, shape in project.shapes.items() if name in wanted]
        made = laid.lay_out(project, partners, shapes, letters)
        findings = dict(made.findings)
        reader = Reader(project)
        for purpose in {project.products[each.format].purpose for each in artifacts if self.bases[each.sha256]}:
            for ident, pages in made.pages.items():
                try:
                    read_panels = reader.read(pages, purpose)
                except (UnfitPanelError, inks.UnfitProfileError) as fault:
                    text = f"cannot be part of a panel: {fault}"
                    told = error(ident, line_of("logo"), "panel.unfit", text, "Leave out the logo, or send it as PNG.")
                    findings[ident] = (*findings.get(ident, ()), told)
                else:
                    self.panels[ident, purpose] = read_panels
        return findings

    def has_slots(self, artifact: Artifact) -> bool:
        """Whether a file has a place for a panel: the inside of a book without its cover has none."""
        return self.bases[artifact.sha256] is not None

    def tail(self, artifact: Artifact, partner: Partner) -> bytes:
        """Return what makes a file a copy of a partner, whose panels are sound; nothing where it has no slots."""
        base = self.bases[artifact.sha256]
        if base is None:
            return b""
        purpose = self.manuscript.project.products[artifact.format].purpose
        return tails.tail(base, self.panels[partner.id, purpose], partner)

    def _base(self, artifact: Artifact, read: Callable[[Artifact], bytes]) -> Base | None:
        """Return a file as it was read before, or else read it: that takes as long as to make thirty copies of it."""
        keep = Keep(self.manuscript.project.root / CACHE / "bases", self.made_with)
        known = keep.read(artifact.sha256)
        if not isinstance(known, tuple):
            known = (_opened(artifact, read(artifact)),)
            keep.write(artifact.sha256, known)
        found: Base | None = known[0]
        return found


def _opened(artifact: Artifact, data: bytes) -> Base | None:
    try:
        return bases.read(data)
    except NoSlotsError:
        return None
    except bases.UnfitBaseError as fault:
        msg = f"{artifact.path}: {fault}. Make it anew: python3 build.py -l {artifact.language} -f {artifact.format}"
        raise HandbookError(msg) from fault
