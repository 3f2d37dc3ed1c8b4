"""Placeholders and tags of a text: what a translation must take over unchanged; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w*)\))?(?P<kind>.)?", re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)([^<>]*+)>")
ALLOWED_TAGS = frozenset({"b", "br", "em", "strong"})
VOID_TAGS = frozenset({"br"})
Wrong = tuple[str, str]
"""What is wrong, and what to do."""


def names(text: str) -> list[str]:
    """Return the names of the placeholders of a text, in order."""
    return [match["name"] for match in PLACEHOLDER.finditer(text) if match["name"] and match["kind"] == "s"]


def placeholder_faults(sources: tuple[str, ...], translation: str, *, last: bool = False) -> Iterator[Wrong]:
    """Yield what is broken, unknown or missing.

    Some forms of a plural message may leave its number out, but not the ``last``, which stands for most numbers.
    """
    known = set(names(sources[-1]))  # of a plural message the text that stands for all numbers, as msgfmt has it
    needed = set(names(sources[-1])) if last else set.intersection(*(set(names(each)) for each in sources))
    found = set(names(translation))
    hint = f"the source text has: {', '.join(sorted(known)) or 'no placeholders'}"
    for bad in broken(translation):
        yield f"broken placeholder {bad!r}", "Write %(name)s, and a percent sign as %%."
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
