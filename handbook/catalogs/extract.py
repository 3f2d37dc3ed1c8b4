"""Templates and data to ``locales/handbook.pot``: what translators get."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from textwrap import wrap

from babel.messages.catalog import Catalog, Message
from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import babel_extract

from handbook.catalogs import comments, counted, po
from handbook.catalogs.manuscript import REMEDY, Manuscript, pot_path
from handbook.catalogs.placeholders import formatted, names, source_faults
from handbook.config.fact_rules import HOME_RULES, PHRASES
from handbook.files.folders import CONTENT
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.message import Key
from handbook.values.model import LSTRIP_BLOCKS, TRIM_BLOCKS, HomeRule, Phrase, Project

SYNTAX_REMEDY = "Close every {% ... %} and {{ ... }}, and end every block that begins; until then no text is read."
COMMENT_TAG = "TRANSLATORS:"
PLURAL_FORMS = 2
CONTEXTUAL = frozenset({"pgettext", "npgettext"})
FUNCTIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext")


def extract(project: Project) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of the POT file, and an error for each template that does not parse.

    References name files only and nothing is wrapped, so that a diff shows changed words alone.
    The creation date is the edition's, so that the same texts give the same bytes.
    """
    catalog = _empty_catalog(project)
    findings: list[Diagnostic] = []
    for path in sorted((project.root / "templates").rglob("*.html")):
        name = path.relative_to(project.root).as_posix()
        try:
            for found in template_texts(path, name):
                if found.texts:
                    _add(catalog, found)
                    findings += _half_written(found)
                else:
                    fault_ = "a text to translate must stand here in full, between quotation marks"
                    findings.append(error(name, found.line, "template.gettext", fault_))
            findings += _uncounted(path, name)
        except UnicodeDecodeError as fault:
            findings.append(
                error(name, 0, "template.encoding", f"the file is not UTF-8: {fault.reason}", "Save it as UTF-8.")
            )
        except TemplateSyntaxError as fault:
            findings.append(error(name, fault.lineno, "template.syntax", str(fault.message), SYNTAX_REMEDY))
    for found in _data_messages(project):
        _add(catalog, found)
    _say_where(catalog, comments.titles(project.root / "templates"))
    return _pot_text(catalog), tuple(findings)


def written(project: Project) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text of each text to translate and each phrase in Chinese, of templates that parse."""
    for path in sorted((project.root / "templates").rglob("*.html")):
        name = path.relative_to(project.root).as_posix()
        with contextlib.suppress(UnicodeDecodeError, TemplateSyntaxError):  # check_step tells of them
            yield from ((name, found.line, text) for found in template_texts(path, name) for text in found.texts)
    yield from (
        (project.content_file(HOME_RULES), rule.line, f"{rule.text_one} {rule.text}") for rule in project.home_rules
    )
    yield from (
        (project.content_file(PHRASES), phrase.line, f"{phrase.text_one} {phrase.text} {phrase.han}")
        for phrase in project.phrases.values()
    )


def not_in_step(project: Project, texts: frozenset[Key]) -> tuple[Diagnostic, ...]:
    """Return an error for each text that templates print and translators were never given."""
    return tuple(
        error(
            pot_path(project.locales).as_posix(),
            0,
            "pot.step",
            f"the text is not in the template catalog: {text[:60]!r}",
            REMEDY,
        )
        for _context, text in sorted(texts)
    )


def check_step(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """Return an error if the template catalog has not the entries that templates and data would give now.

    Its header is of no concern: another edition or association changes no text. One that cannot be read is a fault of
    the manuscript.
    """
    text, findings = extract(manuscript.project)
    wanted, _ = po.read("extracted.pot", text.encode())
    name = pot_path(manuscript.project.locales).as_posix()
    if findings or manuscript.faults or _entries(manuscript.pot) == _entries(wanted):
        return findings
    return (error(name, 0, "pot.step", "the file is not in step with templates and data", REMEDY),)


def _entries(catalog: po.PoFile) -> tuple[po.Entry, ...]:
    """Return what the entries say, wherever they stand in the file."""
    return tuple(replace(entry, line=0, body=(), raw="") for entry in catalog.entries)


def _empty_catalog(project: Project) -> Catalog:
    return Catalog(
        project="handbook",
        version=project.edition.id,
        copyright_holder="the publishers of the handbook",
        msgid_bugs_address=project.association.email,
        creation_date=datetime.combine(project.edition.revised, time(), UTC),
        charset="utf-8",
        fuzzy=True,
        header_comment=(
            "# The traveller's anti-counterfeit handbook.\n"
            "# The texts may be used under CC BY 4.0.\n"
            "# Made by `python3 build.py catalogs extract` from templates and data: do not edit."
        ),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One text of a template or data file."""

    name: str
    line: int
    function: str
    texts: tuple[str, ...]
    """The arguments that are texts: context, singular, plural, as the function takes them."""
    comments: tuple[str, ...]
    placeholders: Mapping[str, str] = field(default_factory=dict)
    """What each placeholder holds, where the template tells."""

    @property
    def context(self) -> str | None:
        """What tells the text from the same words elsewhere."""
        return self.texts[0] if self.function in CONTEXTUAL else None

    @property
    def key(self) -> Key:
        """What identifies the message in its catalog."""
        return self.context or "", self.texts[self.function in CONTEXTUAL]


