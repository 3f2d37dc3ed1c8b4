"""A new language: its catalog with a filled header, and its row in the language file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from handbook.catalogs import po
from handbook.catalogs.plurals import plural_forms
from handbook.errors import UsageError
from handbook.model import Language, Project

SAMPLED = ("BY", "CN", "DE", "EG", "FR", "GB", "IN", "JP", "KR", "RU", "SA", "US")
"""Countries whose names show what letters a language writes."""


def row(project: Project, tag: str) -> Language:
    """Return the row of a language that the project does not have, as CLDR knows it.

    Raises UsageError for an unknown tag, a language that is there already, or a script without fonts.
    """
    known = {each.lower(): each for each in project.languages}
    if tag.lower() in known:
        msg = f"{known[tag.lower()]} is a language of the project already. To bring it in step: catalogs update {tag}"
        raise UsageError(msg)
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as fault:
        msg = f"unknown language tag {tag!r}. Use a BCP 47 tag such as 'de', 'pt-BR' or 'zh-Hant'."
        raise UsageError(msg) from fault
    script = locale.script or _likely_script(locale)
    model = next((each for each in project.languages.values() if each.script == script), None)
    if model is None:
        scripts = tuple(sorted({each.script for each in project.languages.values()}))
        msg = (f"no language of the project is written in {script}, so it has no fonts; there are fonts for "
               f"{', '.join(scripts)}\n  hint: Add a font set to handbook/data/fonts.toml, and the row by "
               "hand.")  # fmt: skip
        raise UsageError(msg)
    name = locale.get_display_name(locale) or tag
    return replace(
        model, tag=tag, endonym=name[:1].upper() + name[1:], script=script, min_coverage=1.0, is_source=False,
        direction="rtl" if locale.character_order == "right-to-left" else "ltr",
        region="", currencies={}, territories={},
    )  # fmt: skip


def _likely_script(locale: Locale) -> str:
    likely = cast("Mapping[str, str]", get_global("likely_subtags"))  # Babel types what it holds as unknown
    names = (f"{locale.language}_{locale.territory}", locale.language)
    found = next((likely[name] for name in names if name in likely), "")
    return next((part for part in found.split("_") if re.fullmatch(r"[A-Z][a-z]{3}", part)), "Latn")


def toml_row(language: Language, fonts: str) -> str:
    """Return the table for ``languages.toml``."""
    return (
        f'\n[[language]]\ntag = "{language.tag}"\nendonym = "{language.endonym}"\n'
        f'direction = "{language.direction}"\nscript = "{language.script}"\nfonts = "{fonts}"\nmin_coverage = 1.0\n'
    )


def sample(language: Language) -> str:
    """Return words of a language, from CLDR, that need the letters which its texts will need."""
    locale = Locale.parse(language.tag, sep="-")
    width = locale.months["format"]["wide"], locale.days["format"]["wide"]
    words: Iterable[str] = (
        language.endonym, *(name for names in width for name in names.values()),
        *(locale.territories.get(code, "") for code in SAMPLED), *locale.languages.values(),
    )  # fmt: skip
    return " ".join(map(str, words))


def catalog(project: Project, pot: po.Catalog, language: Language) -> po.Catalog:
    """Return an untranslated catalog, ready to be opened in Poedit: only the translator's name is missing.

    Its dates are the edition's, so that the same command makes the same file.
    """
    forms = plural_forms(language.tag)
    english = Locale.parse(language.tag, sep="-").get_display_name("en") or language.tag
    team = f"{english} <{project.association.email}>"
    stamp = f"{project.edition.revised.isoformat()} 00:00+0000"
    fields = {
        "Project-Id-Version": f"handbook {project.edition.id}",
        "Report-Msgid-Bugs-To": pot.fields.get("Report-Msgid-Bugs-To", project.association.email),
        "POT-Creation-Date": pot.fields.get("POT-Creation-Date", stamp),
        "PO-Revision-Date": stamp,
        "Last-Translator": team,
        "Language-Team": team,
        "Language": language.folder,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": forms,
        "X-Review": "draft, not yet read by a native speaker",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    about = (f"# {english} translation of the traveller's anti-counterfeit handbook.",
             "# The texts may be used under CC BY 4.0.")  # fmt: skip
    header = replace(po.empty(""), translator=about, translations=(text,))
    count = po.Catalog(header, ()).forms
    entries = (replace(each, translations=("",) * count, body=(), raw="") if each.plural is not None else each
               for each in pot.live)  # fmt: skip
    return po.Catalog(header, tuple(entries))
