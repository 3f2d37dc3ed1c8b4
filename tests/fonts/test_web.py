"""The font of headings on screens."""

from __future__ import annotations

import io

import pytest
from builders import ROOT, load
from fontTools.ttLib import TTFont

from handbook.fonts.web import headings


@pytest.mark.parametrize("tag", load(ROOT).languages)
def test_headings_have_the_letters_of_their_language(tag: str) -> None:
    """Thai's and Hindi's first family has Latin letters alone: their headings would be blank."""
    language = load(ROOT).languages[tag]

    font = headings(load(ROOT), language, language.endonym)

    assert font is not None
    has = TTFont(io.BytesIO(font.data)).getBestCmap()
    assert [letter for letter in language.endonym if ord(letter) not in has and letter != " "] == []
