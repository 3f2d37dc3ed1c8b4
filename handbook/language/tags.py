"""Language tags as people type them, to the one spelling that folders, addresses and files have (BCP 47, CLDR)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import takewhile
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import locale_identifiers

from handbook.values.errors import UsageError

GRANDFATHERED = {
    "art-lojban": "jbo", "en-gb-oed": "en-GB", "i-lux": "lb", "i-navajo": "nv", "no-bok": "nb", "no-nyn": "nn",
    "zh-chs": "zh-Hans", "zh-cht": "zh-Hant", "zh-cmn": "zh-Hans", "zh-guoyu": "zh-Hans",
}  # fmt: skip
"""Tags of the time before BCP 47 whose language CLDR knows; the registry takes in no more of them."""
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva", "hebrew": "Hebr"}
"""Scripts as POSIX names them."""
_WRITTEN = {"no": "nb"}
"""Codes that name two written languages, and the one that is meant."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")


def canonical(typed: str) -> str:
    """Return a tag with the usual letters, today's codes, and the script wherever the region implies another one.

    ``pt_br`` becomes ``pt-BR``, ``iw`` ``he``, ``zh-TW`` ``zh-Hant-TW``, ``de-Latn`` ``de``. Raises UsageError for what
    CLDR does not know, with what was perhaps meant.
    """
    tag = _spelled(typed)
    if not tag:
        raise _unknown(typed)
    return tag


def _spelled(typed: str) -> str:
    """Return the canonical tag, or "" for what CLDR does not know."""
    plain = typed.strip().replace("_", "-")
    match = _TAG.fullmatch(GRANDFATHERED.get(plain.lower(), plain))
    if not match:
        return ""
    # Serbian in Latin letters is one code there: "sh" is "sr_Latn".
    language, _, implied = _aliases("language").get(match[1].lower(), match[1].lower()).partition("_")
    script = (match[2] or implied).title()
    region = _region((match[3] or "").upper())
    usual = _likely(language)
    is_told = usual in _known_scripts(language)  # as in "zh-Hans": the language is at home in several scripts
    if not script and region and (is_told or _likely(f"{language}_{region}") not in {"", usual}):
        script = _likely(f"{language}_{region}") or usual
    elif script == usual and not is_told:
        script = ""
    tag = "-".join(filter(None, (language, script, region)))
    return tag if _is_known(language, script, region) else ""


def same(one: str, other: str) -> bool:
    """Whether two canonical tags name the same written language: "fr-FR" is "fr", "zh" is "zh-Hans"."""
    return _whole(one) == _whole(other)


@lru_cache(maxsize=1 << 10)
def read(written: str) -> tuple[str, str, str] | None:
    """Return language, script and region of a tag as any tool writes it, by CLDR's likely subtags; None for no tag.

    ``zh``, ``zh_CN``, ``zh-cn`` and ``cmn-Hans-CN`` are all ("zh", "Hans", "CN"), ``sr_RS@latin`` is ("sr", "Latn",
    "RS"). Encodings, variants and extensions say nothing about the writing.
    """
    named, _, modifier = written.strip().partition("@")
    plain = named.partition(".")[0].replace("_", "-")
    parts = GRANDFATHERED.get(plain.lower(), plain).split("-")
    kept = [parts[0], *takewhile(lambda part: len(part) > 1, parts[1:])]
    # "zh-cmn-Hans": what stands behind the first language is the language itself.
    if len(kept) > 1 and re.fullmatch("[A-Za-z]{3}", kept[1]):
        del kept[0]
    script = [_MODIFIERS[modifier.lower()]] if modifier.lower() in _MODIFIERS else []
    sized = [part for part in kept[1:] if re.fullmatch(r"[A-Za-z]{4}|[A-Za-z]{2}|\d{3}", part)]
    tag = _spelled("-".join([_WRITTEN.get(kept[0].lower(), kept[0]), *script, *sized]))
    return _whole(tag) if tag else None


def same_writing(one: str, other: str) -> bool:
    """Whether two tags, as any tools write them, name the same language in the same script, whatever the region."""
    first, second = read(one), read(other)
    return first is not None and second is not None and first[:2] == second[:2]


def script_of(tag: str) -> str:
    """Return the script (ISO 15924) that a canonical tag names or implies."""
    match = _TAG.fullmatch(tag)
    language, script, region = match.groups() if match else (tag, None, None)
    return script or (_likely(f"{language}_{region}") if region else "") or _likely(language) or "Latn"


def _whole(tag: str) -> tuple[str, str, str]:
    match = _TAG.fullmatch(tag)
    language, script, region = (match[1], match[2], match[3]) if match else (tag, None, None)
    likely = _subtags("likely_subtags")
    full = likely.get(f"{language}_{script}") or likely.get(language, "")
    return language, script_of(tag), region or full.rpartition("_")[2]


def _is_known(language: str, script: str, region: str) -> bool:
    english = Locale("en")
    if (script and script not in english.scripts) or region == "ZZ" or (region and region not in english.territories):
        return False
    try:
        Locale.parse("_".join(filter(None, (language, script, region))))
    except (UnknownLocaleError, ValueError):
        return False
    return not script or script == _likely(language) or bool(_known_scripts(language) & {script})


def _known_scripts(language: str) -> set[str]:
    """Return the scripts in which CLDR has texts of a language."""
    names = (name.split("_") for name in locale_identifiers())
    return {parts[1] for parts in names if parts[0] == language and len(parts) > 1 and len(parts[1]) == 4}  # noqa: PLR2004


def _region(code: str) -> str:
    successors = cast(
        "Mapping[str, list[str]]", get_global("territory_aliases")
    )  # Babel types what it holds as unknown
    return successors.get(code, [code])[0] if code else ""


def _likely(name: str) -> str:
    """Return the script that a language, or a language in a region, is most likely written in; else nothing."""
    parts = _subtags("likely_subtags").get(name, "").split("_")
    return next((part for part in parts if re.fullmatch(r"[A-Z][a-z]{3}", part)), "")


def _aliases(what: str) -> Mapping[str, str]:
    return _subtags(f"{what}_aliases")


def _subtags(name: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", get_global(name))  # type: ignore[arg-type]


def _unknown(typed: str) -> UsageError:
    meant = dict.fromkeys(_meant(typed.strip().replace("_", "-")))
    english = {tag: Locale.parse(tag, sep="-").get_display_name("en") for tag in meant}
    names = ", ".join(f"{tag} ({name})" for tag, name in english.items() if name)
    hint = f"Did you mean {names}?" if names else "Use a BCP 47 tag such as 'de', 'pt-BR' or 'zh-Hant'."
    return UsageError(f"unknown language tag {typed!r}. {hint}")


def _meant(typed: str) -> Iterator[str]:
    """Yield the tags that someone may mean who wrote the name of a language, the code of a country, or a slip."""
    names = _names()
    yield from names.get(typed.casefold(), ())
    first, _, rest = typed.partition("-")
    yield from (tag for tag in get_official_languages(first.upper()) if _is_known(tag, "", ""))
    if re.fullmatch("[A-Za-z]{2,3}", first) and rest and _is_known(first.lower(), "", ""):
        yield first.lower()
    for name in get_close_matches(typed.casefold(), names, 2, 0.75):
        yield from names[name]


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the tags by their languages' names, in English and in themselves."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in locale_identifiers():
        if "_" not in tag:
            locale = Locale(tag)
            for name in (locale.get_display_name("en"), locale.get_display_name(locale)):
                found[(name or tag).casefold()] = (*found.get((name or tag).casefold(), ()), tag)
    return found
