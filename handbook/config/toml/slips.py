"""What is likely wrong where a TOML file cannot be read, in words for those who are no programmers.

``tomllib`` says where it stopped and what it had expected there; what a person did is seen from the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.config.toml import lines

CURLY = "“”„‟«»‹›「」『』〝〞＂‘’‚‛′″＇`´"
WIDE = {"＝": "=", "，": ",", "、": ",", "：": ":", "；": ";", "［": "[", "］": "]", "【": "[", "】": "]",
        "｛": "{", "｝": "}", "＃": "#", "．": ".", "。": ".", "－": "-", "−": "-", "–": "-", "—": "-", "＋": "+",
        "（": "(", "）": ")", "％": "%", "٫": ".", "،": ","}  # fmt: skip
"""Signs of other keyboards, and those that programs for texts put in the place of what was typed."""
SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
OUTSIDE = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
"""Texts and comments, where any sign may stand."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault of writing: its place, what was done, and what to do."""

    line: int
    column: int
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A slip as it looks: what stands before the place where reading stopped, and after it."""

    before: str
    after: str
    text: str
    hint: str


BARE = _Rule(
    r"[=,\[]\s*$",
    r"[^\W\d]|[./~@(]",
    "a text has no quotation marks",
    'Write it between straight quotation marks: "text"',
)
PAIRS = _Rule(
    r"[\"']\s*$",
    r".*\S",
    "the quotation marks do not pair: one is missing, or one stands inside a text",
    'Write one before and one after each text. Inside a text write ‘ ’ or “ ”, or a backslash before it: \\".',
)
RULES = (
    _Rule(r"", r"(<{7}|>{7}|={7}$|\|{7})", "two versions of the file were merged and left side by side",
          "Choose one of the two parts between <<<<<<< and >>>>>>>, and remove the other and the three marked lines."),
    _Rule(r"", r"<(!|html|\?xml)", "the file is a page of the web, not the data file",
          "Restore it from the repository."),
    _Rule(r"[=,\[]\s*$", r"(?i:true|yes|on|y)\b", "this is not how yes is written", "Write it in small letters: true"),
    _Rule(r"[=,\[]\s*$", r"(?i:false|no|off|n)\b", "this is not how no is written", "Write it in small letters: false"),
    _Rule(r"[=,\[]\s*$", r"(?i:none|null|nil|n/a)\b", "there is no value for nothing", "Leave the whole line out."),
    _Rule(r"=\s*$", r"\d{4}-\d\d?-\d\d?", "there is no such day", "Write the date as 2026-11-22: year, month, day."),
    _Rule(r"=\s*(\d{4}$|\d+[./]?\d*$)", r"(-\d{1,2}-\d{1,2}|/\d+/\d+|\.\d+|/\d+)\b",
          "a date or number is written in a form that is not known",
          "Write a date as 2026-11-22 with two digits for month and day, a number as 1234.5, without separators."),
    _Rule(r"[=\[,]\s*\d[\d.]*\s*$", r"[x×X*]\s*\d|by\b", "a size is written as a list of two numbers",
          "Write: [148, 210]"),
    _Rule(r"\+\d+\s*$", r"[\d(]", "a number has a space within", 'A telephone number is a text: "+86 10 12345"'),
    _Rule(r"=\s*\d+,\d+\s*$", r"\s*([,}#]|$)", "the number has a comma", "Write the decimal point as a point (0.1)."),
    _Rule(r"\d$", r"\s*,\s*\d{3}(,\d{3})*\s*(#|$)", "the number has a comma",
          "Write the decimal point as a point (0.125), and no separators of thousands (467000 or 467_000)."),
    _Rule(r"[=\[,{]\s*[+-]?0$", r"\d",
          "a number begins with 0", 'Leave the zero out; a telephone number is a text: "012".'),
    _Rule(r"\d\s*(,\s*\d+)?$", r"\s*,?\s*\d+(\s*([#,}\]]|$))", "the number has a comma or a space within",
          "Write the decimal point as a point (0.1), and no separators of thousands (467000 or 467_000)."),
    _Rule(r"[=\[,]\s*[+-]?[\d._]+\s*$", r"\s*[A-Za-z%°²µ€$£¥]", "after the number stands a unit",
          "Write the number alone: the comments on top of the file say what it is measured in."),
    _Rule(r"", r"[+-]?[.]\d|[€$£¥%]\s*\d|\+\d+[ -]", "the number does not begin with a digit",
          "Write 0.5, without a sign of money; a telephone number is a text, in quotation marks."),
    _Rule(r"=.*[\"'\w\]}]\s*$", r"[,;.]\s*(#|$)", "a sign stands after the value",
          "Remove it: a line ends after its value."),
    _Rule(r"[\]}]\s*$", r"[\]})]", "there is one bracket too many", "Remove it."),
    _Rule(r"[\"'\w\]]\s*$", r";", "items of a list are parted by commas", "Write a comma in place of the semicolon."),
    _Rule(r",\s*$", r",", "there is one comma too many", "Remove it."),
    _Rule(r"[=\s]=\s*$", r"=", "there is one = too many", "Remove it."),
    _Rule(r"^\s*\[.*\]\s*$", r"[^\s#]", "something stands after the name of the table",
          "Write it on a line of its own."),
    _Rule(r"=.*\S\s+$", r"[\w-]+\s*=", "two keys stand on one line", "Write each on a line of its own."),
    _Rule(r"^\s*$", r"=", "before the = the name of the key is missing", "Write: key = value"),
    _Rule(r"^\s*[\w.\"-]+\s*$", r"\s*(:=?|=>|==)", "after a key stands =", "Write: key = value"),
    _Rule(r"^\s*\[+[^\]=]*\]?$", r"", "the name of the table stands in brackets that do not match",
          "Write as many at its end as at its beginning: [[language]]"),
    _Rule(r"(^|=)\s*$", r"\s*$", "a value is missing", "Write it after the =, or remove the line."),
    _Rule(r"=\s*$", r"\s*#", "a value is missing", "Write it after the =, or remove the line."),
    _Rule(r"^\s*[A-Za-z0-9_-]+$", r"[^\x00-\x7f]+", "the name of a key has a letter that no key has",
          "Take the name from the comments on top of the file."),
    _Rule(r"^\s*[\w\"-]+\s*$", r"\s*[\w-]+\s*=", "the name of a key has a space",
          "Write _ in its place: print_run = 5000"),
    _Rule(r"^\s*[\w\"-]+\s*$", r"\s*[\"'\d\[{]", "between key and value the = is missing", "Write: key = value"),
    _Rule(r"^[^=\[{]*$", r"[^=]*$", "the line has no =",
          "If it is the rest of the line above it, join the two; if it is a remark, write # before it."),
    BARE,
    _Rule(r"\{.*,\s*$", r"\s*(\}|#|$)", "a table in braces has a comma at its end, or goes on in the next line",
          "Write it on one line, { iso = 3, us = 3.175 }, without a comma before the brace."),
    _Rule(r"\{[^}]*$", r"\s*(#|$|,)", "a table in braces is not closed",
          "Write it on one line and close it: { iso = 3, us = 3.175 }"),
    _Rule(r"(true|false)$", r"\w", "this is neither true nor false", "Write true or false, without quotation marks."),
    _Rule(r"[\"']\s+$|[\d\]}]\s*$", r"[\"'\[{]", "between two items a comma is missing", "Write a comma between them."),
    PAIRS,
)  # fmt: skip
"""The first that fits is told."""


def slip(text: str, fault: ValueError | RecursionError) -> Slip:
    """Return the slip behind what ``tomllib.loads`` raised for a text."""
    if isinstance(fault, RecursionError):
        return Slip(0, 0, "brackets stand in brackets without end", "Restore the file from the repository.")
    found = re.search(r"line (\d+), column (\d+)", str(fault))
    if not found and "end of document" not in str(fault):  # what int() raises
        digits = re.search(r"\d{4000,}", text)
        line = text.count("\n", 0, digits.start()) + 1 if digits else 0
        return Slip(line, 1, "a number has thousands of digits", "Write the number that is meant.")
    rows = text.split("\n")
    line, column = (int(found[1]), int(found[2])) if found else _end(rows)
    known = lines.read(text)
    return (
        _merged(rows, line)
        or _twice(known, str(fault), rows)
        or _backslash(rows, line, column, str(fault))
        or _quote(rows, line, column, str(fault))
        or _strange(rows, line)
        or _unclosed(rows, (line, column), str(fault))
        or _by_rule(rows, line, column, str(fault))
    )


def _end(rows: list[str]) -> tuple[int, int]:
    """Return where the last line that says anything ends."""
    line = next((number for number in range(len(rows), 0, -1) if rows[number - 1].strip()), 1)
    return line, len(rows[line - 1].rstrip()) + 1


def _merged(rows: list[str], last: int) -> Slip | None:
    number = next((n for n, row in enumerate(rows[:last], 1) if re.match(r"<{7}|>{7}", row)), 0)
    return Slip(number, 1, RULES[0].text, RULES[0].hint) if number else None


def _twice(known: lines.Lines, said: str, rows: list[str]) -> Slip | None:
    if not known.twice or not re.search(r"twice|overwrite|Duplicate|mutate", said):
        return None
    path, first, second = known.twice[0]
    name = str(path[-1])
    if re.match(rf"\s*\[[^\[]*{re.escape(name)}", rows[second - 1]) and rows[first - 1].lstrip().startswith("[["):
        return Slip(second, 1, f"[{name}] stands beside [[{name}]]", f"Write it with two brackets: [[{name}]]")
    column = rows[second - 1].find(name) + 1
    what = "table" if rows[second - 1].lstrip().startswith("[") else "key"
    return Slip(second, max(1, column), f"{what} {name!r} stands there twice, first in line {first}",
                "Keep one of the two. Does a line [[...]] that begins a new table stand between them?")  # fmt: skip


def _backslash(rows: list[str], line: int, column: int, said: str) -> Slip | None:
    if not re.search(r"Unescaped|hex value|scalar", said):
        return None
    column = rows[line - 1].rfind("\\", 0, column) + 1
    return Slip(line, max(1, column), "a backslash begins a special sign in a text",
                "Write / in its place, as in addresses of the web, or write it twice: \\\\")  # fmt: skip


def _quote(rows: list[str], line: int, column: int, said: str) -> Slip | None:
    """Tell quotation marks that are none for TOML, and texts that do not end."""
    row = rows[line - 1]
    if not re.search(r"Unterminated|Illegal character '\\n'|Expected \"'\"", said):
        return None
    if column > len(row) and "Illegal" not in said:  # told at the end of the document
        line = next((n for n in range(len(rows), 0, -1) if _open_quote(rows[n - 1])), line)
        row = rows[line - 1]
    if threes := [n for n, each in enumerate(rows, 1) if each.count('"""') % 2 or each.count("'''") % 2]:
        column = _column(rows[threes[-1] - 1], r'"""|\'\'\'')
        return Slip(threes[-1], column, "a text between three quotation marks does not end", 'Write """ after it.')
    start = _open_quote(row) or 1
    if strange := re.search(f"[{CURLY}](?=\\s*[,\\]}}]*\\s*(#.*)?$)", row[start:]):
        return _no_quotation_mark(line, start + strange.start() + 1, strange[0])
    return Slip(line, start, "the text that begins here does not end on its line",
                'Write a quotation mark (") after it; if it is long, keep it on one line.')  # fmt: skip


