"""From a line of a template or data file to the texts that stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from jinja2 import TemplateSyntaxError

from handbook.catalogs.extract import FUNCTIONS, parser_of_templates, template_texts
from handbook.config.fact_rules import HOME_RULES, PHRASES
from handbook.values.errors import UsageError
from handbook.values.message import Key
from handbook.values.model import Project


def at_line(project: Project, file: Path, line: int) -> tuple[Key, ...]:
    """Return the texts that reach over a line: the whole of a ``trans`` block, a call or a table belongs to its text.

    Raises UsageError if the file cannot be read, or no text stands there.
    """
    path = (file if file.is_absolute() else project.root / file).resolve()
    rules, phrases = map(project.content_file, (HOME_RULES, PHRASES))
    root = project.root.resolve()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        spans = tuple(_spans(project, path, name))
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{file}: cannot be read: {fault}"
        raise UsageError(msg) from fault
    except TemplateSyntaxError as fault:
        msg = f"{name}:{fault.lineno}: {fault.message}"
        raise UsageError(msg) from fault
    found = tuple(dict.fromkeys(key for first, last, key in spans if first <= line <= last))
    if not found:
        near = sorted({first for first, _, _ in spans}, key=lambda first: abs(first - line))[:3]
        lines = ", ".join(map(str, sorted(near)))
        hint = f"the nearest begin on lines {lines}" if near else f"texts stand in templates/, {rules} and {phrases}"
        msg = f"no text stands at {name}:{line}; {hint}"
        raise UsageError(msg)
    return found


def _spans(project: Project, path: Path, name: str) -> Iterator[tuple[int, int, Key]]:
    """Yield first and last line of each text of a file."""
    if name == project.content_file(HOME_RULES):
        for (first, last), rule in zip(_tables(path, "rule"), project.home_rules, strict=False):
            if rule.text:
                yield first, last, rule.key
    elif name == project.content_file(PHRASES):
        for (first, last), phrase in zip(_tables(path, "phrase"), project.phrases.values(), strict=False):
            yield first, last, phrase.key
    elif path.suffix == ".html":
        ends = _ends(path.read_text(encoding="utf-8"))
        for found in template_texts(path, name):
            if found.texts:
                yield found.line, ends.get(found.line, found.line), found.key


def _tables(path: Path, name: str) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each table of a list of tables."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
    for start, after in pairwise([*starts, len(lines) + 1]):
        yield start, after - 1


def _ends(source: str) -> Mapping[int, int]:
    """Return for each line on which a text begins the last one on which such a text ends."""
    ends: dict[int, int] = defaultdict(int)
    open_calls: list[int] = []
    block = 0
    before = ("", 0)
    for line, kind, value in parser_of_templates().lex(source):
        if kind == "operator" and value == "(":
            open_calls.append(before[1] if before[0] in FUNCTIONS else 0)
        elif kind == "operator" and value == ")" and open_calls:
            start = open_calls.pop()
            ends[start] = max(ends[start], line)
        elif kind == "name" and value == "trans":
            block = line
        elif kind == "name" and value == "endtrans":
            ends[block] = max(ends[block], line)
        if kind != "whitespace":
            before = (value, line) if kind == "name" else ("", 0)
    return ends
