"""What stands in a place of copies: on the disk while a run lasts, and in a list with a partner on each line."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from handbook.partners.copies import LIST, Copy, Made
from handbook.partners.place import Place
from handbook.partners.register import Register
from handbook.values.model import Companion

EDITION = "2027-01"
MANY = 1000


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "dist", tmp_path / "copies")


def made(ident: str, several: int = 2) -> Made:
    """Return a hotel with copies in some languages, of every second one the tail alone."""
    copies = (
        Copy(f"{EDITION}/{ident}/{number:02}.pdf", f"l{number}", "screen", f"base-{number}", "a" * 64, 9, "b" * 64,
             number % 2, (Companion(f"{EDITION}/{ident}/{number:02}_ticket.pdf", "c" * 64, 7),))
        for number in range(several)
    )  # fmt: skip
    return Made(ident, "Hôtel “Pékin”\n北京", tuple(copies), Companion(f"{EDITION}/{ident}.zip", "d" * 64, 8))


def test_what_is_written_is_read_again_and_is_a_list_for_anybody(place: Place) -> None:
    register = Register(place, EDITION)
    for ident in ("b", "a", "c"):
        register.put(made(ident))
    register.put(Made("c", "", ()))
    register.write()

    again = Register(place, EDITION)

    assert (register.is_changed, again.is_changed) == (False, False)
    assert [again.of(ident) for ident in again.ids()] == [made("a"), made("b")]
    assert again.of("c") == Made("c", "", ())
    listed = json.loads((place.out / EDITION / LIST).read_bytes())
    assert [each["id"] for each in listed["partners"]] == ["a", "b"]
    assert again.size(f"{EDITION}/{LIST}") == (place.out / EDITION / LIST).stat().st_size


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"\xff", b'{"schema": 0, "partners": [\n{"id": "a"}\n]}\n'])
def test_a_list_that_somebody_else_has_written_counts_for_nothing(place: Place, spoilt: bytes) -> None:
    (place.out / EDITION).mkdir(parents=True)
    (place.out / EDITION / LIST).write_bytes(spoilt)

    assert Register(place, EDITION).ids() == []


def test_a_list_counts_as_far_as_it_is_whole(place: Place) -> None:
    register = Register(place, EDITION)
    for ident in ("a", "b"):
        register.put(made(ident))
    register.write()
    file = place.out / EDITION / LIST
    file.write_bytes(file.read_bytes()[:-80])

    assert Register(place, EDITION).ids() == ["a"]


def test_tails_come_base_by_base_and_become_whole(place: Place) -> None:
    register = Register(place, EDITION)
    for ident in ("a", "b"):
        register.put(made(ident, 4))

    found = [(copy.base, copy.path.split("/")[1]) for copy in register.tails()]
    register.whole([f"{EDITION}/a/01.pdf"])
    register.tell_whole()

    assert found == [("base-1", "a"), ("base-1", "b"), ("base-3", "a"), ("base-3", "b")]
    assert (register.done, register.left) == (1, 3)
    assert [copy.tail for copy in register.of("a").copies] == [0, 0, 0, 1]


def test_memory_does_not_grow_with_the_copies(place: Place) -> None:
    register = Register(place, EDITION)
    tracemalloc.start()
    for number in range(MANY):
        register.put(made(f"hotel-{number}", 14))
    register.write()
    again = Register(place, EDITION)
    assert len(list(zip(again.tails(), range(MANY), strict=False))) == MANY
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 2_000_000, "a list of so many has 6 MB"
