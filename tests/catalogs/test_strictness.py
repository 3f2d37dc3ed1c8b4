"""The gate refuses whatever ``msgfmt -c`` refuses, and never fails itself."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs import po
from handbook.catalogs.manuscript import examine
from handbook.values.diagnostics import Severity

SAMPLES = ROOT / "tests/cases/catalogs"
DAMAGES = (
    '"', "\\", "%", "%(", "%(x)s", "%d", "\n", "\\n", 'msgid "', 'msgstr "', 'msgstr[7] "', "#~ ", "#, ", "#| ", "\\q",
    "\x00", "\udcff", "fuzzy", "nplurals=9;", "msgctxt", "<<<<<<< x\n", '\nmsgid "Back"\nmsgstr "x"\n',
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8")
    start = chance.randrange(len(text))
    end = start + chance.choice([0, 0, 1, 3, 40])
    return (text[:start] + chance.choice(DAMAGES) + text[end:]).encode("utf-8", "surrogateescape")


def msgfmt_refuses(data: bytes, file: Path) -> bool:
    file.write_bytes(data)
    command = ["msgfmt", "-c", "-o", "/dev/null", file]
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


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


@given(
    st.binary(max_size=400),
    st.sampled_from(["", 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']),
)
def test_the_gate_survives_any_bytes(data: bytes, head: str) -> None:
    examine("x.po", head.encode() + data, frozenset(), "fr")
