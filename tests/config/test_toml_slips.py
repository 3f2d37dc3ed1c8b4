"""Slips of writing in TOML: what a person did is told, not what a parser had expected."""

from __future__ import annotations

import tomllib

import pytest
from builders import ROOT, data_file

from handbook.config.toml import slips

CASES = [
    # quotation marks
    ("x = “a”", 1, 5, "“ is no quotation mark"),
    ("x = ‘a’", 1, 5, "‘ is no quotation mark"),
    ("x = «a»", 1, 5, "« is no quotation mark"),
    ("x = 「a」", 1, 5, "「 is no quotation mark"),
    ("x = ＂a＂", 1, 5, "＂ is no quotation mark"),
    ("x = `a`", 1, 5, "` is no quotation mark"),
    ('x = "a”\ny = 3', 1, 7, "” is no quotation mark"),
    ('x = "a\ny = 3', 1, 5, "does not end on its line"),
    ("x = 'a\ny = 3", 1, 5, "does not end on its line"),
    ('x = "a long text\nthat goes on"\n', 1, 5, "does not end on its line"),
    ('x = """a\ny = 3', 1, 5, "three quotation marks does not end"),
    ('x = "say "no" to"', 1, 11, "the quotation marks do not pair"),
    ("x = 'it's'", 1, 9, "the quotation marks do not pair"),
    ('x = ["en, "zh"]', 1, 12, "the quotation marks do not pair"),
    ('x = [\n"a",\nb",\n"c"]\n', 3, 1, "the quotation marks do not pair"),
    ("x = jade", 1, 5, "a text has no quotation marks"),
    ("x = www.a.org", 1, 5, "a text has no quotation marks"),
    ("x = [\n  cover,\n]", 2, 3, "a text has no quotation marks"),
    # numbers and dates
    ("x = 0,1", 1, 6, "has a comma"),
    ("x = { a = 0,1 }", 1, 15, "has a comma"),
    ("x = 467,000,000", 1, 8, "has a comma"),
    ("x = 20 000", 1, 8, "a space within"),
    ("x = 1.000.000", 1, 10, "in a form that is not known"),
    ("x = 01", 1, 6, "begins with 0"),
    ("x = .5", 1, 5, "does not begin with a digit"),
    ("x = 3mm", 1, 6, "a unit"),
    ("x = 30 %", 1, 8, "a unit"),
    ("x = 148 x 210", 1, 9, "a list of two numbers"),
    ("x = −3", 1, 5, "− is a sign of another kind than -"),
    ("x = ３", 1, 5, "a digit of another kind"),
    ("x = +86 10 123", 1, 9, "a space within"),
    ("x = 2026-02-30", 1, 5, "no such day"),
    ("x = 2026-1-5", 1, 9, "in a form that is not known"),
    ("x = 22.11.2026", 1, 10, "in a form that is not known"),
    ("x = 22/11/2026", 1, 7, "in a form that is not known"),
    ("x = " + "9" * 5000, 1, 1, "thousands of digits"),
    # words
    ("x = yes", 1, 5, "not how yes is written"),
    ("x = True", 1, 5, "not how yes is written"),
    ("x = FALSE", 1, 5, "not how no is written"),
    ("x = None", 1, 5, "no value for nothing"),
    ("x = truely", 1, 9, "neither true nor false"),
    # signs
    ("x: 3", 1, 2, "after a key stands ="),
    ("x ＝ 3", 1, 3, "＝ is a sign of another kind than ="),
    ('x = ["a"，"b"]', 1, 9, "， is a sign of another kind than ,"),
    ("x\u00a0= 3", 1, 2, "a space of another kind (U+00A0)"),
    ("x =\u30003", 1, 4, "a space of another kind (U+3000)"),
    ('x = "a\x00b"', 1, 7, "cannot be seen (U+0000)"),
    ('x = "C:\\Dir"', 1, 8, "a backslash"),
    ('x = "C:\\Users"', 1, 8, "a backslash"),
    ('x = "a",', 1, 8, "after the value"),
    ('x = "a";', 1, 8, "after the value"),
    ('x = ["a"; "b"]', 1, 9, "parted by commas"),
    ('x = ["a",, "b"]', 1, 10, "one comma too many"),
    ('x = ["a" "b"]', 1, 10, "a comma is missing"),
    ('x = [\n"a", # first\n"b" # second\n"c"]', 3, 4, "a comma is missing after this item"),
    ('x = ["a"]]', 1, 10, "one bracket too many"),
    ('x = ["a"\ny = 3', 1, 5, "the list that begins here is not closed"),
    ('x = [\n"a",\n\n[[c]]\ny = 1', 1, 5, "the list that begins here is not closed"),
    ("x = [1, 2", 1, 5, "the list that begins here is not closed"),
    ("x = " + "[" * 5000, 0, 0, "brackets without end"),
    ("x = { a = 1,\nb = 2 }", 1, 13, "a table in braces"),
    ("x = { a = 1, }", 1, 14, "a table in braces"),
    ("x = { a = 1\ny = 2", 1, 12, "a table in braces is not closed"),
    # keys and tables
    ("x =", 1, 4, "a value is missing"),
    ("x = # later", 1, 5, "a value is missing"),
    ('x "a"', 1, 3, "the = is missing"),
    ("x == 3", 1, 4, "one = too many"),
    ("= 3", 1, 1, "the name of the key is missing"),
    ("print run = 3", 1, 7, "has a space"),
    ("größe = 3", 1, 3, "a letter that no key has"),
    ("a line of words", 1, 3, "the line has no ="),
    ('x = "a" y = 3', 1, 9, "two keys stand on one line"),
    ("x = 1\ny = 2\nx = 3\n", 3, 1, "key 'x' stands there twice, first in line 1"),
    ("x = { a = 1, a = 2 }", 1, 7, "key 'a' stands there twice"),
    ("[a]\nx = 1\n[b]\n[a]\ny = 1", 4, 2, "table 'a' stands there twice, first in line 1"),
    ("[[a]]\nx = 1\n[a]\nx = 2", 3, 1, "[a] stands beside [[a]]"),
    ("[[a]\nx = 1", 1, 4, "brackets that do not match"),
    ("[a\nx = 1", 1, 3, "brackets that do not match"),
    ("[[a]] x = 1", 1, 7, "after the name of the table"),
    # whole files
    ("x = 1\n<<<<<<< HEAD\ny = 1\n=======\ny = 2\n>>>>>>> other\n", 2, 1, "two versions of the file"),
    ("<!DOCTYPE html>", 1, 1, "a page of the web"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), CASES)
def test_a_slip_is_told_with_its_place_and_a_way_out(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises((ValueError, RecursionError)) as caught:
        tomllib.loads(text)

    slip = slips.slip(text, caught.value)

    assert (slip.line, slip.column) == (line, column), slip.text
    assert words in slip.text
    assert slip.hint


@pytest.mark.parametrize("file", ["facts", "formats", "languages", "fonts"])
def test_whatever_sign_is_lost_there_is_an_answer(file: str) -> None:
    text = (ROOT / data_file(f"{file}.toml")).read_text("utf-8")[:4000]

    for place in (place for place, sign in enumerate(text) if sign in '"[]{}=,'):
        broken = text[:place] + text[place + 1 :]
        try:
            tomllib.loads(broken)
        except ValueError as fault:
            slip = slips.slip(broken, fault)
            assert slip.line <= broken.count("\n") + 1
            assert slip.text
            assert slip.hint
