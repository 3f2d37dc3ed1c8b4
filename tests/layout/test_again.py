"""A book written again where it changed is the file of a whole layout, byte for byte."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from functools import cache
from pathlib import Path

import pytest
from builders import ROOT, load, manuscript_of, project_files, replace
from sampling import ALL, sampled

from handbook.build.plan import layouts, plan
from handbook.catalogs.manuscript import Catalog
from handbook.files.keep import Keep
from handbook.fonts.cut import cut
from handbook.layout import engine
from handbook.layout.again import write_again
from handbook.layout.write import Written, write
from handbook.render.html import Document, render
from handbook.values.model import Job, JobKey, Selection
from handbook.values.pages import Block, Rect

PROJECT = load(ROOT)
CACHE = ROOT / ".cache"
LAW = "Whatever your country allows, the simple answer is the same: do not bring it."
TITLE = "The law in three lines"
Texts = dict[str, str]


@cache
def catalog_of(root: Path, tag: str) -> Catalog:
    """Return the texts of a language; changes stand beside them."""
    texts = manuscript_of(root)
    return texts.catalog(texts.project.languages[tag])[0]


@dataclass
class Desk:
    """A project and the changes that are made in it."""

    root: Path
    job: Job
    texts: Texts = field(default_factory=dict)
    """Translations that take the place of the catalog's, by their source."""

    @property
    def text(self) -> str:
        """A text that is printed: that of the law, or the longest without anything set in."""
        document = self.document()
        sources = [source for _, source in document.trace.keys]
        body = document.html.partition("<body")[2]
        printed = (each for each in sources if not set("%<") & set(each) and self.said(each) in body)
        return LAW if LAW in sources else max(printed, key=len)

    def said(self, source: str) -> str:
        """Return a text as the book has it."""
        return catalog_of(self.root, self.job.language.tag).messages.get(("", source), (source,))[0]

    def document(self) -> Document:
        catalog = catalog_of(self.root, self.job.language.tag)
        messages = {**catalog.messages, **{("", source): (text,) for source, text in self.texts.items()}}
        document, faults = render(load(self.root), self.job, changed(catalog, messages=messages))
        assert document is not None, faults
        return document

    def fonts(self, document: Document) -> str:
        fonts, _ = cut(load(self.root), self.job.language, document.html, CACHE / "fonts", "x")
        return fonts.css

    def again(self, store: Keep) -> Written:
        document = self.document()
        written, faults = write_again(load(self.root), document, self.fonts(document), CACHE, store)
        assert written is not None, faults
        return written

    def whole(self) -> Written:
        document = self.document()
        css = self.fonts(document)
        written, faults = write(load(self.root), self.job, document.woven, document.stylesheets, css, CACHE)
        assert written is not None, faults
        return written


def word(desk: Desk) -> None:
    """Say something in the same letters, in another order."""
    said = desk.said(desk.text)
    desk.texts[desk.text] = said[len(said) // 2 :] + said[: len(said) // 2]


def page(desk: Desk) -> None:
    """Say so much that pages come, and all that follows moves."""
    desk.texts[LAW] = " ".join([desk.said(LAW)] * 60)


def title(desk: Desk) -> None:
    """Change a heading, which the contents, the bookmarks and the running titles say, too."""
    desk.texts[TITLE] = f"{desk.said(TITLE)} {desk.said(TITLE)}"


def citation(desk: Desk) -> None:
    """Cite a source less, so that the numbers of others change."""
    replace(desk.root / "templates/chapters/law.html", r'\{\{ cite\("cn-tml-57-60", "cn-tml-2027"\) \}\}', "")


def letter(desk: Desk) -> None:
    """Use a character that the book did not have, so that its fonts are others."""
    desk.texts[desk.text] = f"{desk.said(desk.text)} ¶"


def drawing(desk: Desk) -> None:
    """Change a picture, not the text."""
    picture = desk.root / "templates/art/i-bag.svg"
    replace(picture, r"</svg>", '<path fill="#0B3D2E" d="M0 0h9v9z"/></svg>')


KINDS: tuple[Callable[[Desk], None], ...] = (word, page, title, citation, letter, drawing)
OF_A_SHEET = (word,)
LAYOUTS = [job for job in layouts(PROJECT, plan(PROJECT, Selection())) if not job.voices]
BOOKS = [job for job in LAYOUTS if job.layout.template in {"formats/book.html", "formats/large-print.html"}]
SHEETS = [job for job in LAYOUTS if job not in BOOKS]


def cases(jobs: list[Job], kinds: tuple[Callable[[Desk], None], ...]) -> list[tuple[Job, Callable[[Desk], None]]]:
    """Return each change with a job, from left to right or from right to left; with ``--all``, each with every job."""
    if os.environ.get(ALL):
        return [(job, kind) for job in jobs for kind in kinds]
    sample = sampled(job for job in jobs if job.language.tag in {"en", "ar"})
    return [(sample[number % len(sample)], kind) for number, kind in enumerate(kinds)]


CASES = [*cases(BOOKS, KINDS), *cases(SHEETS, OF_A_SHEET)]
SMALL = ("cover", "contents", "why", "law", "sources", "about", "notes", "back")
"""Chapters enough that one of them, changed, is a small part, and that others name and number it."""


@dataclass(frozen=True)
class Kept:
    """A project with pages that were kept of it."""

    desk: Desk
    written: Written
    pages: Path


Book = tuple[Desk, Keep, Written]
"""A desk, the pages that were kept of it, and its file before any change."""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Job], Kept]:
    """Return a function that lays out a small book, with ``--all`` the whole one, and keeps its pages; each once."""

    laid: dict[JobKey, Kept] = {}

    def keep(job: Job) -> Kept:
        if job.key not in laid:
            laid[job.key] = begun(job)
        return laid[job.key]

    def begun(job: Job) -> Kept:
        folder = tmp_path_factory.mktemp(job.slug)
        chapters = PROJECT.edition.chapters if os.environ.get(ALL) else SMALL
        root = project_files(folder / "project", {"en", job.language.tag}, chapters, (job.product.id,))
        replace(root / "templates/chapters/contents.html", '<ul class="ways">.*?</ul>', "")  # to chapters left out
        if not job.layout.pages:
            multiple = f"pages_multiple_of = {job.layout.pages_multiple_of}"
            replace(root / "handbook/settings/formats.toml", r"pages_multiple_of = \d", multiple)
        (folder / "pages").mkdir()
        desk = Desk(root, plan(load(root), Selection((job.language.tag,)))[0])
        return Kept(desk, desk.again(Keep(folder / "pages", "this program")), folder / "pages")

    return keep


