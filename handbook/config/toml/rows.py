"""Tables of a TOML file that hand out checked values; what is wrong is told with the line of its key."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar, cast

from handbook.config.toml import lines, slips
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.spelling import near
from handbook.values.trace import MARK

Value = TypeVar("Value")
ABSENT: object = object()
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]")
"""What no text may have: it cannot be seen, breaks a line, turns the direction, or was lost in a conversion."""
SHOWN = 100
"""Letters of a line or value that a message repeats."""


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What a number may be."""

    low: float
    high: float
    unit: str = ""
    whole: bool = False
    over: bool = False
    """Whether it must be more than ``low``."""

    def has(self, value: object) -> bool:
        """Whether a value of a file is such a number; nan and the infinite are none."""
        if isinstance(value, bool) or not isinstance(value, int | float) or (self.whole and not isinstance(value, int)):
            return False
        return math.isfinite(value) and self.low <= value <= self.high and not (self.over and value == self.low)

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        least = "over" if self.over else "of at least"
        return f"{kind} {least} {self.low:g} and at most {self.high:,.12g} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class TextRule:
    """What a text may be."""

    pattern: str = ""
    hint: str = ""
    longest: int = 200
    may_be_empty: bool = False


PLAIN = TextRule()


_OURS = re.compile(rf"{MARK.pattern}|\\U000[fF](?![fF]{{3}}[eEfF])[0-9a-fA-F]{{4}}")
"""The marks that the program sets between texts, as they are and as TOML writes them."""


@lru_cache(maxsize=64)
def parsed(data: bytes) -> tuple[str, Mapping[str, object], tuple[int, str, str, str] | None]:
    """Return the text and the tables of a file; last line, kind, text and hint of what keeps it from being read.

    The preview reads all files anew whenever one is saved: nobody changes the tables, and the others are known.
    """
    try:
        # Notepad writes a mark before the first sign; old programs end lines in other ways.
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        return "", {}, _encoding(data, fault)
    try:
        return text, tomllib.loads(text), None
    except (ValueError, RecursionError) as fault:
        slip = slips.slip(text, fault)
        shown = f": {_short(text.split(chr(10))[slip.line - 1].strip())}" if slip.line else ""
        place = f"column {slip.column}: " if slip.line else ""
        return text, {}, (slip.line, "syntax", f"{place}{slip.text}{shown}", slip.hint)


