"""Names of open data in the text become links: `data/concordance.csv`. MkDocs does not know files made after it."""

import re
from posixpath import relpath

from lxml.html import HtmlElement

from knowledge_base.addresses import page_url
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import element

FILE = re.compile(r"data/[a-z0-9/.-]+\.(?:csv|json|jsonld|xml|yml)")


def link_files(root: HtmlElement, setting: Setting) -> None:
    """Link each code under `root` that is the name of a file of open data, at any place of the text."""
    folder = page_url(setting.locale, setting.stem) or "."
    for code in list(root.iter("code")):
        name = code.text or ""
        if FILE.fullmatch(name) and not any(code.iterancestors("a", "pre")):
            link = element("a", href=relpath(name, folder))
            code.getparent().replace(code, link)
            link.tail, code.tail = code.tail, None
            link.append(code)
