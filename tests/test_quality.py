"""The page about quality says what is so, in both languages, and first of all what fails."""

import datetime
import json
import re
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, Workshop, pages_of, read
from knowledge_base import LOCALES, REPOSITORY, results
from knowledge_base.addresses import page_url
from knowledge_base.article.blocks.quality import PARTS
from knowledge_base.article.blocks.sources import sources_block
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import element
from knowledge_base.bench.quality import address_of
from knowledge_base.editor.refused import RefusedError
from knowledge_base.models import Result
from knowledge_base.provisions import load_pages
from knowledge_base.quality.report import Quality, load_quality, quality
from knowledge_base.quality.weights import first_views, heaviest
from knowledge_base.registers import load_registers
from lxml.html import HtmlElement

DAY = datetime.date(2026, 11, 22)
STATE = "0123456789ab"


def counted(day: datetime.date = DAY, pages: dict | None = None, **changes) -> Quality:
    """The figures of the real text with other registers, on another day, or of other pages."""
    return quality(pages or load_pages(), replace(load_registers(), **changes), STATE, day)


def result(*faults: str, state: str = STATE, **figures: float | str) -> Result:
    return Result(date=DAY, commit="a" * 40, state=state, tool="a checker 1.0", figures=figures, faults=list(faults))


def shown(found: Quality, locale: str, *parts: str) -> HtmlElement:
    """Return parts of the page as they show the figures."""
    registers = load_registers()
    setting = Setting("about/quality", locale, registers, lambda stem, place: f"{stem}#{place}", (), load_pages())
    return element("div", *(node for part in parts for node in PARTS[part](found, setting)))


def said(node: HtmlElement) -> str:
    return " ".join(" ".join(node.itertext()).split())


# What fails


@pytest.mark.parametrize(
    ("locale", "fails", "number"),
    [
        ("en", "This fails: Links : Faults found: 2. Not measured yet: Accessibility, Valid markup, PDF,", "209,921"),
        ("id", "Yang gagal: Tautan : Ditemukan kesalahan: 2. Belum diukur: Aksesibilitas,", "209.921"),
    ],
)
def test_a_failing_measurement_comes_first_and_in_words(locale: str, fails: str, number: str) -> None:
    links = result("law/crc: gone", "law: gone", links=209921, unknown="x")
    block = shown(counted(results={"links": links, "sizes": result()}), locale, "failing", "results")
    assert said(block).startswith(fails)
    link = block.find(".//ul/li/a")
    (entry,) = block.xpath(f".//section[@data-section='{link.get('href')[1:]}']")
    for line in ("law/crc: gone", number, "a checker 1.0", "unknown", "2026"):
        assert line in said(entry)


def test_a_result_says_whether_it_was_measured_on_exactly_this_state() -> None:
    block = shown(counted(results={"links": result()}), "en", "failing", "results")
    assert said(block).startswith("Nothing that was measured or counted fails. Not measured yet: Accessibility")
    assert "No fault found." in said(block) and "exactly this one" in said(block)
    block = shown(counted(results={"links": result(state="f" * 12)}), "en", "failing", "results")
    assert "Measured on an earlier state and not on this one: Links." in said(block)
    assert "exactly this one" not in said(block) and "text or programs have changed since" in said(block)


def test_a_recorded_result_belongs_to_the_files_as_they_are(workshop: Workshop) -> None:
    results.record(workshop.root, "links", "a checker 1.0", {"links": 3}, [])
    assert load_quality(workshop.root).results["links"].current
    workshop.append("docs/en/law/crc.md", "\nOne more line.\n")
    assert not load_quality(workshop.root).results["links"].current


def test_where_nothing_was_measured_nothing_is_praised() -> None:
    block = shown(counted(results={}), "en", "failing", "results")
    assert said(block).startswith("Nothing that was counted fails. Nothing has been measured yet.")
    assert block.find(".//h3") is None


def test_the_text_s_own_faults_fail_too() -> None:
    pages, stem = dict(load_pages()), "law/opac"
    page = pages[stem]["en"]
    pages[stem] = {"en": replace(page, body=f"{page.body}\n\nA State must do this within 48 hours.\n")}
    recorded = {
        key: "0" * 8 if key == "law/crc#art-37" else value for key, value in load_registers().translations.items()
    }
    late = max(twins["en"].front_matter.review_due for twins in pages.values())
    found = counted(late, pages, translations=recorded, results={})
    block = shown(found, "en", "failing", "claims", "translations", "reviews")
    overdue = sum(twins["en"].front_matter.review_due < late for twins in pages.values())
    for line in (
        "This fails: Claims without a source: 1 Sections whose translation is behind: 1",
        f"Pages that a language lacks: 1 Pages whose review is overdue: {overdue}",
        f"docs/en/{stem}.md:",
        "Convention on the Rights of the Child (1989): Article 37",
        f"id/{stem}",
    ):
        assert line in said(block)


