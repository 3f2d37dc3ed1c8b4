"""The Jinja environment: strict, escaping, translated, and aware of what it loaded."""

from __future__ import annotations

from collections.abc import Callable
from gettext import c2py
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from handbook.catalogs.load import Catalog
from handbook.model import LSTRIP_BLOCKS, TRIM_BLOCKS
from handbook.render import references
from handbook.render.typography import direction, polish
from handbook.trace import Marker


class TrackingLoader(FileSystemLoader):
    """Loads templates and remembers the files, for the incremental build."""

    def __init__(self, folder: Path, *, placed: bool = False) -> None:
        """With ``placed`` the templates say of anchors and references where they stand."""
        super().__init__(folder)
        self.loaded: set[Path] = set()
        self.placed = placed

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template as the base class does."""
        source, filename, uptodate = super().get_source(environment, template)
        self.loaded.add(Path(filename))
        if self.placed:
            source = references.placed(source, f"templates/{template}")
        return source, filename, uptodate


class _Compiled(BytecodeCache):
    """Templates as this process compiled them: each source once, whatever language it is printed in."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled from the same source."""
        if code := self.known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


COMPILED = _Compiled()


class Texts:
    """Looks texts up in a catalog; a text without a translation is printed in the source language.

    Every text comes between marks that name its message; ``handbook.trace.lift`` takes them out of the page.
    """

    def __init__(self, catalog: Catalog, marker: Marker | None = None) -> None:
        """``marker`` is that of the file in which the texts stand beside those of its own language."""
        self.catalog = catalog
        self.marker = marker or Marker()
        self.tag = catalog.language.tag if marker else ""
        self.plural_form = c2py(catalog.plural)
        self.untranslated: set[tuple[str, str]] = set()
        """Texts that were asked for and printed in the source language."""

    def one(self, context: str, source: str) -> str:
        """Return the translation, with the signs that its language requires."""
        forms = self.catalog.messages.get((context, source))
        if forms is None:
            self.untranslated.add((context, source))
        text = polish(forms[0] if forms else source, self.catalog.language)
        return self.marker.mark((context, source), text, self.tag)

    def many(self, context: str, singular: str, plural: str, count: int) -> str:
        """Return the plural form for ``count``."""
        forms = self.catalog.messages.get((context, singular))
        if forms is None:
            self.untranslated.add((context, singular))
            text = singular if count == 1 else plural
        else:
            text = polish(forms[min(self.plural_form(count), len(forms) - 1)], self.catalog.language)
        return self.marker.mark((context, singular), text, self.tag)


def environment(templates: Path, texts: Texts, *, placed: bool = False) -> tuple[Environment, TrackingLoader]:
    """Return an environment that prints the language of ``texts``, and its loader.

    Translations are inserted as markup (new-style gettext): the catalog must have passed the gate.
    """
    loader = TrackingLoader(templates, placed=placed)
    extensions: list[str | type[Extension]] = ["jinja2.ext.i18n"]
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=extensions,
        trim_blocks=TRIM_BLOCKS,
        lstrip_blocks=LSTRIP_BLOCKS,
        bytecode_cache=COMPILED,
    )
    made.filters["direction"] = direction
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
        lambda source: texts.one("", source),
        lambda singular, plural, count: texts.many("", singular, plural, count),
        newstyle=True,
        pgettext=texts.one,
        npgettext=texts.many,
    )
    return made, loader
