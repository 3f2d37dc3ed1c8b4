"""Partners' copies: what a copy costs, against merely writing its bytes, laying it out anew, and Typst.

    python3 build.py bench copies.py
    python3 build.py bench copies.py --partners 300 --languages en,fr,ar,zh-Hans --product screen --tails 100000

One process, one core, one run. Typst takes part where its package is there: ``.venv/bin/pip install typst``. Rewrites
the table of README.md.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tables import median, rewrite  # noqa: E402

from handbook.build.plan import layouts, plan  # noqa: E402
from handbook.catalogs import manuscript  # noqa: E402
from handbook.catalogs.manuscript import Manuscript  # noqa: E402
from handbook.config.project import load_project  # noqa: E402
from handbook.files.store import CACHE  # noqa: E402
from handbook.fonts import cut  # noqa: E402
from handbook.layout import engine  # noqa: E402
from handbook.layout.positions import unweave  # noqa: E402
from handbook.layout.write import ProjectFetcher, body_of  # noqa: E402
from handbook.partners import panels as laid  # noqa: E402
from handbook.press import bases, nobody, panels, tails  # noqa: E402
from handbook.press.bases import Base  # noqa: E402
from handbook.press.panels import Panels  # noqa: E402
from handbook.press.produce import produce  # noqa: E402
from handbook.press.streams import Streams  # noqa: E402
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


@dataclass(frozen=True)
class Book:
    """A finished file."""

    job: Job
    data: bytes
    base: Base
    seconds: float
    """How long its layout took, with everything but the reading of templates and catalogs."""


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
        start = time.perf_counter()
        voices = tuple(texts.catalog(each)[0] for each in job.voices)
        whole = layouts(project, [job])[0]
        _, galley, findings = nobody.typeset(project, whole, texts.catalog(job.language)[0], voices)
        assert galley is not None, findings  # noqa: S101  # or there is nothing to measure
        ((_, produced, found),) = produce(galley.written.data, (job,), project, Streams())
        assert produced is not None, found  # noqa: S101  # as above
        yield Book(job, produced.data, bases.read(produced.data), time.perf_counter() - start)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds of an action."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


@dataclass
class Taken:
    """Seconds of all copies."""

    laid: float = 0.0
    read: float = 0.0
    joined: float = 0.0
    written: float = 0.0
    merely: float = 0.0
    bytes: int = 0
    sizes: tuple[int, ...] = ()


def written(folder: Path, copies: Sequence[tuple[str, bytes, bytes]]) -> None:
    """Write copies, each of a base and a tail."""
    for name, data, tail in copies:
        with (folder / name).open("wb", buffering=0) as file:
            file.write(data)
            file.write(tail)


def measure(
    texts: Manuscript, books_: Sequence[Book], partners: Sequence[Partner], folder: Path
) -> tuple[Taken, Panels]:
    """Make every copy; then write the same bytes again, which is all that there can be to it.

    Returns the panels of the last partner, too.
    """
    project, taken = texts.project, Taken()
    purpose = books_[0].job.product.purpose
    names = {slot.shape for book in books_ for slot in book.base.slots}
    shapes = [project.shapes[name] for name in sorted(names)]
    start = time.perf_counter()
    pages = laid.lay_out(project, partners, shapes).pages
    taken.laid = time.perf_counter() - start
    sizes, streams = [], Streams()
    for partner in partners:
        start = time.perf_counter()
        own = panels.read(pages[partner.id].data, pages[partner.id].shapes, purpose, project, streams)
        then = time.perf_counter()
        made = [(book, tails.tail(book.base, own, partner)) for book in books_]
        taken.read += then - start
        taken.joined += time.perf_counter() - then
        copies = [(f"{book.job.language.tag}.pdf", book.data, tail) for book, tail in made]
        bare = [(f"{name}.bytes", data + tail, b"") for name, data, tail in copies]
        taken.written += timed(lambda copies=copies: written(folder, copies))
        taken.merely += timed(lambda bare=bare: written(folder, bare))
        sizes += [len(tail) for _, tail in made]
        taken.bytes += sum(len(data) + len(tail) for _, data, tail in copies)
    taken.sizes = tuple(sizes)
    return taken, own


def memory(book: Book, own: Panels, partners: Sequence[Partner], count: int) -> tuple[float, float]:
    """Return the megabytes of this process after some tails and after all of them, which go nowhere."""
    first = 0.0
    with Path(os.devnull).open("wb", buffering=0) as nowhere:
        for number in range(count):
            nowhere.write(book.data)
            nowhere.write(tails.tail(book.base, own, partners[number % len(partners)]))
            if number == FEW:
                gc.collect()
                first = _resident()
    gc.collect()
    return first, _resident()


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1e6


def typst(texts: Manuscript, job: Job, partners: Sequence[Partner], folder: Path) -> tuple[float, float] | None:
    """Return the seconds of Typst's first copy of an equal book and of a further one; None without it."""
    if find_spec("typst") is None:
        return None
    import typst as rival  # noqa: PLC0415  # not everywhere
    import typst_book  # noqa: PLC0415  # as above

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

    first = timed(copy)
    return first, median(copy, RIVAL_TIMES)


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
    with tempfile.TemporaryDirectory(prefix="copies-") as work:
        taken, own = measure(texts, made, partners, Path(work))
        for book in made:
            if times := typst(texts, book.job, partners, Path(tempfile.mkdtemp(dir=work))):
                rivals[book.job.language.tag] = times
    first, last = memory(made[0], own, partners, given.tails)
    said = f"Memory: {first:.1f} MB after {FEW} copies, {last:.1f} MB after {given.tails}."
    rewrite("copies", [*report(made, len(partners), taken, rivals), "", said, ""])


def report(made: Sequence[Book], hotels_: int, taken: Taken, rivals: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return the lines of the table."""
    count = hotels_ * len(made)
    ours = taken.laid + taken.read + taken.joined + taken.written
    anew = sum(book.seconds for book in made) / len(made)
    product, megabytes = made[0].job.product.id, taken.bytes / 1e6
    rows = {
        "panels of all hotels, laid out in one run": taken.laid,
        "panels taken apart": taken.read,
        "tails joined": taken.joined,
        "base and tail written": taken.written,
        "**all of it**": ours,
        "merely writing the same bytes": taken.merely,
    }
    lines = [f"{hotels_} hotels, {len(made)} languages, `{product}`: {count} copies, {megabytes:.0f} MB.", ""]
    lines += ["| what | in all | a copy | a second |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {s:.2f} s | {s / count * 1e3:.3f} ms | {count / s:.0f} |" for what, s in rows.items()]
    lines.append(f"| laying each out anew | | {anew * 1e3:.0f} ms | {1 / anew:.2f} |")
    for tag, (first, further) in rivals.items():
        text = f"Typst, {tag}: the first copy {first * 1e3:.0f} ms, a further one"
        lines.append(f"| {text} | | {further * 1e3:.0f} ms | {1 / further:.1f} |")
    lines += [
        "",
        f"Joining and writing take {(taken.joined + taken.written) / taken.merely:.2f} times as long as merely writing,"
        f" {ours / taken.merely:.2f} times with all that comes before. A copy is made {anew * count / ours:.0f} times "
        "faster than it is laid out anew"
        + "".join(f", {each[1] * count / ours:.0f} times faster than by Typst ({tag})" for tag, each in rivals.items())
        + f". A tail has {sum(taken.sizes) / count / 1e3:.1f} KB, at most {max(taken.sizes) / 1e3:.1f} KB.",
    ]
    return lines


if __name__ == "__main__":
    main()
