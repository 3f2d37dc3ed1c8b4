"""``build.py locate``, ``build.py preview`` and ``build.py catalogs proof``: texts and their places on the pages."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli.arguments import folder, pdf_file, port
from handbook.values.diagnostics import Diagnostic, Severity, counted, shortened
from handbook.values.model import EVERY, Job, Project, Selection

if TYPE_CHECKING:
    from handbook.desk.locate import Printed

LOCATE = """\
  python3 build.py locate 'Keep the receipt'                             wherever these words stand
  python3 build.py locate locales/fr/LC_MESSAGES/handbook.po:214         the entry of a line
  python3 build.py locate templates/chapters/law.html:12                 every text of a template's or data file's line
  python3 build.py locate 'le reçu' -l fr --no-open                      one language, no window
  python3 build.py locate --write-comments -l fr                         "# Pages: screen 12" into the catalog

--write-comments replaces the lines "# Pages: ..." of earlier runs and changes nothing else; catalogs update keeps them.
"""
PREVIEW = """\
Shows the pages beside the catalog's entries, in your browser, and follows every file that you save:
catalogs, templates, style sheets, drawings and data. It listens on this machine only. Ctrl-C ends it.
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Add ``locate`` and ``preview`` to the command line."""
    raw = argparse.RawDescriptionHelpFormatter
    one = commands.add_parser(
        "locate", help="find a text, or a line of a file, on the pages", epilog=LOCATE, formatter_class=raw
    )
    what = one.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "text", nargs="?", metavar="TEXT|FILE:LINE",
        help="words of a source text or translation, or a line of a catalog, template or data file",
    )  # fmt: skip
    what.add_argument(
        "--write-comments", action="store_true", help="write the pages of every text into the catalogs, as comments"
    )
    one.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help="only this language (fr)")
    one.add_argument("-f", "--format", action="append", default=[], metavar="FORMAT", help="only this format (screen)")
    one.add_argument(
        "-o", "--out", type=folder, default=root / "dist", metavar="DIR", help="where files were built (dist)"
    )
    one.add_argument("--no-open", action="store_true", help="print the picture's path, do not open it")
    one.set_defaults(run=locate, root=root)

    one = commands.add_parser(
        "preview", help="see pages and translations side by side while you edit", description=PREVIEW,
        formatter_class=raw,
    )  # fmt: skip
    one.add_argument("language", metavar="LANG", help="the language (fr)")
    one.add_argument("-f", "--format", metavar="FORMAT", help="the format; without it the first one")
    one.add_argument("--port", type=port, default=0, metavar="N", help="port on 127.0.0.1; without it any free one")
    one.add_argument("--no-open", action="store_true", help="print the address, do not open it")
    one.set_defaults(run=preview, root=root)


def add_proof(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``catalogs proof``."""
    parser.add_argument("language", metavar="LANG", help="the language (fr)")
    parser.add_argument("-f", "--format", metavar="FORMAT", help="the format; without it the first one")
    parser.add_argument("-o", "--out", type=pdf_file, metavar="FILE", help="the file; without it proof_LANG_FORMAT.pdf")


def locate(arguments: argparse.Namespace) -> int:
    """Print where texts stand and make a picture of each first place."""
    from handbook.build import plan
    from handbook.cli import progress
    from handbook.config.project import load_project
    from handbook.desk import locate as desk

    project = load_project(arguments.root)
    # What belongs to all languages together has the texts of each.
    wanted = (*arguments.language, *([EVERY] if arguments.language and not arguments.write_comments else []))
    jobs = plan.layouts(project, plan.matching(project, Selection(wanted, tuple(arguments.format))))
    if arguments.write_comments:
        return _write_comments(project, jobs, arguments)
    spoken = {job.language.tag: job.language for job in jobs if job.language.tag != EVERY}
    languages = tuple(spoken.values())
    messages = desk.wanted(project, arguments.text, languages)
    places: list[Printed] = []
    findings: list[Diagnostic] = []
    with progress.shown() as say:
        for number, job in enumerate(jobs, 1):
            say(f"Looking in {job.slug} ({number} of {len(jobs)}); what was changed since the build is laid out anew")
            for place, faults in desk.find(project, (job,), messages, arguments.out.resolve()):
                findings += faults
                places += [place] if place else []
    failed = _say(findings)
    for place in places:
        _print_place(place, first=not any(place.message is other.message for other in places[: places.index(place)]))
    printed = [place for place in places if place.page]
    if not places:
        print("nowhere in these files")
    if printed:
        picture = desk.picture(project, printed[0])
        print(f"\npicture: {picture}")
        if not arguments.no_open:
            _open(picture)
    return 1 if failed else 0


