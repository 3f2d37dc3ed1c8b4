"""Documents to PDF: layout, finishing, imposition."""

import os
import warnings
from pathlib import Path

FONTS_CONF = Path(__file__).parents[1] / "fonts" / "fonts.conf"
# Before WeasyPrint loads fontconfig: no font of the system may ever be found.
os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)

with warnings.catch_warnings():
    # "No fonts configured in FontConfig": exactly what is wanted here.
    warnings.simplefilter("ignore", UserWarning)
    import weasyprint  # noqa: F401  # loaded here, once and in this way, for every module of this room

from handbook.layout import whole_words  # noqa: E402  # it changes what was loaded above

whole_words.install()
