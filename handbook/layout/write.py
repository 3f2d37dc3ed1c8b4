"""Document to PDF bytes: layout, fonts and files only from where they may come, warnings as findings.

One thread of a process at a time: whoever collects the renderer's warnings has its turn until the end.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from handbook.config.logo import printable_logo
from handbook.files.turns import TYPESETTING
from handbook.layout import engine, line_heads, slots, structure
from handbook.layout.drawings import Drawings
from handbook.layout.positions import read, unweave
from handbook.render import qr
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Job, Project
from handbook.values.pages import Pages
from handbook.values.panel import Slot

NOTES_CLASS = "notes-page"
"""Pages that begin with an element of this class may be left out to reach the page multiple."""


@dataclass(frozen=True, slots=True)
class Written:
    """A laid-out file."""

    files: tuple[bytes, ...]
    """As WeasyPrint wrote them: with their bleed, which ``finish`` takes off and ``press`` needs."""
    title: str
    pages: int
    loaded: frozenset[Path]
    """Images and fonts that were really read, absolute."""
    laid: Pages
    """What stands where."""
    cited: Mapping[str, tuple[int, ...]]
    """The pages on which each fact is cited, counted from 1."""
    slots: tuple[Slot, ...] = ()
    """The places of panels, which are empty yet."""

    @property
    def data(self) -> bytes:
        """The one file of what was not written page by page."""
        (data,) = self.files
        return data


def write(
    project: Project, job: Job, html: str, stylesheets: tuple[Path, ...], fonts_css: str, cache: Path
) -> tuple[Written | None, tuple[Diagnostic, ...]]:
    """Lay out ``html`` and return the PDF, or None with every warning of the renderer as a finding.

    Where a layout's pages are files of their own, none knows of the others: its fonts have its own letters alone.
    The renderer may read files below ``templates/``, the fonts in ``cache`` and the association's logo, nothing else.
    The marks of ``handbook.values.trace`` in ``html`` are taken out first and tell which message stands where.
    """
    root = project.root
    folder = root / "templates"
    fetcher = ProjectFetcher((folder, cache / "fonts"), project.staff, project.tokens.hexes())
    fonts = engine.fonts()
    findings = without_alt(html, job)
    with collected(findings, f"templates/{job.layout.template}"):
        sheets = [engine.style_sheet(fonts_css, folder.as_uri(), fetcher, fonts)]
    sheets += parsed_sheets(root, stylesheets, fonts, fetcher, findings)
    with collected(findings, f"templates/{job.layout.template}"):
        source = engine.parsed(html, f"{folder.as_uri()}/", fetcher)
        words = unweave(source.etree_element)
        structure.number(body_of(source))
        images = Drawings(folder / "art", cache / "art", fetcher.loaded, fetcher)
        document = engine.rendered(source, sheets, fonts, images)
        line_heads.close_up(document.pages)
        pages = kept_pages(document.pages, job.layout.pages_multiple_of)
        parts = [[page] for page in pages] if job.layout.apart else [pages]
        files = tuple(engine.pdf(document, part, job.layout.pdf_variant, structure.of) for part in parts)
    if findings:
        return None, tuple(dict.fromkeys(findings))
    laid = read(pages, words)
    title, loaded = str(document.metadata.title), frozenset(fetcher.loaded)
    return Written(files, title, len(pages), loaded, laid, cited(pages), slots.measured(pages)), ()


def without_alt(html: str, job: Job) -> list[Diagnostic]:
    """Return an error for each picture that has no ``alt``, not even an empty one."""
    return [
        error(
            f"templates/{job.layout.template}", 0, "render.alt", f"picture without alt: {tag}", 'Decoration has alt="".'
        )
        for tag in re.findall(r"<img\b(?![^>]*\balt=)[^>]*>", html)
    ]


def parsed_sheets(
    root: Path,
    stylesheets: tuple[Path, ...],
    fonts: engine.Fonts | None,
    fetcher: ProjectFetcher,
    findings: list[Diagnostic],
) -> list[engine.Sheet]:
    """Return the project's style sheets; what is wrong in them goes to ``findings``."""
    sheets = []
    for sheet in stylesheets:
        with collected(findings, sheet.as_posix()):
            try:
                text = (root / sheet).read_text(encoding="utf-8")
            except UnicodeDecodeError as fault:
                findings.append(error(sheet.as_posix(), 0, "css.encoding", f"the file is not UTF-8: {fault.reason}"))
                continue
            sheets.append(engine.style_sheet(text, (root / sheet).as_uri(), fetcher, fonts))
    return sheets


