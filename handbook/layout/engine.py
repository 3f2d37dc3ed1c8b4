"""WeasyPrint as the rest of the program sees it: nothing else imports it.

Whatever its documentation does not promise is named here and nowhere else: its boxes, the state of a layout between two
pages, how it draws an SVG, the words of its log and the text of its streams. ``tests/layout/test_engine.py`` asserts
the shape of each, so that an upgrade says what moved. What could go wrong without a word raises ``MovedError``.

One thread at a time: WeasyPrint's log, two of its functions that are replaced for the length of a layout, and a
variable of the environment belong to the whole process. Each function here that reaches them waits for its turn; who
listens to the log takes the turn for as long (``handbook.files.turns``).
"""

from __future__ import annotations

import json
import os
import re
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from operator import lt
from pathlib import Path
from struct import Struct
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple, NewType, Protocol, TypeGuard, cast, overload
from xml.etree import ElementTree as ET

import cssselect2
import pydyf
import tinycss2
import tinyhtml5

from handbook.files.turns import TYPESETTING
from handbook.language.breaks import whole_words
from handbook.language.typography import NARROW, WIDE, WORD_JOINER, unglued
from handbook.layout.founts import Cast, Face
from handbook.layout.sorts import (
    NO_BREAK_SPACE,
    SOFT_HYPHEN,
    TO_THE_LEFT,
    Case,
    Part,
    Room,
    Sort,
    cast_into,
    goes_leftwards,
    is_mark,
    said,
)
from handbook.values.panel import LINE

FONTS_CONF = Path(__file__).parents[1] / "fonts/fonts.conf"


@contextmanager
def _no_fonts_of_the_system() -> Iterator[None]:
    """Let fontconfig read our file, by which it finds no font; programs that this process starts never see that."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


with TYPESETTING, _no_fonts_of_the_system(), warnings.catch_warnings():
    # "No fonts configured in FontConfig": exactly what is wanted here.
    warnings.simplefilter("ignore", UserWarning)
    import weasyprint
    from weasyprint import layout as _layout
    from weasyprint import pdf as _pdf
    from weasyprint.anchors import rectangle_aabb
    from weasyprint.css.counters import CounterStyle
    from weasyprint.css.targets import TargetLookupItem
    from weasyprint.document import build_formatting_structure
    from weasyprint.draw import text as _text
    from weasyprint.formatting_structure import boxes
    from weasyprint.html import get_html_metadata
    from weasyprint.images import SVGImage
    from weasyprint.layout import inline as _inline
    from weasyprint.layout import page as _page
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.layout.block import block_level_page_break, block_level_page_name
    from weasyprint.pdf import VARIANTS
    from weasyprint.pdf import fonts as _fonts
    from weasyprint.pdf.fonts import Font as _Font
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.pdf.stream import Stream as _Stream
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, harfbuzz, pango
    from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
    from weasyprint.urls import URLFetcher, URLFetcherResponse

VERSION: str = weasyprint.__version__
LOGGER = "weasyprint"
"""Name of the log that it writes warnings and errors to."""
OF_LINE = "HBK_Line"
"""The key by which a link says of which of these lines it is."""
SLOT = "HBK_Slot"
"""The key by which a slot is known in a file: of its structure element, and of the panel in it."""
NO_BREAK_SPACES = (WIDE, NARROW)
"""What holds a text to the box behind it."""
AT_LINE = re.compile(r" at (\d+):(\d+)")
"""Where it says which line and column of a style sheet it means."""
MARKED = re.compile(rb"^/\w+\n<<\s*/MCID (\d+)\s*>>\nBDC$", re.MULTILINE)
"""How it begins what is tagged."""
TAGS = re.compile(rb"^/\w+\n(?:<<[^>]*>>\n)?(?:BMC|BDC)\n|^EMC(?:\n|\Z)", re.MULTILINE)
"""How it begins and ends whatever is tagged."""
STEPS = re.compile(rb"^(?:(\S+) (\S+) (\S+) (rg|RG)|q|Q|BT|ET)$", re.MULTILINE)
"""An operator a line: colours, states kept and restored, where text begins and ends."""
_LEFT_TAGS = re.compile(rb"\b(?:BMC|BDC|EMC)$", re.MULTILINE)
_OPACITY = re.compile(rb"/([aA])([\d.]+) gs")
_RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace", "Font")

Element = ET.Element
Counters = dict[str, list[int]]
Opening = dict[str, object]
"""The break and the page name that a page begins with."""
Fonts = NewType("Fonts", object)
"""The fonts that a layout may use; hold them as long as its pages."""
Sheet = NewType("Sheet", object)
"""A parsed style sheet."""
_Families = Literal["font_family"]
_Words = Literal["position", "direction", "break_inside", "font_style", "font_stretch", "lang", "text_align_all"]


class MovedError(Exception):
    """WeasyPrint no longer is what this module knows; ``tests/layout/test_engine.py`` says where."""

    def __init__(self, what: str) -> None:
        super().__init__(f"WeasyPrint {VERSION}: {what}; see tests/layout/test_engine.py")


class Style(Protocol):
    """The computed style of a box."""

    @overload
    def __getitem__(self, name: _Families, /) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, name: _Words, /) -> str: ...
    @overload
    def __getitem__(self, name: str, /) -> object: ...


class Matrix(Protocol):
    """How the content of a box is turned, moved or scaled."""

    def __matmul__(self, other: Matrix, /) -> Matrix:
        """Return both, this one first."""


class Box(Protocol):
    """A laid-out box; lengths in CSS pixels from the top left corner of the trimmed page."""

    element: Element | None
    element_tag: str | None
    style: Style
    children: Sequence[Box]
    transformation_matrix: Matrix | None
    position_x: float
    position_y: float
    margin_top: float
    width: float
    height: float

    def descendants(self, placeholders: bool = False) -> Iterator[Box]:  # noqa: FBT001, FBT002  # as the library has it
        """Yield the box and all below it; those placed by measure too, if asked for placeholders."""

    def content_box_x(self) -> float:
        """Return the left edge of the content."""

    def content_box_y(self) -> float:
        """Return the top edge of the content."""

    def border_box_x(self) -> float:
        """Return the left edge of the frame."""

    def border_box_y(self) -> float:
        """Return the top edge of the frame."""

    def border_width(self) -> float:
        """Return the width of the frame."""

    def border_height(self) -> float:
        """Return the height of the frame."""

    def margin_width(self) -> float:
        """Return the width with margins."""

    def margin_height(self) -> float:
        """Return the height with margins."""

    def is_in_normal_flow(self) -> bool:
        """Whether it neither floats nor is placed by measure."""

    def translate(self, dx: float, dy: float) -> None:
        """Move it and all that stands in it."""


class TextBox(Box, Protocol):
    """A run of text on one line."""

    text: str
    baseline: float
    """From its upper edge."""
    pango_layout: Any
    """Pango's own layout of the run, asleep."""
    blank: float
    """Ours: how far it stands in the margin with a blank; not there where ``hang`` has not put it."""


class RowGroup(Box, Protocol):
    """Rows of a table."""

    is_header: bool
    is_footer: bool


class Page(Protocol):
    """A laid-out page; in CSS pixels."""

    width: float
    height: float


class Metadata(Protocol):
    """What a document says of itself."""

    title: str | None


class Rendering(Protocol):
    """Laid-out pages that can be written."""

    pages: list[Page]
    metadata: Metadata

    def copy(self, pages: list[Page]) -> Rendering:
        """Return some of the pages."""

    def write_pdf(self, **options: object) -> bytes:
        """Return the file."""


class Source(Protocol):
    """A parsed document."""

    etree_element: Element
    base_url: str

    def render(self, **options: object) -> Rendering:
        """Lay it out."""


class Stream(Protocol):
    """The operators of a page or of a picture in it."""

    stream: list[Any]

    def stacked(self) -> AbstractContextManager[None]:
        """Save the graphics state, and restore it."""

    def clone(self, *, resources: dict[str, dict[str, Any]]) -> Stream:
        """Return an empty stream that registers its resources there."""

    def set_alpha(self, alpha: float, stroke: bool, fill: bool) -> None:  # noqa: FBT001  # as the library has it
        """Register and set an opacity."""


class FileFetcher(URLFetcher, ABC):  # type: ignore[misc]  # WeasyPrint is untyped
    """Asks ``read``, which a child has, for every file; the network is out of reach."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file", "qr", "logo"), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """Return WeasyPrint's answer for an address."""
        del headers
        data, kind = self.read(url)
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    @abstractmethod
    def read(self, url: str) -> tuple[bytes, str]:
        """Return the content behind an address and its media type; raise ValueError to refuse."""


