"""Makers of example projects and values: defaults, overridden by keyword."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import fields
from dataclasses import replace as replaced
from functools import cache
from pathlib import Path
from unittest import mock

from babel import Locale
from babel.localedata import locale_identifiers

from handbook.build import pipeline, plan
from handbook.build.executor import Lost
from handbook.build.local import Local
from handbook.build.pipeline import Watcher
from handbook.build.task import Task
from handbook.catalogs import extract, manuscript, po
from handbook.catalogs.manuscript import Manuscript, pot_path
from handbook.config.project import load_project
from handbook.config.scripts import read_scripts
from handbook.config.toml.rows import File
from handbook.files.folders import LOCALES
from handbook.render.html import Document, render
from handbook.values.model import Job, Language, Layout, Product, Project, Purpose, Selection
from handbook.values.report import Report

ROOT = Path(__file__).resolve().parents[1]
SHARED = ("fonts", "templates")
"""Caches of all projects of tests: what is in them is named by what it is made of."""
DATA = ("content", "handbook/settings")
SCRIPTS = read_scripts(File(ROOT, Path("handbook/settings/scripts.toml"), [], "letters"))
SAMPLE_CHAPTERS = ("cover", "checks", "law", "sources", "about")
BRIEF = ("law", "sources")
"""Two pages, a quarter of the time: enough where the way is tried and not the book."""


YUAN = {"zh-Hans": {"CNY": {"other": "元"}}, "fr": {"CNY": {"one": "yuan", "other": "yuans"}}}


def a_language(tag: str = "en", script: str = "", **changes: object) -> Language:
    """Return a language row; Arabic goes from right to left."""
    values: dict[str, object] = {
        "tag": tag,
        "endonym": tag,
        "direction": "rtl" if tag == "ar" else "ltr",
        "writing": SCRIPTS[script or {"ar": "Arab", "ja": "Jpan", "zh-Hans": "Hans"}.get(tag, "Latn")],
        "roles": {},
        "min_coverage": 1.0,
        "currencies": YUAN.get(tag, {}),
        "is_source": tag == "en",
        "region": "",
        "territories": {},
        "locales": LOCALES,
    }
    return Language(**{**values, **changes})  # type: ignore[arg-type]


def a_product(**changes: object) -> Product:
    """Return an A5 book for the screen, with changes of the product or of its layout."""
    layout = Layout(
        "book", "formats/book.html", (148.0, 210.0), styles=("formats/a5.css",), bleed_mm=3, pdf_variant="pdf/ua-1"
    )
    return changed(
        Product("screen", layout, Purpose.SCREEN, bleed_mm=3.0, conformance=("PDF/A-2a", "PDF/UA-1")), **changes
    )


def changed(product: Product, **changes: object) -> Product:
    """Return a product with changes of its own or of its layout."""
    own = {each.name for each in fields(Product)}
    layout = replaced(product.layout, **{key: value for key, value in changes.items() if key not in own})  # type: ignore[arg-type]
    return replaced(product, **{"layout": layout, **{key: changes[key] for key in changes if key in own}})  # type: ignore[arg-type]


def a_job(tag: str = "en", edition: str = "2027-01", **changes: object) -> Job:
    """Return a job for a language, with changes of its product or its layout."""
    return Job(edition, a_language(tag), a_product(**changes))


def data_file(name: str) -> str:
    """Return where a data file stands: ``facts.toml`` -> ``content/facts.toml``."""
    return next(f"{folder}/{name}" for folder in DATA if (ROOT / folder / name).is_file())


def data_files(root: Path) -> list[Path]:
    """Return all data files of a project."""
    return [path for folder in DATA for path in sorted((root / folder).glob("*.toml"))]


def project_files(
    folder: Path,
    languages: Iterable[str] = ("en",),
    chapters: Iterable[str] = SAMPLE_CHAPTERS,
    formats: Iterable[str] = ("screen",),
) -> Path:
    """Copy the project's data, templates and catalogs, cut to a few chapters, languages and formats."""
    (folder / ".cache").mkdir(parents=True)
    for name in SHARED:
        (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
        (folder / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    for name in (*DATA, "templates"):
        shutil.copytree(ROOT / name, folder / name)
    others = {each.name for each in (ROOT / "locales").iterdir() if each.is_dir()}
    others -= {tag.replace("-", "_") for tag in languages}
    shutil.copytree(ROOT / "locales", folder / "locales", ignore=shutil.ignore_patterns(*others))
    edition = folder / "content/edition.toml"
    listed = "\n".join(f'  "{chapter}",' for chapter in chapters)
    replace(edition, r"chapters = \[.*?\]", f"chapters = [\n{listed}\n]")
    replace(folder / "handbook/settings/formats.toml", r"pages_multiple_of = 4", "pages_multiple_of = 1")
    _keep_rows(folder / "handbook/settings/languages.toml", "language", "tag", languages)
    _keep_products(folder / "handbook/settings/formats.toml", set(formats))
    spoken = ", ".join(f'"{tag}"' for tag in ("en", "zh-Hans") if tag in set(languages))
    replace(edition, r"companions = \[.*?\]", f"companions = [{spoken}]")
    if "zh-Hans" not in set(languages):
        replace(edition, r'ticket_language = ".*?"', f'ticket_language = "{next(iter(languages))}"')
    return folder


def _keep_rows(file: Path, table: str, key: str, wanted: Iterable[str]) -> None:
    rows = file.read_text(encoding="utf-8").split(f"[[{table}]]")
    kept = [row for row in rows[1:] if re.search(rf'^{key} = "([^"]+)"', row, re.MULTILINE)[1] in set(wanted)]  # type: ignore[index]
    file.write_text(f"[[{table}]]" + f"[[{table}]]".join(kept), encoding="utf-8")


def _keep_products(file: Path, wanted: set[str]) -> None:
    """Keep products, and the layouts that they are made of."""
    tables = re.split(r"^(?=\[\[)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    products = [each for each in tables if each.startswith("[[product]]") and _value(each, "id") in wanted]
    layouts = {_value(each, "layout") for each in products}
    kept = [each for each in tables if each.startswith("[[layout]]") and _value(each, "id") in layouts]
    file.write_text("".join([*kept, *products]), encoding="utf-8")


def _value(table: str, key: str) -> str:
    found = re.search(rf'^{key} = "([^"]+)"', table, re.MULTILINE)
    assert found is not None, f"{key!r} is not in {table}"
    return found[1]


def in_languages(folder: Path, count: int) -> Path:
    """Copy the project with all formats, in as many of its languages."""
    root = project_files(folder, tuple(load(ROOT).languages)[:count])
    shutil.copy(ROOT / "handbook/settings/formats.toml", root / "handbook/settings/formats.toml")
    return root


SMALL = """<html lang="{{ language.tag }}">
<head><meta charset="utf-8"><title>{% trans %}Place{% endtrans %}</title></head>
<body><h1>{% trans %}Place{% endtrans %}</h1></body></html>
"""


def small(folder: Path, count: int) -> Path:
    """Return a project in many languages that prints one small page in each, and nothing else."""
    root = project_files(folder, ("en", "fr"))
    for path in (root / "templates").rglob("*.html"):
        if path.parent.name not in {"chapters", "panels"}:
            path.unlink()
    (root / "templates/formats/small.html").write_text(SMALL, encoding="utf-8")
    for name in ("home_rules", "phrases"):
        (root / f"content/{name}.toml").write_text(ROWS[name], encoding="utf-8")
    for path in (root / "templates/chapters").glob("*.html"):
        path.write_text("{% trans %}Place{% endtrans %}", encoding="utf-8")
    replace(
        root / "handbook/settings/formats.toml", r'template = "formats/book.html"', 'template = "formats/small.html"'
    )
    extract_pot(root)
    french = po.read("", catalog_file(root, "fr").read_bytes())[0]
    wanted = manuscript_of(root).keys
    entries = tuple(entry for entry in french.live if entry.key in wanted)
    text = po.write(po.PoFile(french.header, entries))
    catalog_file(root, "fr").write_text(text, encoding="utf-8")
    in_regions(root, "en|es|fr", count - 1)
    file = root / "handbook/settings/languages.toml"
    head, english, _, *others = file.read_text(encoding="utf-8").split("[[language]]")
    file.write_text("[[language]]".join([head, english, *others]), encoding="utf-8")
    return root


def in_regions(root: Path, of: str, count: int) -> None:
    """Add languages of regions to a project: they have the row and the texts of French, and CLDR's names."""
    regions = [each for each in sorted(locale_identifiers()) if re.fullmatch(rf"({of})_[A-Z]{{2}}", each)][:count]
    file = root / "handbook/settings/languages.toml"
    rows = file.read_text(encoding="utf-8").rstrip() + "\n\n"
    french = next(row for row in rows.split("[[language]]") if 'tag = "fr"' in row).rstrip()
    text = catalog_file(root, "fr").read_text(encoding="utf-8")
    for each in regions:
        catalog_file(root, each).parent.mkdir(parents=True)
        catalog_file(root, each).write_text(re.sub(r'"Language: \w+', f'"Language: {each}', text), encoding="utf-8")
        row = french.replace('tag = "fr"', f'tag = "{each.replace("_", "-")}"')
        rows += f"[[language]]{row.replace('Français', str(Locale.parse(each).display_name))}\n\n"
    file.write_text(rows, encoding="utf-8")


ROWS = {
    "home_rules": '[[rule]]\ncountry = "FR"\nkind = "unclear"\n',
    "phrases": '[[phrase]]\nid = "place"\ntext = "Place"\nhan = "地点"\npinyin = "dìdiǎn"\n',
}


def said(key: str) -> str:
    """Return a pattern for what the sample association says in all its languages."""
    return rf"\b{key}\.en = [^\n]+(?:\n{key}\.[^\n]+)+"


def replace(file: Path, pattern: str, replacement: str) -> None:
    """Replace a pattern in a file; the pattern must be there."""
    text = file.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, lambda _: replacement, text, count=1, flags=re.DOTALL)
    assert count == 1, f"{pattern!r} is not in {file.name}"
    file.write_text(changed, encoding="utf-8")


def catalog_file(root: Path, locale: str) -> Path:
    """Return the path of a language's catalog."""
    return root / "locales" / locale / "LC_MESSAGES" / "handbook.po"


def build(root: Path, out: Path | None = None, workers: int = 1, selection: Selection | None = None) -> Report:
    """Build a project as the command line does."""
    return make(manuscript_of(root), out or root / "dist", workers, selection)


def make(
    texts: Manuscript,
    out: Path,
    workers: int = 1,
    selection: Selection | None = None,
    watcher: Watcher | None = None,
    *,
    verify: bool = False,
) -> Report:
    """Build what was read, in processes of this machine."""
    executor = Local(texts.project, out, workers)
    return pipeline.build(texts, selection or Selection(), out, executor, watcher or Watcher(), verify=verify)


def stale(root: Path) -> set[str]:
    """Return what a build hands out to be made; nobody makes it."""
    return {job.slug for task in handed_out(root) for job in task.batch}


def handed_out(root: Path, selection: Selection | None = None) -> list[Task]:
    """Return the tasks of a build in the order in which it hands them out; nobody does them."""
    heard: list[Task] = []

    def nobody(_executor: object, tasks: list[Task], _working: object) -> list[tuple[Task, Lost]]:
        heard.extend(tasks)
        return [(task, Lost(TimeoutError(), "nobody is at work")) for task in tasks]

    with mock.patch.object(pipeline, "results", nobody):
        build(root, selection=selection)
    return heard


def extract_pot(root: Path) -> None:
    """Bring the template catalog of a copied project in step."""
    text, findings = extract.extract(load_project(root))
    assert findings == ()
    (root / pot_path()).write_text(text, encoding="utf-8")


def codes(report: Report | Iterable[object]) -> set[str]:
    """Return the codes of all findings."""
    diagnostics = report.diagnostics if isinstance(report, Report) else report
    return {finding.code for finding in diagnostics}  # type: ignore[attr-defined]


def manuscript_of(root: Path) -> Manuscript:
    """Read a project with all its texts, as a command does at its entry."""
    return _ours() if root == ROOT else manuscript.read(load_project(root))


def load(root: Path) -> Project:
    """Read a project's data files."""
    return _ours().project if root == ROOT else load_project(root)


@cache
def document_of(tag: str, format_: str) -> Document:
    """Return a format of this project before its layout, in one of its languages; made once, no test changes it."""
    texts = _ours()
    (job,) = plan.layouts(texts.project, plan.plan(texts.project, Selection((tag,), (format_,))))
    catalog, *voices = (texts.catalog(each)[0] for each in (job.language, *job.voices))
    document, findings = render(texts.project, job, catalog, tuple(voices))
    assert document is not None, findings
    assert findings == ()
    return document


@cache
def _ours() -> Manuscript:
    """Read this project with all its texts, once: no test changes it."""
    return manuscript.read(load_project(ROOT))