def template_texts(path: Path, name: str) -> Iterator[Found]:
    """Yield the texts of a template; one without words is a fault. Raises TemplateSyntaxError."""
    for line, function, texts, notes, known in _texts(path.read_bytes()):
        yield Found(name, line, function, texts, notes, known)


@lru_cache(maxsize=256)
def _texts(source: bytes) -> tuple[tuple[int, str, tuple[str, ...], tuple[str, ...], Mapping[str, str]], ...]:
    """Return line, function, texts, comments and placeholders of the texts of a template; a check asks twice."""
    options = {
        "extensions": "jinja2.ext.i18n",
        "trimmed": "true",
        "newstyle_gettext": "true",
        "silent": "false",
        "trim_blocks": str(TRIM_BLOCKS).lower(),
        "lstrip_blocks": str(LSTRIP_BLOCKS).lower(),
    }
    # babel_extract is lazy and parses late: ask the parser first, which names the line of a fault.
    parser = parser_of_templates()
    held = comments.placeholders(parser, source.decode(), FUNCTIONS)
    found = []
    for line, function, message, notes in babel_extract(io.BytesIO(source), FUNCTIONS, [COMMENT_TAG], options):
        given = (message,) if isinstance(message, str) else message or ()
        texts = tuple(text for text in given if isinstance(text, str))
        known = {key: value for text in texts for key, value in held.get(text, {}).items()}
        found.append((line, function, texts, tuple(notes), known))
    return tuple(found)


@lru_cache(maxsize=256)
def _undecided(source: bytes) -> tuple[tuple[int, str, str], ...]:
    """Return what ``counted`` finds in a template; who goes on reading changed templates asks for each again."""
    return tuple(counted.undecided(parser_of_templates(), source.decode()))


@lru_cache(maxsize=16)
def keys_of(source: str) -> frozenset[Key]:
    """Return context and source text of every message of a template, of which ``source`` is the text."""
    found = set[Key]()
    for _, function, message in parser_of_templates().extract_translations(source):  # type: ignore[attr-defined]
        given = (message,) if isinstance(message, str) else message
        texts = tuple(text for text in given if isinstance(text, str))
        found.add(Found("", 0, function, texts, ()).key)
    return frozenset(found)


def parser_of_templates() -> Environment:
    """Return what reads templates as the renderer does."""
    parser = Environment(
        extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=TRIM_BLOCKS, lstrip_blocks=LSTRIP_BLOCKS
    )
    parser.policies["ext.i18n.trimmed"] = True
    parser.newstyle_gettext = True  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
    return parser


