"""Two small pages in each of eleven languages: set, cut, broken into lines, checked; with no font of the system."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import icu
import pikepdf
import pypdfium2 as pdfium
import pytest
from builders import catalog_file, extract_pot, load, project_files
from builders import replace as put
from readers import READERS, lost, pairs_lost, printed, searched, searched_bare

from handbook.build.plan import alone
from handbook.catalogs import begin, manuscript, po
from handbook.fonts.sets import choose
from handbook.language import breaks
from handbook.language.scripts import is_letter
from handbook.layout.typeset import Galley, typeset
from handbook.values.diagnostics import Diagnostic
from handbook.values.model import Job, Project

HERE = Path(__file__).parent
TEXTS = tomllib.loads((HERE / "texts.toml").read_text("utf-8"))
TAGS = tuple(tag for tag in TEXTS if tag != "source")
COUNTRIES = ("ZM", "AT", "EG", "AL", "EE", "JP", "CZ", "ES")


@dataclass(frozen=True)
class Fixture:
    """A language's pages, set and laid out."""

    project: Project
    job: Job
    galley: Galley
    findings: tuple[Diagnostic, ...]

    @property
    def blocks(self) -> list[list[str]]:
        """The lines of each paragraph, heading, item and cell, from the top."""
        blocks: dict[int, dict[int, str]] = {}
        for line in self.galley.written.laid.lines:
            if line.own and line.text.strip():
                rows = blocks.setdefault(line.block, {})
                rows[line.row] = rows.get(line.row, "") + line.text
        return [list(rows.values()) for rows in blocks.values()]


