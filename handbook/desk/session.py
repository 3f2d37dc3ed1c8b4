"""What the preview shows, kept up to date: one thread watches, lays out what is looked at first, then the rest."""

from __future__ import annotations

import gc
import html
import itertools
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handbook.build import plan
from handbook.catalogs import extract, glossary, manuscript, places, review
from handbook.catalogs.manuscript import file_of
from handbook.checks import layout
from handbook.config.project import InvalidConfigurationError, load_project
from handbook.desk import pictures
from handbook.desk.watch import Watch
from handbook.files import last_words
from handbook.files.folders import SETTINGS, named
from handbook.files.store import CACHE
from handbook.fonts import cut
from handbook.language.scripts import Homes
from handbook.layout.engine import Page
from handbook.layout.gatherings import Book, Laid
from handbook.render.environment import Texts, environment
from handbook.render.html import render
from handbook.values.diagnostics import Diagnostic, error, errors
from handbook.values.errors import HandbookError
from handbook.values.message import Key
from handbook.values.model import Job, Project, Selection
from handbook.values.trace import MARK
from handbook.values.units import PX_MM

COURTESY_SECONDS = 1.0
"""So long a new page may take to be fetched before the next section is laid out and competes with it."""
MAX_SCALE = 8.0
PAGE = "desk/preview.html"
"""The template of the page in the browser."""


