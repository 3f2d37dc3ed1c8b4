"""The manuscript: read once at the entry of a command, parsed once in a process, and never again from there."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import pytest
from builders import ROOT, a_language, catalog_file, load, manuscript_of, project_files

from handbook.build.plan import layouts, plan
from handbook.build.spoken import gather
from handbook.catalogs import manuscript, po
from handbook.catalogs.manuscript import Manuscript, pot_path
from handbook.values.model import EVERY, Job, Selection


def poster(texts: Manuscript) -> Job:
    """Return the poster, on which all languages speak."""
    return layouts(texts.project, plan(texts.project, Selection((EVERY,), ("poster",))))[0]


def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return the names of the files that are parsed from now on, as they come."""
    names: Counter[str] = Counter()
    begin = po._Reader.__init__

    def remembered(reader: po._Reader, name: str) -> None:
        names[name] += 1
        begin(reader, name)

    monkeypatch.setattr(po._Reader, "__init__", remembered)
    return names


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project_files(tmp_path, ("en", "fr", "ar", "zh-Hans"), formats=("screen", "poster"))


def touched(root: Path) -> None:
    """Change every catalog, so that no test before this one has parsed it."""
    for file in (root / "locales").rglob("handbook.po*"):
        file.write_bytes(file.read_bytes() + f"\n# {root}\n".encode())


def test_each_catalog_is_parsed_once_however_many_speak_and_ask(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched(root)
    names = parsed(monkeypatch)

    for _ in range(3):  # as three tasks of one process would
        texts = pickle.loads(pickle.dumps(manuscript_of(root)))  # noqa: S301  # our own bytes
        heard = gather(poster(texts), texts)
        assert len(heard.voices) == 4
        assert all(texts.catalog(each.language)[0].places for each in heard.voices)

    files = {path.relative_to(root).as_posix() for path in (root / "locales").rglob("handbook.po*")}
    assert names == dict.fromkeys(files, 1)


def test_nothing_is_parsed_that_nobody_asks_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched(root)
    names = parsed(monkeypatch)

    texts = manuscript_of(root)
    texts.catalog(texts.project.languages["fr"])

    assert set(names) == {pot_path().as_posix(), "locales/fr/LC_MESSAGES/handbook.po"}


def test_a_manuscript_stays_as_it_was_read(root: Path) -> None:
    texts = manuscript_of(root)
    french = texts.project.languages["fr"]
    for file in (root / "locales").rglob("handbook.po*"):
        file.unlink()

    catalog, findings = texts.catalog(french)

    assert (findings, catalog.coverage) == ((), 1.0)


def test_a_part_speaks_its_languages_alone(root: Path) -> None:
    texts = manuscript_of(root)
    languages = texts.project.languages

    part = pickle.loads(pickle.dumps(texts.of([languages["fr"]])))  # noqa: S301  # our own bytes

    assert part.catalog(languages["fr"]) == texts.catalog(languages["fr"])
    assert set(part.files) == {pot_path().as_posix(), "locales/fr/LC_MESSAGES/handbook.po"}


BODY = b'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Place"\nmsgstr "Lieu \xc3\xa9"\n'


@pytest.mark.parametrize(
    ("data", "code", "line", "texts"),
    [
        (BODY, None, 0, ["Lieu é"]),
        (BODY.replace(b"\n", b"\r\n"), None, 0, ["Lieu é"]),
        (b"\xef\xbb\xbf" + BODY, "catalog.bom", 1, ["Lieu é"]),
        (BODY.replace(b"\xc3\xa9", b"\xe9"), "catalog.encoding", 5, []),
        (BODY.replace(b"\xc3\xa9", b"\x02"), "catalog.string", 5, ["Lieu \x02"]),
    ],
    ids=["plain", "windows", "bom", "latin-1", "control"],
)
def test_all_who_ask_for_a_catalog_read_it_by_one_rule(
    data: bytes, code: str | None, line: int, texts: list[str]
) -> None:
    french = a_language("fr")
    name = manuscript.file_of(french)
    whole = Manuscript(load(ROOT), {pot_path().as_posix(): b'msgid "Place"\nmsgstr ""\n', name: data})

    found, faults = po.read(name, data)
    editable, unfit = whole.editable(french)

    assert [(each.code, each.line) for each in faults] == ([(code, line)] if code else [])
    assert set(faults) <= set(unfit)
    assert set(faults) <= set(whole.catalog(french)[1])
    assert [text for each in found.live for text in each.translations] == texts
    assert whole.entries(french) == found
    assert editable == (found if texts else None)


def test_a_template_catalog_is_read_by_the_same_rule() -> None:
    project = load(ROOT)
    name = pot_path().as_posix()
    data = (ROOT / name).read_bytes()

    plain, windows = (Manuscript(project, {name: each}) for each in (data, data.replace(b"\n", b"\r\n")))
    marked = Manuscript(project, {name: b"\xef\xbb\xbf" + data})

    assert plain.keys == windows.keys != frozenset()
    assert [(fault.code, fault.line) for fault in marked.faults] == [("pot.missing", 1)]


def test_what_cannot_be_read_is_told_by_whoever_asks(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"))
    catalog_file(root, "fr").unlink()
    (root / pot_path()).unlink()
    texts = manuscript_of(root)

    _, findings = texts.catalog(texts.project.languages["fr"])

    assert [(finding.code, finding.text) for finding in (*texts.faults, *findings)] == [
        ("pot.missing", "No such file or directory"),
        ("catalog.missing", "No such file or directory"),
    ]
