"""Every number on the pages comes from the ledger, or from one of the few places named here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from builders import ROOT, load
from markupsafe import Markup

from handbook.catalogs import extract
from handbook.catalogs.load import load as load_catalog
from handbook.model import Project, Selection
from handbook.plan import layouts, plan
from handbook.render import filters
from handbook.render.html import render
from handbook.render.typography import Phone


@dataclass(frozen=True, slots=True)
class Allowed:
    """Words with a number that stand in a text itself."""

    words: str
    fact: str
    """The fact whose claim, or the date of whose source, has the number; empty if it states no fact."""
    reason: str


ALLOWED = (
    Allowed("Attribution 4.0", "", "the name of a licence"),
    Allowed("SHA-256", "", "the name of a checksum"),
    Allowed("call 12345", "hot-12301", "a sentence to show, which stands beside its Chinese"),
    Allowed("拨打12345", "hot-12301", "a sentence to show"),
    Allowed("3C认证", "rec-ccc", "the Chinese name of a mark"),
    Allowed("Since April 2025", "tax-refund-upon-purchase", "since when a rule holds"),
    Allowed("standards of 2007", "relics-date-lines", "the year of the rule"),
    Allowed("in or before 1911", "relics-date-lines", "the year that draws the line"),
    Allowed("in or before 1949", "relics-date-lines", "the year that draws the line"),
    Allowed("in or before 1966", "relics-date-lines", "the year that draws the line"),
    Allowed("made after 1949", "relics-modern-ok", "the year that draws the line"),
    Allowed("from 1 January 2027", "cn-tml-2027", "the day from which the revised law applies"),
    Allowed("Customs Code for 2026", "fr-code-2026", "the year of a plan"),
    Allowed("before Parliament in 2026", "au-bill-2026", "the year of a bill"),
    Allowed("Nearly 4 in 10", "euipo-2023-doubt", "large on the page, and drawn beside it"),
    Allowed("reported in 2022", "aafa-2022", "the year of the source"),
    Allowed("reported in 2026", "aafa-2025", "the year of the source"),
    Allowed("from 2017 to 2019", "oecd-dangerous-mix", "the years that were counted"),
    Allowed("the budget year 2025", "cbp-fy2025", "the year that was counted"),
    Allowed("said in 2014", "unodc-250", "the year of a campaign"),
    Allowed("United Kingdom in 2025", "uk-toys-2025", "the year of the tests"),
    Allowed("in December 2016", "ul-chargers", "the month of a report"),
)
FURNITURE = frozenset({"cite", "kicker", "n", "numeral", "part-no", "p.no", "bibliography", "scale"})
"""Classes that number plates, checks, lines of law, parts and sources; the list of sources; the scales of drawings."""
SPOKEN = ("alt", "title", "aria-label", "data-help", "data-title")
"""Attributes that are read aloud, or printed at the head and foot of pages."""
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
OPEN, SHUT = "\ue000", "\ue001"


def marked(text: str) -> str:
    """Return a text between two signs that no page has: it comes from where numbers may come from."""
    return f"{OPEN}{text}{SHUT}"


class MarkedNumber(int):
    """A number of the edition; says where it comes from when it is printed."""

    def __str__(self) -> str:
        return marked(int.__repr__(self))


def marking(function: Callable[..., str]) -> Callable[..., str]:
    def wrapped(*arguments: object) -> str:
        text = function(*(int(each) if isinstance(each, MarkedNumber) else each for each in arguments))
        return type(text)(marked(text)) if text else text

    return wrapped


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return the project, with marks around every number of its data."""
    for name in ("number", "year", "big", "percent", "money", "month", "day", "source_date", "listing"):
        monkeypatch.setattr(filters, name, marking(getattr(filters, name)))
    monkeypatch.setattr(Phone, "plain", property(lambda phone: marked(str.__str__(phone))))
    monkeypatch.setattr(Phone, "__html__", lambda phone: Markup("<bdi>{}</bdi>").format(marked(str.__str__(phone))))
    made = load(ROOT)
    association, edition = made.association, made.edition
    texts = ("name", "address", "email", "web", "licence_line")
    fields = {key: without_digits(getattr(association, key)) for key in texts}
    return replace(
        made,
        association=replace(association, **fields, phones=tuple(map(without_digits, association.phones))),
        edition=replace(
            edition,
            id=without_digits(edition.id),
            number=MarkedNumber(edition.number),
            print_run=MarkedNumber(edition.print_run),
        ),
    )


