"""What is measured of the text and of a built site: for the page about/quality, tests and `kb bench quality`."""
