"""The gate before a build: what in a catalog would break a page or mislead a reader.

At least as strict as ``msgfmt -c``. What is only doubtful is the matter of ``review``.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from gettext import c2py

from handbook.catalogs.placeholders import broken, entity_faults, formatted, placeholder_faults, tag_faults
from handbook.catalogs.po import Entry, PoFile
from handbook.language import signs
from handbook.values.diagnostics import Diagnostic, counted, error, warning
from handbook.values.message import Key
from handbook.values.trace import MARK

IGNORE = "ignore-"
"""A flag that begins so switches one check off for one entry: ``ignore-number`` for ``catalog.number``."""
MAY_BE_IGNORED = frozenset({"catalog.number", "catalog.link"})
_MANY = 1000
"""Counts for which a plural rule is tried, as msgfmt does."""
_LINK = re.compile(r"https?://[^\s<>\"'«»“”()،。，]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d+(?:[.,٫٬’'\u00a0\u202f ]\d{3}(?!\d))*(?:[.,٫]\d+)?")
_LONG = 3
"""From so many digits on a number is a telephone number, an amount or an article: it must not change."""


def check_catalog(name: str, catalog: PoFile, keys: frozenset[Key], locale: str = "") -> Iterator[Diagnostic]:
    """Yield the faults of header and entries, each with the line of its msgid.

    ``keys`` are the texts of the template catalog; a text that is not among them is a warning.
    """
    yield from _header(name, catalog, locale)
    yield from _duplicates(name, catalog)
    for entry in catalog.entries:
        yield from _forms(name, entry, catalog.forms)
        if not entry.obsolete and not entry.fuzzy and any(entry.translations):
            yield from _unused(name, entry, keys)
            yield from _found(name, entry)


@lru_cache(maxsize=1 << 13)
def _found(name: str, entry: Entry) -> tuple[Diagnostic, ...]:
    """Return the faults of an entry's texts: between two edits of a file nearly all are what they were."""
    return tuple(unless_ignored(entry, _texts(name, entry)))


def absent(name: str, catalog: PoFile, keys: frozenset[Key]) -> Iterator[Diagnostic]:
    """Yield an error if texts of the template catalog do not stand in a file at all: half of it may be lost.

    A build counts them as untranslated; the file is that of a language which is behind, or it was cut off.
    """
    live = catalog.live
    lost = keys - {entry.key for entry in live}
    if lost:
        text = f"{len(lost)} of {counted(len(keys), 'text')} are not in the file, such as {min(lost)[1][:50]!r}"
        hint = ("If the file was cut off, in the mail or by a full disk, get it anew. Else bring it in step: python3 "
                "build.py catalogs update")  # fmt: skip
        yield error(name, live[-1].line if live else 0, "catalog.short", text, hint)


