"""Catalogs for other tools and back: XLIFF for agencies, TMX for translation memories, compendia of earlier work.

translate-toolkit reads and writes the formats. Whatever comes in passes the gate like any other translation, and
fills empty entries only: nothing that a person wrote is overwritten, but a fuzzy text by an approved one.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile, xliffunit

from handbook.catalogs import po
from handbook.catalogs.po import Entry, PoFile
from handbook.values.errors import HandbookError, UsageError
from handbook.values.message import Key
from handbook.values.model import Language

SUFFIXES = {".xlf": "xliff", ".xliff": "xliff", ".tmx": "tmx", ".po": "po"}
_DONE = frozenset({"translated", "final", "signed-off"})
_SOURCE_FILE = "handbook.po"


class ForeignFileError(HandbookError):
    """A file from another tool cannot be read."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation from elsewhere."""

    texts: tuple[str, ...]
    approved: bool
    """Whether its tool says that it is finished; a memory never says so."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A catalog with what was offered, and what became of it."""

    catalog: PoFile
    filled: tuple[Entry, ...]
    unknown: int
    """Texts that this catalog does not have."""
    kept: int
    """Texts that have a translation already."""


def kind_of(path: Path) -> str:
    """Return the format of a file by its ending. Raises UsageError for another."""
    if path.suffix.lower() not in SUFFIXES:
        msg = f"{path}: unknown kind of file. Use one that ends with {', '.join(SUFFIXES)}."
        raise UsageError(msg)
    return SUFFIXES[path.suffix.lower()]


def export(catalog: PoFile, language: Language, source: str, kind: str) -> bytes:
    """Return a catalog as XLIFF 1.1 (all texts), TMX 1.4 (printable translations) or PO (the same, as compendium)."""
    if kind == "xliff":
        return _to_xliff(catalog, language, source)
    if kind == "tmx":
        return _to_tmx(catalog, language, source)
    return po.write(PoFile(catalog.header, tuple(each for each in catalog.live if each.translated))).encode()


def _to_xliff(catalog: PoFile, language: Language, source: str) -> bytes:
    store = xlifffile(sourcelanguage=source, targetlanguage=language.tag)
    for entry in catalog.live:
        for number, (text, translation) in enumerate(_pairs(entry)):
            unit = store.addsourceunit(text, _SOURCE_FILE, createifmissing=True)
            unit.setid(_identifier(entry.key, number))
            if translation:
                unit.target = translation
                unit.markfuzzy(entry.fuzzy)
            notes = [line.removeprefix("#.").strip() for line in entry.extracted]
            context = [f"Context: {entry.context}"] if entry.context else []
            if notes or context:
                unit.addnote("\n".join([*context, *notes]), origin="developer")
            mine = "\n".join(line.removeprefix("#").strip() for line in entry.translator)
            if mine:
                unit.addnote(mine, origin="translator")
    return bytes(store)