@pytest.fixture
def take(laid_out: Callable[[Job], Kept], tmp_path: Path) -> Iterator[Callable[[Job], Book]]:
    """Return a function that gives a desk, pages kept of it and the file of before; brings its templates back."""
    before: dict[Path, bytes] = {}

    def taken(job: Job) -> Book:
        kept = laid_out(job)
        before.update({path: path.read_bytes() for path in kept.desk.root.glob("templates/**/*.*")})
        pages = shutil.copytree(kept.pages, tmp_path / "pages")
        return changed(kept.desk, texts={}), Keep(pages, "this program"), kept.written

    yield taken
    for path, data in before.items():
        path.write_bytes(data)


def blocks(written: Written) -> list[Block]:
    """Return the blocks; root and body, of which nobody sees anything, end with the last page of what is laid out."""
    none = Rect(0, 0, 0, 0)
    around = {"html", "body"}
    return [
        changed(block, rect=none, room=none) if block.name.partition(".")[0] in around else block
        for block in written.laid.blocks
    ]


def same(one: Written, other: Written) -> bool:
    """Whether two files are the same, and what is known of them."""
    assert one.data == other.data
    assert (one.title, one.pages, one.loaded, one.cited) == (other.title, other.pages, other.loaded, other.cited)
    assert one.laid.places() == other.laid.places()
    assert (blocks(one), one.laid.figures, one.laid.unseen) == (blocks(other), other.laid.figures, other.laid.unseen)
    return True


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list to which each layout adds whether it was that of a whole book."""
    found: list[bool] = []
    lay_out = engine.lay_out

    def counted(*arguments: object) -> engine.Run:
        found.append(len(arguments) < 6 or arguments[5] is None)  # elsewhere
        return lay_out(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "lay_out", counted)
    return found


class Begun(Exception):  # noqa: N818  # no fault: that is all that was asked
    """A layout was begun."""


@pytest.fixture
def begun(runs: list[bool], monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list to which the first layout adds whether it would be that of a whole book; it is not carried out."""

    def lay_out(*arguments: object) -> engine.Run:
        runs.append(len(arguments) < 6 or arguments[5] is None)
        raise Begun

    monkeypatch.setattr(engine, "lay_out", lay_out)
    return runs


@pytest.mark.parametrize(
    ("job", "kind"), [pytest.param(job, kind, id=f"{job.slug}: {kind.__name__}") for job, kind in CASES]
)
def test_a_change_gives_the_bytes_of_a_whole_layout(
    take: Callable[[Job], Book], job: Job, kind: Callable[[Desk], None], runs: list[bool]
) -> None:
    desk, store, _ = take(job)
    kind(desk)
    runs.clear()

    again = desk.again(store)

    assert same(again, desk.whole())
    assert runs[0] == (kind is letter or job in SHEETS)


@pytest.fixture
def book(take: Callable[[Job], Book]) -> Book:
    return take(BOOKS[0])


def test_one_text_lays_out_one_section(book: Book, runs: list[bool]) -> None:
    desk, store, _ = book

    word(desk)
    desk.again(store)

    assert runs == [False]


def test_where_nothing_changed_nothing_is_laid_out(book: Book, runs: list[bool]) -> None:
    desk, store, written = book

    assert same(desk.again(store), written)
    assert runs == []


def test_a_colour_of_all_pages_asks_for_the_whole(book: Book, begun: list[bool]) -> None:
    desk, store, _ = book

    replace(desk.root / "templates/css/tokens.css", "#F8F3E8", "#FFFFFF")
    with pytest.raises(Begun):
        desk.again(store)

    assert begun == [True]


def test_another_program_lays_out_the_whole(book: Book, tmp_path: Path, begun: list[bool]) -> None:
    with pytest.raises(Begun):
        book[0].again(Keep(tmp_path / "pages", "another"))

    assert begun == [True]


def test_damaged_pages_are_not_read(book: Book, tmp_path: Path, begun: list[bool]) -> None:
    desk, store, _ = book
    (file,) = (tmp_path / "pages").iterdir()
    data = bytearray(file.read_bytes())
    data[-20] ^= 1
    file.write_bytes(data)

    with pytest.raises(Begun):
        desk.again(store)

    assert begun == [True]


def test_a_warning_is_that_of_a_whole_layout(book: Book) -> None:
    desk, store, _ = book
    replace(desk.root / "templates/chapters/law.html", r"<p>", '<p><a href="#nowhere">x</a>')
    document = desk.document()
    css = desk.fonts(document)

    again = write_again(load(desk.root), document, css, CACHE, store)

    assert again == write(load(desk.root), desk.job, document.woven, document.stylesheets, css, CACHE)
    assert [finding.code for finding in again[1]] == ["render.warning"]
