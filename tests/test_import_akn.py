"""Import of Akoma Ntoso: our own open data is read back, and files of parliaments with their chapters and points."""

from pathlib import Path

import pytest
from knowledge_base import LOCALES
from knowledge_base.editor.importing.reading import akn
from knowledge_base.editor.importing.sandbox import read_document
from knowledge_base.provisions import bilingual, load_pages, load_provisions

ACT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">
<meta><identification source="#x"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
</meta>
<preface><p><docTitle>Examples Act</docTitle></p></preface>
<preamble><p>Whereas examples are needed by all who read this file, and nobody else has made any so far.</p></preamble>
<body><chapter eId="chp_I"><num>Chapter I</num><heading>General</heading>
<section eId="chp_I__sec_1"><num>Section 1</num><heading>Scope</heading>
<article eId="art_1"><num>Article 1</num><heading>Examples</heading>
<paragraph eId="art_1__para_1"><num>1.</num><list><point><num>(a)</num><content><p>one</p></content></point>
<point><num>(b)</num><content><p>two</p></content></point></list></paragraph>
<paragraph eId="art_1__para_2"><num>2.</num><content><p>More.</p></content></paragraph></article></section></chapter>
<chapter eId="chp_II"><num>Chapter II</num>
<article eId="art_1a"><num>Article 1 A</num><content><p>x</p></content></article>
<article eId="art_2"><num>Art. 2</num><content><p>y</p></content></article></chapter></body></act></akomaNtoso>
"""


def test_the_open_data_of_the_site_is_read_back(light_site: Path) -> None:
    """The ids, kinds and numbers of every provision, as its heading has them."""
    pages = load_pages()
    for stem in bilingual(pages):
        own = [one.id for one in load_provisions() if one.stem == stem]
        for locale in LOCALES:
            file = light_site / "data" / "akn" / f"{stem}.{locale}.xml"
            assert file.exists() == bool(own)
            if own:
                document = akn.read(file)
                assert [one.id for one in document.provisions] == own
                assert document.title == pages[stem][locale].front_matter.title
                assert document.language == locale


def test_an_act_with_chapters_articles_and_points_is_read(tmp_path: Path) -> None:
    path = tmp_path / "act.xml"
    path.write_text(ACT, encoding="utf-8")
    document = read_document(path)
    assert (document.title, document.language) == ("Examples Act", "en")
    assert [one.id for one in document.parts] == [
        "preamble", "chapter-i", "chapter-i-section-1", "art-1", "chapter-ii", "art-1a", "art-2"
    ]  # fmt: skip
    first = next(one for one in document.provisions if one.id == "art-1")
    assert (first.paragraphs, first.letters, first.title) == (("1", "2"), 2, "Examples")


@pytest.mark.parametrize(
    "space", ["http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13", "http://www.akomantoso.org/2.0"]
)
def test_files_of_earlier_drafts_of_the_standard_are_read(tmp_path: Path, space: str) -> None:
    path = tmp_path / "act.xml"
    path.write_text(ACT.replace("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", space), encoding="utf-8")
    assert [one.number for one in read_document(path).provisions if one.number] == ["1", "1A", "2"]
