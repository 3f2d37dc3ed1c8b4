"""``content/`` and ``handbook/settings/`` to a Project; every fault names the file, the line and the key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.config import tokens
from handbook.config.association import read_association
from handbook.config.conditions import read_conditions
from handbook.config.edition import last_day_of_sources, read_edition
from handbook.config.facts import read_facts
from handbook.config.fonts import read_fonts
from handbook.config.formats import read_products
from handbook.config.home_rules import read_home_rules
from handbook.config.languages import read_languages
from handbook.config.panels import read_shapes
from handbook.config.phrases import read_phrases
from handbook.config.scripts import read_scripts
from handbook.config.toml.rows import File
from handbook.files.folders import CONTENT, SETTINGS, locales_of
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.errors import ConfigurationError
from handbook.values.model import Project

OF_CONTENT = {
    "edition.toml": "id",
    "association.toml": "name",
    "facts.toml": "id",
    "home_rules.toml": "country",
    "phrases.toml": "id",
}
OF_SETTINGS = {
    "languages.toml": "tag",
    "scripts.toml": "letters",
    "formats.toml": "id",
    "panels.toml": "id",
    "fonts.toml": "name",
    "print_conditions.toml": "id",
}
"""The data files, and the key by which others name their tables."""


class InvalidConfigurationError(ConfigurationError):
    """The data files have faults; ``diagnostics`` lists them all."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def load_project(root: Path, content: Path = CONTENT) -> Project:
    """Read and validate every data file of a project; ``content`` is staff's folder (``folders.content_of``).

    Raises InvalidConfigurationError with all faults of all files. Where a file cannot be read, with that alone: what
    would follow from it is no fault.
    """
    faults = [] if content == CONTENT else list(_lacking(root, content))
    _raise(faults)
    places = {content: OF_CONTENT, SETTINGS: OF_SETTINGS}
    named = {folder / name: key for folder, names in places.items() for name, key in names.items()}
    files = {path.stem: File(root, path, faults, key) for path, key in named.items()}
    _raise(faults)
    families, sets = read_fonts(files["fonts"])
    colours = tokens.of(root)
    facts = read_facts(files["facts"], last_day_of_sources(files["edition"]))
    locales = locales_of(root, content)
    scripts = read_scripts(files["scripts"])
    languages = read_languages(files["languages"], sets, files["fonts"], scripts, locales)
    known = {} if files["languages"].is_unsure else languages
    association, unfit = read_association(root, files["association"], colours, known)
    conditions = read_conditions(files["print_conditions"])
    edition = read_edition(root, files["edition"], conditions, languages, files)
    project = Project(
        root=root,
        content=content,
        staff=root / content,
        locales=locales,
        edition=edition,
        association=association,
        languages=languages,
        scripts=scripts,
        products=read_products(root, files["formats"], edition.paper),
        shapes=read_shapes(root, files["panels"], edition.paper),
        fonts=families,
        facts=facts,
        home_rules=read_home_rules(files["home_rules"], facts, files["facts"]),
        phrases=read_phrases(files["phrases"], facts, files["facts"]),
        tokens=colours,
        unfit=unfit,
    )
    _raise([*faults, *colours.faults])
    return project


def _lacking(root: Path, content: Path) -> Iterator[Diagnostic]:
    """Yield an error for each file that a folder of other staff does not have yet."""
    for name in OF_CONTENT:
        if not (root / content / name).exists():
            hint = f"Every file of {CONTENT.as_posix()}/ must be there. To begin, copy it from {root / CONTENT / name}."
            yield error((content / name).as_posix(), 0, "data.missing", "the file does not exist", hint)


def _raise(faults: list[Diagnostic]) -> None:
    if faults:
        raise InvalidConfigurationError(tuple(sorted(set(faults))))
