"""Flags of entries: which mean something to anybody, and the checks that a translator may switch off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from handbook.catalogs.po import IGNORE, Entry, flags_of, is_fuzzy
from handbook.values.diagnostics import Diagnostic, warning

SWITCHES = frozenset({
    "brackets", "composition", "double-space", "double-word", "flag", "forbidden-term", "header-field", "invisible",
    "kashida", "length", "link", "meaning", "number", "plural-rule", "punctuation", "same-forms", "space", "term",
    "two-translations", "unchanged", "unused", "mixed-scripts",
})  # fmt: skip
"""The checks that can be switched off for one entry: "number" for ``catalog.number``."""
FORMATS = (
    "awk", "boost", "c", "c++", "csharp", "d", "elisp", "gcc-internal", "gfc-internal", "go", "java", "java-printf",
    "javascript", "kde", "kde-kuit", "librep", "lisp", "lua", "modula2", "object-pascal", "objc", "ocaml", "perl",
    "perl-brace", "php", "python", "python-brace", "qt", "qt-plural", "ruby", "rust", "scheme", "sh", "sh-printf",
    "smalltalk", "tcl", "ycp",
)  # fmt: skip
"""Kinds of placeholders that GNU gettext knows: "python" in ``python-format``."""
_WEBLATE = frozenset({
    "auto-java-messageformat", "bbcode-text", "case-insensitive", "check-glossary", "discard", "dos-eol", "forbidden",
    "icu-message-format", "markdown-text", "md-text", "read-only", "rst-text", "safe-html", "strict-format",
    "strict-same", "terminology", "url", "xml-text",
})  # fmt: skip
_WITH_VALUE = re.compile(
    r"max-length:\s*[0-9]{1,6}|range:\s*\d+\.\.\d+|"
    r"(font-\w+|icu-flags|max-size|placeholders|priority|regex|replacements|variant|xml-\w+):.*"
)
_NEGATIONS = ("no-", "possible-", "impossible-")
_PLAIN = frozenset({"fuzzy", "wrap", "no-wrap"})
_CLOSE = 0.75
_NAME = 40
"""Letters of a flag, at most, that is looked for among those known."""


def check_flags(name: str, entry: Entry) -> Iterator[Diagnostic]:
    """Yield the flags and switches of an entry that do nothing, stand there twice or contradict each other."""
    code = "catalog.flag"
    for flag in dict.fromkeys((*entry.flags, *(IGNORE + switch for switch in entry.ignored))):
        if not _is_known(flag):
            yield warning(name, entry.line, code, f"{flag[:_NAME]!r} is no flag: it does nothing", _meant(flag))
    for flag, times in Counter(flags_of(entry.raw.split("\n"))).items():
        if times > 1:
            yield warning(name, entry.line, code, f"the flag {flag!r} stands here twice", "Remove one.")
    for negation in _NEGATIONS:
        for flag in sorted({negation + flag for flag in entry.flags} & {*entry.flags}):
            text = f"the flags {flag.removeprefix(negation)!r} and {flag!r} contradict each other"
            yield warning(name, entry.line, code, text, "Remove the wrong one.")


def _is_known(flag: str) -> bool:
    if flag.startswith(IGNORE):
        return flag.removeprefix(IGNORE) in SWITCHES
    kind = flag.removesuffix("-format")
    for negation in _NEGATIONS:
        kind = kind.removeprefix(negation)
    is_format = flag.endswith("-format") and kind in FORMATS
    return is_format or flag in _PLAIN | _WEBLATE or _WITH_VALUE.fullmatch(flag) is not None


def _meant(flag: str) -> str:
    """Return what to do about a flag that nobody knows."""
    if is_fuzzy(flag):
        return 'Write "fuzzy", as other programs read it.'
    known = [*_PLAIN, "max-length:20", *(IGNORE + each for each in SWITCHES), *(f"{each}-format" for each in FORMATS)]
    close = get_close_matches(flag[:_NAME].lower(), sorted(known), 1, _CLOSE)
    return f"Is {close[0]!r} meant? Else remove it." if close else "Remove it."
