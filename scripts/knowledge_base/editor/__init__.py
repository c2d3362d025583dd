"""Commands for editors; each prints what it found and what to do next."""
