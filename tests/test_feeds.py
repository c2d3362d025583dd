"""The feeds: what was published, told once, at addresses that last."""

import datetime
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import atoma
import feedparser
import pytest
from conftest import ROOT, read
from knowledge_base import LOCALES
from knowledge_base.addresses import locale_root
from knowledge_base.editions import Edition, Withdrawn
from knowledge_base.models import Bilingual
from knowledge_base.pages import Page, parse_page
from knowledge_base.provisions import load_pages
from knowledge_base.publish.feeds import ATOM, LONGEST, as_atom, as_json, entries, feed
from knowledge_base.registers import load_registers
from lxml import etree
from samples import FRONT_MATTER

HOST = "https://kb.example/text/"
ADDRESSES = {"root": HOST, "moving": f"{HOST}latest/"}
NAMES = {"en": "Site", "id": "Situs"}
SECONDS = 1_795_318_200
FIRST_LINE = '  - {version: "1.0", date: 2026-11-21, change: First text.}\n'
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TAG = re.compile(r"tag:kb\.example,2026:[a-z0-9./-]+")  # RFC 4151, section 2.1


def edition(number: str, day: str | None) -> Edition:
    summary = Bilingual(en=f"Summary of {number} & more.", id=f"Ringkasan {number}.")
    return Edition(number=number, date=day and datetime.date.fromisoformat(day), summary=summary)


EDITIONS = [edition("2026.1", "2026-12-01"), edition("2027.1", "2027-03-01"), edition("2027.2", None)]


def page(stem: str, locale: str, *history: tuple[str, str, str]) -> Page:
    lines = "".join(
        f'  - {{version: "{version}", date: {day}, change: "{change}"}}\n' for version, day, change in history
    )
    assert FIRST_LINE in FRONT_MATTER
    text = FRONT_MATTER.replace(FIRST_LINE, lines).replace("title: Title", f"title: Title of {stem}")
    return parse_page(text.replace('version: "1.0"\n', f'version: "{history[-1][0]}"\n'), stem, locale, stem)


PAGES = {
    "law/old": {
        "en": page("law/old", "en", ("1.0", "2026-11-21", "First text."), ("1.1", "2027-01-05", "A <duty> added.")),
        "id": page("law/old", "id", ("1.0", "2026-11-21", "Teks pertama."), ("1.1", "2027-01-05", "Kewajiban baru.")),
    },
    "law/early": {
        "en": page("law/early", "en", ("1.0", "2026-11-20", "First text."), ("1.1", "2026-12-01", "On the very day.")),
    },
    "law/new": {"en": page("law/new", "en", ("1.0", "2027-02-10", "First text."))},
    "law/draft": {
        "en": page("law/draft", "en", ("1.0", "2026-11-21", "First text."), ("2.0", "2027-03-02", "Not out yet.")),
    },
}


def told(locale: str, editions=EDITIONS, pages=PAGES):
    return entries(editions, pages, locale, load_registers().interface(locale), HOST)


def shown(locale: str, editions=EDITIONS, pages=PAGES):
    words = load_registers().interface(locale)
    return feed(told(locale, editions, pages), locale, words, NAMES[locale], ADDRESSES, SECONDS)


def test_each_change_is_told_with_the_first_edition_that_holds_it_newest_first() -> None:
    assert [(entry.title, entry.address.removeprefix(HOST)) for entry in told("en")] == [
        ("Edition 2027.1 has been published", "2027.1/"),
        ("New page: Title of law/new", "2027.1/law/new/"),
        ("Title of law/old: version 1.1", "2027.1/law/old/"),
        ("Edition 2026.1 has been published", "2026.1/"),
        ("Title of law/early: version 1.1", "2026.1/law/early/"),
    ]
    assert [(entry.title, entry.address.removeprefix(HOST)) for entry in told("id")] == [
        ("Edisi 2027.1 telah terbit", "2027.1/id/"),
        ("Title of law/old: versi 1.1", "2027.1/id/law/old/"),
        ("Edisi 2026.1 telah terbit", "2026.1/id/"),
    ]
    assert {entry.text for entry in told("id")} == {"Ringkasan 2026.1.", "Kewajiban baru.", "Ringkasan 2027.1."}
    assert [entry.updated.isoformat() for entry in told("en")] == 3 * ["2027-03-01"] + 2 * ["2026-12-01"]


