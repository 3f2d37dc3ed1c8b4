"""Numbers of things in the texts of templates: each must decide the form of the words that stand with it."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, nodes

ONE_FORM = frozenset({"_", "gettext", "pgettext"})
DECIDED = {"ngettext": 2, "npgettext": 3}
"""Functions whose text has several forms, and which of their arguments is the number that decides."""
COUNT, NUMERAL = "number", "numeral"
"""The functions of templates that print a number of things, and digits that count no word."""


def undecided(parser: Environment, source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, name and remedy of each number of things that decides no form of the text in which it stands.

    Raises TemplateSyntaxError.
    """
    first: nodes.Node | None = None
    for node in parser.parse(source).find_all((nodes.Assign, nodes.Call)):
        if isinstance(node, nodes.Assign):
            # A trans block calls the first of its values once and keeps it under this name.
            is_value = isinstance(node.target, nodes.Name) and node.target.name == "_trans"
            first = node.node if is_value else first
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            yield from _of_call(node, node.node.name, first)


def _of_call(call: nodes.Call, function: str, first: nodes.Node | None) -> Iterator[tuple[int, str, str]]:
    if function not in ONE_FORM and function not in DECIDED:
        return
    numbers = {each.key: each.value for each in call.kwargs if _is_count(each.value)}
    if function in ONE_FORM:
        hint = f"Give the text a form for one ({{% pluralize {{}} %}}, or ngettext), or print it with {NUMERAL}()."
        yield from ((call.lineno, name, hint.replace("{}", name)) for name in numbers)
        return
    decides = call.args[DECIDED[function]]
    if isinstance(decides, nodes.Name) and decides.name == "_trans":
        decides = first if isinstance(first, nodes.Expr) else decides
    hint = f"Another number decides the form: print this one with {NUMERAL}(), or make two texts of it."
    yield from ((call.lineno, name, hint) for name, value in numbers.items() if value != decides)


def _is_count(value: nodes.Expr) -> bool:
    return isinstance(value, nodes.Call) and isinstance(value.node, nodes.Name) and value.node.name == COUNT
