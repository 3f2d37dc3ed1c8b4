"""The command line: a module for each command; ``main`` joins them."""
