"""The manuscript: a project and its texts in every language, as the files had them when a command began.

A command reads it once, at its entry, and hands it on; from there to the pages nobody opens a catalog again. Files are
read at once and parsed where a text is asked for: a build of which little has changed parses little. To another process
the files travel as they are, and it parses its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handbook.catalogs import po, pseudo
from handbook.catalogs.check import check_catalog, duplicates
from handbook.catalogs.headers import REVIEWED, no_header, plural_expression
from handbook.catalogs.newest import newest
from handbook.files.folders import LOCALES
from handbook.values.diagnostics import Diagnostic, error, sound
from handbook.values.message import Key
from handbook.values.model import Language, Project

REMEDY = "Run: python3 build.py catalogs extract, then python3 build.py catalogs update"
Place = tuple[str, int]
"""File, relative to the project, and 1-based line."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The printable translations of a language: compiled in memory, never from ``.mo`` files."""

    language: Language
    messages: Mapping[Key, tuple[str, ...]]
    """Translated, not fuzzy, not obsolete; more than one text for plurals."""
    plural: str
    """The C expression of the Plural-Forms header."""
    coverage: float
    """Share of the template's texts that are translated, 0 to 1."""
    reviewed: bool
    """Whether a native speaker has read it, by the header ``X-Review: native speaker``."""
    untranslated: int = 0
    """How many of the template's texts are not."""
    places: Mapping[Key, Place] = field(default_factory=dict)
    """Where each message can be read."""

    @property
    def header(self) -> tuple[object, ...]:
        """What a file can show of it beside its messages."""
        return self.plural, self.reviewed


def pot_path(locales: Path = LOCALES) -> Path:
    """Return where the template catalog stands, relative to the project where inside it."""
    return locales / "handbook.pot"


def catalog_path(language: Language) -> Path:
    """Return where a language's catalog stands, as ``Project.locales`` has it."""
    return language.locales / language.folder / "LC_MESSAGES" / "handbook.po"


def file_of(language: Language) -> str:
    """Return the file in which a language's texts can be read: the source language has the template catalog."""
    is_original = language.is_source or language.is_pseudo
    return (pot_path(language.locales) if is_original else catalog_path(language)).as_posix()


def read(project: Project, languages: Iterable[Language] | None = None) -> Manuscript:
    """Read the template catalog and the catalogs of some languages of a project, without languages those of all."""
    spoken = project.languages.values() if languages is None else languages
    files, unread = dict[str, bytes](), dict[str, str]()
    for name in sorted({pot_path(project.locales).as_posix(), *map(file_of, spoken)}):
        try:
            files[name] = (project.root / name).read_bytes()
        except OSError as fault:
            unread[name] = fault.strerror or str(fault)
    return Manuscript(project, files, unread)


