"""Print: the built articles as tagged PDFs (PDF/UA-1), a page each and one book per language."""
