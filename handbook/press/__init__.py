"""Laid-out pages to files for printers, and what goes with them."""
