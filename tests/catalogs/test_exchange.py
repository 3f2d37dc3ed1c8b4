"""Files of other tools: what fits is offered, what does not is named, and nothing ends in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ROOT, a_language
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.catalogs import exchange, po
from handbook.catalogs.exchange import Foreign, Offer
from handbook.values.errors import HandbookError

CATALOG = po.read("x.po", b"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Place"
msgstr ""

msgid "Keep the receipt."
msgstr ""

msgctxt "door"
msgid "Open"
msgstr ""

msgctxt "shop"
msgid "Open"
msgstr ""

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] ""
msgstr[1] ""
""")[0]  # fmt: skip


def xliff(units: str, language: str = "fr", version: str = "1.2") -> str:
    root = f'<xliff xmlns="urn:oasis:names:tc:xliff:document:{version}" version="{version}">'
    file = f'<file original="x" source-language="en" target-language="{language}" datatype="po">'
    return f"{root}{file}<body>{units}</body></file></xliff>"


def unit(source: str, target: str, name: str = "1", state: str = "translated") -> str:
    return f'<trans-unit id="{name}"><source>{source}</source><target state="{state}">{target}</target></trans-unit>'


def tmx(*texts: tuple[str, str], attribute: str = "xml:lang") -> str:
    rows = "".join(f'<tuv {attribute}="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)
    return f'<tmx version="1.4"><header srclang="en"/><body><tu>{rows}</tu></body></tmx>'


def read(folder: Path, name: str, text: str, tag: str = "fr") -> Foreign:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return exchange.read(file, a_language(tag), CATALOG)


def named(foreign: Foreign) -> list[tuple[str, str]]:
    return [(each.source, each.reason) for each in foreign.unplaced]


@pytest.mark.parametrize(
    ("tag", "written"),
    [("zh-Hans", "zh-CN"), ("zh-Hans", "zh"), ("zh-Hans", "ZH-HANS-CN"), ("fr", "fr-CA"), ("fr", "FR_fr"),
     ("fr", "fra")],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["xml:lang", "lang"])
def test_a_memory_is_read_whatever_its_tool_calls_the_language(
    tag: str, written: str, attribute: str, tmp_path: Path
) -> None:
    foreign = read(tmp_path, "x.tmx", tmx(("EN-us", "Place"), (written, "Lieu"), attribute=attribute), tag)

    assert foreign == Foreign({("", "Place"): Offer(("Lieu",), approved=False)}, ())


def test_of_two_regions_in_a_memory_the_language_s_own_is_taken(tmp_path: Path) -> None:
    foreign = read(tmp_path, "x.tmx", tmx(("en", "Place"), ("fr-CA", "Place"), ("fr-FR", "Lieu")))

    assert foreign.offers["", "Place"].texts == ("Lieu",)


def test_codes_inside_a_memory_s_text_are_text(tmp_path: Path) -> None:
    foreign = read(tmp_path, "x.tmx", tmx(("en", "Place"), ("fr", "<bpt>&lt;b></bpt>Lieu<ept>&lt;/b></ept>")))

    assert foreign.offers["", "Place"].texts == ("<b>Lieu</b>",)


def test_what_a_memory_has_for_no_text_is_named(tmp_path: Path) -> None:
    foreign = read(tmp_path, "x.tmx", tmx(("en", "Elsewhere"), ("fr", "Ailleurs")))

    assert (foreign.offers, named(foreign)) == ({}, [("Elsewhere", "no text here is the same")])


@pytest.mark.parametrize(
    ("name", "text", "tag", "told"),
    [("x.tmx", tmx(("en", "Place"), ("de", "Ort")), "fr", "nothing in fr, only de, en"),
     ("x.tmx", tmx(("en", "Place"), ("zh-TW", "地點")), "zh-Hans", "nothing in zh-Hans, only en, zh-TW"),
     ("x.tmx", tmx(), "fr", "nothing in fr, no texts"),
     ("x.xlf", xliff(unit("Place", "地點"), "zh-TW"), "zh-Hans", "is for zh-TW, not for zh-Hans"),
     ("x.xlf", xliff(unit("Place", "地点"), "zh-CN"), "zh-Hant", "is for zh-CN, not for zh-Hant"),
     ("x.xlf", xliff(unit("Place", "Lieu"), version="2.0"), "fr", "XLIFF 2.0 is not read"),
     ("x.xlf", '<xliff version="1.2"></xliff>', "fr", "no <file>"),
     ("x.xlf", "<html><body>Login</body></html>", "fr", "its first element is <html>"),
     ("x.tmx", "<html><body>Login</body></html>", "fr", "its first element is <html>"),
     ("x.tmx", xliff(""), "fr", "its first element is <xliff>"), ("x.xlf", "", "fr", "cannot be read"),
     ("x.po", 'msgid ""\nmsgstr "Language: zh_TW\\n"\n\nmsgid "Place"\nmsgstr "x"\n', "zh-Hans", "is for zh_TW"),
     ("x.po", 'msgid "Place\n', "fr", "catalog.string")],
)  # fmt: skip
def test_a_file_that_cannot_serve_is_refused_in_words(
    name: str, text: str, tag: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(HandbookError) as refused:
        read(tmp_path, name, text, tag)

    assert told in str(refused.value)
    assert f"{name}:1: error: " in str(refused.value)
    assert "\n  hint: " in str(refused.value)


def test_texts_whose_numbers_a_tool_made_anew_are_found_by_their_english(tmp_path: Path) -> None:
    foreign = read(tmp_path, "x.xlf", xliff(unit("Place", "Lieu", "7") + unit("Open", "Ouvert", "8")))

    assert foreign.offers["", "Place"] == Offer(("Lieu",), approved=True)
    assert named(foreign) == [("Open", "no text here is the same but in several contexts")]


@pytest.mark.parametrize("state", ["new", "needs-translation"])
def test_english_that_waits_for_its_translation_is_none(tmp_path: Path, state: str) -> None:
    foreign = read(tmp_path, "x.xlf", xliff(unit("Place", "Place", state=state)))

    assert foreign == Foreign({}, ())


def test_a_word_that_is_the_same_in_both_languages_is_taken_where_somebody_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, "x.xlf", xliff(unit("Place", "Place", state="translated"))).offers
    assert read(tmp_path, "x.xlf", xliff(unit("Place", "Place").replace(' state="translated"', ""))).offers


def test_texts_whose_english_was_changed_are_named(tmp_path: Path) -> None:
    own = exchange._identifier(("", "Keep the receipt."), 0)

    foreign = read(tmp_path, "x.xlf", xliff(unit("Keep the receipt", "Gardez le reçu", own) + unit("Gone", "Parti")))

    assert foreign.offers == {}
    assert named(foreign) == [
        ("Keep the receipt", "its source text was changed"),
        ("Gone", "no text here is the same"),
    ]


def test_a_compendium_s_texts_that_fit_nothing_are_named(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr "Language: fr_FR\\n"\n\nmsgid "Place"\nmsgstr "Lieu"\n\nmsgid "Gone"\nmsgstr "Parti"\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n'
    )

    foreign = read(tmp_path, "x.po", text)

    assert set(foreign.offers) == {("", "Place")}
    assert named(foreign) == [
        ("Gone", "no text here is the same"),
        ("%(n)s day", "it has another number of plural forms"),
    ]


PIECES = st.sampled_from(
    ["<xliff>", "</xliff>", '<file target-language="fr">', "</file>", "<body>", "</body>", "<trans-unit id='1'>",
     "</trans-unit>", "<source>", "</source>", "<target/>", "<target>", "</target>", "<tmx>", "</tmx>", "<tu>", "</tu>",
     '<tuv xml:lang="fr">', "<tuv>", "</tuv>", "<seg>", "</seg>", "Place", "&x;", "&#0;", "<!--", "-->", "<?x?>",
     '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">', "<g id='1'>", "</g>", "\x00", "\ud800"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["x.xlf", "x.tmx", "x.po"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_ends_in_a_traceback(tmp_path: Path, text: str, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode("utf-8", "surrogatepass"))

    try:
        exchange.read(file, a_language("fr"), CATALOG)
    except HandbookError as refused:
        assert name in str(refused)  # noqa: PT017  # it may also be read


def test_the_project_s_own_files_come_back_whole(tmp_path: Path) -> None:
    catalog = po.read("fr", (ROOT / "tests/cases/catalogs/ru.po").read_bytes())[0]
    file = tmp_path / "x.xlf"
    file.write_bytes(exchange.export(catalog, a_language("ru"), "en", "xliff"))

    foreign = exchange.read(file, a_language("ru"), catalog)

    translated = {entry.key for entry in catalog.live if any(entry.translations)}
    assert (set(foreign.offers), foreign.unplaced) == (translated, ())
