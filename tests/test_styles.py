"""Styles: rules that no page can match are dropped; whatever might match stays."""

from pathlib import Path

import pytest
from knowledge_base.publish.page_styles import held_by
from knowledge_base.publish.styles import drop_unread, drop_unused, slim

USED = frozenset({"a", "b", "md:c"})


@pytest.mark.parametrize(
    "css",
    [
        ".a{color:red}",
        "p{color:red}",
        "#x{color:red}",
        ".a.b>.a{color:red}",
        ".a:hover::before{color:red}",
        r".md\:c{color:red}",
        ".a:not(.gone){color:red}",
        ".a:not(:is(.gone,.lost)) .b{color:red}",
        ":is(.gone,.a){color:red}",
        ".a:has(.gone) .lost{color:red}",
        'a[href$=".pdf"]{color:red}',
        '[class*=".gone"]{color:red}',
        '[data-x="]"] .a{color:red}',
        "p{background:url(x.png)}",
    ],
)
def test_a_rule_that_a_page_may_match_stays(css: str) -> None:
    assert drop_unused(css, USED) == css


@pytest.mark.parametrize(
    "css",
    [
        ".gone{color:red}",
        ".a .gone{color:red}",
        ".a.gone{color:red}",
        ".gone:is(.a,.b){color:red}",
        ".gone:not(.a){color:red}",
        'a[href$=".a"] .gone{color:red}',
        r".md\:gone{color:red}",
        "/* a comment */",
        "@media print{.gone{color:red}}",
        "@media print{@supports (x:y){.gone{color:red}}}",
        ".md-tabs[hidden] .a{color:red}",  # only the theme's own scripts hide them
        "body[data-md-scrolllock]{color:red}",
    ],
)
def test_a_rule_that_no_page_can_match_goes(css: str) -> None:
    assert drop_unused(css, USED) == ""


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a,.gone,.b{color:red}", ".a,.b{color:red}"),
        (".a:is(.x,.y),.gone{color:red}", ".a:is(.x,.y){color:red}"),
        ("@media print{.a{color:red}.gone{color:red}}", "@media print{.a{color:red}}"),
        ("@supports (x:y){.gone{color:red}.b{color:red}}", "@supports (x:y){.b{color:red}}"),
        (".gone{color:red}/* c */ .a { color:red }", ".a{color:red}"),
    ],
)
def test_what_stands_beside_an_unused_rule_stays(css: str, kept: str) -> None:
    assert drop_unused(css, USED) == kept


@pytest.mark.parametrize(
    "css",
    [
        '@charset "utf-8";',
        "@font-face{font-family:x}",
        "@keyframes k{0%{color:red}12.5%{color:blue}}",
        "@page{margin:1cm}",
        "@layer x{.gone{color:red}}",
    ],
)
def test_rules_that_are_not_about_classes_stay_as_they_are(css: str) -> None:
    assert drop_unused(css, USED) == css


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (":root{--x:1;--y:2}.a{width:var(--y)}", ":root{--y:2}.a{width:var(--y)}"),
        (":root{--x:1;--y:2}.a{width:var( --y, 1px )}", ":root{--y:2}.a{width:var( --y, 1px )}"),
        (":root{--x:var(--z);--z:1}", ":root{}"),
        (".a{color:red;--x:1}", ".a{color:red;}"),
        (".a{--x:1;color:red}", ".a{color:red}"),
        (':root{--x:url("data:image/svg+xml;utf8,{}");--y:1}p{top:var(--y)}', ":root{--y:1}p{top:var(--y)}"),
        (":root{--x:url('data:a;b}');--y:1}p{top:var(--y)}", ":root{--y:1}p{top:var(--y)}"),
        (":root{--x:url(data:a;b,c);--y:1}p{top:var(--y)}", ":root{--y:1}p{top:var(--y)}"),
        (":root{--xy:1;--x:2}p{top:var(--xy)}", ":root{--xy:1;}p{top:var(--xy)}"),
    ],
)
def test_a_custom_property_that_nothing_reads_goes(css: str, kept: str) -> None:
    assert drop_unread(css, "") == kept


def test_a_custom_property_that_another_sheet_reads_stays() -> None:
    assert drop_unread(":root{--x:var(--y);--y:1;--z:2}", "p{top:var(--x)}") == ":root{--x:var(--y);--y:1;}"


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("@keyframes x{0%{top:0}to{top:1px}}p{animation:x 1s}", "@keyframes x{0%{top:0}to{top:1px}}p{animation:x 1s}"),
        ("@keyframes x{0%{top:0}to{top:1px}}p{animation:y 1s,z 2s}", "p{animation:y 1s,z 2s}"),
        ("p{top:0}@-webkit-keyframes x{to{top:1px}}@keyframes y{to{top:0}}", "p{top:0}@keyframes y{to{top:0}}"),
    ],
)
def test_an_animation_that_nothing_names_goes(css: str, kept: str) -> None:
    assert drop_unread(css, "b{animation-name:z,y}") == kept


def built(site: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


def test_classes_are_those_that_stand_on_a_page() -> None:
    page = '<body class="home"><p id="x" class="one\n two"><p data-class="not-me" class="three">'
    styled = frozenset({"home", "one", "two", "three", "not-me"})
    assert held_by(page, styled).classes == {"home", "one", "two", "three"}
    assert held_by(page, styled - {"one"}).classes == {"home", "two", "three"}


def test_a_slimmed_site_keeps_what_its_pages_and_its_other_sheets_need(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        {
            "assets/js/site.js": 'node.classList.add("is-open")',
            "assets/stylesheets/main.css": ":root{--x:1;--y:2;--z:3}.a{top:var(--x)}.gone{top:var(--z)}",
            "assets/site.css": "/* ours */\n.a { left: var(--y) }\n.lost { top: 0 }\n.is-open { top: 1px }\n",
        },
    )
    slim(site, {"a"})
    main, own = (site / name for name in ("assets/stylesheets/main.css", "assets/site.css"))
    assert main.read_text("utf-8") == ":root{--x:1;--y:2;}.a{top:var(--x)}"
    assert own.read_text("utf-8") == ".a{left: var(--y)}.is-open{top: 1px}"
    before = main.read_text("utf-8")
    slim(site, {"a"})
    assert main.read_text("utf-8") == before
