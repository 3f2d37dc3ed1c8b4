"""Pages known to be clean: what an earlier examination spares a later one.

``test_preflight.py`` shows that it hides no fault.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
from print_files import PAGES, TRIM_MM, digests, draw, known, print_file, saved

from handbook.checks.ghostscript import Separating, separations
from handbook.checks.preflight import Memory, Wants


def test_a_page_is_another_one_when_anything_that_it_shows_is() -> None:
    before = print_file()
    after = print_file()
    draw(after, "0 0 0 1 k 50 50 20 20 re f", page=3)
    one, other = digests(saved(before)), digests(saved(after))

    assert [a == b for a, b in zip(one, other, strict=True)] == [number != 3 for number in range(1, PAGES + 1)]


def test_the_same_page_elsewhere_in_a_file_is_known() -> None:
    pdf = print_file()
    draw(pdf, "0 0 0 1 k 50 50 20 20 re f", page=1)
    before = digests(saved(pdf))
    pdf.pages.append(pdf.pages[0])
    del pdf.pages[0]

    assert digests(saved(pdf)) == (*before[1:], before[0])


def test_what_was_ordered_is_part_of_it() -> None:
    assert not known() & set(digests(saved(print_file()), Wants(TRIM_MM, tac_limit=200)))


def test_a_page_that_leads_back_to_itself_is_never_known() -> None:
    pdf = print_file()
    form = pdf.make_stream(b"/Again Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
    pdf.pages[1].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))

    assert digests(saved(pdf))[1] == ""


def test_only_the_pages_asked_for_are_separated() -> None:
    pdf = print_file()
    draw(pdf, "0.9 0.4 0.6 0.2 k 50 50 20 20 re f", page=3)
    data = saved(pdf)
    with Separating(data, pages=(3, 4)) as work:
        some = list(work.pages())

    assert all(np.array_equal(*pair) for pair in zip(some, separations(data)[2:], strict=True))
    assert not np.array_equal(*some)


def test_it_is_kept_until_the_program_changes(tmp_path: Path) -> None:
    Memory(tmp_path, "this state").keep("2027_fr_print", {"b", "a"})

    assert Memory(tmp_path, "this state").of("2027_fr_print") == {"a", "b"}
    assert Memory(tmp_path, "another").of("2027_fr_print") == frozenset()
    assert Memory(tmp_path, "this state").of("2027_fr_booklet") == frozenset()


def test_a_damaged_memory_knows_nothing(tmp_path: Path) -> None:
    (tmp_path / "2027_fr_print.json").write_text('{"state": "this state", "clean": 1}', encoding="utf-8")

    assert Memory(tmp_path, "this state").of("2027_fr_print") == frozenset()
