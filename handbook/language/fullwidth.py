"""Scripts of full-width characters: what stays on one line, and which signs lose their empty half.

Elements say so, whose classes the style sheets know: ``whole`` does not break, ``tight`` is a sign without its empty
half (OpenType feature ``halt``). Nothing is put into the text itself, so that it can be searched and read out, and
attributes and what stands in a file's properties stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import icu

from handbook.language.breaks import APART, WITHIN, phrases
from handbook.language.typography import LETTER, LONG, WORD_JOINER
from handbook.values.model import Language

WHOLE, TIGHT = '<span class="whole">', '<span class="tight">'
_END = "</span>"
_STOPS = "、。，．：；！？"
OPENING = "（［｛〈《「『【〔〖“‘"
HALVED = "halt"
"""The feature of a font that gives a sign half its width; the class ``tight`` asks for it."""
_CLOSING = f"）］｝〉》」』】〕〗”’{_STOPS}"
_NUMBER = re.compile(rf"第?(?<![A-Za-z\d.,])\d[\d.,]*+(?:[-–]\d+)?%?(?:[多余]?[千万亿百]*{LETTER})?|第\d+")
"""A number, the letter of an ordinal before it and its unit behind it."""
_LAST = re.compile(rf"({LETTER}+)[^\w\s]*$")
_SKIPPED = re.compile(rf'(?P<cite><sup class="cite".*?</sup>)|{WITHIN.pattern}|{WORD_JOINER}', re.DOTALL)
"""What is no part of a sentence: references to sources, inline tags and marks."""
_CLAUSE = re.compile(rf"(?<=[，、；：。？！]){LETTER}{{2,5}}[^\w\s]*$")
"""The end of a saying: a line ends better before it."""
_SAYING = 16
"""A saying has so many characters at most."""
_FEW, _MANY = 2, 4
"""A last line has so many characters at least; a word of more may be divided."""
Span = tuple[int, int]
TURNED = re.compile(r'<div class="answers">.*?</div>', re.DOTALL)
"""What stands upside down: PDFium tells the pieces of such a line from its end, so it stays in one piece."""


def fitted(html: str, language: Language) -> str:
    """Return HTML whose numbers keep their units, whose last words stay whole, and whose signs stand close.

    Requirements for Chinese Text Layout and for Japanese Text Layout (W3C): a last line is more than one character, and
    of two signs that meet, one gives up its empty half; so does an opening sign at the head of a paragraph (for that of
    a wrapped line see ``handbook.layout.line_heads``), and a stop before a reference. The stops of traditional Chinese
    stand in the middle of their square and keep it beside other signs.
    """
    if language.writing.break_by != "characters":
        return html
    put: dict[int, list[str]] = {}
    start = 0
    turned = [found.span() for found in TURNED.finditer(html)]
    for apart in [*APART.finditer(html), None]:
        if not any(first <= start < last for first, last in turned):
            _fit(html, start, apart.start() if apart else len(html), language, put)
        start = apart.end() if apart else start
    parts, before = [], 0
    for place in sorted(put):
        parts += [html[before:place], *put[place]]
        before = place
    return "".join(parts) + html[before:]


def _fit(html: str, start: int, end: int, language: Language, put: dict[int, list[str]]) -> None:
    """Note in ``put``, by place in HTML, the tags for one paragraph."""
    places: list[int] = []
    cited: list[int] = []
    for skipped in [*_SKIPPED.finditer(html, start, end), None]:
        places += range(start, skipped.start() if skipped else end)
        start = skipped.end() if skipped else start
        if skipped and skipped["cite"]:
            cited.append(len(places) - 1)
    text = "".join(html[place] for place in places)
    for first, last in _wholes(text, language):
        if places[last - 1] - places[first] == last - 1 - first:  # no tag opens or closes inside it
            put.setdefault(places[first], []).append(WHOLE)
            put.setdefault(places[last - 1] + 1, []).insert(0, _END)
    for at in _halves(text, cited, language):
        put.setdefault(places[at], []).append(TIGHT)
        put.setdefault(places[at] + 1, []).insert(0, _END)


def _wholes(text: str, language: Language) -> Iterator[Span]:
    """Yield what stays on one line, in order; what overlaps is one."""
    spans = [found.span() for found in _NUMBER.finditer(text) if len(found[0]) > 1]
    last = _last_word(text, language)
    while spans and last and spans[-1][1] > last[0]:
        first, _ = spans.pop()
        last = min(first, last[0]), last[1]
    yield from [*spans, *([last] if last else [])]


def _last_word(text: str, language: Language) -> Span | None:
    """Return where the last word of a long text stands, with the signs behind it; two characters, if it is shorter."""
    text = text.rstrip()
    if len(text.lstrip()) <= _SAYING and (clause := _CLAUSE.search(text)):
        return clause.span()
    found = _LAST.search(text)
    if found is None or len(text.lstrip()) <= LONG:
        return None
    if language.script == "Jpan" and (phrase := next((each for each in phrases(text) if each[1] == len(text)), None)):
        return phrase
    words = icu.BreakIterator.createWordInstance(icu.Locale(language.locale))
    words.setText(found[1])
    length = len(found[1])
    starts = [place for place in (0, *words) if _FEW <= length - place <= _MANY]
    return found.start() + max(starts, default=max(0, length - _FEW)), found.end()


def _halves(text: str, cited: list[int], language: Language) -> list[int]:
    """Return which signs lose their empty half; behind those at ``cited`` a reference stands."""
    closing = _CLOSING.translate({ord(stop): None for stop in _STOPS}) if language.script == "Hant" else _CLOSING
    signs = [(at, letter) for at, letter in enumerate(text) if not letter.isspace()]
    found = {at for at in cited if at >= 0 and text[at] in _CLOSING}
    if signs and signs[0][1] in OPENING:
        found.add(signs[0][0])
    for (at, one), (then, other) in pairwise(signs):
        if one in closing and other in OPENING + _CLOSING:
            found.add(at)
        elif one in OPENING and other in OPENING:
            found.add(then)
    return sorted(found)
