"""Editions, end to end: two of the real text, published with kb edition, read as their readers do."""

import functools
import io
import json
import re
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT_ABOVE, QuietHandler, QuietServer, Workshop, accessibility_faults, read
from knowledge_base import LOCALES
from knowledge_base.banner import BANNER
from knowledge_base.manifest import without_banner
from knowledge_base.quality.links import check_links
from knowledge_base.quality.validity import faults
from lxml import html
from playwright.sync_api import Browser, Page, expect
from two_editions import FIRST, NEW_PAGE, OLD_PAGE, SECOND, change, commit, git, publish, repository


@dataclass(frozen=True)
class Published:
    """The repository after both editions, what was published at first, and what is published now."""

    shop: Workshop
    at_first: dict[str, bytes]
    host: Path

    def files(self) -> dict[str, bytes]:
        return files(self.shop.root, "gh-pages")

    def page(self, address: str) -> html.HtmlElement:
        return read(self.host / address / "index.html")


def files(root: Path, commit: str) -> dict[str, bytes]:
    """Return every file of a commit."""
    done = subprocess.run(["git", "-C", str(root), "archive", commit], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive if entry.isfile()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("editions")
    shop = repository(folder / "repository")
    publish(shop, FIRST, "2026-12-01")
    first = git(shop.root, "rev-parse", "gh-pages").strip()
    change(shop)
    commit(shop, "What changed since")
    publish(shop, SECOND, "2027-01-15")
    host = folder / "host"
    host.mkdir()
    archive = subprocess.run(["git", "-C", str(shop.root), "archive", "gh-pages"], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as packed:
        packed.extractall(host, filter="tar")
    return Published(shop, files(shop.root, first), host)


@pytest.fixture(scope="module")
def address(published: Published) -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(published.host)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


# Frozen


def test_nothing_of_an_older_edition_changed_but_its_banners(published: Published) -> None:
    now = published.files()
    first = {path: content for path, content in published.at_first.items() if path.startswith(f"{FIRST}/")}
    assert {path for path in now if path.startswith(f"{FIRST}/")} == first.keys()
    renewed = [path for path in first if now[path] != first[path]]
    assert [path for path in renewed if without_banner(now[path]) != without_banner(first[path])] == []
    pages = [path for path in first if path.endswith("/index.html") and BANNER.search(first[path].decode())]
    assert len(pages) > 400
    assert sorted(renewed) == sorted(pages)


def test_latest_is_the_newest_edition(published: Published) -> None:
    trees = git(published.shop.root, "rev-parse", "gh-pages:latest", f"gh-pages:{SECOND}").split()
    assert trees[0] == trees[1]


def test_publishing_again_changes_nothing(published: Published) -> None:
    before = [git(published.shop.root, "rev-parse", name) for name in ("HEAD", "gh-pages")]
    assert "banners renewed on 0 pages" in publish(published.shop, SECOND, "2027-03-01")
    publish(published.shop, FIRST, "2027-03-01")
    assert [git(published.shop.root, "rev-parse", name) for name in ("HEAD", "gh-pages")] == before


def test_the_register_names_day_text_and_list_of_each_edition(published: Published) -> None:
    register = (published.shop.root / "docs/data/editions.yml").read_text("utf-8")
    assert re.findall(r"number: \"(.*?)\"", register) == [FIRST, SECOND, "2027.1"]
    assert register.count("date: ") == register.count("manifest: ") == 2
    for name in re.findall(r"commit: \"(.*?)\"", register):
        assert git(published.shop.root, "cat-file", "-t", name).strip() == "commit"


def test_an_edition_that_was_altered_is_told_and_nothing_is_published(published: Published, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(published.shop.root, root, symlinks=True)
    git(root, "worktree", "add", "--quiet", str(tmp_path / "branch"), "gh-pages")
    page = tmp_path / "branch" / FIRST / "law" / "crc" / "index.html"
    page.write_text(page.read_text("utf-8").replace("must", "may", 1), encoding="utf-8")
    git(tmp_path / "branch", "commit", "--quiet", "--all", "-m", "Altered")
    altered = git(root, "rev-parse", "gh-pages")
    done = Workshop(root).kb("edition", "stamp")
    assert done.returncode == 1
    assert f"Edition {FIRST} on gh-pages was changed." in done.stderr
    assert "law/crc/index.html was changed" in done.stderr
    assert git(root, "rev-parse", "gh-pages") == altered


def test_a_withdrawn_edition_says_why_on_every_page(published: Published, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(published.shop.root, root, symlinks=True)
    shop = Workshop(root)
    reason = "  withdrawn: {date: 2027-02-01, reason: {en: Article 3 was wrong., id: Pasal 3 keliru.}}\n"
    shop.replace("docs/data/editions.yml", f'- number: "{SECOND}"\n', f'- number: "{SECOND}"\n{reason}')
    commit(shop, "Withdrawn")
    assert shop.kb("edition", "stamp").returncode == 0
    now = files(root, "gh-pages")
    for path, content in now.items():
        if path.startswith(f"{SECOND}/id/") and (found := BANNER.search(content.decode())):
            assert "Edisi 2026.2 ditarik pada 1 Februari 2027: Pasal 3 keliru." in found[0], path
    # The edition before is the newest again.
    assert 'data-state="current"' in BANNER.search(now[f"{FIRST}/law/crc/index.html"].decode())[0]


def test_the_root_leads_to_the_newest_edition(published: Published, without_scripts: Page, address: str) -> None:
    without_scripts.goto(address)
    without_scripts.wait_for_url(f"{address}latest/")
    redirects = (published.host / "_redirects").read_text("utf-8")
    assert f"/latest/{OLD_PAGE}/ /latest/{NEW_PAGE}/" in redirects
    assert f"/latest/id/{OLD_PAGE}/ /latest/id/{NEW_PAGE}/" in redirects
    assert "/latest/law/crc/" in (published.host / "sitemap.xml").read_text("utf-8")


# Refused


@pytest.mark.parametrize(
    ("number", "spoil", "reason"),
    [
        ("2030.1", None, "has no edition 2030.1: 2026.1, 2026.2, 2027.1 (draft)"),
        ("2027.1", None, "Edition 2027.1 has no summary yet"),
        ("2027.1", ("docs/en/law/opac.md", "Armed", "The armed"), "The working tree has changes (docs/en/law/opac.md)"),
    ],
)
def test_what_is_not_ready_is_not_published(
    published: Published, number: str, spoil: tuple | None, reason: str
) -> None:
    if spoil:
        published.shop.replace(*spoil)
    done = published.shop.kb("edition", number, "--dry-run")
    git(published.shop.root, "checkout", "--quiet", ".")
    assert done.returncode == 1
    assert reason in done.stderr


def test_a_translation_that_lags_must_be_declared(published: Published, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(published.shop.root, root, symlinks=True)
    shop = Workshop(root)
    shop.replace("docs/data/editions.yml", "en: In preparation.", "en: Third edition.")
    shop.replace("docs/data/editions.yml", "id: Dalam persiapan.", "id: Edisi ketiga.")
    commit(shop, "Ready")
    done = shop.kb("edition", "2027.1", "--dry-run")
    assert done.returncode == 1
    assert "The translation of law/opac is missing or behind." in done.stderr
    assert "behind: [law/opac#about-this-text]" in done.stderr
    shop.append("docs/data/editions.yml", "  behind: [law/opac#about-this-text]\n")
    commit(shop, "Declared")
    before = git(root, "rev-parse", "HEAD", "gh-pages")
    done = shop.kb("edition", "2027.1", "--dry-run")
    assert (done.returncode, done.stdout.count("would ")) == (0, 4), done.stderr
    assert git(root, "rev-parse", "HEAD", "gh-pages") == before


# What changed


def test_a_redline_shows_each_change_in_the_words_of_its_language(published: Published) -> None:
    for locale, gone, came, said in (
        ("en", "Left out: should", "Put in: must", "duty stronger"),
        ("id", "Dihapus: hendaknya", "Ditambahkan: harus", "kewajiban diperkuat"),
    ):
        page = published.page(f"{SECOND}/{'' if locale == 'en' else 'id/'}about/changes")
        heading = page.get_element_by_id("law-havana-rules--rule-1")
        following = [node for node in heading.itersiblings() if node.tag != "h3"]
        assert said in following[0].text_content()
        words = next(node for node in following if node.get("class") == "redline")
        assert [node.text_content() for node in words.iter("del", "ins")] == [gone, came]


def test_the_list_of_changes_names_every_kind_and_nothing_else(published: Published) -> None:
    page = published.page(f"{SECOND}/about/changes")
    listed = page.xpath("//section[@data-section='list']//h3/@id")
    assert listed == [
        "law-opac", "law-havana-rules", "law-maldives", "toolkit-return", "toolkit-training", "about-how-to-cite",
    ]  # fmt: skip

    def rows(key: str) -> list[str]:
        heading = page.get_element_by_id(key)
        return [row.text_content() for row in heading.getnext().iter("li")]

    assert rows("law-havana-rules")[-1] == "Rules 1 and 2: last resort: duty stronger"
    assert rows("about-how-to-cite") == ["How to cite: editorial only"]
    assert rows("toolkit-return") == [f"Formerly at {OLD_PAGE}."]
    assert rows("toolkit-training")[-2:] == [
        "2027: new",
        "Maldives: moved: Maldives: juvenile justice law and returnees",
    ]
    assert rows("law-maldives")[-1].startswith("Training: moved")
    assert "1.1, 20 December 2026: Rule 1 is stricter." in rows("law-havana-rules")
    # In the other language the comma was not touched.
    other = published.page(f"{SECOND}/id/about/changes").xpath("//section[@data-section='list']//h3/@id")
    assert other == [key for key in listed if key != "about-how-to-cite"]


def test_pages_lead_to_their_own_changes_and_others_do_not(published: Published) -> None:
    for stem in ("law/havana-rules", NEW_PAGE):
        link = published.page(f"{SECOND}/{stem}").xpath("//dl[@class='page-facts']//a[contains(., 'changed since')]")[0]
        assert link.text == f"changed since {FIRST}"
        assert link.get("href").endswith(f"about/changes/#{stem.replace('/', '-')}")
    assert "changed since" not in published.page(f"{SECOND}/law/crc").text_content()


def test_the_banner_of_an_older_page_says_whether_it_changed(published: Published) -> None:
    def said(address: str) -> str:
        return " ".join(published.page(address).find_class("edition")[0].text_content().split())

    assert "Edition 2026.1 of 1 December 2026 has been superseded." in said(f"{FIRST}/law/crc")
    assert "This page has not changed since." in said(f"{FIRST}/law/crc")
    assert "This page has changed since: 2026.2" in said(f"{FIRST}/law/havana-rules")
    assert "This page has changed since: 2026.2" in said(f"{FIRST}/{OLD_PAGE}")
    assert "Halaman ini tidak berubah sejak itu." in said(f"{FIRST}/id/about/how-to-cite")


def test_a_code_of_the_first_edition_is_told_as_changed_with_its_section(published: Published, address, reader) -> None:
    # Typed codes hold no marks: the record of the first edition has them.
    copies = json.loads(published.at_first[f"{FIRST}/data/copies.json"])
    reader.goto(f"{address}latest/about/current/#{copies['law/havana-rules/']['code']}")
    told = reader.locator(".copy-check [role='status']")
    expect(told).to_contain_text("Changed since your copy was made.")
    expect(told.get_by_role("listitem")).to_have_text("Fundamental perspectives")


# Read


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("path", [f"{SECOND}/about/changes/", f"{FIRST}/id/law/havana-rules/"])
def test_no_accessibility_rule_is_broken(browser: Browser, address: str, path: str, width: int, scheme: str) -> None:
    assert accessibility_faults(browser, address + path, width, scheme) == []


def test_without_scripts_an_older_page_leads_to_the_same_page_of_the_newest(
    without_scripts: Page, address: str
) -> None:
    without_scripts.goto(f"{address}{FIRST}/id/law/crc/")
    without_scripts.get_by_role("complementary", name="Edisi").get_by_role("link").first.click()
    assert without_scripts.url == f"{address}{SECOND}/id/law/crc/"
    expect(without_scripts.get_by_role("complementary", name="Edisi")).to_contain_text("Edisi 2026.2, 15 Januari 2027")


def test_changing_the_edition_keeps_language_and_section(reader: Page, address: str) -> None:
    reader.goto(f"{address}{SECOND}/id/law/crc/#art-37", wait_until="load")
    banner = reader.get_by_role("complementary", name="Edisi")
    banner.locator("summary").click()
    banner.get_by_role("link", name="2026.1").click()
    expect(reader).to_have_url(f"{address}{FIRST}/id/law/crc/#art-37")
    reader.wait_for_load_state("load")  # scripts have run
    reader.get_by_role("link", name="English").first.click()
    expect(reader).to_have_url(f"{address}{FIRST}/law/crc/#art-37")


def test_what_editions_add_to_pages_is_valid(published: Published) -> None:
    roots = [f"{edition}/{root}" for edition in (FIRST, SECOND, "latest") for root in ("", "id/")]
    pages = ("", "about/changes/", "about/editions/", OLD_PAGE + "/", "toolkit/training/", "law/crc/parallel/")
    found = [published.host / root / page / "index.html" for root in roots for page in pages]
    assert faults([published.host / "index.html", *found]) == []


@pytest.mark.parametrize("edition", [FIRST, SECOND])
def test_nothing_in_an_edition_leads_nowhere_on_the_host(published: Published, edition: str) -> None:
    """Banners, moved pages and what else leads from one edition to another; the newest stands at `latest` too."""
    found = check_links(published.host / edition, {ROOT_ABOVE: published.host})
    assert found.broken == ()
    assert found.tried > 199_000  # side-by-side pages carry their styles and link fewer files


def test_nothing_at_the_root_of_the_host_leads_nowhere(published: Published, tmp_path: Path) -> None:
    for path in published.host.iterdir():
        (tmp_path / path.name).symlink_to(path)  # folders are not entered through links
    found = check_links(tmp_path, {ROOT_ABOVE: tmp_path})
    assert found.broken == ()
    assert found.files > 2


def test_a_page_that_moved_is_found_with_its_section(reader: Page, without_scripts: Page, address: str) -> None:
    for locale in LOCALES:
        root = f"{address}latest/{'' if locale == 'en' else 'id/'}"
        reader.goto(f"{root}{OLD_PAGE}/#treaties")
        reader.wait_for_url(f"{root}{NEW_PAGE}/#treaties")
        without_scripts.goto(f"{root}{OLD_PAGE}/")
        without_scripts.wait_for_url(f"{root}{NEW_PAGE}/")


def test_a_section_that_moved_is_found(reader: Page, without_scripts: Page, address: str) -> None:
    reader.goto(f"{address}latest/toolkit/training/#maldives")
    reader.wait_for_url(f"{address}latest/law/maldives/#training-of-trainers")
    without_scripts.goto(f"{address}latest/toolkit/training/#maldives")
    moved = without_scripts.locator("#maldives")
    expect(moved).to_be_in_viewport()
    moved.get_by_role("link").click()
    assert without_scripts.url == f"{address}latest/law/maldives/#training-of-trainers"


def test_a_kept_copy_of_an_edition_is_whole_though_its_banners_were_renewed(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}{FIRST}/about/offline/#kept-copy")
    page.get_by_role("button", name="Keep a copy").click()
    # The worker checks each page against its hash: one that was renewed is kept like any other.
    kept = """async () => {
        const address = new URL("../accessibility/", location.href).href;
        for (const name of await caches.keys()) {
            const found = await (await caches.open(name)).match(address);
            if (found) return found.text();
        }
        return "";
    }"""
    for _ in range(240):
        if text := page.evaluate(kept):
            break
        page.wait_for_timeout(250)
    assert 'data-state="superseded"' in text
    context.close()