def _open_quote(row: str) -> int:
    """Return the column of a quotation mark that nothing closes; 0 if there is none."""
    rest = OUTSIDE.sub(lambda match: " " * len(match[0]), row)
    found = re.search("[\"']", rest)
    return found.start() + 1 if found else 0


def _no_quotation_mark(line: int, column: int, sign: str) -> Slip:
    text = f"{sign} is no quotation mark for this file: a program for texts or another keyboard made it"
    return Slip(line, column, text, 'Write the straight one in its place, before and after the text: "text"')


def _strange(rows: list[str], line: int) -> Slip | None:
    """Tell a sign that looks like one of TOML's own, outside texts and comments, and one that cannot be seen."""
    row = rows[line - 1]
    bare = OUTSIDE.sub(lambda match: " " * len(match[0]), row)
    for column, sign in enumerate(bare, 1):
        if sign in CURLY:
            return _no_quotation_mark(line, column, sign)
        if slip := _foreign(sign):
            return Slip(line, column, *slip)
    found = UNSEEN.search(row)
    return Slip(line, found.start() + 1, *_unseen(found[0])) if found else None


def _foreign(sign: str) -> tuple[str, str] | None:
    """Return what is wrong with a sign outside of texts, and the remedy."""
    if SPACES.match(sign):
        text = f"a space of another kind (U+{ord(sign):04X}) stands where only plain ones may"
        return text, "Delete it and type a plain space."
    if sign in WIDE:
        return f"{sign} is a sign of another kind than {WIDE[sign]}", f"Write {WIDE[sign]} in its place."
    if sign.isdigit() and not sign.isascii():
        return f"{sign} is a digit of another kind", "Write it with the digits 0 to 9."
    return _unseen(sign) if UNSEEN.match(sign) else None


