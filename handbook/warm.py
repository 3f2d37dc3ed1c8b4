"""What a worker needs, loaded once by the fork server before the workers start."""

from handbook import produce, tickets, typeset
from handbook.catalogs import extract, load

__all__ = ["extract", "load", "produce", "tickets", "typeset"]
