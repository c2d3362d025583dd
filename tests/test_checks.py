"""The checks: each rule names the line, what is wrong and how to mend it; code is exempt; our own text passes."""

import shutil
from pathlib import Path

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.checks import check_all, check_page
from knowledge_base.pages import parse_page
from knowledge_base.registers import load_registers
from samples import FRONT_MATTER

SHOWN = "docs/en/about/x.md"
BODY = FRONT_MATTER.count("\n") + 1  # the line on which a body begins
PLAIN = "Write plain Markdown; docs/en/about/editing.md lists what there is."


def findings(body: str, front_matter: str = FRONT_MATTER) -> list[str]:
    page = parse_page(front_matter + body, SHOWN, "en", "about/x")
    return [str(finding) for finding in check_page(page, load_registers())]


def at(line: int, what: str, mend: str) -> list[str]:
    """Return the one finding at a line of the body, counted from 1."""
    return [f"{SHOWN}:{BODY + line - 1}: {what}\n    {mend}"]


def changed(old: str, new: str) -> str:
    assert FRONT_MATTER.count(old) == 1
    return FRONT_MATTER.replace(old, new)


def test_a_good_page_passes() -> None:
    body = (
        "The answer [@crc, art. 37(b); @uu-11-2012, art. 32(2)].\n\n"
        '## A section { #a-section .provision data-themes="diversion stigma" }\n\n'
        "See [diversion](../reference/glossary.md#diversion), [the Convention](../reference/sources.md#crc) "
        "and <https://example.org/?a=1>; write to <editors@example.org> or [here](mailto:editors@example.org).\n\n"
        "![A map of the courts](../../assets/images/map.png)\n\n"
        '![A map](map.png "Courts")\n\n'
        "Ages 12 < 14 & 2 > 1.\n"
    )
    assert findings(body) == []


# Front matter


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("roles: []", "roles: [judge, jugde]", 5, "has “jugde” in roles, which the vocabulary lacks."),
        ("stages: []", "stages:\n  - trial\n  - trail", 8, "has “trail” in stages, which the vocabulary lacks."),
        ("themes: []", "themes: [diversi]", 7, "has “diversi” in themes, which the vocabulary lacks."),
    ],
)
def test_a_word_that_the_vocabulary_lacks_is_named_with_those_it_has(old, new, line, what) -> None:
    [finding] = findings("", changed(old, new))
    key = old.split(":")[0]
    known = ", ".join(getattr(load_registers().vocabulary, key))
    assert finding == f"{SHOWN}:{line}: {what}\n    Use one of: {known}."


@pytest.mark.parametrize("due", ["2026-11-21", "2026-11-20"])
def test_a_review_is_due_after_the_last_one(due: str) -> None:
    text = changed("review_due: 2027-05-21", f"review_due: {due}")
    assert findings("", text) == [f"{SHOWN}:10: is due for review before it was reviewed.\n    Correct one date."]


def test_the_history_names_the_version() -> None:
    text = changed('version: "1.0"\n', 'version: "1.1"\n')
    what = "has version 1.1, which its history does not name."
    assert findings("", text) == [f"{SHOWN}:8: {what}\n    Add a line to the history."]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("title: Title", "title: A <script>alert(1)</script> title", 2, "title"),
        ("summary: One", 'summary: "<b>One</b>', 3, "summary"),
        ("change: First", "change: <i>First</i>", 12, "change"),
    ],
)
def test_front_matter_is_plain_text(old: str, new: str, line: int, key: str) -> None:
    text = changed(old, new).replace("sentence.", 'sentence."' if key == "summary" else "sentence.")
    assert findings("", text) == [f"{SHOWN}:{line}: has raw HTML in “{key}”.\n    Write plain text, without <."]


def test_each_unknown_theme_of_a_provision_is_named() -> None:
    body = 'Text.\n\n## Article 1 { #art-1 .provision data-themes="diversion stigmata ages" }\n'
    known = ", ".join(load_registers().vocabulary.themes)
    assert findings(body) == [
        *at(3, "has the unknown theme “stigmata”.", f"Use one of: {known}."),
        *at(3, "has the unknown theme “ages”.", f"Use one of: {known}."),
    ]


def test_headings_are_checked_with_the_rest_of_the_page() -> None:
    first, second = findings("## No id\n\n<b>\n")
    assert "has the heading “No id” without an id." in first
    assert "has raw HTML" in second


# Citations