def a_project(root: Path, tag: str) -> Project:
    """Return a project in English and another language, of two small pages; its language was begun as by command."""
    project_files(root, ("en",))
    for path in (root / "templates").rglob("*.html"):
        path.write_text("", encoding="utf-8")
    formats = root / "handbook/settings/formats.toml"
    put(
        formats,
        r'template = "formats/book.html"\nstyles = \["formats/a5.css"\]',
        'template = "page.html"\nstyles = ["page.css"]',
    )
    put(formats, r"styles_on = .*?\n", "")
    put(formats, r"trim_mm = \{.*?\}", "trim_mm = [105, 200]")
    (root / "templates/page.html").write_text((HERE / "page.html").read_text("utf-8"), encoding="utf-8")
    (root / "templates/css/page.css").write_text((HERE / "page.css").read_text("utf-8"), encoding="utf-8")
    rules = "".join(f'[[rule]]\ncountry = "{code}"\nkind = "unclear"\n\n' for code in COUNTRIES)
    (root / "content/home_rules.toml").write_text(rules, encoding="utf-8")
    phrase = '[[phrase]]\nid = "place"\ntext = "Place"\nhan = "地点"\npinyin = "dìdiǎn"\n'
    (root / "content/phrases.toml").write_text(phrase, encoding="utf-8")
    with (root / "handbook/settings/fonts.toml").open("a", encoding="utf-8") as fonts:
        fonts.write((HERE / "fonts.toml").read_text("utf-8"))
    extract_pot(root)
    before = load(root)
    chosen, _ = choose(before, tag)
    assert chosen, f"no set of fonts is made for {tag}"
    language = begin.row(before, tag, chosen.roles)
    row = begin.toml_row(before, language, chosen.name)
    named = {code: f'{code} = "{name}"' for code, name in (("HK", "Hong Kong"), ("MO", "Macao"), ("TW", "Taiwan"))}
    row += f'territories = {{ {", ".join(named.values())} }}\ncurrencies = {{ CNY = "CNY" }}\n'
    with (root / "handbook/settings/languages.toml").open("a", encoding="utf-8") as languages:
        languages.write(row)
    pot = manuscript.read(before, []).pot
    said = dict(zip(TEXTS["source"], TEXTS[tag]["texts"], strict=True))
    catalog = begin.catalog(before, pot, language)
    entries = tuple(replace(each, translations=(said[each.source],), body=(), raw="") for each in catalog.entries)
    file = catalog_file(root, language.folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(po.write(replace(catalog, entries=entries)), encoding="utf-8")
    return load(root)


def a_fixture(root: Path, tag: str) -> Fixture:
    """Set and lay out the pages of a language."""
    project = a_project(root, tag)
    job = alone(project, tag, "screen")
    catalog, faults = manuscript.read(project, [job.language]).catalog(job.language)
    _, galley, told = typeset(project, job, catalog)
    assert galley, [*map(str, (*faults, *told))]
    return Fixture(project, job, galley, (*faults, *told))


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Fixture]:
    """Return a function that makes each language's pages once."""
    root = tmp_path_factory.mktemp("scripts")
    return cache(lambda tag: a_fixture(root / tag, tag))


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_is_set_without_a_fault(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    made = fixtures(tag)

    assert [*map(str, made.findings)] == []
    assert made.galley.written.pages == 2


@pytest.mark.parametrize("tag", TAGS)
def test_every_letter_comes_from_the_family_of_its_script(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    made = fixtures(tag)
    script = made.job.language.writing
    roles = made.job.language.roles
    own = {*roles["text"], *roles["display"]} - {*roles["latin"], *roles["han"]} | {
        roles["text"][0],
        roles["display"][0],
    }

    used = {family for line in made.galley.written.laid.lines for letter, family in line.families
            if is_letter(letter, script)}  # fmt: skip

    assert used
    assert used <= {made.project.fonts[each].name for each in own}


@pytest.mark.parametrize("tag", TAGS)
def test_all_fonts_are_cuts_of_the_set_and_stand_in_the_file(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    made = fixtures(tag)
    names = {made.project.fonts[member].name for members in made.job.language.roles.values() for member in members}

    with pikepdf.open(io.BytesIO(made.galley.written.data)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                 and each.get("/Type") == "/FontDescriptor"]  # fmt: skip
        found = {str(each.FontFamily) for each in fonts}
        embedded = [{"/FontFile2", "/FontFile3"} & set(each.keys()) for each in fonts]

    assert found
    assert all(embedded)
    assert found <= names


@pytest.mark.parametrize("tag", TAGS)
def test_no_box_is_printed_for_a_letter(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    """Each cut has all letters of its text: glyph 0, the box, is in no text of the file."""
    made = fixtures(tag)

    with pikepdf.open(io.BytesIO(made.galley.written.data)) as pdf:
        shown = b"".join(bytes(operands[0]) if isinstance(operands[0], pikepdf.String) else b""
                         for page in pdf.pages for operands, operator in pikepdf.parse_content_stream(page)
                         for operands in _strings(operands) if str(operator) in {"Tj", "TJ"})  # fmt: skip

    glyphs = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    assert glyphs
    assert b"\0\0" not in glyphs


def _strings(operands: Iterable[object]) -> Iterator[list[object]]:
    for each in operands:
        if isinstance(each, pikepdf.Array):
            yield from ([inner] for inner in each)
        else:
            yield [each]


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_copied_has_no_signs_that_nobody_sees(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    written = pdf_text(fixtures(tag).galley.written.data)

    assert not {"\u200b", "\u2060", "\ufffd", "\ufffe", "\0"} & set(written)


@pytest.mark.parametrize("tag", ["ko", "ja", "zh-Hant", "ru", "sv"])
def test_what_is_printed_can_be_searched(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    found = "".join(pdf_text(fixtures(tag).galley.written.data).split())

    for text in TEXTS[tag]["texts"]:
        assert "".join(re.sub("<[^<>]*>", "", text).split()) in found


def pdf_text(data: bytes) -> str:
    """Return what Chrome copies from a file: without PDFium's sign for the hyphen of a divided word."""
    with pdfium.PdfDocument(data) as pdf:
        told = "".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"(?<=\w)\ufffe(?=\w)", "", told)


OPENING, CLOSING = "（「『(“«", "、。，）」』)”».,!?:;។"
TURNED = {"he", "sv"}
"""Where “ closes, or ” opens a quotation."""


@pytest.mark.parametrize("tag", TAGS)
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(
    tag: str, fixtures: Callable[[str], Fixture]
) -> None:
    quotes = "“”" if tag in TURNED else ""
    lines = [line.strip() for block in fixtures(tag).blocks for line in block]

    assert [line for line in lines if line[0] in set(CLOSING) - set(quotes)] == []
    assert [line for line in lines if line[-1] in set(OPENING) - set(quotes)] == []


def test_japanese_lines_do_not_begin_with_small_kana_or_a_long_vowel(fixtures: Callable[[str], Fixture]) -> None:
    lines = [line for block in fixtures("ja").blocks for line in block]

    assert [line for line in lines if line[0] in "っゃゅょッャュョー々"] == []


@pytest.mark.parametrize("tag", ["ko", "hi", "he", "ru", "sv"])
def test_lines_end_between_words_where_these_are_spaced(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    texts = {spaced(re.sub("<[^<>]*>", "", text)) for text in TEXTS[tag]["texts"]}

    broken = [block for block in fixtures(tag).blocks if len(block) > 1]

    assert len(broken) > 4
    for block in broken:
        # A long word may be divided, by a hyphen that no text has.
        assert spaced(" ".join(line.strip() for line in block).replace("\u2010 ", "")) in texts


def spaced(text: str) -> str:
    """Return a text with plain spaces, without what holds words together at the end of a paragraph."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize("tag", ["th", "km"])
def test_lines_end_at_words_that_icu_knows(tag: str, fixtures: Callable[[str], Fixture]) -> None:
    texts = [re.sub("<[^<>]*>", "", text) for text in TEXTS[tag]["texts"]]

    broken = [block for block in fixtures(tag).blocks if len(block) > 1]

    assert len(broken) > 4
    inside = 0
    for block in broken:
        text = next(each for each in texts if each.replace(" ", "") == "".join(block).replace(" ", ""))
        ends = icu_ends(text, tag)
        for number in range(1, len(block)):
            seen = len("".join(block[:number]).replace(" ", ""))
            assert seen in ends, block
            inside += seen not in {len(part.replace(" ", "")) for part in parts(text)}
    assert inside > 3, "no line ends where no space stands"


def parts(text: str) -> Iterator[str]:
    """Yield the text before each space."""
    yield from (text[: space.start()] for space in re.finditer(" ", text))


def icu_ends(text: str, locale: str) -> set[int]:
    """Return where lines may end by ICU, counted without spaces."""
    iterator = icu.BreakIterator.createLineInstance(icu.Locale(locale))
    iterator.setText(text)
    return {len(text[:place].replace(" ", "")) for place in iterator}


@pytest.mark.parametrize("tag", ["th", "km"])
def test_no_line_ends_at_words_that_only_the_renderer_knows(
    tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pango breaks Thai by libthai, where that is: unless our own breaks are there, lines end at spaces alone."""
    monkeypatch.setattr(breaks, "parted", lambda html, _: html)
    texts = {re.sub("<[^<>]*>", "", text) for text in TEXTS[tag]["texts"]}

    broken = [block for block in a_fixture(tmp_path / tag, tag).blocks if len(block) > 1]

    assert len(broken) > 4
    assert {" ".join(line.strip() for line in block) for block in broken} <= texts


def test_swedish_names_end_with_the_letters_behind_z(fixtures: Callable[[str], Fixture]) -> None:
    countries = [block[0] for block in fixtures("sv").blocks if block[0] in SWEDISH]

    assert countries == SWEDISH


SWEDISH = ["Albanien", "Egypten", "Estland", "Japan", "Spanien", "Tjeckien", "Zambia", "Österrike"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("tag", TAGS)
def test_readers_find_each_printed_word_beside_its_neighbours(
    tag: str, reader: str, fixtures: Callable[[str], Fixture]
) -> None:
    written = fixtures(tag).galley.written

    assert lost(written.data, written.laid, reader) == {}
    assert pairs_lost(written.data, written.laid, reader).total() <= 1


@pytest.mark.parametrize("tag", TAGS)
def test_chrome_finds_each_word_as_it_is_spelt_and_without_its_marks(
    tag: str, fixtures: Callable[[str], Fixture]
) -> None:
    written = fixtures(tag).galley.written
    every = sorted({word for words in printed(written.laid).values() for word in words})

    assert len(every) > 40
    assert searched(written.data, every) == []
    assert searched_bare(written.data, every) == []
