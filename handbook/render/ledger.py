"""The fact ledger as templates see it: values by locale, sources numbered as they are cited, every use remembered."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType, SimpleNamespace

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
from markupsafe import Markup

from handbook.config import near
from handbook.ledger import HOME_RULES
from handbook.model import Fact, HomeRule, Job, Project, Use
from handbook.render import filters
from handbook.render.typography import Phone


class TemplateValueError(Exception):
    """A template asks the ledger or the drawings for something that is not there."""


class Ledger:
    """Hands out the values of facts; ``uses`` tells afterwards which facts were cited or printed, and where."""

    def __init__(self, project: Project, job: Job) -> None:
        self.project, self.job = project, job
        self.order: dict[tuple[str, str, str], int] = {}
        self.uses: set[Use] = set()
        self.phones = Phones(self)
        self.lines: dict[Path, list[str]] = {}

    def number(self, fact: str, key: str) -> str:
        """Return a value as a plain number."""
        return filters.number(self._value(fact, key), self.job.language)

    def year(self, fact: str, key: str) -> str:
        """Return a value as a year."""
        return filters.year(self._value(fact, key), self.job.language)

    def big(self, fact: str, key: str) -> str:
        """Return a large value in words."""
        return filters.big(self._value(fact, key), self.job.language)

    def percent(self, fact: str, key: str) -> str:
        """Return a value as a share."""
        return filters.percent(self._value(fact, key), self.job.language)

    def money(self, fact: str, key: str) -> str:
        """Return a value as an amount in the fact's currency."""
        currency = self.used(fact).values.get("currency")
        if not isinstance(currency, str):
            msg = f"fact {fact!r} has no currency"
            raise TemplateValueError(msg)
        return filters.money(self._value(fact, key), currency, self.job.language)

    def of_rule(self, rule: HomeRule) -> dict[str, str]:
        """Return every number of a rule's facts as text: amounts of money where the fact has a currency."""
        texts: dict[str, str] = {}
        for name in rule.facts:
            values = self.project.facts[name].values
            self.uses.add(Use(HOME_RULES, rule.line, name))
            for key, value in values.items():
                if not isinstance(value, str):
                    is_money = "currency" in values and key in {"limit", "minimum", "fine_min", "fine_max"}
                    texts[key] = (
                        filters.money(value, str(values["currency"]), self.job.language)
                        if is_money
                        else filters.number(value, self.job.language)
                    )
        return texts

    def cite(self, *facts: str) -> Markup:
        """Return the raised numbers of the facts' sources, each once, as links to the list.

        The attribute ``data-facts`` tells ``pdf.write`` on which pages a fact came to stand.
        """
        numbers = dict.fromkeys(self._source_number(self.used(fact)) for fact in facts)
        comma = Markup("، ") if self.job.language.script == "Arab" else Markup(", ")
        links = comma.join(Markup('<a href="#source-{0}">{0}</a>').format(n) for n in sorted(numbers))
        cited = Markup('\u2060<sup class="cite" data-facts="{}">{}</sup>').format(" ".join(facts), links)
        return cited if links else Markup("")

    def rests_on(self, *facts: str) -> Markup:
        """Return an attribute that names the facts behind an element's text, for formats without a list of sources.

        It prints nothing; ``pdf.write`` reads it as it reads the marks of ``cite``.
        """
        for fact in facts:
            self.used(fact)
        return Markup(' data-facts="{}"').format(" ".join(facts)) if facts else Markup("")

    def sources(self) -> list[SimpleNamespace]:
        """Return the sources cited so far, in order."""
        return [
            SimpleNamespace(
                number=number, title=title, publisher=publisher,
                date=filters.source_date(dated, self.job.language), language=self._title_language(title),
            )
            for (title, publisher, dated), number in self.order.items()
        ]  # fmt: skip

    def used(self, fact: str, word: str = "") -> Fact:
        """Return a fact that a template names, by its identifier or by another word, and remember the place."""
        if fact not in self.project.facts:
            msg = f"no fact {fact!r} in handbook/data/facts.toml. {near(fact, tuple(self.project.facts))}"
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
        chapters = [each for each in frames if "partials" not in Path(str(each[0].filename)).parts and not each[2]]
        if not frames:
            return "", 0
        template, python_line, _ = (chapters or frames)[0]
        path, line = Path(str(template.filename)), template.get_corresponding_lineno(python_line)
        if path not in self.lines:
            self.lines[path] = path.read_text(encoding="utf-8").splitlines()
        later = enumerate(self.lines[path][line - 1 :], line)
        shown = path.relative_to(self.project.root) if path.is_relative_to(self.project.root) else path
        return shown.as_posix(), next((number for number, text in later if word in text), line)

    def _title_language(self, title: str) -> str:
        return next(fact.title_language for fact in self.project.facts.values() if fact.title == title)

    def _source_number(self, fact: Fact) -> int:
        return self.order.setdefault((fact.title, fact.publisher, fact.date), len(self.order) + 1)

    def _value(self, fact: str, key: str) -> float:
        values = self.used(fact).values
        value = values.get(key)
        if value is None or isinstance(value, str):
            msg = f"fact {fact!r} has no number {key!r}. {near(key, tuple(values))}"
            raise TemplateValueError(msg)
        return value


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
    parser = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted((project.root / "templates").rglob("*.html")):
        try:
            tree = parser.parse(path.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            return frozenset(project.facts)
        found |= {node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)}
        found |= {owners[node.attr] for node in tree.find_all(nodes.Getattr) if _is_phone(node) and node.attr in owners}
    return frozenset(found & project.facts.keys())


def _is_phone(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "tel"
