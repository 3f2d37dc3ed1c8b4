"""Makers of bases with slots, of panels and of partners' copies, small and by the project's own ways."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
from builders import ROOT, a_job, load
from pikepdf import Array, Dictionary, Name, String

from handbook.fonts import cut
from handbook.layout import engine, structure
from handbook.layout.write import ProjectFetcher
from handbook.press import panels
from handbook.press.finish import finish
from handbook.press.panels import Panels
from handbook.press.press import identified, press
from handbook.press.streams import Streams
from handbook.values.model import Job, Purpose
from handbook.values.partner import Partner
from handbook.values.units import POINTS

HOTEL = Partner(
    "beijing-hotel", "Hôtel “Pékin” & <Co>\n(100 %)", "北京大饭店", phone="+86 10 5550 0100", web="example.org"
)
SIZES_MM = {"full": (80.0, 40.0), "strip": (80.0, 12.0)}
FULL = """<section lang="zh-Hans"><p lang="fr">Hôtel “Pékin” &amp; &lt;Co&gt; (100 %)</p><p>{}</p>
<p>电话 <a href="tel:+861055500100">+86 10 5550 0100</a></p>
<p><a href="https://example.org/?q=(1%25)">example.org</a></p>
<p><img src="qr:https://example.org" alt="example.org (100 %)"></p></section>"""
STRIP = '<section lang="zh-Hans"><p>{}</p></section>'
BOOK = """<h1>Goods</h1><p>Genuine <a href="#end">goods</a>, <a href="https://example.com">lost</a>.</p>
<section style="break-before: page"><h2 id="end">Home</h2><p>Your hotel:</p><p>Thank you.</p></section>"""
CSS = "body {{ font: 9pt var(--text) }} * {{ margin: 0 }} img {{ width: 15mm }} {}"
SHEET = CSS.format("@page { size: 100mm 140mm; margin: 10mm; bleed: 3mm }")
STAMP = "q 0.9 g 0 0 50 20 re f Q"


def written(body: str, css: str, tag: str = "zh-Hans", variant: str = "pdf/ua-1") -> bytes:
    """Return a document as the project's engine writes it."""
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
    return engine.pdf(laid, laid.pages, variant, structure.of)


@cache
def panel_pages(name: str = "北京大饭店", more: str = "", tag: str = "zh-Hans") -> bytes:
    """Return a panel of each shape as pages, untouched."""
    sizes = "".join(
        f"@page {key} {{ size: {w}mm {h}mm; margin: 0 }} .{key} {{ page: {key} }}" for key, (w, h) in SIZES_MM.items()
    )
    body = f'<div class="full">{FULL.format(name)}{more}</div><div class="strip">{STRIP.format(name)}</div>'
    return written(body, CSS.format(sizes), tag)


def panels_of(purpose: Purpose, name: str = "北京大饭店", more: str = "", tag: str = "zh-Hans") -> Panels:
    """Return the panels of a hotel, in the fonts of a language."""
    return panels.read(panel_pages(name, more, tag), tuple(SIZES_MM), purpose, load(ROOT), Streams())


@cache
def book() -> bytes:
    """Return two small pages with headings and links."""
    return written(BOOK, SHEET, "en")


def job_for(purpose: Purpose, tag: str = "en") -> Job:
    """Return a job for the small book."""
    made = a_job(tag, purpose=purpose, trim_mm=(100.0, 140.0))
    return replace(made, language=load(ROOT).languages[tag])


@cache
def base(purpose: Purpose, edition: str = "2027-01") -> bytes:
    """Return the small book as a finished file with a strip on the first page and twice a full panel."""
    job, project = replace(job_for(purpose), edition=edition), load(ROOT)
    marked = slotted(book(), {"cover": "strip"}, 0, tagged=purpose is Purpose.SCREEN)
    marked = slotted(marked, {"inside": "full", "back": "full"}, 1, tagged=purpose is Purpose.SCREEN)
    if purpose is Purpose.SCREEN:
        return finish(marked, job, Streams())
    return identified(press(marked, job, project, Streams()).data, job)


def slotted(data: bytes, slots: dict[str, str], page_index: int, *, tagged: bool) -> bytes:
    """Return a file with slots on one of its pages, each with a stamp in it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[page_index]
        _grow(pdf)
        for place, (name, shape) in enumerate(slots.items()):
            width, height = (side * POINTS for side in SIZES_MM[shape])
            form = pdf.make_stream(STAMP.encode(), Type=Name.XObject, Subtype=Name.Form)
            form.BBox = Array([0, 0, round(width, 4), round(height, 4)])
            form[Name.HBK_Slot], form[Name.HBK_Shape] = Name(f"/{name}"), Name(f"/{shape}")
            form.Resources = Dictionary()
            page.obj.Resources = Dictionary(page.obj.Resources)
            page.obj.Resources.XObject = Dictionary({**dict(page.obj.Resources.XObject.items()), f"/{name}": form})
            at = f"q 1 0 0 1 {30 + 3 * place} {40 + 130 * place} cm /{name} Do Q"
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(f"\nQ\n{at}\n".encode())
            if tagged:
                _tagged(pdf, page, form)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _grow(pdf: pikepdf.Pdf) -> None:
    """Make the tree of parents one that can grow: with parts."""
    tree = pdf.Root.StructTreeRoot.ParentTree
    if "/Kids" not in tree:
        nums = list(tree.Nums)
        leaf = Dictionary(Limits=Array([nums[0], nums[-2]]), Nums=Array(nums))
        del tree[Name.Nums]
        tree.Kids = Array([pdf.make_indirect(leaf)])


def _tagged(pdf: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Stream) -> None:
    """Give a slot a place in the order of reading, with the words of its stamp."""
    root = pdf.Root.StructTreeRoot
    key = int(root.ParentTreeNextKey)
    form.StructParents, root.ParentTreeNextKey = key, key + 1
    form.write(b"/P <</MCID 0>> BDC " + STAMP.encode() + b" EMC")
    document = root.K[0]
    div = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Div, P=document, Pg=page.obj, HBK_Slot=form[Name.HBK_Slot])
    )
    mark = Dictionary(Type=Name.MCR, Pg=page.obj, Stm=form, MCID=0)
    words = Dictionary(Type=Name.StructElem, S=Name.P, P=div, Pg=page.obj, K=Array([mark]), ActualText=String("Stamp"))
    words = pdf.make_indirect(words)
    div.K = Array([words])
    document.K.append(div)
    leaf = root.ParentTree.Kids[0]
    leaf.Nums.append(key)
    leaf.Nums.append(pdf.make_indirect(Array([words])))
    leaf.Limits[1] = key
    if not page.obj.get("/Annots", Dictionary()).is_indirect:
        page.obj.Annots = pdf.make_indirect(Array(page.obj.get("/Annots", [])))


def pages_text(data: bytes) -> Iterable[str]:
    """Return the words of each page, as PDFium reads them."""
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def stored(folder: Path, name: str, data: bytes) -> Path:
    """Return a file with some content."""
    path = folder / name
    path.write_bytes(data)
    return path
