"""From Markdown's HTML to the article that readers see: pure functions over an lxml tree, in `render.py`'s order."""
