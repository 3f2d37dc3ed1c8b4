"""What a job was made from, by content: the memory of the incremental build."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Any

from handbook.config import fact_rules
from handbook.files import digests
from handbook.files.digests import Digests
from handbook.files.folders import CONTENT, LOCALES
from handbook.files.store import CACHE, sha256, write_atomic
from handbook.setup import doctor
from handbook.values.diagnostics import Diagnostic
from handbook.values.message import Key
from handbook.values.model import Artifact, Job, Project, Sources, Use

SCHEMA = 3
CODE = Path(__file__).parents[1]
KEYS = CACHE / "keys"
SPEAKING, VOICES = "speaking", "voices"
"""Values that belong to a job and not to the project: whose words are ready, and whose are planned."""
OF_THE_JOB = frozenset({SPEAKING, VOICES})


@dataclass(frozen=True, slots=True)
class Record:
    """What one finished job was made from."""

    environment: str
    sources: Sources
    artifact: Artifact
    warnings: tuple[Diagnostic, ...]
    """What was said when it was made, to be said again."""
    cited: Mapping[str, tuple[int, ...]]
    """The pages on which each fact is cited."""
    uses: tuple[Use, ...]
    """Where it prints facts."""
    untranslated: int
    seconds: float
    """How long it took, to begin with the longest next time."""
    out: str
    """The folder in which it was published last."""


def record_file(project: Project, job: Job) -> Path:
    """Return where the memory of a job is kept: for every staff's folder in another place."""
    folder = project.root / CACHE / "jobs"
    if (project.content, project.locales) != (CONTENT, LOCALES):
        folder /= digests.of_value([project.content.as_posix(), project.locales.as_posix()])[:16]
    return folder / f"{job.key.record}.json"


