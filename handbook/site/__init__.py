"""The download pages: what a manifest lists, for people."""
