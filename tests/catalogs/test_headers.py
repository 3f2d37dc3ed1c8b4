"""What tools write into headers: the same language in other words is no fault, another language or script is."""

from __future__ import annotations

import pytest

from handbook.catalogs import po
from handbook.catalogs.manuscript import examine, is_reviewed
from handbook.catalogs.merge import merge
from handbook.language import tags
from handbook.values.diagnostics import Diagnostic

RULES = {"fr": "nplurals=2; plural=(n > 1);", "zh_Hans": "nplurals=1; plural=0;", "ar": "nplurals=1; plural=0;"}
BODY = '\nmsgid "Place"\nmsgstr "x"\n'


def header(*fields: str, locale: str = "fr", language: str | None = None, flags: str = "") -> str:
    """Return a sound header, with other fields behind it."""
    named = f"Language: {locale if language is None else language}"
    rows = (named, "Content-Type: text/plain; charset=UTF-8", f"Plural-Forms: {RULES.get(locale, RULES['ar'])}",
            *fields)  # fmt: skip
    return flags + 'msgid ""\nmsgstr ""\n' + "".join(f'"{row}\\n"\n' for row in rows)


def findings(text: str, locale: str = "fr") -> list[Diagnostic]:
    return list(examine("x.po", text.encode(), frozenset({("", "Place")}), locale)[1])


def told(text: str, locale: str = "fr") -> list[tuple[str, str, int]]:
    return [(each.code.removeprefix("catalog."), each.severity.value, each.line) for each in findings(text, locale)]


@pytest.mark.parametrize(
    ("locale", "written"),
    [("zh_Hans", "zh zh_CN zh-CN zh_Hans_CN zh-hans zh_CN.UTF-8 cmn-Hans-CN zh-cmn-Hans zh-CHS chi"),
     ("zh_Hant", "zh_TW zh-Hant-TW zh-CHT"), ("fr", "fr_FR fr-FR FR fra fr_FR@euro"), ("pt_BR", "pt_BR pt-br pt"),
     ("sr_Latn", "sr@latin sr_RS@latin sr-Latn-RS sh"), ("he", "iw he_IL"), ("nb", "no nb_NO no_NO"),
     ("id", "in in_ID"), ("fil", "tl tl_PH"), ("ar", "ar_EG ara arb")],
)  # fmt: skip
def test_a_language_in_other_words_is_the_same(locale: str, written: str) -> None:
    for tag in written.split():
        assert tags.same_writing(tag, locale), tag


@pytest.mark.parametrize(
    ("locale", "written"),
    [("zh_Hans", "zh_TW zh-Hant zh_HK zh-Hant-CN yue de"), ("zh_Hant", "zh zh_CN zh_SG"), ("sr", "sr@latin sr-Latn hr"),
     ("fr", "French de x-none C"), ("az", "az-Cyrl az_IR"), ("nb", "nn da")],
)  # fmt: skip
def test_another_language_or_script_is_another(locale: str, written: str) -> None:
    for tag in written.split():
        assert not tags.same_writing(tag, locale), tag


def test_the_language_as_a_tool_wrote_it_is_no_finding_and_is_written_back() -> None:
    pot = po.read("pot", (header(language="") + BODY).encode())[0]
    for locale, written in (("zh_Hans", "zh"), ("zh_Hans", "zh-CN"), ("fr", "fr_FR"), ("fr", "")):
        saved = header(locale=locale, language=written) + BODY

        mended = merge(po.read("x.po", saved.encode())[0], pot, locale=locale).text

        assert told(saved, locale) == ([] if written else [("header", "warning", 1)])
        assert mended == header(locale=locale) + BODY


def test_another_region_is_asked_about_and_another_language_refused() -> None:
    pot = po.read("pot", (header(language="") + BODY).encode())[0]
    for written, severity in (("fr_CA", "warning"), ("de", "error")):
        saved = header(language=written) + BODY

        assert told(saved) == [("header", severity, 1)]
        assert merge(po.read("x.po", saved.encode())[0], pot, locale="fr").text == saved


