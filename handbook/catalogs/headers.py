"""The header of a catalog: its fields, and what in them would mislead the build or another program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from gettext import c2py

from handbook.catalogs.po import Entry, PoFile
from handbook.language import tags
from handbook.language.plurals import parts_as_known, plural_forms
from handbook.values.diagnostics import Diagnostic, error, warning

JOINED = "#-#-#-#-#"
"""What GNU msgcat puts around a file's name where two files have different texts."""
REVIEWED = "native speaker"
"""How X-Review begins once a native speaker has read the translation."""
_DRAFT = "draft"
_READ = frozenset({"Language", "Content-Type", "Plural-Forms", "X-Review"})
"""The fields that a build goes by."""
ORDER = (
    "Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator",
    "Language-Team", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms",
)  # fmt: skip
"""The fields that GNU gettext and editors write, in their order."""
_KNOWN = frozenset({*ORDER, "X-Review", "X-Generator"})
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_CLOSE = 0.8
_NAME = 40
"""Letters of a field's name, at most; what is longer is no slip of one."""
_MANY = 1000
"""Counts for which a plural rule is tried, as msgfmt does."""


def check_header(name: str, catalog: PoFile, locale: str) -> Iterator[Diagnostic]:
    """Yield the faults of a file's header. ``locale`` is the language that the file is for, "" for any."""
    header = catalog.header
    if header is None:
        yield no_header(name, catalog)
        return
    if any(JOINED in text for text in header.translations):
        # Whatever else is wrong comes of it.
        yield error(name, header.line, "catalog.conflict", f"msgcat joined several headers, with {JOINED} lines",
                    f'Keep the fields of one file. Delete the others, the lines with {JOINED}, and "fuzzy" above the '
                    "header.")  # fmt: skip
        return
    if header.fuzzy:
        yield error(name, header.line, "catalog.header-fuzzy", "the header is marked fuzzy",
                    'Remove "fuzzy" above the header.')  # fmt: skip
    fields = catalog.fields
    yield from _fields(name, header)
    yield from _charset(name, header.line, fields.get("Content-Type", ""))
    yield from _language(name, header.line, fields.get("Language", ""), locale)
    yield from _review(name, header, fields.get("X-Review", ""))
    for word in ("nplurals=", "plural="):
        # GNU gettext takes the first, wherever it stands.
        if header.translations[0].count(word) > fields.get("Plural-Forms", "").count(word):
            yield error(name, header.line, "catalog.plural-header", f"{word} stands outside of Plural-Forms",
                        "Remove it there.")  # fmt: skip
    yield from _plural_header(name, header.line, fields, locale, needed=any(each.plural for each in catalog.live))


def no_header(name: str, catalog: PoFile) -> Diagnostic:
    """Return that a file has no header, or nothing at all."""
    hint = "Restore the file from the repository, or begin it as locales/handbook.pot begins: with an empty msgid."
    return error(name, 1, "catalog.header", "the file has no header" if catalog.entries else "the file is empty", hint)


def _fields(name: str, header: Entry) -> Iterator[Diagnostic]:
    """Yield the lines that are no field, the fields that stand there twice and those that are misspelt."""
    seen: set[str] = set()
    code = "catalog.header-field"
    for line, row in _rows(header):
        field, colon, _ = row.partition(":")
        if not colon or not _FIELD.fullmatch(field):
            yield warning(name, line, code, f"a line of the header is no field: {row[:60]!r}",
                          'Write it as "Name: value\\n", or remove it.')  # fmt: skip
            continue
        if field in seen:
            kind = error if field in _READ else warning
            yield kind(name, line, code, f"the header has the field {field} twice", "Keep the right one.")
        elif meant := _meant(field):
            yield warning(name, line, code, f"{field} is no field that anything reads", f"Is {meant} meant?")
        seen.add(field)


def _rows(header: Entry) -> list[tuple[int, str]]:
    """Return the lines of a header's text, each with its line in the file: the header's own if they are wrapped."""
    rows = [row for row in header.translations[0].split("\n") if row.strip()]
    places = [header.line + at for at, line in enumerate(header.body) if not line.endswith(' ""')]
    return list(zip(places if len(places) == len(rows) else [header.line] * len(rows), rows, strict=True))


