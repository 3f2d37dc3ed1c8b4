"""Command line to Selection; prints the report; exceptions to exit statuses."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from handbook.cli.arguments import USAGE, Parser, day, folder, positive_number, unknown, unknown_command
from handbook.values import diagnostics
from handbook.values.diagnostics import Diagnostic, counted, sound
from handbook.values.errors import HandbookError, MissingProgramError, UsageError
from handbook.values.model import Purpose, Selection
from handbook.values.report import Report

if TYPE_CHECKING:
    from handbook.cli.display import Display

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    "build",
    "check",
    "facts",
    "catalogs",
    "locate",
    "preview",
    "preflight",
    "proof-colour",
    "drawings",
    "doctor",
    "test",
    "bench",
    "clean",
)

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
"""
RELEASE = (
    "refuse what is not fit to be handed out: an incomplete language, a fact whose review is past today, "
    "the sample association"
)
WITHOUT = "leave this language out of a release, also off the sheets of all languages; what is published of it goes"
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
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        text = unknown_command(argv[0], COMMANDS, _names())
        sys.exit(_fail(f"{text}\n  hint: All that can be written: python3 build.py --help", USAGE))
    line = _with_command(argv)
    arguments, rest = _parser(line[0] if line[0] in COMMANDS else "").parse_known_args(line)
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


def _with_command(argv: Sequence[str]) -> list[str]:
    """Put ``build`` in front where no command is named."""
    if argv and (argv[0] in COMMANDS or argv[0] in {"-h", "--help", "--version"}):
        return list(argv)
    return ["build", *argv]


def _parser(wanted: str = "") -> argparse.ArgumentParser:
    """Return what reads the command line: all of it, or as much as one command needs."""
    from handbook import __version__

    parser: argparse.ArgumentParser = Parser(
        "build.py", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"handbook {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make the files (also without any command)")
    _add_selection(build)
    build.add_argument("-o", "--out", type=folder, default=ROOT / "dist", metavar="DIR", help="output folder (dist)")
    build.add_argument(
        "-j", "--jobs", type=positive_number, default=os.cpu_count() or 1, metavar="N", help="worker processes"
    )
    build.add_argument("--dry-run", action="store_true", help="list the files asked for, make nothing")
    build.add_argument("--release", action="store_true", help=RELEASE)
    build.add_argument("--without", action="append", default=[], metavar="LANG", help=WITHOUT)
    build.add_argument("--verify", action="store_true", help="read every published file, whatever its size and time")
    build.add_argument("--json", action="store_true", help="report as JSON on standard output")
    build.set_defaults(run=_build)

    help_ = "look for mistakes in data, templates and catalogs, in seconds; a build alone sees what does not fit"
    check = commands.add_parser("check", help=help_, description=help_)
    _add_selection(check)
    check.add_argument("--release", action="store_true", help=RELEASE)
    check.add_argument("--without", action="append", default=[], metavar="LANG", help=WITHOUT)
    check.add_argument("--json", action="store_true", help="report as JSON on standard output")
    check.set_defaults(run=_check)

    facts = commands.add_parser("facts", help="the fact ledger: what must be read again when, and where it is printed")
    facts.add_argument(
        "--due",
        type=day,
        metavar="DATE",
        help="mark what must be read again before this day (2027-01-01); without it, before today",
    )
    facts.add_argument("--json", action="store_true", help="list as JSON on standard output")
    facts.set_defaults(run=_facts)

    _add_rooms(commands, wanted)

    drawings = commands.add_parser("drawings", help="draw the book's pictures into templates/art")
    drawings.add_argument("--check", action="store_true", help="write nothing; exit 1 if a picture is out of step")
    drawings.set_defaults(run=_drawings)

    doctor = commands.add_parser("doctor", help="what is installed, which version, what is missing")
    doctor.add_argument("--json", action="store_true", help="report as JSON on standard output")
    doctor.set_defaults(run=_doctor)

    for name, text in (("test", "run the tests (arguments go to pytest)"), ("bench", "measure against the plain way")):
        command = commands.add_parser(name, help=text, prefix_chars="\0")
        command.add_argument("rest", nargs=argparse.REMAINDER)
        command.set_defaults(run=_test if name == "test" else _bench)

    _sign(parser)
    return parser


def _add_rooms(commands: argparse._SubParsersAction[argparse.ArgumentParser], wanted: str) -> None:
    """Add the commands that have modules of their own; one that is not wanted is not imported: start-up counts."""
    if wanted in {"", "catalogs"}:
        from handbook.cli import catalogs

        catalogs.add(commands, ROOT)
    if wanted in {"", "locate", "preview"}:
        from handbook.cli import desk

        desk.add(commands, ROOT)
    if wanted in {"", "preflight"}:
        from handbook.cli import preflight as prints

        prints.add(commands, ROOT)
    if wanted in {"", "proof-colour"}:
        from handbook.cli import proof_colour as colour

        colour.add(commands, ROOT)
    if wanted in {"", "clean"}:
        from handbook.cli import clean

        clean.add(commands, ROOT)


