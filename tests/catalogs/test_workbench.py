"""New languages, plural rules, pseudo-languages, terms, counts, and files of other tools."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from builders import ROOT, SCRIPTS, a_language, load, manuscript_of
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs import exchange, glossary, po, pseudo, stats
from handbook.catalogs.headers import plural_expression, plural_fault
from handbook.catalogs.placeholders import names
from handbook.cli import sarif
from handbook.language.plurals import plural_forms
from handbook.values.diagnostics import error, warning
from handbook.values.errors import HandbookError

SAMPLES = ROOT / "tests/cases/catalogs"
TAGS = (
    "ar", "cs", "cy", "de", "fa", "fi", "fr", "ga", "he", "hi", "hu", "hy", "id", "is", "it", "ja", "ka", "km", "ko",
    "lt", "lv", "mk", "ms", "mt", "my", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sl", "sr", "sv", "ta", "th", "tr", "uk",
    "ur", "vi", "zh-Hans", "zh-Hant",
)  # fmt: skip


def sample(language: str) -> po.PoFile:
    return po.read(language, (SAMPLES / f"{language}.po").read_bytes())[0]


@pytest.mark.parametrize("tag", TAGS)
def test_a_plural_rule_parts_numbers_as_cldr_does(tag: str) -> None:
    value = plural_forms(tag)
    form, category = c2py(plural_expression(value)), Locale.parse(tag, sep="-").plural_form

    pairs = {(form(number), category(number)) for number in range(1000)}

    assert plural_fault(value) == ""
    assert len(pairs) == len({form for form, _ in pairs}) == len({name for _, name in pairs})
    assert f"nplurals={len(pairs)};" in value


@pytest.mark.parametrize(("tag", "value"), [("fr", "nplurals=2; plural=(n > 1);"), ("ja", "nplurals=1; plural=0;"),
                                            ("zh-Hant", "nplurals=1; plural=0;")])  # fmt: skip
def test_a_plural_rule_is_spelt_as_editors_spell_it(tag: str, value: str) -> None:
    assert plural_forms(tag) == value


def test_pseudo_languages_are_longer_or_mirrored_and_complete() -> None:
    rows = pseudo.rows_of(load(ROOT))
    pot = manuscript_of(ROOT).pot

    for tag, row in rows.items():
        texts = pseudo.messages(pot, row)
        assert set(texts) == {entry.key for entry in pot.live}
        assert row.is_pseudo
        for entry in pot.live:
            for source, text in zip(entry.sources, texts[entry.key], strict=True):
                assert names(text) == names(source)
                assert re.findall(r"<[^<>]*>", text) == re.findall(r"<[^<>]*>", source)
                plain, disguised = (re.sub(r"%\(\w*\)s|<[^<>]*>", "", each) for each in (source, text))
                assert tag != "en-XA" or len(disguised) >= round(1.4 * len(plain))
    assert rows["ar-XB"].direction == "rtl"


@given(st.lists(st.sampled_from(["%(n)s", "%%", "<b>", "</b>", "a", "Shop ", "é", "&amp;", "\n"])).map("".join))
def test_a_disguise_leaves_placeholders_and_tags_alone(text: str) -> None:
    fixed = r"%\(\w*\)s|%%|<[^<>]*>|&\w+;|\n"

    for disguised in (pseudo.lengthened(text), pseudo.mirrored(text)):
        assert re.findall(fixed, disguised) == re.findall(fixed, text)
    assert len(pseudo.lengthened(text)) >= len(text)


def test_pseudo_languages_are_there_only_when_asked_for() -> None:
    project = load(ROOT)

    assert pseudo.with_pseudo(project, ["fr"]).languages == project.languages
    assert list(pseudo.with_pseudo(project, ["en_xa"]).languages)[-1] == "en-XA"


def test_counts_are_those_of_msgfmt() -> None:
    for language in ("ru", "ar", "ja"):
        catalog, pot = sample(language), po.read("pot", (SAMPLES / "v1.pot").read_bytes())[0]

        total, chapters = stats.count(pot, catalog, (), {}, {})

        command = ["msgfmt", "--statistics", "-o", "/dev/null", SAMPLES / f"{language}.po"]
        told = subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C"}).stderr
        counts = tuple(int(re.search(rf"(\d+) {word}", told)[1]) for word in ("translated", "fuzzy", "untranslated"))  # type: ignore[index]
        assert (total.translated, total.fuzzy, total.untranslated) == counts
        assert sum(each.texts for each in chapters) == total.texts


def test_a_chapter_has_the_pages_of_the_texts_that_stand_in_it_alone() -> None:
    source = (
        '#: templates/chapters/law.html\nmsgid "Here"\nmsgstr ""\n\n'
        '#: templates/chapters/law.html templates/chapters/why.html\nmsgid "Fake"\nmsgstr ""\n'
    )
    pot = po.read("x", source.encode())[0]
    printed = {"screen": {("", "Here"): {9, 10}, ("", "Fake"): {5, 9}}}

    total, chapters = stats.count(pot, pot, ("why", "law"), {"screen": 48}, printed)

    assert total.pages == {"screen": 48}
    assert {each.chapter: each.pages["screen"] for each in chapters} == {"law": 2, "why": 0}


def test_a_text_counts_as_translated_only_with_every_plural_form() -> None:
    source = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "jour"\nmsgstr[1] ""\n'
    catalog = po.read("x", source.encode())[0]

    assert stats.count(catalog, catalog, (), {}, {})[0].untranslated == 1


TERMS = """[[term]]
source = "to declare (to customs)"
preferred = "déclarer"

