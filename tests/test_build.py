"""Building: aside and then in place, refusing bad input whole, honest about pages without a twin."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

from conftest import read
from samples import FRONT_MATTER


def test_a_build_puts_the_site_in_place_and_leaves_nothing_beside_it(workshop) -> None:
    done = workshop.kb("build", "--no-pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    assert (workshop.root / "site" / "id" / "index.html").exists()
    assert not (workshop.root / ".build").exists()
    assert not list((workshop.root / "site").rglob("*.pdf"))
    # Off a terminal it prints one line.
    assert done.stdout == ""
    assert re.fullmatch(r"site/ is ready, without PDFs \(\d+\.\d s\)\s*\n", done.stderr)


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


def add_page(workshop, locale: str, name: str, title: str, answer: str) -> None:
    page = FRONT_MATTER.replace("title: Title", f"title: {title}")
    workshop.write(f"docs/{locale}/about/{name}.md", f"{page}\n{answer}\n\n## A section {{ #a-section }}\n\nText.\n")
    after = "      - about/privacy.md\n"
    workshop.replace("mkdocs.yml", after, f"{after}      - about/{name}.md\n")


def test_a_page_without_a_twin_is_said_to_be_untranslated_and_never_copied(workshop) -> None:
    add_page(workshop, "en", "alone", "Only in English", "An answer.")
    add_page(workshop, "id", "sendiri", "Hanya dalam bahasa Indonesia", "Jawaban.")
    done = workshop.kb("build", "--no-pdf")
    assert done.returncode == 0, done.stderr
    site = workshop.root / "site"
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


def test_plain_mkdocs_gives_the_searchable_site_too(workshop) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(workshop.root / "plain")]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ENABLE_PDF_EXPORT")}
    done = subprocess.run(command, cwd=workshop.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list((workshop.root / "plain" / "search").glob("*/en/start.js"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str, until: str, seconds: float = 60) -> str:
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


def test_serve_shows_a_change_without_a_restart_and_leaves_print_out(workshop) -> None:
    url = f"127.0.0.1:{free_port()}"
    server = workshop.start("serve", "--address", url)
    try:
        page = fetch(f"http://{url}/about/privacy/", "</html>")
        assert "livereload" in page
        assert "application/pdf" not in page
        workshop.replace("docs/en/about/privacy.md", "\n## ", "\nA sentence just written.\n\n## ")
        fetch(f"http://{url}/about/privacy/", "A sentence just written.")
    finally:
        server.terminate()
        server.wait()
