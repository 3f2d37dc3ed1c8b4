"""``build.py build``, and ``build.py`` alone: the files of the edition."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import reading, selecting
from handbook.cli.arguments import folder, positive_number

if TYPE_CHECKING:
    from handbook.cli.build_progress import Display
    from handbook.values.model import Selection
    from handbook.values.report import Report

PLACE = 10
HELP = "make the files (also without any command)"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    selecting.add_selection(parser)
    reading.add_content(parser)
    parser.add_argument("-o", "--out", type=folder, metavar="DIR", help="output folder (dist)")
    help_ = "worker processes; without it, as many as the machine has cores"
    parser.add_argument("-j", "--jobs", type=positive_number, metavar="N", help=help_)
    help_ = "let the workers of a Dask cluster do it, such as tcp://192.0.2.7:8786 (docs/partners.md)"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=help_)
    parser.add_argument("--dry-run", action="store_true", help="list the files asked for, make nothing")
    selecting.add_release(parser)
    parser.add_argument("--verify", action="store_true", help="read every published file, whatever its size and time")
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")


def run(arguments: argparse.Namespace) -> int:
    """Make what is not current; return 1 if something could not be made."""
    from handbook.build.snapshot import Snapshot
    from handbook.cli import build_table
    from handbook.cli.build_progress import Display
    from handbook.files import folders

    start = time.perf_counter()
    selection = selecting.selection(arguments)
    root: Path = arguments.root
    given = arguments.out or root / folders.DIST
    content = folders.content_of(root, arguments.content)
    folders.fit(given, root, content)
    if arguments.dry_run:
        return _dry_run(selection, given, arguments)
    out = given.resolve()
    asked = [sorted(selection.languages), sorted(selection.formats), *selection.purposes]
    snapshot = Snapshot(root, content, out, asked)
    report = None if selection.release or arguments.verify else snapshot.again(selecting.today())
    with Display(as_json=arguments.json) as display:
        if report is None:
            report = _make(selection, out, arguments, display)
            if not selection.release:
                snapshot.keep(report, selecting.today())
    build_table.show(report, time.perf_counter() - start, as_json=arguments.json)
    return 1 if report.failed else 0


def _make(selection: Selection, out: Path, arguments: argparse.Namespace, display: Display) -> Report:
    """Build, and tell the display how it goes."""
    from handbook.build import pipeline
    from handbook.build.local import Local
    from handbook.build.workers import ALL
    from handbook.site.publish import publish

    texts = reading.manuscript(arguments, arguments.language)
    watcher = pipeline.Watcher(
        display.started, display.working, display.ended, lambda listed, known: publish(texts, listed, out, known)
    )
    if arguments.scheduler:
        from handbook.build import far

        with far.executor(arguments.scheduler, texts.project, out) as executor:
            return pipeline.build(texts, selection, out, executor, watcher, verify=arguments.verify)
    local = Local(texts.project, out, arguments.jobs or ALL)
    return pipeline.build(texts, selection, out, local, watcher, verify=arguments.verify)


def _dry_run(selection: Selection, out: Path, arguments: argparse.Namespace) -> int:
    from handbook.build import plan
    from handbook.build.publish import names

    project = reading.project(arguments, arguments.language)
    paths = [str(out / path) for job in plan.plan(project, selection) for path in names.files(job)]
    print(json.dumps(paths, indent=2) if arguments.json else "\n".join(paths))
    return 0
