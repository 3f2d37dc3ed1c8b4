"""A catalog through the hands of every tool that translators use: nothing is lost, and tidying brings it back."""

from __future__ import annotations

import configparser
import io
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from builders import ROOT, load
from translate.storage.pypo import pofile

from handbook.build.plan import plan
from handbook.catalogs import po
from handbook.catalogs.manuscript import Catalog, Manuscript, file_of, pot_path
from handbook.catalogs.merge import merge
from handbook.catalogs.review import review
from handbook.catalogs.tidy import tidied
from handbook.render.html import render
from handbook.setup.doctor import EDITOR
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Language, Project, Selection

LANGUAGES = ("fr", "ar", "zh-Hans")
POT = (ROOT / pot_path()).read_bytes()
Tool = Callable[[Path], bytes]


def gnu(*command: str) -> Tool:
    def saved(file: Path) -> bytes:
        template = [file.with_suffix(".pot")] if command[0] == "msgmerge" else []
        return subprocess.run([*command, file, *template], capture_output=True, check=True).stdout

    return saved


def by_polib(width: int) -> Tool:
    return lambda file: f"{polib.pofile(str(file), wrapwidth=width)}\n".encode()


def by_babel(width: int) -> Tool:
    def saved(file: Path) -> bytes:
        with file.open("rb") as stream:
            catalog = read_po(stream)
        made = io.BytesIO()
        write_po(made, catalog, width=width)
        return made.getvalue()

    return saved


def by_toolkit(width: int) -> Tool:
    """Save every text anew, as Weblate does with its own width, and as it does by the settings in ``.weblate``."""

    def saved(file: Path) -> bytes:
        store = pofile(io.BytesIO(file.read_bytes()))
        store.wrapper.width = width
        for unit in store.units:
            unit.target = unit.target
        return bytes(store)

    return saved


def weblate_width() -> int:
    settings = configparser.ConfigParser()
    settings.read(ROOT / ".weblate", encoding="utf-8")
    return settings.getint("component.file_format_params", "po_line_wrap")


TOOLS: dict[str, Tool] = {
    "msgcat": gnu("msgcat"),
    "msgcat --no-wrap": gnu("msgcat", "--no-wrap"),
    "msgattrib": gnu("msgattrib"),
    "msgconv": gnu("msgconv"),
    "msguniq": gnu("msguniq"),
    "msgmerge": gnu("msgmerge", "--quiet"),
    "msgmerge --previous --no-wrap": gnu("msgmerge", "--quiet", "--previous", "--no-wrap"),
    "polib": by_polib(78),
    "polib, not wrapped": by_polib(0),
    "Babel": by_babel(76),
    "Babel, not wrapped": by_babel(0),
    "translate-toolkit": by_toolkit(77),
    "translate-toolkit as Weblate is set": by_toolkit(weblate_width()),
}
BABEL = {"Babel", "Babel, not wrapped"}
"""Drops X-Review, so that the book says that it is a draft, and makes comments of previous texts."""
FORGETFUL = {*BABEL, "msgmerge"}
"""Tools that keep no previous text."""


@pytest.fixture(scope="module")
def project() -> Project:
    return load(ROOT)


def short(language: Language, *, previous: bool = True) -> tuple[str, str]:
    """Return a catalog and its template: a few dozen real texts, and of each kind of entry at least one.

    Every thirtieth text, those with a comment, an uncertain and an obsolete one.
    """
    whole = po.read("x.po", (ROOT / file_of(language)).read_bytes())[0]
    pot = po.read("x.pot", POT)[0]
    kept = [each for at, each in enumerate(whole.live) if at % 30 == 0 or each.translator]
    first, second = kept[2], kept[3]
    before = po.Previous(None, f"{first.source} “then”", None) if previous else None
    kept[2] = po.changed(first, flags=("fuzzy", *first.flags), previous=before)
    kept[3] = po.changed(second, translator=(*second.translator, "# A “note”, kept.", "# ignore: length"))
    gone = po.changed(po.empty("Gone for good"), translations=("x" * 90,), obsolete=True)
    keys = {each.key for each in kept}
    template = po.PoFile(pot.header, tuple(each for each in pot.live if each.key in keys))
    catalog = po.write(po.PoFile(whole.header, (*kept, gone)))
    return merge(po.read("y.po", catalog.encode())[0], template).text, po.write(template)


def doubts(project: Project, language: Language, data: bytes) -> set[tuple[str, str]]:
    """Return what the gate and the review say of a catalog, but for the lines."""
    found: list[Diagnostic] = [*gate(project, language, data)[1]]
    found += review("x.po", po.read("x.po", data)[0], language, ())
    return {(each.code, each.text) for each in found if each.code not in {"catalog.unused", "catalog.two-translations"}}


