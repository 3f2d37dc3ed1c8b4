"""Job and catalog to a Document: the HTML of a handbook and what it was made from."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from jinja2 import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from handbook.catalogs.load import Catalog
from handbook.config import near
from handbook.diagnostics import Diagnostic, error
from handbook.model import Fact, Job, Phrase, Project
from handbook.render import filters
from handbook.render.environment import Texts, environment
from handbook.render.typography import Phone, close_up
from handbook.trace import Trace, lift, weave


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file, ready for layout."""

    job: Job
    html: str
    stylesheets: tuple[Path, ...]
    """In cascade order, relative to the project."""
    loaded: frozenset[Path]
    """The templates that were really read, absolute."""
    untranslated: frozenset[tuple[str, str]]
    """Context and source of the texts that the catalog does not have."""
    trace: Trace
    """Which words come from which message."""

    @property
    def woven(self) -> str:
        """The HTML with the trace's marks in it."""
        return weave(self.html, self.trace)


class TemplateValueError(Exception):
    """A template asks the ledger or the drawings for something that is not there."""


def render(project: Project, job: Job, catalog: Catalog) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document, or None and the fault with the template's file and line."""
    texts = Texts(catalog)
    env, loader = environment(project.root / "templates", texts)
    try:
        html = env.get_template(job.format.template).render(_context(project, job, texts))
    except Exception as fault:  # noqa: BLE001  # what a template computes can fail in any way
        return None, (_located(project.root, job, fault),)
    styles = _stylesheets(project.root, job)
    html, trace = lift(html, texts.marker)
    return Document(
        job, close_up(html, job.language), styles, frozenset(loader.loaded), frozenset(texts.untranslated), trace
    ), ()


def _stylesheets(root: Path, job: Job) -> tuple[Path, ...]:
    css = Path("templates/css")
    components = sorted((root / css / "components").glob("*.css"))
    script = css / "scripts" / f"{job.language.script}.css"
    return (
        css / "tokens.css",
        css / "base.css",
        *(path.relative_to(root) for path in components),
        *(css / name for name in job.format.styles),
        *([script] if (root / script).is_file() else ()),
    )


def _context(project: Project, job: Job, texts: Texts) -> dict[str, object]:
    language, ledger = job.language, _Ledger(project, job)
    return {
        "language": language,
        "edition": project.edition,
        "association": project.association,
        "catalog": texts.catalog,
        "chapters": project.edition.chapters,
        "tel": _phones(project),
        "phrases": {phrase.id: _shown(phrase, texts) for phrase in project.phrases.values()},
        "number": ledger.number,
        "big": ledger.big,
        "percent": ledger.percent,
        "money": ledger.money,
        "cite": ledger.cite,
        "sources": ledger.sources,
        "home_rules": lambda: _home_rules(project, ledger, texts),
        "drawing": lambda name: _drawing(project.root, name),
        "edition_month": filters.month(project.edition.revised, language),
        "sources_read_on": filters.day(max(fact.verified_on for fact in project.facts.values()), language),
        "font_names": filters.listing(_font_names(project, job), language),
    }


def _shown(phrase: Phrase, texts: Texts) -> SimpleNamespace:
    return SimpleNamespace(
        id=phrase.id, source=phrase.text, text=texts.one("", phrase.text), han=phrase.han, pinyin=phrase.pinyin,
        page=phrase.page,
    )  # fmt: skip


def _phones(project: Project) -> Mapping[str, Phone]:
    return {name: Phone(text) for fact in project.facts.values() for name, text in fact.phones.items()}


def _font_names(project: Project, job: Job) -> Iterable[str]:
    ids = dict.fromkeys(member for members in job.language.roles.values() for member in members)
    return (project.fonts[member].name for member in ids)


def _drawing(root: Path, name: str) -> str:
    if not (root / "templates/art" / f"{name}.svg").is_file():
        choices = tuple(path.stem for path in (root / "templates/art").glob("*.svg"))
        msg = f"no drawing {name!r} in templates/art. {near(name, choices)}"
        raise TemplateValueError(msg)
    return f"art/{name}.svg"


