"""``handbook/data/*.toml`` to a Project; every fault names the file, the line and the key."""

from __future__ import annotations

import difflib
import hashlib
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TypedDict, TypeVar, cast

from babel import Locale, UnknownLocaleError

from handbook import identity, ledger, profiles
from handbook.diagnostics import Diagnostic, error
from handbook.errors import ConfigurationError
from handbook.model import (
    Arrangement,
    Association,
    Condition,
    Confidence,
    Edition,
    Fact,
    FontCut,
    FontFamily,
    Format,
    HomeRule,
    Kind,
    Language,
    Phrase,
    Project,
    Purpose,
    Scope,
)

DATA = Path("handbook/data")
PROFILES = DATA / "profiles"
SAMPLE = re.compile(r"\bsample\b|\.example\b|\b0000 0000\b", re.IGNORECASE)
"""Values that no real association has; the domain is kept for examples by RFC 2606."""
CONFIDENCES = ("high", "medium", "low")
KINDS = ("forbidden", "limited", "tolerated", "unclear")
PDF_VARIANTS = ("pdf/ua-1", "pdf/ua-2")
PAPERS = ("iso", "us")
FOLDS = {"": 0, "saddle": 0, "letter": 2, "tent": 3}
"""Ways of folding that a job ticket draws, and how many folds have a place of their own."""
ACROSS, DOWN = 0, 1
STOCKS = {"": 0, "book": 2, "card": 1, "sheet": 1, "office": 2}
"""Kinds of paper that a job ticket has words for, and how many weights the words name."""
FACT_KEYS = frozenset(
    {"id", "claim", "legal_basis", "title", "title_language", "publisher", "address", "date", "confidence",
     "verified_on", "review_by", "note", "phone"}
)  # fmt: skip

Value = TypeVar("Value")


