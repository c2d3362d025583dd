"""Files of each format as lines with the place of each."""
