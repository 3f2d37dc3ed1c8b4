"""What changes in the ledger changes on every page, in every language, and in every claim."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import ROOT, document_of, extract_pot, load, manuscript_of, project_files, replace
from sampling import ALL, READ

from handbook.build import survey
from handbook.build.plan import layouts, plan
from handbook.catalogs import extract
from handbook.config import fact_rules
from handbook.config.facts import FACT_KEYS
from handbook.config.project import InvalidConfigurationError
from handbook.render.html import Document, render
from handbook.values.diagnostics import Severity
from handbook.values.model import EVERY, Job, Project, Selection

Changed = tuple[Path, dict[tuple[str, str], tuple[str, str]]]
"""A project, and old and new value by fact and key."""
FACTS, PHRASES = "content/facts.toml", "content/phrases.toml"
SHORT = 3
"""A number of fewer digits also numbers plates, sources and pages: nothing tells whose it is."""
YEARS = (*range(2032, 2100), *range(1901, 1949))
"""In which nothing happens."""
PAID = "300"
"""The price of the worked sum, which the page itself sets; by chance a fact has the same number."""
LARGE = 1_000_000
"""From here on numbers are printed in words, "79 million", which each language rounds in its own way."""


class Visible(HTMLParser):
    """Collects what a reader sees or hears, and what a telephone dials."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = {"alt", "title", "aria-label", "data-help", "data-title", "href"}
        self.texts += [
            "" if tag in {"b", "bdi", "span"} else " ",
            *(f" {value} " for key, value in attrs if key in spoken and value),
        ]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def numbers(document: Document) -> set[str]:
    """Return the numbers of a page as plain digits, whatever separates their thousands."""
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)[,.\u00a0\u202f٬](?=\d{3}(?!\d))", "", words(document))))


def words(document: Document) -> str:
    """Return what a page says itself: titles of sources are quoted as they are."""
    html = re.sub(r'<ol class="bibliography">.*?</ol>', "", document.html, flags=re.DOTALL)
    return "".join(Visible(html).texts).replace("\u2060", "")


def jobs(project: Project) -> tuple[Job, ...]:
    """Return what is rendered of a project; the large print has the texts of the book."""
    tags = () if project.root != ROOT or os.environ.get(ALL) else (*READ, EVERY)
    found = layouts(project, plan(project, Selection(tags)))
    return tuple(job for job in found if job.product.id != "large-print" or os.environ.get(ALL))


def rendered(root: Path) -> dict[str, Document]:
    """Return files of a project before their layout."""
    project, texts = load(root), manuscript_of(root)
    found = {}
    for job in jobs(project):
        catalog, *voices = (texts.catalog(each)[0] for each in (job.language, *job.voices))
        document, _ = render(project, job, catalog, tuple(voices))
        assert document is not None
        found[job.slug] = document
    return found


def whole(folder: Path) -> Path:
    """Copy the project with all its chapters, languages and formats."""
    real = load(ROOT)
    return project_files(folder, real.languages if os.environ.get(ALL) else READ, real.edition.chapters, real.products)