class InvalidConfigurationError(ConfigurationError):
    """The data files have faults; ``diagnostics`` lists them all."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def load(root: Path) -> Project:
    """Read and validate every data file below ``root``.

    Raises InvalidConfigurationError with all faults of all files.
    """
    faults: list[Diagnostic] = []
    digests: dict[str, str] = {}
    families, sets = _fonts(_File(root, "fonts.toml", faults, digests))
    facts = _facts(_File(root, "facts.toml", faults, digests))
    association, unfit = _association(root, _File(root, "association.toml", faults, digests))
    languages = _languages(_File(root, "languages.toml", faults, digests), sets)
    conditions = _conditions(_File(root, "print_conditions.toml", faults, digests))
    edition = _edition(root, _File(root, "edition.toml", faults, digests), conditions, languages)
    project = Project(
        root=root,
        edition=edition,
        association=association,
        languages=languages,
        formats=_formats(root, _File(root, "formats.toml", faults, digests), edition.paper),
        fonts=families,
        facts=facts,
        home_rules=_home_rules(_File(root, "home_rules.toml", faults, digests), facts),
        phrases=_phrases(_File(root, "phrases.toml", faults, digests), facts),
        digests=digests,
        unfit=unfit,
    )
    if faults:
        raise InvalidConfigurationError(tuple(sorted(faults)))
    return project


class _File:
    """One TOML file and the faults found in it."""

    def __init__(self, root: Path, name: str, faults: list[Diagnostic], digests: dict[str, str]) -> None:
        self.path = (DATA / name).as_posix()
        self.faults, self.digests = faults, digests
        self.lines: list[str] = []
        self.table: Mapping[str, object] = {}
        try:
            data = (root / DATA / name).read_bytes()
            digests[self.path] = hashlib.sha256(data).hexdigest()
            text = data.decode("utf-8")
            self.lines = text.splitlines()
            self.table = tomllib.loads(text)
        except FileNotFoundError:
            self.fault(0, "data.missing", "the file does not exist", "Restore it from the repository.")
        except UnicodeDecodeError as fault:
            self.fault(0, "data.encoding", f"the file is not UTF-8: {fault.reason}", "Save it as UTF-8.")
        except tomllib.TOMLDecodeError as fault:
            line = re.search(r"line (\d+)", str(fault))
            self.fault(int(line[1]) if line else 0, "data.syntax", str(fault), "See toml.io for the rules of the file.")

    def fault(self, line: int, code: str, text: str, hint: str = "") -> None:
        self.faults.append(error(self.path, line, code, text, hint))

    def rows(self, name: str) -> Iterator[_Row]:
        """Yield the ``[[name]]`` tables with the line on which each begins."""
        starts = [i for i, line in enumerate(self.lines, 1) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
        tables = self.table.get(name, [])
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            if not any(fault.path == self.path for fault in self.faults):
                self.fault(0, "data.empty", f"no [[{name}]] tables", "Restore the file from the repository.")
            return
        # Inline tables, which TOML allows as well, have no line of their own.
        for number, table in enumerate(tables):
            yield _Row(self, table, starts[number] if number < len(starts) else 1)

    def row(self) -> _Row:
        """Return the whole file as one table."""
        return _Row(self, self.table, 1)


class _Row:
    """One table: hands out typed values and remembers which keys were asked for."""

    def __init__(self, file: _File, table: Mapping[str, object], start: int) -> None:
        self.file, self.table, self.start = file, table, start
        self.asked: set[str] = set()

    def line(self, key: str) -> int:
        for number, line in enumerate(self.file.lines[self.start - 1 :], self.start):
            if number > self.start and line.lstrip().startswith("[["):
                break
            if re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
                return number
        return self.start

    def fault(self, key: str, code: str, text: str, hint: str = "", value: str = "") -> None:
        """Name the line of the key, or that of a value in its list."""
        line = self.line(key)
        later = enumerate(self.file.lines[line - 1 :], line)
        self.file.fault(next((n for n, t in later if value and f'"{value}"' in t), line), code, text, hint)

    def get(self, key: str, kind: type[Value], default: Value, *, required: bool = True) -> Value:
        self.asked.add(key)
        if key not in self.table:
            if required:
                self.fault(key, "data.key-missing", f"key {key!r} is missing", f"Add a line: {key} = ...")
            return default
        value = self.table[key]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return cast("Value", float(value))
        # A truth value is a whole number to Python, and a time of day is a date.
        if not isinstance(value, kind) or (type(value) is not kind and kind in {int, date}):
            self.fault(key, "data.type", f"{key!r} must be {_type_name(kind)}, not {_type_name(type(value))}")
            return default
        return value

    def text(self, key: str, default: str = "", *, required: bool = True) -> str:
        value = self.get(key, str, default, required=required).strip()
        if required and key in self.table and not value:
            self.fault(key, "data.value", f"{key!r} is empty")
        return value

    def matching(self, key: str, pattern: str, hint: str) -> str:
        value = self.text(key)
        if value and not re.fullmatch(pattern, value):
            self.fault(key, "data.value", f"{key!r} is {value!r}", hint)
        return value

    def on(self, paper: str) -> _Row:
        """Return the row for one kind of paper: a value may be a table of values by paper."""
        chosen = {key: _for_paper(value, paper) for key, value in self.table.items()}
        return _Row(self.file, {key: value for key, value in chosen.items() if value is not None}, self.start)

    def positive(self, key: str, default: int, *, required: bool = True) -> int:
        value = self.get(key, int, default, required=required)
        if key in self.table and value < 1:
            self.fault(key, "data.value", f"{key!r} must be a whole number of at least 1")
        return value

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        items: list[object] = self.get(key, list, [], required=required)
        if not all(isinstance(item, str) for item in items):
            self.fault(key, "data.type", f"{key!r} must be a list of texts")
            return ()
        return tuple(cast("list[str]", items))

    def named_texts(self, key: str) -> Mapping[str, str]:
        """Return an optional table of texts, such as names by code."""
        table: dict[str, object] = self.get(key, dict, {}, required=False)
        if not all(isinstance(value, str) for value in table.values()):
            self.fault(key, "data.type", f"{key!r} must be a table of texts")
            return {}
        return cast("dict[str, str]", table)

    def choice(self, key: str, choices: tuple[str, ...], default: str, *, required: bool = True) -> str:
        value = self.get(key, str, default, required=required)
        if value not in choices:
            self.fault(key, "data.value", f"{key!r} is {value!r}", near(value, choices))
            return default
        return value

    def known_only(self, extra: frozenset[str] = frozenset()) -> None:
        for key in self.table:
            if key not in self.asked and key not in extra:
                self.fault(key, "data.key-unknown", f"unknown key {key!r}", near(key, tuple(self.asked)))


def _for_paper(value: object, paper: str) -> object:
    """Return the value for a kind of paper; None if there is none for it."""
    return value.get(paper) if isinstance(value, dict) and set(value) <= set(PAPERS) else value


def near(word: str, choices: tuple[str, ...]) -> str:
    """Return "did you mean" for a near miss, else the list of what is possible."""
    if not choices:
        return ""
    close = difflib.get_close_matches(word, choices, 1)
    if close:
        return f"Did you mean {close[0]!r}?"
    return "Possible: " + ", ".join(repr(choice) for choice in sorted(choices))


def _type_name(kind: type) -> str:
    names = {str: "a text", int: "a whole number", float: "a number", list: "a list", dict: "a table",
             bool: "true or false", date: "a date (2026-11-22)"}  # fmt: skip
    return names.get(kind, kind.__name__)


def _edition(
    root: Path, file: _File, conditions: Mapping[str, Condition], languages: Mapping[str, Language]
) -> Edition:
    row = file.row()
    chapters = row.texts("chapters")
    available = tuple(path.stem for path in (root / "templates/chapters").glob("*.html"))
    for chapter in chapters:
        if chapter not in available:
            row.fault("chapters", "edition.chapter", f"unknown chapter {chapter!r}", near(chapter, available), chapter)
    edition = Edition(
        id=row.text("id"),
        number=row.positive("number", 1),
        revised=row.get("revised", date, date.min),
        chapters=chapters,
        print_run=row.positive("print_run", 0, required=False),
        paper=row.choice("paper", PAPERS, "iso", required=False),
        caliper_mm=row.get("caliper_mm", float, 0.1, required=False),
        condition=_condition(root, row, conditions),
        companions=row.texts("companions"),
        ticket_language=row.choice("ticket_language", tuple(languages), next(iter(languages), "")),
    )
    for tag in edition.companions:
        if tag not in languages:
            row.fault("companions", "edition.language", f"unknown language {tag!r}", near(tag, tuple(languages)), tag)
    if file.table and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", edition.id):
        row.fault("id", "data.value", f"'id' is {edition.id!r}", "Use lower-case letters, digits and hyphens.")
    row.known_only()
    return edition


def _conditions(file: _File) -> Mapping[str, Condition]:
    conditions: dict[str, Condition] = {}
    for row in file.rows("condition"):
        condition = Condition(
            id=row.text("id"), name=row.text("name"), profile=row.text("profile"), tac=row.positive("tac", 300)
        )
        if Path(condition.profile).name != condition.profile:
            row.fault("profile", "data.value", f"'profile' is {condition.profile!r}", "Write the file's name alone.")
        if condition.id in conditions:
            row.fault("id", "data.duplicate", f"condition {condition.id!r} stands here twice")
        row.known_only()
        conditions[condition.id] = condition
    return conditions


def _condition(root: Path, row: _Row, conditions: Mapping[str, Condition]) -> Condition:
    """Return the edition's printing condition; its profile must be there, whole and for CMYK."""
    chosen = conditions.get(row.choice("print_condition", tuple(conditions), "FOGRA39"))
    if chosen is None:
        return Condition("", "", "", 300)
    path = PROFILES / chosen.profile
    try:
        data = (root / path).read_bytes()
    except OSError:
        hint = f'Put {chosen.profile!r} there (its README tells where from), or choose print_condition = "FOGRA39".'
        row.fault("print_condition", "profile.missing", f"{path.as_posix()} does not exist", hint)
        return chosen
    row.file.digests[path.as_posix()] = hashlib.sha256(data).hexdigest()
    for text, hint in profiles.faults(data):
        row.file.faults.append(error(path.as_posix(), 0, "profile.unfit", text, hint))
    return chosen


