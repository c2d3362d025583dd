"""Takes out of the pages the indentation and empty lines that templates leave: about 500 bytes of each, compressed."""

import re

KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)


def without_indentation(page: str) -> str:
    """Return a page without indentation and empty lines. Where white space counts, it stays.

    Each line end stays one, so that no words run together.
    """
    parts = KEPT.split(page)
    return "".join(part if KEPT.fullmatch(part) else _joined(part) for part in parts)


def _joined(part: str) -> str:
    *ended, last = part.split("\n")
    if not ended:
        return part
    first, *middle = (line.rstrip(" \t") for line in ended)
    return "\n".join([first, *filter(None, (line.lstrip() for line in middle)), last.lstrip()])
