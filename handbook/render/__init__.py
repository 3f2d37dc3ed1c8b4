"""Jobs and catalogs to HTML: templates, numbers and dates by locale, citations."""
