"""Lines never end inside a word of Korean, Thai, Lao, Khmer or Burmese, unless at a zero-width space.

Pango breaks Korean at every syllable, and Thai by a library that is there on some systems only. WeasyPrint 70 knows no
``word-break: keep-all``, so what it asks of Pango is added to here: an attribute that forbids breaks, on each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

LETTER = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3130-\u318f\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\uac00-\ud7ff]"
)
"""Of Thai, Lao, Burmese, Korean and Khmer (Unicode Standard Annex 14: SA and the classes of Hangul)."""
_WORD = re.compile("[^ \t\n\u2000-\u200b\u3000/\u2010\u2012-\u2014\u2026\u00b7-]+[/\u2010\u2012-\u2014\u2026\u00b7-]*")
"""Up to a space, or a sign behind which a line may end: a hyphen, a dash, a stroke, dots."""

ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of each word that must stay whole."""
    if LETTER.search(text):
        for word in _WORD.finditer(text):
            if LETTER.search(word[0]):
                yield word.span()


def install() -> None:
    """Have WeasyPrint keep words whole, in this process."""
    set_text, get_log_attrs = line_break.Layout.set_text, line_break.get_log_attrs

    def kept_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002  # WeasyPrint's
        set_text(layout, text, justify)
        for start, end in words(layout.text):
            _forbid(layout, *(len(layout.text[:place].encode()) for place in (start, end)))

    def kept_breaks(text: str, lang: str) -> Any:  # noqa: ANN401  # cffi's
        """Of texts of which WeasyPrint wants to know where they break, without laying them out."""
        found = get_log_attrs(text, lang)
        for start, end in words(text):
            for place in range(start + 1, end):
                found[place].is_line_break = 0
        return found

    line_break.Layout.set_text, line_break.get_log_attrs = kept_text, kept_breaks


def _forbid(layout: Any, start: int, end: int) -> None:  # noqa: ANN401  # WeasyPrint's
    """Forbid breaks between two places of a layout's text, in bytes."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    attribute = pango.pango_attr_allow_breaks_new(False)  # noqa: FBT003  # C
    attribute.start_index, attribute.end_index = start, end
    pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
