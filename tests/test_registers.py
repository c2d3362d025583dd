"""The registers: typed, complete in both languages, and refused whole with every fault at its line."""

import shutil
from pathlib import Path

import pytest
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.findings import InputError
from knowledge_base.registers import load_registers

SOURCE = """\
new-law:
  kind: law
  title: A law
  language: en
  short: {en: Law, id: UU}
  body: {en: A body, id: Sebuah lembaga}
  date: "2024-05"
  languages: [en]
  seen: full
"""
TERM = """\
new-term:
  en: {term: new term, definition: A meaning.}
  id: {term: istilah baru, definition: Sebuah arti.}
  mark: [new term]
  mark_id: [istilah baru]
  source: ours
  fact: G-999
"""
INSTRUMENT = """\
new-instrument:
  titles: [{language: en, title: An agreement}]
  short: {en: Agreement, id: Kesepakatan}
  body: {en: A body, id: Sebuah lembaga}
  nature: declaration
  binds: {en: Nobody, id: Tidak ada}
  languages: [en]
  source: crc
  original: {en: Not published, id: Tidak diterbitkan}
  follows: [new-instrument]
  citations: ["@crc, art. 3"]
"""
EVENT = """\
- date: "2024-05"
  kind: event
  text: {en: It happened., id: Itu terjadi.}
  citations: ["@crc, art. 3"]
"""
LIMIT = """\
wait:
  what: {en: Waiting, id: Menunggu}
  amount: "7"
  unit: days
  who: {en: judge, id: hakim}
  roles: [judge]
  stage: trial
  basis: guidance
  section: law/crc#art-3
  citations: ["@crc, art. 3"]
"""
INSTITUTION = """\
court:
  name: {en: Court, id: Pengadilan}
  area: justice
  task: {en: Decides., id: Memutus.}
  citations: ["@crc, art. 3"]
"""
STATION = """\
- title: {en: Start, id: Awal}
  limits: [wait, wait+wait]
"""


class Data:
    """A small docs/data that a test may change: our vocabulary and editions, and one entry of everything else."""

    def __init__(self, root: Path):
        self.root = root
        self.folder = root / "docs" / "data"
        self.folder.mkdir(parents=True)
        for name in ("vocabulary.yml", "editions.yml", "word-families.yml", "wording.yml", "safety.yml"):
            shutil.copy(REPOSITORY / "docs" / "data" / name, self.folder)
        self.write("sources", SOURCE.replace("new-law", "crc"))
        self.write("glossary", TERM.replace("new-term", "diversion").replace("new term", "diversion"))
        self.replace("glossary", "[istilah baru]", "[diversi]")
        self.write("interface", "home: {en: Home, id: Beranda}\n")
        self.write("instruments", INSTRUMENT)
        self.write("timeline", EVENT)
        self.write("time-limits", LIMIT)
        self.write("institutions", INSTITUTION)
        self.write("path", STATION)
        self.write("search-only", "diversion: {en: [], id: [pengalihan]}\n")
        self.write("everyday-words", "school: {en: [school], id: [sekolah]}\n")
        self.write("asked", "law/crc: {en: [], id: []}\n")
        self.write("duties", "must: {rank: 3, en: [must], id: [wajib]}\n")
        for name in ("translations", "versions", "moved", "results"):
            self.write(name, "{}\n")

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.yml").write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> int:
        """Add text at the end of a register. Return the line on which it begins."""
        path = self.folder / f"{name}.yml"
        before = path.read_text("utf-8").rstrip("\n") + "\n"
        path.write_text(before + text, encoding="utf-8")
        return before.count("\n") + 1

    def replace(self, name: str, old: str, new: str) -> int:
        """Change text of a register at its first place. Return the line of that place."""
        path = self.folder / f"{name}.yml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def faults(self) -> list[str]:
        with pytest.raises(InputError) as error:
            load_registers(self.root)
        return [str(finding) for finding in error.value.findings]


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return Data(tmp_path)


# The real registers


def test_our_own_registers_are_whole() -> None:
    registers = load_registers()
    assert registers.sources["uu-11-2012"].kind == "law"
    assert registers.terms["diversion"].words("id").term == "diversi"
    assert registers.interface("en")["search"] == "Search"
    assert registers.interface("id")["search"] == "Cari"


