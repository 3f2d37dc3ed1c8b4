"""``build.py preflight``: a verdict for any file, with reasons, pages and pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Name
from PIL import Image
from print_files import print_file, resources, saved

from handbook.cli.main import main
from handbook.setup import doctor


def the_file(handbooks: Path, format_: str) -> Path:
    (file,) = handbooks.rglob(f"handbook_en_{format_}_2???-??.pdf")
    return file


def test_a_print_file_of_ours_passes_and_is_shown_with_its_guides(
    handbooks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["preflight", str(the_file(handbooks, "card")), "-o", str(tmp_path)])

    assert status == 0
    assert "handbook_en_card" in capsys.readouterr().out
    (picture,) = tmp_path.glob("*.png")
    assert re.fullmatch(r"handbook_en_card_.*-[0-9a-f]{8}-page-1\.png", picture.name)
    with Image.open(picture) as image:
        # 85 + 2 x 3 mm at 150 dpi: the page with its bleed
        assert abs(image.width - (85 + 6) / 25.4 * 150) < 2
        assert {(220, 0, 0), (0, 110, 220), (0, 150, 60)} <= {colour for _, colour in image.getcolors(1 << 20) or []}


def test_a_file_for_the_screen_fails_with_reasons_pages_and_remedies(
    handbooks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = the_file(handbooks, "leaflet-screen")

    status = main(["preflight", "--trim", "297x210", "--pages", "2", "-o", str(tmp_path), str(file)])

    said = capsys.readouterr().out
    assert status == 1
    assert f"{file}: NOT FIT FOR PRINT, 2 pages" in said
    assert "text in DeviceRGB (pages 1-2) [preflight.rgb]\n    hint: Convert it to DeviceCMYK" in said
    assert {each.stem.rpartition("-page-")[2] for each in tmp_path.glob("*.png")} == {"2"}


def test_machines_get_every_verdict_as_json(
    handbooks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(b"no PDF")

    status = main(["preflight", "--json", "-o", str(tmp_path), str(the_file(handbooks, "card")), str(stranger)])

    ours, theirs = json.loads(capsys.readouterr().out)
    assert status == 1
    assert (ours["passed"], ours["pages"], ours["remarks"]) == (True, 2, [])
    assert (theirs["passed"], [each["code"] for each in theirs["remarks"]]) == (False, ["preflight.unreadable"])


def test_a_file_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["preflight", "nothing.pdf"])

    assert status == 2
    assert "nothing.pdf: cannot be read: No such file or directory" in capsys.readouterr().err


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Return a good file of a stranger's."""
    file = tmp_path / "good.pdf"
    file.write_bytes(saved(print_file()))
    return file


def judged(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Return the exit status, the verdicts and what was said besides."""
    status = main(["preflight", "--json", "--trim", "100x140", *map(str, arguments)])
    said = capsys.readouterr()
    return status, json.loads(said.out), said.err


def test_no_file_keeps_back_the_verdict_on_another(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "ghostscript", lambda: "")
    (tmp_path / "folder.pdf").mkdir()
    banner = print_file()
    banner.pages[0].obj.UserUnit = 60
    (tmp_path / "banner.pdf").write_bytes(saved(banner))
    files = [*(tmp_path / name for name in ("none.pdf", "folder.pdf", "banner.pdf")), good]

    status, verdicts, _ = judged(capsys, "-o", tmp_path / "out", *files)

    assert status == 2  # not all could be examined
    assert [each["file"] for each in verdicts] == list(map(str, files))
    codes = [{remark["code"] for remark in each["remarks"]} for each in verdicts]
    assert codes[:2] == [{"preflight.unreadable"}] * 2
    assert "preflight.boxes" in codes[2]
    assert codes[3] == {"preflight.ghostscript"}


def test_files_of_one_name_keep_their_pictures_apart(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "print.pdf").write_bytes(good.read_bytes())

    _, verdicts, _ = judged(capsys, "-o", tmp_path / "out", tmp_path / "a/print.pdf", tmp_path / "b/print.pdf")

    pictures = {picture for each in verdicts for picture in each["pictures"]}
    assert len(pictures) == len(list((tmp_path / "out").iterdir())) == 2


def test_a_page_that_is_not_there_is_told(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["preflight", "--trim", "100x140", "--pages", "2,9", "-o", str(tmp_path / "out"), str(good)])

    assert status == 0
    assert f"{good}: has no page 9: it has 4 pages" in capsys.readouterr().err


def test_a_label_smaller_than_its_margins_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    label = print_file()
    for sheet in label.pages:
        sheet.obj.TrimBox = [0, 0, 283.5, 20]
    (tmp_path / "label.pdf").write_bytes(saved(label))

    _, (verdict,), _ = judged(capsys, "-o", tmp_path / "out", tmp_path / "label.pdf")

    assert verdict["pictures"]


def test_a_file_writes_nothing_on_the_terminal_but_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged = print_file()
    resources(forged).Font.F.BaseFont = Name("/A\x1b[2J\n  error: none\u202e\x9b")
    del resources(forged).Font.F.DescendantFonts[0].FontDescriptor.FontFile2
    file = tmp_path / "x\x1b[2Jy.pdf"
    file.write_bytes(saved(forged))

    main(["preflight", "--trim", "100x140", "-o", str(tmp_path / "out"), str(file)])
    told = capsys.readouterr().out
    _, (verdict,), _ = judged(capsys, "-o", tmp_path / "out", file)

    assert not {letter for letter in told if not letter.isprintable()} - {"\n"}
    assert "the font A\\u{1b}[2J\\u{a}  error: none\\u{202e}\\u{9b} is not embedded" in told
    assert all(remark["text"].isprintable() for remark in verdict["remarks"])


def test_a_job_ticket_is_no_print_file(handbooks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = next(handbooks.rglob("handbook_en_card_*_ticket.pdf"))

    main(["preflight", "-o", str(tmp_path), str(ticket)])

    assert "[preflight.rgb]" in capsys.readouterr().out
