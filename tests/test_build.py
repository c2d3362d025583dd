"""Building: aside and then in place, refusing bad input whole, honest about pages without a twin."""

import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from conftest import Workshop, make_workshop, read
from few_pages import with_few_pages
from samples import FRONT_MATTER


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, CompletedProcess]:
    """A repository as built: a page in each language that the other lacks, a translation that is behind, drafts."""
    workshop = make_workshop(tmp_path_factory.mktemp("built") / "copy")
    for kind in ("protocol", "law"):
        assert workshop.kb("new", kind, f"unready-x7-{kind}").returncode == 0
    add_page(workshop, "en", "alone", "Only in English", "An answer.")
    add_page(workshop, "id", "sendiri", "Hanya dalam bahasa Indonesia", "Jawaban.")
    workshop.replace("docs/en/toolkit/prevention.md", " should ", " hopefully should ")
    return workshop, workshop.kb("build", "--no-pdf")


def add_page(workshop: Workshop, locale: str, name: str, title: str, answer: str) -> None:
    page = FRONT_MATTER.replace("title: Title", f"title: {title}")
    workshop.write(f"docs/{locale}/about/{name}.md", f"{page}\n{answer}\n\n## A section {{ #a-section }}\n\nText.\n")
    after = "      - about/privacy.md\n"
    workshop.replace("mkdocs.yml", after, f"{after}      - about/{name}.md\n")


def test_a_build_puts_the_site_in_place_and_leaves_nothing_beside_it(built) -> None:
    workshop, done = built
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    assert (workshop.root / "site" / "id" / "index.html").exists()
    assert not (workshop.root / ".build").exists()
    assert not list((workshop.root / "site").rglob("*.pdf"))
    # Off a terminal it prints one line.
    assert done.stdout == ""
    assert re.fullmatch(r"site/ is ready, without PDFs \(\d+\.\d s\)\s*\n", done.stderr)


def test_a_draft_reaches_no_reader(built) -> None:
    site = built[0].root / "site"
    named = [path.relative_to(site).as_posix() for path in site.rglob("*unready-x7*")]
    texts = (path for path in site.rglob("*") if path.suffix in (".html", ".js", ".json", ".xml", ".csv", ".txt"))
    named += [path.relative_to(site).as_posix() for path in texts if "unready-x7" in path.read_text("utf-8")]
    assert named == []


def test_a_failing_build_leaves_the_last_site_untouched(workshop) -> None:
    workshop.write("site/index.html", "the last good site")
    workshop.replace("docs/en/index.md", "summary: ", "sumary: ")
    workshop.replace("docs/id/index.md", "## Kesepakatan { #what-was-agreed }", "## Kesepakatan")
    done = workshop.kb("build", "--no-pdf")
    assert done.returncode == 1
    assert "docs/en/index.md:3: has the unknown key “sumary”." in done.stderr
    assert re.search(r"docs/id/index\.md:\d+: has the heading “Kesepakatan” without an id\.", done.stderr)
    assert "Traceback" not in done.stderr
    assert [path.name for path in (workshop.root / "site").iterdir()] == ["index.html"]
    assert not (workshop.root / ".build").exists()


def test_links_to_a_missing_page_and_to_a_missing_section_stop_the_build(workshop) -> None:
    links = "See [this](no-such-page.md) and [that](method.md#no-such-section)."
    workshop.replace("docs/en/about/privacy.md", "\n## ", f"\n{links}\n\n## ")
    done = workshop.kb("build", "--no-pdf")
    assert done.returncode == 1
    assert "no-such-page.md" in done.stderr
    assert "no-such-section" in done.stderr


def test_check_says_the_same_as_build_and_builds_nothing(workshop) -> None:
    workshop.replace("docs/en/index.md", "type: home", "type: house")
    done = workshop.kb("check")
    assert done.returncode == 1
    assert "docs/en/index.md:4: has a wrong value for “type”" in done.stdout
    assert not (workshop.root / "site").exists()


def test_a_page_without_a_twin_is_said_to_be_untranslated_and_never_copied(built) -> None:
    site = built[0].root / "site"
    assert not (site / "id" / "about" / "alone").exists()

    page = read(site / "about" / "alone" / "index.html")
    assert not page.xpath("//link[@hreflang]")
    assert not page.xpath("//a[@data-language-link]")
    said = page.xpath("//header//span[@lang='id']")
    assert [node.text_content().strip() for node in said] == ["Bahasa Indonesia: belum diterjemahkan"]

    neighbour = read(site / "id" / "about" / "privacy" / "index.html")
    link = neighbour.xpath("//nav//a[contains(., 'Only in English (English)')]")[0]
    assert (site / "id" / "about" / "privacy" / link.get("href")).resolve() == site / "about" / "alone"

    sitemap = (site / "sitemap.xml").read_text("utf-8")
    entry = re.search(r"<url>\s*<loc>[^<]*/about/alone/</loc>.*?</url>", sitemap, re.DOTALL)
    assert "hreflang" not in entry[0]
    assert "id/about/alone" not in sitemap

    # An Indonesian page may come first.
    assert not (site / "about" / "sendiri").exists()
    page = read(site / "id" / "about" / "sendiri" / "index.html")
    assert page.xpath("//header//span[@lang='en']")[0].text_content().strip() == "English: not yet translated"
    neighbour = read(site / "about" / "privacy" / "index.html")
    link = neighbour.xpath("//nav//a[contains(., '(Bahasa Indonesia)')]")[0]
    assert (site / "about" / "privacy" / link.get("href")).resolve() == site / "id" / "about" / "sendiri"


