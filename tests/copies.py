"""Makers of bases with slots, of panels and of partners' copies, small and by the project's own ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
from builders import ROOT, a_job, load

from handbook.fonts import cut
from handbook.layout import engine, structure
from handbook.layout import slots as places
from handbook.layout.write import ProjectFetcher
from handbook.press import slots
from handbook.press.finish import finish
from handbook.press.panels import Panels
from handbook.press.press import identified, press
from handbook.press.streams import Streams
from handbook.press.words import Reader
from handbook.values.model import Job, Purpose
from handbook.values.panel import PanelPages
from handbook.values.partner import Partner

HOTEL = Partner(
    "beijing-hotel", "Hôtel “Pékin” & <Co>\n(100 %)", "北京大饭店", phone="+86 10 5550 0100", web="example.org"
)
SIZES_MM = {"full": (80.0, 40.0), "strip": (80.0, 12.0)}
FULL = """<p lang="fr">Hôtel “Pékin” &amp; &lt;Co&gt; (100 %)</p><p>{}</p>
<p>电话 <a href="tel:+861055500100">+86 10 5550 0100</a></p>
<p><a href="https://example.org/?q=(1%25)">example.org</a></p>
<p><img src="qr:https://example.org" alt="example.org (100 %)"></p>"""
BOOK = """<h1>Goods</h1><p>Genuine <a href="#end">goods</a>, <a href="https://example.com">lost</a>.</p>
<div class="strip" data-slot="cover" data-shape="strip"></div>
<section style="break-before: page"><h2 id="end">Home</h2><p>Your hotel:</p>
<div class="full" data-slot="inside" data-shape="full"></div>
<div class="full" data-slot="back" data-shape="full" style="margin-inline-start: 1mm"></div>
<p>Thank you.</p></section>"""
STAMP = "<p>Stamp here</p>"
CSS = "body {{ font: 9pt var(--text) }} * {{ margin: 0 }} img {{ width: 15mm }} {}"
SHEET = CSS.format(
    "@page { size: 100mm 140mm; margin: 10mm; bleed: 3mm }"
    + "".join(f".{shape} {{ width: {w}mm; height: {h}mm }}" for shape, (w, h) in SIZES_MM.items())
)


def written(body: str, css: str, tag: str = "zh-Hans", stamp: PanelPages | None = None) -> bytes:
    """Return a document as the project's engine writes it, with a stamp in each slot."""
    project = load(ROOT)
    head = '<meta name="author" content="Association"><meta name="keywords" content="tea, silk">'
    head += '<meta name="dcterms.created" content="2026-11-22T00:00:00Z">'
    head += '<meta name="dcterms.modified" content="2026-11-22T00:00:00Z">'
    html = f'<html lang="{tag}"><head><title>Goods</title>{head}</head><body>{body}</body></html>'
    fonts, findings = cut.cut(project, project.languages[tag], html, ROOT / ".cache/fonts", "")
    assert findings == ()
    fetcher = ProjectFetcher((ROOT / "templates", ROOT / ".cache/fonts"), project.staff, project.tokens.hexes())
    known = engine.fonts()
    sheet = engine.style_sheet(fonts.css + css, ROOT.as_uri(), fetcher, known)
    source = engine.parsed(html, ROOT.as_uri(), fetcher)
    body_ = source.etree_element.find("body")
    assert body_ is not None
    structure.number(body_)
    laid = engine.rendered(source, [sheet], known, {})
    data = engine.pdf(laid, laid.pages, "pdf/ua-1", structure.of)
    return slots.filled(data, places.measured(laid.pages), stamp)


def pages_of(
    panels_: Mapping[str, str], tag: str, sizes_mm: Mapping[str, tuple[float, float]] = SIZES_MM
) -> PanelPages:
    """Return a page for the panel of each shape."""
    sizes = "".join(
        f"@page {key} {{ size: {w}mm {h}mm; margin: 0 }} .{key} {{ page: {key} }}" for key, (w, h) in sizes_mm.items()
    )
    body = "".join(f'<section class="{shape}" lang="{tag}">{text}</section>' for shape, text in panels_.items())
    return PanelPages(written(body, CSS.format(sizes), tag), tuple(panels_))


@cache
def panel_pages(name: str = "北京大饭店", more: str = "", tag: str = "zh-Hans") -> PanelPages:
    """Return the panels of a hotel, untouched."""
    return pages_of({"full": FULL.format(name) + more, "strip": f"<p>{name}</p>"}, tag)


def panels_of(purpose: Purpose, name: str = "北京大饭店", more: str = "", tag: str = "zh-Hans") -> Panels:
    """Return the panels of a hotel, in the fonts of a language."""
    found = panel_pages(name, more, tag)
    return Reader(load(ROOT)).read(found, purpose)


@cache
def book() -> bytes:
    """Return two small pages with headings and links, and with slots."""
    return written(BOOK, SHEET, "en", pages_of({"full": STAMP, "strip": STAMP}, "en"))


@cache
def frame(shapes: tuple[tuple[str, tuple[float, float]], ...]) -> bytes:
    """Return a finished file with a page for each of some shapes, on which there is nothing but its slot."""
    sizes = dict(shapes)
    boxes = (f".{key} {{ width: {width}mm; height: {height}mm }}" for key, (width, height) in shapes)
    sheet = "@page { size: 200mm 100mm }" + "".join(boxes)
    body = "".join(
        f'<section style="break-before: page"><div class="{key}" data-slot="{key}" data-shape="{key}"></div></section>'
        for key in sizes
    )
    data = written(body, CSS.format(sheet), "en", pages_of(dict.fromkeys(sizes, STAMP), "en", sizes))
    return finish(data, job_for(Purpose.SCREEN), Streams())


def job_for(purpose: Purpose, tag: str = "en") -> Job:
    """Return a job for the small book."""
    made = a_job(tag, purpose=purpose, trim_mm=(100.0, 140.0))
    return replace(made, language=load(ROOT).languages[tag])


@cache
def base(purpose: Purpose, edition: str = "2027-01") -> bytes:
    """Return the small book as a finished file with a strip on the first page and twice a full panel."""
    job, project = replace(job_for(purpose), edition=edition), load(ROOT)
    if purpose is Purpose.SCREEN:
        return finish(book(), job, Streams())
    return identified(press(book(), job, project, Streams()).data, job)


def pages_text(data: bytes) -> Sequence[str]:
    """Return the words of each page, as PDFium reads them."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def stored(folder: Path, name: str, data: bytes) -> Path:
    """Return a file with some content."""
    path = folder / name
    path.write_bytes(data)
    return path
