"""Each rule of the checks: what it finds, at which line, and what it lets pass. Quotations and code are exempt."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.checks import check_page, find
from knowledge_base.checks.chosen import choose
from knowledge_base.checks.rules import FILE_RULES, PAGE_RULES, RULES
from knowledge_base.findings import Finding
from knowledge_base.pages import parse_page
from knowledge_base.registers import load_registers
from knowledge_base.yamlfile import parse
from samples import FRONT_MATTER

REGISTERS = load_registers()
BODY = FRONT_MATTER.count("\n") + 1  # the line on which a body begins
LAW = FRONT_MATTER.replace("type: about", "type: law")
LONG = " ".join(["word"] * 51)
SHORT = " ".join(["word"] * 30)


def of_page(rule: str, body: str, locale: str = "en", front_matter: str = FRONT_MATTER) -> list[Finding]:
    """Return what one rule finds in a page."""
    page = parse_page(front_matter + body, f"docs/{locale}/about/x.md", locale, "about/x")
    return [finding for finding in check_page(page, REGISTERS) if finding.rule == rule]


def of_file(rule: str, text: str) -> list[Finding]:
    """Return what one rule finds in the text of a file."""
    [check] = [one for one in FILE_RULES if one.name == rule]
    return list(check("docs/data/x.yml", text, REGISTERS.safety))


# Words and sentences


@pytest.mark.parametrize(
    ("locale", "body", "line", "word"),
    [
        ("en", "Text.\n\nA child terrorist.", 3, "child terrorist"),
        ("en", "Child Terrorists are seen.", 1, "child terrorists"),
        ("en", "A child\nterrorist.", 1, "child terrorist"),
        ("en", "## The radicalised child { #a }", 1, "radicalised child"),
        ("en", "| a | ISIS returnee |\n", 1, "isis returnee"),
        ("en", "- [ ] No child soldiers", 1, "child soldiers"),
        ("en", "See [the child soldier](../law/crc.md).", 1, "child soldier"),
        ("id", "Seorang anak teroris.", 1, "anak teroris"),
        ("id", "Pengalihan perkara.", 1, "pengalihan"),
        ("id", "Resiko itu ada.", 1, "resiko"),
        ("id", "Ini adalah merupakan contoh.", 1, "adalah merupakan"),
    ],
)
def test_a_word_to_avoid_is_named_with_its_reason(locale: str, body: str, line: int, word: str) -> None:
    [finding] = of_page("terminology", body, locale)
    assert finding.line == BODY + line - 1
    assert finding.what.casefold() == f"writes “{word}”, which our texts avoid."
    assert finding.mend
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("locale", "body"),
    [
        ("en", 'The report says "child terrorist" and “child soldier”.'),
        ("en", "The report calls the child a *child terrorist*."),
        ("en", "The words `child terrorist` are refused."),
        ("en", "```\nchild terrorist\n```"),
        ("en", "> A child terrorist, they wrote."),
        ("en", "See [the list](child-terrorist.md)."),
        ("en", "A child-terrorist-free text, grandchild terrorist."),
        ("en", "Seorang anak teroris."),
        ("id", "A child terrorist."),
        ("id", 'Kata "anak teroris" dihindari.'),
        ("id", "Dialihkan, pengalihannya."),
        ("en", "Implementation Guidance for the Vancouver Principles"),
    ],
)
def test_quotations_code_titles_and_the_other_language_keep_their_words(locale: str, body: str) -> None:
    assert of_page("terminology", body, locale) == []


def test_official_titles_keep_their_words() -> None:
    titles = [source.title for source in REGISTERS.sources.values() if "child soldiers" in source.title.casefold()]
    assert titles
    assert of_page("terminology", f"A report: {titles[0]}, read in full.") == []
    assert of_page("terminology", f"A report: {titles[0]}, on child soldiers.") != []


def test_front_matter_avoids_the_same_words() -> None:
    [finding] = of_page("terminology", "", front_matter=FRONT_MATTER.replace("One sentence.", "A child terrorist."))
    assert finding.line == 3


def test_a_phrase_in_which_a_word_may_stand_is_read_past() -> None:
    word = {"word": "minor", "why": "Write child.", "but": ["minor offence"]}
    wording = REGISTERS.wording.model_validate({"en": [word], "id": []})
    registers = replace(REGISTERS, wording=wording)
    page = parse_page(FRONT_MATTER + "A minor offence.\n\nA minor.", "docs/en/about/x.md", "en", "about/x")
    found = [finding.line for finding in check_page(page, registers) if finding.rule == "terminology"]
    assert found == [BODY + 2]


@pytest.mark.parametrize(
    ("locale", "body", "what"),
    [
        ("en", f"Text {LONG}.", "has 52 words without a stop"),
        ("en", f"- Short.\n- {LONG}.", "has 51 words without a stop"),
        ("en", f"| a | {LONG} |", "has 51 words without a stop"),
        ("id", f"Teks {LONG}.", "has 52 words without a stop"),
        (
            "en",
            "The child is arrested and is questioned and is detained and is charged and then is tried by the court.",
            "has 5 passives without a stop",
        ),
        (
            "id",
            "Anak itu ditangkap, diperiksa, ditahan, didakwa, diadili, dijatuhi pidana, dan dibina di dalam lembaga.",
            "has 7 passives without a stop",
        ),
    ],
)
def test_a_sentence_that_few_can_follow_is_a_warning(locale: str, body: str, what: str) -> None:
    [finding] = of_page("readability", body, locale)
    assert finding.what.startswith(what)
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("locale", "body"),
    [
        ("en", f"{SHORT}. Then {SHORT}."),
        ("en", f"{SHORT}: {SHORT}; {SHORT}."),
        ("en", f"- {SHORT}\n- {SHORT}"),
        ("en", f'{SHORT} "{LONG}".'),
        ("en", f"{SHORT} [@crc, art. 3; @crc, art. 37(b); @uu-11-2012, art. 1 no. 3] {SHORT[:60]}."),
        ("en", f"```\n{LONG}\n```"),
        ("en", f"{SHORT}, art. 3 no. 7. {SHORT.capitalize()}."),
        ("en", "The child is heard, is believed, is helped and is sent home before the day ends, with a parent."),
        ("id", "Di dalam dialog itu dimensi digital dan disiplin dibahas di antara disabilitas dan diskriminasi anak."),
    ],
)
def test_short_sentences_lists_and_citations_read_well(locale: str, body: str) -> None:
    assert of_page("readability", body, locale) == []


# Claims

CITED = "It is so [@crc, art. 3]."


@pytest.mark.parametrize(
    ("locale", "body", "line"),
    [
        ("en", "The judge must release the child.", 1),
        ("en", f"{CITED}\n\nThe judge **must not** wait.", 3),
        ("en", "The law took effect on 3 May 2012.", 1),
        ("en", f"## A {{ #a }}\n\nThe judge must decide.\n\n## B {{ #b }}\n\n{CITED}", 3),
        ("en", f"{CITED}\n\nAnother sentence.\n\n- The officer must wait.\n- Nothing.", 5),
        ("id", "Hakim wajib mengeluarkan anak.", 1),
        ("id", "Undang-undang berlaku sejak 3 Mei 2012.", 1),
    ],
)
def test_a_duty_or_number_without_a_source_is_a_warning(locale: str, body: str, line: int) -> None:
    [finding] = of_page("claims", body, locale, LAW)
    assert (finding.line, finding.severity) == (BODY + line - 1, "warning")


@pytest.mark.parametrize(
    ("locale", "body"),
    [
        ("en", "The judge must release the child [@crc, art. 37(b)]."),
        ("en", f"The judge must do three things:\n\n- {CITED}\n- It follows."),
        ("en", f"{CITED}\n\n- The judge must wait.\n- The officer must not."),
        ("en", f"- The judge must wait.\n\n{CITED}"),
        ("en", "The judge must wait (our reading)."),
        ("en", "Advice, not law: the officer should wait 2 hours."),
        ("en", "See [what the law says on the 24 hours](crc.md#art-37)."),
        ("en", "Three things follow."),
        ("en", '!!! gap "What we could not read"\n\n    - Articles 3 to 9.'),
        ("en", "Paragraphs 1 to 3 were read."),
        ("id", "Hakim wajib menunggu (pembacaan kami)."),
        ("en", "::: limits arrest"),
    ],
)
def test_what_is_covered_ours_or_no_claim_needs_no_source(locale: str, body: str) -> None:
    assert of_page("claims", body, locale, LAW) == []


def test_only_pages_on_law_instruments_and_protocols_must_cite_each_claim() -> None:
    body = "The judge must release the child."
    for kind, found in (("law", 1), ("instrument", 1), ("about", 0), ("guidance", 0), ("reference", 0)):
        assert len(of_page("claims", body, front_matter=LAW.replace("type: law", f"type: {kind}"))) == found


# Citations


@pytest.mark.parametrize(
    "body", ["See [the text [@crc, art. 3]](crc.md).", "See [@crc, art. 3](crc.md).", "[@crc, art. 3][x]"]
)
def test_a_citation_in_the_text_of_a_link_is_refused(body: str) -> None:
    found = [finding.what for finding in of_page("citations", body)]
    assert "has a citation in the text of a link, where no note is made of it." in found


@pytest.mark.parametrize(
    "body", ["See [the text](crc.md) [@crc, art. 3].", "[@crc, art. 3] [x](y.md)", "[@crc, art. 3][@crc, art. 4]"]
)
def test_a_citation_beside_a_link_passes(body: str) -> None:
    assert of_page("citations", body) == []


# Personal data


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("NIK 3174051501101234", "a number of 16 digits"),
        ("3174-0555-0110-1234", "a number of 16 digits"),
        ("nik: '3174 0515 0110 1234'", "a number of 16 digits"),
        ("call 0812-3456-7890", "a telephone number"),
        ("call 081234567890", "a telephone number"),
        ("call +62 812 3456 7890", "a telephone number"),
        ("call +44 20 7946 0958.", "a telephone number"),
        ("call (021) 3456789", "a telephone number"),
        ("call 021-3456789", "a telephone number"),
        ("write to budi@contoh.id", "an e-mail address"),
        ("[x](mailto:budi.s@mail.contoh.id)", "an e-mail address"),
        ("Jalan Merdeka Barat No. 15", "a street address"),
        ("Jl. Kenanga Nomor 3", "a street address"),
        ("RT 03/RW 05", "a street address"),
        ("12 Baker Street", "a street address"),
        ("at -6.2088, 106.8456", "coordinates"),
        ("6°12'30\"", "coordinates"),
        ("geo:-6.2,106.8", "coordinates"),
        ("anak AB (15)", "a person with an age"),
        ("Anak R (9 tahun) dibawa", "a person with an age"),
        ("the boy, Rahmat Hidayat, 15, said", "a person with an age"),
        ("Korban Siti (14)", "a person with an age"),
        ("Budi Santoso (16 tahun)", "a person with an age"),
        ("seorang anak berinisial RF", "somebody's initials"),
        ("a child with the initials A.B.", "somebody's initials"),
        ("anak bernama Budi", "a child or person by name"),
        ("a girl named Siti Aminah", "a child or person by name"),
    ],
)
def test_what_leads_to_a_person_is_refused_wherever_it_stands_and_not_repeated(text: str, called: str) -> None:
    [finding] = of_file("privacy", f"a: b\n# {text}\nc: d\n")
    assert finding.line == 2
    assert finding.what.startswith(f"has {called}")
    shown = finding.what.rpartition("(")[2].removesuffix("…).")
    assert len(shown) <= len(text) / 2
    assert finding.severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/news/1718081496123456/a?x=081234567890",
        "resolutions 1612 1882 1998 2143",
        "ISBN 9789210043472",
        "hotline 129, 110 and 119",
        "Law 11/2012, article 32(2), paragraphs 10-12",
        "S/RES/2427 (2018), 0.5 per cent, 3 x 24",
        "editors@example.org and a@b.invalid",
        "[@crc, art. 3; @uu-11-2012, art. 32(2)]",
        "Peta Jalan Pelindungan Anak di Ranah Dalam Jaringan",
        "rule 17.1, rule 26.3, version 2.0.1",
        "children aged 14 (and 15)",
        "Article 14 (15), Rule 5 (12), Security Council (15 members)",
        "OPAC dan KHA, batas umur tentara anak ICC, 15 atau 18 tahun",
        "The child (12 or older) and the victim (14 years)",
        "initials only and no picture; inisial tanpa gambar",
        "a child called to testify, named in the report",
        "anak yang disebut dalam Pasal 32",
    ],
)
def test_numbers_of_laws_and_plain_words_are_no_persons(text: str) -> None:
    assert of_file("privacy", f"{text}\n") == []


def test_a_public_contact_passes_once_it_is_declared() -> None:
    safety = REGISTERS.safety.model_copy(update={"public": {"info@kpai.go.id": "The commission's public address."}})
    [check] = [rule for rule in FILE_RULES if rule.name == "privacy"]
    assert list(check("x", "Write to info@kpai.go.id.", safety)) == []
    assert len(list(check("x", "Write to info@kpai.go.id or ani@kpai.go.id.", safety))) == 1


# Addresses and characters


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("https://example.org/a?utm_source=x", "“utm_source=”"),
        ("https://example.org/?id=3&fbclid=abc", "“fbclid=”"),
        ("https://bit.ly/abc", "bit.ly"),
        ("https://www.google-analytics.com/collect", "google-analytics.com"),
        ("HTTPS://S.ID/abc", "s.id"),
        ("https://[broken/", "cannot be read"),
    ],
)
def test_an_address_that_records_its_readers_is_refused(address: str, what: str) -> None:
    [finding] = of_file("trackers", f"a\nurl: {address}\n")
    assert (finding.line, what in finding.what) == (2, True)


@pytest.mark.parametrize("address", ["https://example.org/a?id=3&lang=id", "https://habit.ly/", "https://kids.id/x"])
def test_plain_addresses_pass(address: str) -> None:
    assert of_file("trackers", address) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a\u202eb", "U+202E (right-to-left override)"),
        ("a\u2066b", "U+2066"),
        ("a\u200bb", "U+200B (zero width space)"),
        ("a\u00adb", "U+00AD (soft hyphen)"),
        ("a\ufeffb", "U+FEFF"),
        ("a\x07b", "U+0007"),
        ("a\U000e0041b", "U+E0041"),
        ("a\u200db", "U+200D"),
        ("p\u0430sal", "mixes alphabets in one word (p\u0430s)"),
    ],
)
def test_a_character_that_cannot_be_seen_is_named_where_it_stands(text: str, what: str) -> None:
    [finding] = of_file("unseen-characters", f"first\nsome words {text}\n")
    assert (finding.line, what in finding.what) == (2, True)


@pytest.mark.parametrize("text", ["tab\there", "“é – … × −", "শিশু আইন ২০১৩", "ক্\u200dষ", "α and β"])
def test_other_languages_and_typography_pass(text: str) -> None:
    assert of_file("unseen-characters", text) == []


# Registers


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a:\n  en: <b>bold</b>\n", 2, "has raw HTML (<b>bold</b>…)."),
        ("a:\n  - x\n  - see JavaScript:alert(1)\n", 3, "has an address that begins with “JavaScript:”."),
        ("a: data:text/html,x\n", 1, "has an address that begins with “data:”."),
    ],
)
def test_a_register_holds_text_and_no_markup(text: str, line: int, what: str) -> None:
    [rule] = [rule for rule in RULES if rule.name == "register-markup"]
    [finding] = rule("x", parse(text, "docs/data/x.yml"), REGISTERS)
    assert (finding.line, finding.what) == (line, what)


def test_plain_words_in_registers_pass() -> None:
    [rule] = [rule for rule in RULES if rule.name == "register-markup"]
    document = parse('a: "12 < 14: the data:they say; JavaScript: off"\nb: "https://example.org"\n', "docs/data/x.yml")
    assert list(rule("x", document, REGISTERS)) == []


def test_what_a_register_says_avoids_the_same_words() -> None:
    [rule] = [rule for rule in RULES if rule.name == "terminology" and rule not in PAGE_RULES]
    document = parse("- what: {en: A child terrorist., id: Seorang anak.}\n  title: child terrorist\n", "x")
    assert [finding.line for finding in rule("timeline", document, REGISTERS)] == [1]
    assert list(rule("glossary", document, REGISTERS)) == []


# Several pages


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A text with our registers, their places left out, and two pages in both languages."""
    shutil.copytree(REPOSITORY / "docs" / "data", tmp_path / "docs" / "data", ignore=shutil.ignore_patterns("frozen"))
    for name in ("versions", "translations"):
        (tmp_path / f"docs/data/{name}.yml").write_text("{}\n", "utf-8")
    for locale in ("en", "id"):
        for stem in ("about/a", "law/b"):
            write(tmp_path, f"docs/{locale}/{stem}.md", "Text.\n\n## Part { #part }\n\nText.\n")
    return tmp_path


