"""Jobs and file names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import ROOT, a_job, load
from hypothesis import given
from hypothesis import strategies as st

from handbook.build.plan import alone, layouts, plan
from handbook.build.publish import names
from handbook.values.errors import UsageError
from handbook.values.model import Purpose, Selection


def test_everything_is_planned_when_nothing_is_chosen() -> None:
    jobs = plan(load(ROOT), Selection())

    slugs = [job.slug for job in jobs]
    screens = [slug for slug in slugs if slug.endswith("_screen")]
    assert screens == [f"{language.slug}_screen" for language in load(ROOT).languages.values()]
    assert {job.product.id for job in jobs} == set(load(ROOT).products)


def test_formats_that_share_a_layout_are_laid_out_once() -> None:
    project = load(ROOT)

    jobs = layouts(project, plan(project, Selection(("fr",), ("print", "booklet", "booklet-office"))))

    assert [job.slug for job in jobs] == ["fr_screen"]


def test_a_language_may_be_spelled_in_any_case_or_with_an_underscore() -> None:
    jobs = plan(load(ROOT), Selection(languages=("ZH_hans",)))

    assert {job.language.tag for job in jobs} == {"zh-Hans"}


def test_an_unknown_language_is_a_usage_error_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"unknown language 'fre'. Did you mean 'fr'\?"):
        plan(load(ROOT), Selection(languages=("fre",)))


NOTHING = [
    (Selection(("fr",), ("poster",)), "all languages on one sheet.*leave out -l, or .*-l mul -f poster"),
    (Selection(("fr",), ("card", "poster")), "all languages on one sheet"),
    (Selection(("mul",), ("card",)), "'card' is made for each language: leave out -l mul, or name a language: -l en"),
    (Selection(("mul", "fr"), ("card",)), "nothing of these formats is made of what holds all languages on one sheet"),
    (Selection((), ("screen",), purposes=(Purpose.PRESS,)), "'screen' is for the screen, not for the print shop"),
    (Selection(("fr",), ("screen", "card"), purposes=(Purpose.PRESS,)), "leave out --purpose, or -f screen"),
]


@pytest.mark.parametrize(("selection", "said"), NOTHING)
def test_what_was_named_and_would_not_be_made_is_a_usage_error(selection: Selection, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        plan(load(ROOT), selection)


def test_no_format_for_a_purpose_is_a_usage_error() -> None:
    project = load(ROOT)
    screens = {name: each for name, each in project.products.items() if each.purpose is Purpose.SCREEN}

    with pytest.raises(UsageError, match="no format is for the print shop: leave out --purpose"):
        plan(replace(project, products=screens), Selection(purposes=(Purpose.PRESS,)))


@pytest.mark.parametrize("purpose", Purpose)
def test_a_purpose_chooses_all_its_formats(purpose: Purpose) -> None:
    project = load(ROOT)

    jobs = plan(project, Selection(("fr",), purposes=(purpose,)))

    of_one_language = {job.product.id for job in plan(project, Selection(("fr",)))}
    wanted = {name for name, each in project.products.items() if each.purpose is purpose} & of_one_language
    assert {job.product.id for job in jobs} == wanted


def test_what_holds_all_languages_is_asked_for_by_a_tag_of_its_own() -> None:
    jobs = plan(load(ROOT), Selection(("mul",)))

    assert [job.slug for job in jobs] == ["mul_poster", "mul_poster-large"]


def test_a_language_cannot_be_asked_for_and_left_out() -> None:
    with pytest.raises(UsageError, match="fr cannot be asked for and left out"):
        plan(load(ROOT), Selection(("fr",), ("card",), release=True, without=("fr",)))


def test_the_desk_asks_for_one_language() -> None:
    with pytest.raises(UsageError, match="'mul' is all languages together: name one of them"):
        alone(load(ROOT), "mul", None)


def test_a_file_name_tells_language_format_and_edition() -> None:
    path = names.path(a_job("zh-Hans"))

    assert str(path) == "2027-01/zh-hans/handbook_zh-hans_screen_2027-01.pdf"


@given(st.lists(st.tuples(st.sampled_from(["en", "fr", "zh-Hans"]), st.sampled_from(["screen", "card"])), unique=True))
def test_no_two_jobs_share_a_file_name(pairs: list[tuple[str, str]]) -> None:
    paths = [names.path(a_job(tag, id=name)) for tag, name in pairs]

    assert len(set(paths)) == len(paths)
    assert all(str(path).isascii() and str(path) == str(path).lower() for path in paths)