# Documents ------------------------------------------------------------------------------------------------------------


def srgb() -> bytes:
    """Return the profile of sRGB that WeasyPrint brings, the ICC's own of 2014."""
    return (Path(_pdf.__file__).parent / "sRGB2014.icc").read_bytes()


def fonts() -> Fonts:
    """Return an empty set of fonts, which style sheets fill."""
    with TYPESETTING, _no_fonts_of_the_system():
        return Fonts(FontConfiguration())


def style_sheet(css: str, base: str, fetcher: FileFetcher, into: Fonts | None = None) -> Sheet:
    """Parse a style sheet; its ``@font-face`` rules add to the fonts ``into``."""
    with TYPESETTING:
        return Sheet(weasyprint.CSS(string=css, base_url=base, font_config=into, url_fetcher=fetcher))


def parsed(html: str, base: str, fetcher: FileFetcher) -> Source:
    """Parse a document."""
    with TYPESETTING:
        return cast(Source, weasyprint.HTML(string=html, base_url=base, url_fetcher=fetcher))


def parsed_part(html: str) -> Element:
    """Parse one element of a body, as ``parsed`` does within a document."""
    return cast(Element, tinyhtml5.parse(f"<!doctype html><body>{html}", namespace_html_elements=False).find("body")[0])


def parsed_as_xml(text: str, base: str, fetcher: FileFetcher) -> Source:
    """Parse a document that is well-formed XML, too: by the standard library, for a tenth of the time."""
    with TYPESETTING:
        # The project's own template; the library reads no external entity.
        return rooted(parsed("", base, fetcher), ET.fromstring(text))  # noqa: S314


def rooted(source: Source, root: Element) -> Source:
    """Return a document with another tree, or with its own after that was changed."""
    made: Any = copy(source)
    made.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    made.etree_element = made.wrapper_element.etree_element
    return cast(Source, made)


def rendered(source: Source, sheets: list[Sheet], with_fonts: Fonts, images: dict[str, object]) -> Rendering:
    """Lay out a document; ``images`` is asked by address for what it knows already."""
    with TYPESETTING:
        return source.render(stylesheets=sheets, font_config=with_fonts, cache=images)


def pdf(
    rendering: Rendering, pages: list[Page], variant: str = "", structure: Structured | None = None, *,
    plain: bool = False,
) -> bytes:  # fmt: skip
    """Write some pages of a document as a file, of a variant by WeasyPrint's name.

    A tagged one has the structure that ``structure`` makes of its pages and its language. Nothing in a plain one is
    deflated: it is taken apart at once.
    """
    with TYPESETTING, _structured(structure):
        written = _said(rendering.copy(pages))
        for page in pages:
            _join_links(page)
        return bytes(written.write_pdf(pdf_variant=variant or None, uncompressed_pdf=plain))


def _join_links(page: Any) -> None:  # noqa: ANN401  # WeasyPrint's
    """Let each line of a link be one place to click: WeasyPrint makes one of each box in it, too."""
    joined: list[list[Any]] = []
    mine: list[list[Any]] = []
    owner: Element | None = None
    for kind, target, rectangle, box in page.links:
        box.link_annotation = None
        if owner is None or (box.element.tag == "a" and box.element is not owner):
            owner, mine = box.element, []
        line = next((each for each in mine if _on_one_line(each[2], rectangle)), None)
        if line is None:
            mine.append([kind, target, rectangle, box])
            joined.append(mine[-1])
        else:
            (x1, y1, x2, y2), (left, top, right, bottom) = line[2], rectangle
            line[2] = min(x1, left), min(y1, top), max(x2, right), max(y2, bottom)
    page.links = [tuple(each) for each in joined]


def _on_one_line(one: Sequence[float], other: Sequence[float]) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared >= min(one[3] - one[1], other[3] - other[1]) / 2


def _said(rendering: Rendering) -> Rendering:
    """Return a document that says of itself in plain text what it is, and in its bookmarks."""
    document: Any = rendering
    about, tree = document.metadata, document.make_bookmark_tree
    for name in ("title", "description", "generator"):
        setattr(about, name, unglued(getattr(about, name) or "") or None)
    about.authors, about.keywords = list(map(unglued, about.authors)), list(map(unglued, about.keywords))

    def titled(marks: Iterable[Any]) -> list[Any]:
        return [(unglued(title), place, titled(below), state) for title, place, below, state in marks]

    document.make_bookmark_tree = lambda *given, **named: titled(tree(*given, **named))
    return rendering


# Boxes ----------------------------------------------------------------------------------------------------------------


def box_of(page: Page) -> Box:
    """Return the box that a page is."""
    return cast(Box, page._page_box)  # type: ignore[attr-defined]  # noqa: SLF001  # no public way to it


def placed(box: Box) -> Box:
    """Return the box itself; of what is placed by measure, the one that stands behind its placeholder."""
    return cast(Box, box._box) if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001


def is_text(box: Box) -> TypeGuard[TextBox]:
    """Whether it is a run of text."""
    return isinstance(box, boxes.TextBox)


def is_picture(box: Box) -> bool:
    """Whether something from outside stands in it."""
    return isinstance(box, boxes.ReplacedBox)


def is_line(box: Box) -> bool:
    """Whether it is a line of a paragraph."""
    return isinstance(box, boxes.LineBox)


def is_inline(box: Box) -> bool:
    """Whether it is a part of a line."""
    return isinstance(box, boxes.InlineBox)


def is_block(box: Box) -> bool:
    """Whether it stands on lines of its own, or apart from them."""
    return not isinstance(box, boxes.InlineLevelBox)


def is_margin(box: Box) -> bool:
    """Whether it stands in the margin of a page: folio, running title."""
    return isinstance(box, boxes.MarginBox)


def keyword(box: Box) -> str:
    """Return the name of a margin box, as ``@bottom-left``."""
    return str(cast(Any, box).at_keyword)


def is_linked(box: Box) -> bool:
    """Whether it is a place to click."""
    return cast(Any, box).link_annotation is not None


def spans(box: Box) -> tuple[int, int]:
    """Return how many columns and rows a cell of a table fills."""
    cell: Any = box
    return (cell.colspan, cell.rowspan) if is_cell(box) else (1, 1)


def is_table(box: Box) -> bool:
    """Whether it is a table."""
    return isinstance(box, boxes.TableBox)


def is_row_group(box: Box) -> TypeGuard[RowGroup]:
    """Whether it is the head, the body or the foot of a table."""
    return isinstance(box, boxes.TableRowGroupBox)


def is_row(box: Box) -> bool:
    """Whether it is a row of a table."""
    return isinstance(box, boxes.TableRowBox)


def is_cell(box: Box) -> bool:
    """Whether it is a cell of a table."""
    return isinstance(box, boxes.TableCellBox)


def bounds(matrix: Matrix, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a rectangle after it was turned, moved or scaled."""
    left, top, right, bottom = rectangle_aabb(matrix, x, y, width, height)
    return left, top, right, bottom


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point is after it was turned, moved or scaled."""
    across, down = cast(Any, matrix).transform_point(x, y)
    return across, down


def families(box: TextBox) -> dict[str, str]:
    """Return the family that each letter of a text box is set in."""
    found: dict[str, str] = {}
    with _first_line(box) as line:
        text = box.pango_layout.text.encode()
        run = line.runs[0]
        while run != ffi.NULL:
            item = run.data.item
            description = pango.pango_font_describe_with_absolute_size(item.analysis.font)
            family = ffi.string(pango.pango_font_description_get_family(description)).decode()
            pango.pango_font_description_free(description)
            part = text[item.offset : item.offset + item.length].decode("utf-8", "replace")
            found |= {letter: family for letter in part if letter.isalpha()}
            run = run.next
    return found


def size(box: TextBox) -> float:
    """Return the size of a text box's letters, in CSS pixels."""
    return float(cast(float, box.style["font_size"]))


def hang(line: Box, first: TextBox, blank: float) -> None:
    """Move a line to its left; the text at its head begins with a blank as wide, which may stand in the margin."""
    for child in line.children:
        child.translate(-blank, 0)
    first.blank = blank


def blank(box: TextBox) -> float:
    """Return how far a text box reaches into the margin with a blank."""
    return float(getattr(box, "blank", 0))


def has_feature(box: TextBox, feature: str) -> bool:
    """Whether the style of a text box asks for a feature of its font."""
    asked = box.style["font_feature_settings"]
    return isinstance(asked, tuple) and (feature, 1) in asked


def ink(box: TextBox) -> tuple[float, float]:
    """Return how far below the baseline of a text box its black begins (less than 0: above), and how high it is."""
    with _first_line(box) as line:
        black = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(line, black, ffi.NULL)
        return black.y * FROM_UNITS, black.height * FROM_UNITS


@contextmanager
def _first_line(box: TextBox) -> Iterator[Any]:
    """Wake Pango's layout of a text box, give its line, and let it sleep again."""
    if not hasattr(box, "pango_layout"):
        what = f"the text box {box.text!r} has no pango_layout, so nothing is known of its letters"
        raise MovedError(what)
    with TYPESETTING:
        box.pango_layout.reactivate(box.style)
        try:
            yield box.pango_layout.get_first_line()[0]
        finally:
            box.pango_layout.deactivate()


# Layout that begins in the middle ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Start:
    """What a part of a document must know of the pages before it."""

    page: int = 0
    """How many pages come before."""
    right: bool | None = None
    """Whether the first page is a right one; None where the document decides."""
    counters: Counters = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)
    """Running titles by name."""


