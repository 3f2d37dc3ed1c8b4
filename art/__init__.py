"""The programs that draw the book's pictures: ``python3 build.py drawings`` writes templates/art."""
