"""What stands on the command line: its values, and what is said of a slip; standard library only."""

from __future__ import annotations

import argparse
import difflib
import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

USAGE = 2
LARGEST_PORT = 65535


class Parser(argparse.ArgumentParser):
    """Says in plain words what is wrong and what to write; ends with status 2."""

    def error(self, message: str) -> NoReturn:
        """End with a message and the way to the help."""
        self.exit(USAGE, f"error: {_plain(message)}\n  hint: All that can be written: python3 {self.prog} --help\n")


def unknown(parser: argparse.ArgumentParser, rest: Sequence[str], names: Mapping[str, str]) -> NoReturn:
    """End with what is likely meant by arguments that a command does not know.

    ``names`` are languages and formats, which many write without their option, and how to write them.
    """
    word = rest[0]
    options = sorted(option for option in parser._option_string_actions if option.startswith("--"))  # noqa: SLF001  # argparse has no public list
    if word.startswith("-"):
        text = f"unknown option {word!r}. {_near(word.partition('=')[0], options)}"
    elif "--language" in options and (option := names.get(_folded(word))):
        text = f"unknown argument {word!r}. Did you mean: python3 {parser.prog.removesuffix(' build')} {option}"
    else:
        text = f"unknown argument {word!r}: {_after(parser)}"
    parser.error(text)


def unknown_command(word: str, commands: Sequence[str], names: Mapping[str, str]) -> str:
    """Return what is likely meant by a first word that is no command."""
    if option := names.get(_folded(word)):
        return f"unknown command {word!r}. Did you mean: python3 build.py {option}"
    return f"unknown command {word!r}. {_near(word, commands)}"


def _folded(word: str) -> str:
    return word.lower().replace("_", "-")


def _near(word: str, choices: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, choices, 1, cutoff=0.7)
    return f"Did you mean {close[0]!r}?" if close else "Possible: " + ", ".join(choices)


def _after(parser: argparse.ArgumentParser) -> str:
    named = [action.metavar or action.dest for action in parser._get_positional_actions()]  # noqa: SLF001  # as above
    return f"only {', '.join(map(str, named))} may stand here" if named else "nothing but options may stand here"


def _plain(message: str) -> str:
    """Return a message of argparse in plain words."""
    choice = re.search(r"invalid choice: '(.*)' \(choose from (.*)\)$", message)
    if choice:
        choices = [each.strip().strip("'") for each in choice[2].split(",")]
        what = re.match(r"argument (?:\S+/)?(?:--)?([^:]+):", message)
        return f"unknown {what[1].lower() if what else 'word'} {choice[1]!r}. {_near(choice[1], choices)}"
    if found := re.fullmatch(r"argument ([^:]+): expected one argument", message):
        return f"a value is missing after {found[1]}"
    if found := re.fullmatch(r"the following arguments are required: (.+)", message):
        return f"missing: {found[1]}"
    return message


def pass_on(parser: argparse.ArgumentParser) -> None:
    """Let everything behind a command go to the program that it starts, options as well."""
    parser.prefix_chars = "\0"
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def positive_number(text: str) -> int:
    """Return a whole number of at least one."""
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text!r} is no number of workers: write a whole number of 1 or more, such as -j 2"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def port(text: str) -> int:
    """Return the number of a port; 0 stands for any free one."""
    if not text.isdecimal() or int(text) > LARGEST_PORT:
        msg = f"{text!r} is no port: write a whole number from 1024 to {LARGEST_PORT}, or leave the option out"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def day(text: str) -> date:
    """Return a day such as 2027-01-01."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        msg = f"{text!r} is no day: write year, month and day, such as 2027-01-01"
        raise argparse.ArgumentTypeError(msg) from fault


def folder(text: str) -> Path:
    """Return a folder, which must be named: an empty one would be the folder that one stands in."""
    if not text.strip():
        msg = "no folder is named: write its name, or leave the option out"
        raise argparse.ArgumentTypeError(msg)
    return Path(text)


def pdf_file(text: str) -> Path:
    """Return the place of a PDF file, by its ending: nothing else may be overwritten by one."""
    if not text.lower().endswith(".pdf") or Path(text).is_dir():
        msg = f"{text!r} is no PDF file: write a name that ends with .pdf, such as -o proof.pdf"
        raise argparse.ArgumentTypeError(msg)
    return Path(text)


def millimetres(text: str) -> float:
    """Return a length of 0 mm or more, below a metre."""
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
        msg = f"{text!r} is no length: write millimetres, such as 3 or 3.5"
        raise argparse.ArgumentTypeError(msg)
    return float(text)


def size(text: str) -> tuple[float, float]:
    """Return width and height of "148x210"."""
    found = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)\s*[xX×]\s*(\d{1,4}(?:\.\d+)?)", text.strip())  # noqa: RUF001  # a times sign
    if not found or not float(found[1]) or not float(found[2]):
        msg = f"{text!r} is no size: write width and height in millimetres, such as 148x210"
        raise argparse.ArgumentTypeError(msg)
    return float(found[1]), float(found[2])


def page_numbers(text: str) -> tuple[int, ...]:
    """Return the page numbers of "1,48"."""
    if not re.fullmatch(r"\s*[1-9]\d{0,5}\s*(,\s*[1-9]\d{0,5}\s*)*", text):
        msg = f"{text!r} are no pages: write their numbers with commas, such as 1,48"
        raise argparse.ArgumentTypeError(msg)
    return tuple(int(part) for part in text.split(","))


def quoted(path: Path) -> str:
    """Return a path as it is written on a command line."""
    return shlex.quote(str(path))
