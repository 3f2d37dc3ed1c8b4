"""Where each key of a TOML file stands: ``tomllib`` gives values without their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Names of tables and keys from the outside in, and the numbers of items of a list: ``("language", 2, "tag")``."""

TOKEN = re.compile(
    r'(?P<text>"""(?:\\[\s\S]|(?!""")[^\\])*"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<end>\n)|(?P<sign>[\[\]{},=])|(?P<word>[^\s\[\]{},=#\"']+)|(?P<stray>[\"'])"
)
KEY = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'([^']*)'|([^.\s\"']+)")


@dataclass
class Lines:
    """What was found on the way through a file, as far as it can be read."""

    of: dict[Path, int] = field(default_factory=dict)
    """The line of each table, key and item of a list."""
    twice: list[tuple[Path, int, int]] = field(default_factory=list)
    """Keys and tables that stand in the file twice, with both lines."""
    unclosed: list[tuple[str, int]] = field(default_factory=list)
    """Brackets that are open where the text ends, with their lines."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


END = _Token("", "", 0)


class _StopError(Exception):
    """The text is no TOML from here on."""


def read(text: str) -> Lines:
    """Return where the keys of a text stand; of a text with a fault, those before it."""
    reader = _Reader(text)
    with suppress(_StopError, RecursionError):
        reader.file()
    return reader.lines


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = Lines()
        self.tokens = _tokens(text)
        self.token = next(self.tokens, END)
        self.counts: dict[Path, int] = {}

    def next(self) -> _Token:
        passed, self.token = self.token, next(self.tokens, END)
        return passed

    def is_sign(self, sign: str) -> bool:
        return self.token.kind == "sign" and self.token.text == sign

    def skip(self, kind: str = "end") -> None:
        while self.token.kind == kind:
            self.next()

    def file(self) -> None:
        inside: Path = ()
        while self.token.kind:
            if self.token.kind == "end":
                self.next()
            elif self.is_sign("["):
                inside = self.header()
            else:
                self.pair(inside)
                if self.token.kind not in {"end", ""}:
                    raise _StopError

    def header(self) -> Path:
        line = self.next().line
        if is_list := self.is_sign("["):
            self.next()
        path: Path = ()
        *outer, last = self.key()
        for name in outer:
            path = (*path, name)
            self.lines.of.setdefault(path, line)
            path = self.last_of(path)
        path = (*path, last)
        if is_list:
            self.counts[path] = self.counts.get(path, 0) + 1
            self.lines.of.setdefault(path, line)
            path = self.last_of(path)
        self.put(path, line)
        while self.is_sign("]"):
            self.next()
        return path

    def last_of(self, path: Path) -> Path:
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def put(self, path: Path, line: int) -> None:
        if path in self.lines.of:
            self.lines.twice.append((path, self.lines.of[path], line))
        self.lines.of.setdefault(path, line)

    def key(self) -> list[str]:
        parts = ""
        while self.token.kind in {"word", "text"}:
            parts += self.next().text
        names = [next(name for name in each if name is not None) for each in _names(parts)]
        if not names:
            raise _StopError
        return names

    def pair(self, inside: Path) -> None:
        line = self.token.line
        path = (*inside, *self.key())
        for end in range(len(inside) + 1, len(path)):
            self.lines.of.setdefault(path[:end], line)
        if not self.is_sign("="):
            raise _StopError
        self.next()
        self.put(path, line)
        self.value(path)

    def value(self, path: Path) -> None:
        if self.is_sign("["):
            self.several(path, "]")
        elif self.is_sign("{"):
            self.several(path, "}")
        elif self.token.kind not in {"word", "text"}:
            raise _StopError
        while self.token.kind in {"word", "text"}:
            self.next()

    def several(self, path: Path, closing: str) -> None:
        """Read a list or a table in braces."""
        opened = self.next()
        self.lines.unclosed.append((opened.text, opened.line))
        number = 0
        while True:
            if closing == "]":
                self.skip()
            if self.is_sign(closing):
                break
            if closing == "}":
                self.pair(path)
            else:
                self.put((*path, number), self.token.line)
                self.value((*path, number))
                self.skip()
            number += 1
            if self.is_sign(","):
                self.next()
            elif not self.is_sign(closing):
                raise _StopError
        self.lines.unclosed.pop()
        self.next()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in TOKEN.finditer(text):
        kind, found = str(match.lastgroup), match[0]
        if kind != "comment":
            yield _Token(kind, found, line)
        if kind in {"end", "text"}:
            line += found.count("\n")


def _names(parts: str) -> Iterator[tuple[str | None, ...]]:
    return (match.groups() for match in KEY.finditer(parts))
