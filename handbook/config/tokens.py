"""The colours of ``templates/css/tokens.css``: what each is on the screen and in ink, read once for all who ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from handbook.values.colours import Colour, Ink, Tokens
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.errors import ConfigurationError

SHEET = PurePosixPath("templates/css/tokens.css")
INKS = "-cmyk"
OFFICE = "-office"
UNREAD = "the style sheet cannot be read here"
INDISPENSABLE = ("paper", "card", "ink")
"""Colours that the code itself asks for: the ground of a text's contrast, and those of QR codes."""


def of(root: Path) -> Tokens:
    """Return the tokens of a project; where there is no style sheet, that is their fault."""
    try:
        return read((root / SHEET).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        text = (
            "the file is not UTF-8" if isinstance(fault, ValueError) else f"the file cannot be read: {fault.strerror}"
        )
        missing = error(str(SHEET), 0, "tokens.missing", text, "Restore it from the repository.")
        return Tokens({}, {}, {}, (missing,))


def sound(root: Path, needed: Sequence[str] = ()) -> Tokens:
    """Return the tokens of a project; raises ConfigurationError if one cannot be used, or a needed one is missing."""
    tokens = of(root)
    lacking = [name for name in needed if name not in tokens.colours]
    faults = tokens.faults or tuple(_missing(name) for name in lacking)
    if faults:
        raise ConfigurationError("\n".join(map(str, faults)))
    return tokens


def _missing(name: str) -> Diagnostic:
    hint = f"Add it, with its inks in per cent: --{name}: #RRGGBB; --{name}{INKS}: 90 40 60 38;"
    return error(str(SHEET), 0, "tokens.missing", f"--{name} is missing", hint)


@lru_cache(maxsize=8)
def read(css: str) -> Tokens:
    """Return the tokens of a style sheet."""
    colours: dict[str, Colour] = {}
    inks: dict[str, Ink] = {}
    lines: dict[str, int] = {}
    faults: list[Diagnostic] = []

    def fault(line: int, text: str, hint: str) -> None:
        faults.append(error(str(SHEET), line, "tokens.value", text, hint))

    for line, name, value, unread in _declarations(css.removeprefix("\ufeff")):
        if unread:
            hint = "Write each token as --name: value; with its colon and semicolon, and close each brace."
            return Tokens(colours, inks, lines, (error(str(SHEET), line, "tokens.syntax", unread, hint),))
        if name in lines and (name in colours or name in inks):
            fault(line, f"--{name} stands there twice, first in line {lines[name]}", "Keep one of the two.")
        lines[name] = line
        if name.endswith(INKS):
            found = _ink(value)
            if found is None:
                fault(line, f"--{name} is no four inks: {_css(value)!r}",
                      "Write cyan, magenta, yellow and black in per cent, 0 to 100 each: 90 40 60 38")  # fmt: skip
            else:
                inks[name.removesuffix(INKS)] = found
        elif (colour := _colour(value)) is not None:
            colours[name] = colour
        elif _looks_like_colour(value) or name in INDISPENSABLE or name.endswith(OFFICE):
            fault(
                line,
                f"--{name} is no colour of the screen: {_css(value)!r}",
                "Write it as #RRGGBB, without transparency.",
            )
    faulty = {each.line for each in faults}
    faults += [each for each in _half(colours, inks, lines) if each.line not in faulty or not each.line]
    return Tokens(colours, inks, lines, tuple(faults))


def _half(colours: Mapping[str, Colour], inks: Mapping[str, Ink], lines: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Yield each token that has a colour without inks or inks without a colour, and those that are not there at all."""
    path = str(SHEET)
    yield from (_missing(name) for name in INDISPENSABLE if name not in lines)
    for name in colours:
        if name.endswith(OFFICE):
            if name.removesuffix(OFFICE) not in lines:
                yield error(path, lines[name], "tokens.half", f"--{name} belongs to no colour",
                            f"Add --{name.removesuffix(OFFICE)}, or remove it.")  # fmt: skip
        elif f"{name}{INKS}" not in lines:
            yield error(path, lines[name], "tokens.half", f"--{name} has a colour of the screen and no inks",
                        f"Add what it is printed with, in per cent: --{name}{INKS}: 90 40 60 38;")  # fmt: skip
    for name in inks:
        if name not in lines:
            yield error(path, lines[f"{name}{INKS}"], "tokens.half", f"--{name} has inks and no colour of the screen",
                        f"Add it, --{name}: #RRGGBB; or remove its inks.")  # fmt: skip
        elif name not in colours:
            yield error(path, lines[name], "tokens.value", f"--{name} has inks, but is no colour of the screen",
                        "Write it as #RRGGBB, without transparency.")  # fmt: skip


def _declarations(css: str) -> Iterator[tuple[int, str, Sequence[object], str]]:
    """Yield line, name and value of each custom property; with a last text, what cannot be read."""
    import tinycss2  # noqa: PLC0415  # start-up counts

    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    while rules:
        rule = rules.pop(0)
        if rule.type == "error":
            yield rule.source_line, "", (), UNREAD
        elif rule.type == "at-rule" and rule.content is not None:
            rules[:0] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        elif rule.type == "qualified-rule":
            for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if each.type == "error":
                    yield each.source_line, "", (), UNREAD
                elif each.type == "declaration" and each.name.startswith("--"):
                    value = [part for part in each.value if part.type not in {"whitespace", "comment"}]
                    yield each.source_line, each.name.removeprefix("--"), value, ""


def _colour(value: Sequence[object]) -> Colour | None:
    from tinycss2 import color4  # noqa: PLC0415  # start-up counts

    found = color4.parse_color(value[0]) if len(value) == 1 else None
    if found is None or isinstance(found, str) or found.alpha != 1:
        return None
    parts = (round(float(part) * 255) for part in found.to("srgb").coordinates)
    red, green, blue = (min(255, max(0, part)) for part in parts)
    return red, green, blue


def _looks_like_colour(value: Sequence[object]) -> bool:
    kinds = [getattr(part, "type", "") for part in value]
    named = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "device-cmyk"}
    return "hash" in kinds or any(getattr(part, "lower_name", "") in named for part in value)


def _ink(value: Sequence[object]) -> Ink | None:
    parts = [part for part in value if getattr(part, "value", "") != ","]
    if len(parts) != 4 or any(getattr(part, "type", "") not in {"number", "percentage"} for part in parts):  # noqa: PLR2004
        return None
    inks = tuple(float(getattr(part, "value", -1)) / 100 for part in parts)
    return inks if all(0 <= part <= 1 for part in inks) else None


def _css(value: Sequence[object]) -> str:
    import tinycss2  # noqa: PLC0415  # start-up counts

    return " ".join(tinycss2.serialize(value).split())[:60]
