"""Import: the source's own numbers, whatever file they come in; nothing of the wording on a page; all or nothing."""

import datetime
import os
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from conftest import Workshop, make_workshop
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from knowledge_base import REPOSITORY, checks
from knowledge_base.article.blocks.sources import sources_block
from knowledge_base.drafts import TO_BE_WRITTEN
from knowledge_base.editor.importing import command
from knowledge_base.editor.importing.model import Document, Provision
from knowledge_base.editor.importing.sandbox import read_document
from knowledge_base.editor.refused import RefusedError
from knowledge_base.findings import InputError
from knowledge_base.pages import read_page
from knowledge_base.registers import load_registers
from official_files import as_html, make_docx, make_pdf, paragraphs

# The official texts lie outside the repository, since no page may hold their wording.
PLACES = (os.environ.get("KB_TEXTS", ""), REPOSITORY.parent / "shared" / "texts", "/work/shared/texts")
TEXTS = next((Path(place) for place in PLACES if place and Path(place).is_dir()), None)
needs_texts = pytest.mark.skipif(TEXTS is None, reason="the official texts are not on this machine (KB_TEXTS)")
DAY = datetime.date(2026, 11, 22)


def numbers(to: int, *also: str) -> list[str]:
    """Return 1 to `to`, with articles such as 15A behind theirs."""
    return sorted([*map(str, range(1, to + 1)), *also], key=lambda one: (int(re.match(r"\d+", one)[0]), one))


# Counted by reading: the last article, those with letters, for amending laws the changes and the elucidation's list.
WHOLE = {
    "bn-bd-children-act-2013": numbers(100, "15A"), "en-crc-1989": numbers(54), "en-iccpr-1966": numbers(53),
    "en-opac-2000": numbers(13), "en-opsc-2000": numbers(17), "en-my-child-bill-1999-dr24": numbers(135),
    "en-my-pota-bill-2015-dr10": numbers(35), "en-my-sosma-bill-2012-dr15": numbers(32), "id-pp-2015-65": numbers(92),
    "id-pp-2017-43": numbers(23), "id-pp-2017-8": numbers(18), "id-pp-2018-7": numbers(49),
    "id-pp-2019-77": numbers(78), "id-pp-2022-58": numbers(40), "id-uu-2002-23": numbers(93),
    "id-uu-2003-15": numbers(2), "id-uu-2003-16": numbers(2), "id-uu-2005-12": numbers(2),
    "id-uu-2006-13": numbers(46), "id-uu-2011-16": numbers(25), "id-uu-2012-11": numbers(108),
    "id-uu-2012-9": numbers(2), "id-uu-2013-9": numbers(49), "id-uu-2016-17": numbers(2), "id-uu-2022-12": numbers(93),
    "id-uu-2022-22": numbers(99), "id-uu-2023-1": numbers(624),
}  # fmt: skip
AMENDING = {
    "id-uu-2014-31": (
        "13/2006",
        "1 5 6 7 7A 7B 8 10 10A 11 12A 16 16A 16B 16C 16D 18 23 23A 24A 24B 28 29 29A 32A 37 38 39 "
        "40 41 42A 43",
    ),
    "id-uu-2014-35": (
        "23/2002",
        "1 6 9 12 14 15 20 21 22 23 24 25 26 27 28 33 38A 39 41 41A 43 44 45 45A 45B 46 47 48 49 51 53 54 55 56 58 59 "
        "59A 60 63 64 65 66 67 67A 67B 67C 68 69 69A 69B 70 71 71A 71B 71C 71D 71E 72 73 73A 74 75 76 76A 76B 76C 76D "
        "76E 76F 76G 76H 76I 76J 77 77A 77B 80 81 82 83 86A 87 88 89 91A",
    ),
    "id-uu-2018-5": (
        "15/2003",
        "1 5 6 10A 12A 12B 13A 14 15 16A 25 28 28A 31 31A 33 34 34A 35A 35B 36 36A 36B 37 38 39 40 41 42 43 43A 43B "
        "43C 43D 43E 43F 43G 43H 43I 43J 43K 43L 46 46A 46B",
    ),
}  # fmt: skip
# Articles whose heading the transcription lost, and those whose number stands on another line than their text.
LOST = {
    "id-pp-2015-65": ["19", "32"], "id-pp-2017-8": ["15"], "id-pp-2019-77": ["66", "75"], "id-uu-2022-22": ["33"],
    "id-uu-2014-35": [
        "21", "39", "41", "44", "53", "55", "59", "67B", "69", "69B", "71", "71C", "73A", "76A", "76F", "77B", "82",
        "89",
    ],
}  # fmt: skip
# Paragraphs in transcriptions with one paragraph a line, counted by their lines, wrapped references left out.
PARAGRAPHS = {
    "en-crc-1989": 97, "en-opac-2000": 28, "en-opsc-2000": 45, "en-iccpr-1966": 115, "id-uu-2011-16": 29,
    "id-uu-2018-5": 94, "id-uu-2022-12": 179, "id-uu-2023-1": 647,
}  # fmt: skip
CHAPTERS = {
    "id-uu-2002-23": 14, "id-uu-2006-13": 7, "id-uu-2011-16": 11, "id-uu-2012-11": 14, "id-uu-2013-9": 11,
    "id-uu-2022-12": 12, "id-uu-2022-22": 11, "id-pp-2019-77": 6, "id-uu-2018-5": 4, "id-uu-2014-35": 3,
}  # fmt: skip


