"""A PO file as it stands: every entry with its place and its lines, so that what is untouched keeps its bytes.

Parsers of libraries forgive faults and forget places; the gate needs both, and merging must not rewrite what did not
change. Texts are unescaped; comments are kept word for word.

Whoever wants to know what stands in a PO file asks ``read``, with its bytes: the files of a project are handed out by
``manuscript``, those of other tools by ``exchange``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from handbook.catalogs.newest import newest
from handbook.language.signs import is_visible
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.message import Key

_SPACE = " \t\r\f\v"
"""What GNU gettext takes for space between words; a no-break or ideographic space is none."""
_STRING = r'"(?:\\.|[^"\\])*"'
_KEYWORD = r"msgctxt|msgid|msgid_plural|msgstr|msgstr\[([0-9]{1,3})\]"
_LINE = re.compile(rf"(?:({_KEYWORD})[{_SPACE}]+)?({_STRING})[{_SPACE}]*")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BOM = b"\xef\xbb\xbf"
_BEFORE = ("#|", "#~|")
"""How the lines of a previous text begin."""
_PREVIOUS = tuple([*context, "msgid", *plural] for context in ((), ("msgctxt",)) for plural in ((), ("msgid_plural",)))
_NO_PREVIOUS = 'Remove the lines of this entry that begin with "#|" or "#~|".'
ENCODING = "catalog.encoding"
"""The code of the finding after which nothing of a file was read."""
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_AFTER = {"": {"msgctxt", "msgid"}, "msgctxt": {"msgid"}, "msgid": {"msgid_plural", "msgstr"}}
"""Which keyword may follow which; what follows the plural and the translations is told by number."""
_FLAGS = ("#,", "#=")
"""How a line of flags begins, the second since GNU gettext of June 2025; no tool adds a flag to the second."""
_RESPELT = re.compile(r"# =(?= *[A-Za-z][\w+:.-]*(,[\w+:. -]*)*$)")
"""A line of flags as GNU gettext before 2025 and Poedit with it write it back: as a comment."""
_FUZZY = "fuzzy"
_SWITCH = re.compile(r"#\s*ignore\s*[:\uff1a](.+)", re.IGNORECASE)
IGNORE = "ignore-"
"""A flag that begins so switches one check off for one entry, as does a translator's comment ``# ignore: number``."""
_DAMAGED = 4
"""So many broken lines at least, and as many as sound ones, are no slips."""


