"""The Jinja environment: strict, escaping, translated, and aware of what it loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from gettext import c2py
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.filters import do_urlencode
from jinja2.runtime import Context
from markupsafe import Markup, escape

from handbook.catalogs.manuscript import Catalog
from handbook.catalogs.placeholders import formatted
from handbook.files.keep import Keep
from handbook.files.store import CACHE
from handbook.language.filters import Figure
from handbook.language.typography import Phone, direction, held, plain, spaced, untagged
from handbook.render import attributes, references
from handbook.render.attributes import PLAIN, UNTAGGED, PlainInAttributes
from handbook.values.message import Key
from handbook.values.model import LSTRIP_BLOCKS, TRIM_BLOCKS, HomeRule, Phrase
from handbook.values.trace import MARK, Marker

TEMPLATES = "templates"


class TrackingLoader(FileSystemLoader):
    """Loads templates and remembers the files, for the incremental build."""

    def __init__(self, folder: Path, *, placed: bool = False) -> None:
        """With ``placed`` the templates say of anchors and references where they stand."""
        super().__init__(folder)
        self.loaded: set[Path] = set()
        self.placed = placed

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template as the base class does; its name is that below the project, wherever the project lies."""
        source, filename, uptodate = super().get_source(environment, template)
        self.loaded.add(Path(filename))
        name = f"{TEMPLATES}/{template}"
        return references.placed(source, name) if self.placed else source, name, uptodate


class _Compiled(BytecodeCache):
    """Templates compiled once, whatever language they are printed in and whichever process prints them."""

    known: ClassVar[dict[str, bytes]] = {}

    def __init__(self, cache: Path) -> None:
        self.kept = Keep(cache / "templates", _compiler())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled from the same source."""
        name = self._name(bucket)
        code = self.known.get(name) or self.kept.read(name)
        if isinstance(code, bytes):
            self.known[name] = code
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        name = self._name(bucket)
        self.known[name] = bucket.bytecode_to_string()
        with suppress(OSError):  # what cannot be kept is compiled anew
            self.kept.write(name, self.known[name])

    def _name(self, bucket: Bucket) -> str:
        return f"{bucket.key}-{bucket.checksum}"


@cache
def _compiler() -> str:
    """Return the digest of what compiles templates: Jinja, and what we add to it."""
    ours = (Path(file).read_bytes() for file in (attributes.__file__, __file__))
    return sha256(b"".join((jinja2.__version__.encode(), *ours))).hexdigest()


class _Noting(Context):
    """The variables of a template; its environment notes which were asked for, for the incremental build."""

    def resolve_or_missing(self, key: str) -> Any:  # noqa: ANN401  # a variable of a template is anything
        """Look a variable up as the base class does."""
        self.environment.asked.add(key)  # type: ignore[attr-defined]  # our environments have it
        return super().resolve_or_missing(key)


class Watched:
    """A value of the data files as templates see it; notes which of its attributes they read."""

    def __init__(self, value: object, name: str, reads: set[str], which: str = "") -> None:
        """``which`` ends the name of each value, where there are several."""
        self._value, self._name, self._reads, self._which = value, name, reads, which

    def __getattr__(self, key: str) -> object:
        found = getattr(self._value, key)
        self._reads.add(f"{self._name}.{key}{self._which}")
        return found


class Texts:
    """Looks texts up in a catalog; a text without a translation is printed in the source language.

    Every text comes between marks that name its message; ``handbook.values.trace.lift`` takes them out of the page.
    """

    def __init__(self, catalog: Catalog, marker: Marker | None = None) -> None:
        """``marker`` is that of the file in which the texts stand beside those of its own language."""
        self.catalog = catalog
        self.marker = marker or Marker()
        self.tag = catalog.language.tag if marker else ""
        self.plural_form = c2py(catalog.plural)
        self.asked: set[tuple[str, str]] = set()
        """Context and source of the texts that were asked for."""
        self.reads: set[str] = set()
        """Values of the data files that its templates read, by their names in ``fingerprint``."""
        self.untranslated: set[tuple[str, str]] = set()
        """Those of them that were printed in the source language."""

    def one(self, context: str, source: str, values: Mapping[str, object]) -> Markup:
        """Return the translation with the signs that its language requires, its placeholders filled from ``values``."""
        forms = self.catalog.messages.get((context, source))
        self.asked.add((context, source))
        if forms is None:
            self.untranslated.add((context, source))
        return self._set((context, source), (source,), forms[0] if forms else source, values)

    def many(
        self, context: str, singular: str, plural: str, count: int | Figure, values: Mapping[str, object]
    ) -> Markup:
        """Return the plural form for ``count``: a number, or a figure that knows its ``amount``."""
        amount = count.amount if isinstance(count, Figure) else count
        forms = self.catalog.messages.get((context, singular))
        self.asked.add((context, singular))
        if forms is None:
            self.untranslated.add((context, singular))
            text = singular if amount == 1 else plural
        else:
            text = forms[min(self.plural_form(int(amount)), len(forms) - 1)]
        return self._set((context, singular), (singular, plural), text, values)

    def said(self, row: HomeRule | Phrase, values: Mapping[str, str]) -> Markup:
        """Return the text of a row of a data file, in the form for what it counts."""
        count = values.get(row.counts)
        if isinstance(count, Figure):
            return self.many("", row.text_one, row.text, count, values)
        return self.one("", row.text, values)

    def _set(self, key: Key, sources: tuple[str, ...], text: str, values: Mapping[str, object]) -> Markup:
        """Return a text between its marks: spaces are the message's own affair, the last line that of the whole."""
        language = self.catalog.language
        filled = Markup(spaced(text, language))  # noqa: S704  # the gate has checked the catalog
        if formatted(sources):
            filled %= values
        return Markup(self.marker.mark(key, held(filled, language), self.tag))  # noqa: S704  # as above