def text_path(name: str) -> Path:
    return next(TEXTS.glob(f"{name}.*"))


def found(document: Document) -> list[str]:
    """Return the numbers of a document's provisions, in their order."""
    return [one.number for one in document.provisions if one.unit != "preamble"]


def by_id(document: Document) -> dict[str, Provision]:
    return {one.id: one for one in document.provisions}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every official text, read once."""
    return {name: read_document(text_path(name)) for name in [*WHOLE, *AMENDING]} if TEXTS else {}


@needs_texts
@pytest.mark.parametrize("name", WHOLE)
def test_every_article_of_a_text_has_its_own_number(documents: dict[str, Document], name: str) -> None:
    assert found(documents[name]) == WHOLE[name]


@needs_texts
@pytest.mark.parametrize("name", AMENDING)
def test_an_amending_law_has_two_articles_and_quotes_those_of_another(
    documents: dict[str, Document], name: str
) -> None:
    of, amended = AMENDING[name]
    own = [one.number for one in documents[name].provisions if one.unit == "article" and not one.of]
    assert own == ["I", "II"]
    assert [(one.number, one.of) for one in documents[name].provisions if one.of] == [(n, of) for n in amended.split()]


@needs_texts
def test_deleted_articles_are_named_as_deleted(documents: dict[str, Document]) -> None:
    states = {one.number: one.state for one in documents["id-uu-2018-5"].provisions}
    assert [number for number, state in states.items() if state == "deleted"] == [
        "37",
        "38",
        "39",
        "40",
        "41",
        "42",
        "46",
    ]
    assert states["43"] == "elucidation"
    assert [p.number for p in documents["bn-bd-children-act-2013"].provisions if p.state == "deleted"] == ["94"]
    assert by_id(documents["id-uu-2014-35"])["art-63"].state == "deleted"


@needs_texts
@pytest.mark.parametrize("name", [*WHOLE, *AMENDING])
def test_an_article_whose_heading_is_lost_is_reported_as_unsure(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    assert [one.number for one in document.provisions if one.state == "inferred"] == LOST.get(name, [])
    said = " ".join(doubt.what for doubt in document.doubts)
    assert all(f"Pasal {number}: no heading found" in said for number in LOST.get(name, []))


@needs_texts
@pytest.mark.parametrize("name", PARAGRAPHS)
def test_paragraphs_are_counted_as_they_stand(documents: dict[str, Document], name: str) -> None:
    assert sum(len(one.paragraphs) for one in documents[name].provisions) == PARAGRAPHS[name]


@needs_texts
@pytest.mark.parametrize("name", CHAPTERS)
def test_chapters_are_found_with_their_titles(documents: dict[str, Document], name: str) -> None:
    chapters = [heading for heading in documents[name].headings if heading.unit == "chapter"]
    assert len(chapters) == CHAPTERS[name]
    assert all(chapter.title for chapter in chapters)


@needs_texts
def test_the_elucidation_and_the_translation_are_no_articles(documents: dict[str, Document]) -> None:
    assert "Cukup jelas" not in " ".join(one.text for one in documents["id-uu-2012-11"].provisions)
    assert "Staten die partij" not in " ".join(one.text for one in documents["en-crc-1989"].provisions)
    second = read_document(text_path("en-iccpr-1966"), which=2)
    assert (second.title, found(second)) == (
        "Optional Protocol to the International Covenant on Civil and Political Rights", numbers(14)
    )  # fmt: skip


@needs_texts
def test_a_page_of_the_press_becomes_its_headings() -> None:
    document = read_document(text_path("seed-jakarta-2024"))
    assert [heading.id for heading in document.headings] == [
        "safety-and-support", "knowledge-skills-and-sustainability", "voices-of-commitment"
    ]  # fmt: skip


@needs_texts
@pytest.mark.parametrize("columns", [1, 2])
def test_a_printed_law_gives_what_its_text_gives(documents: dict[str, Document], tmp_path: Path, columns: int) -> None:
    """With the President's letterhead, page numbers and hyphens; what stands in the margins is not read as text."""
    lines = paragraphs(text_path("id-uu-2011-16"))
    printed = read_document(make_pdf(lines, tmp_path / "law.pdf", columns=columns))
    plain = documents["id-uu-2011-16"]
    assert found(printed) == found(plain)
    assert [one.paragraphs for one in printed.provisions] == [one.paragraphs for one in plain.provisions]
    assert [one.letters for one in printed.provisions] == [one.letters for one in plain.provisions]
    assert [one.id for one in printed.headings] == [one.id for one in plain.headings]
    words = " ".join(one.text for one in printed.provisions[1:])
    assert "SK No" not in words and "- 2 -" not in words and "\u2010" not in words
    assert "Penyelenggaraan Bantuan Hukum" in words
    assert printed.provisions[-1].place.page > 4


