"""Profiles of printing conditions: what may be the output intent of a print file, and what is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from builders import ROOT, load, project_files, replace

from handbook import profiles
from handbook.config import InvalidConfigurationError

SHIPPED = ROOT / "handbook/data/profiles/FOGRA39L.icc"


def changed(at: int, value: bytes) -> bytes:
    data = bytearray(SHIPPED.read_bytes())
    data[at : at + len(value)] = value
    return bytes(data)


def test_the_shipped_profile_is_fit() -> None:
    assert list(profiles.faults(SHIPPED.read_bytes())) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (changed(16, b"RGB "), "it is a profile for RGB, not for CMYK"),
        (changed(12, b"scnr"), "it is of class 'scnr', not an output profile"),
        (changed(8, b"\x05"), "it is of ICC version 5, PDF/X-4 allows 4 at most"),
        (SHIPPED.read_bytes()[:5000], f"it is damaged: it has 5000 bytes, but says {SHIPPED.stat().st_size}"),
        (b"<html>not found</html>", "it is no ICC profile"),
        (b"\0" * 4_000_001, "it has 4000001 bytes, more than 4000000"),
    ],
)
def test_what_is_no_whole_profile_of_a_press_is_named(data: bytes, said: str) -> None:
    assert [text for text, _ in profiles.faults(data)] == [said]


def test_a_profile_that_staff_supplied_is_examined_where_it_is_chosen(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / "handbook/data/edition.toml", r'print_condition = "FOGRA39"', 'print_condition = "FOGRA51"')
    (root / "handbook/data/profiles/PSOcoated_v3.icc").write_bytes(struct.pack(">I", 200) + bytes(196))

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (fault,) = caught.value.diagnostics
    assert (fault.path, fault.code) == ("handbook/data/profiles/PSOcoated_v3.icc", "profile.unfit")
