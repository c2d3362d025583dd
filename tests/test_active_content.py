"""Hostile Markdown: each line below is named by a check, which stops the build, or is harmless in the built article."""

import re

import markdown
import pytest
from knowledge_base import REPOSITORY
from knowledge_base.article.render import render_article
from knowledge_base.checks import check_page
from knowledge_base.checks.register_markup import check as check_register
from knowledge_base.pages import parse_page
from knowledge_base.registers import load_registers
from knowledge_base.yamlfile import parse
from lxml import html
from mkdocs.config import load_config
from samples import FRONT_MATTER

ACTING_TAGS = ("applet", "audio", "base", "button", "embed", "form", "frame", "iframe", "input", "link", "math", "meta")
ACTING_TAGS += ("object", "script", "style", "svg", "template", "video")
ACTING_ATTRIBUTES = ("action", "background", "formaction", "ping", "poster", "srcdoc", "srcset", "style", "xlink:href")
LEADING = frozenset({"http:", "https:", "mailto:"})

# Links, at each place where Markdown takes an address; J stands for an address that acts.
LINKS = """\
[x](J) ~ [x]( J) ~ [x](<J>) ~ [x](J "title") ~ [x](<J> 'title') ~ [[x]](J) ~ [a [b] c](J) ~ **[x](J)** ~ [](J)
[![a](b.png)](J) ~ ![x](J) ~ [a](b)[x](J) ~ <J> ~ [x][y]|[y]: J ~ [x]|[x]: J ~ [x][]|[x]: <J> ~ [x]|[x]:J
[x]|[x]: J 'title' ~ [x]|[x]:|    J ~ [x]|> [x]: J ~ [x]|>[x]: J ~ [x]|> > [x]: J ~ [x]|> [x]:|> J ~ [x]|- [x]: J
[x]|1. [x]: J ~ [x]|-  a||    [x]: J ~ [x]|!!! gap "t"|    [x]: J ~ [x]|!!! gap "t"|    > [x]:|    > J ~ T|:   [x](J)
[x]|T|:   [x]: J ~ > [x](|> J) ~ [x](|J) ~ - [ ] [x](J) ~ ## [x](J) { #h } ~ !!! gap "[x](J)"
[^1]: J||A[^1] ~ *[x]: J ~ [x](J){ .a } ~ <a href="J">x</a> ~ [x][J] ~ ![x][y]|[y]: J ~ [@crc, J] ~ ::: J"""
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "javascript&colon;alert(1)",
    "jav&#9;ascript:alert(1)",
    "&NewLine;javascript:alert(1)",
    "\x01javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "vbscript:x",
    "data:text/html;base64,PHNjcmlwdD4=",
    "feed:javascript:alert(1)",
    "view-source:https://example.org",
    "file:///etc/passwd",
    "blob:https://example.org/x",
)
OTHERS = (
    # attributes
    "*x*{ onclick=alert(1) }",
    "*x*{: onclick=alert(1) }",
    "*x*{:onclick=alert(1)}",
    "*x*{ style=color:red }",
    "*x*{ .a\nonclick=x }",
    "para\n{: onclick=x }",
    "> q\n{: onclick=x }",
    "* a\n{: onclick=x }",
    "Term {: onclick=x}\n:   def",
    "Term\n:   {: onclick=x }def",
    "| a |\n|---|\n| c {: onclick=x} |",
    "- [ ] x {: onclick=x }",
    "![x](a.png){ onerror=x }",
    "![x](a.png){onerror=x}",
    "`a`{ onclick=x }",
    "``` { .yaml onclick=x }\na\n```",
    "## H { #h onclick=x }",
    '## H {: #h style="color:red" }',
    '## H { #h data-themes="x" onclick="y" }',
    "[x](https://example.org 'a\" onclick=\"x')",
    '[x](https://example.org "a\' onclick=x")',
    '[x](https://example.org/"onclick=x)',
    '<https://example.org/"onmouseover=x>',
    '<mailto:a@example.org?x="onclick=y>',
    # notes, blocks, tables, citations
    "| a |\n|---|\n| [x](javascript:alert(1)) |",
    '!!! gap "<b onclick=x>"\n    t',
    '!!! gap onclick "x"\n    t',
    '!!! "gap\' onclick" "x"\n    t',
    '!!! gap style=x "t"\n    u',
    "::: glossary onclick=x",
    "[@crc, art. 37 <img src=x onerror=y>]",
    '[@crc, art. "onclick=x"]',
    # HTML, and what becomes HTML
    "<script>alert(1)</script>",
    "\\<script>alert(1)\\</script>",
    "<!--><script>alert(1)</script>",
    "a <\nscript>alert(1)</script>",
    "<\x00script>alert(1)</script>",
    "*<*script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "## <img src=x onerror=y> { #h }",
    '*[HTML]: "><script>alert(1)</script>\n\nHTML',
    "\x02klzzwxh:0000\x03",
    "\x02wzxhzdk:0\x03",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    # what loads
    "![a](https://example.org/x.png)",
    "![a](//example.org/x.png)",
    "![a](\\\\example.org/x.png)",
    "![a](/\\example.org/x.png)",
    "![a][b]\n\n[b]: https://example.org/x.png",
    "![a](data:image/svg+xml,<svg/onload=x>)",
)


