"""``content/`` and ``handbook/settings/`` to a Project; every fault names the file, the line and the key."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TypedDict, cast

from handbook.config import fact_rules, identity, profiles, tokens
from handbook.config.toml.rows import File, NumberRule, Row, TextRule
from handbook.files.folders import CONTENT, PROFILES, SETTINGS
from handbook.files.packages import package_folder
from handbook.language import cldr
from handbook.values.colours import Tokens
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.errors import ConfigurationError
from handbook.values.model import (
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
from handbook.values.spelling import near

SAMPLE = re.compile(r"\bsample\b|\.example\b|\b0000 0000\b", re.IGNORECASE)
"""Values that no real association has; the domain is kept for examples by RFC 2606."""
CONFIDENCES = ("high", "medium", "low")
KINDS = ("forbidden", "limited", "tolerated", "unclear")
PDF_VARIANTS = ("pdf/ua-1", "pdf/ua-2")
STANDARDS = ("PDF/UA-1", "PDF/UA-2", "PDF/X-4")
PAPERS = ("iso", "us")
ROLES = ("display", "text", "latin", "figures", "han")
"""Of fonts, as the style sheets name them."""
FOLDS = {"": 0, "saddle": 0, "letter": 2, "tent": 3}
"""Ways of folding that a job ticket draws, and how many folds have a place of their own."""
ACROSS, DOWN = 0, 1
STOCKS = {"": 0, "book": 2, "card": 1, "sheet": 1, "office": 2}
"""Kinds of paper that a job ticket has words for, and how many weights the words name."""
FACT_KEYS = frozenset(
    {"id", "claim", "legal_basis", "title", "title_language", "publisher", "address", "date", "confidence",
     "verified_on", "review_by", "note", "phone"}
)  # fmt: skip
JUDGED = frozenset({"claim", "phone"})
"""Keys of a fact that are judged together with its values: of one that is faulty no consequences are told."""

FILES = {
    CONTENT / "edition.toml": "id",
    CONTENT / "association.toml": "name",
    SETTINGS / "languages.toml": "tag",
    SETTINGS / "formats.toml": "id",
    SETTINGS / "fonts.toml": "name",
    CONTENT / "facts.toml": "id",
    CONTENT / "home_rules.toml": "country",
    CONTENT / "phrases.toml": "id",
    SETTINGS / "print_conditions.toml": "id",
}
"""The data files, and the key by which others name their tables."""

# What the values may be.
NUMBER_OF_EDITION = NumberRule(1, 999, whole=True)
PRINT_RUN = NumberRule(1, 10_000_000, "copies", whole=True)
CALIPER = NumberRule(0.03, 0.6, "mm")
TAC = NumberRule(150, 400, "per cent", whole=True)
COVERAGE = NumberRule(0, 1.0, over=True)
SIDE = NumberRule(30, 2000, "mm")
FOLD = NumberRule(0, 2000, "mm", over=True)
BLEED = NumberRule(0, 20, "mm")
MULTIPLE = NumberRule(1, 64, "pages", whole=True)
WEIGHT = NumberRule(30, 600, "g/m2", whole=True)
FACE = NumberRule(0, 255, whole=True)
AXIS = NumberRule(-1000, 10_000)
VALUES = {
    r".*_percent": NumberRule(0, 100, "per cent", over=True),
    r".*_year": NumberRule(1900, 2100, "years", whole=True),
    r"days|.*_days": NumberRule(1, 36_600, "days", whole=True),
    r".*": NumberRule(0, 1e15, over=True),
}
"""Of numbers in facts, by their names; the first that fits."""
IDENT = TextRule(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]*",
             "Use lower-case letters, digits and hyphens; it becomes a file's name.", 40)  # fmt: skip
FILE_NAME = TextRule(r"(?!\.)[^/\\:*?\"<>|]+", "Write the file's name alone.", 100)
LONG = TextRule(longest=600)
CLAIM = TextRule(longest=1500)
FREE = TextRule(longest=4000, may_be_empty=True)
HOST = r"(?!\w+:)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?"
WEB = TextRule(HOST + r"(?:/[^\s?#]*)?", "Write it as it is printed: www.association.org.", 120)
GUIDE = TextRule(
    HOST + r"(?:/[^\s?#/]+)*", "Write it as it is printed, without / at its end: www.association.org/guide.", 120
)
EMAIL = TextRule(r"[^@\s,;]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}", "Write it as guide@association.org.", 120)
PHONE = TextRule(r"(?:\D*\d){3,15}\D*", "A number has 3 to 15 digits, with the country code: +86 10 ...", 40)
PHONE_SIGNS = TextRule(r"\+?[\d ()/-]*\d[\d ()/-]*", "Write digits and spaces, with the country code: +86 10 ...", 40)
ADDRESS = TextRule(
    "https?://" + HOST + r"(?:[/?#]\S*)?",
    "Write the whole address, as a browser shows it: https://www.association.org/page",
    longest=500,
    may_be_empty=True,
)
LONGEST_REVIEW = timedelta(days=3653)
AHEAD = timedelta(days=366)
"""How far a source may have been read after the day for which the contents hold: the next edition is in the making."""


class InvalidConfigurationError(ConfigurationError):
    """The data files have faults; ``diagnostics`` lists them all."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def load_project(root: Path) -> Project:
    """Read and validate every data file below ``root``.

    Raises InvalidConfigurationError with all faults of all files. Where a file cannot be read, with that alone: what
    would follow from it is no fault.
    """
    faults: list[Diagnostic] = []
    files = {path.stem: File(root, path, faults, key) for path, key in FILES.items()}
    _raise(faults)
    families, sets = _fonts(files["fonts"])
    colours = tokens.of(root)
    facts = _facts(files["facts"], _last_day(files["edition"]))
    association, unfit = _association(root, files["association"], colours)
    languages = _languages(files["languages"], sets, files["fonts"])
    conditions = _conditions(files["print_conditions"])
    edition = _edition(root, files["edition"], conditions, languages, files)
    project = Project(
        root=root,
        edition=edition,
        association=association,
        languages=languages,
        formats=_formats(root, files["formats"], edition.paper),
        fonts=families,
        facts=facts,
        home_rules=_home_rules(files["home_rules"], facts, files["facts"]),
        phrases=_phrases(files["phrases"], facts, files["facts"]),
        tokens=colours,
        unfit=unfit,
    )
    _raise([*faults, *colours.faults])
    return project