def write(root: Path, name: str, body: str, front_matter: str = FRONT_MATTER) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front_matter + body, "utf-8")


def of_text(root: Path, rule: str, **options) -> list[tuple[str, int, str]]:
    found = find(root, **options)
    return [(finding.path, finding.line, finding.what) for finding in found if finding.rule == rule]


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("gone.md", "links to “gone.md”, and docs/en/about/gone.md does not exist."),
        ("../law/b.md#gone", "links to “../law/b.md#gone”, but docs/en/law/b.md has no section “gone”."),
        ("#gone", "links to “#gone”, but docs/en/about/a.md has no section “gone”."),
        ("/law/b/", "links to “/law/b/”, an address from the root."),
        ("../../../README.md", "links to “../../../README.md”, outside the text."),
        ("../law/b", "links to “../law/b”, and docs/en/law/b does not exist."),
        ("../../id/law/b.md", "links to “../../id/law/b.md”, and docs/id/law/b.md does not exist."),
    ],
)
def test_a_link_that_leads_nowhere_is_named(root: Path, link: str, what: str) -> None:
    write(root, "docs/en/about/a.md", f"See [it]({link}).\n\n## Part {{ #part }}\n")
    assert of_text(root, "links") == [("docs/en/about/a.md", BODY, what)]


