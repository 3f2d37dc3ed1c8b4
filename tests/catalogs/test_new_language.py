"""What is decided for a language that the project does not have: its tag, script, direction, plurals, fonts, header."""

from __future__ import annotations

import dataclasses
import subprocess
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from builders import ROOT, load, manuscript_of, project_files, replace

from handbook.catalogs import begin, po
from handbook.catalogs.headers import plural_expression, plural_fault
from handbook.fonts.sets import choose
from handbook.language import exemplars, tags
from handbook.values.errors import ConfigurationError, UsageError
from handbook.values.model import Project

RTL = {"ur", "fa", "he", "ar", "ckb", "ug"}
COMING = {
    "ko": "Kore", "ru": "Cyrl", "ja": "Jpan", "vi": "Latn", "th": "Thai", "ms": "Latn", "id": "Latn", "mn": "Cyrl",
    "de": "Latn", "es": "Latn", "zh-Hant": "Hant", "hi": "Deva", "it": "Latn", "pt-BR": "Latn", "my": "Mymr",
    "kk": "Cyrl", "fil": "Latn", "lo": "Laoo", "km": "Khmr", "ur": "Arab", "tr": "Latn", "uz": "Latn", "pl": "Latn",
    "nl": "Latn", "fa": "Arab", "bn": "Beng", "sv": "Latn", "he": "Hebr", "el": "Grek", "uk": "Cyrl", "ckb": "Arab",
    "ug": "Arab", "ka": "Geor", "hy": "Armn", "am": "Ethi", "sr-Latn": "Latn",
}  # fmt: skip
"""Languages of visitors, and their scripts."""
READY = {
    "latin": "ru vi ms id mn de es it pt-BR kk fil tr uz pl nl sv el uk sr-Latn",
    "arabic": "ur fa ckb ug",
    "traditional-chinese": "zh-Hant",
    "japanese": "ja",
    "korean": "ko",
    "thai": "th",
    "hindi": "hi",
}
"""Those that a set which is here covers."""


@pytest.fixture(scope="module")
def project() -> Project:
    """The project as it is before the languages of this file are begun."""
    whole = load(ROOT)
    there = {tag: language for tag, language in whole.languages.items() if tag not in COMING}
    return dataclasses.replace(whole, languages=there)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"), ("zh-TW", "zh-Hant-TW"), ("zh_HK", "zh-Hant-HK"), ("EN", "en"),
     ("zh-SG", "zh-Hans-SG"), ("iw", "he"), ("in", "id"), ("sh", "sr-Latn"), ("no-bok", "nb"), ("tl", "fil"),
     ("DE-Latn", "de"), ("en-UK", "en-GB"), (" fr-fr ", "fr-FR"), ("uz-AF", "uz-Arab-AF"), ("es-419", "es-419"),
     ("i-lux", "lb"), ("zh-guoyu", "zh-Hans"), ("az-cyrl", "az-Cyrl")],
)  # fmt: skip
def test_a_tag_has_one_spelling(typed: str, tag: str) -> None:
    assert tags.canonical(typed) == tag
    assert tags.canonical(tag) == tag


@pytest.mark.parametrize("tag", COMING)
def test_a_canonical_tag_stays_as_it_is(tag: str) -> None:
    assert tags.canonical(tag.replace("-", "_").upper()) == tag


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("german", "de (German)"), ("Deutsch", "de (German)"), ("portugese", "pt (Portuguese)"), ("jp", "ja (Japanese)"),
     ("cz", "cs (Czech)"), ("gr", "el (Greek)"), ("de-Arab", "de (German)"), ("pt-ZZ", "pt (Portuguese)"),
     ("", "such as 'de'"), ("x-klingon", "such as 'de'"), ("../fr", "such as 'de'"), ("fr ", "")],
)  # fmt: skip
def test_an_unknown_tag_is_told_with_what_was_meant(typed: str, meant: str) -> None:
    if not meant:
        assert tags.canonical(typed) == "fr"
        return
    with pytest.raises(UsageError, match="unknown language tag") as told:
        tags.canonical(typed)

    assert meant in str(told.value)


@pytest.mark.parametrize("typed", ["fr", "fr-FR", "zh", "zh-CN", "zh-Hans-CN", "ar-EG", "EN", "en-US"])
def test_a_language_that_is_there_under_another_tag_is_not_begun_again(project: Project, typed: str) -> None:
    with pytest.raises(UsageError, match="is a language of the project already"):
        begin.row(project, tags.canonical(typed), {})


@pytest.mark.parametrize("typed", ["fr-CA", "fr-CH", "en-GB", "ar-MA", "pt-BR"])
def test_a_region_that_writes_otherwise_is_a_language_of_its_own(project: Project, typed: str) -> None:
    assert begin.row(project, tags.canonical(typed), {}).tag == typed


