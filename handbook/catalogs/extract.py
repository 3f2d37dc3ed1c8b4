"""Templates and data to ``locales/handbook.pot``: what translators get."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import babel_extract

from handbook.diagnostics import Diagnostic, error
from handbook.model import TEMPLATE_SYNTAX, Edition, Project

POT = Path("locales/handbook.pot")
REMEDY = "Run: python3 build.py catalogs extract"
COMMENT_TAG = "TRANSLATORS:"
KEYWORDS: dict[str, object] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
DATA_COMMENTS = {
    "phrases": "A sentence that the guest points at; it stands beside its Chinese. Translate what it means.",
    "home_rules": "The table of customs rules. The country's name stands beside it and is not repeated.",
}


def extract(project: Project) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of the POT file, and an error for each template that does not parse.

    References name files only and nothing is wrapped, so that a diff shows changed words alone.
    The creation date is the edition's, so that the same texts give the same bytes.
    """
    catalog = _empty_catalog(project.edition)
    findings: list[Diagnostic] = []
    for path in sorted((project.root / "templates").rglob("*.html")):
        name = path.relative_to(project.root).as_posix()
        try:
            for message, comments in _template_messages(path):
                _add(catalog, message, name, comments)
        except TemplateSyntaxError as fault:
            findings.append(
                error(name, fault.lineno, "template.syntax", str(fault.message), "No text of this template was read.")
            )
    for message, name, comment in _data_messages(project):
        _add(catalog, message, name, [comment])
    return _pot_text(catalog), tuple(findings)


def read_keys(root: Path) -> tuple[frozenset[tuple[str, str]], tuple[Diagnostic, ...]]:
    """Return context and source text of every message in the committed POT, and a fault if it cannot be read."""
    try:
        parsed = read_po(io.BytesIO((root / POT).read_bytes()), charset="utf-8")
    except (OSError, ValueError) as fault:
        return frozenset(), (error(POT.as_posix(), 0, "pot.missing", str(fault), REMEDY),)
    texts = ((m.context or "", m.id[0] if isinstance(m.id, tuple) else m.id) for m in parsed)
    return frozenset((context, text) for context, text in texts if text), ()


def check_step(project: Project) -> tuple[Diagnostic, ...]:
    """Return an error if the committed POT is not what templates and data would give now."""
    text, findings = extract(project)
    path = project.root / POT
    if findings or (path.is_file() and path.read_text(encoding="utf-8") == text):
        return findings
    return (error(POT.as_posix(), 0, "pot.step", "the file is not in step with templates and data", REMEDY),)


def _empty_catalog(edition: Edition) -> Catalog:
    return Catalog(
        project="handbook",
        version=edition.id,
        copyright_holder="the publishers of the handbook",
        msgid_bugs_address="handbook@association.example",
        creation_date=datetime.combine(edition.revised, time(), UTC),
        charset="utf-8",
        fuzzy=True,
        header_comment=(
            "# The traveller's anti-counterfeit handbook.\n"
            "# The texts may be used under CC BY 4.0.\n"
            "# Made by `python3 build.py catalogs extract` from templates and data: do not edit."
        ),
    )


def _template_messages(path: Path) -> Iterator[tuple[object, list[str]]]:
    options = {
        "extensions": "jinja2.ext.i18n",
        "trimmed": "true",
        "newstyle_gettext": "true",
        "silent": "false",
        **{key: str(value).lower() for key, value in TEMPLATE_SYNTAX.items()},
    }
    source = path.read_bytes()
    # babel_extract is lazy and parses late: ask the parser first, which names the line of a fault.
    Environment(extensions=["jinja2.ext.i18n"], autoescape=True, **TEMPLATE_SYNTAX).parse(source.decode())
    for _line, function, message, comments in babel_extract(
        io.BytesIO(source), list(KEYWORDS), [COMMENT_TAG], options
    ):
        texts = [message] if isinstance(message, str) else list(message)
        yield (function, [text for text in texts if isinstance(text, str)]), comments


def _data_messages(project: Project) -> Iterator[tuple[object, str, str]]:
    for rule in project.home_rules:
        if rule.text:
            yield ("gettext", [rule.text]), "handbook/data/home_rules.toml", DATA_COMMENTS["home_rules"]
    for phrase in project.phrases.values():
        yield ("gettext", [phrase.text]), "handbook/data/phrases.toml", DATA_COMMENTS["phrases"]


def _add(catalog: Catalog, message: object, name: str, comments: list[str]) -> None:
    function, texts = message  # type: ignore[misc]  # a pair from the two generators above
    context = texts.pop(0) if function in {"pgettext", "npgettext"} else None
    known = catalog.get(texts[0], context)
    locations = [*(known.locations if known else ()), (name, 0)]
    cleaned = [comment.removeprefix(COMMENT_TAG).strip() for comment in comments]
    catalog.add(
        tuple(texts[:2]) if function in {"ngettext", "npgettext"} else texts[0],
        locations=sorted(set(locations)),
        auto_comments=cleaned,
        context=context,
    )


def _pot_text(catalog: Catalog) -> str:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, include_lineno=False)
    return buffer.getvalue().decode().strip("\n") + "\n"


