"""``build.py catalogs stats``: how far each language is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import catalog_files, reading
from handbook.cli.columns import aligned
from handbook.cli.findings import tell

if TYPE_CHECKING:
    from handbook.catalogs.stats import Printed, Progress
    from handbook.values.model import Language, Project

PLACE = 50
HELP = "how far each language is"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    catalog_files.add_languages(parser)
    parser.add_argument("--chapters", action="store_true", help="a row for each chapter")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON on standard output")
    form.add_argument("--html", type=Path, metavar="FILE", help="write a page")
    where = "where the files were built (dist), for the pages"
    parser.add_argument("-o", "--out", type=Path, metavar="DIR", help=where)
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print how far each language is, or write it as JSON or a page."""
    from handbook.build.publish import manifest
    from handbook.catalogs.manuscript import is_reviewed
    from handbook.catalogs.stats import Progress, count

    texts = reading.manuscript(arguments)
    project, pot = texts.project, catalog_files.pot_of(texts)
    made = manifest.listed(arguments.out or project.root / "dist")
    rows, status = [], 0
    for language in catalog_files.with_catalogs(project, arguments.language):
        faults, catalog = texts.editable(language)[1], texts.entries(language)
        tell(faults)
        status = 1 if faults else status
        pages = {file.format: file.pages for file in made if file.language == language.tag}
        printed = _printed(project, language, {file.sha256 for file in made})
        total, chapters = count(pot, catalog, project.edition.chapters, pages, printed)
        reviewed = is_reviewed(catalog)
        rows.append(Progress(language.tag, language.endonym, reviewed, language.min_coverage, total, chapters))
    if arguments.html:
        from handbook.files.store import write_if_changed

        write_if_changed(arguments.html, _page(project, rows).encode())
        print(arguments.html)
    elif arguments.json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    else:
        _table(rows, chapters=arguments.chapters)
    return status


def _printed(project: Project, language: Language, made: Iterable[str]) -> Printed:
    """Return on which pages each text stands in the language's published files, by format."""
    from handbook.build import position_cache as positions
    from handbook.build.plan import layouts, plan
    from handbook.files.store import CACHE
    from handbook.values.model import Selection

    found = {}
    for job in layouts(project, plan(project, Selection((language.tag,)))):
        file = positions.file(project.root / CACHE, job)
        kept = (positions.read(file, digest, job, language) for digest in made)
        places = next((each for each in kept if each is not None), None)
        if places is not None:
            found[job.product.id] = {key: {page for page, _ in runs} for key, runs in places.items()}
    return found


def _table(rows: Sequence[Progress], *, chapters: bool) -> None:
    head = ("language", "chapter", "translated", "fuzzy", "untranslated", "words", "to do", "reviewed", "pages")
    lines = [head]
    for row in rows:
        for each in (row.total, *(row.chapters if chapters else ())):
            pages = ", ".join(f"{name} {number}" for name, number in sorted(each.pages.items())) or "-"
            lines.append((row.language, each.chapter or "all", f"{each.translated} ({each.share:.1%})", str(each.fuzzy),
                          str(each.untranslated), str(each.words), str(each.words_to_do),
                          "yes" if row.reviewed else "no", pages))  # fmt: skip
    print("\n".join(aligned(lines)))


def _page(project: Project, rows: Sequence[Progress]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("stats.html").render(edition=project.edition, rows=rows)
