"""From a text, or a line of a catalog, template or data file, to the pages it is printed on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs import places, sources
from handbook.catalogs.entries import Key
from handbook.catalogs.load import catalog_path
from handbook.desk import galley, pictures
from handbook.diagnostics import Diagnostic
from handbook.errors import UsageError
from handbook.model import Job, Language, Project
from handbook.pages import Rect
from handbook.store import CACHE, write_if_changed

MANY = 12
"""So many messages are shown for a text that stands in more of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A message on a page of one file."""

    message: places.Message
    job: Job
    pdf: Path
    page: int
    rects: tuple[Rect, ...]
    """Its runs on this page; empty, and page 0, if it is a property of the file."""


def wanted(project: Project, asked: str, languages: Sequence[Language]) -> dict[str, list[places.Message]]:
    """Return the messages asked for, by language: those of a file's line, or those that have the text.

    Raises UsageError if there are none.
    """
    if place := re.fullmatch(r"(.+\.(?:pot?|html|toml)):(\d+)", asked):
        at = _of_source if place[1].endswith((".html", ".toml")) else _at_line
        found = dict(at(project, Path(place[1]), int(place[2]), languages))
    else:
        found = {
            language.tag: _with_text(places.messages(project.root, language), asked, exact=exact)
            for language in languages
            for exact in (_is_whole(project, asked, languages),)
        }
    if not any(found.values()):
        msg = f"no message has the text {asked!r}" if place is None else f"no message stands at {asked}"
        raise UsageError(msg)
    return {tag: messages if place else messages[:MANY] for tag, messages in found.items() if messages}


def find(
    project: Project, jobs: Sequence[Job], messages: Mapping[str, Sequence[places.Message]], out: Path
) -> Iterator[tuple[Place | None, tuple[Diagnostic, ...]]]:
    """Yield where the messages stand in each file; what keeps a file from being laid out comes as findings."""
    asked = [(job, language) for job in jobs for language in _speakers(job) if language.tag in messages]
    for job, language in asked:
        located, findings = galley.locate(project, job, language, out)
        if located is None:
            yield None, findings
            continue
        for message in messages[language.tag]:
            runs = located.places.get(message.key)
            if runs == ():
                yield Place(message, job, located.pdf, 0, ()), ()
            for page in sorted({page for page, _ in runs or ()}):
                rects = tuple(rect for each, rect in runs or () if each == page)
                yield Place(message, job, located.pdf, page, rects), ()


def _speakers(job: Job) -> tuple[Language, ...]:
    """Return the languages of a file, its own first."""
    return tuple({each.tag: each for each in (job.language, *job.voices)}.values())


def picture(project: Project, place: Place) -> Path:
    """Write the part of the page around a message and return the file."""
    data = pictures.crop(place.pdf.read_bytes(), place.page - 1, list(place.rects))
    name = hashlib.sha256(repr((place.message.key, place.rects)).encode()).hexdigest()[:8]
    path = project.root / CACHE / "located" / f"{place.job.slug}-page-{place.page}-{name}.png"
    write_if_changed(path, data)
    return path


def _is_whole(project: Project, asked: str, languages: Sequence[Language]) -> bool:
    return any(
        asked in {message.key[1], *message.translations}
        for language in languages
        for message in places.messages(project.root, language).values()
    )


def _with_text(messages: Mapping[Key, places.Message], asked: str, *, exact: bool) -> list[places.Message]:
    if exact:
        return [message for message in messages.values() if asked in {message.key[1], *message.translations}]
    words = asked.casefold()
    return [
        message
        for message in messages.values()
        if any(words in text.casefold() for text in (message.key[1], *message.translations))
    ]


def _of_source(
    project: Project, file: Path, line: int, languages: Sequence[Language]
) -> Iterator[tuple[str, list[places.Message]]]:
    """Yield the messages whose texts stand on a line of a template or data file, in every language."""
    keys = sources.at_line(project, file, line)
    for language in languages:
        found = places.messages(project.root, language)
        yield language.tag, [found[key] for key in keys if key in found]


def _at_line(
    project: Project, file: Path, line: int, languages: Sequence[Language]
) -> Iterator[tuple[str, list[places.Message]]]:
    """Yield the message whose entry a line of a catalog belongs to; of the template catalog, in every language."""
    path = file if file.is_absolute() else project.root / file
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{file}: cannot be read: {fault}"
        raise UsageError(msg) from fault
    first = next((at for at in range(min(line, len(lines)), 0, -1) if not lines[at - 1].strip()), 0) + 1
    after = next((at for at in range(line, len(lines) + 1) if not lines[at - 1].strip()), len(lines) + 1)
    owners = [language for language in languages if path == project.root / catalog_path(language)]
    source = next(language for language in project.languages.values() if language.is_source)
    within = places.messages(project.root, owners[0] if owners else source).values()
    keys = {message.key for message in within if first <= message.line < after}
    for language in owners or languages:
        found = places.messages(project.root, language)
        yield language.tag, [found[key] for key in keys if key in found]
