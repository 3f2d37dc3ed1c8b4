"""``build.py stats``: how often files were downloaded from the server."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from handbook.values.errors import UsageError

PLACE = 17
HELP = "how often files were downloaded from the server"
TEXT = """\
Shows what build.py serve has counted: downloads by day, language and format, of files as they are published and of
copies with a hotel's name. Nothing about who it was is known.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    from handbook.web.counts import FILE

    parser.description = TEXT
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--downloads", action="store_true", help="what else there will be has an option of its own")
    parser.add_argument("--counts", type=Path, metavar="FILE", help=f"where downloads are counted ({FILE})")
    parser.add_argument("--json", action="store_true", help="every line, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the numbers."""
    from handbook.cli.columns import aligned
    from handbook.web import counts

    if not arguments.downloads:
        msg = "say of what: build.py stats --downloads"
        raise UsageError(msg)
    file = arguments.counts or arguments.root / counts.FILE
    found = list(counts.read(file))
    if arguments.json:
        print(json.dumps([asdict(each) for each in found], indent=1))
        return 0
    if not found:
        print(f"{file}: no downloads yet")
        return 0
    sums: Counter[tuple[str, str, str]] = Counter()
    for each in found:
        sums[each.language, each.format, each.kind] += each.count
    days = [each.day for each in found]
    print(f"{min(days)} to {max(days)}: {sum(sums.values()):,} downloads")
    rows = [(language, format_, kind, f"{count:,}") for (language, format_, kind), count in sorted(sums.items())]
    print("\n".join(aligned(rows)))
    return 0
