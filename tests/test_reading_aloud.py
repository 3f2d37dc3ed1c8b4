"""Tagged files as people hear them: all that the HTML says, in its order and languages, once, and nothing else."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import screen_reader
import tinyhtml5
from builders import ROOT, document_of, load
from readers import searched, searched_bare
from sampling import built, sampled
from screen_reader import Part

from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.values.model import Job, Purpose, Selection

JOBS = [job for job in built(plan(load(ROOT), Selection())) if job.product.purpose is Purpose.SCREEN]
SAMPLE = [pytest.param(job, id=job.slug) for job in sampled(JOBS)]
SPELLED = [each for each in SAMPLE if each.values[0].language.direction == "ltr"]
"""What PDFium spells in the order of reading: from right to left it guesses that from the places of letters."""
TURNED = [each for each in SAMPLE if each not in SPELLED]
Told = tuple[str, str]
"""A language and a text in it."""


def of_html(element: Element, language: str) -> Iterator[Told]:
    language = element.get("lang", language)
    # Pages for notes are printed only where leaves are left over.
    if element.tag == "head" or element.get("aria-hidden") == "true" or element.get("class") == "notes-page":
        return
    if element.tag == "img":
        yield language, element.get("alt", "")
    yield language, element.text or ""
    for child in element:
        yield from of_html(child, language)
        yield language, child.tail or ""


def letters(told: Iterator[Told]) -> list[Told]:
    """Return the letters and signs of texts, each with its language; numbers and brackets come from style sheets."""
    return [
        (language, each)
        for language, text in told
        for each in unicodedata.normalize("NFKC", text).replace("\u2010", "-")
        if not each.isspace() and not each.isdigit() and each not in "[]" and unicodedata.category(each) != "Cf"
    ]


def of_notes(element: Element) -> Iterator[str]:
    """Yield the letters of each page for notes."""
    for section in element.iter("section"):
        if section.get("class") == "notes-page":
            yield "".join("".join(section.itertext()).split())


def spoken(part: Part, notes: Collection[str] = ()) -> Iterator[Told]:
    """Yield what is heard of an element; the pages for ``notes``, which not every file has, are left out."""
    if part.role == "Sect" and "".join(part.text.split()) in notes:
        return
    if part.alt:
        yield part.language, part.alt
        return
    for kid in part.kids:
        yield from [(part.language, kid)] if isinstance(kid, str) else spoken(kid, notes)


def printed(part: Part) -> str:
    """Return the text of an element without alternative texts."""
    return "".join(kid if isinstance(kid, str) else printed(kid) for kid in part.kids).strip()


@cache
def heard(path: Path) -> Part:
    return screen_reader.read(path)


def page_of(job: Job) -> Element:
    return tinyhtml5.parse(document_of(job.language.tag, job.product.id).html, namespace_html_elements=False)


def written_of(job: Job) -> list[Told]:
    return letters(of_html(page_of(job), ""))


def read_of(handbooks: Path, job: Job) -> Iterator[Told]:
    return spoken(heard(handbooks / names.path(job)), list(of_notes(page_of(job))))


@pytest.mark.parametrize("job", SPELLED)
def test_what_is_heard_is_what_the_html_says(handbooks: Path, job: Job) -> None:
    written = written_of(job)

    read = letters(read_of(handbooks, job))

    at = next((n for n, (one, other) in enumerate(zip(written, read, strict=False)) if one != other), len(written))
    around = slice(max(0, at - 30), at + 30)
    assert "".join(c for _, c in read[around]) == "".join(c for _, c in written[around])
    assert read[around] == written[around], "the languages"
    assert len(read) == len(written)


def unordered(line: list[Told]) -> list[Told]:
    """Return the letters of a line in no order, brackets and quotation marks without their direction."""
    pairs = {"Ps", "Pe", "Pi", "Pf"}
    return sorted((language, "(" if unicodedata.category(each) in pairs else each) for language, each in line)


@pytest.mark.parametrize("job", TURNED)
def test_from_right_to_left_each_line_is_heard_in_its_place(handbooks: Path, job: Job) -> None:
    rest = written_of(job)

    for told in read_of(handbooks, job):
        line = letters(iter([told]))
        assert unordered(line) == unordered(rest[: len(line)]), told
        del rest[: len(line)]
    assert rest == []


@pytest.mark.parametrize("job", SAMPLE)
def test_every_link_is_called_by_words(handbooks: Path, job: Job) -> None:
    links = list(heard(handbooks / names.path(job)).parts("Link"))

    assert links
    for link in links:
        called = set(link.called)
        assert len(called) == 1, link.text
        (name,) = called
        assert name.strip()
        assert not name.startswith(("source-", "plate-", "http", "tel:", "mailto:"))
        assert not list(link.parts("Link"))[1:]


@pytest.mark.parametrize("job", SAMPLE)
def test_nothing_is_empty_and_nothing_stands_in_its_like(handbooks: Path, job: Job) -> None:
    cells = {"TD", "TH", "TR", "THead", "TBody"}
    alone = {"P", "Link", "H1", "H2", "H3", "Span", "Reference", "Lbl"}

    def faults(part: Part, above: tuple[str, ...]) -> Iterator[str]:
        if part.role not in cells and not part.text.strip():
            yield f"empty {part.role} in {above}"
        if part.role in alone and part.role in above:
            yield f"{part.role} in {above}: {part.text}"
        if part.role in {"Div", "NonStruct"}:
            yield f"{part.role} in {above}"
        for kid in part.kids:
            if isinstance(kid, Part):
                yield from faults(kid, (*above, part.role))

    assert list(faults(heard(handbooks / names.path(job)), ())) == []


@pytest.mark.parametrize("job", SAMPLE)
def test_alternatives_do_not_repeat_what_stands_there(handbooks: Path, job: Job) -> None:
    book = heard(handbooks / names.path(job))
    texts = {printed(part).strip("0123456789[], ") for part in book.parts("P", "LBody", "TD", "H1", "H2", "H3")}
    counts = Counter(part.alt for part in book.parts("Figure"))
    alts = [alt for alt, count in counts.items() if count == 1]  # signs, as of what is forbidden, have names

    assert {*alts, *(alt.rpartition(": ")[2] for alt in alts)} & texts == set()


@pytest.mark.parametrize("job", [job for job in SAMPLE if "leaflet" not in str(job.id)])
def test_contents_are_a_table_of_contents(handbooks: Path, job: Job) -> None:
    book = heard(handbooks / names.path(job))
    lists = [part for part in book.parts("L") if sum(1 for _ in part.parts("Link")) > 20]

    first, plates, _ = book.parts("TOC")
    assert len(list(first.parts("TOCI"))) > len(list(plates.parts("TOCI"))) > 10
    assert all(len(list(item.parts("Reference"))) == 1 for item in plates.parts("TOCI"))
    assert all(not list(each.parts("TOCI")) for each in lists)


@pytest.mark.parametrize("name", ["screen", "leaflet"])
def test_a_telephone_number_amid_arabic_is_found_as_it_is_dialled(handbooks: Path, name: str) -> None:
    project = load(ROOT)
    (job,) = (job for job in plan(project, Selection(languages=("ar",))) if job.product.id == name)
    abroad = project.facts["hot-12345-beijing"].phones["city_abroad"]
    numbers = [*project.association.phones, *([abroad] if name == "screen" else [])]
    data = (handbooks / names.path(job)).read_bytes()

    assert searched(data, numbers) == []
    assert searched_bare(data, numbers) == []
