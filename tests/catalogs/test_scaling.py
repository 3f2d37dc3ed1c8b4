"""No check is quadratic: what is a thousand times as long takes no longer than a coffee, where it took hours.

A text of 60,000 characters is read in a moment if each is looked at a few times, and in no bearable time if each is
compared with all others: so the limit is generous, and no test here measures how fast a machine is.
"""

from __future__ import annotations

import pytest
from builders import a_language

from handbook.catalogs.manuscript import examine
from handbook.catalogs.po import PoFile, read, write
from handbook.catalogs.review import review
from handbook.catalogs.tidy import tidied

SIZE = 60_000
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
pytestmark = pytest.mark.timeout(30)

TEXTS = {
    "one word": "a",
    "one word of signs": "a.",
    "signs of addresses": "a@",
    "hyphens": "a-",
    "addresses": "http://",
    "full stops behind an address": "http://x" + "." * 50,
    "digits": "1",
    "numbers in groups": "1,000 ",
    "short numbers": "1 2 ",
    "open tags": "<",
    "names of tags": "<a",
    "a tag that never ends": "<b " + "x" * 50,
    "placeholders that never end": "%(",
    "per cents": "%",
    "spaces": " ",
    "words between many spaces": "a" + " " * 50,
    "words that follow themselves": "ab ab",
    "apostrophes": "l'",
    "quotation marks": "“",
    "entities": "&amp;",
    "entities that never end": "&a",
    "backslashes": "\\\\",
    "invisible characters": "\u200b\u202e",
    "accents": "e\u0301",
    "accents alone": "\u0301",
    "Chinese": "假货",
    "Arabic": "كتاب ",
    "kashidas": "\u0640",
    "emoji": "😀",
    "new lines": "\\n",
}


def checked(body: str) -> PoFile:
    """Read and check a catalog in every way."""
    data = (HEADER + body).encode()
    catalog, _ = examine("x.po", data, frozenset(), "fr")
    assert catalog is not None
    review("x.po", catalog, a_language("fr"), ())
    write(tidied(catalog))
    return catalog


@pytest.mark.parametrize("piece", TEXTS.values(), ids=TEXTS)
def test_a_long_text_is_checked_in_a_moment(piece: str) -> None:
    text = piece * (SIZE // len(piece))

    checked(f'msgid "x{text}"\nmsgstr "y{text}"\n')


@pytest.mark.parametrize("first", ["<", "http://", "a@", "%(", "&", "1"])
def test_a_long_word_after_a_sign_is_checked_in_a_moment(first: str) -> None:
    checked(f'msgid "{first}{"b" * SIZE}"\nmsgstr "{first}{"c" * SIZE}"\n')


LINES = {
    "lines of a text": ('msgid ""\n', '"a"\n', 'msgstr ""\n'),
    "comments": ("", "# a\n", 'msgid "a"\nmsgstr "b"\n'),
    "flags": ("", "#, fuzzy\n", 'msgid "a"\nmsgstr "b"\n'),
    "one line of flags": ("#, a", ", fuzzy", '\nmsgid "a"\nmsgstr "b"\n'),
    "a long flag": ("#, ", "fuzy", '\nmsgid "a"\nmsgstr "b"\n'),
    "a long switch": ("# ignore: ", "number,", '\nmsgid "a"\nmsgstr "b"\n'),
    "spaces after a switch": ("# ignore", " ", '\nmsgid "a"\nmsgstr "b"\n'),
    "previous text": ('#| msgid ""\n', '#| "a"\n', 'msgid "a"\nmsgstr "b"\n'),
    "broken lines": ("", 'x"y\n', ""),
    "texts alone": ("", '"x"\n', ""),
    "conflict markers": ("", "<<<<<<<\n", ""),
    "twice the same text": ("", 'msgid "a"\nmsgstr "b"\n\n', ""),
    "obsolete twins": ("", '#~ msgid "a"\n#~ msgstr "b"\n\n', ""),
    "headers": ("", 'msgid ""\nmsgstr "Language: fr\\n"\n\n', ""),
    "fields of a header": ('msgid ""\nmsgstr ""\n', '"Languag: fr\\n"\n', ""),
}


@pytest.mark.parametrize(("before", "piece", "after"), LINES.values(), ids=LINES)
def test_a_file_of_many_lines_is_checked_in_a_moment(before: str, piece: str, after: str) -> None:
    checked(before + piece * (SIZE // 5 // len(piece)) + after)


def test_a_header_is_read_once_however_many_entries_there_are() -> None:
    fields = "".join(f'"X-Field-{number}: x\\n"\n' for number in range(2000))
    entries = "".join(f'msgid "text {number}"\nmsgstr "texte {number}"\n\n' for number in range(2000))
    data = (HEADER.rstrip("\n") + "\n" + fields + "\n" + entries).encode()

    assert examine("x.po", data, frozenset(), "fr")[1] == ()
    assert len(read("x.po", data)[0].entries) == 2000
