"""Mistakes in the data files: each is named with file, line and a way out, all in one run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import ROOT, data_file, data_files, load, project_files, replace, said

from handbook.config.project import InvalidConfigurationError
from handbook.values.diagnostics import Diagnostic

NAME = said("name")
CASES = [
    ("languages.toml", r'tag = "fr"', 'tag = "xq"', "language.tag", "unknown language tag"),
    ("languages.toml", r'fonts = "latin"', 'fonts = "latn"', "language.fonts", "Did you mean 'latin'?"),
    ("languages.toml", r"min_coverage = 1.0", "min_coverage = 7.0", "data.value", "at most 1"),
    ("languages.toml", r"source = true", "source = false", "language.source", "exactly one"),
    (
        "formats.toml",
        r"\npages_multiple_of",
        "\npage_multiple_of",
        "data.key-unknown",
        "Did you mean 'pages_multiple_of'?",
    ),
    ("formats.toml", r"trim_mm = \{[^}]+\}", 'trim_mm = "A5"', "data.type", "'trim_mm' must be a list"),
    ("formats.toml", r"trim_mm = \{[^}]+\}", "trim_mm = [148]", "data.value", "[width, height] in millimetres"),
    ("formats.toml", r"trim_mm = \{[^}]+\}", "trim_mm = { us = [140, 216] }", "data.key-missing", "'trim_mm'"),
    ("formats.toml", "bleed_mm = 5", "bleed_mm = { uk = 3 }", "data.key-unknown", "unknown paper 'uk'"),
    ("formats.toml", r'purpose = "screen"', 'purpose = "screan"', "data.value", "Did you mean 'screen'?"),
    (
        "formats.toml",
        r'purpose = "screen"',
        'purpose = "press"\narrangement = "cards"',
        "data.key-missing",
        "'sheet_mm' is missing",
    ),
    ("edition.toml", r'paper = "iso"', 'paper = "A4"', "data.value", "Possible: 'iso', 'us'"),
    ("formats.toml", 'fold = "saddle"', 'fold = "letter"', "data.key-missing", "'folds_mm'"),
    (
        "edition.toml",
        r'print_condition = "[^"]+"',
        'print_condition = "FOGRA93"',
        "data.value",
        "Did you mean 'FOGRA39'?",
    ),
    (
        "edition.toml",
        r'print_condition = "[^"]+"',
        'print_condition = "FOGRA51"',
        "profile.missing",
        "PSOcoated_v3.icc",
    ),
    ("edition.toml", r"companions = \[[^\]]*\]", 'companions = ["eng"]', "edition.language", "Did you mean 'en'?"),
    ("association.toml", r'guide = "[^"]+"', 'guide = "https://a.org"', "data.value", "www.association.org/guide"),
    ("formats.toml", r"formats/a5.css", "formats/a55.css", "format.file", "a55.css does not exist"),
    ("edition.toml", r'"checks",', '"cheks",', "edition.chapter", "Did you mean 'checks'?"),
    ("edition.toml", r"revised = [\d-]+", 'revised = "today"', "data.type", "a date"),
    ("association.toml", NAME, 'name = "Guard \U000f0001"', "data.value", "U+F0001"),
    ("association.toml", NAME, r'name = "Guard \U000F0001"', "data.value", "U+F0001"),
    ("association.toml", NAME, 'name = ""', "data.value", "'name' is empty"),
    ("association.toml", r'name\.ar = "[^"]+"', 'name.ar = " "', "data.value", "'ar' is empty"),
    ("association.toml", r'name\.ar = "[^"]+"', 'name.ar = "A\\u202EB"', "data.value", "U+202E"),
    ("association.toml", r'name\.ar = "[^"]+"', "name.ar = 5", "data.type", "between quotation marks"),
    ("association.toml", r"name\.ar", "name.arr", "language.tag", "unknown language tag 'arr'"),
    ("association.toml", r"name\.fr =", "name.fr-CA =", "language.tag", "no edition is in 'fr-CA'"),
    ("association.toml", r"address\.zh-Hans", "address.zh-hans", "language.tag", "Write it as 'zh-Hans'."),
    ("association.toml", r'name\.en = "[^"]+"\n', "", "data.key-missing", "Add a line: name.en"),
    ("association.toml", r'licence_line\.en = "[^"]+"\n', "", "data.key-missing", "Add a line: licence_line.en"),
    ("languages.toml", r'"AU", "CA"', '"AU", "BX"', "data.country", "unknown country code 'BX'"),
    ("languages.toml", r'"AU", "CA"', '"AU", "AU"', "data.duplicate", "'AU' stands twice in 'countries'"),
    (
        "home_rules.toml",
        r"\ntext_one = [^\n]+",
        "",
        "data.plural",
        "counts {fine_max_multiple} and has no form for one",
    ),
    ("home_rules.toml", r"\{fine_max_multiple\} time its", "some times its", "data.plural", "does not say {fine_max_m"),
    ("home_rules.toml", r"\{fine_max_multiple\} time its", "{f} of {fine_max_multiple} time its", "data.plural", "{f}"),
    ("home_rules.toml", r'(?<=text = "Customs seizes copies.")', '\ntext_one = "A"', "data.plural", "counts nothing"),
    (
        "home_rules.toml",
        r"\{prison_years_max\} years",
        "{prison_years_max} years {fine_max_count} times",
        "rule.value",
        "",
    ),
    ("home_rules.toml", r"Customs seizes copies", "A B C D E F G H I", "rule.length", "9 words"),
    ("association.toml", r"phones = [^\n]+\n", "", "data.key-missing", "Add a line: phones"),
    ("association.toml", r"phones = [^\n]+", "phones = []", "data.value", "'phones' is empty"),
    ("association.toml", r'"\+86 10 0000 0000"', '"010 1234"', "data.value", "'010 1234' has no country code"),
    ("association.toml", r'"\+86 10 0000 0000"', '"call us"', "data.value", "'call us' is no telephone number"),
    ("association.toml", r'email = "[^"]+"', 'email = "guide"', "data.value", "guide@association.org"),
    ("association.toml", r'web = "[^"]+"', 'web = "https://a.org"', "data.value", "www.association.org"),
    ("association.toml", r'accent = "jade"', 'accent = "jaed"', "data.value", "Did you mean 'jade'?"),
    ("association.toml", r'accent = "jade"', 'accent = "#12345"', "data.value", "unknown colour"),
    ("association.toml", r'accent = "jade"', 'accent = "ochre"', "accent.contrast", ":1 on the paper"),
    ("association.toml", r'accent = "jade"', 'accent = "#787878"', "accent.contrast", "text needs 4.5:1"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "lego.svg"', "logo.missing", "Did you mean 'logo.svg'?"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "../logo.svg"', "logo.name", "no SVG or PNG file of"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "facts.toml"', "logo.name", "no SVG or PNG file of"),
    ("association.toml", r"sample = true", "sample = 1", "data.type", "true or false"),
    ("edition.toml", r"number = 2", "number = 0", "data.value", "at least 1"),
    ("edition.toml", r"number = 2", "number = 0.5", "data.type", "a whole number"),
    ("facts.toml", r'confidence = "high"', 'confidence = "lo"', "data.value", "Did you mean 'low'?"),
    ("facts.toml", r"multiplier = 3", "multiplier = [", "data.syntax", "the list that begins here is not closed"),
    ("fonts.toml", r"SourceSans3\[wght\].ttf", "SourceSans4.ttf", "font.missing", "has no file"),
    ("fonts.toml", r'"fontpkg_amiri"', '"fontpkg_nothing"', "font.package", "is not installed"),
    ("fonts.toml", r'display = \["source-serif"', 'display = ["source-sherif"', "font.family", "'source-serif'?"),
    ("home_rules.toml", r'"ae-dubai"', '"ae-dubay"', "fact.unknown", "Did you mean 'ae-dubai'?"),
    ("home_rules.toml", r"\{data_year\}", "{data_years}", "rule.value", "no cited fact has a value"),
    ("panels.toml", r"size_mm = \[45, 28\]", "size_mm = [45]", "data.value", "[width, height] in millimetres"),
    ("panels.toml", r"type_pt = \[7, 10\]", "type_pt = [10, 7]", "data.value", "[smallest, largest] in points"),
    ("panels.toml", r'"code"\]', '"cod"]', "data.value", "Did you mean 'code'?"),
    ("panels.toml", r'id = "card"', 'id = "purse"', "panel.template", "templates/panels/purse.html does not exist"),
    ("panels.toml", r'id = "card"', 'id = "full"', "data.duplicate", "stands here twice"),
    ("formats.toml", r'id = "screen"', 'id = "../x"', "data.value", "hyphens"),
    ("edition.toml", r"revised = [\d-]+", "revised = 2026-11-22T10:00:00", "data.type", "a date"),
    ("fonts.toml", r"axes = \{ wght = 400 \}", 'axes = { wght = "a" }', "data.type", "'wght' must be a number"),
    ("phrases.toml", r"Is this genuine\?", "Is it 100% genuine?", "data.value", "percent sign"),
    ("home_rules.toml", r'country = "AE"', 'country = "QQ"', "rule.country", "ISO 3166"),
]

# Faults that are named where the table begins, or in the line of another key.
MOVED = {"data.key-missing", "font.missing", "font.package"}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_files(tmp_path_factory.mktemp("data"), ("en", "fr", "zh-Hans"))


@pytest.fixture
def root(copied: Path) -> Iterator[Path]:
    """Yield a project that is put in order again afterwards."""
    files = {path: path.read_bytes() for path in data_files(copied)}
    yield copied
    for path, data in files.items():
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def faults(root: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the data of a project."""
    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)
    return caught.value.diagnostics


