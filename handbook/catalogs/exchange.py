"""Catalogs for other tools and back: XLIFF for agencies, TMX for translation memories, compendia of earlier work.

translate-toolkit reads and writes the formats. Whatever comes in passes the gate like any other translation, and
fills empty entries only: nothing that a person wrote is overwritten, but a fuzzy text by an approved one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile, xliffunit

from handbook.catalogs import po
from handbook.catalogs.po import Entry, PoFile
from handbook.language import tags
from handbook.values.diagnostics import error
from handbook.values.errors import HandbookError, UsageError
from handbook.values.message import Key
from handbook.values.model import Language

SUFFIXES = {".xlf": "xliff", ".xliff": "xliff", ".tmx": "tmx", ".po": "po"}
_DONE = frozenset({"translated", "final", "signed-off"})
_TO_COME = frozenset({"new", "needs-translation"})
"""States of a target, by XLIFF 1.2."""
_SOURCE_FILE = "handbook.po"
_NOT_HERE = "no text here is the same"


class ForeignFileError(HandbookError):
    """A file from another tool cannot be read."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation from elsewhere."""

    texts: tuple[str, ...]
    approved: bool
    """Whether its tool says that it is finished; a memory never says so."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A translation from elsewhere that no entry can take."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file of another tool has for a catalog."""

    offers: Mapping[Key, Offer]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A catalog with what was offered, and what became of it."""

    catalog: PoFile
    filled: tuple[Entry, ...]
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


def read(path: Path, language: Language, catalog: PoFile) -> Foreign:
    """Return what a file offers to the entries of a catalog, and what of it has no place there.

    Raises ForeignFileError for a file that is none of its kind or damaged, and for one in another language or script.
    """
    kind, data = kind_of(path), path.read_bytes()
    try:
        if kind == "xliff":
            return _from_xliff(path, data, language, catalog)
        if kind == "tmx":
            return _from_tmx(path, data, language, catalog)
        return _from_po(path, data, language, catalog)
    except ForeignFileError:
        raise
    except Exception as fault:  # whatever the toolkit and its parser trip over: the file is not what its name says
        raise _refused(path, f"the file cannot be read as {kind}: {str(fault) or type(fault).__name__}") from fault


def _refused(path: Path, text: str, hint: str = "Ask for it to be exported anew.") -> ForeignFileError:
    return ForeignFileError(str(error(path.as_posix(), 1, "import.file", text, hint)))


def _refuse_other_language(path: Path, named: str, language: Language) -> None:
    """Raise ForeignFileError if a file is for another language; agencies may add a country, or leave the name out."""
    if named and not tags.same_writing(named, language.tag):
        raise _refused(path, f"the file is for {named}, not for {language.tag}", "Look for the right file.")


def _from_po(path: Path, data: bytes, language: Language, catalog: PoFile) -> Foreign:
    memory, faults = po.read(path.as_posix(), data)
    if faults:
        raise ForeignFileError("\n".join(map(str, faults)))
    _refuse_other_language(path, memory.fields.get("Language", ""), language)
    wanted = {entry.key: entry for entry in catalog.live}
    offers: dict[Key, Offer] = {}
    unplaced: list[Unplaced] = []
    for entry in memory.entries:
        if not entry.translated:
            continue
        place = wanted.get(entry.key)
        if place is None:
            unplaced.append(Unplaced(entry.source, _NOT_HERE))
        elif len(place.translations) != len(entry.translations):
            unplaced.append(Unplaced(entry.source, "it has another number of plural forms"))
        else:
            offers.setdefault(entry.key, Offer(entry.translations, approved=False))
    return Foreign(offers, tuple(unplaced))


def _root(path: Path, data: bytes, wanted: str) -> etree._Element:
    """Return the root of an XML file, after a look whether it is of the kind that its name says."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    found = etree.QName(root).localname
    if found != wanted:
        raise _refused(path, f"this is no {wanted.upper()} file: its first element is <{found}>")
    return root


def _from_xliff(path: Path, data: bytes, language: Language, catalog: PoFile) -> Foreign:
    root = _root(path, data, "xliff")
    version, files = root.get("version", ""), list(root.iterchildren("{*}file"))
    if version.startswith("2"):
        raise _refused(path, f"XLIFF {version} is not read", "Ask for XLIFF 1.2.")
    if not files:
        raise _refused(path, "the file has no <file> and so no texts")
    for node in files:
        _refuse_other_language(path, node.get("target-language", ""), language)
    store = xlifffile.parsestring(data)
    units = [unit for unit in store.units if unit.target and not _is_to_come(unit)]
    taken: set[int] = set()
    offers: dict[Key, Offer] = {}
    finder = _Finder(units, catalog.live)
    for entry in catalog.live:
        found = finder.units_of(entry)
        if found:
            taken.update(map(id, found))
            offers[entry.key] = Offer(tuple(str(unit.target) for unit in found), approved=all(map(_is_done, found)))
    known = {_identifier(entry.key, number) for entry in catalog.live for number in range(len(entry.translations))}
    texts = {text for entry in catalog.live for text in entry.sources}
    left = (unit for unit in units if id(unit) not in taken)
    return Foreign(offers, tuple(Unplaced(str(unit.source), _reason(unit, known, texts)) for unit in left))


