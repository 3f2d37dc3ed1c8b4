"""The gate before a build: what in a catalog would break a page or mislead a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import c2py

from babel.messages import catalog as babel_catalog
from babel.messages.pofile import unescape

from handbook.catalogs.entries import Key, key, sources, translations
from handbook.diagnostics import Diagnostic, error, warning

PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w*)\))?(?P<kind>.)?")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
ALLOWED_TAGS = frozenset({"b", "br", "em", "strong"})
VOID_TAGS = frozenset({"br"})


def check_text(name: str, data: bytes) -> Iterator[Diagnostic]:
    """Yield the faults that the bytes themselves show, before any parsing."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield error(name, 1, "catalog.bom", "the file starts with a byte order mark", "Save it as UTF-8 without BOM.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        hint = "Save the file as UTF-8 (in Poedit: Catalogue, Properties, Charset)."
        yield error(name, line, "catalog.encoding", "the file is not UTF-8", hint)
        return
    charset = re.search(r'^"Content-Type:.*charset=([^\\\s"]+)', text, re.MULTILINE)
    if charset is None or charset[1].lower() not in {"utf-8", "utf8"}:
        found = charset[1] if charset else "none"
        hint = 'The header needs "Content-Type: text/plain; charset=utf-8\\n".'
        yield error(name, 1, "catalog.charset", f"the header names the charset {found}", hint)
    yield from _line_faults(name, text)
    yield from _duplicates(name, text)


def _line_faults(name: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if re.match(r"(<{7}|={7}|>{7})( |$)", line):
            yield error(name, number, "catalog.conflict", "merge-conflict marker", "Decide between the two versions.")
        elif stripped and not re.match(
            r'#|(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])\s+"(\\.|[^"\\])*"$|"(\\.|[^"\\])*"$', stripped
        ):
            yield error(
                name, number, "catalog.string", f"broken string or unknown line: {stripped[:60]}",
                'A text begins and ends with " on the same line; a " inside is written \\".',
            )  # fmt: skip


def _duplicates(name: str, text: str) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], int] = {}
    for line, context, source in _entries(text):
        if (context, source) in seen:
            yield error(name, line, "catalog.duplicate", f"the text stands here twice, first in line "
                        f"{seen[context, source]}: {source[:50]!r}")  # fmt: skip
        seen.setdefault((context, source), line)


