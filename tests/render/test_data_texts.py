"""What staff write in data files, in each edition: the association's own words, counted things, customs at home."""

from __future__ import annotations

import re
from dataclasses import replace as replaced
from pathlib import Path

import pytest
from builders import ROOT, a_job, document_of, load, manuscript_of, project_files

from handbook.build.plan import layouts, plan
from handbook.catalogs import extract
from handbook.catalogs.sources import at_line
from handbook.language import filters
from handbook.render.environment import Texts
from handbook.render.html import Document, render
from handbook.render.ledger import Ledger
from handbook.values.model import Association, Language, Phrase, Project, Selection

TAGS = ("en", "zh-Hans", "ar", "fr")
COUNTING = """
[[phrase]]
id = "within"
text = "Bring it back within {days} days."
text_one = "Bring it back within {days} day."
han = "请在{days}天内退回。"
pinyin = "Qǐng zài {days} tiān nèi tuìhuí."
facts = ["cn-cpl-24-quality-return"]
"""


def printed(project: Project, tag: str, format_: str) -> Document:
    """Return a format of a language before its layout."""
    (job,) = layouts(project, plan(project, Selection((tag,), (format_,))))
    catalog, *voices = (manuscript_of(ROOT).catalog(each)[0] for each in (job.language, *job.voices))
    document, findings = render(project, job, catalog, tuple(voices))
    assert document is not None, findings
    return document


@pytest.mark.parametrize("tag", TAGS)
def test_each_edition_prints_the_name_address_and_licence_line_of_its_language(tag: str) -> None:
    own = load(ROOT).association.told_in(tag)
    html = document_of(tag, "screen").html

    assert (own.name == load(ROOT).association.name) == (tag == "en")
    assert f'<meta name="author" content="{own.name}">' in html
    assert all(text in filters_out(html) for text in (own.name, own.address, own.licence_line))


def filters_out(html: str) -> str:
    """Return HTML without the joints that keep the parts of a line together."""
    return re.sub(r"</?span[^>]*>|\u2060", "", html).replace("\u00a0", " ")


def test_an_edition_without_words_of_its_own_prints_those_of_the_source_language() -> None:
    project = load(ROOT)
    one = replaced(project.association, words={"ar": {"name": "اسم"}})

    html = printed(replaced(project, association=one), "ar", "leaflet").html

    assert "اسم" in html
    assert one.address in html
    assert one.name not in html


@pytest.mark.parametrize(
    ("tag", "name"), [("zh-Hans", "正品"), ("zh-Hans-SG", "正品"), ("zh-Hant", "Plain"), ("mul", "Plain")]
)
def test_words_serve_the_language_and_its_regions(tag: str, name: str) -> None:
    one = Association("Plain", "", ("",), "", "", "", "", "", "", {"zh-Hans": {"name": "正品"}})

    assert one.told_in(tag).name == name


def test_a_file_knows_which_words_of_the_association_it_shows() -> None:
    assert {each for each in document_of("fr", "leaflet").reads if "name" in each} == {"association.name fr"}


def head(html: str) -> str:
    """Return the head of the customs list."""
    found = html.partition('<div class="mine"')[2].partition("<h2>")[0]
    assert found
    return filters_out(found)


@pytest.mark.parametrize("tag", TAGS)
def test_the_reader_s_countries_stand_at_the_head_of_the_customs_list_and_nowhere_else(tag: str) -> None:
    project = load(ROOT)
    language = project.languages[tag]
    html = document_of(tag, "screen").html
    listed = [*language.countries, *({rule.country for rule in project.home_rules} - {*language.countries})]
    names = {code: language.territories.get(code) or filters.country(code, language) for code in listed}
    chapter = filters_out(html.partition('id="luggage"')[2].partition('<section class="chapter')[0])
    bold = ", ".join(re.findall(r"<b>(.*?)</b>", chapter))

    assert [code for code in language.countries if names[code] not in head(html)] == []
    assert {code: bold.count(name) for code, name in names.items() if not alone(name, bold)} == {}


def alone(name: str, text: str) -> bool:
    """Whether a name stands in a list once, apart from longer names."""
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) == 1 or text.count(name) == 1


