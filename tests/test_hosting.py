"""The hosting branch behind real servers: headers, caching by edition, parts of papers, what is missing, what moved."""

import datetime
import gzip
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import copy_few_pages, read
from hosts import SERVERS, Host, serving
from knowledge_base.editions import Edition
from knowledge_base.hosting.headers import common_headers
from knowledge_base.hosting.root import root_files
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.offline.worker import write_worker
from knowledge_base.registers import load_registers
from lxml import html
from playwright.sync_api import Browser, expect

ROOT = "https://kb.example/"
FOLDERS = ("dev", "2026.1", "2026.2")
MOVED = {"law/old-name/": "law/crc/#art-37", "id/law/old-name/": "id/law/crc/#art-37"}
LASTING, ASK = "public, max-age=31536000, immutable", "no-cache"
PAPER = b"%PDF-1.7\n" + bytes(range(256)) * 200
SECONDS = 1_795_318_200
STUB = '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=../crc/#art-37">\n'
# A page without an icon makes Chromium ask for /favicon.ico.
DESCRIBED = """\
<!doctype html><title>Described</title><link rel="icon" href="data:,">
<script type="application/ld+json">{"name": "CRC"}</script>
"""
SAMPLES = {  # what other parts of the machinery publish beside the pages: only its name matters to a host
    "law/crc.pdf": PAPER,
    "child-protection-ct-en.epub": b"PK\3\4" * 100,
    "data/glossary.yml": b"terms: {}\n" * 200,
    "data/concordance.csv": b"theme,instrument\n" * 200,
    "data/concordance.json": b"[]\n" * 600,
    "law/crc/crc.xml": b"<akomaNtoso/>\n" * 200,
    "law/crc/crc.jsonld": b"{}\n",
    "law/crc/crc.ris": b"TY  - GEN\n",
    "law/crc/crc.bib": b"@misc{crc}\n",
    "feed.xml": b"<feed/>\n",
    "id/feed.json": b"{}\n",
    "law/old-name/index.html": STUB.encode(),
    "law/described/index.html": DESCRIBED.encode(),
}


def edition(number: str, year: int | None = None) -> Edition:
    date = datetime.date(year, 1, 1) if year else None
    return Edition(number=number, date=date, summary={"en": "One.", "id": "Satu."})


DRAFT = edition("2027.1")
EDITIONS = [edition("2026.1", 2026), edition("2026.2", 2027), DRAFT]


def lost_page_of(folder: str, site: Path) -> str:
    """Return the built 404 page as it would be in another folder."""
    return (site / "404.html").read_text("utf-8").replace(f'"/{load_registers().edition.folder}/', f'"/{folder}/')


@pytest.fixture(scope="module")
def lost_page(light_site: Path) -> str:
    return lost_page_of("2026.2", light_site)