def environment(templates: Path, texts: Texts, *, placed: bool = False) -> tuple[Environment, TrackingLoader]:
    """Return an environment that prints the language of ``texts``, and its loader.

    Translations are inserted as markup (new-style gettext): the catalog must have passed the gate.
    """
    loader = TrackingLoader(templates, placed=placed)
    extensions: list[str | type[Extension]] = ["jinja2.ext.i18n", PlainInAttributes]
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=extensions,
        trim_blocks=TRIM_BLOCKS,
        lstrip_blocks=LSTRIP_BLOCKS,
        bytecode_cache=_Compiled(templates.parent / CACHE),
    )
    made.context_class = _Noting
    made.asked = set()  # type: ignore[attr-defined]  # names of variables
    made.filters |= {"direction": direction, "phone": Phone, PLAIN: plain, UNTAGGED: untagged, "urlencode": _in_address}
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
    made.globals |= _functions(texts)
    return made, loader


def _in_address(text: str) -> str:
    """Return the letters of a text as they stand in an address, where marks could not be taken out any more."""
    return do_urlencode(plain(Markup(MARK.sub("", escape(text)))).unescape())  # noqa: S704  # of what is escaped


def _functions(texts: Texts) -> dict[str, Callable[..., Markup]]:
    """Return the functions of new-style gettext, which get a text's values beside it.

    Jinja's own would fill a text after it was looked up, too late to see how it ends.
    """

    def gettext(source: str, /, **values: object) -> Markup:
        return texts.one("", source, values)

    def ngettext(singular: str, plural: str, count: int | Figure, /, **values: object) -> Markup:
        return texts.many("", singular, plural, count, {"num": count, **values})

    def pgettext(context: str, source: str, /, **values: object) -> Markup:
        return texts.one(context, source, {"context": context, **values})

    def npgettext(context: str, singular: str, plural: str, count: int | Figure, /, **values: object) -> Markup:
        return texts.many(context, singular, plural, count, {"context": context, "num": count, **values})

    return {"gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
