"""What other programs read: the map of the site, the feed of editions, the word to robots; pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from handbook.catalogs.manuscript import Catalog
from handbook.language.breaks import JOINED, MAY_BREAK
from handbook.language.typography import plain
from handbook.site import pages
from handbook.site.pages import Setting
from handbook.values.model import Language, Purpose

Entry = dict[str, object]
FEED = "https://jsonfeed.org/version/1.1"
ROBOTS, MAP, NEWS = "robots.txt", "sitemap.xml", "feed.json"


def robots(setting: Setting) -> bytes:
    """Return that everybody may read everything, and where the map is; it counts at the root of a host alone."""
    return f"User-agent: *\nAllow: /\nSitemap: {pages.address(setting, MAP)}\n".encode()


def sitemap(setting: Setting, languages: Iterable[Language]) -> bytes:
    """Return all pages with their addresses in other languages (sitemaps.org 0.9)."""
    spoken = tuple(languages)
    day = setting.shelf.issue.revised
    rows = [_row(pages.address(setting, ""), day, "")]
    for name in pages.TEMPLATES:
        known = {each.tag: pages.address(setting, f"{each.slug}/{name}") for each in spoken}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>'
            for tag, address in known.items()
        )
        rows += [_row(address, day, others) for address in known.values()]
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *rows, "</urlset>", ""]).encode()


def _row(address: str, day: str, others: str) -> str:
    return f"<url><loc>{escape(address)}</loc><lastmod>{day}</lastmod>{others}</url>"


def feed(setting: Setting, catalogs: Mapping[str, Catalog], source: Catalog, earlier: Iterable[Entry] = ()) -> bytes:
    """Return the edition in each language as an entry (JSON Feed 1.1), with its files to read; then earlier ones."""
    shelf, association = setting.shelf, setting.project.association
    raw = {
        "version": FEED,
        "title": _said(setting, source)("title"),
        "home_page_url": pages.address(setting, ""),
        "feed_url": pages.address(setting, NEWS),
        "language": source.language.tag,
        "authors": [{"name": association.name, "url": f"https://{association.web}"}],
        "items": [*(_entry(setting, catalogs[tag]) for tag in shelf.ready if tag in catalogs), *earlier],
    }
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()


def earlier(setting: Setting, before: bytes, out: Path) -> list[Entry]:
    """Return the entries of a feed that tell other editions, as far as their files still stand below ``out``."""
    start, edition = pages.address(setting, ""), setting.shelf.issue.edition
    try:
        entries = json.loads(before)["items"]
        mine = [entry for entry in entries if not entry["id"].endswith(f"#{edition}")]
        kept = [{**entry, "attachments": [each for each in entry["attachments"] if each["url"].startswith(start)
                                          and (out / each["url"].removeprefix(start)).is_file()]}
                for entry in mine]  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):  # somebody has written into it
        return []
    return [entry for entry in kept if entry["attachments"]]


def _entry(setting: Setting, catalog: Catalog) -> Entry:
    language, issue, said = catalog.language, setting.shelf.issue, _said(setting, catalog)
    address = pages.address(setting, f"{language.slug}/{pages.FIRST}")
    items = setting.shelf.items[language.tag]
    to_read = [each.artifact for each in items if each.product.purpose is Purpose.SCREEN]
    return {
        "id": f"{address}#{issue.edition}",
        "url": address,
        "language": language.tag,
        "title": said("title"),
        "content_text": said("news"),
        "date_published": f"{issue.revised}T00:00:00Z",
        "date_modified": f"{max(each.artifact.revised or issue.revised for each in items)}T00:00:00Z",
        "attachments": [
            {"url": pages.address(setting, each.path), "mime_type": "application/pdf", "title": each.title,
             "size_in_bytes": each.bytes}
            for each in to_read
        ],
    }  # fmt: skip


def _said(setting: Setting, catalog: Catalog) -> Callable[[str], str]:
    def said(what: str) -> str:
        text = str(plain(pages.page(setting, catalog, "site/news.html", "", {"what": what}).strip()).unescape())
        return text.translate(dict.fromkeys(map(ord, (MAY_BREAK, JOINED))))  # no lines are known to who reads it

    return said
