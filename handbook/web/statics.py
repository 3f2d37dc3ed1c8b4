"""Published files as answers: kept by browsers, asked for again by their tags, sent in parts (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from handbook.serving import headers
from handbook.web.shop import Static

KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
    ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".woff2": "font/woff2", ".pdf": "application/pdf", ".zip": "application/zip",
}  # fmt: skip
"""Media types by the ends of names."""
PLAIN = "text/plain; charset=utf-8"


def answer(request: Request, found: Static, policy: Mapping[str, str]) -> Response:
    """Return a file, a part of it, or that the browser has it already."""
    said = {
        **policy,
        "ETag": found.etag,
        "Cache-Control": headers.FOREVER if found.is_lasting else headers.LOOK_AGAIN,
        "Content-Type": KINDS.get(found.path.suffix.lower(), PLAIN),
    }
    if _is_known(request, found.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said)
    if found.data is not None:
        return Response(found.data, headers=said)
    return FileResponse(found.path, headers=said)


def is_whole(request: Request) -> bool:
    """Whether a request begins a download: not one for a later part."""
    part = request.headers.get("Range", "")
    return request.method == "GET" and (not part or part.startswith("bytes=0-"))


def _is_known(request: Request, etag: str) -> bool:
    """Whether the browser has this content (13.1.2: tags are compared without regard to their weakness)."""
    said = request.headers.get("If-None-Match", "")
    return said.strip() == "*" or etag in {each.strip().removeprefix("W/") for each in said.split(",")}