def test_a_link_to_a_page_of_the_other_language_alone_says_so(root: Path) -> None:
    write(root, "docs/id/law/c.md", "Teks.\n")
    write(root, "docs/en/about/a.md", "See [it](../law/c.md).\n\n## Part { #part }\n")
    what = "links to “../law/c.md”, which only docs/id/law/c.md has."
    assert of_text(root, "links") == [("docs/en/about/a.md", BODY, what)]


@pytest.mark.parametrize(
    "link",
    [
        "../law/b.md",
        "../law/b.md#part",
        "#part",
        "b%20c.md",
        "https://example.org/x",
        "mailto:a@example.org",
        "map.png",
    ],
)
def test_a_link_that_leads_somewhere_passes(root: Path, link: str) -> None:
    write(root, "docs/en/about/b c.md", "Text.\n")
    (root / "docs/en/about/map.png").write_bytes(b"")
    write(root, "docs/en/about/a.md", f"See [it]({link}).\n\n## Part {{ #part }}\n")
    assert of_text(root, "links") == []


def test_links_to_entries_of_registers_and_to_steps_are_known(root: Path) -> None:
    for locale in ("en", "id"):
        write(root, f"docs/{locale}/law/b.md", "Text.\n\n## Part { #part }\n\n::: institutions\n\n::: limits arrest\n")
        write(root, f"docs/{locale}/law/c.md", "Text.\n\n## Steps { #steps }\n\n1. One.\n1. Two.\n")
    first = next(iter(REGISTERS.institutions))
    links = [f"../law/b.md#{first}", "../law/b.md#gone", "../law/c.md#step-2", "../law/c.md#step-3"]
    write(root, "docs/en/about/a.md", "\n".join(f"[x]({link})" for link in links) + "\n\n## Part { #part }\n")
    assert [line - BODY for _, line, _ in of_text(root, "links")] == [1, 3]