def gate(project: Project, language: Language, data: bytes, pot: bytes = POT) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    return Manuscript(project, {pot_path().as_posix(): pot, file_of(language): data}).catalog(language)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_loses_nothing_and_tidying_brings_its_file_back(
    tag: str, tool: str, project: Project, tmp_path: Path
) -> None:
    language = project.languages[tag]
    text, template = short(language, previous=tool not in FORGETFUL)
    file = tmp_path / "x.po"
    file.write_text(text, encoding="utf-8")
    file.with_suffix(".pot").write_text(template, encoding="utf-8")

    saved = TOOLS[tool](file)

    mine, theirs = (gate(project, language, each, template.encode())[0] for each in (text.encode(), saved))
    assert (theirs.messages, theirs.plural, theirs.coverage) == (mine.messages, mine.plural, mine.coverage)
    assert doubts(project, language, saved) == doubts(project, language, text.encode())
    tidy = po.write(tidied(po.read("x.po", saved)[0])).encode()
    pot = po.read("x.pot", template.encode())[0]
    again = merge(po.read("x.po", tidy)[0], pot, locale=language.folder).text
    if tool in BABEL:
        # It also wraps the comment above the header.
        text, again = (each.partition("msgid")[2] for each in (text, again))
        text = "\n".join(line for line in text.split("\n") if not line.startswith('"X-Review'))
        again = "\n".join(line for line in again.split("\n") if not line.startswith('"Generated-By'))
    assert again == text


def test_a_whole_book_is_the_same_after_a_tool(project: Project, tmp_path: Path) -> None:
    (job,) = plan(project, Selection(("fr",), ("screen",)))
    data = (ROOT / file_of(job.language)).read_bytes()
    file = tmp_path / "x.po"
    file.write_bytes(data)

    pages = [render(project, job, gate(project, job.language, each)[0])[0] for each in (data, TOOLS["msgcat"](file))]

    first, second = pages
    assert first
    assert second
    assert first.html == second.html


needs_editor = pytest.mark.skipif(
    not all(map(shutil.which, EDITOR)) and "CI" not in os.environ,
    reason=f"one of {', '.join(EDITOR)} is not installed; continuous integration has them",
)


@contextmanager
def a_screen() -> Iterator[str]:
    """Return the name of a screen that nobody sees, 1000 px wide and 700 px high."""
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1000x700x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL) as server:
        os.close(writes)
        try:
            with os.fdopen(reads) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def by_poedit(file: Path, home: Path) -> bytes:
    """Open a file in Poedit, save it, and return what it saved."""
    with a_screen() as screen:
        env = {**os.environ, "DISPLAY": screen, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "LC_ALL": "C.UTF-8"}

        def hand(*command: str) -> str:
            done = subprocess.run(["xdotool", *command], env=env, capture_output=True, text=True, check=False)
            return done.stdout.strip()

        def window() -> str:
            return hand("search", "--onlyvisible", "--name", file.name)

        def saved() -> bool:
            # Until the window listens, a key is lost.
            hand("windowfocus", "--sync", window().split()[0], "key", "ctrl+s")
            return b"X-Generator: Poedit" in file.read_bytes()

        with (home / "said").open("w") as said, subprocess.Popen(["poedit", file], env=env, stderr=said) as editor:
            try:
                until(window)
                until(saved)
                until(lambda: settled(file))
            finally:
                editor.kill()
        return file.read_bytes()


def until(happens: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.2)


def settled(file: Path) -> bool:
    before = file.read_bytes()
    time.sleep(0.5)
    return before == file.read_bytes() and len(before) > 0


@needs_editor
def test_poedit_loses_nothing_that_is_needed(project: Project, tmp_path: Path) -> None:
    language = project.languages["zh-Hans"]
    text, template = short(language)
    file = tmp_path / "handbook.po"
    file.write_text(text, encoding="utf-8")

    saved = by_poedit(file, tmp_path)

    mine, theirs = (gate(project, language, each, template.encode()) for each in (text.encode(), saved))
    assert (theirs[0].messages, theirs[0].plural) == (mine[0].messages, mine[0].plural)
    assert theirs[1] == mine[1]
    assert doubts(project, language, saved) == doubts(project, language, text.encode())
    mended = merge(po.read("x.po", saved)[0], po.read("x.pot", template.encode())[0], locale="zh_Hans").text
    # Who saved it, when and with what is Poedit's own.
    own = ('"PO-Revision-Date', '"Last-Translator', '"X-Generator')
    before, after = ([line for line in each.split("\n") if not line.startswith(own)] for each in (text, mended))
    assert after == before
