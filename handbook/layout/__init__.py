"""Documents to laid-out files, by WeasyPrint, which ``engine`` alone imports."""
