"""Messages as translators meet them: file, line, state and notes of each, for whoever speaks of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handbook.catalogs import po
from handbook.catalogs.manuscript import Manuscript, file_of
from handbook.values.message import Key
from handbook.values.model import Language


class State(StrEnum):
    """How far a translation is."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Message:
    """One message and its translation."""

    key: Key
    path: str
    """The file, relative to the project where inside it."""
    line: int
    """1-based line of the msgid."""
    state: State
    plural: str | None
    translations: tuple[str, ...]
    notes: tuple[str, ...]
    """What the templates say to translators, then what translators wrote."""
    files: tuple[str, ...]
    """Where the text stands."""
    previous: str
    """The source text that a fuzzy translation was made for; else empty."""


def messages(manuscript: Manuscript, language: Language) -> Mapping[Key, Message]:
    """Return every message of a language, in the order of the file; none if it cannot be read."""
    name = file_of(language)
    live = manuscript.entries(language).live
    return {entry.key: _message(entry, name, language) for entry in live if entry.source}


def _message(entry: po.Entry, name: str, language: Language) -> Message:
    if language.is_source or language.is_pseudo:
        state = State.SOURCE
    elif entry.fuzzy:
        state = State.FUZZY
    else:
        state = State.TRANSLATED if entry.translated else State.UNTRANSLATED
    notes = (line.lstrip("#.").strip() for line in (*entry.extracted, *entry.translator))
    return Message(
        key=entry.key,
        path=name,
        line=entry.line,
        state=state,
        plural=entry.plural,
        translations=() if state is State.SOURCE else entry.translations,
        notes=tuple(filter(None, notes)),
        files=entry.files,
        previous=entry.previous.source if entry.previous and entry.fuzzy else "",
    )
