"""The download pages served, with a form by which a hotel puts its name into the files."""
