"""Numbers, money, dates and names as a locale writes them (CLDR through Babel); pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Self

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.languages import get_official_languages
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.units import format_unit, get_unit_name
from markupsafe import Markup

from handbook.language.typography import WIDE
from handbook.values.model import Language
from handbook.values.units import INCH_MM

MEGABYTE_FROM, TENTHS_BELOW = 950_000, 10
"""From so many bytes on a size is told in megabytes; and below so many, with tenths."""


DATES = ("yMMMMd", "yMMMM", "yMMMd", "yMMM", "y")
"""The skeletons of dates that are printed (UTS 35): in full, without the day; the same in lists; the year alone."""


class Figure(str):
    """A number as it is printed, which still knows how many it is: ``{% pluralize %}`` and ``ngettext`` ask it."""

    __slots__ = ("amount",)
    amount: float

    def __new__(cls, printed: str, amount: float) -> Self:
        """Return ``printed``, the text of ``amount``."""
        made = super().__new__(cls, printed)
        made.amount = amount
        return made


def number(value: float, language: Language) -> str:
    """Return a plain number: 4300 -> "4,300"."""
    return format_decimal(value, locale=language.locale)


def year(value: float, language: Language) -> str:
    """Return a year of the common era: digits without grouping."""
    return format_decimal(value, format="0", locale=language.locale)


def centimetres(value: float, language: Language) -> str:
    """Return a length on an object: 5 -> "5 cm"."""
    return _joined(format_unit(value, "length-centimeter", length="short", locale=language.locale))


def length(value: float, unit: str, language: Language) -> str:
    """Return a length on paper: 3, "millimeter" -> "3 mm"."""
    return _joined(format_unit(value, f"length-{unit}", length="short", locale=language.locale))


def lengths(values: Iterable[float], unit: str, language: Language) -> Markup:
    """Return lengths in a sentence, each isolated: (97, 197), "millimeter" -> "97 mm and 197 mm"."""
    isolated = [Markup("<bdi>{}</bdi>").format(length(value, unit, language)) for value in values]
    return Markup(_listed(isolated, language))  # noqa: S704  # each length is escaped


def file_size(count: int, language: Language) -> str:
    """Return the size of a file, rounded as people need it: 3456789 -> "3.5 MB", 45678 -> "46 kB"."""
    unit, size = ("megabyte", 1e6) if count >= MEGABYTE_FROM else ("kilobyte", 1e3)
    amount = max(round(count / size, 1 if unit == "megabyte" else 0), 1 if unit == "kilobyte" else 0.1)
    amount = round(amount) if amount >= TENTHS_BELOW else amount
    return _joined(format_unit(amount, f"digital-{unit}", length="short", locale=language.locale))


def numbers(values: Iterable[float], language: Language) -> str:
    """Return numbers in a sentence: (1, 2, 47, 48) -> "1, 2, 47 and 48"."""
    return _listed([number(value, language) for value in values], language)


def unit_name(unit: str, language: Language) -> str:
    """Return the short name of a unit of length: "millimeter" -> "mm"."""
    return get_unit_name(f"length-{unit}", "short", language.locale) or unit


def inches(millimetres: Iterable[float]) -> list[float]:
    """Return lengths in inches, to the thousandth: (279.4, 3.175) -> [11.0, 0.125]."""
    return [round(each / INCH_MM, 3) for each in millimetres]


def size(sides: Sequence[float], unit: str, language: Language) -> str:
    """Return width and height: (148, 210), "millimeter" -> "148 x 210 mm"; without a unit, "148 x 210"."""
    *before, last = sides
    end = length(last, unit, language) if unit else number(last, language)
    return f"{WIDE}×{WIDE}".join([*(number(side, language) for side in before), end])


def language_name(tag: str, language: Language) -> str:
    """Return the name of a language: "fr" -> "French"; its tag, where CLDR has none."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(language.locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag
    # Babel puts a script or region into Latin brackets, whatever the language.
    before, after = language.writing.brackets
    return name.replace(" (", before).replace(")", after)


def language_names(language: Language) -> str:
    """Return the letters of the names of all languages that ISO 639-1 lists."""
    names = Locale.parse(language.locale).languages
    return "".join(sorted({letter for code, name in names.items() if len(code) == len("fr") for letter in name}))


