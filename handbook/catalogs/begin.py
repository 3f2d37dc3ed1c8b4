"""A new language: its catalog with a filled header, its row in the language file, and a glossary to begin with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from babel import Locale

from handbook.catalogs import po, policy
from handbook.language import tags
from handbook.language.plurals import plural_forms
from handbook.values.errors import UsageError
from handbook.values.model import Language, Project

GLOSSARY = """\
# {english} terms of the handbook: one word for one thing. See locales/fr/glossary.toml for a whole list.
# "forbidden" lists words not to use for the term; the note gives the reason or the exception; required = true
# makes `catalogs check` ask for the preferred word wherever the term occurs. For each term write a table:
#
# [[term]]
# source = "fake (noun)"
# preferred = "..."
# forbidden = ["...", "..."]
# note = "..."
"""


def row(project: Project, tag: str, roles: Mapping[str, tuple[str, ...]], endonym: str = "") -> Language:
    """Return the row of a language that the project does not have, as CLDR knows it.

    ``tag`` is canonical. Raises UsageError for a language that is there already, under this tag or another.
    """
    there = next((each for each in project.languages if tags.same(each, tag)), None)
    if there:
        msg = f"{there} is a language of the project already. To bring it in step: catalogs update {there}"
        raise UsageError(msg)
    rtl = _locale(tag).character_order == "right-to-left"
    return Language(
        tag=tag, endonym=endonym or _endonym(tag), direction="rtl" if rtl else "ltr",
        writing=project.scripts[tags.script_of(tag)], roles=roles, min_coverage=1.0, currencies={}, is_source=False,
        region="", territories={}, locales=project.locales,
    )  # fmt: skip


def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


def _endonym(tag: str) -> str:
    """Return the language's name in itself: "繁體中文", "Português (Brasil)"."""
    locale = _locale(tag)
    own = locale.languages.get(f"{locale.language}_{locale.script}") or locale.get_display_name(locale) or tag
    return str(own[:1].title() + own[1:])


def doubts(language: Language) -> str:
    """Return why the endonym is perhaps not what readers look for on a cover, or ""."""
    locale = _locale(language.tag)
    if language.endonym.casefold() in {str(name).casefold() for name in locale.territories.values()}:
        return f"{language.endonym!r} is also the name of a country"
    if "(" in language.endonym or "（" in language.endonym:
        return f"{language.endonym!r} names a region or script"
    return ""


def toml_row(project: Project, language: Language, fonts: str) -> str:
    """Return the table for ``languages.toml``, with the names that the edition's policy asks for as comments."""
    names: dict[str, list[str]] = {}
    notes: list[str] = []
    for each in policy.wanted(project, language):
        names.setdefault(each.table, []).append(f'{each.code} = ""')
        instead = f"; CLDR has {each.cldr!r}" if each.cldr else ""
        notes.append(f"#   {each.code:3}  in English {each.source!r}{instead}")
    if notes:
        notes.insert(0, "# Names that the edition does not take from CLDR. Write them, and take the # away:")
    tables = [f"# {table} = {{ {', '.join(codes)} }}" for table, codes in names.items()]
    values = {"tag": language.tag, "endonym": language.endonym, "direction": language.direction,
              "script": language.script, "fonts": fonts}  # fmt: skip
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(["", "[[language]]", *lines, "min_coverage = 1.0", *notes, *tables]) + "\n"


def english_name(language: Language) -> str:
    """Return the language's name in English."""
    return _locale(language.tag).get_display_name("en") or language.tag


def catalog(project: Project, pot: po.PoFile, language: Language) -> po.PoFile:
    """Return an untranslated catalog, ready to be opened in Poedit: only the translator's name is missing.

    Its dates are the edition's, so that the same command makes the same file.
    """
    forms = plural_forms(language.tag)
    english = english_name(language)
    team = f"{english} <{project.association.email}>"
    stamp = f"{project.edition.revised.isoformat()} 00:00+0000"
    fields = {
        "Project-Id-Version": f"handbook {project.edition.id}",
        "Report-Msgid-Bugs-To": project.association.email,
        "POT-Creation-Date": pot.fields.get("POT-Creation-Date", stamp),
        "PO-Revision-Date": stamp,
        "Last-Translator": "Automatically generated",
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
    count = po.PoFile(header, ()).forms
    entries = (replace(each, translations=("",) * count, body=(), raw="") if each.plural is not None else each
               for each in pot.live)  # fmt: skip
    return po.PoFile(header, tuple(entries))
