"""The bench of first views: what is compared has the same text, and what is not as promised is said."""

from pathlib import Path

import pytest
from knowledge_base.bench.web import PAGES
from knowledge_base.bench.web.report import faults, figures
from knowledge_base.bench.web.sites import make_bare
from knowledge_base.bench.web.visit import KINDS, Visit, by_kind, middle
from knowledge_base.publish.errors import PublishError
from lxml import html


def view(total: int = 30_000, largest: float = 800, blocked: float = 0, moved: float = 0) -> Visit:
    return Visit(dict.fromkeys(KINDS, 0) | {"HTML": total}, 3, largest, largest, blocked, moved)


def test_bare_html_holds_the_same_article_and_nothing_that_is_loaded(light_site: Path, tmp_path: Path) -> None:
    make_bare(light_site, tmp_path, PAGES)
    for address in PAGES:
        ours, bare = (html.parse(folder / address / "index.html").getroot() for folder in (light_site, tmp_path))
        assert bare.xpath("string(//article)") == ours.xpath("string(//article)")
        assert bare.xpath("//link | //style | //script | //@style | //img") == []


def test_a_page_that_is_not_there_is_named_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"law/crc/index\.html is no page .* scripts/kb build"):
        make_bare(tmp_path, tmp_path / "bare", ["law/crc/"])


def test_styles_in_a_page_count_as_css_and_every_file_as_its_kind(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(f"<style>{''.join(f'.a{n}{{top:{n}px}}' for n in range(99))}</style><p>Text", encoding="utf-8")
    sizes = by_kind([("/law/crc/", 900), ("/a.css", 10), ("/b.js", 20), ("/c.svg", 30), ("/d.json", 40)], page)
    assert sum(sizes.values()) == 1000
    assert (sizes["JavaScript"], sizes["images"], sizes["other"]) == (20, 30, 40)
    assert 300 < sizes["CSS"] - 10 == 900 - sizes["HTML"]


def test_the_middle_of_visits_is_shown_and_the_worst_movement() -> None:
    found = middle([view(largest=700), view(largest=900, moved=0.2), view(largest=5000)])
    assert (found.largest, found.moved) == (900, 0.2)


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        (view(), ""),
        (view(largest=880), ""),
        (view(largest=890), "the largest paint is 1.11 times bare HTML's"),
        (view(total=45_001), "the first view is 45001 bytes"),
        (view(blocked=50), "50 ms are blocked"),
        (view(moved=0.02), "the layout shifts by 0.020"),
    ],
)
def test_what_is_not_as_promised_is_said(ours: Visit, said: str) -> None:
    results = {"": {"bare": view(), "ours": ours, "stock": view(largest=2000)}}
    found = faults(results)
    assert [fault.startswith(f"home: {said}") for fault in found] == ([True] if said else [])
    assert figures(results, 9)["paint-stock"] == 2.5