def _to_tmx(catalog: PoFile, language: Language, source: str) -> bytes:
    store = tmxfile(sourcelanguage=source)
    for entry in catalog.live:
        if entry.translated:
            for text, translation in _pairs(entry):
                store.addtranslation(text, source, translation, language.tag, context=entry.context)
    return bytes(store)


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each translation with its source text: the first plural form with the singular."""
    for number, translation in enumerate(entry.translations):
        yield entry.sources[min(number, len(entry.sources) - 1)], translation


def _identifier(key: Key, number: int) -> str:
    digest = hashlib.sha256("\x04".join(key).encode()).hexdigest()[:16]
    return f"{digest}-{number}"


def read(path: Path, language: Language, catalog: PoFile) -> Mapping[Key, Offer]:
    """Return what a file offers, by the key of the catalog's entry.

    Raises ForeignFileError for a damaged file, and for one whose head names another language.
    """
    kind, data = kind_of(path), path.read_bytes()
    try:
        if kind == "xliff":
            return _from_xliff(path, data, language, catalog)
        if kind == "tmx":
            return _from_tmx(data, language, catalog)
        memory, faults = po.read(path.as_posix(), data)
    except (ValueError, SyntaxError, LookupError, AttributeError, TypeError) as fault:
        msg = f"{path}: error: the file cannot be read as {kind}: {fault}\n  hint: Ask for it to be exported anew."
        raise ForeignFileError(msg) from fault
    if faults:
        raise ForeignFileError("\n".join(map(str, faults)))
    _refuse_other_language(path, memory.fields.get("Language", ""), language)
    return {each.key: Offer(each.translations, approved=False) for each in memory.entries if each.translated}


def _refuse_other_language(path: Path, named: str, language: Language) -> None:
    """Raise ForeignFileError if a file is for another language; agencies may add a country, or leave the name out."""
    first, own = (tag.replace("_", "-").lower().partition("-")[0] for tag in (named, language.tag))
    if first and first != own:
        msg = f"{path}: error: the file is for {named}, not for {language.tag}\n  hint: Look for the right file."
        raise ForeignFileError(msg)


def _from_xliff(path: Path, data: bytes, language: Language, catalog: PoFile) -> Mapping[Key, Offer]:
    store = xlifffile.parsestring(data)
    for node in store.document.getroot().iterchildren(store.namespaced("file")):
        _refuse_other_language(path, node.get("target-language", ""), language)
    by_identifier = {unit.getid().rpartition("\x04")[2]: unit for unit in store.units}
    offers: dict[Key, Offer] = {}
    for entry in catalog.live:
        units = [by_identifier.get(_identifier(entry.key, number)) for number in range(len(entry.translations))]
        found = [unit for unit in units if unit is not None]
        fits = [str(unit.source) == text for unit, (text, _) in zip(found, _pairs(entry), strict=False)]
        if found and len(found) == len(units) and all(fits) and all(unit.target for unit in found):
            texts = tuple(str(unit.target) for unit in found)
            offers[entry.key] = Offer(texts, approved=all(map(_is_done, found)))
    return offers


def _is_done(unit: xliffunit) -> bool:
    node = unit.xmlelement.find(unit.namespaced("target"))
    state = node.get("state", "") if node is not None else ""
    return unit.xmlelement.get("approved") == "yes" or state in _DONE


def _from_tmx(data: bytes, language: Language, catalog: PoFile) -> Mapping[Key, Offer]:
    store = tmxfile(io.BytesIO(data), targetlanguage=language.tag)
    memory: dict[str, str] = {}
    for unit in store.units:
        if unit.source and unit.target:
            memory.setdefault(str(unit.source), str(unit.target))
    offers = {}
    for entry in catalog.live:
        texts = tuple(memory.get(text, "") for text, _ in _pairs(entry))
        if texts and all(texts):
            offers[entry.key] = Offer(texts, approved=False)
    return offers


def fill(catalog: PoFile, offers: Mapping[Key, Offer]) -> Imported:
    """Return the catalog with its gaps filled: approved texts as they are, all others marked fuzzy."""
    filled: list[Entry] = []
    kept = 0

    def taken(entry: Entry) -> Entry:
        nonlocal kept
        offer = offers.get(entry.key) if not entry.obsolete else None
        if offer is None or len(offer.texts) != len(entry.translations):
            return entry
        if any(entry.translations) and not (entry.fuzzy and offer.approved):
            kept += 1
            return entry
        flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
        new = po.changed(entry, translations=offer.texts, previous=None,
                         flags=flags if offer.approved else ("fuzzy", *flags))  # fmt: skip
        filled.append(new)
        return new

    entries = tuple(map(taken, catalog.entries))
    known = {each.key for each in catalog.live}
    unknown = sum(key not in known for key in offers)
    return Imported(PoFile(catalog.header, entries, catalog.tail), tuple(filled), unknown, kept)
