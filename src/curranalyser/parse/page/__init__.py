"""A page's lines: reading order, columns, rows, paragraphs."""
