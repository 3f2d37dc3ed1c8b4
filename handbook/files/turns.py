"""What one thread of a process does at a time: others wait for their turn. More at a time takes more processes."""

from __future__ import annotations

import threading

TYPESETTING = threading.RLock()
"""WeasyPrint, with its log, its tables of functions and the flag that it sets in Pillow for every thread."""
PDFIUM = threading.Lock()
"""PDFium, which is not safe for threads."""
