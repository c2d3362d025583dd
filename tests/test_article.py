"""The article: from Markdown's HTML to sections, answer, duties, tables, checklists, notes and registers."""

import dataclasses

import markdown
import pytest
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.article import structure, tree
from knowledge_base.article.footnotes import evidence, full_source, number_citations
from knowledge_base.article.render import Article, render_article
from knowledge_base.article.setting import Setting
from knowledge_base.models import Source
from knowledge_base.registers import Registers, load_registers
from lxml.html import HtmlElement

EXTENSIONS = ["admonition", "attr_list", "tables", "sane_lists", "toc", "fenced_code", "pymdownx.tasklist"]
WORDS = load_registers().interface("en")


def render(
    text: str, locale: str = "en", stem: str = "about/x", registers: Registers | None = None
) -> tuple[Article, HtmlElement, HtmlElement]:
    """Return the article written as Markdown, its answer and its body as trees."""
    markup = markdown.markdown(text, extensions=EXTENSIONS)
    registers = registers or load_registers()
    article = render_article(markup, stem, locale, registers, lambda page, key: f"/{page}/#{key}")
    return article, tree.parse(article.answer), tree.parse(article.body)


def words_of(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def outline(node: HtmlElement) -> list:
    """Return the ids of nested sections, as [id, [id, …], …]."""
    return [[child.get("data-section"), *outline(child)] for child in node.findall("section")]


# Small tools


@pytest.mark.parametrize(
    "fragment",
    [
        "text &amp; &lt;more&gt; <b>bold</b> tail",
        "<p>one</p>\n<p>two &amp; three</p>",
        '<p><img alt="x" src="a.png"><br>é “ ↩</p>',
        "",
    ],
)
def test_a_fragment_comes_out_as_it_went_in(fragment: str) -> None:
    assert tree.serialize(tree.parse(fragment)) == fragment


def test_text_in_an_element_is_text_and_never_markup() -> None:
    node = tree.element("p", "a < b & ", tree.element("b", "<i>"), " c", None, data_x='">', class_="k", id=None)
    markup = tree.serialize(tree.element("div", node))
    assert markup.endswith(">a &lt; b &amp; <b>&lt;i&gt;</b> c</p>")
    assert dict(tree.parse(markup).find("p").attrib) == {"data-x": '">', "class": "k"}


# Sections and the answer


def test_what_stands_before_the_first_heading_is_the_answer() -> None:
    _, answer, body = render("First.\n\n- Second\n\n## Conditions { #conditions }\n\nThird.\n")
    assert words_of(answer) == "First. Second"
    assert "First." not in words_of(body)
    assert "Third." in words_of(body)


def test_a_page_that_begins_with_a_heading_has_no_answer() -> None:
    _, answer, _ = render("## Conditions { #conditions }\n\nText.\n")
    assert words_of(answer) == ""


def test_a_page_without_headings_is_all_answer_and_its_term_cards_stay_outside() -> None:
    _, answer, body = render("About diversion.\n")
    assert words_of(answer) == "About diversion."
    assert len(body.xpath("//div[@class='definitions']")) == 1


def test_sections_nest_as_their_headings_do() -> None:
    text = "A\n\n## One { #one }\n\n### In one { #in-one }\n\n### Also { #also }\n\n## Two { #two }\n\nB\n"
    _, _, body = render(text)
    assert outline(body) == [["one", ["in-one"], ["also"]], ["two"]]


def test_a_deeper_heading_may_come_first() -> None:
    _, _, body = render("### Deep { #deep }\n\n## One { #one }\n")
    assert outline(body) == [["deep"], ["one"]]


def test_a_section_takes_over_its_headings_classes_and_themes() -> None:
    _, _, body = render('## Article 1 { #art-1 .provision data-themes="diversion age" }\n\nText.\n')
    [section] = body.findall("section")
    assert section.get("class").split() == ["section", "provision"]
    assert section.get("data-themes") == "diversion age"
    assert section.find("h2").get("class") is None
    assert section.find("h2").get("data-themes") is None


@pytest.mark.parametrize(("locale", "label"), [("en", "Link to the section “"), ("id", "Tautan ke bagian “")])
def test_each_heading_has_a_permanent_link_named_after_it(locale: str, label: str) -> None:
    _, _, body = render("## The *right* law { #right }\n", locale)
    [link] = body.xpath("//h2[@id='right']/a")
    assert link.get("href") == "#right"
    assert link.get("aria-label") == f"{label}The right law”"


# Duties and actors


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ("en", "must"),
        ("en", "Must not"),
        ("en", "may\nnot"),
        ("id", "wajib"),
        ("id", "Tidak boleh"),
        ("id", "dilarang"),
    ],
)
def test_a_duty_word_in_bold_is_marked(locale: str, word: str) -> None:
    _, answer, _ = render(f"Investigators **{word}** act.\n", locale)
    assert answer.xpath("//strong/@class") == ["duty"]


