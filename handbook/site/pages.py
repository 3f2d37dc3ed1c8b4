"""Pages as pure functions of what a manifest lists and a catalog says: HTML, and nothing is written.

A server renders the same templates, or its own that extend them, with further values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handbook.catalogs.manuscript import Catalog
from handbook.language import breaks, collation, filters
from handbook.language.typography import close_up
from handbook.render import fallback
from handbook.render.environment import Texts, environment
from handbook.site.assets import Address
from handbook.site.shelf import Shelf
from handbook.values.model import Language, Project
from handbook.values.trace import lift

FIRST = "index.html"
TEMPLATES = {
    "index.html": "site/files.html",
    "print-shop.html": "site/print-shop.html",
    "hotels.html": "site/hotels.html",
}
"""The pages of each language, and their templates."""
CHOICE = "site/languages.html"
"""The template of the first page."""
NO_PAGE = "@"
"""What stands for the page itself in the addresses of its other languages."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pages of a site have in common."""

    project: Project
    shelf: Shelf
    asset: Address


def page(
    setting: Setting,
    catalog: Catalog,
    template: str,
    path: str,
    values: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Return a page in the words of a catalog; ``path`` is where it stands below the first page of the site.

    Whatever a template does wrong is raised as Jinja raises it.
    """
    project, language = setting.project, catalog.language
    texts = Texts(catalog)
    env, _ = environment(project.root / "templates", texts)
    made = env.get_template(template).render({**_context(setting, catalog, path), **values})
    missing = set() if language.is_source else {("", key) for key in texts.untranslated}
    told = fallback.told(made, texts.marker.numbers, missing, project.source)
    html, _ = lift(breaks.parted(told, language, breaks.JOINED), texts.marker)
    return close_up(html, language)


def address(setting: Setting, path: str) -> str:
    """Return the whole address of a page; that of a folder names the folder."""
    return f"https://{setting.shelf.issue.guide}/{path.removesuffix(FIRST)}"


def _context(setting: Setting, catalog: Catalog, path: str) -> dict[str, object]:
    project, language, shelf = setting.project, catalog.language, setting.shelf
    up = "../" * path.count("/")
    ready = collation.by_endonym(project.languages[tag] for tag in shelf.ready if tag in project.languages)
    same = path.rpartition("/")[2] if "/" in path else NO_PAGE
    return {
        "language": language,
        "catalog": catalog,
        "edition": project.edition,
        "association": project.association.told_in(language.tag),
        "issue": shelf.issue,
        "shelf": shelf,
        "source": project.source,
        "up": up,
        "path": path,
        "canonical": address(setting, path),
        "alternates": [(each.tag, address(setting, f"{each.slug}/{same}")) for each in ready] if "/" in path else [],
        "first_page": address(setting, ""),
        "whole": lambda relative: address(setting, relative),
        "languages": ready,
        "not_yet": _not_yet(project, shelf),
        "asset": lambda name: up + setting.asset(name),
        "filters": filters,
        "card_kind": "summary_large_image",
        "jade": project.tokens.hexes().get("jade", ""),
        "day": lambda iso: filters.day(dt.date.fromisoformat(iso or shelf.issue.revised), language),
        "edition_month": filters.month(project.edition.revised, language),
        "shop_languages": _shop_languages(project, language),
    }


def _not_yet(project: Project, shelf: Shelf) -> list[Language]:
    """Return the languages of the edition of which nothing is there yet."""
    return collation.by_endonym(project.languages[each.tag] for each in shelf.issue.languages
                                if each.tag in project.languages and each.tag not in shelf.ready)  # fmt: skip


def _shop_languages(project: Project, language: Language) -> str:
    """Return the languages in which job tickets are written, in a sentence."""
    tags = dict.fromkeys([project.edition.ticket_language, project.source.tag])
    return filters.languages(tags, language)
