"""The partners of a table or of a form, as far as they are sound, and every fault with its row, column and remedy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.config.toml import lines, rows
from handbook.partners import table, template
from handbook.partners.columns import Header, header
from handbook.partners.fields import FIELDS, FieldError, clean, line_of
from handbook.partners.table import Row
from handbook.values.diagnostics import Diagnostic, error, printable, sound, warning
from handbook.values.partner import Logo, Partner
from handbook.values.spelling import near

OWN = ("name", "name_zh", "address", "address_zh", "phone", "web")
"""What no two hotels share."""
Logos = Callable[[str], tuple[Logo | None, Sequence[tuple[str, str, str, bool]]]]
"""Reads the logo of a name; code, text and remedy of each fault, and whether it is one that keeps the logo out."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row or a form, and how to say where each of its fields stands."""

    line: int
    number: int = 0
    """The row; 0 for a form."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Of a form, where each field stands."""

    def place(self, key: str, partner: str = "") -> tuple[int, str]:
        """Return the line of a field, and its name with the row, and with the partner's id, if it is given."""
        row = f"row {self.number}, column {key!r}{partner and f' of {partner}'}: " if self.number else f"{key!r} "
        return self.lines.get(key, self.line), row


@dataclass(frozen=True, slots=True)
class Roster:
    """Whom copies are made for."""

    partners: tuple[Partner, ...]
    """Those whose row is sound, in the order of the table."""
    findings: tuple[Diagnostic, ...]
    named: str
    """The file as findings call it."""
    spots: Mapping[str, Spot] = field(default_factory=dict)
    """Where each partner stands, by its id."""
    said: frozenset[str] = frozenset()
    """Every id of the table, those of faulty rows as well: their copies are not taken away."""
    is_whole: bool = True
    """Whether hotels that it does not name are gone: a form, or a table that cannot be read to its end, tells not."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row or a form: its texts by field."""

    spot: Spot
    values: Mapping[str, str]


class _Reader:
    """Collects findings while rows become partners."""

    def __init__(self, named: str, logos: Logos) -> None:
        self.named, self.logos = named, logos
        self.findings: list[Diagnostic] = []
        self.faulty: set[int] = set()
        """Lines of rows that cannot be made."""

    def fault(self, entry: _Entry, key: str, code: str, text: str, hint: str) -> None:
        line, place = entry.spot.place(key)
        self.faulty.add(entry.spot.line)
        self.findings.append(error(self.named, line, code, f"{place}{text}", hint))

    def remark(self, entry: _Entry, key: str, code: str, text: str, hint: str) -> None:
        line, place = entry.spot.place(key)
        self.findings.append(warning(self.named, line, code, f"{place}{text}", hint))

    def partner(self, entry: _Entry) -> Partner | None:
        """Return the partner of a row, or None if a field is faulty."""
        cleaned = {key: self._value(entry, key) for key in FIELDS if key != "logo"}
        for key in ("name_zh", "address_zh"):
            if (text := cleaned[key]) and not (FIELDS[key].is_like or bool)(text):
                self.remark(entry, key, "partner.chinese", f"{printable(text)!r} has no Chinese character",
                            "Write it in Chinese: who drives a taxi reads it.")  # fmt: skip
        logo = self._logo(entry)
        if entry.spot.line in self.faulty:
            return None
        return Partner(**cleaned, logo=logo)

    def compare(self, entry: _Entry, sample: Mapping[str, str]) -> None:
        """Refuse what nobody has replaced of a file to begin with: a guest would be sent there."""
        for key in OWN:
            if (value := entry.values.get(key, "").strip()) and value == sample[key]:
                text = f"{printable(value)!r} is that of the sample"
                self.fault(entry, key, "partner.sample", text, "Write your own, or leave it empty.")

    def _value(self, entry: _Entry, key: str) -> str:
        try:
            value = clean(FIELDS[key], entry.values.get(key, ""))
        except FieldError as fault:
            self.fault(entry, key, *fault.fault)
            return ""
        if not value and FIELDS[key].required:
            what = "row" if entry.spot.number else "file"
            self.fault(entry, key, "partner.missing", "is empty", f"Fill it, or delete the whole {what}.")
        return value

    def _logo(self, entry: _Entry) -> Logo | None:
        try:
            name = clean(FIELDS["logo"], entry.values.get("logo", ""))
        except FieldError as fault:
            self.fault(entry, "logo", *fault.fault)
            return None
        if not name:
            return None
        logo, faults = self.logos(name)
        for code, text, hint, is_error in faults:
            (self.fault if is_error else self.remark)(entry, "logo", code, text, hint)
        return logo


def of_table(path: Path, named: str, logos: Logos) -> Roster:
    """Return the partners of a CSV or XLSX file. Raises OSError if it cannot be opened."""
    found, faults = table.read(path, named)
    reader = _Reader(named, logos)
    reader.findings += faults
    if not found:
        if not faults:
            hint = "To begin: python3 build.py cobrand --template csv"
            reader.findings.append(error(named, 0, "table.empty", "the table is empty", hint))
        return Roster((), tuple(reader.findings), named, is_whole=False)
    is_whole = not faults
    head, faults = header(found[0], found[1:], named)
    reader.findings += faults
    if not sound(faults):
        return Roster((), tuple(sorted(reader.findings)), named, is_whole=False)
    entries = list(_entries(head, found[1:], reader))
    if not entries and not reader.faulty:
        hint = "Write a row for each hotel below it."
        reader.findings.append(error(named, 0, "table.empty", "nothing stands below the names of the columns", hint))
    return _roster(entries, reader, is_whole=is_whole and bool(entries))


