"""Documents to PDF: layout, finishing."""
