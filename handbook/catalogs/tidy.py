"""A catalog as the project writes it, whatever tool saved it last: so that a changed text is a changed line again."""

from __future__ import annotations

import re
from dataclasses import replace

from handbook.catalogs.comments import limit
from handbook.catalogs.headers import ORDER
from handbook.catalogs.po import IGNORE, Entry, PoFile

_LIMIT = "max-length:"
_CHARSET = re.compile(r"charset=utf-?8\b", re.IGNORECASE)


def tidied(catalog: PoFile) -> PoFile:
    """Return the catalog with every text unwrapped, the header's fields in order and switches as comments.

    No text, mark or comment is lost. Where ``update`` keeps the bytes of what it does not touch, this keeps none.
    """
    header = catalog.header and _entry(_header(catalog.header))
    return PoFile(header, tuple(map(_entry, catalog.entries)), catalog.tail)


def _header(header: Entry) -> Entry:
    """Return the header with the fields in the order of GNU gettext and its own fields behind them."""
    first, *more = header.translations
    rows = [row for row in first.split("\n") if row]
    rows.sort(key=lambda row: ORDER.index(row.partition(":")[0]) if row.partition(":")[0] in ORDER else len(ORDER))
    text = "".join(f"{_CHARSET.sub('charset=UTF-8', row)}\n" for row in rows)
    return replace(header, translations=(text, *more))


def _entry(entry: Entry) -> Entry:
    """Return an entry to be written anew, its switches in comments: programs drop flags that they do not know.

    A limit that the template's note tells needs none: ``update`` brings its flag back.
    """
    switched = [flag.removeprefix(IGNORE) for flag in entry.flags if flag.startswith(IGNORE)]
    limits = [flag for flag in entry.flags if flag.startswith(_LIMIT) and flag != limit(entry.extracted)]
    comments = [f"# {_LIMIT} {flag.removeprefix(_LIMIT).strip()}" for flag in limits]
    comments += [f"# ignore: {', '.join(switched)}"] if switched else []
    added = (comment for comment in comments if comment not in entry.translator)
    flags = tuple(flag for flag in entry.flags if not flag.startswith(IGNORE) and flag not in limits)
    return replace(entry, translator=(*entry.translator, *added), flags=flags, body=(), raw="")
