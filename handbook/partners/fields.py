"""What each field of a partner may hold, and how it is written in the end; a fault has its words and its remedy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import idna
import phonenumbers

from handbook.config.rules import HOST, IDENT, PHONE_SIGNS
from handbook.language import signs
from handbook.values.diagnostics import printable

HOME = "CN"
"""Where a number without a country code is dialled (ISO 3166-1)."""
NOTHING = frozenset({"-", "--", "–", "—", "/", "n/a", "N/A"})
"""What people write into a cell that stays empty."""
_SLIP = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)|#{4,}")
"""What a spreadsheet shows where it could reckon nothing."""
_EATEN = re.compile(r"[+-]?\d[.,]\d+E[+-]?\d+", re.IGNORECASE)
_FORMULA = re.compile(r"[=@]|[+-](?=\s*[\w(])")
"""How a spreadsheet begins what it reckons, whatever the cell was meant to be."""
_LOST = re.compile(r"^\?|\s\?\?|\?{3}|\w\?\w")
"""What is left of letters that the encoding of a saved table does not have."""
_BARE = frozenset({"Cc", "Co", "Cs", "Cn", "Zl", "Zp"})
"""General categories of what no text has: it cannot be seen, breaks a line, or belongs to the program alone."""
_HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:/|$))(//)?")
_SECOND = re.compile(r"[;,、，；/]|\bor\b|\n")
"""What stands between two numbers."""


class Fault(NamedTuple):
    """What is wrong with a value."""

    code: str
    text: str
    hint: str


class FieldError(ValueError):
    """A value cannot be printed."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.text)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what it may hold."""

    longest: int
    """Characters. The panel is the judge of what fits; this only keeps out what never can."""
    lines: int = 1
    required: bool = False
    written: Callable[[str], str] = str
    """Returns the value as it is printed. Raises FieldError."""
    is_like: Callable[[str], bool] | None = None
    """Whether a text looks like this field and no other; None where anything may."""
    may_begin: str = ""
    """With which signs of a formula it may begin."""


def clean(field: Field, text: str) -> str:
    """Return a value as it is printed: nothing where the cell is empty. Raises FieldError."""
    value = unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip()
    if not value or value in NOTHING:
        return ""
    if len(value) > field.longest:
        msg = f"has {len(value):,} characters, more than {field.longest}"
        raise FieldError(Fault("partner.long", msg, "Shorten it: it must fit into a small box."))
    _no_slip(value, field)
    _no_hidden(value)
    value = "\n".join(" ".join(line.split()) for line in value.split("\n") if line.strip())
    if value.count("\n") >= field.lines:
        msg = f"has {value.count(chr(10)) + 1} lines, {field.lines} at most can be printed"
        raise FieldError(Fault("partner.lines", msg, "Take line breaks out of the cell."))
    if not signs.is_visible(value.replace("<", "").replace("&", "")):
        msg = f"{printable(value)!r} has nothing that can be seen"
        raise FieldError(Fault("partner.unseen", msg, "Type it again."))
    return field.written(value)


def _no_slip(value: str, field: Field) -> None:
    """Refuse what a spreadsheet has made of a cell. Raises FieldError."""
    shown = printable(value[:60])
    if _SLIP.fullmatch(value):
        raise FieldError(
            Fault("partner.formula", f"{shown!r} is an error of the spreadsheet", "Type what should stand there.")
        )
    if _EATEN.fullmatch(value):
        msg = f"{shown!r} is a number that the spreadsheet has shortened: its last digits are lost"
        raise FieldError(Fault("partner.eaten", msg, "Give the cells the format “text”, then type it again."))
    if _LOST.search(value) and field.written is str:
        msg = f"{shown!r} has question marks where letters were lost when the table was saved"
        hint = "Type them again, and save it as Excel Workbook (.xlsx) or as CSV UTF-8."
        raise FieldError(Fault("partner.unseen", msg, hint))
    if _FORMULA.match(value) and value[0] not in field.may_begin:
        msg = f"{shown!r} begins as a formula, which a spreadsheet would run"
        raise FieldError(Fault("partner.formula", msg, f"Write the text itself, without the {value[0]!r} in front."))


def _no_hidden(value: str) -> None:
    """Refuse what cannot be seen, and what turns the direction of a text. Raises FieldError."""
    if turns := next(signs.turned(value.replace("&", "")), ""):
        raise FieldError(
            Fault("partner.unseen", f"has a sign that cannot be seen: {turns}", "Type it again, or paste it as text.")
        )
    bare = next((sign for sign in value if unicodedata.category(sign) in _BARE and sign != "\n"), "")
    if hidden := bare or next(signs.unseen_in_any(value), ""):
        msg = f"has a sign that cannot be seen or printed: {signs.name(hidden)}"
        raise FieldError(Fault("partner.unseen", msg, "Type it again, or paste it as text."))


