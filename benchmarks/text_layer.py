"""The words that readers find again in every file with text: Poppler, MuPDF and PDFium, and PDFium's own search.

    python3 build.py bench text_layer.py [LANGUAGE ...]

Lays out every format of each language, makes its files, and counts the printed words that a reader does not tell on
their page; draws WORDS of them and searches them, as they are spelt and without their marks. Rewrites a table of
README.md if all languages were asked for.
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
from readers import READERS, lost, printed, searched, searched_bare  # noqa: E402
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
    asked = sys.argv[1:]
    jobs = [job for job in plan(project, Selection()) if not asked or job.language.tag in asked]
    readers = list(READERS)
    lines = ["| language | files | words | " + " | ".join(readers) + " | search | without marks |",
             "| --- | --- | --- |" + " --- |" * (len(readers) + 2)]  # fmt: skip
    for tag in dict.fromkeys(job.language.tag for job in jobs):
        every, missed, count, number, unfound = 0, dict.fromkeys(readers, 0), 0, 0, [0, 0]
        drawn = random.Random(tag)  # noqa: S311  # the same words each time
        for job, data, laid in files(project, tuple(job for job in jobs if job.language.tag == tag)):
            found = [word for words in printed(laid).values() for word in words]
            every, number = every + len(found), number + 1
            for reader in readers:
                missed[reader] += (gone := lost(data, laid, reader)).total()
                if gone:
                    print(job.slug, reader, gone.most_common(8), file=sys.stderr)
            sample = drawn.sample(sorted(set(found)), min(WORDS, len(set(found))))
            count += len(sample)
            for at, search in enumerate((searched, searched_bare)):
                unfound[at] += len(gone_words := search(data, sample))
                if gone_words:
                    print(job.slug, search.__name__, gone_words, file=sys.stderr)
        shares = [f"{1 - missed[reader] / every:.2%}" for reader in readers]
        shares += [f"{count - each} of {count}" for each in unfound]
        lines.append(f"| {tag} | {number} | {every} | {' | '.join(shares)} |")
        print(lines[-1], flush=True)
    if asked:
        return
    rewrite("text layer", [*lines, ""])


if __name__ == "__main__":
    main()