def without_digits(text: str) -> str:
    return re.sub(r"\d", "", text)


class Visible(HTMLParser):
    """Collects what a reader sees or hears: text and alternative texts, but no furniture."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        classes = values.get("class", "").split()
        is_furniture = tag == "head" or FURNITURE & {*classes, *(f"{tag}.{name}" for name in classes)}
        if tag not in VOID and (self.skipped or is_furniture):
            self.skipped.append(tag)
        elif not self.skipped:
            self.texts += [values[key] for key in SPOKEN if key in values]

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag not in VOID:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.texts.append(data)


def pages(project: Project) -> Iterator[str]:
    """Yield the visible text of each English file."""
    keys, _ = extract.read_keys(ROOT)
    for job in layouts(project, plan(project, Selection())):
        if job.language.is_source:
            catalog, _ = load_catalog(ROOT, job.language, keys)
            source = tuple(load_catalog(ROOT, each, keys)[0] for each in job.voices if each.is_source)
            document, findings = render(project, job, catalog, source)
            assert document is not None, findings
            parser = Visible()
            parser.feed(document.html)
            assert parser.skipped == []
            yield " ".join(" ".join(parser.texts).replace("\u00a0", " ").split())


def messages() -> list[str]:
    """Return the texts that translators get."""
    ids = [message.id for message in read_po(io.BytesIO((ROOT / extract.POT).read_bytes())) if message.id]
    return [text for each in ids for text in ([each] if isinstance(each, str) else each)]


def numbers_left(text: str) -> list[str]:
    """Return the words with a number that nothing vouches for."""
    for each in ALLOWED:
        text = text.replace(each.words, "")
    text = re.sub(r", page \d+\b", "", text)  # of this book
    return re.findall(r"\S*\d\S*", re.sub(f"{OPEN}[^{SHUT}]*{SHUT}", "", text))


def test_a_number_from_nowhere_is_found() -> None:
    parser = Visible()
    parser.feed(f'<p>Ask {marked("7")} shops<sup class="cite">1</sup>, or <b>12</b>.</p><img alt="3 shops"><br>')

    assert numbers_left(" ".join(parser.texts)) == ["12", "3"]


def test_every_number_on_the_pages_comes_from_the_ledger(project: Project) -> None:
    texts = list(pages(project))

    assert [numbers_left(text) for text in texts] == [[] for _ in texts]
    assert sum(OPEN in text for text in texts) > 2


def test_no_number_stands_in_a_text_to_translate() -> None:
    found = {text: numbers_left(re.sub(r"%\(\w+\)s", "", text)) for text in messages()}

    assert {text: left for text, left in found.items() if left} == {}


@pytest.mark.parametrize("allowed", ALLOWED, ids=lambda allowed: allowed.words)
def test_a_number_that_stands_in_a_text_is_that_of_its_fact(allowed: Allowed) -> None:
    project = load(ROOT)
    texts = [*messages(), *(phrase.han for phrase in project.phrases.values())]

    assert any(allowed.words in text for text in texts), "delete the entry: no text has these words any more"
    if allowed.fact:
        fact = project.facts[allowed.fact]
        known = re.findall(r"\d+", f"{fact.claim} {fact.date}")
        assert [number for number in re.findall(r"\d+", allowed.words) if number not in known] == []


SPELLED = [
    ("Four hundred dots: three hundred and ninety-seven hollow, three full.", "ul-chargers", [400, 397]),
    ("The three green dots passed.", "ul-chargers", [400, 397]),
    ("Thirty-nine garments, shoes and bags in outline; sixteen of the outlines are broken.", "aafa-2025", [39, 16]),
    ("Ten people in a row; four of them wonder.", "euipo-2023-doubt", [39]),
    ("Four toys in outline; three of the outlines are broken.", "uk-toys-2025", [75]),
]


@pytest.mark.parametrize(("words", "fact", "values"), SPELLED)
def test_a_number_in_words_is_that_of_the_ledger(words: str, fact: str, values: list[float]) -> None:
    """Who changes a value must change the words and the drawing that they describe."""
    assert any(words in text for text in messages()), "delete the entry: no text has these words any more"
    assert set(values) <= set(load(ROOT).facts[fact].values.values())
