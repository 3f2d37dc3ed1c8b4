"""``build.py catalogs proof``: a PDF of every text with its number, to send by mail."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.cli import reading
from handbook.cli.arguments import pdf_file
from handbook.cli.findings import tell

PLACE = 80
HELP = "write a PDF of every text with its number, to send by mail"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    parser.add_argument("language", metavar="LANG", help="the language (fr)")
    parser.add_argument("-f", "--format", metavar="FORMAT", help="the format; without it the first one")
    parser.add_argument("-o", "--out", type=pdf_file, metavar="FILE", help="the file; without it proof_LANG_FORMAT.pdf")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the proof of one file."""
    from handbook.build import plan
    from handbook.cli import progress
    from handbook.desk import proof as desk
    from handbook.files.store import write_atomic

    texts = reading.manuscript(arguments)
    job = plan.alone(texts.project, arguments.language, arguments.format)
    with progress.shown() as say:
        data, findings = desk.proof(texts, job, say)
    failed = tell(sorted({each for each in findings if data is None or each.code.startswith("layout.")}))
    if data is None:
        return 1
    target = arguments.out or Path(f"proof_{job.slug}.pdf")
    write_atomic(target.resolve(), data)
    print(target)
    return 1 if failed else 0