def _entries(head: Header, rows_: Iterable[Row], reader: _Reader) -> Iterator[_Entry]:
    """Yield the rows by the names of their columns; a row that is longer than the header is told."""
    sample = template.sample()
    for row in rows_:
        values = {key: row.cells[at] for key, at in head.places.items() if at < len(row.cells)}
        entry = _Entry(Spot(row.line, row.number), values)
        if not any(values.values()):
            continue
        if any(row.cells[head.width :]):
            at = next(at for at, cell in enumerate(row.cells[head.width :], head.width) if cell)
            text = f"row {row.number} has a cell ({printable(row.cells[at][:40])!r}) to the right of the last column"
            reader.findings.append(error(reader.named, row.line, "table.shifted", text, _SHIFTED))
            reader.faulty.add(row.line)
        elif values.get("id") == sample["id"]:
            text = f"row {row.number} is that of the sample"
            reader.findings.append(error(reader.named, row.line, "partner.sample", text, "Delete this row."))
            reader.faulty.add(row.line)
        else:
            reader.compare(entry, sample)
        yield entry


_SHIFTED = "Put a text with commas between quotation marks; delete a cell that was put in by mistake."


def of_form(path: Path, named: str, logos: Logos) -> Roster:
    """Return the one partner of a TOML file. Raises OSError if it cannot be opened."""
    reader = _Reader(named, logos)
    with path.open("rb") as file:
        data = file.read(table.LARGEST)
    text, found, fault = rows.parsed(data)
    if fault:
        line, kind, said, hint = fault
        return Roster((), (error(named, line, f"data.{kind}", said, hint),), named, is_whole=False)
    places = {str(key[0]): line for key, line in lines.read(text).of.items() if len(key) == 1}
    values: dict[str, str] = {}
    for key, value in found.items():
        if key not in FIELDS:
            text = f"unknown key {printable(key)!r}"
            reader.findings.append(error(named, places.get(key, 0), "data.key-unknown", text, near(key, FIELDS)))
        elif not isinstance(value, str):
            hint = "Write it between quotation marks."
            reader.findings.append(error(named, places.get(key, 0), "data.type", f"{key!r} must be a text", hint))
        else:
            values[key] = value
    entry = _Entry(Spot(1, lines=places), values)
    if values.get("id") == template.sample()["id"]:
        reader.fault(entry, "id", "partner.sample", "is that of the sample", "Write an id of your own.")
    reader.compare(entry, template.sample())
    roster = _roster([entry], reader)
    return roster if sound(roster.findings) else replace(roster, partners=(), spots={})


def of_fields(values: Mapping[str, str], named: str, logos: Logos) -> Roster:
    """Return the one partner of a form; the line of a finding is that of its field (``line_of``)."""
    entry = _Entry(Spot(0, lines={key: line_of(key) for key in FIELDS}), values)
    return _roster([entry], _Reader(named, logos))


def _roster(entries: Sequence[_Entry], reader: _Reader, *, is_whole: bool = False) -> Roster:
    """Return the partners of entries, those apart that share an id with another."""
    made = [(entry, reader.partner(entry)) for entry in entries]
    _alike(entries, reader)
    partners = tuple(partner for entry, partner in made if partner and entry.spot.line not in reader.faulty)
    where = {entry.values["id"].strip(): entry.spot for entry in entries if entry.values.get("id")}
    said = frozenset(where)
    return Roster(partners, tuple(sorted(set(reader.findings))), reader.named,
                  {each.id: where[each.id] for each in partners}, said, is_whole)  # fmt: skip


def _alike(entries: Sequence[_Entry], reader: _Reader) -> None:
    """Tell ids that stand twice, and names that only capital letters tell apart."""
    for key in ("id", "name"):
        groups: dict[str, list[_Entry]] = defaultdict(list)
        for entry in entries:
            if text := " ".join(entry.values.get(key, "").split()):
                groups[text.casefold()].append(entry)
        for group in groups.values():
            spelled = Counter(" ".join(entry.values[key].split()) for entry in group)
            if len(group) > 1 and (key == "id" or len(spelled) > 1):
                _tell_alike(group, key, reader, is_case=len(spelled) > 1)


def _tell_alike(group: Sequence[_Entry], key: str, reader: _Reader, *, is_case: bool) -> None:
    for entry in group:
        others = ", ".join(str(each.spot.number) for each in group if each is not entry)
        shown = printable(entry.values[key].strip()[:60])
        if key == "id":
            text = f"{shown!r} is also the id of row {others}" + (", but for capital letters" if is_case else "")
            reader.fault(entry, key, "partner.twice", text, "Give each hotel an id of its own.")
        else:
            text = f"{shown!r} is also the name in row {others}, but for capital letters"
            reader.remark(entry, key, "partner.alike", text, "If it is the same hotel, delete one of the rows.")