def _raise(faults: list[Diagnostic]) -> None:
    if faults:
        raise InvalidConfigurationError(tuple(sorted(set(faults))))


def _edition(
    root: Path,
    file: File,
    conditions: Mapping[str, Condition],
    languages: Mapping[str, Language],
    files: Mapping[str, File],
) -> Edition:
    row = file.row()
    available = tuple(path.stem for path in (root / "templates/chapters").glob("*.html"))
    chapters = row.texts("chapters", least=1)
    for number, chapter in enumerate(chapters):
        row.refers("chapters", chapter, available, ("edition.chapter", "chapter"), (number,))
    companions = row.texts("companions")
    for number, tag in enumerate(companions) if not files["languages"].is_unsure else ():
        row.refers("companions", tag, languages, ("edition.language", "language"), (number,))
    ident = row.text("id", like=IDENT)
    edition = Edition(
        id=ident,
        number=row.whole("number", NUMBER_OF_EDITION, 1),
        revised=_revised(row, ident),
        chapters=chapters,
        print_run=row.whole("print_run", PRINT_RUN, 0, required=False),
        paper=row.choice("paper", PAPERS, "iso", required=False),
        caliper_mm=row.number("caliper_mm", CALIPER, 0.1, required=False),
        condition=_condition(root, row, conditions, files["print_conditions"]),
        companions=companions,
        ticket_language=_ticket_language(row, languages, files["languages"]),
    )
    row.known_only()
    return edition


def _revised(row: Row, ident: str) -> date:
    """Return the day for which the contents hold; an edition is named by year and month, so it cannot be far off."""
    first, last = date(2020, 1, 1), date(2099, 12, 31)
    if named := re.fullmatch(r"(20[2-9]\d)-(\d\d)", ident):
        year = int(named[1])
        first, last = max(first, date(year - 1, 1, 1)), min(last, date(year + 1, 12, 31))
        if not 1 <= int(named[2]) <= 12:  # noqa: PLR2004  # months
            row.fault(
                "id", "data.value", f"'id' is {ident!r}: there is no such month", "Write year and month: 2026-11."
            )
    return row.day("revised", first, last, first)


def _last_day(file: File) -> date:
    """Return the last day on which a source may have been read; where the edition's own is in doubt, any."""
    row, before = file.row(), len(file.faults)
    revised = _revised(row, row.text("id", like=IDENT))  # asked again for the edition; what is told twice is told once
    return revised + AHEAD if len(file.faults) == before else date(2100, 12, 31)


def _ticket_language(row: Row, languages: Mapping[str, Language], file: File) -> str:
    tag, first = row.text("ticket_language"), next(iter(languages), "")
    if file.is_unsure:
        return first
    is_known = row.refers("ticket_language", tag, languages, ("edition.language", "language"))
    return tag if is_known else first


def _conditions(file: File) -> Mapping[str, Condition]:
    conditions: dict[str, Condition] = {}
    seen: dict[str, Row] = {}
    for row in file.rows("condition"):
        condition = Condition(
            id=row.text(
                "id", like=TextRule(r"[A-Za-z0-9][\w.-]*", "Write it as the ICC registry has it: FOGRA39.", 60)
            ),
            name=row.text("name"),
            profile=row.text("profile", like=FILE_NAME),
            tac=row.whole("tac", TAC, 300),
            called=row.texts("called", least=1),
            source=row.text("source", like=LONG),
        )
        row.once("id", condition.id, "condition", seen)
        row.known_only()
        conditions[condition.id] = condition
    return conditions


