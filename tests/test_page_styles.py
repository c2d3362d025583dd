"""The styles that a page carries: every rule that it uses, in the order of the sheets, allowed by its policy."""

import re
from pathlib import Path

import pytest
from conftest import pages_of, parallels_of
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.page_styles import LATER, carrying, held_by, names_on, sheets
from knowledge_base.publish.rules import bare, joined, needs, rules
from knowledge_base.publish.styles import style_words

HEAD = """<meta http-equiv="Content-Security-Policy" content="style-src 'self'">"""
LINKS = '<link rel="stylesheet" href="../assets/a.css">\n<link rel="stylesheet" href="../assets/b.css">\n'
PAGE = f'<html><head>{HEAD}{LINKS}</head><body><article><p class="x" dir="ltr">T</p></article>\n</body></html>'
RULE = re.compile(r"[^{}]+\{[^{}]*\}")


def built(site: Path, first: str, second: str = "", script: str = "", page: str = PAGE) -> str:
    """Publish two pages with these sheets; return the first."""
    for name, text in {"assets/a.css": first, "assets/b.css": second, "assets/js/site.js": script}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    for name in ("one", "two"):
        (site / name).mkdir()
    (site / "one/index.html").write_text(page, encoding="utf-8")
    (site / "two/index.html").write_text(PAGE.replace('class="x"', 'class="rare"'), encoding="utf-8")
    pages = {path: path.read_text("utf-8") for path in site.rglob("index.html")}
    styled = style_words(site)
    held = {path: held_by(text, styled) for path, text in pages.items()}
    carry = carrying(sheets(site, held))
    for path, text in pages.items():
        path.write_text(carry(text, held[path]), encoding="utf-8")
    return (site / "one/index.html").read_text("utf-8")


def carried(page: str) -> str:
    (styles,) = re.findall(r"<style>(.*?)</style>", page)
    return styles


@pytest.mark.parametrize(
    ("selector", "needed"),
    [
        (".a.b > p:hover::before", {".a", ".b", "p"}),
        ("#x:not(.gone) li:nth-child(2n)", {"li"}),
        ("[dir=rtl] .a", {"=rtl", ".a"}),
        ('a[href$=".pdf"]', {"a"}),
        (":is(.a, .b) p", set()),
        (r".md\:c *", {".md:c"}),
        ("details[open] > summary", {"details", "summary"}),
        ("100%", set()),
    ],
)
def test_what_a_page_must_hold_for_a_selector_to_match(selector: str, needed: set[str]) -> None:
    assert needs(selector) == needed


def test_rules_together_are_the_sheet_again_without_its_space() -> None:
    css = "/* c */ p, .a { color : red; margin: 0 auto }\n@media print { .a { top: calc(1px + 2px); } b{} }"
    css += "\n@page{margin:1cm}"
    assert joined(rules(css)) == "p,.a{color :red;margin:0 auto}@media print{.a{top:calc(1px + 2px)}}@page{margin:1cm}"
    assert bare(' content : "a ; b" ; x: url(data:a; b)') == 'content :"a ; b";x:url(data:a; b)'


def test_a_page_carries_what_it_uses_of_all_its_sheets_in_their_order(tmp_path: Path) -> None:
    page = built(tmp_path, "p{top:0}.rare{top:1px}.gone{top:2px}[dir=rtl] p{top:3px}", ".x{top:4px}p{top:5px}h5{top:0}")
    assert carried(page) == "p{top:0}.x{top:4px}p{top:5px}"
    assert "assets/a.css" not in page and "assets/b.css" not in page
    assert page.endswith(f'<link rel="stylesheet" href="../{LATER}">\n</body></html>')


def test_what_a_script_may_bring_onto_a_page_comes_with_it_or_later(tmp_path: Path) -> None:
    page = built(tmp_path, "p{top:0}.rare{top:1px}.made{top:2px}.gone{top:3px}", script='a.className = "rare made"')
    assert carried(page) == "p{top:0}.rare{top:1px}"
    assert (tmp_path / LATER).read_text("utf-8") == ".made{top:2px}"


def test_what_later_styles_read_is_set_on_the_page(tmp_path: Path) -> None:
    page = built(tmp_path, ":root{--x:1px;--y:2px}p{top:0}.made{top:var(--x)}", script='"made"')
    assert carried(page) == ":root{--x:1px;}p{top:0}"


def test_a_sheet_that_few_pages_have_keeps_there_what_scripts_need(tmp_path: Path) -> None:
    few = PAGE.replace("</head>", '<link rel="stylesheet" href="../assets/few.css">\n</head>')
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/few.css").write_text(".made{top:1px}.gone{top:0}", encoding="utf-8")
    page = built(tmp_path, "p{top:0}", script='"made"', page=few)
    assert carried(page) == "p{top:0}.made{top:1px}"
    assert (tmp_path / LATER).read_text("utf-8") == ""


def test_a_sheet_that_names_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"assets/a\.css names another file"):
        built(tmp_path, "p{background:url(x.png)}")


def test_every_rule_that_a_page_can_match_is_in_the_page(light_site: Path) -> None:
    sheet = rules((next(light_site.glob("assets-*")) / "site.css").read_text("utf-8"))
    for path in pages_of(light_site)[::20] + parallels_of(light_site)[::50]:
        text = path.read_text("utf-8")
        styles, held = carried(text), names_on(re.sub(r"<style>.*?</style>", "", text))
        missing = [rule.selector for rule in sheet if rule.needs <= held and rule.selector not in styles]
        assert missing == [], path


def test_no_page_gives_every_element_two_styles_more(light_site: Path) -> None:
    # The theme's `*, ::before, ::after` made a browser work them out; a new version may write it in another way.
    for path in pages_of(light_site):
        boxes = [rule for rule in RULE.findall(carried(path.read_text("utf-8"))) if "box-sizing" in rule]
        assert boxes, path
        assert [rule for rule in boxes if re.match(r"\*,|:", rule)] == [], path
