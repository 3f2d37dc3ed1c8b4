"""Partners' copies: what a copy costs, against merely writing its bytes, laying it out anew, and Typst.

    python3 build.py bench copies.py
    python3 build.py bench copies.py --partners 300 --languages en,fr,ar,zh-Hans --product screen --tails 100000

One process, one core, one run. Time is told twice: by the clock, which other work on the machine makes longer, and that
of the processor, all threads and the system's part included, which is what one core has to give. Typst takes part where
its package is there: ``.venv/bin/pip install typst``. Rewrites the table of README.md.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tables import rewrite  # noqa: E402

from handbook.build.plan import layouts, plan  # noqa: E402
from handbook.build.workers import collect_seldom  # noqa: E402
from handbook.catalogs import manuscript  # noqa: E402
from handbook.catalogs.manuscript import Manuscript  # noqa: E402
from handbook.config.project import load_project  # noqa: E402
from handbook.files.store import CACHE  # noqa: E402
from handbook.fonts import cut  # noqa: E402
from handbook.layout import engine  # noqa: E402
from handbook.layout.positions import unweave  # noqa: E402
from handbook.layout.write import ProjectFetcher, body_of  # noqa: E402
from handbook.partners import panels as laid  # noqa: E402
from handbook.partners.run import A_TASK  # noqa: E402
from handbook.press import bases, nobody, tails  # noqa: E402
from handbook.press.bases import Base  # noqa: E402
from handbook.press.panels import Panels  # noqa: E402
from handbook.press.produce import produce  # noqa: E402
from handbook.press.streams import Streams  # noqa: E402
from handbook.press.words import Reader  # noqa: E402
from handbook.render.html import render  # noqa: E402
from handbook.values.model import Job, Selection  # noqa: E402
from handbook.values.partner import Partner  # noqa: E402

RIVAL_TIMES = 5
FEW = 1000
"""After so many tails everything has been allocated that is going to be."""
PAGE = os.sysconf("SC_PAGE_SIZE")
PLACES = (("Beijing", "北京"), ("Shanghai", "上海"), ("Chengdu", "成都"), ("Hangzhou", "杭州"), ("Guilin", "桂林"))
KINDS = (("Grand Hotel", "大饭店"), ("Garden Inn", "花园酒店"), ("Travel Lodge", "旅馆"), ("Palace", "宫酒店"))
ROADS = (("Jianguo Road", "建国路"), ("Nanjing Road", "南京路"), ("Renmin Street", "人民街"), ("Lake View", "湖景道"))


class Time(NamedTuple):
    """Seconds."""

    clock: float = 0.0
    processor: float = 0.0

    @classmethod
    def now(cls) -> Time:
        """Return both, as they are now."""
        return cls(time.perf_counter(), time.process_time())

    def since(self, begin: Time) -> Time:
        """Return what went by."""
        return Time(self.clock - begin.clock, self.processor - begin.processor)

    def plus(self, other: Time) -> Time:
        """Return both together."""
        return Time(self.clock + other.clock, self.processor + other.processor)

    def each(self, count: int) -> Time:
        """Return the part of each."""
        return Time(self.clock / count, self.processor / count)


NONE = Time()


@dataclass(frozen=True)
class Book:
    """A finished file."""

    job: Job
    data: bytes
    base: Base
    time: Time
    """What its layout took, with everything but the reading of templates and catalogs."""


def hotels(count: int) -> list[Partner]:
    """Return hotels, no two alike, each with all that a panel shows but for a logo."""
    made = []
    for number in range(count):
        (place, place_zh), (kind, kind_zh) = PLACES[number % len(PLACES)], KINDS[number // 5 % len(KINDS)]
        road, road_zh = ROADS[number // 20 % len(ROADS)]
        made.append(Partner(
            f"hotel-{number}", f"{place} {kind} {number}", f"{place_zh}{kind_zh}", f"{number + 1} {road}, {place}",
            f"{place_zh}市{road_zh}{number + 1}号", f"+86 10 5550 {number:04}", "Ask us, day and night.",
            f"example.org/{number}",
        ))  # fmt: skip
    return made


def books(texts: Manuscript, product: str, languages: Sequence[str]) -> Iterator[Book]:
    """Yield the finished file of each language, with the panel of nobody."""
    project = texts.project
    for job in plan(project, Selection(tuple(languages), (product,))):
        begin = Time.now()
        voices = tuple(texts.catalog(each)[0] for each in job.voices)
        whole = layouts(project, [job])[0]
        _, galley, findings = nobody.typeset(project, whole, texts.catalog(job.language)[0], voices)
        assert galley is not None, findings  # noqa: S101  # or there is nothing to measure
        ((_, produced, found),) = produce(galley.written.data, (job,), project, Streams())
        assert produced is not None, found  # noqa: S101  # as above
        yield Book(job, produced.data, bases.read(produced.data), Time.now().since(begin))


def timed(action: Callable[[], object]) -> Time:
    """Return what an action takes."""
    begin = Time.now()
    action()
    return Time.now().since(begin)


@dataclass
class Taken:
    """By all copies."""

    laid: Time = NONE
    read: Time = NONE
    joined: Time = NONE
    written: Time = NONE
    merely: Time = NONE
    bytes: int = 0
    sizes: tuple[int, ...] = ()


def written(path: Path, *pieces: bytes) -> None:
    """Write a file of some pieces."""
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            file.write(piece)


def measure(
    texts: Manuscript, books_: Sequence[Book], partners: Sequence[Partner], folder: Path
) -> tuple[Taken, Panels]:
    """Make every copy as a worker does, one file after the other for all partners; then write the same bytes again.

    That is all that there can be to it. Returns the panels of the last partner, too.
    """
    project, taken = texts.project, Taken()
    purpose = books_[0].job.product.purpose
    names = {slot.shape for book in books_ for slot in book.base.slots}
    shapes = [project.shapes[name] for name in sorted(names)]
    begin = Time.now()
    pages = laid.lay_out(project, partners, shapes).pages
    taken.laid = Time.now().since(begin)
    begin, reader = Time.now(), Reader(project)
    own = [reader.read(pages[partner.id], purpose) for partner in partners]
    taken.read = Time.now().since(begin)
    sizes: list[int] = []
    for book, at in product(books_, range(0, len(partners), A_TASK)):
        begin, part = Time.now(), slice(at, at + A_TASK)
        made = [tails.tail(book.base, *each) for each in zip(own[part], partners[part], strict=True)]
        taken.joined = taken.joined.plus(Time.now().since(begin))
        for tail in made:
            taken.written = taken.written.plus(timed(partial(written, folder / "copy", book.data, tail)))
        for tail in made:
            whole = book.data + tail
            taken.merely = taken.merely.plus(timed(partial(written, folder / "bytes", whole)))
            taken.bytes += len(whole)
        sizes += map(len, made)
    taken.sizes = tuple(sizes)
    return taken, own[-1]


def memory(book: Book, own: Panels, partners: Sequence[Partner], count: int) -> tuple[float, float]:
    """Return the megabytes of this process after some tails and after all of them, which go nowhere."""
    first = 0.0
    with Path(os.devnull).open("wb", buffering=0) as nowhere:
        for number in range(count):
            nowhere.write(book.data)
            nowhere.write(tails.tail(book.base, own, partners[number % len(partners)]))
            if number == min(FEW, count - 1):
                gc.collect()
                first = _resident()
    gc.collect()
    return first, _resident()


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1e6


def typst(texts: Manuscript, job: Job, partners: Sequence[Partner], folder: Path) -> tuple[Time, Time] | None:
    """Return what Typst takes for the first copy of an equal book and for a further one; None without it."""
    if find_spec("typst") is None:
        return None
    rival = importlib.import_module("typst")  # 34 MB, which pyproject.toml does not ask for
    import typst_book  # noqa: PLC0415  # for it alone

    project, job = texts.project, layouts(texts.project, [job])[0]
    document, findings = render(project, job, texts.catalog(job.language)[0])
    assert document is not None, findings  # noqa: S101  # it was laid out before
    base = f"{(ROOT / 'templates').as_uri()}/"
    fetcher = ProjectFetcher((ROOT / "templates",), project.staff, project.tokens.hexes())
    source = engine.parsed(document.html, base, fetcher)
    unweave(source.etree_element)
    fonts, _ = cut.cut(project, job.language, document.html + "".join(map(str, partners)), ROOT / CACHE / "fonts", "")
    ids = dict.fromkeys(each for role in ("text", "han") for each in job.language.roles.get(role, ()))
    families = tuple(project.fonts[each].name for each in ids)
    book = typst_book.Book(body_of(source), job.language.tag, job.slug, families, fonts.files)
    main = typst_book.write(book, lambda url: fetcher.read(url if ":" in url else base + url)[0], folder)
    compiler = rival.Compiler(main, root=folder, font_paths=[folder / "fonts"], ignore_system_fonts=True)
    hotel = iter(partners)

    def copy() -> None:
        each = next(hotel)
        names = ("name", "name_zh", "address", "address_zh", "phone", "web")
        compiler.compile(output=folder / "copy.pdf", sys_inputs={name: getattr(each, name) for name in names})

    first, further = timed(copy), [timed(copy) for _ in range(RIVAL_TIMES)]
    return first, sorted(further)[RIVAL_TIMES // 2]


def main() -> None:
    """Measure and report."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--partners", type=int, default=300)
    asked.add_argument("--languages", default="en,fr,ar,zh-Hans")
    asked.add_argument("--product", default="screen")
    asked.add_argument("--tails", type=int, default=100_000)
    given = asked.parse_args()
    texts = manuscript.read(load_project(ROOT))
    made, partners = list(books(texts, given.product, given.languages.split(","))), hotels(given.partners)
    rivals = {}
    collect_seldom()  # as a worker does
    with tempfile.TemporaryDirectory(prefix="copies-") as work:
        taken, own = measure(texts, made, partners, Path(work))
        for book in made:
            if times := typst(texts, book.job, partners, Path(tempfile.mkdtemp(dir=work))):
                rivals[book.job.language.tag] = times
    first, last = memory(made[0], own, partners, given.tails)
    said = f"Memory: {first:.1f} MB after {FEW} copies, {last:.1f} MB after {given.tails}."
    rewrite("copies", [*report(made, len(partners), taken, rivals), "", said, ""])


