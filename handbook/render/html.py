"""Job and catalog to a Document: the HTML of a handbook and what it was made from.

Words and values come with the call. Read here are templates alone, as Jinja comes upon them, and the head of a drawing
that they name: which ones a page needs is known only while it is made.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from handbook.catalogs.extract import SYNTAX_REMEDY
from handbook.catalogs.manuscript import Catalog
from handbook.catalogs.placeholders import names
from handbook.config.fact_rules import faults
from handbook.language import breaks, collation, filters
from handbook.language.fullwidth import fitted
from handbook.language.typography import close_up
from handbook.render import fallback, qr, references, wording
from handbook.render.environment import TEMPLATES, Texts, TrackingLoader, Watched, environment
from handbook.render.ledger import Ledger, TemplateValueError
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import HomeRule, Job, Language, Phrase, Project, Use
from handbook.values.panel import Shape
from handbook.values.spelling import near
from handbook.values.trace import MARK, Marker, Trace, lift, weave

READS = {
    "chapters": "edition.chapters", "stands": "edition.chapters", "print_run": "edition.print_run",
    "edition_month": "edition.revised", "sources_read_on": "sources_read_on", "home_rules": "home_rules",
    "tel": "phones", "shape_of": "shapes", "guide": "association.guide", "qr": "association.guide",
}  # fmt: skip
"""Variables of templates that hold a value of the data files, and its name in ``fingerprint``."""
CHINESE = "zh-Hans"
"""Tag of the language in which guests show phrases."""


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
    asked: tuple[tuple[Catalog, frozenset[tuple[str, str]]], ...]
    """The catalogs that speak, each with context and source of what it was asked for."""
    reads: frozenset[str]
    """The values of the data files that were read beside facts, by their names in ``fingerprint``."""
    uses: tuple[Use, ...]
    """Where facts are cited or printed, in the order of files and lines."""
    trace: Trace
    """Which words come from which message."""
    voices: tuple[tuple[Language, str], ...] = ()
    """Languages that stand beside the file's own, and what they say (HTML)."""

    @property
    def foreign(self) -> int:
        """How many texts of languages with a catalog stand in the source language."""
        return sum(
            len(keys - catalog.messages.keys()) for catalog, keys in self.asked if not catalog.language.is_source
        )

    @property
    def woven(self) -> str:
        """The HTML with the trace's marks in it."""
        return weave(self.html, self.trace)


