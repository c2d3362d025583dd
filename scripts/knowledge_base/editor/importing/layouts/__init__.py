"""Layouts of official texts: each finds the provisions of one kind of text, with the source's own numbers."""

KINDS = ("statute", "act", "treaty", "resolution", "plain")
