"""The words that readers find again in every file with text: Poppler, MuPDF and PDFium, and PDFium's own search.

    python3 build.py bench text_layer.py [LANGUAGE ...]
    python3 build.py bench text_layer.py books [LANGUAGE ...]

Lays out every format of each language, makes its files, and counts the printed words that a reader does not tell on
their page; draws WORDS of them and searches them, as they are spelt and without their marks. Of books alone, also those
that it does not tell beside the word that stands beside them. Rewrites a table of README.md if all languages were asked
for.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders import load, manuscript_of  # noqa: E402
from readers import READERS, lost, pairs_lost, printed, searched, searched_bare  # noqa: E402
from tables import rewrite  # noqa: E402

from handbook.build import spoken  # noqa: E402
from handbook.build.plan import layouts, plan  # noqa: E402
from handbook.imposition.arrangements import CoverPages, Inside  # noqa: E402
from handbook.layout.typeset import typeset  # noqa: E402
from handbook.press.produce import produce  # noqa: E402
from handbook.press.streams import Streams  # noqa: E402
from handbook.values.model import Job, Project, Selection  # noqa: E402
from handbook.values.pages import Pages  # noqa: E402

WORDS = 200
BOOKS = "books"


def files(project: Project, jobs: tuple[Job, ...]) -> Iterator[tuple[Job, bytes, Pages]]:
    """Yield the file of each job, with what was laid out on its pages."""
    manuscript = manuscript_of(ROOT)
    for laid_out in layouts(project, jobs):
        heard = spoken.gather(laid_out, manuscript)
        _, galley, told = typeset(project, laid_out, heard.catalog, heard.voices)
        assert galley, list(map(str, told))  # noqa: S101  # or there is nothing to read
        batch = tuple(job for job in jobs if job.layout == laid_out.layout and job.language == laid_out.language)
        for job, made, told in produce(galley.written.data, batch, project, Streams()):
            assert made, list(map(str, told))  # noqa: S101
            yield job, made.data, of_part(galley.written.laid, job)


def of_part(laid: Pages, job: Job) -> Pages:
    """Return what was laid out on the pages that a file has: a cover or an inside has its own alone, numbered anew."""
    parts = {"cover": CoverPages(), "inside": Inside()}
    part = parts.get(job.product.arrangement.part)
    if not part:
        return laid
    at = {page: number for number, page in enumerate(part.taken(laid.count), 1)}
    lines = tuple(replace(line, page=at[line.page]) for line in laid.lines if line.page in at)
    return replace(laid, count=len(at), lines=lines)


def main() -> None:
    """Measure and report."""
    project = load(ROOT)
    arguments = sys.argv[1:]
    is_of_books = arguments[:1] == [BOOKS]
    asked = arguments[is_of_books:]
    selection = Selection(formats=("screen",)) if is_of_books else Selection()
    jobs = [job for job in plan(project, selection) if not asked or job.language.tag in asked]
    in_order = [f"{reader}{each}" for reader in READERS for each in ("", ", in order")]
    heads = ["language", *(in_order if is_of_books else ["files", "words", *READERS, "search", "without marks"])]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for tag in dict.fromkeys(job.language.tag for job in jobs):
        own = tuple(job for job in jobs if job.language.tag == tag)
        cells = of_book(project, own) if is_of_books else of_files(project, own)
        lines.append(f"| {' | '.join([tag, *cells])} |")
        print(lines[-1], flush=True)
    if not asked:
        rewrite("text of books" if is_of_books else "text layer", [*lines, ""])


def of_files(project: Project, jobs: tuple[Job, ...]) -> list[str]:
    """Return how many words all files of a language have, and how many of them are found."""
    every, missed, count, number, unfound = 0, dict.fromkeys(READERS, 0), 0, 0, [0, 0]
    drawn = random.Random(jobs[0].language.tag)  # noqa: S311  # the same words each time
    for job, data, laid in files(project, jobs):
        found = words_of(laid)
        every, number = every + len(found), number + 1
        for reader in READERS:
            missed[reader] += (gone := lost(data, laid, reader)).total()
            if gone:
                print(job.slug, reader, gone.most_common(8), file=sys.stderr)
        sample = drawn.sample(sorted(set(found)), min(WORDS, len(set(found))))
        count += len(sample)
        for at, search in enumerate((searched, searched_bare)):
            unfound[at] += len(gone_words := search(data, sample))
            if gone_words:
                print(job.slug, search.__name__, gone_words, file=sys.stderr)
    shares = [f"{1 - missed[reader] / every:.2%}" for reader in READERS]
    return [str(number), str(every), *shares, *(f"{count - each} of {count}" for each in unfound)]


def of_book(project: Project, jobs: tuple[Job, ...]) -> list[str]:
    """Return the shares of the words of a book that readers find, and that they find beside their neighbours."""
    ((job, data, laid),) = files(project, jobs)
    count, shares = len(words_of(laid)), []
    for reader in READERS:
        for gone in (lost(data, laid, reader), pairs_lost(data, laid, reader)):
            shares.append(f"{1 - gone.total() / count:.2%}")
            if gone:
                print(job.slug, reader, gone.most_common(12), file=sys.stderr)
    return shares


def words_of(laid: Pages) -> list[str]:
    """Return all words that are printed."""
    return [word for words in printed(laid).values() for word in words]


if __name__ == "__main__":
    main()
