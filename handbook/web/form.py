"""The form of a hotel: from what a browser sends to a wish for the workers, and to a page that has it filled in."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile

from handbook.partners.fields import FIELDS
from handbook.values.model import Language
from handbook.values.partner import Partner
from handbook.web.bench import Fault
from handbook.web.orders import Kept, Order
from handbook.web.shop import Shop

TEXTS = ("name", "name_zh", "address", "address_zh", "phone", "hint", "web")
SECOND = "name_more"
"""The second line of the name."""
LONGEST = 20_000
"""Characters of a field that are looked at; what is longer than a field may be is told."""
_TOKEN = re.compile(r"@@(\w+)@@")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
"""General categories that no page may have."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed."""

    values: Mapping[str, str]
    """By the names of the form."""
    upload: bytes = b""
    order: str = ""
    """The token of an earlier form."""
    no_logo: bool = False

    @property
    def fields(self) -> Mapping[str, str]:
        """The fields of a partner."""
        lines = [self.values[key] for key in ("name", SECOND) if self.values[key].strip()]
        return {**{key: self.values[key] for key in TEXTS}, "name": "\n".join(lines)}


async def read(data: FormData, most: int) -> Typed:
    """Return what a form says. Raises ValueError if an upload has more bytes than may be."""
    values = {key: str(data.get(key, ""))[:LONGEST] for key in (*TEXTS, SECOND)}
    upload = data.get("logo")
    content = await upload.read(most + 1) if isinstance(upload, UploadFile) else b""
    if len(content) > most:
        msg = "the upload is too large"
        raise ValueError(msg)
    return Typed(values, content, str(data.get("order", ""))[:64], bool(data.get("no_logo")))


def typed(partner: Partner) -> Mapping[str, str]:
    """Return the values that lead to a partner."""
    first, _, second = partner.name.partition("\n")
    return {**{key: str(getattr(partner, key)) for key in TEXTS}, "name": first, SECOND: second}


def page(
    shop: Shop,
    language: Language,
    values: Mapping[str, str],
    known: Order | Kept | None = None,
    faults: Iterable[Fault] = (),
) -> str:
    """Return the form, filled; with an order also its preview and what there is to choose."""
    told, order = tuple(faults), known if isinstance(known, Order) else None
    logo = order.partner.logo if order else known
    made = shop.page(
        language,
        {
            "order": order.token if order else "",
            "faults": [((each.field if each.field in FIELDS else "", each.code), each.is_error) for each in told],
            "wrong": {each.field if each.field in FIELDS else "" for each in told if each.is_error},
            "shown": shop.shown(language) if order else (),
            "formats": shop.formats(),
            "has_logo": logo is not None,
        },
    )
    filled = {**values, "order": known.token if known else ""}
    return _TOKEN.sub(lambda found: html.escape(_plain(filled.get(found[1], ""))), made)


def _plain(text: str) -> str:
    """Return a text as far as a page may have it."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
