"""Pages beside a page: the same frame one folder further down, with other text in the place of the article.

Made with text operations on the built page, since it is done for every page of the site.
"""

import re

ADDRESS = re.compile(r'(?P<name> (?:href|src|action)=")(?P<path>(?![a-z][a-z0-9+.-]*:|#|/)[^"]*)"')
# What opens the menu, which stands in the article's row and is not beside these pages.
MENU = re.compile(
    r'<input class="md-toggle"[^>]*>\s*<label class="md-overlay".*?</label>|<label class="[^"]*top__menu".*?</label>'
)
MAIN = '<div class="md-main__inner'
MAIN_END = "</main>"


def deeper(markup: str) -> str:
    """Return markup whose relative addresses hold one folder further down."""
    return ADDRESS.sub(r'\g<name>../\g<path>"', markup)


def beside(page: str, folder: str, name: str, kind: str, content: str, words: dict[str, str]) -> str:
    """Return the page that stands in `folder` of the built `page`: for readers, not for search engines.

    `name` goes before its title; `kind` is the class of its article; below the way back to the page its `content`
    stands, whose addresses hold there already. The language link leads to the same page of the other language.
    """
    before, after = page[: page.index(MAIN)], page[page.index(MAIN_END) :]
    before = deeper(MENU.sub("", before))
    before = re.sub(r'\s*<link rel="alternate" hreflang=[^>]*>', "", before)
    before = before.replace("<title>", f"<title>{name}: ", 1)
    if '<meta name="robots"' not in before:
        before = before.replace(
            '<meta charset="utf-8">', '<meta charset="utf-8"><meta name="robots" content="noindex">', 1
        )
    before = re.sub(r'(<a [^>]*href="[^"]*)("[^>]*data-language-link)', rf"\g<1>{folder}/\g<2>", before)
    back = f'<nav class="page-tools" aria-label="{words["tools"]}"><a href="../">{words["parallel_back"]}</a></nav>'
    main = f'{MAIN} md-grid"><article class="md-typeset {kind}">{back}{content}</article></div>'
    return before + main + deeper(after)