@dataclass(frozen=True)
class Manuscript:
    """What a command works on. It stays as it was read, whatever becomes of the files."""

    project: Project
    files: Mapping[str, bytes]
    """The template catalog and the catalogs, by their paths, relative to the project where inside it."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Those that cannot be read, and why."""

    @property
    def pot_name(self) -> str:
        """The template catalog's name among the files."""
        return pot_path(self.project.locales).as_posix()

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of each file: what the texts are from, whatever stands on the disk by now."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.files.items()}

    def __reduce__(self) -> tuple[type[Manuscript], tuple[object, ...]]:
        """Travel without what was parsed."""
        return Manuscript, (self.project, self.files, self.unread)

    def of(self, languages: Iterable[Language]) -> Manuscript:
        """Return as much of the manuscript as speaks these languages: what another process needs."""
        wanted = {self.pot_name, *map(file_of, languages)}
        files = {name: data for name, data in self.files.items() if name in wanted}
        return Manuscript(self.project, files, {name: why for name, why in self.unread.items() if name in wanted})

    @cached_property
    def pot(self) -> po.PoFile:
        """The template catalog, empty if it has a fault."""
        return po.PoFile(None, ()) if self.faults else self._parsed(self.pot_name)[0]

    @cached_property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the template catalog: the first fault stands for all, since the file is made anew."""
        name = self.pot_name
        if name not in self.files:
            return (error(name, 0, "pot.missing", self.unread.get(name, ""), REMEDY),)
        return tuple(error(name, each.line, "pot.missing", each.text, REMEDY) for each in self._parsed(name)[1][:1])

    @cached_property
    def keys(self) -> frozenset[Key]:
        """Context and source text of every message of the template catalog."""
        return frozenset(entry.key for entry in self.pot.live)

    def catalog(self, language: Language) -> tuple[Catalog, tuple[Diagnostic, ...]]:
        """Return the catalog of a language, checked against the texts of the template catalog.

        The source language needs no file: its texts are the keys. Findings of severity error mean that the catalog
        must not be printed; an incomplete catalog alone is no finding here.
        """
        if language.is_source:
            return Catalog(language, {}, "n != 1", 1.0, reviewed=True, places=self._places(self.pot, language)), ()
        if language.is_pseudo:
            texts, places = pseudo.messages(self.pot, language), self._places(self.pot, language)
            return Catalog(language, texts, pseudo.PLURAL, 1.0, reviewed=False, places=places), self.faults
        name = file_of(language)
        if name not in self.files:
            return _nothing(language, self.keys), (self._missing(language),)
        parsed, findings = examine(name, self.files[name], self.keys, language.folder)
        if parsed is None or not sound(findings):
            return _nothing(language, self.keys), findings
        return self._catalog(language, parsed), findings

    def entries(self, language: Language) -> po.PoFile:
        """Return the file in which a language's texts can be read, as far as it can be: the gate says what is wrong."""
        if language.is_source or language.is_pseudo:
            return self.pot
        name = file_of(language)
        return self._parsed(name)[0] if name in self.files else po.PoFile(None, ())

    def editable(self, language: Language) -> tuple[po.PoFile | None, tuple[Diagnostic, ...]]:
        """Return a language's catalog, None if nothing of it can be read, and what makes it unfit to be rewritten."""
        name = file_of(language)
        if name not in self.files:
            return None, (self._missing(language),)
        parsed, faults = self._parsed(name)
        if any(fault.code == po.ENCODING for fault in faults):
            return None, faults
        headless = () if parsed.header or faults else (no_header(name, parsed),)
        return parsed, (*faults, *headless, *duplicates(name, parsed, live=True))

    def _parsed(self, name: str) -> tuple[po.PoFile, tuple[Diagnostic, ...]]:
        return po.read(name, self.files[name])

    def _missing(self, language: Language) -> Diagnostic:
        hint = ("Restore it from the repository or a backup: its translations are in no other file. Where there never "
                f"was one: python3 build.py catalogs new {language.tag}")  # fmt: skip
        name = file_of(language)
        return error(name, 0, "catalog.missing", self.unread.get(name, ""), hint)

    def _catalog(self, language: Language, parsed: po.PoFile) -> Catalog:
        messages = {entry.key: entry.translations for entry in parsed.live if entry.translated}
        done = sum(each in messages for each in self.keys)
        rule = parsed.fields.get("Plural-Forms", "")
        return Catalog(
            language=language,
            messages=messages,
            plural=plural_expression(rule) if rule else "0",
            coverage=done / len(self.keys) if self.keys else 1.0,
            reviewed=is_reviewed(parsed),
            untranslated=len(self.keys) - done,
            places=self._places(parsed, language),
        )

    def _places(self, parsed: po.PoFile, language: Language) -> Mapping[Key, Place]:
        name = file_of(language)
        return {entry.key: (name, entry.line) for entry in parsed.live if entry.source}


@newest
def examine(
    name: str, data: bytes, keys: frozenset[Key], locale: str = ""
) -> tuple[po.PoFile | None, tuple[Diagnostic, ...]]:
    """Return a file's entries, or None if its bytes are no text, and every fault that the gate finds in it."""
    parsed, faults = po.read(name, data)
    if any(fault.code == po.ENCODING for fault in faults):
        return None, faults
    return parsed, tuple(sorted({*faults, *check_catalog(name, parsed, keys, locale)}))


def _nothing(language: Language, keys: frozenset[Key]) -> Catalog:
    return Catalog(language, {}, "0", 0.0, reviewed=False, untranslated=len(keys))


def is_reviewed(parsed: po.PoFile) -> bool:
    """Whether the header says that a native speaker has read the translation."""
    return parsed.fields.get("X-Review", "").startswith(REVIEWED)
