"""``build.py catalogs pseudo``: a catalog of a pseudo-language."""

from __future__ import annotations

import argparse

from handbook.cli import catalog_files, reading

PLACE = 60
HELP = "print a pseudo-catalog; to see its pages: build.py -l en-XA"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    parser.add_argument("language", metavar="LANG", help="en-XA (long) or ar-XB (right to left)")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a pseudo-catalog."""
    from dataclasses import replace

    from handbook.catalogs import begin, po
    from handbook.catalogs.pseudo import PLURAL, messages
    from handbook.values.errors import UsageError

    source = reading.manuscript(arguments)
    project = source.project
    (language,) = catalog_files.chosen(project, [arguments.language])
    if not language.is_pseudo:
        msg = f"{language.tag} is no pseudo-language. Possible: en-XA, ar-XB."
        raise UsageError(msg)
    pot = catalog_files.pot_of(source)
    texts = messages(pot, language)
    model = begin.catalog(project, pot, replace(language, tag="en"))
    fields = f"Language: {language.folder}\nContent-Type: text/plain; charset=UTF-8\n"
    fields += f"Plural-Forms: nplurals=2; plural=({PLURAL});\n"
    header = po.changed(model.header, translations=(fields,)) if model.header else None
    print(po.write(po.PoFile(header, tuple(po.changed(e, translations=texts[e.key]) for e in pot.live))), end="")
    return 0
