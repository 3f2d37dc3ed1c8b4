"""The rules of the house: a code, what it means and what to do; ``docs/preflight.md`` prints this table.

They follow PDF/X-4 and the habits of printers. They are the house's own profile and certify nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.values.diagnostics import Severity, printable

Breach = tuple[str, str, int]
"""A code, what is wrong, and the page, or 0 for the whole file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means, in plain words."""

    means: str
    do: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, with all pages on which it is made; no pages where it concerns the whole file."""

    severity: Severity
    code: str
    text: str
    pages: tuple[int, ...]

    @property
    def said(self) -> str:
        """The text with its pages, runs of them shortened: ``... (pages 2, 4-34)``."""
        runs: list[list[int]] = []
        for page in self.pages:
            if runs and page == runs[-1][1] + 1:
                runs[-1][1] = page
            else:
                runs.append([page, page])
        spans = ", ".join(f"{first}-{last}" if first < last else str(first) for first, last in runs)
        return f"{self.text} (page{'s' if len(self.pages) > 1 else ''} {spans})" if runs else self.text


RULES = {
    "preflight.unreadable": Rule(
        "The file, or a page's content, cannot be read.", "Make the file anew; do not repair it by hand."
    ),
    "preflight.encrypted": Rule(
        "The file is encrypted, so a printer's programs may not open it.", "Save it without password and permissions."
    ),
    "preflight.syntax": Rule("The file breaks the syntax of PDF.", "Make the file anew, or let `qpdf` rewrite it."),
    "preflight.version": Rule("The file is of a PDF version later than 1.6, which PDF/X-4 rests on.", "Save as 1.6."),
    "preflight.id": Rule("The file has no identifier (`/ID`).", "Save with an identifier."),
    "preflight.pdfx": Rule(
        "The XMP metadata do not say that this is PDF/X-4.", "Write `GTS_PDFXVersion` PDF/X-4 into the XMP metadata."
    ),
    "preflight.trapped": Rule(
        "The file does not say whether it is trapped.", "Set `/Trapped` in Info to `/True` or `/False`."
    ),
    "preflight.metadata": Rule(
        "Info and XMP metadata differ, or lack what PDF/X-4 asks for: title, dates, producer, trapping; in XMP also "
        "`MetadataDate`, `DocumentID`, `VersionID` and `RenditionClass`.",
        "Write both from the same values, all of them.",
    ),
    "preflight.pages": Rule(
        "The pages do not fill their sheets: their number is no multiple of what the binding wants, or there are none.",
        "Add blank or notes pages, or take some out.",
    ),
    "preflight.boxes": Rule(
        "A page lacks TrimBox or BleedBox, or the boxes do not lie inside each other: trim in bleed in media. "
        "Or the CropBox cuts the bleed, there is an ArtBox besides, the unit is not 1/72 inch, or the page is turned "
        "askew.",
        "Write all boxes of each page; leave CropBox, ArtBox and UserUnit out; turn pages by quarters.",
    ),
    "preflight.trim": Rule(
        "A page's trimmed size, as it is shown, is more than 0.5 mm off that of the product, or pages differ.",
        "Lay all pages out in the size that was ordered; a cover's has its spine in it.",
    ),
    "preflight.bleed": Rule(
        "The bleed is narrower than the printer asks.", "Widen BleedBox and what is printed in it."
    ),
    "preflight.unfilled": Rule(
        "Something is printed up to the trim but not on through the bleed: the slightest slip of the guillotine "
        "shows white paper.",
        "Let the ground or picture go on to the edge of the bleed, or end it clearly before the trim.",
    ),
    "preflight.safe": Rule(
        "Text stands nearer to the trim than the guillotine's precision allows, or is cut by it.", "Move the text in."
    ),
    "preflight.intent": Rule(
        "The file does not name one printing condition, with its profile, or names another than was ordered.",
        "Embed one GTS_PDFX output intent with the identifier of the condition.",
    ),
    "preflight.profile": Rule(
        "The profile of the output intent is no profile of a CMYK press.",
        "Embed the profile of the printing condition.",
    ),
    "preflight.rgb": Rule(
        "Something is painted in RGB, Lab or by a profile: nobody knows which inks that will become.",
        "Convert it to DeviceCMYK or DeviceGray, or give its token inks.",
    ),
    "preflight.spot": Rule(
        "Something is painted with an ink that the press does not hold: a plate of its own.",
        "Convert it to DeviceCMYK.",
    ),
    "preflight.blend": Rule(
        "A page has transparency, but does not say in which colours to blend, or not in DeviceCMYK.",
        "Give the page a `/Group` with `/CS /DeviceCMYK`, or do without transparency.",
    ),
    "preflight.transparency": Rule(
        "A page or a group is declared transparent, but nothing in it is: a shop that flattens makes pixels of it.",
        "Take `/Group` out where nothing is transparent.",
        Severity.WARNING,
    ),
    "preflight.layer": Rule(
        "A layer is not seen, not printed, or only one of both: what lies in it may be on the plates or not.",
        "Flatten the layers: keep what shall be printed and take out the rest.",
        Severity.WARNING,
    ),
    "preflight.postscript": Rule(
        "Something is drawn by a program in PostScript: PDF readers pass it over, presses may run it.",
        "Make the file anew, without PostScript.",
    ),
    "preflight.elsewhere": Rule(
        "Something stands for what is in another file: OPI, pages by reference, streams outside.",
        "Embed the picture itself.",
    ),
    "preflight.alternate": Rule(
        "An image has others in its place for other purposes: nobody knows which will be printed.",
        "Keep the one that shall be printed.",
    ),
    "preflight.transfer": Rule(
        "A transfer curve changes the inks behind everybody's back.", "Apply the curve to the colours and take it out."
    ),
    "preflight.halftone": Rule(
        "The file brings halftone screens of its own in place of the press's.", "Take the halftones out."
    ),
    "preflight.operator": Rule(
        "The content of a page has an operator that PDF does not know, or no operator at all.",
        "Make the file anew; do not write it by hand.",
    ),
    "preflight.ink": Rule(
        "More ink comes together than the paper takes up: it smears and sets off.", "Choose inks with a smaller sum."
    ),
    "preflight.black": Rule(
        "Small black text is mixed of several inks: a hair's breadth of misregister blurs it.",
        "Set black text in black alone: 0 0 0 1.",
    ),
    "preflight.register": Rule(
        "A line under 0.5 pt is black of several inks, or of four full ones; or text under 8 pt is left white in three "
        "inks or more. A hair's breadth of misregister frays it.",
        "Take fewer inks, or draw it thicker.",
        Severity.WARNING,
    ),
    "preflight.white": Rule("White is set to overprint: it vanishes in print.", "Let white knock out what is below."),
    "preflight.font": Rule("A font is not embedded, or its file cannot be opened.", "Embed every font."),
    "preflight.type3": Rule(
        "A Type 3 font is used: its letters are little drawings without hints.", "Use an OpenType or TrueType font."
    ),
    "preflight.notdef": Rule(
        "A letter is missing in its font: an empty box is printed, or nothing.", "Use a font that has the letter."
    ),
    "preflight.small": Rule("Text is too small, or squeezed too much, to be printed cleanly.", "Set it larger."),
    "preflight.hairline": Rule(
        "A line, or a shape or picture like one, is thinner than 0.25 pt, or as thin as the device can: it will break "
        "up or vanish.",
        "Draw it with 0.25 pt or more.",
    ),
    "preflight.coarse": Rule(
        "An image has less than 150 pixels to the inch, or its soft mask less than 75: it will look coarse.",
        "Take a larger one.",
    ),
    "preflight.resolution": Rule(
        "An image has less than 300 pixels to the inch.", "Take a larger image, or print it smaller.", Severity.WARNING
    ),
    "preflight.annotation": Rule("A page has annotations: links, notes, fields.", "Take them out of the print file."),
    "preflight.form": Rule("The file has a form.", "Take the form out of the print file."),
    "preflight.action": Rule(
        "The file does something when it is opened or read: actions or JavaScript.", "Take them out of the print file."
    ),
    "preflight.attachment": Rule("Other files are embedded.", "Take them out of the print file."),
    "preflight.ghostscript": Rule(
        "Ghostscript could not make the separations, so nobody looked at inks and bleed.",
        "Read what it says; `python3 build.py doctor` tells whether it is there.",
    ),
}


OF_A_PRESS = frozenset(
    f"preflight.{name}"
    for name in (
        "version", "id", "pdfx", "trapped", "metadata", "bleed", "unfilled", "safe", "intent", "profile", "rgb", "spot",
        "blend", "transparency", "layer", "postscript", "elsewhere", "alternate", "transfer", "halftone", "ink",
        "black", "register", "white", "ghostscript",
    )
)  # fmt: skip
"""What an office printer does not ask: it turns any colour into its own, and nobody cuts its sheets."""


def remarks(faults: Iterable[Breach]) -> tuple[Remark, ...]:
    """Return faults as remarks, in the order of the table, those with the same words as one.

    What a file says of itself cannot write on a terminal: its control characters are shown as ``printable`` does.
    """
    pages: dict[tuple[str, str], set[int]] = {}
    for code, text, page in faults:
        pages.setdefault((code, printable(text)), set()).update({page} - {0})
    order = list(RULES)
    made = (Remark(RULES[code].severity, code, text, tuple(sorted(on))) for (code, text), on in pages.items())
    return tuple(sorted(made, key=lambda remark: (order.index(remark.code), remark.pages, remark.text)))