def _data_messages(project: Project) -> Iterator[Found]:
    for rule in project.home_rules:
        if rule.text:
            yield _of_data(HOME_RULES, rule, _values(rule.text))
    phones = {name: comments.KINDS["tel"] for fact in project.facts.values() for name in fact.phones}
    for phrase in project.phrases.values():
        held = {**_values(phrase.text), **phones}
        yield _of_data(PHRASES, phrase, held)


def _of_data(file: str, said: HomeRule | Phrase, held: Mapping[str, str]) -> Found:
    """Return the text of a row of a data file; one that counts has two forms, as ngettext takes them."""
    forms = (said.text_one, said.text) if said.counts else (said.text,)
    return Found(_reference(file), 0, "ngettext" if said.counts else "gettext", forms, (), held)


def _reference(name: str) -> str:
    """Return how catalogs name a file of staff's folder, wherever that stands: they are read on other machines."""
    return (CONTENT / name).as_posix()


def _values(text: str) -> Mapping[str, str]:
    """Return what the placeholders of a data file's text hold."""
    return {name: f"a number or an amount ({name.replace('_', ' ')})" for name in names(text)}


def _add(catalog: Catalog, found: Found) -> None:
    context = found.context
    texts = found.texts if context is None else found.texts[1:]
    known = catalog.get(texts[0], context)
    locations = {*(known.locations if known else ()), (found.name, 0)}
    notes = [comment.removeprefix(COMMENT_TAG).strip() for comment in found.comments]
    limit = comments.limit(notes)
    there = known.auto_comments if known else []
    message = catalog.add(
        texts[:2] if found.function in {"ngettext", "npgettext"} else texts[0],
        locations=sorted(locations),
        auto_comments=[each for each in (*notes, *_explained(texts, found.placeholders)) if each not in there],
        context=context,
    )
    if limit:
        message.flags.add(limit)
    # Babel takes "100 % sure" for a text with a value.
    (message.flags.add if formatted(texts) else message.flags.discard)("python-format")


def _half_written(found: Found) -> Iterator[Diagnostic]:
    """Yield an error for each percent sign of a text with placeholders that is not written twice."""
    for bad in source_faults(found.texts):
        hint = "In a text with placeholders a percent sign is written %%."
        yield error(found.name, found.line, "template.gettext", f"broken placeholder {bad!r}", hint)


def _uncounted(path: Path, name: str) -> Iterator[Diagnostic]:
    """Yield an error for each number of things that decides no form of its text."""
    for line, value, remedy in _undecided(path.read_bytes()):
        text = f"{value!r} is a number of things, but the text has one form for all numbers"
        yield error(name, line, "template.plural", text, remedy)


def _explained(texts: tuple[str, ...], known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts[:2] for line in comments.explain(text, known)))


def _say_where(catalog: Catalog, titles: Mapping[str, str]) -> None:
    """Begin the comments of every message with the places where it is printed."""
    for message in catalog:
        if message.id:
            where = comments.places((name for name, _ in message.locations), titles)
            message.auto_comments = [*where, *message.auto_comments]


def _pot_text(catalog: Catalog) -> str:
    """Write the file ourselves: Babel wraps comments, and its version would change every file."""
    fields = "".join(f"{name}: {value}\n" for name, value in catalog.mime_headers if name != "Generated-By")
    header = replace(po.empty(""), translator=tuple(catalog.header_comment.split("\n")), flags=("fuzzy",),
                     translations=(fields,))  # fmt: skip
    return po.write(po.PoFile(header, tuple(_entry(message) for message in catalog if message.id)))


def _entry(message: Message) -> po.Entry:
    texts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return replace(
        po.empty(texts[0], texts[1] if len(texts) > 1 else None, message.context or None, PLURAL_FORMS),
        extracted=tuple(f"#. {line}" for line in message.auto_comments),
        references=_references(sorted({name for name, _ in message.locations})),
        flags=tuple(sorted(message.flags)),
    )


def _references(files: list[str]) -> tuple[str, ...]:
    """Return the lines of references as GNU gettext and Poedit fill them."""
    filled = wrap(" ".join(files), 76, break_long_words=False, break_on_hyphens=False)
    return tuple(f"#: {line}" for line in filled)