def _write_comments(project: Project, jobs: Sequence[Job], arguments: argparse.Namespace) -> int:
    """Write the printed pages into the catalogs of the languages; the source language has none."""
    from handbook.catalogs.load import catalog_path
    from handbook.cli import progress
    from handbook.desk import annotate
    from handbook.values.errors import UsageError

    languages = {job.language.tag: job.language for job in jobs if not job.language.is_source}
    sources = [job.language.tag for job in jobs if job.language.is_source] if arguments.language else []
    if sources or not languages:
        msg = f"{sources[0] if sources else 'the source language'} has no catalog: its texts are the templates'"
        raise UsageError(msg)
    failed = False
    for tag, language in languages.items():
        mine = [job for job in jobs if job.language.tag == tag]
        with progress.shown() as say:
            say(f"Looking in {counted(len(mine), 'file')} of {tag}; what was changed since the build is laid out anew")
            written, findings = annotate.write(project, mine, arguments.out.resolve())
        failed |= _say(findings)
        if not any(finding.severity is Severity.ERROR for finding in findings):
            print(f"{catalog_path(language).as_posix()}: {'written' if written else 'unchanged'}")
    return 1 if failed else 0


def _print_place(place: Printed, *, first: bool) -> None:
    message = place.message
    if first:
        print(f"{message.path}:{message.line}: {message.key[1]}")
        if message.translations and message.translations[0]:
            print(f"  = {message.translations[0]}")
    where = "a property of the file, not printed"
    if place.page:
        left, top = min(rect.x for rect in place.rects), min(rect.y for rect in place.rects)
        right, bottom = max(rect.right for rect in place.rects), max(rect.bottom for rect in place.rects)
        size = f"{right - left:.1f} x {bottom - top:.1f} mm"
        where = f"page {place.page}, {left:.1f} mm from the left, {top:.1f} mm from the top ({size})"
    print(f"  {place.job.slug}: {where}")


def preview(arguments: argparse.Namespace) -> int:
    """Serve the live proof of one file until Ctrl-C."""
    from handbook.cli import progress
    from handbook.desk import server

    reading = contextlib.ExitStack()
    reading.enter_context(progress.shown())("Reading the project")

    def started(address: str) -> None:
        reading.close()
        print(f"Preview: {address}   (Ctrl-C ends it)", flush=True)
        if not arguments.no_open:
            _open(address)

    with reading:
        server.serve(arguments.root, arguments.language, arguments.format, arguments.port, started)
    return 0


def proof(arguments: argparse.Namespace) -> int:
    """Write the proof of one file."""
    from handbook.build import plan
    from handbook.cli import progress
    from handbook.config.project import load_project
    from handbook.desk import proof as desk
    from handbook.files.store import write_atomic

    project = load_project(arguments.root)
    job = plan.alone(project, arguments.language, arguments.format)
    with progress.shown() as say:
        data, findings = desk.proof(project, job, say)
    failed = _say(finding for finding in findings if data is None or finding.code.startswith("layout."))
    if data is None:
        return 1
    target = arguments.out or Path(f"proof_{job.slug}.pdf")
    write_atomic(target.resolve(), data)
    print(target)
    return 1 if failed else 0


def _say(findings: Iterable[Diagnostic]) -> bool:
    """Print findings; return whether one is an error."""
    listed = sorted(set(findings))
    for line in shortened(listed):
        print(line, file=sys.stderr)
    return any(finding.severity is Severity.ERROR for finding in listed)


def _open(target: Path | str) -> None:
    """Show a file or an address with the system's own program, if there is a screen."""
    openers: Sequence[str] = {"darwin": ("open",), "win32": ("explorer",)}.get(sys.platform, ("xdg-open",))
    program = next(filter(None, map(shutil.which, openers)), None)
    has_screen = sys.platform in {"darwin", "win32"} or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    if program and has_screen:
        subprocess.Popen([program, str(target)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
