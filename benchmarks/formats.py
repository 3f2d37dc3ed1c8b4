"""All formats of one language: from shared layouts against a build for each format; and the preflight of a book.

    python3 build.py bench formats.py

The rival is our own build, called once for each format, with the same caches warm. Rewrites two tables of README.md.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import full_project, seconds  # noqa: E402
from builders import build  # noqa: E402
from tables import median, rewrite  # noqa: E402

from handbook.build.plan import plan  # noqa: E402
from handbook.build.publish import names  # noqa: E402
from handbook.checks import ghostscript, preflight  # noqa: E402
from handbook.config.project import load_project  # noqa: E402
from handbook.press.produce import wants  # noqa: E402
from handbook.values.model import Selection  # noqa: E402

TAG = "en"


def touch(root: Path) -> None:
    """Change something that every file depends on, so that all are made anew."""
    file = root / "content/edition.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        root = full_project(Path(name) / "project", formats=None)
        formats = [job.product.id for job in plan(load_project(root), Selection((TAG,)))]
        build(root, selection=Selection((TAG,)))  # fonts and drawings are cached now
        touch(root)
        together = seconds(lambda: build(root, selection=Selection((TAG,))))
        touch(root)
        alone = {each: seconds(lambda each=each: build(root, selection=Selection((TAG,), (each,)))) for each in formats}
        (job,) = plan(load_project(root), Selection((TAG,), ("print",)))
        data = (root / "dist" / names.path(job)).read_bytes()
        wanted = wants(job.product, load_project(root))
    verdict = preflight.examine(data, wanted)
    assert verdict.passed, verdict.remarks  # noqa: S101  # or the figure is that of a broken file
    ours = median(lambda: preflight.examine(data, wanted))
    inks = median(lambda: ghostscript.separations(data))
    total = sum(alone.values())
    rewrite(
        "formats",
        [
            f"| {len(formats)} formats in English, one worker | seconds |",
            "| --- | --- |",
            *(f"| {each} by itself | {taken:.1f} |" for each, taken in alone.items()),
            f"| each by itself, together | {total:.1f} |",
            f"| all from shared layouts | {together:.1f}, {total / together:.1f} times faster |",
            "",
        ],
    )
    rewrite(
        "preflight",
        [
            f"| a book of {verdict.pages} pages | seconds |",
            "| --- | --- |",
            f"| Ghostscript's separations alone | {inks:.2f} |",
            f"| the whole preflight, which waits for them | {ours:.2f}, {ours / inks:.1f} times as long |",
            "",
        ],
    )


if __name__ == "__main__":
    main()
