"""Font families from Python packages, cut to what a file prints."""