def test_a_page_without_a_twin_is_a_warning_and_no_error(root: Path) -> None:
    write(root, "docs/id/law/c.md", "Teks.\n")
    assert of_text(root, "translations")[-1] == ("docs/id/law/c.md", 1, "has no twin docs/en/law/c.md.")
    assert of_text(root, "translations", warnings=False) == []


def test_a_section_whose_original_changed_is_a_warning_at_its_translation(root: Path) -> None:
    shutil.copy(REPOSITORY / "docs/data/translations.yml", root / "docs/data/translations.yml")
    for locale in ("en", "id"):
        shutil.copy(REPOSITORY / f"docs/{locale}/law/crc.md", root / f"docs/{locale}/law/crc.md")
    assert [found for found in of_text(root, "translations") if "crc" in found[0]] == []
    path = root / "docs/en/law/crc.md"
    path.write_text(path.read_text("utf-8").replace("Every child has", "Each child has", 1), "utf-8")
    [(page, line, what)] = [found for found in of_text(root, "translations") if "crc" in found[0]]
    assert page == "docs/id/law/crc.md"
    assert what.startswith("is behind: “art-")
    assert (root / page).read_text("utf-8").splitlines()[line - 1].startswith("### Pasal")


@pytest.mark.parametrize(
    ("today", "found"),
    [(datetime.date(2027, 5, 22), 4), (datetime.date(2027, 5, 21), 0), (datetime.date(2026, 1, 1), 0), (None, 0)],
)
def test_a_review_that_is_overdue_is_a_warning_from_the_day_after(root: Path, today, found: int) -> None:
    overdue = of_text(root, "reviews", today=today)
    assert [what for _, _, what in overdue] == ["was due for review on 2027-05-21."] * found
    assert {line for _, line, _ in overdue} <= {10}


