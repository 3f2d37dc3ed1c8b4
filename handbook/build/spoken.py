"""Which catalogs a file speaks with: its own, those beside it, and who has too little to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.catalogs.manuscript import Catalog, Manuscript, file_of
from handbook.files import digests
from handbook.values.diagnostics import Diagnostic, Severity, counted, sound, warning
from handbook.values.model import Job, Scope


@dataclass(frozen=True, slots=True)
class Spoken:
    """The catalogs of a job."""

    catalog: Catalog
    voices: tuple[Catalog, ...]
    """Those that are printed: a language that is not ready stays off a sheet of all languages."""
    missing: tuple[Catalog, ...]
    """Those whose language is not ready."""
    coverage: float
    """Share of what the job's languages have to say, 0 to 1."""
    complete: bool
    """Whether the job's file may be published."""
    findings: tuple[Diagnostic, ...]

    @property
    def state(self) -> str:
        """The digest of who speaks and who does not."""
        return digests.of_value([each.language.tag for each in self.missing])


def gather(job: Job, manuscript: Manuscript) -> Spoken:
    """Return the catalogs of a job."""
    read = [manuscript.catalog(each) for each in (job.language, *job.voices)]
    catalogs = [catalog for catalog, _ in read]
    of_all = job.layout.scope is Scope.EDITION
    faulty = {each.language.tag for each, faults in read if not sound(faults)}
    missing = tuple(each for each in _once(catalogs) if not is_complete(each) and each.language.tag not in faulty)
    return Spoken(
        catalog=catalogs[0],
        voices=tuple(each for each in catalogs[1:] if is_complete(each)),
        missing=missing,
        coverage=_share(catalogs[1:]) if of_all else min(each.coverage for each in catalogs),
        complete=of_all or not missing,
        findings=(
            *(fault for _, faults in read for fault in faults),
            *(left_out(job, missing) if of_all else (incomplete(each, Severity.WARNING) for each in missing)),
        ),
    )


def is_complete(catalog: Catalog) -> bool:
    """Whether so much of a language is translated that it may be published."""
    return catalog.coverage >= catalog.language.min_coverage


def incomplete(catalog: Catalog, severity: Severity) -> Diagnostic:
    """Return that nothing of a language is published, since too much of it is untranslated."""
    tag = catalog.language.tag
    return Diagnostic(
        file_of(catalog.language), 0, severity, "catalog.incomplete",
        f"{counted(catalog.untranslated, 'text')} untranslated or uncertain ({catalog.coverage:.1%} done): "
        f"no new file of {tag} is published",
        f"Translate the rest; python3 build.py catalogs check {tag} lists it.",
    )  # fmt: skip


def left_out(job: Job, missing: Sequence[Catalog]) -> tuple[Diagnostic, ...]:
    """Return a warning for each language that a sheet of all languages does without."""
    return tuple(
        warning(
            file_of(each.language), 0, "catalog.left-out",
            f"{each.language.tag} is not on the {job.product.id}: {counted(each.untranslated, 'text')} untranslated or "
            "uncertain",
            f"python3 build.py catalogs check {each.language.tag} lists what is missing.",
        )
        for each in missing
    )  # fmt: skip


def _share(voices: Sequence[Catalog]) -> float:
    return sum(each.coverage for each in voices if is_complete(each)) / len(voices)


def _once(catalogs: Sequence[Catalog]) -> tuple[Catalog, ...]:
    return tuple({each.language.tag: each for each in catalogs}.values())