def odd(key: str, value: object, count: int) -> str | None:
    """Return a value that no fact has, as TOML writes it, in place of a number or date; None for anything else."""
    year = YEARS[count % len(YEARS)]
    if isinstance(value, int | float):
        if fact_rules.is_year(key):
            return str(year)
        if key.endswith("_percent"):
            return str(41 + count % 59)
        lower = 3000 if "_low" in key or "_min" in key else 0  # below the value that bounds it from above
        return str((601 + count - lower // 10) * LARGE) if value >= LARGE else str(7101 + 3 * count - lower)
    if fact_rules.month_of(value):
        return f'"{year}-11"'
    return f"{year}-05-07" if not isinstance(value, str) else None


def with_odd_values(root: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Change every number, date and telephone number of a project's ledger; return old and new by fact and key."""
    file = root / FACTS
    changed: dict[tuple[str, str], tuple[str, str]] = {}
    rows = file.read_text(encoding="utf-8").split("[[fact]]")
    for number, row in enumerate(rows[1:], 1):
        (fact,) = tomllib.loads(f"[[fact]]{row}")["fact"]
        lines = row.splitlines(keepends=True)
        for at, line in enumerate(lines):
            key = line.partition(" =")[0]
            if key == "phone":
                for name, phone in fact["phone"].items():
                    if "{" not in phone:
                        changed[fact["id"], name] = phone, str(80_801 + len(changed))
                        lines[at] = lines[at].replace(f'"{phone}"', f'"{changed[fact["id"], name][1]}"')
            elif key in fact and key not in FACT_KEYS and (new := odd(key, fact[key], len(changed))):
                changed[fact["id"], key] = str(fact[key]), new.strip('"')
                lines[at] = f"{key} = {new}\n"
        rows[number] = "".join(lines)
    file.write_text("[[fact]]".join(rows), encoding="utf-8")
    return changed


def as_printed(value: str) -> str:
    """Return the number by which a value is found on a page: of a date, its year."""
    return value[:4] if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value) else value


@pytest.fixture(scope="module")
def before() -> Mapping[str, Document]:
    return {job.slug: document_of(job.language.tag, job.product.id) for job in jobs(load(ROOT))}


@pytest.fixture(scope="module")
def odd_project(tmp_path_factory: pytest.TempPathFactory) -> Changed:
    root = whole(tmp_path_factory.mktemp("odd"))
    return root, with_odd_values(root)


@pytest.fixture(scope="module")
def after(odd_project: Changed) -> Mapping[str, Document]:
    return rendered(odd_project[0])


def test_no_page_keeps_a_value_that_the_ledger_no_longer_has(
    odd_project: Changed, after: Mapping[str, Document]
) -> None:
    of_the_edition = str(load(ROOT).edition.revised.year)
    old = {as_printed(value) for value, _ in odd_project[1].values()} - {of_the_edition, PAID}

    stale = {slug: numbers(document) & {each for each in old if len(each) >= SHORT} for slug, document in after.items()}

    assert {slug: left for slug, left in stale.items() if left} == {}
    assert {"12345", "500", "1949", "183", "397"} <= old


def test_each_page_that_printed_a_value_prints_the_new_one(
    odd_project: Changed,
    before: Mapping[str, Document],
    after: Mapping[str, Document],
) -> None:
    printed_as = [as_printed(old) for old, _ in odd_project[1].values()]
    mistaken = {
        str(load(ROOT).edition.revised.year),
        PAID,
        *(each for each in printed_as if printed_as.count(each) > 1),
    }
    told = {key: tuple(map(as_printed, values)) for key, values in odd_project[1].items()}
    plain = {key: (old, new) for key, (old, new) in told.items() if len(old) >= SHORT and old not in mistaken}

    before_numbers, after_numbers = ({slug: numbers(each) for slug, each in made.items()} for made in (before, after))

    missed = {
        (slug, key)
        for slug in before
        for key, (old, new) in plain.items()
        if float(old) < LARGE and old in before_numbers[slug] and new not in after_numbers[slug]
    }

    assert missed == set()


def test_every_value_that_any_page_prints_is_printed_new_in_every_language(
    odd_project: Changed, after: Mapping[str, Document]
) -> None:
    shown = {tag: numbers(after[f"{tag}_screen"]) for tag in ("en", "zh-hans", "ar")}
    of_all = {as_printed(new) for _, new in odd_project[1].values()}

    in_english = shown["en"] & of_all
    assert len(in_english) > 50
    assert {tag: in_english - found for tag, found in shown.items() if in_english - found} == {}


def test_the_phrases_say_the_number_of_the_ledger_in_chinese_and_as_it_is_read(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "fr"), ("phrases",), ("screen", "card"))
    replace(root / FACTS, 'city = "12345"', 'city = "60789"')

    made = rendered(root)

    assert "Aidez-moi à appeler le 60789, s’il vous plaît." in words(made["fr_screen"]).replace("\u00a0", " ")
    assert "请帮我拨打60789。" in words(made["fr_card"])
    assert "Qǐng bāng wǒ bōdǎ liù-líng-qī-bā-jiǔ." in words(made["fr_screen"])
    assert "liù-\u2060líng-\u2060qī-\u2060bā-\u2060jiǔ" in made["fr_screen"].html  # on one line
    assert "12345" not in "".join(map(words, made.values()))


def test_a_number_that_contains_another_follows_it(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / FACTS, 'city = "12345"', 'city = "12346"')

    project = load(root)

    assert project.facts["hot-12345-beijing"].phones["city_abroad"] == "+86 10 12346"
    phones = fact_rules.phones_of(project.facts.values())
    assert fact_rules.claim(project.facts["hot-12301"], phones).endswith("tourism complaints go to 12346.")


def test_a_phrase_may_say_an_amount_as_each_language_writes_it(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "zh-Hans"), ("phrases",))
    phrase = (
        'text = "You owe me at least {minimum}."\nhan = "至少{minimum}。"\npinyin = "Zhìshǎo {minimum}."\n'
        'page = "buying"\nfacts = ["cn-fsl-148"]\n'
    )
    replace(root / PHRASES, r'text = "Is this genuine\?".*?page = "buying"\n', phrase)
    extract_pot(root)

    made = rendered(root)

    assert "You owe me at least 1,000 yuan." in words(made["en_screen"]).replace("\u00a0", " ")
    assert "至少1,000元。" in words(made["en_screen"])
    assert "至少1,000元。" in words(made["zh-hans_screen"])
    assert ("content/phrases.toml", "cn-fsl-148") in {(use.path, use.fact) for use in made["en_screen"].uses}


