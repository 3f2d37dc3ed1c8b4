"""A changed number of the ledger is right on the pages of every language: form, digits, and no number of old."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from babel import Locale
from babel.numbers import format_decimal
from builders import ROOT, load, manuscript_of
from markupsafe import Markup

from handbook.build.plan import layouts, plan
from handbook.catalogs.headers import lone_forms
from handbook.catalogs.manuscript import Catalog
from handbook.config import fact_rules
from handbook.language.filters import Figure
from handbook.language.plurals import plural_forms
from handbook.render.environment import Texts
from handbook.render.html import Document, render
from handbook.values.message import Key
from handbook.values.model import Fact, Job, Language, Project, Selection
from handbook.values.trace import CLOSE, MARK, number_of

NUMBERS = {"ar": (1, 2, 3, 11, 100), "ru": (1, 3, 100), "fr": (1, 3)}
"""In each language, numbers that reach all of its forms."""
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""As CLDR orders them; a catalog has those that whole numbers reach."""
TOLD = r": a number[^(]* \([\w ]+\)"
"""What translators are told of a placeholder that holds a value of the ledger."""


def counted(facts: dict[str, Fact], count: int) -> dict[str, Fact]:
    """Return the ledger with one number in place of each that is no year."""
    return {
        name: replace(
            fact,
            values={
                key: count if isinstance(value, int | float) and not fact_rules.is_year(key) else value
                for key, value in fact.values.items()
            },
        )
        for name, fact in facts.items()
    }


@cache
def ledger_of(count: int) -> Project:
    """Return the project whose ledger says one number everywhere, and whose print run is that."""
    project = load(ROOT)
    return replace(
        project,
        facts=counted(dict(project.facts), count),
        edition=replace(project.edition, print_run=count),
    )


def categories(language: Language) -> list[str]:
    """Return the classes that CLDR's rule has for whole numbers, in the order of the forms of a catalog."""
    rule = Locale.parse(language.locale).plural_form
    reached = {rule(number) for number in range(1000)}
    return [each for each in CATEGORIES if each in reached]


@cache
def catalog_of(tag: str) -> Catalog:
    """Return the texts of a language."""
    manuscript = manuscript_of(ROOT)
    return manuscript.catalog(manuscript.project.languages[tag])[0]


def jobs(project: Project, tag: str) -> tuple[Job, ...]:
    """Return the book and the leaflet of a language: no other format has words with numbers of its own."""
    found = layouts(project, plan(project, Selection(("en",), ("screen", "leaflet"))))
    language = project.languages[tag]
    return tuple(replace(job, language=language, voices=()) for job in found)


@cache
def documents(tag: str, count: int) -> tuple[Document, ...]:
    """Return the pages of a language where everything is so many."""
    project = ledger_of(count)
    made = [render(project, job, catalog_of(tag)) for job in jobs(project, tag)]
    assert all(document for document, _ in made), made
    return tuple(document for document, _ in made if document)


def plain(text: str) -> str:
    """Return a text as a reader sees it."""
    bare = re.sub(r"<[^>]*>|[\u2060\u2066-\u2069]", "", html.unescape(text))
    return re.sub(r"\s+", "", bare)


def printed(document: Document) -> Iterator[tuple[Key, str]]:
    """Yield each message of a page with what stands there."""
    open_: list[tuple[Key, int]] = []
    woven, keys = document.woven, document.trace.keys
    for mark in MARK.finditer(woven):
        if mark[0] == CLOSE:
            key, start = open_.pop()
            yield key, plain(MARK.sub("", woven[start : mark.start()]))
        else:
            number = number_of(mark[0])
            assert number is not None
            open_.append((keys[number], mark.end()))


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with values, as it stands on a page."""

    key: Key
    form: int
    """Which of its forms that is."""
    is_right: bool
    values: tuple[str, ...]
    is_plural: bool
    is_worded: bool
    """Whether the form is for that number alone, and may say it in a word."""


def shown(tag: str, count: int) -> Iterator[Shown]:
    """Yield the messages with values that the pages print; where two forms are the same words, the right one."""
    catalog = catalog_of(tag)
    right = categories(catalog.language).index(Locale.parse(catalog.language.locale).plural_form(count))
    lone = lone_forms(plural_forms(tag))
    for document in documents(tag, count):
        for key, text in printed(document):
            forms = catalog.messages.get(key, ())
            if not any("%(" in form for form in forms):
                continue
            fits = {
                number: match.groups()
                for number, form in enumerate(forms)
                if (match := re.fullmatch(pattern(form), text))
            }
            assert fits, (key, text)
            number = next((each for each in fits if forms[each] == forms[right % len(forms)]), next(iter(fits)))
            is_right, is_plural = forms[number] == forms[right % len(forms)], len(forms) > 1
            yield Shown(key, number, is_right, fits[number], is_plural, is_worded=is_plural and number in lone)


def pattern(form: str) -> str:
    """Return the expression for a form that is filled with values."""
    return "(.*?)".join(map(re.escape, map(plain, re.split(r"%\(\w+\)s", form))))


@pytest.mark.parametrize(("tag", "count"), [(tag, count) for tag, counts in NUMBERS.items() for count in counts])
def test_each_message_shows_the_form_that_cldr_asks_for_and_the_number(tag: str, count: int) -> None:
    digits = plain(format_decimal(count, locale=catalog_of(tag).language.locale))

    found = [each for each in shown(tag, count) if each.is_plural]

    assert {each.key: each.form for each in found if not each.is_right} == {}
    assert [each.key for each in found if digits not in each.values and not each.is_worded] == []
    assert len({each.key for each in found}) > 15


@pytest.mark.parametrize("count", [3, 100])
@pytest.mark.parametrize("tag", ["ar", "ru"])
def test_no_message_shows_a_number_that_the_ledger_no_longer_has(tag: str, count: int) -> None:
    """Each value that translators are told of as a number is the new one."""
    locale = catalog_of(tag).language.locale
    told = {each.key for each in manuscript_of(ROOT).pot.live if any(re.search(TOLD, line) for line in each.extracted)}
    old = {
        plain(format_decimal(value, locale=locale))
        for fact in load(ROOT).facts.values()
        for key, value in fact.values.items()
        if isinstance(value, int | float) and not fact_rules.is_year(key) and value != count
    }

    found = [each for each in shown(tag, count) if each.key in told]

    assert {each.key: kept for each in found if (kept := {*each.values} & old)} == {}
    assert len({each.key for each in found}) > 20


def test_russian_rules_are_met_with_three_forms() -> None:
    assert categories(catalog_of("ru").language) == ["one", "few", "many"]
    assert catalog_of("ru").plural.count("?") == 2


def test_no_template_prints_a_number_of_things_outside_of_plural_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number may stand alone; in a text it decides the form, or else it was printed as digits that count no word."""
    found: list[str] = []
    one, many = Texts.one, Texts.many

    def spied_one(self: Texts, *asked: Any) -> Markup:  # noqa: ANN401  # as the method that it stands for
        found.extend(asked[1] for value in asked[-1].values() if isinstance(value, Figure))
        return one(self, *asked)

    def spied_many(self: Texts, *asked: Any) -> Markup:  # noqa: ANN401  # likewise
        found.extend(asked[2] for value in asked[-1].values() if isinstance(value, Figure) and value != asked[3])
        return many(self, *asked)

    monkeypatch.setattr(Texts, "one", spied_one)
    monkeypatch.setattr(Texts, "many", spied_many)
    project = load(ROOT)
    for job in layouts(project, plan(project, Selection(("en",)))):
        render(project, job, manuscript_of(ROOT).catalog(job.language)[0])

    assert found == []
