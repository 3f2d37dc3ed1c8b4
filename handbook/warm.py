"""What a worker needs, loaded once by the fork server before the workers start."""

from handbook import batch

__all__ = ["batch"]
