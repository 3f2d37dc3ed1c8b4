"""Imposed, folded and leafed through, pages come in reading order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leafing import leafed

from handbook.imposition.signatures import Spread, blanks, gathered, stitched

PAGES = st.integers(1, 400)
RTL = st.booleans()


@given(pages=PAGES, rtl=RTL)
def test_imposition_is_a_permutation_of_the_pages(*, pages: int, rtl: bool) -> None:
    places = [page for side in stitched(pages, rtl=rtl) for page in side]

    assert sorted(page for page in places if page is not None) == list(range(1, pages + 1))
    assert places.count(None) == blanks(pages)


@given(pages=PAGES, rtl=RTL)
def test_stitched_sheets_read_in_order(*, pages: int, rtl: bool) -> None:
    assert leafed(stitched(pages, rtl=rtl), rtl=rtl) == gathered(pages)


@given(pages=st.integers(5, 400), rtl=RTL)
def test_a_book_bound_at_the_wrong_side_does_not(*, pages: int, rtl: bool) -> None:
    assert leafed(stitched(pages, rtl=rtl), rtl=not rtl) != gathered(pages)


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        (1, (1, None, None, None)),
        (2, (1, None, None, 2)),
        (4, (1, 2, 3, 4)),
        (5, (1, 2, 3, 4, None, None, None, 5)),
        (7, (1, 2, 3, 4, 5, 6, None, 7)),
    ],
)
def test_blank_pages_stand_before_the_back_cover(pages: int, order: tuple[int | None, ...]) -> None:
    assert gathered(pages) == order


@pytest.mark.parametrize(
    ("rtl", "sides"), [(False, [(8, 1), (2, 7), (6, 3), (4, 5)]), (True, [(1, 8), (7, 2), (3, 6), (5, 4)])]
)
def test_covers_share_the_outermost_sheet(*, rtl: bool, sides: list[tuple[int, int]]) -> None:
    assert stitched(8, rtl=rtl) == tuple(Spread(*side) for side in sides)
