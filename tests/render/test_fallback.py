"""What is not translated is printed in the source language, and says so to readers and voices."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import ROOT, a_language, load, manuscript_of

from handbook.build.plan import plan
from handbook.render.fallback import told
from handbook.render.html import render
from handbook.values.model import Selection
from handbook.values.trace import MARK, Marker

ENGLISH = '<bdi lang="en" dir="ltr">'


@pytest.mark.parametrize(
    ("page", "shown"),
    [("<p>{a}</p>", f"<p>{ENGLISH}A.</bdi></p>"), ("<p>{b}</p>", "<p>B.</p>"),
     ("<p>{a} {b} {a}</p>", f"<p>{ENGLISH}A.</bdi> B. {ENGLISH}A.</bdi></p>"),
     ('<img alt="{a}"> {b}', '<img alt="A."> B.'), ("<title>{a}</title>", "<title>A.</title>"),
     ("<!-- {a} -->{b}", "<!-- A. -->B."), ('<p title="{a}">{a}</p>', f'<p title="A.">{ENGLISH}A.</bdi></p>')],
)  # fmt: skip
def test_an_element_is_set_around_what_is_not_translated(page: str, shown: str) -> None:
    marker = Marker()
    a, b = marker.mark(("", "A"), "A."), marker.mark(("", "B"), "B.")

    marked = told(page.format(a=a, b=b), marker.numbers, {("", ("", "A"))}, a_language("en"))

    assert MARK.sub("", marked) == shown


def test_texts_inside_texts_are_told_apart() -> None:
    marker = Marker()
    inner = marker.mark(("", "inner"), "in")
    outer = marker.mark(("", "outer"), f"out {inner} side")

    for missing, shown in (("inner", f"out {ENGLISH}in</bdi> side"), ("outer", f"{ENGLISH}out in side</bdi>")):
        marked = told(outer, marker.numbers, {("", ("", missing))}, a_language("en"))

        assert MARK.sub("", marked) == shown


def test_a_draft_in_arabic_has_its_english_in_english() -> None:
    project = load(ROOT)
    (job,) = plan(project, Selection(("ar",), ("card",)))
    whole, _ = manuscript_of(ROOT).catalog(job.language)
    complete, _ = render(project, job, whole)

    draft, _ = render(project, job, replace(whole, messages={}))

    assert complete
    assert draft
    assert ENGLISH not in complete.html
    english = re.findall(r'<bdi lang="en" dir="ltr">(.*?)</bdi>', draft.html, re.DOTALL)
    assert len(english) > 5
    bodies = (re.sub(r".*<body[^>]*>", "", each.html, flags=re.DOTALL) for each in (draft, complete))
    outside, known = (re.sub(rf"{ENGLISH}.*?</bdi>|<[^>]*>", " ", each, flags=re.DOTALL) for each in bodies)
    assert set(re.findall(r"[A-Za-z]{4,}", outside)) <= set(re.findall(r"[A-Za-z]{4,}", known))