def _unseen(sign: str) -> tuple[str, str]:
    return f"a sign that cannot be seen (U+{ord(sign):04X}) stands here", "Delete it."


def _unclosed(rows: list[str], place: tuple[int, int], said: str) -> Slip | None:
    """Tell a list that goes on into what follows, and a comma that is missing at the end of a line."""
    line, column = place
    row = rows[line - 1]
    known = lines.read("\n".join([*rows[: line - 1], row[: column - 1]]))
    if not known.unclosed or known.unclosed[0][0] != "[":
        return None
    opened = known.unclosed[0][1]
    goes_on = re.match(r'\s*([\w"-]+\s*=|\[)', row) or "end of document" in said
    if (opened < line and goes_on) or column > len(row):
        return Slip(
            opened,
            _column(rows[opened - 1], r"\["),
            "the list that begins here is not closed",
            "Write ] after its last item.",
        )
    before = next((n for n in range(line - 1, opened - 1, -1) if re.sub(r"#.*", "", rows[n - 1]).strip()), 0)
    ends = re.sub(r"\s*#[^\"']*$", "", rows[before - 1]).rstrip() if before else ""
    if re.match(r"\s*[\"'\d\[{]", row) and ends[-1:] not in {",", "[", ""} and "Unclosed" in said and opened < line:
        return Slip(before, len(ends) + 1, "a comma is missing after this item", "Write one at the end of the line.")
    if row.count('"') % 2:
        return Slip(line, column, PAIRS.text, PAIRS.hint)
    return Slip(line, column, BARE.text, BARE.hint) if re.match(r"\s*[^\W\d]", row) and opened < line else None


def _column(row: str, pattern: str) -> int:
    found = re.search(pattern, row)
    return found.start() + 1 if found else 1


def _by_rule(rows: list[str], line: int, column: int, said: str) -> Slip:
    row = rows[line - 1]
    before, after = row[: column - 1], row[column - 1 :]
    for rule in RULES:
        if re.search(f"(?:{rule.before})\\Z" if rule.before else "", before) and re.match(rule.after, after):
            return Slip(line, column, rule.text, rule.hint)
    return Slip(line, column, f"the line cannot be read: {said.partition(' (')[0]}",
                "Compare it with the lines above and below, or restore the file from the repository.")  # fmt: skip