@dataclass(frozen=True, slots=True)
class Previous:
    """What a fuzzy translation was made for: the lines that begin with ``#|``."""

    context: str | None
    source: str
    plural: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog, or its header, whose source text is empty."""

    line: int
    """1-based line of the ``msgid``."""
    translator: tuple[str, ...]
    """Lines of the translator's comments, "# " and all."""
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]
    """Each flag once, of both kinds of lines."""
    previous: Previous | None
    context: str | None
    source: str
    plural: str | None
    translations: tuple[str, ...]
    obsolete: bool
    body: tuple[str, ...]
    """The lines from ``msgctxt`` or ``msgid`` on, without "#~ ", as the file has them; empty for a new entry."""
    raw: str
    """All lines as the file has them; empty for a new or changed entry."""
    sticky: frozenset[str] = frozenset()
    """The flags that stand on a line which begins with ``#=``."""

    @property
    def key(self) -> Key:
        """What identifies the message in its catalog."""
        return self.context or "", self.source

    @property
    def fuzzy(self) -> bool:
        """Whether a person must look at the translation before it is printed."""
        return any(map(is_fuzzy, self.flags))

    @property
    def ignored(self) -> tuple[str, ...]:
        """The checks that are switched off here: "number" for ``catalog.number``.

        Tools drop flags that they do not know, but keep what translators comment.
        """
        flagged = [flag.removeprefix(IGNORE) for flag in self.flags if flag.startswith(IGNORE)]
        said = (match[1] for line in self.translator if (match := _SWITCH.fullmatch(line)))
        written = (name for names in said for name in re.split(r"[,;\s\u3001\uff0c]+", names) if name)
        return tuple(dict.fromkeys([*flagged, *(name.removeprefix("catalog.") for name in written)]))

    @property
    def is_header(self) -> bool:
        """Whether it is, or would be, the header of a file."""
        return not self.source and self.context is None

    @property
    def sources(self) -> tuple[str, ...]:
        """The source texts: one, or singular and plural."""
        return (self.source,) if self.plural is None else (self.source, self.plural)

    @property
    def translated(self) -> bool:
        """Whether every form has a text that can be seen, and none is in doubt."""
        return bool(self.translations) and all(map(is_visible, self.translations)) and not self.fuzzy

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the text stands in."""
        return tuple(name for line in self.references for name in line.removeprefix("#:").split())


@dataclass(frozen=True, slots=True)
class PoFile:
    """A whole file."""

    header: Entry | None
    entries: tuple[Entry, ...]
    """Without the header; obsolete entries included."""
    tail: tuple[str, ...] = ()
    """Comments after the last entry."""
    text: str = field(default="", compare=False)
    """What was read, without a byte order mark and with "\n" at the line ends; empty for what is yet to be written."""

    @property
    def fields(self) -> Mapping[str, str]:
        """The fields of the header, by name."""
        text = self.header.translations[0] if self.header else ""
        pairs = (line.partition(":") for line in text.split("\n") if line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries that are not obsolete."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @property
    def forms(self) -> int:
        """How many plural forms the header says there are; 2 if it does not say."""
        match = re.search(r"nplurals\s*=\s*([1-9])", self.fields.get("Plural-Forms", ""))
        return int(match[1]) if match else 2


def is_fuzzy(flag: str) -> bool:
    """Whether a flag says that a person must look at the text; who writes it with a capital means the same."""
    return flag.lower() == _FUZZY


@newest
def read(name: str, data: bytes) -> tuple[PoFile, tuple[Diagnostic, ...]]:
    """Return the entries of a file, given as its bytes, and each fault of encoding and syntax; these are left out.

    A PO file is UTF-8. A byte order mark is a fault, and reading goes on behind it; of a file in another encoding
    nothing is read. Lines may end with CR and LF, as editors on Windows write them. ``name`` stands in the findings.
    """
    hint = "Save it as UTF-8 without BOM."
    marked = [error(name, 1, "catalog.bom", "the file starts with a byte order mark", hint)]
    faults = marked if data.startswith(_BOM) else []
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        hint = "Save the file as UTF-8 (in Poedit: Catalogue, Properties, Charset)."
        return PoFile(None, ()), (*faults, error(name, line, ENCODING, "the file is not UTF-8", hint))
    if "\r" in text and "\n" not in text:
        hint = "Save it with the line ends of Unix (LF) or Windows (CR LF)."
        faults.append(error(name, 1, "catalog.line-ends", "the lines end as on old Macs (CR)", hint))
        text = text.replace("\r", "\n")
    faults += _control_characters(name, text)
    reader = _Reader(name)
    for number, row in enumerate(text.split("\n"), 1):
        reader.take(number, row)
    reader.end()
    reader.left_over(text)
    reader.damaged()
    header = next((entry for entry in reader.entries if entry.is_header and not entry.obsolete), None)
    rest = tuple(entry for entry in reader.entries if entry is not header)
    return PoFile(header, rest, tuple(reader.lines), text), (*faults, *reader.faults)


def _control_characters(name: str, text: str) -> Iterator[Diagnostic]:
    for number, row in enumerate(text.split("\n"), 1):
        if strange := _CONTROL.search(row):
            yield error(name, number, "catalog.string", f"control character U+{ord(strange[0]):04X}", "Remove it.")


class _Reader:
    """Takes lines one by one and closes an entry where the next begins."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Entry] = []
        self.faults: list[Diagnostic] = []
        self.comments: list[str] = []
        self.lines: list[str] = []
        self.read = 0
        self._clear()

    def _clear(self) -> None:
        self.body: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.last = ""
        self.first = self.start = 0
        self.obsolete = False
        self.broken = False

    def fault(self, line: int, code: str, text: str, hint: str = "") -> None:
        self.faults.append(error(self.name, line, code, text, hint))

    def take(self, number: int, line: str) -> None:
        stripped = line.strip(_SPACE)
        if not stripped:
            return
        if _CONFLICT.match(stripped):
            self.fault(number, "catalog.conflict", "merge-conflict marker", "Decide between the two versions.")
            self.broken = True
            return
        obsolete = stripped.startswith("#~") and not stripped.startswith("#~|")
        if stripped.startswith("#") and not obsolete:
            if self.body:
                self.end()
            self.comments.append(_RESPELT.sub("#=", stripped))
            self.lines.append(line)
            return
        text = stripped.removeprefix("#~").lstrip(_SPACE) if obsolete else stripped
        self._text(number, line, text, obsolete=obsolete)

    def _text(self, number: int, line: str, text: str, *, obsolete: bool) -> None:
        match = _LINE.fullmatch(text)
        self.read += 1
        keyword = (match[1] or "") if match else ""
        if keyword in {"msgctxt", "msgid"} and self.body and self.last != "msgctxt":
            self.end()
        if not self.body:
            self.obsolete, self.first = obsolete, number
        self.lines.append(line)
        self.body.append(text)
        if match is None:
            self.fault(number, "catalog.string", f"broken string or unknown line: {text[:60]}",
                       'A text begins and ends with " on the same line; a " inside is written \\".')  # fmt: skip
            self.broken = True
            return
        if obsolete != self.obsolete:
            self.fault(number, "catalog.string", "one part of the entry is obsolete (#~), another is not",
                       "Begin all lines of the entry with #~, or none.")  # fmt: skip
            self.broken = True
        if keyword:
            self._keyword(number, keyword, match[2])
        if not self.last:
            self.fault(number, "catalog.string", f"a text without msgid or msgstr: {text[:60]}",
                       "Write msgid or msgstr before it, or remove the line.")  # fmt: skip
            self.broken = True
            return
        self.texts.setdefault(self.last, []).append(self._unescape(number, match[3][1:-1]))

    def _keyword(self, number: int, keyword: str, form: str | None) -> None:
        expected = {f"msgstr[{self._forms()}]"} if "msgid_plural" in self.texts else _AFTER.get(self.last, set())
        if keyword not in expected and not self.broken:
            code = "catalog.plural" if form else "catalog.string"
            wanted = " or ".join(sorted(expected)) or "the next msgid"
            self.fault(number, code, f"{keyword} stands where {wanted} belongs",
                       "An entry is msgid and msgstr, with msgctxt before them where the template catalog has it, or "
                       "msgid, msgid_plural, msgstr[0], msgstr[1] and so on.")  # fmt: skip
            self.broken = True
        if keyword == "msgid":
            self.start = number
        self.last = keyword

    def _forms(self) -> int:
        return sum(key.startswith("msgstr") for key in self.texts)

    def _unescape(self, number: int, text: str) -> str:
        for escape in _ESCAPE.findall(text):
            if escape not in _ESCAPED:
                self.fault(number, "catalog.string", f"unknown escape \\{escape}",
                           "Write \\\\ for a backslash, \\n for a new line, \\t for a tabulator.")  # fmt: skip
        return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)

    def end(self) -> None:
        """Close the entry that is open; also called once at the end of the file."""
        if self.body and not self.broken:
            if self._forms():
                self.entries.append(self._entry())
            else:
                self.fault(self.start or self.first, "catalog.string", "the entry has no msgstr",
                           'Write msgstr "" below its msgid.')  # fmt: skip
        if self.body:
            self.comments, self.lines = [], []
        self._clear()

    def left_over(self, text: str) -> None:
        """Say that the file ends with a previous text and no entry after it."""
        if any(comment.startswith(_BEFORE) for comment in self.comments):
            self.fault(text.rstrip().count("\n") + 1, "catalog.string", "a previous text without an entry below it",
                       _NO_PREVIOUS)  # fmt: skip

    def damaged(self) -> None:
        """Say first what so many faults have in common: no person makes a slip on every other line."""
        broken = [fault for fault in self.faults if fault.code == "catalog.string"]
        if len(broken) >= _DAMAGED and len(broken) * 2 >= self.read:
            hint = ("Get the file anew, from the repository or whoever sent it, and edit it in Poedit or a text "
                    "editor.")  # fmt: skip
            text = "the file was rewritten by a word processor, a spreadsheet or another program that spoils catalogs"
            self.faults.insert(0, error(self.name, broken[0].line, "catalog.damaged", text, hint))

    def _entry(self) -> Entry:
        comments = self.comments
        texts = {key: "".join(parts) for key, parts in self.texts.items()}
        return Entry(
            line=self.start,
            translator=tuple(c for c in comments if not c.startswith(("#.", "#:", "#|", "#~", *_FLAGS))),
            extracted=tuple(c for c in comments if c.startswith("#.")),
            references=tuple(c for c in comments if c.startswith("#:")),
            flags=tuple(dict.fromkeys(flags_of(comments))),
            previous=self._previous(),
            context=texts.get("msgctxt"),
            source=texts.get("msgid", ""),
            plural=texts.get("msgid_plural"),
            translations=tuple(text for key, text in texts.items() if key.startswith("msgstr")),
            obsolete=self.obsolete,
            body=tuple(self.body),
            raw="\n".join(self.lines),
            sticky=frozenset(flags_of(comments, _FLAGS[1:])),
        )

    def _previous(self) -> Previous | None:
        """Read what stands before the entry, as strictly as GNU's programs: all of it right above, none between."""
        lines = [comment for comment in self.comments if comment.startswith(_BEFORE)]
        if not lines:
            return None
        parts: dict[str, list[str]] = {}
        last = ""
        for line in lines:
            match = _LINE.fullmatch(line.lstrip("#~").removeprefix("|").strip(_SPACE))
            if match is None or not (match[1] or last) or match[1] in parts:
                self.fault(self.start, "catalog.string", f"broken previous text: {line[:60]}", _NO_PREVIOUS)
                return None
            last = match[1] or last
            parts.setdefault(last, []).append(self._unescape(self.start, match[3][1:-1]))
        belongs = all(line.startswith("#~|") is self.obsolete for line in lines)
        if [*parts] not in _PREVIOUS or self.comments[-len(lines) :] != lines or not belongs:
            text = "the previous text has no msgid, or does not stand right above its entry"
            self.fault(self.start, "catalog.string", text, _NO_PREVIOUS)
            return None
        texts = {key: "".join(each) for key, each in parts.items()}
        return Previous(texts.get("msgctxt"), texts["msgid"], texts.get("msgid_plural"))


