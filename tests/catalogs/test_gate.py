"""A catalog that would break a page or mislead a reader never reaches the printer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import ROOT, a_language, load, manuscript_of
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs import manuscript, po
from handbook.catalogs.manuscript import Catalog, Manuscript, pot_path
from handbook.values.diagnostics import Diagnostic, Severity
from handbook.values.model import Language

HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
KEYS = frozenset({("", "Place"), ("", "Call %(number)s."), ("", "A <b>real</b> one"), ("", "%(n)s day")})


def findings_of(body: str | bytes, header: str = HEADER) -> list[Diagnostic]:
    """Return what the gate says of a catalog made of the body."""
    return list(of_french(body if isinstance(body, bytes) else (header + body).encode())[1])


def of_french(data: bytes) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Return French's catalog beside a template catalog of ``KEYS``."""
    template = po.write(po.PoFile(None, tuple(po.empty(source) for _, source in sorted(KEYS))))
    files = {pot_path().as_posix(): template.encode(), "locales/fr/LC_MESSAGES/handbook.po": data}
    return Manuscript(load(ROOT), files).catalog(a_language("fr"))


CASES = [
    ("conflict", '<<<<<<< ours\nmsgid "Place"\nmsgstr "Lieu"\n', "catalog.conflict", 7),
    ("broken string", 'msgid "Place"\nmsgstr "Lieu\n', "catalog.string", 8),
    ("quote inside", 'msgid "Place"\nmsgstr "Li"eu"\n', "catalog.string", 8),
    ("stray text", 'msgid "Place"\nmsgstr "Lieu"\nhello\n', "catalog.string", 9),
    ("twice", 'msgid "Place"\nmsgstr "Lieu"\n\nmsgid "Place"\nmsgstr "Endroit"\n', "catalog.duplicate", 10),
    ("unknown placeholder", 'msgid "Call %(number)s."\nmsgstr "Appelez %(numero)s."\n', "catalog.placeholder", 7),
    ("missing placeholder", 'msgid "Call %(number)s."\nmsgstr "Appelez."\n', "catalog.placeholder", 7),
    ("broken placeholder", 'msgid "Call %(number)s."\nmsgstr "Appelez %(number)."\n', "catalog.placeholder", 7),
    ("bare percent", 'msgid "Call %(number)s."\nmsgstr "100 % %(number)s."\n', "catalog.placeholder", 7),
    ("spaces alone", 'msgid "Place"\nmsgstr "   "\n', "catalog.blank", 7),
    ("a tag alone", 'msgid "A <b>real</b> one"\nmsgstr "<b></b>"\n', "catalog.blank", 7),
    ("override", 'msgid "Place"\nmsgstr "Lieu \u202e51321"\n', "catalog.direction", 7),
    ("override by number", 'msgid "Place"\nmsgstr "Lieu &#x202E;51321"\n', "catalog.direction", 7),
    ("isolate", 'msgid "Place"\nmsgstr "\u2067Lieu"\n', "catalog.direction", 7),
    ("entity twice", 'msgid "Place"\nmsgstr "Lieu&amp;nbsp;!"\n', "catalog.entity", 7),
    ("entity twice by number", 'msgid "Place"\nmsgstr "Lieu&#38;nbsp;!"\n', "catalog.entity", 7),
    ("unknown entity", 'msgid "Place"\nmsgstr "Lieu&foo;"\n', "catalog.entity", 7),
    ("entity with more", 'msgid "Place"\nmsgstr "Lieu&notit;"\n', "catalog.entity", 7),
    ("entity by chance", 'msgid "Place"\nmsgstr "toi&notre lieu"\n', "catalog.entity", 7),
    ("no character", 'msgid "Place"\nmsgstr "Lieu&#xD800;"\n', "catalog.entity", 7),
    ("the program's mark", 'msgid "Place"\nmsgstr "Lieu \U000f0001"\n', "catalog.glyph", 7),
    ("percent twice", 'msgid "Place"\nmsgstr "100 %% lieu"\n', "catalog.placeholder", 7),
    ("unclosed tag", 'msgid "A <b>real</b> one"\nmsgstr "Un <b>vrai"\n', "catalog.tag", 7),
    ("foreign tag", 'msgid "Place"\nmsgstr "<script>x</script>"\n', "catalog.tag", 7),
    ("attribute", 'msgid "A <b>real</b> one"\nmsgstr "Un <b onclick=1>vrai</b>"\n', "catalog.tag", 7),
    ("lost tag", 'msgid "A <b>real</b> one"\nmsgstr "Un vrai"\n', "catalog.tag", 7),
    ("crossed tags", 'msgid "A <b>real</b> one"\nmsgstr "Un </b>vrai<b>"\n', "catalog.tag", 7),
    ("stray bracket", 'msgid "Place"\nmsgstr "Lieu < ici"\n', "catalog.tag", 7),
    (
        "plural count",
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s jour"\n',
        "catalog.plural",
        7,
    ),
]