def _condition(root: Path, row: Row, conditions: Mapping[str, Condition], file: File) -> Condition:
    """Return the edition's printing condition; its profile must be there, whole, for CMYK and for this condition."""
    name = row.text("print_condition")
    if not file.is_unsure:
        row.refers("print_condition", name, conditions, ("data.value", "printing condition"))
    chosen = conditions.get(name)
    if chosen is None or not chosen.profile:
        return Condition("", "", "", 300, (), "")
    path = PROFILES / chosen.profile
    try:
        data = (root / path).read_bytes()
    except OSError:
        hint = (
            f"Load it from {chosen.source}, and put it there as {chosen.profile!r}; "
            'or choose print_condition = "FOGRA39".'
        )
        row.fault("print_condition", "profile.missing", f"{path.as_posix()} does not exist", hint)
        return chosen
    told = list(profiles.faults(data)) or list(_other_condition(data, chosen, conditions))
    for text, hint in told:
        row.file.faults.append(error(path.as_posix(), 0, "profile.unfit", text, hint))
    return chosen


def _other_condition(data: bytes, chosen: Condition, conditions: Mapping[str, Condition]) -> Iterator[tuple[str, str]]:
    """Yield that a profile calls itself by another name than those of its condition."""
    said = profiles.read(data)
    if said is None or profiles.calls_itself(data, (chosen.id, *chosen.called)):
        return
    others = (each for each in conditions.values() if each is not chosen)
    other = next((each.id for each in others if profiles.calls_itself(data, (each.id, *each.called))), "")
    known = f"that is {other}" if other else "none of the names under 'called'"
    hint = (
        f"Load the right one from {chosen.source}. If your print shop vouches for this one, add its name to 'called' "
        f"of {chosen.id} in {(SETTINGS / 'print_conditions.toml').as_posix()}."
    )
    yield f"it stands for {chosen.id}, but calls itself {said.description or chr(39) * 2!r}: {known}", hint


def _association(root: Path, file: File, colours: Tokens) -> tuple[Association, tuple[Diagnostic, ...]]:
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
        _check_phone(row, "phones", phone, number)
    return phones or ("",)


def _check_phone(row: Row, key: str, phone: str, *inside: str | int) -> bool:
    """Whether a text is a telephone number; if not, tell it."""
    shown = re.sub(r"\{\w+\}", "000", phone)  # the name of another number stands for it
    kind = next((kind for kind in (PHONE_SIGNS, PHONE) if not re.fullmatch(kind.pattern, shown)), None)
    if phone and kind:
        row.fault(key, "data.value", f"{phone!r} is no telephone number", kind.hint, inside)
    return kind is None


def _logo(root: Path, row: Row) -> str:
    name = row.text("logo", required=False)
    if not name:
        return ""
    path = CONTENT / name
    if Path(name).name != name or not name.lower().endswith((".svg", ".png")):
        hint = "Save the picture as SVG or PNG, put it there, and write its name alone: logo.svg or logo.png"
        row.fault("logo", "logo.name", f"{name!r} is no SVG or PNG file of {CONTENT.as_posix()}/", hint)
    elif not (root / path).is_file():
        here = tuple(each.name for each in (root / CONTENT).iterdir() if each.suffix.lower() in {".svg", ".png"})
        row.fault("logo", "logo.missing", f"{path.as_posix()} does not exist", near(name, here))
    else:
        data = (root / path).read_bytes()
        for fault in identity.logo_faults(name, data):
            row.file.faults.append(error(path.as_posix(), fault.line, "logo.unfit", fault.text, fault.hint))
    return f"../{path.as_posix()}"


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
    elif (ratio := identity.contrast(colour, known["paper"])) < identity.CONTRAST:
        fit = [name for name, value in known.items() if identity.contrast(value, known["paper"]) >= identity.CONTRAST]
        # Rounded down: 4.46 must not read as enough.
        text = f"{named!r} has a contrast of {int(ratio * 10) / 10}:1 on the paper; text needs {identity.CONTRAST}:1"
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


def _languages(
    file: File, sets: Mapping[str, Mapping[str, tuple[str, ...]]], fonts_file: File
) -> Mapping[str, Language]:
    languages: dict[str, Language] = {}
    seen: dict[str, Row] = {}
    for row in file.rows("language"):
        tag, fonts = row.text("tag", like=TextRule(longest=35)), row.text("fonts")
        if not fonts_file.is_unsure:
            row.refers("fonts", fonts, sets, ("language.fonts", "font set"))
        row.once("tag", tag, "language", seen)
        language = Language(
            tag=tag,
            endonym=row.text("endonym", like=TextRule(longest=60)),
            direction="rtl" if row.choice("direction", ("ltr", "rtl"), "ltr") == "rtl" else "ltr",
            script=row.text("script"),
            roles=sets.get(fonts, {}),
            min_coverage=row.number("min_coverage", COVERAGE, 1.0),
            currencies=_named_by_code(row, "currencies", cldr.currencies(), ("data.currency", "ISO 4217")),
            region=row.text("region", required=False),
            territories=_named_by_code(row, "territories", cldr.countries(), ("data.country", "ISO 3166-1 alpha-2")),
            is_source=row.get("source", bool, False, required=False),  # the default value
        )
        _check_tag(row, "tag", tag)
        _check_writing(row, language)
        row.known_only()
        languages.setdefault(tag, language)
    if languages and [language.is_source for language in languages.values()].count(True) != 1:
        hint = "Write it in the table of the language in which the templates are written, and there alone."
        file.fault(0, "language.source", "exactly one language must have 'source = true'", hint)
    return languages


