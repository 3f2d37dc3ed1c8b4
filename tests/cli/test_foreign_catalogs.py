"""The commands on catalogs that other tools saved, joined or renamed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import catalog_file, extract_pot, project_files, replace

from handbook.cli import main as cli
from handbook.cli.main import main


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project, its template catalog and catalogs in step."""
    root = project_files(tmp_path_factory.mktemp("foreign") / "project", ("en", "fr", "zh-Hans"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "ROOT", root)
        extract_pot(root)
        assert main(["catalogs", "update"]) == 0
    return root


@pytest.fixture
def project(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the project, with its catalogs as they were before another test changed them."""
    monkeypatch.setattr(cli, "ROOT", made)
    for folder in ("fr", "zh_Hans"):
        file = catalog_file(made, folder)
        kept = file.with_suffix(".kept")
        if not kept.exists():
            kept.write_bytes(file.read_bytes())
        file.write_bytes(kept.read_bytes())
    return made


def test_what_poedit_calls_chinese_is_chinese_and_comes_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = catalog_file(project, "zh_Hans")
    before = file.read_text(encoding="utf-8")
    replace(file, "Language: zh_Hans", "Language: zh")
    capsys.readouterr()

    assert main(["catalogs", "check", "zh-Hans"]) == 0
    assert capsys.readouterr().out.endswith("0 errors, 0 warnings\n")
    assert main(["catalogs", "update", "zh-Hans"]) == 0

    assert file.read_text(encoding="utf-8") == before


def test_wrapped_lines_are_unwrapped_and_then_nothing_is_left_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = catalog_file(project, "fr")
    before = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'^msgstr "(?=...)', 'msgstr ""\n"', before, flags=re.MULTILINE), encoding="utf-8")
    capsys.readouterr()

    assert main(["catalogs", "tidy", "fr"]) == 0
    assert file.read_text(encoding="utf-8") == before
    assert main(["catalogs", "tidy", "fr"]) == 0

    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] == ["written", "unchanged"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "handbook.po:1: error: the file is empty"), ("# only a comment\n", "handbook.po:1: error: the file is empty"),
     ('msgid "Place"\nmsgstr "Lieu"\n', "handbook.po:1: error: the file has no header"),
     ('msgid ""\rmsgstr ""\r"Language: fr\\n"\r', "handbook.po:1: error: the lines end as on old Macs"),
     ('msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid ""\nmsgstr ""\n', "handbook.po:4: error: the file has two headers")],
)  # fmt: skip
@pytest.mark.parametrize("action", ["update", "tidy"])
def test_a_file_that_is_left_alone_says_why_and_what_to_do(
    project: Path, text: str, told: str, action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = catalog_file(project, "fr")
    file.write_text(text, encoding="utf-8", newline="")

    assert main(["catalogs", action, "fr"]) == 1

    err = capsys.readouterr().err
    assert told in err
    assert "\n  hint: " in err
    assert file.read_bytes() == text.encode()


@pytest.mark.parametrize("pasted", ['\nmsgid ""\nmsgstr "Language: fr\\n"\n', '\nmsgctxt "x"\nmsgid ""\nmsgstr "y"\n',
                                    '\nmsgid ""\nmsgid_plural ""\nmsgstr[0] ""\nmsgstr[1] "y"\n'])  # fmt: skip
@pytest.mark.parametrize("command", [["check", "fr"], ["stats", "fr"], ["update", "fr"]])
def test_an_empty_source_text_ends_no_command_in_a_traceback(project: Path, pasted: str, command: list[str]) -> None:
    with catalog_file(project, "fr").open("a", encoding="utf-8") as file:
        file.write(pasted)

    assert main(["catalogs", *command]) in {0, 1}


def test_an_import_names_what_it_could_not_place_and_fails_where_nothing_fits(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = tmp_path / "memory.tmx"
    unit = '<tu><tuv xml:lang="EN-US"><seg>{}</seg></tuv><tuv xml:lang="zh-CN"><seg>法</seg></tuv></tu>'
    head, end = '<tmx version="1.4"><header srclang="en"/><body>', "</body></tmx>"
    file = catalog_file(project, "zh_Hans")
    replace(file, r'(?<=The law in three lines"\nmsgstr ").*(?=")', "")

    memory.write_text(head + unit.format("Nowhere") + end, encoding="utf-8")
    assert main(["catalogs", "import", "zh-Hans", str(memory)]) == 1
    nothing = capsys.readouterr().err
    memory.write_text(head + unit.format("Nowhere") + unit.format("The law in three lines") + end, encoding="utf-8")
    assert main(["catalogs", "import", "zh-Hans", str(memory)]) == 0
    told = capsys.readouterr()

    assert "not placed: 'Nowhere': no text here is the same" in nothing
    assert "no translation in it fits" in nothing
    assert "not placed: 'Nowhere'" in told.err
    assert "1 filled" in told.out
    assert "1 fit nothing here" in told.out
    assert '#, fuzzy\nmsgid "The law in three lines"\nmsgstr "法"\n' in file.read_text(encoding="utf-8")


def test_an_import_says_that_nothing_was_translated_and_takes_nothing_away(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, file = tmp_path / "sent.xlf", catalog_file(project, "fr")
    unit = '<trans-unit id="1"><source>The law in three lines</source><target></target></trans-unit>'
    head = '<xliff version="1.2"><file original="x" source-language="en" target-language="fr" datatype="po"><body>'
    sent.write_text(f"{head}{unit}</body></file></xliff>", encoding="utf-8")
    before = file.read_bytes()

    assert main(["catalogs", "import", "fr", str(sent)]) == 1
    assert "there is no translation in it [import.nothing]" in capsys.readouterr().err
    assert file.read_bytes() == before
