"""``python -m handbook``: the same commands as ``build.py``, in an environment that is already there."""

import sys

from handbook.cli.main import main

sys.exit(main(sys.argv[1:]))
