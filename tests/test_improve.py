"""Improving the text: from each section to its line in the repository's editor, or to a mail, and nothing else."""

import dataclasses
import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import WAYS, accessibility_faults, improves_of, read
from jinja2 import Environment
from knowledge_base import REPOSITORY
from knowledge_base.addresses import page_url
from knowledge_base.article.blocks import MARK
from knowledge_base.models import RESERVED
from knowledge_base.provisions import load_pages
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.improve import Source, Ways, listing, write_improve_pages
from knowledge_base.registers import load_registers
from knowledge_base.texts import PageText
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, expect

REGISTERS = load_registers()
EDIT = "edit/main/{path}?edition={edition}#L{line}"
BOTH = Ways(WAYS["REPOSITORY_URL"], EDIT, WAYS["CONTACT"])
CRC = PageText("law/crc", "en", "Convention", "law", "1.0", "2026-11-21", ())
SECTION = Source("art-37", "Article 37", "docs/en/law/crc.md", 41)


@pytest.fixture(scope="module")
def beside(light_site: Path) -> Mapping[str, HtmlElement]:
    """Every page of the kind, by the address of the page beside which it stands."""
    return {f"{path.parent.parent.relative_to(light_site).as_posix()}/": read(path) for path in improves_of(light_site)}


def links(shown: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield for each section its id, the link to the editor and the mail."""
    for row in shown.xpath("//article/ul/li"):
        _, editor, mail = row.xpath("./a/@href")
        yield row.get("id", ""), editor, mail


def source_line(address: str) -> str:
    """Return the line that a link to the editor opens."""
    parts = urlsplit(address)
    path = parts.path.removeprefix("/owner/kb/edit/main/")
    return (REPOSITORY / path).read_text("utf-8").split("\n")[int(parts.fragment.removeprefix("L")) - 1]


def test_every_section_of_every_page_opens_its_own_line_in_its_own_language(beside) -> None:
    pages = {
        page_url(one, stem): twins[one] for stem, twins in load_pages().items() for one in twins if stem != "index"
    }
    assert set(beside) == set(pages)
    seen = 0
    for address, shown in beside.items():
        page = pages[address]
        own = {section.id for section in page.sections}
        for identifier, editor, _ in links(shown):
            line, path = source_line(editor), urlsplit(editor).path.removeprefix("/owner/kb/edit/main/")
            if not identifier:
                answer = next(line.text for line in page.lines if line.text.strip())
                assert (path, line) == (page.shown, answer), address
            elif identifier in own:
                assert path == page.shown, (address, identifier)
                assert re.search(rf"\{{[^}}]*#{identifier}(?=[ }}])", line), (address, identifier, line)
            elif path.startswith("docs/data/"):  # an entry of a register
                assert line.startswith(f"{identifier}:"), (address, identifier, line)
            else:  # a list made from other pages
                assert path == page.shown and line.startswith(MARK), (address, identifier, line)
            seen += 1
    assert seen > 4000


def test_the_page_lists_all_sections_that_can_be_cited(light_site: Path, beside) -> None:
    for address, shown in beside.items():
        page = read(light_site / address / "index.html")
        sections = page.xpath("//article//section[not(ancestor::*[@data-search-ignore])]/@data-section")
        wanted = ["", *(one for one in sections if not one.startswith(RESERVED))]
        assert [identifier for identifier, _, _ in links(shown)] == wanted, address
        ways = page.xpath("//nav[@class='page-tools']/a[last()]/@href")
        assert ways == ["improve/"], address


def test_both_ways_name_section_and_edition_and_nothing_else(beside) -> None:
    for address, shown in beside.items():
        locale = shown.get("lang")
        assert not shown.xpath("//article//form | //iframe | //article//img")
        for identifier, editor, mail in links(shown):
            parts = urlsplit(editor)
            assert parts.netloc == "git.example" and parse_qs(parts.query) == {"edition": [REGISTERS.edition.number]}
            place = address.rstrip("/") + (f"#{identifier}" if identifier else "")
            assert urlsplit(mail).path == WAYS["CONTACT"] and urlsplit(mail).fragment == ""
            assert unquote(urlsplit(mail).query) == f"subject={place} ({REGISTERS.edition_line(locale)})"
        assert set(shown.xpath("//article/ul//a[@rel]/@rel")) == {"noreferrer"}


def test_pages_beside_are_for_readers_and_not_for_engines(light_site: Path, beside) -> None:
    for address, shown in beside.items():
        assert shown.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert shown.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]
        identifiers = shown.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), address
    assert "/improve/" not in (light_site / "sitemap.xml").read_text("utf-8")


# What is not set is left out


@pytest.mark.parametrize(
    ("ways", "count", "said", "left_out"),
    [
        (BOTH, 2, ("Change the text", "Write to us"), ()),
        (Ways(BOTH.repository, EDIT, ""), 1, ("Change the text",), ("Write to us", "mail")),
        (Ways("", EDIT, BOTH.contact), 1, ("Write to us",), ("Change the text", "account there")),
    ],
)
def test_a_way_that_is_not_there_is_not_offered(ways: Ways, count: int, said: tuple, left_out: tuple) -> None:
    shown = listing(CRC, [SECTION], REGISTERS, ways)
    assert len(html.fragment_fromstring(shown, "div").xpath("//li/a[@rel]")) == count
    assert all(words in shown for words in said) and not any(words in shown for words in left_out)
    assert "Write nothing about a child" in shown


@pytest.mark.parametrize(("contact", "leads"), [("", "../../about/contribute/"), ("desk@site.example", "improve/")])
def test_where_no_way_is_set_a_page_leads_to_how_a_change_is_made(contact: str, leads: str, tmp_path: Path) -> None:
    template = (REPOSITORY / "overrides/partials/page-head.html").read_text("utf-8").splitlines()
    [link] = [line for line in template if "words.improve" in line]
    environment = Environment(autoescape=True)
    environment.filters["url"] = lambda address: f"../../{address}"
    extra = {"repository": "", "contact": contact}
    shown = environment.from_string(link).render(config={"extra": extra}, root="", words={"improve": "Improve"})
    assert html.fragment_fromstring(shown).get("href") == leads
    write_improve_pages(tmp_path, [CRC], {}, REGISTERS, Ways("", EDIT, ""))
    assert list(tmp_path.iterdir()) == []


def test_a_frozen_edition_says_that_the_text_goes_on() -> None:
    said = REGISTERS.interface("en")["improve_frozen"]
    assert said not in listing(CRC, [SECTION], REGISTERS, BOTH)
    published = REGISTERS.edition.model_copy(update={"number": "2025.9", "date": datetime.date(2025, 9, 1)})
    # The register of editions is read by its last entry.
    frozen = dataclasses.replace(REGISTERS, editions=[published])
    shown = listing(CRC, [SECTION], frozen, BOTH)
    assert said in shown and "docs/en/law/crc.md?edition=2025.9#L41" in shown and "Edition%202025.9" in shown


@pytest.mark.parametrize(
    ("repository", "contact", "message"),
    [("git.example/kb", "", "REPOSITORY_URL is “git.example/kb”"), ("", "desk", "CONTACT is “desk”")],
)
def test_an_address_that_leads_nowhere_is_refused(repository: str, contact: str, message: str) -> None:
    with pytest.raises(PublishError, match=message):
        Ways(repository, EDIT, contact)


# In a browser


def test_who_reads_on_is_offered_the_section_in_view(reader: Page, light_address: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(light_address + "id/law/opac/")
    reader.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith("improve.js")]
    reader.locator("#art-4").evaluate("heading => heading.scrollIntoView()")
    offered = reader.locator("#art-4 > .improve")
    expect(offered).to_be_visible()
    assert Axe().run(reader, context="section:has(> #art-4)").response["violations"] == []
    offered.click()
    reader.wait_for_url(light_address + "id/law/opac/improve/#art-4")
    expect(reader.locator("#art-4").get_by_role("link", name="Ubah teksnya")).to_be_in_viewport()


def test_the_offer_moves_nothing_and_stays_while_it_has_the_focus(phone: Page, light_address: str) -> None:
    phone.goto(light_address + "law/crc/")
    height = phone.evaluate("document.documentElement.scrollHeight")
    phone.locator("#art-37").evaluate("heading => heading.scrollIntoView()")
    offered = phone.locator("#art-37 > .improve")
    expect(offered).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollHeight") == height
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    offered.focus()
    phone.locator("#art-39").evaluate("heading => heading.scrollIntoView()")
    phone.wait_for_timeout(200)
    expect(offered).to_be_focused()
    offered.blur()
    expect(phone.locator("#art-39 > .improve")).to_have_count(1)
    assert phone.locator(".improve").count() == 1


def test_without_scripts_the_sections_are_listed(browser: Browser, light_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(light_address + "law/crc/")
    page.get_by_role("link", name="Improve this text").click()
    expect(page.locator("#art-37").get_by_role("link", name="Write to us")).to_be_attached()
    context.close()


@pytest.mark.parametrize(
    ("address", "width", "scheme"),
    [("law/crc/improve/#art-37", 360, "dark"), ("id/about/privacy/improve/", 1280, "light")],
)
def test_the_list_is_open_to_all(browser: Browser, light_address: str, address: str, width: int, scheme: str) -> None:
    assert accessibility_faults(browser, light_address + address, width, scheme) == []
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(light_address + address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_what_is_printed_has_no_offer(reader: Page, light_address: str) -> None:
    reader.goto(light_address + "law/crc/")
    reader.locator("#art-37").evaluate("heading => heading.scrollIntoView()")
    expect(reader.locator("#art-37 > .improve")).to_be_visible()
    reader.emulate_media(media="print")
    expect(reader.locator(".improve")).to_be_hidden()
    expect(reader.locator(".page-tools")).to_be_hidden()