@pytest.mark.parametrize(
    ("locale", "word"), [("en", "should"), ("en", "may"), ("en", "must act"), ("en", "wajib"), ("id", "must")]
)
def test_other_bold_words_are_not_duties(locale: str, word: str) -> None:
    _, answer, _ = render(f"Investigators **{word}** act.\n", locale)
    assert answer.xpath("//strong/@class") == []


@pytest.mark.parametrize(
    "item", ["1. **Judge:** decides.\n", "1. **Judge:** decides.\n\n2. Then.\n", "- **Judge:** decides.\n"]
)
def test_the_actor_at_the_start_of_a_step_is_marked(item: str) -> None:
    _, answer, _ = render(item)
    assert answer.xpath("//strong/@class") == ["who"]


@pytest.mark.parametrize("text", ["**Judge:** decides.\n", "1. The **judge:** decides.\n", "1. **Judge** decides.\n"])
def test_bold_words_elsewhere_are_not_actors(text: str) -> None:
    _, answer, _ = render(text)
    assert answer.xpath("//strong/@class") == []


# Tables, checklists, boxes


def test_a_table_scrolls_in_a_named_frame_and_its_head_names_columns() -> None:
    _, answer, _ = render("| What | Who |\n|---|---|\n| Arrest | police |\n\nAfter.\n")
    [frame] = answer.xpath("//div[@class='table-frame']")
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == ("region", "0", WORDS["table"])
    assert [child.tag for child in frame] == ["table"]
    assert frame.xpath(".//th/@scope") == ["col", "col"]
    assert words_of(answer).endswith("After.")


def test_tables_of_a_page_have_names_of_their_own() -> None:
    table = "| What |\n|---|\n| Arrest |\n"
    _, _, body = render(f"## Time limits {{ #limits }}\n\n{table}\n{table}\n### Who {{ #who }}\n\n{table}")
    names = body.xpath("//div[@class='table-frame']/@aria-label")
    title = f"{WORDS['table']}: Time limits"
    assert names == [title, f"{title} (2)", f"{WORDS['table']}: Who"]


def test_text_after_a_table_stays_outside_its_frame() -> None:
    root = tree.parse("<table><tr><td>x</td></tr></table>after")
    structure.frame_tables(root, WORDS)
    assert tree.serialize(root).endswith("</table></div>after")


def test_a_checklist_has_boxes_for_the_pen_and_no_fields() -> None:
    _, answer, _ = render("- [ ] Ask the *parents* first\n- [ ] Ask\n    - [ ] mother\n    - father\n")
    assert answer.xpath("//input | //label") == []
    boxes = answer.xpath("//li/span[@class='box'][not(node())]")
    assert [words_of(box.getparent()) for box in boxes] == ["Ask the parents first", "Ask mother father", "mother"]


def test_a_checklist_item_of_several_paragraphs_has_its_box_in_the_first() -> None:
    _, answer, _ = render("- [ ] Ask\n\n    Because.\n")
    assert [words_of(box.getparent()) for box in answer.xpath("//li/p/span[@class='box']")] == ["Ask"]
    assert words_of(answer) == "Ask Because."


def test_citations_in_a_checklist_item_become_notes() -> None:
    _, answer, _ = render("- [ ] Ask [@crc, art. 3] first\n")
    assert answer.xpath("//li/sup[@class='cite']/a/@href") == ["#fn-1"]


def test_a_box_is_a_note_named_by_its_title() -> None:
    _, answer, _ = render('!!! gap "What we could not read"\n    The annex.\n\n!!! differ "Two readings"\n    Both.\n')
    boxes = answer.xpath("//div[contains(@class, 'admonition')]")
    titles = [answer.xpath(f"//*[@id='{box.get('aria-labelledby')}']")[0] for box in boxes]
    assert [box.get("role") for box in boxes] == ["note", "note"]
    assert [words_of(title) for title in titles] == ["What we could not read", "Two readings"]


