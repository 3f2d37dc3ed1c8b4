"""``content/association.toml``: who the edition is of, and what is still that of the sample."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from handbook.config import logo, tokens
from handbook.config.contrast import CONTRAST, contrast
from handbook.config.rules import HOST, LONG, check_phone
from handbook.config.toml.rows import File, Row, TextRule
from handbook.values.colours import Tokens
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Association
from handbook.values.spelling import near

SAMPLE = re.compile(r"\bsample\b|\.example\b|\b0000 0000\b", re.IGNORECASE)
"""Values that no real association has; the domain is kept for examples by RFC 2606."""
WEB = TextRule(HOST + r"(?:/[^\s?#]*)?", "Write it as it is printed: www.association.org.", 120)
GUIDE = TextRule(
    HOST + r"(?:/[^\s?#/]+)*", "Write it as it is printed, without / at its end: www.association.org/guide.", 120
)
EMAIL = TextRule(r"[^@\s,;]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}", "Write it as guide@association.org.", 120)


def read_association(root: Path, file: File, colours: Tokens) -> tuple[Association, tuple[Diagnostic, ...]]:
    """Return the association, and what of the sample is left in it."""
    row = file.row()
    is_sample = row.get("sample", bool, False, required=False)  # the default value
    association = Association(
        name=row.text("name"),
        address=row.text("address"),
        phones=_phones(row),
        email=row.text("email", like=EMAIL),
        web=row.text("web", like=WEB),
        guide=row.text("guide", like=GUIDE),
        logo=_logo(root, row),
        accent=_accent(row, colours),
        licence_line=row.text("licence_line", like=LONG, required=False),
    )
    row.known_only()
    return association, _left_of_the_sample(row, is_sample=is_sample)


def _phones(row: Row) -> tuple[str, ...]:
    phones = row.texts("phones", least=1)
    for number, phone in enumerate(phones):
        check_phone(row, "phones", phone, number)
    return phones or ("",)


def _logo(root: Path, row: Row) -> str:
    name = row.text("logo", required=False)
    if not name:
        return ""
    content = Path(row.file.path).parent
    path = content / name
    if Path(name).name != name or not name.lower().endswith((".svg", ".png")):
        hint = "Save the picture as SVG or PNG, put it there, and write its name alone: logo.svg or logo.png"
        row.fault("logo", "logo.name", f"{name!r} is no SVG or PNG file of {content.as_posix()}/", hint)
    elif not (root / path).is_file():
        here = tuple(each.name for each in (root / content).iterdir() if each.suffix.lower() in {".svg", ".png"})
        row.fault("logo", "logo.missing", f"{path.as_posix()} does not exist", near(name, here))
    else:
        data = (root / path).read_bytes()
        for fault in logo.logo_faults(name, data):
            row.file.faults.append(error(path.as_posix(), fault.line, "logo.unfit", fault.text, fault.hint))
    return urlsplit(path.as_uri()).path if path.is_absolute() else f"../{path.as_posix()}"


def _accent(row: Row, found: Tokens) -> str:
    named, known = row.text("accent"), found.hexes()
    short = re.fullmatch("#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])", named)
    colour = "#" + "".join(2 * digit for digit in short.groups()) if short else named
    colour = known.get(named, colour).upper()
    if not named or found.faults:
        return colour
    if not re.fullmatch("#[0-9A-F]{6}", colour):
        hint = f'{near(named, [name for name in known if not name.endswith(tokens.OFFICE)])} Or write it as "#RRGGBB".'
        row.fault("accent", "data.value", f"unknown colour {named!r}", hint)
    elif (ratio := contrast(colour, known["paper"])) < CONTRAST:
        fit = [name for name, value in known.items() if contrast(value, known["paper"]) >= CONTRAST]
        # Rounded down: 4.46 must not read as enough.
        text = f"{named!r} has a contrast of {int(ratio * 10) / 10}:1 on the paper; text needs {CONTRAST}:1"
        row.fault("accent", "accent.contrast", text, f"Take a darker colour, or one of: {', '.join(fit)}.")
    return colour


def _left_of_the_sample(row: Row, *, is_sample: bool) -> tuple[Diagnostic, ...]:
    """Return an error for a release: the sample's mark, or else each value that only a sample can have."""
    path, hint = row.file.path, "Put your own association in its place."
    if is_sample:
        hint = "Put your own association into the file and remove this line."
        return (error(path, row.line("sample"), "release.sample", "the association is the sample", hint),)
    left = (key for key, value in row.table.items() if SAMPLE.search(str(value)))
    return tuple(
        error(path, row.line(key), "release.sample", f"{key!r} is still that of the sample", hint) for key in left
    )