class FaultyError(Exception):
    """Nothing can be laid out; carries what is wrong."""

    def __init__(self, findings: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@dataclass(frozen=True)
class _Part:
    """What the page must know of a section."""

    serial: int
    runs: dict[int, list[list[float]]]
    """By page of the section: message and rectangle of each run."""
    faults: tuple[layout.LayoutFault, ...]
    keys: tuple[Key, ...]


class Session:
    """One language in one format, between edits; ``snapshot`` may be read by any thread."""

    def __init__(
        self, project: Project, language: str, format_: str | None, press: threading.RLock | None = None
    ) -> None:
        """``press`` is held by whoever lays out or writes pages: several sessions have one.

        Raises UsageError for a language or format that is not one of the project's, or none that is laid out alone.
        """
        self.root, self.project = project.root, project
        chosen = plan.alone(self.project, language, format_)
        self.names = chosen.language.tag, chosen.product.id
        self.job = self._job(self.project)
        self.manuscript = manuscript.read(project, [self.job.language])
        self.book = Book(project, self.job, self.root / CACHE, self._fonts)
        folders = "templates", SETTINGS.as_posix(), project.locales.as_posix()
        self.watch = Watch(self.root, folders, (project.content.as_posix(),))
        self.letters: frozenset[str] = frozenset()
        self.letters_css = ""
        self.homes: Homes = {}
        self.messages: dict[Key, places.Message] = {}
        self.terms: dict[str, list[tuple[str, str, str]]] = {}
        self.glossary: tuple[glossary.Term, ...] = ()
        self.numbering: tuple[tuple[Key, ...], dict[Key, int]] = ((), {})
        self.parts: dict[int, tuple[Laid, object, _Part]] = {}
        self.findings: tuple[Diagnostic, ...] = ()
        self.doubts: tuple[Diagnostic, ...] | None = None
        self.errors: tuple[Diagnostic, ...] = ()
        self.halted = False
        self.glimpsed = False
        """Whether the visible section was laid out by old bounds, before the whole book."""
        self.fresh = False
        """Whether somebody is about to fetch a new picture of the visible page."""
        self.visible = 1
        self.serials: dict[int, tuple[Laid, int]] = {}
        self.serial = itertools.count(1)
        self.listeners = 0
        self.fetched = threading.Event()
        self.files: dict[tuple[int, int], bytes] = {}
        self.press = press or threading.RLock()
        self.news = threading.Condition()
        self.version = 0
        self.is_busy = False
        """Whether a change was seen that the snapshot does not have yet."""
        self.is_resting = False
        """Whether nothing is to be done until somebody listens: another language or format is looked at."""
        self.snapshot = b"{}"
        self.listed: tuple[object, object, str] = (None, None, "[]")
        """Messages and terms, and how the snapshot has them: of all that it has they are the most."""
        self.stopped = threading.Event()

    def run(self) -> None:
        """Watch and lay out until ``stopped`` is set."""
        threading.Thread(target=self.watch.listen, args=(self.stopped,), daemon=True).start()
        self._guarded(lambda: self._take(None))
        is_busy, changed = True, frozenset[str]()
        while not self.stopped.is_set():
            # Between two steps a look is due only if something stirs; where nothing is to be done, time passes here.
            changed |= self.watch.wait() if self.watch.stirred.is_set() or not is_busy else frozenset()
            if self.is_resting and not self.listeners:
                is_busy = False
                continue
            if changed:
                self._announce()
                self._guarded(lambda changed=changed: self._take(changed))  # type: ignore[misc]  # bound at once
                changed = frozenset()
            is_busy = self._guarded(self._step)
            if is_busy and self.fresh:
                self.fresh = False
                self.fetched.wait(COURTESY_SECONDS)

    def stop(self) -> None:
        """End ``run``, and whoever waits for news."""
        self.stopped.set()
        self.watch.stirred.set()
        with self.news:
            self.news.notify_all()

    def look_at(self, page: int) -> None:
        """Lay out the section of this page first from now on."""
        self.visible = page
        self.watch.stirred.set()  # who waits for changes may have something to do

    def wait(self, known: tuple[int, bool], seconds: float) -> tuple[int, bool]:
        """Return the version of the snapshot and whether the next one is being made, when they change or later."""
        with self.news:
            self.news.wait_for(lambda: (self.version, self.is_busy) != known or self.stopped.is_set(), seconds)
            return self.version, self.is_busy

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Know of somebody who listens."""
        self.listeners += 1
        self.watch.stirred.set()
        try:
            yield
        finally:
            self.listeners -= 1

    def page(self) -> bytes:
        """Return the page of the browser, in the words of the session's language."""
        language, project = self.job.language, self.project
        texts = Texts(self.manuscript.catalog(language)[0])
        env, _ = environment(self.root / "templates", texts)
        jobs = plan.layouts(project, plan.matching(project, Selection((language.tag,))))
        values = {
            "language": language, "format": self.job.product.id, "languages": tuple(project.languages.values()),
            "formats": [job.product.id for job in jobs if not job.voices],
        }  # fmt: skip
        return MARK.sub("", env.get_template(PAGE).render(values)).encode()

    def picture(self, serial: int, index: int, scale: float) -> bytes | None:
        """Return a page as PNG; None if these pages are no longer the book's."""
        data = self._file(serial, index)
        made = None if data is None else pictures.png(pictures.picture(data, 0, min(scale, MAX_SCALE)))
        self.fetched.set()
        return made

    def _file(self, serial: int, index: int) -> bytes | None:
        # One question: whoever lays out may drop the file between two.
        data = self.files.get((serial, index))
        if data is not None:
            return data
        with self.press:
            number = next((number for number, (_, each) in self.serials.items() if each == serial), None)
            laid = self.book.sections[number].laid if number is not None else None
            if number is None or laid is None or not 0 <= index < len(laid.pages):
                return None
            data = self.files[serial, index] = self.book.pdf(number, index)
            return data

    def _guarded(self, step: Callable[[], bool]) -> bool:
        """Do something; whatever is wrong with the project's files is shown, and what was good stays."""
        try:
            with self.press:
                return step()
        except FaultyError as fault:
            self._fail(fault.findings)
        except InvalidConfigurationError as fault:
            self._fail(fault.diagnostics)
        except OSError as fault:
            self._fail([error(self._shown_path(fault), 0, "preview.failed", fault.strerror or str(fault))])
        except (HandbookError, UnicodeDecodeError) as fault:
            self._fail([error(self.project.content.as_posix(), 0, "preview.failed", str(fault))])
        except Exception as fault:  # noqa: BLE001  # the preview lives on, whatever an edit leads to
            text, remedy = f"{type(fault).__name__}: {fault}", last_words.hint(self.root, fault)
            self._fail([error(self.job.slug, 0, "preview.failed", text, remedy)])
        return False

    def _shown_path(self, fault: OSError) -> str:
        return named(Path(str(fault.filename or self.root / self.project.content)), self.root)

    def _announce(self) -> None:
        """Say that a change was seen: to read and to lay out takes a while."""
        with self.news:
            self.is_busy = True
            self.news.notify_all()

    def _fail(self, findings: Iterable[Diagnostic]) -> None:
        self.errors, self.halted = tuple(findings), True
        self._publish()

    def _take(self, changed: frozenset[str] | None) -> bool:
        """Read what changed, None for everything; afterwards the book knows which sections are stale."""
        self.halted = False
        is_first, changed = changed is None, changed or frozenset()
        locales = f"{self.project.locales.as_posix()}/"
        has_data = is_first or any(map(self._is_data, changed))
        if has_data:
            self.project = load_project(self.root, self.project.content)
            self.job = self._job(self.project)
            self.book.job = self.job
        if any(name.endswith(".svg") for name in changed):
            self.book.forget_drawings()
        if has_data or any(name.startswith(locales) for name in changed):
            self.manuscript = manuscript.read(self.project, [self.job.language])
            self.messages = dict(places.messages(self.manuscript, self.job.language))
        _stop_at(self.manuscript.faults)
        if is_first or any(name.endswith("glossary.toml") for name in changed):
            self.terms = {}
        catalog, findings = self.manuscript.catalog(self.job.language)
        _stop_at(findings)
        document, faults = render(self.project, self.job, catalog)
        if document is None:
            raise FaultyError(faults)
        findings = (
            *findings,
            *faults,
            *extract.not_in_step(self.project, document.untranslated - self.manuscript.keys),
        )
        if not self.letters:
            self._cast(document.html)
        _stop_at(self.book.take(document.woven, document.trace.keys, document.stylesheets))
        self.findings, self.doubts, self.errors = tuple(findings), None, ()
        self.glimpsed = False
        if self.book.whole or not self.book.stale():
            self._publish()
        return True

    def _is_data(self, name: str) -> bool:
        """Whether a file is one of staff's folder or of the settings."""
        return Path(name).parent == self.project.content or name.startswith(f"{SETTINGS.as_posix()}/")

    def _step(self) -> bool:
        """Do the next thing that is to be done; return False if there is none."""
        if self.halted:
            return False
        stale = self.book.stale()
        shown = self._shown_section()
        if self.book.whole and (self.glimpsed or self.book.reshaped or shown not in stale):
            _stop_at(self.book.lay_out_all())
            _settle()
        elif stale:
            number = shown if shown in stale else stale[0]
            _stop_at(self.book.lay_out(number))
            self.glimpsed = True
            self.fresh = number == shown and self.listeners > 0
        elif self.doubts is None:
            self.doubts = self._doubts()
        else:
            return self._write_ahead()
        self._publish()
        return True

    def _shown_section(self) -> int:
        pages = self.book.pages()
        if 0 < self.visible <= len(pages):
            return pages[self.visible - 1][0]
        return -1

    def _write_ahead(self) -> bool:
        """Write the page that will be asked for next; return False if all are there."""
        for number, index, _ in _nearest(self.book.pages(), self.visible - 1):
            serial = self.serials[number][1]
            if (serial, index) not in self.files:
                self._file(serial, index)
                return True
        return False

    def _job(self, project: Project) -> Job:
        """Return the job; an incomplete catalog is shown, too."""
        job = plan.alone(project, *self.names)
        return replace(job, language=replace(job.language, min_coverage=0.0))

    def _cast(self, text: str) -> None:
        """Cut the fonts of the whole book."""
        place = file_of(self.job.language)
        fonts, faults = cut.cut(self.project, self.job.language, text, self.root / CACHE / "fonts", place)
        _stop_at(faults)
        self.letters, self.letters_css = frozenset(html.unescape(text)), fonts.css
        self.homes = fonts.homes

    def _fonts(self, text: str) -> str:
        """Return the book's fonts, or for a section with new letters fonts of its own: cutting all takes seconds."""
        if frozenset(text) <= self.letters | _ASCII:
            return self.letters_css
        place = file_of(self.job.language)
        escaped = html.escape(text)
        fonts, faults = cut.cut(self.project, self.job.language, escaped, self.root / CACHE / "fonts", place)
        _stop_at(faults)
        return fonts.css

    def _doubts(self) -> tuple[Diagnostic, ...]:
        language = self.job.language
        if language.is_source or language.is_pseudo:
            return ()
        terms, faults = glossary.load(self.root, language.folder, language.locales)
        return (*faults, *review.review(file_of(language), self.manuscript.entries(language), language, terms))

    def _publish(self) -> None:
        """Make the snapshot anew and tell who waits for it."""
        self.fetched.clear()
        version = self.version + 1
        state, messages = _json(self._state(version)), self._messages()
        snapshot = f'{state[:-1]},"messages":{messages}}}'.encode()
        # All at once: who hears of a version must find it.
        with self.news:
            self.version, self.snapshot, self.is_busy = version, snapshot, False
            self.news.notify_all()

    def _state(self, version: int) -> dict[str, object]:
        language = self.job.language
        keys = tuple(self.messages)
        if keys != self.numbering[0]:
            self.numbering = keys, {key: number for number, key in enumerate(keys)}
        pages: list[dict[str, object]] = []
        found: list[dict[str, object]] = []
        for number, index, page in self.book.pages():
            part = self._part(number)
            size = [round(page.width * PX_MM, 2), round(page.height * PX_MM, 2)]
            pages.append({"id": f"{part.serial}-{index}", "runs": part.runs.get(index + 1, []), "size": size})
            if len(pages) == self.visible:
                self._file(part.serial, index)  # it will be asked for at once
            found += [self._placed(fault, part.keys, len(pages)) for fault in part.faults if fault.page == index + 1]
        self._forget({serial for _, serial in self.serials.values()})
        by_place = {(message.path, message.line): number for number, message in enumerate(self.messages.values())}
        found += [
            {**asdict(finding), "message": by_place.get((finding.path, finding.line))}
            for finding in (*self.findings, *(self.doubts or ()))
        ]
        return {
            "version": version,
            "language": language.tag,
            "endonym": language.endonym,
            "direction": language.direction,
            "format": self.job.product.id,
            "edition": self.job.edition,
            "pages": pages,
            "findings": found,
            "errors": [asdict(fault) for fault in self.errors],
            "phase": self._phase(),
            "waiting": len(self.book.stale()),
        }

    def _phase(self) -> str:
        """Return what is being done."""
        if self.halted:
            return "stopped"
        if self.book.whole:
            return "whole"
        return "sections" if self.book.stale() else "ready"

    def _messages(self) -> str:
        """Return the messages as the page reads them: the same until one of them or a term changes."""
        if self.listed[:2] != (self.messages, self.terms):
            listed = _json([_message(message, self._terms(message)) for message in self.messages.values()])
            self.listed = self.messages, dict(self.terms), listed
        return self.listed[2]

    def _part(self, number: int) -> _Part:
        """Return what the page must know of a section: the same until it or the order of the catalog changes."""
        laid = self.book.sections[number].laid
        assert laid is not None  # noqa: S101  # its pages were listed
        known = self.parts.get(number)
        if known and known[0] is laid and known[1] is self.numbering:
            return known[2]
        if self.serials.get(number, (None, 0))[0] is not laid:
            self.serials[number] = laid, next(self.serial)
        runs: dict[int, list[list[float]]] = {}
        for item in laid.positions.items:
            for message in item.messages:
                if laid.keys[message] in self.numbering[1]:
                    runs.setdefault(item.page, []).append([self.numbering[1][laid.keys[message]], *item.rect])
        part = _Part(self.serials[number][1], runs, layout.faults(laid.positions, self.job, self.homes), laid.keys)
        self.parts[number] = laid, self.numbering, part
        return part

    def _placed(self, fault: layout.LayoutFault, keys: tuple[Key, ...], page: int) -> dict[str, object]:
        lines = {message.key: (message.path, message.line) for message in self.messages.values()}
        (finding,) = layout.diagnostics([replace(fault, page=page)], keys, self.job, lines)
        message = self.numbering[1].get(keys[fault.message]) if fault.message >= 0 else None
        return {**asdict(finding), "page": page, "message": message, "rect": list(fault.rect)}

    def _terms(self, message: places.Message) -> list[tuple[str, str, str]]:
        """Return the glossary's terms in a text."""
        if not self.terms:
            self.glossary, _ = glossary.load(self.root, self.job.language.folder, self.project.locales)
        source = message.key[1]
        if source not in self.terms:
            concerned = glossary.concerned(self.glossary, source)
            self.terms[source] = [(term.source, term.preferred, term.note) for term in concerned]
        return self.terms[source]

    def _forget(self, serials: set[int]) -> None:
        """Drop the files of pages that are no longer the book's."""
        self.files = {name: data for name, data in self.files.items() if name[0] in serials}


_ASCII = frozenset(map(chr, cut.ALWAYS)) | frozenset("\n\t\r")


def _settle() -> None:
    """Let the collector look once at what a whole layout made, and not with every edit: it is millions of boxes."""
    gc.unfreeze()  # those of the layout before go
    gc.collect()
    gc.freeze()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _stop_at(findings: Iterable[Diagnostic]) -> None:
    if found := errors(findings):
        raise FaultyError(found)


def _nearest(pages: list[tuple[int, int, Page]], index: int) -> list[tuple[int, int, Page]]:
    return [page for _, page in sorted(enumerate(pages), key=lambda each: abs(each[0] - index))]


def _message(message: places.Message, terms: list[tuple[str, str, str]]) -> dict[str, object]:
    context, source = message.key
    return {
        "context": context,
        "source": source,
        "plural": message.plural,
        "translations": message.translations,
        "path": message.path,
        "line": message.line,
        "state": message.state,
        "notes": message.notes,
        "files": message.files,
        "previous": message.previous,
        "terms": terms,
    }
