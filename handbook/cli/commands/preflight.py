"""``build.py preflight``: print files as a printer's preflight sees them, before anybody pays for plates."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import reading
from handbook.cli.arguments import folder, millimetres, page_numbers, size
from handbook.values.diagnostics import counted, printable
from handbook.values.errors import UsageError
from handbook.values.model import Project, Purpose

if TYPE_CHECKING:
    from handbook.checks.preflight import Verdict, Wants

PLACE = 70
HELP = "examine print files: a verdict, reasons, pages, pictures with guides"
EPILOG = """\
  python3 build.py preflight dist/2026-11/fr/handbook_fr_print_2026-11.pdf
  python3 build.py preflight --trim 148x210 --pages 1,48 their-file.pdf

A file of ours is compared with what its format orders; any other with the edition's printing condition. Each rule and
what to do about it: docs/preflight.md. The pictures show pages with lines for trim (red), bleed (blue) and the safe
area (green).
"""
MOST_PICTURES = 8


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDF files")
    parser.add_argument(
        "--trim", type=size, metavar="WxH", help="finished size in mm (148x210), for files that are not ours"
    )
    parser.add_argument("--bleed", type=millimetres, metavar="MM", help="bleed in mm, for files that are not ours (3)")
    parser.add_argument(
        "--pages", type=page_numbers, default=(), metavar="N,N", help="pictures of these pages, not of faulty ones"
    )
    parser.add_argument("-o", "--out", type=folder, metavar="DIR", help="where pictures go (.cache/preflight)")
    parser.add_argument("--json", action="store_true", help="verdicts as JSON on standard output")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Examine files; return 1 if one is not fit to be printed, 2 if one could not be had at all."""
    from handbook.cli import progress
    from handbook.files.store import CACHE

    project = reading.project(arguments)
    out = arguments.out or arguments.root / CACHE / "preflight"
    reports = []
    for file in arguments.files:
        with progress.shown(quiet=arguments.json) as say:
            say(f"Examining {printable(str(file))}")
            report = _report(project, file, arguments, out)
        reports.append(report)
        if not arguments.json:
            _tell(report)
    if arguments.json:
        print(json.dumps([report.as_json() for report in reports], indent=2))
    return max((report.status for report in reports), default=0)


@dataclass(frozen=True, slots=True)
class _Report:
    """What is told of a file."""

    file: Path
    verdict: Verdict
    pictures: tuple[Path, ...] = ()
    absent: str = ""
    """Why the file could not be had."""
    lacking: tuple[int, ...] = ()
    """Pages that were asked for and are not there."""

    @property
    def status(self) -> int:
        if self.absent:
            return UsageError.exit_status
        return 0 if self.verdict.passed else 1

    def as_json(self) -> dict[str, object]:
        return {
            "file": str(self.file),
            "passed": self.verdict.passed,
            "pages": self.verdict.pages,
            "remarks": [asdict(each) for each in self.verdict.remarks],
            "pictures": [str(each) for each in self.pictures],
        }


def _report(project: Project, file: Path, arguments: argparse.Namespace, out: Path) -> _Report:
    """Examine a file; one that cannot be read or shown is told of, and keeps no other back."""
    from handbook.checks import preflight as checks

    try:
        data = file.read_bytes()
    except OSError as fault:
        why = f"cannot be read: {fault.strerror or fault}"
        return _Report(file, checks.unread(f"the file {why}"), absent=why)
    verdict = checks.examine(data, _wants(project, file, arguments))
    lacking = tuple(page for page in arguments.pages if page > verdict.pages)
    return _Report(file, verdict, tuple(_pictures(data, file, verdict, arguments.pages, out)), lacking=lacking)


def _wants(project: Project, file: Path, arguments: argparse.Namespace) -> Wants:
    """Return what was ordered: by a format if the name is one of ours, else by the options and the edition."""
    from handbook.checks.preflight import Wants

    name = re.fullmatch(r"handbook_[A-Za-z0-9-]+_([a-z0-9-]+)_[^_]+\.pdf", file.name)
    product = project.products.get(name[1]) if name and not arguments.trim and arguments.bleed is None else None
    if product and product.purpose is not Purpose.SCREEN:
        from handbook.press.produce import wants  # brings WeasyPrint: two seconds that a stranger's file need not wait

        return wants(product, project)
    condition = project.edition.condition
    bleed = 3.0 if arguments.bleed is None else arguments.bleed
    return Wants(arguments.trim, bleed, condition=condition.id, tac_limit=condition.tac, needs_bleed=bleed > 0)


def _pictures(data: bytes, file: Path, verdict: Verdict, asked: tuple[int, ...], out: Path) -> Iterator[Path]:
    """Write pictures of the pages asked for, or of those with remarks, or of the first.

    Their names have a digest of the file's place: files of one name in two folders keep their pictures apart.
    """
    from handbook.checks.preflight import MALFORMED, guides
    from handbook.files.store import write_if_changed

    place = hashlib.sha256(os.fsencode(file.resolve())).hexdigest()[:8]
    faulty = sorted({page for remark in verdict.remarks for page in remark.pages})
    for page in asked or faulty[:MOST_PICTURES] or (1,):
        if 1 <= page <= verdict.pages:
            picture = out / f"{file.stem}-{place}-page-{page}.png"
            try:
                shown = guides(data, page)
            except MALFORMED:  # the verdict says what is wrong with the page
                continue
            write_if_changed(picture, shown)
            yield picture


def _tell(report: _Report) -> None:
    from handbook.checks.preflight import RULES

    name = printable(str(report.file))
    if report.absent:
        print(f"{name}: {report.absent}", file=sys.stderr)
        return
    verdict = report.verdict
    print(f"{name}: {'passed' if verdict.passed else 'NOT FIT FOR PRINT'}, {counted(verdict.pages, 'page')}")
    for remark in verdict.remarks:
        print(f"  {remark.severity}: {remark.said} [{remark.code}]\n    hint: {RULES[remark.code].do}")
    for picture in report.pictures:
        print(f"  picture: {printable(str(picture))}")
    sys.stdout.flush()
    if report.lacking:
        pages = f"no page {', '.join(map(str, report.lacking))}"
        print(f"{name}: has {pages}: it has {counted(verdict.pages, 'page')}", file=sys.stderr)