@pytest.fixture(scope="module")
def tree(light_site: Path, lost_page: str) -> Iterator[Path]:
    """The hosting branch in a folder that all may read: two editions, a draft, `latest`, the files at the root."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "branch"
        for name in FOLDERS:
            copy_few_pages(light_site, root / name, excerpts=name != "2026.1")
            write_worker(root / name, load_registers(), next((root / name).glob("assets-*")).name, SECONDS)
            for path, content in SAMPLES.items():
                (root / name / path).parent.mkdir(parents=True, exist_ok=True)
                (root / name / path).write_bytes(content)
        (root / "latest").symlink_to("2026.2")
        for name, text in root_files(EDITIONS, ROOT, lost_page, "<urlset/>\n", MOVED).items():
            (root / name).write_text(text, "utf-8")
        (root / ".git").mkdir()
        (root / ".git" / "config").write_text("[remote]\n")
        (root / ".well-known").mkdir()
        (root / ".well-known" / "security.txt").write_text("Contact: …\n")
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield root


@pytest.fixture(scope="module", params=SERVERS)
def host(request: pytest.FixtureRequest, tree: Path) -> Iterator[Host]:
    with serving(request.param, tree) as host:
        yield host


def by_content(tree: Path, folder: str) -> list[str]:
    """Return one file of each kind whose name is made from its content."""
    found = [next((tree / folder).glob(kind)) for kind in ("assets-*/site.css", "search/*/en/facets.js", "offline/*")]
    return [f"/{folder}/{path.relative_to(tree / folder).as_posix()}" for path in found]


# Headers


PATHS = [
    "/latest/",
    "/2026.1/law/crc/",
    "/latest/sw.js",
    "/2026.1/law/crc.pdf",
    "/dev/data/glossary.yml",
    "/robots.txt",
]


@pytest.mark.parametrize("path", [*PATHS, "/2026.2/no/such/page/", "/latest/law/crc", "/"])
def test_every_answer_is_protected_also_errors_and_redirects(host: Host, path: str) -> None:
    answer = host.get(path)
    for name, value in common_headers().items():
        assert answer.headers.get_all(name) == [value], name
    assert len(answer.headers.get_all("Cache-Control")) == 1


def test_the_header_asks_of_a_page_what_the_page_asks_of_itself(light_site: Path) -> None:
    page = read(light_site / "law/crc/index.html")
    own = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    styles = re.search(r"style-src 'self' 'sha256-[^;]*", own)[0]
    # Which styles a page carries is for the page to say: a header that did would break at the next edition.
    asked = own.replace(styles, "style-src 'self' 'unsafe-inline'; style-src-attr 'none'")
    assert common_headers()["Content-Security-Policy"] == f"{asked}; frame-ancestors 'none'"


@pytest.mark.parametrize("folder", [*FOLDERS, "latest"])
def test_what_never_changes_is_kept_and_everything_else_is_asked_for(host: Host, tree: Path, folder: str) -> None:
    def caching(path: str) -> str:
        answer = host.get(path)
        assert answer.status == 200, path
        return answer.headers["Cache-Control"]

    assert {path: caching(path) for path in by_content(tree, folder)} == dict.fromkeys(
        by_content(tree, folder), LASTING
    )
    frozen = LASTING if folder.startswith("2026") else ASK
    for name in ("law/crc.pdf", "child-protection-ct-en.epub", "data/glossary.yml", "law/crc/crc.bib"):
        assert caching(f"/{folder}/{name}") == frozen, name
    for name in ("", "law/crc/", "id/law/crc/parallel/", "sw.js", "feed.xml", "id/feed.json"):
        assert caching(f"/{folder}/{name}") == ASK, name


def test_what_is_missing_is_not_kept_whatever_its_name(host: Host) -> None:
    answer = host.get("/2026.1/assets-0123abcd/site.css")
    assert (answer.status, answer.headers["Cache-Control"]) == (404, ASK)


def test_only_open_data_can_be_read_by_other_sites_and_only_the_draft_is_not_listed(host: Host) -> None:
    for path in ("/dev/data/glossary.yml", "/2026.1/data/glossary.yml", "/latest/data/concordance.json"):
        assert host.get(path).headers["Access-Control-Allow-Origin"] == "*"
    for path in ("/latest/", "/latest/law/crc.pdf", "/robots.txt"):
        assert host.get(path).headers["Access-Control-Allow-Origin"] is None
        assert host.get(path).headers["X-Robots-Tag"] is None
    for path in ("/dev/", "/dev/law/crc.pdf"):
        assert host.get(path).headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("law/crc/", "text/html; charset=utf-8"),
        ("sw.js", "text/javascript; charset=utf-8"),
        ("law/crc.pdf", "application/pdf"),
        ("child-protection-ct-en.epub", "application/epub+zip"),
        ("data/glossary.yml", "application/yaml; charset=utf-8"),
        ("data/concordance.csv", "text/csv; charset=utf-8"),
        ("data/concordance.json", "application/json; charset=utf-8"),
        ("law/crc/crc.xml", "application/xml; charset=utf-8"),
        ("law/crc/crc.jsonld", "application/ld+json; charset=utf-8"),
        ("law/crc/crc.ris", "application/x-research-info-systems; charset=utf-8"),
        ("law/crc/crc.bib", "application/x-bibtex; charset=utf-8"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("id/feed.json", "application/feed+json; charset=utf-8"),
    ],
)
def test_every_file_says_what_it_is(host: Host, path: str, expected: str) -> None:
    answer = host.get(f"/latest/{path}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, expected)


def test_every_kind_of_file_that_the_site_has_is_known(host: Host, light_site: Path, tree: Path) -> None:
    ends = {path.suffix for path in light_site.rglob("*") if path.is_file()}
    for end in ends:
        (tree / f"dev/kind{end}").write_bytes(b"x")
        assert host.get(f"/dev/kind{end}").headers["Content-Type"] not in (None, "application/octet-stream"), end


# Delivery


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=1000-1999", slice(1000, 2000), f"bytes 1000-1999/{len(PAPER)}"),
        ("bytes=-100", slice(-100, None), f"bytes {len(PAPER) - 100}-{len(PAPER) - 1}/{len(PAPER)}"),
    ],
)
def test_a_part_of_a_paper_can_be_asked_for(host: Host, asked: str, part: slice, said: str) -> None:
    answer = host.get("/latest/law/crc.pdf", Range=asked, Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Range"], answer.content) == (206, said, PAPER[part])
    assert host.get("/latest/law/crc.pdf").headers["Accept-Ranges"] == "bytes"
    assert host.get("/latest/law/crc.pdf", Range=f"bytes={len(PAPER)}-").status == 416


@pytest.mark.parametrize("path", ["/latest/law/crc/", "/latest/sw.js", "/latest/data/concordance.csv"])
def test_texts_are_packed_and_not_sent_again_while_they_are_the_same(host: Host, tree: Path, path: str) -> None:
    answer = host.get(path, Accept_Encoding="gzip")
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    file = tree / path.strip("/") / ("index.html" if path.endswith("/") else "")
    assert gzip.decompress(answer.content) == file.read_bytes()
    again = host.get(path, Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.content) == (304, b"")
    assert host.get(path).headers["Content-Encoding"] is None
    assert host.get("/latest/law/crc.pdf", Accept_Encoding="gzip").headers["Content-Encoding"] is None


@pytest.mark.parametrize("path", ["/nowhere", "/2026.1/a/b/c/d/", "/latest/law/crc/no.pdf", "/gone.html"])
def test_what_is_missing_leads_to_the_newest_edition_from_any_depth(host: Host, path: str) -> None:
    answer = host.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    page = html.document_fromstring(answer.content.decode())
    styles = page.xpath("//link[@rel='stylesheet']/@href")
    for style in styles:
        found = host.get(urljoin(path, style))
        assert (found.status, found.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    links = page.xpath("//a/@href")
    assert styles and links and all(link.startswith("/latest/") for link in links)


def target(host: Host, path: str) -> tuple[int, str]:
    """Return where a path leads: the status, and the address without this host's name."""
    answer = host.get(path)
    parts = urlsplit(answer.headers["Location"])
    assert parts.netloc in ("", f"127.0.0.1:{host.port}")
    return answer.status, parts._replace(scheme="", netloc="").geturl()