@pytest.mark.parametrize(("file", "pattern", "replacement", "code", "words"), CASES)
def test_a_mistake_in_a_data_file_is_named_with_its_line(
    root: Path, file: str, pattern: str, replacement: str, code: str, words: str
) -> None:
    path = root / data_file(file)
    replace(path, pattern, replacement)

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    assert caught.value.exit_status == 3
    finding = next(f for f in caught.value.diagnostics if f.code == code)
    assert finding.path == data_file(file)
    assert words in str(finding)
    lines = path.read_text("utf-8").splitlines()
    assert finding.line == 0 or replacement.strip() in lines[finding.line - 1] or code in MOVED


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ("[97]", "must be 2 places on the page"),
        ("[97, 49]", "must be 2 places on the page"),
        ("[49, 197]", "must be 2 places on the page"),
        ('[49, "97"]', "must be a list of numbers"),
        ("[49, true]", "must be a list of numbers"),
        ("[49, inf]", "must be a number over 0 and at most 2,000 mm"),
    ],
)
def test_folds_are_as_many_as_the_fold_has_and_lie_on_the_page_in_their_order(
    root: Path, places: str, words: str
) -> None:
    path = root / "handbook/settings/formats.toml"
    replace(path, 'fold = "saddle"', f'fold = "letter"\nfolds_mm = {places}')

    finding, *_ = faults(root)

    assert words in str(finding)
    assert path.read_text("utf-8").splitlines()[finding.line - 1] == f"folds_mm = {places}"


