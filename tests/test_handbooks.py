"""The real handbooks: structure, text, fonts, links, as readers and validators see them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from builders import ROOT, document_of, load
from pikepdf import Array, Dictionary, Name
from sampling import READ, built

from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.values.model import Selection

TAGS = READ
CHAPTERS, PLATES = 21, 15


def pdf_path(handbooks: Path, tag: str) -> Path:
    (job,) = plan(load(ROOT), Selection((tag,), ("screen",)))
    return handbooks / names.path(job)


def poppler(path: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()


def pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\f".join(page.get_textpage().get_text_range() for page in document)


READERS = {"poppler": poppler, "pdfium": pdfium}


def squeezed(text: str) -> str:
    """Return the characters that count: no spaces, no joiners or direction marks, no ligatures."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c) != "Cf")
    return "".join(kept).replace("\ufffe", "").replace("\x02", "")


class Blocks(HTMLParser):
    """Collects the text of the innermost blocks of a page, reference numbers apart."""

    BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "th", "td"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self.BLOCKS:
            self.open.append("")
        elif tag == "b" and self.open:
            self.flush()  # heads of captions may be blocks of their own
        self.skipped += tag in {"sup", "title"}

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS and self.open:
            self.flush()
            self.open.pop()
        elif tag in {"b", "sup"} and self.open:
            self.flush()
        self.skipped -= tag in {"sup", "title"}

    def handle_data(self, data: str) -> None:
        if self.open and not self.skipped:
            self.open[-1] += data

    def flush(self) -> None:
        if squeezed(self.open[-1]):
            self.texts.append(squeezed(self.open[-1]))
        self.open[-1] = ""


@cache
def page_blocks(tag: str) -> list[str]:
    document = document_of(tag, "screen")
    parser = Blocks()
    # Notes pages fill up to the multiple of four: how many there are is not the text's affair.
    body = re.sub(r'<section class="notes-page.*?</section>', "", document.html.split("<body")[1], flags=re.DOTALL)
    body = re.sub(r'<div class="tabs .*?</div>', "", body, flags=re.DOTALL)  # furniture of pages, not of chapters
    parser.feed(body)
    return parser.texts


@pytest.mark.parametrize("tag", TAGS)
def test_the_book_has_forty_to_fifty_two_pages_and_a_multiple_of_four(handbooks: Path, tag: str) -> None:
    pages = len(pypdfium2.PdfDocument(pdf_path(handbooks, tag)))

    assert 40 <= pages <= (48 if tag == "en" else 52)
    assert pages % 4 == 0


def fill(page: pypdfium2.PdfPage) -> float:
    """Return how far down the type area (14 to 194 mm from the head) something is printed, the tab and foot apart."""
    picture = page.render(scale=0.5).to_pil().convert("L")
    width, height = picture.size
    inside = picture.crop((round(width * 0.09), 0, round(width * 0.91), round(height * 0.925)))
    paper = inside.getpixel((2, inside.height - 2))
    lowest = inside.point(lambda tone: 255 * (abs(tone - paper) > 5)).getbbox()
    return 0.0 if lowest is None else (lowest[3] / height * 210 - 14) / 180


@pytest.mark.parametrize("tag", TAGS)
def test_no_page_is_less_than_two_thirds_full(handbooks: Path, tag: str) -> None:
    pages = pypdfium2.PdfDocument(pdf_path(handbooks, tag))
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        begins = {str(k): numbers[v[0].objgen] for k, v in pikepdf.NameTree(pdf.Root.Names.Dests).items()}

    # The lists of customs and of sources end where they end, but not near the head of a page.
    ends = {begins[chapter] - 1: 0.5 for chapter in ("checklist", "about")}
    short = {n: round(fill(page), 2) for n, page in enumerate(pages, 1) if fill(page) < ends.get(n, 2 / 3)}
    assert short == {}


SPREADS = ("why", "plate-chargers", "plate-bags", "cheated", "game", "luggage")