def test_an_unknown_source_is_named() -> None:
    mend = "Add it to docs/data/sources.yml or correct the id."
    assert findings("Text.\n\nA claim [@uu-99-2099, art. 1].\n") == at(
        3, "cites the unknown source “uu-99-2099”.", mend
    )


def test_a_citation_without_a_pinpoint_names_the_line() -> None:
    mend = "This source has numbered parts: [@uu-11-2012, art. 32(2)] or para., rule, principle."
    assert findings("Text.\n\nA claim [@uu-11-2012].\n") == at(3, "cites “uu-11-2012” without a pinpoint.", mend)


def test_only_numbered_sources_that_were_read_need_a_pinpoint() -> None:
    sources = load_registers().sources
    needed = {
        (source.kind, source.seen)
        for key, source in sources.items()
        if any("without a pinpoint" in finding for finding in findings(f"[@{key}]"))
    }
    numbered = {"law", "treaty", "resolution", "standard"}
    present = {(source.kind, source.seen) for source in sources.values()}
    assert needed == {(kind, seen) for kind, seen in present if kind in numbered and seen != "reported"}
    assert present - needed


def test_an_unreadable_pinpoint_is_named() -> None:
    [finding] = findings("A claim [@uu-11-2012, Pasal 32].\n")
    assert finding.startswith(f"{SHOWN}:{BODY}: has the citation [@uu-11-2012, Pasal 32]: the pinpoint “Pasal 32”")
    assert finding.endswith("\n    Write the pinpoint as in docs/en/about/editing.md, “Cite”.")


def test_a_bracket_with_a_source_that_is_no_citation_is_named() -> None:
    what = "has the citation [@crc art. 3]: “@crc art. 3” is not a citation."
    assert findings("[@crc art. 3]") == at(1, what, "Write [@source-id, art. 32(2)].")


def test_a_citation_that_runs_over_a_line_is_read_as_one() -> None:
    mend = "Add it to docs/data/sources.yml or correct the id."
    assert findings("Text.\nA claim [@crc,\nart. 3; @gone,\nart. 4].\n") == at(
        2, "cites the unknown source “gone”.", mend
    )
    assert findings("A claim [@crc,\nart. 3].\n") == []


@pytest.mark.parametrize("body", ["A claim [@crc, art. 3.", "A claim [@crc, art. 3 [sic]]."])
def test_a_citation_that_does_not_end_is_named(body: str) -> None:
    mend = "Close it with ], and write no brackets inside."
    assert findings(f"Text.\n{body}\n") == at(2, "has a citation that does not end.", mend)


def test_every_fault_of_one_bracket_is_named() -> None:
    found = findings("[@gone, art. 1; @uu-11-2012; @crc, art. 3]")
    assert ["gone" in found[0], "uu-11-2012" in found[1], len(found)] == [True, True, 2]


# Links to the registers


@pytest.mark.parametrize(
    ("link", "register", "identifier"),
    [
        ("../reference/glossary.md#diversi", "glossary", "diversi"),
        ("glossary.md#crc", "glossary", "crc"),
        ("../reference/sources.md#uu-99-2099", "sources", "uu-99-2099"),
        ("sources-press.md#nobody", "sources", "nobody"),
        ("sources-web.md#nobody", "sources", "nobody"),
    ],
)
def test_a_link_to_an_entry_that_a_register_lacks_is_named(link: str, register: str, identifier: str) -> None:
    what = f"links to “{identifier}”, which docs/data/{register}.yml lacks."
    assert findings(f"Text.\n\nSee [this]({link}).\n") == at(3, what, "Correct the id or add the entry.")


@pytest.mark.parametrize(
    "link",
    ["glossary.md#diversion", "glossary.md#terms", "sources.md#all-sources", "sources.md#crc", "my-glossary.md#x"],
)
def test_links_to_entries_and_to_the_register_pages_own_sections_pass(link: str) -> None:
    assert findings(f"See [this]({link}).") == []


# Markup

RAW_HTML = [
    ("<div>", "<div>…"),
    ("</div>", "</div>…"),
    ("<script>alert(1)</script>", "<script>alert(1)</script…"),
    ("<br/>", "<br/>…"),
    ("<img", "<img…"),
    ('<IMG SRC="x">', '<IMG SRC="x">…'),
    ("<my-element onclick=x>", "<my-element onclick=x>…"),
    ("<x:y onclick=x>", "<x:y onclick=x>…"),
    ("<!-- hidden -->", "<!-- hidden -->…"),
    ("<!ENTITY x>", "<!ENTITY x>…"),
    ("<?php x ?>", "<?php x ?>…"),
    ("<!DOCTYPE html>", "<!DOCTYPE html>…"),
    ("<ftp://example.org>", "<ftp://example.org>…"),
    ('<https://example.org onclick="x">', "<https://example.org onc…"),
]


