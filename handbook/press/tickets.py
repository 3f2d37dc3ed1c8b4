"""Job tickets: what a print shop must know of each print file, as a page in two languages and as JSON.

All tickets of a batch are laid out together, each on a page, and every page is written as a file of its own: one that
does not depend on the others. The page speaks the language of the print shop (``edition.toml``, ``ticket_language``)
and, beside it, the source language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from handbook.catalogs import extract
from handbook.catalogs.manuscript import Catalog, Manuscript, file_of
from handbook.fonts.cut import code_points
from handbook.imposition.signatures import creep_mm
from handbook.language import filters, typography
from handbook.layout.typeset import Galley, lay_out
from handbook.press import finishing, metadata
from handbook.press.finishing import Produced
from handbook.press.sheets import titled
from handbook.render.html import Document, render
from handbook.values.diagnostics import Diagnostic, sound, warning
from handbook.values.message import Key
from handbook.values.model import Artifact, Job, JobKey, Layout, Product, Project, Purpose

SCHEMA = 1
CSS = Path("templates/css")
LATIN = "".join(map(chr, range(0xA1, 0x100)))
"""Letters of many titles in Latin script."""
UNITS = ("millimeter", "inch")
"""Of lengths, by the names of CLDR."""
SAMPLES = (1.5, 20.0, 1234.5)
"""Numbers with all the signs that numbers are written with."""
SIZES_MM = {"iso": (210.0, 297.0), "us": (215.9, 279.4)}
PRODUCT = Product("ticket", Layout("ticket", "tickets/ticket.html", SIZES_MM["iso"], apart=True), Purpose.OFFICE)
"""How tickets are laid out; not in formats.toml, since nobody asks for tickets without their files."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the print shop asks."""

    name: str
    address: str
    phones: tuple[str, ...]
    email: str
    web: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job ticket; its JSON has the same keys."""

    schema: int
    edition: str
    title: str
    """As the file has it, in the file's language."""
    language: str
    """BCP 47; "mul" for all languages of an edition."""
    languages: tuple[str, ...]
    """Every language that the file prints."""
    format: str
    file: str
    bytes: int
    sha256: str
    purpose: str
    """``press`` or ``office``."""
    conformance: tuple[str, ...]
    file_pages: int
    file_trim_mm: tuple[float, float]
    """A page of the file as it is cut: where pages are arranged, the sheet."""
    file_page_mm: tuple[float, float]
    """The same with bleed and marks."""
    marks: bool
    """Whether there are marks, outside the trim."""
    pages: int
    """Of the finished thing."""
    finished_mm: tuple[float, float]
    """Folded, as people hold it; a tent as it stands: its face."""
    flat_mm: tuple[float, float]
    """Cut, but not folded; of a book the spread."""
    bleed_mm: float
    sheets: int
    """For a copy; where several copies stand on a sheet, for all of them."""
    copies_per_sheet: int
    copies_across: int
    copies_down: int
    cover_pages: int
    """Of the finished book, on the paper of the cover; 0 where all is on one paper."""
    inside_pages: int
    part: str
    """Which part of a book the file is: ``cover``, ``inside``, or nothing for the whole of it."""
    cover_file_pages: tuple[int, ...]
    """Which pages of the file these are."""
    spine_mm: float
    """Width of the spine of a perfect-bound book; 0 for anything else."""
    caliper_mm: float
    """Thickness of a leaf of a book's inside, from which spine and creep are reckoned; 0 for anything else."""
    cover_caliper_mm: float
    """The same of its cover."""
    creep_mm: float
    """How far the innermost sheet of a book that is trimmed would stand out; 0 for anything else."""
    creep_compensated: bool
    binding: str
    """Where the spine of a book is, or the edge at which a leaflet opens: ``left``, ``right`` or nothing."""
    colours: str
    """``CMYK`` or ``RGB``."""
    colours_front: int
    colours_back: int
    condition: str
    """Identifier of the printing condition; empty for an office printer."""
    condition_name: str
    coated: bool | None
    """Whether the paper of the condition is coated; None for an office printer."""
    max_ink_percent: int | None
    stock: str
    """``book`` (weights inside and cover), ``card``, ``sheet``, ``office`` (from, to) or nothing."""
    weights_g_per_m2: tuple[int, ...]
    fold: str
    """``saddle``, ``letter``, ``tent`` or nothing, as for a book that is perfect-bound."""
    folds_mm: tuple[float, ...]
    folds_from: str
    """``left`` or ``head`` of the file's first page, after the cut; nothing where ``folds_mm`` is empty."""
    overlap_mm: float
    """How far the feet of a tent lie on each other, to be stuck together."""
    finishing: str
    """``stitch``, ``perfect``, ``bind`` (in two files, as ordered), ``staple``, ``letter``, ``tent``, ``cut``, ``trim``
    or ``none``.
    """
    flip: str
    """``short-edge`` or ``long-edge``, about which an office printer turns the sheet; else nothing."""
    copies: int | None
    """None if nobody said: the page has a line to fill in."""
    contact: Contact

    @property
    def drawing(self) -> str:
        """The name of the folding drawing; empty if nothing is folded."""
        return "-".join(["fold", self.fold, *([self.binding] if self.binding else [])]) if self.fold else ""


