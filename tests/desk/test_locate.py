"""From a text to its place on the page."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import pypdfium2
import pytest
from builders import ROOT, build, catalog_file, data_file, load, manuscript_of, project_files, replace
from PIL import Image

from handbook.build.plan import plan
from handbook.catalogs import sources
from handbook.cli import main as cli
from handbook.cli.main import main
from handbook.desk import annotate, locate, proof
from handbook.values.errors import UsageError
from handbook.values.model import Selection

ABOUT = "About this guide"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_files(
        tmp_path_factory.mktemp("desk") / "project", ("en", "fr"), ("cover", "law", "sources", "about")
    )


def entry_line(root: Path, source: str) -> int:
    texts = manuscript_of(root)
    return texts.catalog(texts.project.languages["fr"])[0].places["", source][1]


def test_a_text_is_found_on_its_page(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", root)

    status = main(["locate", "À propos", "-l", "fr", "--no-open"])

    out = capsys.readouterr().out
    assert status == 0
    assert f"locales/fr/LC_MESSAGES/handbook.po:{entry_line(root, ABOUT)}: {ABOUT}\n  = À propos de ce guide" in out
    assert "fr_screen: page 4, " in out
    picture = Path(out.strip().rpartition("picture: ")[2])
    assert picture.is_relative_to(root / ".cache")
    with Image.open(picture) as image:
        assert min(image.size) > 100


def test_any_line_of_an_entry_leads_to_it(root: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project
    line = entry_line(root, ABOUT)
    languages = tuple(project.languages.values())

    found = [
        locate.wanted(texts, f"locales/fr/LC_MESSAGES/handbook.po:{line + offset}", languages) for offset in (-1, 0, 1)
    ]

    assert [{tag: [m.key[1] for m in messages] for tag, messages in each.items()} for each in found] == [
        {"fr": [ABOUT]}
    ] * 3


def test_words_of_a_source_text_lead_to_every_language(root: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project

    found = locate.wanted(texts, "free, without advertising", tuple(project.languages.values()))

    assert {tag: len(messages) for tag, messages in found.items()} == {"en": 1, "fr": 1}


@pytest.mark.parametrize("asked", ["no such words anywhere", "locales/fr/LC_MESSAGES/handbook.po:3", "none.po:3"])
def test_what_is_not_there_is_said(root: Path, asked: str) -> None:
    texts = manuscript_of(root)
    project = texts.project

    with pytest.raises(UsageError):
        assert not any(locate.wanted(texts, asked, (project.languages["fr"],)).values())


@pytest.mark.parametrize("asked", ["a propos", "A PROPOS", "à\u00a0propos", "À  propos"])
def test_a_text_is_found_by_what_a_keyboard_has(root: Path, asked: str) -> None:
    texts = manuscript_of(root)
    project = texts.project

    found = locate.wanted(texts, asked, (project.languages["fr"],))

    assert [message.key[1] for message in found["fr"]] == [ABOUT]


def test_a_sentence_is_found_as_it_stands_on_the_page(root: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project

    found = locate.wanted(
        texts, "In the worst cases the seller goes to prison for up to 10 years.", (project.languages["fr"],)
    )

    assert [message.key[1] for message in found["fr"]] == [
        "In the worst cases the seller goes to prison for up to %(years)s year."
    ]


def test_the_chinese_that_a_guest_shows_leads_to_the_text_below_it() -> None:
    texts = manuscript_of(ROOT)
    project = texts.project
    phrase = next(iter(project.phrases.values()))

    found = locate.wanted(texts, phrase.han, (project.languages["fr"],))

    assert ("", phrase.text) in [message.key for message in found["fr"]]


def test_a_home_rule_is_found_by_its_words_in_the_data_file() -> None:
    texts = manuscript_of(ROOT)
    project = texts.project
    rule = next(rule.text for rule in project.home_rules if "%(" in rule.text)

    found = locate.wanted(texts, rule.replace("%(", "{").replace(")s", "}"), (project.languages["ar"],))

    assert [message.key for message in found["ar"]] == [("", rule)]


def test_of_a_text_that_is_not_there_the_nearest_are_told_with_their_lines(root: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project

    with pytest.raises(UsageError) as told:
        locate.wanted(texts, "A propos de ce giude", (project.languages["fr"],))

    assert "no message has the text 'A propos de ce giude'\nthe nearest:\n  locales/fr/LC_MESSAGES/handbook.po:" in str(
        told.value
    )
    assert f":{entry_line(root, ABOUT)}: À propos de ce guide" in str(told.value)


@pytest.mark.parametrize(("asked", "said"), [("", "nothing is asked for"), ("\u00ad", "nothing is asked for")])
def test_no_words_find_no_text(root: Path, asked: str, said: str) -> None:
    texts = manuscript_of(root)
    project = texts.project

    with pytest.raises(UsageError, match=said):
        locate.wanted(texts, asked, (project.languages["fr"],))


@pytest.mark.parametrize(("line", "said"), [(0, "nearest"), (3, "nearest"), (999_999, "the file has ")])
def test_a_line_without_an_entry_leads_to_the_nearest(root: Path, line: int, said: str) -> None:
    texts = manuscript_of(root)
    project = texts.project
    file = "locales/fr/LC_MESSAGES/handbook.po"

    with pytest.raises(UsageError, match=rf"{said}.*{file}:\d+: '\w"):
        locate.wanted(texts, f"{file}:{line}", tuple(project.languages.values()))


def test_a_blank_line_leads_to_the_entry_beside_it(root: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project
    lines = catalog_file(root, "fr").read_text(encoding="utf-8").split("\n")
    blank = next(number for number in range(100, len(lines)) if not lines[number - 1])

    with pytest.raises(UsageError, match=r"no entry that is printed stands at .*; the nearest is .*handbook.po:\d+"):
        locate.wanted(texts, f"locales/fr/LC_MESSAGES/handbook.po:{blank}", (project.languages["fr"],))


def test_a_line_of_another_language_s_catalog_is_no_line_of_the_template_catalog(root: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project

    with pytest.raises(UsageError, match="is the catalog of fr: ask for -l fr"):
        locate.wanted(texts, "locales/fr/LC_MESSAGES/handbook.po:100", (project.languages["en"],))


def test_a_line_of_any_other_copy_of_a_catalog_leads_to_its_own_entry(root: Path, tmp_path: Path) -> None:
    texts = manuscript_of(root)
    project = texts.project
    copy = tmp_path / "from the mail.po"
    copy.write_text('msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "About this guide"\nmsgstr "x"\n', encoding="utf-8")

    found = locate.wanted(texts, f"{copy}:5", (project.languages["fr"],))

    assert [message.key[1] for message in found["fr"]] == [ABOUT]


def test_the_second_time_nothing_is_laid_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = manuscript_of(root)
    project = texts.project
    jobs = plan(project, Selection(("fr",)))
    messages = locate.wanted(texts, "About", (project.languages["fr"],))
    first = list(locate.find(texts, jobs, messages, root / "dist"))
    monkeypatch.setattr("handbook.desk.galley.pull", lambda *_: pytest.fail("laid out again"))

    assert list(locate.find(texts, jobs, messages, root / "dist")) == first


def test_the_build_leaves_positions_in_the_cache_and_not_beside_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"), ("cover", "about"))
    build(root)
    texts = manuscript_of(root)
    project = texts.project
    monkeypatch.setattr("handbook.desk.galley.pull", lambda *_: pytest.fail("laid out again"))

    messages = locate.wanted(texts, "About", (project.languages["fr"],))
    found = [place for place, _ in locate.find(texts, plan(project, Selection(("fr",))), messages, root / "dist")]

    assert [place.page for place in found if place] == [2]
    assert {path.suffix for path in (root / "dist").rglob("*") if path.is_file()} == {".pdf", ".json", ""}
    assert len(list((root / "dist").rglob("*.json"))) == 1


def test_the_proof_numbers_every_text_and_tints_what_is_open(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"), ("cover", "about"))
    replace(catalog_file(root, "fr"), r'msgid "Edition"', '#, fuzzy\nmsgid "Edition"')
    replace(catalog_file(root, "fr"), r'msgstr "Éditeur"', 'msgstr ""')
    texts = manuscript_of(root)
    project = texts.project
    (job,) = plan(project, Selection(("fr",)))

    data, findings = proof.proof(texts, job)

    assert [finding for finding in findings if finding.severity == "error"] == []
    assert data is not None
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    text = [page.get_textpage().get_text_range() for page in pdf]
    assert "Publisher" in text[1]  # the page prints the source text
    assert "untranslated" in "".join(text[2:])
    assert f"handbook.po:{entry_line(root, 'Edition')}" in "".join(text[2:])
    numbers = {word for word in text[1].split() if word.isdecimal()}
    assert len(numbers) >= 10
    reds = pdf[1].render(scale=2).to_pil().convert("RGB").getcolors(1 << 20)
    assert any(r > 200 and 120 < g < 215 and b < 205 and r - b > 30 for _, (r, g, b) in reds or [])  # the tints


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (2, ["Enough for a relaxed afternoon in the shops."]),
        (14, ["Whatever your country allows, the simple answer is the same: do not bring it."]),
    ],
)
def test_a_line_of_a_template_leads_to_its_texts_in_every_language(root: Path, line: int, texts: list[str]) -> None:
    book = manuscript_of(root)

    found = locate.wanted(book, f"templates/chapters/law.html:{line}", tuple(book.project.languages.values()))

    assert {tag: [m.key[1] for m in messages] for tag, messages in found.items()} == {"en": texts, "fr": texts}


EXAMPLE = """\
{{ _("Publisher") }}, {{ _("Colophon") }}
<p>
{% trans
   who=1 %}
