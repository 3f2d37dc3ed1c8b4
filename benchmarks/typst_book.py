"""The rival of partners' copies: the same book for Typst, with the same words, drawings and fonts.

Its layout is plainer than ours, which is to its favour: one column, no page of a chapter's own, no running titles, no
page references, no frames.
The hotel comes in by ``sys.inputs``; one compiler makes all copies, so that what it remembers helps it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "ul", "ol", "li", "div", "section", "header", "article", "table", "blockquote"}
)
PANEL = """#let panel = block(width: 72mm, height: 31mm, stroke: 0.5pt, inset: 2mm)[
  #strong(sys.inputs.at("name", default: "")) \\ #sys.inputs.at("name_zh", default: "") \\
  #sys.inputs.at("address", default: "") \\ #sys.inputs.at("address_zh", default: "") \\
  #link("tel:" + sys.inputs.at("phone", default: "1"))[#sys.inputs.at("phone", default: "")] \\
  #link("https://" + sys.inputs.at("web", default: "a"))[#sys.inputs.at("web", default: "")]
]"""


@dataclass(frozen=True)
class Book:
    """A book as our own layout begins with it."""

    body: Element
    language: str
    title: str
    families: tuple[str, ...]
    fonts: tuple[Path, ...]


def write(book: Book, read: Callable[[str], bytes], folder: Path) -> Path:
    """Write a book as Typst wants it into an empty folder, and return its main file; ``read`` gives the drawings."""
    (folder / "fonts").mkdir()
    for file in book.fonts:
        shutil.copy(file, folder / "fonts")
    drawings = _Drawings(read, folder)
    named = ", ".join(f'"{name}"' for name in book.families)
    blocks = "\n\n".join(_blocks(book.body, drawings))
    text = f"""#set document(title: {_quoted(book.title)})
#set page(width: 148mm, height: 210mm, margin: 14mm, numbering: "1")
#set text(font: ({named}), size: 9pt, lang: {_quoted(book.language.partition("-")[0])})
{PANEL}
#panel

{blocks}

#panel
#pagebreak()
#panel
"""
    main = folder / "book.typ"
    main.write_text(text, encoding="utf-8")
    return main


class _Drawings:
    """The drawings of a book, each written once."""

    def __init__(self, read: Callable[[str], bytes], folder: Path) -> None:
        self.read, self.folder = read, folder
        self.known: dict[str, str] = {}

    def call(self, image: Element, height: str) -> str:
        address = image.get("src", "")
        if address not in self.known:
            name = f"{len(self.known)}.svg"
            (self.folder / name).write_bytes(self.read(address))
            self.known[address] = name
        return f'image("{self.known[address]}", height: {height}, alt: {_quoted(image.get("alt") or "-")})'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'


def _blocks(element: Element, drawings: _Drawings) -> Iterator[str]:
    """Yield the blocks that an element holds; what stands between them makes paragraphs."""
    run = _said(element.text)
    for child in element:
        if child.tag in BLOCKS:
            if run.strip():
                yield run
            run = ""
            yield from _block(child, drawings)
        elif child.tag == "img":
            run += f"#box({drawings.call(child, '14mm')});"
        else:
            run += _inline(child, drawings)
        run += _said(child.tail)
    if run.strip():
        yield run


def _block(element: Element, drawings: _Drawings) -> Iterator[str]:
    inner = "\n\n".join(_blocks(element, drawings))
    match element.tag:
        case "h1" | "h2" | "h3":
            yield f"#heading(level: {element.tag[1]})[{inner}]"
        case "ul" | "ol":
            kind = "list" if element.tag == "ul" else "enum"
            items = ("\n\n".join(_blocks(item, drawings)) for item in element)
            yield f"#{kind}({', '.join(f'[{item}]' for item in items)})"
        case _:
            yield inner


def _inline(element: Element, drawings: _Drawings) -> str:
    inner = _said(element.text)
    for child in element:
        is_image = child.tag == "img"
        inner += f"#box({drawings.call(child, '1.2em')});" if is_image else _inline(child, drawings)
        inner += _said(child.tail)
    match element.tag:
        case "b" | "strong":
            return f"#strong[{inner}]"
        case "sup":
            return f"#super[{inner}]"
        case "br":
            return "#linebreak();"
        case "a" if element.get("href", "").startswith(("http", "tel:", "mailto:")):
            return f"#link({_quoted(element.get('href', ''))})[{inner}]"
        case _:
            return inner


def _said(text: str | None) -> str:
    """Return text as code that says it, with the spaces at its ends."""
    if not text or not text.strip():
        return " " if text else ""
    before, after = (" " if text[at].isspace() else "" for at in (0, -1))
    return f"{before}#{_quoted(text)};{after}"