def test_a_stale_section_says_so_with_the_original_a_tap_away(built) -> None:
    site, stem = built[0].root / "site", "toolkit/prevention"
    page = read(site / "id" / stem / "index.html")
    [notice] = page.find_class("stale")
    section = notice.getparent().get("data-section")
    original = notice.find(".//details/div[@lang='en']")
    assert "hopefully should" in " ".join(original.text_content().split())
    assert not original.xpath(".//sup")
    assert not original.xpath(".//@data-section")
    assert page.xpath("//nav//a[small[@class='behind']]/@href") == [f"#{section}"]
    [head] = page.xpath("//article//p[@class='behind']")
    sections = [None, *page.find_class("headerlink")]  # its opening, and each section with a permanent link
    assert f"1 dari {len(sections)} bagian" in head.text_content()
    assert not read(site / stem / "index.html").find_class("stale")


def test_plain_mkdocs_gives_the_searchable_site_too(light_site: Path) -> None:
    assert list((light_site / "search").glob("*/en/start.js"))
    assert list((light_site / "id" / "law" / "crc" / "parallel").iterdir())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str, until: str, seconds: float = 180) -> str:
    """Return the page at `url` once it holds `until`."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text = answer.read().decode()
            if until in text:
                return text
        except OSError:
            text = "no answer"
        assert time.monotonic() < end, text[:300]
        time.sleep(0.2)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workshop, str]]:
    """A text of few pages and a draft, and the address at which `kb serve` shows it."""
    workshop = with_few_pages(
        tmp_path_factory.mktemp("served") / "copy", ("index", "about/privacy", "protocols/first-contact")
    )
    workshop.kb("new", "protocol", "unready-x7", "--title", "Half written", "--title-id", "Setengah jadi")
    address = f"127.0.0.1:{free_port()}"
    server = workshop.start("serve", "--address", address)
    yield workshop, f"http://{address}/"
    server.terminate()
    server.wait()


def test_serve_shows_drafts_with_a_notice_and_leaves_print_out(served) -> None:
    _, address = served
    page = fetch(f"{address}about/privacy/", "</html>")
    assert "livereload" in page
    assert "application/pdf" not in page
    draft = fetch(f"{address}protocols/unready-x7/", "</html>")
    assert "Draft: not part of any edition." in draft
    assert "[to be written]" in draft
    assert not re.search(r'href="(parallel|cite)/"', draft)
    assert "Draf: belum termasuk edisi mana pun." in fetch(f"{address}id/protocols/unready-x7/", "</html>")
    assert "Draft: not part" not in page


def test_serve_shows_a_saved_page_and_what_stands_beside_it_at_once_and_all_others_soon(served) -> None:
    workshop, address = served
    page = "docs/en/about/privacy.md"
    workshop.replace(page, "\n## ", "\nA sentence just written.\n\n## ")
    workshop.replace(page, "title: Privacy", "title: Privacy anew")
    shown = fetch(f"{address}about/privacy/", "A sentence just written.")
    assert "unready-x7" in shown  # its frame is that of the whole site
    beside = fetch(f"{address}id/about/privacy/parallel/", "A sentence just written.")
    assert 'data-index="search/"' not in shown + beside
    fetch(f"{address}protocols/first-contact/", "Privacy anew")


def test_serve_shows_the_last_page_while_the_next_cannot_be_read(served) -> None:
    workshop, address = served
    page = "docs/en/about/privacy.md"
    workshop.replace(page, "summary: ", "sumary: ")
    time.sleep(2)
    assert "</html>" in fetch(f"{address}about/privacy/", "What is stored")
    workshop.replace(page, "sumary: ", "summary: ")
    workshop.replace(page, "\n## ", "\nA sentence after the mistake.\n\n## ")
    fetch(f"{address}about/privacy/", "A sentence after the mistake.")


def test_serve_shows_what_others_show_of_a_register(served) -> None:
    workshop, address = served
    workshop.replace("docs/data/interface.yml", "Improve this text", "Improve these words")
    fetch(f"{address}about/privacy/", "Improve these words")
