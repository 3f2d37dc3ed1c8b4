"""What a worker process does for the server: logos, panels, tails, pictures and papers.

The server's own process opens no file of a stranger and lays nothing out. A worker knows the published files from its
start; what it makes of a hotel it hands back and forgets.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from handbook.build import workers
from handbook.catalogs.manuscript import Manuscript
from handbook.config.rules import IDENT
from handbook.desk import pictures
from handbook.files import pdfium
from handbook.files.store import CACHE
from handbook.language import latin
from handbook.partners import panels as laid
from handbook.partners import papers, roster
from handbook.partners.fields import at_line
from handbook.partners.logos import Logos, Said
from handbook.press import bases, inks, panels, tails
from handbook.press.bases import Base, NoSlotsError
from handbook.press.panels import UnfitPanelError
from handbook.press.words import Reader
from handbook.values.diagnostics import Diagnostic, Severity, sound
from handbook.values.model import Artifact, Purpose
from handbook.values.panel import PanelPages
from handbook.values.partner import Logo, Partner

SCRATCH = "served"
"""Where workers put what they need for a while, each in a folder of its own."""
NAMELESS = "hotel"
"""The id of a hotel whose name has no letters."""
UPLOAD = "logo"
"""How an upload is called, whatever its sender calls it."""
SHOWN_PX = 900
"""The longer side of a page in the form, in pixels."""
GLANCE = 0.5
"""Pixels to the point where only a difference is looked for."""
MEMORY = 6 * 2**30
"""Bytes of addresses that a worker may take: a logo that unpacks to more ends it, and not the machine."""
KNOWN = 64
"""So many published files are kept open, as far as tails need them."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What every worker is started with."""

    manuscript: Manuscript
    dist: Path
    made_with: str
    """One digest of the program and of what it reads (``partners.run``)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A form as it was sent."""

    fields: Mapping[str, str]
    """By the names of ``FIELDS``, without id and logo."""
    upload: bytes = b""
    kept: Logo | None = None
    """The logo of an earlier form, if there is no new one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field; the words for it stand in a template."""

    field: str
    """Empty where it concerns the whole form."""
    code: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Design:
    """A form made: the hotel and its panels, or what keeps them from being made."""

    partner: Partner | None
    pages: PanelPages | None
    faults: tuple[Fault, ...]
    logo: Logo | None = None
    """Where nothing could be made, the logo, if it was none of its faults."""


@dataclass(slots=True)
class _Bench:
    """A worker's own."""

    stock: Stock
    cache: Path
    """Where fonts of strangers' names are, as long as the worker lives."""
    bases: dict[str, Base | None] = field(default_factory=dict)
    """By SHA-256; None for a file without slots."""
    changed: dict[str, int] = field(default_factory=dict)
    """The page that shows a panel, 0-based, by the SHA-256 of the published file."""


_here: list[_Bench] = []
"""The one of this process."""


def begin(stock: Stock) -> None:
    """Make this process a worker of the server."""
    workers.settle()
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has none
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sweep(stock)
    folder = stock.manuscript.project.root / CACHE / SCRATCH / str(os.getpid())
    folder.mkdir(parents=True, exist_ok=True)
    _here.append(_Bench(stock, folder))