@needs_texts
@pytest.mark.parametrize("name", ["id-uu-2018-5", "en-opac-2000"])
def test_every_format_gives_the_same_articles(documents: dict[str, Document], tmp_path: Path, name: str) -> None:
    lines, language = paragraphs(text_path(name)), name[:2]
    page = tmp_path / "law.html"
    page.write_text(as_html(lines, language), encoding="utf-8")
    files = [page, make_docx(lines, tmp_path / "law.docx"), make_pdf(lines, tmp_path / "law.pdf", language)]
    for file in files:
        document = read_document(file)
        wanted = [(one.id, one.state, one.paragraphs) for one in documents[name].provisions]
        assert [(one.id, one.state, one.paragraphs) for one in document.provisions] == wanted, file.name


RESOLUTION = """Resolution 99/1
Protection of examples
The General Assembly,
Recalling its resolution 98/1 of 1 December 2043,
Noting with concern that examples are seldom protected,
1. Calls upon Member States to protect examples:
(a) By law;
(b) In practice;
2. Requests the Secretary-General to report;
3. Decides to remain seized of the matter.
Annex
Guiding principles on examples
I. Scope
1. These principles apply to examples.
2. They bind nobody.
II. Means
3. Means are for each State to choose.
4. The State concerned reports.
"""
RULES = """Standard Minimum Rules for Examples
PART ONE
General principles
1. Fundamental perspectives
1.1 Member States shall seek to further examples.
1.2 Member States shall endeavour to develop conditions.
2. Scope of the Rules
2.1 The following Rules shall be applied impartially.
3. Extension of the Rules
3.1 The relevant provisions shall be applied to others.
"""
STATUTE = """UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 99 TAHUN 2031
TENTANG
CONTOH NASKAH
DENGAN RAHMAT TUHAN YANG MAHA ESA
Menimbang:
a. bahwa contoh diperlukan sebagaimana dimaksud dalam Pasal 3 Undang-Undang lain;
Mengingat: Pasal 20 Undang-Undang Dasar;
MEMUTUSKAN:
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Undang-Undang ini contoh adalah contoh sebagaimana dimaksud dalam
Pasal 2 ayat (1). Pasal 2 (1) Contoh wajib singkat. (21 Contoh sebagaimana dimaksud pada ayat (1):
a. benar; dan
b. jelas. Pasal 3 . . .
PRESIDEN REPUBLIK INDONESIA
Pasal 3
Contoh berlaku.
BAB II
KETENTUAN LAIN
Pasa1 4
Contoh sebagaimana dimaksud dalam Pasal 1 dan Pasal 3 dapat diubah.
Contoh yang berubah tetap contoh.
Pasal 6
(1) Contoh dicatat.
(2) Catatan sebagaimana dimaksud pada ayat (3) disimpan.
Pasal 6A
Undang-Undang ini mulai berlaku pada tanggal diundangkan.
Disahkan di Jakarta
PENJELASAN ATAS UNDANG-UNDANG REPUBLIK INDONESIA
Pasal 1
Cukup jelas.
Pasal 5
Cukup jelas.
Pasal 7
Cukup jelas.
"""


