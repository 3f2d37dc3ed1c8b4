"""PO files are read entry by entry and written back byte for byte."""

from __future__ import annotations

import configparser
import io
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from sampling import ALL
from translate.storage.pypo import pofile

from handbook.catalogs import po

SAMPLES = ROOT / "tests/cases/catalogs"
FILES = sorted([*SAMPLES.glob("*.po*"), *(ROOT / "locales").rglob("*.po*")])
SAMPLE = [
    file for file in FILES if os.environ.get(ALL) or file.parts[-3] in {"zh_Hans", "ar"} or SAMPLES in file.parents
]

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n\t"\\%<>'), max_size=40
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.relative_to(ROOT).parts[-4:]))
def test_a_file_is_written_back_byte_for_byte(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    catalog, faults = po.read(file.name, text.encode())

    assert faults == ()
    assert po.write(catalog) == text


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: "/".join(file.relative_to(ROOT).parts[-4:]))
def test_entries_are_written_anew_as_gnu_gettext_writes_them(file: Path) -> None:
    command = ["msgcat", "--no-wrap", "--add-location=file", file]
    gnu = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout

    catalog, _ = po.read(file.name, gnu.encode())
    anew = [
        replace(entry, raw="", body=()) for entry in ([catalog.header] if catalog.header else []) + [*catalog.entries]
    ]

    assert "\n\n".join(map(po.block, anew)) + "\n" == gnu


@given(TEXTS.filter(bool), TEXTS, st.none() | TEXTS, st.booleans())
def test_any_text_survives_a_round_trip(source: str, translation: str, context: str | None, obsolete: bool) -> None:  # noqa: FBT001
    entry = replace(po.empty(source, context=context), translations=(translation,), obsolete=obsolete)

    catalog, faults = po.read("x.po", po.write(po.PoFile(None, (entry,))).encode())

    assert faults == ()
    (again,) = catalog.entries
    assert (again.source, again.translations, again.context, again.obsolete) == (
        source,
        (translation,),
        context,
        obsolete,
    )


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    catalog, faults = po.read("x.po", text.encode())

    assert isinstance(catalog, po.PoFile)
    assert all(fault.line >= 0 for fault in faults)


def test_comments_after_the_last_entry_are_kept() -> None:
    text = 'msgid "Place"\nmsgstr "Lieu"\n\n# to be continued\n'

    assert po.write(po.read("x.po", text.encode())[0]) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [('msgid "a"\n', 1), ('msgstr "a"\n', 1), ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3), ('"a"\n', 1),
     ('msgid "a"\nmsgstr "\\q"\n', 2), ('msgctxt "a"\nmsgstr "b"\n', 2), ('msgid "a"\n#~ msgstr "b"\n', 2),
     ('#| msgid broken\nmsgid "a"\nmsgstr "b"\n', 2)],
)  # fmt: skip
def test_what_stands_in_the_wrong_place_is_named_with_its_line(text: str, line: int) -> None:
    _, faults = po.read("x.po", text.encode())

    assert [fault.line for fault in faults] == [line]


@pytest.mark.parametrize("file", [file for file in SAMPLE if file.suffix == ".po"], ids=lambda file: file.parts[-3])
def test_a_text_saved_by_weblate_is_one_changed_line(file: Path) -> None:
    """Weblate writes with translate-toolkit, wrapped as ``.weblate`` says: only at line ends."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / ".weblate", encoding="utf-8")
    store = pofile(io.BytesIO(file.read_bytes()))
    store.wrapper.width = settings.getint("component.file_format_params", "po_line_wrap")
    plain = (unit for unit in store.units if not unit.isheader() and not unit.hasplural())
    whole = (unit for unit in plain if "\n" not in str(unit.target))
    unit = next(unit for unit in whole if len(str(unit.target)) > 12)
    unit.target = "Something else, much longer than seventy-seven letters, so that it would be wrapped otherwise"

    changed = bytes(store).decode().split("\n")

    lines = file.read_text(encoding="utf-8").split("\n")
    assert [new for old, new in zip(lines, changed, strict=True) if old != new] == [f'msgstr "{unit.target}"']
