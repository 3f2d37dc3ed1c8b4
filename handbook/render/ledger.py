"""The fact ledger as templates see it: values by locale, sources numbered as they are cited, every use remembered."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import FrameType, SimpleNamespace

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
from markupsafe import Markup, escape

from handbook.catalogs.placeholders import names
from handbook.config.fact_rules import (
    FACTS,
    HOME_RULES,
    PHRASES,
    PICTURE,
    SOURCE_DATE,
    counts,
    is_money,
    is_year,
    month_of,
)
from handbook.language import filters
from handbook.language.typography import Phone
from handbook.values.diagnostics import Diagnostic, warning
from handbook.values.model import Fact, HomeRule, Job, Language, Phrase, Project, Use
from handbook.values.spelling import near

DRAWINGS = "art"


class TemplateValueError(Exception):
    """A template asks the ledger or the drawings for something that is not there."""


class Ledger:
    """Hands out the values of facts; ``uses`` tells afterwards which facts were cited or printed, and where."""

    def __init__(self, project: Project, job: Job) -> None:
        self.project, self.job = project, job
        self.order: dict[tuple[str, str, str], int] = {}
        self.uses: set[Use] = set()
        self.phones = Phones(self)
        self.lines: dict[str, list[str]] = {}
        self.languages: dict[str, str] = {}
        """The languages of the titles that were cited, and of publishers that are not named in English."""
        self.reads: set[str] = set()
        """Values that decide what is said and not what is printed, by their names in ``fingerprint``."""
        self.compared: dict[Path, tuple[Diagnostic, ...]] = {}

    def number(self, fact: str, key: str, less: str = "") -> filters.Figure:
        """Return a value as a number of things, which decides a plural; ``less`` is a value to take away from it."""
        rest = self._number(fact, key) - (self._number(fact, less) if less else 0)
        return filters.Figure(filters.number(rest, self.job.language), rest)

    def numeral(self, fact: str, key: str, less: str = "") -> str:
        """Return a value as digits that count no word: before the sign of a unit, as one part of a ratio."""
        return str(self.number(fact, key, less))

    def spoken(self, fact: str) -> bool:
        """Whether the line that a fact is about answers in the language of the edition."""
        main = self.job.language.tag.partition("-")[0]
        return main in {tag.partition("-")[0] for tag in self.used(fact).spoken}

    def year(self, fact: str, key: str) -> str:
        """Return a value as a year: a year, the year of a date, or that of the fact's source ("date")."""
        value = self._value(fact, key)
        if isinstance(value, str) and key == SOURCE_DATE and value:
            return filters.year(int(value[:4]), self.job.language)
        return filters.year(value.year if isinstance(value, date) else self._number(fact, key), self.job.language)

    def month(self, fact: str, key: str) -> str:
        """Return a date, or a month such as "2016-12", as month and year."""
        value = self._value(fact, key)
        month = value if isinstance(value, date) else month_of(value)
        if month is None:
            raise self._unfit(fact, key, value, "date", "2025-04-08")
        return filters.month(month, self.job.language)

    def day(self, fact: str, key: str) -> str:
        """Return a date in full."""
        value = self._value(fact, key)
        if not isinstance(value, date):
            raise self._unfit(fact, key, value, "date", "2025-04-08")
        return filters.day(value, self.job.language)

    def big(self, fact: str, key: str) -> str:
        """Return a large value in words."""
        return filters.big(self._number(fact, key), self.job.language)

    def percent(self, fact: str, key: str) -> str:
        """Return a value as a share."""
        return filters.percent(self._number(fact, key), self.job.language)

    def money(self, fact: str, key: str) -> str:
        """Return a value as an amount in the fact's currency."""
        currency = self.used(fact).values.get("currency")
        if not isinstance(currency, str):
            msg = f"fact {fact!r} has no currency"
            raise TemplateValueError(msg)
        return filters.money(self._number(fact, key), currency, self.job.language)

    def claim(self, fact: str, paid: float) -> SimpleNamespace:
        """Return a worked sum as amounts: ``paid``, the ``extra`` by the fact's multiplier, and the ``total``.

        ``paid`` is in the fact's currency; the extra is at least the fact's minimum.
        """
        extra = max(paid * self._number(fact, "multiplier"), self._number(fact, "minimum"))
        amounts = {"paid": paid, "extra": extra, "total": paid + extra}
        currency = str(self.used(fact).values["currency"])
        return SimpleNamespace(
            **{name: filters.money(amount, currency, self.job.language) for name, amount in amounts.items()}
        )

    def of_rule(self, rule: HomeRule, names: Iterable[str]) -> dict[str, str]:
        """Return the values that a rule's text names: amounts of money where the fact has a currency."""
        self.uses |= {Use(self.project.content_file(HOME_RULES), rule.line, fact) for fact in rule.facts}
        return {name: _said(self._owner(rule.facts, name), name, self.job.language) for name in names}

    def of_phrase(self, phrase: Phrase, names: Iterable[str], language: Language) -> dict[str, str]:
        """Return the values and telephone numbers that a phrase names, as a language writes them."""
        texts: dict[str, str] = {}
        for name in names:
            phone = self.phones.owners.get(name)
            fact = phone or self._owner(phrase.facts, name)
            self.uses.add(Use(self.project.content_file(PHRASES), phrase.line, fact.id))
            texts[name] = Phone(fact.phones[name]) if phone else _said(fact, name, language)
        return texts

    def _owner(self, facts: Iterable[str], name: str) -> Fact:
        return next(fact for fact in map(self.project.facts.__getitem__, facts) if name in fact.values)

    def cite(self, *facts: str) -> Markup:
        """Return the raised numbers of the facts' sources, each once, as links to the list.

        The attribute ``data-facts`` tells ``layout.write`` on which pages a fact came to stand.
        """
        numbers = dict.fromkeys(self._source_number(self.used(fact)) for fact in facts)
        links = escape(self.job.language.writing.list_comma).join(
            Markup('<a href="#source-{0}" aria-labelledby="source-{0}">{0}</a>').format(n) for n in sorted(numbers)
        )
        cited = Markup('\u2060<sup class="cite" data-facts="{}">{}</sup>').format(" ".join(facts), links)
        return cited if links else Markup("")

    def rests_on(self, *facts: str) -> Markup:
        """Return an attribute that names the facts behind an element's text, for formats without a list of sources.

        It prints nothing; ``layout.write`` reads it as it reads the marks of ``cite``.
        """
        for fact in facts:
            self.used(fact)
        return Markup(' data-facts="{}"').format(" ".join(facts)) if facts else Markup("")

    def compare(self, picture: Path) -> None:
        """Find out whether a picture shows other values than the ledger has now: its root element tells which."""
        if picture not in self.compared:
            self.compared[picture] = tuple(self._differences(picture))

    def _differences(self, picture: Path) -> Iterator[Diagnostic]:
        with picture.open(encoding="utf-8") as file:
            mark = re.search(r' data-shows="(\S+) ([^"]+)"', file.readline())
        fact = self.project.facts.get(mark[1]) if mark else None
        self.reads |= {f"fact {mark[1]}"} if mark else set()
        if mark is None or fact is None:
            return
        place = picture.relative_to(self.project.root).as_posix()
        for key, _, shown in (each.partition("=") for each in mark[2].split()):
            value = fact.values.get(key)
            if value != float(shown):
                text = f"the picture shows {shown} for {key!r} of fact {fact.id!r}, which is {value} now"
                remedy = (
                    f"Have it drawn anew ({DRAWINGS}; then python3 build.py drawings), or leave it out of the page."
                )
                yield warning(place, 1, PICTURE, text, remedy)

    @property
    def out_of_step(self) -> tuple[Diagnostic, ...]:
        """A warning for each picture of the file that shows other values."""
        return tuple(finding for findings in self.compared.values() for finding in findings)

    def sources(self) -> list[SimpleNamespace]:
        """Return the sources cited so far, in order."""
        return [
            SimpleNamespace(
                number=number, title=title, publisher=publisher,
                date=filters.source_date(dated, self.job.language), language=self.languages[title],
                publisher_language=self.languages.get(publisher, "en"),
            )
            for (title, publisher, dated), number in self.order.items()
        ]  # fmt: skip

    def used(self, fact: str, word: str = "") -> Fact:
        """Return a fact that a template names, by its identifier or by another word, and remember the place."""
        if fact not in self.project.facts:
            msg = f"no fact {fact!r} in {self.project.content_file(FACTS)}. {near(fact, tuple(self.project.facts))}"
            raise TemplateValueError(msg)
        path, line = self._place(word or fact)
        self.uses.add(Use(path, line, fact))
        return self.project.facts[fact]

    def _place(self, word: str) -> tuple[str, int]:
        """Return path and line of the template that is being rendered: the chapter, rather than a macro it uses.

        Jinja gives what stands in the head of {% trans %} the line of what stands before it: the line is the next
        one that has ``word``.
        """
        frames = list(_template_frames(sys._getframe(2)))  # noqa: SLF001  # Jinja tells templates nothing of their place
        # A macro with arguments prints what its caller gave it; the body of a {% call %} is one without.
        chapters = [each for each in frames if not _is_shared(str(each[0].filename)) and not each[2]]
        if not frames:
            return "", 0
        template, python_line, _ = (chapters or frames)[0]
        path, line = str(template.filename), template.get_corresponding_lineno(python_line)
        if path not in self.lines:
            self.lines[path] = (self.project.root / path).read_text(encoding="utf-8").splitlines()
        later = enumerate(self.lines[path][line - 1 :], line)
        return path, next((number for number, text in later if word in text), line)

    def _source_number(self, fact: Fact) -> int:
        title, publisher = fact.han if fact.han[0] and self.job.language.is_chinese else (fact.title, fact.publisher)
        self.languages.setdefault(title, "zh-Hans" if title == fact.han[0] else fact.title_language)
        if publisher == fact.han[1]:
            self.languages[publisher] = "zh-Hans"
        return self.order.setdefault((title, publisher, fact.date), len(self.order) + 1)

    def _value(self, fact: str, key: str) -> float | str | date:
        used = self.used(fact)
        values = {**used.values, SOURCE_DATE: used.date}
        if key not in values:
            msg = f"fact {fact!r} has no value {key!r}. {near(key, tuple(used.values))}"
            raise TemplateValueError(msg)
        return values[key]

    def _number(self, fact: str, key: str) -> float:
        value = self._value(fact, key)
        if isinstance(value, str | date):
            raise self._unfit(fact, key, value, "number", "500")
        return value

    def _unfit(self, fact: str, key: str, value: object, wanted: str, example: str) -> TemplateValueError:
        is_ = "the text" if isinstance(value, str) else "the date" if isinstance(value, date) else "the number"
        place = f"{self.project.content_file(FACTS)}:{self.project.facts[fact].line}"
        return TemplateValueError(
            f"{key!r} of fact {fact!r} is {is_} {str(value)!r}, where a {wanted} is printed. "
            f"Write it at {place} as in {key} = {example}"
        )


