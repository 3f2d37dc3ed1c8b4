"""Make ``handbook/language/exemplars.toml`` anew, from a folder with CLDR's package ``cldr-misc-full`` (npm).

npm pack cldr-misc-full && tar xzf cldr-misc-full-*.tgz
.venv/bin/python tests/catalogs/make_exemplars.py package
"""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

from babel import Locale, UnknownLocaleError

TARGET = Path(__file__).resolve().parents[2] / "handbook/language/exemplars.toml"
HEAD = """\
# What each language is written with, so that its fonts can be asked for it. Made by tests/catalogs/make_exemplars.py
# from CLDR {version} (cldr-misc-full, characters.json): exemplarCharacters, and beside them punctuation and numbers.
# A regional language that is not here has the characters of its language. "a-d" stands for a, b, c, d.
# CLDR's licence stands at the end.

"""
RUN = 4
"""From so many neighbours on, a run is written by its ends."""


def members(pattern: str) -> set[str]:
    """Return the characters of a UnicodeSet: those of its sequences as well."""
    found: set[str] = set()
    for match in re.finditer(r"(\S)-([^\s\]])|\\u([0-9A-Fa-f]{4})|\\(.)|(\S)", pattern[1:-1]):
        if match[1] and match[1] != "\\":
            found |= set(map(chr, range(ord(match[1]), ord(match[2]) + 1)))
        else:
            found |= {chr(int(match[3], 16))} if match[3] else set(match[4] or match[5] or "")
    return {each for each in found if each.isprintable()} - {" ", "{", "}"} | set(re.findall(r"\\([{}])", pattern))


def short(characters: set[str]) -> str:
    """Return characters in the order of Unicode, runs by their ends, a hyphen first."""
    points = sorted(map(ord, characters - {"-"}))
    starts = [0, *(at for at, (one, next_) in enumerate(pairwise(points), 1) if next_ != one + 1), len(points)]
    runs = [points[start:end] for start, end in pairwise(starts) if start < end]
    written = (f"{chr(run[0])}-{chr(run[-1])}" if len(run) >= RUN else "".join(map(chr, run)) for run in runs)
    return ("-" if "-" in characters else "") + "".join(written)


def main(package: Path) -> None:
    """Write the file."""
    rows: dict[str, tuple[str, str]] = {}
    for file in sorted((package / "main").glob("*/characters.json")):
        tag = file.parent.name
        try:
            Locale.parse(tag, sep="-", resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError):
            continue
        told = json.loads(file.read_text(encoding="utf-8"))["main"][tag]["characters"]
        signs = members(told.get("punctuation", "[]")) | members(told.get("numbers", "[]"))
        row = short(members(told["exemplarCharacters"])), short(signs)
        if row[0] and row != rows.get(tag.rpartition("-")[0]):
            rows[tag] = row
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    lines = (f"{tag} = {json.dumps(row, ensure_ascii=False)}\n" for tag, row in rows.items())
    licence = (package / "LICENSE").read_text(encoding="utf-8").strip().splitlines()
    foot = "\n" + "".join(f"# {line}".rstrip() + "\n" for line in licence)
    TARGET.write_text(HEAD.format(version=version) + "".join(lines) + foot, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
