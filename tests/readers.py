"""The words that other programs read from a file: Poppler, MuPDF, and PDFium, which Chrome and Android read with."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import icu
import pikepdf
import pymupdf
import pypdfium2.raw as pdfium

from handbook.files.pdfium import opened
from handbook.layout.sorts import JOINERS
from handbook.press.slots import SLOT
from handbook.values.pages import Line, Pages

SHAPELESS = re.compile("[\u200b\u200e\u200f\u2060-\u2069\ufeff\u061c]")
TURNED = re.compile("[\u202a-\u202e]")
"""What Poppler puts round a part that it has turned round."""
SIGN = "\x02"
"""What PDFium tells in place of a hyphen and the end of its line; Chrome searches and copies without it."""
DIVIDED = re.compile(rf"(?<=\w)[\u00ad\u2010-]\s*\n\s*|{SIGN}")
"""A hyphen at the end of a line."""
MARKS = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u0652\u0670]")
"""What people leave out as they type Hebrew and Arabic."""
ALPHABETS = re.compile(r"[0-9]+|[A-Za-z\u00c0-\u024f]+|[\u3005-\u9fff]|[^0-9A-Za-z\u00c0-\u024f\u3005-\u9fff]+")
"""Figures and alphabets apart, each sign of Chinese alone: readers put spaces between these as they like."""


def without_panels(path: Path) -> bytes:
    """Return a file with nothing in its slots: ``tests/press/test_slots.py`` reads the panels."""
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and SLOT in each:
                each.write(b"")
        pdf.save(out)
    return out.getvalue()


def poppler(data: bytes) -> list[str]:
    """Return the text of each page as ``pdftotext`` tells it."""
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode().split("\f")[:-1]


def mupdf(data: bytes) -> list[str]:
    """Return the text of each page as MuPDF tells it."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text(flags=pymupdf.TEXT_PRESERVE_WHITESPACE) for page in document]


def chrome(data: bytes) -> list[str]:
    """Return the text of each page as PDFium tells it."""
    with opened(data) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append("".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())))
        return pages


READERS: Mapping[str, Callable[[bytes], list[str]]] = {"Poppler": poppler, "MuPDF": mupdf, "PDFium": chrome}


def words(text: str) -> list[str]:
    """Return the words of a text as they are spelt, with marks and joiners, without what else has no shape."""
    text = DIVIDED.sub("", SHAPELESS.sub("", TURNED.sub(" ", text)))
    runs = re.split(
        r"[\s_]+", "".join(each if unicodedata.category(each)[0] in "LMN" or each in JOINERS else " " for each in text)
    )
    return [part for run in runs for part in ALPHABETS.findall(run)]


def printed(laid: Pages) -> dict[int, list[str]]:
    """Return the words that each page prints, in the order of the document; those of one row stand together."""
    rows: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in laid.lines:
        rows[line.page][line.row].append(line)
    return {
        page: words("\n".join("".join(line.text for line in row) for row in found.values()))
        for page, found in rows.items()
    }


def lost(data: bytes, laid: Pages, reader: str) -> Counter[str]:
    """Return the printed words that a reader does not tell, each as often as it is missed on its page.

    Where pages stand on sheets, on the whole file.
    """
    told, pages = READERS[reader](data), printed(laid)
    if len(told) != laid.count:
        told, pages = ["\n".join(told)], {1: [word for found in pages.values() for word in found]}
    missed: Counter[str] = Counter()
    for page, wanted in pages.items():
        missed += Counter(map(_alike, wanted)) - Counter(map(_alike, words(told[page - 1])))
    return missed


def pairs_lost(data: bytes, laid: Pages, reader: str) -> Counter[tuple[str, str]]:
    """Return the words that stand side by side on a line and that a reader does not tell side by side.

    Figures are left out: beside text from right to left each reader has an order of its own for them.
    """
    told = READERS[reader](data)
    missed: Counter[tuple[str, str]] = Counter()
    for line in laid.lines:
        missed += _pairs(line.text) - _pairs(told[line.page - 1])
    return missed


def _pairs(text: str) -> Counter[tuple[str, str]]:
    found = [_alike(word) for word in words(text)]
    pairs = itertools.pairwise(found)
    return Counter(pair for pair in pairs if not any(word[0].isdigit() for word in pair))


def _alike(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def searched(data: bytes, wanted: Iterable[str]) -> list[str]:
    """Return the words that PDFium's own search does not find as they are spelt, but for those that lines divide."""
    divided = {word.replace(SIGN, "") for text in chrome(data) for word in re.findall(rf"\w+{SIGN}\w+", text)}
    with opened(data) as document:
        pages = [page.get_textpage() for page in document]
        left = [word for word in wanted if not any(page.search(word).get_next() for page in pages)]
    return [word for word in left if word not in divided]


def searched_bare(data: bytes, wanted: Iterable[str]) -> list[str]:
    """Return the words that are not found by Chrome's search typed without their marks: ICU's, over PDFium's text."""
    text = "\n".join(chrome(data)).replace(SIGN, "")
    collator = icu.Collator.createInstance(icu.Locale("root"))
    collator.setStrength(icu.Collator.PRIMARY)
    return [word for word in wanted if icu.StringSearch(_bare(word), text, collator).first() < 0]


def _bare(word: str) -> str:
    return MARKS.sub("", word)
