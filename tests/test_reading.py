"""The English text is easy to read, and short: grades and words by chapter."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
import textstat
from builders import ROOT, load, manuscript_of

from handbook.build.plan import plan
from handbook.render.html import render
from handbook.values.model import Selection

GRADE_WANTED, GRADE_ALLOWED = 6, 7
"""Flesch-Kincaid: the school year whose pupils read a text with ease."""
MOST_WORDS = 5500

NOT_BODY = frozenset({"sources", "about", "notes"})
"""Chapters that are no body text: how we worked and the list of sources, publisher and colophon, empty lines."""
NOT_PROSE = frozenset({"cite", "rules", "names", "bibliography", "han", "pinyin", "association", "signed", "imprint"})
"""Classes that are no body text: source numbers, the table of countries, Chinese to show, the publisher's name."""


class Prose(HTMLParser):
    """Collects the English sentences of a chapter: a head or label is a text of its own."""

    ENDS = frozenset({"p", "h1", "h2", "h3", "li", "th", "td", "tr", "b", "br", "div", "section", "header", "ul", "ol"})
    VOID = frozenset({"br", "img", "meta"})

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        is_foreign = values.get("lang", "en") != "en"
        if tag not in self.VOID and (
            self.skipped or tag == "head" or is_foreign or NOT_PROSE & set(values.get("class", "").split())
        ):
            self.skipped.append(tag)
        elif tag in self.ENDS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag not in self.VOID:
            self.skipped.pop()
        elif tag in self.ENDS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.texts[-1] += data

    @property
    def blocks(self) -> list[str]:
        # No word joiners; a decimal point ends no sentence.
        texts = (" ".join(text.replace("\u2060", "").split()) for text in self.texts)
        return [re.sub(r"(?<=\d)\.(?=\d)", ",", text) for text in texts if re.search(r"[^\W\d_]", text)]


@cache
def chapters() -> dict[str, list[str]]:
    """Return the body text of each chapter, printed alone: contents and indexes name no other chapter then."""
    project = load(ROOT)
    (job,) = plan(project, Selection(("en",), ("screen",)))
    catalog, _ = manuscript_of(ROOT).catalog(job.language)
    found = {}
    for chapter in project.edition.chapters:
        alone = replace(project, edition=replace(project.edition, chapters=(chapter,)))
        document, findings = render(alone, job, catalog)
        assert document is not None, findings
        parser = Prose()
        # The names of the parts on the edges of pages are furniture.
        parser.feed(re.sub(r'<div class="tabs .*?</div>', "", document.html, flags=re.DOTALL))
        assert parser.skipped == []
        if chapter not in NOT_BODY:
            found[chapter] = parser.blocks
    return found


def grade(blocks: list[str]) -> float:
    """Return the grade of sentences; heads and labels of one or two words are none."""
    sentences = [text if text[-1] in ".?!" else f"{text}." for text in blocks if len(text.split()) > 2]
    return float(textstat.flesch_kincaid_grade(" ".join(sentences))) if sentences else 0.0


def words(blocks: list[str]) -> int:
    return sum(len(text.split()) for text in blocks)


def graded(blocks: list[str]) -> str:
    return f"{words(blocks)} words, grade {grade(blocks):.1f}"


@pytest.mark.filterwarnings("default")
def test_the_text_is_easy_to_read() -> None:
    book = [text for blocks in chapters().values() for text in blocks]
    for chapter, blocks in [*chapters().items(), ("the book", book)]:
        if grade(blocks) > GRADE_WANTED:
            warnings.warn(f"{chapter}: {graded(blocks)}; wanted is at most {GRADE_WANTED}", stacklevel=1)

    assert grade(book) <= GRADE_ALLOWED, graded(book)


def test_the_text_is_short() -> None:
    counts = {chapter: words(blocks) for chapter, blocks in chapters().items()}

    assert sum(counts.values()) <= MOST_WORDS, counts


def test_long_words_in_long_sentences_are_hard_to_read() -> None:
    hard = "Infringement of intellectual property constitutes an administrative violation in every municipality."

    assert grade(["Keep it.", "Ask the shop for a receipt."]) < 3
    assert grade([hard]) > 12


def test_source_numbers_countries_and_chinese_are_no_prose() -> None:
    parser = Prose()
    parser.feed(
        '<h2>Ask</h2><p>Pay 2.5 yuan<sup class="cite">1, 2</sup>.</p><p lang="zh-Hans">x</p><ul class="names">y</ul>'
    )

    assert parser.blocks == ["Ask", "Pay 2,5 yuan."]
