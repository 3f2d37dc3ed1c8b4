"""Faults that only the laid-out page shows: text that does not fit, blocks torn apart, headings left alone.

Judges the positions that ``pdf.positions`` read from the real layout, so it costs next to nothing.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.language.scripts import Homes, is_letter
from handbook.values.diagnostics import Diagnostic, counted, error, warning
from handbook.values.message import Key
from handbook.values.model import Job, Script
from handbook.values.pages import Block, Line, Pages, Rect, meet, touching

SAFE_MM = 4.0
"""Text stays so far from the trim: a guillotine wanders by up to 3 mm."""
SLACK_MM = 0.4
"""A line's box is a little larger than its ink."""
OVERLAP = 0.25
"""Share of a line's ink: where a tail reaches among the tops of the next line, nothing is printed over."""
FOLD_PANEL = "fold-panel"
"""The class of a part of a panel of a folded sheet; its other classes name the panel."""
SHORT = 1 / 3
"""Share of the widest line of a heading below which a word on the last line looks forgotten."""

HINTS = {
    "layout.pages": "Shorten this text or those before it, or give them more room in the style sheet. Has the design "
    "more pages now? handbook/settings/formats.toml, pages or pages_at_most.",
    "layout.chapter": "Shorten this text or those before it, or give them more room in the style sheet.",
    "layout.lost": "Shorten the texts around it, or give them more room in the style sheet.",
    "layout.page": "Shorten the text, or ask for a wider place in the style sheet.",
    "layout.safe": f"Text stays {SAFE_MM:g} mm from the edge of the page: shorten it, or move it in the style sheet.",
    "layout.box": "Shorten the text: its box has a given size.",
    "layout.panel": "Shorten the texts of this panel; its size is that of the folded sheet.",
    "layout.overlap": "Shorten the text that runs into the other.",
    "layout.torn": "Shorten the text, or let the block be longer.",
    "layout.row": "Shorten the text of this row.",
    "layout.heading": "Shorten the text before it, so that the heading has company.",
    "layout.word": "Shorten the heading, or join its last two words with a no-break space.",
    "layout.font": "Use a letter that the language's own family has, or mend the families: "
    "handbook/settings/fonts.toml, or the style sheet's font-family.",
}

ROOM = "A translation may be so long: give this place more room in the style sheet."
"""The way out where a pseudo-language finds no room: no text can be shortened, so its pages are made all the same."""


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """A fault at a place on a page."""

    code: str
    text: str
    page: int
    rect: Rect
    message: int
    """Number of the message; -1 where no message is to blame."""


def diagnostics(
    found: Iterable[LayoutFault], keys: tuple[Key, ...], job: Job, place: Mapping[Key, tuple[str, int]]
) -> tuple[Diagnostic, ...]:
    """Return faults as findings; ``place`` tells file and line of each message.

    In a pseudo-language they are warnings: they list the places that cannot take a longer text.
    """
    return tuple(dict.fromkeys(_diagnostic(finding, keys, job, place) for finding in found))


def faults(pages: Pages, job: Job, homes: Homes) -> tuple[LayoutFault, ...]:
    """Return what is wrong, in the order of the pages; ``homes`` tells the families of the language's letters."""
    found = [
        *(_of_another_length(pages, job.layout.pages) if job.layout.pages else []),
        *(_too_long(pages, job.layout.pages_at_most) if job.layout.pages_at_most else []),
        *_over_its_page(pages),
        *_lost(pages),
        *_off_page(pages, job.layout.safe_mm),
        *_out_of_box(pages),
        *_out_of_panel(pages),
        *_overlapping(pages),
        *_torn(pages),
        *_lonely_headings(pages),
        *_strange_letters(pages, job.language.writing, homes),
        *(_single_words(pages) if job.language.writing.break_by == "spaces" else []),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.page, finding.rect.y, finding.code)))


def _diagnostic(
    finding: LayoutFault, keys: tuple[Key, ...], job: Job, place: Mapping[Key, tuple[str, int]]
) -> Diagnostic:
    key = keys[finding.message] if finding.message >= 0 else None
    path, line = place.get(key, (job.slug, 0)) if key else (job.slug, 0)
    words = f", in the text {key[1][:40]!r}" if key else ""
    text = f"{job.slug}, page {finding.page}: {finding.text}{words}"
    if job.language.is_pseudo:
        return warning(path, line, finding.code, text, ROOM)
    make = warning if finding.code == "layout.word" else error
    return make(path, line, finding.code, text, HINTS[finding.code])


def _message(lines: Iterable[Line]) -> int:
    return next((message for line in lines for message in line.messages), -1)


def _of_another_length(pages: Pages, wanted: int) -> Iterator[LayoutFault]:
    """Yield that a layout has not the pages of its design, with the text that begins the first one too many."""
    if pages.count != wanted:
        over = next((line for line in pages.lines if line.page > wanted and line.text.strip()), None)
        text = f"the design has {counted(wanted, 'page')}, its text takes {pages.count}"
        if over is None:
            yield LayoutFault("layout.pages", text, pages.count, Rect(0, 0, *pages.size), -1)
        else:
            yield _finding("layout.pages", f"{text}; this one begins with {_quoted(over)}", over)


