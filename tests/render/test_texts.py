"""A text as a page prints it: values, percent signs, marks."""

from __future__ import annotations

import pytest
from builders import a_language

from handbook.catalogs.headers import lone_forms
from handbook.catalogs.manuscript import Catalog
from handbook.catalogs.placeholders import placeholder_faults
from handbook.render.environment import Texts
from handbook.values.trace import MARK

PERCENT = [
    ("Sure", "À 100 %", {}, "À 100 %"),
    ("Sure", "À 100 % sûr", {"detail": "x"}, "À 100 % sûr"),
    ("100 % sure", "À 100 % sûr", {}, "À 100 % sûr"),
    ("100 %% sure", "À 100 %% sûr", {}, "À 100 % sûr"),
    ("%(n)s is much", "%(n)s %% est beaucoup", {"n": 5}, "5 % est beaucoup"),
]


@pytest.mark.parametrize(("source", "said", "values", "printed"), PERCENT)
def test_a_percent_sign_that_the_gate_lets_pass_is_printed_as_one(
    source: str, said: str, values: dict[str, object], printed: str
) -> None:
    texts = Texts(Catalog(a_language("de"), {("", source): (said,)}, "0", 1.0, reviewed=False))

    assert list(placeholder_faults((source,), said)) == []
    assert MARK.sub("", texts.one("", source, values)) == printed


@pytest.mark.parametrize(
    ("source", "said"), [("Sure", "À 100 %%"), ("100 % sure", "À 100 %%"), ("%(n)s is much", "%(n)s % est beaucoup")]
)
def test_a_percent_sign_that_would_be_printed_wrongly_is_an_error(source: str, said: str) -> None:
    assert list(placeholder_faults((source,), said))


DAY = ("within %(days)s day", "within %(days)s days")
SUM = ("%(times)s time, at least %(minimum)s", "%(times)s times, at least %(minimum)s")


def test_a_form_for_one_number_may_say_it_in_a_word() -> None:
    arabic = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"

    assert lone_forms(arabic) == {0, 1, 2}
    assert list(placeholder_faults(DAY, "خلال يومين", lone=True)) == []
    assert list(placeholder_faults(DAY, "خلال أيام"))
    assert list(placeholder_faults(SUM, "مثل الثمن", lone=True)), "which of the two is the number?"
    assert lone_forms("nplurals=2; plural=(n > 1);") == frozenset(), "French has one form for none and one"
