"""``build.py cobrand``: copies of the published files with the names of hotels and agencies."""

from __future__ import annotations

import argparse
import contextlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import reading
from handbook.cli.arguments import folder, positive_number
from handbook.values.diagnostics import counted
from handbook.values.errors import UsageError

if TYPE_CHECKING:
    from handbook.build.executor import Hands
    from handbook.catalogs.manuscript import Manuscript
    from handbook.partners.bucket import Bucket
    from handbook.partners.place import Place
    from handbook.partners.roster import Roster
    from handbook.partners.run import Account
    from handbook.partners.task import Done, Task

PLACE = 25
HELP = "copies with the name of a hotel or an agency"
COPIES = "copies"
LIMIT_S = 1800.0
"""How long a task may take: twenty-five partners, all files and tickets, on a busy machine."""
SHOWN = 10
"""So many files that are left over are named."""
TEXT = """\
Writes copies of the published files of dist/ with the name, address, telephone and logo of each hotel of a table, and
a zip for each hotel that can be sent by mail. Only what is missing or has changed is made. See docs/partners.md.

  python3 build.py cobrand --template csv          a table to begin with (or xlsx; or toml for one hotel)
  python3 build.py cobrand partners.csv            every file, for every hotel of the table
  python3 build.py cobrand partners.csv -l fr -f card -f card-sheet
  python3 build.py cobrand --one hotel.toml        for one hotel
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = TEXT
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("partners", nargs="?", type=Path, metavar="PARTNERS", help="the table: CSV or XLSX")
    parser.add_argument("--one", type=Path, metavar="FILE", help="one hotel, in TOML, instead of a table")
    help_ = "write a file to begin with into this folder, or that of -o: csv, xlsx or toml"
    parser.add_argument("--template", nargs="?", const="csv", choices=("csv", "xlsx", "toml"), help=help_)
    help_ = "only this language (fr); mul: what holds all languages on one sheet"
    parser.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help=help_)
    help_ = "only this format (screen)"
    parser.add_argument("-f", "--format", action="append", default=[], metavar="FORMAT", help=help_)
    reading.add_content(parser)
    help_ = f"folder of the copies ({COPIES}), or an address such as s3://bucket/path"
    parser.add_argument("-o", "--out", type=_place, metavar="PLACE", help=help_)
    parser.add_argument("--dist", type=folder, metavar="DIR", help="folder of the published files (dist)")
    parser.add_argument("--strict", action="store_true", help="make nothing if a row of the table is faulty")
    parser.add_argument("--prune", action="store_true", help="remove files of hotels that are no longer in the table")
    parser.add_argument("--tails", action="store_true", help="store only what each copy adds to the published file")
    parser.add_argument("--assemble", action="store_true", help="make whole files of what --tails has stored")
    parser.add_argument("--verify", action="store_true", help="read every copy that stands, whatever its size")
    help_ = "worker processes; without it, as many as the machine has cores"
    parser.add_argument("-j", "--jobs", type=positive_number, metavar="N", help=help_)
    help_ = "let the workers of a Dask cluster do it, such as tcp://192.0.2.7:8786"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=help_)
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")


def _place(text: str) -> Path | str:
    """Return a folder, or an address that is none; a folder may be written as an address, too."""
    return text if "://" in text and not text.startswith("file://") else folder(text.removeprefix("file://"))


def run(arguments: argparse.Namespace) -> int:
    """Make the copies that are missing; return 1 if a row or a copy could not be made."""
    if arguments.template:
        return _template(arguments)
    if not arguments.assemble and (arguments.partners is None) == (arguments.one is None):
        msg = "name a table, or one hotel: build.py cobrand partners.csv, or --one hotel.toml; to begin: --template"
        raise UsageError(msg)
    shelf = _shelf(arguments)
    texts = reading.manuscript(arguments)
    return _assemble(texts, shelf) if arguments.assemble else _copy(texts, shelf, arguments)


def _shelf(arguments: argparse.Namespace) -> Place | Bucket:
    """Return where copies go. Raises HandbookError for a place that cannot be used."""
    import hashlib

    from handbook.files.store import CACHE
    from handbook.partners.bucket import Bucket
    from handbook.partners.place import Place

    dist = (arguments.dist or arguments.root / "dist").resolve()
    if isinstance(arguments.out, str):
        name = hashlib.sha256(arguments.out.encode()).hexdigest()[:16]
        bucket = Bucket(dist, arguments.out.rstrip("/"), arguments.root / CACHE / "parts" / name)
        bucket.reach()
        return bucket
    out = (arguments.out or arguments.root / COPIES).resolve()
    if (out / "manifest.json").exists():
        msg = f"{out} holds published files: choose another folder for copies, such as -o {COPIES}"
        raise UsageError(msg)
    return Place(dist, out)


def _template(arguments: argparse.Namespace) -> int:
    """Write a file to begin with; none is overwritten."""
    from handbook.files.store import write_atomic
    from handbook.partners import template

    if isinstance(arguments.out, str):
        msg = f"{arguments.out} is no folder: a file to begin with is written into one of this machine"
        raise UsageError(msg)
    file = (arguments.out or Path()) / template.KINDS[arguments.template]
    if file.exists():
        msg = f"{file} is there already: move it away, or choose another folder: -o DIR"
        raise UsageError(msg)
    write_atomic(file, template.written(arguments.template))
    print(file)
    return 0


def _copy(texts: Manuscript, shelf: Place | Bucket, arguments: argparse.Namespace) -> int:
    from handbook.build.pipeline import only_build_into
    from handbook.cli import progress
    from handbook.files import folders
    from handbook.files.digests import Digests
    from handbook.partners import bases
    from handbook.partners.place import Place
    from handbook.partners.run import Wish, cobrand
    from handbook.values.model import Selection

    start = time.perf_counter()
    project, dist = texts.project, shelf.dist
    if isinstance(shelf, Place):
        folders.fit(shelf.out, project.root, project.content)
    known = Digests(project.root)
    published = bases.published(project, dist)
    selection = Selection(tuple(arguments.language), tuple(arguments.format))
    artifacts = bases.chosen(project, selection, dist, known)
    known.save()
    with progress.shown(quiet=arguments.json) as say, only_build_into(str(shelf)):
        say("Reading the table")
        roster = _roster(texts, arguments)
        wish = Wish(roster, artifacts, arguments.strict, arguments.prune, arguments.tails, arguments.verify)
        with _hands(texts, shelf, arguments) as hands:
            account = cobrand(texts, wish, {each.path: each for each in published.values()}, shelf, hands, say)
    _show(account, str(shelf), time.perf_counter() - start, as_json=arguments.json)
    return 1 if account.failed else 0


@contextlib.contextmanager
def _hands(texts: Manuscript, shelf: Place | Bucket, arguments: argparse.Namespace) -> Iterator[Hands[Task, Done]]:
    """Lend who makes the copies: processes of this machine, or a cluster's."""
    from functools import partial

    from handbook.build.workers import ALL, Crew

    if not arguments.scheduler:
        from handbook.partners.making import Making
        from handbook.partners.work import work

        yield Crew(partial(work, depot=shelf, making=Making), arguments.jobs or ALL, LIMIT_S,
                   ("__main__", "handbook.partners.warm"))  # fmt: skip
        return
    from handbook.build.cluster import connected
    from handbook.partners import afar
    from handbook.partners.place import Place

    with contextlib.ExitStack() as stack:
        where = stack.enter_context(afar.shared(shelf.out)) if isinstance(shelf, Place) else str(shelf)
        needs = partial(afar.needs, dist=shelf.dist)
        yield stack.enter_context(connected(arguments.scheduler, texts.project, afar.worker(where), LIMIT_S, needs))


