"""Characters that leave no mark on paper, that turn the direction of a text, or that look like others.

By Unicode's own tables, as ICU has them: Default_Ignorable_Code_Point, general categories, Joining_Type, scripts and
confusables (Unicode Standard Annexes 9, 24 and 31, Technical Standard 39). Texts are HTML, as catalogs have them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import icu

from handbook.values.model import Script

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""What a text needs in which both directions meet."""
_JOINERS = frozenset("\u200c\u200d")
_PARTED = frozenset("\u00ad\u200b")
"""What scripts without spaces between words, and those that stretch them, may be broken at."""
_GLUE = frozenset("\u2060")
_BLANK = "[\\u2800\\U0001D159\\U00016FE4]"
"""Characters whose glyph is empty: a braille pattern, a note head, a filler."""
_SPACE = "[[:Zs:]-[\\u1680]\\t\\n\\r]"
"""Spaces, which every font has or shaping makes from its own (HarfBuzz); that of Ogham is drawn."""
_SELECTED = "[[:Emoji:][:Script=Hani:][:Script=Mong:][:Script=Phag:][:Script=Mymr:][:Sm:]]"
"""What variation selectors choose a form of."""
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_IDEOGRAPHIC = frozenset({"Hani", "Hira", "Kana", "Bopo", "Hang"})
"""Scripts that set words of others among their own without a space."""


def needs_glyph(character: str) -> bool:
    """Whether a page shows an empty box where no font has the character."""
    return not _set(f"[[:Default_Ignorable_Code_Point:]{_SPACE}]").fullmatch(character)


def is_visible(text: str) -> bool:
    """Whether anything of a text is printed: tags, spaces and ignorable characters are not."""
    rest = html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
    return bool(_set(f"[^[:Default_Ignorable_Code_Point:][:White_Space:]{_BLANK}]").search(rest))


def unseen(text: str, writing: Script, *, is_rtl: bool) -> Iterator[str]:
    """Yield the characters of a text that cannot be seen and that its script does not need, each once.

    Joiners are for scripts whose letters join or stack, marks of direction for texts in which directions meet,
    zero-width spaces and soft hyphens for scripts that say so; the word joiner is for all. Overrides are told by
    ``turned``.
    """
    return _unseen(html.unescape(text), writing.letters, is_rtl=is_rtl, is_parted=writing.zero_width)


def unseen_in_any(text: str) -> Iterator[str]:
    """Yield the characters of a plain text that cannot be seen and that none of its own letters needs, each once.

    Overrides are told by ``turned``.
    """
    scripts = {icu.Script.getScript(ord(letter)).getShortName() for letter in text if letter.isalpha()}
    yield from _unseen(text, sorted(scripts), is_rtl=False, is_parted=False)


def _unseen(text: str, scripts: Iterable[str], *, is_rtl: bool, is_parted: bool) -> Iterator[str]:
    hidden = _set("[[:Default_Ignorable_Code_Point:][:Cf:]-[:Prepended_Concatenation_Mark:]]")
    found = dict.fromkeys(match[0] for match in hidden.finditer(text))
    allowed = _GLUE | frozenset(_OVERRIDES) | (_PARTED if is_parted else frozenset())
    allowed |= _JOINERS if any(map(_joins, scripts)) else frozenset()
    allowed |= _MARKS if found and (is_rtl or _set("[[:bc=R:][:bc=AL:]-[:Cf:]]").search(text)) else frozenset()
    yield from (sign for sign in found if sign not in allowed and not _selects(sign, text))


def _selects(sign: str, text: str) -> bool:
    """Whether a character is a variation selector, or a joiner of pictographs, wherever it stands in a text."""
    before = _set(_SELECTED)
    if sign == "\u200d":
        before = _set("[[:Extended_Pictographic:]\\uFE0F[:Emoji_Modifier:]]")
    elif not _set("[:Variation_Selector:]").fullmatch(sign):
        return False
    return all(at and before.fullmatch(text[at - 1]) for at, each in enumerate(text) if each == sign)


def turned(text: str) -> Iterator[str]:
    """Yield what turns the direction of a text and is forbidden, not closed, or closes nothing (Annex 9, BD9, BD11)."""
    opened: list[str] = []
    for match in _TURNS.finditer(html.unescape(text)):
        sign = match[0]
        if sign in _OVERRIDES:
            yield f"{name(sign)} turns letters and digits round"
        if sign in _EMBEDDINGS or sign in _ISOLATES:
            opened.append(sign)
            continue
        closable = _EMBEDDINGS if sign == _POP else _ISOLATES
        if opened and opened[-1] in closable:
            opened.pop()
        else:
            yield f"{name(sign)} closes nothing"
    yield from (f"{name(sign)} is not closed" for sign in opened if sign not in _OVERRIDES)


def name(character: str) -> str:
    """Return code point and name of a character: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def mixed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word in which a letter of one script passes for one of another, and that letter."""
    for match in _WORD.finditer(html.unescape(_TAG.sub(" ", text))):
        word = match[0]
        if word.isascii():
            continue
        scripts = [icu.Script.getScript(ord(letter)).getShortName() for letter in word]
        common = [script for script in scripts if script not in {"Zyyy", "Zinh"} | _IDEOGRAPHIC]
        own = max(dict.fromkeys(common), key=common.count, default="")
        for letter, script in zip(word, scripts, strict=True):
            if script in common and script != own and _passes(letter, own):
                yield word, letter
                break


def _passes(letter: str, script: str) -> bool:
    """Whether a letter looks like one of a script; letters from right to left never stand in such a word by mistake."""
    return unicodedata.bidirectional(letter) == "L" and _skeleton(letter) in _looks(script)


@lru_cache(maxsize=32)
def _looks(script: str) -> frozenset[str]:
    return frozenset(_skeleton(str(letter)) for letter in icu.UnicodeSet(f"[[:Script={script}:]&[:L:]]"))


def _skeleton(text: str) -> str:
    return str(_checker().getSkeleton(0, text))


@lru_cache(maxsize=1)
def _checker() -> icu.SpoofChecker:
    return icu.SpoofChecker()


@lru_cache(maxsize=64)
def _joins(script: str) -> bool:
    """Whether letters of a script join or stack: then a joiner, or its contrary, is part of the spelling."""
    joining = "[[:Joining_Type=Dual_Joining:][:Joining_Type=Right_Joining:][:ccc=9:]]"
    return len(icu.UnicodeSet(f"[[:Script={script}:]&{joining}]")) > 0


@lru_cache(maxsize=64)
def _set(pattern: str) -> re.Pattern[str]:
    """Return one character of a set in ICU's own notation, as an expression of Python."""
    found = icu.UnicodeSet(pattern)
    ranges = ((found.getRangeStart(at), found.getRangeEnd(at)) for at in range(found.getRangeCount()))
    return re.compile("[" + "".join(f"\\U{ord(first):08x}-\\U{ord(last):08x}" for first, last in ranges) + "]")
