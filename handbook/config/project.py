"""``content/`` and ``handbook/settings/`` to a Project; every fault names the file, the line and the key."""

from __future__ import annotations

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
from handbook.config.phrases import read_phrases
from handbook.config.toml.rows import File
from handbook.files.folders import CONTENT, SETTINGS
from handbook.values.diagnostics import Diagnostic
from handbook.values.errors import ConfigurationError
from handbook.values.model import Project

FILES = {
    CONTENT / "edition.toml": "id",
    CONTENT / "association.toml": "name",
    SETTINGS / "languages.toml": "tag",
    SETTINGS / "formats.toml": "id",
    SETTINGS / "fonts.toml": "name",
    CONTENT / "facts.toml": "id",
    CONTENT / "home_rules.toml": "country",
    CONTENT / "phrases.toml": "id",
    SETTINGS / "print_conditions.toml": "id",
}
"""The data files, and the key by which others name their tables."""


class InvalidConfigurationError(ConfigurationError):
    """The data files have faults; ``diagnostics`` lists them all."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def load_project(root: Path) -> Project:
    """Read and validate every data file below ``root``.

    Raises InvalidConfigurationError with all faults of all files. Where a file cannot be read, with that alone: what
    would follow from it is no fault.
    """
    faults: list[Diagnostic] = []
    files = {path.stem: File(root, path, faults, key) for path, key in FILES.items()}
    _raise(faults)
    families, sets = read_fonts(files["fonts"])
    facts = read_facts(files["facts"], last_day_of_sources(files["edition"]))
    association, unfit = read_association(root, files["association"], tokens.of(root))
    languages = read_languages(files["languages"], sets, files["fonts"])
    conditions = read_conditions(files["print_conditions"])
    edition = read_edition(root, files["edition"], conditions, languages, files)
    project = Project(
        root=root,
        edition=edition,
        association=association,
        languages=languages,
        products=read_products(root, files["formats"], edition.paper),
        fonts=families,
        facts=facts,
        home_rules=read_home_rules(files["home_rules"], facts, files["facts"]),
        phrases=read_phrases(files["phrases"], facts, files["facts"]),
        unfit=unfit,
    )
    _raise([*faults, *tokens.of(root).faults])
    return project


def _raise(faults: list[Diagnostic]) -> None:
    if faults:
        raise InvalidConfigurationError(tuple(sorted(set(faults))))
