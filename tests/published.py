"""A published folder without a build: tiny files with true names, digests and job tickets, for the download pages."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from builders import BRIEF, manuscript_of, project_files

from handbook.build import plan
from handbook.build.publish import manifest, names
from handbook.build.publish.manifest import Issue
from handbook.catalogs.manuscript import Manuscript
from handbook.files.digests import Digests
from handbook.press import tickets
from handbook.press.finishing import Produced
from handbook.site.publish import publish
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Artifact, Companion, Job, Project, Selection
from handbook.values.units import POINTS

LANGUAGES = ("en", "fr", "ar", "zh-Hans")
FORMATS = ("screen", "large-print", "booklet-office", "leaflet-office", "print", "inside", "card", "tent", "poster")
PAGES = 9


@dataclass(frozen=True)
class Folder:
    """A project and what is published of it."""

    manuscript: Manuscript
    out: Path
    artifacts: tuple[Artifact, ...]

    @property
    def project(self) -> Project:
        return self.manuscript.project

    @property
    def root(self) -> Path:
        return self.project.root

    def brought_up(self) -> tuple[Diagnostic, ...]:
        """Publish the site, as the end of a build does."""
        known = Digests(self.root)
        found = publish(self.manuscript, self.artifacts, self.out, known)
        known.save()
        return found

    def of(self, *languages: str) -> Folder:
        """Return the folder with the files of some languages alone on its list."""
        return replace(self, artifacts=tuple(each for each in self.artifacts if each.language in languages))

    def read(self, path: str) -> str:
        return (self.out / path).read_text(encoding="utf-8")

    def names(self) -> set[str]:
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file()}


def folder(where: Path, languages: Iterable[str] = LANGUAGES, formats: Iterable[str] = FORMATS) -> Folder:
    """Return a project, and tiny files of it, listed in a manifest."""
    return published(project_files(where / "project", tuple(languages), BRIEF, formats), where / "dist")


def published(root: Path, out: Path) -> Folder:
    """Return tiny files of a project, listed in a manifest."""
    texts = manuscript_of(root)
    jobs = [job for job in plan.plan(texts.project, Selection()) if not job.language.is_pseudo]
    artifacts = tuple(_published(texts.project, job, out) for job in jobs)
    for name, data in manifest.texts(Issue.of(texts.project), artifacts).items():
        (out / name).write_bytes(data)
    return Folder(texts, out, artifacts)


def _published(project: Project, job: Job, out: Path) -> Artifact:
    count = PAGES if job.layout.id == "book" else 2
    data = _pdf(job.layout.trim_mm, count, job.slug)
    path = names.path(job).as_posix()
    spoken = job.voices or (job.language,)
    artifact = Artifact(
        path, job.language.tag, job.product.id, f"The {job.slug}", count, job.layout.trim_mm, len(data),
        hashlib.sha256(data).hexdigest(), 1.0, job.product.conformance, tuple(each.tag for each in spoken),
        project.association.name, project.edition.paper, (), project.edition.revised.isoformat(),
        all(each.is_source for each in spoken), (f"https://{project.guide(job.language)}",),
    )  # fmt: skip
    _write(out / path, data)
    if not job.product.is_printed:
        return artifact
    produced = Produced(data, count, job.layout.trim_mm, job.layout.trim_mm)
    told = tickets.as_json(tickets.ticket(project, job, artifact, produced, 12))
    beside = dict(zip(map(str, names.tickets(job)), (_pdf((210, 297), 1, "ticket"), told), strict=True))
    for name, each in beside.items():
        _write(out / name, each)
    companions = (Companion(name, hashlib.sha256(each).hexdigest(), len(each)) for name, each in beside.items())
    return replace(artifact, companions=tuple(companions))


def _pdf(trim_mm: tuple[float, float], count: int, salt: str) -> bytes:
    """Return pages with a jade field, whose size tells one from another."""
    shade = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:1], "big") / 255
    file = pikepdf.new()
    width, height = (each * POINTS for each in trim_mm)
    for number in range(count):
        page = file.add_blank_page(page_size=(width, height))
        field = f"0.06 0.34 {shade:.3f} rg 20 20 {width * 0.5:.1f} {height * (number + 1) / (count + 1):.1f} re f"
        page.Contents = file.make_stream(field.encode())
    out = io.BytesIO()
    file.save(out, static_id=True)
    return out.getvalue()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
