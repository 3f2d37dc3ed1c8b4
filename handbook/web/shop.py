"""What is served of one state of the published folder: its files by name, and pages of our own in every language.

Nothing of a request becomes a path: an address is looked up among the names that the folder's lists have.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from handbook.build.publish import manifest, names
from handbook.catalogs.manuscript import Catalog, Manuscript
from handbook.files import folders
from handbook.partners.logos import LARGEST
from handbook.site import make, pages, style
from handbook.site.make import Frame
from handbook.site.shelf import Item
from handbook.values.errors import UsageError
from handbook.values.model import Artifact, Language

HERE = Path(__file__).parent
FORM = "your-hotel.html"
PAGES = {**pages.TEMPLATES, "index.html": "web/files.html", "hotels.html": "web/hotels.html"}
"""The pages of a language that are always the same."""
SHOWN = ("card", "leaflet-screen", "screen", "tent")
"""The files of which the form shows a page, so many as there are among the first."""
PREVIEWS = 3
ZIP = "zip"
"""The format of a zip where downloads are counted."""
TROUBLE = "trouble.html"
UP = "@@up@@"
"""Where a page of trouble names the first page: it may stand at any depth."""
TROUBLES = (400, 403, 404, 405, 408, 410, 413, 429, 500, 503)
_NAMED = re.compile(r"assets/[^/]+_[0-9a-f]{8}\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Static:
    """A file that is served as it is."""

    path: Path
    etag: str
    is_lasting: bool
    """Whether its name says which content it has: an edition, or a digest."""
    data: bytes | None = None
    """Where it is no file of the folder."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A state of the folder."""

    manuscript: Manuscript
    out: Path
    artifacts: tuple[Artifact, ...]
    frame: Frame
    statics: Mapping[str, Static]
    """By address, without the first stroke."""
    downloads: Mapping[str, tuple[str, str]]
    """Language and format of the files that are counted, by address."""
    sheets: Mapping[str, str]
    """By the tag of a language, the address of the sheet that names the font of its headings."""
    troubles: dict[tuple[str, int], str] = field(default_factory=dict)
    """Pages of trouble, as they are asked for."""

    @property
    def languages(self) -> Mapping[str, Language]:
        """The languages that have a page, by what stands in their addresses."""
        known = self.manuscript.project.languages
        return {known[tag].slug: known[tag] for tag in self.frame.setting.shelf.ready}

    def items(self, language: Language) -> Mapping[str, Item]:
        """Return the files of a language, and those of all, by format."""
        shelf = self.frame.setting.shelf
        return {each.id: each for _, items in shelf.of(language) for each in items}

    def shown(self, language: Language) -> tuple[Item, ...]:
        """Return the files of which the form shows a page."""
        items = self.items(language)
        there = [items[each] for each in SHOWN if each in items] or list(items.values())
        return tuple(there[:PREVIEWS])

    def page(self, language: Language, values: Mapping[str, object]) -> str:
        """Return the form in a language; what was typed is not in it yet."""
        catalog = self.frame.catalogs[language.tag]
        html = _form(self.frame, catalog, values)
        return html.replace(style.TYPE, self.sheets[language.tag])

    def formats(self) -> list[tuple[str, list[str]]]:
        """Return the formats that there are in any language, by what they are used for."""
        found: dict[str, dict[str, None]] = {}
        for language in self.languages.values():
            for use, items in self.frame.setting.shelf.of(language):
                found.setdefault(str(use), {}).update(dict.fromkeys(each.id for each in items))
        return [(use, list(ids)) for use, ids in found.items()]

    def trouble(self, language: Language, status: int, path: str) -> str:
        """Return the page that says why something did not work, for an address at any depth."""
        key = language.tag, status
        if key not in self.troubles:
            catalog = self.frame.catalogs.get(language.tag, self.frame.source)
            html = _trouble(self.frame, catalog, status)
            self.troubles[key] = html.replace(style.TYPE, self.sheets[language.tag])
        return self.troubles[key].replace(UP, "../" * path.count("/"))