@dataclass(frozen=True)
class Elsewhere:
    """What a part of a document must know of the pages around it."""

    opening: Opening
    anchors: Mapping[str, Counters]
    """Page counters at the anchors of the other parts."""
    pages: int
    """How many pages there are in all."""


@dataclass(frozen=True)
class Run:
    """A layout with what happened between its pages."""

    pages: list[Page]
    root: Box
    """The boxes before layout."""
    anchors: dict[str, Counters]
    """Page counters at each anchor."""
    references: tuple[tuple[Element | None, str], ...]
    """Each element that prints something of another one, and that one's anchor."""
    _context: Any

    @property
    def count(self) -> int:
        """How many pages it knows of."""
        return len(self._context.page_maker) - 1

    def opening(self, index: int) -> Opening:
        """Return what begins a page, counted from 0."""
        return cast(Opening, self._context.page_maker[index][1])

    def start(self, index: int) -> Start:
        """Return how a page begins, counted from 0."""
        _, _, right, (_, counters, _, _), _ = self._context.page_maker[index]
        return Start(index, right, _numbers(counters), self.strings(0, index))

    def strings(self, first: int, after: int) -> dict[str, str]:
        """Return the last text of each running title that is set on the pages of some indices."""
        found = {}
        for name, values in self._context.string_set.items():
            if here := [texts for page, texts in sorted(values.items()) if first < page <= after]:
                found[name] = here[-1][-1]
        return found


def lay_out(
    source: Source, with_fonts: Fonts, sheets: list[Sheet], images: dict[str, object], start: Start,
    elsewhere: Elsewhere | None = None,
) -> Run:  # fmt: skip
    """Lay out a document that begins at ``start``, as a part of what is known from ``elsewhere``, if it is one."""
    laid, root, context, noted = _laid_out(source, with_fonts, sheets, images, start, elsewhere)
    pages = [weasyprint.Page(box) for box in laid]
    items = context.target_collector.target_lookup_items
    anchors = {name: _numbers(item.cached_page_counter_values) for name, item in items.items()}
    names = {id(item): name for name, item in items.items()}
    references = tuple((element, names[id(item)]) for element, item in noted if id(item) in names)
    return Run(pages, root, anchors, references, context)


def lay_out_apart(
    source: Source, with_fonts: Fonts, sheets: list[Sheet], images: dict[str, object], fetcher: FileFetcher
) -> Rendering:
    """Return each block of a body as a page of its own, as large as it is.

    The blocks are placed by measure, all in one corner of one large page without margins: none knows of the others, and
    what a page costs, its counters and the boxes of its margins, is there once.
    """
    cast(Any, source)._ua_stylesheets = _without_signs  # noqa: SLF001  # no public way to change them
    laid, _, _, _ = _laid_out(source, with_fonts, sheets, images, Start(), None)
    body = laid[0].children[0].children[0]
    if len(laid) > 1 or body.element_tag != "body" or any(box.is_in_normal_flow() for box in body.children):
        what = "blocks that are placed by measure are not all on one page, or not in its body"
        raise MovedError(what)
    pages = []
    for block in map(placed, body.children):
        page = laid[0].copy_with_children((block,))
        page.width, page.height = block.margin_width(), block.margin_height()
        pages.append(weasyprint.Page(page))
    return rendering(pages, source, fetcher, with_fonts)


def _without_signs(forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002  # as the library has it
    """Return WeasyPrint's style sheet without what it says of the signs of lists and of notes in any element.

    Six styles for each element are never asked for: there are no lists, and no notes.
    """
    del forms
    sheet = copy(weasyprint.UA_STYLESHEET)
    sheet.matcher = copy(sheet.matcher)
    sheet.matcher.other_selectors = [each for each in sheet.matcher.other_selectors if each[3] is None]
    return [sheet]


def _laid_out(
    source: Source, with_fonts: Fonts, sheets: list[Sheet], images: dict[str, object], start: Start,
    elsewhere: Elsewhere | None,
) -> tuple[list[Any], Box, Any, list[tuple[Element | None, Any]]]:  # fmt: skip
    """Return the boxes of pages, those before layout, and what WeasyPrint and we have noted of them."""
    counter_style = CounterStyle()
    options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets, "cache": images}
    with TYPESETTING:
        build = weasyprint.Document._build_layout_context  # noqa: SLF001  # no public way to begin in the middle
        context = build(source, with_fonts, counter_style, {}, options)
        noted = _noted_references(context.target_collector)
        if elsewhere is not None:
            _remember(context, start, elsewhere)
        root = build_formatting_structure(
            source.etree_element, context.style_for, context.get_image_from_uri, source.base_url,
            context.target_collector, counter_style, context.footnotes,
        )  # fmt: skip
        with _beginning(start, elsewhere):
            return list(_layout.layout_document(source, root, context)), root, context, noted


def rendering(pages: Iterable[Page], source: Source, fetcher: FileFetcher, with_fonts: Fonts) -> Rendering:
    """Return pages of a layout as a document that can be written."""
    metadata = DocumentMetadata(**get_html_metadata(source))
    return cast(Rendering, weasyprint.Document(list(pages), metadata, fetcher, with_fonts, {}, None))


def breaks(before: Box, after: Box) -> bool:
    """Whether the style sheets force a new page between two blocks."""
    forced = block_level_page_break(before, after) in {"page", "left", "right", "recto", "verso"}
    return forced or block_level_page_name(before, after) is not None


def _noted_references(collector: Any) -> list[tuple[Element | None, Any]]:  # noqa: ANN401  # WeasyPrint's
    """Return a list that will hold each element that prints something of another one, and that one's item."""
    noted: list[tuple[Element | None, Any]] = []
    look_up = collector.lookup_target

    def noting(anchor: Any, box: Box, token: str, parse_again: Any) -> Any:  # noqa: ANN401  # WeasyPrint's
        item = look_up(anchor, box, token, parse_again)
        noted.append((box.element, item))
        return item

    collector.lookup_target = noting
    return noted


def _remember(context: Any, start: Start, elsewhere: Elsewhere) -> None:  # noqa: ANN401  # WeasyPrint's
    """Give a layout the anchors and running titles of the rest of the book."""
    for name, counters in elsewhere.anchors.items():
        item = TargetLookupItem("up-to-date")
        item.target_box = SimpleNamespace(cached_counter_values={})
        item.cached_page_counter_values = {**counters, "pages": [elsewhere.pages]}
        context.target_collector.target_lookup_items[name] = item
    found_here: Callable[[object, str, str], Iterable[str]] = context.get_string_set_for

    def string_set(page: object, name: str, keyword: str = "first") -> tuple[str, ...]:
        found = tuple(found_here(page, name, keyword))
        remembered = name in start.strings and keyword not in {"first-except", "all-once"}
        return found if found or not remembered else (start.strings[name],)

    context.get_string_set_for = string_set