def unless_ignored(entry: Entry, findings: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what the entry's own flags switch off; an error only if it is one that may be switched off."""
    off = {flag.removeprefix(IGNORE) for flag in entry.flags if flag.startswith(IGNORE)}
    for finding in findings:
        may = finding.severity == "warning" or finding.code in MAY_BE_IGNORED
        if not (may and finding.code.removeprefix("catalog.") in off):
            yield finding


def _header(name: str, catalog: PoFile, locale: str) -> Iterator[Diagnostic]:
    if catalog.header is None:
        yield no_header(name, catalog)
        return
    line, fields = catalog.header.line, catalog.fields
    if catalog.header.fuzzy:
        yield error(name, line, "catalog.header-fuzzy", "the header is marked fuzzy",
                    'Remove "fuzzy" above the header.')  # fmt: skip
    charset = re.search(r"charset=(\S+)", fields.get("Content-Type", ""))
    if charset is None or charset[1].lower() not in {"utf-8", "utf8"}:
        found = charset[1] if charset else "none"
        hint = 'The header needs "Content-Type: text/plain; charset=utf-8\\n".'
        yield error(name, line, "catalog.charset", f"the header names the charset {found}", hint)
    language = fields.get("Language", "")
    if not language or (locale and language.replace("-", "_").lower() != locale.lower()):
        hint = f'The header needs "Language: {locale or "fr"}\\n".'
        yield error(name, line, "catalog.header", f"the header names the language {language or 'none'!r}", hint)
    if catalog.header.translations[0].count("nplurals=") > fields.get("Plural-Forms", "").count("nplurals="):
        yield error(name, line, "catalog.plural-header", "nplurals stands outside of Plural-Forms", "Remove it there.")
    yield from _plural_header(name, line, fields.get("Plural-Forms", ""), needed=_has_plurals(catalog))


def no_header(name: str, catalog: PoFile) -> Diagnostic:
    """Return that a file has no header, or nothing at all."""
    hint = "Restore the file from the repository, or begin it as locales/handbook.pot begins: with an empty msgid."
    return error(name, 1, "catalog.header", "the file has no header" if catalog.entries else "the file is empty", hint)


def _has_plurals(catalog: PoFile) -> bool:
    return any(entry.plural is not None for entry in catalog.live)


def _plural_header(name: str, line: int, value: str, *, needed: bool) -> Iterator[Diagnostic]:
    if not value and not needed:
        return
    hint = "Copy it from another catalog of the language, or from: python3 build.py catalogs new LANG --dry-run"
    if not re.fullmatch(r"nplurals\s*=\s*[1-9]\s*;\s*plural\s*=[\sn\d()<>=!&|?:%*+/-]+;?", value):
        text = f"Plural-Forms is missing or not a plural rule: {value!r}"
        yield error(name, line, "catalog.plural-header", text, hint)
        return
    fault = plural_fault(value)
    if fault:
        yield error(name, line, "catalog.plural-header", f"Plural-Forms cannot be used: {fault}", hint)


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


def plural_expression(value: str) -> str:
    """Return the C expression of a Plural-Forms value."""
    return re.sub(r".*\bplural\s*=", "", value).rstrip("; ")


def _duplicates(name: str, catalog: PoFile) -> Iterator[Diagnostic]:
    seen: dict[tuple[Key, bool], int] = {}
    for entry in ([catalog.header] if catalog.header else []) + list(catalog.live):
        place = (entry.key, entry.context is None)
        if place in seen:
            yield error(name, entry.line, "catalog.duplicate", f"the text stands here twice, first in line "
                        f"{seen[place]}: {entry.source[:50]!r}", "Keep the better translation.")  # fmt: skip
        seen.setdefault(place, entry.line)


def _forms(name: str, entry: Entry, wanted: int) -> Iterator[Diagnostic]:
    if entry.plural is not None and not entry.obsolete and len(entry.translations) != wanted:
        fault = f"{len(entry.translations)} plural forms, but the header says nplurals={wanted}"
        yield error(name, entry.line, "catalog.plural", fault, f"Write msgstr[0] to msgstr[{wanted - 1}].")


def _unused(name: str, entry: Entry, keys: frozenset[Key]) -> Iterator[Diagnostic]:
    # Without a template catalog, which is told once, every text would be one too many.
    if keys and entry.key not in keys:
        yield warning(name, entry.line, "catalog.unused", f"no template has the text {entry.source[:60]!r}",
                      "The catalog is older than the templates: python3 build.py catalogs update")  # fmt: skip


def _texts(name: str, entry: Entry) -> Iterator[Diagnostic]:
    for bad in (bad for text in entry.sources for bad in broken(text) if formatted(entry.sources)):
        yield error(name, entry.line, "catalog.placeholder", f"the source text was changed: {bad!r} is no placeholder",
                    "Bring the file in step: python3 build.py catalogs update")  # fmt: skip
    for number, translation in enumerate(entry.translations):
        source = entry.sources[min(number, len(entry.sources) - 1)]
        if not translation:
            continue
        yield from _unprintable(name, entry, translation)
        for text, hint in placeholder_faults(entry.sources, translation, last=number == len(entry.translations) - 1):
            yield error(name, entry.line, "catalog.placeholder", text, hint)
        for text, hint in tag_faults(entry.source, translation):
            yield error(name, entry.line, "catalog.tag", text, hint)
        for text, hint in entity_faults(source, translation):
            yield error(name, entry.line, "catalog.entity", text, hint)
        yield from _line_ends(name, entry, translation)
        yield from _fixed(name, entry, source, translation)


def _unprintable(name: str, entry: Entry, translation: str) -> Iterator[Diagnostic]:
    """Yield what no reader would see, or see in another order than it was written in."""
    if not signs.is_visible(translation):
        yield error(name, entry.line, "catalog.blank", "nothing of the translation can be seen",
                    "Translate the text, or leave msgstr empty.")  # fmt: skip
    for text in signs.turned(translation):
        yield error(name, entry.line, "catalog.direction", text,
                    "Remove it: the layout sets directions. To set a word apart, write U+2068 before it and U+2069 "
                    "behind it.")  # fmt: skip
    for mark in sorted(set(MARK.findall(translation))):
        yield error(name, entry.line, "catalog.glyph", f"{signs.name(mark)} is for private use, here by the program",
                    "Delete it; where it stands for a sign, type the sign.")  # fmt: skip


def _line_ends(name: str, entry: Entry, translation: str) -> Iterator[Diagnostic]:
    for where, at in (("begins", 0), ("ends", -1)):
        ends = {text[at] == "\n" for text in (*entry.sources, translation)}
        if len(ends) > 1:
            text = f"one of the texts {where} with a new line (\\n), another does not"
            yield error(name, entry.line, "catalog.newline", text, "Begin and end as the source text does.")


def _fixed(name: str, entry: Entry, source: str, translation: str) -> Iterator[Diagnostic]:
    """Yield the addresses, telephone numbers and long numbers that are not those of the source text."""
    lost = Counter(_LINK.findall(source)) - Counter(_LINK.findall(translation))
    for link in sorted(lost):
        yield error(name, entry.line, "catalog.link", f"the address {link} is missing or changed",
                    "Take it over letter by letter, or mark the entry: #, ignore-link")  # fmt: skip
    wanted, found = _numbers(source), _numbers(translation)
    for number in sorted(wanted - found):
        yield error(name, entry.line, "catalog.number", f"the number {number} of the source text is missing",
                    "Take it over, or mark the entry: #, ignore-number")  # fmt: skip
    # A number in place of another is an error, a number that only explains is a question.
    kind = error if wanted - found else warning
    for number in sorted(found - wanted):
        yield kind(name, entry.line, "catalog.number", f"the source text has no number {number}",
                    "Correct it, or mark the entry: #, ignore-number")  # fmt: skip


def _numbers(text: str) -> set[str]:
    """Return the long numbers of a text, in European digits and without separators."""
    bare = html.unescape(re.sub(r"%\(\w*\)s|<[^<>]*>", " ", text))
    plain = (re.sub(r"\D", "", match[0]) for match in _NUMBER.finditer(bare))
    return {str(int(digits)) for digits in plain if len(digits) >= _LONG}