def _association(root: Path, file: _File) -> tuple[Association, tuple[Diagnostic, ...]]:
    """Return the association, and what of the sample is left in it."""
    row = file.row()
    is_sample = row.get("sample", bool, False, required=False)  # the default value
    association = Association(
        name=row.text("name"),
        short_name=row.text("short_name"),
        address=row.text("address"),
        phones=_phones(row),
        email=row.matching("email", r"[^@\s]+@[^@\s]+\.[^@\s.]+", "Write it as guide@association.org."),
        web=row.matching("web", r"(?!\w+:)\S+\.\S+", "Write it as it is printed: www.association.org."),
        guide=row.matching("guide", r"(?!\w+:)\S+\.\S+[^/\s]", "Write it as it is printed: www.association.org/guide."),
        logo=_logo(root, row),
        accent=_accent(root, row),
        licence_line=row.text("licence_line", required=False),
    )
    row.known_only()
    return association, _left_of_the_sample(row, is_sample=is_sample)


def _phones(row: _Row) -> tuple[str, ...]:
    phones = row.texts("phones")
    if "phones" in row.table and not phones:
        row.fault("phones", "data.value", "'phones' is empty", 'Write at least one: phones = ["+86 10 ..."]')
    for phone in phones:
        if not re.fullmatch(r"\+?[\d ()/-]*\d[\d ()/-]*", phone):
            hint = "Write digits and spaces, with the country code: +86 10 ..."
            row.fault("phones", "data.value", f"{phone!r} is no telephone number", hint, phone)
    return phones or ("",)


