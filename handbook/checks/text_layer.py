"""Whether a file says what it prints: each code that a page shows looked up, and held against what was laid out.

Search, copying and screen readers know nothing but codes and what these stand for (ISO 32000-1, 9.10). So a run that
cannot be read back letter by letter is an error: nobody sees it on the page.
"""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pikepdf
from pikepdf import Dictionary, Name

from handbook.language.bidi import as_painted
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Job
from handbook.values.pages import Line, Pages

HINT = "Nothing in the data files does this: please report it, with the words."
UNKNOWN = "\ufffd"
"""What a code says that the font's table does not have."""
_TEXT = re.compile(rb"^BT\n(.*?)^ET$|^/(\S+) Do$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(rb"(Tm)$|/(\S+) \S+ Tf$|\[(.*?)\] TJ$", re.MULTILINE)
"""Where a run begins, its fonts, and its codes."""
_CODES = re.compile(rb"<([0-9a-f]*)>")
_ENTRY = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", re.MULTILINE)
_RANGE = re.compile(rb"^<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]$", re.MULTILINE)
"""The entries of a table: a code and its text (bfchar); a first code, and the texts of all that follow (bfrange)."""

Tables = Mapping[str, Mapping[bytes, str]]
"""What the codes of each font say, by the name that the page gives it."""


def check(files: Iterable[bytes], laid: Pages, job: Job) -> tuple[Diagnostic, ...]:
    """Return an error for each run of text that a layout's pages, in one file or in several, do not say."""
    return tuple(
        error(job.slug, 0, "pdf.text", f"page {page}: “{text}” is printed but cannot be read", HINT)
        for page, text in unread(files, laid)
    )


def unread(files: Iterable[bytes], laid: Pages) -> Iterator[tuple[int, str]]:
    """Yield page and text of each run that was laid out and that its page does not say."""
    wanted: dict[int, list[tuple[str, bool]]] = {}
    for run in _runs(laid.lines):
        wanted.setdefault(run[0].page, []).append(("".join(line.text for line in run), run[0].rtl))
    for page, said_ in enumerate(itertools.chain.from_iterable(map(said, files)), 1):
        yield from ((page, text) for text in missing(said_, wanted.get(page, [])))


def missing(said_: Iterable[str], printed: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Yield the lines, each with whether it is read from right to left, that are not among what a page says."""
    # A hyphen that only the end of the line brings says that it is one; laid out, it looks like others.
    heard = Counter(_plain(text.replace("\u00ad", "-")) for text in said_)
    for text, rtl in printed:
        painted = _plain(as_painted(text, rtl=rtl))
        if painted and not heard[painted]:
            yield text
        heard[painted] -= 1


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the parts of each run of text that was laid out as one."""
    run: list[Line] = []
    for line in lines:
        if run and not line.goes_on:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _plain(text: str) -> str:
    """Return text without what has no shape, with its spaces alike, and with the marks of a letter in one order."""
    shown = "".join(" " if each.isspace() else each for each in text if unicodedata.category(each) != "Cf")
    groups = itertools.groupby(shown.strip(), lambda each: unicodedata.bidirectional(each) == "NSM")
    ordered = ("".join(sorted(part) if are_marks else part) for are_marks, part in groups)
    return "".join(ordered).replace("\u2010", "-")


def said(file: bytes) -> Iterator[list[str]]:
    """Yield the runs that each page of a file says, in the order in which they are painted."""
    known: dict[tuple[int, int], Mapping[bytes, str]] = {}
    with pikepdf.open(io.BytesIO(file)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            yield list(_said(page.Contents.read_bytes(), page.obj.get("/Resources", Dictionary()), known))


def _said(
    content: bytes, resources: pikepdf.Object, known: dict[tuple[int, int], Mapping[bytes, str]]
) -> Iterator[str]:
    fonts, forms = resources.get("/Font", Dictionary()), resources.get("/XObject", Dictionary())
    table: Mapping[bytes, str] = {}
    for text in _TEXT.finditer(content):
        if text[2]:
            form = forms.get(f"/{text[2].decode()}")
            if form is not None and form.get("/Subtype") == Name.Form:
                yield from _said(form.read_bytes(), form.get("/Resources", Dictionary()), known)
            continue
        runs: list[str] = []
        for begins, font, shown in _SHOWN.findall(text[1]):
            if begins:
                runs.append("")
            elif font:
                table = _table(fonts[f"/{font.decode()}"], known)
            else:
                codes = b"".join(_CODES.findall(shown))
                runs[-1] += "".join(table.get(codes[at : at + 4], UNKNOWN) for at in range(0, len(codes), 4))
        yield from runs


def _table(font: pikepdf.Object, known: dict[tuple[int, int], Mapping[bytes, str]]) -> Mapping[bytes, str]:
    """Return what the codes of a font say; an empty text is as good as none."""
    if font.objgen not in known:
        table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        known[font.objgen] = {
            code: bytes.fromhex(text.decode()).decode("utf-16-be", "replace") or UNKNOWN
            for code, text in _entries(table)
        }
    return known[font.objgen]


def _entries(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the codes of a ToUnicode table with what they say, both in hexadecimal (ISO 32000-2, 9.10.3)."""
    yield from _ENTRY.findall(table)
    for first, texts in _RANGE.findall(table):
        for at, text in enumerate(_CODES.findall(texts), int(first, 16)):
            yield b"%04x" % at, text
