"""Marks travel through templates and leave without a trace."""

from __future__ import annotations

import pytest
from builders import ROOT, load, manuscript_of
from hypothesis import given
from hypothesis import strategies as st

from handbook.build.plan import layouts, plan
from handbook.language.typography import close_up
from handbook.render import environment
from handbook.render.html import render
from handbook.values.model import Selection
from handbook.values.trace import MARK, Marker, lift, weave

pieces = st.lists(st.one_of(st.text("ab <>\n\u00a0文", max_size=8), st.integers(0, 3)), max_size=12)


@given(pieces)
def test_what_is_lifted_comes_back_to_its_place(parts: list[str | int]) -> None:
    marker = Marker()
    plain = "".join(part if isinstance(part, str) else f"text {part}" for part in parts)
    marked = "".join(part if isinstance(part, str) else marker.mark(("", str(part)), f"text {part}") for part in parts)

    html, trace = lift(marked, marker)

    assert html == plain
    assert MARK.sub("", weave(html, trace)) == plain
    assert lift(weave(html, trace), marker)[1] == trace


def test_a_message_inside_a_message_keeps_both() -> None:
    marker = Marker()
    inner = marker.mark(("", "in"), "dedans")
    html, trace = lift(f"<p>{marker.mark(('', 'out'), f'dehors ({inner})')}</p>", marker)

    woven = weave(html, trace)

    assert html == "<p>dehors (dedans)</p>"
    assert woven == f"<p>{chr(0xF0001)}dehors ({chr(0xF0000)}dedans{chr(0xFFFFD)}){chr(0xFFFFD)}</p>"


def test_closing_up_spaces_moves_no_mark() -> None:
    language = load(ROOT).languages["zh-Hans"]
    marker = Marker()
    html, trace = lift(f"<p>{marker.mark(('', 'a'), '真。')} {marker.mark(('', 'b'), '假。')}</p>", marker)

    closed = close_up(html, language)

    assert closed == "<p>真。假。</p>"
    assert MARK.sub("|", weave(closed, trace)) == "<p>|真。||假。|</p>"


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ar", "fr"])
def test_templates_give_the_same_page_with_and_without_marks(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = load(ROOT)
    for job in layouts(project, plan(project, Selection((tag,)))):
        catalog, _ = manuscript_of(ROOT).catalog(job.language)
        traced, _ = render(project, job, catalog)
        with monkeypatch.context() as patch:
            patch.setattr(environment.Marker, "mark", lambda _self, _key, text, _tag="": text)
            plain, _ = render(project, job, catalog)

        assert traced is not None
        assert plain is not None
        assert traced.html == plain.html
        assert not MARK.search(traced.html)
        assert len(traced.trace.keys) > 20
