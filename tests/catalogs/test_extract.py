"""What translators get."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from builders import ROOT, catalog_file, load, manuscript_of, project_files, replace

from handbook.catalogs import extract


def test_the_committed_template_catalog_is_in_step() -> None:
    assert extract.check_step(manuscript_of(ROOT)) == ()


def test_a_changed_template_is_noticed(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / "templates/chapters/law.html", "against the law", "against every law")

    (finding,) = extract.check_step(manuscript_of(root))

    assert (finding.code, finding.hint) == ("pot.step", extract.REMEDY)


def test_a_template_that_does_not_parse_is_named_with_its_line(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / "templates/chapters/law.html", r"\{% endtrans %\}", "{% endtranslation %}")

    _, findings = extract.extract(load(root))

    assert [(f.code, f.path) for f in findings] == [("template.syntax", "templates/chapters/law.html")]
    assert findings[0].line > 0


def test_references_name_files_only_and_nothing_is_wrapped() -> None:
    lines = extract.extract(load(ROOT))[0].splitlines()

    references = [line for line in lines if line.startswith("#:")]
    assert references
    assert not any(line[-1].isdigit() for line in references)
    assert not any(line == 'msgid ""' for line in lines[20:])


def test_texts_of_data_files_are_extracted_with_a_comment() -> None:
    text, _ = extract.extract(load(ROOT))

    assert "#: content/home_rules.toml" in text
    assert 'msgid "Is this genuine?"' in text
    assert "#. A sentence that the guest points at" in text


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
@pytest.mark.parametrize("locale", ["ar", "fr", "zh_Hans"])
def test_gnu_msgfmt_accepts_every_catalog(locale: str) -> None:
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", catalog_file(ROOT, locale)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
