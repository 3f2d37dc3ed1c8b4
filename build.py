#!/usr/bin/env python3
"""Build the handbooks: sets up what it needs on the first run, then does what you ask.

python3 build.py            every language and format, into dist/
python3 build.py --help     everything else
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # an older Python must read this line
    sys.exit("error: this program needs Python 3.11 or newer; here it runs on " + sys.version.split()[0])

if __name__ == "__main__":
    # Here and not above: worker processes load this file, too, and need nothing of it.
    from handbook.setup import bootstrap

    def understood(arguments: list[str]) -> object:
        """Read the command line; where nothing must be set up, nobody asks."""
        from handbook.cli.main import parsed  # noqa: PLC0415  # as above

        return parsed(arguments)

    bootstrap.ensure_environment(sys.argv[1:], understood)
    from handbook.cli.main import main

    sys.exit(main(sys.argv[1:]))
