"""The whole text of one language as an EPUB 3.3, for phones and e-readers; made from the built pages."""