def test_a_header_that_never_named_its_language_gets_the_line_where_tools_have_it() -> None:
    bare = 'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"Language-Team: y\\n"\n"MIME-Version: 1.0\\n"\n'

    mended = merge(po.read("x.po", (bare + BODY).encode())[0], po.PoFile(None, ()), locale="fr").text

    assert '"Language-Team: y\\n"\n"Language: fr\\n"\n"MIME-Version' in mended


@pytest.mark.parametrize(
    ("field", "finding"),
    [("Language: fr", ("header-field", "error", 6)), ('X-Review: draft\\n"\n"X-Review: draft',
      ("header-field", "error", 7)), ('Last-Translator: a\\n"\n"Last-Translator: b', ("header-field", "warning", 7)),
     ("X-Reveiw: native speaker", ("header-field", "warning", 6)), ("x-review: draft", ("header-field", "warning", 6)),
     ("X_Review native speaker", ("header-field", "warning", 6)), ("just words", ("header-field", "warning", 6)),
     ("X-Review: Native Speaker", ("header-field", "warning", 6)),
     ("Note: nplurals=3", ("plural-header", "error", 1)), ("Note: plural=n", ("plural-header", "error", 1))],
)  # fmt: skip
def test_a_field_that_would_mislead_is_told(field: str, finding: tuple[str, str, int]) -> None:
    assert finding in told(header(field) + BODY)


def test_fields_of_other_tools_are_no_finding() -> None:
    fields = ("X-Generator: Poedit 3.2.2", "X-Poedit-Basepath: .", "X-Crowdin-Language: fr", "X-Loco-Source-Locale: en",
              "Generated-By: Babel 2.18.0", "X-Review: native speaker")  # fmt: skip

    text = header(*fields) + BODY

    assert told(text) == []
    assert is_reviewed(po.read("x.po", text.encode())[0])


def test_two_headers_are_told_with_the_lines_of_both() -> None:
    twice = header() + BODY + "\n" + header()

    (finding,) = findings(twice)

    assert (finding.code, finding.line) == ("catalog.duplicate", 10)
    assert "line 1" in finding.text


def test_what_msgcat_joined_is_told_in_words_that_help() -> None:
    joined = header(flags="#, fuzzy\n").replace('msgstr ""', 'msgstr ""\n"#-#-#-#-#  a.po  #-#-#-#-#\\n"')
    text = '\n#, fuzzy\nmsgid "Place"\nmsgstr ""\n"#-#-#-#-#  a.po  #-#-#-#-#\\n"\n"Lieu"\n'

    assert told(joined + BODY) == [("conflict", "error", 2)]
    assert told(header() + text) == [("conflict", "warning", 8)]
    assert told(header() + text.replace("#, fuzzy\n", "")) == [("conflict", "error", 7)]


@pytest.mark.parametrize(
    ("locale", "rule", "agrees"),
    [("fr", "nplurals=2; plural=(n > 1);", True), ("fr", "nplurals=2; plural=n>1?1:0;", True),
     ("fr", "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;", True),
     ("fr", "nplurals=2; plural=(n != 1);", False), ("pl", "nplurals=2; plural=(n != 1);", False),
     ("ar", "nplurals=2; plural=(n != 1);", False), ("zh_Hans", "nplurals=2; plural=(n != 1);", False),
     ("zh_Hans", "nplurals=1; plural=0;", True), ("he", "nplurals=2; plural=(n != 1);", True)],
)  # fmt: skip
def test_a_plural_rule_of_another_language_is_told(locale: str, rule: str, agrees: bool) -> None:  # noqa: FBT001
    text = header(locale=locale).replace(RULES.get(locale, RULES["ar"]), rule) + BODY

    assert [each.code for each in findings(text, locale)] == ([] if agrees else ["catalog.plural-rule"])


def test_the_remedy_of_a_plural_rule_is_the_language_s_own() -> None:
    text = header(locale="zh_Hans").replace(RULES["zh_Hans"], "nplurals=x") + BODY

    (finding,) = findings(text, "zh_Hans")

    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in finding.hint


def test_a_file_with_line_ends_of_old_macs_is_read_and_named() -> None:
    (finding,) = findings((header() + BODY).replace("\n", "\r"))

    assert (finding.code, finding.line) == ("catalog.line-ends", 1)
