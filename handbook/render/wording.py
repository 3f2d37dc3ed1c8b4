"""Templates read as text: words that never went through gettext, and chapters without a title; nothing is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from handbook.catalogs.extract import FUNCTIONS, parser_of_templates
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.trace import MARK

TITLES = "templates/partials/titles.html"
SPOKEN = frozenset(
    {"alt", "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "label",
     "summary", "content"}
)  # fmt: skip
"""Attributes that are shown or read aloud; ``content`` is that of the file's properties."""
SILENT = frozenset({"style", "script", "code", "template"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
WORD = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""What makes a text a text: two letters, or one of a script that writes words with single signs."""
SENTENCE = re.compile(
    r"^\W*[^\W\d_]*[A-Z\u00c0-\u00de\u0391-\u03a9\u0400-\u042f][a-z\u00df-\u00ff]|[^\x00-\x7f\W\d]"
    r"|[^\W\d_]{2,}(?:\s+[^\W\d_]+){3}"
)
"""What tells words to print from names and classes, in a text that a template hands on: a capital, a foreign letter,
four words in a row."""
ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
REMEDY = 'Set it between {% trans %} and {% endtrans %}, or in an expression: _("..."). A name: <bdi translate="no">.'


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter or plate that a template begins."""

    macro: str
    ident: str
    line: int


@dataclass(frozen=True, slots=True)
class Read:
    """What a template says of itself."""

    slips: tuple[tuple[int, str], ...]
    """Line and text of what is hard-coded."""
    headings: tuple[Heading, ...]


def faults(name: str, source: str) -> Iterator[Diagnostic]:
    """Yield an error for each text of a template that stands there in one language for all readers.

    A character that the program sets as a mark is an error as well: it would vanish.
    A template that does not parse has no findings here: whoever renders it says so.
    """
    for number, row in enumerate(source.split("\n") if MARK.search(source) else (), 1):
        for mark in MARK.findall(row):
            text = f"U+{ord(mark):04X} is for private use, here by the program"
            yield error(name, number, "template.text", text, "Delete it; pictures are drawings: art(...).")
    for line, text in read(source).slips:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 60 else f"{shown[:59]}…"  # noqa: PLR2004  # a line of a terminal
        yield error(name, line, "template.text", f"hard-coded text, not translated: {shown!r}", REMEDY)


@lru_cache(maxsize=512)
def read(source: str) -> Read:
    """Return what a template says of itself; nothing if it does not parse."""
    try:
        tree = _parser().parse(source)
    except TemplateSyntaxError:
        return Read((), ())
    skeleton = _Skeleton()
    skeleton.walk(tree)
    page = _Page(skeleton.text)
    return Read(tuple(sorted({*page.slips, *skeleton.slips})), tuple(_headings(tree)))


@lru_cache(maxsize=1)
def _parser() -> Environment:
    return parser_of_templates()


def _headings(tree: nodes.Template) -> Iterator[Heading]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr in {"chapter", "plate"} and call.args:
            first = call.args[0]
            is_titled = any(each.key == "title" for each in call.kwargs)
            if isinstance(first, nodes.Const) and isinstance(first.value, str) and not is_titled:
                yield Heading(call.node.attr, first.value, call.lineno)


def untitled(root: Path, chapters: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield an error for each chapter that has no title, or no part, in the partial that lists them."""
    try:
        tree = _parser().parse((root / TITLES).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplateSyntaxError):
        return
    listed = {name: keys for each in tree.find_all(nodes.Assign) for name, keys in _table(each)}
    if not {"titles", "parts"} <= listed.keys():
        return
    for chapter in dict.fromkeys(chapters):
        name = f"templates/chapters/{chapter}.html"
        try:
            source = (root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        for heading in read(source).headings:
            wanted = {"titles": "title", **({"parts": "part"} if heading.macro == "chapter" else {})}
            lacks = [table for table in wanted if heading.ident not in listed[table]]
            if lacks:
                text = f"chapter {heading.ident!r} has {' and '.join(f'no {wanted[table]}' for table in lacks)}"
                lines = {
                    "titles": f'to titles  "{heading.ident}": _("Its title"),',
                    "parts": f'to parts  "{heading.ident}": 0,',
                }
                remedy = f"Add in {TITLES} {' and '.join(lines[table] for table in lacks)}".rstrip(",")
                yield error(name, heading.line, "chapter.title", text, f"{remedy}; 0 is no part of the index.")


def _table(assign: nodes.Assign) -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(assign.target, nodes.Name) and isinstance(assign.node, nodes.Dict):
        keys = (pair.key.value for pair in assign.node.items if isinstance(pair.key, nodes.Const))
        yield assign.target.name, frozenset(map(str, keys))


class _Skeleton:
    """The markup of a template without its logic, line by line; expressions leave what they print for certain."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.line = 1
        self.slips: list[tuple[int, str]] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def walk(self, node: nodes.Node) -> None:
        """Take in a node and what is in it, in the order of the file."""
        if isinstance(node, nodes.TemplateData):
            self._write(node.lineno, node.data)
        elif isinstance(node, nodes.Output):
            for each in node.nodes:
                self._printed(each)
        elif isinstance(node, nodes.Expr):
            self._handed_on(node)
        elif not isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends):
            for child in node.iter_child_nodes():
                self.walk(child)

    def _printed(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.TemplateData):
            self._write(node.lineno, node.data)
        elif isinstance(node, nodes.Const):
            self._write(node.lineno, node.value if isinstance(node.value, str) else "")
        elif isinstance(node, nodes.CondExpr):
            self._handed_on(node.test)
            for each in (node.expr1, *([node.expr2] if node.expr2 else [])):
                self._printed(each)
        elif isinstance(node, nodes.Concat):
            for each in node.nodes:
                self._printed(each)
        elif isinstance(node, nodes.Expr):
            self._handed_on(node)

    def _handed_on(self, node: nodes.Node) -> None:
        """Look for sentences among the values that a template gives to something else."""
        if isinstance(node, nodes.Compare | nodes.Test):
            return  # a question, not an answer
        if isinstance(node, nodes.Getitem):
            self._handed_on(node.node)
            return
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
            for keyword in node.kwargs:
                self._handed_on(keyword.value)
            return
        if isinstance(node, nodes.Const):
            if isinstance(node.value, str) and WORD.search(node.value) and SENTENCE.search(node.value):
                self.slips.append((node.lineno, node.value))
            return
        if isinstance(node, nodes.Dict):
            for pair in node.items:
                self._handed_on(pair.value)
            return
        for child in node.iter_child_nodes():
            self._handed_on(child)

    def _write(self, line: int, text: str) -> None:
        if line > self.line:
            self.parts.append("\n" * (line - self.line))
            self.line = line
        self.parts.append(text)
        self.line += text.count("\n")


class _Page(HTMLParser):
    """Gathers the words of a skeleton that a reader would see or hear."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.slips: list[tuple[int, str]] = []
        self.open: list[tuple[str, bool]] = []
        """Open elements, and whether their words are not for translators."""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        line = self.getpos()[0]
        is_free = tag in SILENT or named.get("translate") == "no" or (bool(self.open) and self.open[-1][1])
        if tag not in VOID:
            self.open.append((tag, is_free))
        if is_free or (tag == "meta" and named.get("name", "").startswith(("dcterms.", "viewport", "generator"))):  # type: ignore[union-attr]  # a bare attribute has no value
            return
        before = 0
        whole = self.get_starttag_text() or ""
        for key, value in attrs:
            is_shown = key in SPOKEN and (key != "content" or named.get("name") is not None)
            is_shown = is_shown or (key.startswith("data-") and bool(SENTENCE.search(value or "")))
            if value and is_shown and WORD.search(value):
                before = max(0, whole.find(key))
                self.slips.append((line + whole[:before].count("\n"), f"{key}={value}"))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1]:
            return
        # A macro may print attributes, which look like text where they stand.
        shown = ATTRIBUTE.sub(lambda found: found[2] if found[1] in SPOKEN else "", data)
        if WORD.search(shown):
            first = len(data) - len(data.lstrip())
            self.slips.append((self.getpos()[0] + data[:first].count("\n"), shown.strip()))