def entry_lines(text: str) -> dict[tuple[str, str], int]:
    """Return for each entry (context, source text) the line of its msgid."""
    return {(context, source): line for line, context, source in reversed(list(_entries(text)))}


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, context and msgid of every entry that is not obsolete."""
    context, source, start, target = "", "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        keyword, _, rest = line.strip().partition(" ")
        if keyword == "msgctxt":
            context, target = unescape(rest.strip()), "context"
        elif keyword == "msgid":
            source, target, start = unescape(rest.strip()), "source", number
        elif keyword.startswith("msg"):
            if target in {"source", "context"} and source:
                yield start, context, source
            if not keyword.startswith("msgid"):
                context, source = "", ""
            target = ""
        elif line.startswith('"') and target == "source":
            source += unescape(line.strip())
        elif line.startswith('"') and target == "context":
            context += unescape(line.strip())


def check_messages(name: str, parsed: babel_catalog.Catalog, text: str, keys: frozenset[Key]) -> Iterator[Diagnostic]:
    """Yield the faults of the parsed entries, each with the line of its msgid."""
    lines = entry_lines(text)
    if parsed.fuzzy:
        yield error(name, 1, "catalog.header-fuzzy", "the header is marked fuzzy", 'Remove "fuzzy" above the header.')
    yield from _plural_header(name, text)
    yield from _plural_forms(name, text, parsed.num_plurals)
    for message in parsed:
        if not message.id or message.fuzzy:
            continue
        line = lines.get(key(message), 0)
        if key(message) not in keys:
            yield warning(
                name,
                line,
                "catalog.unused",
                f"no template has the text {sources(message)[0][:60]!r}",
                "The catalog is older than the templates: merge locales/handbook.pot into it.",
            )
        for translation in filter(None, translations(message)):
            yield from _placeholders(name, line, sources(message), translation)
            yield from _tags(name, line, sources(message)[0], translation)


def _plural_header(name: str, text: str) -> Iterator[Diagnostic]:
    match = re.search(r'^"Plural-Forms:\s*(.*?)(\\n)?"$', text, re.MULTILINE)
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    value = match[1] if match else ""
    if not re.fullmatch(r"nplurals\s*=\s*[1-9]\s*;\s*plural\s*=[\sn\d()<>=!&|?:%]+;?", value):
        yield error(name, line, "catalog.plural-header", f"Plural-Forms is missing or not a plural rule: {value!r}")
        return
    try:
        c2py(re.sub(r".*\bplural\s*=", "", value).rstrip("; "))
    except ValueError as fault:
        yield error(name, line, "catalog.plural-header", f"Plural-Forms cannot be read: {fault}")


def _plural_forms(name: str, text: str, wanted: int) -> Iterator[Diagnostic]:
    """Count the forms in the text itself: the parser fills missing ones up in silence."""
    for block in re.finditer(r"(?:^(?!#).+\n?)+", text, re.MULTILINE):
        if not re.search(r"^msgid_plural ", block[0], re.MULTILINE):
            continue
        found = sorted(map(int, re.findall(r"^msgstr\[(\d+)\]", block[0], re.MULTILINE)))
        if found != list(range(wanted)):
            line = text.count("\n", 0, block.start()) + 1
            fault = f"{len(found)} plural forms, but the header says nplurals={wanted}"
            yield error(name, line, "catalog.plural", fault, f"Write msgstr[0] to msgstr[{wanted - 1}].")


def _placeholders(name: str, line: int, texts: tuple[str, ...], translation: str) -> Iterator[Diagnostic]:
    known = {text for each in texts for text in _names(each)}
    needed = set.intersection(*(set(_names(each)) for each in texts))
    found = _names(translation)
    listing = ", ".join(sorted(known)) or "no placeholders"
    for match in PLACEHOLDER.finditer(translation):
        if match["kind"] == "%" and match["name"] is None:
            continue
        if match["name"] is None or match["kind"] != "s":
            yield error(name, line, "catalog.placeholder", f"broken placeholder {match[0]!r}",
                        "Write %(name)s, and a percent sign as %%.")  # fmt: skip
    for unknown in sorted(set(found) - known):
        yield error(name, line, "catalog.placeholder", f"unknown placeholder {unknown!r}",
                    f"the source text has: {listing}")  # fmt: skip
    for missing in sorted(needed - set(found)):
        yield error(name, line, "catalog.placeholder", f"missing placeholder {missing!r}",
                    f"the source text has: {listing}")  # fmt: skip


def _names(text: str) -> list[str]:
    return [match["name"] for match in PLACEHOLDER.finditer(text) if match["name"] and match["kind"] == "s"]


def _tags(name: str, line: int, source: str, translation: str) -> Iterator[Diagnostic]:
    rest = TAG.sub("", translation)
    if "<" in rest or ">" in rest:
        yield error(name, line, "catalog.tag", f"a stray < or >: {translation[:60]!r}", "Tags look like <b>…</b>.")
    wanted, found = (Counter(match[0] for match in TAG.finditer(text)) for text in (source, translation))
    for tag in sorted((found - wanted).elements()):
        inner = TAG.fullmatch(tag)
        verb = "foreign tag" if inner and (inner[2] not in ALLOWED_TAGS or tag not in wanted) else "surplus tag"
        yield error(name, line, "catalog.tag", f"{verb} {tag}", "Use the tags of the source text, no others.")
    for tag in sorted((wanted - found).elements()):
        yield error(name, line, "catalog.tag", f"missing tag {tag}", "Use every tag of the source text.")
    open_tags: list[str] = []
    for match in TAG.finditer(translation):
        if match[2] in VOID_TAGS:
            continue
        if not match[1]:
            open_tags.append(match[2])
        elif not open_tags or open_tags.pop() != match[2]:
            yield error(name, line, "catalog.tag", f"{match[0]} closes nothing", "Close tags in the order opened.")
            return
    if open_tags:
        yield error(name, line, "catalog.tag", f"<{open_tags[-1]}> is never closed")
