"""Flags of every age are read and kept; switches stand where no tool drops them."""

from __future__ import annotations

import pytest
from builders import a_language

from handbook.catalogs import po
from handbook.catalogs.check import check_catalog
from handbook.catalogs.merge import merge
from handbook.catalogs.review import review
from handbook.catalogs.tidy import tidied

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
CALL = 'msgid "Call 12315."\nmsgstr "Appelez le 12345."\n'


def catalog(body: str) -> po.PoFile:
    read, faults = po.read("x.po", (HEADER + body).encode())
    assert faults == ()
    return read


def codes(body: str) -> list[str]:
    return [finding.code for finding in check_catalog("x.po", catalog(body), frozenset(), "fr")]


@pytest.mark.parametrize(
    "line",
    ["# ignore: number", "#ignore: number", "# Ignore: catalog.number", "# ignore: link, number",
     "# ignore：link，number", "#, ignore-number", "#= ignore-number", "#, python-format, ignore-number"],
)  # fmt: skip
def test_a_check_is_switched_off(line: str) -> None:
    assert codes(CALL) == ["catalog.number", "catalog.number"]
    assert codes(f"{line}\n{CALL}") == []


@pytest.mark.parametrize("line", ["# please do not ignore: number", "#. ignore: number", "#: ignore:number"])
def test_what_is_no_switch_switches_nothing_off(line: str) -> None:
    assert codes(f"{line}\n{CALL}") == ["catalog.number", "catalog.number"]


@pytest.mark.parametrize(
    "line", ["#= fuzzy", "# = fuzzy", "# = python-format, fuzzy", "#, Fuzzy", "#= python-format, FUZZY", "#,fuzzy"]
)
def test_a_fuzzy_text_is_fuzzy_however_it_is_marked(line: str) -> None:
    (entry,) = catalog(f"{line}\n{CALL}").entries

    assert entry.fuzzy
    assert not entry.translated
    assert entry.translator == ()


def test_lines_of_flags_are_kept_as_they_stand() -> None:
    body = "# mine\n#: a.html\n#, fuzzy\n#= python-format, no-wrap\n" + CALL
    (entry,) = catalog(body).entries

    assert po.block(po.changed(entry)) + "\n" == body
    flags = tuple(flag for flag in entry.flags if flag != "no-wrap")
    assert po.block(po.changed(entry, flags=("check", *flags))) == "\n".join(
        ["# mine", "#: a.html", "#, check, fuzzy", "#= python-format", *CALL.strip().split("\n")]
    )


def test_a_comment_with_an_equals_sign_is_a_comment() -> None:
    (entry,) = catalog("# = see the shop's sign, please!\n# == fuzzy\n" + CALL).entries

    assert (entry.flags, len(entry.translator)) == ((), 2)


def test_a_merge_adds_no_flag_to_the_newer_line_and_takes_those_away_that_are_over() -> None:
    old = catalog("#= python-format, c-format\n" + CALL)
    pot = catalog('#, python-format\nmsgid "Call 12315 now."\nmsgstr ""\n')

    merged = merge(old, pot).text

    assert '#, fuzzy\n#= python-format\n#| msgid "Call 12315."\nmsgid "Call 12315 now."' in merged


@pytest.mark.parametrize(
    ("line", "hint"),
    [("#, fuzy", "'fuzzy'"), ("#, Fuzzy", '"fuzzy"'), ("#, pyton-format", "'python-format'"),
     ("#, ignore-nummber", "'ignore-number'"), ("# ignore: nummber", "'ignore-number'"), ("#, xyz", "Remove it."),
     ("#, wrap, no-wrap", "wrong one"), ("#, python-format, no-python-format", "wrong one"),
     ("#, fuzzy, fuzzy", "Remove one."), ("#, fuzzy\n#= fuzzy", "Remove one."), ("#, range: 3", "Remove it."),
     ("#, ignore-tag", "")],
)  # fmt: skip
def test_a_flag_that_does_nothing_is_told(line: str, hint: str) -> None:
    found = list(check_catalog("x.po", catalog(f'{line}\nmsgid "Place"\nmsgstr "Lieu"\n'), frozenset(), "fr"))

    assert [finding.code for finding in found] == ["catalog.flag"]
    assert hint in found[0].hint


def test_flags_of_other_tools_are_known() -> None:
    line = "#, fuzzy, no-wrap, possible-c-format, range: 0..10, max-length:20, read-only, priority:9"

    assert codes(f'{line}\nmsgid "Place"\nmsgstr "Lieu"\n') == []


@pytest.mark.parametrize("line", ["#, max-length:5", "#= max-length:5", "# max-length: 5", "#. At most 5 letters."])
def test_a_limit_is_kept_by_whatever_line_is_left_of_it(line: str) -> None:
    read = catalog(f'{line}\n#, python-format\nmsgid "Exit"\nmsgstr "Sortie de secours"\n')

    assert [each.code for each in review("x.po", read, a_language("fr"), ())] == ["catalog.length"]


def test_tidying_makes_switches_comments_and_unwraps_texts_without_a_loss() -> None:
    wrapped = (
        "# mine\n#: a.html\n#, fuzzy, ignore-number, ignore-link\n"
        '#| msgid ""\n#| "Call "\n#| "now."\nmsgctxt "a"\nmsgid ""\n"Call "\n"12315."\nmsgstr ""\n"Appe"\n"lez"\n'
    )

    once = po.write(tidied(catalog(wrapped)))

    assert once == HEADER + (
        "# mine\n# ignore: number, link\n#: a.html\n#, fuzzy\n"
        '#| msgid "Call now."\nmsgctxt "a"\nmsgid "Call 12315."\nmsgstr "Appelez"\n'
    )
    assert po.write(tidied(po.read("x.po", once.encode())[0])) == once


def test_a_switch_that_is_a_comment_already_is_written_once() -> None:
    read = catalog('# max-length: 5\n#, max-length:5\nmsgid "Exit"\nmsgstr "Sortie"\n')

    assert po.write(tidied(read)) == HEADER + '# max-length: 5\nmsgid "Exit"\nmsgstr "Sortie"\n'


def test_tidying_brings_the_fields_of_a_header_in_order() -> None:
    fields = ("X-Review: native speaker", "Content-Type: text/plain; charset=utf-8", "Language: fr")
    shuffled = 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields)

    tidy = po.write(tidied(po.read("x.po", shuffled.encode())[0]))

    assert tidy == (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"X-Review: native speaker\\n"\n'
    )