@contextmanager
def _beginning(start: Start, elsewhere: Elsewhere | None) -> Iterator[None]:
    """Let WeasyPrint number pages and sides from ``start``; a document that begins itself stays as it is."""
    if elsewhere is None:
        yield
        return
    initialize, page_type = _layout.initialize_page_maker, _page.PageType

    def initialized(context: Any, root: Box) -> None:  # noqa: ANN401  # WeasyPrint's
        initialize(context, root)
        resume_at, _, _, (depth, counters, scopes, groups), remake = context.page_maker[0]
        counters.update(deepcopy(start.counters))
        scopes[0].update(start.counters)
        state = (depth, counters, scopes, groups)
        is_ltr = root.style["direction"] == "ltr"
        sides = {"right": True, "left": False, "recto": is_ltr, "verso": not is_ltr}
        if sides.get(str(elsewhere.opening["break"]), start.right) != start.right:
            # A blank page comes first. WeasyPrint ends where nothing is to be resumed, and would take it for the last.
            resume_at = {0: None}
        context.page_maker[0] = resume_at, dict(elsewhere.opening), start.right, state, remake

    def numbered(side: str, blank: bool, name: str, index: int, groups: tuple[object, ...]) -> Any:  # noqa: ANN401, FBT001
        return page_type(side, blank, name, index + start.page, groups)

    _layout.initialize_page_maker, _page.PageType = initialized, numbered
    try:
        yield
    finally:
        _layout.initialize_page_maker, _page.PageType = initialize, page_type


def _numbers(counters: Counters) -> Counters:
    """Return page counters without the total, which each layout counts anew."""
    return {name: list(values) for name, values in counters.items() if name != "pages"}


# Words ----------------------------------------------------------------------------------------------------------------

# WeasyPrint lets elements share a style whose declarations are the same objects, and parses that of ``lang`` anew for
# each element: then none is shared.
tinycss2.parse_one_declaration = lru_cache(maxsize=1 << 10)(tinycss2.parse_one_declaration)

ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")


def _keep_words_whole() -> None:
    """Forbid breaks inside the words that ``whole_words`` names, for as long as this process runs.

    Pango breaks Korean at every syllable, and Thai by a library that is there on some systems only; WeasyPrint 70 knows
    no ``word-break: keep-all``. A text without such words is laid out as if nothing had been replaced; so is one for
    which a style sheet asks for breaks at all letters.
    """
    set_text, get_log_attrs = line_break.Layout.set_text, line_break.get_log_attrs

    def kept_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002  # WeasyPrint's
        set_text(layout, text, justify)
        for start, end in whole_words(layout.text) if layout.style["word_break"] != "break-all" else ():
            _forbid_breaks(layout, *(len(layout.text[:place].encode()) for place in (start, end)))

    def kept_breaks(text: str, lang: str) -> Any:  # noqa: ANN401  # where a text breaks, asked without a layout
        found = get_log_attrs(text, lang)
        for start, end in whole_words(text):
            for place in range(start + 1, end):
                found[place].is_line_break = 0
        return found

    line_break.Layout.set_text, line_break.get_log_attrs = kept_text, kept_breaks


def _forbid_breaks(layout: Any, start: int, end: int) -> None:  # noqa: ANN401  # WeasyPrint's
    """Forbid breaks between two places of a layout's text, in bytes."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    attribute = pango.pango_attr_allow_breaks_new(False)  # noqa: FBT003  # C
    attribute.start_index, attribute.end_index = start, end
    pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


_keep_words_whole()


def _count_last_spaces() -> None:
    """Let a no-break space at the end of a text be as wide as it is, for as long as this process runs.

    Such a text goes on in another box: "Call", a space, a number. Pango leaves the space out of what must fit, as if
    the line ended there, and WeasyPrint 70, where the number does not fit, breaks behind the first word of the line.
    """
    split = _inline.split_first_line

    def whole(text: str, *more: Any, **named: Any) -> Any:  # noqa: ANN401  # WeasyPrint's
        return split(f"{text}{WORD_JOINER}" if text.endswith(NO_BREAK_SPACES) else text, *more, **named)

    _inline.split_first_line = whole


_count_last_spaces()


# Text -----------------------------------------------------------------------------------------------------------------


def _say_what_is_printed() -> None:
    """Write text in sorts, as long as this process runs (``handbook.layout.sorts``).

    WeasyPrint 70 gives a glyph the text of the cluster that it stands in first, for the whole file, and moves marks up
    and down by the text rise, where readers see another line.
    """
    draw_line, clean = _text.draw_first_line, _Font.clean

    def drawn(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:  # noqa: ANN401  # WeasyPrint's
        if hasattr(box, "place"):
            stream.set_text_matrix(*matrix.values)
            stream.stream.append(f"/{LINE}{box.place} MP".encode())
            return []
        if overflow == ellipsis_of_css or ellipsis != "none":
            what = "a line is cut off by an ellipsis, of which nothing is known here"
            raise MovedError(what)
        return [] if _draw_sorts(stream, box, matrix) else draw_line(stream, box, overflow, ellipsis, matrix)

    def cleaned(font: Any, texts: dict[int, str], hinting: bool) -> None:  # noqa: ANN401, FBT001  # WeasyPrint's
        casts: dict[int, tuple[Part, ...]] = font.case.casts if hasattr(font, "case") else {}
        parts = {part.glyph: "" for each in casts.values() for part in each}
        clean(font, parts | {glyph: text for glyph, text in texts.items() if glyph not in casts}, hinting)
        if casts:
            font.file_content = cast_into(font.file_content, casts, font.widths)

    ellipsis_of_css = "ellipsis"
    _text.draw_first_line, _Font.clean, _fonts.ffi = drawn, cleaned, _Arrays()


class _Arrays:
    """CFFI without a type for each length of a list of glyphs, which WeasyPrint asks for: to parse one takes long."""

    def __init__(self) -> None:
        self.made = re.compile(r"\[\d+\]$")

    def new(self, kind: str, *init: object) -> Any:  # noqa: ANN401  # CFFI's
        """Return an array, or something else, with some content; without any, as long as its type says."""
        return ffi.new(self.made.sub("[]", kind) if init else kind, *init)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as above
        return getattr(ffi, name)


def _draw_sorts(stream: Any, box: Any, matrix: Any) -> bool:  # noqa: ANN401  # WeasyPrint's
    """Write the line of a text box; return False where it has pictures for letters, or letters that no font has."""
    if not box.text.strip() or box.style["font_size"] < 1e-6:  # noqa: PLR2004  # as WeasyPrint has it
        return True
    layout = box.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  # C
    line, _ = layout.get_first_line()
    runs = list(_runs(line.runs[0]))
    fonts = [(run.item.analysis.font, *stream.add_font(run.item.analysis.font)) for run in runs]
    set_ = list(map(_glyphs, runs))
    unknown = pango.PANGO_GLYPH_UNKNOWN_FLAG
    if any(font.bitmap or font.png or font.svg or font.colr for _, font, _ in fonts) or any(
        info.glyph & unknown for glyphs in set_ for info in glyphs
    ):
        return False
    setter = _Setter(layout.text, box.style["hyphenate_character"])
    stream.set_text_matrix(*matrix.values)
    shown, before = "", None
    for run, glyphs, (pango_font, font, size) in zip(runs, set_, fonts, strict=True):
        if pango_font != before:
            if shown:
                stream.show_text(shown)
            shown, before = "", pango_font
            stream.set_font_size(font.hash, size)
        shown += setter.shown(_Setting(stream, font, pango_font, size), run, glyphs)
    stream.show_text(shown)
    return True


def _runs(run: Any) -> Iterator[Any]:  # noqa: ANN401  # Pango's
    while run != ffi.NULL:
        yield run.data
        run = run.next


class _Glyph(NamedTuple):
    """A glyph as Pango places it; lengths in its units."""

    glyph: int
    width: int
    x: int
    y: int
    attributes: int


_GLYPH = Struct("=IiiiI")
"""Pango's PangoGlyphInfo, which is read as a whole: each field by itself would take most of the time of a line."""


def _glyphs(run: Any) -> list[_Glyph]:  # noqa: ANN401  # Pango's
    """Return the glyphs of a run, from left to right."""
    if ffi.sizeof("PangoGlyphInfo") != _GLYPH.size:
        what = "Pango places its glyphs by other fields"
        raise MovedError(what)
    count = run.glyphs.num_glyphs
    return list(map(_Glyph._make, _GLYPH.iter_unpack(ffi.buffer(run.glyphs.glyphs, count * _GLYPH.size))))