def hostile() -> list[str]:
    forms = [form.replace("|", "\n") for form in LINKS.replace("\n", " ~ ").split(" ~ ")]
    every = [form.replace("J", ADDRESSES[0]) for form in forms]
    return [*every, *(form.replace("J", one) for form in (forms[0], "[x]\n\n> [x]: J") for one in ADDRESSES), *OTHERS]


@pytest.fixture(scope="module")
def extensions() -> dict:
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    return {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}


def named(body: str, front_matter: str = FRONT_MATTER) -> bool:
    """Say whether the checks name a fault, as they do before each build."""
    page = parse_page(front_matter + body, "docs/en/about/x.md", "en", "about/x")
    return bool(list(check_page(page, load_registers())))


def acting(markup: str) -> list[str]:
    """Return what a browser would run, load from elsewhere or follow to no page in some HTML."""
    found = []
    for node in html.fragment_fromstring(markup, create_parent="div").iter():
        if node.tag in ACTING_TAGS:
            found.append(node.tag)
        for name, value in node.items():
            # As browsers read an address: white space and control characters do not count.
            address = re.sub(r"[\x00-\x20\xa0]", "", value).replace("\\", "/").lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            elsewhere = bool(scheme) or address.startswith("//")
            if name.startswith("on") or name in ACTING_ATTRIBUTES or (name == "src" and elsewhere):
                found.append(f"{name}={value}")
            if name in ("href", "src") and scheme and scheme[0] not in LEADING:
                found.append(f"{name}={value}")
    return found


@pytest.mark.parametrize("text", hostile())
def test_hostile_markdown_is_named_or_harmless(extensions: dict, text: str) -> None:
    body = f"The answer.\n\n## A section {{ #a-section }}\n\n{text}\n"
    if not named(body):
        article = render_article(
            markdown.markdown(body, **extensions),
            "about/x",
            "en",
            load_registers(),
            lambda stem, key: f"/{stem}/#{key}",
            pages={},
        )
        assert acting(article.answer + article.body) == []


def test_what_acts_is_seen_so_that_the_table_can_fail(extensions: dict) -> None:
    for text in ("[x](javascript:x)", "*x*{ onclick=x }", "![x](//example.org/x)", "<b style=x>", "[x](data:x,y)"):
        assert acting(markdown.markdown(text, **extensions)), text


@pytest.mark.parametrize(
    "text", ["[x](https://example.org)", "<https://example.org>", "[x]: http://example.org\n\n[x]"]
)
def test_a_link_out_does_not_say_where_the_reader_came_from(extensions: dict, text: str) -> None:
    markup = markdown.markdown(f"The answer.\n\n## A {{ #a }}\n\n{text} and [here](#a).\n", **extensions)
    article = render_article(markup, "about/x", "en", load_registers(), lambda stem, key: f"/{stem}/#{key}", pages={})
    links = html.fragment_fromstring(article.body, create_parent="div").findall(".//p/a")
    assert [link.get("rel") for link in links] == ["noreferrer", None]


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "A <b onclick=x>title</b>", "</title><script>", "<!--"])
@pytest.mark.parametrize("key", ["title", "summary"])
def test_markup_in_front_matter_is_named(key: str, value: str) -> None:
    changed = re.sub(rf"(?m)^{key}: .*$", f"{key}: '{value}'", FRONT_MATTER)
    assert changed != FRONT_MATTER and named("The answer.\n", changed)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "[x](javascript:alert(1))",
        "see JAVASCRIPT:alert(1)",
        "data:text/html;base64,PHNj",
        "vbscript:x",
    ],
)
def test_markup_and_acting_addresses_in_registers_are_named(text: str) -> None:
    document = parse(f"one:\n  en: '{text}'\n", "docs/data/x.yml")
    assert list(check_register("x", document, load_registers()))
