"""The site to its place beside the published files: what differs is written, what is gone is removed.

Pages come after what they show, the first page last; the list of the site's files names what may be there from the
first moment on, so that nothing of ours is taken for somebody else's, whatever happens.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from jinja2 import TemplateError

from handbook.build.publish import manifest
from handbook.build.publish.manifest import Issue
from handbook.catalogs.manuscript import Manuscript
from handbook.files import digests, folders, store
from handbook.files.digests import Digests
from handbook.files.folders import LISTS
from handbook.render.environment import TEMPLATES
from handbook.site import make, pages, zips
from handbook.site.make import Site
from handbook.site.shelf import Bundle
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Artifact

LIST = LISTS[-1]
SCHEMA = 1
CODE = Path(__file__).parents[1]
MADE_BY = ("site", "render", "language", "catalogs", "fonts", "values", "config", "files")
"""The rooms of this program that have a hand in it."""


def publish(manuscript: Manuscript, artifacts: Sequence[Artifact], out: Path, known: Digests) -> tuple[Diagnostic, ...]:
    """Bring the site below ``out`` in step with what is published there; return what is in the way.

    Where nothing has changed, nothing is read but sizes and times. To be called while no other build runs into ``out``.
    """
    if not artifacts and not folders.site(out):
        return ()
    state = _state(manuscript, artifacts, known)
    before = _listed(out)
    if before.get("made_from") == state and _is_whole(out, before, known):
        return ()
    try:
        made = make.site(manuscript, artifacts, out)
    except TemplateError as fault:
        return (_told(fault),)
    except OSError as fault:
        return (_unreadable(out, fault),)
    try:
        _Publication(out, known, before, state, manuscript.project.edition.revised).exchange(made)
    except OSError as fault:
        return (_unwritable(out, fault),)
    return ()


def _state(manuscript: Manuscript, artifacts: Iterable[Artifact], known: Digests) -> str:
    """Return the digest of all that the site is made from."""
    project = manuscript.project
    templates, logo = project.root / "templates", project.association.logo
    sources = [path for room in MADE_BY for path in sorted((CODE / room).rglob("*.*")) if path.suffix != ".pyc"]
    files = [
        *sorted((templates / "site").rglob("*")),
        *sorted((templates / "art").glob("*.svg")),
        templates / "tickets/words.html",
        templates / "css/tokens.css",
        *([project.place(project.content_file(logo.rpartition("/")[2]))] if logo else []),
        *sources,
    ]
    listed = manifest.texts(Issue.of(project), artifacts)[manifest.MANIFEST]
    values = [repr(each) for each in (project.association, project.edition, project.languages, project.products)]
    return digests.of_value([
        SCHEMA, hashlib.sha256(listed).hexdigest(), values, dict(manuscript.digests),
        [known.of(path) for path in files if path.is_file()],
    ])  # fmt: skip


def _listed(out: Path) -> Mapping[str, object]:
    with suppress(OSError, ValueError):
        raw = json.loads((out / LIST).read_text(encoding="utf-8"))
        if isinstance(raw, dict) and raw.get("schema") == SCHEMA:
            return raw
    return {}


def _table(before: Mapping[str, object], name: str) -> dict[str, str]:
    found = before.get(name)
    return dict(found) if isinstance(found, dict) else {}


def _is_whole(out: Path, before: Mapping[str, object], known: Digests) -> bool:
    return all(known.of(out / path) == digest for path, digest in _table(before, "files").items())


class _Publication:
    """One exchange of a site for the next one."""

    def __init__(self, out: Path, known: Digests, before: Mapping[str, object], state: str, day: dt.date) -> None:
        self.out, self.known, self.state, self.day = out, known, state, day
        self.before, self.zips_before = _table(before, "files"), _table(before, "zips")
        self.files: dict[str, str] = {}
        """Paths and digests of what stands now."""
        self.zips: dict[str, str] = {}
        """Paths of zips and the digests of what is in them."""

    def exchange(self, made: Site) -> None:
        """Write and remove what must be. Raises OSError; then the list names what may be there."""
        coming = [*made.beside, *made.latest, *made.bundles, *made.pages]
        self._write_list("", {**dict.fromkeys(coming, ""), **self.before})
        for path, data in made.beside.items():
            self._write(path, data)
        for bundle in made.bundles.values():
            self._bundle(bundle)
        for path, file in made.latest.items():
            self._link(path, file.path, file.sha256)
        for bundle in made.bundles.values():
            self._link(bundle.latest, bundle.path, self.files[bundle.path])
        for path in sorted(made.pages, key=lambda path: (path == pages.FIRST, path)):
            self._write(path, made.pages[path])
        self._remove(self.before.keys() - self.files.keys())
        self._write_list(self.state, self.files)

    def _write_list(self, state: str, files: Mapping[str, str]) -> None:
        raw = {"schema": SCHEMA, "made_from": state, "files": dict(sorted(files.items())), "zips": self.zips}
        store.write_if_changed(self.out / LIST, (json.dumps(raw, indent=1) + "\n").encode())

    def _write(self, path: str, data: bytes) -> None:
        target, digest = self.out / path, hashlib.sha256(data).hexdigest()
        if self.known.of(target) != digest:
            self.known.forget(target)
            store.write_atomic(target, data)
            self.known.written(target, digest)
        self.files[path] = digest

    def _link(self, path: str, source: str, digest: str) -> None:
        """Give a published file its name that stays: a second name, which takes no room."""
        target = self.out / path
        if self.known.of(target) != digest:
            self.known.forget(target)
            store.linked(target, self.out / source)
            for each in (target, self.out / source):  # a second name changes the times of both
                self.known.written(each, digest)
        self.files[path] = digest

    def _bundle(self, bundle: Bundle) -> None:
        target = self.out / bundle.path
        members = digests.of_value([SCHEMA, self.day, [[each.path, each.sha256] for each in bundle.members]])
        if self.zips_before.get(bundle.path) != members or self.known.of(target) != self.before.get(bundle.path):
            self.known.forget(target)

            def fill(place: IO[bytes]) -> None:
                zips.write(place, self.out, target.stem, bundle.members, self.day)

            store.streamed(target, fill)
            self.known.written(target, store.sha256(target))
        self.files[bundle.path], self.zips[bundle.path] = self.known.of(target), members

    def _remove(self, paths: Iterable[str]) -> None:
        ours = frozenset(folders.site(self.out))
        for path in sorted(ours.intersection(paths)):
            (self.out / path).unlink(missing_ok=True)
            self.known.forget(self.out / path)
            with suppress(OSError):  # others stand there
                (self.out / path).parent.rmdir()


def _told(fault: TemplateError) -> Diagnostic:
    """Return a finding for a template that fails; the site stays as it was."""
    frames = []
    trace = fault.__traceback__
    while trace:
        frames.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    templates = [(name, line) for name, line in frames if name.startswith(f"{TEMPLATES}/")]
    given = (fault.filename, fault.lineno) if getattr(fault, "filename", None) else None  # type: ignore[attr-defined]
    path, line = given or (templates[-1] if templates else (f"{TEMPLATES}/site", 0))
    return error(
        path, line, "site.template",
        str(fault.message or type(fault).__name__), "Mend it; until then the download pages stay as they were.",
    )  # fmt: skip


def _unreadable(out: Path, fault: OSError) -> Diagnostic:
    return error(
        str(fault.filename or out), 0, "site.unreadable", f"the file cannot be read: {fault.strerror or fault}",
        "Give access to it, and build again; until then the download pages stay as they were.",
    )  # fmt: skip


def _unwritable(out: Path, fault: OSError) -> Diagnostic:
    return error(
        str(fault.filename or out), 0, "site.unwritable", f"the file cannot be written: {fault.strerror or fault}",
        "Make room or give access, and build again; until then the download pages are not whole.",
    )  # fmt: skip