def test_a_picture_that_shows_an_old_value_is_a_warning_and_an_error_in_a_release(tmp_path: Path) -> None:
    root = project_files(tmp_path, chapters=("why",))
    replace(root / FACTS, "failed = 397", "failed = 390")

    found = {
        each: [f for f in survey.check(manuscript_of(root), Selection(release=each)) if f.code == "drawing.value"]
        for each in (False, True)
    }

    (told,), (refused,) = found[False], found[True]
    assert (told.path, told.severity, refused.severity) == (
        "templates/art/fig-400.svg", Severity.WARNING, Severity.ERROR
    )  # fmt: skip
    assert told.text == "the picture shows 397 for 'failed' of fact 'ul-chargers', which is 390 now"


def test_pictures_show_the_values_of_the_ledger() -> None:
    found = survey.check(manuscript_of(ROOT), Selection(("en",)))

    assert [finding for finding in found if finding.code == "drawing.value"] == []


CLAIMS = [
    ("{currency} {minimum} if", "RMB 500 if", "the claim does not say 'minimum'"),
    ("{currency} {minimum} if", "{currency} {minimum} (500 yuan) if", "'500' stands in the claim"),
    ("{multiplier} times the price paid", "three times the price paid, {multiplier}", "'three' stands in the claim"),
    ("{minimum}", "{minimun}", "the claim has {minimun}, which is no value of the fact"),
    ("{minimum}", "{minimum}, or RMB 1,000", "'1,000' stands in the claim"),
    ("{minimum}", "{minimum}, or RMB500", "'500' stands in the claim"),
    ("{minimum}", "{minimum}, or EUR 2000", "'2000' stands in the claim"),
    ("{minimum}", "{minimum}, or 2.5 percent", "'2.5' stands in the claim"),
    ("{currency} ", "RMB ", "the claim does not say 'currency'"),
]


@pytest.mark.parametrize(("said", "instead", "fault"), CLAIMS)
def test_a_claim_that_could_contradict_its_values_is_an_error_at_its_line(
    tmp_path: Path, said: str, instead: str, fault: str
) -> None:
    root = project_files(tmp_path)
    file = root / FACTS
    replace(file, re.escape(said), instead)

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    found = [finding for finding in caught.value.diagnostics if fault in finding.text]
    assert [(finding.path, finding.code) for finding in found] == [(FACTS, "fact.claim")]
    assert instead in file.read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    assert found[0].hint


def test_a_value_under_a_mistyped_name_is_an_error(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / FACTS, "minimum = 500", "lowest = 500")

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (finding,) = caught.value.diagnostics
    assert "the claim has {minimum}, which is no value of the fact" in finding.text
    assert "lowest" in finding.hint


def test_a_date_in_a_claim_is_a_value_where_the_fact_has_dates(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / FACTS, r"takes effect on \{applies\}", "takes effect on {applies} (adopted in June 2026)")

    with pytest.raises(InvalidConfigurationError, match=r"'2026' stands in the claim"):
        load(root)


def test_articles_orders_dates_and_names_may_stand_in_a_claim() -> None:
    said = {name: fact_rules.literal_numbers(fact) for name, fact in load(ROOT).facts.items()}

    assert "Since 1 February 2022 it" in load(ROOT).facts["it-max-7000"].claim
    assert "CCC (3C)" in load(ROOT).facts["rec-ccc"].claim
    assert {name: numbers for name, numbers in said.items() if numbers} == {}


