"""What every answer says to a browser: what its page may load, and that it is what it says."""

from __future__ import annotations

from collections.abc import Mapping

NEVER = "no-store"
FOREVER = "public, max-age=31536000, immutable"
"""For addresses that name what stands there: other content has another address."""
LOOK_AGAIN = "no-cache"
"""Keep it, and ask each time whether it has changed."""


def guarded(*, pictures: str = "'self'", forms: str = "'none'") -> Mapping[str, str]:
    """Return the headers of all answers; their pages may load nothing from elsewhere and stand in no other page.

    ``pictures`` and ``forms`` say where pictures may come from and forms may go to (Content Security Policy, level 3).
    """
    policy = (
        f"default-src 'none'; img-src {pictures}; style-src 'self'; script-src 'self'; font-src 'self'; "
        f"connect-src 'self'; base-uri 'none'; form-action {forms}; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