def as_json(shown: Ticket) -> bytes:
    """Return the JSON file of a ticket."""
    return (json.dumps(asdict(shown), ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Slips:
    """The tickets of the files of one layout."""

    files: Mapping[JobKey, tuple[bytes, bytes]]
    """PDF and JSON by the key of the print file's job."""
    pages: tuple[tuple[Document, Galley], ...]
    """What they were made from; empty if there are none."""
    findings: tuple[Diagnostic, ...]


def of_copy(data: bytes, file: str, sha256: str = "", size: int = 0) -> Ticket:
    """Return the ticket of a copy: that of the published file, whose JSON ``data`` is, for another file of a name.

    Without a digest it is that of many copies: its page leaves the line out. Raises ValueError, KeyError or TypeError
    if the data are no ticket.
    """
    raw: dict[str, Any] = json.loads(data)  # json is untyped
    own: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in raw.items()}
    whom = raw["contact"]
    contact = Contact(**{**whom, "phones": tuple(whom["phones"])})
    return Ticket(**{**own, "contact": contact, "file": file, "sha256": sha256, "bytes": size})


def ticket(project: Project, job: Job, artifact: Artifact, produced: Produced, pages: int) -> Ticket:
    """Return the ticket of a print file that was laid out on so many pages."""
    product, edition, condition = job.product, project.edition, project.edition.condition
    layout, arrangement = product.layout, product.arrangement
    is_press, rtl = product.purpose is Purpose.PRESS, job.language.direction == "rtl"
    flat, sheets = finishing.flat(product, produced.trim_mm), finishing.sheets(product, pages)
    folds, cover = finishing.folds(product, flat, rtl=rtl), finishing.cover_of_file(product, produced.pages)
    grid = arrangement.grid(layout.trim_mm, product.bleed_mm)
    a_sheet, is_book = layout.fold.pages_a_sheet, product.stock == "book"
    return Ticket(
        schema=SCHEMA, edition=job.edition, title=artifact.title, language=job.language.tag,
        languages=artifact.languages, format=product.id,
        file=PurePosixPath(artifact.path).name, bytes=artifact.bytes, sha256=artifact.sha256,
        purpose=product.purpose.value, conformance=product.conformance, file_pages=produced.pages,
        file_trim_mm=produced.trim_mm, file_page_mm=produced.sheet_mm, marks=arrangement.has_marks, pages=pages,
        finished_mm=layout.fold.finished(flat, folds), flat_mm=flat,
        bleed_mm=product.bleed_mm if is_press else 0.0, sheets=sheets, copies_per_sheet=grid.copies,
        copies_across=grid.across, copies_down=grid.down,
        cover_pages=a_sheet if is_book else 0, inside_pages=a_sheet * (sheets - 1) if is_book else 0,
        part=arrangement.part, cover_file_pages=cover,
        spine_mm=finishing.spine_mm(product, edition, pages), caliper_mm=edition.caliper_mm if is_book else 0.0,
        cover_caliper_mm=finishing.cover_caliper_mm(product, edition),
        creep_mm=round(creep_mm(pages, edition.caliper_mm), 2) if is_book and arrangement.is_stitched else 0.0,
        creep_compensated=arrangement.makes_up_for_creep, binding=_binding(job),
        colours="CMYK" if is_press else "RGB", colours_front=4 if is_press else 3,
        colours_back=0 if pages == 1 else 4 if is_press else 3,
        condition=condition.id if is_press else "", condition_name=condition.name if is_press else "",
        coated=condition.coated if is_press else None,
        max_ink_percent=condition.tac if is_press else None, stock=product.stock, weights_g_per_m2=product.weights_gsm,
        fold=layout.fold.name if arrangement.is_stitched else "", folds_mm=folds,
        folds_from=layout.fold.start, overlap_mm=layout.fold.overlap(folds),
        finishing=finishing.way(product), flip=finishing.flip(product, produced), copies=edition.print_run or None,
        contact=_contact(project, edition.ticket_language),
    )  # fmt: skip


def batch(manuscript: Manuscript, tickets: Sequence[tuple[Job, Ticket]]) -> Slips:
    """Return the files of the tickets, a page each; none, and the findings, if their page cannot be made.

    The tickets are those of one layout: their files are in one language and have one title.
    """
    if not tickets:
        return Slips({}, (), ())
    project, (catalogs, findings) = manuscript.project, shop_catalogs(manuscript)
    shop = Job(
        project.edition.id,
        catalogs[0].language,
        on_paper(PRODUCT, project.edition.paper),
        tuple(each.language for each in catalogs),
    )
    owner, contact = tickets[0][0].language, _contact(project, shop.language.tag)
    tickets = [(job, replace(each, contact=contact)) for job, each in tickets]
    shown = [each for _, each in tickets]
    values = {"tickets": shown, "owner": owner, "filters": filters}
    document, faults = render(project, shop, catalogs[0], catalogs, values)
    findings += faults
    findings += extract.not_in_step(project, document.untranslated - manuscript.keys) if document else ()
    if document is None or not sound(findings):
        return Slips({}, (), findings)
    texts = frozenset[Key]().union(*(extract.keys_of(path.read_text(encoding="utf-8")) for path in document.loaded))
    alphabet = _alphabet(project, shown[0], catalogs, texts)
    if len(tickets) > 1 and not code_points(document.html) <= code_points(alphabet):
        # A letter of one ticket would be in the fonts of all.
        return _joined([batch(manuscript, [each]) for each in tickets])
    # The alphabet has every text of the templates: whoever changes one changes the fonts of all tickets.
    asked = tuple((catalog, known | texts) for catalog, known in document.asked)
    document = replace(document, asked=asked, stylesheets=sheets_of(project, "ticket"))
    if owner.tag not in {each.tag for each in shop.voices}:
        # The title stands on the page as the file has it, and in that language's own fonts.
        document = replace(document, voices=(*document.voices, (owner, shown[0].title)))
    galley, faults = lay_out(project, document, alphabet)
    findings += faults
    if galley is None or not sound(findings):
        return Slips({}, (), findings)
    files = {
        job.key: (titled(page, each.file, metadata.languages(shop)), as_json(each))
        for page, (job, each) in zip(galley.written.files, tickets, strict=True)
    }
    return Slips(files, ((galley.document, galley),), findings)


def _joined(slips: Sequence[Slips]) -> Slips:
    """Return tickets that were laid out alone; no file of any, if one cannot be made."""
    findings = tuple(dict.fromkeys(finding for each in slips for finding in each.findings))
    if not sound(findings):
        return Slips({}, (), findings)
    files = {key: file for each in slips for key, file in each.files.items()}
    return Slips(files, tuple(page for each in slips for page in each.pages), findings)


def on_paper(product: Product, paper: str) -> Product:
    """Return a product whose page is a sheet of an office, on a kind of paper."""
    return replace(product, layout=replace(product.layout, trim_mm=SIZES_MM[paper]))


def _alphabet(project: Project, one: Ticket, catalogs: Sequence[Catalog], texts: Iterable[Key]) -> str:
    """Return what tickets of a layout print: all find the same cuts of the fonts, whichever are made together.

    That is what any ``one`` of them tells, every text of their templates, and the names of the languages of the world,
    not those of the project alone: a ticket must not become another one because a language was added.
    """
    whom = one.contact
    parts = [LATIN, one.title, whom.name, whom.address, *whom.phones, project.edition.condition.name]
    for catalog in catalogs:
        language = catalog.language
        said = (form for each in sorted(texts) for form in catalog.messages.get(each, each[1:]))
        parts += [typography.spaced(each, language) for each in said]
        parts += [filters.lengths(SAMPLES, each, language) + filters.unit_name(each, language) for each in UNITS]
        parts += [filters.percent(SAMPLES[-1], language), filters.month(project.edition.revised, language)]
        parts += [filters.language_names(language), filters.languages(one.languages, language)]
    return "\n".join([*parts, typography.NARROW, typography.WIDE, typography.WORD_JOINER])


def shop_catalogs(manuscript: Manuscript) -> tuple[tuple[Catalog, ...], tuple[Diagnostic, ...]]:
    """Return the catalogs that speak, the print shop's first, and what is wrong with them.

    Where that catalog has mistakes, the source language speaks alone: no other language waits for it.
    """
    project = manuscript.project
    language, source = project.languages[project.edition.ticket_language], project.source
    english, _ = manuscript.catalog(source)
    if language.is_source:
        return (english,), ()
    catalog, faults = manuscript.catalog(language)
    if sound(faults):
        return (catalog, english), ()
    remedy = "Mend the catalog: python3 build.py catalogs check"
    text = f"has mistakes: the print shop's papers are in {source.tag} alone"
    return (english,), (warning(file_of(language), 0, "ticket.language", text, remedy),)


def sheets_of(project: Project, page: str) -> tuple[Path, ...]:
    """Return the style sheets of a page of the shop, by its name: of the book's it has the tokens alone, for time."""
    names = ["tokens.css", f"formats/{page}.css"]
    names += [f"formats/{page}-us.css"] if project.edition.paper == "us" else []
    return tuple(CSS / name for name in names)


def _binding(job: Job) -> str:
    """Return the side of the spine, of whatever opens like a book."""
    if not job.layout.fold.opens:
        return ""
    return "right" if job.language.direction == "rtl" else "left"


def _contact(project: Project, tag: str) -> Contact:
    """Return whom a print shop may ask, as its language says it."""
    whom = project.association.told_in(tag)
    return Contact(whom.name, whom.address, whom.phones, whom.email, whom.web)
