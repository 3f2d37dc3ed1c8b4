"""The structure of a tagged file: the HTML's elements, languages and order, whatever boxes and pages they fill."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import screen_reader
from builders import ROOT, load
from screen_reader import Part

from handbook.fonts.cut import cut
from handbook.layout import engine, structure
from handbook.layout.write import ProjectFetcher, body_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
CSS = """
@page { size: 60mm 80mm; margin: 10mm; @bottom-left { content: "foot " counter(page) } @left-middle { content: "tab" } }
* { margin: 0 } html { font: 10pt/14pt Text } p { orphans: 1; widows: 1 } b.head, .code, img { display: block }
img { width: 10mm } ul { list-style: disc }
ol { list-style: none } ol.steps { counter-reset: s } ol.steps > li { counter-increment: s }
ol.steps > li::before { content: counter(s); position: absolute }
a.to::after { content: " " target-counter(attr(href), page) }
tr { height: 24mm } td, th { border: 1pt solid } .turned { transform: rotate(180deg) } .new { break-before: page }
.pale { opacity: 0.5 }
"""
BODY = """
<section id="first"><p class="kicker">Part 1</p><h1>Heading</h1><div>loose <i>text</i><p>own</p>more</div><div></div>
<p>an <span lang="fr">mot</span> <bdi lang="en">word</bdi><a href="#two" aria-labelledby="two">2</a></p>
<p><b class="head">Head</b>its text</p><p lang="zh-Latn">pinyin</p></section>
<section class="new"><ol class="steps"><li>one</li><li>two <ul><li>inner</li></ul></li></ol>
<ol><li><span data-tag="label">A</span><p>item</p></li></ol></section>
<section class="new"><ol role="doc-toc"><li><a class="to" href="#first">Hea\u2060ding\u00a0one</a></li>
<li><ol><li><a class="to" href="#two">Two</a></li></ol></li></ol>
<a class="code" href="https://example.org/x"><img src="x.svg" alt="QR\u00a0code"></a></section>
<section class="new"><p>before</p><img src="x.svg" alt=""><img src="x.svg" alt="a wedge">
<div class="turned"><img src="x.svg" alt="turned"></div><p aria-hidden="true">unheard</p></section>
<section class="new" id="two" aria-label="Source 2"><table><thead><tr><th>Head</th><th></th></tr></thead><tbody>
<tr><th scope="row">a</th><td>b</td></tr><tr><td colspan="2">c</td></tr><tr><td>d</td><td><p>e</p></td></tr></tbody>
</table></section>
<section class="new"><p class="long">LONG</p><p class="pale">pale</p></section>
""".replace("LONG", "over two pages. " * 24)


def written(folder: Path, body: str, language: str = "en") -> bytes:
    project = load(ROOT)
    (folder / "x.svg").write_bytes(SVG)
    css = cut(project, project.languages["en"], body + CSS + "•", folder / "fonts", "x")[0].css
    family = re.findall(r'font-family: ?"?([^";]+)', css)[0]
    fetcher = ProjectFetcher((folder,), folder, {})
    fonts = engine.fonts()
    sheets = [engine.style_sheet(each, folder.as_uri(), fetcher, fonts) for each in (css, CSS.replace("Text", family))]
    html = f'<html lang="{language}"><title>A\u00a0book</title><body>{body}</body></html>'
    source = engine.parsed(html, f"{folder.as_uri()}/", fetcher)
    structure.number(body_of(source))
    document = engine.rendered(source, sheets, fonts, {})
    return engine.pdf(document, document.pages, "pdf/ua-1", structure.of)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("structure")
    path = folder / "x.pdf"
    path.write_bytes(written(folder, BODY))
    return path


@pytest.fixture(scope="module")
def book(file: Path) -> Part:
    return screen_reader.read(file)


def told(part: Part) -> str:
    """Return a structure in one line: ``P(text Link(2))``, a language of its own before a colon."""

    def inner(each: Part, language: str) -> str:
        kids = [kid.strip() if isinstance(kid, str) else inner(kid, each.language) for kid in each.kids]
        name = each.role if each.language == language else f"{each.language}:{each.role}"
        return f"{name}({each.alt or ' '.join(filter(None, kids))})"

    return inner(part, "en")


def section(book: Part, number: int) -> str:
    kid = book.kids[number]
    assert isinstance(kid, Part)
    return told(kid)


def test_elements_are_told_and_boxes_are_not(book: Part) -> None:
    assert section(book, 0) == (
        "Sect(P(Part 1) H1(Heading) P(loose text) P(own) P(more) P(an fr:Span(mot) word Link(2)) P(Head) P(its text)"
        " zh-Latn:P(pinyin))"
    )


def test_lists_have_items_and_these_their_labels(book: Part) -> None:
    assert section(book, 1) == (
        "Sect(L(LI(Lbl(1) LBody(one)) LI(Lbl(2) LBody(two L(LI(Lbl(•) LBody(inner)))))) L(LI(Lbl(A) LBody(P(item)))))"
    )
    numbering = [each.element.get("/A", {}).get("/ListNumbering") for each in book.parts("L")]
    assert list(map(str, numbering)) == ["/Decimal", "/Disc", "/Decimal"]


def test_contents_are_contents_and_a_link_is_one_link(book: Part) -> None:
    assert section(book, 2) == (
        "Sect(TOC(TOCI(Reference(Link(Heading one 1))) TOCI(TOC(TOCI(Reference(Link(Two 5))))))"
        " P(Link(Figure(QR code))))"
    )


def test_links_are_called_by_their_words(book: Part) -> None:
    assert [each.called for each in book.parts("Link")] == [["Source 2"], ["Heading one"], ["Two"], ["QR code"]]


def test_decoration_and_what_is_hidden_are_not_told(book: Part) -> None:
    assert section(book, 3) == "Sect(P(before) Figure(a wedge) Figure(turned))"


def test_the_bounds_of_a_figure_are_those_of_the_page(book: Part) -> None:
    mm = 72 / 25.4
    _, wedge, turned = ([float(edge) / mm for edge in each.element.A.BBox] for each in book.parts("Figure"))

    line = 14 / mm
    assert wedge == pytest.approx([10, 80 - 10 - line - 20, 20, 80 - 10 - line - 10], abs=0.01)
    assert turned == pytest.approx([40, 80 - 10 - line - 30, 50, 80 - 10 - line - 20], abs=0.01)


def test_a_table_over_two_pages_is_one_with_one_head_and_all_its_cells(book: Part) -> None:
    assert section(book, 4) == (
        "Sect(Table(THead(TR(TH(Head) TH())) TBody(TR(TH(a) TD(b)) TR(TD(c)) TR(TD(d) TD(P(e))))))"
    )
    assert [str(each.element.A.Scope) for each in book.parts("TH")] == ["/Column", "/Column", "/Row"]
    assert [int(each.element.get("/A", {}).get("/ColSpan", 1)) for each in book.parts("TD")] == [1, 2, 1, 1]


def test_a_paragraph_over_two_pages_is_one(book: Part) -> None:
    long = next(each for each in book.parts("P") if "over two" in each.text)
    pages = {str(kid.Pg.objgen) for kid in long.element.K if isinstance(kid, pikepdf.Dictionary)}

    assert long.text.count("pages") == 24
    assert len(pages) == 1, "what stands on a second page says so"


def test_text_in_a_transparent_group_is_found_there(book: Part, file: Path) -> None:
    pale = list(book.parts("P"))[-1]

    assert pale.text == "pale"
    with pikepdf.open(file) as pdf:
        (kid,) = pale.element.K
        assert "/StructParents" in kid.Stm
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(kid.Stm.StructParents)]
        assert parents[int(kid.MCID)].S == "/P"


def test_what_stands_on_every_page_is_an_artifact_of_pagination(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        content = pdf.pages[0].Contents.read_bytes()

    assert content.count(b"/Artifact\n<</Type /Pagination /Subtype /Footer>>\nBDC") == 1
    assert content.count(b"/Artifact\n<</Type /Pagination>>\nBDC") == 1


def test_each_mark_has_its_structure_element(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            marks = {int(mark) for mark in engine.MARKED.findall(page.Contents.read_bytes())}
            listed = {number for number, each in enumerate(parents[int(page.StructParents)]) if each is not None}
            assert marks == listed


def test_a_file_says_what_it_is_in_plain_text(file: Path) -> None:
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        assert str(pdf.docinfo.Title) == "A book"
        assert [item.title for item in outline.root] == ["Heading"]


@pytest.mark.parametrize(
    "break_", [lambda content: content.replace(b"/Span\n", b"/Span "), lambda content: content.replace(b"BDC", b"DP")]
)
def test_marks_of_another_form_are_no_silence(break_: Callable[[bytes], bytes]) -> None:
    assert engine.MARKED.findall(b"q\n/Span\n<</MCID 3>>\nBDC\n") == [b"3"]
    assert engine.MARKED.findall(break_(b"q\n/Span\n<</MCID 3>>\nBDC\n")) == []


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (written(tmp_path, "<p>a<i lang=fr>b</i></p>") for _ in range(2))

    assert one == other
    with pikepdf.open(io.BytesIO(one)) as pdf:
        assert pdf.Root.StructTreeRoot.K[0].Lang == "en"
