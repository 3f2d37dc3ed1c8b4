"""Every number on the pages comes from the ledger, or from one of the few places named here."""

from __future__ import annotations

import functools
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from builders import ROOT, data_file, load, manuscript_of
from markupsafe import Markup
from sampling import sampled

from handbook.build.plan import layouts, plan
from handbook.catalogs.manuscript import pot_path
from handbook.language import filters
from handbook.language.typography import Phone
from handbook.render.html import render
from handbook.render.ledger import Ledger
from handbook.values.model import Project, Selection


@dataclass(frozen=True, slots=True)
class Allowed:
    """Words with a number that stand in a text itself."""

    words: str
    reason: str


ALLOWED = (
    Allowed("Attribution 4.0", "the name of a licence"),
    Allowed("PDF/X-4", "the name of a standard"),
    Allowed("SHA-256", "the name of a checksum"),
    Allowed("3C认证", "the Chinese name of a mark"),
    Allowed("认证（3C）", "the Chinese name of a mark"),
    Allowed("全天24小时", "round the clock"),
    Allowed("27,000 mAh at 3.7 V", "an example of what a label says"),
    Allowed("a line: 214", "an example of a line's number, in the preview"),
)
"""A translation may say the numbers that stand so in its source."""
NAMED = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "a minute": "1", "an hour": "1", "a thousand": "1,000", "day or night": "24",
}  # fmt: skip
"""Numbers that English writes as words: a translation may have the digits, where its language has them so."""
FURNITURE = frozenset({"cite", "kicker", "n", "numeral", "part-no", "p.no", "p.side", "bibliography", "scale"})
"""Classes that number plates, checks, lines of law, parts, sides of the record and sources; the list of sources; the
scales of drawings."""
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


