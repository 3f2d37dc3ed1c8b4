"""A second association: its own folder of data, texts and catalogs, with a program that stays as it is."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pypdfium2
import pytest
from builders import ROOT, catalog_file, extract_pot, load, replace, said, small

from handbook.build import fingerprint
from handbook.build.plan import plan
from handbook.cli import main as cli
from handbook.cli.main import main
from handbook.config.project import InvalidConfigurationError, load_project
from handbook.desk.watch import Watch
from handbook.files import folders
from handbook.files.folders import CONTENT
from handbook.values.errors import UsageError
from handbook.values.model import Selection

PAGE = """<html lang="{{ language.tag }}">
<head><meta charset="utf-8"><title>{% trans %}Place{% endtrans %}</title></head>
<body><h1>{{ association.name }}</h1><p>{{ phrases["place"].text }}</p>
<img src="{{ association.logo }}" alt=""></body></html>
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program that prints the association, a phrase and the logo, in English and one other language."""
    root = small(tmp_path / "program", 2)
    (root / "templates/formats/small.html").write_text(PAGE, encoding="utf-8")
    for page in (ROOT / "templates/site").glob("*.html"):
        (root / "templates/site" / page.name).write_text("<p>{{ association.name }}</p>", encoding="utf-8")
    extract_pot(root)
    monkeypatch.setattr(cli, "ROOT", root)
    monkeypatch.delenv("HANDBOOK_CONTENT", raising=False)
    return root


@pytest.fixture
def guests(program: Path, tmp_path: Path) -> Path:
    """Return the folder of a second association, with its own name, phrase and catalogs."""
    folder = tmp_path / "our guests"
    shutil.copytree(program / "content", folder)
    shutil.copytree(program / "locales", folder / "locales")
    replace(folder / "association.toml", said("name"), 'name = "Riverside Guests"')
    replace(folder / "phrases.toml", 'text = "Place"', 'text = "The way out"')
    return folder


def tag_of(root: Path) -> str:
    """Return the language that is not the source."""
    return next(each.tag for each in load(root).languages.values() if not each.is_source)


def state(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a program, but not of what it remembers."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def pages(out: Path) -> dict[str, str]:
    """Return the text of every file that was built; what stands under the name that stays is the same."""
    return {
        path.name: pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded()
        for path in sorted(out.rglob("handbook_*_????-??.pdf"))
    }


def build(out: Path, *more: str) -> int:
    return main(["-j", "1", "-o", str(out), *more])


def test_it_works_with_its_own_texts_and_the_program_stays_as_it_is(
    program: Path, guests: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, tag, out = state(program), tag_of(program), tmp_path / "out"
    ours = ("--content", str(guests))
    catalog = catalog_file(guests, tag.replace("-", "_"))

    assert main(["catalogs", "extract", *ours]) == 0
    assert main(["catalogs", "update", *ours]) == 0
    replace(catalog, r'msgid "The way out"\nmsgstr ""', 'msgid "The way out"\nmsgstr "La sortie"')
    assert build(out, *ours) == 0
    assert main(["locate", "La sortie", "--no-open", "-o", str(out), *ours]) == 0
    assert main(["catalogs", "check", tag, *ours]) in {0, 1}

    told = capsys.readouterr().out
    assert f"{guests}/locales/handbook.pot: written" in told
    assert f"{catalog}: written" in told
    assert f"{catalog}:" in told.partition("= La sortie")[0]
    english, other = pages(out).values()
    assert "Riverside Guests" in english
    assert "The way out" in english
    assert "La sortie" in other
    assert state(program) == before


def test_builds_of_two_contents_never_take_one_for_the_other(
    guests: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (guests / "locales/handbook.pot").unlink()
    monkeypatch.setenv("HANDBOOK_CONTENT", str(guests))
    assert main(["catalogs", "extract"]) == 0
    monkeypatch.delenv("HANDBOOK_CONTENT")
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    contents = {mine: (), theirs: ("--content", str(guests))}
    english = ("-l", "en")

    for out, more in contents.items():
        assert build(out, *english, *more) == 0
    first = {out: state(out) for out in contents}
    capsys.readouterr()
    for out, more in contents.items():
        assert build(out, *english, *more) == 0
    again = capsys.readouterr().out
    for more in (contents[theirs], contents[mine]):
        assert build(mine, *english, *more) == 0
    told = capsys.readouterr()

    assert again.count("unchanged") == 4
    assert {out: state(out) for out in contents} == first
    assert "Riverside" not in pages(mine)["handbook_en_screen_2027-01.pdf"]
    assert "Riverside" in pages(theirs)["handbook_en_screen_2027-01.pdf"]
    assert "another edition, publisher or paper" not in told.err


def test_its_own_catalogs_count_from_the_moment_they_are_there(program: Path, tmp_path: Path) -> None:
    folder, out, tag = tmp_path / "ours", tmp_path / "out", tag_of(program)
    shutil.copytree(program / "content", folder)
    ours = ("-l", tag, "--content", str(folder))
    assert build(out, *ours) == 0
    (before,) = pages(out).values()

    shutil.copytree(program / "locales", folder / "locales")
    replace(catalog_file(folder, tag.replace("-", "_")), 'msgstr "Lieu"', 'msgstr "Endroit"')
    assert build(out, *ours) == 0

    (after,) = pages(out).values()
    assert ("Lieu" in before, "Endroit" in after) == (True, True)


def test_a_file_that_it_lacks_is_named_with_the_way_to_begin(program: Path, guests: Path) -> None:
    (guests / "facts.toml").unlink()
    (guests / "phrases.toml").unlink()

    with pytest.raises(InvalidConfigurationError) as told:
        load_project(program, guests)

    assert [each.path for each in told.value.diagnostics] == [f"{guests}/facts.toml", f"{guests}/phrases.toml"]
    assert all(str(program / "content") in each.hint for each in told.value.diagnostics)


def test_a_folder_that_is_not_there_is_a_usage_error(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--content", str(tmp_path / "none")]) == 2
    assert f"copy {program / 'content'} to it" in capsys.readouterr().err


def test_a_mistake_is_told_with_the_file_that_has_it(guests: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(guests / "edition.toml", r"revised = [\d-]+", "revised = 1999-01-01")

    assert main(["--content", str(guests)]) == 3
    assert f"{guests}/edition.toml:" in capsys.readouterr().err


def test_texts_of_other_staff_are_not_extracted_into_the_program_s_catalogs(
    program: Path, guests: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(guests / "locales")
    before = state(program)

    assert main(["catalogs", "extract", "--content", str(guests)]) == 2
    assert f"copy {program / 'locales'} to {guests / 'locales'}" in capsys.readouterr().err
    assert state(program) == before


@pytest.mark.parametrize(("name", "is_taken"), [(".", True), ("locales/fr", True), (".git/x", True), ("dist", False)])
def test_it_is_no_output_folder_but_one_in_it_may_be(program: Path, guests: Path, name: str, *, is_taken: bool) -> None:
    if is_taken:
        with pytest.raises(UsageError, match="belongs to"):
            folders.fit(guests / name, program, guests)
    else:
        folders.fit(guests / name, program, guests)


def test_the_project_s_own_folder_may_be_named_as_well(program: Path) -> None:
    assert folders.content_of(program, program / "content") == CONTENT
    assert folders.content_of(program, None) == CONTENT


def test_its_records_stand_apart(program: Path, guests: Path) -> None:
    projects = load_project(program), load_project(program, guests)

    files = {fingerprint.record_file(each, job) for each in projects for job in plan(each, Selection(("en",)))}

    assert len(files) == 2


def test_the_preview_sees_its_files_and_not_what_else_lies_there(program: Path, guests: Path) -> None:
    (guests / "dist").mkdir()
    watch = Watch(program, ("templates", str(guests / "locales")), (str(guests),))

    (guests / "dist/notes.txt").write_text("x", encoding="utf-8")
    (guests / "facts.toml").write_text("", encoding="utf-8")
    (guests / "locales/handbook.pot").write_text("", encoding="utf-8")

    assert watch.changed() == {f"{guests}/facts.toml", f"{guests}/locales/handbook.pot"}
