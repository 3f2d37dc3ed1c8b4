"""Command line to Selection; prints the report; exceptions to exit statuses."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import FrameType
from typing import NoReturn

from handbook.diagnostics import Diagnostic, Severity
from handbook.errors import HandbookError, MissingProgramError
from handbook.model import Job, Selection

ROOT = Path(__file__).resolve().parents[1]
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
  python3 build.py --dry-run           the files that a build makes
  python3 build.py check               look for mistakes, make nothing
  python3 build.py check --json        the same, for machines
  python3 build.py --release           build, and refuse what is not fit to be handed out
  python3 build.py preflight FILE      examine a print file: verdict, reasons, pictures
  python3 build.py proof-colour        all colours on a page, for a printer's proof
  python3 build.py facts               which facts must be read again when, and where they are printed
  python3 build.py doctor              what is installed, what is missing
"""
RELEASE = "refuse what is not fit to be handed out: a fact whose review is past, the sample association"
EPILOG = """\
What to change where:
  handbook/data/association.toml   the publisher's name, address, telephone
  handbook/data/facts.toml         amounts, days, help numbers, each with its source
  handbook/data/edition.toml       the date, and the chapters in their order
  handbook/data/languages.toml     the languages
  locales/<language>/...           the translations

Exit status: 0 made, 1 findings of severity error, 2 usage, 3 a data file has mistakes,
4 a program or library is missing.
"""


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    signal.signal(signal.SIGTERM, _interrupt)
    arguments = parsed(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
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


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Return what is asked for; a slip ends with status 2. Set-up asks first: this needs the standard library alone."""
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        import difflib

        near = difflib.get_close_matches(argv[0], COMMANDS, 1)
        hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(COMMANDS)}"
        sys.exit(_fail(f"unknown command '{argv[0]}'. {hint}", 2))
    return _parser().parse_args(_with_command(argv))


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


def _parser() -> argparse.ArgumentParser:
    from handbook import __version__
    from handbook.commands import catalogs, colour, desk, prints

    parser = argparse.ArgumentParser(
        "build.py", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"handbook {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make the files (also without any command)")
    build.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help="only this language (fr)")
    build.add_argument(
        "-f", "--format", action="append", default=[], metavar="FORMAT", help="only this format (screen)"
    )
    build.add_argument("-o", "--out", type=Path, default=ROOT / "dist", metavar="DIR", help="output folder (dist)")
    build.add_argument(
        "-j", "--jobs", type=positive_number, default=os.cpu_count() or 1, metavar="N", help="worker processes"
    )
    build.add_argument("--dry-run", action="store_true", help="list the files asked for, make nothing")
    build.add_argument("--release", action="store_true", help=RELEASE)
    build.add_argument("--json", action="store_true", help="report as JSON on standard output")
    build.set_defaults(run=_build)

    check = commands.add_parser(
        "check",
        help="look for mistakes in data, templates and catalogs; only a build lays out pages and sees fonts and styles",
    )
    check.add_argument("--release", action="store_true", help=RELEASE)
    check.add_argument("--json", action="store_true", help="report as JSON on standard output")
    check.set_defaults(run=_check)

    facts = commands.add_parser("facts", help="the fact ledger: what must be read again when, and where it is printed")
    facts.add_argument(
        "--due",
        type=iso_date,
        metavar="DATE",
        help="mark what must be read again before this day (2027-01-01); without it, before the day for which the "
        "edition holds (revised in handbook/data/edition.toml): no clock is asked",
    )
    facts.add_argument("--json", action="store_true", help="list as JSON on standard output")
    facts.set_defaults(run=_facts)

    catalogs.add(commands, ROOT)
    desk.add(commands, ROOT)
    prints.add(commands, ROOT)
    colour.add(commands, ROOT)

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

    clean = commands.add_parser("clean", help="remove dist/ and the caches")
    clean.set_defaults(run=_clean)
    return parser


def positive_number(text: str) -> int:
    """Return a whole number of at least one; argparse names this function in its message."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def iso_date(text: str) -> date:
    """Return a day such as 2027-01-01; argparse names this function in its message."""
    return date.fromisoformat(text)


def _build(arguments: argparse.Namespace) -> int:
    from handbook import config, pipeline, plan
    from handbook.catalogs import pseudo
    from handbook.display import Display

    project = pseudo.with_pseudo(config.load(ROOT), arguments.language)
    selection = Selection(tuple(arguments.language), tuple(arguments.format), arguments.release)
    if arguments.dry_run:
        return _dry_run(plan.plan(project, selection), arguments.out, as_json=arguments.json)
    start = time.perf_counter()
    with Display(as_json=arguments.json) as display:
        report = pipeline.build(
            project, selection, arguments.out.resolve(), arguments.jobs, display.ended, display.started
        )
    display.report(report, time.perf_counter() - start)
    return 1 if report.failed else 0


def _dry_run(jobs: Sequence[Job], out: Path, *, as_json: bool) -> int:
    from handbook.publish import names

    paths = [str(out / path) for job in jobs for path in names.files(job)]
    print(json.dumps(paths, indent=2) if as_json else "\n".join(paths))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from handbook import config, survey

    findings = survey.check(config.load(ROOT), release=arguments.release)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if arguments.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        print_findings(findings)
        print(f"{len(errors)} errors, {len(findings) - len(errors)} warnings")
    return 1 if errors else 0


def print_findings(findings: Sequence[Diagnostic]) -> None:
    """Print findings to standard error, one below the other."""
    for finding in findings:
        print(finding, file=sys.stderr)


def _facts(arguments: argparse.Namespace) -> int:
    from handbook import config, survey
    from handbook.display import list_facts

    project = config.load(ROOT)
    day = arguments.due or project.edition.revised
    entries, findings = survey.facts(project, day)
    print_findings(findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return 1
    list_facts(entries, day, as_json=arguments.json)
    return 0


def _drawings(arguments: argparse.Namespace) -> int:
    from handbook.drawings import catalogue

    step = catalogue.compare(ROOT) if arguments.check else catalogue.write(ROOT)
    for stem in step.changed:
        print(f"{(catalogue.ART / stem).as_posix()}.svg: {'out of step' if arguments.check else 'written'}")
    for stem in step.undrawn:
        print(f"{(catalogue.ART / stem).as_posix()}.svg: no program draws it", file=sys.stderr)
    print(f"{len(step.changed)} pictures {'out of step' if arguments.check else 'written'}")
    return 1 if arguments.check and (step.changed or step.undrawn) else 0


def _doctor(arguments: argparse.Namespace) -> int:
    from handbook import doctor

    return doctor.main(ROOT, ["--json"] if arguments.json else [])


def _test(arguments: argparse.Namespace) -> int:
    from handbook.commands import suite

    return suite.test(ROOT, arguments.rest)


def _bench(arguments: argparse.Namespace) -> int:
    name, *rest = arguments.rest or ["bench.py"]
    return _python(f"benchmarks/{name}", *rest)


def _python(*arguments: str) -> int:
    try:
        return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode  # noqa: S603  # our own Python
    except FileNotFoundError as fault:
        raise MissingProgramError(str(fault)) from fault


def _clean(_arguments: argparse.Namespace) -> int:
    for name in ("dist", ".cache"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0
