#!/usr/bin/env python3
"""Build the handbooks: sets up what it needs on the first run, then does what you ask.

python3 build.py            every language and format, into dist/
python3 build.py --help     everything else
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # an older Python must read this line
    sys.exit("error: this program needs Python 3.11 or newer; here it runs on " + sys.version.split()[0])

from handbook import bootstrap, cli

if __name__ == "__main__":
    if said := cli.slip(sys.argv[1:]):  # before minutes of set-up
        sys.exit(cli.refuse(said))
    bootstrap.ensure_environment(sys.argv[1:])
    sys.exit(cli.main(sys.argv[1:]))
