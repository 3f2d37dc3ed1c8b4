"""``build.py preflight``: print files as a printer's preflight sees them, before anybody pays for plates."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import reading
from handbook.cli.arguments import folder, millimetres, page_numbers, size
from handbook.values.diagnostics import counted
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
    """Examine files; return 1 if one is not fit to be printed."""
    from handbook.checks import preflight as checks
    from handbook.cli import progress
    from handbook.files.store import CACHE

    project = reading.project(arguments)
    out = arguments.out or arguments.root / CACHE / "preflight"
    reports, failed = [], False
    for file in arguments.files:
        try:
            data = file.read_bytes()
        except OSError as fault:
            msg = f"{file}: cannot be read: {fault.strerror or fault}"
            raise UsageError(msg) from fault
        with progress.shown(quiet=arguments.json) as say:
            say(f"Examining {file}")
            verdict = checks.examine(data, _wants(project, file, arguments))
        failed |= not verdict.passed
        pictures = tuple(_pictures(data, file, verdict, arguments.pages, out))
        reports.append({"file": str(file), "passed": verdict.passed, "pages": verdict.pages,
                        "remarks": [asdict(each) for each in verdict.remarks],
                        "pictures": [str(each) for each in pictures]})  # fmt: skip
        if not arguments.json:
            _tell(file, verdict, pictures)
    if arguments.json:
        print(json.dumps(reports, ensure_ascii=False, indent=2))
    return 1 if failed else 0


def _wants(project: Project, file: Path, arguments: argparse.Namespace) -> Wants:
    """Return what was ordered: by a format if the name is one of ours, else by the options and the edition."""
    from handbook.checks.preflight import Wants
    from handbook.press.produce import wants

    name = re.fullmatch(r"handbook_[a-z0-9-]+_([a-z0-9-]+)_.+\.pdf", file.name)
    product = project.products.get(name[1]) if name and not arguments.trim and arguments.bleed is None else None
    if product and product.purpose is not Purpose.SCREEN:
        return wants(product, project)
    condition = project.edition.condition
    bleed = 3.0 if arguments.bleed is None else arguments.bleed
    return Wants(arguments.trim, bleed, condition=condition.id, tac_limit=condition.tac, needs_bleed=bleed > 0)


def _pictures(data: bytes, file: Path, verdict: Verdict, asked: tuple[int, ...], out: Path) -> Iterator[Path]:
    """Write pictures of the pages asked for, or of those with remarks, or of the first."""
    from handbook.checks.preflight import guides
    from handbook.files.store import write_if_changed

    faulty = sorted({page for remark in verdict.remarks for page in remark.pages})
    for page in asked or faulty[:MOST_PICTURES] or (1,):
        if 1 <= page <= verdict.pages:
            picture = out / f"{file.stem}-page-{page}.png"
            write_if_changed(picture, guides(data, page))
            yield picture


def _tell(file: Path, verdict: Verdict, pictures: tuple[Path, ...]) -> None:
    from handbook.checks.preflight import RULES

    print(f"{file}: {'passed' if verdict.passed else 'NOT FIT FOR PRINT'}, {counted(verdict.pages, 'page')}")
    for remark in verdict.remarks:
        print(f"  {remark.severity}: {remark.said} [{remark.code}]\n    hint: {RULES[remark.code].do}")
    for picture in pictures:
        print(f"  picture: {picture}")
    sys.stdout.flush()
