"""A module for each group of commands that has actions of its own; ``cli`` joins them."""
