"""The page that lies in each partner's zip: which file is for what, in Chinese and English.

A PDF, since that opens on every phone and computer and passes every mail program: pages of the web in an archive are
what many of them take for an attack, and a plain text loses its letters on some. It names formats and no partner, so
one page serves all zips of a run.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from handbook.catalogs import extract
from handbook.catalogs.manuscript import Manuscript
from handbook.files import digests
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.language import filters
from handbook.layout.typeset import lay_out
from handbook.press import metadata
from handbook.press.sheets import titled
from handbook.press.tickets import SIZES_MM, on_paper, sheets_of, shop_catalogs
from handbook.render.html import render
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.errors import HandbookError
from handbook.values.model import Job, Layout, Product, Purpose

PRODUCT = Product("read-me", Layout("read-me", "partners/read-me.html", SIZES_MM["iso"]), Purpose.OFFICE)
"""How it is laid out; not in formats.toml, since nobody asks for it alone."""


def kept(manuscript: Manuscript, formats: Collection[str], made_with: str) -> bytes:
    """Return the page as the cache has it, or else make it: seconds that one task alone of a run need take."""
    keep = Keep(manuscript.project.root / CACHE / "read-me", made_with)
    name = digests.of_value(sorted(formats))[:16]
    known = keep.read(name)
    if isinstance(known, bytes):
        return known
    made = page(manuscript, formats)
    keep.write(name, made)
    return made


def page(manuscript: Manuscript, formats: Collection[str]) -> bytes:
    """Return the page for files of some formats. Raises HandbookError with what keeps it from being made."""
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