def opened(manuscript: Manuscript, out: Path) -> Shop:
    """Return what there is to serve. Raises UsageError where nothing is published, OSError where it cannot be read."""
    issue, artifacts = manifest.issue(out), manifest.listed(out)
    if issue is None or not artifacts or not folders.site(out):
        msg = f"{out} has no files with download pages: build them first, python3 build.py"
        raise UsageError(msg)
    frame = make.frame(manuscript, artifacts, out)
    for name, suffix in (("form", "css"), ("form", "js")):
        frame.assets.named[f"{name}.{suffix}"] = frame.assets.add(
            name, (HERE / f"{name}.{suffix}").read_bytes(), suffix
        )
    shop = Shop(manuscript, out, artifacts, frame, {}, {}, {})
    statics = dict(_files(out, artifacts, issue.edition))
    sheets: dict[str, str] = {}
    for tag, catalog in {frame.source.language.tag: frame.source, **frame.catalogs}.items():
        made = dict(_own(shop, catalog)) if tag in frame.catalogs else {}
        troubles = [_trouble(frame, catalog, status) for status in TROUBLES]
        sheets[tag] = style.own(manuscript.project, catalog.language, [*made.values(), *troubles], frame.assets)
        for path, html in made.items():
            if not path.endswith(FORM):
                statics[path] = _in_memory(path, html.replace(style.TYPE, sheets[tag]).encode())
    statics |= {path: _in_memory(path, data) for path, data in frame.assets.files.items() if path not in statics}
    return Shop(manuscript, out, artifacts, frame, MappingProxyType(statics), _downloads(frame, artifacts), sheets)


def _own(shop: Shop, catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Yield the pages of a language by path; of the form one that has all its headings."""
    setting, language = shop.frame.setting, catalog.language
    for name, template in PAGES.items():
        path = f"{language.slug}/{name}"
        yield path, pages.page(setting, catalog, template, path)
    values = {"order": "x", "faults": (), "wrong": {""}, "shown": (), "formats": (), "has_logo": False}
    yield f"{language.slug}/{FORM}", _form(shop.frame, catalog, values)


def _form(frame: Frame, catalog: Catalog, values: Mapping[str, object]) -> str:
    path = f"{catalog.language.slug}/{FORM}"
    return pages.page(frame.setting, catalog, "web/form.html", path, {**values, "largest_logo": LARGEST})


def _trouble(frame: Frame, catalog: Catalog, status: int) -> str:
    values = {
        "status": status, "up": UP, "asset": lambda name: UP + frame.setting.asset(name), "largest_logo": LARGEST,
    }  # fmt: skip
    return pages.page(frame.setting, catalog, "web/trouble.html", TROUBLE, values)


def _files(out: Path, artifacts: Iterable[Artifact], edition: str) -> Iterable[tuple[str, Static]]:
    """Yield what the folder's lists name, as far as it is there."""
    digests = {each.path: each.sha256 for artifact in artifacts for each in artifact.files}
    listed = json.loads((out / folders.LISTS[-1]).read_text(encoding="utf-8"))["files"]
    ours = {name: listed[name] for name in folders.site(out)}
    lists = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in folders.LISTS[:2]}
    for name, digest in {**ours, **digests, **lists}.items():
        if (out / name).is_file():
            is_lasting = bool(_NAMED.fullmatch(name)) or name.startswith(f"{edition}/")
            yield name, Static(out / name, f'"{digest[:32]}"', is_lasting)


def _in_memory(path: str, data: bytes) -> Static:
    digest = hashlib.sha256(data).hexdigest()
    return Static(Path(path), f'"{digest[:32]}"', bool(_NAMED.fullmatch(path)), data)


def members(shop: Shop, languages: Iterable[Language], formats: Iterable[str]) -> list[Artifact]:
    """Return the files of some languages and formats, those of all languages once, in the order of their names."""
    wanted = set(formats)
    found = {item.artifact.path: item.artifact for language in languages
             for item in shop.items(language).values() if item.id in wanted}  # fmt: skip
    return [found[path] for path in sorted(found)]


def _downloads(frame: Frame, artifacts: Iterable[Artifact]) -> Mapping[str, tuple[str, str]]:
    """Return what is counted: files and zips, under both their names."""
    shelf = frame.setting.shelf
    found = {each.path: (each.language, each.format) for each in artifacts}
    found |= {each.path: (tag, ZIP) for tag, each in shelf.bundles.items()}
    return found | {names.latest(path, shelf.issue.edition): told for path, told in found.items()}
