"""The colours of tokens.css: read by the rules of CSS; what cannot be used is a finding with its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT, build, load, manuscript_of, project_files, replace

from handbook.build import survey
from handbook.config import tokens
from handbook.config.project import InvalidConfigurationError
from handbook.values.errors import ConfigurationError

CSS = (ROOT / tokens.SHEET).read_text("utf-8")
JADE = "--jade: #0F5653;"


def test_the_tokens_of_the_book_are_whole() -> None:
    found = tokens.read(CSS)

    assert found.faults == ()
    assert (found.colours["jade"], found.inks["jade"]) == ((15, 86, 83), (0.9, 0.4, 0.6, 0.38))
    assert found.hexes()["paper"] == "#F8F3E8"


@pytest.mark.parametrize(
    ("there", "made", "colour"),
    [
        (JADE, "--jade:#0f5653;", (15, 86, 83)),
        (JADE, "--jade  :  #0F5653  ;", (15, 86, 83)),
        (JADE, "--jade: #0f5;", (0, 255, 85)),
        (JADE, "--jade: rgb(15, 86, 83);", (15, 86, 83)),
        (JADE, "--jade: RGB(15 86 83 / 1);", (15, 86, 83)),
        (JADE, "--jade: hsl(120 50% 50%);", (64, 191, 64)),
        (JADE, "--jade: /* dark */ #0F5653 /* green */;", (15, 86, 83)),
        (JADE, "--jade:\n    #0F5653;", (15, 86, 83)),
        (":root {", "@media all { :root {", (15, 86, 83)),
    ],
)
def test_a_colour_is_read_however_css_allows_to_write_it(there: str, made: str, colour: tuple[int, int, int]) -> None:
    found = tokens.read(CSS.replace(there, made, 1))

    assert (found.faults, found.colours["jade"]) == ((), colour)


def test_inks_may_have_signs_and_commas() -> None:
    found = tokens.read(CSS.replace("--jade-cmyk: 90 40 60 38", "--jade-cmyk:90%, 40.5%,60%,38%", 1))

    assert (found.faults, found.inks["jade"]) == ((), (0.9, 0.405, 0.6, 0.38))


@pytest.mark.parametrize(
    ("there", "made", "code", "words"),
    [
        (JADE, "--jade: #12345;", "tokens.value", "--jade is no colour of the screen"),
        (JADE, "--jade: #0F565380;", "tokens.value", "without transparency"),
        (JADE, "--jade: rgb(15);", "tokens.value", "--jade is no colour of the screen"),
        (JADE, "--jade: “#0F5653”;", "tokens.value", "--jade is no colour of the screen"),
        (JADE, "--jade: green-ish;", "tokens.value", "--jade has inks, but is no colour"),
        (JADE, "--jade #0F5653;", "tokens.syntax", "with its colon and semicolon"),
        (JADE, JADE + " --mint: #AAFFCC;", "tokens.half", "--mint has a colour of the screen and no inks"),
        (JADE, JADE + " --mint-office: #AAFFCC;", "tokens.half", "--mint-office belongs to no colour"),
        (JADE, JADE + " " + JADE, "tokens.value", "--jade stands there twice, first in line 6"),
        (
            "--jade-cmyk: 90 40 60 38",
            "--mint-cmyk: 1 2 3 4; --jade-cmyk: 90 40 60 38",
            "tokens.half",
            "no colour of the",
        ),
        ("--jade-cmyk: 90 40 60 38", "--jade-cmyk: 90 40 60", "tokens.value", "--jade-cmyk is no four inks"),
        ("--jade-cmyk: 90 40 60 38", "--jade-cmyk: 90 40 60 138", "tokens.value", "0 to 100 each"),
        ("--jade-cmyk: 90 40 60 38", "--jade-cmyk: -1 40 60 38", "tokens.value", "0 to 100 each"),
        ("--jade-cmyk: 90 40 60 38;", "", "tokens.half", "--jade has a colour of the screen and no inks"),
    ],
)
def test_a_token_that_cannot_be_used_is_one_finding_of_check(
    tmp_path: Path, there: str, made: str, code: str, words: str
) -> None:
    root = project_files(tmp_path)
    sheet = root / tokens.SHEET
    sheet.write_text(CSS.replace(there, made, 1), encoding="utf-8")

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (fault,) = caught.value.diagnostics
    assert (fault.path, fault.code) == ("templates/css/tokens.css", code)
    assert words in str(fault)
    assert fault.line in {6, 11}
    assert fault.hint


def test_a_style_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    (root / tokens.SHEET).unlink()

    with pytest.raises(InvalidConfigurationError, match=r"tokens.css: error: the file cannot be read") as caught:
        load(root)

    assert [fault.code for fault in caught.value.diagnostics] == ["tokens.missing"]


def test_a_colour_that_the_drawings_need_is_asked_for(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / tokens.SHEET, r"--verm: #B83E27; ", "")
    replace(root / tokens.SHEET, r"--verm-cmyk: [\d ]+; ", "")

    with pytest.raises(ConfigurationError, match=r"--verm is missing"):
        tokens.sound(root, ("verm",))


@pytest.mark.parametrize(
    ("there", "made", "line"),
    [
        (JADE, "--jade: #1A3F8B;", 11),
        ("--verm: #B83E27", "--verm: #BE1A5A", 12),
        ("--ink-cmyk: 0 0 0 100", "--ink-cmyk: 0 0 0 60", 10),
        ("--paper-cmyk: 2 3 10 0", "--paper-cmyk: 2 13 10 0", 9),
    ],
)
def test_a_colour_whose_inks_are_another_colour_is_found_without_a_build(
    tmp_path: Path, there: str, made: str, line: int
) -> None:
    root = project_files(tmp_path)
    (root / tokens.SHEET).write_text(CSS.replace(there, made, 1), encoding="utf-8")

    found = [finding for finding in survey.check(manuscript_of(root)) if finding.code == "tokens.parted"]

    assert [(finding.path, finding.line) for finding in found] == [("templates/css/tokens.css", line)]
    assert "On paper it would be about #" in found[0].hint


def test_the_colours_of_the_book_are_the_same_in_ink() -> None:
    from handbook.press import inks  # noqa: PLC0415

    assert inks.parted(load(ROOT)) == ()


def test_a_file_for_cream_stock_may_leave_the_tint_of_the_paper_out(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / tokens.SHEET, "--paper-cmyk: 2 3 10 0", "--paper-cmyk: 0 0 0 0")

    assert "tokens.parted" not in {finding.code for finding in survey.check(manuscript_of(root))}


def test_start_up_reads_no_fonts_and_no_pictures() -> None:
    code = (
        "import sys; from pathlib import Path; from handbook.config.project import load_project\n"
        "load_project(Path('.'))\n"
        "print(sorted({'PIL', 'fontTools', 'uharfbuzz', 'numpy'} & sys.modules.keys()))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_print_file_in_other_colours_than_the_screen_is_not_made(tmp_path: Path) -> None:
    root = project_files(tmp_path, formats=("card",))
    replace(root / tokens.SHEET, JADE, "--jade: #1A3F8B;")

    report = build(root)

    assert [outcome.status for outcome in report.outcomes] == ["failed"]
    assert ("templates/css/tokens.css", 11, "tokens.parted") in {
        (finding.path, finding.line, finding.code) for finding in report.diagnostics
    }
