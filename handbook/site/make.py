"""From a manifest to the whole site: which files it has and what is in them; nothing is written."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

from PIL import Image

from handbook.build.publish import names
from handbook.build.publish.manifest import Issue
from handbook.catalogs.manuscript import Catalog, Manuscript
from handbook.site import outside, pages, pictures, shelf, style, zips
from handbook.site.assets import Assets
from handbook.site.pages import Setting
from handbook.site.shelf import Bundle, Picture, Shelf
from handbook.values.model import EVERY, Artifact, Companion, Language, Project

BOOK = "screen"
"""The product of which pages are shown."""


@dataclass(frozen=True, slots=True)
class Site:
    """The files of the download pages, by their paths below the output folder."""

    beside: Mapping[str, bytes]
    """What pages show and load."""
    pages: Mapping[str, bytes]
    latest: Mapping[str, Companion]
    """Names that stay, and the published files that they are."""
    bundles: Mapping[str, Bundle]


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages are made with, here and by a server that has more of them."""

    setting: Setting
    assets: Assets
    catalogs: Mapping[str, Catalog]
    """Of the languages that have files, by tag."""
    source: Catalog


def frame(manuscript: Manuscript, artifacts: Sequence[Artifact], out: Path) -> Frame:
    """Return what pages of the files below ``out`` are made with. Raises OSError if one cannot be read."""
    project, issue = manuscript.project, Issue.of(manuscript.project)
    assets = Assets(project.root / "templates")
    told = _shelf(project, issue, artifacts, out, assets)
    catalogs = {tag: manuscript.catalog(project.languages[tag])[0] for tag in told.ready}
    source = catalogs.get(project.source.tag) or manuscript.catalog(project.source)[0]
    assets.add("site", style.common(project), "css")
    assets.named |= {"site.css": assets.named["site"], style.TYPE: style.TYPE}
    if project.association.logo:
        _take_logo(project, assets)
    return Frame(Setting(project, told, assets), assets, catalogs, source)


def site(manuscript: Manuscript, artifacts: Sequence[Artifact], out: Path) -> Site:
    """Return the site of what is published below ``out``.

    Raises OSError if a published file cannot be read; what a template does wrong as Jinja raises it.
    """
    made_with = frame(manuscript, artifacts, out)
    setting, assets, catalogs, source = made_with.setting, made_with.assets, made_with.catalogs, made_with.source
    told = setting.shelf
    made: dict[str, bytes] = {}
    for tag, catalog in {source.language.tag: source, **catalogs}.items():
        own = {f"{catalog.language.slug}/{name}": template for name, template in pages.TEMPLATES.items()}
        first = {pages.FIRST: pages.CHOICE} if catalog is source else {}
        made |= _finished(setting, assets, catalog, {**first, **(own if tag in catalogs else {})})
    made |= {
        outside.ROBOTS: outside.robots(setting),
        outside.MAP: outside.sitemap(setting, [each.language for each in catalogs.values()]),
        outside.NEWS: outside.feed(setting, catalogs, source, _earlier(setting, out)),
    }
    return Site(assets.files, made, _latest(told), {each.path: each for each in told.bundles.values()})


def _earlier(setting: Setting, out: Path) -> list[outside.Entry]:
    file = out / outside.NEWS
    return outside.earlier(setting, file.read_bytes(), out) if file.is_file() else []


def _finished(setting: Setting, assets: Assets, catalog: Catalog, templates: Mapping[str, str]) -> dict[str, bytes]:
    """Return pages of a language by path, with the address of the sheet that names the font of their headings."""
    raw = {path: pages.page(setting, catalog, template, path) for path, template in templates.items()}
    sheet = style.own(setting.project, catalog.language, raw.values(), assets)
    return {path: html.replace(style.TYPE, sheet).encode() for path, html in raw.items()}


def _take_logo(project: Project, assets: Assets) -> None:
    file = project.root / "templates" / unquote(project.association.logo)
    assets.add("logo", file.read_bytes(), file.suffix.lstrip(".").lower())


def _shelf(project: Project, issue: Issue, artifacts: Sequence[Artifact], out: Path, assets: Assets) -> Shelf:
    known = {each.path: each for each in artifacts if each.format in project.products}
    firsts = {path: _pictures(project, each, out, assets, pictures.FIRST) for path, each in known.items()}
    tickets = {path: ticket for path, each in known.items() if (ticket := _ticket(each, out))}
    items = shelf.by_language(project, issue, known.values(), tickets, {path: each[0] for path, each in firsts.items()})
    books = {each.language: each for each in known.values() if each.format == BOOK}
    looks = {
        tag: _pictures(
            project, each, out, assets, pictures.Cut("look", pictures.looked_at(each.pages), pictures.LOOK_PX)
        )
        for tag, each in books.items()
    }
    posters = {tag: _poster(project, each, out, assets) for tag, each in books.items()}
    told = Shelf(issue, items, {}, looks, posters)
    return replace(told, bundles=_bundles(project, told))


def _pictures(
    project: Project, artifact: Artifact, out: Path, assets: Assets, cut: pictures.Cut
) -> tuple[Picture, ...]:
    """Return pages of a file as pictures, taken in."""
    found = pictures.pages(project.root, out / artifact.path, artifact.sha256, cut)
    taken = []
    for page, data in sorted(found.items()):
        name = f"{cut.name}-{artifact.language.lower()}-{artifact.format}-{page + 1}"
        width, height = Image.open(io.BytesIO(data)).size
        taken.append(Picture(assets.add(name, data, "webp"), width, height, page + 1))
    return tuple(taken)


def _poster(project: Project, artifact: Artifact, out: Path, assets: Assets) -> str:
    shown = (0, *pictures.looked_at(artifact.pages)[1:5:2])
    ground = project.tokens.hexes()["jade"]
    data = pictures.poster(project.root, out / artifact.path, artifact.sha256, shown, ground)
    return assets.add(f"poster-{artifact.language.lower()}", data, "png")


def _ticket(artifact: Artifact, out: Path) -> SimpleNamespace | None:
    """Return what the job ticket of a file says, as templates read it."""
    file = next((each.path for each in artifact.companions if each.path.endswith(".json")), None)
    return SimpleNamespace(**json.loads((out / file).read_text(encoding="utf-8"))) if file else None


def _bundles(project: Project, told: Shelf) -> Mapping[str, Bundle]:
    """Return the zip of each language, and that of all where there are several."""
    members = {
        tag: tuple(each for item in items for each in item.artifact.files)
        for tag, items in told.items.items() if tag != EVERY
    }  # fmt: skip
    if len(members) > 1:
        every = (item for items in told.items.values() for item in items)
        members[EVERY] = tuple(sorted((each for item in every for each in item.artifact.files), key=_path))
    return {tag: _bundle(told.issue.edition, _slug(project, tag), each) for tag, each in members.items()}


def _path(file: Companion) -> str:
    return file.path


def _slug(project: Project, tag: str) -> str:
    language: Language | None = project.languages.get(tag)
    return language.slug if language else tag


def _bundle(edition: str, slug: str, members: tuple[Companion, ...]) -> Bundle:
    path = names.bundle(edition, slug)
    return Bundle(path, names.latest(path, edition), zips.size(Path(path).stem, members), members)


def _latest(told: Shelf) -> Mapping[str, Companion]:
    files = (each for items in told.items.values() for item in items for each in item.artifact.files)
    return {names.latest(each.path, told.issue.edition): each for each in files}
