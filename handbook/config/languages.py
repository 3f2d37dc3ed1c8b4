"""``handbook/settings/languages.toml``: the languages, how they are written, and what they call things."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.config.rules import check_code, check_tag
from handbook.config.toml.rows import File, NumberRule, Row, TextRule
from handbook.language import cldr
from handbook.language.filters import DATES
from handbook.values.model import Language, Scripts
from handbook.values.spelling import near

COVERAGE = NumberRule(0, 1.0, over=True)
PATTERN = "Write CLDR's letters, and words within apostrophes, such as: d 'de' MMMM 'de' y"


def read_languages(
    file: File, sets: Mapping[str, Mapping[str, tuple[str, ...]]], fonts_file: File, scripts: Scripts, locales: Path
) -> Mapping[str, Language]:
    """Return the languages by tag, in the order of the file.

    ``sets`` are the font sets that they choose from, ``locales`` is the folder of the catalogs.
    """
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
            writing=scripts[row.text("script")],
            roles=sets.get(fonts, {}),
            min_coverage=row.number("min_coverage", COVERAGE, 1.0),
            currencies=_currencies(row, tag),
            dates=_dates(row),
            region=row.text("region", required=False),
            territories=_named_by_code(row, "territories", cldr.countries(), ("data.country", "ISO 3166-1 alpha-2")),
            is_source=row.get("source", bool, False, required=False),  # the default value
            locales=locales,
            countries=_countries(row),
        )
        check_tag(row, "tag", tag)
        _check_writing(row, language)
        row.known_only()
        languages.setdefault(tag, language)
    if languages and [language.is_source for language in languages.values()].count(True) != 1:
        hint = "Write it in the table of the language in which the templates are written, and there alone."
        file.fault(0, "language.source", "exactly one language must have 'source = true'", hint)
    return languages


def _currencies(row: Row, tag: str) -> Mapping[str, Mapping[str, str]]:
    """Return names of currencies by code and plural category; a lone name serves all numbers."""
    inner = row.inner("currencies")
    names: dict[str, Mapping[str, str]] = {}
    for code, name in inner.table.items():
        check_code(row, "currencies", code, cldr.currencies(), ("data.currency", "ISO 4217"), (code,))
        if not isinstance(name, dict):
            names[code] = {"other": inner.text(code)}
            continue
        forms = inner.inner(code)
        names[code] = {"other": forms.text("other")} | {each: forms.text(each) for each in forms.table}
        for each in forms.table:
            forms.refers(each, each, cldr.plural_categories(tag), ("language.plural", "plural category"))
    return names


def _dates(row: Row) -> Mapping[str, str]:
    """Return patterns of dates by skeleton."""
    patterns = row.named_texts("dates")
    for skeleton, pattern in patterns.items():
        inside = (skeleton,)
        row.refers("dates", skeleton, DATES, ("language.date", "skeleton of dates"), inside)
        if fault := cldr.pattern_fault(pattern):
            row.fault("dates", "language.date", f"{skeleton!r} is no pattern of dates: {fault}", PATTERN, inside)
    return patterns


def _countries(row: Row) -> tuple[str, ...]:
    codes = row.texts("countries", required=False)
    for number, code in enumerate(codes):
        check_code(row, "countries", code, cldr.countries(), ("data.country", "ISO 3166-1 alpha-2"), (number,))
    return codes


def _named_by_code(row: Row, key: str, codes: frozenset[str], unknown: tuple[str, str]) -> Mapping[str, str]:
    """Return names by code; every code must be known."""
    names = row.named_texts(key)
    for code in names:
        check_code(row, key, code, codes, unknown, (code,))
    return names


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
