"""TOML files for people who write them by hand: every fault has its line, and one slip gives one finding."""
