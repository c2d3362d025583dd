"""Mends what the theme's templates write against the HTML standard, outside the blocks that we could override.

tests/test_valid.py finds it when a new version of the theme writes it in another way.
"""

import re

# The menu's box, whose `autocomplete` the standard does not know, stands in partials/header.html. Nothing here opens
# the theme's search or says anything in its dialog, and its skip link leads where ours leads.
REPLACED = re.compile(
    r'\s*<input class="md-toggle"[^>]*autocomplete="off">'
    r'|\s*<label class="md-overlay" for="__drawer"></label>(?=\s*<div data-md-component="skip">)'
    r'|\s*<div data-md-component="(?:skip|announce)">.*?</div>'
    r'|\s*<div class="md-dialog" data-md-component="dialog">\s*<div [^>]*></div>\s*</div>',
    re.DOTALL,
)


def on_post_page(output: str, page, config) -> str:
    return mended(output)


def mended(markup: str) -> str:
    """Return a page of the theme without its faults."""
    head, body, shown = markup.partition("<body")
    frame, start, rest = shown.partition("<main")
    main, end, foot = rest.partition("</main>")
    return head + body + REPLACED.sub("", frame) + start + main + end + REPLACED.sub("", foot)