def _reason(unit: xliffunit, known: Collection[str], texts: Collection[str]) -> str:
    """Return why a unit has no place: identifiers that are known, and texts that are here."""
    if _id(unit) in known:
        return "its source text was changed"
    return _NOT_HERE + (" but in several contexts" if str(unit.source) in texts else "")


class _Finder:
    """Finds the units of an entry: by our identifier, or else, where a tool numbered them anew, by their texts."""

    def __init__(self, units: list[xliffunit], entries: Iterable[Entry]) -> None:
        self._by_identifier = {_id(unit): unit for unit in units}
        self._by_text: dict[str, list[xliffunit]] = {}
        for unit in units:
            self._by_text.setdefault(str(unit.source), []).append(unit)
        times = Counter(text for entry in entries for text in entry.sources * len(entry.sources))
        self._single = {text for text, number in times.items() if number == 1}

    def units_of(self, entry: Entry) -> list[xliffunit]:
        """Return a unit for each form of an entry, or none."""
        pairs = list(_pairs(entry))
        named = [self._by_identifier.get(_identifier(entry.key, number)) for number in range(len(pairs))]
        if any(named):
            fits = (unit is not None and str(unit.source) == text for unit, (text, _) in zip(named, pairs, strict=True))
            return [unit for unit in named if unit is not None] if all(fits) else []
        alike = self._by_text.get(entry.source, [])
        # A plural's forms, and the contexts of a text that stands here twice, are told apart by identifiers alone.
        return alike if entry.source in self._single and len(alike) == 1 else []


def _id(unit: xliffunit) -> str:
    return str(unit.getid()).rpartition("\x04")[2]


def _is_to_come(unit: xliffunit) -> bool:
    """Whether the tool that made the file has put the source text where a translation is to come."""
    return _state(unit) in _TO_COME and not _is_done(unit) and str(unit.target) == str(unit.source)


def _is_done(unit: xliffunit) -> bool:
    return unit.xmlelement.get("approved") == "yes" or _state(unit) in _DONE


def _state(unit: xliffunit) -> str:
    node = unit.xmlelement.find(unit.namespaced("target"))
    return str(node.get("state", "")) if node is not None else ""


def _from_tmx(path: Path, data: bytes, language: Language, catalog: PoFile) -> Foreign:
    root = _root(path, data, "tmx")
    memory: dict[str, str] = {}
    unplaced: dict[str, Unplaced] = {}
    wanted = {text for entry in catalog.live for text in entry.sources}
    others: set[str] = set()
    for unit in root.iter("{*}tu"):
        variants = [(_language(each), _segment(each)) for each in unit.iterchildren("{*}tuv")]
        ours = [(tag, text) for tag, text in variants if text and tags.same_writing(tag, language.tag)]
        sources = [text for tag, text in variants if text and not tags.same_writing(tag, language.tag)]
        others.update(tag for tag, _ in variants if tag)
        if not ours or not sources:
            continue
        # Of several regions the language's own.
        target = next((text for tag, text in ours if tags.read(tag) == tags.read(language.tag)), ours[0][1])
        placed = [text for text in sources if text in wanted]
        memory.update({text: target for text in placed if text not in memory})
        if not placed:
            unplaced.setdefault(sources[0], Unplaced(sources[0], _NOT_HERE))
    if not memory and not unplaced:
        found = f"only {', '.join(sorted(others))}" if others else "no texts"
        hint = f"Look for the right file, with texts in {language.tag}."
        raise _refused(path, f"the file has nothing in {language.tag}, {found}", hint)
    offers = {}
    for entry in catalog.live:
        texts = tuple(memory.get(text, "") for text, _ in _pairs(entry))
        if texts and all(texts):
            offers[entry.key] = Offer(texts, approved=False)
    return Foreign(offers, tuple(unplaced.values()))


def _language(variant: etree._Element) -> str:
    """Return the language of a text in a memory: ``lang`` is how TMX 1.1 named it."""
    return variant.get("{http://www.w3.org/XML/1998/namespace}lang") or variant.get("lang") or ""


def _segment(variant: etree._Element) -> str:
    segment = variant.find("{*}seg")
    return "" if segment is None else "".join(map(str, segment.itertext()))


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
        flags = tuple(flag for flag in entry.flags if not po.is_fuzzy(flag))
        new = po.changed(entry, translations=offer.texts, previous=None,
                         flags=flags if offer.approved else ("fuzzy", *flags))  # fmt: skip
        filled.append(new)
        return new

    entries = tuple(map(taken, catalog.entries))
    return Imported(PoFile(catalog.header, entries, catalog.tail), tuple(filled), kept)