def _logo(root: Path, row: _Row) -> str:
    name = row.text("logo", required=False)
    if not name:
        return ""
    path = DATA / name
    if Path(name).name != name or not name.lower().endswith((".svg", ".png")):
        row.fault("logo", "logo.name", f"{name!r} is no SVG or PNG file of {DATA.as_posix()}/", "Write: logo.svg")
    elif not (root / path).is_file():
        here = tuple(each.name for each in (root / DATA).iterdir() if each.suffix.lower() in {".svg", ".png"})
        row.fault("logo", "logo.missing", f"{path.as_posix()} does not exist", near(name, here))
    else:
        data = (root / path).read_bytes()
        row.file.digests[path.as_posix()] = hashlib.sha256(data).hexdigest()
        for fault in identity.logo_faults(name, data):
            row.file.faults.append(error(path.as_posix(), fault.line, "logo.unfit", fault.text, fault.hint))
    return f"../{path.as_posix()}"


def _accent(root: Path, row: _Row) -> str:
    named = row.text("accent")
    sheet = root / "templates/css/tokens.css"
    tokens = identity.tokens(sheet.read_text(encoding="utf-8")) if sheet.is_file() else {}
    colour = tokens.get(named, named).upper()
    if not named or not tokens:
        return colour
    if not re.fullmatch("#[0-9A-F]{6}", colour):
        hint = f'{near(named, tuple(tokens))} Or write it as "#RRGGBB".'
        row.fault("accent", "data.value", f"unknown colour {named!r}", hint)
    elif (ratio := identity.contrast(colour, tokens["paper"])) < identity.CONTRAST:
        fit = [name for name, value in tokens.items() if identity.contrast(value, tokens["paper"]) >= identity.CONTRAST]
        # Rounded down: 4.46 must not read as enough.
        text = f"{named!r} has a contrast of {int(ratio * 10) / 10}:1 on the paper; text needs {identity.CONTRAST}:1"
        row.fault("accent", "accent.contrast", text, f"Take a darker colour, or one of: {', '.join(fit)}.")
    return colour


def _left_of_the_sample(row: _Row, *, is_sample: bool) -> tuple[Diagnostic, ...]:
    """Return an error for a release: the sample's mark, or else each value that only a sample can have."""
    path, hint = row.file.path, "Put your own association in its place."
    if is_sample:
        hint = "Put your own association into the file and remove this line."
        return (error(path, row.line("sample"), "release.sample", "the association is the sample", hint),)
    left = (key for key, value in row.table.items() if SAMPLE.search(str(value)))
    return tuple(
        error(path, row.line(key), "release.sample", f"{key!r} is still that of the sample", hint) for key in left
    )


