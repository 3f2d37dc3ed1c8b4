"""``content/association.toml``: who the edition is of, and what is still that of the sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from handbook.config import logo, tokens
from handbook.config.contrast import CONTRAST, contrast
from handbook.config.rules import HOST, LONG, check_phone, check_tag
from handbook.config.toml.rows import PLAIN, File, Row, TextRule
from handbook.language.tags import same_writing
from handbook.values.colours import Tokens
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Association, Language
from handbook.values.spelling import near

SAMPLE = re.compile(
    r"\bsample\b|\.example\b|\b0000 0000\b|示例|範例|見本|예시|نموذج|ตัวอย่าง|नमूना|\bexemple\b|\bejemplo\b|\bcontoh\b"
    r"|\bmẫu\b|\bmuster(?:verband|straße|zeile)\b|\bобразец\b|\bпримерная\b|жишээ",  # noqa: RUF001  # Cyrillic
    re.IGNORECASE,
)
"""Values that no real association has; the domain is kept for examples by RFC 2606."""
SPOKEN = {"name": PLAIN, "address": PLAIN, "licence_line": LONG}
"""What may stand in several languages, and what each text must keep to."""
WEB = TextRule(HOST + r"(?:/[^\s?#]*)?", "Write it as it is printed: www.association.org.", 120)
GUIDE = TextRule(
    HOST + r"(?:/[^\s?#/]+)*", "Write it as it is printed, without / at its end: www.association.org/guide.", 120
)
EMAIL = TextRule(r"[^@\s,;]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}", "Write it as guide@association.org.", 120)


def read_association(
    root: Path, file: File, colours: Tokens, languages: Mapping[str, Language]
) -> tuple[Association, tuple[Diagnostic, ...]]:
    """Return the association, and what of the sample is left in it; ``languages``: none where tags are unsure."""
    row = file.row()
    source = next((each.tag for each in languages.values() if each.is_source), "en")
    said = {key: _said(row, key, source, tuple(languages)) for key in SPOKEN}
    is_sample = row.get("sample", bool, False, required=False)  # the default value
    association = Association(
        name=said["name"].get(source, ""),
        address=said["address"].get(source, ""),
        phones=_phones(row),
        email=row.text("email", like=EMAIL),
        web=row.text("web", like=WEB),
        guide=row.text("guide", like=GUIDE),
        logo=_logo(root, row),
        accent=_accent(row, colours),
        licence_line=said["licence_line"].get(source, ""),
        words=_by_language(said, source),
    )
    row.known_only()
    return association, _left_of_the_sample(row, is_sample=is_sample)


def _said(row: Row, key: str, source: str, tags: Sequence[str]) -> Mapping[str, str]:
    """Return what a key says, by language: it is a text, or a table of texts by the tags of their languages.

    The source language's is there: other editions fall back on it.
    """
    if not isinstance(row.table.get(key), dict):
        text = row.text(key, like=SPOKEN[key], required=key != "licence_line")
        return {source: text} if text else {}
    inner = row.inner(key)
    for tag in inner.table:
        _check_language(inner, tag, tags)
    if tags and source not in inner.table:
        hint = f'Add a line: {key}.{source} = "...". It is printed where a language has none of its own.'
        row.fault(key, "data.key-missing", f"{key!r} is not said in {source!r}, the language of the templates", hint)
    return {tag: inner.text(tag, like=SPOKEN[key]) for tag in inner.table}


def _check_language(row: Row, tag: str, tags: Sequence[str]) -> None:
    """Tell a tag that is none, and one that no edition of its language would ever ask for.

    Languages that have no edition yet may stand there, and the same language in another script.
    """
    check_tag(row, tag, tag)
    same = [each for each in tags if same_writing(each, tag)]
    if tag not in row.faulty and same and not any(f"{each}-".startswith(f"{tag}-") for each in same):
        row.fault(tag, "language.tag", f"no edition is in {tag!r}", near(tag, same))


def _by_language(said: Mapping[str, Mapping[str, str]], source: str) -> Mapping[str, Mapping[str, str]]:
    """Return the texts of other languages than the source, by their tags."""
    tags = sorted({tag for texts in said.values() for tag in texts} - {source})
    return {tag: {key: texts[tag] for key, texts in said.items() if texts.get(tag)} for tag in tags}


def _phones(row: Row) -> tuple[str, ...]:
    phones = row.texts("phones", least=1)
    for number, phone in enumerate(phones):
        if check_phone(row, "phones", phone, number) and not phone.startswith("+"):
            hint = "Write it as one dials it from abroad: +86 10 ..."
            row.fault("phones", "data.value", f"{phone!r} has no country code", hint, (number,))
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
    return tuple(
        error(path, row.line(key, *inside), "release.sample", f"{key!r} is still that of the sample", hint)
        for key, value in row.table.items()
        for inside, text in _texts(value)
        if SAMPLE.search(text)
    )


def _texts(value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what a value says, and where in it."""
    if isinstance(value, dict):
        yield from (((tag,), str(text)) for tag, text in value.items())
    else:
        yield (), str(value)
