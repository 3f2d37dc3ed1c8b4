"""Data files to checked values."""
