"""Pages without their templates' indentation: lighter, and the same for a reader."""

from pathlib import Path

from conftest import pages_of, parallels_of
from knowledge_base.publish.whitespace import without_indentation


def test_words_stay_apart_and_white_space_that_counts_stays() -> None:
    page = "<p>one\n     two</p>\n\n   <b>x</b>  \n  <i>y</i><pre>\n  a\n\n    b</pre>\n  <textarea>\n c</textarea>"
    kept = "<p>one\ntwo</p>\n<b>x</b>\n<i>y</i><pre>\n  a\n\n    b</pre>\n<textarea>\n c</textarea>"
    assert without_indentation(page) == kept


def test_no_page_is_published_with_indentation(light_site: Path) -> None:
    for path in [*pages_of(light_site), *parallels_of(light_site), light_site / "404.html"]:
        page = path.read_text("utf-8")
        assert without_indentation(page) == page, path
