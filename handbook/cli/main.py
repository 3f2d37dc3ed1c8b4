"""The command line to the command it names; exceptions to exit statuses."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, ModuleType
from typing import NoReturn

from handbook.cli import commands
from handbook.cli.arguments import USAGE, Parser, unknown, unknown_command
from handbook.values.errors import HandbookError

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = """\
Build the traveller's handbooks: templates and translations become PDF files.

  python3 build.py                     every language and format, into dist/
  python3 build.py -l fr -l ar         two languages only
  python3 build.py -l mul              what holds all languages on one sheet: the posters
  python3 build.py --purpose press     everything for a print shop
  python3 build.py --dry-run           the files that a build makes
  python3 build.py check               look for mistakes, make nothing
  python3 build.py check --json        the same, for machines
  python3 build.py --release           build, and refuse what is not fit to be handed out
  python3 build.py preflight FILE      examine a print file: verdict, reasons, pictures
  python3 build.py proof-colour        all colours on a page, for a printer's proof
  python3 build.py facts               which facts must be read again when, and where they are printed
  python3 build.py doctor              what is installed, what is missing
  python3 build.py --content DIR       with the data and texts of another association
"""
EPILOG = """\
What to change where:
  content/association.toml   the publisher's name, address, telephone
  content/facts.toml         amounts, days, help numbers, each with its source
  content/edition.toml       the date, and the chapters in their order
  handbook/settings/languages.toml     the languages
  locales/<language>/...           the translations

Exit status: 0 made, 1 findings of severity error, 2 usage, 3 a data file has mistakes,
4 a program or library is missing.
"""


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    arguments = parsed(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        with _ended_by_sigterm():
            return command(arguments)
    except HandbookError as fault:
        return _fail(str(fault), fault.exit_status)
    except KeyboardInterrupt:
        return _fail("stopped; what was finished before is untouched", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        place = f"{fault.filename}: " if fault.filename else ""
        return _fail(f"{place}{fault.strerror or fault}; nothing half-written is left behind", 1)


def _names() -> dict[str, str]:
    """Return languages and formats in small letters, with their options; only a guess depends on it."""
    found: dict[str, str] = {}
    for file, key, option in (("formats.toml", "id", "-f"), ("languages.toml", "tag", "-l")):
        with suppress(OSError, UnicodeDecodeError):
            text = (ROOT / "handbook/settings" / file).read_text(encoding="utf-8")
            names = re.findall(rf'^{key}\s*=\s*"([^"]+)"', text, re.MULTILINE)
            found |= {name.lower(): f"{option} {name}" for name in names}
    return found


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; end with status 2 and a plain word on a slip. Set-up asks first: it has no packages yet."""
    known = _commands(commands)
    if argv and not argv[0].startswith("-") and argv[0] not in known:
        text = unknown_command(argv[0], tuple(known), _names())
        sys.exit(_fail(f"{text}\n  hint: All that can be written: python3 build.py --help", USAGE))
    line = _with_command(argv, known)
    arguments, rest = _parser(line).parse_known_args(line)
    if rest:
        unknown(arguments.parser, rest, _names())
    return arguments


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """End as Ctrl-C does when the system asks for it; afterwards the signal is the host process's again."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may ask for signals
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _fail(text: str, status: int) -> int:
    lines = text.splitlines() or [""]
    prefix = "" if ": error: " in lines[0] else "error: "
    print(prefix + text, file=sys.stderr)
    return status


def _with_command(argv: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Put ``build`` in front where no command is named."""
    if argv and (argv[0] in known or argv[0] in {"-h", "--help", "--version"}):
        return list(argv)
    return ["build", *argv]


def _parser(line: Sequence[str]) -> argparse.ArgumentParser:
    """Return what reads a command line: as much as it needs."""
    from handbook import __version__

    parser: argparse.ArgumentParser = Parser(
        "build.py", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"handbook {__version__}")
    if line[:1] != ["--version"]:
        _add(parser, commands, line, "COMMAND")
    return parser


def _add(parser: argparse.ArgumentParser, package: ModuleType, line: Sequence[str], what: str) -> None:
    """Add the commands of a package, or the one alone that a line begins with: start-up counts."""
    known = _commands(package)
    wanted = [known[line[0]]] if line and line[0] in known else known.values()
    modules = sorted(map(importlib.import_module, wanted), key=lambda module: module.PLACE)
    names = {module: name for name, module in known.items()}
    choices = parser.add_subparsers(required=True, metavar=what)
    for module in modules:
        one = choices.add_parser(names[module.__name__], help=module.HELP)
        # Every command hands on its own parser, which knows what may stand behind it.
        one.set_defaults(root=ROOT, parser=one)
        module.add(one)
        if hasattr(module, "__path__"):
            _add(one, module, line[1:], "ACTION")
        else:
            one.set_defaults(run=module.run)


def _commands(package: ModuleType) -> dict[str, str]:
    """Return the commands of a package and the modules that are named as they are."""
    found = (entry for entry in os.scandir(package.__path__[0]) if entry.name.endswith(".py") or entry.is_dir())
    stems = sorted(entry.name.removesuffix(".py") for entry in found if entry.name[0] not in "_.")
    return {stem.rstrip("_").replace("_", "-"): f"{package.__name__}.{stem}" for stem in stems}
