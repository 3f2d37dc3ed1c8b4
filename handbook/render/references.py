"""What a rendered page refers to: its own anchors, drawings, style sheets; found without laying anything out.

The project's folders are asked whether what a page names is there, and what stands in it: nobody else reads drawings
and style sheets as texts.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote
from urllib.request import url2pathname
from xml.parsers import expat

from handbook.render import qr
from handbook.values.diagnostics import Diagnostic, error, warning
from handbook.values.model import Project

EDITION = "edition.toml"
ART = Path("templates/art")
SVG = "http://www.w3.org/2000/svg"
_HREF = re.compile(r"""\bhref=(["'])#(?P<name>[^"']+)\1""")
_ID = re.compile(r"""\sid=(["'])(?P<name>[^"']+)\1""")
_SRC = re.compile(r"""\ssrc=(["'])(?P<name>[^"']+)\1""")
_PLACED = re.compile(r"""\s(?P<key>(?:href=["']\#|id=["']|src=["']))""")
AT = "data-at"
"""The attribute that names file and line of the template, where a page is rendered to find them."""
_ADDRESS = re.compile(
    r"""url\(\s*(?P<quote>["']?)(?P<address>[^"')]*)(?P=quote)\s*\)|@import\s+["'](?P<sheet>[^"']+)"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PRINTED = re.compile(r"""\bcontent\s*:(?P<value>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;}])*)""")
_QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'")
_LETTERS = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_STANDS = re.compile(r"""\bstands\(\s*["'](?P<chapter>[\w-]+)["']\s*,\s*(?P<place>\d+)""")
SOURCE = re.compile(r"source-\d+")
ALIEN = {
    "image": "a picture", "script": "a script", "foreignObject": "foreign content", "text": "letters",
    "tspan": "letters", "textPath": "letters", "style": "a style sheet", "feImage": "a picture",
}  # fmt: skip
"""Elements that a drawing may not have, and what they are."""


def missing_anchors(html: str) -> tuple[str, ...]:
    """Return the anchors that a page refers to and does not have, in order."""
    known = {found["name"] for found in _ID.finditer(html)}
    asked = dict.fromkeys(found["name"] for found in _HREF.finditer(html))
    return tuple(name for name in asked if name not in known)


def anchors_twice(html: str) -> tuple[str, ...]:
    """Return the anchors that a page has more than once."""
    counts = Counter(found["name"] for found in _ID.finditer(html))
    return tuple(name for name, count in counts.items() if count > 1)


def missing_files(project: Project, html: str) -> tuple[str, ...]:
    """Return the addresses of pictures that a page may not show, or that are not there."""
    asked = dict.fromkeys(found["name"] for found in _SRC.finditer(html))
    return tuple(name for name in asked if not name.startswith(qr.SCHEME) and not _is_there(project, name))


def _is_there(project: Project, address: str) -> bool:
    return _is_ours(project, address) and _file(project, address).is_file()


def _file(project: Project, address: str) -> Path:
    return project.root / "templates" / url2pathname(address)


def _is_ours(project: Project, address: str) -> bool:
    """Whether an address is that of a file which the renderer may read, as ``layout.write`` has it."""
    folder, name = os.path.split(os.path.realpath(_file(project, address)))  # for each picture of a book: it is quick
    is_logo = name.lower().endswith((".svg", ".png")) and folder == os.path.realpath(project.staff)
    templates = os.path.realpath(project.root / "templates")
    return not _SCHEME.match(address) and (is_logo or f"{folder}{os.sep}".startswith(f"{templates}{os.sep}"))


def placed(source: str, name: str) -> str:
    """Return a template whose anchors, references and pictures say where they stand: file and line."""
    lines = source.split("\n")
    return "\n".join(
        _PLACED.sub(lambda found: f' {AT}="{name}:{number}" {found["key"]}', line)  # noqa: B023  # used at once
        for number, line in enumerate(lines, 1)
    )


def places(html: str, what: str, name: str) -> tuple[tuple[str, int], ...]:
    """Return file and line of every template that gave an attribute a value, in a page made from ``placed`` ones."""
    pattern = rf"""{AT}="([^"]+):(\d+)" {what}=["']{re.escape(name)}["']"""
    return tuple(dict.fromkeys((path, int(line)) for path, line in re.findall(pattern, html)))


def unknown_file(project: Project, name: str, path: str, line: int) -> Diagnostic:
    """Return the finding of a picture that cannot be shown."""
    if not _is_ours(project, name):
        text = f"only files of templates/ and the association's logo may be shown, not {name!r}"
        return error(path, line, "picture.unknown", text, "Put the picture into templates/art, as SVG.")
    remedy = "Put it into templates/art, and name it with art(...) of partials/macros.html."
    return error(path, line, "picture.unknown", f"no picture {name!r} below templates/", remedy)


def left_out(project: Project) -> Iterator[Diagnostic]:
    """Yield a warning for each chapter to whose page a format would refer readers, were it in the edition."""
    for path, line, chapter, place in _named_pages(project):
        if chapter not in project.edition.chapters:
            text = f"chapter {chapter!r} is not in the edition, so its page is not named ({path}:{line})"
            remedy = f'To have it, put "{chapter}" into chapters, as number {place}.'
            yield warning(project.content_file(EDITION), chapters_line(project), "chapter.missing", text, remedy)


def misplaced(project: Project, templates: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield an error for each chapter that does not stand where one of the templates names its page."""
    order = project.edition.chapters
    names = {path.relative_to(project.root).as_posix() for path in templates if path.is_relative_to(project.root)}
    for path, line, chapter, place in _named_pages(project):
        if path in names and chapter in order and order[place - 1 : place] != (chapter,):
            text = f"page {place} is named for chapter {chapter!r}, which is number {order.index(chapter) + 1}"
            remedy = (
                f"Move it to number {place} in chapters of {project.content_file(EDITION)}, or take the page out here."
            )
            yield error(path, line, "chapter.order", text, remedy)


def _named_pages(project: Project) -> Iterator[tuple[str, int, str, int]]:
    """Yield file and line, chapter and page of each ``stands(chapter, page)`` in the templates of formats."""
    for path in sorted((project.root / "templates/formats").glob("*.html")):
        source = path.read_bytes().decode("utf-8", "replace")
        for found in _STANDS.finditer(source):
            line = source.count("\n", 0, found.start()) + 1
            yield path.relative_to(project.root).as_posix(), line, found["chapter"], int(found["place"])


def chapters_line(project: Project) -> int:
    """Return the line on which the chapters begin."""
    try:
        lines = project.place(project.content_file(EDITION)).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    return next((number for number, line in enumerate(lines, 1) if re.match(r"\s*chapters\s*=", line)), 0)


def unknown_anchor(project: Project, name: str, path: str, line: int) -> Diagnostic:
    """Return the finding of a reference that leads nowhere, with what to do about it."""
    if SOURCE.fullmatch(name) or (name not in project.edition.chapters and _is_chapter(project, name)):
        chapter = "sources" if SOURCE.fullmatch(name) else name
        what = "numbers of sources are printed" if chapter != name else f"#{name} is referred to"
        text = f"{what}, but chapter {chapter!r} is not in the edition"
        remedy = f'Put "{chapter}" into chapters in {project.content_file(EDITION)}, or take the reference out.'
        return error(path, line, "anchor.unknown", text, remedy)
    remedy = f'Give the element that is meant id="{name}", or take the reference out.'
    return error(path, line, "anchor.unknown", f"nothing on the page has the anchor #{name}", remedy)


def _is_chapter(project: Project, name: str) -> bool:
    return (project.root / "templates/chapters" / f"{name}.html").is_file()


def double_anchor(name: str, places: Iterable[tuple[str, int]]) -> Diagnostic:
    """Return the finding of an anchor that stands in several places."""
    (path, line), *others = sorted(places)
    again = ", ".join(f"{other}:{number}" for other, number in others if (other, number) != (path, line))
    text = f"the anchor #{name} is defined twice" + (f", again at {again}" if again else ": what writes it runs twice")
    return error(path, line, "anchor.twice", text, "Each anchor of a page needs a name of its own.")


def sheets(root: Path, names: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield an error for each style sheet that is not there, and what is wrong in the others."""
    for name in names:
        path = name.as_posix()
        try:
            text = (root / name).read_text(encoding="utf-8")
        except OSError as fault:
            remedy = "Restore it from the repository."
            yield error(path, 0, "css.missing", f"the style sheet cannot be read: {fault.strerror or fault}", remedy)
            continue
        except UnicodeDecodeError:
            continue  # said when it is laid out
        for line, code, what, remedy in _sheet(path, text, root):
            yield error(path, line, code, what, remedy)


def _sheet(path: str, text: str, root: Path) -> Iterator[tuple[int, str, str, str]]:
    bare = _bare(text)
    for found in _ADDRESS.finditer(bare):
        address = found["address"] if found["sheet"] is None else found["sheet"]
        line = bare.count("\n", 0, found.start()) + 1
        if _SCHEME.match(address):
            yield line, "css.reference", f"{address!r} lies outside the project", "Put the file below templates/."
        elif address and not address.startswith("#"):
            target = (root / path).parent / unquote(address.partition("#")[0].partition("?")[0])
            if not target.is_file():
                yield line, "css.reference", f"no file {address!r}", f"It would be {_shown(target, root)}."
    for found in _PRINTED.finditer(bare):
        for quoted in _QUOTED.finditer(found["value"]):
            words = re.sub(r"\\[0-9a-fA-F]{1,6}\s?", "", quoted[1] or quoted[2] or "")
            if _LETTERS.search(words):
                line = bare.count("\n", 0, found.start("value") + quoted.start()) + 1
                what = f"hard-coded text, not translated: {words!r}"
                yield line, "css.text", what, "Words stand in templates: take it from there with attr(data-...)."


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    """Return a style sheet without its comments, line by line as it was."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def _shown(path: Path, root: Path) -> str:
    whole = path.resolve()
    return whole.relative_to(root.resolve()).as_posix() if whole.is_relative_to(root.resolve()) else str(whole)


def drawings(root: Path, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the drawings of these names in ``templates/art``."""
    for name in names:
        path = ART / f"{name}.svg"
        try:
            data = (root / path).read_bytes()
        except OSError:
            continue  # who asks for it is told
        for line, text, remedy in drawing(data):
            yield error(path.as_posix(), line, "drawing.unfit", text, remedy)


@lru_cache(maxsize=1024)
def drawing(data: bytes) -> tuple[tuple[int, str, str], ...]:
    """Return line, text and remedy of whatever makes an SVG file no drawing for the book."""
    return tuple(dict.fromkeys(_Drawing(data).found))


class _Drawing:
    """Reads an SVG file and collects what a drawing may not have, with lines."""

    def __init__(self, data: bytes) -> None:
        self.found: list[tuple[int, str, str]] = []
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype
        remedy = "Export it again as plain SVG."
        try:
            self.parser.Parse(data, True)  # noqa: FBT003  # expat knows no keywords
        except expat.ExpatError as fault:
            self.found.append((fault.lineno, f"it is not XML: {expat.ErrorString(fault.code)}", remedy))
        except (ValueError, LookupError) as fault:
            self._say(f"it cannot be read: {fault}", remedy)

    def _say(self, text: str, remedy: str) -> None:
        self.found.append((self.parser.CurrentLineNumber, text, remedy))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if self.depth == 0 and (namespace != SVG or element != "svg"):
            self._say(f"it is no SVG: it begins with <{element}>", "Export it as plain SVG.")
        elif self.depth == 0 and "viewBox" not in attributes:
            self._say("<svg> has no viewBox, so its size is not known", 'Add one, such as viewBox="0 0 100 100".')
        self.depth += 1
        if namespace == SVG and element in ALIEN:
            remedy = "Turn letters into outlines." if ALIEN[element] == "letters" else "Draw it with shapes."
            self._say(f"<{element}> is {ALIEN[element]}, and a drawing is shapes alone", remedy)
        for key, value in attributes.items():
            own = key.rpartition(" ")[2]
            if _leads_outside(own, value):
                self._say(f"{own!r} refers to something outside the file: {value[:60]!r}", "Remove it.")

    def _doctype(self, *_of: object) -> None:
        self._say("it has a DOCTYPE, which may define anything", "Export it again as plain SVG.")
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_of: object) -> None:
        msg = "it defines entities"
        raise ValueError(msg)


def _leads_outside(key: str, value: str) -> bool:
    if key in {"href", "src"}:
        return not value.strip().startswith("#")
    return bool(re.search(r"url\(\s*['\"]?\s*(?!['\"#\s])", value, re.IGNORECASE))
