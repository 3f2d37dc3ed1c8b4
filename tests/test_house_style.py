"""The project's own rules, checked by the tools that CI runs."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from builders import ROOT

from handbook.press.swatches import PAIRS

ROOMS = ("handbook", "art", "tests", "benchmarks")
TOOLS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import-linter": ["importlinter.cli"],
}


@pytest.mark.parametrize("tool", ["ruff check", "ruff format", "mypy"])
def test_the_code_pleases(tool: str) -> None:
    done = subprocess.run([sys.executable, "-m", *TOOLS[tool]], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_point_one_way() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_imported_package_is_declared() -> None:
    """What is imported comes with a package of ``pyproject.toml``, never only as the need of another one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    declared = {re.split(r"[^\w.-]", each)[0].lower() for each in wanted}
    providers = importlib.metadata.packages_distributions()
    modules = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    ours = {name for path in modules for name in (path.stem, path.parent.name)}

    undeclared = {
        name: path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for name in imported(path) - ours - sys.stdlib_module_names
        if not declared & {provider.lower() for provider in providers.get(name, ())}
    }
    assert undeclared == {}


def imported(path: Path) -> set[str]:
    """Return the outermost names of what a module imports, but not of what it only asks for: rivals in benchmarks."""
    text = path.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    asked = set(re.findall(r'\bfind_spec\("(\w+)"\)', text))
    plain = {each.name.partition(".")[0] for node in nodes if isinstance(node, ast.Import) for each in node.names}
    of_modules = {
        node.module.partition(".")[0]
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return (plain | of_modules) - asked


def css() -> str:
    own = (ROOT / "handbook/desk/page.css", ROOT / "handbook/site/site.css", ROOT / "handbook/web/form.css")
    sheets = (*sorted((ROOT / "templates/css").rglob("*.css")), *own)
    return "\n".join(path.read_text(encoding="utf-8") for path in sheets)


def test_every_class_of_the_templates_has_a_rule() -> None:
    rules = css()
    used: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            used |= set(re.sub(r"\{[{%].*?[}%]\}", " ", value).split())

    assert {name for name in used if not re.search(rf"\.{re.escape(name)}\b", rules)} == set()


def test_colours_stand_in_the_tokens_alone() -> None:
    others = [p for p in (ROOT / "templates/css").rglob("*.css") if p.name != "tokens.css"]

    assert [p.name for p in others if re.search(r"#[0-9A-Fa-f]{3,8}\b|\brgb", p.read_text(encoding="utf-8"))] == []


def test_drawings_use_the_colours_of_the_tokens() -> None:
    tokens = {c.upper() for c in re.findall(r"#[0-9A-Fa-f]{6}", (ROOT / "templates/css/tokens.css").read_text("utf-8"))}

    foreign = {
        path.name: colours
        for path in (ROOT / "templates/art").glob("*.svg")
        if (colours := {c.upper() for c in re.findall(r"#[0-9A-Fa-f]{6}", path.read_text("utf-8"))} - tokens)
    }
    assert foreign == {}


def test_every_colour_has_its_inks() -> None:
    """Cyan, magenta, yellow, black in per cent, no more than 280 in all: what uncoated paper takes up."""
    text = (ROOT / "templates/css/tokens.css").read_text(encoding="utf-8")
    screen = {name for name in re.findall(r"--([\w-]+): #[0-9A-Fa-f]{6}", text) if not name.endswith("-office")}
    inks = {name: [int(v) for v in value.split()] for name, value in re.findall(r"--([\w-]+)-cmyk: ([\d ]+);", text)}

    assert inks.keys() == screen
    assert [name for name, values in inks.items() if len(values) != 4 or max(values) > 100 or sum(values) > 280] == []


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    """Contrast of at least 4.5:1 (WCAG 2.2, 1.4.3)."""
    text = (ROOT / "templates/css/tokens.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6})", text))

    def luminance(name: str) -> float:
        parts = [int(colours[name][i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_registry_address_is_committed() -> None:
    for name in ("requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"):
        assert not re.search(r"https?://|--index|--extra-index", (ROOT / name).read_text(encoding="utf-8"))


def test_every_file_that_the_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r"`((?:handbook|docs|templates|locales)/[\w./-]+)`", text)

    assert [name for name in named if "://" not in name and not Path(ROOT / name).exists()] == []
