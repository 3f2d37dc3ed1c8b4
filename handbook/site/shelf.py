"""What a manifest lists, in the order in which people look for it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from handbook.build.publish import names
from handbook.build.publish.manifest import Issue
from handbook.values.model import EVERY, Artifact, Companion, Language, Product, Project, Purpose

SHARES = (Purpose.SCREEN, Purpose.OFFICE, Purpose.PRESS)
"""The parts of a language's page, in their order."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture."""

    address: str
    """From the first page of the site."""
    width: int
    height: int
    """In pixels of the file."""
    page: int = 1
    """1-based."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file that can be downloaded."""

    artifact: Artifact
    product: Product
    latest: str
    """Its name that stays when the edition changes."""
    source: Artifact | None
    """The same in the source language, beside a translation."""
    ticket: SimpleNamespace | None
    """What its job ticket says (``press.tickets``)."""
    picture: Picture | None
    """Its first page."""

    @property
    def id(self) -> str:
        """Its anchor on the page of its language."""
        return self.product.id

    @property
    def finished_mm(self) -> tuple[float, float]:
        """The size as people hold it: folded, cut from the sheet."""
        width, height = self.ticket.finished_mm if self.ticket else self.artifact.trim_mm
        return (width, height)

    @property
    def pages(self) -> int:
        """How many pages it has in the hand; of a part of a book, those of the part."""
        if self.ticket is None:
            return self.artifact.pages
        parts = {"cover": self.ticket.cover_pages, "inside": self.ticket.inside_pages}
        return int(parts.get(self.ticket.part) or self.ticket.pages)

    @property
    def slip(self) -> Companion | None:
        """The page of its job ticket."""
        return next((each for each in self.artifact.companions if each.path.endswith(".pdf")), None)

    @property
    def is_behind(self) -> bool:
        """Whether the source text has gone on since it was translated."""
        return self.source is not None and self.artifact.revised < self.source.revised


@dataclass(frozen=True, slots=True)
class Bundle:
    """A zip of several files."""

    path: str
    latest: str
    bytes: int
    members: tuple[Companion, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that pages can show."""

    issue: Issue
    items: Mapping[str, tuple[Item, ...]]
    """By the tag of the language; what belongs to all languages under ``mul``. In the order of the products."""
    bundles: Mapping[str, Bundle]
    """By tag; that of everything under ``mul``."""
    looks: Mapping[str, tuple[Picture, ...]]
    """By tag: pages of the book."""
    posters: Mapping[str, str]
    """By tag: the picture that other sites show beside a link."""

    def of(self, language: Language) -> tuple[tuple[Purpose, tuple[Item, ...]], ...]:
        """Return the files of a language, and those of all, by what they are used for."""
        found = (*self.items.get(language.tag, ()), *self.items.get(EVERY, ()))
        parts = ((use, tuple(each for each in found if each.product.purpose is use)) for use in SHARES)
        return tuple((use, items) for use, items in parts if items)

    def item(self, language: Language, *products: str) -> Item | None:
        """Return the first of some products that there is in a language."""
        known = {each.id: each for each in (*self.items.get(EVERY, ()), *self.items.get(language.tag, ()))}
        return next((known[each] for each in products if each in known), None)

    @property
    def ready(self) -> tuple[str, ...]:
        """The tags of the languages that have a page, in the order of the manifest."""
        return tuple(each.tag for each in self.issue.languages if self.items.get(each.tag))


def by_language(
    project: Project,
    issue: Issue,
    artifacts: Iterable[Artifact],
    tickets: Mapping[str, SimpleNamespace],
    pictures: Mapping[str, Picture],
) -> Mapping[str, tuple[Item, ...]]:
    """Return the items of a manifest; ``tickets`` and ``pictures`` are by the path of the file."""
    order = list(project.products)
    listed = sorted((each for each in artifacts if each.format in project.products),
                    key=lambda each: (each.language, order.index(each.format)))  # fmt: skip
    sources = {each.format: each for each in listed if each.language == issue.source}
    found: dict[str, tuple[Item, ...]] = {}
    for each in listed:
        source = sources.get(each.format) if each.language not in {issue.source, EVERY} else None
        item = Item(each, project.products[each.format], names.latest(each.path, issue.edition), source,
                    tickets.get(each.path), pictures.get(each.path))  # fmt: skip
        found[each.language] = (*found.get(each.language, ()), item)
    return found