# The fields.


def _ident(text: str) -> str:
    if re.fullmatch(IDENT.pattern, text):
        return text
    slug = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower())
    guess = slug.strip("-")[: IDENT.longest].rstrip("-")
    said = f" Perhaps {guess!r}." if re.fullmatch(IDENT.pattern, guess) else ""
    hint = f"Use small letters, digits and hyphens; it becomes a file's name.{said}"
    raise FieldError(Fault("partner.id", f"{printable(text)!r} cannot name a file", hint))


def _is_ident(text: str) -> bool:
    return bool(re.fullmatch(IDENT.pattern, text)) and not _is_phone(text)


def _phone(text: str) -> str:
    """Return a number as it is dialled from abroad (ITU-T E.123): "010 5550 0100" -> "+86 10 5550 0100"."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2011", "-").replace("\u2013", "-").replace(".", " ")
    shown = printable(text)
    several = [part for part in _SECOND.split(plain) if sum(map(str.isdigit, part)) >= 6]  # noqa: PLR2004  # a number
    if len(several) > 1:
        raise FieldError(
            Fault("partner.phone", f"{shown!r} is more than one number", "Write the one that a guest should dial.")
        )
    if re.fullmatch(PHONE_SIGNS.pattern, plain):
        try:
            number = phonenumbers.parse(plain, HOME)
        except phonenumbers.NumberParseException:
            pass
        else:
            if phonenumbers.is_possible_number(number) and not number.extension:
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    hint = "Write one number with its country code, digits and spaces: +86 10 5550 0100."
    raise FieldError(Fault("partner.phone", f"{shown!r} is no telephone number", hint))


def _is_phone(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= 7 and bool(re.fullmatch(PHONE_SIGNS.pattern, text))  # noqa: PLR2004  # a local number


def _web(text: str) -> str:
    """Return an address as it is printed, without ``https://``: "HTTP://WWW.Hotel.cn/" -> "www.hotel.cn"."""
    shown, hint = printable(text), "Write the address of your web pages as it is printed: www.hotel.cn."
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise FieldError(Fault("partner.web", f"{shown!r} is {scheme[1].lower()}: and no address of a web page", hint))
    host, slash, path = (text[scheme.end() :] if scheme else text).partition("/")
    if "@" in host or "@" in text:
        raise FieldError(Fault("partner.web", f"{shown!r} has a name before the address, or is one of mail", hint))
    if "?" in text or "#" in text:
        raise FieldError(
            Fault("partner.web", f"{shown!r} has more behind it than anybody types", "Leave out what follows ? or #.")
        )
    host = host.lower().rstrip(".").removesuffix(":443")
    if not re.fullmatch(HOST, host) or ":" in host or re.search(r"[\s\\<>\"{}|^`]", path):
        raise FieldError(Fault("partner.web", f"{shown!r} is no address of a web page", hint))
    try:
        ascii_host = idna.encode(host, uts46=True)
    except idna.IDNAError as fault:
        raise FieldError(Fault("partner.web", f"{shown!r} cannot be the name of a host: {fault}", hint)) from fault
    if mixed := next(signs.mixed(host), None):
        msg = f"{shown!r} has the letter {signs.name(mixed[1])} among those of another script"
        raise FieldError(Fault("partner.web", msg, "Type the address again, all of it."))
    return f"{idna.decode(ascii_host)}{slash}{path}".removesuffix("/")


def _is_web(text: str) -> bool:
    return bool(re.fullmatch(rf"(?:https?://)?{HOST}(?:/\S*)?", text.lower()))


def _is_han(text: str) -> bool:
    return bool(_HAN.search(text))


FIELDS: Mapping[str, Field] = {
    "id": Field(IDENT.longest, required=True, written=_ident, is_like=_is_ident),
    "name": Field(80, lines=2, required=True),
    "name_zh": Field(40, lines=2, is_like=_is_han),
    "address": Field(160),
    "address_zh": Field(80, is_like=_is_han),
    "phone": Field(40, written=_phone, is_like=_is_phone, may_begin="+"),
    "hint": Field(160, lines=2),
    "web": Field(100, written=_web, is_like=_is_web),
    "logo": Field(120),
}
"""The columns by the names that a table and a form give them; the fields of ``Partner``."""


def line_of(key: str) -> int:
    """Return the line of a finding about a field where there is no file: its place in ``FIELDS``, from 1."""
    return tuple(FIELDS).index(key) + 1


def at_line(line: int) -> str:
    """Return the field of such a line; nothing where a finding concerns all."""
    return tuple(FIELDS)[line - 1] if line else ""
