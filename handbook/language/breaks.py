"""Where lines may end in scripts that write their words without spaces: words as ICU's dictionaries find them.

The dictionaries come with the package, so that a text breaks alike on every system. What the renderer's own libraries
know of such words has no say: ``whole_words`` tells them what to leave whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import icu
from fontTools import unicodedata

from handbook.values.model import Language
from handbook.values.trace import MARK

MAY_BREAK = "\u200b"
"""Zero-width space: a line may end here, and nothing is printed (Unicode Standard Annex 14, ZW)."""
JOINED = "\u2060"
"""Word joiner: no line ends here, and nothing is printed (Unicode Standard Annex 14, WJ)."""
_KEPT = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3130-\u318f\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\uac00-\ud7ff]"
)
"""Letters of Thai, Lao, Burmese, Korean and Khmer (Unicode Standard Annex 14: SA and the classes of Hangul)."""
_WORD = re.compile("[^ \t\n\u2000-\u200b\u3000/\u2010\u2012-\u2014\u2026\u00b7-]+[/\u2010\u2012-\u2014\u2026\u00b7-]*")
"""Up to a space, or a sign behind which a line may end: a hyphen, a dash, a stroke, dots."""
BMP = 0x10000
_INLINE = r"</?(?:a|abbr|b|bdi|cite|em|i|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>"
APART = re.compile(rf"<(?P<silent>title|style|script)\b.*?</(?P=silent)>|(?!{_INLINE})<[^<>]*>", re.DOTALL)
"""What parts one text from the next: tags of blocks, and elements whose text no page shows."""
WITHIN = re.compile(rf"{_INLINE}|{MARK.pattern}")
"""What may stand inside a word."""
_KANA = re.compile("[\u3041-\u30ff]")
_PAIR, _CAPTION, _PHRASE = 2, 64, 6
"""A Japanese text of so many characters at most, as heads and captions have, breaks between phrases of so many. Of two
letters alone a renderer asks where two boxes meet: they are no phrase."""
SHORT, LONG = 8, 24
"""A last word of so many characters at most, with its signs, may not stand alone on its line, if the text is long."""


def parted(html: str, language: Language, joined: str = "") -> str:
    """Return HTML with a zero-width space between the words of scripts whose lines break by dictionary.

    ``joined`` stands where the dictionary would end a line and none ends: a browser has a dictionary of its own.

    Tags, attributes and the marks of messages stay as they are, and a word that a tag or mark divides stays one. Where
    a translation has a zero-width space or a word joiner, that is left alone: the translator knew better.
    """
    if language.writing.break_by != "dictionary":
        return html
    pieces: list[str] = []
    start = done = 0
    for apart in [*APART.finditer(html), None]:
        for place, may in _ends(html, start, apart.start() if apart else len(html), language):
            pieces += html[done:place], MAY_BREAK if may else joined
            done = place
        start = apart.end() if apart else start
    return "".join((*pieces, html[done:]))


def whole_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of each word of Korean, Thai, Lao, Khmer or Burmese in a text without markup.

    No line ends inside them, whatever a renderer thinks: only at a space, or where ``parted`` allows it. The same holds
    for the phrases of Japanese, in a short text and at the end of a long one.
    """
    if _KANA.search(text) and _PAIR < len(text) <= _CAPTION:
        yield from phrases(text)
    if _KEPT.search(text):
        for word in _WORD.finditer(text):
            if _KEPT.search(word[0]):
                yield word.span()


@lru_cache(maxsize=1 << 12)
def phrases(text: str) -> tuple[tuple[int, int], ...]:
    """Return beginning and end of each phrase of Japanese, a word with its particles, that is not too long."""
    found = icu.BreakIterator.createLineInstance(icu.Locale.forLanguageTag("ja-u-lw-phrase"))
    found.setText(text)
    spans = ((first, first + len(text[first:after].rstrip())) for first, after in pairwise((0, *found)))
    return tuple((first, after) for first, after in spans if 1 < after - first <= _PHRASE)


def _ends(html: str, start: int, end: int, language: Language) -> Iterator[tuple[int, bool]]:
    """Yield the places in HTML behind the words of one text that another word follows, and whether a line may end."""
    places: list[int] = []
    for within in [*WITHIN.finditer(html, start, end), None]:
        places += range(start, within.start() if within else end)
        start = within.end() if within else start
    text = "".join(html[place] for place in places).rstrip()
    inside = {place for word in _known(language.words).finditer(text) for place in range(word.start() + 1, word.end())}
    for run in _letters(language.writing.letters).finditer(text):
        for length in _words(run[0], language.locale):
            end = run.start() + length
            yield places[end - 1] + 1, end not in inside and (len(text) - end > SHORT or len(text) <= LONG)


def _words(run: str, locale: str) -> list[int]:
    """Return where the words of a run of letters end, but for the last."""
    iterator = icu.BreakIterator.createLineInstance(icu.Locale(locale))
    iterator.setText(run)
    return [place for place in iterator if place < len(run)]


@lru_cache(maxsize=8)
def _known(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of words, which matches nothing if there are none."""
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


@lru_cache(maxsize=8)
def _letters(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of runs of characters of scripts, all of which stand in the first plane."""
    members = "".join(re.escape(chr(point)) for point in range(BMP) if unicodedata.script(chr(point)) in scripts)
    return re.compile(f"[{members}]+")