def _languages(file: _File, sets: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Mapping[str, Language]:
    languages: dict[str, Language] = {}
    for row in file.rows("language"):
        tag, fonts = row.text("tag"), row.text("fonts")
        if tag:
            _check_tag(row, "tag", tag)
        if "region" in row.table:
            _check_tag(row, "region", row.text("region").replace("_", "-"))
        if fonts and fonts not in sets:
            row.fault("fonts", "language.fonts", f"unknown font set {fonts!r}", near(fonts, tuple(sets)))
        if tag.lower() in {known.lower() for known in languages}:
            row.fault("tag", "data.duplicate", f"language {tag!r} stands here twice")
        coverage = row.get("min_coverage", float, 1.0)
        if not 0 < coverage <= 1:
            row.fault("min_coverage", "data.value", "'min_coverage' must be over 0 and at most 1.0")
        language = Language(
            tag=tag,
            endonym=row.text("endonym"),
            direction="rtl" if row.choice("direction", ("ltr", "rtl"), "ltr") == "rtl" else "ltr",
            script=row.text("script"),
            roles=sets.get(fonts, {}),
            min_coverage=coverage,
            currencies=row.named_texts("currencies"),
            region=row.text("region", required=False),
            territories=row.named_texts("territories"),
            is_source=row.get("source", bool, False, required=False),  # the default value
        )
        row.known_only()
        languages[tag] = language
    if languages and [language.is_source for language in languages.values()].count(True) != 1:
        file.fault(0, "language.source", "exactly one language must have 'source = true'")
    return languages


def _check_tag(row: _Row, key: str, tag: str) -> None:
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        row.fault(key, "language.tag", f"unknown language tag {tag!r}", "Use a BCP 47 tag such as 'de' or 'zh-Hans'.")


class _Fold(TypedDict):
    fold: str
    folds_mm: tuple[float, ...]


class _Stock(TypedDict):
    stock: str
    weights_gsm: tuple[int, ...]


def _formats(root: Path, file: _File, paper: str) -> Mapping[str, Format]:
    formats: dict[str, Format] = {}
    for row in (each.on(paper) for each in file.rows("format")):
        ident = row.text("id")
        if ident and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", ident):
            row.fault("id", "data.value", f"'id' is {ident!r}", "Use lower-case letters, digits and hyphens.")
        if ident in formats:
            row.fault("id", "data.duplicate", f"format {ident!r} stands here twice")
        base = _base(row, ident, formats)
        formats[ident] = _derived(row, base) if base else _laid_out(root, row)
        row.known_only()
    return formats


def _base(row: _Row, ident: str, before: Mapping[str, Format]) -> Format | None:
    """Return the format whose pages a row takes; None if it has a layout of its own."""
    of = row.text("of", required=False)
    if not of or of == ident:
        return None
    layouts = tuple(name for name, each in before.items() if each.is_layout)
    if of not in layouts:
        row.fault("of", "format.of", f"no format {of!r} with a layout stands before it", near(of, layouts))
        return None
    return before[of]


def _laid_out(root: Path, row: _Row) -> Format:
    template, styles = row.text("template"), (*row.texts("styles"), *row.texts("styles_on", required=False))
    for key, folder, names in (("template", "templates", (template,)), ("styles", "templates/css", styles)):
        for name in names:
            if name and not (root / folder / name).is_file():
                row.fault(key, "format.file", f"{folder}/{name} does not exist")
    purpose = Purpose(row.choice("purpose", _values(Purpose), Purpose.SCREEN, required=False))
    return Format(
        id=row.text("id"),
        of=row.text("id"),
        purpose=purpose,
        scope=Scope(row.choice("scope", _values(Scope), Scope.LANGUAGE, required=False)),
        arrangement=Arrangement.NONE,
        template=template,
        styles=styles,
        trim_mm=_size(row, "trim_mm") or (148.0, 210.0),
        sheet_mm=None,
        bleed_mm=row.get("bleed_mm", float, 0.0, required=purpose is Purpose.PRESS),
        pdf_variant=row.choice("pdf_variant", PDF_VARIANTS, "pdf/ua-1", required=purpose is Purpose.SCREEN),
        conformance=row.texts("conformance"),
        pages_multiple_of=max(1, row.get("pages_multiple_of", int, 1, required=False)),
        **_fold(row, _size(row, "trim_mm") or (148.0, 210.0)),
        **_stock(row),
    )


def _derived(row: _Row, base: Format) -> Format:
    arrangement = Arrangement(row.choice("arrangement", _values(Arrangement), Arrangement.NONE, required=False))
    sheet = _size(row, "sheet_mm", required=arrangement not in {Arrangement.NONE, Arrangement.SADDLE})
    return replace(
        base,
        id=row.text("id"),
        purpose=Purpose(row.choice("purpose", _values(Purpose), Purpose.PRESS)),
        arrangement=arrangement,
        sheet_mm=sheet,
        bleed_mm=row.get("bleed_mm", float, base.bleed_mm, required=False),
        conformance=row.texts("conformance"),
        **(_fold(row, base.trim_mm) if "fold" in row.table else {"fold": base.fold, "folds_mm": base.folds_mm}),
        **_stock(row),
    )


def _values(kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


def _fold(row: _Row, trim_mm: tuple[float, float]) -> _Fold:
    """Return how pages of a size are folded, and where: from left to right, or from the head to the foot."""
    fold = row.choice("fold", tuple(FOLDS), "", required=False)
    places: list[object] = row.get("folds_mm", list, [], required=FOLDS[fold] > 0)
    folds = tuple(float(place) for place in cast("list[float]", places) if _is_measure(place))
    ends = (0.0, *folds, trim_mm[DOWN if fold == "tent" else ACROSS])
    if (len(places), len(folds)) != (FOLDS[fold],) * 2 or not all(a < b for a, b in pairwise(ends)):
        hint = "Measure from the left edge of page 1, of a tent from its head; write the smallest first."
        row.fault("folds_mm", "data.value", f"'folds_mm' of {fold!r} must be {FOLDS[fold]} places on the page", hint)
    return {"fold": fold, "folds_mm": folds}


def _stock(row: _Row) -> _Stock:
    """Return the paper that a job ticket advises: its kind and its weights in g/m2."""
    stock = row.choice("stock", tuple(STOCKS), "", required=False)
    weights: list[object] = row.get("weights_gsm", list, [], required=bool(stock))
    if len(weights) != STOCKS[stock] or not all(type(each) is int and each > 0 for each in weights):
        row.fault("weights_gsm", "data.value", f"'weights_gsm' of {stock!r} must be {STOCKS[stock]} weights in g/m2")
    return {"stock": stock, "weights_gsm": tuple(each for each in weights if isinstance(each, int))}


def _size(row: _Row, key: str, *, required: bool = True) -> tuple[float, float] | None:
    """Return width and height in millimetres."""
    size: list[object] = row.get(key, list, [], required=required)
    if len(size) != 2 or not all(_is_measure(side) for side in size):  # noqa: PLR2004
        if key in row.table:
            hint = "Where paper makes a difference: { iso = [width, height], us = [width, height] }."
            row.fault(key, "data.value", f"{key!r} must be [width, height] in millimetres", hint)
        return None
    width, height = cast("list[float]", size)
    return float(width), float(height)


def _is_measure(side: object) -> bool:
    return isinstance(side, int | float) and not isinstance(side, bool) and side > 0


def _fonts(file: _File) -> tuple[Mapping[str, FontFamily], Mapping[str, Mapping[str, tuple[str, ...]]]]:
    families: dict[str, FontFamily] = {}
    for name, table in _tables(file, "family"):
        row = _Row(file, table, _line_of(file, f"[family.{name}]"))
        families[name] = FontFamily(
            id=name,
            name=row.text("name"),
            package=row.text("package"),
            face=row.get("face", int, 0, required=False),
            cuts=_cuts(row),
        )
        row.known_only()
    sets: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name, table in _tables(file, "set"):
        row = _Row(file, table, _line_of(file, f"[set.{name}]"))
        scripts = row.texts("scripts", required=False)
        if unknown := next((each for each in scripts if each not in Locale("en").scripts), ""):
            row.fault("scripts", "data.value", f"unknown script {unknown!r}", "Use ISO 15924, such as 'Thai'.", unknown)
        roles = {role: row.texts(role) for role in table if role != "scripts"}
        for role, members in roles.items():
            for member in members:
                if member not in families:
                    row.fault(role, "font.family", f"unknown family {member!r}", near(member, tuple(families)))
        sets[name] = roles
    return families, sets


def _cuts(row: _Row) -> dict[str, FontCut]:
    folder = package_folder(row.text("package"))
    cuts: dict[str, FontCut] = {}
    for style, cut in row.get("cuts", dict, {}).items():
        name = cut.get("file", "") if isinstance(cut, dict) else ""
        if not re.fullmatch(r"[1-9]00( italic)?", style) or not name:
            row.fault(style, "font.cut", f'cut {style!r} needs a weight ("400", "600 italic") and a file')
            continue
        if folder is None:
            row.fault("package", "font.package", f"Python package {row.text('package')!r} is not installed",
                      "Name it in pyproject.toml and compile the requirements anew (CONTRIBUTING.md).")  # fmt: skip
            break
        if not (folder / name).is_file():
            row.fault(style, "font.missing", f"package {row.text('package')!r} has no file {name!r}")
        axes = cut.get("axes", {})
        if not isinstance(axes, dict) or not all(type(value) in {int, float} for value in axes.values()):
            row.fault(style, "font.cut", f"the axes of cut {style!r} must be a table of numbers")
            continue
        cuts[style] = FontCut(name, {axis: float(value) for axis, value in axes.items()})
    return cuts


def package_folder(package: str) -> Path | None:
    """Return the folder of an installed Python package, or None."""
    spec = find_spec(package) if package.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None


def _tables(file: _File, key: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    tables = file.table.get(key, {})
    if isinstance(tables, dict):
        yield from ((name, table) for name, table in tables.items() if isinstance(table, dict))


def _line_of(file: _File, start: str) -> int:
    return next((i for i, line in enumerate(file.lines, 1) if line.strip().startswith(start)), 1)


def _facts(file: _File) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {}
    rows: list[tuple[_Row, Fact]] = []
    for row in file.rows("fact"):
        ident, dated = row.text("id"), row.text("date", required=False)
        if not re.fullmatch(r"|\d{4}(-\d\d(-\d\d)?)?", dated):
            row.fault("date", "data.value", f"'date' is {dated!r}", "Write YYYY, YYYY-MM or YYYY-MM-DD.")
        fact = Fact(
            id=ident,
            claim=row.text("claim"),
            values=_fact_values(row),
            phones=row.named_texts("phone"),
            title=row.text("title"),
            title_language=row.text("title_language", "en", required=False),
            publisher=row.text("publisher"),
            date=dated,
            confidence=cast("Confidence", row.choice("confidence", CONFIDENCES, "low")),  # a member of CONFIDENCES
            verified_on=row.get("verified_on", date, date.min),
            review_by=row.get("review_by", date, date.min),
            line=row.line("id"),
        )
        if ident in facts:
            row.fault("id", "data.duplicate", f"fact {ident!r} stands here twice")
        facts[ident] = fact
        rows.append((row, fact))
    return _with_phones(rows, facts)


def _fact_values(row: _Row) -> Mapping[str, float | str | date]:
    values: dict[str, float | str | date] = {}
    for key, value in row.table.items():
        if key in FACT_KEYS:
            continue
        if isinstance(value, str | int | float | date) and not isinstance(value, bool):
            values[key] = value
        else:
            row.fault(key, "data.type", f"{key!r} must be a number, a text or a date")
    return values


def _with_phones(rows: list[tuple[_Row, Fact]], facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Return the facts with their telephone numbers whole, and find the claims that do not fit their values."""
    phones = ledger.phones_of(facts.values())
    for row, fact in rows:
        for name in fact.phones:
            owner = next(each for each in facts.values() if name in each.phones)
            if owner.id != fact.id:
                row.fault("phone", "data.duplicate", f"telephone number {name!r} stands in fact {owner.id!r} already")
            for unknown in set(ledger.placeholders(phones[name])):
                row.fault("phone", "fact.phone", f"no telephone number is named {unknown!r}", near(unknown, (*phones,)))
        for text, hint in ledger.claim_faults(fact, phones):
            row.fault("claim", "fact.claim", text, hint)
    return {
        name: replace(fact, phones={key: phones[key] for key in fact.phones}) for name, fact in facts.items()
    }  # fmt: skip


def _home_rules(file: _File, facts: Mapping[str, Fact]) -> tuple[HomeRule, ...]:
    rules: list[HomeRule] = []
    for row in file.rows("rule"):
        country, cited = row.text("country"), row.texts("facts", required=False)
        if country and country not in Locale("en").territories:
            row.fault("country", "rule.country", f"unknown country code {country!r}", "Use ISO 3166-1 alpha-2.")
        for fact in cited:
            if fact not in facts:
                row.fault("facts", "fact.unknown", f"unknown fact {fact!r}", near(fact, tuple(facts)))
            elif facts[fact].confidence == "low":
                row.fault("facts", "fact.low", *ledger.low_text(facts[fact]))
        text = row.text("text", required=False)
        if text and not cited:
            row.fault("text", "rule.source", "a text needs at least one fact")
        if country in {rule.country for rule in rules}:
            row.fault("country", "data.duplicate", f"country {country!r} stands here twice")
        _no_percent(row, text)
        for name in re.findall(r"\{(\w+)\}", text):
            if not any(name in facts[f].values for f in cited if f in facts):
                row.fault("text", "rule.value", f"no cited fact has a value {name!r}")
        kind = cast("Kind", row.choice("kind", KINDS, "unclear"))  # choice() returns a member of KINDS
        # In catalogs a placeholder looks the same everywhere: %(name)s.
        rules.append(HomeRule(country, kind, _as_in_catalogs(text), cited, row.line("country")))
        row.known_only()
    return tuple(rules)


def _no_percent(row: _Row, text: str, key: str = "text") -> None:
    """Refuse a sign that catalogs give another meaning; shares are values of facts."""
    if "%" in text:
        row.fault(key, "data.value", f"{key!r} has a percent sign", "Write the word, or a {value} of a fact.")


def _as_in_catalogs(text: str) -> str:
    """Return a text with the placeholders of data files, {name}, as catalogs write them: %(name)s."""
    return re.sub(r"\{(\w+)\}", r"%(\1)s", text)


def _read_out(number: str, digits: tuple[str, ...]) -> str:
    """Return a telephone number as it is spelled when it is read, digit by digit: "yāo-yāo-líng"."""
    names = dict(zip(string.digits, digits, strict=False))
    return " ".join("-".join(names.get(digit, digit) for digit in group) for group in re.findall(r"\d+", number))


def _check_said(row: _Row, said: Mapping[str, str], known: tuple[str, ...]) -> None:
    """Find what a phrase names that is no value, or does not say in each of its scripts."""
    named = {name for text in said.values() for name in ledger.placeholders(text)}
    for key, text in said.items():
        _no_percent(row, text, key)
        own = set(ledger.placeholders(text))
        for name in sorted(own - {*known}):
            fault = f"{name!r} is no telephone number and no value of its facts"
            row.fault(key, "phrase.value", fault, near(name, known))
        for name in sorted(named - own) if text else ():
            row.fault(key, "phrase.value", f"{key!r} does not say {{{name}}}, as the phrase does elsewhere")


def _phrases(file: _File, facts: Mapping[str, Fact]) -> Mapping[str, Phrase]:
    phones = {name: number for fact in facts.values() for name, number in fact.phones.items()}
    digits = file.row().texts("digits", required=False)
    if digits and len(digits) != len(string.digits):
        file.row().fault("digits", "data.value", "'digits' must be ten texts: how 0 to 9 are read")
    phrases: dict[str, Phrase] = {}
    for row in file.rows("phrase"):
        cited = row.texts("facts", required=False)
        for fact in cited:
            if fact not in facts:
                row.fault("facts", "fact.unknown", f"unknown fact {fact!r}", near(fact, tuple(facts)))
        values = {name for fact in cited if fact in facts for name in facts[fact].values}
        said = {key: row.text(key, required=key != "pinyin") for key in ("text", "han", "pinyin")}
        _check_said(row, said, (*phones, *values))
        phrase = Phrase(
            id=row.text("id"),
            text=_as_in_catalogs(said["text"]),
            han=_as_in_catalogs(said["han"]),
            pinyin=_as_in_catalogs(ledger.fill(said["pinyin"], {n: _read_out(p, digits) for n, p in phones.items()})),
            page=row.get("page", bool, False, required=False),
            facts=cited,
            line=row.line("id"),
        )
        row.known_only()
        if phrase.id in phrases:
            row.fault("id", "data.duplicate", f"phrase {phrase.id!r} stands here twice")
        phrases[phrase.id] = phrase
    return phrases