def render(
    project: Project,
    job: Job,
    catalog: Catalog,
    voices: tuple[Catalog, ...] = (),
    values: Mapping[str, object] = MappingProxyType({}),
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document and what is wrong with the facts it prints; None if a template fails.

    ``voices`` are the catalogs of all languages that a file in several languages prints, ``values`` further variables
    of its template. Every finding has the file and line of the template.
    """
    made = _made(project, job, catalog, voices, values)
    try:
        html = fitted(breaks.parted(made.in_its_languages(), job.language), job.language)
    except Exception as fault:  # noqa: BLE001  # what a template computes can fail in any way
        return None, _told(project, job, fault)
    texts, ledger, loader, speakers = made.texts, made.ledger, made.loader, made.speakers
    uses = tuple(sorted(ledger.uses.union(*(voice.ledger.uses for voice in speakers))))
    html, trace = lift(html, texts.marker)
    document = Document(
        job=job,
        html=close_up(html, job.language),
        stylesheets=_stylesheets(project.root, job),
        loaded=frozenset(loader.loaded.union(*(voice.loader.loaded for voice in speakers))),
        untranslated=frozenset(texts.untranslated.union(*(voice.texts.untranslated for voice in speakers))),
        asked=tuple((each.catalog, frozenset(each.asked)) for each in (texts, *(voice.texts for voice in speakers))),
        reads=frozenset(_reads(texts, ledger, made.env)).union(
            *(_reads(voice.texts, voice.ledger, voice.env) for voice in speakers)
        ),
        uses=uses,
        trace=trace,
        voices=tuple((voice.language, MARK.sub("", "".join(voice.said))) for voice in speakers),
    )
    findings = (*faults(project, uses), *ledger.out_of_step, *_of_page(document, project, lambda: _placed(made)))
    return document, tuple(sorted(set(findings)))


@dataclass(frozen=True, slots=True)
class _Made:
    """What a page is made with."""

    arguments: tuple[Project, Job, Catalog, tuple[Catalog, ...], Mapping[str, object]]
    texts: Texts
    ledger: Ledger
    env: Environment
    loader: TrackingLoader
    speakers: tuple[Voice, ...]

    def page(self) -> str:
        """Return the page, with the marks of its messages; a template may raise anything."""
        project, job, _, _, values = self.arguments
        context = {**_context(project, job, self.texts, self.ledger), "voices": self.speakers, **values}
        return self.env.get_template(job.layout.template).render(context)

    def in_its_languages(self) -> str:
        """Return the page as ``page`` does, with texts that are not translated marked as the source language's."""
        page = self.page()
        spoken = [self.texts, *(voice.texts for voice in self.speakers)]
        missing = {
            (each.tag, key) for each in spoken if not each.catalog.language.is_source for key in each.untranslated
        }
        source = next(language for language in self.arguments[0].languages.values() if language.is_source)
        return fallback.told(page, self.texts.marker.numbers, missing, source)


def _made(
    project: Project, job: Job, catalog: Catalog, voices: tuple[Catalog, ...], values: Mapping[str, object],
    *, placed: bool = False,
) -> _Made:  # fmt: skip
    texts, ledger = Texts(catalog), Ledger(project, job)
    env, loader = environment(project.root / "templates", texts, placed=placed)
    speakers = tuple(Voice(project, job, each, texts.marker, placed=placed) for each in voices)
    return _Made((project, job, catalog, voices, values), texts, ledger, env, loader, speakers)


def _placed(made: _Made) -> str:
    """Return the page once more, from templates that say of each anchor and reference where it stands.

    Empty where a template cannot be read so: then its format alone is named.
    """
    try:
        return MARK.sub("", _made(*made.arguments, placed=True).page())
    except Exception:  # noqa: BLE001  # the page itself was made: what fails are the places
        return ""


def _of_page(document: Document, project: Project, placed: Callable[[], str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a page before it is laid out; ``placed`` is asked only if there is something to find."""
    root, html = project.root, document.html
    yield from references.misplaced(project, document.loaded)
    for path in sorted(document.loaded):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        with suppress(OSError):  # gone meanwhile
            yield from wording.faults(name, path.read_text(encoding="utf-8"))
    yield from references.sheets(root, document.stylesheets)
    yield from references.drawings(root, dict.fromkeys(re.findall(r'\ssrc="art/([\w-]+)\.svg"', html)))
    missing, files = references.missing_anchors(html), references.missing_files(project, html)
    twice = references.anchors_twice(html)
    if not (missing or files or twice):
        return
    page, whole = placed(), (f"templates/{document.job.layout.template}", 0)
    for name in missing:
        if references.SOURCE.fullmatch(name):  # written by the ledger, on behalf of many templates
            edition = project.content_file(references.EDITION)
            yield references.unknown_anchor(project, name, edition, references.chapters_line(project))
        else:
            for place in references.places(page, "href", f"#{name}") or (whole,):
                yield references.unknown_anchor(project, name, *place)
    for name in files:
        for place in references.places(page, "src", name) or (whole,):
            yield references.unknown_file(project, name, *place)
    for name in twice:
        yield references.double_anchor(name, references.places(page, "id", name) or (whole,))


class Voice:
    """A language that speaks beside others in one file: it prints parts of the page in its own words."""

    def __init__(self, project: Project, job: Job, catalog: Catalog, marker: Marker, *, placed: bool = False) -> None:
        self.language = catalog.language
        self.texts = Texts(catalog, marker)
        own = replace(job, language=catalog.language)
        self.ledger = Ledger(project, own)
        self.env, self.loader = environment(project.root / "templates", self.texts, placed=placed)
        self.context = _context(project, own, self.texts, self.ledger)
        self.said: list[str] = []

    def says(self, template: str, **values: object) -> Markup:
        """Return a template in this language; ``values`` are further variables of it."""
        made = self.env.get_template(template).render({**self.context, **values})
        html = fitted(breaks.parted(close_up(made, self.language), self.language), self.language)
        self.said.append(html)
        return Markup(html)  # noqa: S704  # made by a template that escapes


def _stylesheets(root: Path, job: Job) -> tuple[Path, ...]:
    css = Path("templates/css")
    components = sorted((root / css / "components").glob("*.css"))
    own = (css / "scripts" / f"{job.language.script}.css", css / "languages" / f"{job.language.tag}.css")
    return (
        css / "tokens.css",
        css / "base.css",
        *(path.relative_to(root) for path in components),
        *(css / name for name in job.layout.styles),
        *(css / "scripts" / f"{name}.css" for name in job.language.writing.sheets),
        *(sheet for sheet in own if (root / sheet).is_file()),
    )


def _reads(texts: Texts, ledger: Ledger, env: Environment) -> set[str]:
    """Return the names of the values of the data files that templates asked for."""
    asked: set[str] = env.asked  # type: ignore[attr-defined]  # our environments have it
    return texts.reads | ledger.reads | {READS[name] for name in READS.keys() & asked}


def _context(project: Project, job: Job, texts: Texts, ledger: Ledger) -> dict[str, object]:
    language = job.language
    return {
        "language": language,
        "edition": Watched(project.edition, "edition", texts.reads),
        "association": Watched(
            project.association.told_in(language.tag), "association", texts.reads, f" {language.tag}"
        ),
        "guide": project.guide(language),
        "qr": qr.address(f"https://{project.guide(language)}"),
        "catalog": texts.catalog,
        "chapters": project.edition.chapters,
        "stands": lambda chapter, place: _stands(project, chapter, place),
        "print_run": filters.Figure(filters.number(project.edition.print_run, language), project.edition.print_run),
        "tel": ledger.phones,
        "phrases": Phrases(
            {phrase.id: Shown(phrase, texts, ledger) for phrase in project.phrases.values()}, texts.reads
        ),
        "number": ledger.number,
        "numeral": ledger.numeral,
        "spoken": ledger.spoken,
        "year": ledger.year,
        "month": ledger.month,
        "day": ledger.day,
        "big": ledger.big,
        "percent": ledger.percent,
        "money": ledger.money,
        "cite": ledger.cite,
        "rests_on": ledger.rests_on,
        "claim": ledger.claim,
        "sources": ledger.sources,
        "shape_of": lambda ident: _shape(project, ident),
        "home_rules": lambda: _home_rules(project, ledger, texts),
        "drawing": lambda name: _drawing(ledger, name),
        "by_number": lambda name, captions: _by_number(project.root, _side(name, language), captions),
        "scale_bar": lambda name: _scale_bar(project.root, name, language),
        "edition_month": filters.month(project.edition.revised, language),
        "sources_read_on": filters.day(max(fact.verified_on for fact in project.facts.values()), language),
        "font_names": filters.listing(_font_names(project, job), language),
    }


def _stands(project: Project, chapter: str, place: int) -> bool:
    """Return whether a chapter is the edition's chapter of a number, which then is its page, too.

    Only pages before every long chapter are known without layout: the cover is one page, and so is what follows it.
    """
    return project.edition.chapters[place - 1 : place] == (chapter,)


def _shape(project: Project, ident: str) -> Shape:
    if ident not in project.shapes:
        msg = f"no shape {ident!r} in handbook/settings/panels.toml. {near(ident, project.shapes)}"
        raise TemplateValueError(msg)
    return project.shapes[ident]


class Phrases(dict[str, "Shown"]):
    """The phrases by their ids; notes which were asked for."""

    def __init__(self, shown: Mapping[str, Shown], reads: set[str]) -> None:
        super().__init__(shown)
        self.reads = reads

    def __getitem__(self, ident: str) -> Shown:
        self.reads |= {f"phrase {ident}", f"language {CHINESE}"}
        return super().__getitem__(ident)

    def values(self) -> Any:  # noqa: ANN401  # a view, whose type has no public name
        """Return all of them."""
        self.reads |= {"phrases", *(f"phrase {ident}" for ident in self), f"language {CHINESE}"}
        return super().values()


class Shown:
    """A phrase as templates see it; a value is used where the words that have it are asked for."""

    def __init__(self, phrase: Phrase, texts: Texts, ledger: Ledger) -> None:
        self.phrase, self.texts, self.ledger = phrase, texts, ledger
        self.id, self.page = phrase.id, phrase.page

    @property
    def text(self) -> Markup:
        """The phrase in the reader's language."""
        return self.texts.said(self.phrase, self._values(self.phrase.text, self.ledger.job.language))

    @property
    def source(self) -> str:
        """The phrase in the source language."""
        source = self.ledger.project.source
        self.texts.reads.add(f"language {source.tag}")
        values = self._values(self.phrase.text, source)
        count = values.get(self.phrase.counts)
        is_one = isinstance(count, filters.Figure) and count.amount == 1
        return (self.phrase.text_one if is_one else self.phrase.text) % values

    @property
    def han(self) -> str:
        """The phrase in Chinese."""
        return self.phrase.han % self._values(self.phrase.han, _chinese(self.ledger.project))

    @property
    def alike(self) -> bool:
        """Whether the reader's language writes it as the Chinese do, so that it need not stand twice."""
        return MARK.sub("", self.text) == self.han

    @property
    def pinyin(self) -> str:
        """The Chinese as it is read."""
        return self.phrase.pinyin % self._values(self.phrase.pinyin, _chinese(self.ledger.project))

    def _values(self, text: str, language: Language) -> Mapping[str, str]:
        return self.ledger.of_phrase(self.phrase, names(text), language)


def _chinese(project: Project) -> Language:
    """Return the language of the Chinese phrases, also where no edition is made in it."""
    source = next(each for each in project.languages.values() if each.is_source)
    plain = replace(source, tag=CHINESE, writing=project.scripts["Hans"], region="", currencies={}, is_source=False)
    return project.languages.get(CHINESE, plain)


def _font_names(project: Project, job: Job) -> Iterable[str]:
    ids = dict.fromkeys(member for members in job.language.roles.values() for member in members)
    return (project.fonts[member].name for member in ids)


def _side(name: str, language: Language) -> str:
    """Return a drawing's name; a plate whose numbers begin at the right has a file of its own."""
    return f"{name}-rtl" if name.startswith("plate-") and language.direction == "rtl" else name


def _by_number(root: Path, name: str, captions: Sequence[object]) -> Sequence[object]:
    """Return captions in the order of the numbers in a drawing, which says for each number which caption is meant.

    Raises TemplateValueError if there are more or fewer captions than numbers.
    """
    head = (root / "templates/art" / f"{name}.svg").read_text(encoding="utf-8").partition(">")[0]
    found = re.search(r' data-order="([\d ]+)"', head)
    order = [int(number) for number in found[1].split()] if found else range(1, len(captions) + 1)
    if len(order) != len(captions):
        msg = f"drawing {name!r} has {len(order)} numbers, and there are {len(captions)} captions"
        raise TemplateValueError(msg)
    return [captions[number - 1] for number in order]


def _drawing(ledger: Ledger, name: str) -> str:
    art = ledger.project.root / "templates/art"
    name = _side(name, ledger.job.language)
    if not (art / f"{name}.svg").is_file():
        choices = tuple(path.stem for path in art.glob("*.svg"))
        msg = f"no drawing {name!r} in templates/art. {near(name, choices)}"
        raise TemplateValueError(msg)
    ledger.compare(art / f"{name}.svg")
    return f"art/{name}.svg"


def _scale_bar(root: Path, name: str, language: Language) -> SimpleNamespace | None:
    """Return the label of a drawing's scale bar and its place in per cent of the drawing, or None if it has no bar."""
    head = (root / "templates/art" / f"{name}.svg").read_text(encoding="utf-8").partition(">")[0]
    found = dict(re.findall(r' data-(bar(?:-[xy])?)="([\d.]+)"', head))
    if not found:
        return None
    return SimpleNamespace(text=filters.centimetres(float(found["bar"]), language), x=found["bar-x"], y=found["bar-y"])


def _home_rules(project: Project, ledger: Ledger, texts: Texts) -> list[SimpleNamespace]:
    """Return the rules, first those of the readers' countries, the European Union last of the rest.

    A country of the readers without a rule is one where none is clear.
    """
    language = ledger.job.language
    ruled = {rule.country for rule in project.home_rules}
    unruled = [HomeRule(code, "unclear", "", "", "", (), 0) for code in language.countries if code not in ruled]
    rows = []
    for rule in (*project.home_rules, *unruled):
        values = ledger.of_rule(rule, names(rule.text))
        text = texts.said(rule, values) if rule.text else ""
        rows.append(
            SimpleNamespace(
                country=language.territories.get(rule.country) or filters.country(rule.country, language),
                kind=rule.kind, text=text, facts=rule.facts,
                home=_is_home(rule.country, language), union=rule.country == "EU",
            )
        )  # fmt: skip
    key = collation.key(language)
    for row in rows:
        row.key = key(row.country)
    return sorted(rows, key=lambda row: (not row.home, row.union, row.key))


def _is_home(country: str, language: Language) -> bool:
    return country in language.countries if language.countries else filters.speaks(country, language)


def _told(project: Project, job: Job, fault: Exception) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the templates where one failed: the cause, if it is known, in place of its effect."""
    if isinstance(fault, UndefinedError) and (
        untitled := tuple(wording.untitled(project.root, project.edition.chapters))
    ):
        return untitled
    if isinstance(fault, UnicodeDecodeError):
        return tuple(_unreadable(project.root))
    return (_located(project.root, job, fault),)


def _unreadable(root: Path) -> Iterator[Diagnostic]:
    for path in sorted((root / "templates").rglob("*.html")):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as fault:
            text, name = f"the file is not UTF-8: {fault.reason}", path.relative_to(root).as_posix()
            yield error(name, 0, "template.encoding", text, "Save it as UTF-8.")


def _located(root: Path, job: Job, fault: Exception) -> Diagnostic:
    templates = root / "templates"
    if isinstance(fault, TemplateSyntaxError):
        return error(
            fault.filename or _template(job), fault.lineno, "template.syntax", str(fault.message), SYNTAX_REMEDY
        )
    frames = [each for each in traceback.extract_tb(fault.__traceback__) if each.filename.startswith(f"{TEMPLATES}/")]
    if isinstance(fault, TemplateValueError):
        # A wrong name is the fault of the chapter that wrote it, not of the macro that used it.
        shared = {"partials", "formats"}
        frames = [frame for frame in frames if shared.isdisjoint(Path(frame.filename).parts)] or frames
    place, line = (frames[-1].filename, frames[-1].lineno or 0) if frames else (None, 0)
    if isinstance(fault, TemplateNotFound):
        names = tuple(path.relative_to(templates).as_posix() for path in templates.rglob("*.html"))
        text, remedy = f"no template {fault.name!r}", near(str(fault.name), names)
        return error(place or _template(job), line, "template.missing", text, remedy)
    text = str(fault.args[0]) if fault.args else type(fault).__name__
    if isinstance(fault, OSError) and fault.filename:
        missing = Path(str(fault.filename))
        text = f"{missing.relative_to(root) if missing.is_relative_to(root) else missing}: {fault.strerror}"
    remedy = (
        "Look for a slip in the name, here or where the value is made." if isinstance(fault, UndefinedError) else ""
    )
    return error(place or _template(job), line, "template.value", text, remedy)


def _template(job: Job) -> str:
    return f"{TEMPLATES}/{job.layout.template}"
