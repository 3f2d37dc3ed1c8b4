"""Where a template prints into an attribute or a title, HTML reads no tags there: what is printed becomes plain text.

A translation is markup: it may hold tags, quotation marks and the signs that keep a line together. In a page's text
that is right; ``alt="{{ ... }}"`` would end at the first quotation mark. So each expression and each ``trans`` block
is looked at for its place while a template is compiled (contextual escaping, as Go's html/template has it), and none
can be forgotten: templates write ``alt="{{ text }}"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

PRINTED = "data-"
"""Attributes that begin so are for style sheets, which print them: their text keeps the signs of its lines."""
PLAIN, UNTAGGED = "plain", "untagged"
"""The filters (``language.typography``) for what is read or kept, and for what is printed."""
_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<tag>/?[A-Za-z][\w-]*)|(?P<name>[\w:-]+)\s*=\s*(?P<quote>[\"'])", re.DOTALL)
"""What the text of a page leads to: a comment, a tag; or the attributes that a macro prints into a tag."""
_TAG = re.compile(r"(?P<end>>)|(?:(?P<name>[^\s\"'<>/=]+)\s*=\s*)?(?P<quote>[\"'])")
_BARE = re.compile(r"=\s*\Z")
_BALANCED = frozenset({"if", "for"})
"""Blocks whose branches must leave a page where they found it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a page a template is."""

    tag: str = ""
    """The name of the tag that is open, ``/`` and all; empty outside of tags."""
    name: str = ""
    """The attribute whose value is open."""
    quote: str = ""
    """The sign that ends this value."""
    in_title: bool = False
    """Between ``<title>`` and its end, where tags are letters."""
    is_bare: bool = False
    """Behind the equals sign of a value without quotation marks."""

    @property
    def wanted(self) -> str:
        """The filter that a text needs here, or ""."""
        if self.quote:
            return UNTAGGED if self.name.startswith(PRINTED) else PLAIN
        return PLAIN if self.in_title else ""


def after(place: Place, markup: str) -> Place:
    """Return where a page is after some more of it."""
    at = 0
    while True:
        if place.quote:
            end = markup.find(place.quote, at)
            if end < 0:
                return place
            place, at = Place(place.tag), end + 1
            continue
        found = (_TAG if place.tag else _TEXT).search(markup, at)
        if found is None:
            return Place(place.tag, in_title=place.in_title, is_bare=bool(place.tag and _BARE.search(markup, at)))
        place, at = _next(place, found), found.end()


def _next(place: Place, found: re.Match[str]) -> Place:
    groups = found.groupdict()
    if place.in_title:
        return Place("/title") if groups["tag"] == "/title" else place
    if groups.get("end"):
        return Place(in_title=place.tag == "title")
    if groups["quote"]:
        return Place(place.tag, groups["name"] or "", groups["quote"])
    return Place(groups["tag"]) if groups.get("tag") else place


class PlainInAttributes(Extension):
    """Sets the filters as the place of each expression and ``trans`` block asks for them."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template with the filters between them.

        Raises TemplateSyntaxError for a value without quotation marks, and for a block that ends in another place than
        it began.
        """
        place, opened = Place(), list[Place]()
        tokens = list(stream)
        wrapped = ""
        in_trans = False
        for number, token in enumerate(tokens):
            name = tokens[number + 1].value if token.type == "block_begin" else ""
            if token.type == "data" and not in_trans:
                place = after(place, token.value)
            elif token.type == "block_begin" and name == "trans":
                in_trans, wrapped = True, _wanted(place, token, stream)
                if wrapped:
                    yield from _block(token.lineno, "filter", wrapped)
            elif token.type == "block_begin":
                _keep(name, place, opened, token, stream)
            filtered = "" if in_trans or not token.type.startswith("variable_") else _wanted(place, token, stream)
            if filtered and token.type == "variable_end":
                yield from _tokens(token.lineno, (("rparen", ")"), ("pipe", "|"), ("name", filtered)))
            yield token
            if filtered and token.type == "variable_begin":
                yield Token(token.lineno, "lparen", "(")
            if in_trans and token.type == "block_end" and tokens[number - 1].value == "endtrans":
                in_trans = False
                if wrapped:
                    yield from _block(token.lineno, "endfilter")


def _wanted(place: Place, token: Token, stream: TokenStream) -> str:
    if place.is_bare:
        msg = "a value without quotation marks: an attribute's value stands between them"
        raise TemplateSyntaxError(msg, token.lineno, stream.name, stream.filename)
    return place.wanted


def _keep(name: str, place: Place, opened: list[Place], token: Token, stream: TokenStream) -> None:
    """Note where a block begins; each of its branches must come back there."""
    if name in _BALANCED:
        opened.append(place)
    elif opened and name in {"elif", "else", *(f"end{each}" for each in _BALANCED)}:
        if opened[-1] != place:
            msg = "a tag, an attribute or a title that begins in a block ends in it"
            raise TemplateSyntaxError(msg, token.lineno, stream.name, stream.filename)
        if name.startswith("end"):
            opened.pop()


def _block(line: int, *words: str) -> Iterator[Token]:
    names = (("name", word) for word in words)
    yield from _tokens(line, (("block_begin", "{%"), *names, ("block_end", "%}")))


def _tokens(line: int, said: Iterable[tuple[str, str]]) -> Iterator[Token]:
    yield from (Token(line, kind, value) for kind, value in said)
