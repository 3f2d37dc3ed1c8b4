"""The proof to send by mail: every text with its number in the margin, and the numbers with their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handbook.catalogs import places
from handbook.catalogs.manuscript import Manuscript, file_of
from handbook.catalogs.places import State
from handbook.checks import layout
from handbook.desk import galley
from handbook.files.store import CACHE
from handbook.fonts import cut
from handbook.layout.own_pages import sheets
from handbook.press.sheets import underlay
from handbook.values.diagnostics import Diagnostic, counted
from handbook.values.model import Job
from handbook.values.pages import Pages, Rect
from handbook.values.say import Say, silent

MARGIN_MM, HEAD_MM = 31.0, 15.0
LABEL_MM = 11.0
PITCH_MM = 3.0
"""Numbers stand at least so far from each other."""
GAP_MM = 4.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A text on a page that gets its number in the margin."""

    number: int
    rect: Rect
    state: State


def proof(manuscript: Manuscript, job: Job, say: Say = silent) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return the proof of a job, or None and what is in the way; ``say`` hears what is done at the moment."""
    say(f"Laying out the pages of {job.slug}")
    pulled, findings = galley.pull(manuscript, job)
    if pulled is None:
        return None, findings
    project, language = manuscript.project, job.language
    laid, keys = pulled.written.laid, pulled.document.trace.keys
    messages = places.messages(manuscript, language)
    numbers = _numbers(laid, [messages.get(key) for key in keys])
    width, height = laid.size
    sheet = Rect(0, 0, round(width + 2 * MARGIN_MM, 2), round(height + 2 * HEAD_MM, 2))
    say(f"Numbering {counted(len(numbers), 'text')} on {counted(laid.count, 'page')}")
    known = {number: messages[keys[number]] for number in numbers}
    pages = [_page(laid, page, numbers, known, pulled.faults) for page in range(1, laid.count + 1)]
    html = _environment().get_template("proof.html").render(
        title=f"{pulled.written.title}: {language.tag}, {job.product.id}, {job.edition}",
        sheet=sheet, language=language, pages=pages, rows=_rows(numbers, known, laid, findings),
        general=[f"{finding.path}: {finding.text}" for finding in findings if not finding.line],
    )  # fmt: skip
    place = file_of(language)
    fonts, faults = cut.cut(project, language, html, project.root / CACHE / "fonts", place)
    if faults:
        return None, (*findings, *faults)
    say(f"Laying out the sheets with {counted(len(numbers), 'numbered text')}")
    top, faults = sheets(html, fonts.css, project.root / CACHE)
    if top is None:
        return None, (*findings, *faults)
    return underlay(top, pulled.written.data, Rect(MARGIN_MM, HEAD_MM, width, height), sheet.height), findings


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _numbers(laid: Pages, messages: list[places.Message | None]) -> dict[int, int]:
    """Return the printed number of each message, in the order of the pages; unseen ones come last."""
    order = dict.fromkeys(message for item in laid.items for message in item.messages)
    by_page = sorted(order, key=lambda message: laid.places()[message][0][0])
    every = [message for message in (*by_page, *laid.unseen) if messages[message] is not None]
    return {message: number for number, message in enumerate(every, 1)}


def _page(
    laid: Pages, page: int, numbers: Mapping[int, int], known: Mapping[int, places.Message],
    faults: Iterable[layout.LayoutFault],
) -> dict[str, object]:  # fmt: skip
    """Return what is drawn on a sheet."""
    width, height = laid.size
    rects: dict[int, list[Rect]] = defaultdict(list)
    for item in laid.items:
        for message in item.messages if item.page == page else ():
            if message in numbers:
                rects[message].append(_moved(item.rect))
    marks = [Mark(numbers[message], found[0], known[message].state) for message, found in rects.items()]
    left = [mark for mark in marks if mark.rect.x + mark.rect.width / 2 < MARGIN_MM + width / 2]
    right = [mark for mark in marks if mark not in left]
    labels: list[dict[str, object]] = []
    leaders: list[tuple[float, float, float, float]] = []
    for side, chosen in (("left", left), ("right", right)):
        for mark, y in _spread_out(chosen, HEAD_MM, HEAD_MM + height):
            x = MARGIN_MM - GAP_MM - LABEL_MM if side == "left" else MARGIN_MM + width + GAP_MM
            is_open = mark.state in {State.FUZZY, State.UNTRANSLATED}
            labels.append({"number": mark.number, "side": side, "open": is_open,
                           "style": f"left: {x:.2f}mm; top: {y - PITCH_MM / 2:.2f}mm"})  # fmt: skip
            near = x + LABEL_MM + 0.6 if side == "left" else x - 0.6
            edge = mark.rect.x if side == "left" else mark.rect.right
            leaders.append((near, round(y, 2), edge, round(mark.rect.y + mark.rect.height / 2, 2)))
    tints = [
        {"kind": known[message].state, "style": _style(rect)}
        for message, found in rects.items()
        if known[message].state in {State.FUZZY, State.UNTRANSLATED}
        for rect in found
    ]
    return {
        "number": page,
        "edge": _style(Rect(MARGIN_MM, HEAD_MM, width, height)),
        "labels": labels,
        "leaders": leaders,
        "tints": tints,
        "faults": [
            _style(_moved(fault.rect)) for fault in faults if fault.page == page and fault.code != "layout.word"
        ],
    }


def _spread_out(marks: list[Mark], top: float, bottom: float) -> list[tuple[Mark, float]]:
    """Return the height of each number: beside its text, but none over another."""
    ordered = sorted(marks, key=lambda mark: (mark.rect.y, mark.rect.x))
    heights: list[float] = []
    for mark in ordered:
        wish = mark.rect.y + mark.rect.height / 2
        heights.append(max(wish, heights[-1] + PITCH_MM) if heights else max(wish, top))
    limit = bottom
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - PITCH_MM
    return list(zip(ordered, heights, strict=True))


def _moved(rect: Rect) -> Rect:
    return Rect(rect.x + MARGIN_MM, rect.y + HEAD_MM, rect.width, rect.height)


def _style(rect: Rect) -> str:
    return f"left: {rect.x:.2f}mm; top: {rect.y:.2f}mm; width: {rect.width:.2f}mm; height: {rect.height:.2f}mm"


def _rows(
    numbers: Mapping[int, int], known: Mapping[int, places.Message], laid: Pages, findings: Iterable[Diagnostic]
) -> list[dict[str, object]]:
    """Return the list of texts."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for finding in findings:
        found[finding.path, finding.line].append(finding.text)
    where = laid.places()
    rows: list[dict[str, object]] = []
    for message, number in numbers.items():
        entry = known[message]
        pages = sorted({page for page, _ in where.get(message, ())})
        rows.append(
            {
                "number": number,
                "place": f"{Path(entry.path).name}:{entry.line}",
                "pages": _listed(pages),
                "source": entry.key[1],
                "plural": entry.plural,
                "notes": " ".join(entry.notes),
                "state": entry.state,
                "translation": "\n".join(entry.translations),
                "findings": found[entry.path, entry.line],
            }
        )
    return rows


def _listed(pages: list[int]) -> str:
    many = 4
    return ", ".join(map(str, pages)) if len(pages) <= many else f"{pages[0]}, {pages[1]}, … {pages[-1]}"
