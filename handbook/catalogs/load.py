"""PO file to Catalog: compiled in memory, never from ``.mo`` files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs import extract, po, pseudo
from handbook.catalogs.check import check_catalog, check_text, plural_expression
from handbook.values.diagnostics import Diagnostic, Severity, error
from handbook.values.message import Key
from handbook.values.model import Language


@dataclass(frozen=True, slots=True)
class Catalog:
    """The printable translations of a language."""

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

    @property
    def header(self) -> tuple[object, ...]:
        """What a file can show of it beside its messages."""
        return self.plural, self.reviewed


def catalog_path(language: Language) -> Path:
    """Return where a language's catalog stands, as ``Project.locales`` has it."""
    return language.locales / language.folder / "LC_MESSAGES" / "handbook.po"


def load(root: Path, language: Language, keys: frozenset[Key]) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Read a catalog and check it against ``keys``, the texts of the templates and data.

    The source language needs no file: its texts are the keys. Findings of severity error mean that
    the catalog must not be printed; an incomplete catalog alone is no finding here.
    """
    if language.is_source:
        return Catalog(language, {}, "n != 1", 1.0, reviewed=True), ()
    if language.is_pseudo:
        pot, faults = extract.read_pot(root, language.locales)
        return Catalog(language, pseudo.messages(pot, language), pseudo.PLURAL, 1.0, reviewed=False), faults
    name = catalog_path(language).as_posix()
    try:
        data = (root / name).read_bytes().replace(b"\r\n", b"\n")
    except OSError as fault:
        return _nothing(language, keys), (missing(language, fault),)
    parsed, findings = examine(name, data, keys, language.folder)
    if parsed is None or any(finding.severity is Severity.ERROR for finding in findings):
        return _nothing(language, keys), findings
    return _catalog(language, parsed, keys), findings


def missing(language: Language, fault: OSError) -> Diagnostic:
    """Return that a language's catalog cannot be read."""
    hint = ("Restore it from the repository or a backup: its translations are in no other file. Where there never was "
            f"one: python3 build.py catalogs new {language.tag}")  # fmt: skip
    return error(catalog_path(language).as_posix(), 0, "catalog.missing", fault.strerror or str(fault), hint)


def examine(
    name: str, data: bytes, keys: frozenset[Key], locale: str = ""
) -> tuple[po.PoFile | None, tuple[Diagnostic, ...]]:
    """Return a file's entries, or None if its bytes are no text, and every fault that the gate finds in it."""
    findings = list(check_text(name, data))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None, tuple(findings)
    parsed, faults = po.read(name, text)
    findings += [*faults, *check_catalog(name, parsed, keys, locale)]
    return parsed, tuple(sorted(set(findings)))


def _nothing(language: Language, keys: frozenset[Key]) -> Catalog:
    return Catalog(language, {}, "0", 0.0, reviewed=False, untranslated=len(keys))


def _catalog(language: Language, parsed: po.PoFile, keys: frozenset[Key]) -> Catalog:
    messages = {entry.key: entry.translations for entry in parsed.live if entry.translated}
    done = sum(each in messages for each in keys)
    rule = parsed.fields.get("Plural-Forms", "")
    return Catalog(
        language=language,
        messages=messages,
        plural=plural_expression(rule) if rule else "0",
        coverage=done / len(keys) if keys else 1.0,
        reviewed=is_reviewed(parsed),
        untranslated=len(keys) - done,
    )


def is_reviewed(parsed: po.PoFile) -> bool:
    """Whether the header says that a native speaker has read the translation."""
    return re.match(r"native speaker", parsed.fields.get("X-Review", "")) is not None
