"""Streams deflated once: nothing of a page is lost, and nothing is taken for something else."""

from __future__ import annotations

import zlib

import pikepdf
import pytest

from handbook.press.streams import Streams

FILE = pikepdf.new()
CONTENT = "".join(f"0.{n % 7} 0.2 0.3 rg\n{n} {n * 37 % 800} 10 10 re\nf\n" for n in range(500)).encode()


def written(streams: Streams, content: bytes = CONTENT, recipe: str = "as it is") -> pikepdf.Stream:
    """Return a stream, of which a recipe has made capitals."""
    stream = FILE.make_stream(b"")
    streams.write(stream, content, recipe, bytes.upper if recipe == "capitals" else bytes)
    return stream


def test_a_page_reads_as_before() -> None:
    assert written(Streams()).read_bytes() == CONTENT


def test_it_is_smaller_than_zlib_makes_it() -> None:
    assert len(written(Streams()).read_raw_bytes()) < len(zlib.compress(CONTENT, 9))


def test_a_recipe_makes_something_else_of_the_same_content() -> None:
    streams = Streams()

    assert written(streams).read_bytes() == CONTENT
    assert written(streams, recipe="capitals").read_bytes() == CONTENT.upper()


def test_what_is_known_is_not_made_again() -> None:
    before = Streams()
    written(before)
    stream = FILE.make_stream(b"")

    Streams(before.used).write(stream, CONTENT, "as it is", lambda _: pytest.fail("made again"))

    assert stream.read_bytes() == CONTENT


def test_only_what_is_used_is_kept() -> None:
    before = Streams()
    written(before)
    now = Streams(before.used)
    written(now, b"q\nQ\n")

    assert len(now.used) == 1
    assert not now.used.keys() & before.used.keys()
