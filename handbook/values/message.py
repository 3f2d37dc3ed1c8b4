"""What identifies a message."""

from __future__ import annotations

Key = tuple[str, str]
"""Context (may be empty) and source text; of a plural message the singular."""
