"""Where keys stand in a TOML file: as tomllib reads it, whatever the spelling."""

from __future__ import annotations

import tomllib

import pytest
from builders import ROOT, data_files

from handbook.config.toml import lines

TEXT = '''# a = 1
a = "x = 1 # no comment"
"b c" = [
  1, # one
  { d = 2 },
]
e.f = """
g = 3
"""
[h."i.j"]
k = { l = [1], m = 2026-11-22 10:00:00 }
[[n]]
[n.o]
p = 'q'
[[n]]
p = 1
'''


def test_every_key_and_item_has_its_line() -> None:
    found = lines.read(TEXT)

    assert found.of == {
        ("a",): 2, ("b c",): 3, ("b c", 0): 4, ("b c", 1): 5, ("b c", 1, "d"): 5, ("e",): 7,
        ("e", "f"): 7, ("h",): 10, ("h", "i.j"): 10,
        ("h", "i.j", "k"): 11, ("h", "i.j", "k", "l"): 11, ("h", "i.j", "k", "l", 0): 11, ("h", "i.j", "k", "m"): 11,
        ("n",): 12, ("n", 0): 12, ("n", 0, "o"): 13, ("n", 0, "o", "p"): 14, ("n", 1): 15, ("n", 1, "p"): 16,
    }  # fmt: skip
    assert (found.twice, found.unclosed) == ([], [])


@pytest.mark.parametrize("path", data_files(ROOT), ids=lambda path: path.stem)
def test_the_keys_of_the_data_are_those_that_tomllib_reads(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]

    assert set(paths(tomllib.loads(text))) <= set(lines.read(text).of)


def paths(value: object, *inside: str | int) -> list[tuple[str | int, ...]]:
    """Return the way to each key and item."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, each in items for path in ((*inside, key), *paths(each, *inside, key))]
