"""The plural rule of a new catalog: the one that editors know, if it says what CLDR says; else CLDR's own.

Babel starts catalogs with rules that differ from everyone's in fifteen languages; an existing rule is never replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import c2py

from babel import Locale
from babel.messages.plurals import get_plural
from babel.plural import PluralRule, to_gettext
from translate.lang import data

_TRIED = (*range(1000), *range(1000, 100_000, 1000))
"""Counts of things that a handbook has: no fractions, no millions, for which some languages have forms of their own."""


def plural_forms(tag: str) -> str:
    """Return the value of the header Plural-Forms for a language: ``nplurals=2; plural=(n > 1);``."""
    rule = Locale.parse(tag, sep="-").plural_form
    wanted = _partition(rule, _TRIED)
    known = _known(tag)
    if known is not None and _says(known[1], wanted):
        return f"nplurals={known[0]}; plural={known[1].strip()};"
    return _from_cldr(rule)


@cache
def parts_as_known(expression: str, tag: str) -> bool:
    """Whether a C expression parts numbers as CLDR does for a language, or as translation tools are used to do."""
    known = _known(tag)
    used = [*([known[1]] if known else []), get_plural(tag.replace("-", "_")).plural_expr]
    rules: list[Callable[[int], str | int]] = [Locale.parse(tag, sep="-").plural_form, *map(c2py, used)]
    return any(_says(expression, _partition(rule, _TRIED)) for rule in rules)


def _known(tag: str) -> tuple[int, str] | None:
    """Return the number of forms and the C expression that translation tools use for a language."""
    for name in (tag.replace("-", "_"), tag.partition("-")[0]):
        if name in data.languages:
            _, forms, expression = data.languages[name]
            return (forms, expression) if forms else None
    return None


def _partition(rule: Callable[[int], str | int], numbers: tuple[int, ...]) -> list[str]:
    return [str(rule(number)) for number in numbers]


def _says(expression: str, wanted: list[str]) -> bool:
    """Whether a C expression parts the numbers as the categories do, whatever it numbers them."""
    form = c2py(expression)
    pairs = {(form(number), category) for number, category in zip(_TRIED, wanted, strict=True)}
    return len(pairs) == len({form for form, _ in pairs}) == len({category for _, category in pairs})


def _from_cldr(rule: PluralRule) -> str:
    """Return CLDR's rule without the categories that whole numbers never reach."""
    reached = set(_partition(rule, _TRIED))
    kept = [(category, text) for category, text in rule.rules.items() if category in reached]
    if "other" not in reached and kept:
        kept = kept[:-1]  # the last one is then what all others are
    text = to_gettext(PluralRule(dict(kept)))
    return text.rstrip(";").replace("plural=(0)", "plural=0") + ";"
