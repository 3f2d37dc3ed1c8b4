"""``scripts.toml``: how each script is written."""

from __future__ import annotations

from typing import cast, get_args

from handbook.config.toml.rows import File, Row
from handbook.language import cldr
from handbook.values.model import BreakBy, Script, Scripts

DEFAULT = "default"
"""The row of scripts that have none."""


def read_scripts(file: File) -> Scripts:
    """Return the scripts; each fault of the file is told with its line."""
    file.only("script")
    rows = dict(file.tables("script"))
    other = _script(rows.pop(DEFAULT, Row(file, {}, ("script",))), None, DEFAULT)
    for code, row in rows.items():
        if code not in cldr.scripts():
            row.fault("letters", "data.script", f"unknown script code {code!r}", "Use the code of ISO 15924.")
    return Scripts({code: _script(row, other, code) for code, row in rows.items()}, other)


def _script(row: Row, other: Script | None, code: str) -> Script:
    """Return a row's script; what it does not say is that of ``other``, which the default row does not have."""
    needs = other is None
    base = other or Script(code, (), "spaces", False, ", ", "", ("", ""), False)  # noqa: FBT003
    letters = row.texts("letters", required=False, least=1)
    if unknown := [each for each in letters if each not in cldr.scripts()]:
        row.fault("letters", "data.script", f"unknown script code {unknown[0]!r}", "Use the code of ISO 15924.")
    made = Script(
        code=code,
        letters=letters or (code,),
        break_by=cast("BreakBy", row.choice("break_by", get_args(BreakBy), base.break_by, required=needs)),
        closes_up=row.get("closes_up", bool, base.closes_up, required=needs),
        list_comma=row.get("list_comma", str, base.list_comma, required=needs),  # with its spaces
        gap=row.get("gap", str, base.gap, required=needs),
        brackets=_brackets(row, base.brackets, required=needs),
        zero_width=row.get("zero_width", bool, base.zero_width, required=needs),
        sheets=row.texts("sheets", required=False) or base.sheets,
    )
    row.known_only()
    return made


def _brackets(row: Row, other: tuple[str, str], *, required: bool) -> tuple[str, str]:
    found: list[object] = row.get("brackets", list, list(other), required=required)
    match found:
        case [str(before), str(after)]:
            return before, after
    row.fault("brackets", "data.value", "'brackets' must be two texts", 'Write: brackets = ["(", ")"]')
    return other