class File:
    """One TOML file and the faults found in it.

    ``name_key`` is what other files call its tables by: while one of those is in doubt, nobody is told that a name
    is unknown.
    """

    def __init__(self, root: Path, path: Path, faults: list[Diagnostic], name_key: str) -> None:
        self.path, self.name_key = path.as_posix(), name_key
        self.faults = faults
        self.is_unsure = False
        self.text = ""
        self.table: Mapping[str, object] = {}
        try:
            data = (root / path).read_bytes()
        except FileNotFoundError:
            self.fault(0, "data.missing", "the file does not exist", "Restore it from the repository.")
            return
        except OSError as fault:
            hint = "It must be a file that may be read; restore it from the repository."
            self.fault(0, "data.missing", f"the file cannot be opened: {fault.strerror}", hint)
            return
        self._parse(data)

    def _parse(self, data: bytes) -> None:
        self.text, self.table, fault = parsed(data)
        if fault:
            line, kind, text, hint = fault
            self.fault(line, f"data.{kind}", text, hint)
        elif not self.table:
            self.fault(0, "data.empty", "nothing stands in the file", "Restore it from the repository.")
        for number, row in enumerate(self.text.split("\n") if _OURS.search(self.text) else (), 1):
            if found := _OURS.search(row):
                sign = found[0] if len(found[0]) == 1 else chr(int(found[0][len("\\U") :], 16))
                text = f"U+{ord(sign):04X} is for private use, here by the program"
                self.fault(number, "data.value", text, "Delete it; where it stands for a sign, type the sign.")

    @cached_property
    def lines(self) -> Mapping[lines.Path, int]:
        """Where each key stands."""
        return lines.read(self.text).of

    @cached_property
    def _of_names(self) -> tuple[int, ...]:
        found = re.finditer(rf"^[ \t]*{self.name_key}[ \t]*=", self.text, re.MULTILINE)
        return tuple(self.text.count("\n", 0, match.start()) + 1 for match in found)

    def line_of_name(self, number: int, tables: int) -> int:
        """Return the line of a table's name; where it can be had without reading the whole file, by that way."""
        return self._of_names[number] if len(self._of_names) == tables else 0

    def fault(self, line: int, code: str, text: str, hint: str = "") -> None:
        """Tell a fault."""
        self.faults.append(error(self.path, line, code, text, hint))

    def only(self, *names: str) -> None:
        """Tell every table and key on the top level that is not one of ``names``."""
        for key, value in self.table.items():
            if key not in names:
                is_list = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
                what = (
                    f"table [[{key}]]" if is_list else f"table [{key}]" if isinstance(value, dict) else f"key {key!r}"
                )
                self.is_unsure = True
                self.fault(self.lines.get((key,), 0), "data.key-unknown", f"unknown {what}", near(key, names))

    def rows(self, name: str, *beside: str) -> Iterator[Row]:
        """Yield the ``[[name]]`` tables; ``beside`` are keys that may stand above them."""
        before = len(self.faults)
        self.only(name, *beside)
        tables = self.table.get(name, [])
        if isinstance(tables, dict):
            self.fault(
                self.lines.get((name,), 0),
                "data.type",
                f"[{name}] is one table, but there may be many",
                f"Write: [[{name}]]",
            )
            tables = [tables]
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            if len(self.faults) == before:
                self.fault(
                    self.lines.get((name,), 0),
                    "data.empty",
                    f"no [[{name}]] tables",
                    "Restore the file from the repository.",
                )
            return
        for number, table in enumerate(tables):
            yield Row(self, table, (name, number), self.line_of_name(number, len(tables)))

    def tables(self, key: str) -> Iterator[tuple[str, Row]]:
        """Yield the ``[key.name]`` tables by name."""
        tables = self.table.get(key, {})
        if not isinstance(tables, dict) or not tables:
            self.fault(
                self.lines.get((key,), 0),
                "data.empty",
                f"no [{key}.name] tables",
                "Restore the file from the repository.",
            )
            return
        for name, table in tables.items():
            if isinstance(table, dict):
                yield name, Row(self, table, (key, name))
            else:
                self.fault(
                    self.lines.get((key, name), 0),
                    "data.key-unknown",
                    f"{name!r} is no table",
                    f"Write: [{key}.{name}]",
                )

    def row(self) -> Row:
        """Return the whole file as one table."""
        return Row(self, self.table, ())


