"""How findings are counted and told."""

from __future__ import annotations

import pytest

from handbook.values.diagnostics import SHOWN, counted, error, shortened, warning


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [(0, "error", "0 errors"), (1, "error", "1 error"), (2, "entry", "2 entries"), (1, "entry", "1 entry"),
     (3, "key", "3 keys")],
)  # fmt: skip
def test_one_thing_is_no_several_things(number: int, noun: str, said: str) -> None:
    assert counted(number, noun) == said


def test_of_a_file_with_very_many_findings_the_first_are_told_and_the_rest_counted() -> None:
    many = [error("a.po", line, "catalog.string", "broken") for line in range(1, 2572)]

    lines = list(shortened([*many, warning("a.po", 2600, "catalog.space", "space"), error("b.po", 1, "x", "other")]))

    assert len(lines) == SHOWN + 2
    assert lines[SHOWN] == "a.po: and 2551 errors and 1 warning more"
    assert lines[-1] == "b.po:1: error: other [x]"


def test_no_line_is_spent_on_saying_that_one_more_is_not_told() -> None:
    findings = [error("a.po", line, "x", "broken") for line in range(1, SHOWN + 2)]

    assert list(shortened(findings)) == list(map(str, findings))
