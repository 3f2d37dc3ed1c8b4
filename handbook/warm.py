"""What a worker needs, loaded once by the fork server before the workers start."""

from handbook.catalogs import extract, load
from handbook.checks import layout, structure
from handbook.fonts import cut
from handbook.pdf import finish, write
from handbook.render import html

__all__ = ["cut", "extract", "finish", "html", "layout", "load", "structure", "write"]