def _said(fact: Fact, key: str, language: Language) -> str:
    """Return a value as the texts of data files print it; its key tells what it is."""
    value = fact.values[key]
    if isinstance(value, date):
        return filters.day(value, language)
    if isinstance(value, str):
        month = month_of(value)
        return filters.month(month, language) if month else value
    if counts(fact, key):
        return filters.Figure(filters.number(value, language), value)
    if is_money(fact, key):
        return filters.money(value, str(fact.values["currency"]), language)
    return (filters.year if is_year(key) else filters.percent)(value, language)


class Phones(Mapping[str, Phone]):
    """The ledger's telephone numbers by name; to print one is to use its fact."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.owners = {name: fact for fact in ledger.project.facts.values() for name in fact.phones}

    def __getitem__(self, name: str) -> Phone:
        fact = self.ledger.used(self.owners[name].id, f"tel.{name}")
        return Phone(fact.phones[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.owners)

    def __len__(self) -> int:
        return len(self.owners)


@lru_cache(maxsize=1024)
def _is_shared(filename: str) -> bool:
    """Whether a template has macros for others."""
    return "partials" in Path(filename).parts


def _template_frames(frame: FrameType | None) -> Iterator[tuple[Template, int, bool]]:
    """Yield each template at work and the line of its code, the innermost first; true for macros with arguments."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            is_given = frame.f_code.co_name == "macro" and frame.f_code.co_argcount > 0
            yield template, frame.f_lineno, is_given
        frame = frame.f_back


def named(project: Project) -> frozenset[str]:
    """Return the facts that any template or home rule names, printed in this edition or not.

    Where a template does not parse, every fact: nobody can tell.
    """
    owners = {name: fact.id for fact in project.facts.values() for name in fact.phones}
    found = {fact for rule in project.home_rules for fact in rule.facts}
    for phrase in project.phrases.values():
        found |= {*phrase.facts, *(owners[name] for name in names(phrase.text + phrase.han) if name in owners)}
    for path in sorted((project.root / "templates").rglob("*.html")):
        try:
            words, phones = _words_and_phones(path.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            return frozenset(project.facts)
        found |= words | {owners[name] for name in phones if name in owners}
    return frozenset(found & project.facts.keys())


@lru_cache(maxsize=256)
def _words_and_phones(template: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the texts that a template gives to functions, and the names of its telephone numbers."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(template)
    words = {node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)}
    return frozenset(words), frozenset(node.attr for node in tree.find_all(nodes.Getattr) if _is_phone(node))


def _is_phone(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "tel"