def test_every_term_is_marked_by_its_own_language() -> None:
    term = load_registers().terms["diversion"]
    assert "diversion" in term.marks("en")
    assert "diversi" in term.marks("id")


def test_every_interface_word_has_the_same_places_to_fill_in_both_languages() -> None:
    registers = load_registers()
    for words in registers.words.values():
        assert words["en"].count("{") == words["id"].count("{"), words


def test_every_label_of_the_vocabulary_is_bilingual() -> None:
    vocabulary = load_registers().vocabulary
    for lists in (vocabulary.types, vocabulary.roles, vocabulary.stages, vocabulary.themes, vocabulary.kinds):
        assert lists
        assert all(label[locale] for label in lists.values() for locale in LOCALES)


def test_the_same_state_of_the_data_is_read_once_and_a_change_is_noticed(data: Data) -> None:
    first = load_registers(data.root)
    assert load_registers(data.root) is first
    data.append("sources", SOURCE)
    assert "new-law" in load_registers(data.root).sources
    assert "new-law" not in first.sources


def test_the_newest_edition_is_the_last_of_its_register(data: Data) -> None:
    summary = "summary: {en: New, id: Baru}"
    published = f'- {{number: "2026.2", date: 2026-12-01, {summary}}}\n'
    data.write("editions", published + f'- {{number: "2026.10", {summary}}}\n')
    registers = load_registers(data.root)
    assert (registers.edition.number, registers.edition.folder) == ("2026.10", "dev")
    assert (registers.newest.number, registers.newest.folder) == ("2026.2", "2026.2")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('number: "2026.1"', 'number: "2026.2"'),  # two drafts
        ('number: "2026.10", date: 2026-12-01', 'number: "2026.9"'),
        ('number: "2026.1", date: 2026-12-02', 'number: "2026.2", date: 2026-12-01'),
    ],
)
def test_editions_out_of_order_are_refused(data: Data, first: str, second: str) -> None:
    data.write("editions", "".join(f"- {{{one}, summary: {{en: New, id: Baru}}}}\n" for one in (first, second)))
    with pytest.raises(InputError, match=r"editions.yml:1: .*edition 2026"):
        load_registers(data.root)


# Faults


def test_a_missing_register_is_named(data: Data) -> None:
    (data.folder / "editions.yml").unlink()
    finding = "docs/data/editions.yml:1: cannot be read (No such file or directory).\n    Put the file in place."
    assert data.faults() == [finding]


def test_a_register_that_is_not_utf8_is_named_with_its_line(data: Data) -> None:
    (data.folder / "interface.yml").write_bytes(b"# words\nhome: {en: Home, id: caf\xe9}\n")
    what = "docs/data/interface.yml:2: is not UTF-8 (byte 0xe9).\n    Save the file with the encoding UTF-8."
    assert data.faults() == [what]


def test_a_repeated_key_is_named(data: Data) -> None:
    data.append("sources", SOURCE)
    line = data.append("sources", SOURCE)
    assert data.faults() == [f"docs/data/sources.yml:{line}: has the key “new-law” twice.\n    Keep one of them."]


