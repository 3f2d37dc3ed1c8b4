"""The gate before a build: what in a catalog would break a page or mislead a reader.

At least as strict as ``msgfmt -c``. What is only doubtful is the matter of ``review``.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import decimal

from handbook.catalogs.flags import check_flags
from handbook.catalogs.headers import JOINED, check_header, lone_forms
from handbook.catalogs.placeholders import entity_faults, placeholder_faults, source_faults, tag_faults
from handbook.catalogs.po import Entry, PoFile
from handbook.language import signs
from handbook.values.diagnostics import Diagnostic, counted, error, warning
from handbook.values.message import Key
from handbook.values.trace import MARK

MAY_BE_IGNORED = frozenset({"catalog.number", "catalog.link"})
_LINK = re.compile(r"https?://[^\s<>\"'«»“”()،。，]*[\w/]|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
_NUMBER = re.compile(r"\d+(?:[.,٫٬’'\u00a0\u202f ]\d{3}(?!\d))*(?:[.,٫]\d+)?")
_LONG = 3
"""From so many digits on a number is a telephone number, an amount or an article: it must not change."""


def check_catalog(name: str, catalog: PoFile, keys: frozenset[Key], locale: str = "") -> Iterator[Diagnostic]:
    """Yield the faults of header and entries, each with the line of its msgid.

    ``keys`` are the texts of the template catalog; a text that is not among them is a warning.
    """
    header = check_header(name, catalog, locale)
    yield from unless_ignored(catalog.header, header) if catalog.header else header
    yield from duplicates(name, catalog)
    forms, lone = catalog.forms, lone_forms(catalog.fields.get("Plural-Forms", ""))
    for entry in catalog.entries:
        yield from _forms(name, entry, forms)
        if not entry.obsolete:
            yield from _joined(name, entry)
            yield from unless_ignored(entry, check_flags(name, entry))
        if not (entry.obsolete or entry.fuzzy or entry.is_header) and any(entry.translations):
            yield from unless_ignored(entry, _unused(name, entry, keys))
            yield from _found(name, entry, lone)


@lru_cache(maxsize=1 << 13)
def _found(name: str, entry: Entry, lone: frozenset[int]) -> tuple[Diagnostic, ...]:
    """Return the faults of an entry's texts: between two edits of a file nearly all are what they were."""
    return tuple(unless_ignored(entry, _texts(name, entry, lone)))


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
        yield error(name, live[-1].line if live else 1, "catalog.short", text, hint)


def unless_ignored(entry: Entry, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what is switched off for the entry; an error only if it is one that may be switched off."""
    for finding in findings:
        may = finding.severity == "warning" or finding.code in MAY_BE_IGNORED
        if not (may and finding.code.removeprefix("catalog.") in entry.ignored):
            yield finding


def duplicates(name: str, catalog: PoFile, *, live: bool = False) -> Iterator[Diagnostic]:
    """Yield an error for each text that stands in a file twice; with ``live`` only where a person must choose.

    Obsolete texts count, since GNU's programs refuse such a file; ``merge`` drops them.
    """
    seen: dict[tuple[Key, bool], Entry] = {}
    known = (*([catalog.header] if catalog.header else ()), *catalog.live)
    for entry in (*known, *(() if live else (entry for entry in catalog.entries if entry.obsolete))):
        first = seen.setdefault((entry.key, entry.context is None), entry)
        if first is entry:
            continue
        if entry.is_header:
            text, hint = "the file has two headers", "Keep the one of this language; delete the other."
        else:
            text, hint = f"the text stands here twice: {entry.source[:50]!r}", "Keep the better translation."
        if entry.obsolete:
            hint = "Delete the obsolete entry, or let it be done: python3 build.py catalogs update"
        yield error(name, entry.line, "catalog.duplicate", f"{text}, first in line {first.line}", hint)


def _joined(name: str, entry: Entry) -> Iterator[Diagnostic]:
    """Yield what GNU msgcat made of two translations of one text: both, with marks. It marks them fuzzy."""
    if any(JOINED in text for text in entry.translations):
        kind = warning if entry.fuzzy else error
        yield kind(name, entry.line, "catalog.conflict", f"msgcat joined several translations, with {JOINED} lines",
                   f'Keep one. Delete the others, the lines with {JOINED}, and "fuzzy" above the entry.')  # fmt: skip


def _forms(name: str, entry: Entry, wanted: int) -> Iterator[Diagnostic]:
    if entry.plural is not None and not entry.obsolete and len(entry.translations) != wanted:
        fault = f"{len(entry.translations)} plural forms, but the header says nplurals={wanted}"
        yield error(name, entry.line, "catalog.plural", fault, f"Write msgstr[0] to msgstr[{wanted - 1}].")


def _unused(name: str, entry: Entry, keys: frozenset[Key]) -> Iterator[Diagnostic]:
    # Without a template catalog, which is told once, every text would be one too many.
    if keys and entry.key not in keys:
        yield warning(name, entry.line, "catalog.unused", f"no template has the text {entry.source[:60]!r}",
                      "The catalog is older than the templates: python3 build.py catalogs update")  # fmt: skip


def _texts(name: str, entry: Entry, lone: frozenset[int]) -> Iterator[Diagnostic]:
    for bad in source_faults(entry.sources):
        yield error(name, entry.line, "catalog.placeholder", f"the source text was changed: {bad!r} is no placeholder",
                    "Bring the file in step: python3 build.py catalogs update")  # fmt: skip
    for number, translation in enumerate(entry.translations):
        source = entry.sources[min(number, len(entry.sources) - 1)]
        if not translation:
            continue
        yield from _unprintable(name, entry, translation)
        last = number == len(entry.translations) - 1
        for text, hint in placeholder_faults(entry.sources, translation, last=last, lone=number in lone):
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
    for where, test in (("begins", str.startswith), ("ends", str.endswith)):
        ends = {test(text, "\n") for text in (*entry.sources, translation)}
        if len(ends) > 1:
            text = f"one of the texts {where} with a new line (\\n), another does not"
            yield error(name, entry.line, "catalog.newline", text, "Begin and end as the source text does.")


def _fixed(name: str, entry: Entry, source: str, translation: str) -> Iterator[Diagnostic]:
    """Yield the addresses, telephone numbers and long numbers that are not those of the source text."""
    lost = Counter(_LINK.findall(source)) - Counter(_LINK.findall(translation))
    for link in sorted(lost):
        yield error(name, entry.line, "catalog.link", f"the address {link} is missing or changed",
                    "Take it over letter by letter, or write above the entry: # ignore: link")  # fmt: skip
    wanted, found = _numbers(source), _numbers(translation)
    for number in sorted(wanted - found):
        yield error(name, entry.line, "catalog.number", f"the number {number} of the source text is missing",
                    "Take it over, or write above the entry: # ignore: number")  # fmt: skip
    # A number in place of another is an error, a number that only explains is a question.
    kind = error if wanted - found else warning
    for number in sorted(found - wanted):
        yield kind(name, entry.line, "catalog.number", f"the source text has no number {number}",
                    "Correct it, or write above the entry: # ignore: number")  # fmt: skip


def _numbers(text: str) -> set[str]:
    """Return the long numbers of a text, in European digits and without separators."""
    bare = html.unescape(re.sub(r"%\(\w*\)s|<[^<>]*>", " ", text))
    plain = (re.sub(r"\D", "", match[0]) for match in _NUMBER.finditer(bare))
    european = ("".join(str(decimal(digit)) for digit in digits) for digits in plain if len(digits) >= _LONG)
    return {digits.lstrip("0") or "0" for digits in european}