def test_the_root_leads_to_the_newest_edition_and_keeps_nobody_there(host: Host) -> None:
    assert target(host, "/") == (302, "/latest/")
    assert target(host, "/latest") == (301, "/latest/")
    assert target(host, "/latest/law/crc") == (301, "/latest/law/crc/")
    assert host.get("/latest/law/crc/").status == 200


def test_a_moved_page_is_found_under_its_old_address_in_both_languages(host: Host) -> None:
    assert target(host, "/latest/law/old-name/") == (301, "/latest/law/crc/#art-37")
    assert target(host, "/latest/id/law/old-name/") == (301, "/latest/id/law/crc/#art-37")
    assert host.get("/2026.2/law/old-name/").content.decode() == STUB  # the page's own redirect, for hosts without ours


def test_nginx_never_names_itself_so_that_it_works_behind_another_server(tree: Path) -> None:
    with serving("nginx", tree) as host:
        for path in ("/", "/latest", "/latest/law/crc", "/latest/law/old-name/"):
            assert host.get(path).headers["Location"].startswith("/latest/"), path
        assert host.get("/").headers["Server"] == "nginx"


def test_hidden_files_of_a_clone_are_not_served(host: Host) -> None:
    for path in ("/.git/config", "/.git/", "/.htaccess", "/.nojekyll"):
        assert host.get(path).status in (403, 404), path
    assert host.get("/.well-known/security.txt").status == 200


# A browser


def test_under_these_headers_pages_search_and_kept_copy_work(host: Host, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    context.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda asked: "ERR_ABORTED" in (asked.failure or "") or faults.append(asked.url))
    page.goto(host.address)
    expect(page).to_have_url(f"{host.address}latest/")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("searchbox").fill("detention of a child")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"\d+ results"), timeout=10_000)
    expect(page.locator(".search__results p").first).to_be_visible()
    page.goto(f"{host.address}latest/law/old-name/")
    expect(page).to_have_url(f"{host.address}latest/law/crc/#art-37")
    page.goto(f"{host.address}2026.1/law/described/")
    page.goto(f"{host.address}2026.1/about/offline/")
    page.get_by_role("button", name="Keep a copy").click()
    expect(page.locator(".kept-state")).to_contain_text("complete", timeout=60_000)
    assert faults == []
    page.goto(f"{host.address}2026.1/nowhere/at/all/")
    assert page.locator("body.lost main").evaluate("node => getComputedStyle(node).maxWidth") != "none"
    assert [fault for fault in faults if "404" not in fault] == []
    context.close()


def test_without_a_server_s_redirect_the_root_s_own_page_leads_on(light_site: Path, browser: Browser, tmp_path) -> None:
    made = root_files([DRAFT], ROOT, lost_page_of("dev", light_site), "", {})
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "index.html").write_text("<title>The draft</title>")
    (tmp_path / "index.html").write_text(made["index.html"].replace('url=dev/"', 'url=dev/index.html"'), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page).to_have_title("The draft")
    page.close()


# What is written


def test_the_root_s_page_serves_both_languages_without_script_and_is_not_listed(tree: Path) -> None:
    page = read(tree / "index.html")
    assert page.xpath("//a/@href") == ["latest/", "latest/id/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://kb.example/latest/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//script | //style | //@style")


