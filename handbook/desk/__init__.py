"""The translators' desk: from a text to its place on the page and back; proofs; the live preview."""
