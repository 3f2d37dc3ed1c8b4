"""The gate refuses whatever ``msgfmt -c`` refuses, and never fails itself."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from builders import ROOT, a_language
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs import po
from handbook.catalogs.manuscript import examine
from handbook.catalogs.merge import merge
from handbook.catalogs.review import review
from handbook.catalogs.tidy import tidied
from handbook.values.diagnostics import Severity

SAMPLES = ROOT / "tests/cases/catalogs"
DAMAGES = (
    '"', "\\", "%", "%(", "%(x)s", "%d", "\n", "\\n", 'msgid "', 'msgstr "', 'msgstr[7] "', "#~ ", "#, ", "#| ", "\\q",
    "\x00", "\udcff", "fuzzy", "nplurals=9;", "msgctxt", "<<<<<<< x\n", '\nmsgid "Back"\nmsgstr "x"\n',
    "\u00a0", "\u3000", "\u2028", "\x85", "\r", "\x0b", "\ufeff", '\n#~ msgid "Back"\n#~ msgstr "x"\n',
    '\n#~ msgid "x"\n#~ msgstr "x"\n\n#~ msgid "x"\n#~ msgstr "y"\n', '\nmsgid ""\nmsgstr ""\n"Language: ru\\n"\n',
    '\n#| msgctxt "x"\n', '\n#| msgid "x"\n', '\n#| msgid_plural "x"\n', '\n#~| msgid "x"\n', "\n#= fuzzy\n",
    '\n#| msgstr "x"\n', '\nmsgctxt ""\n', '\ndomain "x"\n', "plural=n;", "nplurals =1;", "charset=UTF-7", "\\101",
    '" "', "\n#\n", "%%", "%5(x)s",
)  # fmt: skip


_AT_LINE = 0.4
"""Share of the damages that stand at the beginning of a line."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8")
    start = chance.randrange(len(text))
    if chance.random() < _AT_LINE:
        start = text.rfind("\n", 0, start) + 1
    end = start + chance.choice([0, 0, 1, 3, 40])
    return (text[:start] + chance.choice(DAMAGES) + text[end:]).encode("utf-8", "surrogateescape")


def msgfmt_refuses(data: bytes, file: Path) -> bool:
    file.write_bytes(data)
    command = ["msgfmt", "-c", "-o", "/dev/null", file]
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


TWINS = (
    '#~ msgid "Place"\n#~ msgstr "Ort"\n\n#: a.html\nmsgid "Place"\nmsgstr "Lieu"\n',
    '#: a.html\nmsgid "Place"\nmsgstr "Lieu"\n\n#~ msgid "Place"\n#~ msgstr "Ort"\n',
    '#: a.html\nmsgid "Place"\nmsgstr "Lieu"\n\n#~ msgid "Old"\n#~ msgstr "a"\n\n#~ msgid "Old"\n#~ msgstr "b"\n',
    '#: a.html\nmsgid "Place"\nmsgstr "Lieu"\n\n#~ msgid ""\n#~ msgstr "X: y\\n"\n',
)


@pytest.mark.parametrize("body", TWINS)
def test_obsolete_twins_are_told_and_an_update_mends_them(body: str, tmp_path: Path) -> None:
    head = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    )
    data = (head + body).encode()
    pot = po.read("x.pot", (head + '#: a.html\nmsgid "Place"\nmsgstr ""\n').encode())[0]

    mended = merge(po.read("x.po", data)[0], pot, locale="fr").text.encode()

    assert msgfmt_refuses(data, tmp_path / "x.po")
    assert [finding.code for finding in examine("x.po", data, frozenset(), "fr")[1]] == ["catalog.duplicate"]
    assert not msgfmt_refuses(mended, tmp_path / "x.po")
    assert examine("x.po", mended, frozenset(), "fr")[1] == ()
    assert b'msgid "Place"\nmsgstr "Lieu"' in mended


def has_errors(data: bytes, language: str) -> bool:
    text = data.decode("utf-8", "replace")
    keys = frozenset(entry.key for entry in po.read("", text.encode())[0].live)
    return any(f.severity is Severity.ERROR for f in examine("x.po", data, keys, language)[1])


@pytest.mark.parametrize("language", ["ru", "ar", "ja"])
def test_samples_pass_both(language: str, tmp_path: Path) -> None:
    data = (SAMPLES / f"{language}.po").read_bytes()

    assert not msgfmt_refuses(data, tmp_path / "x.po")
    assert not has_errors(data, language)


@pytest.mark.parametrize("language", ["ru", "ar", "ja"])
@pytest.mark.parametrize("seed", range(100))
def test_what_msgfmt_refuses_is_refused(language: str, seed: int, tmp_path: Path) -> None:
    data = damaged((SAMPLES / f"{language}.po").read_bytes(), random.Random(seed))  # noqa: S311  # an example

    if msgfmt_refuses(data, tmp_path / "x.po"):
        assert has_errors(data, language)


@pytest.mark.parametrize("language", ["ru", "ar", "ja"])
@pytest.mark.parametrize("seed", range(40))
def test_every_fault_has_a_line_and_a_remedy_and_stops_no_tool(language: str, seed: int) -> None:
    data = damaged((SAMPLES / f"{language}.po").read_bytes(), random.Random(-seed))  # noqa: S311  # an example
    pot = po.read("v2.pot", (SAMPLES / "v2.pot").read_bytes())[0]

    catalog, findings = examine("x.po", data, frozenset(entry.key for entry in pot.live), language)
    if catalog and catalog.header:
        findings = (*findings, *review("x.po", catalog, a_language(language), ()))
        once = merge(tidied(catalog), pot, locale=language).text
        assert merge(po.read("y.po", once.encode())[0], pot, locale=language).text == once

    for finding in findings:
        assert finding.line > 0
        assert finding.hint


@given(
    st.binary(max_size=400),
    st.sampled_from(["", 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']),
)
def test_the_gate_survives_any_bytes(data: bytes, head: str) -> None:
    examine("x.po", head.encode() + data, frozenset(), "fr")
