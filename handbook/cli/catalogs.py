"""``build.py catalogs …``: what translators and their coordinators do with the catalogs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import desk
from handbook.cli.tables import aligned
from handbook.files.folders import SETTINGS
from handbook.values import diagnostics
from handbook.values.diagnostics import Diagnostic, counted, shortened
from handbook.values.errors import ConfigurationError, HandbookError

if TYPE_CHECKING:
    from handbook.catalogs.manuscript import Manuscript
    from handbook.catalogs.merge import Change
    from handbook.catalogs.po import PoFile
    from handbook.catalogs.stats import Printed, Progress
    from handbook.fonts.sets import FontSet
    from handbook.values.model import Language, Project

EPILOG = """\
  python3 build.py catalogs extract            templates and data to locales/handbook.pot
  python3 build.py catalogs update             bring every catalog in step with it
  python3 build.py catalogs update fr --typo-only   slips were mended in English: French stays in print
  python3 build.py catalogs new pt-BR          begin a language
  python3 build.py catalogs check fr           every mistake, with file and line
  python3 build.py catalogs stats              how far each language is
  python3 build.py catalogs glossary fr        the terms of a language, and how to translate
  python3 build.py catalogs export fr fr.xlf   for an agency's tool (.xlf), a memory (.tmx, .po)
  python3 build.py catalogs import fr fr.xlf   and back
  python3 build.py -l en-XA -l ar-XB           pseudo-languages: long texts, right to left
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Add the command ``catalogs`` and its actions to the command line."""
    parser = commands.add_parser(
        "catalogs", help="work on the translation catalogs", epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.set_defaults(root=root)
    actions = parser.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    action("extract", extract, "templates and data to locales/handbook.pot")

    one = action("update", update, "merge locales/handbook.pot into the catalogs")
    _languages(one)
    one.add_argument("--typo-only", action="store_true",
                     help="where only a slip was mended in the source text, keep the translation in print")  # fmt: skip
    one.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")

    one = action("new", new, "begin the catalog of a new language")
    one.add_argument("language", metavar="LANG", help="BCP 47 tag: de, pt-BR, zh-Hant")
    one.add_argument("--endonym", metavar="NAME", help="the language's own name, if readers know another than CLDR's")
    one.add_argument("--dry-run", action="store_true", help="print row, header and glossary, write nothing")

    one = action("check", check, "look for mistakes in the catalogs")
    _languages(one)
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="findings as JSON on standard output")
    form.add_argument("--sarif", action="store_true", help="findings as SARIF 2.1.0 on standard output")

    one = action("stats", stats, "how far each language is")
    _languages(one)
    one.add_argument("--chapters", action="store_true", help="a row for each chapter")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON on standard output")
    form.add_argument("--html", type=Path, metavar="FILE", help="write a page")
    one.add_argument("-o", "--out", type=Path, metavar="DIR", help="where the files were built (dist), for the pages")

    one = action("pseudo", pseudo, "print a pseudo-catalog; to see its pages: build.py -l en-XA")
    one.add_argument("language", metavar="LANG", help="en-XA (long) or ar-XB (right to left)")

    one = action("glossary", glossary, "print a language's terms and the translator's guide")
    one.add_argument("language", metavar="LANG")
    one.add_argument("-o", "--out", type=Path, metavar="FILE", help="write a Markdown file")

    desk.add_proof(action("proof", desk.proof, "write a PDF of every text with its number, to send by mail"))

    ways = (("export", export, "write a catalog for another tool"), ("import", take_in, "fill gaps from a file"))
    for name, run, text in ways:
        one = action(name, run, text)
        one.add_argument("language", metavar="LANG")
        one.add_argument("file", type=Path, metavar="FILE", help="it ends with .xlf, .tmx or .po")


def _languages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", nargs="*", metavar="LANG", help="only these languages (fr)")


def _chosen(project: Project, asked: Iterable[str]) -> tuple[Language, ...]:
    """Return the languages that have catalogs, or those of them that were asked for."""
    from handbook.build.plan import plan
    from handbook.catalogs.pseudo import with_pseudo
    from handbook.values.model import Selection

    names = tuple(asked)
    jobs = plan(with_pseudo(project, names), Selection(names))
    found = {job.language.tag: job.language for job in jobs if names or not job.language.is_source}
    return tuple(found.values())


def _catalog_language(project: Project, asked: str) -> Language:
    """Return a language that has a catalog."""
    (language,) = _with_catalogs(project, [asked])
    return language


def _with_catalogs(project: Project, asked: Iterable[str]) -> tuple[Language, ...]:
    """Return languages like ``_chosen``, but no source and no pseudo-language: these have no catalog."""
    from handbook.values.errors import UsageError

    languages = _chosen(project, asked)
    for language in languages:
        if language.is_source or language.is_pseudo:
            msg = f"{language.tag} has no catalog: " + (
                "its texts are the templates'." if language.is_source else "it is made when a build asks for it."
            )
            raise UsageError(msg)
    return languages


def extract(arguments: argparse.Namespace) -> int:
    """Write the template catalog; fail with every fault of the templates."""
    from handbook.catalogs import extract as extraction
    from handbook.catalogs.manuscript import POT
    from handbook.catalogs.merge import only_date_differs
    from handbook.config.project import load_project
    from handbook.files.store import write_if_changed

    text, findings = extraction.extract(load_project(arguments.root))
    _tell(findings)
    if findings:
        return 1
    file = arguments.root / POT
    same = file.is_file() and only_date_differs(file.read_text(encoding="utf-8"), text)
    written = not same and write_if_changed(file, text.encode())
    print(f"{POT.as_posix()}: {'written' if written else 'unchanged'}")
    return 0


def update(arguments: argparse.Namespace) -> int:
    """Merge the template catalog into the catalogs and say what became of each changed text."""
    from handbook.catalogs import manuscript
    from handbook.catalogs.merge import Fate, merge
    from handbook.config.project import load_project
    from handbook.files.store import write_if_changed

    project = load_project(arguments.root)
    pot = _pot(manuscript.read(project, ()))
    status = 0
    for language in _with_catalogs(project, arguments.language):
        name = manuscript.file_of(language)
        # Each just before it is written: what a translator saves while others are merged must not be lost.
        old, faults = manuscript.read(project, [language]).editable(language)
        if old is None or faults:
            _tell(faults)
            print(f"{name}: not merged", file=sys.stderr)
            status = 1
            continue
        merged = merge(old, pot, typo_only=arguments.typo_only)
        written = not arguments.dry_run and write_if_changed(project.root / name, merged.text.encode())
        _tell_changes(name, merged.changes)
        counts = ", ".join(
            f"{sum(change.fate is fate for change in merged.changes)} {fate.value}" for fate in Fate
            if any(change.fate is fate for change in merged.changes)
        )  # fmt: skip
        print(f"{name}: {'written' if written else 'unchanged' if merged.text == old.text else 'would change'}"
              + (f" ({counts})" if counts else ""))  # fmt: skip
    return status


def _tell_changes(name: str, changes: Sequence[Change]) -> None:
    from handbook.catalogs.merge import Fate

    for change in changes:
        if change.fate is Fate.FUZZY and change.meaning:
            print(f"{name}: warning: A NUMBER OR NEGATION CHANGED ({' '.join(change.meaning)}) [merge.meaning]\n"
                  f"  was: {change.before}\n  now: {change.source}", file=sys.stderr)  # fmt: skip
        elif change.fate is Fate.SLIP:
            print(f"{name}: slip mended, translation kept:\n  was: {change.before}\n  now: {change.source}")


def new(arguments: argparse.Namespace) -> int:
    """Write an empty catalog, a row of the language file and a glossary, after a look at the fonts.

    A language that has its row already, but whose catalog is lost, gets the catalog alone.
    """
    from handbook.catalogs import begin, manuscript, po
    from handbook.catalogs import glossary as terms_of
    from handbook.config.project import load_project
    from handbook.files.store import write_atomic
    from handbook.language import tags

    project = load_project(arguments.root)
    tag = tags.canonical(arguments.language)
    lost = next((each for each in project.languages.values() if tags.same(each.tag, tag)), None)
    if lost and (lost.is_source or _file(project, lost).exists()):
        lost = None
    row = ""
    if lost:
        language = lost
    else:
        begin.row(project, tag, {})  # a language that is there already is no matter of fonts
        chosen = _font_set(project, tag)
        language = begin.row(project, tag, chosen.roles, arguments.endonym or "")
        row = begin.toml_row(project, language, chosen.name)
    if language.tag != arguments.language:
        print(f"{arguments.language} is written {language.tag}")
    catalog = begin.catalog(project, _pot(manuscript.read(project, ())), language)
    terms = begin.GLOSSARY.format(english=begin.english_name(language))
    if arguments.dry_run:
        header = po.block(catalog.header) if catalog.header else ""
        print("\n\n".join(part.strip() for part in (row, header, terms) if part))
        if row:
            print("\nIn the table:")
            _tell_row(project, language)
        return 0
    file, rows = _file(project, language), project.root / SETTINGS / "languages.toml"
    if file.exists():
        msg = f"{file} exists already. Move it away, or add only the row to {rows.relative_to(project.root)}:\n{row}"
        raise HandbookError(msg)
    write_atomic(file, po.write(catalog).encode())
    texts = counted(len(catalog.entries), "text")
    print(f"{file.relative_to(project.root).as_posix()}: {texts} to translate; open it in Poedit")
    glossary_file = project.root / terms_of.path(language.folder)
    if not glossary_file.exists():
        write_atomic(glossary_file, terms.encode())
        print(f"{glossary_file.relative_to(project.root).as_posix()}: begun; the terms of the language go here")
    if row:
        write_atomic(rows, rows.read_text(encoding="utf-8").rstrip("\n").encode() + b"\n" + row.encode())
        print(f"{rows.relative_to(project.root).as_posix()}: {language.tag} ({language.endonym}) added")
        _tell_row(project, language)
    return 0


def _tell_row(project: Project, language: Language) -> None:
    """Print what a person has to do in the row that was added."""
    from handbook.catalogs import begin, policy

    wanted = ", ".join(each.code for each in policy.wanted(project, language))
    if wanted:
        print(f"  write the names of {wanted}, which the edition does not take from CLDR: it is not built without them")
    doubt = begin.doubts(language)
    if doubt:
        print(f"  look at the endonym, the name on the cover: {doubt}. If readers write another, change it there")


def _font_set(project: Project, tag: str) -> FontSet:
    """Return the set of fonts for a new language.

    Raises UsageError with what the nearest one lacks, and what to do.
    """
    from handbook.fonts.sets import choose
    from handbook.language import exemplars, tags
    from handbook.values.errors import UsageError

    chosen, nearest = choose(project, tag)
    script = tags.script_of(tag)
    steps = (
        "docs/new-language.md shows every step. In short: a font package into pyproject.toml, the pins compiled anew, "
        f'a family and a set with scripts = ["{script}"] in handbook/settings/fonts.toml; then this command again.'
    )
    if chosen is None:
        if nearest and nearest.letters:
            lacks = f"the nearest set, {nearest.name!r}, lacks {_listed((*nearest.letters, *nearest.signs))}"
        elif exemplars.letters(tag):
            lacks = (
                f'its letters look otherwise in other languages, so a set must say scripts = ["{script}"] to be taken'
            )
        else:
            lacks = "CLDR does not tell its letters, so no set can be asked for them; a set must name the script"
        msg = f"no set of handbook/settings/fonts.toml is made for {tag} (script {script}): {lacks}\n  hint: {steps}"
        raise UsageError(msg)
    missing = (*chosen.letters, *chosen.signs)
    if missing:
        print(f"warning: the fonts of set {chosen.name!r} lack {_listed(missing)} [language.glyph]\n"
              "  hint: Add a family that has them to the set in handbook/settings/fonts.toml, or do without these.",
              file=sys.stderr)  # fmt: skip
    return chosen


def _listed(characters: Sequence[str]) -> str:
    """Return characters for a message, runs by their ends: "73 characters: ก-ฺ เ-๎"."""
    points = sorted(map(ord, characters))
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][-1] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    shown = " ".join(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 2 else " ".join(map(chr, run)) for run in runs)  # noqa: PLR2004
    return f"{counted(len(points), 'character')}: {shown}"


def check(arguments: argparse.Namespace) -> int:
    """Print every finding of the gate and of the review."""
    from handbook import __version__
    from handbook.catalogs import manuscript
    from handbook.cli import sarif
    from handbook.config.project import load_project

    project = load_project(arguments.root)
    asked = _chosen(project, arguments.language)
    texts = manuscript.read(project, asked)
    findings = [*texts.faults]
    # Without the template catalog every text would be said to be unused.
    languages = () if findings else asked
    for language in languages:
        findings += _check(texts, language)
    ordered = sorted(set(findings))
    errors = diagnostics.errors(ordered)
    if arguments.json:
        print(json.dumps([finding.as_json() for finding in ordered], ensure_ascii=False, indent=2))
    elif arguments.sarif:
        print(json.dumps(sarif.report(ordered, __version__), ensure_ascii=False, indent=2))
    else:
        _tell(ordered)
        for language in languages:
            if not (language.is_source or language.is_pseudo):
                print(*_to_do(texts, language), _state(texts, language), sep="\n")
        print(f"{counted(len(errors), 'error')}, {counted(len(ordered) - len(errors), 'warning')}")
    return 1 if errors else 0


def _to_do(texts: Manuscript, language: Language) -> Iterable[str]:
    """Yield where the texts stand that are not printed yet, the first of many."""
    from handbook.catalogs.manuscript import file_of
    from handbook.values.diagnostics import SHOWN

    left = [entry for entry in texts.entries(language).live if entry.fuzzy or not entry.translated]
    for entry in left[:SHOWN]:
        state = "uncertain (fuzzy)" if entry.fuzzy and all(entry.translations) else "untranslated"
        yield f"{file_of(language)}:{entry.line}: {state}: {entry.key[1][:60]}"
    if len(left) > SHOWN:
        yield f"and {len(left) - SHOWN} more"


def _state(texts: Manuscript, language: Language) -> str:
    """Return in one line how much of a language is there."""
    from handbook.catalogs.stats import count

    total, _ = count(texts.pot, texts.entries(language), (), {}, {})
    # Rounded down: 99.9 % must not read as all.
    return (f"{language.tag}: {total.translated} of {total.texts} translated ({int(100 * total.share)} %), "
            f"{total.untranslated} missing, {total.fuzzy} fuzzy")  # fmt: skip


def _check(texts: Manuscript, language: Language) -> Iterable[Diagnostic]:
    from handbook.catalogs import glossary as terms_of
    from handbook.catalogs import policy
    from handbook.catalogs.check import absent
    from handbook.catalogs.manuscript import file_of
    from handbook.catalogs.review import review

    yield from texts.catalog(language)[1]
    yield from policy.faults(texts.project, language)
    if language.is_source or language.is_pseudo:
        return
    terms, faults = terms_of.load(texts.project.root, language.folder)
    yield from faults
    catalog, _ = texts.editable(language)
    if catalog is not None:
        name = file_of(language)
        yield from absent(name, catalog, texts.keys)
        yield from review(name, catalog, language, terms)
        yield from glyph_faults(name, texts.project, language, catalog)


def glyph_faults(name: str, project: Project, language: Language, catalog: PoFile) -> Iterable[Diagnostic]:
    """Yield an error for each character of an entry that no font of the language has."""
    from handbook.fonts.cut import uncovered
    from handbook.values.diagnostics import error

    everything = "".join(text for entry in catalog.live for text in entry.translations)
    missing = set(uncovered(project, language, everything))
    for entry in catalog.live:
        for character in sorted(missing & set("".join(entry.translations))):
            yield error(name, entry.line, "catalog.glyph", f"no font has {character!r} (U+{ord(character):04X})",
                        "Write it otherwise, or add a font family to handbook/settings/fonts.toml.")  # fmt: skip


def stats(arguments: argparse.Namespace) -> int:
    """Print how far each language is, or write it as JSON or a page."""
    from handbook.build.publish import manifest
    from handbook.catalogs import manuscript
    from handbook.catalogs.stats import Progress, count
    from handbook.config.project import load_project

    project = load_project(arguments.root)
    texts = manuscript.read(project)
    pot = _pot(texts)
    made = manifest.listed(arguments.out or project.root / "dist")
    rows, status = [], 0
    for language in _with_catalogs(project, arguments.language):
        faults, catalog = texts.editable(language)[1], texts.entries(language)
        _tell(faults)
        status = 1 if faults else status
        pages = {file.format: file.pages for file in made if file.language == language.tag}
        printed = _printed(project, language, {file.sha256 for file in made})
        total, chapters = count(pot, catalog, project.edition.chapters, pages, printed)
        reviewed = manuscript.is_reviewed(catalog)
        rows.append(Progress(language.tag, language.endonym, reviewed, language.min_coverage, total, chapters))
    if arguments.html:
        from handbook.files.store import write_if_changed

        write_if_changed(arguments.html, _page(project, rows).encode())
        print(arguments.html)
    elif arguments.json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    else:
        _table(rows, chapters=arguments.chapters)
    return status


def _printed(project: Project, language: Language, made: Iterable[str]) -> Printed:
    """Return on which pages each text stands in the language's published files, by format."""
    from handbook.build import position_cache as positions
    from handbook.build.plan import layouts, plan
    from handbook.files.store import CACHE
    from handbook.values.model import Selection

    found = {}
    for job in layouts(project, plan(project, Selection((language.tag,)))):
        file = positions.file(project.root / CACHE, job)
        kept = (positions.read(file, digest, job, language) for digest in made)
        places = next((each for each in kept if each is not None), None)
        if places is not None:
            found[job.format.id] = {key: {page for page, _ in runs} for key, runs in places.items()}
    return found