@pytest.mark.parametrize(("body", "code", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_fault_is_named_with_its_line(body: str, code: str, line: int) -> None:
    findings = findings_of(body)

    assert (code, line) in {(f.code, f.line) for f in findings if f.severity is Severity.ERROR}


GOOD = ["Lieu &amp; place", "R&D", "Lieu&nbsp;?", "à 50 %", "Lieu &lt; 5", "L\u2060ieu", "&#8239;Lieu", "toi & moi"]


@pytest.mark.parametrize("said", GOOD)
def test_what_is_printed_as_it_looks_is_no_fault(said: str) -> None:
    assert findings_of(f'msgid "Place"\nmsgstr "{said}"\n') == []


def test_a_catalog_that_is_not_utf8_is_refused_with_the_line() -> None:
    body = (HEADER + 'msgid "Place"\nmsgstr "Caf').encode() + b'\xe9"\n'

    (finding,) = findings_of(body)

    assert (finding.code, finding.line) == ("catalog.encoding", 8)


def test_a_byte_order_mark_and_a_fuzzy_header_are_refused() -> None:
    body = b"\xef\xbb\xbf" + HEADER.encode()

    assert {f.code for f in findings_of(body)} >= {"catalog.bom"}
    fuzzy = findings_of('msgid "Place"\nmsgstr "Lieu"\n', "#, fuzzy\n" + HEADER)
    assert "catalog.header-fuzzy" in {f.code for f in fuzzy}


def test_a_header_without_plural_rule_is_refused() -> None:
    header = HEADER.replace("nplurals=2; plural=(n > 1);", "nplurals=2; plural=import os;")

    assert "catalog.plural-header" in {f.code for f in findings_of("", header)}


@pytest.mark.parametrize("charset", ["ISO-8859-1", "foo"])
def test_a_header_with_another_charset_is_refused(charset: str) -> None:
    header = HEADER.replace("charset=utf-8", f"charset={charset}")

    assert "catalog.charset" in {f.code for f in findings_of("", header)}


@pytest.mark.parametrize("rule", ["plural=((n>1;", "plural=(n >> 1);"])
def test_a_plural_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    header = HEADER.replace("plural=(n > 1);", rule)

    assert "catalog.plural-header" in {f.code for f in findings_of("", header)}


def test_windows_line_ends_are_no_fault() -> None:
    body = (HEADER + 'msgid "Place"\nmsgstr "Lieu"\n').replace("\n", "\r\n")

    assert findings_of(body.encode()) == []


def test_a_missing_catalog_is_named(tmp_path: Path) -> None:
    _, findings = manuscript.read(replace(load(ROOT), root=tmp_path)).catalog(a_language("fr"))

    assert [f.code for f in findings] == ["catalog.missing"]


def test_fuzzy_and_obsolete_entries_are_neither_printed_nor_counted() -> None:
    body = (
        'msgid "A <b>real</b> one"\nmsgstr "Un <b>vrai</b>"\n\n#, fuzzy\nmsgid "Place"\nmsgstr "Lieu"\n\n'
        '#~ msgid "Call %(number)s."\n#~ msgstr "Appelez le %(number)s."\n'
    )

    catalog, findings = of_french((HEADER + body).encode())

    assert findings == ()
    assert set(catalog.messages) == {("", "A <b>real</b> one")}
    assert catalog.coverage == 1 / 4


def languages() -> list[Language]:
    return [language for language in load(ROOT).languages.values() if not language.is_source]


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_every_catalog_of_the_project_is_complete_and_without_findings(language: Language) -> None:
    catalog, findings = manuscript_of(ROOT).catalog(language)

    assert (findings, catalog.coverage) == ((), 1.0)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert all(isinstance(finding, Diagnostic) for finding in po.read("x.po", data)[1])