@pytest.mark.parametrize("identifier", ["New-Law", "new_law", "new--law", "-new", "hukum-é", "a b"])
def test_an_id_is_made_of_small_letters_digits_and_hyphens(data: Data, identifier: str) -> None:
    line = data.append("sources", SOURCE.replace("new-law", identifier))
    what = f"has a wrong value for “sources.{identifier}”: “{identifier}” is not an identifier: "
    what += "use lower-case letters, digits and single hyphens."
    assert data.faults() == [f"docs/data/sources.yml:{line}: {what}\n    Correct the value."]


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "offset", "finding"),
    [
        (
            "sources",
            SOURCE,
            "languages:",
            "pages: 12\n  languages:",
            7,
            "has the unknown key “sources.new-law.pages”.\n    Remove the key or correct its spelling.",
        ),
        ("sources", SOURCE, "  seen: full\n", "", 0, "lacks the key “sources.new-law.seen”.\n    Add the key."),
        (
            "sources",
            SOURCE,
            "{en: Law, id: UU}",
            "{en: Law}",
            4,
            "lacks the key “sources.new-law.short.id”.\n    Add the key.",
        ),
        (
            "sources",
            SOURCE,
            "seen: full",
            "seen: partly",
            8,
            "has a wrong value for “sources.new-law.seen”: Input should be 'full', 'excerpt' or 'reported'.\n"
            "    Correct the value.",
        ),
        (
            "sources",
            SOURCE,
            '"2024-05"',
            "2024",
            6,
            "has a wrong value for “sources.new-law.date”: Input should be a valid string.\n"
            "    Write text here, in quotes if it looks like a number.",
        ),
        (
            "sources",
            SOURCE,
            "languages:",
            "url: www.example.org\n  languages:",
            7,
            "has a wrong value for “sources.new-law.url”: “www.example.org” is not a web address: "
            "it starts with https://.\n    Correct the value.",
        ),
        (
            "sources",
            SOURCE,
            "languages:",
            'also: ["https://example.org/", "javascript:x"]\n  languages:',
            7,
            "has a wrong value for “sources.new-law.also.1”: “javascript:x” is not a web address: "
            "it starts with https://.\n    Correct the value.",
        ),
        (
            "glossary",
            TERM,
            "definition: A meaning.",
            "avoid: [{word: x}], definition: A meaning.",
            1,
            "lacks the key “terms.new-term.en.avoid.0.why”.\n    Add the key.",
        ),
        ("glossary", TERM, "  fact: G-999\n", "", 0, "lacks the key “terms.new-term.fact”.\n    Add the key."),
    ],
)
def test_each_fault_of_an_entry_is_named_at_its_line(data, name, text, old, new, offset, finding) -> None:
    assert text.count(old) == 1
    line = data.append(name, text.replace(old, new))
    assert data.faults() == [f"docs/data/{name}.yml:{line + offset}: {finding}"]


@pytest.mark.parametrize("date", ["2024-13", "2024-02-30", "0000", "31-05-2024", "2024-5", "May 2024", ""])
def test_a_date_that_no_calendar_has_is_refused(data: Data, date: str) -> None:
    line = data.append("sources", SOURCE.replace("2024-05", date))
    what = f"“{date}” is not a date: write 2024, 2024-05 or 2024-05-31, in quotes."
    [finding] = data.faults()
    assert finding.startswith(f"docs/data/sources.yml:{line + 6}: has a wrong value for “sources.new-law.date”: {what}")


@pytest.mark.parametrize("date", ["2024", "2024-12", "2024-02-29"])
def test_a_date_is_as_exact_as_its_source(data: Data, date: str) -> None:
    data.append("sources", SOURCE.replace("2024-05", date))
    assert load_registers(data.root).sources["new-law"].date == date


def test_an_unknown_kind_is_named_with_the_known_ones(data: Data) -> None:
    line = data.append("sources", SOURCE.replace("kind: law", "kind: rumour"))
    kinds = ", ".join(load_registers().vocabulary.kinds)
    what = f"docs/data/sources.yml:{line + 1}: has the unknown kind “rumour”.\n    Use one of: {kinds}."
    assert data.faults() == [what]


def test_an_evidence_level_of_our_own_making_is_refused(data: Data) -> None:
    line = data.replace("vocabulary", "  reported: {", "  guessed: {")
    [finding] = [fault for fault in data.faults() if "guessed" in fault]
    assert finding.startswith(f"docs/data/vocabulary.yml:{line}: has a wrong value for “seen.guessed”")


def test_a_register_without_editions_is_refused(data: Data) -> None:
    data.write("editions", "[]\n")
    [finding] = data.faults()
    assert finding.startswith("docs/data/editions.yml:1: has a wrong value for “editions”: List should have at least 1")


@pytest.mark.parametrize(("old", "form"), [("[new term]", "Diversion"), ("[istilah baru]", "diversi")])
def test_a_form_belongs_to_one_concept_only_whatever_its_case(data: Data, old: str, form: str) -> None:
    line = data.append("glossary", TERM.replace(old, f"[{form}]"))
    what = f"marks “{form}”, which “diversion” marks already."
    mend = "Leave the form to one of the two concepts."
    assert data.faults() == [f"docs/data/glossary.yml:{line}: {what}\n    {mend}"]


