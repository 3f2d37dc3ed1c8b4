"""A sample leaves out no format and no script, and does not grow with the languages."""

from __future__ import annotations

import pytest
from builders import a_language, a_product
from sampling import ALL, READ, built, sampled

from handbook.values.model import EVERY, Job

SCRIPTS = {"ar": "Arab", "fa": "Arab", "zh-Hans": "Hans", "ja": "Jpan", "ru": "Cyrl"}


@pytest.fixture(autouse=True)
def _a_sample_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL, raising=False)


def jobs(tags: list[str], formats: list[str]) -> list[Job]:
    languages = [a_language(tag, script=SCRIPTS.get(tag, "Latn")) for tag in tags]
    return [Job("2027-01", language, a_product(id=name)) for language in languages for name in formats]


@pytest.mark.parametrize(
    ("tags", "formats", "count"),
    [(["en", "zh-Hans", "ar", "fr"], ["screen", "large-print", "leaflet", "card"], 4),
     (["en", "zh-Hans", "ar", "fr", "de", "es", "it", "pl", "fa"], ["screen", "large-print", "leaflet", "card"], 4),
     (["en", "zh-Hans", "ar", "ja", "ru"], ["screen"], 5), (["en"], ["screen", "card"], 2)],
)  # fmt: skip
def test_each_format_and_each_script_is_taken_and_no_more(tags: list[str], formats: list[str], count: int) -> None:
    listed = jobs(tags, formats)

    taken = sampled(listed)

    assert {job.product.id for job in taken} == set(formats)
    assert {job.language.script for job in taken} == {job.language.script for job in listed}
    assert len(taken) == count
    assert sampled(listed) == taken


def test_nothing_is_left_out_where_all_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALL, "1")
    listed = jobs(["en", "fr", "ar"], ["screen", "card"])

    assert sampled(listed) == listed
    assert built(listed) == listed


def test_handbooks_of_more_languages_and_scripts_are_no_more() -> None:
    formats = ["screen", "large-print", "leaflet", "card", "booklet", "cover"]
    few, many = list(READ), [*READ, "fa", "de", "ja", "ru"]

    assert built(jobs(many, formats)) == built(jobs(few, formats))


def test_each_format_is_among_the_handbooks() -> None:
    listed = jobs([*READ, "ja"], ["screen", "card", "booklet", "cover"])

    assert {job.product.id for job in built(listed)} == {job.product.id for job in listed}


def test_the_sheets_of_all_languages_are_among_the_handbooks() -> None:
    of_all = Job("2027-01", a_language(EVERY), a_product(id="poster"))

    assert of_all in built([*jobs([*READ, "ja"], ["screen"]), of_all])


def test_handbooks_are_read_in_three_languages() -> None:
    listed = jobs(["en", "zh-Hans", "ar", "fr"], ["screen", "large-print", "booklet", "cover"])

    made = [f"{job.language.tag} {job.product.id}" for job in built(listed)]

    assert made == ["en screen", "en large-print", "en booklet", "en cover", "zh-Hans screen",
                    "ar screen"]  # fmt: skip