def report(made: Sequence[Book], hotels_: int, taken: Taken, rivals: Mapping[str, tuple[Time, Time]]) -> list[str]:
    """Return the lines of the table."""
    count = hotels_ * len(made)
    joining = taken.joined.plus(taken.written)
    ours = taken.laid.plus(taken.read).plus(joining)
    anew = NONE
    for book in made:
        anew = anew.plus(book.time.each(len(made)))
    product, megabytes = made[0].job.product.id, taken.bytes / 1e6
    rows = {
        "panels of all hotels, laid out and set": taken.laid.each(count),
        "words put into patterns": taken.read.each(count),
        "tails joined": taken.joined.each(count),
        "base and tail written": taken.written.each(count),
        "**all of it**": ours.each(count),
        "merely writing the same bytes": taken.merely.each(count),
        "laying each out anew": anew,
    }
    for tag, (first, further) in rivals.items():
        rows[f"Typst, {tag}: the first copy"], rows[f"Typst, {tag}: a further one"] = first, further
    lines = [f"{hotels_} hotels, {len(made)} languages, `{product}`: {count} copies, {megabytes:.0f} MB.", ""]
    lines += ["| what | a copy, by the processor | a second | by the clock | a second |", "| --- " * 5 + "|"]
    lines += [
        f"| {what} | {each.processor * 1e3:.3f} ms | {1 / each.processor:.1f} | {each.clock * 1e3:.3f} ms | "
        f"{1 / each.clock:.1f} |"
        for what, each in rows.items()
    ]
    mine = ours.each(count)
    faster = [("laid out anew", anew), *((f"made by Typst ({tag})", each[1]) for tag, each in rivals.items())]
    times = ", ".join(f"{each.processor / mine.processor:.0f} times faster than it is {how}" for how, each in faster)
    said = (
        f"By the processor, joining and writing take {joining.processor / taken.merely.processor:.2f} times as long as "
        f"merely writing ({joining.clock / taken.merely.clock:.2f} by the clock), "
        f"{ours.processor / taken.merely.processor:.2f} times with all that comes before. A copy is made {times}. "
        f"A tail has {sum(taken.sizes) / count / 1e3:.1f} KB, at most {max(taken.sizes) / 1e3:.1f} KB."
    )
    return [*lines, "", said]


if __name__ == "__main__":
    main()