# What is counted


def test_citations_are_counted_by_how_much_of_their_source_was_read() -> None:
    sources, found = load_registers().sources, Counter()
    for path in (REPOSITORY / "docs/en").rglob("*.md"):
        text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
        found.update(sources[key].seen for group in re.findall(r"\[(@[^\[\]]+)\]", text) for key in keys(group))
    evidence = counted().evidence
    assert evidence.citations == dict(found)
    assert sum(evidence.sources.values()) == len(sources)


def keys(group: str) -> list[str]:
    return [part.strip().removeprefix("@").split(",")[0] for part in group.split(";")]


def test_every_gap_that_readers_see_is_counted_in_its_place(light_site: Path) -> None:
    counts = Counter(place.page for place in counted().gaps)
    for stem, twins in load_pages().items():
        for locale in twins:
            page = read(light_site / page_url(locale, stem) / "index.html")
            assert len(page.xpath("//article//div[contains(@class, 'admonition gap')]")) == counts[stem], (locale, stem)


def test_the_page_shows_the_same_figures_in_both_languages(light_site: Path) -> None:
    figures = []
    for locale in LOCALES:
        article = read(light_site / page_url(locale, "about/quality") / "index.html").find(".//article")
        cells = [re.sub(r"\D", "", cell.text_content()) for cell in article.xpath(".//td[position() > 1]")]
        figures.append((cells, len(article.xpath(".//section[@data-section='gaps']//li"))))
    assert figures[0] == figures[1]
    assert len(figures[0][0]) > 300 and figures[0][1] > 50


# Addresses of others


def test_every_address_of_others_on_a_page_is_listed(light_site: Path) -> None:
    listed = {address.address for address in counted().outside}
    missing = {}
    for path in pages_of(light_site):
        for link in read(path).xpath("//article//a[starts-with(@href, 'http')]/@href"):
            if link not in listed and not link.startswith("https://git.example/"):
                missing[link] = path.relative_to(light_site).as_posix()
    assert missing == {}


@pytest.mark.parametrize(
    ("locale", "kept", "none"),
    [("en", "archived copy", "No archived copy recorded."), ("id", "salinan arsip", "Salinan arsip tidak tercatat.")],
)
def test_the_list_of_sources_says_whether_an_archived_copy_is_recorded(locale, kept, none) -> None:
    registers = load_registers()
    copy = "https://archive.example/2026/crc"
    with_copy = {**registers.sources, "crc": registers.sources["crc"].model_copy(update={"archive": copy})}
    registers = replace(registers, sources=with_copy)
    block = sources_block(Setting("reference/sources", locale, registers, lambda stem, place: ""), ["treaty"])
    for entry in block.xpath(".//section[@class='entry']"):
        links = entry.xpath(f".//a[text()='{kept}']/@href")
        is_known = entry.get("data-section") == "crc"
        assert links == ([copy] if is_known else [])
        has_address = registers.sources[entry.get("data-section")].url is not None
        assert (none in said(entry)) == (has_address and not is_known)
    assert [one.archive for one in counted(sources=with_copy).outside if one.source == "crc"] == [copy]


# Measuring


def test_a_site_of_another_state_is_not_measured(light_site: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no built site"):
        address_of(tmp_path)
    figures = json.loads((light_site / "data/quality.json").read_text("utf-8"))
    (tmp_path / "data").mkdir()
    for state, refused in ((results.state(REPOSITORY), False), ("0" * 12, True)):
        (tmp_path / "data/quality.json").write_text(json.dumps({**figures, "state": state}), encoding="utf-8")
        with pytest.raises(RefusedError, match="another state") if refused else nullcontext():
            assert address_of(tmp_path) == ROOT


# Weight


def test_the_first_view_is_the_page_and_all_that_it_asks_for_at_once(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(9000))
    for name in ("a.js", "b.js", "later.js"):
        (tmp_path / name).write_text(f"// {name} {words}", encoding="utf-8")
    (tmp_path / "entry.js").write_text('import "./a.js";\nconst x = () => import("./later.js");', encoding="utf-8")
    page = tmp_path / "page" / "index.html"
    page.parent.mkdir()
    page.write_text('<script type="module" src="../entry.js"></script>', encoding="utf-8")
    one = heaviest(first_views(tmp_path))
    assert one[0] == "page/" and 15_000 < one[1] < 30_000
    page.write_text('<script src="../entry.js"></script><script src="../b.js"></script>', encoding="utf-8")
    # Pages beside a page are weighed by themselves.
    assert first_views(tmp_path, beside=True) == {}
