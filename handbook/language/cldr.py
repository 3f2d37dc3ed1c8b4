"""What CLDR knows of the codes in the data files: languages, scripts, countries, currencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import parse_pattern

NO_COUNTRIES = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters that CLDR has for something else, the last for "unknown"."""
NO_SCRIPTS = frozenset({"Zinh", "Zmth", "Zsye", "Zsym", "Zxxx", "Zyyy", "Zzzz", "Qaag"})
PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


@cache
def countries() -> frozenset[str]:
    """Return the codes of countries and regions (ISO 3166-1 alpha-2, and EU)."""
    return (
        frozenset(code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)) - NO_COUNTRIES
    )


@cache
def plural_categories(tag: str) -> frozenset[str]:
    """Return the plural categories of a language; all that CLDR has for one that it does not know."""
    known = locale(tag)
    return frozenset({"other", *known.plural_form.tags}) if known else PLURAL_CATEGORIES


def pattern_fault(pattern: str) -> str:
    """Return what keeps a pattern of dates from being read (UTS 35, date field symbols), or nothing."""
    try:
        parse_pattern(pattern)
    except ValueError as fault:
        return str(fault)
    return ""


@cache
def currencies() -> frozenset[str]:
    """Return the codes of currencies that are legal tender somewhere today (ISO 4217)."""
    # Babel types what it holds as unknown: rows of code, first day, last day, whether it is tender.
    held = cast("Mapping[str, list[tuple[str, object, object, bool]]]", get_global("territory_currencies"))
    return frozenset(code for rows in held.values() for code, _, last, is_tender in rows if is_tender and last is None)


@cache
def scripts() -> frozenset[str]:
    """Return the codes of scripts (ISO 15924)."""
    return frozenset(Locale("en").scripts) - NO_SCRIPTS


def locale(tag: str) -> Locale | None:
    """Return the locale of a language tag; None if CLDR does not know the tag with all its parts."""
    try:
        found = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    return found if set(tag.lower().split("-")) <= set(str(found).lower().split("_")) else None


def canonical(tag: str) -> str:
    """Return a tag in the letters that BCP 47 recommends: ``zh-Hans-SG``."""
    first, *rest = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


def script(found: Locale) -> str:
    """Return the script in which a language is written, unless its tag says another."""
    likely = cast("Mapping[str, str]", get_global("likely_subtags"))  # as above
    names = (f"{found.language}_{found.territory}", found.language)
    known = "_".join(likely.get(name, "") for name in names)
    return found.script or next((part for part in known.split("_") if re.fullmatch("[A-Z][a-z]{3}", part)), "")


def direction(found: Locale) -> str:
    """Return how a language is read: ``ltr`` or ``rtl``."""
    return "rtl" if found.character_order == "right-to-left" else "ltr"


def is_region(name: str) -> bool:
    """Whether a name is that of a locale with a country, as Babel spells it: ``en_GB``."""
    return bool(re.fullmatch(r"[a-z]{2,3}(_[A-Z][a-z]{3})?_([A-Z]{2}|\d{3})", name)) and localedata.exists(name)