def test_a_record_of_printed_copies_that_cannot_be_read_is_named(root: Path) -> None:
    for path in (root / "docs/data").glob("*.yml"):  # registers name places that this small text lacks
        if path.stem in ("asked", "time-limits", "institutions", "path"):
            path.write_text("[]\n" if path.stem == "path" else "{}\n", "utf-8")
    for locale in ("en", "id"):
        write(root, f"docs/{locale}/about/a.md", "Text.\n\n## Part { #part }\n")
    (root / "docs/data/printed").mkdir(exist_ok=True)
    (root / "docs/data/printed/2026.1.json").write_text('{"a": 1}', "utf-8")
    found = find(root)
    assert {(one.path, one.rule) for one in found if one.severity == "error"} == {
        ("docs/data/printed/2026.1.json", "printed-copies")
    }


def test_a_place_that_a_register_names_is_checked_with_its_page_alone(root: Path) -> None:
    data = root / "docs/data"
    for name in ("time-limits", "institutions"):
        (data / f"{name}.yml").write_text("{}\n", "utf-8")
    (data / "path.yml").write_text("[]\n", "utf-8")
    (data / "asked.yml").write_text("law/b#part: {en: [], id: []}\nlaw/b#gone: {en: [], id: []}\n", "utf-8")
    for name, expected in (("law/b", 1), ("about/a", 0), ("asked", 1)):
        found = find(root, choose([name], root, root))
        assert [(one.path, one.line) for one in found if one.rule == "places"] == [
            ("docs/data/asked.yml", 2)
        ] * expected