def written(folder: Path, text: str, name: str = "text.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_headings_are_told_from_references_and_catchwords(tmp_path: Path) -> None:
    """Headings in running text, at the foot of a page, misread, or lost; references that begin a line."""
    document = read_document(written(tmp_path, STATUTE))
    assert found(document) == ["1", "2", "3", "4", "5", "6", "6A", "7"]
    own = by_id(document)
    assert own["art-2"].paragraphs == ("1", "2") and own["art-2"].letters == 2
    assert own["art-3"].text == "Contoh berlaku."
    assert [one.number for one in document.provisions if one.state == "inferred"] == ["5", "7"]
    assert any("Pasal 6: its text names ayat (3), but 2 were found" in doubt.what for doubt in document.doubts)
    assert [heading.title for heading in document.headings] == ["KETENTUAN UMUM", "KETENTUAN LAIN"]
    assert document.facts == {"type": "uu", "number": "99", "year": "2031", "about": "CONTOH NASKAH"}


def test_a_resolution_has_its_preamble_paragraphs_letters_and_annex(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, RESOLUTION))
    ids = [one.id for one in document.provisions]
    assert ids == ["preamble", "para-1", "para-2", "para-3", *(f"annex-para-{number}" for number in range(1, 5))]
    assert by_id(document)["para-1"].letters == 2
    assert [heading.unit for heading in document.headings] == ["annex", "section", "section"]


def test_rules_have_their_own_numbers_and_sub_rules(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, RULES))
    assert [(one.id, one.paragraphs, one.title) for one in document.provisions] == [
        ("rule-1", ("1", "2"), "Fundamental perspectives"),
        ("rule-2", ("1",), "Scope of the Rules"),
        ("rule-3", ("1",), "Extension of the Rules"),
    ]


