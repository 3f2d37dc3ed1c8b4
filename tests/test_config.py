"""Mistakes in the data files: each is named with file, line and a way out, all in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import load, project_files, replace

from handbook.config import InvalidConfigurationError

CASES = [
    ("languages.toml", r'tag = "fr"', 'tag = "xq"', "language.tag", "unknown language tag"),
    ("languages.toml", r'fonts = "latin"', 'fonts = "latn"', "language.fonts", "Did you mean 'latin'?"),
    ("languages.toml", r"min_coverage = 1.0", "min_coverage = 7.0", "data.value", "at most 1.0"),
    ("languages.toml", r"source = true", "source = false", "language.source", "exactly one"),
    (
        "formats.toml",
        r"\npages_multiple_of",
        "\npage_multiple_of",
        "data.key-unknown",
        "Did you mean 'pages_multiple_of'?",
    ),
    ("formats.toml", r"trim_mm = \{[^}]+\}", 'trim_mm = "A5"', "data.type", "'trim_mm' must be a list"),
    ("formats.toml", r"trim_mm = \{[^}]+\}", "trim_mm = [148]", "data.value", "[width, height] in millimetres"),
    ("formats.toml", r"trim_mm = \{[^}]+\}", "trim_mm = { us = [140, 216] }", "data.key-missing", "'trim_mm'"),
    ("formats.toml", "bleed_mm = 5", "bleed_mm = { uk = 3 }", "data.type", "'bleed_mm' must be a number"),
    ("formats.toml", r'purpose = "screen"', 'purpose = "screan"', "data.value", "Did you mean 'screen'?"),
    ("edition.toml", r'paper = "iso"', 'paper = "A4"', "data.value", "Possible: 'iso', 'us'"),
    ("formats.toml", "bleed_mm = 5", 'bleed_mm = 5\nfold = "letter"', "data.key-missing", "'folds_mm'"),
    (
        "edition.toml",
        r'print_condition = "[^"]+"',
        'print_condition = "FOGRA93"',
        "data.value",
        "Did you mean 'FOGRA39'?",
    ),
    (
        "edition.toml",
        r'print_condition = "[^"]+"',
        'print_condition = "FOGRA51"',
        "profile.missing",
        "PSOcoated_v3.icc",
    ),
    ("edition.toml", r"companions = \[[^\]]*\]", 'companions = ["eng"]', "edition.language", "Did you mean 'en'?"),
    ("association.toml", r'guide = "[^"]+"', 'guide = "https://a.org"', "data.value", "www.association.org/guide"),
    ("formats.toml", r"formats/a5.css", "formats/a55.css", "format.file", "a55.css does not exist"),
    ("edition.toml", r'"checks",', '"cheks",', "edition.chapter", "Did you mean 'checks'?"),
    ("edition.toml", r"revised = [\d-]+", 'revised = "today"', "data.type", "a date"),
    ("association.toml", r'name = "[^"]+"', 'name = ""', "data.value", "'name' is empty"),
    ("association.toml", r"phones = [^\n]+\n", "", "data.key-missing", "Add a line: phones"),
    ("association.toml", r"phones = [^\n]+", "phones = []", "data.value", "'phones' is empty"),
    ("association.toml", r'"\+86 10 0000 0000"', '"call us"', "data.value", "'call us' is no telephone number"),
    ("association.toml", r'email = "[^"]+"', 'email = "guide"', "data.value", "guide@association.org"),
    ("association.toml", r'web = "[^"]+"', 'web = "https://a.org"', "data.value", "www.association.org"),
    ("association.toml", r'accent = "jade"', 'accent = "jaed"', "data.value", "Did you mean 'jade'?"),
    ("association.toml", r'accent = "jade"', 'accent = "#12345"', "data.value", "unknown colour"),
    ("association.toml", r'accent = "jade"', 'accent = "ochre"', "accent.contrast", ":1 on the paper"),
    ("association.toml", r'accent = "jade"', 'accent = "#787878"', "accent.contrast", "text needs 4.5:1"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "lego.svg"', "logo.missing", "Did you mean 'logo.svg'?"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "../logo.svg"', "logo.name", "no SVG or PNG file of"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "facts.toml"', "logo.name", "no SVG or PNG file of"),
    ("association.toml", r"sample = true", "sample = 1", "data.type", "true or false"),
    ("edition.toml", r"number = 1", "number = 0", "data.value", "at least 1"),
    ("edition.toml", r"number = 1", "number = 0.5", "data.type", "a whole number"),
    ("facts.toml", r'confidence = "high"', 'confidence = "lo"', "data.value", "Did you mean 'low'?"),
    ("facts.toml", r"multiplier = 3", "multiplier = [", "data.syntax", "line"),
    ("fonts.toml", r"SourceSans3\[wght\].ttf", "SourceSans4.ttf", "font.missing", "has no file"),
    ("fonts.toml", r'"fontpkg_amiri"', '"fontpkg_nothing"', "font.package", "is not installed"),
    ("fonts.toml", r'display = \["source-serif"', 'display = ["source-sherif"', "font.family", "'source-serif'?"),
    ("home_rules.toml", r'"ae-dubai"', '"ae-dubay"', "fact.unknown", "Did you mean 'ae-dubai'?"),
    ("home_rules.toml", r"\{fine_min\}", "{fine_minimum}", "rule.value", "no cited fact has a value"),
    ("formats.toml", r'id = "screen"', 'id = "../x"', "data.value", "hyphens"),
    ("edition.toml", r"revised = [\d-]+", "revised = 2026-11-22T10:00:00", "data.type", "a date"),
    ("fonts.toml", r"axes = \{ wght = 400 \}", 'axes = { wght = "a" }', "font.cut", "numbers"),
    ("phrases.toml", r"Is this genuine\?", "Is it 100% genuine?", "data.value", "percent sign"),
    ("home_rules.toml", r'country = "AE"', 'country = "QQ"', "rule.country", "ISO 3166"),
]

# Faults that are named where the table begins, or where the parser stopped.
MOVED = {"data.key-missing", "data.syntax", "font.missing", "font.package", "font.cut"}


@pytest.mark.parametrize(("file", "pattern", "replacement", "code", "words"), CASES)
def test_a_mistake_in_a_data_file_is_named_with_its_line(
    tmp_path: Path, file: str, pattern: str, replacement: str, code: str, words: str
) -> None:
    root = project_files(tmp_path, ("en", "fr"))
    path = root / "handbook/data" / file
    replace(path, pattern, replacement)

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    assert caught.value.exit_status == 3
    finding = next(f for f in caught.value.diagnostics if f.code == code)
    assert finding.path == f"handbook/data/{file}"
    assert words in str(finding)
    lines = path.read_text("utf-8").splitlines()
    assert finding.line == 0 or replacement.strip() in lines[finding.line - 1] or code in MOVED


@pytest.mark.parametrize("places", ["[97]", "[97, 49]", "[49, 197]", '[49, "97"]', "[49, true]"])
def test_folds_are_as_many_as_the_fold_has_and_lie_on_the_page_in_their_order(tmp_path: Path, places: str) -> None:
    root = project_files(tmp_path)
    path = root / "handbook/data/formats.toml"
    replace(path, "bleed_mm = 5", f'bleed_mm = 5\nfold = "letter"\nfolds_mm = {places}')

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (finding,) = caught.value.diagnostics
    assert "'folds_mm' of 'letter' must be 2 places on the page" in str(finding)
    assert path.read_text("utf-8").splitlines()[finding.line - 1] == f"folds_mm = {places}"


def test_all_mistakes_are_reported_in_one_run(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"))
    replace(root / "handbook/data/languages.toml", r'tag = "fr"', 'tag = "zz-Nowhere"')
    replace(root / "handbook/data/edition.toml", r'"cover",', '"covers",')

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    assert {"language.tag", "edition.chapter"} <= {finding.code for finding in caught.value.diagnostics}


def test_a_data_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    (root / "handbook/data/association.toml").write_bytes(b'name = "Caf\xe9"\n')

    with pytest.raises(InvalidConfigurationError, match=r"association.toml: error: the file is not UTF-8"):
        load(root)


def test_inline_tables_are_read_as_well(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    file = root / "handbook/data/phrases.toml"
    file.write_text('phrase = [{ id = "a", text = "A", han = "啊", pinyin = "a", page = true }]', encoding="utf-8")

    assert list(load(root).phrases) == ["a"]


@pytest.mark.parametrize("text", ["", "phrase = 3", 'phrase = ["x"]'])
def test_a_file_without_its_tables_is_a_fault(tmp_path: Path, text: str) -> None:
    root = project_files(tmp_path)
    (root / "handbook/data/phrases.toml").write_text(text, encoding="utf-8")

    with pytest.raises(InvalidConfigurationError, match=r"no \[\[phrase\]\] tables"):
        load(root)