def test_a_box_without_a_title_is_a_note_without_a_name() -> None:
    _, answer, _ = render('!!! gap ""\n    The annex.\n')
    [box] = answer.xpath("//div[contains(@class, 'admonition')]")
    assert (box.get("role"), box.get("aria-labelledby")) == ("note", None)


# Notes


def test_a_citation_becomes_a_number_right_after_its_claim() -> None:
    _, answer, body = render("A claim [@crc, art. 37(b)]. More.\n")
    markup = tree.serialize(answer)
    assert 'A claim<sup class="cite"><a href="#fn-1" role="doc-noteref" id="fnref-1">1</a></sup>. More.' in markup
    [item] = body.xpath("//section[@class='notes']//li")
    assert (item.get("id"), item.get("data-source")) == ("fn-1", "crc")
    assert item.xpath("./a[@class='back']/@href") == ["#fnref-1"]


def test_notes_are_numbered_in_order_of_first_use_and_used_again() -> None:
    _, answer, body = render("A [@crc, art. 3]. B [@crc, art. 4; @uu-11-2012, art. 5]. C [@crc, art. 3].\n")
    assert [words_of(mark) for mark in answer.xpath("//sup")] == ["1", "2, 3", "1"]
    assert answer.xpath("//sup/a/@id") == ["fnref-1", "fnref-2", "fnref-3"]
    assert body.xpath("//li/@data-source") == ["crc", "crc", "uu-11-2012"]


def test_ways_of_writing_the_same_pinpoint_share_a_note() -> None:
    _, answer, _ = render("A [@uu-11-2012, arts. 33-35]. B [@uu-11-2012,\narts. 33–35].\n")
    assert [words_of(mark) for mark in answer.xpath("//sup")] == ["1", "1"]


def test_text_around_citations_is_kept() -> None:
    _, answer, _ = render("One [@crc, art. 3] two *three* [@crc, art. 4], four [@crc, art. 5][@crc, art. 6] five.\n")
    for mark in answer.xpath("//sup"):
        mark.drop_tree()
    assert words_of(answer) == "One two three, four five."


@pytest.mark.parametrize(
    "text", ["`[@crc, art. 3]`\n", "```\n[@crc, art. 3]\n```\n", "[see @crc]\n", "[a [@crc]](x.md)\n"]
)
def test_code_and_links_hold_no_citations(text: str) -> None:
    article, answer, _ = render(text)
    assert answer.xpath("//sup") == []
    assert article.body == ""
    assert article.evidence == {}


def test_a_bracket_that_cannot_be_read_is_left_as_typed() -> None:
    root = tree.parse("<p>A [@crc, Pasal 3] and [@crc, art. 4].</p>")
    notes = number_citations(root)
    assert words_of(root) == "A [@crc, Pasal 3] and1."
    assert len(list(notes)) == 1


@pytest.mark.parametrize(
    ("locale", "pinpoint", "title", "date", "read"),
    [
        (
            "en",
            "article 32(2)",
            "Sistem Peradilan Pidana Anak [Law No. 11 of 2012 on the Juvenile Criminal Justice System]",
            "30 July 2012",
            "text",
        ),
        ("id", "Pasal 32 ayat (2)", "Sistem Peradilan Pidana Anak,", "30 Juli 2012", "teks"),
    ],
)
def test_a_note_gives_the_source_in_full_in_the_readers_language(locale, pinpoint, title, date, read) -> None:
    _, _, body = render("A [@uu-11-2012, art. 32(2)].\n", locale)
    source = load_registers().sources["uu-11-2012"]
    [item] = body.xpath("//li")
    text = words_of(item)
    assert text.startswith(f"{source.short[locale]}, {pinpoint}. {source.title}")
    assert title in text
    assert f", {source.body[locale]}, {date}, {source.symbol}" in text
    assert item.xpath("./a[1]/@href") == ["/reference/sources/#uu-11-2012"]
    assert item.xpath("./a[@class='out']/@href") == [source.url]
    assert words_of(item.xpath("./a[@class='out']")[0]) == read
    assert item.xpath("./cite/@lang") == (["id"] if locale == "en" else [])


def test_a_second_note_on_a_source_points_back_to_the_first() -> None:
    _, _, body = render("A [@crc, art. 3]. B [@uu-11-2012, art. 1]. C [@crc, art. 4].\n")
    first, _, third = body.xpath("//li")
    assert third.xpath("./a[@href='#fn-1']/text()") == [WORDS["see_note"].format(number=1)]
    assert third.xpath("./cite") == []
    assert first.xpath("./cite")
    assert words_of(third).startswith(f"{load_registers().sources['crc'].short.en}, article 4. See note 1.")


