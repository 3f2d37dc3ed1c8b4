"""The pages as a reader's eye measures them: how large the type is, how full the pages are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pymupdf
import pytest

POINTS_A_MM = 72 / 25.4
FOOT_MM = 195.0
"""Where the type area of the book ends and the foot line begins."""
SMALLEST_PT = 7.0
DELIBERATE = 1
"""Pages that may end early, such as the last one of the sources."""


def pages(handbooks: Path, language: str, product: str) -> pymupdf.Document:
    (path,) = handbooks.rglob(f"handbook_{language.lower()}_{product}_*.pdf")
    return pymupdf.open(path)


def sizes(document: pymupdf.Document) -> Counter[float]:
    """Return how many characters are printed in each size of type, in points."""
    found: Counter[float] = Counter()
    for page in document:
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    found[round(span["size"], 1)] += len(span["text"].strip())
    return found


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "ar"])
def test_nothing_in_the_book_is_set_smaller_than_seven_points(handbooks: Path, language: str) -> None:
    assert min(size for size, count in sizes(pages(handbooks, language, "screen")).items() if count) >= SMALLEST_PT


def test_running_text_has_two_sizes_and_notes_a_third(handbooks: Path) -> None:
    found = sizes(pages(handbooks, "en", "screen"))

    running = found[10.0] + found[9.0]
    assert running > sum(found.values()) / 2
    assert found[10.0] > 0
    assert found[8.0] > 0  # the sources


def test_the_book_has_forty_eight_pages_and_large_print_at_most_seventy_two(handbooks: Path) -> None:
    assert len(pages(handbooks, "en", "screen")) == 48
    assert len(pages(handbooks, "en", "large-print")) <= 72


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "ar"])
def test_every_page_of_the_book_is_two_thirds_full(handbooks: Path, language: str) -> None:
    short = [
        number
        for number, page in enumerate(pages(handbooks, language, "screen"), 1)
        if number > 1  # the cover is a picture
        and max(
            (y for _, _, _, y, *_ in page.get_text("blocks") if y < FOOT_MM * POINTS_A_MM),
            default=page.rect.height,
        )
        < FOOT_MM * 2 / 3 * POINTS_A_MM
    ]

    assert len(short) <= DELIBERATE, short
