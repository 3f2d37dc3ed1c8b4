"""Typographic signs that a language requires and a keyboard does not give; pure."""

from __future__ import annotations

import html
import re
import unicodedata

from markupsafe import Markup, escape

from handbook.values.model import Language
from handbook.values.trace import MARK

MANY_WORDS, LONG = 7, 8
"""A text of so many words, or of more Han characters, may need a second line."""
STUB, MOST, SHARE = 6, 14, 3
"""A last line is longer than STUB. No more is held: in a narrow column it would leave the line before half empty.
To an amount no word is joined that makes it longer than MOST or than that part of the text."""
NARROW, WIDE = "\u202f", "\u00a0"
WORD_JOINER = "\u2060"
"""Forbids the break that ideographs allow (Unicode Standard Annex 14, WJ)."""
LETTER = (
    "[\u3005-\u3007\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Han characters of all planes, Hiragana, Katakana, and the marks that repeat or lengthen one."""
_WIDE = f"(?:{LETTER}|[\u3001-\u303f\u30a0\u30fb\u3200-\u33ff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6])"
"""These, and the punctuation and full-width forms that are set among them."""
_FRENCH = {"CA": ("", WIDE, WIDE), "CH": (NARROW, NARROW, NARROW)}
"""By country what stands before ; ! ?, before a colon, and inside guillemets; other countries follow France.

Canada: Office québécois de la langue française; Switzerland: Guide du typographe.
"""
_FRANCE = (NARROW, WIDE, WIDE)
_ARABIC_LETTER = "[\u0620-\u064a\u066e-\u06d3]"
_ARABIC_JOINED = re.compile(
    rf"(?<![\w\u064b-\u0652])(?:[وف]?(?:لا|لم|لن)|أل\u0651?ا|عام|ص) "
    rf"|(?<![\d.,])\d{{1,3}}(?:[.,]\d+)* (?={_ARABIC_LETTER})"
)
"""A negation, "year" and "page", and a number that is no year, each with the space before the word it belongs to."""
_UNSAID = re.compile("[\u00ad\u200b\u200e\u200f\u2060\u2061-\u2064\u061c\u202a-\u202e\u2066-\u206f\ufeff]")
"""Soft hyphen, zero-width space and joiner, marks, embeddings and isolates of direction, byte order mark."""
_SPACE = re.compile(rf"(?P<sign>(?<=«)[{WIDE}{NARROW}]|[{WIDE}{NARROW}](?=[;:!?»]))|\s+")
_TAG = re.compile(r"<[^<>]*>")
_GLUE = re.compile("[\u00ad\u200b\u2060\u2066-\u2069\ufeff]")
"""Signs that only say where a line may end or which way it runs: where no lines are they only spoil a search."""
_SPACES = re.compile(rf"[\s{NARROW}{WIDE}]+")
_LAST_WORD = re.compile(rf" (?=((?:<[^<>]*>|[^\s<>]|[{WIDE}{NARROW}])+)$)")


def spaced(text: str, language: Language) -> str:
    """Return a text with the spaces that its language sets beside signs: French alone has any."""
    main, *rest = language.tag.split("-")
    return _french(text, *_FRENCH.get(rest[-1] if rest else "", _FRANCE)) if main == "fr" else text


def held(text: str, language: Language) -> str:
    """Join the last words of a paragraph, until what stands on its last line is no stub.

    Arabic also keeps a negation with what it denies and a number with what it counts, wherever they stand: a "no" left
    at the end of a line is overlooked.

    ``text`` is HTML, its placeholders filled: an amount at its end is as long as it is printed.
    """
    if language.writing.break_by != "spaces":
        return text  # where its words end is found on the page: see breaks and fullwidth
    if language.tag.partition("-")[0] == "ar":
        text = _ARABIC_JOINED.sub(lambda found: found[0][:-1] + WIDE, text)
    words = _seen(text)
    if len(words.split(" ")) < MANY_WORDS:
        return text
    most = min(MOST, len(words) // SHARE)
    while (last := _LAST_WORD.search(text)) and len(_seen(last[1])) <= STUB:
        joined = f"{text[: last.start()]}{WIDE}{last[1]}"
        longer = _LAST_WORD.search(joined)
        before = _seen(text[: last.start()]).rpartition(" ")[2]
        if longer is None or (len(_seen(longer[1])) > most and WIDE in before):
            break
        text = joined
    return text


def _seen(text: str) -> str:
    """Return what of HTML is printed."""
    return html.unescape(MARK.sub("", _TAG.sub("", text)))


def unglued(text: str) -> str:
    """Return a text as it is said, stored and searched for, without what guides the setting of its lines.

    Line breaking and direction have no say outside a page: spaces that hold words together become spaces, what joins
    words, divides them or turns them is left out. The narrow space before a sign of French stays: it is orthography.
    """
    return _SPACE.sub(lambda found: NARROW if found["sign"] else " ", _UNSAID.sub("", text)).strip()


def untagged(text: object) -> Markup:
    """Return what of HTML is printed, escaped for an attribute that a style sheet prints."""
    return escape(html.unescape(_TAG.sub("", escape(text))))


def plain(text: object) -> Markup:
    """Return what of HTML is printed, escaped for an attribute or a title, without what only shapes lines.

    Joiners, soft hyphens and isolates go; any space is the plain one. What is no HTML is text.
    """
    return escape(_SPACES.sub(" ", _GLUE.sub("", html.unescape(_TAG.sub("", escape(text))))))


def direction(text: str) -> str:
    """Return "rtl" or "ltr" by the first strong character (Unicode Bidirectional Algorithm, P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _french(text: str, high: str, colon: str, inside: str) -> str:
    """Set the no-break spaces of French: before ; ! ?, before a colon, and inside « »."""
    text = re.sub(r"[ \u00a0\u202f]+(?=[;!?](?!\w))", high, text)
    text = re.sub(r"[ \u00a0\u202f]+(?=:(?!//))", colon, text)
    text = re.sub(r"«[ \u00a0\u202f]*", f"«{inside}", text)
    return re.sub(r"[ \u00a0\u202f]*»", f"{inside}»", text)


def close_up(text: str, language: Language) -> str:
    """Return HTML without the spaces between sentences that Chinese and Japanese do not have.

    A template writes a space where two messages meet; here it goes if both its neighbours are Han characters, kana
    or their punctuation, whatever tags, reference numbers and marks of messages stand between them. It stays before
    words of a language that is named, such as the label of a box: they stand beside the text, not in it.
    """
    if not language.writing.closes_up:
        return text
    cite = r'<sup class="cite"[^>]*>(?:<a [^>]*>\d+</a>(?:, )?)+</sup>'
    before = rf"((?:</(?:b|a|sup|span)>|{WORD_JOINER}|{MARK.pattern}|{cite})*)"
    behind = rf"((?:<(?:b|span)(?![^<>]*\slang=)[^<>]*>|{MARK.pattern})*)"
    return re.sub(rf"({_WIDE}){before}\s+{behind}(?={_WIDE})", r"\1\2\3", text)


class Phone(str):
    """A telephone number: isolated and left to right wherever a template prints it in text, and in one piece.

    Between its groups stand no-break spaces: no line ends there, and PDFium (Chrome) does not turn the groups round
    beside words that are read from right to left.
    """

    __slots__ = ()

    @property
    def digits(self) -> str:
        """The number as a ``tel:`` address wants it."""
        return re.sub(r"[^\d+]", "", str.__str__(self))

    @property
    def plain(self) -> str:
        """The number as it is printed, without markup."""
        return str.__str__(self).replace(" ", WIDE)

    def __html__(self) -> Markup:
        """Return the isolated number (Unicode Bidirectional Algorithm, HTML ``bdi``)."""
        return Markup('<bdi class="tel" dir="ltr">{}</bdi>').format(self.plain)