def test_a_claim_is_told_with_its_values() -> None:
    project = load(ROOT)
    phones = fact_rules.phones_of(project.facts.values())

    told = {name: fact_rules.claim(fact, phones) for name, fact in project.facts.items()}

    assert "at least CNY 500 if 3 times the price is less" in told["cn-cpl-55-fraud"]
    assert "adopted on 26 June 2026 and takes effect on 1 January 2027" in told["cn-tml-2027"]
    assert "In a test published in December 2016" in told["ul-chargers"]
    assert "UNODC's 2014 campaign" in told["unodc-250"]
    assert [text for text in told.values() if "{" in text] == []


NOTES = [
    ('"12315"', '"12315", city = "12399"', "data.duplicate", "telephone 'city' stands here twice"),
    (r"\+86 10 \{city\}", "+86 10 {town}", "fact.phone", "no telephone number is named 'town'"),
    ("multiplier = 3", "multiplier = [3]", "data.type", "'multiplier' must be a number, a text or a date"),
]


@pytest.mark.parametrize(("value", "instead", "code", "fault"), NOTES)
def test_a_number_has_one_place_and_one_value(tmp_path: Path, value: str, instead: str, code: str, fault: str) -> None:
    root = project_files(tmp_path)
    replace(root / FACTS, value, instead)

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    (finding,) = caught.value.diagnostics
    assert finding.code == code
    assert fault in finding.text


PHRASE_FAULTS = [
    (r"call \{city\}", "call {sity}", "text", "Did you mean 'city'?"),
    (r"拨打\{city\}", "拨打{minimum}", "han", "'minimum' is no telephone number"),
    (r"bōdǎ \{city\}", "bōdǎ 50%", "pinyin", "'pinyin' has a percent sign"),
    (r"bōdǎ \{city\}", "bōdǎ yāo-èr-sān-sì-wǔ", "pinyin", "'pinyin' does not say {city}"),
    (r"拨打\{city\}", "拨打12345", "han", "'han' does not say {city}"),
]


@pytest.mark.parametrize(("said", "instead", "key", "fault"), PHRASE_FAULTS)
def test_a_phrase_that_names_no_value_is_an_error_at_its_line(
    tmp_path: Path, said: str, instead: str, key: str, fault: str
) -> None:
    root = project_files(tmp_path)
    replace(root / PHRASES, said, instead)

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    found = [finding for finding in caught.value.diagnostics if fault in str(finding)]
    line = (root / PHRASES).read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    assert line.startswith(f"{key} = ")
    assert instead in line


def test_a_date_where_a_number_is_printed_is_told_as_such(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / FACTS, "prison_years_max = 10", "prison_years_max = 2026-05-07")

    found = {finding for finding in survey.check(manuscript_of(root)) if finding.code == "template.value"}

    (finding,) = found
    place = next(n for n, line in enumerate((root / FACTS).read_text("utf-8").splitlines(), 1) if "cn-crim-213" in line)
    assert finding.text.startswith(
        "'prison_years_max' of fact 'cn-crim-213-215' is the date '2026-05-07', where a number"
    )
    assert f"{FACTS}:{place}" in finding.text


COPIES = [
    ("templates/chapters/law.html", "Many countries", "Call 12315. Many countries", "'market' of fact 'hot-12315'"),
    ("templates/chapters/law.html", "Many countries", "It costs 1,000 yuan. Many", "'minimum' of fact 'cn-fsl-148'"),
    (PHRASES, r"我要正品，不要仿冒品。", "请拨打12345。", "'city' of fact 'hot-12345-beijing'"),
    (PHRASES, r"I want the real thing, no copy\.", "Call 12345.", "'city' of fact 'hot-12345-beijing'"),
    (
        "content/home_rules.toml",
        r"worth up to \{limit\}",
        "worth up to 4,300",
        "'limit' of fact 'se-",
    ),
]


def test_a_number_of_the_ledger_that_stands_in_a_text_itself_is_a_warning(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    for file, said, instead, _ in COPIES:
        replace(root / file, said, instead)

    found = [finding for finding in survey.check(manuscript_of(root)) if finding.code == "fact.twice"]

    for file, _, _, whose in COPIES:
        assert any(finding.path == file and finding.line and whose in finding.text for finding in found), whose
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_no_text_of_the_project_has_a_number_of_the_ledger_itself() -> None:
    project = load(ROOT)

    assert [finding for place in extract.written(project) for finding in fact_rules.twice(project, *place)] == []