def _sign(parser: argparse.ArgumentParser) -> None:
    """Let every command hand on its own parser, which knows what may stand behind it."""
    for action in parser._actions:  # noqa: SLF001  # argparse has no public list
        for each in action.choices.values() if isinstance(action, argparse._SubParsersAction) else ():  # noqa: SLF001
            each.set_defaults(parser=each)
            _sign(each)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose among the files of an edition."""
    help_ = "only this language (fr); mul: what holds all languages on one sheet"
    parser.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help=help_)
    help_ = "only this format (screen)"
    parser.add_argument("-f", "--format", action="append", default=[], metavar="FORMAT", help=help_)
    help_ = "only what is for a print shop (press), an office printer (office) or reading (screen)"
    parser.add_argument("--purpose", action="append", default=[], choices=[*map(str, Purpose)], help=help_)


def _selection(arguments: argparse.Namespace) -> Selection:
    """Return what was chosen among the files of the edition."""
    if arguments.without and not arguments.release:
        msg = "--without leaves a language out of a release: write --release, too"
        raise UsageError(msg)
    return Selection(
        languages=tuple(arguments.language),
        formats=tuple(arguments.format),
        release=arguments.release,
        purposes=tuple(map(Purpose, arguments.purpose)),
        without=tuple(arguments.without),
        today=today(),
    )


def today() -> date:
    """Return the day on which a command is run; nothing else asks the clock for it."""
    return datetime.now().astimezone().date()


def _build(arguments: argparse.Namespace) -> int:
    from handbook.build.snapshot import Snapshot
    from handbook.cli.display import Display
    from handbook.files import folders

    start = time.perf_counter()
    selection = _selection(arguments)
    folders.fit(arguments.out, ROOT)
    if arguments.dry_run:
        return _dry_run(selection, arguments)
    out: Path = arguments.out.resolve()
    snapshot = Snapshot(ROOT, out, [sorted(selection.languages), sorted(selection.formats), *selection.purposes])
    report = None if selection.release or arguments.verify else snapshot.again(today())
    with Display(as_json=arguments.json) as display:
        if report is None:
            report = _make(selection, out, arguments, display)
            if not selection.release:
                snapshot.keep(report, today())
    display.report(report, time.perf_counter() - start)
    return 1 if report.failed else 0


def _make(selection: Selection, out: Path, arguments: argparse.Namespace, display: Display) -> Report:
    """Build, and tell the display how it goes."""
    from handbook.build import pipeline
    from handbook.catalogs import manuscript, pseudo
    from handbook.config.project import load_project

    project = pseudo.with_pseudo(load_project(ROOT), arguments.language)
    watcher = pipeline.Watcher(display.started, display.working, display.ended)
    return pipeline.build(manuscript.read(project), selection, out, arguments.jobs, watcher, verify=arguments.verify)


def _dry_run(selection: Selection, arguments: argparse.Namespace) -> int:
    from handbook.build import plan
    from handbook.build.publish import names
    from handbook.catalogs import pseudo
    from handbook.config.project import load_project

    project = pseudo.with_pseudo(load_project(ROOT), arguments.language)
    paths = [str(arguments.out / path) for job in plan.plan(project, selection) for path in names.files(job)]
    print(json.dumps(paths, indent=2) if arguments.json else "\n".join(paths))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from handbook.build import survey
    from handbook.catalogs import manuscript, pseudo
    from handbook.cli import progress
    from handbook.config.project import load_project

    project = pseudo.with_pseudo(load_project(ROOT), arguments.language)
    with progress.shown(quiet=arguments.json) as say:
        say("Reading data")
        findings = survey.check(manuscript.read(project), selection=_selection(arguments), say=say)
    errors = diagnostics.errors(findings)
    if arguments.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        print_findings(findings)
        print(f"{counted(len(errors), 'error')}, {counted(len(findings) - len(errors), 'warning')}")
    return 1 if errors else 0


def print_findings(findings: Sequence[Diagnostic]) -> None:
    """Print findings to standard error, one below the other."""
    for finding in findings:
        print(finding, file=sys.stderr)


def _facts(arguments: argparse.Namespace) -> int:
    from handbook.build import survey
    from handbook.catalogs import manuscript
    from handbook.cli import progress
    from handbook.cli.display import list_facts
    from handbook.config.project import load_project

    project = load_project(ROOT)
    due = arguments.due or today()
    with progress.shown(quiet=arguments.json) as say:
        say("Looking where the facts are printed")
        entries, findings = survey.facts(manuscript.read(project), due)
    print_findings(findings)
    if not sound(findings):
        return 1
    list_facts(entries, due, project.edition.revised, as_json=arguments.json)
    return 0


def _drawings(arguments: argparse.Namespace) -> int:
    return _python("-m", "art", *(["--check"] if arguments.check else []))


def _doctor(arguments: argparse.Namespace) -> int:
    from handbook.setup import doctor

    return doctor.main(ROOT, ["--json"] if arguments.json else [])


def _test(arguments: argparse.Namespace) -> int:
    from handbook.cli import suite

    return suite.test(ROOT, arguments.rest)


def _bench(arguments: argparse.Namespace) -> int:
    name, *rest = arguments.rest or ["bench.py"]
    return _python(f"benchmarks/{name}", *rest)


def _python(*arguments: str) -> int:
    try:
        return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode  # noqa: S603  # our own Python
    except FileNotFoundError as fault:
        raise MissingProgramError(str(fault)) from fault
