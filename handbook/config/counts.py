"""Texts of data files that count something: a form for one of it, and a form for all other numbers."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.config import fact_rules
from handbook.config.rules import LONG, no_percent
from handbook.config.toml.rows import Row
from handbook.values.model import Fact

ONE = "text_one"
"""The key of the form for one."""


def read_one(row: Row, text: str, cited: Sequence[Fact], *, is_sure: bool) -> tuple[str, str]:
    """Return a text's form for one and the name of the value that it counts; both empty where it counts nothing.

    A text that counts must have the form for one: translations into languages with more forms are made from the two.
    Both say the number, since the form for one is in some languages that for 21, too.
    It cannot count two things, since one number decides the form. ``is_sure``: whether its facts are known.
    """
    one = row.text(ONE, like=LONG, required=False)
    no_percent(row, one, ONE)
    if not is_sure or not text:
        return one, ""
    named = fact_rules.placeholders(text)
    counted = [name for name in named if _counts(cited, name)]
    for name in sorted({*fact_rules.placeholders(one)} - {*named}):
        row.fault(ONE, "data.plural", f"{ONE!r} has {{{name}}}, which 'text' does not have")
    for name in sorted({*named} - {*fact_rules.placeholders(one)}) if one else ():
        row.fault(ONE, "data.plural", f"{ONE!r} does not say {{{name}}}, as 'text' does")
    if len(counted) > 1:
        both = " and ".join(f"{{{name}}}" for name in counted)
        hint = "Say one of them in another way: only one number can decide the form of the words."
        row.fault("text", "data.plural", f"'text' counts two things, {both}", hint)
    elif counted and not one:
        hint = f'Add a line: {ONE} = "...", the words for one; the same words, where English has no others.'
        row.fault("text", "data.plural", f"'text' counts {{{counted[0]}}} and has no form for one", hint)
    elif one and not counted:
        row.fault(ONE, "data.plural", f"{ONE!r} stands there, but 'text' counts nothing", "Remove the line.")
    return one, counted[0] if counted else ""


def _counts(cited: Sequence[Fact], name: str) -> bool:
    owner = next((fact for fact in cited if name in fact.values), None)
    return owner is not None and fact_rules.counts(owner, name)
