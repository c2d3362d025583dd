"""The checker of links finds each kind of address that leads nowhere, and nothing where all is well.

What it says of the real site, its package and its editions: test_site, test_offline, test_editions.
"""

from pathlib import Path

import pytest
from knowledge_base.quality.links import Links, check_links

ROOT = "https://site.example/dev/"
PAGE = """\
<html><head><link rel="stylesheet" href="../a/site.css"><meta http-equiv="refresh" content="0; url=../other/">
<script type="application/ld+json">{"url":"https://site.example/dev/page/#one"}</script></head>
<body><h2 id="one">One</h2><a href="#one">1</a> <a href="../other/#two">2</a> <a href="other.pdf">PDF</a>
<img src="../a/icon%20big.svg" srcset="../a/icon%20big.svg 2x"> <a href="https://elsewhere.example/x">x</a>
<a href="mailto:desk@site.example">mail</a> <a href="../../2025.1/page/">old</a> <form action="../other/"></form>
<p>Cite: https://site.example/dev/other/#two. Code: &lt;a href="nowhere/"></p></body></html>
"""
FILES = {
    "page/index.html": PAGE,
    "page/other.pdf": "%PDF",
    "other/index.html": '<h1 id="two">Two</h1>',
    "a/site.css": "a{background:url(icon%20big.svg)}b{background:url(data:image/png;base64,AA)}",
    "a/icon big.svg": "<svg></svg>",
    "a/js/site.js": 'import{a}from"./a.js";const b=()=>import("./a.js")',
    "a/js/a.js": "export const a=1",
    "data/page.json": '{"address": "https://site.example/dev/page/#one", "id": "nowhere"}',
    "feed.xml": '<link href="https://site.example/dev/other/"/>',
    "search/0a/en/passages-1.js": 'kbData("en/passages-1",[["page/","T \\"q\\"","law","","one","One","text"]])',
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def look(tree: Path) -> Links:
    return check_links(tree, {ROOT: tree}, ("https://site.example/2025.1/",))


def test_a_whole_tree_has_no_fault_and_addresses_of_others_are_listed_and_not_tried(tree: Path) -> None:
    found = look(tree)
    assert found.broken == ()
    assert found.outside == {
        "https://elsewhere.example/x": "page/index.html",
        "mailto:desk@site.example": "page/index.html",
    }
    assert found.files == len(FILES) - 1  # a PDF is led to, not read


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("page/index.html", 'href="#one"', 'href="#none"'),
        ("page/index.html", 'href="../other/#two"', 'href="../other/#none"'),
        ("page/index.html", 'href="../other/#two"', 'href="../nowhere/#two"'),
        ("page/index.html", 'href="../other/#two"', 'href="../other"'),  # a server would have to lead on
        ("page/index.html", 'href="../other/#two"', 'href="../a/"'),  # a folder without a page
        ("page/index.html", 'href="other.pdf"', 'href="gone.pdf"'),
        ("page/index.html", 'href="../a/site.css"', 'href="../a/none.css"'),
        ("page/index.html", 'src="../a/icon%20big.svg"', 'src="../a/none.svg"'),
        ("page/index.html", "icon%20big.svg 2x", "none.svg 2x"),
        ("page/index.html", 'action="../other/"', 'action="../nowhere/"'),
        ("page/index.html", "url=../other/", "url=../nowhere/"),
        ("page/index.html", 'dev/page/#one"}', 'dev/page/#none"}'),
        ("page/index.html", "dev/other/#two. Code", "dev/nowhere/#two. Code"),
        ("page/index.html", 'href="../../2025.1/page/"', 'href="../../2024.1/page/"'),
        ("a/site.css", "url(icon%20big.svg)", "url(none.svg)"),
        ("a/js/site.js", 'from"./a.js"', 'from"./none.js"'),
        ("a/js/site.js", 'import("./a.js")', 'import("./none.js")'),
        ("data/page.json", "#one", "#none"),
        ("feed.xml", "dev/other/", "dev/nowhere/"),
        ("search/0a/en/passages-1.js", '"one"', '"none"'),
        ("search/0a/en/passages-1.js", '"page/"', '"nowhere/"'),
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_file(tree: Path, name: str, good: str, bad: str) -> None:
    path = tree / name
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    (fault,) = look(tree).broken
    assert fault.startswith(f"{name}: “")


def test_without_a_server_a_folder_is_no_address_and_nothing_leads_out(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (tmp_path / "beside.html").write_text("", encoding="utf-8")
    page = package / "index.html"
    page.write_text('<a href="index.html">1</a><a href="https://site.example/">2</a>', encoding="utf-8")
    assert check_links(package, {"file:///": package}, index=False).broken == ()
    page.write_text('<a href="./">1</a><a href="../beside.html">2</a>', encoding="utf-8")
    assert len(check_links(package, {"file:///": package}, index=False).broken) == 2


def test_a_host_s_redirects_lead_to_pages(tree: Path) -> None:
    (tree / "_redirects").write_text("# moved\n/dev/old/ /dev/page/ 301\n", encoding="utf-8")
    host = {"https://site.example/dev/": tree, "https://site.example/2025.1/": tree / "other"}
    assert check_links(tree, host).broken == ("page/index.html: “../../2025.1/page/” leads to no file",)
    (tree / "_redirects").write_text("/dev/old/ /dev/gone/ 301\n", encoding="utf-8")
    assert "_redirects: “https://site.example/dev/gone/” leads to no file" in check_links(tree, host).broken
