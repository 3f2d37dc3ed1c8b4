"""What goes wrong on the way to the press: each fault with the file to mend, and nothing unfit is published."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from builders import BRIEF, ROOT, build, codes, project_files, replace
from PIL import Image

from handbook.values.diagnostics import Severity

PRINT = ("screen", "print", "booklet")


def with_logo(root: Path, pixels: int) -> Path:
    """Give a project a logo in RGB of so many pixels."""
    Image.new("RGB", (pixels, pixels), "#2255AA").save(root / "content/logo.png")
    replace(root / "content/association.toml", r'logo = "logo.svg"', 'logo = "logo.png"')
    return root


def test_a_logo_in_rgb_is_converted_for_the_press_with_a_notice(tmp_path: Path) -> None:
    root = with_logo(project_files(tmp_path, chapters=("cover", "about"), formats=("screen", "print")), 400)

    report = build(root)

    (said,) = [finding for finding in report.diagnostics if finding.code == "press.converted"]
    assert (said.path, said.severity) == ("content/logo.png", Severity.WARNING)
    assert [outcome.status for outcome in report.outcomes] == ["made", "made"]


@pytest.mark.parametrize(("pixels", "code"), [(50, "preflight.coarse"), (160, "preflight.resolution")])
def test_a_logo_with_too_few_pixels_is_named_with_its_file(pixels: int, code: str, tmp_path: Path) -> None:
    root = with_logo(project_files(tmp_path, chapters=("cover", "about"), formats=("screen", "print")), pixels)

    report = build(root)

    said = next(finding for finding in report.diagnostics if finding.code.startswith("preflight."))
    made = {outcome.format for outcome in report.outcomes if outcome.status == "made"}
    assert (said.path, said.code) == ("content/logo.png", code)
    assert made == ({"screen"} if code == "preflight.coarse" else {"screen", "print"})


def test_pages_that_fill_no_sheets_are_refused_as_single_pages_and_get_blanks_in_a_booklet(tmp_path: Path) -> None:
    root = project_files(tmp_path, chapters=BRIEF, formats=PRINT)
    replace(root / "handbook/settings/formats.toml", "pages_multiple_of = 1", "pages_multiple_of = 4")

    report = build(root)

    assert {"pdf.pages", "preflight.pages"} <= codes(report)
    (sheets,) = [outcome.artifact for outcome in report.outcomes if outcome.artifact]
    assert (sheets.format, sheets.pages) == ("booklet", 2)


def test_a_profile_whose_tables_are_broken_stops_the_print_files_alone(tmp_path: Path) -> None:
    root = project_files(tmp_path, chapters=BRIEF, formats=("screen", "print"))
    profile = root / "handbook/settings/profiles/FOGRA47L.icc"
    data, tables = profile.read_bytes(), slice(660, 108_000)
    profile.write_bytes(data[: tables.start] + bytes(tables.stop - tables.start) + data[tables.stop :])

    report = build(root)

    (said,) = report.diagnostics
    assert (said.path, said.code) == ("handbook/settings/profiles/FOGRA47L.icc", "profile.unfit")
    assert [outcome.status for outcome in report.outcomes] == ["made", "failed"]


def test_a_colour_that_takes_too_much_ink_keeps_the_print_file_unpublished(tmp_path: Path) -> None:
    root = project_files(tmp_path, chapters=BRIEF, formats=("screen", "print"))
    replace(root / "templates/css/tokens.css", r"--jade-cmyk: [\d ]+", "--jade-cmyk: 90 80 80 90")

    report = build(root)

    found = {(said.path, said.code): said.text for said in report.diagnostics}
    assert found.keys() >= {("en_print", "preflight.ink"), ("templates/css/tokens.css", "tokens.parted")}
    assert "340 % of ink" in found["en_print", "preflight.ink"]
    assert not list((root / "dist").rglob("*_print_*.pdf"))


def test_a_sheet_that_is_too_small_is_told_with_its_measures(tmp_path: Path) -> None:
    root = project_files(tmp_path, chapters=BRIEF, formats=PRINT)
    replace(
        root / "handbook/settings/formats.toml",
        r'arrangement = "saddle"\n',
        'arrangement = "saddle"\nsheet_mm = [297, 210]\n',
    )

    report = build(root)

    (said,) = report.diagnostics
    assert (said.path, said.code) == ("en_booklet", "sheet.unfit")
    assert "297.0 x 210.0" in said.text


def test_the_profile_is_embedded_whole(handbooks: Path) -> None:
    (file,) = (handbooks).rglob("handbook_en_print_2???-??.pdf")

    with pikepdf.open(file) as pdf:
        embedded = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    assert embedded == (ROOT / "handbook/settings/profiles/FOGRA47L.icc").read_bytes()
