"""Typographic signs that a language requires and a keyboard does not give; pure."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

from handbook.model import Language

MANY_WORDS, LONG = 7, 14
"""From so many words or Han characters on a text may need a second line."""
_IDEOGRAPH = r"[\u4e00-\u9fff]"
_HAN = r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff60]"
NARROW, WIDE = "\u202f", "\u00a0"


def polish(text: str, language: Language) -> str:
    """Return a text as its language is set: French spaces, and no short word alone on the last line."""
    return _keep_end_together(_french(text) if language.tag.partition("-")[0] == "fr" else text, language)


def _keep_end_together(text: str, language: Language) -> str:
    """Join what may not stand alone on the last line of a paragraph: a short word, up to three Han characters."""
    if language.script in {"Hans", "Hant", "Jpan"}:
        # WORD JOINER forbids the break that ideographs allow (Unicode Standard Annex 14, WJ).
        last = re.search(rf"{_IDEOGRAPH}{{2,4}}{_HAN}?$", text) if len(text) > LONG else None
        return text[: last.start()] + "\u2060".join(last[0]) if last else text
    if len(text.split(" ")) < MANY_WORDS:
        return text
    return re.sub(r" (\S{1,9})$", f"{WIDE}\\1", text)


def direction(text: str) -> str:
    """Return "rtl" or "ltr" by the first strong character (Unicode Bidirectional Algorithm, P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _french(text: str) -> str:
    """Set the no-break spaces of French.

    French sets a narrow one before ; ! ? and inside guillemets after a number, a full one before
    a colon and inside « » (Lexique des règles typographiques). Other languages pass unchanged.
    """
    text = re.sub(r"[ \u00a0\u202f]+(?=[;!?](?!\w))", NARROW, text)
    text = re.sub(r"[ \u00a0\u202f]+(?=:(?!//))", WIDE, text)
    text = re.sub(r"«[ \u00a0\u202f]*", f"«{WIDE}", text)
    return re.sub(r"[ \u00a0\u202f]*»", f"{WIDE}»", text)


def close_up(html: str, language: Language) -> str:
    """Return HTML without the spaces between sentences that Chinese and Japanese do not have.

    A template writes a space where two messages meet; here it goes if both its neighbours are Han
    characters or their punctuation, whatever tags and reference numbers stand between them.
    """
    if language.script not in {"Hans", "Hant", "Jpan"}:
        return html
    cite = r'<sup class="cite"[^>]*>(?:<a [^>]*>\d+</a>(?:, )?)+</sup>'
    between = rf"((?:</(?:b|a|sup|span)>|\u2060|{cite})*)\s+((?:<(?:b|span)>)*)(?={_HAN})"
    return re.sub(rf"({_HAN}){between}", r"\1\2\3", html)


class Phone(str):
    """A telephone number: isolated and left to right wherever a template prints it in text."""

    __slots__ = ()

    @property
    def digits(self) -> str:
        """The number as a ``tel:`` address wants it."""
        return re.sub(r"[^\d+]", "", str.__str__(self))

    @property
    def plain(self) -> str:
        """The number without markup, for attributes."""
        return str.__str__(self)

    def __html__(self) -> Markup:
        """Return the isolated number (Unicode Bidirectional Algorithm, HTML ``bdi``)."""
        return Markup('<bdi class="tel" dir="ltr">{}</bdi>').format(str.__str__(self))