def test_all_arab_states_of_the_gulf_are_listed_with_the_safe_advice() -> None:
    project = load(ROOT)
    arabic = project.languages["ar"]
    texts = manuscript_of(ROOT).catalog(arabic)[0].messages
    html = document_of("ar", "screen").html
    unclear, advice = (texts["", each][0] for each in ("Unclear", "no clear rule: do not bring it"))
    listed = {name for sign, name in re.findall(r'alt="([^"]*)"><b>(.*?)</b>', head(html)) if sign == unclear}

    assert {"AE", "BH", "KW", "OM", "QA", "SA"} <= {*arabic.countries}
    assert {filters.country(code, arabic) for code in ("BH", "KW", "OM", "QA", "SA")} <= listed
    assert f"<b>{unclear}</b> {advice}" in filters_out(html)


def test_without_a_list_of_its_own_a_language_has_the_countries_where_it_is_official() -> None:
    project = load(ROOT)
    french = replaced(project.languages["fr"], countries=())

    html = printed(replaced(project, languages={**project.languages, "fr": french}), "fr", "screen").html

    assert re.findall(r"<b>(.*?)</b>", head(html)) == ["Belgique", "Canada", "France", "Suisse"]


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a phrase that counts days."""
    root = project_files(tmp_path_factory.mktemp("counting"))
    file = root / "content/phrases.toml"
    file.write_text(file.read_text(encoding="utf-8") + COUNTING, encoding="utf-8")
    return root


def test_a_phrase_that_counts_has_forms_for_translators(counting: Path) -> None:
    project = load(counting)
    text, findings = extract.extract(project)
    lines = (counting / "content/phrases.toml").read_text("utf-8").splitlines()

    assert findings == ()
    assert 'msgid "Bring it back within %(days)s day."\nmsgid_plural "Bring it back within %(days)s days."' in text
    assert at_line(project, Path("content/phrases.toml"), lines.index('id = "within"') + 1) == (
        ("", "Bring it back within %(days)s day."),
    )


@pytest.mark.parametrize(("count", "words"), [(1, "within 1 day."), (2, "within 2 days."), (100, "within 100 days.")])
def test_a_phrase_shows_the_form_for_its_number(counting: Path, count: int, words: str) -> None:
    project = load(counting)
    fact = project.facts["cn-cpl-24-quality-return"]
    changed = replaced(project, facts={**project.facts, fact.id: replaced(fact, values={"days": count})})
    ledger, texts = Ledger(changed, a_job()), Texts(manuscript_of(counting).catalog(project.source)[0])

    said = said_of(project.phrases["within"], ledger, texts, project.source)

    assert words in said


def said_of(phrase: Phrase, ledger: Ledger, texts: Texts, language: Language) -> str:
    return str(texts.said(phrase, ledger.of_phrase(phrase, ["days"], language)))


DAYS, STAY = 'number("tax-who", "days")', 'number("tax-who", "stay_days")'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (f'_("%(n)s days", n={DAYS})', "{% pluralize n %}"),
        (f'ngettext("%(n)s day", "%(n)s days of %(m)s", {DAYS}, n={DAYS}, m={STAY})', "numeral()"),
        ('_("%(n)s Wh", n=numeral("tax-who", "days"))', ""),
        (f'ngettext("%(n)s day", "%(n)s days", {DAYS}, n={DAYS})', ""),
    ],
)
def test_a_number_of_things_in_a_text_of_one_form_is_named_with_its_line(tmp_path: Path, words: str, told: str) -> None:
    root = project_files(tmp_path)
    file = root / "templates/chapters/law.html"
    file.write_text(f"\n\n{{{{ {words} }}}}", encoding="utf-8")

    _, findings = extract.extract(load(root))

    assert [(f.code, f.path, f.line) for f in findings] == (
        [("template.plural", "templates/chapters/law.html", 3)] if told else []
    )
    assert all(told in finding.hint for finding in findings)


def test_a_block_that_counts_by_its_first_value_is_right_and_a_second_number_is_told(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    values = f"days={DAYS}, stay={STAY}"
    text = "{{ days }} day of {{ stay }}{% pluralize days %}{{ days }} days of {{ stay }}"
    (root / "templates/chapters/law.html").write_text(f"{{% trans {values} %}}{text}{{% endtrans %}}", encoding="utf-8")

    _, findings = extract.extract(load(root))

    assert [finding.text.partition(" ")[0] for finding in findings] == ["'stay'"]


def test_every_country_has_eight_words_at_most_and_one_sign() -> None:
    project = load(ROOT)
    rows = filters_out(document_of("en", "screen").html.partition('id="luggage"')[2].partition("</section>")[0])
    signs = [len(re.findall(r"<img", row)) for row in re.findall(r"<li>.*?</li>", rows, re.DOTALL)]

    assert max(len(rule.text.split()) for rule in project.home_rules) <= 8
    assert {*signs} == {1}