def test_a_draft_changes_nothing_in_the_feed() -> None:
    assert told("en") == told("en", EDITIONS[:-1])
    assert "Not out yet." not in {entry.text for entry in told("en")}
    published = [*EDITIONS[:-1], edition("2027.2", "2027-06-01")]
    assert [entry.text for entry in told("en", published)][1] == "Not out yet."


def test_ids_do_not_change_when_more_is_published_or_a_title_changes() -> None:
    before = {entry.id: entry.address for entry in told("en", EDITIONS[:2])}
    renamed = {stem: dict(twins) for stem, twins in PAGES.items()}
    old = renamed["law/old"]["en"]
    front = old.front_matter.model_copy(update={"title": "Another title"})
    renamed["law/old"]["en"] = Page(old.locale, old.stem, old.shown, front, old.front_document, old.body_line, old.body)
    after = {entry.id: entry.address for entry in told("en", [*EDITIONS[:2], edition("2027.2", "2027-06-01")], renamed)}
    assert before.items() <= after.items()
    assert all(TAG.fullmatch(name) for name in after)


def test_two_lines_of_one_version_and_both_languages_have_ids_of_their_own() -> None:
    twice = page(
        "p", "en", ("1.0", "2026-11-21", "First."), ("1.1", "2027-01-05", "One."), ("1.1", "2027-01-06", "Two.")
    )
    names = [entry.id for entry in told("en", EDITIONS, {"p": {"en": twice}})] + [entry.id for entry in told("id")]
    assert len(names) == len(set(names))


def test_a_withdrawn_edition_says_why_and_counts_as_changed_that_day() -> None:
    reason = Bilingual(en="A wrong time limit.", id="Batas waktu keliru.")
    gone = EDITIONS[0].model_copy(update={"withdrawn": Withdrawn(date=datetime.date(2027, 1, 2), reason=reason)})
    [entry] = told("en", [gone], {})
    assert entry.text.endswith("Withdrawn: A wrong time limit.")
    assert (entry.published.isoformat(), entry.updated.isoformat()) == ("2026-12-01", "2027-01-02")


def test_a_feed_holds_the_newest_hundred() -> None:
    many = {
        f"p{number}": {"en": page(f"p{number}", "en", ("1.0", "2026-11-21", "First."), ("1.1", "2027-01-05", "More."))}
        for number in range(LONGEST + 20)
    }
    found = told("en", EDITIONS, many)
    assert len(found) == LONGEST
    assert found[0].title == "Edition 2027.1 has been published"


# The formats


def check_atom(text: bytes) -> None:
    """Fail where RFC 4287 is not kept: elements that must be there, and once; ids; dates; absolute addresses."""
    root = etree.fromstring(text)
    assert root.tag == f"{{{ATOM}}}feed"
    names = {"a": ATOM}
    parts = [root, *root.findall("a:entry", names)]
    for part in parts:  # sections 4.1.1 and 4.1.2
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"a:{name}", names)) == 1, name
            assert part.findtext(f"a:{name}", namespaces=names).strip()
        assert len(part.findall("a:link[@rel='alternate']", names)) == 1
        for link in part.findall("a:link", names):
            assert urlsplit(link.get("href")).scheme == "https" and urlsplit(link.get("href")).netloc
    assert root.findtext("a:author/a:name", namespaces=names)
    assert len(root.findall("a:link[@rel='self']", names)) == 1
    for name in ("updated", "published"):  # section 3.3
        for date in root.iterfind(f".//a:{name}", names):
            assert RFC_3339.fullmatch(date.text)
            assert datetime.datetime.fromisoformat(date.text)
    identifiers = [part.findtext("a:id", namespaces=names) for part in parts]
    assert len(identifiers) == len(set(identifiers))
    assert all(urlsplit(one).scheme for one in identifiers)
    assert root.findtext("a:updated", namespaces=names) >= max(
        (date.text for date in root.iterfind("a:entry/a:updated", names)), default=""
    )