def flags_of(lines: Iterable[str], begins: tuple[str, ...] = _FLAGS) -> Iterator[str]:
    """Yield the flags on an entry's lines as they stand there, none left out."""
    for line in lines:
        if line.startswith(begins):
            yield from filter(None, (flag.strip() for flag in line[len(begins[0]) :].split(",")))


def changed(entry: Entry, **changes: object) -> Entry:
    """Return the entry with other values, to be written anew; its texts keep their lines unless they change."""
    texts = {"context", "source", "plural", "translations"}
    rewritten = any(getattr(entry, name) != value for name, value in changes.items() if name in texts)
    lost = {"body": ()} if rewritten else {}
    return replace(entry, **{**changes, **lost, "raw": ""})  # type: ignore[arg-type]  # the fields of an entry


def write(catalog: PoFile) -> str:
    """Return the file: header, entries, obsolete ones last; nothing is wrapped but at line ends."""
    entries = sorted(catalog.entries, key=lambda entry: entry.obsolete)
    blocks = [block(entry) for entry in ([catalog.header] if catalog.header else []) + entries]
    return "\n\n".join([*blocks, *(["\n".join(catalog.tail)] if catalog.tail else [])]) + "\n"


def block(entry: Entry) -> str:
    """Return the lines of an entry, in the order that every tool writes them."""
    if entry.raw:
        return entry.raw
    mark = "#~ " if entry.obsolete else ""
    ours = [flag for flag in entry.flags if flag not in entry.sticky]
    theirs = [flag for flag in entry.flags if flag in entry.sticky]
    flags = [f"{begin} {', '.join(some)}" for begin, some in zip(_FLAGS, (ours, theirs), strict=True) if some]
    previous = [f"#{'~' if entry.obsolete else ''}| {line}" for line in _previous_lines(entry.previous)]
    body = entry.body or tuple(_body(entry))
    return "\n".join([*entry.translator, *entry.extracted, *entry.references, *flags, *previous,
                      *(mark + line for line in body)])  # fmt: skip


