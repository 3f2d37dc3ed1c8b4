"""Positions are those of the printed page, and reading them moves nothing."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from builders import ROOT, document_of, load, manuscript_of, project_files
from sampling import READ

from handbook.build import position_cache as positions
from handbook.build.plan import plan
from handbook.fonts.cut import cut
from handbook.layout.write import Written, write
from handbook.render.html import Document, render
from handbook.values.model import Selection
from handbook.values.pages import Line, Rect
from handbook.values.trace import MARK, Marker, lift, number_of, weave

MM = 72 / 25.4
UNPRINTED = re.compile(r'<head>.*</head>|aria-label="[^"]*"|<section class="notes-page".*?</section>', re.DOTALL)

CHAPTERS = ("numbers", "law", "checks", "sources")


def laid_out(root: Path, tag: str, *, traced: bool = True) -> tuple[Document, Written]:
    project = load(root)
    job = plan(project, Selection((tag,), ("screen",)))[0]
    document, _ = render(project, job, manuscript_of(root).catalog(job.language)[0])
    assert document is not None
    cache = ROOT / ".cache"
    fonts, _ = cut(project, job.language, document.html, cache / "fonts", "x")
    html = document.woven if traced else document.html
    written, findings = write(project, job, html, document.stylesheets, fonts.css, cache)
    assert written is not None, findings
    return document, written


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_files(tmp_path_factory.mktemp("positions") / "project", ("en", "fr", "zh-Hans", "ar"), CHAPTERS)


@pytest.fixture(scope="module", params=["fr", "zh-Hans", "ar"])
def book(request: pytest.FixtureRequest, root: Path) -> tuple[Document, Written]:
    return laid_out(root, request.param)


def test_a_traced_file_is_the_printed_one_byte_for_byte(book: tuple[Document, Written], root: Path) -> None:
    document, traced = book

    plain = laid_out(root, document.job.language.tag, traced=False)[1]

    assert traced.data == plain.data
    assert len(traced.laid.lines) > 200


SPARE = frozenset(
    text
    for file in (ROOT / "templates/chapters").glob("plate-*.html")
    for line in file.read_text(encoding="utf-8").splitlines()
    if "spare=True" in line
    for text in re.findall(r'_\("(.*?)"\)', line)
)
"""What pairs of lenses say that stand in large print alone."""


@pytest.mark.usefixtures("handbooks")
@pytest.mark.parametrize("tag", READ)
def test_every_message_of_a_book_has_a_place(tag: str) -> None:
    project = load(ROOT)
    job = plan(project, Selection((tag,), ("screen",)))[0]
    document = document_of(tag, "screen")
    kept = json.loads(positions.file(ROOT / ".cache", job).read_text(encoding="utf-8"))

    places = {(each["context"], each["source"]): each["places"] for each in kept["messages"]}

    # The file's properties: title, subject, keywords; what links are called; pages that only fill what is left over.
    unprinted = "".join(UNPRINTED.findall(document.woven))
    unseen = {
        document.trace.keys[number] for mark in MARK.findall(unprinted) if (number := number_of(mark)) is not None
    }
    assert unseen >= {key for key, printed in places.items() if not printed}
    lost = [key[1] for key in document.trace.keys if key not in places]
    # Phrases are looked up for every edition and printed where the guest does not read Chinese.
    assert job.language.is_local or len([text for text in lost if text not in SPARE]) <= 2, lost
    running = next(printed for key, printed in places.items() if key[1].startswith("Need help? %(number)s"))
    assert len({page for page, *_ in running}) > 20


def near(one: Rect, other: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = other
    return one.x - 1 <= left and right <= one.right + 1 and one.y - 2 <= top and bottom <= one.bottom + 2


def test_another_reader_finds_the_words_where_we_say(book: tuple[Document, Written]) -> None:
    document, written = book
    if document.job.language.direction == "rtl":
        return  # readers give back Arabic in other orders; the bytes above are the proof
    pdf = pypdfium2.PdfDocument(io.BytesIO(written.data))
    height = written.laid.size[1]
    checked = 0
    for number in range(1, len(pdf)):
        page = pdf[number].get_textpage()
        for line in (line for line in written.laid.lines if line.page == number + 1 and is_plain(line)):
            found = page.search(line.text.strip(), match_case=True)
            spots = []
            while (hit := found.get_next()) is not None:
                boxes = [page.get_charbox(index) for index in range(hit[0], hit[0] + hit[1])]
                left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
                bottom, top = min(b[1] for b in boxes), max(b[3] for b in boxes)
                spots.append((left / MM, height - bottom / MM, right / MM, height - top / MM))
            if spots:
                assert any(near(line.rect, spot) for spot in spots), (line, spots)
                checked += 1

    assert checked > 20


def is_plain(line: Line) -> bool:
    return len(line.text.strip()) > 4 and all(unicodedata.category(c) != "Cf" and c != "\u00a0" for c in line.text)


def test_a_run_of_two_messages_is_shared_out(tmp_path: Path) -> None:
    marker = Marker()
    body = f"<p>{marker.mark(('', 'a'), 'one two')} {marker.mark(('', 'b'), 'three')}!</p>"
    html, trace = lift(
        f'<html lang="en"><title>T</title><body style="font-family: Source Sans"><h1>T</h1>{body}</body></html>', marker
    )
    (tmp_path / "templates").mkdir()
    project = load(ROOT)
    job = plan(project, Selection(("en",), ("screen",)))[0]
    fonts, _ = cut(project, job.language, html, tmp_path / "cache/fonts", "x")

    written, findings = write(
        replace(project, root=tmp_path), job, weave(html, trace), (), fonts.css, tmp_path / "cache"
    )

    assert findings == ()
    assert written is not None
    runs = [(line.messages, line.text) for line in written.laid.lines if line.block >= 0 and line.text != "T"]
    assert runs == [((0,), "one two "), ((1,), "three"), ((), "!")]
    one, two, rest = (line.rect for line in written.laid.lines if line.text != "T")
    assert one.right == pytest.approx(two.x, abs=0.02)
    assert two.right == pytest.approx(rest.x, abs=0.02)
