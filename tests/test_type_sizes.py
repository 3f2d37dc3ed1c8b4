"""The pages as a reader's eye measures them: how large the type is, how many pages there are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pymupdf
import pytest

SMALLEST_PT = 7.0


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


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
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
