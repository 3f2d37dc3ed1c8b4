"""Which files of the edition a command is for, and the day on which it was asked."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from handbook.values.errors import UsageError
from handbook.values.model import Purpose, Selection

RELEASE = (
    "refuse what is not fit to be handed out: an incomplete language, a fact whose review is past today, "
    "the sample association"
)
WITHOUT = "leave this language out of a release, also off the sheets of all languages; what is published of it goes"


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose among the files of an edition."""
    help_ = "only this language (fr); mul: what holds all languages on one sheet"
    parser.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help=help_)
    help_ = "only this format (screen)"
    parser.add_argument("-f", "--format", action="append", default=[], metavar="FORMAT", help=help_)
    help_ = "only what is for a print shop (press), an office printer (office) or reading (screen)"
    parser.add_argument("--purpose", action="append", default=[], choices=[*map(str, Purpose)], help=help_)


def add_release(parser: argparse.ArgumentParser) -> None:
    """Add the options of a release."""
    parser.add_argument("--release", action="store_true", help=RELEASE)
    parser.add_argument("--without", action="append", default=[], metavar="LANG", help=WITHOUT)


def selection(arguments: argparse.Namespace) -> Selection:
    """Return what was chosen among the files of the edition.

    Raises UsageError where a language is left out of what is no release.
    """
    if arguments.without and not arguments.release:
        msg = "--without leaves a language out of a release: write --release, too"
        raise UsageError(msg)
    return Selection(
        languages=tuple(arguments.language),
        formats=tuple(arguments.format),
        release=arguments.release,
        purposes=tuple(map(Purpose, arguments.purpose)),
        without=tuple(arguments.without),
        today=today(),
    )


def today() -> date:
    """Return the day on which a command is run; nothing else asks the clock for it."""
    return datetime.now().astimezone().date()
