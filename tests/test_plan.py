"""Jobs and file names."""

from __future__ import annotations

import pytest
from builders import ROOT, a_job, load
from hypothesis import given
from hypothesis import strategies as st

from handbook.errors import UsageError
from handbook.model import Selection
from handbook.plan import layouts, plan
from handbook.publish import names


def test_everything_is_planned_when_nothing_is_chosen() -> None:
    jobs = plan(load(ROOT), Selection())

    slugs = [job.slug for job in jobs]
    screens = [slug for slug in slugs if slug.endswith("_screen")]
    assert screens == ["en_screen", "zh-hans_screen", "ar_screen", "fr_screen"]
    assert {job.format.id for job in jobs} == set(load(ROOT).formats)


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


def test_a_file_name_tells_language_format_and_edition() -> None:
    path = names.path(a_job("zh-Hans"))

    assert str(path) == "2026-11/zh-hans/handbook_zh-hans_screen_2026-11.pdf"


@given(st.lists(st.tuples(st.sampled_from(["en", "fr", "zh-Hans"]), st.sampled_from(["screen", "card"])), unique=True))
def test_no_two_jobs_share_a_file_name(pairs: list[tuple[str, str]]) -> None:
    paths = [names.path(a_job(tag, id=name)) for tag, name in pairs]

    assert len(set(paths)) == len(paths)
    assert all(str(path).isascii() and str(path) == str(path).lower() for path in paths)