def _too_long(pages: Pages, most: int) -> Iterator[LayoutFault]:
    """Yield that a book has more pages than its design; no text of it is to blame more than another."""
    if pages.count > most:
        text = f"the design has {counted(most, 'page')} at most, its text takes {pages.count}"
        yield LayoutFault("layout.pages", text, pages.count, Rect(0, 0, *pages.size), -1)


def _over_its_page(pages: Pages) -> Iterator[LayoutFault]:
    """Yield chapters, and other blocks of given height, that continue on another page, with the text that does."""
    parts: dict[int, list[Block]] = defaultdict(list)
    for block in pages.blocks:
        if block.bounded and block.flowing and block.element >= 0 and not (block.whole or block.kind or block.repeated):
            parts[block.element].append(block)
    for before, *more in parts.values():
        if more and more[-1].page != before.page:
            yield _continued(pages, before, more[-1].page)


def _continued(pages: Pages, block: Block, page: int) -> LayoutFault:
    """Return that a block continues on a page: it is named by its heading."""
    inside = [line for line in pages.lines if _is_in(pages, line, block.element) and line.text.strip()]
    heads = (line for line in inside if any(each.kind == "heading" for each in _around(pages, line.block)))
    name = "".join(f"{_quoted(line)}, " for line in itertools.islice(heads, 1)) + block.name
    rest = [line for line in inside if line.page > block.page][:1]
    text = f"{name} has one page in the design and continues on page {page}"
    text += "".join(f", with {_quoted(line)}" for line in rest)
    return LayoutFault("layout.chapter", text, block.page, block.rect, _message(rest))


def _is_in(pages: Pages, line: Line, element: int) -> bool:
    return any(block.element == element for block in _around(pages, line.block))


def _lost(pages: Pages) -> Iterator[LayoutFault]:
    """Yield text of the document that stands on no page: a box of given height had no room for it."""
    for line in pages.lost:
        yield _finding("layout.lost", f"{_quoted(line)} is not printed ({pages.blocks[line.block].name})", line)


def _off_page(pages: Pages, safe_mm: float) -> Iterator[LayoutFault]:
    width, height = pages.size
    for line in pages.lines:
        x, y, right, bottom = line.rect.x, line.rect.y, line.rect.right, line.rect.bottom
        room = min(x, y, width - right, height - bottom)
        if room < -SLACK_MM:
            yield _finding("layout.page", f"{_quoted(line)} leaves the page", line)
        elif room < safe_mm - SLACK_MM and line.messages:  # the style sheet's own figures may stand in a tab
            yield _finding("layout.safe", f"{_quoted(line)} is {max(room, 0):.1f} mm from the edge", line)


def _finding(code: str, text: str, line: Line) -> LayoutFault:
    return LayoutFault(code, text, line.page, line.rect, _message([line]))


def _quoted(line: Line) -> str:
    text = " ".join(line.text.split())
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"  # noqa: PLR2004  # as much as names it


def _out_of_box(pages: Pages) -> Iterator[LayoutFault]:
    """Yield text that leaves a box of given height, or is wider than its column."""
    reported: set[int] = set()
    for line in pages.lines:
        if line.block < 0 or line.row in reported or not line.text.strip():  # a space that ends a line is not seen
            continue
        room = pages.blocks[line.block].room
        if line.rect.right > room.right + SLACK_MM or line.rect.x < room.x - SLACK_MM:
            reported.add(line.row)
            yield _finding("layout.box", f"{_quoted(line)} is wider than its place ({room.width:.0f} mm)", line)
            continue
        for block in _around(pages, line.block):
            middle = line.rect.y + line.rect.height / 2
            if block.bounded and not _is_panel(block) and not block.rect.y <= middle <= block.rect.bottom:
                reported.add(line.row)
                yield _finding("layout.box", f"{_quoted(line)} leaves its box ({block.name})", line)
                break


def _out_of_panel(pages: Pages) -> Iterator[LayoutFault]:
    """Yield each panel whose text is too long, with its last line, and lines too near to a side of their panel."""
    longest: dict[int, tuple[float, Line, Block]] = {}
    for line in pages.lines:
        around = tuple(_around(pages, line.block))
        panel = next(filter(_is_panel, around), None)
        if panel is None or not line.text.strip():
            continue
        room = min(line.rect.x - panel.rect.x, panel.rect.right - line.rect.right)
        if room < SAFE_MM - SLACK_MM:
            text = f"{_quoted(line)} is {max(room, 0):.1f} mm from the side of {_panel_name(panel)}"
            yield _finding("layout.panel", text, line)
        bottom = line.rect.bottom if around[0] is panel else around[0].room.bottom
        excess = bottom - panel.room.bottom
        if excess > max(SLACK_MM, longest[panel.element][0] if panel.element in longest else 0):
            longest[panel.element] = excess, line, panel
    for excess, line, panel in longest.values():
        text = f"the text of {_panel_name(panel)} is {excess:.1f} mm too long; it ends with {_quoted(line)}"
        yield _finding("layout.panel", text, line)