Edition number:
{{ number }}
{% pluralize %}
many {{ number }}
{% endtrans %}
{{ m.take(
  _(
    "About"
  )) }}
{{ pgettext("context", "Place") }}
"""


def test_every_line_of_a_text_belongs_to_it(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(EXAMPLE, encoding="utf-8")
    project = dataclasses.replace(load(ROOT), root=tmp_path)

    def at(line: int) -> list[tuple[str, str]]:
        return list(sources.at_line(project, Path("x.html"), line))

    assert at(1) == [("", "Publisher"), ("", "Colophon")]
    assert [at(line) for line in range(3, 10)] == [[("", "Edition number: %(number)s")]] * 7
    assert [at(line) for line in (11, 12, 13)] == [[("", "About")]] * 3
    assert at(14) == [("context", "Place")]


@pytest.mark.parametrize(("file", "key"), [("phrases.toml", "han"), ("home_rules.toml", "facts")])
def test_any_line_of_a_table_leads_to_its_text(file: str, key: str) -> None:
    texts = manuscript_of(ROOT)
    project = texts.project
    lines = (ROOT / data_file(file)).read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.startswith(f"{key} ="))
    text = next(line.partition('"')[2].rstrip('"') for line in lines if line.startswith("text ="))
    source = text.replace("{", "%(").replace("}", ")s")

    found = locate.wanted(texts, f"{data_file(file)}:{number}", (project.languages["fr"],))

    assert [message.key for message in found["fr"]] == [("", source)]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "templates/chapters/law.html:1",
            "no text stands at templates/chapters/law.html:1; the nearest begin on lines 2",
        ),
        ("content/facts.toml:9", "texts stand in templates/, content/home_rules.toml and "),
        ("templates/none.html:3", "templates/none.html: cannot be read"),
    ],
)
def test_a_line_without_a_text_is_told_where_texts_are(root: Path, asked: str, said: str) -> None:
    texts = manuscript_of(root)
    project = texts.project

    with pytest.raises(UsageError, match=re.escape(said)):
        locate.wanted(texts, asked, (project.languages["fr"],))


def test_a_template_s_line_is_printed_with_its_pages(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", root)

    status = main(["locate", "templates/chapters/law.html:14", "-l", "fr", "--no-open"])

    out = capsys.readouterr().out
    assert status == 0
    assert re.search(r"^  fr_screen: page 2, [\d.]+ mm from the left, [\d.]+ mm from the top", out, re.MULTILINE)


PO = """\
msgid ""
msgstr "Language: fr\\n"