class _Setting:
    """A font at a size, and the stream that it writes into."""

    def __init__(self, stream: Any, font: Any, pango_font: Any, size: float) -> None:  # noqa: ANN401  # WeasyPrint's
        self.stream, self.font, self.pango_font, self.size = stream, font, pango_font, size
        self.to_units = float(font.upem) / 1000
        """Thousandths of the size in units of the font."""
        self.to_em = 1000 * FROM_UNITS / size
        """Pango's units in thousandths of the size."""

    def width(self, glyph: int) -> int:
        """Return the advance that the file tells of a glyph, in thousandths."""
        widths = self.font.widths
        if glyph not in widths:
            logical = self.stream.logical_rect
            pango.pango_font_get_glyph_extents(self.pango_font, glyph, self.stream.ink_rect, logical)
            widths[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)
        return int(widths[glyph])

    def set(self, glyphs: list[_Glyph], text: str) -> tuple[int, Any, int]:
        """Return how far back to go before what some glyphs print, what stands for it, and how far back afterwards."""
        printed, before, pen, width = _placed(self, glyphs)
        if not printed:
            return 0, None, int(before - pen)
        room = Room.of(before, round(pen - before - width), text)
        if room.before:
            before = 0
            printed = tuple(part.moved(room.before * self.to_units) for part in printed)
        code, width = self.cast(Sort(printed, text, room), width + room.before + room.after)
        return -before, code, int(before + width - pen)

    def set_plain(self, glyphs: list[_Glyph], letters: str) -> Iterable[tuple[int, Any, int]]:
        """Return what stands for glyphs that print a letter each."""
        return (self.set([glyph], letter) for glyph, letter in zip(glyphs, letters, strict=True))

    def cast(self, sort: Sort, width: int) -> tuple[Any, int]:
        """Return the code of a sort, of which the font now knows, and how wide it says that it is."""
        font = self.font
        if not hasattr(font, "case"):
            font.case = Case(font.glyph_count)
        code = int(font.case.code(sort))
        font.to_unicode.setdefault(code, sort.text)
        return code, font.widths.setdefault(code, width)


def shown(items: Iterable[tuple[int, str | None, int]]) -> str:
    """Return what ``TJ`` shows: how far back to go, a code, how far back to go, and so on (ISO 32000-1, 9.4.3)."""
    parts = ["<"]
    for before, code, after in items:
        if before:
            parts.append(f">{before}<")
        if code is not None:
            parts.append(code)
        if after:
            parts.append(f">{after}<")
    return "".join([*parts, ">"]).replace("<>", " ")  # two numbers in a row stay two


_PLAIN = frozenset(map(chr, range(0x20, 0x7F)))
"""Letters that say what they are."""


class _Setter:
    """Writes the runs of one line, from left to right."""

    def __init__(self, text: str, hyphen: str) -> None:
        """``hyphen`` is what a line ends with where a word is divided."""
        self.text = text.encode()
        self.hyphen = hyphen
        self.leftwards = False
        """Whether a letter that is read from right to left was painted last."""

    def shown(self, setting: _Setting, run: Any, infos: list[_Glyph]) -> str:  # noqa: ANN401  # Pango's
        """Return what ``TJ`` shows for a run: codes, and how far to go on from each (ISO 32000-1, 9.4.3)."""
        return shown((before, code if code is None else f"{code:04x}", after)
                     for before, code, after in self.set(setting, run, infos))  # fmt: skip

    def set(
        self, setting: _Setting, run: Any, infos: list[_Glyph]  # noqa: ANN401  # Pango's
    ) -> Iterator[tuple[int, Any, int]]:  # fmt: skip
        """Yield what a run prints: how far back to go before it, what stands for it, and how far back afterwards."""
        first, backwards = run.item.offset, bool(run.item.analysis.level % 2)
        if not backwards and (letters := self._plain(run, infos)):
            yield from setting.set_plain(infos, letters)
            return
        for glyphs, start, end in _groups(run, infos, backwards=backwards):
            is_printed = any(each.glyph != _EMPTY for each in glyphs)
            yield setting.set(glyphs, self._said(first + start, first + end, backwards=backwards) if is_printed else "")

    def _plain(self, run: Any, infos: list[_Glyph]) -> str:  # noqa: ANN401  # Pango's
        """Return the letters of a run if each has a glyph of its own and says what it is; else nothing."""
        start, count = run.item.offset, run.item.length
        text = self.text[start : start + count].decode()
        is_plain = not self.leftwards and _PLAIN.issuperset(text) and self.hyphen not in text
        if not is_plain or count != len(infos) or not all(info.width for info in infos):
            return ""
        return text if ffi.unpack(run.glyphs.log_clusters, count) == list(range(count)) else ""

    def _said(self, start: int, end: int, *, backwards: bool) -> str:
        text = self.text[start:end].decode()
        if not backwards and not self.leftwards and text in _PLAIN and text != self.hyphen:
            return text
        if text == self.hyphen and end == len(self.text):
            return SOFT_HYPHEN
        if text == NO_BREAK_SPACE and self.text[start - 1 : start].isdigit() and self.text[end : end + 1].isdigit():
            # Beside words from right to left PDFium turns figures round at spaces, but not at these.
            return text
        text = said(text, backwards=backwards)
        if backwards and is_mark(text[0]) and not self.leftwards:
            text = TO_THE_LEFT + text
        self.leftwards = goes_leftwards(text[-1], before=self.leftwards)
        return text


def _placed(setting: _Setting, glyphs: list[_Glyph]) -> tuple[tuple[Part, ...], int, float, int]:
    """Return what some glyphs print together, where that stands, where the pen goes, and how wide the file says it is.

    All in thousandths of the font's size, from where the pen was; parts in units of the font from where they stand.
    """
    to_em, to_units = setting.to_em, setting.to_units
    printed: list[tuple[int, float, float]] = []
    before, pen, width = None, 0.0, 0
    for glyph, advance, x, y, _ in glyphs:
        if glyph != _EMPTY:
            printed.append((glyph, pen + x * to_em, -y * to_em))
            if advance:
                before = round(printed[-1][1]) if before is None else before
                width += setting.width(glyph)
        pen += advance * to_em
    before = before or 0
    parts = tuple([Part(glyph, round((x - before) * to_units), round(y * to_units)) for glyph, x, y in printed])
    return parts, before, pen, width


def _groups(
    run: Any,  # noqa: ANN401  # Pango's
    infos: list[_Glyph], *, backwards: bool,
) -> Iterator[tuple[list[_Glyph], int, int]]:  # fmt: skip
    """Yield the glyphs of a run as they are painted, with where their text begins and ends, in bytes of the run.

    Glyphs of one cluster belong together, and joiners with the letter before them. From left to right, marks belong to
    the letter that they stand on; from right to left they are painted before it, as they are read.
    """
    clusters = ffi.unpack(run.glyphs.log_clusters, run.glyphs.num_glyphs)
    if not backwards and all(info.width for info in infos) and all(map(lt, clusters, clusters[1:])):
        yield from zip(([info] for info in infos), clusters, [*clusters[1:], run.item.length], strict=True)
        return
    groups: list[tuple[int, list[_Glyph]]] = []
    for start, info in zip(clusters, infos, strict=True):
        is_carried = not backwards and groups and not info.width
        is_joined = backwards and groups and all(each.glyph == _EMPTY for each in groups[-1][1])
        if groups and (start == groups[-1][0] or is_carried or is_joined):
            groups[-1] = min(start, groups[-1][0]), [*groups[-1][1], info]
        else:
            groups.append((start, [info]))
    starts = sorted(start for start, _ in groups)
    ends = dict(zip(starts, [*starts[1:], run.item.length], strict=True))
    waiting: list[tuple[list[_Glyph], int, int]] = []
    for start, found in groups:
        group = found, start, ends[start]
        if backwards and not any(info.width for info in found):
            waiting.insert(0, group)
            continue
        yield from (*waiting, group)
        waiting.clear()
    yield from waiting


_EMPTY: int = pango.PANGO_GLYPH_EMPTY
_say_what_is_printed()


# Lines set by hand ----------------------------------------------------------------------------------------------------

ffi.cdef("""
gpointer g_object_ref (gpointer object);
PangoAttrList * pango_attr_list_copy (PangoAttrList *list);
""")


class Strip(NamedTuple):
    """What stands in a line in one font and one size."""

    face: Face
    size: float
    """In CSS pixels."""
    items: tuple[tuple[int, Cast | None, int], ...]
    """For each sort how far back to go before it, and afterwards."""


class SetLine(NamedTuple):
    """A line that was set by hand; lengths in CSS pixels."""

    width: float
    height: float
    """Of its letters: the line itself is as high as its style says."""
    baseline: float
    """From the upper edge of its letters."""
    strips: tuple[Strip, ...]


def leave_out(box: TextBox, place: int) -> None:
    """Let nothing be drawn of a text box but a point where its line is to stand, with the number of its place."""
    cast(Any, box).place = place