def sweep(stock: Stock) -> None:
    """Remove what workers that have ended left behind: fonts with the letters of names."""
    for folder in (stock.manuscript.project.root / CACHE / SCRATCH).glob("[0-9]*"):
        if not _is_at_work(int(folder.name)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_at_work(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def ready() -> bool:
    """Whether this process is a worker of the server."""
    return bool(_here)


def design(wish: Wish) -> Design:
    """Return the panels of a form, in every shape, or what is wrong with it."""
    bench = _here[-1]
    project = bench.stock.manuscript.project
    fields = {**wish.fields, "id": _ident(wish.fields), "logo": UPLOAD if wish.upload or wish.kept else ""}
    logos = Logos(bench.cache, project.tokens.hexes()["card"], inks.profile(project), bench.cache)

    read = logos.made(UPLOAD, wish.upload) if wish.upload else (wish.kept, ())

    def logo(_name: str) -> tuple[Logo | None, Sequence[Said]]:
        return read

    found = roster.of_fields(fields, UPLOAD, logo)
    faults = tuple(_fault(each, at_line(each.line)) for each in found.findings)
    if not found.partners:
        return Design(None, None, faults, read[0])
    (partner,) = found.partners
    made = laid.lay_out(project, [partner], tuple(project.shapes.values()), cache=bench.cache)
    own, all_ = made.findings.get(partner.id, ()), made.findings.get("", ())
    faults += (*(_fault(each, at_line(each.line)) for each in own), *(_fault(each, "") for each in all_))
    if not sound((*own, *all_)):
        return Design(None, None, faults, read[0])
    pages = made.pages[partner.id]
    for purpose in Purpose:
        try:
            Reader(project).read(pages, purpose)
        except (UnfitPanelError, inks.UnfitProfileError):
            return Design(None, None, (*faults, Fault("logo", "panel.unfit", is_error=True)))
    return Design(partner, pages, faults)


def _ident(fields: Mapping[str, str]) -> str:
    longest = IDENT.longest
    return latin.slug(fields.get("name", ""), longest) or latin.slug(fields.get("name_zh", ""), longest) or NAMELESS


def _fault(finding: Diagnostic, key: str) -> Fault:
    """Return what a finding says of a field."""
    return Fault("name" if key == "id" else key, finding.code, finding.severity is Severity.ERROR)


def tail(partner: Partner, pages: PanelPages, artifact: Artifact) -> bytes:
    """Return what makes a published file the hotel's copy; nothing where it has no place for a name.

    Raises OSError if the file cannot be read, ValueError if nothing can be appended to it.
    """
    base = _base(artifact)
    if base is None:
        return b""
    project = _here[-1].stock.manuscript.project
    return tails.tail(base, _panels(pages, project.products[artifact.format].purpose), partner)


@lru_cache(maxsize=8)
def _panels(pages: PanelPages, purpose: Purpose) -> panels.Panels:
    project = _here[-1].stock.manuscript.project
    return Reader(project).read(pages, purpose)


def _base(artifact: Artifact) -> Base | None:
    bench = _here[-1]
    if artifact.sha256 not in bench.bases:
        while len(bench.bases) >= KNOWN:
            bench.bases.pop(next(iter(bench.bases)))
        bench.bases[artifact.sha256] = _opened((bench.stock.dist / artifact.path).read_bytes())
    return bench.bases[artifact.sha256]


def _opened(data: bytes) -> Base | None:
    try:
        return bases.read(data)
    except NoSlotsError:
        return None


def picture(partner: Partner, pages: PanelPages, artifact: Artifact) -> bytes:
    """Return the first page of a copy that differs from the published file, as PNG; the first of all if none does."""
    bench = _here[-1]
    base = (bench.stock.dist / artifact.path).read_bytes()
    copy = base + tail(partner, pages, artifact)
    if artifact.sha256 not in bench.changed:
        bench.changed[artifact.sha256] = _differing(base, copy, artifact.pages)
    scale = SHOWN_PX / (max(artifact.trim_mm) * 72 / 25.4)
    return pictures.png(_page(copy, bench.changed[artifact.sha256], scale), packed=True)


def _differing(base: bytes, copy: bytes, count: int) -> int:
    for page in range(count):
        one, other = (np.asarray(_page(data, page, GLANCE)) for data in (base, copy))
        if not np.array_equal(one, other):
            return page
    return 0


def _page(data: bytes, page: int, scale: float) -> Image.Image:
    with pdfium.opened(data) as document:
        return pdfium.picture(document, min(page, len(document) - 1), scale).convert("RGB")


def ticket(artifact: Artifact) -> bytes:
    """Return the page of the job tickets of all copies of a print file. Raises OSError, HandbookError."""
    stock = _here[-1].stock
    told = next(each for each in artifact.companions if each.path.endswith(".json"))
    return papers.kept(stock.manuscript, artifact, (stock.dist / told.path).read_bytes(), stock.made_with)


def read_me(formats: Sequence[str]) -> bytes:
    """Return the page that says what is what in a zip. Raises HandbookError."""
    stock = _here[-1].stock
    return papers.read_me(stock.manuscript, formats, stock.made_with)
