"""Typographic signs that a language requires and a keyboard does not give; pure."""

from __future__ import annotations

import re

from markupsafe import Markup

from handbook.model import Language

NARROW, WIDE = "\u202f", "\u00a0"


def polish(text: str, language: Language) -> str:
    """Return a translated text with the no-break spaces that its language requires.

    French sets a narrow one before ; ! ? and inside guillemets after a number, a full one before
    a colon and inside « » (Lexique des règles typographiques). Other languages pass unchanged.
    """
    if language.tag.partition("-")[0] != "fr":
        return text
    text = re.sub(r"[ \u00a0\u202f]+(?=[;!?](?!\w))", NARROW, text)
    text = re.sub(r"[ \u00a0\u202f]+(?=:(?!//))", WIDE, text)
    text = re.sub(r"«[ \u00a0\u202f]*", f"«{WIDE}", text)
    return re.sub(r"[ \u00a0\u202f]*»", f"{WIDE}»", text)


_HAN = r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff60]"


def close_up(html: str, language: Language) -> str:
    """Return HTML without the spaces between sentences that Chinese and Japanese do not have.

    A template writes a space where two messages meet; here it goes if both its neighbours are Han
    characters or their punctuation, whatever tags and reference numbers stand between them.
    """
    if language.script not in {"Hans", "Hant", "Jpan"}:
        return html
    between = (
        rf'((?:</(?:b|a|sup|span)>|<sup class="cite">(?:<a [^>]*>\d+</a> ?)+</sup>)*)\s+((?:<(?:b|span)>)*)(?={_HAN})'
    )
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