class Faces:
    """The fonts of a layout, as lines that are set by hand know them."""

    def __init__(self) -> None:
        self._known: dict[int, Face] = {}

    def of(self, font: Any) -> tuple[Face, float]:  # noqa: ANN401  # Pango's
        """Return a font and the size that it is asked for."""
        key, description, size = get_pango_font_key(font)
        if key not in self._known:
            found = _Font(font, description, size)
            if found.bitmap or found.png or found.svg or found.colr:
                what = f"the font {found.family!r} has pictures for letters"
                raise MovedError(what)
            self._known[key] = Face(found.name.decode()[1:], found.flags, found.file_content)
        return self._known[key], float(size)


class Stick:
    """A composing stick: sets one line after the other in the style of a text box, as a layout does."""

    def __init__(self, box: TextBox, faces: Faces) -> None:
        self._style: Any = box.style
        self._faces = faces
        self._fonts: dict[Any, _Composing] = {}
        """By Pango's own, each of which stays as long as this."""
        with TYPESETTING:
            self._layout = line_break.Layout(self._style)
            self._asked = pango.pango_layout_get_attributes(self._layout.layout)
            if self._asked != ffi.NULL:
                self._asked = ffi.gc(pango.pango_attr_list_copy(self._asked), pango.pango_attr_list_unref)
            self.height, self._baseline = line_break.strut(self._style)

    def lines(self, text: str, room: float) -> Iterator[SetLine]:
        """Yield the lines that a text is broken into where it has so much room, in CSS pixels."""
        with TYPESETTING:
            line = self._set(text)
            if line.width <= room or self._style["white_space"] == "nowrap":
                yield line
                return
            while text:
                layout, _, after, *_ = _inline.split_first_line(text, self._style, None, room, 0)
                yield self._set(layout.text.rstrip(" "))
                text = "" if after is None else text.encode()[after:].decode().lstrip(" ")

    def lead(self, line: SetLine) -> float:
        """Return how high a line is with what is above and below its letters."""
        return float(self.height + abs(line.baseline + (self.height - line.height) / 2 - self._baseline))

    def _set(self, text: str) -> SetLine:
        layout = self._layout
        asked = self._asked if self._asked == ffi.NULL else pango.pango_attr_list_copy(self._asked)
        pango.pango_layout_set_attributes(layout.layout, asked)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        width, height = line_break.line_size(line, self._style)
        baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
        setter = _Setter(layout.text, self._style["hyphenate_character"])
        strips: list[Strip] = []
        for run in _runs(line.runs[0]):
            setting, glyphs = self._setting(run.item.analysis.font), _glyphs(run)
            if glyphs and max(glyphs).glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                what = f"no font has all letters of {text!r}, which was asked before"
                raise MovedError(what)
            strips.append(Strip(setting.face, setting.size, tuple(setter.set(setting, run, glyphs))))
        return SetLine(width, height, baseline, tuple(strips))

    def _setting(self, font: Any) -> _Composing:  # noqa: ANN401  # Pango's
        if font not in self._fonts:
            kept = ffi.gc(ffi.cast("PangoFont *", gobject.g_object_ref(font)), gobject.g_object_unref)
            self._fonts[kept] = _Composing(*self._faces.of(font))
        return self._fonts[font]


class _Composing(_Setting):
    """A font at a size, of which no file knows yet."""

    def __init__(self, face: Face, size: float) -> None:
        self.face, self.size = face, size
        self.to_units = face.units / 1000
        self.to_em = 1000 * FROM_UNITS / size
        self._known: dict[tuple[_Glyph, str], tuple[int, Any, int]] = {}

    def set(self, glyphs: list[_Glyph], text: str) -> tuple[int, Any, int]:
        """Return the same for the same glyph and text."""
        if len(glyphs) > 1:
            return super().set(glyphs, text)
        key = glyphs[0], text
        if key not in self._known:
            self._known[key] = super().set(glyphs, text)
        return self._known[key]

    def set_plain(self, glyphs: list[_Glyph], letters: str) -> Iterable[tuple[int, Any, int]]:
        """Return the same for the same glyphs and letters: nearly all of them are known."""
        known = self._known
        return [known.get(key) or self.set([key[0]], key[1]) for key in zip(glyphs, letters, strict=True)]

    def width(self, glyph: int) -> int:
        """Return the advance of a glyph, in thousandths."""
        return self.face.width(glyph)

    def cast(self, sort: Sort, width: int) -> tuple[Any, int]:
        """Return a sort with its width, of which a code will be made."""
        return Cast(sort, width), width


# Drawings -------------------------------------------------------------------------------------------------------------


class SvgPicture(SVGImage):  # type: ignore[misc]  # WeasyPrint is untyped
    """An SVG picture that WeasyPrint draws; a child says how."""

    def __init__(self, data: bytes, url: str, fetcher: FileFetcher) -> None:
        # The project's own file, and the fetcher refuses whatever it would refer to.
        super().__init__(ET.fromstring(data), url, fetcher, None)  # noqa: S314

    def operators(self, stream: Stream, width: float, height: float) -> bytes | None:
        """Return what the picture writes at a size in CSS pixels; None if that needs more than opacities."""
        # A stream and resources of its own: the same operators come out wherever on a page the picture stands.
        resources: dict[str, dict[str, Any]] = {kind: {} for kind in _RESOURCES}
        scratch, draw = stream.clone(resources=resources), self._svg.draw
        try:
            draw(scratch, width, height, self._base_url, None)
        except Exception:  # noqa: BLE001  # drawn again by whoever asked, where WeasyPrint says what is wrong
            return None
        return b"\n".join(scratch.stream) if _stands_for_itself(resources, scratch.stream) else None


def repeat(stream: Stream, operators: bytes) -> None:
    """Write again what a picture wrote, into another page."""
    with stream.stacked():
        for kind, value in sorted(set(_OPACITY.findall(operators))):
            stream.set_alpha(json.loads(value), stroke=kind == b"A", fill=kind == b"a")
    stream.stream.append(operators)


def _stands_for_itself(resources: dict[str, dict[str, Any]], written: list[Any]) -> bool:
    """Whether operators name nothing but opacities, which can be registered again."""
    others = any(resources[kind] for kind in _RESOURCES if kind != "ExtGState")
    opacities = [name for name in resources["ExtGState"] if re.fullmatch(r"[aA][\d.]+", name)]
    for name, state in resources["ExtGState"].items():
        if name not in opacities and set(state) <= {"CA", "ca"}:
            what = f"an opacity is called {name!r}, so no drawing could be kept"
            raise MovedError(what)
    is_plain = len(opacities) == len(resources["ExtGState"])
    return is_plain and not others and all(isinstance(part, bytes) for part in written)