def _roster(texts: Manuscript, arguments: argparse.Namespace) -> Roster:
    """Return the partners of the table or the form. Raises UsageError if it cannot be opened."""
    from handbook.files.store import CACHE
    from handbook.partners import roster
    from handbook.partners.logos import Logos
    from handbook.press import inks

    file: Path = arguments.one or arguments.partners
    project = texts.project
    logos = Logos(file.absolute().parent, project.tokens.hexes()["card"], inks.profile(project), project.root / CACHE)
    read = roster.of_form if arguments.one else roster.of_table
    try:
        return read(file, file.as_posix(), logos)
    except OSError as fault:
        msg = f"{file}: {fault.strerror or fault}. To begin: python3 build.py cobrand --template"
        raise UsageError(msg) from fault


def _assemble(texts: Manuscript, shelf: Place | Bucket) -> int:
    from handbook.build.pipeline import only_build_into
    from handbook.cli.findings import tell
    from handbook.partners import assemble, bases

    published = bases.published(texts.project, shelf.dist)
    with only_build_into(str(shelf)):
        edition = texts.project.edition.id
        count, findings = assemble.assemble(shelf, edition, {each.sha256: each for each in published.values()})
    is_faulty = tell(findings)
    print(f"{counted(count, 'copy')} made whole in {shelf}")
    return int(is_faulty)


def _show(account: Account, out: str, seconds: float, *, as_json: bool) -> None:
    from handbook.cli.findings import tell

    if as_json:
        raw = {
            **asdict(account),
            "findings": [each.as_json() for each in account.findings],
            "seconds": round(seconds, 2),
        }
        print(json.dumps(raw, ensure_ascii=False, indent=2))
        return
    tell(account.findings)
    for path in account.removed[:SHOWN]:
        print(f"removed: {path}")
    for path in account.left[:SHOWN]:
        print(f"no longer asked for: {path}")
    if account.left:
        print(f"{counted(len(account.left), 'file')} of hotels or formats that are gone; to remove them: --prune")
    refused = counted(account.refused, "hotel")
    print(f"{out}: {account.made:,} made, {account.unchanged:,} unchanged, {refused} refused, {seconds:.1f} s")
