"""Blocks: a line such as `::: glossary` in a page's text, in whose place a register is shown."""

from lxml.html import HtmlElement

from knowledge_base.article.blocks.changes import changes_block, redline_block
from knowledge_base.article.blocks.concordance import concordance_block
from knowledge_base.article.blocks.copies import copy_check_block, copy_codes_block
from knowledge_base.article.blocks.editions import editions_block
from knowledge_base.article.blocks.feeds import feeds_block
from knowledge_base.article.blocks.finder import finder_block
from knowledge_base.article.blocks.glossary import glossary_block
from knowledge_base.article.blocks.institutions import abbreviations_block, institutions_block
from knowledge_base.article.blocks.kept import kept_block
from knowledge_base.article.blocks.limits import limits_block
from knowledge_base.article.blocks.pages import pages_block
from knowledge_base.article.blocks.path import path_block
from knowledge_base.article.blocks.quality import quality_block
from knowledge_base.article.blocks.role import role_block
from knowledge_base.article.blocks.search import search_block
from knowledge_base.article.blocks.sources import sources_block
from knowledge_base.article.blocks.term_index import index_block
from knowledge_base.article.blocks.timeline import timeline_block
from knowledge_base.article.setting import Setting
from knowledge_base.article.status import status_block

MARK = "::: "
BLOCKS = {
    "glossary": glossary_block,
    "index": index_block,
    "sources": sources_block,
    "concordance": concordance_block,
    "timeline": timeline_block,
    "limits": limits_block,
    "pages": pages_block,
    "finder": finder_block,
    "path": path_block,
    "role": role_block,
    "search": search_block,
    "institutions": institutions_block,
    "abbreviations": abbreviations_block,
    "status": status_block,
    "kept": kept_block,
    "feeds": feeds_block,
    "copy-check": copy_check_block,
    "copy-codes": copy_codes_block,
    "changes": changes_block,
    "redline": redline_block,
    "editions": editions_block,
    "quality": quality_block,
}

# What these show is said elsewhere: on other pages, in their front matter. It is no change of its own when they change.
DERIVED = frozenset({"index", "concordance", "pages", "finder", "role", "quality"})


def fill_blocks(root: HtmlElement, setting: Setting) -> set[str]:
    """Replace each block line under `root` by its register. Return the ids of the entries it now holds."""
    identifiers: set[str] = set()
    for paragraph in list(root.iter("p")):
        text = (paragraph.text or "").strip()
        if not text.startswith(MARK) or len(paragraph):
            continue
        name, *arguments = text.removeprefix(MARK).split()
        if name not in BLOCKS:
            continue
        block = BLOCKS[name](setting, arguments)
        block.tail = paragraph.tail
        if name in DERIVED:
            block.set("data-derived", "")
        paragraph.getparent().replace(paragraph, block)
        identifiers.update(node.get("id") for node in block.iter("h3", "h4") if node.get("id"))
    return identifiers