# Structure ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked sequence of a page's content."""

    page: int
    """Counted from 0."""
    number: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A box that can be clicked: its annotation."""

    page: int
    box: Box


@dataclass(eq=False, slots=True)
class Node:
    """A structure element."""

    role: str
    language: str
    """That of its text (BCP 47)."""
    parent: Node | None
    kids: list[Node | Mark | Spot] = field(default_factory=list)
    alt: str = ""
    called: str = ""
    """What a link is called."""
    bounds: tuple[float, float, float, float] | None = None
    """Of a figure: left, bottom, right and top in points, in the page's own coordinates."""
    table: dict[str, str | int] = field(default_factory=dict)
    """Attributes of a cell: Scope, ColSpan, RowSpan."""
    numbering: str = ""
    """How the items of a list are labelled."""
    source: str = ""
    """The key of the block, or of the part of a line, whose text stands in it itself."""
    slot: str = ""
    """The name of the slot whose panel is to stand in it."""
    page: int = 0
    """The page of one without content of its own, counted from 0."""

    def marks(self) -> Iterator[Mark | Spot]:
        """Yield all content, in reading order."""
        for kid in self.kids:
            yield from kid.marks() if isinstance(kid, Node) else (kid,)


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of a file."""

    root: Node
    artifacts: tuple[Mapping[int, str], ...]
    """For each page the marks that are no content, with their properties (ISO 32000-1, 14.8.2.2)."""


@dataclass(frozen=True)
class TaggedPage:
    """A page as it is written."""

    box: Box
    height: float
    """In CSS pixels."""
    marks: Mapping[Box, int]
    """The number of each box that is text or a picture."""


Structured = Callable[[Sequence[TaggedPage], str], Structure]
"""Makes a structure of pages and a language."""


@contextmanager
def _structured(structure: Structured | None) -> Iterator[None]:
    """Let WeasyPrint write the structure that we make, not one of its boxes."""
    if structure is None:
        yield
        return
    add_tags = _pdf.add_tags

    def adding(pdf_: Any, document: Any, version: object, streams: Sequence[Any]) -> None:  # noqa: ANN401  # WeasyPrint's
        del version
        pages = [
            TaggedPage(box_of(page), page.height, {box: mark["mcid"] for box, mark in stream._tags.items()})  # noqa: SLF001
            for page, stream in zip(document.pages, streams, strict=True)
        ]
        _StructureWriter(pdf_, streams).write(structure(pages, document.metadata.lang or ""))

    _pdf.add_tags = adding
    try:
        yield
    finally:
        _pdf.add_tags = add_tags


class _StructureWriter:
    """Writes a structure into a file (ISO 32000-1, 14.7)."""

    def __init__(self, file: Any, streams: Sequence[Any]) -> None:  # noqa: ANN401  # WeasyPrint's
        self.file, self.streams = file, streams
        self.parents: list[list[Any]] = [[] for _ in streams]
        """The structure element of each mark of a page; behind the pages those of groups and of places to click."""
        self.drawn: dict[int, list[Any]] = {}
        """The streams that each page's marks stand in: its own, and those of the groups on it."""
        for each in file.objects:
            if isinstance(each, _Stream):
                self.drawn.setdefault(id(each._tags), []).append(each)  # noqa: SLF001
        self.groups: dict[tuple[int, int], tuple[Any, int]] = {}
        """The marks of a page that stand in a group on it: the group, and its number in the tree of parents."""

    def write(self, structure: Structure) -> None:
        tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.file.add_object(tree)
        for page, artifacts in enumerate(structure.artifacts):
            self._set_apart(page, artifacts)
        tree["K"] = pydyf.Array([self._element(structure.root, tree).reference])
        numbers = pydyf.Array()
        for key, each in enumerate(self.parents):
            numbers += [key, pydyf.Array(each) if isinstance(each, list) else each]
        parents = pydyf.Dictionary({"Nums": numbers})
        self.file.add_object(parents)
        tree["ParentTree"], tree["ParentTreeNextKey"] = parents.reference, len(self.parents)
        self.file.catalog["StructTreeRoot"] = tree.reference
        self.file.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _set_apart(self, page: int, artifacts: Mapping[int, str]) -> None:
        """Make artifacts of marks, on the page and in the groups on it."""
        mine = self.streams[page]
        left = set(artifacts)
        for stream in self.drawn[id(mine._tags)]:  # noqa: SLF001
            content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001  # as the stream itself does
            marks = [int(mark) for mark in MARKED.findall(content)]
            if stream is not mine and set(marks) - left:
                self.groups |= {(page, mark): (stream, len(self.parents)) for mark in marks}
                stream.extra["StructParents"] = len(self.parents)
                self.parents.append([])
            left.difference_update(marks)
            stream.stream = [MARKED.sub(lambda found: _as_artifact(found, artifacts), content)]
        if left:
            what = f"the marks {sorted(left)} of page {page + 1} begin otherwise, so decoration would stay tagged"
            raise MovedError(what)

    def _element(self, node: Node, parent: Any) -> Any:  # noqa: ANN401  # pydyf's
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        self.file.add_object(element)
        page = next((each.page for each in node.marks()), node.page)
        if node.slot:
            element[SLOT] = f"/{node.slot}"
        element["Pg"] = self.file.page_references[page]
        if node.parent is None or node.language != node.parent.language:
            element["Lang"] = pydyf.String(node.language)
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.bounds:
            element["A"] = pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": pydyf.Array(node.bounds)})
        if node.table:
            named = {key: f"/{value}" if isinstance(value, str) else value for key, value in node.table.items()}
            element["A"] = pydyf.Dictionary({"O": "/Table", **named})
        if node.numbering:
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"})
        element["K"] = pydyf.Array([self._kid(kid, node, element, page) for kid in node.kids])
        return element

    def _kid(self, kid: Node | Mark | Spot, node: Node, element: Any, page: int) -> Any:  # noqa: ANN401  # pydyf's
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        if isinstance(kid, Spot):
            return self._click(kid, node, element)
        group, key = self.groups.get((kid.page, kid.number), (None, kid.page))
        parents = self.parents[key]
        parents += ["null"] * (kid.number + 1 - len(parents))
        parents[kid.number] = element.reference
        if kid.page == page and group is None:
            return kid.number
        there = {"Type": "/MCR", "Pg": self.file.page_references[kid.page], "MCID": kid.number}
        return pydyf.Dictionary(there if group is None else {**there, "Stm": group.reference})

    def _click(self, spot: Spot, node: Node, element: Any) -> Any:  # noqa: ANN401  # pydyf's
        annotation = cast(Any, spot.box).link_annotation
        annotation["StructParent"] = len(self.parents)
        annotation["Contents"] = pydyf.String(node.called)
        line = next((each.place for each in cast(Any, spot.box).descendants() if hasattr(each, "place")), None)
        if line is not None:
            annotation[OF_LINE] = line
        self.parents.append(element.reference)
        there = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.file.page_references[spot.page]}
        return pydyf.Dictionary(there)


def _as_artifact(found: re.Match[bytes], artifacts: Mapping[int, str]) -> bytes:
    properties = artifacts.get(int(found[1]))
    if properties is None:
        return found[0]
    return f"/Artifact\n<<{properties}>>\nBDC".encode() if properties else b"/Artifact\nBMC"


# Streams --------------------------------------------------------------------------------------------------------------


def untagged(content: bytes) -> bytes:
    """Return operators without tags, which no press uses."""
    made = TAGS.sub(b"", content)
    if left := _LEFT_TAGS.search(made):
        what = f"{left[0].decode()} does not stand on a line as it did, so tags would stay in print files"
        raise MovedError(what)
    return made


def steps(content: bytes) -> list[re.Match[bytes]]:
    """Return the operators of colour, state and text, in their order."""
    found = list(STEPS.finditer(content))
    if content.count(b" rg") + content.count(b" RG") != sum(1 for step in found if step[4]):
        what = "a colour does not stand alone on a line, so it would not be replaced"
        raise MovedError(what)
    return found


# Pages kept as they were drawn ----------------------------------------------------------------------------------------

_SCALE = 0.75
"""CSS pixels to points."""
_OF_A_BOX = (
    "element_tag", "position_x", "position_y", "margin_left", "margin_top", "padding_left", "padding_top",
    "border_left_width", "border_top_width", "width", "height", "colspan", "rowspan", "text", "at_keyword",
    "transformation_matrix",
)  # fmt: skip
"""What the tags of a file are made from."""
_NOT_OF_A_FONT = frozenset({"hb_font", "hb_face", "file_content", "widths", "to_unicode", "missing", "case"})
"""What a font holds in memory that is not its own, what is kept by page, and its file, which many pages share."""
ffi.cdef("""
hb_blob_t * hb_blob_create(const char *data, unsigned int length, int mode, void *user_data, void *destroy);
hb_face_t * hb_face_create(hb_blob_t *blob, unsigned int index);
""")


@dataclass
class Settled:
    """What the pages before one have settled for the fonts of a file."""

    widths: dict[object, dict[int, int]] = field(default_factory=dict)
    """The advance of each glyph by font: the first size decides the rounding."""
    cases: dict[object, Case] = field(default_factory=dict)
    """The codes of each font: the first use decides."""


class UnlikeError(Exception):
    """A kept page was drawn after other pages than it now follows, and might be drawn otherwise."""


@dataclass
class _Drawn:
    """What a page, or a group on it, paints; without what the file shares."""

    parts: list[bytes | int]
    """Operators; a number stands for the group of that index."""
    opacities: dict[str, dict[str, float]]
    groups: list[tuple[list[float], _Drawn]]
    """Each with its bounds."""


@dataclass
class _Letters:
    """What a page prints of a font."""

    key: object
    attributes: dict[str, Any]
    content: bytes
    """The font's file."""
    sorts: dict[Sort, int]
    widths: dict[int, int]


