"""Texts without a translation, printed in the source language: marked as such, so that they are read and set as such.

Without it English stands in an Arabic page with its full stop in front, and is read aloud by an Arabic voice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from handbook.values.message import Key
from handbook.values.model import Language
from handbook.values.trace import CLOSE, FIRST, MARK, number_of

_PIECE = re.compile(rf"<!--.*?-->|<title\b.*?</title>|<[^>]*>|{MARK.pattern}", re.DOTALL)
"""What stands apart from the text of a page, whole, and the marks of messages in that text."""


def told(html: str, numbers: Mapping[tuple[str, Key], int], untranslated: Collection[tuple[str, Key]],
         source: Language) -> str:  # fmt: skip
    """Return a page with an element around each text that is in the source language instead of its own.

    ``numbers`` are those of the marks, by language and message; ``untranslated`` are such languages and messages. Texts
    in attributes and titles, where no element can be, stay as they are.
    """
    foreign = {chr(FIRST + numbers[name]) for name in untranslated if name in numbers}
    if not foreign:
        return html
    opening = f'<bdi lang="{source.tag}" dir="{source.direction}">'
    inside: list[bool] = []

    def around(piece: re.Match[str]) -> str:
        mark = piece[0]
        if not MARK.fullmatch(mark):
            return mark
        if number_of(mark) is not None:
            inside.append(mark in foreign)
            return f"{mark}{opening}" if inside[-1] else mark
        return f"</bdi>{CLOSE}" if inside and inside.pop() else mark

    return _PIECE.sub(around, html)
