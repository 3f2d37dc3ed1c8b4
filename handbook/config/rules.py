"""What values of several data files must keep to: names, addresses, numbers of telephones, codes, tags."""

from __future__ import annotations

import re

from handbook.config.toml.rows import Row, TextRule
from handbook.language import cldr

PAPERS = ("iso", "us")
IDENT = TextRule(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]*",
             "Use lower-case letters, digits and hyphens; it becomes a file's name.", 40)  # fmt: skip
LONG = TextRule(longest=600)
HOST = r"(?!\w+:)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?"
PHONE = TextRule(r"(?:\D*\d){3,15}\D*", "A number has 3 to 15 digits, with the country code: +86 10 ...", 40)
PHONE_SIGNS = TextRule(r"\+?[\d ()/-]*\d[\d ()/-]*", "Write digits and spaces, with the country code: +86 10 ...", 40)


def check_phone(row: Row, key: str, phone: str, *inside: str | int) -> bool:
    """Whether a text is a telephone number; if not, tell it."""
    shown = re.sub(r"\{\w+\}", "000", phone)  # the name of another number stands for it
    kind = next((kind for kind in (PHONE_SIGNS, PHONE) if not re.fullmatch(kind.pattern, shown)), None)
    if phone and kind:
        row.fault(key, "data.value", f"{phone!r} is no telephone number", kind.hint, inside)
    return kind is None


def check_code(
    row: Row, key: str, code: str, codes: frozenset[str], unknown: tuple[str, str], inside: tuple[str | int, ...] = ()
) -> None:
    """Tell a code that its standard does not have; ``unknown``: the fault's code, and the standard."""
    if code and code not in codes:
        (finding, standard), what = unknown, unknown[0].partition(".")[2]
        hint = f"Write {code.upper()!r}." if code.upper() in codes else f"Use the code of {standard}."
        row.fault(key, finding, f"unknown {what} code {code!r}", hint, inside)


def check_tag(row: Row, key: str, tag: str, inside: tuple[str | int, ...] = ()) -> None:
    """Tell what is no language tag, or not written as CLDR writes it."""
    if not tag:
        return
    if cldr.locale(tag) is None:
        hint = "Use a BCP 47 tag such as 'de' or 'zh-Hans'."
        row.fault(key, "language.tag", f"unknown language tag {tag!r}", hint, inside)
    elif tag != cldr.canonical(tag):
        row.fault(key, "language.tag", f"the language tag is {tag!r}", f"Write it as {cldr.canonical(tag)!r}.", inside)


def no_percent(row: Row, text: str, key: str = "text") -> None:
    """Refuse a sign that catalogs give another meaning; shares are values of facts."""
    if "%" in text:
        row.fault(key, "data.value", f"{key!r} has a percent sign", "Write the word, or a {value} of a fact.")


def as_in_catalogs(text: str) -> str:
    """Return a text with the placeholders of data files, {name}, as catalogs write them: %(name)s."""
    return re.sub(r"\{(\w+)\}", r"%(\1)s", text)