def test_a_section_with_a_letter_keeps_it(tmp_path: Path) -> None:
    text = "Republic Act No. 9999\n" + "".join(
        f"SEC. {number}. Title of this part. – The State shall do what number {number} says.\n\n"
        for number in ("1", "2", "2-A", "3")
    )
    assert [one.id for one in read_document(written(tmp_path, text)).provisions] == [
        "sec-1",
        "sec-2",
        "sec-2a",
        "sec-3",
    ]


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    """“Pasal 5” and “(2)” may stand in no paragraph's text, only in the definition of the list."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate([("decimal", "Pasal %1"), ("decimal", "(%2)"), ("lowerLetter", "%3.")])
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_paragraph("UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 9 TAHUN 2031 TENTANG CONTOH")
    for depth, text in [
        (0, ""),
        (1, "Satu."),
        (1, "Dua:"),
        (2, "benar; dan"),
        (2, "jelas."),
        (0, ""),
        (1, "Tiga."),
        (0, ""),
    ]:
        paragraph = document.add_paragraph(text)
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))
    document.save(str(tmp_path / "law.docx"))
    read = read_document(tmp_path / "law.docx")
    assert [(one.number, one.paragraphs, one.letters) for one in read.provisions] == [
        ("1", ("1", "2"), 2), ("2", ("1",), 0), ("3", (), 0)
    ]  # fmt: skip


def test_numbers_that_the_browser_counts_are_read(tmp_path: Path) -> None:
    letters = "<ol type=a><li>By law;</li><li>In practice;</li></ol>"
    items = f"<li>Calls upon States:{letters}</li><li>Requests a report.</li><li>Decides to go on.</li>"
    page = written(tmp_path, f"<html><p>The General Assembly,</p><ol>{items}</ol></html>", "resolution.html")
    ids = [(one.id, one.letters) for one in read_document(page).provisions]
    assert ids == [("para-1", 2), ("para-2", 0), ("para-3", 0)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A copy of the repository; each test imports texts of its own."""
    return make_workshop(tmp_path_factory.mktemp("import") / "copy")


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of the repository's text, for comparing before with after."""
    folders = [root / "docs" / "data", root / "docs" / "en" / "law", root / "docs" / "id" / "law", root / "imports"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in [*files, root / "mkdocs.yml"]}


def test_an_import_writes_drafts_a_source_and_the_wording_apart(copy: Workshop, tmp_path: Path) -> None:
    path = written(tmp_path, STATUTE, "uu-99.txt")
    report = command.run(path, command.Options(DAY), copy.root)
    assert "8 articles (1 to 7), 4 paragraphs, 2 letters. 2 without a heading in the file." in report
    registers = load_registers(copy.root)
    source = registers.sources["uu-99-2031"]
    assert source.title == "Undang-Undang Nomor 99 Tahun 2031 tentang Contoh Naskah"
    assert source.seen_note == TO_BE_WRITTEN_PAIR
    stem = "law/indonesia/uu-99-2031"
    pages = {loc: read_page(copy.root / f"docs/{loc}/{stem}.md", loc, stem, copy.root) for loc in ("en", "id")}
    assert all(page.is_draft for page in pages.values())
    headings = {loc: [(one.id, one.title) for one in page.sections if one.is_provision] for loc, page in pages.items()}
    assert headings["en"][2] == ("art-2", "Article 2: [to be written]")
    assert headings["id"][2] == ("art-2", "Pasal 2: [belum ditulis]")
    assert [one for one, _ in headings["en"]] == [one for one, _ in headings["id"]]
    assert "- [to be written] [@uu-99-2031, art. 2(2)]." in pages["en"].body
    assert [one.title for one in pages["id"].sections if one.id == "chapter-1"] == ["Bab I: Ketentuan Umum"]
    assert [one.title for one in pages["en"].sections if one.id == "chapter-1"] == ["Chapter I: [to be written]"]
    for page in pages.values():
        assert "Contoh wajib singkat" not in page.body
    working = (copy.root / f"imports/{stem.rpartition('/')[2]}.txt").read_text("utf-8")
    assert "=== art-2 · article 2 (line 14) ===\n(1) Contoh wajib singkat." in working


