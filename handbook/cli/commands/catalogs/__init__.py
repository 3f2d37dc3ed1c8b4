"""``build.py catalogs …``: what translators and their coordinators do with the catalogs."""

from __future__ import annotations

import argparse

PLACE = 40
HELP = "work on the translation catalogs"
EPILOG = """\
  python3 build.py catalogs extract            templates and data to locales/handbook.pot
  python3 build.py catalogs update             bring every catalog in step with it
  python3 build.py catalogs update fr --typo-only   slips were mended in English: French stays in print
  python3 build.py catalogs tidy fr            after a tool that wraps lines or drops flags
  python3 build.py catalogs new pt-BR          begin a language
  python3 build.py catalogs check fr           every mistake, with file and line
  python3 build.py catalogs stats              how far each language is
  python3 build.py catalogs glossary fr        the terms of a language, and how to translate
  python3 build.py catalogs export fr fr.xlf   for an agency's tool (.xlf), a memory (.tmx, .po)
  python3 build.py catalogs import fr fr.xlf   and back
  python3 build.py -l en-XA -l ar-XB           pseudo-languages: long texts, right to left
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what is said below the list of actions."""
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