class Row:
    """One table: hands out checked values and remembers which keys were asked for."""

    def __init__(self, file: File, table: Mapping[str, object], path: lines.Path, line_of_name: int = 0) -> None:
        self.file, self.table, self.path = file, table, path
        self.asked: dict[str, None] = {}
        self.faulty: set[str] = set()
        """Keys of which a fault was told, those of its inner tables too."""
        self.missing: dict[str, Diagnostic] = {}
        self.line_of_name = line_of_name

    def line(self, key: str, *inside: str | int) -> int:
        """Return the line of a key or of what is in its value; of the table, if there is none."""
        if key == self.file.name_key and self.line_of_name:
            return self.line_of_name
        known = self.file.lines
        whole = (*self.path, key, *inside)
        return next((known[whole[:end]] for end in range(len(whole), -1, -1) if whole[:end] in known), 1)

    def fault(self, key: str, code: str, text: str, hint: str = "", inside: tuple[str | int, ...] = ()) -> None:
        """Tell a fault in the line of the key, or of what is in its value."""
        self.file.is_unsure |= key == self.file.name_key
        self.faulty.add(key)
        self.file.fault(self.line(key, *inside), code, text, hint)

    def written(self, key: str) -> str:
        """Return the line of a key as it stands in the file."""
        return self.file.text.splitlines()[self.line(key) - 1] if self.line(key) else ""

    def inner(self, key: str) -> Row:
        """Return the table that a key holds."""
        self.asked[key] = None
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            self.fault(key, "data.type", f"{key!r} must be a table, not {_type_name(type(table))}")
            table = {}
        row = Row(self.file, table, (*self.path, key))
        row.faulty = self.faulty
        return row

    def get(self, key: str, kind: type[Value], default: Value, *, required: bool = True) -> Value:
        """Return a value of a type."""
        self.asked[key] = None
        value = self.table.get(key, ABSENT)
        if value is ABSENT:
            if required:
                self.fault(key, "data.key-missing", f"key {key!r} is missing", f"Add a line: {key} = ...")
                self.missing[key] = self.file.faults[-1]
            return default
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return cast("Value", float(value) if abs(value) < 1e300 else math.inf)  # noqa: PLR2004  # no float is larger
        # A truth value is a whole number to Python, and a time of day is a date.
        if not isinstance(value, kind) or (type(value) is not kind and kind in {int, date}):
            hint = "Write it as the comments on top of the file and the lines round it show."
            hint = "Write it between quotation marks." if kind is str and not isinstance(value, list | dict) else hint
            hint = (
                "Write it without quotation marks."
                if isinstance(value, str) and kind in {int, float, date, bool}
                else hint
            )
            self.fault(key, "data.type", f"{key!r} must be {_type_name(kind)}, not {_type_name(type(value))}", hint)
            return default
        return value

    def text(self, key: str, default: str = "", *, like: TextRule = PLAIN, required: bool = True) -> str:
        """Return a text."""
        value = self.get(key, str, default, required=required).strip()
        if key in self.table and isinstance(self.table[key], str) and not self._is_fit(key, value, like):
            return default
        return value

    def _is_fit(self, key: str, value: str, kind: TextRule, *inside: str | int) -> bool:
        fault = text_fault(value, kind)
        if fault:
            text, hint = fault
            self.fault(key, "data.value", f"{key!r} {text}", hint, inside)
        return not fault

    def number(self, key: str, kind: NumberRule, default: float, *, required: bool = True) -> float:
        """Return a number within its bounds."""
        value = self.get(key, int if kind.whole else float, default, required=required)
        if key in self.table and not isinstance(self.table[key], bool) and isinstance(self.table[key], int | float):
            return value if self._is_number(key, self.table[key], kind) else default
        return default

    def whole(self, key: str, kind: NumberRule, default: int, *, required: bool = True) -> int:
        """Return a whole number within its bounds."""
        return int(self.number(key, kind, default, required=required))

    def _is_number(self, key: str, value: object, kind: NumberRule, *inside: str | int) -> bool:
        if not kind.has(value):
            if kind.whole and not isinstance(value, int):
                self.fault(key, "data.type", f"{key!r} must be a whole number, not a number", inside=inside)
            else:
                self.fault(
                    key,
                    "data.value",
                    f"{key!r} is {_short(str(value))}, but must be {kind}",
                    _bounds_hint(kind),
                    inside,
                )
            return False
        return True

    def numbers(self, key: str, kind: NumberRule, *, required: bool = True) -> tuple[float, ...]:
        """Return a list of numbers within their bounds; empty if one is none."""
        items: list[object] = self.get(key, list, [], required=required)
        if wrong := [n for n, item in enumerate(items) if isinstance(item, bool) or not isinstance(item, int | float)]:
            self.fault(key, "data.type", f"{key!r} must be a list of numbers", inside=(wrong[0],))
            return ()
        fit = [self._is_number(key, item, kind, number) for number, item in enumerate(items)]
        return tuple(cast("list[float]", items)) if all(fit) else ()

    def day(self, key: str, first: date, last: date, default: date) -> date:
        """Return a date that lies between two others."""
        value = self.get(key, date, default)
        if isinstance(self.table.get(key), date) and type(self.table[key]) is date and not first <= value <= last:
            self.fault(key, "data.value", f"{key!r} is {value}, but must lie between {first} and {last}",
                       "Correct the year, or the dates that it depends on.")  # fmt: skip
            return default
        return value

    def texts(self, key: str, kind: TextRule = PLAIN, *, required: bool = True, least: int = 0) -> tuple[str, ...]:
        """Return a list of texts, none of them twice."""
        items: list[object] = self.get(key, list, [], required=required)
        if wrong := [number for number, item in enumerate(items) if not isinstance(item, str)]:
            self.fault(
                key, "data.type", f"{key!r} must be a list of texts", "Write each between quotation marks.", (wrong[0],)
            )
            return ()
        if key in self.table and isinstance(self.table[key], list) and len(items) < least:
            self.fault(key, "data.value", f"{key!r} is empty", f'Write at least {least}: {key} = ["..."]')
        texts = [text.strip() for text in cast("list[str]", items)]
        for number, text in enumerate(texts):
            if not self._is_fit(key, text, kind, number):
                continue
            if text.casefold() in {each.casefold() for each in texts[:number]}:
                self.fault(
                    key, "data.duplicate", f"{text!r} stands twice in {key!r}", "Remove one of the two.", (number,)
                )
        return tuple(texts)

    def named_texts(self, key: str, kind: TextRule = PLAIN) -> Mapping[str, str]:
        """Return an optional table of texts, such as names by code."""
        row = self.inner(key)
        return {name: row.text(name, like=kind) for name in row.table}

    def choice(self, key: str, choices: Collection[str], default: str, *, required: bool = True) -> str:
        """Return one of a few words."""
        value = self.get(key, str, default, required=required)
        if value not in choices:
            if isinstance(self.table.get(key), str):
                self.fault(key, "data.value", f"{key!r} is {_short(value)!r}", near(value, choices))
            return default
        return value

    def refers(
        self, key: str, name: str, known: Collection[str], unknown: tuple[str, str], inside: tuple[str | int, ...] = ()
    ) -> bool:
        """Whether a name is known; if not, tell it; ``unknown``: the fault's code, and what the name should be of."""
        if name in known or not name:
            return name in known
        code, what = unknown
        self.fault(key, code, f"unknown {what} {_short(name)!r}", near(name, known), inside)
        return False

    def once(self, key: str, value: str, what: str, seen: dict[str, Row]) -> None:
        """Tell a name that stands in another table already, in whatever letters."""
        first = seen.setdefault(value.casefold(), self)
        if value and first is not self:
            text = f"{what} {value!r} stands here twice, first in line {first.line(key)}"
            self.fault(key, "data.duplicate", text, "Remove one of the two tables, or give it another name.")

    def known_only(self) -> bool:
        """Tell every key that nobody asked for; whether there is none."""
        unknown = [key for key in self.table if key not in self.asked]
        for key in unknown:
            self.unknown(key, self.asked)
        return not unknown

    def unknown(self, key: str, known: Collection[str]) -> None:
        """Tell an unknown key; a known one that is nearly the same is not missing then."""
        meant = difflib.get_close_matches(key, self.missing, 1)
        if meant:
            self.file.faults.remove(self.missing.pop(meant[0]))
        self.fault(key, "data.key-unknown", f"unknown key {key!r}", near(key, meant or known))


