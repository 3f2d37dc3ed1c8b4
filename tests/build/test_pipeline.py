"""The build: incremental by content, whole or not at all, the same bytes everywhere."""

from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from builders import (
    BRIEF,
    build,
    catalog_file,
    codes,
    extract_pot,
    make,
    manuscript_of,
    project_files,
    replace,
    small,
    stale,
)  # fmt: skip
from sampling import ALL

from handbook.build import local, pipeline
from handbook.build.executor import Lost
from handbook.build.pipeline import Watcher, _only_build, only_build_into
from handbook.build.publish import manifest
from handbook.values.errors import HandbookError, MissingProgramError
from handbook.values.model import Selection

ENGLISH, FRENCH = Selection(languages=("en",)), Selection(languages=("fr",))


def statuses(root: Path, **options: object) -> dict[str, str]:
    """Build and return what became of each language."""
    report = build(root, **options)  # type: ignore[arg-type]
    return {outcome.language: outcome.status for outcome in report.outcomes}


def digests(out: Path) -> dict[str, str]:
    lines = (out / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {line.split("  ")[1]: line.split("  ")[0] for line in lines}


def files(out: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in sorted(out.rglob("*")) if path.is_file()}


CHAPTERS = (*BRIEF, "signs")
"""Three that are quickly set; the last has drawings."""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that is built, which nobody changes."""
    root = project_files(tmp_path_factory.mktemp("once") / "project", ("en", "fr"), CHAPTERS)
    assert set(statuses(root).values()) == {"made"}
    return root


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """Return a copy of a project that is built, with its files and caches."""
    return shutil.copytree(once, tmp_path / "project", symlinks=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project of which nothing is built."""
    return project_files(tmp_path / "project", ("en", "fr"), CHAPTERS)


def test_nothing_changed_nothing_touched_and_nothing_started(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(built / "dist")
    monkeypatch.setattr(multiprocessing, "get_context", None)  # nobody may ask for a worker

    assert statuses(built) == {"en": "unchanged", "fr": "unchanged"}
    assert files(built / "dist") == before


def test_a_changed_translation_makes_only_its_language(built: Path) -> None:
    replace(catalog_file(built, "fr"), r'msgstr "Ici"', 'msgstr "Par ici"')

    assert statuses(built) == {"en": "unchanged", "fr": "made"}


def test_a_file_that_is_touched_but_not_changed_makes_nothing(built: Path) -> None:
    for path in built.joinpath("templates").rglob("*.html"):
        os.utime(path)

    assert set(statuses(built).values()) == {"unchanged"}


def test_a_template_that_no_job_loads_makes_nothing(built: Path) -> None:
    with (built / "templates/chapters/luggage.html").open("a", encoding="utf-8") as file:
        file.write("<p>never printed</p>")

    assert set(statuses(built).values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("file", "pattern", "replacement"),
    [
        ("templates/css/tokens.css", "#F8F3E8", "#FFFFFF"),
        ("templates/art/sign-ccc.svg", "<title>", "<title>A "),
        ("templates/chapters/law.html", 'class="numeral"', 'class="numeral big"'),
        ("content/association.toml", "Sample Association", "Example Association"),
        ("content/edition.toml", "revised = 2026-11-30", "revised = 2026-12-01"),
    ],
)
def test_whatever_a_page_is_made_of_makes_it_anew(built: Path, file: str, pattern: str, replacement: str) -> None:
    replace(built / file, pattern, replacement)

    assert stale(built) == {"en_screen", "fr_screen"}


def test_a_damaged_output_is_made_anew(root: Path) -> None:
    build(root, selection=FRENCH)
    (target,) = (root / "dist").rglob("*_fr_*.pdf")
    expected = target.read_bytes()
    target.write_bytes(expected[:-100])

    assert statuses(root, selection=FRENCH) == {"fr": "made"}
    assert target.read_bytes() == expected


def test_two_builds_give_the_same_bytes_in_other_folders_and_with_other_workers(tmp_path: Path) -> None:
    sums = []
    for name, workers in (("one", 1), ("another place", 2)):
        root = project_files(tmp_path / name, ("en", "ar", "zh-Hans"), BRIEF)
        (root / ".cache/fonts").unlink()  # cut anew
        build(root, tmp_path / f"out {name}", workers=workers)
        sums.append(digests(tmp_path / f"out {name}"))

    assert len(sums[0]) == 3
    assert sums[0] == sums[1]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not installed")
def test_manifest_and_checksums_tell_the_truth(built: Path) -> None:
    out = built / "dist"

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out, check=False)

    assert done.returncode == 0
    assert (manifest["schema"], manifest["edition"]) == (2, "2027-01")
    french = next(file for file in manifest["files"] if file["language"] == "fr")
    path = out / french["path"]
    assert french["path"] == "2027-01/fr/handbook_fr_screen_2027-01.pdf"
    assert french["bytes"] == path.stat().st_size
    assert french["title"] == "Petit guide pour acheter vrai"
    assert (french["trim_mm"], french["coverage"], french["conformance"]) == (
        [148.0, 210.0],
        1.0,
        ["PDF/A-2a", "PDF/UA-1"],
    )
    assert french["pages"] >= 2


def test_a_part_of_the_build_keeps_the_other_files_in_the_manifest(built: Path) -> None:
    replace(catalog_file(built, "fr"), r'msgstr "Ici"', 'msgstr "Par ici"')

    build(built, selection=FRENCH)

    assert len(digests(built / "dist")) == 2


def test_a_language_that_is_no_longer_listed_is_withdrawn(built: Path) -> None:
    text = (built / "handbook/settings/languages.toml").read_text(encoding="utf-8")
    (built / "handbook/settings/languages.toml").write_text(text[: text.rindex("[[language]]")], encoding="utf-8")

    build(built)

    assert [path.name for path in (built / "dist").rglob("*.pdf")] == ["handbook_en_screen_2027-01.pdf"]
    assert len(digests(built / "dist")) == 1


def test_an_incomplete_language_is_reported_with_its_coverage_and_its_last_good_files_stay(built: Path) -> None:
    before = digests(built / "dist")
    replace(catalog_file(built, "fr"), r'msgstr "Ici"', 'msgstr ""')

    report = build(built)

    french = report.outcomes[1]
    assert (french.status, french.artifact) == ("incomplete", None)
    assert 0.99 < french.coverage < 1
    assert not report.failed
    assert codes(report) == {"catalog.incomplete"}
    assert report.removed == ()
    assert digests(built / "dist") == before


def test_a_lower_minimum_lets_an_incomplete_language_through(root: Path) -> None:
    replace(catalog_file(root, "fr"), r'msgstr "Ici"', 'msgstr ""')
    text = (root / "handbook/settings/languages.toml").read_text(encoding="utf-8")
    (root / "handbook/settings/languages.toml").write_text(text.replace("= 1.0", "= 0.9"), encoding="utf-8")

    assert statuses(root, selection=FRENCH) == {"fr": "made"}


def test_a_fault_leaves_the_last_good_file(built: Path) -> None:
    before = digests(built / "dist")
    replace(catalog_file(built, "fr"), r'msgstr "Ici"', 'msgstr "<i>Ici</i>"')

    report = build(built)

    assert report.failed
    assert codes(report) == {"catalog.tag"}
    assert digests(built / "dist") == before
    assert next((built / "dist").rglob("*_fr_*.pdf")).is_file()


def test_a_text_that_translators_were_never_given_is_an_error(root: Path) -> None:
    replace(root / "templates/chapters/law.html", "against the law", "against every law")

    report = build(root)

    assert codes(report) == {"pot.step"}
    extract_pot(root)
    assert statuses(root, selection=ENGLISH) == {"en": "made"}


def test_a_character_without_a_glyph_stops_the_language(root: Path) -> None:
    replace(catalog_file(root, "fr"), r'msgstr "Ici"', 'msgstr "Ici ก"')

    report = build(root)

    assert codes(report) == {"font.glyph"}
    assert [outcome.status for outcome in report.outcomes] == ["made", "failed"]


def test_an_output_folder_that_cannot_be_written_is_an_error(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")

    with pytest.raises(HandbookError, match=r"out: .*Choose another folder"):
        build(root, tmp_path / "out")

    assert not (root / ".cache/jobs").exists()


def test_two_builds_at_once_are_refused(root: Path) -> None:
    with _only_build(root), pytest.raises(HandbookError, match="another build"):
        build(root)


def processes_of(root: Path) -> list[str]:
    """Return the processes that a build left behind, given time to end: one that is loading hears nothing meanwhile."""
    mark = f"HANDBOOK_TEST={root}".encode()
    for _ in range(300):
        left = [path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if mark in readable(path)]
        if not left:
            break
        time.sleep(0.1)
    return left


def readable(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


SCRIPT = """
import sys
from collections.abc import Sequence
from pathlib import Path
sys.path[:0] = [{tests!r}, {project!r}]
from builders import build
if __name__ == "__main__":
    build(Path({root!r}), workers=1)
"""


STOPS = list(zip(
    [".cache/build.lock", ".cache/fonts", ".cache/jobs"] * 2, [signal.SIGINT, signal.SIGKILL] * 3, strict=True
))  # fmt: skip
"""How far a build has come, and how it is stopped; by default each stage once."""


def sums_are_true(out: Path) -> bool:
    """Whether the checksums say what is there, and the manifest the same."""
    listed = [each for artifact in manifest.listed(out) for each in artifact.files]
    said = {each.path: each.sha256 for each in listed}
    return digests(out) == said and all(
        hashlib.sha256((out / path).read_bytes()).hexdigest() == digest for path, digest in said.items()
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
@pytest.mark.parametrize(("reached", "signal_number"), STOPS if os.environ.get(ALL) else STOPS[:3])
def test_a_build_that_is_stopped_leaves_lists_that_are_true_and_nothing_at_work(
    built: Path, reached: str, signal_number: int
) -> None:
    replace(built / "content/association.toml", "Sample Association", "Example Association")
    shutil.rmtree(built / ".cache")
    tests = Path(__file__).parents[1]
    script = built / "run.py"
    script.write_text(SCRIPT.format(tests=str(tests), project=str(tests.parent), root=str(built)), encoding="utf-8")
    environment = {**os.environ, "HANDBOOK_TEST": str(built)}
    with subprocess.Popen(
        [sys.executable, script], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while not (built / reached).exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal_number)
        process.wait(60)

    assert process.returncode == -signal_number
    assert sums_are_true(built / "dist")
    assert processes_of(built) == []
    assert set(statuses(built).values()) <= {"made", "unchanged"}
    assert sums_are_true(built / "dist")
    assert not list((built / "dist").rglob(".part-*"))


def test_a_lost_cache_loses_no_book(built: Path) -> None:
    before = digests(built / "dist")
    shutil.rmtree(built / ".cache")

    build(built, selection=FRENCH)

    assert digests(built / "dist") == before
    assert len(list((built / "dist").rglob("*.pdf"))) == 2


def test_a_lost_cache_and_a_fault_leave_the_last_good_files(built: Path) -> None:
    before = digests(built / "dist")
    shutil.rmtree(built / ".cache")
    replace(built / "templates/chapters/law.html", "cn-tml-57-60", "cn-tml-none")

    assert build(built).failed
    assert digests(built / "dist") == before


def test_nothing_is_removed_that_this_program_did_not_make(built: Path) -> None:
    out = built / "dist"
    victims = [built / "victim.pdf", out / "notes.txt", out / "private/.part-mine"]
    for victim in victims:
        victim.parent.mkdir(exist_ok=True)
        victim.write_text("mine", encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for path in ("2027-01/../../victim.pdf", "notes.txt"):
        manifest["files"].append({**manifest["files"][0], "path": path})
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    build(built)

    assert [victim.read_text(encoding="utf-8") for victim in victims] == ["mine"] * 3
    assert len(json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]) == 2


def test_the_manifest_of_a_folder_tells_of_its_own_files(built: Path, tmp_path: Path) -> None:
    replace(built / "content/association.toml", "Sample Association", "Example Association")
    build(built, tmp_path / "another", selection=ENGLISH)
    build(built, selection=FRENCH)

    assert sums_are_true(built / "dist")


@pytest.mark.parametrize(
    ("file", "pattern", "text"),
    [
        ("content/association.toml", "Sample Association", "Example Association"),
        ("templates/css/components/zz-new.css", "", ".new { color: var(--jade) }"),
        ("templates/css/tokens.css", "$", "/* the same colours */"),
    ],
)
def test_an_edit_during_a_build_is_found_by_the_next(root: Path, file: str, pattern: str, text: str) -> None:
    def edit(_at_work: Sequence[str]) -> None:
        (root / file).touch()
        if text not in (root / file).read_text(encoding="utf-8"):
            replace(root / file, pattern, text)

    make(manuscript_of(root), root / "dist", selection=FRENCH, watcher=Watcher(working=edit))

    assert statuses(root, selection=FRENCH) == {"fr": "made"}


def test_two_projects_do_not_build_into_one_folder_at_once(root: Path, tmp_path: Path) -> None:
    with only_build_into(tmp_path / "out"), pytest.raises(HandbookError, match="another build is running into"):
        build(root, tmp_path / "out")


def test_lists_that_cannot_be_written_are_an_error_also_where_nothing_changed(built: Path) -> None:
    (built / "dist/SHA256SUMS").unlink()
    (built / "dist/SHA256SUMS").mkdir()

    report = build(built)

    assert report.failed
    assert codes(report) == {"publish.held"}


def test_a_broken_drawing_never_comes_from_the_cache(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", chapters=("cover", "about"))
    drawing = root / "templates/art/i-teapot.svg"
    replace(drawing, "</svg>", '<image href="missing.png" width="5" height="5"/></svg>')

    assert codes(build(root)) == {"drawing.unfit"}
    assert build(root).failed


def test_damaged_caches_are_made_anew(built: Path) -> None:
    before = digests(built / "dist")
    shutil.rmtree(built / ".cache")
    build(built)
    for file in [*(built / ".cache/fonts").iterdir(), *(built / ".cache/art").iterdir()]:
        file.write_bytes(file.read_bytes()[:-40])
    shutil.rmtree(built / ".cache/jobs")

    assert not build(built).failed
    assert digests(built / "dist") == before


def test_many_languages_of_small_pages_on_one_worker(tmp_path: Path) -> None:
    count = 60 if os.environ.get(ALL) else 4
    root = small(tmp_path / "project", count)

    report = build(root, workers=1)

    assert {outcome.status for outcome in report.outcomes} == {"made"}
    assert len(report.outcomes) == count
    assert sums_are_true(root / "dist")


def test_a_batch_that_takes_too_long_ends_as_a_finding_of_its_jobs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "LIMIT_S", 0.1)

    report = build(root)

    assert {outcome.status for outcome in report.outcomes} == {"failed"}
    assert {(finding.path, finding.code) for finding in report.diagnostics} == {
        ("en screen", "build.lost"), ("fr screen", "build.lost"),
    }  # fmt: skip


def test_a_full_disk_in_a_worker_is_a_finding_with_the_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Lost(OSError(errno.ENOSPC, "No space left on device", "/media/stick/x.pdf"), "")
    monkeypatch.setattr(pipeline, "results", lambda _executor, tasks, _working: [(task, lost) for task in tasks])

    report = build(root)

    assert {(finding.path, finding.code) for finding in report.diagnostics} == {
        ("/media/stick/x.pdf", "build.unwritable")
    }


def test_a_disk_without_room_is_told_before_the_work(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))

    with pytest.raises(HandbookError, match=r"dist: .* MB are free"):
        build(root)


def test_a_library_that_cannot_be_loaded_is_named_with_the_remedy(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Lost(MissingProgramError("a library cannot be loaded: libpango"), "")
    monkeypatch.setattr(pipeline, "results", lambda _executor, tasks, _working: [(task, lost) for task in tasks])

    with pytest.raises(MissingProgramError, match="libpango"):
        build(root)
