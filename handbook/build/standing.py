"""Whether what is published still stands: is what a new run would make, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from handbook.build import fingerprint, spoken
from handbook.build.fingerprint import OF_THE_JOB, SPEAKING, VOICES, Record, voices
from handbook.catalogs.manuscript import Catalog, Manuscript
from handbook.files.digests import ABSENT, Digests
from handbook.values.diagnostics import sound
from handbook.values.model import Job, Language


class Standing:
    """What the records of a project are compared with; each file and value is looked at once."""

    def __init__(self, manuscript: Manuscript, known: Digests) -> None:
        self.manuscript, self.project, self.known = manuscript, manuscript.project, known
        self.values: dict[str, str] = {}
        self.codes: dict[tuple[str, ...], str] = {}

    @cached_property
    def environment(self) -> str:
        """The digest of what every job depends on."""
        return fingerprint.environment()

    def holds(self, record: Record, job: Job) -> Record | None:
        """Return the record of a job whose files need not be made anew, brought up to date; else None.

        Whether the files are there is another question (``fingerprint.is_there``).
        """
        sources = record.sources
        if (
            not self.is_of_here(record)
            or sources.values.get(VOICES) != voices(job)
            or any(self._value(name) != digest for name, digest in sources.values.items() if name not in OF_THE_JOB)
            or any(self.known.of(name) != digest for name, digest in sources.files.items())
        ):
            return None
        catalogs = self.known.of_all(sources.catalogs)
        if catalogs == sources.catalogs:
            return record
        return self._with_other_catalogs(record, job, {name: self._digest(name) for name in sources.catalogs})

    def is_of_here(self, record: Record) -> bool:
        """Whether a file was made in this environment, by this state of the program."""
        return record.environment == self.environment and self._code(record.sources.modules) == record.sources.code

    def _digest(self, catalog: str) -> str:
        return self.manuscript.digests.get(catalog, ABSENT)

    def _code(self, modules: tuple[str, ...]) -> str:
        if modules not in self.codes:
            self.codes[modules] = fingerprint.code(modules, self.known.of)
        return self.codes[modules]

    def _value(self, name: str) -> str:
        if name not in self.values:
            self.values[name] = fingerprint.value(self.project, name)
        return self.values[name]

    def _with_other_catalogs(self, record: Record, job: Job, catalogs: dict[str, str]) -> Record | None:
        """Return the record if the catalogs, which are not as they were, still say the same in the same place.

        ``catalogs`` are the digests of what was read: the files may have changed again since.
        """
        changed = {path for path, digest in catalogs.items() if record.sources.catalogs[path] != digest}
        # What the gate says of a catalog is asked anew below; other findings may have moved to another line.
        others = [finding for finding in record.warnings if not finding.code.startswith("catalog.")]
        if any(finding.path in changed for finding in others):
            return None
        languages = self.project.languages
        for tag, (digest, texts) in record.sources.messages.items():
            keys = fingerprint.kept_keys(self.project.root, digest)
            catalog = self._catalog(languages[tag]) if tag in languages else None
            if keys is None or catalog is None or not keys <= self.manuscript.keys:
                return None
            if fingerprint.texts(keys, catalog.messages, catalog.header) != texts:
                return None
        spoken_now = spoken.gather(job, self.manuscript)
        if not spoken_now.complete or spoken_now.state != record.sources.values.get(SPEAKING):
            return None
        return replace(
            record,
            sources=replace(record.sources, catalogs=catalogs),
            warnings=tuple(sorted({*others, *spoken_now.findings})),
            artifact=replace(record.artifact, coverage=round(spoken_now.coverage, 4)),
        )

    def _catalog(self, language: Language) -> Catalog | None:
        """Return a language's catalog; None if it must not be printed."""
        catalog, findings = self.manuscript.catalog(language)
        return catalog if sound(findings) else None
