"""The traveller's anti-counterfeit handbook: templates and catalogs become print-ready PDF files."""

__version__ = "0.1.0"
