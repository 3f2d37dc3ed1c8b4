"""From a text, or a line of a catalog, template or data file, to the pages it is printed on."""

from __future__ import annotations

import hashlib
import operator
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs import likeness, places, po, sources
from handbook.catalogs.manuscript import Manuscript, file_of
from handbook.desk import galley, pictures
from handbook.files.store import CACHE, write_if_changed
from handbook.values.diagnostics import Diagnostic, counted
from handbook.values.errors import UsageError
from handbook.values.message import Key
from handbook.values.model import Job, Language, Phrase, Project
from handbook.values.pages import Rect

MANY = 12
"""So many messages are shown for a text that stands in more of them."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A message on a page of one file."""

    message: places.Message
    job: Job
    pdf: Path
    page: int
    rects: tuple[Rect, ...]
    """Its runs on this page; empty, and page 0, if it is a property of the file."""


def wanted(manuscript: Manuscript, asked: str, languages: Sequence[Language]) -> dict[str, list[places.Message]]:
    """Return the messages asked for, by language: those of a file's line, or those that have the text.

    Raises UsageError if there are none.
    """
    if place := re.fullmatch(r"(.+\.(?:pot?|html|toml)):(\d+)", asked):
        at = _of_source if place[1].endswith((".html", ".toml")) else _at_line
        found = dict(at(manuscript, Path(place[1]), int(place[2]), languages))
        if not any(found.values()):
            msg = f"no message stands at {asked} in {', '.join(found) or 'these languages'}"
            raise UsageError(msg)
    else:
        found = _of_words(manuscript, asked, {each.tag: places.messages(manuscript, each) for each in languages})
    return {tag: messages if place else messages[:MANY] for tag, messages in found.items() if messages}


def find(
    manuscript: Manuscript, jobs: Sequence[Job], messages: Mapping[str, Sequence[places.Message]], out: Path
) -> Iterator[tuple[Printed | None, tuple[Diagnostic, ...]]]:
    """Yield where the messages stand in each file; what keeps a file from being laid out comes as findings."""
    asked = [(job, language) for job in jobs for language in _speakers(job) if language.tag in messages]
    for job, language in asked:
        located, findings = galley.locate(manuscript, job, language, out)
        if located is None:
            yield None, findings
            continue
        for message in messages[language.tag]:
            runs = located.places.get(message.key)
            if runs == ():
                yield Printed(message, job, located.pdf, 0, ()), ()
            for page in sorted({page for page, _ in runs or ()}):
                rects = tuple(rect for each, rect in runs or () if each == page)
                yield Printed(message, job, located.pdf, page, rects), ()


def _speakers(job: Job) -> tuple[Language, ...]:
    """Return the languages of a file, its own first."""
    return tuple({each.tag: each for each in (job.language, *job.voices)}.values())


def picture(project: Project, place: Printed) -> Path:
    """Write the part of the page around a message and return the file."""
    data = pictures.crop(place.pdf.read_bytes(), place.page - 1, list(place.rects))
    name = hashlib.sha256(repr((place.message.key, place.rects)).encode()).hexdigest()[:8]
    path = project.root / CACHE / "located" / f"{place.job.slug}-page-{place.page}-{name}.png"
    write_if_changed(path, data)
    return path


def _of_words(
    manuscript: Manuscript, asked: str, messages: Mapping[str, Mapping[Key, places.Message]]
) -> dict[str, list[places.Message]]:
    """Return the messages that say what is asked for: nothing else, or else among other words, or with gaps filled.

    Raises UsageError with the nearest ones if there are none.
    """
    words = likeness.folded(asked)
    if not words:
        msg = "nothing is asked for: write some words of a text"
        raise UsageError(msg)
    texts = [
        (tag, message, likeness.folded(text))
        for tag, each in messages.items()
        for message in each.values()
        for text in (message.key[1], *message.translations)
        if text
    ]
    # The hotel's sentence that a guest shows is no message; the text below it is.
    shown = {("", each.text) for each in manuscript.project.phrases.values() if _shows(each, words)}
    for matches in (operator.eq, likeness.has, likeness.prints):
        found: dict[str, dict[Key, places.Message]] = {}
        for tag, message, text in texts:
            if matches(text, words) or (matches is likeness.has and message.key in shown):
                found.setdefault(tag, {})[message.key] = message
        if found:
            return {tag: list(each.values()) for tag, each in found.items()}
    near = [texts[number][1] for number in likeness.nearest((text for _, _, text in texts), words)]
    raise UsageError("\n".join([f"no message has the text {asked!r}", *(["the nearest:"] if near else []),
                                *dict.fromkeys(f"  {_headline(message)}" for message in near)]))  # fmt: skip


def _shows(phrase: Phrase, words: str) -> bool:
    return any(words in likeness.folded(text) for text in (phrase.han, phrase.pinyin) if text)


def _headline(message: places.Message) -> str:
    """Return file, line and the beginning of a message."""
    text = next(filter(None, message.translations), message.key[1])
    return f"{message.path}:{message.line}: {textwrap.shorten(text, 90, placeholder=' …')}"


def _of_source(
    manuscript: Manuscript, file: Path, line: int, languages: Sequence[Language]
) -> Iterator[tuple[str, list[places.Message]]]:
    """Yield the messages whose texts stand on a line of a template or data file, in every language."""
    keys = sources.at_line(manuscript.project, file, line)
    for language in languages:
        found = places.messages(manuscript, language)
        yield language.tag, [found[key] for key in keys if key in found]


def _at_line(
    manuscript: Manuscript, file: Path, line: int, languages: Sequence[Language]
) -> Iterator[tuple[str, list[places.Message]]]:
    """Yield the message whose entry a line of a catalog belongs to; of the template catalog, in every language.

    Raises UsageError with the nearest entry if the line is that of no entry that is printed.
    """
    project = manuscript.project
    path = file if file.is_absolute() else project.root / file
    try:
        catalog, faults = po.read(file.as_posix(), path.read_bytes())
    except OSError as fault:
        msg = f"{file}: cannot be read: {fault}"
        raise UsageError(msg) from fault
    if any(fault.code == po.ENCODING for fault in faults):
        raise UsageError("\n".join(map(str, faults)))
    lines = catalog.text.split("\n")
    of_languages = (each for each in project.languages.values() if not (each.is_source or each.is_pseudo))
    owner = next((each for each in of_languages if path == project.root / file_of(each)), None)
    if owner and owner.tag not in {each.tag for each in languages}:
        msg = f"{file} is the catalog of {owner.tag}: ask for -l {owner.tag}, or leave -l out"
        raise UsageError(msg)
    entries = [entry for entry in catalog.live if entry.source]
    first = next((at for at in range(min(line, len(lines)), 0, -1) if not lines[at - 1].strip()), 0) + 1
    after = next((at for at in range(line, len(lines) + 1) if not lines[at - 1].strip()), len(lines) + 1)
    keys = [entry.key for entry in entries if first <= entry.line < after]
    if not keys:
        msg = f"no entry that is printed stands at {file}:{line}" + (
            f": the file has {counted(len(lines), 'line')}" if line > len(lines) else ""
        )
        near = min(entries, key=lambda entry: abs(entry.line - line), default=None)
        if near:
            msg += f"; the nearest is {file}:{near.line}: {textwrap.shorten(near.source, 90, placeholder=' …')!r}"
        raise UsageError(msg)
    for language in (owner,) if owner else languages:
        found = places.messages(manuscript, language)
        yield language.tag, [found[key] for key in keys if key in found]