def marking_all(function: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    def wrapped(*arguments: object) -> dict[str, str]:
        return {name: text if OPEN in text else marked(text) for name, text in function(*arguments).items()}

    return wrapped


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return the project, with marks around every number of its data."""
    for name in ("number", "year", "big", "percent", "money", "month", "day", "source_date", "listing"):
        monkeypatch.setattr(filters, name, marking(getattr(filters, name)))
    for name in ("of_rule", "of_phrase"):
        monkeypatch.setattr(Ledger, name, marking_all(getattr(Ledger, name)))
    monkeypatch.setattr(Phone, "plain", property(lambda phone: marked(str.__str__(phone))))
    monkeypatch.setattr(Phone, "__html__", lambda phone: Markup("<bdi>{}</bdi>").format(marked(str.__str__(phone))))
    made = load(ROOT)
    association, edition = made.association, made.edition
    words = association.words
    texts = ("name", "address", "email", "web", "licence_line")
    fields = {key: without_digits(getattr(association, key)) for key in texts}
    return replace(
        made,
        association=replace(
            association,
            **fields,
            phones=tuple(map(without_digits, association.phones)),
            words={tag: {key: without_digits(text) for key, text in said.items()} for tag, said in words.items()},
        ),
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


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """Yield name and visible text of a file of each format and of each script, without what its catalogs vouch for."""
    for job in sampled(layouts(project, plan(project, Selection()))):
        catalog, *voices = (manuscript_of(ROOT).catalog(each)[0] for each in (job.language, *job.voices))
        document, findings = render(project, job, catalog, tuple(voices))
        assert document is not None, findings
        parser = Visible()
        parser.feed(document.html)
        assert parser.skipped == []
        text = " ".join(" ".join(parser.texts).replace("\u00a0", " ").replace("\u2060", "").split())
        for each in (job.language, *job.voices):
            for words in translated_numbers(each.locale):
                text = without(text, words)
        yield job.slug, text


@dataclass(frozen=True, slots=True)
class Text:
    """A text that translators get, or what they made of it."""

    words: str
    source: str
    locale: str


@functools.cache
def messages() -> tuple[Text, ...]:
    """Return the texts of the catalogs, each with its source, without placeholders."""
    catalogs = [ROOT / pot_path(), *sorted((ROOT / "locales").rglob("*.po"))]
    read = [
        (file.parent.parent.name, each)
        for file in catalogs
        for each in read_po(io.BytesIO(file.read_bytes()))
        if each.id
    ]
    return tuple(
        Text(bare(text), bare(" ".join(forms(each.id))), locale)
        for locale, each in read
        for text in (*forms(each.id), *forms(each.string))
    )


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def bare(text: str) -> str:
    return re.sub(r"%\(\w+\)s", "", text.replace("\u00a0", " "))


def numbers_left(text: str) -> list[str]:
    """Return the words with a number that nothing vouches for."""
    for each in ALLOWED:
        text = without(text, each.words)
    # Pages of this book.
    text = re.sub(r"(?:[,:] ?page|صفحة|،? ?ص\.?|第|见第|หน้า) ?\d+\b|第\d+[页頁]", "", text)
    return re.findall(r"\S*\d\S*", re.sub(f"{OPEN}[^{SHUT}]*{SHUT}", "", text))


def without(text: str, words: str) -> str:
    """Return a text without some words; style sheets join what tags part: "24小" and "时"."""
    letters = r"\s*".join(map(re.escape, re.sub(r"\s", "", words)))
    return re.sub(rf"(?<!\d){letters}(?!\d)", "", text)


def unvouched(text: Text) -> list[str]:
    """Return the words with a number that neither an entry vouches for nor the source."""
    said = [words for each in ALLOWED if each.words in text.source for words in values(each.words)]
    source = text.source.casefold()
    said += [each for words, digits in NAMED.items() if re.search(rf"\b{words}\b", source) for each in values(digits)]
    is_translation = text.words not in text.source
    return [word for word in numbers_left(text.words) if not is_translation or not values(word) <= set(said)]


def values(text: str) -> set[int]:
    """Return the runs of digits, those of any script."""
    return set(map(int, re.findall(r"\d+", text)))


def translated_numbers(locale: str) -> set[str]:
    """Return what a catalog says with numbers of its sources, each with the two signs beside it."""
    said = (
        text.words for text in messages() if text.locale == locale and numbers_left(text.words) and not unvouched(text)
    )
    return {words for text in said for words in re.findall(r"\D{0,2}\d+(?:[.,\u202f]\d+)*\D{0,2}", text)}


def test_a_number_from_nowhere_is_found() -> None:
    parser = Visible()
    parser.feed(f'<p>Ask {marked("7")} shops<sup class="cite">1</sup>, or <b>12</b>.</p><img alt="3 shops"><br>')

    assert numbers_left(" ".join(parser.texts)) == ["12", "3"]


def test_every_number_on_the_pages_comes_from_the_ledger(project: Project) -> None:
    texts = dict(pages(project))

    assert {slug: left for slug, text in texts.items() if (left := numbers_left(text))} == {}
    assert [slug for slug, text in texts.items() if OPEN not in text] == []


def test_no_number_stands_in_a_text_to_translate_nor_in_a_translation() -> None:
    assert {text: left for text in messages() if (left := unvouched(text))} == {}


def test_a_translation_may_have_digits_only_for_what_its_source_says() -> None:
    assert unvouched(Text("2分でできる", "Two minutes will do.", "ja")) == []
    assert unvouched(Text("Licence 4.0", "The licence Attribution 4.0", "fr")) == []
    assert unvouched(Text("3分でできる", "Two minutes will do.", "ja")) == ["3分でできる"]
    assert unvouched(Text("2 minutes", "2 minutes", "")) == ["2"]


@pytest.mark.parametrize("file", ["phrases.toml", "home_rules.toml"])
def test_no_number_stands_in_a_text_of_a_data_file(file: str) -> None:
    read = tomllib.loads((ROOT / data_file(file)).read_text(encoding="utf-8"))
    rows = read.get("phrase") or read["rule"]

    texts = [row.get(key, "") for row in rows for key in ("text", "han", "pinyin")]
    assert [text for text in texts if numbers_left(text)] == []


@pytest.mark.parametrize("allowed", ALLOWED, ids=lambda allowed: allowed.words)
def test_what_may_stand_in_a_text_still_does(allowed: Allowed) -> None:
    project = load(ROOT)
    texts = [*(text.words for text in messages()), *(phrase.han for phrase in project.phrases.values())]

    assert any(allowed.words in text for text in texts), "delete the entry"
