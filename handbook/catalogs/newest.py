"""What was last made of each file: a catalog is parsed and checked once in a process, however many ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def newest(make: Callable[Concatenate[str, Given], Made]) -> Callable[Concatenate[str, Given], Made]:
    """Let a pure function of a file's name and contents remember for each name what it made last.

    It is made anew where the contents differ, and one state of a file is kept: the preview sees hundreds in an
    afternoon, a sheet of all languages asks for one of each.
    """
    known: dict[str, tuple[object, Made]] = {}

    @wraps(make)
    def once(name: str, /, *contents: Given.args, **more: Given.kwargs) -> Made:
        given = contents, more
        if name not in known or known[name][0] != given:
            known[name] = given, make(name, *contents, **more)
        return known[name][1]

    return once