def source(**changes) -> Source:
    facts = {
        "kind": "report",
        "title": "Laporan",
        "language": "id",
        "translation": {"en": "Report"},
        "short": {"en": "S", "id": "S"},
        "body": {"en": "A body", "id": "Sebuah lembaga"},
        "languages": ["id"],
        "seen": "excerpt",
    }
    return Source.model_validate(facts | changes)


def setting(locale: str) -> Setting:
    return Setting("about/index", locale, load_registers(), lambda page, key: f"/{page}/#{key}")


@pytest.mark.parametrize(
    ("entry", "locale", "shown"),
    [
        (source(), "en", "Laporan [Report], A body."),
        (source(), "id", "Laporan, Sebuah lembaga."),
        (source(translation={}), "en", "Laporan, A body."),
        (source(date="2019-01", symbol="A/1"), "en", "Laporan [Report], A body, January 2019, A/1."),
        (source(date_note={"en": "undated", "id": "tanpa tanggal"}), "id", "Laporan, Sebuah lembaga, tanpa tanggal."),
        (source(url="https://example.org/"), "en", "Laporan [Report], A body. text."),
    ],
)
def test_a_source_says_what_is_known_of_it_and_nothing_else(entry: Source, locale: str, shown: str) -> None:
    assert words_of(tree.element("p", *full_source(entry, setting(locale)))) == shown


def test_an_address_outside_does_not_tell_where_the_reader_came_from() -> None:
    node = tree.element("p", *full_source(source(url="https://example.org/"), setting("en")))
    assert node.find("a").get("rel") == "noreferrer"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("level", ["full", "excerpt", "reported"])
def test_every_note_says_in_words_how_much_of_the_source_was_read(level: str, locale: str) -> None:
    mark = evidence(source(seen=level), setting(locale))
    assert mark.text == load_registers().vocabulary.seen[level][locale]
    assert mark.get("class") == f"evidence evidence--{level}"


def test_the_page_counts_its_notes_by_evidence_level() -> None:
    sources = {f"s{number}": source(seen=seen) for number, seen in enumerate(["full", "full", "reported"])}
    registers = dataclasses.replace(load_registers(), sources=sources)
    article, _, body = render("A [@s0; @s1, p. 1; @s1, p. 2] [@s0; @s2].\n", registers=registers)
    assert article.evidence == {"full": 3, "reported": 1}
    assert len(body.xpath("//li//span[contains(@class, 'evidence--reported')]")) == 1


def test_the_notes_stand_last_under_a_heading_of_their_own_and_are_not_searched() -> None:
    _, _, body = render("A [@crc, art. 3].\n\n## One { #one }\n\nDiversion.\n")
    notes = body[-1]
    assert notes.get("class") == "notes"
    assert notes.get("data-search-ignore") == ""
    heading = notes.find("h2")
    assert heading.get("id") == notes.get("data-section")
    assert words_of(heading) == WORDS["notes"]


def test_a_page_without_citations_has_no_notes() -> None:
    article, _, _ = render("A.\n")
    assert article.body == ""


# Terms on a page


def test_the_meanings_of_the_terms_used_go_with_the_page_hidden() -> None:
    _, answer, body = render("Diversion, diversion.\n")
    assert answer.xpath("//a[@class='term']/@href") == ["/reference/glossary/#diversion"]
    [cards] = body.xpath("//div[@class='definitions']")
    assert cards.get("hidden") is not None
    assert cards.get("data-search-ignore") is not None
    own = load_registers().terms["diversion"].en
    assert [words_of(card) for card in cards] == [f"{own.term}: {' '.join(own.definition.split())}"]


def test_terms_in_notes_are_not_linked() -> None:
    _, _, body = render("A [@crc, art. 3].\n\n## One { #one }\n\nNothing.\n")
    assert body.xpath("//section[@class='notes']//a[@class='term']") == []


@pytest.mark.parametrize("stem", ["reference/glossary", "reference/sources", "reference/sources-web"])
def test_the_pages_of_the_registers_do_not_link_each_word_to_themselves(stem: str) -> None:
    _, answer, body = render("Diversion.\n", stem=stem)
    assert answer.xpath("//a[@class='term']") == []
    assert body.xpath("//div[@class='definitions']") == []


