"""The files of the search: words and their roots, passages of both languages under one number, postings."""

import gzip
import json
import random
from pathlib import Path

import pytest
from knowledge_base import LOCALES
from knowledge_base.provisions import load_pages
from knowledge_base.publish.search import LEAF, TITLED, write_files
from knowledge_base.publish.search.concepts import Finder
from knowledge_base.publish.search.passages import Passage, align, worth
from knowledge_base.publish.search.postings import BACKSLASH, FIRST, LEVELS, Places, Postings, chunks, encode
from knowledge_base.publish.search.vocabulary import kept_words, vocabulary
from knowledge_base.publish.search.words import Families, tokens
from knowledge_base.registers import load_registers


@pytest.fixture(scope="module")
def families() -> dict[str, Families]:
    register = load_registers().word_families
    return {locale: Families(register, locale) for locale in LOCALES}


@pytest.fixture(scope="module")
def files(light_site: Path) -> dict[str, object]:
    """The data of every file of the built site's search, by name."""
    [folder] = [path for path in (light_site / "search").iterdir() if path.is_dir()]
    found = {}
    for path in folder.rglob("*.js"):
        for line in path.read_text("utf-8").splitlines():
            name, data = json.loads("[" + line.removeprefix("kbData(").removesuffix(");") + "]")
            found[name] = data
    return found


def passage(section: str, text: str, **more) -> Passage:
    given = {"page": "p/", "page_title": "Page", "title": section, "names": "", "asked": "", "stem": "p", "type": "law"}
    return Passage(**{**given, "section": section, "text": text, "text_name": "", "facets": {}, **more})


def test_words_are_cut_alike_whatever_their_case_accents_and_hyphens() -> None:
    assert tokens("Anak-anak, NEUCHÂTEL’s “rule 7” (b)") == ["anak", "anak", "neuchatel", "rule", "7"]