def test_readers_see_nothing_of_a_source_that_is_not_complete(copy: Workshop, tmp_path: Path) -> None:
    path = written(tmp_path, STATUTE.replace("NOMOR 99", "NOMOR 95"))
    command.run(path, command.Options(DAY), copy.root)
    page = "docs/en/law/opac.md"
    whole = (copy.root / page).read_text("utf-8")
    copy.append(page, "\nThat law says the same [@uu-95-2031, art. 1].\n")
    said = [str(finding) for finding in checks.check_all(copy.root)]
    copy.write(page, whole)
    assert any("cites “uu-95-2031”, whose entry in docs/data/sources.yml is not complete" in one for one in said)
    assert not [one for one in said if "law/opac.md" not in one]  # the drafts themselves pass
    registers = load_registers(copy.root)
    listed = sources_block(SimpleNamespace(locale="en", registers=registers, words=registers.interface("en")), ["law"])
    ids = [node.get("id") for node in listed.iter("h4")]
    assert "uu-11-2012" in ids and "uu-95-2031" not in ids


TO_BE_WRITTEN_PAIR = type(load_registers().words["draft"])(**TO_BE_WRITTEN)


def test_the_working_file_is_kept_out_of_git() -> None:
    ignored = subprocess.run(["git", "check-ignore", "-q", "imports/any.txt"], cwd=REPOSITORY, check=False)
    assert ignored.returncode == 0


def test_an_import_never_writes_over_anything(copy: Workshop, tmp_path: Path) -> None:
    path = written(tmp_path, STATUTE.replace("NOMOR 99", "NOMOR 98"), "uu-98.txt")
    options = command.Options(DAY, stem="law/indonesia/uu-98-2031")
    command.run(path, options, copy.root)
    before = tree(copy.root)
    with pytest.raises(RefusedError) as refused:
        command.run(path, options, copy.root)
    said = str(refused.value)
    assert "docs/en/law/indonesia/uu-98-2031.md exists already" in said
    assert "imports/uu-98-2031.txt: exists already" in said
    assert tree(copy.root) == before


def test_a_dry_run_writes_nothing(copy: Workshop, tmp_path: Path) -> None:
    before = tree(copy.root)
    path = written(tmp_path, STATUTE.replace("NOMOR 99", "NOMOR 97"))
    assert "Nothing was written" in command.run(path, command.Options(DAY, dry_run=True), copy.root)
    assert tree(copy.root) == before


def test_what_cannot_be_written_leaves_nothing(copy: Workshop, tmp_path: Path) -> None:
    path = written(tmp_path, STATUTE.replace("NOMOR 99", "NOMOR 96"))
    before = tree(copy.root)
    for stem, reason in {"law/nowhere/Bad Name": "is no name", "crc": "law/crc.md"}.items():
        with pytest.raises((RefusedError, InputError)):
            command.run(path, command.Options(DAY, stem=stem), copy.root)
        assert tree(copy.root) == before, reason
    aside = copy.root / "imports-aside"
    if (copy.root / "imports").exists():
        (copy.root / "imports").rename(aside)
    (copy.root / "imports").write_text("a file where the folder belongs")
    with pytest.raises(RefusedError, match="imports/: cannot be made"):
        command.run(path, command.Options(DAY), copy.root)
    (copy.root / "imports").unlink()
    if aside.exists():
        aside.rename(copy.root / "imports")
    assert tree(copy.root) == before


def test_a_text_that_the_register_has_is_not_entered_twice(copy: Workshop, tmp_path: Path) -> None:
    treaty = "Convention on the Rights of the Child\n\n" + "".join(
        f"Article {number}\n\nStates shall do what number {number} says, and nothing else at all.\n\n"
        for number in range(1, 5)
    )
    path = written(tmp_path, treaty)
    with pytest.raises(RefusedError, match=r"crc: has the same title .* add --source crc"):
        command.run(path, command.Options(DAY, stem="law/crc-again"), copy.root)
    before = (copy.root / "docs/data/sources.yml").read_bytes()
    command.run(path, command.Options(DAY, stem="law/crc-again", source="crc"), copy.root)
    assert "[to be written] [@crc, art. 4]." in (copy.root / "docs/en/law/crc-again.md").read_text("utf-8")
    assert (copy.root / "docs/data/sources.yml").read_bytes() == before
