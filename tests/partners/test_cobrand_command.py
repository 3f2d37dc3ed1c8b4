"""The command as hotels and agencies type it, with real files, panels and worker processes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from handbook.cli.main import main

TABLE = """id,name,name_zh,address_zh,phone,logo
grand,Grand Jade Hotel,翠玉大酒店,北京市朝阳区翠玉路18号,010 5550 0100,logo.svg
qasr,فندق القصر,皇宫酒店,北京市丝绸街7号,+86 10 5550 0177,
../x,Bad,坏,坏,12,
"""
CARD = ("-l", "en", "-f", "card", "-j", "2")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z" fill="#0F5653"/></svg>'


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency")
    (folder / "hotels.csv").write_text(TABLE, encoding="utf-8-sig")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    return folder


def test_a_table_becomes_copies_that_name_each_hotel(
    handbooks: Path, agency: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    line = ["cobrand", str(agency / "hotels.csv"), "--dist", str(handbooks), "-o", str(tmp_path), *CARD]

    status = main(line)
    said = capfd.readouterr()
    main([*line, "--json"])
    again = json.loads(capfd.readouterr().out)

    assert status == 1, "a row is faulty"
    assert "row 4, column 'id': '../x' cannot name a file" in said.err
    assert "row 4, column 'phone': '12' is no telephone number" in said.err
    assert "2 made, 0 unchanged, 1 hotel refused" in said.out
    assert (again["made"], again["unchanged"]) == (0, 2)
    (edition,) = tmp_path.iterdir()
    for hotel, name, words in (("grand", "Grand Jade Hotel", "翠玉大酒店"), ("qasr", "فندق القصر", "皇宫酒店")):
        file = edition / hotel / f"handbook_en_card_{edition.name}_{hotel}.pdf"
        with pikepdf.open(file) as pdf:
            assert name in str(pdf.docinfo.Keywords)
        with pymupdf.open(file) as pages:
            assert words in "".join(page.get_text() for page in pages)
        ticket = json.loads(file.with_name(f"{file.stem}_ticket.json").read_text(encoding="utf-8"))
        assert (ticket["file"], ticket["sha256"]) == (file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        with pymupdf.open(file.with_name(f"{file.stem}_ticket.pdf")) as page:
            assert f"handbook_en_card_{edition.name}_*.pdf" in page[0].get_text()
            assert "SHA-256" not in page[0].get_text()
        with zipfile.ZipFile(edition / f"handbook_{edition.name}_{hotel}.zip") as parcel:
            assert parcel.testzip() is None
            assert [Path(name).name for name in parcel.namelist()] == [
                "read-me.pdf", file.name, f"{file.stem}_ticket.pdf", f"{file.stem}_ticket.json",
            ]  # fmt: skip


def test_one_hotel_by_a_form(handbooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = ["cobrand", "--one", "hotel.toml", "--dist", str(handbooks), "-o", "copies", *CARD]

    assert main(["cobrand", "--template", "toml"]) == 0
    sample = main(line)
    Path("hotel.toml").write_text('id = "grand"\nname = "Grand Hotel"\n', encoding="utf-8")

    assert (sample, main(line)) == (1, 0)
    assert len(list(Path("copies").rglob("*_grand.pdf"))) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ([], "name a table, or one hotel"),
        (["hotels.csv", "--one", "hotel.toml"], "name a table, or one hotel"),
        (["none.csv"], "none.csv: No such file or directory. To begin: python3 build.py cobrand --template"),
        (["hotels.csv", "-l", "fr", "-f", "card-sheet"], "Make them first: python3 build.py"),
        (["hotels.csv", "-l", "xx"], "unknown language 'xx'"),
    ],
)
def test_a_slip_of_the_command_line_is_told(
    handbooks: Path,
    agency: Path,
    line: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(agency)

    status = main(["cobrand", *line, "--dist", str(handbooks), "-o", "copies"])

    assert status != 0
    assert words in capfd.readouterr().err
    assert not Path("copies").exists()


def test_neither_a_template_nor_published_files_are_written_over(
    handbooks: Path, agency: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "partners.csv").write_text("mine", encoding="utf-8")

    assert main(["cobrand", "--template", "-o", str(tmp_path)]) == 2
    assert main(["cobrand", str(agency / "hotels.csv"), "--dist", str(handbooks), "-o", str(handbooks)]) == 2
    assert (tmp_path / "partners.csv").read_text(encoding="utf-8") == "mine"
    said = capfd.readouterr().err
    assert "is there already: move it away" in said
    assert "holds published files" in said