def _home_rules(project: Project, ledger: _Ledger, texts: Texts) -> list[SimpleNamespace]:
    """Return the rules, first where the language is spoken, the European Union last of the rest."""
    language = ledger.job.language
    rows = []
    for rule in project.home_rules:
        values = {name: text for fact in rule.facts for name, text in ledger.printable(fact).items()}
        text = Markup(texts.one("", rule.text)) % values if rule.text else ""  # noqa: S704  # the catalog is checked
        rows.append(
            SimpleNamespace(
                country=language.territories.get(rule.country) or filters.country(rule.country, language),
                kind=rule.kind, text=text, facts=rule.facts,
                home=filters.speaks(rule.country, language), union=rule.country == "EU",
            )
        )  # fmt: skip
    for row in rows:
        row.key = filters.collation_key(row.country, language)
    return sorted(rows, key=lambda row: (not row.home, row.union, row.key))


class _Ledger:
    """The fact ledger as templates see it: values by locale, sources numbered as they are cited."""

    def __init__(self, project: Project, job: Job) -> None:
        self.project, self.job = project, job
        self.order: dict[tuple[str, str, str], int] = {}

    def number(self, fact: str, key: str) -> str:
        return filters.number(self._value(fact, key), self.job.language)

    def big(self, fact: str, key: str) -> str:
        return filters.big(self._value(fact, key), self.job.language)

    def percent(self, fact: str, key: str) -> str:
        return filters.percent(self._value(fact, key), self.job.language)

    def money(self, fact: str, key: str) -> str:
        currency = self._fact(fact).values.get("currency")
        if not isinstance(currency, str):
            msg = f"fact {fact!r} has no currency"
            raise TemplateValueError(msg)
        return filters.money(self._value(fact, key), currency, self.job.language)

    def printable(self, fact: str) -> dict[str, str]:
        """Return every number of a fact as text: amounts of money where the fact has a currency."""
        values, texts = self._fact(fact).values, {}
        for key, value in values.items():
            if not isinstance(value, str):
                is_money = "currency" in values and key in {"limit", "minimum", "fine_min", "fine_max"}
                texts[key] = self.money(fact, key) if is_money else self.number(fact, key)
        return texts

    def cite(self, *facts: str) -> Markup:
        """Return the raised numbers of the facts' sources, each once, as links to the list."""
        numbers = dict.fromkeys(self._source_number(self._fact(fact)) for fact in facts)
        comma = Markup("، ") if self.job.language.script == "Arab" else Markup(", ")
        links = comma.join(Markup('<a href="#source-{0}">{0}</a>').format(n) for n in sorted(numbers))
        return Markup('\u2060<sup class="cite">{}</sup>').format(links) if links else Markup("")

    def sources(self) -> list[SimpleNamespace]:
        """Return the sources cited so far, in order."""
        return [
            SimpleNamespace(
                number=number, title=title, publisher=publisher,
                date=filters.source_date(dated, self.job.language), language=self._title_language(title),
            )
            for (title, publisher, dated), number in self.order.items()
        ]  # fmt: skip

    def _title_language(self, title: str) -> str:
        return next(fact.title_language for fact in self.project.facts.values() if fact.title == title)

    def _source_number(self, fact: Fact) -> int:
        return self.order.setdefault((fact.title, fact.publisher, fact.date), len(self.order) + 1)

    def _value(self, fact: str, key: str) -> float:
        values = self._fact(fact).values
        value = values.get(key)
        if value is None or isinstance(value, str):
            msg = f"fact {fact!r} has no number {key!r}. {near(key, tuple(values))}"
            raise TemplateValueError(msg)
        return value

    def _fact(self, fact: str) -> Fact:
        if fact not in self.project.facts:
            msg = f"no fact {fact!r} in handbook/data/facts.toml. {near(fact, tuple(self.project.facts))}"
            raise TemplateValueError(msg)
        return self.project.facts[fact]


def _located(root: Path, job: Job, fault: Exception) -> Diagnostic:
    templates = root / "templates"
    if isinstance(fault, TemplateSyntaxError):
        return error(_shown_path(root, fault.filename, job), fault.lineno, "template.syntax", str(fault.message))
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith(str(templates))]
    if isinstance(fault, TemplateValueError):
        # A wrong name is the fault of the chapter that wrote it, not of the macro that used it.
        frames = [frame for frame in frames if "chapters" in Path(frame.filename).parts] or frames
    place, line = (frames[-1].filename, frames[-1].lineno or 0) if frames else (None, 0)
    if isinstance(fault, TemplateNotFound):
        return error(_shown_path(root, place, job), line, "template.missing", f"no template {fault.name!r}")
    text = str(fault.args[0]) if fault.args else type(fault).__name__
    return error(_shown_path(root, place, job), line, "template.value", text)


def _shown_path(root: Path, filename: str | None, job: Job) -> str:
    if filename is None:
        return f"templates/{job.format.template}"
    path = Path(filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else filename