def test_a_link_of_the_file_system_that_leads_out_of_the_repository_is_not_read(root: Path, tmp_path_factory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("---\nsecret: words\n---\n", "utf-8")
    for name in ("docs/en/about/c.md", "docs/data/duties.yml"):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(secret)
    found = find(root)
    assert [(one.path, one.what) for one in found if one.rule in ("page-form", "register")] == [
        ("docs/data/duties.yml", "is a link that leads out of the repository."),
        ("docs/en/about/c.md", "is a link that leads out of the repository."),
    ]
    assert "secret" not in " ".join(map(str, found))


# The rules together


def test_every_rule_has_a_name_and_a_ground_that_exists() -> None:
    grounds = {rule.name: rule.ground for rule in RULES}
    assert all(grounds.values())
    for ground in grounds.values():
        name = ground.split(",")[0].split(":")[0].split(" and ")[0].split(";")[0]
        if "/" in name or name.endswith(".md"):
            assert (REPOSITORY / name).exists(), ground
        if "“" in ground and name.endswith(".md"):
            heading = ground.split("“")[1].split("”")[0]
            assert heading in (REPOSITORY / name).read_text("utf-8"), ground
    kinds = {rule.name: rule.severity for rule in RULES}
    assert {name for name, kind in kinds.items() if kind == "warning"} == {
        "readability", "claims", "translations", "reviews",
    }  # fmt: skip


def test_our_own_text_has_no_errors_and_few_warnings() -> None:
    found = find(today=datetime.date(2026, 11, 22))
    assert [finding for finding in found if finding.severity == "error"] == []
    assert len(found) <= 20, "look at the warnings: mend the text or the rule"