@pytest.mark.parametrize("box", ["- [x] Done", "  * [X] Done", "1. [x] Done", "> - [x] Done"])
def test_a_box_that_is_ticked_is_refused(box: str) -> None:
    mend = "Write - [ ]: a checklist is ticked by its readers, on paper."
    assert findings(f"Text.\n\n{box}\n") == at(3, "has a box that is ticked.", mend)
    assert findings("- [ ] To do\n- [x](index.md)\n") == []


@pytest.mark.parametrize(("markup", "shown"), RAW_HTML)
def test_raw_html_is_refused(markup: str, shown: str) -> None:
    assert findings(f"Text.\n\nMore {markup}\n") == at(3, f"has raw HTML ({shown}).", PLAIN)


@pytest.mark.parametrize("prefix", ["- ", "> ", "    ", '!!! gap "', "| a | ", "**bold** "])
def test_raw_html_is_refused_wherever_it_stands(prefix: str) -> None:
    assert findings(f"Text.\n{prefix}<b>\n") == at(2, "has raw HTML (<b>…).", PLAIN)


@pytest.mark.parametrize(
    "body",
    [
        "```\n<script>\n```\n",
        "~~~ html\n<script> [@gone] [x](javascript:y) { onclick=x } ![](http://x)\n~~~\n",
        "Write `<b>`, `[@crc]`, `{ onclick=x }`, `![]()` and `[x](javascript:y)`.\n",
        "``a ` <b>`` is code\n",
        "```\n## no heading\n```\n",
    ],
)
def test_code_is_exempt(body: str) -> None:
    assert findings(body) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("~~~\n<script>\n", 2),
        (" ~~~\n<script>\n ~~~\n", 2),
        ("``` two words\n<script>\n```\n", 2),
        ("~~~\ncode\n~~~\n<script>\n~~~\n", 4),
        (r"\`<script>\`", 1),
        ("` <script>", 1),
        ("a `b\nc` <script> `d`", 2),
    ],
)
def test_what_only_looks_like_code_is_not_exempt(body: str, line: int) -> None:
    [finding] = findings(body)
    assert finding.startswith(f"{SHOWN}:{BODY + line - 1}: has raw HTML (<script>")


@pytest.mark.parametrize(
    "attributes",
    [
        "{ onclick=alert(1) }",
        '{: #a onmouseover="alert(1)" }',
        "{ ONCLICK=alert(1) }",
        "{ #a style=color:red }",
        "{ href=javascript:alert(1) }",
        "{ src=//elsewhere.example/x }",
        '{ #a x="}" onclick="alert(1)" }',
        '{ #a x="b"onclick="alert(1)" }',
        "{ data-themes=diversion }",
        "{ hidden }",
        "{:hidden}",
    ],
)
def test_attributes_are_ids_classes_and_themes_and_nothing_else(attributes: str) -> None:
    what = "has { } with something other than an id, classes and data-themes."
    mend = 'Write { #id .class data-themes="…" }; put other braces into `code`.'
    assert findings(f"Text.\n\n*Text*{attributes}\n") == at(3, what, mend)


def test_the_attributes_of_a_heading_and_of_a_block_of_code_are_checked_too() -> None:
    for body in ("## Title { #title onclick=x }\n", "``` { .yaml onclick=x }\ncode\n```\n"):
        [finding] = findings(body)
        assert finding.startswith(f"{SHOWN}:{BODY}: has {{ }} with something other")