def languages(tags: Iterable[str], language: Language) -> str:
    """Return names of languages in a sentence: "Arabic and French"."""
    return format_list([language_name(tag, language) for tag in tags], locale=language.locale)


def big(value: float, language: Language) -> str:
    """Return a large number in words where the language does so: 79000000 -> "79 million"."""
    # CLDR gives Chinese one compact form only, which Babel files under "short".
    formats = Locale.parse(language.locale).compact_decimal_formats
    kind: Literal["long", "short"] = "long" if "long" in formats else "short"
    return _joined(format_compact_decimal(value, format_type=kind, locale=language.locale, fraction_digits=1))


def percent(value: float, language: Language) -> str:
    """Return a share given in percent: 2.3 -> "2.3%".

    From right to left it is isolated: else the sign stands left of the number after a letter, and right of it at the
    beginning of a line (Unicode Bidirectional Algorithm, W2 and W5).
    """
    text = format_percent(value / 100, locale=language.locale, decimal_quantization=False)
    return f"\u2066{text}\u2069" if language.direction == "rtl" else text


def money(value: float, currency: str, language: Language) -> str:
    """Return an amount in an ISO 4217 currency with its name: "500 yuan", "500元"."""
    digits = "#,##0" if float(value).is_integer() else "#,##0.00"
    if names := language.currencies.get(currency):
        name = names.get(Locale.parse(language.locale).plural_form(value)) or names["other"]
        return f"{format_decimal(value, digits, language.locale)}{language.writing.gap}{name}"
    text = format_currency(value, currency, digits, locale=language.locale, currency_digits=False, format_type="name")
    return _joined(text)


def _joined(text: str) -> str:
    """Return an amount whose number and first word stay on one line."""
    return re.sub(r"(?<=\d) (?=\D)", "\u00a0", text)


def month(day: date, language: Language) -> str:
    """Return month and year: "November 2026"."""
    return _dated(day, "yMMMM", language)


def day(value: date, language: Language) -> str:
    """Return a full date: "22 November 2026"."""
    text = _dated(value, "yMMMMd", language)
    # French writes the first of a month as an ordinal, which CLDR does not know.
    return re.sub(r"^1 ", "1ᵉʳ ", text) if language.tag.partition("-")[0] == "fr" else text


def _dated(value: date, skeleton: str, language: Language) -> str:
    if pattern := language.dates.get(skeleton):
        return format_date(value, pattern, locale=language.locale)
    # CLDR's long date is what it recommends for all of a date; a skeleton would be matched with a shorter one.
    if skeleton == "yMMMMd":
        return format_date(value, "long", locale=language.locale)
    return format_skeleton(skeleton, value, locale=language.locale)


def source_date(iso: str, language: Language) -> str:
    """Return a date of which perhaps only year or month is known; empty for an empty one."""
    parts = [int(part) for part in iso.split("-")] if iso else []
    match parts:
        case [year, month_number, day_number]:
            return _dated(date(year, month_number, day_number), "yMMMd", language)
        case [year, month_number]:
            return _dated(date(year, month_number, 1), "yMMM", language)
        case [year]:
            return _dated(date(year, 1, 1), "y", language)
        case _:
            return ""


def listing(names: Iterable[str], language: Language) -> Markup:
    """Return names in a sentence, each isolated: "Amiri, Plex and Source"."""
    isolated = [Markup('<bdi dir="ltr">{}</bdi>').format(name) for name in names]
    return Markup(_listed(isolated, language))  # noqa: S704  # each name is escaped


def _listed(parts: Sequence[str], language: Language) -> str:
    """Return numbers, or names in Latin letters, in a sentence.

    CLDR's word for "and" touches what it joins in Thai: right between Thai words, which no space parts. Numbers and
    Latin words have a space on either side.
    """
    pattern = format_list([f"{{{number}}}" for number in range(len(parts))], locale=language.locale)
    if language.writing.break_by == "dictionary":
        pattern = re.sub(r"(?<=\w)\u200b?(?={)|(?<=})\u200b?(?=\w)", " ", pattern)
    return pattern.format(*parts)


def country(code: str, language: Language) -> str:
    """Return the name of a country or region."""
    return str(Locale.parse(language.locale).territories[code])


def speaks(code: str, language: Language) -> bool:
    """Whether the language is official in the country or region, by CLDR."""
    return language.tag.partition("-")[0] in get_official_languages(code, de_facto=True)
