"""``build.py locate``: from a text, or a line of a file, to its places on the pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handbook.cli import reading
from handbook.cli.arguments import folder
from handbook.cli.findings import tell
from handbook.cli.programs import show
from handbook.files.folders import DIST
from handbook.values.diagnostics import Diagnostic, counted, sound
from handbook.values.model import EVERY, Job, Selection

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.catalogs.manuscript import Manuscript
    from handbook.desk.locate import Printed

PLACE = 50
HELP = "find a text, or a line of a file, on the pages"
EPILOG = """\
  python3 build.py locate 'Keep the receipt'                             wherever these words stand
  python3 build.py locate locales/fr/LC_MESSAGES/handbook.po:214         the entry of a line
  python3 build.py locate templates/chapters/law.html:12                 every text of a template's or data file's line
  python3 build.py locate 'le reçu' -l fr --no-open                      one language, no window
  python3 build.py locate --write-comments -l fr                         "# Pages: screen 12" into the catalog

--write-comments replaces the lines "# Pages: ..." of earlier runs and changes nothing else; catalogs update keeps them.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "text", nargs="?", metavar="TEXT|FILE:LINE",
        help="words of a source text or translation, or a line of a catalog, template or data file",
    )  # fmt: skip
    what.add_argument(
        "--write-comments", action="store_true", help="write the pages of every text into the catalogs, as comments"
    )
    parser.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help="only this language (fr)")
    parser.add_argument(
        "-f", "--format", action="append", default=[], metavar="FORMAT", help="only this format (screen)"
    )
    parser.add_argument("-o", "--out", type=folder, metavar="DIR", help="where files were built (dist)")
    parser.add_argument("--no-open", action="store_true", help="print the picture's path, do not open it")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print where texts stand and make a picture of each first place."""
    from handbook.build import plan
    from handbook.cli import progress
    from handbook.desk import locate as desk

    texts = reading.manuscript(arguments)
    project = texts.project
    out: Path = (arguments.out or arguments.root / DIST).resolve()
    # What belongs to all languages together has the texts of each.
    wanted = (*arguments.language, *([EVERY] if arguments.language and not arguments.write_comments else []))
    jobs = plan.layouts(project, plan.matching(project, Selection(wanted, tuple(arguments.format))))
    if arguments.write_comments:
        return _write_comments(texts, jobs, out, arguments)
    spoken = {job.language.tag: job.language for job in jobs if job.language.tag != EVERY}
    languages = tuple(spoken.values())
    messages = desk.wanted(texts, arguments.text, languages)
    places: list[Printed] = []
    findings: list[Diagnostic] = []
    with progress.shown() as say:
        for number, job in enumerate(jobs, 1):
            say(f"Looking in {job.slug} ({number} of {len(jobs)}); what was changed since the build is laid out anew")
            for place, faults in desk.find(texts, (job,), messages, out):
                findings += faults
                places += [place] if place else []
    failed = tell(sorted(set(findings)))
    for place in places:
        _print_place(place, first=not any(place.message is other.message for other in places[: places.index(place)]))
    printed = [place for place in places if place.page]
    if not places:
        print("nowhere in these files")
    if printed:
        picture = desk.picture(project, printed[0])
        print(f"\npicture: {picture}")
        if not arguments.no_open:
            show(picture)
    return 1 if failed else 0


def _write_comments(texts: Manuscript, jobs: Sequence[Job], out: Path, arguments: argparse.Namespace) -> int:
    """Write the printed pages into the catalogs of the languages; the source language has none."""
    from handbook.catalogs.manuscript import file_of
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
            written, findings = annotate.write(texts, mine, out)
        failed |= tell(sorted(set(findings)))
        if sound(findings):
            print(f"{file_of(language)}: {'written' if written else 'unchanged'}")
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