_SOUND: set[tuple[Path, bytes]] = set()
"""Style sheets of which the renderer said nothing, with their contents: a further check asks about changed ones."""


def sheet_faults(project: Project, stylesheets: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Return what the renderer warns of in the project's style sheets, without laying anything out."""
    findings: list[Diagnostic] = []
    fetcher = ProjectFetcher((project.root / "templates",), project.staff, {})
    for sheet in stylesheets:
        content = (project.root / sheet).read_bytes() if (project.root / sheet).is_file() else b""
        if (sheet, content) in _SOUND:
            continue
        found: list[Diagnostic] = []
        parsed_sheets(project.root, (sheet,), None, fetcher, found)
        findings += found
        if content and not found:
            _SOUND.add((sheet, content))
    return tuple(dict.fromkeys(findings))


def kept_pages(pages: list[engine.Page], multiple: int) -> list[engine.Page]:
    """Drop surplus notes pages, the last first; a document without any keeps its count."""
    surplus = len(pages) % multiple
    notes = [page for page in pages if NOTES_CLASS in _first_classes(page)]
    dropped = {id(page) for page in notes[::-1][:surplus]}
    return [page for page in pages if id(page) not in dropped]


def body_of(source: engine.Source) -> engine.Element:
    """Return the body of a parsed document, which every one has."""
    body = source.etree_element.find("body")
    assert body is not None  # noqa: S101  # the parser makes one
    return body


def cited(pages: Sequence[engine.Page]) -> dict[str, tuple[int, ...]]:
    """Return the pages of each fact that a mark of citation names (``render.ledger``)."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(pages, 1):
        for box in engine.box_of(page).descendants(placeholders=True):
            for fact in str(box.element.get("data-facts", "")).split() if box.element is not None else ():
                found.setdefault(fact, set()).add(number)
    return {fact: tuple(sorted(numbers)) for fact, numbers in sorted(found.items())}


def _first_classes(page: engine.Page) -> list[str]:
    for box in engine.box_of(page).descendants():
        if box.element is not None and box.element.get("class"):
            return str(box.element.get("class")).split()
    return []


class ProjectFetcher(engine.FileFetcher):
    """Reads files below the given folders only, and logos in another; never the network; and remembers them."""

    def __init__(self, folders: tuple[Path, ...], logos: Path, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.folders = tuple(folder.resolve() for folder in folders)
        self.logos = logos.resolve()
        self.colours = colours
        self.loaded: set[Path] = set()

    def read(self, url: str) -> tuple[bytes, str]:
        """Return the file behind ``url``, or the picture of a QR code; refuse anything else."""
        if url.startswith(qr.SCHEME):
            return qr.svg(url, self.colours), "image/svg+xml"
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        is_logo = path.parent == self.logos and path.suffix.lower() in {".svg", ".png"}
        is_ours = is_logo or any(path.is_relative_to(folder) for folder in self.folders)
        if parts.scheme != "file" or not is_ours:
            msg = f"only files of templates/ and the association's logo may be used, not {url}"
            raise ValueError(msg)
        self.loaded.add(path)
        kinds = {".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf", ".otf": "font/otf"}
        data = printable_logo(path.name, path.read_bytes()) if is_logo else path.read_bytes()
        return data, kinds.get(path.suffix.lower(), "")


@contextmanager
def collected(findings: list[Diagnostic], path: str) -> Iterator[None]:
    """Collect the renderer's warnings and errors as findings about ``path``; other threads wait until the end."""

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            place = engine.AT_LINE.search(text)
            findings.append(error(path, int(place[1]) if place else 0, "render.warning", text))

    handler = Collect(logging.WARNING)
    with TYPESETTING:
        logger = logging.getLogger(engine.LOGGER)
        propagated, logger.propagate = logger.propagate, False
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.propagate = propagated
