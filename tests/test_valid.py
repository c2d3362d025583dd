"""What is published is what the standards say: every page, the style sheets, the drawings, the list of pages.

Data for machines is read by other tests: test_linked_data, test_feeds, test_open_data, test_akn; EPUBs by test_epub.
"""

import datetime
import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from conftest import ROOT
from knowledge_base import REPOSITORY
from knowledge_base.editions import DRAFT
from knowledge_base.hooks.theme_markup import mended
from knowledge_base.hosting.root import root_files
from knowledge_base.quality.validity import faults
from knowledge_base.registers import load_registers
from lxml import etree

# https://www.sitemaps.org/protocol.html and the links to other languages that search engines read
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MOST_ADDRESSES, MOST_BYTES, LONGEST_ADDRESS = 50_000, 50 * 1024 * 1024, 2_048


@dataclass(frozen=True)
class Unknown:
    """Valid CSS that the pinned checker takes for a fault: how it is written, what is checked in its stead."""

    written: re.Pattern
    known: str
    sample: str
    link: str
    until: datetime.date


# All are mended in the checker of September 2026 (vnu-jar 26.9.27 on npm), for which there is no wheel yet.
UNKNOWN = (
    Unknown(
        re.compile(r"@supports selector\([^{]*\{"),
        "@supports (display: block) {",
        "@supports selector(::marker){a{color:red}}",
        "https://github.com/w3c/css-validator/issues/361",
        datetime.date(2027, 5, 22),
    ),
    Unknown(
        re.compile(r"scrollbar-gutter:[^;}]*"),
        "scrollbar-width:auto",
        "a{scrollbar-gutter:stable}",
        "https://github.com/w3c/css-validator/issues/473",
        datetime.date(2027, 5, 22),
    ),
    Unknown(
        re.compile("::details-content"),
        "::marker",
        "a::details-content{color:red}",
        "https://github.com/w3c/css-validator/issues/507",
        datetime.date(2027, 5, 22),
    ),
)

ELSEWHERE = "https://x.example/a.js"
FAULTY = (
    (
        "from elsewhere.html",
        '<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
        f'<title>T</title><script src="{ELSEWHERE}"></script><p>A',
        f"violates Content Security Policy (meta tag): external script “{ELSEWHERE}”",
    ),
    ("name.css", "a { colour: red }", "Property “colour” doesn't exist."),
    ("shape.svg", '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="2"/></svg>', "“radius” not allowed"),
)


STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def test_every_page_is_valid(light_site: Path) -> None:
    pages = sorted(light_site.rglob("*.html"))
    kinds = {path.parent.name for path in pages} & {"parallel", "cite", "improve"}
    assert len(kinds) == 3 and light_site / "404.html" in pages
    assert faults(pages) == []


def test_the_style_sheets_are_valid_as_they_are_sent(light_site: Path, tmp_path: Path) -> None:
    sheets = {path.name: path.read_text("utf-8") for path in light_site.rglob("*.css")}
    # What pages carry is made of these; a few show whether it is well put together.
    for number, path in enumerate(sorted(light_site.glob("*/*/index.html"))[::25]):
        sheets |= {f"carried-{number}.css": styles for styles in STYLES.findall(path.read_text("utf-8"))}
    assert "carried-0.css" in sheets
    copies = [tmp_path / name for name in sheets]
    for copy in copies:
        copy.write_text(as_known(sheets[copy.name]), encoding="utf-8")
    assert faults(copies) == []


def as_known(css: str) -> str:
    """Return a style sheet without what the checker does not know yet."""
    for unknown in UNKNOWN:
        css = unknown.written.sub(unknown.known, css)
    return css


def test_what_the_checker_does_not_know_yet_is_looked_at_again(tmp_path: Path) -> None:
    sheets = [tmp_path / f"{number}.css" for number in range(len(UNKNOWN))]
    for sheet, unknown in zip(sheets, UNKNOWN, strict=True):
        sheet.write_text(unknown.sample, encoding="utf-8")
    found = faults(sheets)
    for sheet, unknown in zip(sheets, UNKNOWN, strict=True):
        assert any(line.startswith(str(sheet)) for line in found), f"The checker knows it now: take out {unknown.link}."
        assert datetime.date.today() <= unknown.until, f"Is there a newer checker as a wheel? See {unknown.link}."
        sheet.write_text(as_known(unknown.sample), encoding="utf-8")
    assert faults(sheets) == []


def test_the_drawings_are_valid(light_site: Path) -> None:
    assert faults([*light_site.rglob("*.svg"), *(REPOSITORY / "docs/assets").rglob("*.svg")]) == []


def test_the_door_of_the_hosting_branch_is_valid(light_site: Path, tmp_path: Path) -> None:
    lost = (light_site / "404.html").read_text("utf-8")
    draft = [edition for edition in load_registers().editions if edition.is_draft]
    made = root_files(draft, ROOT.removesuffix(f"{DRAFT}/"), lost, "", {})
    pages = [tmp_path / name for name in made if name.endswith(".html")]
    assert [page.name for page in pages if page.name == "index.html"]
    for page in pages:
        page.write_text(made[page.name], encoding="utf-8")
    assert faults(pages) == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    for name, text, found in FAULTY:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert any(line.startswith(f"{path}:1: ") and found in line for line in faults([path])), name


def test_mending_the_theme_leaves_the_text_alone() -> None:
    text = '<main><input class="md-toggle" type="checkbox" autocomplete="off"><div data-md-component="skip">a</div>'
    assert mended(f'<head></head><body dir="ltr">{text}') == f'<head></head><body dir="ltr">{text}'


def test_the_sitemap_is_as_its_protocol_says(light_site: Path) -> None:
    text = (light_site / "sitemap.xml").read_bytes()
    assert gzip.decompress((light_site / "sitemap.xml.gz").read_bytes()) == text
    entries = list(etree.fromstring(text))
    assert 0 < len(entries) <= MOST_ADDRESSES and len(text) <= MOST_BYTES
    assert {entry.tag for entry in entries} == {f"{SITEMAP}url"}
    addresses = [entry.findtext(f"{SITEMAP}loc") for entry in entries]
    assert len(set(addresses)) == len(addresses)
    twins = {}
    for address, entry in zip(addresses, entries, strict=True):
        names = [child.tag for child in entry if child.tag != LINK]
        assert names in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"]), address
        assert address.startswith(ROOT) and len(address) < LONGEST_ADDRESS
        assert urlsplit(address).query == urlsplit(address).fragment == "" and address.isascii(), address
        assert DAY.fullmatch(entry.findtext(f"{SITEMAP}lastmod", "2026-01-01")), address
        twins[address] = {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}
        assert all(link.get("rel") == "alternate" for link in entry.iter(LINK))
    for address, links in twins.items():
        # Each page names itself and is named by those that it names; else search engines believe neither.
        assert not links or address in links.values(), address
        assert all(twins[link] == links for link in links.values()), address
