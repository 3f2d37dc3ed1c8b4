"""Finished files: names, manifest, checksums."""
