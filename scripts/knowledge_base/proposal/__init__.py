"""What a proposed change does to the text, read from the sources at two commits: `kb changes`."""
