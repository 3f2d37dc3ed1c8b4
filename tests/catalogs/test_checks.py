"""Every code of the gate and the review: the bad example is found at its line, the good one is not."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from builders import ROOT, a_language, load
from check_cases import CASES, GLOSSARY_CASES, Case, page, text

from handbook.catalogs import flags, glossary
from handbook.catalogs.check import MAY_BE_IGNORED, absent
from handbook.catalogs.manuscript import examine
from handbook.catalogs.po import read
from handbook.catalogs.review import review
from handbook.checks import layout
from handbook.cli.commands.catalogs.check import glyph_faults
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Project


@pytest.fixture(scope="module")
def project() -> Project:
    return load(ROOT)


def findings_of(case: Case, example: str, project: Project, folder: Path) -> list[Diagnostic]:
    """Check a whole file as ``catalogs check`` does."""
    terms = folder / "locales" / case.language / "glossary.toml"
    terms.parent.mkdir(parents=True, exist_ok=True)
    terms.write_text(case.glossary, encoding="utf-8")
    data = text(case, example).encode("utf-8", "surrogateescape")
    both = data.decode("utf-8", "replace"), case.good
    known = frozenset(entry.key for each in both for entry in read("", each.encode())[0].live)
    keys = known - {("", "Nowhere to be found")}
    catalog, gate = examine("x.po", data, keys, case.language)
    if catalog is None:
        return list(gate)
    language = project.languages[case.language]
    found = review("x.po", catalog, language, glossary.load(folder, case.language)[0])
    return [*gate, *found, *absent("x.po", catalog, keys), *glyph_faults("x.po", project, language, catalog)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_bad_example_is_found_at_its_line(case: Case, project: Project, tmp_path: Path) -> None:
    found = {(f.code, f.severity.value, f.line) for f in findings_of(case, case.bad, project, tmp_path)}

    start = 0 if case.whole else text(case, "").count("\n")
    msgid = next(
        number for number, line in enumerate(case.bad.split("\n"), 1) if line.lstrip('\ufeff"').startswith("msgid")
    )
    assert (case.code, case.level, start + (case.line or msgid)) in found


@pytest.mark.parametrize("sign", "\uf0b7\x92\x85\u2028\u2029\u0378\U0010fffd\ufff9\ufdd0")
@pytest.mark.parametrize("written", ["{}", "&#{:d};"])
def test_what_no_font_has_is_told_with_its_line_and_code_point(project: Project, sign: str, written: str) -> None:
    said = written.format(sign if written == "{}" else ord(sign))
    catalog, _ = read("x.po", f'msgid "Place"\nmsgstr "Lieu {said}"\n'.encode())

    found = list(glyph_faults("x.po", project, project.languages["fr"], catalog))

    is_mapped = written != "{}" and html.unescape(said) != sign  # HTML reads some numbers as another sign
    assert is_mapped or [(each.line, f"U+{ord(sign):04X}" in each.text) for each in found] == [(1, True)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_good_example_has_no_findings(case: Case, project: Project, tmp_path: Path) -> None:
    assert findings_of(case, case.good, project, tmp_path) == []


WARNINGS = [case for case in CASES if case.level == "warning"]


@pytest.mark.parametrize("case", WARNINGS, ids=lambda case: case.code)
@pytest.mark.parametrize("switch", ["# ignore: {}", "#, ignore-{}", "#= ignore-{}"])
def test_a_warning_is_switched_off_for_its_entry(case: Case, switch: str, project: Project, tmp_path: Path) -> None:
    line = switch.format(case.code.removeprefix("catalog.")) + "\n"
    example = "\n".join(line + block for block in case.bad.split("\n\n"))

    assert {f.code for f in findings_of(case, example, project, tmp_path)} == set()


def test_what_can_be_switched_off_is_what_the_page_says() -> None:
    warnings = {case.code.removeprefix("catalog.") for case in WARNINGS}

    assert warnings | {code.removeprefix("catalog.") for code in MAY_BE_IGNORED} == flags.SWITCHES


@pytest.mark.parametrize("code", ["tag", "placeholder"])
def test_no_flag_switches_off_what_would_break_a_page(code: str, project: Project, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.code == f"catalog.{code}")

    found = findings_of(case, f"#, ignore-{code}\n{case.bad}", project, tmp_path)
    assert case.code in {f.code for f in found}


@pytest.mark.parametrize("case", GLOSSARY_CASES, ids=lambda case: case.code)
def test_a_fault_of_the_glossary_is_found_at_its_line(case: Case, tmp_path: Path) -> None:
    file = tmp_path / glossary.path("fr")
    file.parent.mkdir(parents=True)

    file.write_bytes(case.bad.encode("utf-8", "surrogateescape"))
    assert [(fault.code, fault.line) for fault in glossary.load(tmp_path, "fr")[1]] == [(case.code, case.line)]
    file.write_text(case.good, encoding="utf-8")
    assert glossary.load(tmp_path, "fr")[1] == ()


def test_every_code_of_the_checks_has_a_case() -> None:
    sources = [
        ROOT / "handbook/catalogs" / name for name in ("po.py", "headers.py", "flags.py", "check.py", "review.py")
    ]
    told = "".join(path.read_text(encoding="utf-8") for path in sources)
    codes = set(re.findall(r'"catalog\.([a-z-]+)"', told)) | set(re.findall(r'(?:yield|: \() ?"([a-z-]+)", ', told))
    assert {f"catalog.{code}" for code in codes} <= {case.code for case in CASES}
    terms = (ROOT / "handbook/catalogs/glossary.py").read_text(encoding="utf-8")
    found = set(re.findall(r'"(glossary\.[a-z-]+)"', terms)) - {"glossary.toml"}
    assert found == {case.code for case in GLOSSARY_CASES}


def test_every_code_stands_on_the_page_once_with_both_examples() -> None:
    headings = re.findall(r"^## (\S+)$", page(), re.MULTILINE)

    assert headings == [case.code for case in (*CASES, *GLOSSARY_CASES)] + list(layout.HINTS)
    assert page().count("\nBad:\n") == page().count("\nGood:\n") == len(headings)


def test_the_page_of_checks_is_in_step(update: bool) -> None:  # noqa: FBT001  # pytest's own way
    file = ROOT / "docs/checks.md"
    if update:
        file.write_text(page(), encoding="utf-8")

    assert file.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(
    ("tag", "script", "text"),
    [("hi", "Deva", "यह है।"), ("km", "Khmr", "នេះ។"), ("ne", "Deva", "यो हो।"), ("ur", "Arab", "یہ ہے۔"),
     ("my", "Mymr", "ဖြစ်။"), ("ja", "Jpan", "です。"), ("ar", "Arab", "هذا.")],
)  # fmt: skip
def test_a_text_may_end_with_its_language_s_own_full_stop(tag: str, script: str, text: str) -> None:
    codes = {each.code for each in _reviewed("It is so.", text, tag, script)}

    assert "catalog.punctuation" not in codes


@pytest.mark.parametrize(
    ("source", "text"), [("Is it so?", "そうですか？"), ("It is so:", "こうです："), ("So!", "はい！")]
)
def test_a_japanese_text_may_end_with_full_width_signs(source: str, text: str) -> None:
    assert "catalog.punctuation" not in {each.code for each in _reviewed(source, text, "ja", "Jpan")}
    assert "catalog.punctuation" in {each.code for each in _reviewed(source, text, "ru", "Cyrl")}


def test_german_sets_a_space_before_what_is_left_out() -> None:
    found = {each.code for each in _reviewed("One moment…", "Einen Moment …", "de", "Latn")}

    assert "catalog.punctuation" not in found


@pytest.mark.parametrize(("tag", "script", "text"), [("hi", "Deva", "यह है"), ("hi", "Deva", "यह है?")])
def test_a_text_that_ends_otherwise_is_found(tag: str, script: str, text: str) -> None:
    assert "catalog.punctuation" in {each.code for each in _reviewed("It is so.", text, tag, script)}


def test_vietnamese_writes_a_colon_without_a_space_and_may_double_a_word() -> None:
    codes = {each.code for each in _reviewed("Grain parallel:", "Thớ giấy song song:", "vi", "Latn")}

    assert codes == set()


@pytest.mark.parametrize(("tag", "text"), [("de", "Geben Sie sie „uns“."), ("pl", "Daj je „nam”.")])
def test_low_quotation_marks_have_their_own_closing_ones(tag: str, text: str) -> None:
    assert {each.code for each in _reviewed("Give them “to us”.", text, tag, "Latn")} == set()
    cut = text.replace("“", "").replace("”", "")
    assert {each.code for each in _reviewed("Give them “to us”.", cut, tag, "Latn")} == {"catalog.brackets"}


def _reviewed(source: str, translation: str, tag: str, script: str) -> tuple[Diagnostic, ...]:
    catalog, _ = read("x.po", f'msgid ""\nmsgstr ""\n\nmsgid "{source}"\nmsgstr "{translation}"\n'.encode())
    return review("x.po", catalog, a_language(tag, script), ())
