"""Links to other sites do not say where the reader came from, even where a browser ignores the page's own word."""

from lxml.html import HtmlElement

ELSEWHERE = ("http://", "https://", "//")


def mark_leaving(root: HtmlElement) -> None:
    """Give each link out of the site the relation `noreferrer`."""
    for link in root.iter("a"):
        if link.get("href", "").startswith(ELSEWHERE) and not link.get("rel"):
            link.set("rel", "noreferrer")