def _named_by_code(row: Row, key: str, codes: frozenset[str], told: tuple[str, str]) -> Mapping[str, str]:
    """Return names by code; every code must be known."""
    names = row.named_texts(key)
    for code in names:
        _check_code(row, key, code, codes, told, (code,))
    return names


def _check_code(
    row: Row, key: str, code: str, codes: frozenset[str], told: tuple[str, str], inside: tuple[str | int, ...] = ()
) -> None:
    if code and code not in codes:
        (finding, standard), what = told, told[0].partition(".")[2]
        hint = f"Write {code.upper()!r}." if code.upper() in codes else f"Use the code of {standard}."
        row.fault(key, finding, f"unknown {what} code {code!r}", hint, inside)


def _check_tag(row: Row, key: str, tag: str) -> None:
    if not tag:
        return
    if cldr.locale(tag) is None:
        row.fault(key, "language.tag", f"unknown language tag {tag!r}", "Use a BCP 47 tag such as 'de' or 'zh-Hans'.")
    elif tag != cldr.canonical(tag):
        row.fault(key, "language.tag", f"the language tag is {tag!r}", f"Write it as {cldr.canonical(tag)!r}.")


def _check_writing(row: Row, language: Language) -> None:
    """Tell a script, a direction or a region that the language does not have."""
    locale, script = cldr.locale(language.tag), language.script
    if script and script not in cldr.scripts():
        hint = (
            near(script, cldr.scripts())
            if script.title() in cldr.scripts()
            else "Use the code of ISO 15924, such as 'Latn'."
        )
        row.fault("script", "language.script", f"unknown script {script!r}", hint)
        script = ""
    if locale is None:
        return
    own = cldr.script(locale)
    if script and own and script != own:
        hint = f"Write script = {own!r}, or say the script in the tag: {locale.language}-{script}"
        row.fault("script", "language.script", f"{language.tag!r} is written in {own!r}, not {script!r}", hint)
    if (way := cldr.direction(locale)) != language.direction and row.table.get("direction") in {"ltr", "rtl"}:
        text = f"{language.tag!r} is read {way!r}, not {language.direction!r}"
        row.fault("direction", "language.direction", text, f'Write: direction = "{way}"')
    if language.region and not (cldr.is_region(language.region) and language.region.split("_")[0] == locale.language):
        hint = f"Write language and country as CLDR has them: {locale.language}_..., such as 'en_GB' for 'en'."
        row.fault("region", "language.region", f"{language.region!r} is no region of {language.tag!r}", hint)


class _Fold(TypedDict):
    fold: str
    folds_mm: tuple[float, ...]


class _Stock(TypedDict):
    stock: str
    weights_gsm: tuple[int, ...]


def _formats(root: Path, file: File, paper: str) -> Mapping[str, Format]:
    """Return the formats for a kind of paper; what is wrong for the other kind is told as well."""
    other = next(each for each in PAPERS if each != paper)
    told = len(file.faults)
    _formats_on(root, file, other)
    # What a format lacks on paper that nobody asks for is no fault.
    file.faults[told:] = [fault for fault in file.faults[told:] if fault.code != "data.key-missing"]
    return _formats_on(root, file, paper)


def _formats_on(root: Path, file: File, paper: str) -> Mapping[str, Format]:
    formats: dict[str, Format] = {}
    seen: dict[str, Row] = {}
    for row in (_on(each, paper) for each in file.rows("format")):
        ident = row.text("id", like=IDENT)
        row.once("id", ident, "format", seen)
        base = _base(row, ident, formats)
        made = _derived(row, base) if base else _laid_out(root, row)
        row.known_only()
        formats[ident] = made
    return formats


def _on(row: Row, paper: str) -> Row:
    """Return the row for one kind of paper: a value may be a table of values by paper."""
    for key, value in row.table.items():
        for name in value if isinstance(value, dict) else ():
            if name not in PAPERS:
                row.fault(key, "data.key-unknown", f"unknown paper {name!r}", near(name, PAPERS), (name,))
    chosen = {key: value.get(paper) if isinstance(value, dict) else value for key, value in row.table.items()}
    return Row(row.file, {key: value for key, value in chosen.items() if value is not None}, row.path, row.line_of_name)