def read(file: Path) -> Record | None:
    """Return a job's record, or None if there is none that can be used."""
    try:
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))  # json is untyped
        if raw.pop("schema") != SCHEMA:
            return None
        sources = raw["sources"]
        pairs = {tag: (keys, texts) for tag, (keys, texts) in sources["messages"].items()}
        return Record(
            **{
                **raw,
                "sources": Sources(**{**sources, "messages": pairs, "modules": tuple(sources["modules"])}),
                "artifact": Artifact.of(raw["artifact"]),
                "warnings": tuple(map(Diagnostic.of, raw["warnings"])),
                "cited": {fact: tuple(pages) for fact, pages in raw["cited"].items()},
                "uses": tuple(Use(**each) for each in raw["uses"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(file: Path, record: Record) -> None:
    """Keep a job's record."""
    raw = {"schema": SCHEMA, **asdict(record)}
    write_atomic(file, json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode())


def is_there(artifact: Artifact, out: Path, known: Digests) -> bool:
    """Whether a file and its companions stand below ``out`` as they were published."""
    return all(known.of(out / each.path) == each.sha256 for each in artifact.files)


def environment() -> str:
    """Return one digest of what this process makes files with, beside their sources: system, Python, pins, libraries.

    Of the programs that are started for some files only, the values of these tell ("ghostscript").
    """
    libraries = [[item.name, item.found] for item in doctor.system_items(printing=False)]
    files = [_digest(CODE.parent / "requirements.txt"), _digest(CODE / "fonts/fonts.conf")]
    system = [sys.platform, platform.machine(), *sys.version_info[:3]]
    return digests.of_value([system, files, doctor.installed(), libraries])


@cache
def program() -> Mapping[str, str]:
    """Return the digests of this program's modules by path, as they were when this process first asked.

    To be asked before what does the work is loaded: a module that is changed later has another digest than its record.
    """
    return {str(path): _digest(path) for path in sorted(CODE.rglob("*.py"))}


def _digest(path: Path) -> str:
    return sha256(path) if path.is_file() else digests.ABSENT


def code(modules: Iterable[str], digest: Callable[[str], str]) -> str:
    """Return one digest of modules of this program, by their names and the digests of their files."""
    return digests.of_value([[each, digest(str(_file(each)))] for each in modules])


def _file(module: str) -> Path:
    path = CODE.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def loaded_modules() -> tuple[str, ...]:
    """Return the modules of this program that this process has loaded: no other can have had a hand in its work."""
    return tuple(sorted(name for name in sys.modules if name == "handbook" or name.startswith("handbook.")))


# Values of the data files, by names that a record can keep.


def values(project: Project, names: Iterable[str]) -> dict[str, str]:
    """Return the digests of values of a project, sorted by name; "absent" for what is not there."""
    return {name: value(project, name) for name in sorted(set(names))}


def value(project: Project, name: str) -> str:
    """Return the digest of a value by its name: what it is, a blank, and which one."""
    kind, _, ident = name.partition(" ")
    if "." in kind:
        where, *attributes = kind.split(".")
        whole = project.edition if where == "edition" else project.association.told_in(ident)
        return digests.of_value(_plain(reduce(getattr, attributes, whole)))
    try:
        return digests.of_value(_plain(_KINDS[kind](project, ident)))
    except KeyError:
        return digests.ABSENT


def voices(job: Job) -> str:
    """Return the digest of the languages that a job is to print."""
    return digests.of_value([job.language.tag, *(each.tag for each in job.voices)])


def _plain(of: object) -> object:
    """Return a value without the line where it stands in its file."""
    if is_dataclass(of) and not isinstance(of, type):
        return {key: each for key, each in asdict(of).items() if key != "line"}
    return of


def _fact(project: Project, ident: str) -> object:
    """Return what pages can show of a fact: not when it was read, nor when it must be read again."""
    fact, numbers = project.facts[ident], fact_rules.phones_of(project.facts.values())
    phones = {name: numbers[name] for name in fact.phones}
    source = [fact.title, fact.title_language, *fact.han, fact.publisher, fact.date]
    return [dict(fact.values), phones, source, fact.confidence, fact.spoken]


_KINDS: Mapping[str, Callable[[Project, str], object]] = {
    "language": lambda project, tag: project.languages[tag],
    "product": lambda project, ident: repr(project.products[ident]),
    "family": lambda project, ident: project.fonts[ident],
    "fact": _fact,
    "policy": lambda project, _: [sorted(project.source.territories), sorted(project.source.currencies)],
    "phones": lambda project, _: sorted((name, fact.id) for fact in project.facts.values() for name in fact.phones),
    "sources_read_on": lambda project, _: max(fact.verified_on for fact in project.facts.values()),
    "home_rules": lambda project, _: [_plain(rule) for rule in project.home_rules],
    "phrase": lambda project, ident: project.phrases[ident],
    "phrases": lambda project, _: list(project.phrases),
    "components": lambda project, _: sorted(
        path.name for path in (project.root / "templates/css/components").glob("*.css")
    ),
    "shapes": lambda project, _: [
        [each.id, *each.size_mm, *each.fields, *each.type_pt] for each in project.shapes.values()
    ],
    "condition": lambda project, _: [
        getattr(project.edition.condition, key) for key in ("id", "name", "profile", "tac", "coated")
    ],
    "tokens": lambda project, _: [sorted(project.tokens.colours.items()), sorted(project.tokens.inks.items())],
    "ghostscript": lambda _project, _: next(i.found for i in doctor.system_items() if i.name == "ghostscript"),
}


# The messages of a catalog that a file prints.


def texts(keys: Iterable[Key], messages: Mapping[Key, tuple[str, ...]], header: tuple[object, ...]) -> str:
    """Return the digest of what messages say; ``header`` is what else of their catalog a file can show."""
    return digests.of_value([list(header), [[*key, messages.get(key)] for key in sorted(keys)]])


def list_of(keys: Iterable[Key]) -> str:
    """Return the digest of a list of messages."""
    return digests.of_value(sorted(keys))


def keep_keys(root: Path, digest: str, keys: Iterable[Key]) -> None:
    """Keep a list of messages, which many jobs share, by its digest."""
    file = root / KEYS / f"{digest}.json"
    if not file.is_file():
        write_atomic(file, json.dumps(sorted(keys), ensure_ascii=False).encode())


def kept_keys(root: Path, digest: str) -> frozenset[Key] | None:
    """Return a list of messages by its digest; None if it is no longer there, or damaged."""
    try:
        ordered = json.loads((root / KEYS / f"{digest}.json").read_text(encoding="utf-8"))
        return frozenset((context, source) for context, source in ordered)
    except (OSError, ValueError, TypeError):
        return None