def check_json(text: str) -> None:
    """Fail where JSON Feed 1.1 is not kept."""
    made = json.loads(text)
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert made["title"] and isinstance(made["items"], list)
    for key in ("home_page_url", "feed_url"):
        assert urlsplit(made[key]).scheme == "https"
    assert all(author["name"] for author in made["authors"])
    for item in made["items"]:
        assert isinstance(item["id"], str) and item["id"]
        assert isinstance(item["content_text"], str) and item["content_text"]
        assert urlsplit(item["url"]).scheme == "https"
        assert RFC_3339.fullmatch(item["date_published"]) and RFC_3339.fullmatch(item["date_modified"])
    assert len({item["id"] for item in made["items"]}) == len(made["items"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("editions", [EDITIONS, EDITIONS[2:]], ids=["published", "nothing yet"])
def test_the_formats_are_valid_and_other_readers_find_the_same_in_them(locale: str, editions) -> None:
    made = shown(locale, editions)
    atom, plain = as_atom(made), as_json(made)
    check_atom(atom)
    check_json(plain)
    parsed = feedparser.parse(atom)
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10" and parsed.feed.language == locale
    strict = atoma.parse_atom_bytes(atom)
    items = atoma.parse_json_feed_bytes(plain.encode()).items
    wanted = [(entry.id, entry.title, entry.address) for entry in made.entries]
    assert [(entry.id, entry.title, entry.link) for entry in parsed.entries] == wanted
    assert [(entry.id_, entry.title.value, entry.links[0].href) for entry in strict.entries] == wanted
    assert [(item.id_, item.title, item.url) for item in items] == wanted
    assert [entry.summary.value for entry in strict.entries] == [entry.text for entry in made.entries]
    assert [item.content_text for item in items] == [entry.text for entry in made.entries]


def test_a_feed_leads_to_the_moving_text_and_its_entries_to_editions_that_last() -> None:
    made = shown("id")
    assert made.home == f"{HOST}latest/id/"
    assert b'href="https://kb.example/text/latest/id/feed.xml"' in as_atom(made)
    assert json.loads(as_json(made))["feed_url"] == f"{HOST}latest/id/feed.json"
    assert not [entry for entry in made.entries if "/latest/" in entry.address]


def test_a_feed_without_entries_is_as_old_as_the_build() -> None:
    assert shown("en", EDITIONS[2:]).updated == "2026-11-22T03:30:00Z"


# The built site


@pytest.mark.parametrize("locale", LOCALES)
def test_the_built_feeds_tell_what_the_register_says_is_published(light_site: Path, locale: str) -> None:
    folder = light_site / locale_root(locale)
    atom, plain = (folder / "feed.xml").read_bytes(), (folder / "feed.json").read_text("utf-8")
    check_atom(atom)
    check_json(plain)
    parsed = feedparser.parse(atom)
    assert not parsed.bozo
    registers = load_registers()
    words = registers.interface(locale)
    wanted = entries(registers.editions, load_pages(), locale, words, "https://child-protection.example/")
    assert [entry.id for entry in parsed.entries] == [entry.id for entry in wanted]
    assert [item["id"] for item in json.loads(plain)["items"]] == [entry.id for entry in wanted]
    if not registers.newest:
        assert not wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_home_and_the_page_on_editions_lead_to_the_feed(light_site: Path, locale: str) -> None:
    home = ROOT + locale_root(locale)  # of a draft, the moving address is its own
    for name in ("", "about/editions/"):
        found = read(light_site / locale_root(locale) / name / "index.html")
        [link] = found.xpath("//link[@type='application/atom+xml']")
        assert link.get("rel") == "alternate" and link.get("title")
        assert link.get("href").endswith(f"/{locale_root(locale)}feed.xml")
        assert not load_registers().edition.is_draft or link.get("href") == f"{home}feed.xml"
    page = read(light_site / locale_root(locale) / "about/editions/index.html")
    assert page.xpath("//ul[@class='feeds']//a/@href") == ["../../feed.xml", "../../feed.json"]