# Registers on a page


def test_the_glossary_block_holds_every_term_in_the_order_of_the_alphabet() -> None:
    registers = load_registers()
    for locale in LOCALES:
        article, answer, _ = render("Intro.\n\n::: glossary\n", locale, "reference/glossary")
        assert article.identifiers == registers.terms.keys()
        ids = answer.xpath("//h3/@id")
        assert sorted(ids) == sorted(registers.terms)
        names = [registers.terms[key].words(locale).term.casefold() for key in ids]
        assert names == sorted(names)


def test_each_letter_of_the_row_leads_to_its_first_term() -> None:
    _, answer, _ = render("::: glossary\n", stem="reference/glossary")
    targets = [link.removeprefix("#") for link in answer.xpath("//nav[@class='letters']/a/@href")]
    assert targets == answer.xpath("//p[@class='letter']/@id")
    assert len(targets) == len(set(targets)) > 10


def test_a_term_shows_its_meaning_its_twin_and_where_it_comes_from() -> None:
    _, answer, _ = render("::: glossary\n", stem="reference/glossary")
    registers = load_registers()
    term = registers.terms["diversion"]
    [entry] = answer.xpath("//section[@data-section='diversion']")
    assert words_of(entry.find("p")) == " ".join(term.en.definition.split())
    facts = dict(zip(map(words_of, entry.findall("dl/dt")), entry.findall("dl/dd"), strict=True))
    twin = facts[WORDS["language_id"]].find("span")
    assert (twin.text, twin.get("lang")) == (term.id.term, "id")
    assert WORDS["term_source"] in facts
    assert WORDS["language_en"] not in facts


def with_term(**changes) -> Registers:
    words = {"term": "word", "definition": "A meaning."}
    entry = {"en": words, "id": words, "source": "Our own words", "fact": "G-000"} | changes
    real = load_registers()
    return dataclasses.replace(real, terms={"word": type(real.terms["diversion"]).model_validate(entry)})


REMARK = {"en": "Remark", "id": "Catatan"}


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "Our own words"),
        ({"citations": ["@crc, art. 3"]}, "Convention on the Rights of the Child (CRC), article 3 full text read"),
        ({"remark": REMARK}, "Remark"),
        (
            {"citations": ["@crc, art. 3", "@uu-11-2012, art. 1 no. 7"], "remark": REMARK},
            "Convention on the Rights of the Child (CRC), article 3 full text read; "
            "Law 11/2012, article 1 number 7 full text read. Remark",
        ),
    ],
)
def test_a_term_names_its_sources_with_evidence_or_our_words(changes: dict, shown: str) -> None:
    _, answer, _ = render("::: glossary\n", stem="reference/glossary", registers=with_term(**changes))
    label = next(node for node in answer.iter("dt") if node.text == WORDS["term_source"])
    assert words_of(label.getnext()) == shown


def test_words_to_avoid_are_struck_out_with_their_reason() -> None:
    words = {"term": "word", "definition": "A meaning.", "aliases": ["x", "y"], "abbreviation": "W"}
    registers = with_term(en=words | {"avoid": [{"word": "bad", "why": "It hurts."}]})
    _, answer, _ = render("::: glossary\n", stem="reference/glossary", registers=registers)
    assert words_of(answer.find(".//h3")) == "word (W)"
    facts = dict(zip(map(words_of, answer.xpath("//dt")), map(words_of, answer.xpath("//dd")), strict=True))
    assert facts[WORDS["also_called"]] == "x; y"
    assert facts[WORDS["we_avoid"]] == "bad: It hurts."
    assert answer.xpath("//s/text()") == ["bad"]


def test_the_sources_block_holds_the_kinds_asked_for_and_counts_them() -> None:
    registers = load_registers()
    article, answer, _ = render("::: sources treaty court\n", stem="reference/sources")
    expected = {key for key, entry in registers.sources.items() if entry.kind in ("treaty", "court")}
    assert set(answer.xpath("//h4/@id")) == expected
    assert expected <= article.identifiers
    treaties = sum(entry.kind == "treaty" for entry in registers.sources.values())
    assert words_of(answer.xpath("//h3")[0]) == f"Treaty ({treaties})"


def test_the_sources_block_without_kinds_holds_every_source_once() -> None:
    _, answer, _ = render("::: sources\n", stem="reference/sources")
    assert sorted(answer.xpath("//h4/@id")) == sorted(load_registers().sources)