def _table(rows: Sequence[Progress], *, chapters: bool) -> None:
    head = ("language", "chapter", "translated", "fuzzy", "untranslated", "words", "to do", "reviewed", "pages")
    lines = [head]
    for row in rows:
        for each in (row.total, *(row.chapters if chapters else ())):
            pages = ", ".join(f"{name} {number}" for name, number in sorted(each.pages.items())) or "-"
            lines.append((row.language, each.chapter or "all", f"{each.translated} ({each.share:.1%})", str(each.fuzzy),
                          str(each.untranslated), str(each.words), str(each.words_to_do),
                          "yes" if row.reviewed else "no", pages))  # fmt: skip
    print("\n".join(aligned(lines)))


def _page(project: Project, rows: Sequence[Progress]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("stats.html").render(edition=project.edition, rows=rows)


def pseudo(arguments: argparse.Namespace) -> int:
    """Print a pseudo-catalog."""
    from dataclasses import replace

    from handbook.catalogs import begin, manuscript, po
    from handbook.catalogs.pseudo import PLURAL, messages
    from handbook.config.project import load_project
    from handbook.values.errors import UsageError

    project = load_project(arguments.root)
    (language,) = _chosen(project, [arguments.language])
    if not language.is_pseudo:
        msg = f"{language.tag} is no pseudo-language. Possible: en-XA, ar-XB."
        raise UsageError(msg)
    pot = _pot(manuscript.read(project, ()))
    texts = messages(pot, language)
    model = begin.catalog(project, pot, replace(language, tag="en"))
    fields = f"Language: {language.folder}\nContent-Type: text/plain; charset=UTF-8\n"
    fields += f"Plural-Forms: nplurals=2; plural=({PLURAL});\n"
    header = po.changed(model.header, translations=(fields,)) if model.header else None
    print(po.write(po.PoFile(header, tuple(po.changed(e, translations=texts[e.key]) for e in pot.live))), end="")
    return 0


def glossary(arguments: argparse.Namespace) -> int:
    """Print the translator's guide of a language: its terms first."""
    from handbook.catalogs import glossary as terms_of
    from handbook.config.project import load_project
    from handbook.files.store import write_if_changed

    project = load_project(arguments.root)
    language = _catalog_language(project, arguments.language)
    terms, faults = terms_of.load(project.root, language.folder)
    _tell(faults)
    if faults:
        return 1
    guide = project.root / "docs/translating.md"
    text = terms_of.page(terms, language) + (guide.read_text(encoding="utf-8") if guide.is_file() else "")
    if arguments.out:
        write_if_changed(arguments.out, text.encode())
        print(arguments.out)
    else:
        print(text, end="")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a catalog in the format of another tool."""
    from handbook.catalogs import exchange
    from handbook.config.project import load_project
    from handbook.files.store import write_if_changed

    project = load_project(arguments.root)
    language = _catalog_language(project, arguments.language)
    kind = exchange.kind_of(arguments.file)
    catalog = _sound(project, language)
    source = next(each.tag for each in project.languages.values() if each.is_source)
    written = write_if_changed(arguments.file, exchange.export(catalog, language, source, kind))
    print(f"{arguments.file}: {'written' if written else 'unchanged'}")
    return 0


def take_in(arguments: argparse.Namespace) -> int:
    """Fill a catalog's gaps from a file; what the gate refuses is marked fuzzy."""
    from handbook.catalogs import exchange, manuscript, po
    from handbook.catalogs.manuscript import examine
    from handbook.config.project import load_project
    from handbook.files.store import write_if_changed

    project = load_project(arguments.root)
    language = _catalog_language(project, arguments.language)
    catalog = _sound(project, language)
    imported = exchange.fill(catalog, exchange.read(arguments.file, language, catalog))
    name, keys = manuscript.file_of(language), manuscript.read(project, ()).keys
    parsed, findings = examine(name, po.write(imported.catalog).encode(), keys, language.folder)
    faulty = {finding.line: finding for finding in diagnostics.errors(findings)}
    filled = {entry.key for entry in imported.filled}
    refused = {entry.key for entry in (parsed.live if parsed else ()) if entry.line in faulty and entry.key in filled}
    entries = tuple(
        po.changed(entry, flags=("fuzzy", *entry.flags)) if entry.key in refused and not entry.fuzzy else entry
        for entry in imported.catalog.entries
    )
    text = po.write(po.PoFile(imported.catalog.header, entries, imported.catalog.tail))
    written = write_if_changed(project.root / name, text.encode())
    _tell(faulty[entry.line] for entry in (parsed.live if parsed else ()) if entry.key in refused)
    print(f"{name}: {'written' if written else 'unchanged'}: {len(filled)} filled, {len(refused)} of them refused by "
          f"the check and marked fuzzy; {imported.kept} were translated already, {imported.unknown} are unknown "
          "here")  # fmt: skip
    return 1 if refused else 0


def _pot(texts: Manuscript) -> PoFile:
    if texts.faults:
        raise ConfigurationError("\n".join(map(str, texts.faults)))
    return texts.pot


def _file(project: Project, language: Language) -> Path:
    from handbook.catalogs.manuscript import catalog_path

    return project.root / catalog_path(language)


def _sound(project: Project, language: Language) -> PoFile:
    from handbook.catalogs import manuscript

    catalog, faults = manuscript.read(project, [language]).editable(language)
    if catalog is None or faults:
        raise HandbookError("\n".join(map(str, faults)))
    return catalog


def _tell(findings: Iterable[Diagnostic]) -> None:
    for line in shortened(findings):
        print(line, file=sys.stderr)
