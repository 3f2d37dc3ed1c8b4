"""PO file to Catalog: compiled in memory, never from ``.mo`` files."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages import catalog as babel_catalog
from babel.messages.pofile import PoFileError, read_po

from handbook.catalogs.check import check_messages, check_text
from handbook.catalogs.entries import Key, key, translations
from handbook.diagnostics import Diagnostic, Severity, error
from handbook.model import Language


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


def catalog_path(language: Language) -> Path:
    """Return where a language's catalog stands, relative to the project."""
    return Path("locales") / language.folder / "LC_MESSAGES" / "handbook.po"


def load(root: Path, language: Language, keys: frozenset[Key]) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Read a catalog and check it against ``keys``, the texts of the templates and data.

    The source language needs no file: its texts are the keys. Findings of severity error mean that
    the catalog must not be printed; an incomplete catalog alone is no finding here.
    """
    if language.is_source:
        return Catalog(language, {}, "n != 1", 1.0, reviewed=True), ()
    name = catalog_path(language).as_posix()
    try:
        data = (root / name).read_bytes().replace(b"\r\n", b"\n")
    except OSError as fault:
        hint = "Copy locales/handbook.pot there and translate it."
        return _nothing(language), (error(name, 0, "catalog.missing", fault.strerror or str(fault), hint),)
    findings = list(check_text(name, data))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return _nothing(language), tuple(findings)
    try:
        parsed = read_po(io.BytesIO(data), locale=None, charset="utf-8", abort_invalid=True)
    except PoFileError as fault:
        findings.append(error(name, fault.lineno + 1, "catalog.syntax", str(fault.args[0])))
        return _nothing(language), tuple(findings)
    except ValueError as fault:
        findings.append(error(name, 0, "catalog.syntax", str(fault)))
        return _nothing(language), tuple(findings)
    findings += check_messages(name, parsed, data.decode(), keys)
    return _catalog(language, parsed, keys, reviewed=_is_reviewed(data)), tuple(sorted(findings))


def _nothing(language: Language) -> Catalog:
    return Catalog(language, {}, "0", 0.0, reviewed=False)


def _is_reviewed(data: bytes) -> bool:
    # Asked of the file: Babel forgets the headers that it does not know.
    return re.search(rb'^"X-Review:[ \t]*native speaker', data, re.MULTILINE) is not None


def _catalog(language: Language, parsed: babel_catalog.Catalog, keys: frozenset[Key], *, reviewed: bool) -> Catalog:
    messages: dict[Key, tuple[str, ...]] = {}
    for message in parsed:
        if not message.id or message.fuzzy:
            continue
        if all(translations(message)):
            messages[key(message)] = translations(message)
    done = sum(each in messages for each in keys)
    return Catalog(
        language=language,
        messages=messages,
        plural=parsed.plural_expr,
        coverage=done / len(keys) if keys else 1.0,
        reviewed=reviewed,
    )