@pytest.mark.parametrize("tag", COMING)
def test_script_direction_and_plurals_of_a_new_language_are_those_of_cldr(project: Project, tag: str) -> None:
    pot = manuscript_of(ROOT).pot

    row = begin.row(project, tag, {})
    rule = begin.catalog(project, pot, row).fields["Plural-Forms"]

    assert (row.script, row.direction) == (COMING[tag], "rtl" if tag in RTL else "ltr")
    form, category = c2py(plural_expression(rule)), Locale.parse(tag, sep="-").plural_form
    pairs = {(form(number), category(number)) for number in range(1000)}
    assert plural_fault(rule) == ""
    assert len(pairs) == len({form for form, _ in pairs}) == len({name for _, name in pairs})


@pytest.mark.parametrize("tag", COMING)
def test_a_set_of_fonts_is_taken_if_it_covers_the_language_and_no_other(project: Project, tag: str) -> None:
    chosen, nearest = choose(project, tag)

    expected = next((name for name, covered in READY.items() if tag in covered.split()), None)
    assert (chosen.name if chosen else None) == expected
    assert nearest is not None
    if chosen is None:
        assert len(nearest.letters) > 20


def test_han_letters_are_set_by_the_fonts_of_their_language_only(project: Project) -> None:
    chosen = {tag: choose(project, tag)[0] for tag in ("zh-Hans-SG", "zh-Hant", "ja", "ko", "yue")}

    assert {tag: each.name for tag, each in chosen.items() if each} == {
        "zh-Hans-SG": "simplified-chinese", "zh-Hant": "traditional-chinese", "ja": "japanese", "ko": "korean",
        "yue": "traditional-chinese",
    }  # fmt: skip


def test_a_script_that_does_not_exist_is_no_script_of_a_set(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project")
    replace(root / "handbook/settings/fonts.toml", r'scripts = \["Hans"\]', 'scripts = ["Hens"]')

    with pytest.raises(ConfigurationError, match=r"fonts.toml:\d+: error: unknown script code 'Hens'"):
        load(root)


@pytest.mark.parametrize(
    ("tag", "has", "lacks"),
    [("ru", "яЯёЁ", "z"), ("de", "ßäÄ", "я"), ("ka", "ქ", "Ქ"), ("ko", "가힣", "家"), ("sr-Latn", "žŽ", "ж"),
     ("mn-Mong", "ᠠ", "а"), ("zh-Hant-HK", "為", "为"), ("pt-BR", "ãÃ", "ñ")],
)  # fmt: skip
def test_the_letters_of_a_language_are_cldr_s_with_capitals(tag: str, has: str, lacks: str) -> None:
    letters = exemplars.letters(tag)

    assert set(has) <= letters
    assert not set(lacks) & letters


def test_every_row_of_exemplars_can_be_read() -> None:
    known = exemplars._rows()

    assert len(known) > 300
    assert all(exemplars.letters(tag) for tag in known)
    assert set("0123456789") <= exemplars.signs("th")
    assert "۵" in exemplars.signs("fa")


@pytest.mark.parametrize(
    ("tag", "name"),
    [("pt-BR", "Português (Brasil)"), ("zh-Hant", "繁體中文"), ("zh-Hant-TW", "繁體中文"), ("ka", "ქართული"),
     ("he", "עברית"), ("ru", "Русский"), ("id", "Indonesia")],
)  # fmt: skip
def test_a_language_is_named_as_its_readers_write_it(project: Project, tag: str, name: str) -> None:
    assert begin.row(project, tag, {}).endonym == name


def test_a_language_may_be_given_another_name(project: Project) -> None:
    row = begin.row(project, "id", {}, "Bahasa Indonesia")

    assert row.endonym == "Bahasa Indonesia"
    assert begin.doubts(row) == ""


@pytest.mark.parametrize("tag", ["de", "fa", "pt-BR", "th", "zh-Hant-TW"])
def test_a_new_catalog_is_ready_to_be_opened(project: Project, tag: str, tmp_path: Path) -> None:
    pot = manuscript_of(ROOT).pot

    catalog = begin.catalog(project, pot, begin.row(project, tag, {}))

    assert catalog.fields["Language"] == tag.replace("-", "_")
    assert catalog.fields["Report-Msgid-Bugs-To"] == project.association.email
    assert "@" not in catalog.fields["Last-Translator"]
    assert [entry.key for entry in catalog.entries] == [entry.key for entry in pot.live]
    (tmp_path / "x.po").write_text(po.write(catalog), encoding="utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", tmp_path / "x.po"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
