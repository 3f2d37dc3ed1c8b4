"""No words stand in templates, style sheets or drawings: all but names and data come through gettext.

The pseudo-language ``en-XA`` leaves no plain vowel in a text that went through it, so a word with one did not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.numbers import get_currency_name
from builders import ROOT, data_files, load, manuscript_of, project_files, replace

from handbook.build.plan import plan
from handbook.catalogs import pseudo
from handbook.render.html import render
from handbook.values.model import Selection

SPOKEN = frozenset({"alt", "title", "aria-label", "content"})
"""Attributes that are shown or read aloud; ``content`` is that of the file's metadata."""
PLAIN = re.compile(r"[a-zA-Z]*[aceghijklnorstuwyzACEGHIJKLNORSTUWYZ][a-zA-Z]*")
BRITISH = Locale("en", "GB")
MONTHS = "|".join(name for width in ("wide", "abbreviated") for name in BRITISH.months["format"][width].values())
MONEY = "|".join(get_currency_name(str(code), 2, BRITISH) for code in BRITISH.currencies)
CLDR = re.compile(
    rf"\b(\d{{1,2}}\W)?({MONTHS})\W\d{{4}}\b"
    rf"|\b\d[\d.,]*\W(million|billion)?\W?({MONEY}|yuan|cm|million|billion)(?!\w)"
    r"|^[\s,]*and\s*$"
)
"""Dates, amounts, lengths and the last comma of a list, which Babel writes."""


class Shown(HTMLParser):
    """Gathers what a reader sees or hears of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"style", "script"}
        named = dict(attrs)
        if tag != "meta" or named.get("name"):
            self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def values(table: object, *keys: str) -> Iterator[str]:
    """Yield the texts of a data file: all of them, or those that stand under the keys."""
    pairs = table.items() if isinstance(table, dict) else enumerate(table if isinstance(table, list) else ())
    for key, value in pairs:
        if isinstance(value, str) and (not keys or key in keys):
            yield value
        yield from values(value, *keys)


def data(root: Path) -> list[str]:
    """Return what is printed as it stands: the publisher, titles of sources, fonts, pinyin; countries by CLDR."""
    read = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in data_files(root)}
    host, _, path = read["association"]["guide"].partition("/")  # printed in parts
    texts = [
        *values(read["association"]),
        *host.split("."),
        f"{path}/en-xa",
        *values(read["facts"], "title", "publisher"),
        *values(read["fonts"]["family"], "name"),
        *(phrase.pinyin for phrase in load(root).phrases.values()),
        *BRITISH.territories.values(),
        *(name for language in load(root).languages.values() for name in language.territories.values()),
    ]
    return sorted({" ".join(text.split()) for text in texts}, key=len, reverse=True)


def plain_words(root: Path) -> list[str]:
    """Return each shown word that did not go through gettext, with the text in which it stands."""
    project = pseudo.with_pseudo(load(root), ["en-XA"])
    (job,) = plan(project, Selection(("en-XA",), ("screen",)))
    document, _ = render(project, job, manuscript_of(root).catalog(job.language)[0])
    assert document is not None
    known = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in data(root)))
    found = []
    for shown in Shown(document.html).texts:
        text = CLDR.sub(" ", known.sub(" ", " ".join(shown.split())))
        found += [f"{word}: {text}" for word in re.findall(r"[^\W\d_]{2,}", text) if PLAIN.fullmatch(word)]
    return found


def test_every_word_of_the_book_comes_through_gettext() -> None:
    assert plain_words(ROOT) == []


SLIPS = [
    ("<p>Hard-coded</p>", {"Hard", "coded"}),
    ('<img src="art/i-teapot.svg" alt="A teapot">', {"teapot"}),
    ("{{ 'Hello' }}", {"Hello"}),
]


@pytest.mark.parametrize(("slip", "words"), SLIPS)
def test_a_word_in_a_template_is_found(tmp_path: Path, slip: str, words: set[str]) -> None:
    root = project_files(tmp_path)
    replace(root / "templates/chapters/law.html", r'_\("Here"\)\) %\}', f'_("Here")) %}}{slip}')

    assert {found.partition(":")[0] for found in plain_words(root)} == words


def test_style_sheets_and_drawings_print_no_words() -> None:
    sheets = {file: file.read_text("utf-8") for file in (ROOT / "templates").rglob("*.css")}
    drawings = {file: file.read_text("utf-8") for file in (ROOT / "templates").rglob("*.svg")}

    contents = [text for sheet in sheets.values() for text in re.findall(r"\bcontent:([^;}]*)", sheet)]
    assert [
        text for text in contents for quoted in re.findall(r'"([^"]*)"', text) if re.search(r"[^\W\d_]", quoted)
    ] == []
    assert [file.name for file, text in drawings.items() if "<text" in text] == []
