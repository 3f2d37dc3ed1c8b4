"""What a finished file must have: pages, boxes, language, bookmarks, fonts, tags."""