def test_sources_are_listed_by_their_short_name_in_the_readers_language() -> None:
    for locale in LOCALES:
        _, answer, _ = render("::: sources law\n", locale, "reference/sources")
        names = [words_of(heading).casefold() for heading in answer.xpath("//h4")]
        assert names == sorted(names)


def test_an_entry_says_how_much_of_the_source_was_read_and_what() -> None:
    entry = source(seen_note={"en": "pages 1–4", "id": "halaman 1–4"})
    registers = dataclasses.replace(load_registers(), sources={"x": entry})
    _, answer, _ = render("::: sources report\n", stem="reference/sources", registers=registers)
    assert words_of(answer.xpath("//section[@data-section='x']/p")[-1]) == "part of the text read pages 1–4"


@pytest.mark.parametrize(
    ("kind", "page"),
    [("law", "reference/sources"), ("web", "reference/sources-web"), ("press", "reference/sources-press")],
)
def test_a_source_stands_on_the_page_of_its_kind(kind: str, page: str) -> None:
    registers = dataclasses.replace(load_registers(), sources={"x": source(kind=kind)})
    _, _, body = render("A [@x, p. 1].\n", registers=registers)
    assert body.xpath("//li/a[1]/@href") == [f"/{page}/#x"]


@pytest.mark.parametrize(
    ("kind", "page"),
    [("law", "reference/sources"), ("web", "reference/sources-web"), ("press", "reference/sources-press")],
)
def test_the_page_of_a_kind_lists_it(kind: str, page: str) -> None:
    texts = {locale: (REPOSITORY / "docs" / locale / f"{page}.md").read_text("utf-8") for locale in LOCALES}
    for locale, text in texts.items():
        kinds = {word for line in text.split("\n") if line.startswith("::: sources") for word in line.split()[2:]}
        assert kind in kinds, locale


@pytest.mark.parametrize("text", ["::: glossary and *more*\n", "Not ::: glossary\n", "`::: glossary`\n"])
def test_only_a_line_of_its_own_is_a_block(text: str) -> None:
    article, _, _ = render(text)
    assert article.identifiers == set()


# The whole article


def test_an_article_has_no_id_twice() -> None:
    text = (
        "A [@crc, art. 3; @crc, art. 4].\n\n## Notes { #notes }\n\nDiversion [@crc, art. 3].\n\n"
        "!!! gap\n    Text.\n\n### Text { #text }\n\n!!! gap\n    Text.\n"
    )
    article, _, _ = render(text)
    ids = tree.parse(article.answer + article.body).xpath("//@id")
    assert len(ids) == len(set(ids)) > 6


def test_every_reference_inside_an_article_has_its_target() -> None:
    article, _, _ = render("A [@crc, art. 3].\n\n## One { #one }\n\nB [@crc, art. 4; @uu-11-2012, art. 1].\n")
    whole = tree.parse(article.answer + article.body)
    ids = set(whole.xpath("//@id"))
    assert {link.removeprefix("#") for link in whole.xpath("//a/@href") if link.startswith("#")} <= ids
    assert set(whole.xpath("//@aria-labelledby | //@data-section")) <= ids


def test_wrapping_sections_keeps_text_that_stands_outside_elements() -> None:
    root = structure.wrap_sections(tree.parse('lead<p>one</p>between<h2 id="a">A</h2>tail'), WORDS)
    assert tree.serialize(root).startswith("lead<p>one</p>between<section")
    assert tree.serialize(root).endswith("</h2>tail</section>")


# Words of the other language


def test_italics_and_quotations_in_the_other_language_say_which_it_is() -> None:
    _, answer, _ = render("The *Undang-Undang* says “anak yang terlibat”, *never* “child”, and `“anak dan”`.\n")
    assert [(node.tag, node.text_content(), node.get("lang")) for node in answer.xpath("//*[@lang]")] == [
        ("em", "Undang-Undang", "id"),
        ("span", "anak yang terlibat", "id"),
    ]
    assert "says “anak yang terlibat”, never “child”, and" in words_of(answer)


def test_a_quotation_inside_a_citation_stays_part_of_it() -> None:
    _, answer, _ = render("A claim [@unodc-jakarta-tot-2024-story, section “Suara dan anak”].\n")
    assert len(answer.xpath("//sup[@class='cite']")) == 1 and "[@" not in words_of(answer)
