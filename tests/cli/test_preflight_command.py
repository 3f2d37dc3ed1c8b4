"""``build.py preflight``: a verdict for any file, with reasons, pages and pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from handbook.cli.main import main


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
    assert picture.name.endswith("-page-1.png")
    with Image.open(picture) as image:
        # 85 + 2 x 3 mm at 150 dpi: the page with its bleed
        assert abs(image.width - (85 + 6) / 25.4 * 150) < 2
        assert {(220, 0, 0), (0, 110, 220), (0, 150, 60)} <= {colour for _, colour in image.getcolors(1 << 20) or []}


def test_a_file_for_the_screen_fails_with_reasons_pages_and_remedies(
    handbooks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = the_file(handbooks, "screen")

    status = main(["preflight", "--trim", "148x210", "--pages", "2,48", "-o", str(tmp_path), str(file)])

    said = capsys.readouterr().out
    assert status == 1
    assert f"{file}: NOT FIT FOR PRINT, 48 pages" in said
    assert "text in DeviceRGB (pages 1-48) [preflight.rgb]\n    hint: Convert it to DeviceCMYK" in said
    assert {each.stem.rpartition("-page-")[2] for each in tmp_path.glob("*.png")} == {"2", "48"}


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
