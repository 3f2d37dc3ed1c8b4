"""The shape of WeasyPrint's private parts, each with the module that leans on it: read this first after an upgrade."""

from __future__ import annotations

import ast
import io
import itertools
import logging
import os
import pickle
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import weasyprint
from builders import ROOT, load

from handbook.fonts.cut import cut
from handbook.layout import engine, structure
from handbook.layout.drawings import Drawings
from handbook.layout.engine import Box, Elsewhere, MovedError, Run, Start
from handbook.layout.write import ProjectFetcher, collected
from handbook.values.diagnostics import Diagnostic

BODY = """<h1 id="one">Title</h1><p>Some words</p><div class="placed">aside</div>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>
<img src="x.svg" alt="a square"><img src="x.svg" alt="">
<section id="two"><h1>Second</h1><p>see <a href="#one">there</a></p></section>"""
CSS = """@page { size: 100mm 130mm; margin: 15mm; @top-left { content: string(running) } }
body { font-family: Source Sans } h1 { string-set: running content() } section { break-before: page }
.placed { position: absolute; top: 0; left: 0; transform: rotate(90deg) } img { width: 9mm }
a::after { content: target-counter(attr(href), page) }"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="red" d="M1 1H8V8Z"/></svg>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("engine")
    (made / "templates").mkdir()
    (made / "templates/x.svg").write_bytes(SVG)
    return made


class Press:
    """The tiny document, its fonts and sheets."""

    def __init__(self, folder: Path) -> None:
        project = load(ROOT)
        cache = folder / "cache"
        css = cut(project, project.languages["en"], BODY + "0123456789", cache / "fonts", "x")[0].css
        self.fetcher = ProjectFetcher((folder / "templates", cache / "fonts"), folder, {})
        self.base = base = f"{(folder / 'templates').as_uri()}/"
        self.fonts = engine.fonts()
        self.sheets = [engine.style_sheet(text, base, self.fetcher, self.fonts) for text in (css, CSS)]
        html = f'<html lang="en"><title>Tiny</title><body>{BODY}</body></html>'
        self.source = engine.parsed(html, base, self.fetcher)
        self.folder = folder

    def images(self) -> dict[str, object]:
        return Drawings(self.folder / "templates", self.folder / "art", set(), self.fetcher)

    def run(self, start: Start | None = None, elsewhere: Elsewhere | None = None) -> Run:
        return engine.lay_out(self.source, self.fonts, self.sheets, self.images(), start or Start(), elsewhere)


@pytest.fixture(scope="module")
def press(folder: Path) -> Press:
    return Press(folder)


@pytest.fixture(scope="module")
def run(press: Press) -> Run:
    return press.run()


@pytest.fixture(scope="module")
def tree(run: Run) -> list[Box]:
    return [engine.placed(box) for page in run.pages for box in engine.box_of(page).descendants(placeholders=True)]


def one(tree: list[Box], tag: str, kind: Callable[[Box], bool] = lambda box: not engine.is_text(box)) -> Box:
    return next(box for box in tree if box.element_tag == tag and kind(box))


KINDS: list[tuple[str, Callable[[Box], bool]]] = [
    ("p", engine.is_text),
    ("p", engine.is_line),
    ("a", engine.is_inline),
    ("img", engine.is_picture),
    ("table", engine.is_table),
    ("thead", engine.is_row_group),
    ("tr", engine.is_row),
    ("td", engine.is_cell),
    ("", engine.is_margin),
]


@pytest.mark.parametrize(("tag", "kind"), KINDS)
def test_every_kind_of_box_is_there(tree: list[Box], tag: str, kind: Callable[[Box], bool]) -> None:
    found = [box for box in tree if kind(box) and tag in {"", box.element_tag}]

    assert found, f"{kind.__name__} finds no box of {tag}: positions would lose what it prints"


LENGTHS = ("position_x", "position_y", "margin_top", "width", "height")
EDGES = ("content_box_x", "content_box_y", "border_box_x", "border_box_y",
         "border_width", "border_height", "margin_width", "margin_height")  # fmt: skip


@pytest.mark.parametrize("name", [*LENGTHS, *EDGES])
def test_a_block_says_where_it_stands(tree: list[Box], name: str) -> None:
    value = getattr(one(tree, "table"), name, None)

    assert isinstance(value() if name in EDGES and callable(value) else value, int | float), f"Box.{name}: positions"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("font_family", tuple), ("position", str), ("direction", str), ("break_inside", str), ("font_style", str),
     ("font_stretch", str), ("lang", str | None), ("font_weight", int), ("height", object)],
)  # fmt: skip
def test_a_style_is_asked_by_name(tree: list[Box], name: str, kinds: type) -> None:
    assert isinstance(one(tree, "p").style[name], kinds), f"style[{name!r}]: positions"


def test_grounds_and_frames_are_told_by_alpha_and_width(tree: list[Box]) -> None:
    style = one(tree, "p").style

    assert getattr(style["background_color"], "alpha", None) == 0, "a colour's alpha: positions would call all a panel"
    assert all(not getattr(style[f"border_{side}_width"], "value", 1) or style[f"border_{side}_width"] == 0
               for side in ("top", "left")), "border widths: positions"  # fmt: skip


def test_boxes_know_their_elements(press: Press, tree: list[Box]) -> None:
    heading = press.source.etree_element.find(".//h1")

    assert any(box.element is heading for box in tree), "box.element is no longer the parsed one: positions, gatherings"


def test_what_is_placed_by_measure_stands_behind_a_placeholder(run: Run) -> None:
    every = engine.box_of(run.pages[0]).descendants(placeholders=True)
    hidden = [child for box in every for child in box.children if engine.placed(child) is not child]

    assert hidden, "no AbsolutePlaceholder in the tree: positions would not see what is placed by measure"
    assert {box.element_tag for box in map(engine.placed, hidden)} == {"div"}


def test_a_turned_box_has_a_matrix(tree: list[Box]) -> None:
    matrix = one(tree, "div").transformation_matrix

    assert matrix is not None, "Box.transformation_matrix: positions of turned text"
    assert (matrix @ matrix) is not None
    left, top, right, bottom = engine.bounds(matrix, 0, 0, 2, 1)
    assert (round(right - left, 6), round(bottom - top, 6)) == (1, 2), "anchors.rectangle_aabb: turned text"


def test_pango_tells_family_and_ink_of_a_run(tree: list[Box]) -> None:
    run = next(box for box in tree if engine.is_text(box) and box.text.startswith("Some"))

    assert engine.is_text(run)
    assert set(engine.families(run).values()) == {"Source Sans"}, "glyph runs of pango_layout: positions"
    below, height = engine.ink(run)
    assert -run.height < below < 0 < height < run.height, "ink extents and TextBox.baseline: positions, crowded lines"


def test_a_text_box_without_pango_s_layout_is_no_silence() -> None:
    class Bare:
        text = "x"

    with pytest.raises(MovedError, match="no pango_layout"):
        engine.families(Bare())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("소비자 상담", [4]),
        ("ซื้อของ", []),
        ("ซื้อ\u200bของ", [5]),
        ("買東西", [1, 2]),
        ("12345번으로", []),
        ("two words", [4]),
    ],
)
def test_lines_end_where_they_may_and_not_inside_words(press: Press, text: str, places: list[int]) -> None:
    found = engine.line_break.get_log_attrs(text, "en")
    assert [place for place in range(1, len(text)) if found[place].is_line_break] == places

    html = f'<html lang="en"><body style="width: 1px; font-size: 9px">{text}</body></html>'
    page = engine.rendered(engine.parsed(html, "file:///", press.fetcher), press.sheets, press.fonts, {}).pages[0]
    lines = [box for box in engine.box_of(page).descendants() if engine.is_text(box)]
    assert "".join(box.text for box in lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) == len(places) + 1


def test_a_line_that_is_set_by_hand_is_as_it_was_laid_out(tree: list[Box]) -> None:
    box = one(tree, "p", engine.is_text)
    assert engine.is_text(box)

    (line,) = engine.Stick(box, engine.Faces()).lines(box.text, box.width + 1)

    assert line.width == pytest.approx(box.width), "line_break.Layout, line_size: panels would be set otherwise"
    assert line.height == pytest.approx(box.height), "PangoLayout.get_baseline, strut: panels"
    assert line.baseline == pytest.approx(box.baseline - box.margin_top)
    assert [part.face.units for part in line.strips] == [1000], "pdf.fonts.Font.file_content: founts"


@pytest.mark.parametrize(("spacing", "size"), [("-.02em", 0.98), ("0", 1.0), (".05em", 1.05)])
def test_letters_stand_as_far_apart_as_a_style_sheet_asks(press: Press, spacing: str, size: float) -> None:
    html = f'<html lang="en"><body style="font-size: 40px; letter-spacing: {spacing}">nnnnn</body></html>'
    made = engine.rendered(engine.parsed(html, "file:///", press.fetcher), press.sheets, press.fonts, {})
    with pymupdf.open(stream=engine.pdf(made, made.pages)) as pdf:
        lines = [line for block in pdf[0].get_text("rawdict")["blocks"] for line in block["lines"]]
    letters = [letter["origin"][0] for span in lines[0]["spans"] for letter in span["chars"]]
    steps = [round((after - before) / 30, 2) for before, after in itertools.pairwise(letters)]

    assert len(letters) == 5
    assert len(set(steps)) == 1
    assert steps[0] == pytest.approx(0.54 + size - 1, abs=0.011)


def test_a_layout_tells_how_its_pages_begin(run: Run) -> None:
    assert run.count == len(run.pages) == 2, "context.page_maker has no entry for each page and one more: gatherings"
    assert set(run.opening(1)) == {"break", "page"}, "what next_page says in page_maker: gatherings"
    assert run.opening(1)["break"] == "page"
    start = run.start(1)
    assert (start.page, start.right, start.strings) == (1, False, {"running": "Title"}), "page_maker, string_set"
    assert start.counters == {"page": [1]}, "counters in the state of page_maker: gatherings"


def test_a_layout_tells_anchors_and_what_refers_to_them(run: Run) -> None:
    assert run.anchors["one"] == {"page": [1]}, "target_lookup_items, cached_page_counter_values: gatherings"
    referring = [(element.tag, name) for element, name in run.references if element is not None]
    assert ("a", "one") in referring, "TargetCollector.lookup_target: gatherings would not see references"


def test_a_running_title_is_a_tuple_of_texts(run: Run) -> None:
    page, found = engine.box_of(run.pages[0]), run._context.get_string_set_for
    run._context.current_page = 1

    assert found(page, "running") == ("Title",), "get_string_set_for: gatherings could not repeat a running title"
    assert found(page, "none", "first-except") == (), "get_string_set_for: gatherings"


def test_a_layout_begins_where_it_is_told(press: Press) -> None:
    opening: engine.Opening = {"break": "any", "page": ""}
    start = Start(4, right=False, counters={"page": [4]}, strings={"running": "Before"})

    run = press.run(start, Elsewhere(opening, {"far": {"page": [9]}}, 12))

    assert run.start(0).right is False, "the side in page_maker: gatherings"
    assert run.anchors["one"] == {"page": [5]}, "counters handed to page_maker: gatherings"
    assert run.anchors["far"] == {"page": [9]}, "TargetLookupItem filled by hand: gatherings"
    assert engine.breaks(*_blocks(run)), "block_level_page_break: gatherings could not divide a book"


def _blocks(run: Run) -> tuple[Box, Box]:
    body = next(box for box in run.root.descendants() if box.element_tag == "body")
    before, section = [box for box in body.children if box.is_in_normal_flow()][-2:]
    return before, section


def test_what_was_replaced_goes_back_after_a_fault(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        message = "on purpose"
        raise RuntimeError(message)

    before = engine._layout.initialize_page_maker, engine._page.PageType
    monkeypatch.setattr(engine._layout, "layout_document", fails)

    with pytest.raises(RuntimeError, match="on purpose"):
        press.run(Start(4), Elsewhere({}, {}, 9))

    assert (engine._layout.initialize_page_maker, engine._page.PageType) == before


def test_a_document_has_the_tree_that_our_parts_are_put_into(press: Press) -> None:
    assert press.source.etree_element.tag == "html", "HTML.etree_element: positions, gatherings"
    assert hasattr(press.source, "wrapper_element"), "HTML.wrapper_element: gatherings"
    assert engine.parsed_part("<section><p>x</p></section>").tag == "section", "tinyhtml5.parse: gatherings"
    assert engine.rooted(press.source, press.source.etree_element).etree_element is press.source.etree_element


def apart(press: Press, css: str) -> list[engine.Page]:
    sections = "".join(f'<section><p lang="fr">{word}</p></section>' for word in WORDS)
    html = f"<html><body>{sections}</body></html>"
    sheet = engine.style_sheet(css, ROOT.as_uri(), press.fetcher, press.fonts)
    source = engine.parsed_as_xml(html, ROOT.as_uri(), press.fetcher)
    return engine.lay_out_apart(source, press.fonts, [sheet], {}, press.fetcher).pages


WORDS = ("one", "two")
CORNER = """@page { size: 900px; margin: 0 }
section { position: absolute; inset: 0 auto auto 0; width: 80px; height: 40px }"""


def test_blocks_placed_by_measure_become_pages_of_their_own_which_share_their_styles(press: Press) -> None:
    pages = apart(press, CORNER)
    lines = [[box for box in engine.box_of(page).descendants() if box.element_tag == "p"] for page in pages]
    texts = ["".join(box.text for box in boxes if engine.is_text(box)) for boxes in lines]

    assert [(page.width, page.height) for page in pages] == [(80, 40), (80, 40)]
    assert texts == list(WORDS)
    assert lines[0][0].style is lines[1][0].style
    assert (lines[0][0].position_x, lines[0][0].position_y) == (lines[1][0].position_x, lines[1][0].position_y)


def test_blocks_in_the_flow_become_no_pages_of_their_own(press: Press) -> None:
    with pytest.raises(MovedError, match="placed by measure"):
        apart(press, "")


def test_lists_of_glyphs_of_any_length_have_one_type() -> None:
    one, two = (engine._fonts.ffi.new(f"hb_codepoint_t[{len(each)}]", each) for each in ([1], [2, 3]))

    assert (list(one), list(two)) == ([1], [2, 3])
    assert engine.ffi.typeof(one) is engine.ffi.typeof(two)


def test_images_are_asked_of_the_cache_by_address(press: Press) -> None:
    class Asked(dict[str, object]):
        def __contains__(self, key: object) -> bool:
            asked.append(key)
            return super().__contains__(key)

    asked: list[object] = []
    engine.rendered(press.source, press.sheets, press.fonts, Asked())

    assert (press.folder / "templates/x.svg").as_uri() in asked, "the cache is not asked by `in`: drawings"


def test_a_drawing_says_what_it_writes(press: Press) -> None:
    seen: list[bytes | None] = []

    class Watched(engine.SvgPicture):
        def draw(self, stream: engine.Stream, width: float, height: float, _style: object) -> None:
            seen.append(self.operators(stream, width, height))
            engine.repeat(stream, seen[-1] or b"")

    url = (press.folder / "templates/x.svg").as_uri()
    rendering = engine.rendered(press.source, press.sheets, press.fonts, {url: Watched(SVG, url, press.fetcher)})
    engine.pdf(rendering, rendering.pages)

    assert seen, "images are not drawn by draw(stream, width, height, style): drawings"
    assert seen[0], "SVGImage._svg.draw, Stream.clone(resources=), Stream.stream: drawings would all take the slow way"
    assert b"/a1.0 gs" in seen[0], "names of opacities in graphics states: drawings"


def test_an_opacity_of_another_name_is_no_silence() -> None:
    resources: dict[str, dict[str, object]] = {kind: {} for kind in engine._RESOURCES}
    resources["ExtGState"]["fill1.0"] = {"ca": 1.0}

    with pytest.raises(MovedError, match="an opacity is called 'fill1"):
        engine._stands_for_itself(resources, [])


@pytest.fixture(scope="module")
def content(press: Press) -> bytes:
    rendering = engine.rendered(press.source, press.sheets, press.fonts, press.images())
    findings: list[Diagnostic] = []
    with collected(findings, "x"):
        data = engine.pdf(rendering, rendering.pages, "pdf/ua-1", structure.of)
    assert findings == [], "the words of its log on pictures without alt: write would stop every book"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes())


def test_text_and_pictures_begin_with_a_mark(content: bytes) -> None:
    assert len(engine.MARKED.findall(content)) > 2, "`/Figure`, `<</MCID n>>`, `BDC`: decoration would stay tagged"


def test_tags_and_operators_stand_on_lines_of_their_own(content: bytes) -> None:
    bare = engine.untagged(content)

    kinds = {step[0].rpartition(b" ")[2] for step in engine.steps(bare)}
    assert {b"q", b"Q", b"BT", b"ET", b"rg"} <= kinds, "an operator a line: recolour would miss some"


@pytest.mark.parametrize(
    ("fails", "words"),
    [
        (lambda: engine.untagged(b"q /P <</MCID 1>> BDC\nQ EMC\n"), "does not stand on a line"),
        (lambda: engine.steps(b"q 1 0 0 rg 0 0 9 9 re f Q"), "does not stand alone"),
    ],
)
def test_streams_of_another_form_are_no_silence(fails: Callable[[], object], words: str) -> None:
    with pytest.raises(MovedError, match=words):
        fails()


def test_a_warning_says_its_line(press: Press) -> None:
    findings: list[Diagnostic] = []

    with collected(findings, "x.css"):
        engine.style_sheet("p {\n colour: red }", press.source.base_url, press.fetcher)

    assert [finding.line for finding in findings] == [2], "` at line:column` in its log: write"


def test_a_no_break_space_before_another_box_breaks_no_line_early(press: Press) -> None:
    """What the page has room for stands on the first line; see docs/upstream."""
    found = []
    for width in range(70, 260, 10):
        css = f"@page {{ size: {width}px; margin: 0 }} body {{ margin: 0; font: 16px Source Sans }}"
        html = '<html lang="en"><title>x</title><body>one two three four\u00a0<b>five</b></body></html>'
        sheets = [press.sheets[0], engine.style_sheet(css, press.base, press.fetcher, press.fonts)]
        source = engine.parsed(html, press.base, press.fetcher)
        boxes = list(engine.box_of(engine.rendered(source, sheets, press.fonts, {}).pages[0]).descendants())
        line = next(box for box in boxes if engine.is_line(box))
        text = "".join(box.text for box in line.descendants() if engine.is_text(box))
        found.append(len(text.replace("\u2060", "").split()))

    assert found == sorted(found)
    assert set(found) == {2, 3, 5}


def test_the_log_is_given_back_as_it_was() -> None:
    logger = logging.getLogger(engine.LOGGER)
    before = logger.propagate, list(logger.handlers)

    with pytest.raises(KeyError), collected([], "x"):
        raise KeyError

    assert (logger.propagate, list(logger.handlers)) == before


def test_two_threads_never_mix_their_findings(press: Press) -> None:
    told: dict[str, list[Diagnostic]] = {"first": [], "second": []}
    inside, begun = threading.Event(), threading.Event()

    def second() -> None:
        begun.set()
        with collected(told["second"], "second"):
            inside.set()
            logging.getLogger(engine.LOGGER).warning("of the second")

    thread = threading.Thread(target=second)
    with collected(told["first"], "first"):
        thread.start()
        begun.wait(60)
        assert not inside.wait(0.2)
        engine.style_sheet("p { colour: red }", press.source.base_url, press.fetcher)
    thread.join(60)

    assert [len(findings) for findings in told.values()] == [1, 1]


def test_programs_that_this_process_starts_see_the_fonts_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)

    engine.fonts()

    assert "FONTCONFIG_FILE" not in os.environ


def test_no_font_of_the_system_is_ever_found(press: Press) -> None:
    fonts = engine.fonts()
    fontconfig = pytest.importorskip("weasyprint.text.ffi").fontconfig

    found = fontconfig.FcConfigGetFonts(fonts._config, fontconfig.FcSetSystem)  # type: ignore[attr-defined]

    assert found.nfont == 0
    assert press.fonts is not fonts


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def drawn(
    press: Press, style: str, variant: str = "pdf/ua-1"
) -> tuple[bytes, bytes, list[engine.Page | engine.KeptPage]]:
    """Return the tiny document under one more style, as WeasyPrint writes it and from pages that were kept."""
    base = f"{(press.folder / 'templates').as_uri()}/"
    sheets = [*press.sheets, engine.style_sheet(style, base, press.fetcher, press.fonts)]
    pages = engine.lay_out(press.source, press.fonts, sheets, press.images(), Start()).pages
    document = engine.rendering(pages, press.source, press.fetcher, press.fonts)
    settled = engine.Settled()
    files: dict[bytes, bytes] = {}
    kept = [engine.draw(page, settled, files, variant) for page in pages]
    again = [pickle.loads(pickle.dumps(page)) if isinstance(page, engine.KeptPage) else page for page in kept]  # noqa: S301
    whole, again_ = (engine.pdf(document, each, variant, structure.of) for each in (pages, again))
    return whole, again_, kept


@pytest.mark.parametrize("variant", ["pdf/ua-1", ""])
@pytest.mark.parametrize(
    "style", ["", "h1, table { opacity: 0.5 } td { opacity: 0.3 }", "p { text-decoration: underline }"]
)
def test_pages_are_kept_and_written_again_byte_for_byte(press: Press, style: str, variant: str) -> None:
    whole, again, kept = drawn(press, style, variant)

    assert all(isinstance(page, engine.KeptPage) for page in kept)
    assert again == whole


def test_a_page_that_shares_more_than_opacities_stays_as_it_is(press: Press) -> None:
    whole, again, kept = drawn(press, "section { background: linear-gradient(red, blue) }")

    assert [isinstance(page, engine.KeptPage) for page in kept] == [True, False]
    assert again == whole


def test_a_kept_page_does_not_follow_others_than_it_did(press: Press) -> None:
    *_, kept = drawn(press, "")
    page = kept[1]
    assert isinstance(page, engine.KeptPage)
    settled = engine.Settled()
    page.follow(settled, {})
    page.follow(settled, {})
    for widths in settled.widths.values():
        widths.update({glyph: width + 1 for glyph, width in widths.items()})

    with pytest.raises(engine.UnlikeError):
        page.follow(settled, {})


def test_a_kept_page_does_not_follow_others_that_gave_its_codes_away(press: Press) -> None:
    *_, kept = drawn(press, "")
    page = kept[1]
    assert isinstance(page, engine.KeptPage)
    settled = engine.Settled()
    for each in page._letters:
        case = settled.cases.setdefault(each.key, engine.Case(each.attributes["glyph_count"]))
        case.code(next(iter(each.sorts))._replace(text="said of the same glyph before"))

    with pytest.raises(engine.UnlikeError):
        page.follow(settled, {})


def test_a_line_that_is_cut_off_is_told(press: Press) -> None:
    with pytest.raises(MovedError, match="ellipsis"):
        drawn(press, "p { overflow: hidden; text-overflow: ellipsis; width: 9mm; white-space: nowrap }")


def test_the_pinned_version_is_the_one_that_was_looked_at() -> None:
    pinned = re.search(r'"weasyprint==([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert pinned is not None
    assert pinned[1] == engine.VERSION == weasyprint.__version__


@pytest.mark.parametrize("folder_name", ["handbook", "art", "benchmarks"])
def test_no_other_module_names_a_private_part(folder_name: str) -> None:
    public = {"weasyprint", "weasyprint.text.fonts", "weasyprint.urls"}
    strangers = {
        path.relative_to(ROOT).as_posix(): sorted(foreign)
        for path in (ROOT / folder_name).rglob("*.py")
        if path != ROOT / "handbook/layout/engine.py"
        and (foreign := {name for name in _imports(path) if name.partition(".")[0] == "weasyprint"} - public)
    }

    assert strangers == {}