# A remark of mine.
# Pages: screen 3
#. Printed in a chapter.
#: templates/x.html
#, fuzzy
#| msgid "Palace"
msgctxt "sign"
msgid "Place"
msgstr "Lieu"

# Pages: screen 9
msgid "Nowhere"
msgstr ""
"Nulle part"
msgid "End"
msgstr "Fin"

# Pages: screen 9
#~ msgid "Old"
#~ msgstr "Vieux"
"""
ANNOTATED = """\
msgid ""
msgstr "Language: fr\\n"

# A remark of mine.
# Pages: screen 5
#. Printed in a chapter.
#: templates/x.html
#, fuzzy
#| msgid "Palace"
msgctxt "sign"
msgid "Place"
msgstr "Lieu"

msgid "Nowhere"
msgstr ""
"Nulle part"
# Pages: screen 7
msgid "End"
msgstr "Fin"

#~ msgid "Old"
#~ msgstr "Vieux"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_pages_of_the_last_run_are_replaced_and_nothing_else(end: str) -> None:
    comments = {("sign", "Place"): "# Pages: screen 5", ("", "End"): "# Pages: screen 7"}

    assert annotate.annotated(PO.replace("\n", end).encode(), comments) == ANNOTATED.replace("\n", end).encode()


def test_pages_are_written_into_the_catalog_and_an_update_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project_files(tmp_path / "project", ("en", "fr"), ("cover", "about"))
    file = catalog_file(root, "fr")
    before = file.read_text(encoding="utf-8")
    monkeypatch.setattr(cli, "ROOT", root)

    assert main(["locate", "--write-comments", "-l", "fr"]) == 0

    written = file.read_text(encoding="utf-8")
    about = '#. Printed in the chapter “About this guide”.\n#: templates/chapters/about.html\nmsgid "This guide"\n'
    assert f"\n\n# Pages: screen 2\n{about}" in written
    assert [line for line in written.split("\n") if not line.startswith("# Pages: ")] == before.split("\n")
    assert main(["locate", "--write-comments", "-l", "fr"]) == 0
    assert main(["catalogs", "update", "fr"]) == 0
    assert file.read_text(encoding="utf-8") == written
    assert "handbook.po: written" in capsys.readouterr().out


def test_the_source_language_has_no_catalog_for_pages(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", root)

    assert main(["locate", "--write-comments", "-l", "en"]) == 2
    assert "en has no catalog" in capsys.readouterr().err