def text_fault(value: str, kind: TextRule) -> tuple[str, str] | None:
    """Return what is wrong with a text, and the remedy."""
    if not value:
        return (
            None
            if kind.may_be_empty
            else ("is empty", "Write it; if there is none and the key may be left out, remove it.")
        )
    if sign := UNSEEN.search(value):
        what = "a line break" if sign[0] in "\n\r\u2028\u2029" else f"a sign that cannot be seen (U+{ord(sign[0]):04X})"
        return f"has {what} after {_short(value[: sign.start()])[-30:]!r}", "Remove it, or type the text anew."
    if len(value) > kind.longest:
        return f"has {len(value)} characters, more than {kind.longest}", "Shorten it."
    if kind.pattern and not re.fullmatch(kind.pattern, value):
        return f"is {_short(value)!r}", kind.hint
    return None


def _bounds_hint(kind: NumberRule) -> str:
    return f"It is measured in {kind.unit}." if kind.unit else "Write the number that is meant."


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."


def _encoding(data: bytes, fault: UnicodeDecodeError) -> tuple[int, str, str, str]:
    """Return line, kind, text and hint for a file in another encoding."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:200]:
        return (0, "encoding", 'the file is not UTF-8 but UTF-16 (which Notepad calls "Unicode")',
                "Save it again; choose UTF-8 as its encoding.")  # fmt: skip
    start = data.rfind(b"\n", 0, fault.start) + 1
    end = data.find(b"\n", fault.start)
    row = data[start : end if end >= 0 else None]
    line, column = data.count(b"\n", 0, fault.start) + 1, fault.start - start + 1
    name, codec = "Latin-1 or Windows-1252", "cp1252"
    try:
        if any("\u4e00" <= sign <= "\u9fff" for sign in row.decode("gb18030")):
            name, codec = "GBK (ANSI of a Chinese Windows)", "gb18030"
    except UnicodeDecodeError:
        pass
    shown = _short(row.decode(codec, errors="replace").strip())
    return (line, "encoding", f"column {column}: the file is not UTF-8, perhaps {name}: {shown}",
            "Save it again; choose UTF-8 as its encoding. Then read this line: its letters may be wrong.")  # fmt: skip


def _type_name(kind: type) -> str:
    names = {str: "a text", int: "a whole number", float: "a number", list: "a list", dict: "a table",
             bool: "true or false", date: "a date (2026-11-22)"}  # fmt: skip
    return names.get(kind, kind.__name__)
