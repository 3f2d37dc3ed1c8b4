"""Where a task is done makes no difference: the same bytes from another process, other folders, another machine."""

from __future__ import annotations

import dataclasses
import hashlib
import pickle
import shutil
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest
from builders import ROOT, extract_pot, make, project_files, replace, small
from elsewhere import Depot, Elsewhere

from handbook.build import batch, pipeline
from handbook.build.local import InPlace, Local
from handbook.build.plan import plan
from handbook.build.task import Done, Laid, Task, tasks
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
def leaflets(tmp_path: Path) -> Path:
    """Return a project with leaflets for the screen and for the press, where they have tickets and a profile."""
    return project_files(tmp_path / "driver", ("en",), formats=("leaflet", "leaflet-screen"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a project of one page that shows the logo."""
    root = small(tmp_path / "driver", 1)
    (root / "templates/formats/small.html").write_text(PAGE, encoding="utf-8")
    extract_pot(root)
    return root


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the files of every layout made in tasks of their own, as those of a book are."""
    monkeypatch.setattr(batch, "MANY_PAGES", 1)


def test_leaflets_from_three_processes_of_another_machine_have_the_same_bytes_and_stand(
    leaflets: Path, tmp_path: Path
) -> None:
    assert statuses(make(read(leaflets), tmp_path / "here")) == {"made"}
    beside = kept(leaflets)
    shutil.rmtree(leaflets / ".cache")
    done: list[str] = []

    class Listing(Elsewhere):
        """Remembers what was done."""

        def submit(self, task: Task) -> Future[Done]:
            done.append(f"{'finish' if task.laid else 'lay out'} {' '.join(job.product.id for job in task.batch)}")
            return super().submit(task)

    apart = "from handbook.build import batch; batch.MANY_PAGES = 1"
    report = elsewhere(read(leaflets), tmp_path / "there", tmp_path / "machine", before=apart, kind=Listing)

    assert done == ["lay out leaflet leaflet-screen", "finish leaflet-screen", "finish leaflet"]

    assert statuses(report) == {"made"}
    assert report.until

    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert kept(leaflets) == beside
    assert statuses(make(read(leaflets), tmp_path / "there")) == {"unchanged"}
    assert list(tmp_path.rglob(".part-*")) == []


@pytest.mark.usefixtures("many")
def test_a_worker_lost_with_the_print_file_is_told_and_what_others_made_of_the_pages_is_published(
    leaflets: Path, tmp_path: Path
) -> None:
    class Here(Local):
        """Does tasks in this process; one is lost."""

        def submit(self, task: Task) -> Future[Done]:
            future: Future[Done] = Future()
            if task.laid and task.batch[0].product.is_printed:
                future.set_exception(RuntimeError("the lights went out"))
            else:
                project = task.manuscript.project.at(leaflets, leaflets / "content")
                texts = dataclasses.replace(task.manuscript, project=project)
                future.set_result(batch.make(task, texts, InPlace(leaflets, leaflets / "content", self.out)))
            return future

    texts, out = read(leaflets), tmp_path / "out"

    report = pipeline.build(texts, Selection(), out, Here(texts.project, out, 2))

    assert {each.slug: each.status for each in report.outcomes} == {"en_leaflet": "failed", "en_leaflet-screen": "made"}
    assert [(each.path, each.code, each.text) for each in report.diagnostics] == [
        ("en leaflet", "build.lost", "RuntimeError: the lights went out")
    ]
    assert [path.suffix for path in out.rglob("*leaflet*")] == [".pdf"]


@pytest.mark.usefixtures("many")
def test_whoever_works_with_another_program_does_not_take_pages_of_this_one(leaflets: Path) -> None:
    texts, blobs = read(leaflets), InPlace(leaflets, leaflets / "content", leaflets / "dist")
    (whole,) = tasks([plan(texts.project, Selection())], texts, {})
    laid = batch.make(whole, texts, blobs)
    assert isinstance(laid, Laid)
    screen, _ = whole.finishing(laid)
    of_these_pages = batch.make(screen, texts, blobs)
    blobs.part(laid.path, laid.sha256).unlink()

    anew = batch.make(dataclasses.replace(screen, laid=dataclasses.replace(laid, state="older")), texts, blobs)

    def essence(done: Done) -> object:
        assert isinstance(done, tuple)
        return [dataclasses.replace(each, seconds=0.0) for each in done]

    assert essence(anew) == essence(of_these_pages)


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


def test_a_task_has_no_path_of_the_driver_s_disk(leaflets: Path) -> None:
    texts = read(leaflets)
    jobs: tuple[Job, ...] = plan(texts.project, Selection())

    (task,) = tasks([jobs], texts, {"templates/css/base.css": "0" * 64, "content/logo.svg": "1" * 64})

    assert str(leaflets).encode() not in pickle.dumps(task)
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