def test_all_mistakes_are_reported_in_one_run(root: Path) -> None:
    replace(root / "handbook/settings/languages.toml", r'tag = "fr"', 'tag = "zz-Nowhere"')
    replace(root / "content/edition.toml", r'"cover",', '"covers",')

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    assert {"language.tag", "edition.chapter"} <= {finding.code for finding in caught.value.diagnostics}


def test_an_association_may_be_named_in_a_script_that_has_no_edition_yet(tmp_path: Path) -> None:
    root = project_files(tmp_path, ("en", "zh-Hans"))

    assert set(load(root).association.words) >= {"zh-Hans", "zh-Hant"}


def test_inline_tables_are_read_as_well(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    file = root / "content/phrases.toml"
    file.write_text('phrase = [{ id = "a", text = "A", han = "啊", pinyin = "a", page = "dates" }]', encoding="utf-8")

    assert list(load(root).phrases) == ["a"]


@pytest.mark.parametrize("text", ["phrase = 3", 'phrase = ["x"]', "phrase = []"])
def test_a_file_without_its_tables_is_a_fault(root: Path, text: str) -> None:
    (root / "content/phrases.toml").write_text(text, encoding="utf-8")

    (finding,) = faults(root)

    assert (finding.line, finding.code) == (1, "data.empty")
    assert "no [[phrase]] tables" in finding.text


# File, what stands there, what a hand makes of it, the code of the one finding and some of its words. The line of the
# finding is that of the changed text.
ONE = [
    # unknown keys and tables
    (
        "languages.toml",
        r"\[\[language\]\]\ntag = \"fr\"",
        '[[languages]]\ntag = "fr"',
        "data.key-unknown",
        "'language'?",
    ),
    ("formats.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("facts.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("fonts.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("home_rules.toml", r"\A", "[rules]\n", "data.key-unknown", "unknown table [rules]"),
    ("languages.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("phrases.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("scripts.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("scripts.toml", r"(?<=Laoo\]\n)break_by", "brake_by", "data.key-unknown", "Did you mean 'break_by'?"),
    ("scripts.toml", r'"dictionary"\nzero', '"dictionaries"\nzero', "data.value", "Did you mean 'dictionary'?"),
    ("scripts.toml", r"\[script\.Thai\]", "[script.Thay]", "data.script", "ISO 15924"),
    ("scripts.toml", r'\["Hang"\]', '["Hangul"]', "data.script", "'Hangul'"),
    ("scripts.toml", r'\[" \(", "\)"\]', '[" ("]', "data.value", "must be two texts"),
    ("print_conditions.toml", r"\A", "fnord = 1\n", "data.key-unknown", "unknown key 'fnord'"),
    ("association.toml", r"\A", "short_name = 'F'\n", "data.key-unknown", "unknown key 'short_name'"),
    ("edition.toml", r"\Z", "[chapter]\n", "data.key-unknown", "Did you mean 'chapters'?"),
    ("facts.toml", r"minimum = 500\n", "minimun = 500\n", "data.key-unknown", "Did you mean 'minimum'?"),
    ("facts.toml", r"(?<=\n)legal_basis", "legal_bassis", "data.key-unknown", "Did you mean 'legal_basis'?"),
    ("facts.toml", r"minimum = 500\n", "Minimum-Sum = 500\n", "data.key-unknown", "small letters"),
    ("facts.toml", r"multiplier = 3\n", "multiplier = [3]\n", "data.type", "a number, a text or a date"),
    ("facts.toml", r"multiplier = 3\n", "multiplier = true\n", "data.type", "a number, a text or a date"),
    ("facts.toml", r"minimum = 500\n", "minimum = 1.000\n", "data.value", "minimum = 1000"),
    ("facts.toml", r"minimum = 500\n", "minimum = 1.500\n", "data.value", "minimum = 1500"),
    ("facts.toml", r"minimum = 500\n", "minimum = 500.0\n", "data.value", "minimum = 500"),
    ("facts.toml", r"minimum = 500\n", 'minimum = "five hundred"\n', "data.type", "is the text 'five hundred'"),
    ("facts.toml", r"applies = 2027-01-01", 'applies = "1 January 2027"', "data.type", "or as a date: 2027-01-01"),
    ("facts.toml", r'currency = "CNY"', 'curency = "CNY"', "data.key-unknown", "Did you mean 'currency'?"),
    ("facts.toml", r"multiplier = 3\n", "multipleir = 3\n", "data.key-unknown", "Did you mean 'multiplier'?"),
    ("facts.toml", r'city = "12345"', 'city = ""', "data.value", "is empty"),
    ("facts.toml", r"\+86 10 \{city\}", "+86 10 {town}", "fact.phone", "no telephone number is named 'town'"),
    ("fonts.toml", r"\{ wght = 400 \}", "{ wght = 400 }, weight = 3", "data.key-unknown", "unknown key 'weight'"),
    ("fonts.toml", r"(?<=\n)figures = \[", "figurs = [", "data.key-unknown", "Did you mean 'figures'?"),
    ("fonts.toml", r'"600" = ', '"650" = ', "font.cut", "unknown cut '650'"),
    ("formats.toml", r"styles_on = \{ us", "styles_on = { uk", "data.key-unknown", "unknown paper 'uk'"),
    # numbers
    ("edition.toml", r"caliper_mm = 0.15", "caliper_mm = -1", "data.value", "at least 0.03 and at most 0.6 mm"),
    ("edition.toml", r"caliper_mm = 0.15", "caliper_mm = 50", "data.value", "is 50, but must be"),
    ("edition.toml", r"caliper_mm = 0.15", "caliper_mm = nan", "data.value", "is nan, but must be"),
    ("edition.toml", r"caliper_mm = 0.15", "caliper_mm = inf", "data.value", "is inf, but must be"),
    ("edition.toml", r"caliper_mm = 0.15", "caliper_mm = true", "data.type", "a number, not true or false"),
    ("edition.toml", r"caliper_mm = 0.15", 'caliper_mm = "0.1"', "data.type", "without quotation marks"),
    ("edition.toml", r"number = 2", "number = 1000000", "data.value", "at most 999"),
    ("edition.toml", r"number = 2", "number = -1", "data.value", "at least 1"),
    ("edition.toml", r"number = 2", "number = 1\nprint_run = 0", "data.value", "copies"),
    ("edition.toml", r"number = 2", "number = 1\nprint_run = 99999999999", "data.value", "at most 10,000,000"),
    ("formats.toml", r"bleed_mm = 5", "bleed_mm = -3", "data.value", "at most 20 mm"),
    ("formats.toml", r"bleed_mm = 5", "bleed_mm = 100", "data.value", "at most 20 mm"),
    ("formats.toml", r"bleed_mm = 5", "bleed_mm = { iso = 5, us = 100 }", "data.value", "at most 20 mm"),
    ("formats.toml", r"trim_mm = [^\n]+", "trim_mm = [1000000000, 54]", "data.value", "at most 2,000 mm"),
    ("formats.toml", r"trim_mm = [^\n]+", "trim_mm = [0, 54]", "data.value", "at least 30"),
    (
        "formats.toml",
        r"trim_mm = [^\n]+",
        "trim_mm = { iso = [148, 210], us = [-5.5, 210] }",
        "data.value",
        "at least 30",
    ),
    ("formats.toml", r"pages_multiple_of = 1", "pages_multiple_of = 0", "data.value", "at least 1"),
    ("formats.toml", r"pages_multiple_of = 1", "pages = 0", "data.value", "at least 1"),
    ("formats.toml", r"pages_multiple_of = 1", "pages_multiple_of = -4", "data.value", "at least 1"),
    ("languages.toml", r"min_coverage = 1.0", "min_coverage = 0", "data.value", "over 0"),
    ("languages.toml", r"min_coverage = 1.0", "min_coverage = 100", "data.value", "at most 1"),
    ("languages.toml", r"min_coverage = 1.0", "min_coverage = nan", "data.value", "is nan"),
    ("print_conditions.toml", r"tac = 300", "tac = 900", "data.value", "at most 400 per cent"),
    ("print_conditions.toml", r"tac = 300", "tac = 3", "data.value", "at least 150"),
    ("fonts.toml", r"\nface = 2", "\nface = -1", "data.value", "at least 0"),
    ("fonts.toml", r"axes = \{ wght = 400 \}", "axes = { wght = inf }", "data.value", "is inf"),
    ("facts.toml", r"minimum = 500\n", "minimum = -500\n", "data.value", "over 0"),
    ("facts.toml", r"minimum = 500\n", "minimum = 0\n", "data.value", "over 0"),
    ("facts.toml", r"minimum = 500\n", "minimum = 1e400\n", "data.value", "is inf"),
    ("facts.toml", r"share_percent = 75", "share_percent = 175", "data.value", "at most 100 per cent"),
    ("facts.toml", r"data_year = 2021", "data_year = 20211", "data.value", "at most 2,100"),
    ("facts.toml", r"rate_low = 8", "rate_low = 80", "data.value", "more than 'rate_high'"),
    # codes
    ("facts.toml", r'currency = "CNY"', 'currency = "RMB"', "data.currency", "ISO 4217"),
    ("facts.toml", r'currency = "CNY"', 'currency = "cny"', "data.currency", "Write 'CNY'"),
    ("languages.toml", r"currencies = \{ CNY", "currencies = { RMB", "data.currency", "'RMB'"),
    ("languages.toml", r'one = "yuan"', 'few = "yuan"', "language.plural", "'few'"),
    ("languages.toml", r"countries = \[", 'dates = { yMMMd = "MMMMMMM" }\ncountries = [', "language.date", "'yMMMd'"),
    ("languages.toml", r"countries = \[", 'dates = { yMd = "d.M.y" }\ncountries = [', "language.date", "'yMd'"),
    ("languages.toml", r"\{ HK", "{ HONGKONG", "data.country", "'HONGKONG'"),
    ("home_rules.toml", r'country = "AE"', 'country = "ZZ"', "rule.country", "ISO 3166"),
    ("languages.toml", r'script = "Latn"', 'script = "Arabic"', "language.script", "ISO 15924"),
    ("languages.toml", r'script = "Latn"', 'script = "Zzzz"', "language.script", "ISO 15924"),
    (
        "languages.toml",
        r'script = "Latn"',
        'script = "Hans"',
        "language.script",
        "'en' is written in 'Latn', not 'Hans'",
    ),
    ("languages.toml", r'direction = "ltr"', 'direction = "rtl"', "language.direction", "'en' is read 'ltr'"),
    ("languages.toml", r'region = "en_GB"', 'region = "en_ZZ"', "language.region", "no region of 'en'"),
    ("languages.toml", r'region = "en_GB"', 'region = "fr_FR"', "language.region", "no region of 'en'"),
    ("languages.toml", r'region = "en_GB"', 'region = "GB"', "language.region", "no region of 'en'"),
    ("languages.toml", r'tag = "fr"', 'tag = "FR"', "language.tag", "Write it as 'fr'"),
    ("languages.toml", r'tag = "fr"', 'tag = "fr-ZZ"', "language.tag", "unknown language tag 'fr-ZZ'"),
    ("facts.toml", r'"th", "fa"', '"th", "xx"', "language.tag", "unknown language tag 'xx'"),
    ("facts.toml", r'title_language = "fr"', 'title_language = "frr-xx"', "language.tag", "unknown language tag"),
    ("edition.toml", r'ticket_language = "[^"]+"', 'ticket_language = "eng"', "edition.language", "Did you mean 'en'?"),
    (
        "formats.toml",
        r'conformance = \["PDF/A-2a", "PDF/UA-1"\]',
        'conformance = ["PDF/UA1"]',
        "data.value",
        "Did you mean 'PDF/UA-1'?",
    ),
    # dates
    ("edition.toml", r"revised = [\d-]+", "revised = 2999-11-22", "data.value", "between 2026-01-01 and 2028-12-31"),
    ("edition.toml", r"revised = [\d-]+", "revised = 9999-12-31", "data.value", "between 2026-01-01 and 2028-12-31"),
    ("edition.toml", r"revised = [\d-]+", "revised = 1999-11-22", "data.value", "between 2026-01-01 and 2028-12-31"),
    ("formats.toml", r"conformance", 'stock = "card"\nweights_gsm = [3000]\nconformance', "data.value", "600 g/m2"),
    ("formats.toml", r'layout = "book"', 'layout = "bok"', "format.layout", "Did you mean 'book'?"),
    ("formats.toml", r"conformance", "bleed_mm = 9\nconformance", "data.value", "mm, the bleed of layout 'book'"),
    ("formats.toml", r"conformance", 'arrangement = "sadle"\nconformance', "data.value", "Did you mean 'saddle'?"),
    ("formats.toml", r"conformance", "sheet_mm = [210, 297]\nconformance", "data.key-unknown", "'sheet_mm'"),
    ("formats.toml", r"\[\[product\]\]", "[[format]]", "data.key-unknown", "unknown table [[format]]"),
    ("home_rules.toml", r'facts = \["at-ecc"\]', 'fact = ["at-ecc"]', "data.key-unknown", "Did you mean 'facts'?"),
    ("print_conditions.toml", r'profile = "FOGRA39L', 'profile = "../FOGRA39L', "data.value", "the file's name alone"),
    ("facts.toml", r'confidence = "high"', 'confidense = "high"', "data.key-unknown", "Did you mean 'confidence'?"),
    ("edition.toml", r'id = "2027-01"', 'id = "2027-13"', "data.value", "no such month"),
    ("facts.toml", r"verified_on = [\d-]+", "verified_on = 2036-11-22", "data.value", "must lie between"),
    ("facts.toml", r"review_by = [\d-]+", "review_by = 2025-01-01", "data.value", "must lie between 2026-11-"),
    ("facts.toml", r"review_by = [\d-]+", "review_by = 2999-01-01", "data.value", "must lie between"),
    ("facts.toml", r'\ndate = "2013-10-25"', '\ndate = "2013-13-25"', "data.value", "no such day"),
    (
        "facts.toml",
        r'\ndate = "2013-10-25"',
        '\ndate = "2031-10-25"',
        "data.value",
        "the day on which the source was read",
    ),
    ("facts.toml", r'\ndate = "2013-10-25"', '\ndate = "25.10.2013"', "data.value", "YYYY-MM-DD"),
    ("facts.toml", r'\ndate = "2013-10-25"', "\ndate = 2013-10-25", "data.type", "between quotation marks"),
    # texts and addresses
    ("facts.toml", r'address = "https://github', 'address = "github', "data.value", "as a browser shows it"),
    ("facts.toml", r'address = "https://[^"]+"', 'address = "https://a b"', "data.value", "as a browser shows it"),
    ("association.toml", r'web = "[^"]+"', 'web = "www"', "data.value", "www.association.org"),
    ("association.toml", r'web = "[^"]+"', 'web = "www..org"', "data.value", "www.association.org"),
    ("association.toml", r'guide = "[^"]+"', 'guide = "a.org/guide/"', "data.value", "without / at its end"),
    ("association.toml", r'guide = "[^"]+"', 'guide = "a.org/guide?x=1"', "data.value", "without / at its end"),
    ("association.toml", r'email = "[^"]+"', 'email = "a@b"', "data.value", "guide@association.org"),
    ("association.toml", r'email = "[^"]+"', 'email = "a@b.org, c@d.org"', "data.value", "guide@association.org"),
    ("association.toml", r"phones = [^\n]+", 'phones = ["12"]', "data.value", "3 to 15 digits"),
    ("association.toml", r"phones = [^\n]+", 'phones = ["+86 10 0000 0000 0000 0000"]', "data.value", "3 to 15 digits"),
    ("association.toml", r"phones = [^\n]+", 'phones = ["+86 1000", "+86 1000"]', "data.duplicate", "stands twice"),
    ("association.toml", r"phones = [^\n]+", 'phones = [""]', "data.value", "is empty"),
    ("facts.toml", r'city = "12345"', 'city = "call"', "data.value", "no telephone number"),
    ("facts.toml", r'immigration = "12367"', 'city = "12367"', "data.duplicate", "telephone 'city'"),
    ("association.toml", NAME, 'name = "A\\nB"', "data.value", "a line break after 'A'"),
    ("association.toml", NAME, 'name = "A\\u0007B"', "data.value", "U+0007"),
    ("association.toml", NAME, 'name = "A\\u202EB"', "data.value", "U+202E"),
    ("association.toml", NAME, f'name = "{"A" * 201}"', "data.value", "201 characters, more than 200"),
    ("association.toml", NAME, "name = 5", "data.type", "between quotation marks"),
    ("association.toml", said("licence_line"), 'licence_line = " "', "data.value", "is empty"),
    ("association.toml", r'accent = "jade"', 'accent = "#C0"', "data.value", "unknown colour"),
    ("association.toml", r'logo = "logo.svg"', 'logo = "logo.jpg"', "logo.name", "logo.svg or logo.png"),
    ("phrases.toml", r'han = "这是正品吗？"', 'han = ""', "data.value", "is empty"),
    ("formats.toml", r'id = "screen"', 'id = "con"', "data.value", "a file's name"),
    # twice
    ("edition.toml", r'  "law",', '  "checks",', "data.duplicate", "'checks' stands twice"),
    ("edition.toml", r"chapters = \[[^]]*\]", "chapters = []", "data.value", "'chapters' is empty"),
    ("edition.toml", r"companions = \[[^\]]*\]", 'companions = ["en", "en"]', "data.duplicate", "'en' stands twice"),
    ("languages.toml", r'tag = "fr"', 'tag = "en"', "data.duplicate", "first in line"),
    ("phrases.toml", r'id = "no-copy"', 'id = "genuine"', "data.duplicate", "first in line"),
    ("home_rules.toml", r'country = "AT"', 'country = "AE"', "data.duplicate", "first in line"),
]


@pytest.mark.parametrize(("file", "pattern", "replacement", "code", "words"), ONE)
def test_a_value_that_means_nothing_gives_one_finding_in_its_own_line(
    root: Path, file: str, pattern: str, replacement: str, code: str, words: str
) -> None:
    path = root / data_file(file)
    before = path.read_text("utf-8")
    replace(path, pattern, replacement)

    (finding,) = faults(root)
    assert (finding.path, finding.code) == (data_file(file), code)
    assert words in str(finding)
    assert finding.hint
    assert finding.line == changed_line(before, path.read_text("utf-8"))


def changed_line(before: str, after: str) -> int:
    """Return the last of the lines that differ."""
    old, new = before.splitlines()[::-1], after.splitlines()[::-1]
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return len(new) - same


def test_a_value_that_is_no_number_is_told_as_such(root: Path) -> None:
    replace(root / "content/facts.toml", "period_days = 30\n", 'period_days = "30"\n')

    findings = faults(root)

    assert [finding.code for finding in findings] == ["data.type"]
    assert "'period_days' is the text '30', no number" in findings[0].text
    assert "period_days = 30" in findings[0].hint


def test_a_telephone_number_under_another_name_is_told_once_however_many_texts_name_it(root: Path) -> None:
    replace(root / "content/facts.toml", r'city = "12345"', 'town = "12345"')

    (finding,) = faults(root)

    assert finding.code == "fact.claim"
    assert "the claim has {city}" in finding.text
    assert "town" in finding.hint


def test_a_table_whose_name_is_in_doubt_makes_no_faults_elsewhere(root: Path) -> None:
    replace(root / "handbook/settings/languages.toml", 'tag = "en"', "tag = 5")

    assert [(finding.path, finding.code) for finding in faults(root)] == [
        ("handbook/settings/languages.toml", "data.type")
    ]


# What a hand makes of a file, the line and column of the slip, and words of the one finding.
UNREAD = [
    ("languages.toml", b'tag = "fr"', "tag = “fr”".encode(), 7, "“ is no quotation mark"),
    ("edition.toml", b'companions = ["en"', b'companions = ["en', 21, "the quotation marks do not pair"),
    ("edition.toml", b"caliper_mm = 0.15", b"caliper_mm = 0,15", 15, "Write the decimal point as a point"),
    ("facts.toml", b"multiplier = 3", b"multiplier = 3 times", 16, "after the number stands a unit"),
    ("association.toml", b'logo = "logo.svg"', b'logo = "C:\\logo.svg"', 11, "a backslash"),
    ("association.toml", b'accent = "jade"', b"accent = jade", 10, "no quotation marks"),
    ("association.toml", b"sample = true", b"sample = yes", 10, "Write it in small letters: true"),
    ("association.toml", b'accent = "jade"', b'email = "x"', 1, "key 'email' stands there twice"),
    ("association.toml", b'accent = "jade"', b"<<<<<<< HEAD", 1, "two versions of the file"),
    ("association.toml", b'web = "www', b'web = "caf\xe9', 11, "perhaps Latin-1"),
    ("association.toml", b'web = "www', 'web = "中国'.encode("gb18030"), 8, "perhaps GBK"),
]


@pytest.mark.parametrize(("file", "there", "made", "column", "words"), UNREAD)
def test_a_slip_of_writing_gives_one_finding_and_nothing_that_follows_from_it(
    root: Path, file: str, there: bytes, made: bytes, column: int, words: str
) -> None:
    path = root / data_file(file)
    data = path.read_bytes()
    path.write_bytes(data.replace(there, made, 1))

    (finding,) = faults(root)

    assert (finding.path, finding.line) == (data_file(file), data[: data.index(there)].count(b"\n") + 1)
    assert finding.text.startswith(f"column {column}: ")
    assert words in str(finding)
    assert finding.hint


def test_the_slips_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    settings, content = root / "handbook/settings", root / "content"
    replace(settings / "languages.toml", 'tag = "en"', "tag = “en”")
    (content / "phrases.toml").unlink()
    (settings / "fonts.toml").write_text("# nothing\n", encoding="utf-8")
    (content / "facts.toml").unlink()
    (content / "facts.toml").mkdir()
    (settings / "formats.toml").write_bytes((settings / "formats.toml").read_text("utf-8").encode("utf-16"))

    found = {(Path(finding.path).name, finding.code) for finding in faults(root)}

    assert found == {
        ("facts.toml", "data.missing"),
        ("fonts.toml", "data.empty"),
        ("formats.toml", "data.encoding"),
        ("languages.toml", "data.syntax"),
        ("phrases.toml", "data.missing"),
    }


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_what_editors_write_round_the_text_is_accepted(tmp_path: Path, end: bytes) -> None:
    root = project_files(tmp_path)
    for path in data_files(root):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", end).replace(b" = ", b"\t=\t"))

    assert load(root).edition == load(ROOT).edition.__class__(**{
        **{key: getattr(load(ROOT).edition, key) for key in load(ROOT).edition.__slots__},
        "chapters": load(root).edition.chapters, "companions": ("en",), "ticket_language": "en",
    })  # fmt: skip
