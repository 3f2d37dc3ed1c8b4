"""What fonts.toml asks of the fonts: faces, axes and their values are those of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import manuscript_of, project_files, replace

from handbook.build import survey


@pytest.mark.parametrize(
    ("there", "made", "words"),
    [
        (r"\nface = 2", "\nface = 99", "has no face 99"),
        (r"opsz = 32", "opsz = 2000", "Write 8 to 60"),
        (r"opsz = 32", "opzs = 32", "Did you mean 'opsz'?"),
        (r"IBMPlexSansArabic-Bold.ttf\"", 'IBMPlexSansArabic-Bold.ttf", axes = { wght = 700 }', "has no axis 'wght'"),
    ],
)
def test_what_a_font_does_not_have_is_told_with_its_line(tmp_path: Path, there: str, made: str, words: str) -> None:
    root = project_files(tmp_path)
    path = root / "handbook/settings/fonts.toml"
    replace(path, there, made)

    (finding,) = (each for each in survey.check(manuscript_of(root)) if each.code == "font.cut")

    assert finding.path == "handbook/settings/fonts.toml"
    assert made.strip() in path.read_text("utf-8").splitlines()[finding.line - 1]
    assert words in str(finding)
