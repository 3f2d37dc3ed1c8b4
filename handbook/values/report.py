"""What a build tells: plain values that can be kept and told again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.model import Artifact


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job."""

    language: str
    """The tag; "mul" for what belongs to all languages."""
    format: str
    slug: str
    status: str
    """``made``, ``copied`` from another folder, ``unchanged``, ``failed`` or ``incomplete``."""
    seconds: float
    coverage: float
    """Share of the texts that are translated, 0 to 1."""
    untranslated: int
    """How many texts stand, or would stand, in the source language."""
    artifact: Artifact | None
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Outcome:
        """Return what ``dataclasses.asdict`` and JSON have made of one."""
        artifact = Artifact.of(raw["artifact"]) if raw["artifact"] else None
        return cls(**{**raw, "artifact": artifact, "diagnostics": tuple(map(Diagnostic.of, raw["diagnostics"]))})


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a build."""

    edition: str
    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]
    removed: tuple[str, ...] = ()
    """Published files that were taken away, relative to the output folder."""
    until: str = ""
    """The last day (ISO 8601) on which the same would be said: then the next printed fact falls due. Empty if nobody
    knows."""

    @property
    def failed(self) -> bool:
        """Whether there is a finding of severity error."""
        return not sound(self.diagnostics)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Report:
        """Return what ``as_json`` and JSON have made of one."""
        outcomes = tuple(map(Outcome.of, raw["outcomes"]))
        return cls(raw["edition"], outcomes, tuple(map(Diagnostic.of, raw["diagnostics"])), tuple(raw["removed"]),
                   raw["until"])  # fmt: skip

    def with_findings(self, findings: Iterable[Diagnostic]) -> Report:
        """Return the report with some more findings."""
        return replace(self, diagnostics=tuple(sorted({*self.diagnostics, *findings})))

    def unchanged(self) -> Report:
        """Return what a run that finds everything as this one left it says."""
        again = tuple(replace(outcome, status="unchanged", seconds=0.0) for outcome in self.outcomes)
        return replace(self, outcomes=again)

    def as_json(self) -> dict[str, object]:
        """The report as plain values."""
        return asdict(self)