@pytest.mark.parametrize("tag", TAGS)
def test_what_belongs_together_faces_each_other(handbooks: Path, tag: str) -> None:
    """A spread begins on an even page; the chapters follow each other in the same order in every language."""
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        targets = {str(k): numbers[v[0].objgen] for k, v in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
    begins = [targets[chapter] for chapter in load(ROOT).edition.chapters if chapter in targets]

    assert begins == sorted(begins)
    assert {chapter: targets[chapter] for chapter in SPREADS if targets[chapter] % 2} == {}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils are not installed")
@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
@pytest.mark.parametrize("reader", READERS)
def test_two_readers_find_every_text_whole_and_the_pages_in_order(handbooks: Path, tag: str, reader: str) -> None:
    pages = [squeezed(page) for page in READERS[reader](pdf_path(handbooks, tag)).split("\f")]
    everything = "".join(pages)

    lost = [block for block in page_blocks(tag) if block not in everything]
    # A text that runs on to the next page is cut by the foot of the first.
    cut = [block for block in lost if any(page.find(block[:12]) >= 0 for page in pages)]

    assert [block for block in lost if block not in cut] == []
    assert len(cut) <= 6, cut
    long = [block for block in page_blocks(tag) if len(block) > 40]
    found = [[n for n, page in enumerate(pages) if block in page] for block in long]
    where = [numbers[0] for numbers in found if len(numbers) == 1]  # a phrase to show may stand on two pages
    assert len(where) > 50
    assert where == sorted(where)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils are not installed")
@pytest.mark.parametrize("reader", READERS)
def test_arabic_keeps_every_letter(handbooks: Path, reader: str) -> None:
    def letters(text: str) -> Counter[str]:
        return Counter(c for c in unicodedata.normalize("NFKC", text) if "\u0621" <= c <= "\u064a")

    printed = letters("".join(page_blocks("ar")))

    extracted = letters(READERS[reader](pdf_path(handbooks, "ar")))

    lost = printed - extracted
    assert sum(printed.values()) > 10_000
    assert lost == Counter()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("tag", TAGS)
def test_qpdf_finds_nothing(handbooks: Path, tag: str) -> None:
    done = subprocess.run(["qpdf", "--check", pdf_path(handbooks, tag)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tag", TAGS)
def test_the_document_says_what_it_is(handbooks: Path, tag: str) -> None:
    project = load(ROOT)
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert all(str(pdf.docinfo[key]) for key in ("/Title", "/Subject", "/Keywords"))
        assert str(pdf.docinfo["/Author"]) == project.association.told_in(tag).name
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261130000000")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert (pdf.Root.ViewerPreferences.get("/Direction") == Name.R2L) == (tag == "ar")


@pytest.mark.parametrize("tag", TAGS)
def test_bookmarks_lead_to_every_chapter_and_plate(handbooks: Path, tag: str) -> None:
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf, pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        plates = max(len(item.children) for item in outline.root)

    assert len(top) == CHAPTERS
    assert plates == PLATES


@pytest.mark.parametrize("tag", TAGS)
def test_the_contents_page_prints_the_pages_that_the_folios_show(handbooks: Path, tag: str) -> None:
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        destinations = {str(k): v for k, v in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        targets = {name: numbers[dest[0].objgen] for name, dest in destinations.items()}
    text = squeezed(pypdfium2.PdfDocument(pdf_path(handbooks, tag))[3].get_textpage().get_text_range())

    for chapter in ("law", "plate-tea", "cheated", "about"):
        assert str(targets[chapter]) in text


@pytest.mark.parametrize("tag", TAGS)
def test_every_link_leads_somewhere(handbooks: Path, tag: str) -> None:
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        names_ = {str(k) for k in pikepdf.NameTree(pdf.Root.Names.Dests)}
        links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        inner = [str(link.Dest) for link in links if "/Dest" in link]
        outer = {str(link.A.URI) for link in links if "/A" in link}

    assert len(inner) > 100
    assert set(inner) <= names_
    assert "tel:12345" in outer
    association = load(ROOT).association
    assert {f"mailto:{association.email}", f"https://{association.web}"} <= outer
    assert {uri.partition(":")[0] for uri in outer} == {"tel", "mailto", "https"}


@pytest.mark.parametrize("tag", TAGS)
def test_only_our_fonts_are_embedded_each_in_full(handbooks: Path, tag: str) -> None:
    project = load(ROOT)
    ours = {family.name.replace(" ", "-") for family in project.fonts.values()}
    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        descriptors = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.FontDescriptor]
        base = {re.sub(r"^/[A-Z]{6}\+", "", str(d.FontName)) for d in descriptors}
        embedded = all(any(key in d for key in ("/FontFile2", "/FontFile3")) for d in descriptors)

    assert embedded
    assert base
    assert {name for name in base if not any(name.startswith(family) for family in ours)} == set()


@pytest.mark.parametrize("tag", TAGS)
def test_every_figure_has_an_alternative_text_and_decoration_is_none(handbooks: Path, tag: str) -> None:
    figures: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if element.get("/S") == Name.Figure:
            figures.append(str(element.get("/Alt", "")))
        for kid in element.get("/K") if isinstance(element.get("/K"), Array) else []:
            if isinstance(kid, Dictionary) and kid.get("/Type") != Name.OBJR:
                walk(kid)

    with pikepdf.open(pdf_path(handbooks, tag)) as pdf:
        walk(pdf.Root.StructTreeRoot.K[0])
        artifacts = sum(b"/Artifact\n" in page.Contents.read_bytes() for page in pdf.pages)

    assert len(figures) > 60
    assert all(figures)
    assert artifacts > 10


def test_the_manifest_lists_every_file(handbooks: Path) -> None:
    manifest = json.loads((handbooks / "manifest.json").read_text(encoding="utf-8"))

    listed = {(file["language"], file["format"]) for file in manifest["files"]}
    assert listed == {(job.language.tag, job.product.id) for job in built(plan(load(ROOT), Selection()))}
    assert all(file["coverage"] == 1.0 for file in manifest["files"])
