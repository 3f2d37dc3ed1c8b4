"""Placeholders and tags of a text: what a translation must take over unchanged; pure."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from html import entities

PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w*)\))?(?P<kind>.)?", re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)([^<>]*+)>")
ALLOWED_TAGS = frozenset({"b", "br", "em", "strong"})
_ENTITY = re.compile(r"(&(?:(amp|\#0*38|\#[xX]0*26);)(\#?\w+;)|&\#?\w+;?)")
"""A reference, and one whose ampersand was made a reference by a second program."""
VOID_TAGS = frozenset({"br"})
Wrong = tuple[str, str]
"""What is wrong, and what to do."""


def names(text: str) -> list[str]:
    """Return the names of the placeholders of a text, in order."""
    return [match["name"] for match in PLACEHOLDER.finditer(text) if match["name"] and match["kind"] == "s"]


def formatted(sources: tuple[str, ...]) -> bool:
    """Return whether values are put into a text: its source has a placeholder, or a percent sign written so.

    Only there is ``%%`` one sign; elsewhere each is printed as it stands. It is what the flag ``python-format`` says.
    """
    return any(match["kind"] == "%" or match["name"] is not None for each in sources
               for match in PLACEHOLDER.finditer(each))  # fmt: skip


def source_faults(sources: tuple[str, ...]) -> list[str]:
    """Return what begins like a placeholder and is none, in the texts of a message into which values are put."""
    return [bad for text in sources for bad in broken(text)] if formatted(sources) else []


def placeholder_faults(
    sources: tuple[str, ...], translation: str, *, last: bool = False, lone: bool = False
) -> Iterator[Wrong]:
    """Yield what is broken, unknown or missing.

    Some forms of a plural message may leave its number out: one that is ``lone``, for a single number, may say it in a
    word (as msgfmt has it), if no other value could be meant. Not the ``last``, which stands for most numbers.
    """
    known = set(names(sources[-1]))  # of a plural message the text that stands for all numbers, as msgfmt has it
    needed = set(names(sources[-1])) if last else set.intersection(*(set(names(each)) for each in sources))
    if len(sources) > 1 and lone and len(known) == 1:
        needed = set()
    found = set(names(translation))
    hint = f"the source text has: {', '.join(sorted(known)) or 'no placeholders'}"
    if formatted(sources):
        for bad in broken(translation):
            yield f"broken placeholder {bad!r}", "Write %(name)s, and a percent sign as %%."
    elif "%%" in translation:
        yield "%% is printed as two percent signs", "Write one: the source text has no placeholders."
    for unknown in sorted(found - known):
        yield f"unknown placeholder {unknown!r}", hint
    for missing in sorted(needed - found):
        yield f"missing placeholder {missing!r}", hint


def broken(text: str) -> list[str]:
    """Return what begins like a placeholder and is none."""
    return [
        match[0] for match in PLACEHOLDER.finditer(text)
        if not (match["kind"] == "%" and match["name"] is None) and (match["name"] is None or match["kind"] != "s")
    ]  # fmt: skip


def entity_faults(source: str, translation: str) -> Iterator[Wrong]:
    """Yield the references to characters that HTML does not know, reads otherwise than they look, or prints as letters.

    What the source text has, too, is meant.
    """
    for match in sorted(set(_ENTITY.findall(translation)) - set(_ENTITY.findall(source))):
        entity, *_, inner = match
        if inner and html.unescape(f"&{inner}") != f"&{inner}":
            yield f"{entity} is printed as the letters &{inner}", f"Write &{inner}, or the character itself."
        elif inner:
            continue
        elif entity.endswith(";") and not _is_known(entity):
            yield f"unknown entity {entity}", "Write the character itself, or &amp; for an ampersand."
        elif not entity.endswith(";") and html.unescape(entity) != entity:
            yield f"{entity} is printed as {html.unescape(entity)}", "Write &amp; for an ampersand."


def _is_known(entity: str) -> bool:
    """Whether a reference, ``;`` and all, is one that HTML knows, or a number of a character."""
    return entity[1:] in entities.html5 if entity[1] != "#" else html.unescape(entity) not in {entity, "\ufffd", ""}


def tag_faults(source: str, translation: str) -> Iterator[Wrong]:
    """Yield the tags that are foreign, missing or not closed in order."""
    rest = TAG.sub("", translation)
    if "<" in rest or ">" in rest:
        yield f"a stray < or >: {translation[:60]!r}", "Tags look like <b>…</b>."
    wanted, found = (Counter(match[0] for match in TAG.finditer(text)) for text in (source, translation))
    for tag in sorted((found - wanted).elements()):
        inner = TAG.fullmatch(tag)
        verb = "foreign tag" if inner and (inner[2] not in ALLOWED_TAGS or tag not in wanted) else "surplus tag"
        yield f"{verb} {tag}", "Use the tags of the source text, no others."
    for tag in sorted((wanted - found).elements()):
        yield f"missing tag {tag}", "Use every tag of the source text."
    yield from _order_faults(translation)


def _order_faults(translation: str) -> Iterator[Wrong]:
    open_tags: list[str] = []
    for match in TAG.finditer(translation):
        if match[2] in VOID_TAGS:
            continue
        if not match[1]:
            open_tags.append(match[2])
        elif not open_tags or open_tags.pop() != match[2]:
            yield f"{match[0]} closes nothing", "Close tags in the order opened."
            return
    if open_tags:
        yield f"<{open_tags[-1]}> is never closed", "Close tags in the order opened."