def _previous_lines(previous: Previous | None) -> Iterator[str]:
    if previous:
        if previous.context is not None:
            yield from quoted("msgctxt", previous.context)
        yield from quoted("msgid", previous.source)
        if previous.plural is not None:
            yield from quoted("msgid_plural", previous.plural)


def _body(entry: Entry) -> Iterator[str]:
    if entry.context is not None:
        yield from quoted("msgctxt", entry.context)
    yield from quoted("msgid", entry.source)
    if entry.plural is None:
        yield from quoted("msgstr", entry.translations[0] if entry.translations else "")
        return
    yield from quoted("msgid_plural", entry.plural)
    for number, text in enumerate(entry.translations):
        yield from quoted(f"msgstr[{number}]", text)


def quoted(keyword: str, text: str) -> Iterator[str]:
    """Yield the lines of a keyword and its text: one line, or one for each line of the text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = [line for line in re.split(r"(?<=\n)", escaped) if line]
    shown = ['"' + line.replace("\n", "\\n") + '"' for line in lines]
    if len(lines) <= 1:
        yield f"{keyword} " + (shown[0] if shown else '""')
    else:
        yield f'{keyword} ""'
        yield from shown


def empty(source: str, plural: str | None = None, context: str | None = None, forms: int = 1) -> Entry:
    """Return a new untranslated entry."""
    count = forms if plural is not None else 1
    return Entry(0, (), (), (), (), None, context, source, plural, ("",) * count, obsolete=False, body=(), raw="")


def by_key(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """Return entries by key; of two with one key a live one, else the first."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        known = found.get(entry.key)
        if known is None or (known.obsolete and not entry.obsolete):
            found[entry.key] = entry
    return found