def test_the_two_languages_may_mark_the_same_form(data: Data) -> None:
    data.append("glossary", TERM.replace("[istilah baru]", "[new term]"))
    assert "new-term" in load_registers(data.root).terms


@pytest.mark.parametrize(
    ("citation", "what", "mend"),
    [
        (
            "@uu-99-2099, art. 1",
            "cites the unknown source “uu-99-2099”.",
            "Add it to docs/data/sources.yml or correct the id.",
        ),
        ("crc", "has the citation “crc”: “crc” is not a citation.", "Write [@source-id, art. 32(2)]."),
        (
            "@crc, art. x",
            "has the citation “@crc, art. x”: the pinpoint “x” is not a number such as 32, 32(2)(a), 17.1 or 1 no. 7.",
            "Write the pinpoint as in docs/en/about/editing.md, “Cite”.",
        ),
    ],
)
def test_a_terms_citation_is_checked_like_those_of_the_text(data: Data, citation: str, what: str, mend: str) -> None:
    line = data.append("glossary", TERM + f'  citations: ["{citation}"]\n')
    assert data.faults() == [f"docs/data/glossary.yml:{line + 7}: {what}\n    {mend}"]


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "what"),
    [
        ("sources", "language: en", "language: eng", "languages:", "has the unknown language “eng”."),
        ("sources", "languages: [en]", "languages: [en, xx]", "languages:", "has the unknown language “xx”."),
        ("instruments", "nature: declaration", "nature: promise", "nature:", "has the unknown nature “promise”."),
        ("instruments", "source: crc", "source: gone", "source:", "has the unknown source “gone”."),
        ("instruments", "[new-instrument]", "[gone]", "follows:", "has the unknown instrument “gone”."),
        ("instruments", "@crc, art. 3", "@gone, p. 1", "citations:", "cites the unknown source “gone”."),
        ("timeline", "kind: event", "kind: party", "kind:", "has the unknown kind “party”."),
        ("timeline", "@crc, art. 3", "@gone, p. 1", "citations:", "cites the unknown source “gone”."),
        ("time-limits", "roles: [judge]", "roles: [tailor]", "roles:", "has the unknown role “tailor”."),
        ("time-limits", "stage: trial", "stage: tria", "stage:", "has the unknown stage “tria”."),
        ("time-limits", "@crc, art. 3", "@gone, p. 1", "citations:", "cites the unknown source “gone”."),
        ("institutions", "area: justice", "area: moon", "area:", "has the unknown area “moon”."),
        ("institutions", "@crc, art. 3", "@gone, p. 1", "citations:", "cites the unknown source “gone”."),
        ("path", "[wait, ", "[wai, ", "- title:", "has the unknown time limit “wai”."),
    ],
)
def test_an_entry_names_only_what_the_registers_hold(data: Data, name, old, new, key, what) -> None:
    data.replace(name, old, new)
    lines = (data.folder / f"{name}.yml").read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, start=1) if text.strip().startswith(key))
    [finding] = data.faults()
    assert finding.startswith(f"docs/data/{name}.yml:{line}: {what}\n    ")


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("time-limits", "basis: guidance", "basis: habit", "wait.basis”"),
        ("time-limits", 'amount: "7"', 'amount: "a week"', "wait.amount”"),
        ("translations", "{}", "law/crc#art-3: now", "law/crc#art-3”"),
    ],
)
def test_a_value_of_the_wrong_form_is_named_at_its_line(data: Data, name, old, new, where) -> None:
    line = data.replace(name, old, new)
    [finding] = data.faults()
    assert finding.startswith(f"docs/data/{name}.yml:{line}: has a wrong value for “")
    assert where in finding


def test_every_fault_of_every_register_is_named(data: Data) -> None:
    data.write("editions", "- {number: 1}\n")
    data.append("sources", SOURCE.replace("title:", "titel:"))
    data.append("glossary", "x: [\n")
    paths = [fault.split(":")[0] for fault in data.faults()]
    assert set(paths) == {f"docs/data/{name}.yml" for name in ("editions", "sources", "glossary")}
    assert paths == sorted(paths)