def _meant(field: str) -> str:
    """Return the known field that a name is a slip of, or ""."""
    if field in _KNOWN or len(field) > _NAME:
        return ""
    lower = {known.lower(): known for known in sorted(_KNOWN)}
    return next((lower[close] for close in get_close_matches(field.lower(), lower, 1, _CLOSE)), "")


def _charset(name: str, line: int, value: str) -> Iterator[Diagnostic]:
    charset = re.search(r"charset=(\S+)", value)
    if charset is None or charset[1].lower() not in {"utf-8", "utf8"}:
        found = charset[1] if charset else "none"
        hint = 'The header needs "Content-Type: text/plain; charset=UTF-8\\n".'
        yield error(name, line, "catalog.charset", f"the header names the charset {found}", hint)


def _language(name: str, line: int, value: str, locale: str) -> Iterator[Diagnostic]:
    """Yield that the file is for another language or script; a region more or less is the same one.

    Poedit takes away a language that it does not know, such as zh_Hans.
    """
    hint = f'The header needs "Language: {locale or "fr"}\\n".'
    if not value:
        mended = f"{hint} To have it written: python3 build.py catalogs update"
        yield warning(name, line, "catalog.header", "the header names no language", mended)
    elif locale and not tags.same_writing(value, locale):
        yield error(name, line, "catalog.header", f"the header names the language {value!r}", hint)
    elif locale and tags.read(value) != tags.read(locale):
        yield warning(name, line, "catalog.header", f"the header names another region: {value}", hint)


def _review(name: str, header: Entry, value: str) -> Iterator[Diagnostic]:
    if value and not value.startswith((REVIEWED, _DRAFT)):
        yield warning(
            name, next(line for line, row in _rows(header) if row.startswith("X-Review")), "catalog.header-field",
            f"X-Review says neither {REVIEWED!r} nor {_DRAFT!r}, and so counts as a draft: {value[:60]!r}",
            f'Begin it with one of these words, as in "X-Review: {REVIEWED}\\n".',
        )  # fmt: skip


def _plural_header(
    name: str, line: int, fields: Mapping[str, str], locale: str, *, needed: bool
) -> Iterator[Diagnostic]:
    value = fields.get("Plural-Forms", "")
    if not value and not needed:
        return
    tag = locale.replace("_", "-")
    rule = plural_forms(tag) if tags.read(tag) else "nplurals=2; plural=(n != 1);"
    hint = f'The header needs "Plural-Forms: {rule}\\n".'
    if not re.fullmatch(r"nplurals=\s*[1-9]\s*;\s*plural=[\sn\d()<>=!&|?:%*+/-]+;?", value):
        text = f"Plural-Forms is missing or not a plural rule: {value!r}"
        yield error(name, line, "catalog.plural-header", text, hint)
    elif fault := plural_fault(value):
        yield error(name, line, "catalog.plural-header", f"Plural-Forms cannot be used: {fault}", hint)
    elif tags.read(tag) and not parts_as_known(plural_expression(value), tag):
        text = f"Plural-Forms is not the rule of the language {tag}: {value}"
        yield warning(name, line, "catalog.plural-rule", text, f"{hint} Each plural then has as many msgstr.")


def plural_fault(value: str) -> str:
    """Return why a Plural-Forms value is no rule for its number of forms, or ""."""
    count = re.search(r"nplurals\s*=\s*(\d+)", value)
    forms = int(count[1]) if count else 0
    try:
        rule = c2py(plural_expression(value))
        found = {rule(number) for number in range(_MANY + 1)}
    except (ValueError, ArithmeticError, RecursionError) as fault:
        return str(fault)
    if max(found) >= forms:
        return f"nplurals={forms}, but the rule gives form {max(found)}"
    return ""


@lru_cache(maxsize=64)
def lone_forms(value: str) -> frozenset[int]:
    """Return which forms of a Plural-Forms value serve a single number, as Arabic's for one and for two do."""
    try:
        rule = c2py(plural_expression(value))
        served = Counter(rule(number) for number in range(_MANY + 1))
    except (ValueError, ArithmeticError, RecursionError):
        return frozenset()  # told as a fault of the header
    return frozenset(form for form, numbers in served.items() if numbers == 1)


def plural_expression(value: str) -> str:
    """Return the C expression of a Plural-Forms value."""
    return re.sub(r".*\bplural\s*=", "", value).rstrip("; ")
