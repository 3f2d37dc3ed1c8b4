"""A text that ends with a no-break space, before another box, is broken behind its first word."""

from weasyprint import HTML

PAGE = "<style>@page {{ size: {}px; margin: 0 }} body {{ margin: 0 }}</style>one two three four&nbsp;<b>five</b>"

before = ""
for width in range(70, 240, 10):
    (page,) = HTML(string=PAGE.format(width)).render().pages
    line = page._page_box.children[0].children[0].children[0]  # noqa: SLF001
    words = " ".join(box.text.strip() for box in line.descendants() if hasattr(box, "text"))
    if words != before:
        print(words)
    before = words
