"""What translators are told about a text: where it is printed, its limit, what its placeholders hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment, nodes

KINDS = {
    "money": "an amount with its currency, such as “500 yuan”",
    "number": "a number, such as “15”",
    "numeral": "a number, such as “15”",
    "big": "a large number, such as “79 million”",
    "percent": "a percentage, such as “2.3%”",
    "year": "a year, such as “2025”",
    "month": "a month, such as “April 2025”",
    "day": "a day, such as “1 January 2027”",
    "tel": "a telephone number, such as “12315”",
    "edition_month": "the month of the edition, such as “November 2026”",
    "sources_read_on": "a day, such as “22 November 2026”",
    "font_names": "names of typefaces, joined by commas",
}
"""What the templates' functions and values print, by name."""
DATA = {
    "content/phrases.toml": (
        "A sentence that the guest points at; it stands beside its Chinese. Translate what it means."
    ),
    "content/home_rules.toml": ("The table of customs rules. The country's name stands beside it and is not repeated."),
}
FOLDERS = {
    "partials": "Printed in several chapters.",
    "desk": "Shown by the preview, beside the pages; not printed.",
    "site": "Shown on the download pages on the Internet; not printed.",
}
"""What is made of the templates of a folder."""
_TITLE = re.compile(r'"([\w-]+)":\s*_\(\s*"((?:[^"\\]|\\.)+)"')
_LIMIT = re.compile(r"\bat most ([0-9]{1,6}) (?:letters|characters|signs)\b", re.IGNORECASE)
_LISTED = 4


def titles(templates: Path) -> Mapping[str, str]:
    """Return the English title of each chapter, by its id."""
    file = templates / "partials/titles.html"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return dict(_TITLE.findall(text))


def places(files: Iterable[str], chapters: Mapping[str, str]) -> tuple[str, ...]:
    """Return sentences that say where the texts of some files are printed."""
    named, notes = [], []
    for file in files:
        path = Path(file)
        if path.parent.name == "chapters":
            if path.stem in chapters:
                named.append(f"“{chapters[path.stem]}”")
            else:
                notes.append(f"Printed on the page “{path.stem}”.")
        elif path.name == "titles.html":
            notes.append("The title of a chapter: it is printed above the chapter, in the contents and in references.")
        elif path.parent.name in FOLDERS:
            notes.append(FOLDERS[path.parent.name])
        elif path.parent.name == "leaflet":
            notes.append(f"Printed on the leaflet, panel “{path.stem}”.")
        elif path.parent.name == "formats":
            notes.append(f"Printed on the pages of the format “{path.stem}”, whatever the chapter.")
        elif file in DATA:
            notes.append(DATA[file])
    if named:
        more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
        notes.insert(0, f"Printed in the chapter {', '.join(named[:_LISTED])}{more}.")
    return tuple(dict.fromkeys(notes))


def limit(comments: Iterable[str]) -> str | None:
    """Return the flag of a limit that a template's comment names: "at most 30 letters" -> ``max-length:30``.

    A tool may have wrapped the comment in the middle of these words.
    """
    said = " ".join(comment.removeprefix("#.").strip() for comment in comments)
    found = [match[1] for match in _LIMIT.finditer(said)]
    return f"max-length:{min(map(int, found))}" if found else None


def placeholders(environment: Environment, source: str, functions: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """Return for each text of a template what its placeholders hold: text to name to description."""
    found: dict[str, dict[str, str]] = {}
    first: nodes.Expr | None = None
    for node in environment.parse(source).find_all((nodes.Assign, nodes.Call)):
        if isinstance(node, nodes.Assign):
            # A trans block calls the first of its values once and keeps it under this name.
            is_value = isinstance(node.target, nodes.Name) and node.target.name == "_trans"
            first = node.node if is_value else first  # type: ignore[assignment]  # a value is an expression
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in functions:
            texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
            for text in texts:
                for keyword in node.kwargs:
                    is_first = isinstance(keyword.value, nodes.Name) and keyword.value.name == "_trans"
                    value = first if is_first and first else keyword.value
                    found.setdefault(text, {})[keyword.key] = _described(value)
    return found


def _described(value: nodes.Expr) -> str:
    while isinstance(value, nodes.Getattr | nodes.Getitem | nodes.Filter):
        inner = value.node
        if inner is None:
            break
        value = inner
    if isinstance(value, nodes.Call):
        names = [arg.value for arg in value.args if isinstance(arg, nodes.Const)]
        kind = KINDS.get(value.node.name, "") if isinstance(value.node, nodes.Name) else ""
        return f"{kind} ({_spelled(names[-1])})" if kind and names and isinstance(names[-1], str) else kind
    if isinstance(value, nodes.Const) and not isinstance(value.value, str):
        return KINDS["number"]
    return KINDS.get(value.name, "") if isinstance(value, nodes.Name) else ""


def _spelled(key: str) -> str:
    return key.replace("_", " ")


def explain(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return a line for each placeholder of a text."""
    names = dict.fromkeys(re.findall(r"%\((\w+)\)s", text))
    return tuple(f"%({name})s: {known.get(name) or f'the {_spelled(name)}'}" for name in names)