[[term]]
source = "shop, stall"
preferred = "boutique"
forbidden = ["magasin"]

[[term]]
source = "department store"
preferred = "grand magasin"
"""


def terms_of(folder: Path, text: str) -> tuple[glossary.Term, ...]:
    (folder / "locales/fr").mkdir(parents=True)
    (folder / "locales/fr/glossary.toml").write_text(text, encoding="utf-8")
    terms, faults = glossary.load(folder, "fr")
    assert faults == ()
    return terms


def test_terms_are_found_in_the_source_text_with_their_plurals(tmp_path: Path) -> None:
    terms = terms_of(tmp_path, TERMS)

    assert [t.preferred for t in glossary.concerned(terms, "Declare it. Two stalls, no workshop.")] == [
        "déclarer",
        "boutique",
    ]


def test_a_forbidden_word_inside_the_preferred_one_is_no_fault(tmp_path: Path) -> None:
    (_, shop, store) = terms_of(tmp_path, TERMS)

    assert glossary.forbidden_words(shop, "Demandez au magasin.", SCRIPTS["Latn"]) == ("magasin",)
    assert glossary.forbidden_words(shop, "Demandez à l’emmagasinage.", SCRIPTS["Latn"]) == ()
    assert glossary.has_preferred(store, "les grands magasins", SCRIPTS["Latn"])


@pytest.mark.parametrize(
    ("script", "word", "text"),
    [("Hans", "假货", "不要买假货。"), ("Thai", "ของปลอม", "อย่าซื้อของปลอมนะ"), ("Hans", "QR", "请扫QR码")],
)
def test_words_are_found_where_no_spaces_part_them(script: str, word: str, text: str, tmp_path: Path) -> None:
    (term,) = terms_of(tmp_path, f'[[term]]\nsource = "fake"\npreferred = "仿"\nforbidden = ["{word}"]\n')

    assert glossary.forbidden_words(term, text, SCRIPTS[script]) == (word,)


def test_every_fault_of_a_glossary_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "locales/fr").mkdir(parents=True)
    file = tmp_path / "locales/fr/glossary.toml"
    file.write_text('[[term]]\nsource = "a"\n\n[[term]]\nsource = "b"\npreferred = "c"\nnotes = ""\n', encoding="utf-8")

    _, faults = glossary.load(tmp_path, "fr")

    assert [(fault.line, fault.code) for fault in faults] == [(1, "glossary.key"), (4, "glossary.key")]


@pytest.mark.parametrize("folder", ["ar", "fr", "zh_Hans"])
def test_the_project_s_glossaries_have_no_faults(folder: str) -> None:
    terms, faults = glossary.load(ROOT, folder)

    assert faults == ()
    assert len(terms) > 20


def emptied(catalog: po.PoFile) -> po.PoFile:
    return replace(catalog, entries=tuple(
        po.changed(entry, translations=("",) * len(entry.translations), previous=None,
                   flags=tuple(f for f in entry.flags if f != "fuzzy")) for entry in catalog.live))  # fmt: skip


def texts(entries: Iterable[po.Entry]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {entry.key: entry.translations for entry in entries}


@pytest.mark.parametrize("language", ["ru", "ar", "ja"])
@pytest.mark.parametrize("suffix", ["xlf", "tmx", "po"])
def test_translations_survive_another_tool_s_format(language: str, suffix: str, tmp_path: Path) -> None:
    catalog, row = sample(language), a_language(language)
    file = tmp_path / f"x.{suffix}"
    file.write_bytes(exchange.export(catalog, row, "en", exchange.kind_of(file)))

    imported = exchange.fill(emptied(catalog), exchange.read(file, row, emptied(catalog)).offers)

    finished = {entry.key for entry in catalog.live if entry.translated}
    # A memory knows no contexts: of the two headings "Tickets" it offers the first for both.
    if suffix == "tmx":
        finished = {key for key in finished if key[1] != "Tickets" and len(texts(catalog.live)[key]) == 1}
    again = texts(imported.catalog.live)
    assert {key: again[key] for key in finished} == {key: texts(catalog.live)[key] for key in finished}
    assert {entry.fuzzy for entry in imported.filled if entry.key in finished} == {suffix != "xlf"}


def test_the_same_catalog_gives_the_same_file() -> None:
    for kind in ("xliff", "tmx", "po"):
        assert len({exchange.export(sample("ru"), a_language("ru"), "en", kind) for _ in range(2)}) == 1


def test_nothing_that_a_person_wrote_is_overwritten(tmp_path: Path) -> None:
    catalog, row = sample("ru"), a_language("ru")
    file = tmp_path / "x.xlf"
    file.write_bytes(exchange.export(catalog, row, "en", "xliff").replace("Назад".encode(), "Вспять".encode()))

    imported = exchange.fill(catalog, exchange.read(file, row, catalog).offers)

    assert texts(imported.catalog.live)["", "Back"] == ("Назад",)
    assert imported.filled == ()


@pytest.mark.parametrize("name", ["x.xlf", "x.tmx", "x.po"])
def test_a_damaged_file_is_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"<xliff><file \xff")

    with pytest.raises(HandbookError, match=re.escape(name)):
        exchange.read(file, a_language("ru"), sample("ru"))


def test_entities_of_a_foreign_file_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden", encoding="utf-8")
    file = tmp_path / "x.xlf"
    exported = exchange.export(sample("ru"), a_language("ru"), "en", "xliff").decode()
    attack = f'<!DOCTYPE xliff [<!ENTITY e SYSTEM "file://{secret}">]>\n<xliff'
    file.write_text(exported.replace("<xliff", attack, 1).replace("Назад", "&e;"), encoding="utf-8")

    try:
        offers = exchange.read(file, a_language("ru"), sample("ru"))
    except HandbookError:
        return
    assert "hidden" not in str(offers)


def test_findings_are_told_in_sarif() -> None:
    findings = [warning("b.po", 0, "b.code", "whole file"), error("a.po", 7, "a.code", "text", "hint")]

    log = sarif.report(findings, "1.0")

    (run,) = log["runs"]  # type: ignore[misc]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["a.code", "b.code"]
    first, second = run["results"]
    assert (first["level"], first["message"]["text"]) == ("error", "text\nhint")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert "region" not in second["locations"][0]["physicalLocation"]