@dataclass
class KeptPage:
    """A page that can be written again, in another process too, as WeasyPrint wrote it the first time."""

    width: float
    height: float
    bleed: dict[str, float]
    anchors: dict[str, tuple[float, ...]]
    links: list[tuple[Any, ...]]
    bookmarks: list[tuple[Any, ...]]
    forms: dict[None, list[Any]]
    _page_box: Any
    _drawn: _Drawn
    _letters: list[_Letters]
    _tags: dict[Any, dict[str, Any]] | None

    def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401  # WeasyPrint's
        """Write the operators into a page's stream, as WeasyPrint asks it to."""
        if scale != _SCALE:
            what = f"pages are drawn at a scale of {scale}"
            raise MovedError(what)
        for each in self._letters:
            _add_letters(each, stream._fonts)  # noqa: SLF001
        if self._tags is not None:
            stream._tags.update(self._tags)  # noqa: SLF001
        _replay(self._drawn, stream)

    def follow(self, settled: Settled, files: dict[bytes, bytes]) -> None:
        """Raise UnlikeError if it cannot stand after pages that have settled so much; else add its own.

        ``files`` are the fonts' files of earlier pages, so that each is kept once.
        """
        for each in self._letters:
            each.content = files.setdefault(each.content, each.content)
            before = settled.widths.setdefault(each.key, {})
            for glyph, width in each.widths.items():
                if before.setdefault(glyph, width) != width:
                    raise UnlikeError
            case = settled.cases.setdefault(each.key, Case(each.attributes["glyph_count"]))
            if any(case.code(sort) != code for sort, code in each.sorts.items()):
                raise UnlikeError


class _NotAloneError(Exception):
    """Something on the page is shared with others in a way that this module does not follow: pictures of pixels."""


class _PageFonts(dict[object, Any]):
    """The fonts of one page, which sees what earlier pages have settled, and remembers what it uses."""

    def __init__(self, settled: Settled) -> None:
        super().__init__()
        self.settled = settled

    def __setitem__(self, key: object, font: Any) -> None:  # noqa: ANN401  # WeasyPrint's
        font.widths = _PageWidths(self.settled.widths.get(key, {}))
        font.case = self.settled.cases.setdefault(key, Case(font.glyph_count))
        font.case.used = {}
        super().__setitem__(key, font)


class _PageWidths(dict[int, int]):
    def __init__(self, settled: dict[int, int]) -> None:
        super().__init__()
        self.settled = settled

    def __contains__(self, glyph: object) -> bool:
        if isinstance(glyph, int) and not super().__contains__(glyph) and glyph in self.settled:
            self[glyph] = self.settled[glyph]
        return super().__contains__(glyph)


def draw(page: Page, settled: Settled, files: dict[bytes, bytes], variant: str = "") -> Page | KeptPage:
    """Return a page as it is drawn after those that have settled so much; the page itself if it cannot be kept.

    ``files`` are the fonts' files of earlier pages, so that each is kept once; ``variant`` is that of the file.
    """
    tagged = bool(variant and VARIANTS[variant][1].get("pdf_tags"))
    live: Any = page
    left, top, width, height = (
        -_SCALE * live.bleed["left"], -_SCALE * live.bleed["top"],
        _SCALE * (live.width + live.bleed["left"] + live.bleed["right"]),
        _SCALE * (live.height + live.bleed["top"] + live.bleed["bottom"]),
    )  # fmt: skip
    rectangle = tuple(edge / _SCALE for edge in (left, top, (left + width) - left, (top + height) - top))
    fonts = _PageFonts(settled)
    tags: dict[Any, dict[str, Any]] | None = {} if tagged else None
    resources: dict[str, Any] = {kind: {} for kind in _RESOURCES}
    with TYPESETTING:
        stream = _Stream(fonts, rectangle, resources, {}, tags, {}, None, compress=True)
        stream.transform(d=-1, f=live.height * _SCALE)
        before = len(stream.stream)
        live.paint(stream, _SCALE)
    made: KeptPage | None = None
    try:
        letters = [_letters(key, font, files) for key, font in fonts.items()]
        boxes_: dict[int, Any] = {}
        root = _shadow(live._page_box, boxes_, {})  # noqa: SLF001
        made = KeptPage(
            live.width, live.height, dict(live.bleed), dict(live.anchors),
            [(*link[:3], boxes_[id(link[3])]) for link in live.links], list(live.bookmarks), _no_forms(live.forms),
            root, _drawn(stream.stream[before:], resources), letters,
            None if tags is None else {boxes_[id(box)]: mark for box, mark in tags.items()},
        )  # fmt: skip
    except _NotAloneError:
        pass
    for key, font in fonts.items():
        known = settled.widths.setdefault(key, {})
        for glyph, advance in font.widths.items():
            known.setdefault(glyph, advance)
    return made or page


def _no_forms(forms: Mapping[object, Sequence[object]]) -> dict[None, list[Any]]:
    if any(forms.values()):
        raise _NotAloneError
    return {None: []}


def _letters(key: object, font: Any, files: dict[bytes, bytes]) -> _Letters:  # noqa: ANN401  # WeasyPrint's
    if font.missing or font.bitmap or font.png or font.svg or font.colr or font.used_in_forms:
        raise _NotAloneError
    attributes = {name: value for name, value in vars(font).items() if name not in _NOT_OF_A_FONT}
    content = files.setdefault(font.file_content, font.file_content)
    return _Letters(key, attributes, content, font.case.used, dict(font.widths))


def _add_letters(letters: _Letters, fonts: dict[object, Any]) -> None:
    """Let a file's font know the letters of a page, and the file the font."""
    if letters.key not in fonts:
        font = object.__new__(_Font)
        blob = harfbuzz.hb_blob_create(letters.content, len(letters.content), 0, ffi.NULL, ffi.NULL)
        face = ffi.gc(harfbuzz.hb_face_create(blob, letters.attributes["index"]), harfbuzz.hb_face_destroy)
        harfbuzz.hb_blob_destroy(blob)
        vars(font).update(
            letters.attributes, file_content=letters.content, hb_face=face, widths={}, to_unicode={}, missing={},
            case=Case(letters.attributes["glyph_count"]),
        )  # fmt: skip
        fonts[letters.key] = font
    font = fonts[letters.key]
    for sort in letters.sorts:
        font.to_unicode.setdefault(font.case.code(sort), sort.text)
    for glyph, width in letters.widths.items():
        font.widths.setdefault(glyph, width)


def _drawn(written: Iterable[Any], resources: Mapping[str, Any]) -> _Drawn:
    """Return what a stream has written, if it can be written again elsewhere."""
    states, groups = resources["ExtGState"], resources["XObject"]
    if resources["Pattern"] or resources["Shading"]:
        raise _NotAloneError
    if not all(re.fullmatch(r"[aA][\d.]+", name) for name in states):
        raise _NotAloneError
    if any(not isinstance(group, _Stream) or group.extra.get("Subtype") != "/Form" for group in groups.values()):
        raise _NotAloneError
    calls = {f"/{name} Do".encode(): index for index, name in enumerate(groups)}
    parts: list[bytes | int] = []
    run: list[bytes] = []
    for item in written:
        data = pydyf._to_bytes(item)  # noqa: SLF001  # as the stream itself does
        if data not in calls:
            run.append(data)
            continue
        parts += [b"\n".join(run), calls[data]] if run else [calls[data]]
        run = []
    parts += [b"\n".join(run)] if run else []
    inner = [(list(group.extra["BBox"]), _drawn(group.stream, group.extra["Resources"])) for group in groups.values()]
    return _Drawn(parts, {name: dict(state) for name, state in states.items()}, inner)


def _replay(drawn: _Drawn, stream: Any) -> None:  # noqa: ANN401  # WeasyPrint's
    """Write into a stream what was drawn; groups get the names that the file now has for them."""
    for name, state in drawn.opacities.items():
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))  # noqa: SLF001
    names: list[str] = []
    for bounds_, inner in drawn.groups:
        group = stream.add_group(0, 0, 0, 0)
        group.extra["BBox"] = pydyf.Array(bounds_)
        names.append(group.id)
        _replay(inner, group)
    stream.stream += [part if isinstance(part, bytes) else f"/{names[part]} Do".encode() for part in drawn.parts]


def _shadow(box: Any, made: dict[int, Any], elements: dict[int, Element]) -> Any:  # noqa: ANN401  # WeasyPrint's
    """Return a box of the same kind with what the tags of a file are made from, and nothing of the layout."""
    placeholder, box = box, placed(box)
    shadow = object.__new__(type(box))
    vars(shadow).update({name: vars(box)[name] for name in _OF_A_BOX if name in vars(box)})
    element = box.element
    if element is not None:
        if element.tag.endswith("}svg"):
            raise _NotAloneError
        if id(element) not in elements:
            elements[id(element)] = ET.Element(element.tag, dict(element.attrib))
        element = elements[id(element)]
    shadow.element = element
    shadow.style = {}
    made[id(box)] = made[id(placeholder)] = shadow
    shadow.children = [_shadow(child, made, elements) for child in box.children]
    return shadow
