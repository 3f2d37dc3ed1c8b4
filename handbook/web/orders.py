"""Hotels that were typed into the form, for as long as somebody may fetch their files: nothing of them is stored."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from handbook.values.panel import PanelPages
from handbook.values.partner import Logo, Partner

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


@dataclass(slots=True)
class Kept:
    """The logo of a hotel of which something else cannot be printed yet: no browser fills it in again."""

    token: str
    logo: Logo
    used: float

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return 4096 + len(self.logo.data)


class Orders:
    """The hotels of the last hour, by their tokens."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(32)
        self._known: OrderedDict[str, Order | Kept] = OrderedDict()

    def put(self, partner: Partner, pages: PanelPages) -> Order:
        """Keep a hotel; the same one typed again has the same token."""
        order = self._found(token := self._token(partner))
        if not isinstance(order, Order):
            order = self._known[token] = Order(token, partner, pages, 0.0)
        self._use(order)
        return order

    def keep(self, logo: Logo) -> Kept:
        """Keep a logo alone, for the same form sent again."""
        kept = Kept(self._token(logo), logo, 0.0)
        self._known[kept.token] = kept
        self._use(kept)
        return kept

    def get(self, token: str) -> Order | None:
        """Return a hotel; None if it was forgotten."""
        order = self._found(token)
        return order if isinstance(order, Order) else None

    def logo(self, token: str) -> Logo | None:
        """Return the logo of a hotel, or one that was kept alone."""
        found = self._found(token)
        return found.partner.logo if isinstance(found, Order) else found.logo if found else None

    def clear(self) -> None:
        """Forget all: the published files have changed."""
        self._known.clear()

    def _token(self, of: Partner | Logo) -> str:
        return hashlib.sha256(repr((of, self._salt)).encode()).hexdigest()[:32]

    def _found(self, token: str) -> Order | Kept | None:
        self._forget()
        if found := self._known.get(token):
            self._use(found)
        return found

    def _use(self, order: Order | Kept) -> None:
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
