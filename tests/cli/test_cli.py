"""The command line: what it says, and its exit statuses."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT, catalog_file, project_files, replace

from handbook.cli import main as cli
from handbook.cli.main import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small project that the command line works on."""
    root = project_files(tmp_path / "project", ("en", "fr"))
    monkeypatch.setattr(cli, "ROOT", root)
    return root


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    out = capsys.readouterr().out
    assert ended.value.code == 0
    assert "python3 build.py -l fr -l ar" in out
    assert "content/association.toml" in out


def test_building_is_the_command_without_a_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["-l", "fr", "-o", str(project / "out"), "-j", "1"])

    out = capsys.readouterr().out
    assert status == 0
    assert "language" in out
    assert "fr        screen  made" in out
    assert [path.suffix for path in (project / "out/2027-01/fr").iterdir()] == [".pdf"]


def test_a_dry_run_lists_and_makes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["build", "--dry-run", "--json", "-o", str(project / "out")])

    paths = json.loads(capsys.readouterr().out)
    assert status == 0
    assert [Path(path).name for path in paths] == ["handbook_en_screen_2027-01.pdf", "handbook_fr_screen_2027-01.pdf"]
    assert not (project / "out").exists()


def test_a_report_for_machines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(catalog_file(project, "fr"), r'msgstr "Lieu"', 'msgstr "<i>Lieu</i>"')

    status = main(["build", "--json", "-j", "1", "-o", str(project / "out")])

    report = json.loads(capsys.readouterr().out)
    assert status == 1
    assert [file["status"] for file in report["files"]] == ["made", "failed"]
    assert {finding["code"] for finding in report["findings"]} == {"catalog.tag"}
    assert all(finding["line"] > 0 for finding in report["findings"])


def test_check_reports_without_making_anything(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(catalog_file(project, "fr"), r'msgstr "Lieu"', 'msgstr "Lieu %(place)s"')

    status = main(["check"])

    captured = capsys.readouterr()
    assert status == 1
    assert "error: unknown placeholder 'place' [catalog.placeholder]" in captured.err
    assert "hint: the source text has: no placeholders" in captured.err
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    ("arguments", "words"), [(["-l", "xx"], "unknown language 'xx'"), (["-f", "scren"], "Did you mean 'screen'?")]
)
@pytest.mark.usefixtures("project")
def test_an_unknown_name_is_a_usage_error(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--colour"], ["-j", "0"]])
def test_what_the_command_line_does_not_know_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2


@pytest.mark.usefixtures("project")
def test_the_signal_to_end_is_the_host_process_s_again_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)

    main(["--dry-run"])

    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(("arguments", "status"), [(["-l", "fr", "-f", "poster"], 2), (["-l", "mul", "-f", "card"], 2)])
@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_what_would_make_nothing_says_what_to_do(
    arguments: list[str], status: int, more: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(cli, "ROOT", project_files(tmp_path, ("en", "fr"), formats=("screen", "card", "poster")))

    assert main([*arguments, *more]) == status
    assert "leave out -l" in capsys.readouterr().err


def test_a_start_reads_nothing_that_the_command_does_not_need() -> None:
    code = (
        "import sys; from handbook.cli import main as cli\n"
        "cli.main(['-l', 'fr', '--dry-run'])\n"
        "heavy = {'rich', 'filelock', 'jinja2', 'weasyprint', 'pikepdf', 'PIL', 'handbook.cli.commands.preflight'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )

    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.stderr == ""
    assert ended.returncode == 0


def loaded_commands(*line: str) -> list[str]:
    """Return the modules of commands that are loaded to understand a command line."""
    code = (
        "import contextlib, sys; from handbook.cli.main import parsed\n"
        "with contextlib.suppress(SystemExit): parsed(sys.argv[1:])\n"
        "print(*sorted(each for each in sys.modules if each.startswith('handbook.cli.commands.')), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *line]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [each.removeprefix("handbook.cli.commands.") for each in ended.stderr.split()]


@pytest.mark.parametrize(
    ("line", "modules"),
    [
        ("--version", []),
        ("-l fr", ["build"]),
        ("proof-colour", ["proof_colour"]),
        ("catalogs check fr", ["catalogs", "catalogs.check"]),
        ("catalogs import fr fr.xlf", ["catalogs", "catalogs.import_"]),
    ],
)
def test_the_wanted_command_alone_is_loaded(line: str, modules: list[str]) -> None:
    assert loaded_commands(*line.split()) == modules


HELLO = """
PLACE, HELP = 15, "greet"

def add(parser):
    parser.add_argument("name")

def run(arguments):
    print(f"hello {arguments.name} in {arguments.root.name}")
    return 7
"""


@pytest.mark.parametrize(("file", "command"), [("say_hello", "say-hello"), ("catalogs/is_", "catalogs is")])
def test_a_new_command_is_one_new_file(tmp_path: Path, file: str, command: str) -> None:
    shutil.copytree(ROOT / "handbook", tmp_path / "handbook", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / f"handbook/cli/commands/{file}.py").write_text(HELLO, encoding="utf-8")

    def handbook(*line: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "handbook", *line]
        return subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)

    ended = handbook(*command.split(), "Wu")
    listed = handbook(*command.split()[:-1], "--help").stdout

    assert (ended.stdout, ended.returncode) == (f"hello Wu in {tmp_path.name}\n", 7)
    assert re.search(rf"^ +{command.rsplit(maxsplit=1)[-1]} +greet$", listed, re.MULTILINE)


def test_a_mistake_in_a_data_file_ends_with_three(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project / "content/edition.toml", '"cover"', '"covr"')

    assert main([]) == 3
    assert "edition.toml:23: error: unknown chapter 'covr' [edition.chapter]" in capsys.readouterr().err


def test_an_output_folder_that_cannot_be_made_ends_with_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "out").write_text("a file", encoding="utf-8")

    assert main(["-o", str(project / "out")]) == 1
    err = capsys.readouterr().err
    assert "Choose another folder: -o DIR" in err
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full and no small file system")
def test_a_full_disk_ends_with_one_and_leaves_nothing(
    project: Path,
) -> None:
    resource = pytest.importorskip("resource", reason="file size limits are POSIX")
    out = project / "out"
    pid = os.fork()
    if pid == 0:
        # A limit on file sizes fails a write exactly where a full disk does, without filling one.
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        import signal  # noqa: PLC0415  # only in the child

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        os._exit(main(["-l", "fr", "-o", str(out), "-j", "1"]))
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    assert status == 1
    assert not list(out.rglob("*.pdf"))
    assert not list(out.rglob(".part-*"))


def test_the_template_catalog_is_written_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "locales/handbook.pot").unlink()

    assert main(["catalogs", "extract"]) == 0
    assert main(["catalogs", "extract"]) == 0

    assert capsys.readouterr().out == "locales/handbook.pot: written\nlocales/handbook.pot: unchanged\n"
