"""Babel's messages as plain texts: one shape for singular and plural, typed."""

from __future__ import annotations

from babel.messages.catalog import Message

Key = tuple[str, str]
"""Context (may be empty) and source text; of a plural message the singular."""


def sources(message: Message) -> tuple[str, ...]:
    """Return the source texts: one, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    """Return the translations, one for each plural form; an untranslated form is empty."""
    texts = message.string
    if isinstance(texts, str):
        return (texts,)
    return tuple(text or "" for text in texts or ())


def key(message: Message) -> Key:
    """Return what identifies a message in its catalog."""
    return message.context or "", sources(message)[0]
