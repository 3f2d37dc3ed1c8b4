"""What in a translation is doubtful: warnings for the translator, each of which a flag of the entry switches off.

Where translate-toolkit has a filter that knows the languages, it decides; the rest is ours.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from translate.filters.checks import CheckerConfig, StandardChecker
from translate.storage.pypo import pounit

from handbook.catalogs.check import unless_ignored
from handbook.catalogs.comments import limit
from handbook.catalogs.glossary import Term, concerned, forbidden_words, has_preferred
from handbook.catalogs.po import Entry, PoFile
from handbook.catalogs.similar import changed_meaning
from handbook.language import exemplars, signs
from handbook.values.diagnostics import Diagnostic, warning
from handbook.values.model import Language, Script

FILTERS = {
    "startwhitespace": ("space", "the text begins with another space than the source text", "Begin as it does."),
    "endwhitespace": ("space", "the text ends with another space than the source text", "End as it does."),
    "doublespacing": ("double-space", "two spaces in a row", "Write one."),
    "endpunc": ("punctuation", "the text does not end as the source text does", "End with your language's own sign."),
    "unchanged": (
        "unchanged",
        "the translation is the source text",
        "Translate it, or write above it: # ignore: unchanged",
    ),
}
"""Filter of translate-toolkit to code, finding and hint."""
_DOUBLED_RIGHTLY = {"fr": {"vous", "nous"}, "nl": {"die"}, "de": {"die", "der", "das", "sie"}, "vi": {"song"}}
"""Words that may follow themselves: "vous vous trompez"."""
_FULL_WIDTH = {"?": "？", "!": "！", ":": "："}
"""How scripts without spaces between sentences end them."""
_PAGE = 4000
"""Characters of a page of text, generously."""
_OTHERWISE = {"vi": "und"}
"""Languages whose rules the toolkit has wrong: it wants French spaces before the colons of Vietnamese."""
_KASHIDA = "\u0640"
_PAIRS = ("()", "[]", "{}", "（）", "「」", "『』", "《》", "«»")
_TWICE = re.compile(r"(?<![\w’'-])(\w{2,})\s+\1(?![\w’'-])", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\w.,])\d{1,2}(?![\w.,]*\d)")


def review(name: str, catalog: PoFile, language: Language, terms: tuple[Term, ...]) -> tuple[Diagnostic, ...]:
    """Return what is doubtful in the printable entries of a catalog, in order of lines."""
    found: list[Diagnostic] = []
    live = [entry for entry in catalog.live if not entry.fuzzy and any(entry.translations)]
    for entry in live:
        findings = (warning(name, entry.line, f"catalog.{code}", text, hint)
                    for code, text, hint in _doubts(entry, language, terms))  # fmt: skip
        found += unless_ignored(entry, findings)
    found += _reversed(name, catalog)
    for entry, text in _two_translations(live):
        twice = warning(name, entry.line, "catalog.two-translations", text, "Agree on one, or give a context.")
        found += unless_ignored(entry, iter([twice]))
    return tuple(sorted(set(found)))


Doubt = tuple[str, str, str]
"""Code, finding, hint."""


def _doubts(entry: Entry, language: Language, terms: tuple[Term, ...]) -> Iterator[Doubt]:
    for number, translation in enumerate(entry.translations):
        source = entry.sources[min(number, len(entry.sources) - 1)]
        if not translation:
            continue
        # The toolkit knows Chinese by country.
        tag = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}.get(language.tag, language.folder)
        found = _by_toolkit(tag, source, translation, latin=language.script == "Latn")
        ended = _ended(source, translation, language)
        yield from (doubt for doubt in found if not (ended and doubt == FILTERS["endpunc"]))
        yield from _words(source, translation, language)
        yield from _signs(source, translation, language)
        yield from _numbers(source, translation)
        yield from _length(entry, translation)
    yield from _terms(entry, terms, language.writing)
    if entry.plural is not None and len(set(entry.translations)) == 1 < len(entry.translations):
        yield "same-forms", "all plural forms are the same text", "Write each form for its numbers."


def _ended(source: str, translation: str, language: Language) -> bool:
    """Whether a text ends with its own sign: the toolkit knows few full stops, and no full-width signs of Japanese."""
    if source[-1:] == translation[-1] == "…":
        return True  # a space before it is right in German, where whole words are left out
    if source.endswith("."):
        return translation[-1] in exemplars.full_stops(language.tag)
    return language.writing.closes_up and translation[-1] == _FULL_WIDTH.get(source[-1:])


@lru_cache(maxsize=8)
def _checker(tag: str) -> StandardChecker:
    config = CheckerConfig(targetlanguage=_OTHERWISE.get(tag, tag))
    return StandardChecker(checkerconfig=config, limitfilters=list(FILTERS))


@lru_cache(maxsize=1 << 14)
def _by_toolkit(tag: str, source: str, translation: str, *, latin: bool) -> tuple[Doubt, ...]:
    """Return what the filters find; languages with Latin letters share single words with English: "Police"."""
    unit = pounit(_ends(_plain(source)))
    # The toolkit's French wants the wide no-break space; which one is printed is the renderer's affair.
    unit.target = _ends(_plain(translation)).replace("\u202f", "\u00a0")
    cognate = {"unchanged"} if latin and len(source.split()) == 1 else set()
    return tuple(FILTERS[name] for name in sorted(_checker(tag).run_filters(unit)) if name in FILTERS.keys() - cognate)


def _ends(text: str) -> str:
    """Return a text, or of one that is longer than any page begin and end: some filters compare each sign with all."""
    return text if len(text) <= _PAGE else text[: _PAGE // 2] + text[-_PAGE // 2 :]


def _plain(text: str) -> str:
    """Return a text as readers see it: tags away, placeholders as a number."""
    return re.sub(r"<[^<>]*>", "", re.sub(r"%\(\w*\)s", "7", text)).replace("%%", "%")


def _words(source: str, translation: str, language: Language) -> Iterator[Doubt]:
    rightly = _DOUBLED_RIGHTLY.get(language.tag.partition("-")[0], set())
    wanted = {match[1].lower() for match in _TWICE.finditer(source)}
    for match in _TWICE.finditer(re.sub(r"%\(\w*\)s", "7", translation)):
        word = match[1].lower()
        if word not in rightly | wanted and not word.isdigit():
            hint = "Remove one, or write above it: # ignore: double-word"
            yield "double-word", f"the word {match[1]!r} stands twice", hint


def _signs(source: str, translation: str, language: Language) -> Iterator[Doubt]:
    for sign in signs.unseen(translation, language.writing, is_rtl=language.direction == "rtl"):
        if sign not in source:
            yield "invisible", f"invisible character {signs.name(sign)}", "Remove it."
    for word, letter in signs.mixed(translation):
        if word not in source:
            hint = f"Type the word anew, without {signs.name(letter)}."
            yield "mixed-scripts", f"a letter of another script in the word {word!r}", hint
    if _KASHIDA in translation:
        yield "kashida", "kashida (U+0640) stretches a word", "Leave stretching to the layout: remove it."
    if unicodedata.normalize("NFC", translation) != translation:
        yield "composition", "letters and accents are stored apart", "Type accented letters as one character (NFC)."
    for wanted, pair in [*zip(_PAIRS, _PAIRS, strict=True), (_quotes(source), _quotes(translation))]:
        if not _closed(translation, pair) and _closed(source, wanted):
            yield "brackets", f"{pair[0]} and {pair[1]} are not in pairs", "Close what is opened."


def _closed(text: str, pair: str) -> bool:
    return text.count(pair[0]) == text.count(pair[1])


def _quotes(text: str) -> str:
    """Return the pair of quotation marks of a text: German closes with the mark that opens in English."""
    if "„" not in text:
        return "“”"
    return "„”" if "”" in text else "„“"


def _numbers(source: str, translation: str) -> Iterator[Doubt]:
    """Yield short numbers that were lost; the gate sees to long ones. A translation may write them as words."""
    found = set(re.findall(r"\d+", _european(_plain_numbers(translation))))
    for number in dict.fromkeys(re.findall(_SHORT, _plain_numbers(source))):
        if number not in found:
            hint = "Check it, or write above it: # ignore: number"
            yield "number", f"the number {number} of the source text is missing", hint


def _plain_numbers(text: str) -> str:
    return html.unescape(re.sub(r"%\(\w*\)s|<[^<>]*>", " ", text))


def _european(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and c.isdecimal() else c for c in text)


def _length(entry: Entry, translation: str) -> Iterator[Doubt]:
    flagged = [flag for flag in entry.flags if flag.startswith("max-length:")]
    # Notes stay where a tool drops the flag: the template's, and the translator's "# max-length: 20".
    noted = [line.lstrip("# ") for line in entry.translator]
    for flag in flagged or filter(None, [*noted, limit(entry.extracted)]):
        match = re.fullmatch(r"max-length:\s*([0-9]{1,6})", flag)
        size = len(_plain(translation))
        if match and size > int(match[1]):
            yield "length", f"{size} characters, but the place has room for {match[1]}", "Find shorter words."


def _terms(entry: Entry, terms: tuple[Term, ...], writing: Script) -> Iterator[Doubt]:
    for term in concerned(terms, entry.source):
        for text in filter(None, entry.translations):
            for word in forbidden_words(term, text, writing):
                note = f" {term.note}" if term.note else ""
                yield "forbidden-term", f"{word!r} is not the word for “{term.source}”", f"{term.preferred}.{note}"
            if term.required and not has_preferred(term, text, writing):
                yield "term", f"“{term.source}” is not translated as {term.preferred!r}", term.note or "See glossary."


def _reversed(name: str, catalog: PoFile) -> Iterator[Diagnostic]:
    """Yield fuzzy texts whose source text lost or won a number or a negation since they were translated."""
    for entry in catalog.live:
        meaning = changed_meaning(entry.previous.source, entry.source) if entry.fuzzy and entry.previous else ()
        if meaning:
            text = f"A NUMBER OR NEGATION CHANGED in the source text ({' '.join(meaning)}): {entry.source[:60]!r}"
            hint = "Translate anew; do not just remove the mark."
            yield from unless_ignored(entry, [warning(name, entry.line, "catalog.meaning", text, hint)])


def _two_translations(entries: list[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield texts that differ from an earlier one by case and final sign only, but not so their translations."""
    first: dict[str, Entry] = {}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.context is not None or entry.plural is not None:
            continue
        alike, translation = _alike(entry.source), _alike(entry.translations[0])
        if groups[alike] and translation not in groups[alike]:
            yield entry, f"line {first[alike].line} translates the same words as {first[alike].translations[0][:50]!r}"
        groups[alike].add(translation)
        first.setdefault(alike, entry)


def _alike(text: str) -> str:
    return re.sub(r"\s+|<[^<>]*>", "", text).strip(".:!?。：！？؟").casefold()
