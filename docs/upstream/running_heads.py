"""What stands in the margins of a page is marked, but is neither an artifact nor in the structure tree."""

import io
from collections.abc import Iterator

import pikepdf
from weasyprint import HTML

PAGE = """<html lang="en"><title>t</title><style>@page { @top-left { content: "Running head" } }</style><p>Text"""


def marks(element: object) -> Iterator[int]:
    """Yield the marks that a part of the structure tree has."""
    if isinstance(element, int):
        yield element
    elif isinstance(element, pikepdf.Array):
        for kid in element:
            yield from marks(kid)
    elif isinstance(element, pikepdf.Dictionary) and "/K" in element:
        yield from marks(element.K)


with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    steps = [(str(step.operator), step.operands) for step in pikepdf.parse_content_stream(pdf.pages[0])]
    print("marks of the page", [int(operands[1].MCID) for operator, operands in steps if operator == "BDC"])
    print("marks in the tree", sorted(marks(pdf.Root.StructTreeRoot)))
    print("artifacts", sum(operator == "BMC" and operands[0] == "/Artifact" for operator, operands in steps))
