"""Words of Korean cannot be kept whole at the ends of lines."""

import logging
import sys

from weasyprint import HTML

log, shown = logging.getLogger("weasyprint"), logging.StreamHandler(sys.stdout)
log.addHandler(shown)
HTML(string="<p style='word-break: keep-all'>모조품").render()
log.removeHandler(shown)