def test_while_there_is_no_edition_all_leads_to_the_draft_which_is_listed(light_site: Path) -> None:
    draft = lost_page_of("dev", light_site)
    made = root_files([DRAFT], ROOT, draft, "", {})
    assert made["404.html"] == draft
    assert "/ /dev/ 302" in made["_redirects"]
    for name in ("_headers", ".htaccess", "nginx.conf"):
        assert "noindex" not in made[name] and "latest" not in made[name], name


def test_a_withdrawn_edition_is_not_where_readers_are_led(lost_page: str) -> None:
    reason = {"date": datetime.date(2027, 2, 1), "reason": {"en": "A mistake.", "id": "Kekeliruan."}}
    withdrawn = EDITIONS[1].model_validate(EDITIONS[1].model_dump() | {"withdrawn": reason})
    made = root_files([EDITIONS[0], withdrawn], ROOT, lost_page.replace("2026.2", "2026.1"), "", {})
    assert "/2026.1/assets-" in made["404.html"]


def test_a_site_below_a_folder_of_its_host_stays_there(lost_page: str) -> None:
    root = "https://org.example/kb"
    made = root_files(EDITIONS, root, lost_page.replace('"/2026.2/', '"/kb/2026.2/'), "", MOVED)
    assert 'href="/kb/latest/id/"' in made["404.html"] and 'href="/kb/2026.2/assets-' in made["404.html"]
    assert "Sitemap: https://org.example/kb/sitemap.xml" in made["robots.txt"]
    assert 'location = "/kb/latest/law/old-name/"' in made["nginx.conf"]
    assert "ErrorDocument 404 /kb/404.html" in made[".htaccess"]


def test_a_404_page_that_would_lose_its_styles_is_refused(lost_page: str) -> None:
    with pytest.raises(PublishError, match=re.escape("which is not below /kb/2026.2/")):
        root_files(EDITIONS, "https://org.example/kb/", lost_page, "", {})


def test_robots_may_read_the_draft_s_noindex_and_find_the_sitemap(tree: Path) -> None:
    lines = (tree / "robots.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://kb.example/sitemap.xml",
    ]


# Netlify and Cloudflare Pages cannot be run here. Both apply each block of `_headers` whose pattern fits; where two
# give the same header, both values are sent. “*” stands for anything, “:name” for one part of the address.


def rules(text: str) -> Iterator[tuple[re.Pattern[str], dict[str, str]]]:
    for block in re.split(r"\n(?=/)", re.sub(r"(?m)^#.*\n", "", text).strip()):
        pattern, *lines = block.splitlines()
        assert pattern.count("*") <= 1  # Cloudflare reads no more
        expression = re.sub(r":\w+", "[^/]+", re.escape(pattern).replace(r"\*", ".*").replace(r"\:", ":"))
        yield re.compile(expression), dict(line.strip().split(": ", 1) for line in lines)


def test_hosts_that_read_a_list_of_headers_keep_the_same_files_as_long(tree: Path) -> None:
    with serving("nginx", tree) as nginx:
        paths = [f"/{folder}/{name}" for folder in (*FOLDERS, "latest") for name in ("", "law/crc/", "sw.js", *SAMPLES)]
        paths += [path for folder in (*FOLDERS, "latest") for path in by_content(tree, folder)]
        for path in [path for path in paths if not path.endswith((".bib", ".jsonld", ".ris", "index.html"))]:
            found = [pair for pattern, given in rules_of(tree) if pattern.fullmatch(path) for pair in given.items()]
            given = dict(found)
            assert len(given) == len(found), path
            answer = nginx.get(path).headers
            assert given.pop("Cache-Control", ASK) == answer["Cache-Control"], path
            assert {name: answer[name] for name in given} == given, path
            for name in ("Access-Control-Allow-Origin", "X-Robots-Tag"):
                assert (name in given) == (name in answer), (path, name)


def rules_of(tree: Path) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    return list(rules((tree / "_headers").read_text("utf-8")))


def test_the_list_of_headers_stays_short_enough_for_every_host(lost_page: str) -> None:
    many = [edition(f"{year}.1", year) for year in range(2026, 2076)]
    made = root_files(many, ROOT, lost_page.replace("2026.2", "2075.1"), "", {})
    assert len(list(rules(made["_headers"]))) <= 100
    assert max(map(len, made["_headers"].splitlines())) <= 2000
    assert "/2075.1/*.pdf" in made["_headers"]


def test_redirects_for_hosts_that_read_a_list_keep_the_section(tree: Path) -> None:
    lines = (tree / "_redirects").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "/ /latest/ 302",
        "/latest/id/law/old-name/ /latest/id/law/crc/#art-37 301",
        "/latest/law/old-name/ /latest/law/crc/#art-37 301",
    ]
