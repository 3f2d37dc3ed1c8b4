"""Jobs to published files: what is made, by whom, and what still stands."""
