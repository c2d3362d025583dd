"""Reading without a line: a package that opens from file://, and the list from which a service worker keeps a copy."""
