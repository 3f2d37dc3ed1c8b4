"""Profiles of printing conditions: what may be the output intent of a print file, and what is refused."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from builders import ROOT, load, project_files, replace

from handbook.config import profiles
from handbook.config.project import InvalidConfigurationError

SHIPPED = ROOT / "handbook/settings/profiles/FOGRA39L.icc"


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


def named(description: bytes, *, version: int = 2) -> bytes:
    """Return the shipped profile with another description, and without the measurements that name it."""
    data = SHIPPED.read_bytes().replace(b"FOGRA39L", b"UNKNOWN0")
    at = data.index(b"desc\0\0\0\0")
    length = struct.unpack_from(">I", data, at + 8)[0]
    if version == 2:
        tag = b"desc\0\0\0\0" + struct.pack(">I", length) + description.ljust(length, b"\0")
    else:
        text = description.decode().encode("utf-16-be")
        tag = b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(text), 28) + text
    return data[:at] + tag + data[at + len(tag) :]


def test_a_profile_tells_its_name_and_that_of_its_measurements() -> None:
    found = profiles.read(SHIPPED.read_bytes())

    assert found is not None
    assert (found.description, found.measured[0]) == ("FOGRA39L coated", "FOGRA39L")


@pytest.mark.parametrize("version", [2, 4])
@pytest.mark.parametrize(
    ("description", "is_known"),
    [(b"PSO Coated v3", True), (b"FOGRA51", True), (b"FOGRA5", False), (b"FOGRA39L", False), (b"SWOP 2006", False)],
)
def test_a_profile_is_known_by_its_description(description: bytes, version: int, is_known: bool) -> None:  # noqa: FBT001
    data = named(description, version=version)

    assert profiles.read(data).description == description.decode()  # type: ignore[union-attr]
    assert profiles.calls_itself(data, ("FOGRA51", "PSO Coated v3")) is is_known


@pytest.mark.parametrize("cut", [0, 100, 130, 140, 200])
def test_a_table_of_tags_that_is_cut_off_is_read_as_far_as_it_goes(cut: int) -> None:
    assert profiles.calls_itself(SHIPPED.read_bytes()[:cut], ("FOGRA39",)) is False


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SHIPPED.read_bytes(), "'FOGRA39L coated': that is FOGRA39"),
        (named(b"House stock"), "'House stock': none of the"),
    ],
)
def test_a_profile_under_the_name_of_another_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    root = project_files(tmp_path)
    replace(root / "content/edition.toml", r'print_condition = "FOGRA47"', 'print_condition = "FOGRA51"')
    (root / "handbook/settings/profiles/PSOcoated_v3.icc").write_bytes(data)

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (fault,) = caught.value.diagnostics
    assert (fault.path, fault.code) == ("handbook/settings/profiles/PSOcoated_v3.icc", "profile.unfit")
    assert said in fault.text
    assert "www.eci.org" in fault.hint


def test_every_profile_that_is_not_there_is_named_with_its_publisher(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    conditions = re.findall(
        '^id = "(.+)"', (root / "handbook/settings/print_conditions.toml").read_text("utf-8"), re.MULTILINE
    )

    for name in set(conditions) - {"FOGRA39", "FOGRA47"}:
        replace(root / "content/edition.toml", 'print_condition = "[^"]+"', f'print_condition = "{name}"')
        with pytest.raises(InvalidConfigurationError, match=r"Load it from \S[^;]+\.icc") as caught:
            load(root)
        assert [fault.code for fault in caught.value.diagnostics] == ["profile.missing"]


def test_a_profile_that_staff_supplied_is_examined_where_it_is_chosen(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / "content/edition.toml", r'print_condition = "FOGRA47"', 'print_condition = "FOGRA51"')
    (root / "handbook/settings/profiles/PSOcoated_v3.icc").write_bytes(struct.pack(">I", 200) + bytes(196))

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (fault,) = caught.value.diagnostics
    assert (fault.path, fault.code) == ("handbook/settings/profiles/PSOcoated_v3.icc", "profile.unfit")
