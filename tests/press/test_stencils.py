"""Stencils: whatever words stand in them, whoever inflates them gets parts and words."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.press.stencils import Stencil


def test_words_stand_between_the_parts() -> None:
    stencil = Stencil([b"<li>" * 9, b"</li><li>", b"</li>" * 9])

    assert zlib.decompress(stencil.filled([b"tea", b"silk"])) == b"<li>" * 9 + b"tea</li><li>silk" + b"</li>" * 9


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=60), st.binary(max_size=40)), max_size=4), st.binary(max_size=60))
def test_any_parts_and_words_come_back(pairs: list[tuple[bytes, bytes]], last: bytes) -> None:
    stencil = Stencil([*(part for part, _ in pairs), last])

    filled = stencil.filled([word for _, word in pairs])

    assert zlib.decompress(filled) == b"".join(part + word for part, word in pairs) + last


@pytest.mark.parametrize("length", [0, 1, 4999, 5000, 5001, 20_000])
def test_a_part_may_be_long(length: int) -> None:
    part = b"".join(b"%d " % number for number in range(length))[:length]

    assert zlib.decompress(Stencil([part, b"end"]).filled([b"-"])) == part + b"-end"


def test_it_is_smaller_than_what_is_in_it() -> None:
    parts = [b"the same for all " * 50, b" and so on" * 50]

    assert len(Stencil(parts).filled([b"Hotel"])) < 100


def test_each_place_has_a_word() -> None:
    with pytest.raises(ValueError, match="zip"):
        Stencil([b"a", b"b", b"c"]).filled([b"one"])