@pytest.mark.parametrize(
    "forms",
    [
        "perekrutan merekrut direkrut rekrut",
        "penahanan menahan ditahan tahanan",
        "pendampingan mendampingi",
        "pemulangan memulangkan dipulangkan",
        "perlindungan pelindungan melindungi",
        "pengawasan mengawasi",
        "keterlibatan melibatkan",
    ],
)
def test_indonesian_forms_share_their_root(families, forms: str) -> None:
    assert len({families["id"].root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["penyidikan penyelidikan", "pengadilan peradilan keadilan", "diversi versi", "penahanan pertahanan"]
)
def test_words_that_the_law_keeps_apart_have_roots_of_their_own(families, words: str) -> None:
    roots = [families["id"].root(word) for word in words.split()]
    assert len(set(roots)) == len(roots)


@pytest.mark.parametrize("forms", ["child children", "detain detention detained", "recruit recruitment recruiting"])
def test_english_forms_share_their_root(families, forms: str) -> None:
    assert len({families["en"].root(form) for form in forms.split()}) == 1


def test_passages_and_their_twins_have_one_number() -> None:
    english = [passage("a", ""), passage("b", ""), passage("only", "")]
    indonesian = [passage("b", ""), passage("a", "")]
    both = align([english, indonesian])
    assert [[one.section if one else None for one in each] for each in both] == [["a", "b", "only"], ["a", "b", None]]


def test_a_page_s_worth_is_that_of_the_longest_beginning() -> None:
    assert worth("reference/sources-press") < worth("reference/glossary") < worth("law/crc") < worth("protocols/arrest")


def decoded(text: str) -> dict[int, int]:
    """Read postings as js/search-data.js does: passages and levels."""
    found: dict[int, int] = {}
    place, value, scale = -1, 0, 1
    for letter in text:
        digit = ord(letter) - FIRST - (ord(letter) > BACKSLASH)
        value += (digit % 45) * scale
        scale *= 45
        if digit < 45:
            place += value // len(LEVELS) + 1
            found[place] = value % len(LEVELS)
            value, scale = 0, 1
    return found


def test_postings_survive_writing_and_reading() -> None:
    dice = random.Random(6)
    for spread in (3, 90, 130_000):
        places = dict(sorted({dice.randrange(spread): dice.choice(LEVELS) for _ in range(200)}.items()))
        assert decoded(encode(Places(places))) == {number: LEVELS.index(weight) for number, weight in places.items()}


def test_a_title_weighs_more_than_the_text_and_a_short_text_more_than_a_long_one(families) -> None:
    passages = [passage("diversion", "x"), passage("a", "diversion"), passage("b", "diversion " + "other words " * 60)]
    postings = Postings(passages, families["en"], {})
    [places] = postings.by_root[families["en"].root("diversion")].values()
    weights = places.weights
    assert weights[0] > weights[1] > weights[2]


def test_a_title_that_every_page_has_weighs_little(families) -> None:
    passages = [passage("decide", "text"), *(passage("who", "text", title="Who acts") for _ in range(5))]
    found = Postings(passages, families["en"], {}).by_root
    [own], [everywhere] = (found[families["en"].root(word)].values() for word in ("decide", "acts"))
    assert own.weights[0] > 2 * everywhere.weights[0] > 0


def test_what_readers_type_for_a_page_leads_to_its_sections_but_less_than_what_they_type_for_these(families) -> None:
    passages = [passage("a", "text", asked="lock him up"), passage("b", "text", page_asked="lock him up")]
    [places] = Postings(passages, families["en"], {}).by_root[families["en"].root("lock")].values()
    assert places.weights[0] > places.weights[1] > 0


def test_what_readers_type_leads_to_the_section_and_is_never_shown(families) -> None:
    postings = Postings([passage("a", "text", asked="lock him up")], families["en"], {})
    assert families["en"].root("lock") in postings.by_root


def test_a_phrase_that_says_nothing_of_its_own_is_left_out(families) -> None:
    finder = Finder(
        {"figures": ["what about the children", "number of children", "numbers of children"]}, families["en"]
    )
    assert finder.phrases == {"figures": ["number of children"]}
    roots = [families["en"].root(word) for word in ("number", "children")]
    assert list(finder.concepts(roots)) == ["figures"]
    assert list(finder.concepts(roots[1:])) == []


def test_a_rare_word_is_found_under_itself(families) -> None:
    postings = Postings([passage("a", "unterminating words")], families["en"], {})
    [chunk] = chunks(postings, families["en"], kept=set())
    assert chunk["words"] == families["en"].root("words")


def test_american_spellings_and_foreign_words_are_known(families) -> None:
    english = Postings([passage("a", "radicalised")], families["en"], {})
    indonesian = Postings([passage("a", "radicalised " * 9)], families["id"], {})
    kept = kept_words(english, families["en"], {})
    [line] = [one for one in vocabulary(kept, english, families["en"], Postings([], families["id"], {})) if "iz" in one]
    root = line.split()[0]
    assert "radicalized0" in line.replace("+", root)
    [line] = [one for one in vocabulary(kept, english, families["en"], indonesian) if "~" in one]
    assert "radicalised~" in line.replace("+", line.split()[0]).split()


def test_every_passage_stands_in_its_file_with_its_page(files) -> None:
    for locale in LOCALES:
        count = files["directory"][locale]["passages"]
        leaves = [files[f"{locale}/passages-{number}"] for number in range(-(-count // LEAF))]
        shown = [one for leaf in leaves for one in leaf]
        assert len(shown) == count
        place = 0
        for page, *_, sections in files[f"{locale}/titles"]:
            told = sections if isinstance(sections, list) else [None] * sections
            for one, passage in zip(told, shown[place:], strict=False):
                assert passage == 0 or passage is None or passage[0] == page
                assert not one or one[:2] == passage[4:6]
            place += len(told)
        assert place == min(count, TITLED)
        assert {one[0] for one in shown if one} >= {f"{'id/' if locale == 'id' else ''}law/crc/"}


def test_every_section_of_the_text_can_be_found(files) -> None:
    for locale in LOCALES:
        leaves = [data for name, data in files.items() if name.startswith(f"{locale}/passages-")]
        found = {(one[0], one[4]) for leaf in leaves for one in leaf if one}
        for stem, twins in load_pages().items():
            if stem == "index":
                continue  # the home page holds doors to the pages that are found
            page = ("id/" if locale == "id" else "") + (stem.removesuffix("index").rstrip("/") + "/").lstrip("/")
            for section in twins[locale].sections:
                assert (page, section.id) in found, (stem, section.id)


def test_no_search_file_is_heavy(files) -> None:
    def weight(name: str) -> int:
        return len(gzip.compress(json.dumps(files[name], ensure_ascii=False).encode(), 9))

    at_once = sum(weight(name) for name in ("directory", "id/concepts", "id/titles", "id/words"))
    assert at_once < 100_000
    assert max(weight(name) for name in files if "postings" in name) < 8_000
    assert max(weight(name) for name in files if "passages" in name) < 14_000


def test_the_folder_is_named_after_the_content(tmp_path: Path) -> None:
    one, other = write_files(tmp_path, {"a": {"a": [1]}}), write_files(tmp_path, {"a": {"a": [2]}})
    assert one != other
    assert (tmp_path / one / "a.js").read_text("utf-8") == 'kbData("a",[1]);\n'
    assert write_files(tmp_path, {"a": {"a": [1]}}) == one
