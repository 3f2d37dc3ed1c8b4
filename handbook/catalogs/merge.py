"""The template catalog into a language's catalog, by the rules of GNU ``msgmerge`` and a few stricter ones.

Stricter: similar texts are looked for inside the same context only; unknown flags stay; a merge that changes nothing
but the creation date changes nothing; a similar text with another number or negation is shouted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from handbook.catalogs import po
from handbook.catalogs.comments import limit
from handbook.catalogs.headers import ORDER
from handbook.catalogs.placeholders import placeholder_faults
from handbook.catalogs.po import Entry, PoFile, Previous
from handbook.catalogs.similar import Index, changed_meaning, is_slip
from handbook.language import tags
from handbook.values.message import Key

_GNU_FLAG = re.compile(r"fuzzy|(no-)?wrap|range:.*|((no|possible|impossible)-)?[a-z0-9+-]+-format")
_FROM_POT = ("Report-Msgid-Bugs-To", "POT-Creation-Date")
_DATE = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


class Fate(StrEnum):
    """What a merge did with a text."""

    KEPT = "kept"
    NEW = "new"
    FUZZY = "fuzzy"
    SLIP = "slip"
    REVIVED = "revived"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Change:
    """One text that a merge did not simply keep."""

    fate: Fate
    source: str
    before: str
    """The source text that the translation was made for; empty for a new text."""
    meaning: tuple[str, ...]
    """Numbers and negations that the two source texts do not share, with "-" or "+" before them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalog after a merge, and what happened."""

    text: str
    catalog: PoFile
    changes: tuple[Change, ...]


def merge(old: PoFile, pot: PoFile, *, typo_only: bool = False, locale: str = "") -> Merged:
    """Return the catalog with the texts of the template catalog, in their order.

    The text of ``old`` comes back as it is if nothing changed. With ``typo_only`` the
    translation of a text in which only a slip was mended stays in print. ``locale`` is how the project writes the
    language: tools write it in their own ways.
    """
    merger = _Merger(old, pot, typo_only=typo_only)
    entries = [merger.take(each) for each in pot.live]
    catalog = PoFile(_header(old.header, pot, locale), (*entries, *merger.left_over()), old.tail)
    written = po.write(catalog)
    if only_date_differs(old.text, written):
        return Merged(old.text, old, ())
    return Merged(written, catalog, tuple(merger.changes))


def only_date_differs(one: str, other: str) -> bool:
    """Whether two catalogs are the same but for the date on which the template was made: no change."""
    return _DATE.sub("", one) == _DATE.sub("", other)


class _Merger:
    """Finds for each text of the template its old entry, and remembers which were used."""

    def __init__(self, old: PoFile, pot: PoFile, *, typo_only: bool) -> None:
        self.old = old
        self.known: Mapping[Key, Entry] = po.by_key(old.entries)
        self.index = Index(old.entries)
        self.forms = old.forms if "Plural-Forms" in old.fields else pot.forms
        self.typo_only = typo_only
        self.used: set[int] = set()
        self.live: set[Key] = {entry.key for entry in pot.live}
        self.changes: list[Change] = []

    def take(self, wanted: Entry) -> Entry:
        exact = self.known.get(wanted.key)
        if exact is not None:
            self.used.add(id(exact))
            return self._same(exact, wanted)
        similar = self.index.search(*wanted.key)
        if similar is not None:
            self.used.add(id(similar))
            return self._similar(similar, wanted)
        self.changes.append(Change(Fate.NEW, wanted.source, "", ()))
        return replace(po.empty(wanted.source, wanted.plural, wanted.context, self.forms), translator=wanted.translator,
                       extracted=wanted.extracted, references=wanted.references, flags=wanted.flags)  # fmt: skip

    def _same(self, old: Entry, wanted: Entry) -> Entry:
        if old.obsolete and any(old.translations):
            self.changes.append(Change(Fate.REVIVED, wanted.source, old.source, ()))
        fuzzy = old.fuzzy or old.plural != wanted.plural or _fails_as_format(old, wanted)
        return self._joined(old, wanted, fuzzy=fuzzy)

    def _similar(self, old: Entry, wanted: Entry) -> Entry:
        slip = self.typo_only and old.translated and _shape(old) == _shape(wanted)
        slip = slip and all(map(is_slip, old.sources, wanted.sources))
        meaning = changed_meaning(old.source, wanted.source)
        fate = Fate.SLIP if slip else Fate.FUZZY
        self.changes.append(Change(fate, wanted.source, old.source, meaning))
        return self._joined(old, wanted, fuzzy=not slip)

    def _joined(self, old: Entry, wanted: Entry, *, fuzzy: bool) -> Entry:
        """Return comments of the translator and translations of one entry, everything else of the other."""
        translations = self._fitted(old, wanted)
        # The limit that the old note told goes with it.
        given = {*wanted.flags, limit(old.extracted)}
        own = (flag for flag in old.flags if not _GNU_FLAG.fullmatch(flag.lower()))
        kept = tuple(flag for flag in own if flag not in given)
        before = old.previous if old.fuzzy else Previous(old.context, old.source, old.plural)
        joined = po.changed(
            old, line=0, translator=old.translator, extracted=wanted.extracted, references=wanted.references,
            flags=(*(["fuzzy"] if fuzzy else []), *wanted.flags, *kept),
            previous=before if fuzzy and translations[0] else None, context=wanted.context, source=wanted.source,
            plural=wanted.plural, translations=translations, obsolete=False,
        )  # fmt: skip
        return old if _equal(joined, old) else joined

    def _fitted(self, old: Entry, wanted: Entry) -> tuple[str, ...]:
        """Return the translations in the number of forms that the new text has."""
        if wanted.plural is not None and old.plural is None:
            return old.translations[:1] * self.forms
        if wanted.plural is None and old.plural is not None:
            return old.translations[:1]
        return old.translations

    def left_over(self) -> Iterable[Entry]:
        """Yield what no template has any more: obsolete, to come back when the text does."""
        for entry in self.old.entries:
            # GNU's programs refuse a file in which an obsolete text is a live one, too, or stands twice.
            is_twin = entry.key in self.live or self.known[entry.key] is not entry
            if id(entry) in self.used or is_twin or entry.is_header or not any(entry.translations):
                continue
            if entry.obsolete:
                yield entry
                continue
            self.changes.append(Change(Fate.OBSOLETE, entry.source, entry.source, ()))
            yield po.changed(entry, extracted=(), references=(), obsolete=True)


def _fails_as_format(old: Entry, wanted: Entry) -> bool:
    """Whether a text has become one with placeholders and its translation would not fit."""
    if "python-format" not in wanted.flags or "python-format" in old.flags or not any(old.translations):
        return False
    return any(fault for text in old.translations for fault in placeholder_faults(wanted.sources, text))


def _shape(entry: Entry) -> tuple[bool, str]:
    return entry.plural is not None, entry.context or ""


def _equal(one: Entry, other: Entry) -> bool:
    return replace(one, line=0, body=(), raw="") == replace(other, line=0, body=(), raw="")


def _header(old: Entry | None, pot: PoFile, locale: str) -> Entry | None:
    """Return the translators' header with the two fields that come from the template, and the language as we spell it.

    The name of another language, script or region is left for a person to look at.
    """
    if old is None:
        return pot.header
    text = old.translations[0]
    for name in _FROM_POT:
        if name in pot.fields:
            line = f"{name}: {pot.fields[name]}\n"
            there = re.search(rf"^{name}:.*\n", text, re.MULTILINE)
            text = text[: there.start()] + line + text[there.end() :] if there else _inserted(text, name, line)
    text = _spelled(text, locale) if locale else text
    return po.changed(old, translations=(text, *old.translations[1:])) if text != old.translations[0] else old


def _spelled(text: str, locale: str) -> str:
    """Return a header's text with the language as the project writes it, where it names it otherwise or not at all."""
    named = re.search(r"^Language:(.*)\n", text, re.MULTILINE)
    if named is None:
        return _inserted(text, "Language", f"Language: {locale}\n")
    is_other = named[1].strip() and tags.read(named[1]) != tags.read(locale)
    is_right = is_other or named[1].strip() == locale
    return text if is_right else f"{text[: named.start()]}Language: {locale}\n{text[named.end() :]}"


def _inserted(text: str, name: str, line: str) -> str:
    """Put a missing field where tools have it, after the nearest of those that come before it."""
    before = ORDER[: ORDER.index(name)]
    ends = (match.end() for field in before if (match := re.search(rf"^{field}:.*\n", text, re.MULTILINE)))
    place = max(ends, default=0)
    return text[:place] + line + text[place:]
