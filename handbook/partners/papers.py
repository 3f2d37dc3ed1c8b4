"""Pages that go along with copies, in Chinese and English: what is what in a zip, and the job tickets.

The page in a zip is a PDF, since that opens on every phone and computer and passes every mail program: pages of the web
in an archive are what many of them take for an attack, and a plain text loses its letters on some. It names formats and
no partner, so one page serves all zips of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import PurePosixPath

from handbook.catalogs import extract
from handbook.catalogs.manuscript import Manuscript
from handbook.files import digests
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.language import filters
from handbook.layout.typeset import lay_out
from handbook.press import metadata, tickets
from handbook.press.sheets import titled
from handbook.press.tickets import SIZES_MM, on_paper, sheets_of, shop_catalogs
from handbook.render.html import render
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact, Job, Layout, Product, Purpose

PRODUCT = Product("read-me", Layout("read-me", "partners/read-me.html", SIZES_MM["iso"]), Purpose.OFFICE)
"""How it is laid out; not in formats.toml, since nobody asks for it alone."""


def read_me(manuscript: Manuscript, formats: Collection[str], made_with: str) -> bytes:
    """Return the page of the zips for files of some formats. Raises HandbookError where it cannot be made."""
    name = digests.of_value(["read-me", *sorted(formats)])[:16]
    return _kept(manuscript, name, made_with, lambda: _read_me(manuscript, formats))


def kept(manuscript: Manuscript, artifact: Artifact, data: bytes, made_with: str) -> bytes:
    """Return the page of the job tickets of all copies of a file, whose own ticket is ``data``, as JSON.

    It names the file by a pattern and says no digest: that stands in the JSON of each copy. A page for each would take
    longer than all else. Raises HandbookError where it cannot be made.
    """
    name = digests.of_value(["ticket", artifact.path, data.decode()])[:16]
    return _kept(manuscript, name, made_with, lambda: _ticket(manuscript, artifact, data))


def _kept(manuscript: Manuscript, name: str, made_with: str, make: Callable[[], bytes]) -> bytes:
    """Return a page as the cache has it, or else make it: seconds that one task alone of a run need take."""
    keep = Keep(manuscript.project.root / CACHE / "papers", made_with)
    known = keep.read(name)
    if isinstance(known, bytes):
        return known
    made = make()
    keep.write(name, made)
    return made


def _ticket(manuscript: Manuscript, artifact: Artifact, data: bytes) -> bytes:
    project = manuscript.project
    owner = project.languages.get(artifact.language, project.source)
    job = Job(project.edition.id, owner, project.products[artifact.format])
    pattern = f"{PurePosixPath(artifact.path).stem}_*.pdf"
    slips = tickets.batch(manuscript, [(job, tickets.of_copy(data, pattern))])
    _require(slips.findings)
    return slips.files[job.key][0]


def _read_me(manuscript: Manuscript, formats: Collection[str]) -> bytes:
    project, (catalogs, findings) = manuscript.project, shop_catalogs(manuscript)
    job = Job(project.edition.id, catalogs[0].language, on_paper(PRODUCT, project.edition.paper),
              tuple(each.language for each in catalogs))  # fmt: skip
    shown = [each for each in project.products.values() if each.id in formats]
    document, faults = render(project, job, catalogs[0], catalogs, {"products": shown, "filters": filters})
    findings += faults
    findings += extract.not_in_step(project, document.untranslated - manuscript.keys) if document else ()
    _require(findings)
    if document is None:
        return b""
    galley, faults = lay_out(project, replace(document, stylesheets=sheets_of(project, "read-me")))
    _require((*findings, *faults))
    return titled(galley.written.data, galley.written.title, metadata.languages(job)) if galley else b""


def _require(findings: tuple[Diagnostic, ...]) -> None:
    if not sound(findings):
        raise HandbookError("\n".join(map(str, findings)))