def _base(row: Row, ident: str, before: Mapping[str, Format]) -> Format | None:
    """Return the format whose pages a row takes; None if it has a layout of its own."""
    of = row.text("of", required=False)
    if not of or of == ident:
        return None
    layouts = tuple(name for name, each in before.items() if each.is_layout)
    if of not in layouts:
        row.fault("of", "format.of", f"no format {of!r} with a layout stands before it", near(of, layouts))
        return None
    return before[of]


def _laid_out(root: Path, row: Row) -> Format:
    template, styles = row.text("template"), (*row.texts("styles", least=1), *row.texts("styles_on", required=False))
    for key, folder, names in (("template", "templates", (template,)), ("styles", "templates/css", styles)):
        for name in names:
            if name and (".." in Path(name).parts or not (root / folder / name).is_file()):
                there = [
                    path.relative_to(root / folder).as_posix()
                    for path in (root / folder).rglob(f"*{Path(name).suffix}")
                ]
                row.fault(key, "format.file", f"{folder}/{name} does not exist", near(name, there))
    purpose = Purpose(row.choice("purpose", _values(Purpose), Purpose.SCREEN, required=False))
    trim = _size(row, "trim_mm") or (148.0, 210.0)
    return Format(
        id=row.text("id", like=IDENT),
        of=row.text("id", like=IDENT),
        purpose=purpose,
        scope=Scope(row.choice("scope", _values(Scope), Scope.LANGUAGE, required=False)),
        arrangement=Arrangement.NONE,
        template=template,
        styles=styles,
        trim_mm=trim,
        sheet_mm=None,
        bleed_mm=row.number("bleed_mm", BLEED, 0.0, required=purpose is Purpose.PRESS),
        pdf_variant=row.choice("pdf_variant", PDF_VARIANTS, "pdf/ua-1", required=purpose is Purpose.SCREEN),
        conformance=_conformance(row),
        pages_multiple_of=row.whole("pages_multiple_of", MULTIPLE, 1, required=False),
        **_fold(row, trim),
        **_stock(row),
    )


def _derived(row: Row, base: Format) -> Format:
    arrangement = Arrangement(row.choice("arrangement", _values(Arrangement), Arrangement.NONE, required=False))
    sheet = _size(row, "sheet_mm", required=arrangement not in {Arrangement.NONE, Arrangement.SADDLE})
    # Of the pages' bleed no more can be shown than they have.
    bleed = NumberRule(0, base.bleed_mm, f"mm, the bleed of {base.id!r}")
    return replace(
        base,
        id=row.text("id", like=IDENT),
        purpose=Purpose(row.choice("purpose", _values(Purpose), Purpose.PRESS)),
        arrangement=arrangement,
        sheet_mm=sheet,
        bleed_mm=row.number("bleed_mm", bleed, base.bleed_mm, required=False),
        conformance=_conformance(row),
        **(_fold(row, base.trim_mm) if "fold" in row.table else {"fold": base.fold, "folds_mm": base.folds_mm}),
        **_stock(row),
    )


def _conformance(row: Row) -> tuple[str, ...]:
    standards = row.texts("conformance")
    for number, standard in enumerate(standards):
        row.refers("conformance", standard, STANDARDS, ("data.value", "standard"), (number,))
    return standards


