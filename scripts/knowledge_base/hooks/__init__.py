"""Hooks that MkDocs runs while it renders: thin `on_…` functions over the package's pure functions."""