@pytest.mark.parametrize(
    ("link", "scheme"),
    [
        ("[x](javascript:alert(1))", "javascript:"),
        ("[x]( JavaScript:alert(1))", "JavaScript:"),
        ("[x](<javascript:alert(1)>)", "javascript:"),
        ("[x](&#106;avascript:alert(1))", "javascript:"),
        ("[x](javascript&colon;alert(1))", "javascript:"),
        ("[x](\x01javascript:alert(1))", "javascript:"),
        ("[x](\njavascript:alert(1))", "javascript:"),
        ("[x]: javascript:alert(1)", "javascript:"),
        ("[x]:\n    javascript:alert(1)", "javascript:"),
        ("![x](javascript:alert(1))", "javascript:"),
        ("[x](data:text/html,x)", "data:"),
        ("[x](vbscript:x)", "vbscript:"),
        ("[x](file:///etc/passwd)", "file:"),
    ],
)
def test_a_link_leads_to_a_page_or_a_web_address(link: str, scheme: str) -> None:
    what, mend = f"has a link that begins with “{scheme}”.", "Link to a page, or to an address with https."
    assert at(3, what, mend)[0] in findings(f"Text.\n\n{link}\n")


def test_a_link_over_two_lines_cannot_hide_its_scheme() -> None:
    assert any("begins with “javascript:”" in finding for finding in findings("[x](<java\nscript:alert(1)>)"))


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/a.png",
        "HTTP://elsewhere.example/a.png",
        "//elsewhere.example/a.png",
        r"\\elsewhere.example/a.png",
        "&#104;ttps://elsewhere.example/a.png",
    ],
)
def test_an_image_from_another_site_is_refused(address: str) -> None:
    mend = "Put the picture into docs/assets/images."
    assert findings(f"Text.\n\n![A map]({address})\n") == at(3, "loads an image from another site.", mend)


@pytest.mark.parametrize("image", ["![](map.png)", "![ ](map.png)", '![](map.png "Map")'])
def test_an_image_without_a_description_is_refused(image: str) -> None:
    mend = "Write ![what it shows](…)."
    assert findings(f"Text. {image}\n") == at(1, "has an image without a description.", mend)


@pytest.mark.parametrize(
    "image",
    ["![A map][map]", "![map]", "![][map]", "![a [b]](map.png)", "![A map](\nhttps://x.example/a.png)"],
)
def test_an_image_has_one_form_so_that_none_goes_unseen(image: str) -> None:
    mend = "Write ![what it shows](address)."
    assert findings(f"Text.\n\n{image}\n") == at(3, "has an image in another form than ours.", mend)


# All pages


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "docs" / "data", tmp_path / "docs" / "data", ignore=shutil.ignore_patterns("frozen"))
    for locale in ("en", "id"):
        (tmp_path / "docs" / locale).mkdir()
    return tmp_path


def test_our_own_text_passes() -> None:
    assert check_all() == []


def test_every_fault_of_every_page_is_named_in_order_of_file_and_line(root: Path) -> None:
    (root / "docs/id/a.md").write_text(FRONT_MATTER + "<b>\n", "utf-8")
    (root / "docs/en/b.md").write_text(FRONT_MATTER.replace("type: about", "type: house"), "utf-8")
    (root / "docs/en/a.md").write_bytes(b"---\ntitle: caf\xe9\n")
    (root / "docs/en/c.md").write_text(FRONT_MATTER + "[@gone]\n\n## A\n", "utf-8")
    places = [f"{finding.path}:{finding.line}" for finding in check_all(root)]
    assert places == ["docs/en/a.md:2", "docs/en/b.md:4", "docs/en/c.md:14", "docs/en/c.md:16", "docs/id/a.md:14"]


def test_faults_of_registers_do_not_hide_those_of_pages(root: Path) -> None:
    (root / "docs/data/editions.yml").write_text("- number: 1\n", "utf-8")
    (root / "docs/en/a.md").write_text("No front matter.", "utf-8")
    places = {f"{finding.path}:{finding.line}" for finding in check_all(root)}
    assert places == {"docs/data/editions.yml:1", "docs/en/a.md:1"}


# Blocks


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("::: glossry", "has the unknown block “glossry”."),
        (":::", "has the unknown block “”."),
        ("::: sources laws", "has the unknown word “laws” after “::: sources”."),
        ("::: timeline 2014-26", "has the unknown word “2014-26” after “::: timeline”."),
        ("::: glossary law", "has the unknown word “law” after “::: glossary”."),
    ],
)
def test_a_block_that_no_register_fills_is_named(line: str, what: str) -> None:
    [finding] = findings(f"An answer.\n\n{line}\n")
    assert finding.startswith(f"{SHOWN}:{BODY + 2}: {what}")


def test_the_blocks_there_are_pass() -> None:
    assert findings("::: sources law treaty\n\n::: timeline 2014-2026 adopted\n\n::: pages\n\n::: glossary\n") == []
