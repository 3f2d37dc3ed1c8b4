"""Hotels that were typed into the form, for as long as somebody may fetch their files: nothing of them is stored."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from handbook.values.panel import PanelPages
from handbook.values.partner import Partner

AGE_S = 3600.0
"""So long after it was last used a hotel is forgotten."""
MOST, LARGEST = 2000, 128 * 2**20
"""So many hotels, and so many bytes of their panels, tails and logos, are kept; the oldest go first."""


@dataclass(slots=True)
class Order:
    """A hotel with its panels."""

    token: str
    """Leads to it; nobody can guess it."""
    partner: Partner
    pages: PanelPages
    used: float
    tails: dict[str, bytes] = field(default_factory=dict)
    """By the SHA-256 of the published files."""

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        logo = len(self.partner.logo.data) if self.partner.logo else 0
        return 4096 + len(self.pages.data) + logo + sum(map(len, self.tails.values()))


class Orders:
    """The hotels of the last hour, by their tokens."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(32)
        self._known: OrderedDict[str, Order] = OrderedDict()

    def put(self, partner: Partner, pages: PanelPages) -> Order:
        """Keep a hotel; the same one typed again has the same token."""
        said = repr((partner, self._salt)).encode()
        token = hashlib.sha256(said).hexdigest()[:32]
        order = self._known.pop(token, None) or Order(token, partner, pages, 0.0)
        self._known[token] = order
        self._use(order)
        return order

    def get(self, token: str) -> Order | None:
        """Return a hotel; None if it was forgotten."""
        self._forget()
        order = self._known.get(token)
        if order:
            self._use(order)
        return order

    def clear(self) -> None:
        """Forget all: the published files have changed."""
        self._known.clear()

    def _use(self, order: Order) -> None:
        order.used = time.monotonic()
        self._known.move_to_end(order.token)
        self._forget()

    def _forget(self) -> None:
        """Drop what is too old, and the oldest where there are too many."""
        oldest = time.monotonic() - AGE_S
        for order in [each for each in self._known.values() if each.used < oldest]:
            self._known.pop(order.token)
        size = sum(each.size for each in self._known.values())
        while len(self._known) > 1 and (len(self._known) > MOST or size > LARGEST):
            _, first = self._known.popitem(last=False)
            size -= first.size
