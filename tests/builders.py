"""Makers of example projects and values: defaults, overridden by keyword."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from handbook import config, pipeline
from handbook.catalogs import extract
from handbook.model import Arrangement, Format, Job, Language, Project, Purpose, Scope, Selection
from handbook.pipeline import Report

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_CHAPTERS = ("cover", "checks", "law", "sources", "about")


def a_language(tag: str = "en", **changes: object) -> Language:
    """Return a language row; Arabic goes from right to left."""
    values: dict[str, object] = {
        "tag": tag,
        "endonym": tag,
        "direction": "rtl" if tag == "ar" else "ltr",
        "script": {"ar": "Arab", "zh-Hans": "Hans"}.get(tag, "Latn"),
        "roles": {},
        "min_coverage": 1.0,
        "currencies": {"zh-Hans": {"CNY": "元"}, "fr": {"CNY": "yuans"}}.get(tag, {}),
        "is_source": tag == "en",
        "region": "",
        "territories": {},
    }
    return Language(**{**values, **changes})  # type: ignore[arg-type]


def a_format(**changes: object) -> Format:
    """Return an A5 format."""
    values: dict[str, object] = {
        "id": "screen",
        "of": "screen",
        "purpose": Purpose.SCREEN,
        "scope": Scope.LANGUAGE,
        "arrangement": Arrangement.NONE,
        "template": "formats/book.html",
        "styles": ("formats/a5.css",),
        "trim_mm": (148.0, 210.0),
        "sheet_mm": None,
        "bleed_mm": 3.0,
        "pdf_variant": "pdf/ua-1",
        "conformance": ("PDF/UA-1",),
        "pages_multiple_of": 1,
        "fold": "",
        "stock": "",
        "weights_gsm": (),
    }
    return Format(**{**values, **changes})  # type: ignore[arg-type]


def a_job(tag: str = "en", edition: str = "2026-11", **format_changes: object) -> Job:
    """Return a job for a language."""
    return Job(edition, a_language(tag), a_format(**format_changes))


def project_files(folder: Path, languages: Iterable[str] = ("en",), chapters: Iterable[str] = SAMPLE_CHAPTERS) -> Path:
    """Copy the project's data, templates and catalogs, cut to a few chapters and languages; return its root."""
    for name in ("handbook/data", "templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    edition = folder / "handbook/data/edition.toml"
    listed = "\n".join(f'  "{chapter}",' for chapter in chapters)
    replace(edition, r"chapters = \[.*?\]", f"chapters = [\n{listed}\n]")
    replace(folder / "handbook/data/formats.toml", r"pages_multiple_of = 4", "pages_multiple_of = 1")
    kept = set(languages)
    replace(edition, r'companions = \[.*?\]', f"companions = {[each for each in ('en', 'zh-Hans') if each in kept]}")
    replace(edition, r'ticket_language = ".*?"', f'ticket_language = "{"zh-Hans" if "zh-Hans" in kept else "en"}"')
    rows = (folder / "handbook/data/languages.toml").read_text(encoding="utf-8").split("[[language]]")
    own = [row for row in rows[1:] if re.search(r'tag = "([^"]+)"', row)[1] in kept]  # type: ignore[index]
    (folder / "handbook/data/languages.toml").write_text("[[language]]" + "[[language]]".join(own), encoding="utf-8")
    return folder


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
    return pipeline.build(config.load(root), selection or Selection(), out or root / "dist", workers)


def extract_pot(root: Path) -> None:
    """Bring the template catalog of a copied project in step."""
    text, findings = extract.extract(config.load(root))
    assert findings == ()
    (root / extract.POT).write_text(text, encoding="utf-8")


def codes(report: Report | Iterable[object]) -> set[str]:
    """Return the codes of all findings."""
    diagnostics = report.diagnostics if isinstance(report, Report) else report
    return {finding.code for finding in diagnostics}  # type: ignore[attr-defined]


def load(root: Path) -> Project:
    """Read a project's data files."""
    return config.load(root)
