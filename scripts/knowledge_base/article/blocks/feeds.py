"""The block `::: feeds`: links to the feeds of what was published, in the page's language."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import element

FILES = {"feed_atom": ("feed.xml", "application/atom+xml"), "feed_json": ("feed.json", "application/feed+json")}


def feeds_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return a list of links to the files that publish/feeds.py writes beside the home page."""
    home = setting.link("index", "").removesuffix("/") + "/"
    links = (element("a", setting.words[key], href=home + name, type=kind) for key, (name, kind) in FILES.items())
    return element("ul", *(element("li", link) for link in links), class_="feeds")