def _values(kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


def _fold(row: Row, trim_mm: tuple[float, float]) -> _Fold:
    """Return how pages of a size are folded, and where: from left to right, or from the head to the foot."""
    fold = row.choice("fold", tuple(FOLDS), "", required=False)
    folds = tuple(float(place) for place in row.numbers("folds_mm", FOLD, required=FOLDS[fold] > 0))
    ends = (0.0, *folds, trim_mm[DOWN if fold == "tent" else ACROSS])
    if _is_read(row, "folds_mm", folds) and (len(folds) != FOLDS[fold] or not all(a < b for a, b in pairwise(ends))):
        hint = "Measure from the left edge of page 1, of a tent from its head; write the smallest first."
        row.fault("folds_mm", "data.value", f"'folds_mm' of {fold!r} must be {FOLDS[fold]} places on the page", hint)
    return {"fold": fold, "folds_mm": folds}


def _is_read(row: Row, key: str, numbers: Sequence[float]) -> bool:
    """Whether a list of numbers has none that was told already."""
    listed = row.table.get(key)
    return isinstance(listed, list) and len(listed) == len(numbers)


def _stock(row: Row) -> _Stock:
    """Return the paper that a job ticket advises: its kind and its weights in g/m2."""
    stock = row.choice("stock", tuple(STOCKS), "", required=False)
    weights = tuple(int(each) for each in row.numbers("weights_gsm", WEIGHT, required=bool(stock)))
    if len(weights) != STOCKS[stock] and _is_read(row, "weights_gsm", weights):
        text = f"'weights_gsm' of {stock!r} must be {STOCKS[stock]} weights in g/m2"
        row.fault("weights_gsm", "data.value", text, "The comments on top of the file say how many a stock has.")
    return {"stock": stock, "weights_gsm": weights}


def _size(row: Row, key: str, *, required: bool = True) -> tuple[float, float] | None:
    """Return width and height in millimetres."""
    before = len(row.file.faults)
    size = row.numbers(key, SIDE, required=required)
    if len(size) != 2:  # noqa: PLR2004  # width and height
        if key in row.table and len(row.file.faults) == before:
            hint = "Where paper makes a difference: { iso = [width, height], us = [width, height] }."
            row.fault(key, "data.value", f"{key!r} must be [width, height] in millimetres", hint)
        return None
    return float(size[0]), float(size[1])


def _fonts(file: File) -> tuple[Mapping[str, FontFamily], Mapping[str, Mapping[str, tuple[str, ...]]]]:
    families: dict[str, FontFamily] = {}
    seen: dict[str, Row] = {}
    file.only("family", "set")
    for name, row in file.tables("family"):
        families[name] = FontFamily(
            id=name,
            name=row.text(
                "name",
                like=TextRule(r"[^\"'\\;{}]+", "Write letters, digits and spaces: it stands in style sheets.", 60),
            ),
            package=row.text("package"),
            face=row.whole("face", FACE, 0, required=False),
            cuts=_cuts(row),
        )
        row.once("name", families[name].name, "font family", seen)
        row.known_only()
    sets: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name, row in file.tables("set"):
        for number, script in enumerate(row.texts("scripts", required=False)):
            _check_code(row, "scripts", script, cldr.scripts(), ("data.script", "ISO 15924"), (number,))
        roles = {role: row.texts(role, least=1) for role in ROLES}
        row.known_only()
        for role, members in roles.items():
            for number, member in enumerate(members):
                row.refers(role, member, families, ("font.family", "family"), (number,))
        sets[name] = roles
    return families, sets


def _cuts(row: Row) -> dict[str, FontCut]:
    package = row.text("package")
    folder = package_folder(package)
    if package and folder is None:
        row.fault("package", "font.package", f"Python package {package!r} is not installed",
                  "Name it in pyproject.toml and compile the requirements anew (CONTRIBUTING.md).")  # fmt: skip
    if "cuts" not in row.table:
        row.get("cuts", dict, {})
    styles, cuts = row.inner("cuts"), {}
    for style in styles.table:
        if not re.fullmatch(r"[1-9]00( italic)?", style):
            row.fault("cuts", "font.cut", f"unknown cut {style!r}", 'Write a weight: "400" or "600 italic".', (style,))
            continue
        cut = styles.inner(style)
        name = cut.text("file", like=TextRule(r"(?!/)(?!.*\.\.)[^\\]+", "Write the path within the package."))
        axes = cut.inner("axes")
        values = {axis: axes.number(axis, AXIS, 0.0) for axis in axes.table}
        cut.known_only()
        if folder and name and not (folder / name).is_file():
            files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.[ot]t[fc]")]
            cut.fault("file", "font.missing", f"package {package!r} has no file {name!r}", near(name, files))
        cuts[style] = FontCut(name, values)
    return cuts


def _facts(file: File, last: date) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {}
    seen: dict[str, Row] = {}
    owners: dict[str, Row] = {}
    rows = list(file.rows("fact"))
    names = Counter(key for row in rows for key in row.table)
    made: list[tuple[Row, Fact]] = []
    for row in rows:
        ident = row.text("id", like=IDENT)
        verified = row.day("verified_on", date(2000, 1, 1), last, last - AHEAD)
        phones = row.named_texts("phone")
        for name in phones:
            row.once("phone", name, "telephone", owners)
        fact = Fact(
            id=ident,
            claim=row.text("claim", like=CLAIM),
            phones=phones,
            title=row.text("title"),
            title_language=row.text("title_language", "en", required=False),
            publisher=row.text("publisher"),
            date=_source_date(row, verified),
            confidence=cast("Confidence", row.choice("confidence", CONFIDENCES, "low")),  # a member of CONFIDENCES
            verified_on=verified,
            review_by=row.day("review_by", verified, verified + LONGEST_REVIEW, verified),
            line=row.line("id"),
            # Last: what is missing by then may be there with a slip.
            values=_amounts(row, names),
        )
        _check_tag(row, "title_language", fact.title_language)
        for key, kind in (("address", ADDRESS), ("legal_basis", LONG), ("note", FREE)):
            row.text(key, like=kind, required=False)
        row.once("id", ident, "fact", seen)
        facts[ident] = fact
        made.append((row, fact))
    return _with_phones(made, facts)


def _with_phones(rows: Sequence[tuple[Row, Fact]], facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Return the facts with their telephone numbers whole, and find the claims that do not fit their values.

    Of a fact whose values are in doubt the claim is not judged, and nobody is told that one of its names is unknown.
    """
    phones = fact_rules.phones_of(facts.values())
    owners = Counter(name for _, fact in rows for name in fact.phones)
    unsure = [fact for row, fact in rows if _is_unsure(row) or any(owners[name] > 1 for name in fact.phones)]
    renamed = [fact for _, fact in rows if fact_rules.unsaid(fact)]
    lost = {name for fact in (*unsure, *renamed) for name in fact_rules.unknown(fact, phones)}
    _check_phones(rows, phones, lost)
    for row, fact in rows:
        if fact not in unsure and not _is_unsure(row):
            for text, hint in fact_rules.claim_faults(fact, phones, lost):
                row.fault("claim", "fact.claim", text, hint)
        row.file.is_unsure |= _is_unsure(row)
    return {name: replace(fact, phones={key: phones[key] for key in fact.phones}) for name, fact in facts.items()}


def _is_unsure(row: Row) -> bool:
    """Whether a value, a telephone number or the claim of a fact is faulty."""
    return not row.told <= FACT_KEYS - JUDGED


def _check_phones(rows: Sequence[tuple[Row, Fact]], phones: Mapping[str, str], lost: Collection[str]) -> None:
    """Tell what is no telephone number; of those that contain another, whole, if that one is sound."""
    own = [(row, name, fact_rules.placeholders(number)) for row, fact in rows for name, number in fact.phones.items()]
    faulty = {*lost}
    for row, name, inside in sorted(own, key=lambda each: bool(each[2])):
        if faulty & {*inside} or name in row.told:
            continue
        for other in (unknown := [other for other in inside if other not in phones]):
            row.fault("phone", "fact.phone", f"no telephone number is named {other!r}", near(other, (*phones,)))
        if not unknown and not _check_phone(row, "phone", phones[name], name):
            faulty.add(name)


def _amounts(row: Row, names: Counter[str]) -> Mapping[str, float | str | date]:
    """Return the values of a fact: every key that is none of its own.

    ``names`` counts the keys of all facts: a name of one fact alone that is nearly that of others is a slip, unless the
    claim says it too.
    """
    said = fact_rules.placeholders(str(row.table.get("claim")))
    made: dict[str, float | str | date] = {}
    for key in (key for key in row.table if key not in FACT_KEYS):
        if (names[key] == 1 and key not in said) and (
            known := [name for name in {*names, *FACT_KEYS} if name != key and _is_slip(key, name)]
        ):
            row.unknown(key, known)
        elif not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            row.fault(key, "data.key-unknown", f"the key {key!r} is no name", "Write small letters, digits and _.")
        elif (value := _amount(row, key)) is not None:
            made[key] = value
    if isinstance(made.get("currency"), str):
        _check_code(row, "currency", str(made["currency"]), cldr.currencies(), ("data.currency", "ISO 4217"))
    for least, most in (("_min", "_max"), ("_low", "_high")):
        for key, low in made.items():
            high = made.get(key.replace(least, most))
            if least in key and isinstance(low, int | float) and isinstance(high, int | float) and low > high:
                row.fault(key, "data.value", f"{key!r} is {low}, more than {key.replace(least, most)!r} ({high})",
                          "Exchange or correct them.")  # fmt: skip
    return made


def _amount(row: Row, key: str) -> float | str | date | None:
    """Return a value of a fact: a number, a text or a date."""
    value = row.table[key]
    if isinstance(value, str):
        return _written(row, key)
    if isinstance(value, date):
        return row.day(key, date(1900, 1, 1), date(2100, 12, 31), date(2000, 1, 1))
    if isinstance(value, float) and (shown := re.search(r"=\s*(\d[\d_]*\.\d{3}|\d+\.0+)(?!\d)", row.written(key))):
        plain = shown[1].replace(".", "") if len(shown[1].partition(".")[2]) == len("000") else f"{value:.0f}"
        text = f"{key!r} is {shown[1]}, in which the point begins a fraction; it reads as {value:g}"
        row.fault(key, "data.value", text, f"Write whole numbers without a sign for thousands: {key} = {plain}")
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        kind = next(kind for pattern, kind in VALUES.items() if re.fullmatch(pattern, key))
        number = row.number(key, kind, 1)
        return int(number) if isinstance(value, int) else number
    row.fault(key, "data.type", f"{key!r} must be a number, a text or a date", "Facts have no lists or tables.")
    return None


def _written(row: Row, key: str) -> str | None:
    """Return a value that is written as a text: a currency, a month or a telephone line of old."""
    text = row.text(key)
    if not text or key == "currency" or fact_rules.month_of(text):
        return text or None
    if key.endswith("line") and re.fullmatch(PHONE_SIGNS.pattern, text):
        return text
    is_number = re.fullmatch(r"\d+(\.\d+)?", text)
    shown = f"{key} = {text}" if is_number else "500, or as a date: 2027-01-01"
    hint = f"Write it without quotation marks, as a number: {shown}"
    row.fault(key, "data.type", f"{key!r} is the text {text!r}, no number and no date", hint)
    return None


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two that changed places."""
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    rest, rest_of_other = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(rest), len(rest_of_other)) <= 1 or (len(rest) == 2 and rest == rest_of_other[::-1])  # noqa: PLR2004


def _alike(one: str, other: str) -> int:
    """Return how many letters two words begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _source_date(row: Row, verified: date) -> str:
    """Return the date of a source, as far as it is known; it cannot lie after the day on which it was read."""
    dated = row.text("date", like=TextRule(may_be_empty=True), required=False)
    if not dated:
        return ""
    hint = "Write YYYY, YYYY-MM or YYYY-MM-DD."
    try:
        day = (
            date.fromisoformat(dated + "0000-01-01"[len(dated) :])
            if re.fullmatch(r"\d{4}(-\d\d){0,2}", dated)
            else None
        )
    except ValueError:
        day, hint = None, "There is no such day."
    if day is None:
        row.fault("date", "data.value", f"'date' is {dated!r}", hint)
    elif not date(1800, 1, 1) <= day <= verified:
        text = f"'date' is {dated!r}, but must lie between 1800 and the day on which the source was read ({verified})"
        row.fault("date", "data.value", text, "Correct the year.")
    return dated


def _home_rules(file: File, facts: Mapping[str, Fact], facts_file: File) -> tuple[HomeRule, ...]:
    rules: list[HomeRule] = []
    seen: dict[str, Row] = {}
    for row in file.rows("rule"):
        country, cited = row.text("country"), row.texts("facts", required=False)
        _check_code(row, "country", country, cldr.countries(), ("rule.country", "ISO 3166-1 alpha-2"))
        for number, fact in enumerate(cited) if not facts_file.is_unsure else ():
            is_known = row.refers("facts", fact, facts, ("fact.unknown", "fact"), (number,))
            if is_known and facts[fact].confidence == "low":
                row.fault("facts", "fact.low", *fact_rules.low_text(facts[fact]), (number,))
        text = row.text("text", like=LONG, required=False)
        row.once("country", country, "country", seen)
        _no_percent(row, text)
        is_sure = not facts_file.is_unsure and all(fact in facts for fact in cited)
        for name in re.findall(r"\{(\w+)\}", text) if is_sure else ():
            _check_value(row, name, [facts[fact] for fact in cited])
        kind = cast("Kind", row.choice("kind", KINDS, "unclear"))  # choice() returns a member of KINDS
        # In catalogs a placeholder looks the same everywhere: %(name)s.
        rules.append(HomeRule(country, kind, _as_in_catalogs(text), cited, row.line("country")))
        if row.known_only() and text and not cited:
            row.fault("text", "rule.source", "a text needs at least one fact", 'Add a line: facts = ["..."]')
    return tuple(rules)


def _check_value(row: Row, name: str, cited: Sequence[Fact]) -> None:
    """Tell a value that no cited fact has."""
    if not any(name in fact.values for fact in cited):
        known = sorted({key for fact in cited for key in fact.values})
        row.fault("text", "rule.value", f"no cited fact has a value {name!r}", near(name, known))


def _no_percent(row: Row, text: str, key: str = "text") -> None:
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


def _check_said(row: Row, said: Mapping[str, str], known: tuple[str, ...], *, is_sure: bool) -> None:
    """Find what a phrase names that is no value, or does not say in each of its scripts."""
    named = {name for text in said.values() for name in fact_rules.placeholders(text)}
    for key, text in said.items():
        _no_percent(row, text, key)
        own = set(fact_rules.placeholders(text))
        for name in sorted(own - {*known}) if is_sure else ():
            fault = f"{name!r} is no telephone number and no value of its facts"
            row.fault(key, "phrase.value", fault, near(name, known))
        for name in sorted(named - own) if text else ():
            row.fault(key, "phrase.value", f"{key!r} does not say {{{name}}}, as the phrase does elsewhere")


def _phrases(file: File, facts: Mapping[str, Fact], facts_file: File) -> Mapping[str, Phrase]:
    phones = {name: number for fact in facts.values() for name, number in fact.phones.items()}
    digits = file.row().texts("digits", required=False)
    if digits and len(digits) != len(string.digits):
        file.row().fault("digits", "data.value", "'digits' must be ten texts: how 0 to 9 are read")
    phrases: dict[str, Phrase] = {}
    seen: dict[str, Row] = {}
    for row in file.rows("phrase", "digits"):
        cited = row.texts("facts", required=False)
        for number, fact in enumerate(cited) if not facts_file.is_unsure else ():
            row.refers("facts", fact, facts, ("fact.unknown", "fact"), (number,))
        values = {name for fact in cited if fact in facts for name in facts[fact].values}
        said = {key: row.text(key, like=LONG, required=key != "pinyin") for key in ("text", "han", "pinyin")}
        _check_said(row, said, (*phones, *values), is_sure=not facts_file.is_unsure)
        phrase = Phrase(
            id=row.text("id", like=IDENT),
            text=_as_in_catalogs(said["text"]),
            han=_as_in_catalogs(said["han"]),
            pinyin=_as_in_catalogs(
                fact_rules.fill(said["pinyin"], {n: _read_out(p, digits) for n, p in phones.items()})
            ),
            page=row.get("page", bool, False, required=False),
            facts=cited,
            line=row.line("id"),
        )
        row.known_only()
        row.once("id", phrase.id, "phrase", seen)
        phrases[phrase.id] = phrase
    return phrases
