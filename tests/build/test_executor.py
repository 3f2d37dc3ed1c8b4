"""Where a task is done makes no difference: the same bytes from another process, other folders, another machine."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import ROOT, extract_pot, make, project_files, replace, small
from elsewhere import Depot, Elsewhere

from handbook.build import pipeline
from handbook.build.plan import plan
from handbook.build.task import tasks
from handbook.catalogs import manuscript
from handbook.catalogs.manuscript import Manuscript
from handbook.config.project import load_project
from handbook.files.folders import CONTENT
from handbook.values.model import Artifact, Job, Selection
from handbook.values.report import Report

PAGE = """<html lang="{{ language.tag }}">
<head><meta charset="utf-8"><title>{% trans %}Place{% endtrans %}</title></head>
<body><h1>{{ association.name }}</h1><img src="{{ association.logo }}" alt=""></body></html>
"""


def read(root: Path, content: Path = CONTENT) -> Manuscript:
    """Read a project and its texts."""
    return manuscript.read(load_project(root, content))


def elsewhere(
    texts: Manuscript,
    out: Path,
    machine: Path,
    program: Path = ROOT,
    before: str = "",
    kind: type[Elsewhere] = Elsewhere,
) -> Report:
    """Build on another machine."""
    depot = Depot(machine / "store", machine / "disk")
    depot.store.mkdir(parents=True)
    project = texts.project
    hidden = [project.root, *([project.staff] if project.content.is_absolute() else [])]
    return pipeline.build(texts, Selection(), out, kind(depot, hidden, out, program, before))


def files(out: Path) -> dict[str, str]:
    """Return the digest of every published file."""
    found = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def kept(root: Path) -> dict[str, str]:
    """Return what is kept beside records: positions, and lists of messages."""
    return {name: digest for name, digest in files(root / ".cache").items() if name.startswith(("positions", "keys"))}


def statuses(report: Report) -> set[str]:
    """Return what became of the jobs."""
    assert not report.failed, report.diagnostics
    return {outcome.status for outcome in report.outcomes}


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """Return a project with cards, which have tickets and a profile of the press."""
    return project_files(tmp_path / "driver", ("en",), formats=("card",))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a project of one page that shows the logo, in English and another language."""
    root = small(tmp_path / "driver", 2)
    (root / "templates/formats/small.html").write_text(PAGE, encoding="utf-8")
    extract_pot(root)
    return root


def test_a_card_from_another_machine_has_the_same_bytes_and_stands(cards: Path, tmp_path: Path) -> None:
    assert statuses(make(read(cards), tmp_path / "here")) == {"made"}
    beside = kept(cards)
    shutil.rmtree(cards / ".cache")

    report = elsewhere(read(cards), tmp_path / "there", tmp_path / "machine")

    assert statuses(report) == {"made"}
    assert report.until

    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert kept(cards) == beside
    assert statuses(make(read(cards), tmp_path / "there")) == {"unchanged"}
    assert list(tmp_path.rglob(".part-*")) == []


def test_staff_s_folder_may_lie_anywhere_on_either_machine(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "our guests"
    shutil.copytree(pages / "content", content)
    shutil.copytree(pages / "locales", content / "locales")
    make(read(pages, content), tmp_path / "here")
    shutil.rmtree(pages / ".cache")

    assert statuses(elsewhere(read(pages, content), tmp_path / "there", tmp_path / "machine")) == {"made"}

    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert statuses(make(read(pages, content), tmp_path / "there")) == {"unchanged"}
    replace(content / "logo.svg", "<svg", "<svg ")
    assert statuses(make(read(pages, content), tmp_path / "there")) == {"made"}


def test_a_finding_of_another_machine_names_the_driver_s_files(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "our guests"
    shutil.copytree(pages / "content", content)
    shutil.copytree(pages / "locales", content / "locales")
    replace(content / "association.toml", r'name\.en = "', 'name.en = "Ꮿ ')

    here, there = (
        make(read(pages, content), tmp_path / "here"),
        elsewhere(read(pages, content), tmp_path / "there", tmp_path / "machine"),
    )

    assert {each.path for each in here.diagnostics if each.code == "font.glyph"} == {f"{content}/association.toml"}
    assert there.diagnostics == here.diagnostics


@pytest.mark.parametrize(
    "before",
    [
        "import platform; platform.machine = lambda: 'another'",
        "from handbook.setup import doctor; doctor.installed = lambda: ['pillow-99.0']",
    ],
    ids=["processor", "packages"],
)
def test_what_was_made_in_another_environment_is_made_anew(pages: Path, tmp_path: Path, before: str) -> None:
    report = elsewhere(read(pages), tmp_path / "out", tmp_path / "machine", before=before)

    assert (statuses(report), report.until) == ({"made"}, "")

    assert statuses(make(read(pages), tmp_path / "out")) == {"made"}
    assert statuses(make(read(pages), tmp_path / "out")) == {"unchanged"}


def test_what_was_made_by_another_state_of_the_program_is_made_anew(pages: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "handbook", tmp_path / "older/handbook")
    shutil.copy(ROOT / "requirements.txt", tmp_path / "older/requirements.txt")
    with (tmp_path / "older/handbook/render/html.py").open("a", encoding="utf-8") as module:
        module.write("# as it was\n")

    report = elsewhere(read(pages), tmp_path / "out", tmp_path / "machine", tmp_path / "older")

    assert (statuses(report), report.until) == ({"made"}, "")

    assert statuses(make(read(pages), tmp_path / "out")) == {"made"}


def test_a_task_has_no_path_of_the_driver_s_disk(cards: Path) -> None:
    texts = read(cards)
    jobs: tuple[Job, ...] = plan(texts.project, Selection())

    (task,) = tasks([jobs], texts, {"templates/css/base.css": "0" * 64, "content/logo.svg": "1" * 64})

    assert str(cards).encode() not in pickle.dumps(task)
    assert task.files == {"templates/css/base.css": "0" * 64}
    assert task.staff == {"logo.svg": "1" * 64}


def test_a_file_that_cannot_be_fetched_is_the_fault_of_its_job_alone(pages: Path, tmp_path: Path) -> None:
    make(read(pages), tmp_path / "out")
    before = files(tmp_path / "out")
    replace(pages / "templates/formats/small.html", "<h1>", '<h1 id="name">')

    class Forgetful(Elsewhere):
        """Loses what was put into its store."""

        def parts(self, artifact: Artifact) -> Mapping[str, Path]:
            (self.depot.store / artifact.sha256).unlink(missing_ok=True)
            return super().parts(artifact)

    report = elsewhere(read(pages), tmp_path / "out", tmp_path / "machine", kind=Forgetful)

    assert {outcome.status for outcome in report.outcomes} == {"failed"}
    assert {each.code for each in report.diagnostics} == {"build.lost"}
    assert files(tmp_path / "out") == before
