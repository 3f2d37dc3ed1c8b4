"""The values that travel through the program: frozen, built whole, no I/O."""