def _is_panel(block: Block) -> bool:
    return block.bounded and FOLD_PANEL in block.name.split(".")


def _panel_name(panel: Block) -> str:
    return " ".join(name for name in panel.name.split(".")[1:] if name != FOLD_PANEL)


def _around(pages: Pages, block: int) -> Iterator[Block]:
    while block >= 0:
        yield pages.blocks[block]
        block = pages.blocks[block].parent


def _overlapping(pages: Pages) -> Iterator[LayoutFault]:
    """Yield text that is printed over other text."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in pages.lines:
        if line.ink and line.text.strip():
            by_page[line.page].append(line)
    for lines in by_page.values():
        reported: set[int] = set()
        for one, other in ((lines[a], lines[b]) for a, b in touching(lines)):
            if _overlap(one, other) and not {one.row, other.row} & reported:
                reported |= {one.row, other.row}
                text = f"{_quoted(one)} and {_quoted(other)} overlap"
                yield LayoutFault("layout.overlap", text, one.page, one.rect, _message([one, other]))


def _overlap(one: Line, other: Line) -> bool:
    if one.ink is None or other.ink is None or not meet(one.ink, other.ink):
        return False
    down = min(one.ink.bottom, other.ink.bottom) - max(one.ink.y, other.ink.y)
    return down > OVERLAP * min(one.ink.height, other.ink.height)


def _torn(pages: Pages) -> Iterator[LayoutFault]:
    """Yield blocks that must stay whole, rows and panels that continue on another page."""
    parts: dict[int, list[Block]] = defaultdict(list)
    for block in pages.blocks:
        if block.element >= 0 and (block.whole or block.kind in {"row", "panel"}) and not block.repeated:
            parts[block.element].append(block)
    first: dict[int, Line] = {}
    for line in pages.lines:
        for block in _around(pages, line.block):
            first.setdefault(block.element, line)
    for element, blocks in parts.items():
        before, after = blocks[0], blocks[-1]
        if before.page != after.page:
            code = "layout.row" if before.kind == "row" else "layout.torn"
            what = "a row" if before.kind == "row" else f"a block ({before.name})"
            text = f"{what} continues on page {after.page}"
            words = [first[element]] if element in first else []
            yield LayoutFault(code, text, before.page, before.rect, _message(words))


def _lonely_headings(pages: Pages) -> Iterator[LayoutFault]:
    """Yield headings of the flow that no text follows on their page."""
    last: dict[int, tuple[Line, Block | None]] = {}
    for line in pages.lines:
        if line.own and line.block >= 0 and pages.blocks[line.block].flowing:
            around = _around(pages, line.block)
            last[line.page] = line, next((block for block in around if block.kind == "heading"), None)
    for page, (line, heading) in sorted(last.items()):
        if heading is not None and page < pages.count:
            yield _finding("layout.heading", f"the heading {_quoted(line)} is parted from its text", line)


def _strange_letters(pages: Pages, script: Script, homes: Homes) -> Iterator[LayoutFault]:
    """Yield each message with a letter of the language's script in a family that is not the language's own there.

    Letters of other scripts, signs and numerals come from whatever family has them, and so they should.
    """
    own = frozenset(filter(None, homes.values()))
    reported: set[tuple[int, ...]] = set()
    for line in pages.lines if own else ():
        wanted = {homes[line.stack]} if line.stack in homes else own
        strange = ((letter, family) for letter, family in line.families if family not in wanted)
        letter, family = next((each for each in strange if is_letter(each[0], script)), ("", ""))
        if letter and line.messages not in reported:
            reported.add(line.messages)
            belongs = " or ".join(sorted(filter(None, wanted)) or sorted(own))
            name = f"the letter “{letter}” (U+{ord(letter):04X}) of {_quoted(line)}"
            yield _finding("layout.font", f"{name} is set in {family}, not in {belongs}", line)


def _single_words(pages: Pages) -> Iterator[LayoutFault]:
    """Yield headings whose last line is one short word: one as long as the other lines looks meant."""
    rows: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in pages.lines:
        heading = next((block for block in _around(pages, line.block) if block.kind == "heading"), None)
        if heading is not None and heading.element >= 0:
            rows[heading.element][line.row].append(line)
    for lines in rows.values():
        *before, last = lines.values()
        text = "".join(line.text for line in last).strip()
        widest = max((_width(line) for line in before), default=0.0)
        if len(text.split()) == 1 and _width(last) < SHORT * widest:
            yield _finding("layout.word", f"the heading ends with one word on a line: {_quoted(last[0])}", last[0])


def _width(lines: list[Line]) -> float:
    return sum(line.rect.width for line in lines)
