"""Whether a printed copy is current: what makes a code old, and the page about/current that says so."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, ROOT_ABOVE, Workshop, read
from few_pages import with_few_pages
from knowledge_base import LOCALES
from knowledge_base.addresses import locale_of, page_url
from knowledge_base.copies import (
    ALPHABET,
    MOST_MARKS,
    RECORDS,
    CopyCode,
    Part,
    SaidPart,
    copy_code,
    edition_record,
    load_records,
    qr_address,
)
from knowledge_base.findings import InputError
from knowledge_base.provisions import load_pages
from knowledge_base.publish.copies import as_read, parts, script_data
from knowledge_base.publish.offline.package import package_files
from knowledge_base.publish.reading import read_pages
from playwright.sync_api import Browser, Locator, Page, expect

ARREST, CURRENT = "protocols/arrest/", "about/current/"
CODE = re.compile(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}")


@pytest.fixture(scope="module")
def codes(light_site: Path) -> dict[str, CopyCode]:
    return read_pages(light_site)[1]


# Codes


def test_each_page_of_each_language_has_a_code_of_its_own(codes) -> None:
    assert set(codes) == {page_url(locale, stem) for stem, twins in load_pages().items() for locale in twins}
    assert len({code.page for code in codes.values()}) == len(codes)
    assert all(CODE.fullmatch(code.short) for code in codes.values())


def test_every_part_with_a_mark_has_a_place_to_link_to(codes, light_site: Path) -> None:
    for address, code in codes.items():
        assert code.parts[0].id == "" and code.parts[0].title, address
        assert len(code.marks) == 2 * len(code.parts), address
        page = read(light_site / address / "index.html")
        assert {part.id for part in code.parts[1:]} <= set(page.xpath("//@id")), address
        assert all(part.title and "#" not in part.title for part in code.parts), address


ARTICLE = """<article><div class="page-head"><h1>Arrest</h1><div class="answer"><p>At most 24 hours.</p></div></div>
<section class="section" data-section="who"><h2 id="who">Who <a class="headerlink" href="#who">#</a></h2>
<p>Investigators <strong class="duty">must</strong> ask<sup class="cite"><a href="#fn-1">1</a></sup>.</p></section>
<section class="notes" data-search-ignore=""><ol><li id="fn-1" data-source="crc"><a href="x">CRC</a>, art. 37.
<cite>Title</cite>.
</li></ol></section><section class="cite-page" data-search-ignore><p>Version 1.0</p></section></article>"""


def code_of(article: str) -> str:
    return copy_code("en", "protocols/arrest", list(parts(as_read(article)))).short


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("At most 24 hours.", "At most, 24 hours"),
        ("<p>Investigators", '<p class="new">\n  <a class="term" href="y">Investigators</a>'),
        ('<a href="#fn-1">1</a>', '<a href="#fn-1">3</a>'),
        ("<cite>Title</cite>", "<cite>Title in another spelling</cite>, read in full"),
        ("Version 1.0", "Version 1.1, reviewed today"),
        (
            '<section class="notes"',
            '<div class="stale" data-search-ignore=""><p>Behind.</p></div><section class="notes"',
        ),
    ],
)
def test_what_is_said_otherwise_makes_no_copy_old(old: str, new: str) -> None:
    assert old in ARTICLE
    assert code_of(ARTICLE.replace(old, new)) == code_of(ARTICLE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("24 hours", "48 hours"),
        (">must<", ">should<"),
        (">must<", ">must not<"),
        ("art. 37.", "art. 40."),
        ('data-source="crc"', 'data-source="iccpr"'),
        ("<h1>Arrest", "<h1>Detention"),
    ],
)
def test_what_is_said_anew_makes_a_copy_old(old: str, new: str) -> None:
    assert old in ARTICLE
    before, after = code_of(ARTICLE), code_of(ARTICLE.replace(old, new))
    assert before[:6] == after[:6] and before != after


# Roles and the path show the limits of their stage without naming them.
MADE_FROM_LIMITS = ("protocols/path", "protocols/for-investigators")
# Those that are changed here, those that show what is changed, and some that have nothing to do with it.
STEMS = ("index", "about/how-to-cite", "about/method", "law/opac", "law/crc", "reference/glossary", "reference/sources")
STEMS += ("protocols/arrest", "protocols/child-under-12", "protocols/for-judges", *MADE_FROM_LIMITS)


def build(workshop: Workshop) -> dict[str, CopyCode]:
    done = workshop.kb("build", "--no-pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    return read_pages(workshop.root / "site", root=workshop.root)[1]


def test_copies_of_exactly_those_pages_are_old_that_say_something_else(tmp_path: Path) -> None:
    workshop = with_few_pages(tmp_path / "copy", STEMS)
    before = build(workshop)
    # No change of what is said: a comma, a date of review, a new edition.
    workshop.replace(
        "docs/en/about/how-to-cite.md", "the law, the resolution, the page", "the law, the resolution the page"
    )
    for locale in LOCALES:
        workshop.replace(f"docs/{locale}/about/method.md", "reviewed: 2026-11-21", "reviewed: 2026-11-22")
    workshop.replace("docs/data/editions.yml", '"2026.1"', '"2026.2"')
    # A duty, in the original only: the translation is behind, and says so, but still says what it said.
    workshop.replace("docs/en/law/opac.md", "States **must** take", "States **should** take")
    # A meaning in the glossary; a time limit.
    workshop.replace("docs/data/glossary.yml", "Continuous presence", "Constant presence")
    limits = workshop.root / "docs/data/time-limits.yml"
    head, key, tail = limits.read_text("utf-8").partition("\nunder-12-decision:\n")
    limits.write_text(head + key + tail.replace('amount: "7"', 'amount: "9"', 1), encoding="utf-8")
    now = build(workshop)
    assert len(now) == len(before) == len(STEMS) * len(LOCALES)
    with_limit = {
        page_url(locale, stem) for locale in LOCALES for stem in ("protocols/child-under-12", *MADE_FROM_LIMITS)
    }
    changed = {address for address in now if now[address].short != before[address].short}
    assert changed == with_limit | {"law/opac/", "reference/glossary/"}


# The QR code


@pytest.mark.parametrize("address", [ARREST, "id/law/crc/", "instruments/security-council-resolutions/"])
def test_the_address_to_check_at_holds_code_and_marks(codes, address: str) -> None:
    start = ROOT + page_url(locale_of(address), "about/current")
    wanted = f"{start}#{codes[address].short}.{codes[address].marks}"
    assert qr_address(codes[address], ROOT, locale_of(address)) == wanted


def test_a_page_of_many_parts_leaves_the_marks_out(codes) -> None:
    part = Part("a", "A", "aa")
    long = replace(codes[ARREST], parts=(part,) * (MOST_MARKS + 1))
    assert qr_address(long, ROOT, "en").endswith(f"#{long.short}")
    assert max(len(code.parts) for code in codes.values()) <= MOST_MARKS


# Records of editions


def altered(code: CopyCode, number: int) -> CopyCode:
    """The code of a copy on which the part with this number said something else."""
    other = copy_code("xx", "x", [SaidPart("", "", "something else")])
    changed = list(code.parts)
    changed[number] = replace(changed[number], mark=other.marks)
    return replace(code, content=other.content, parts=tuple(changed))


def keep(root: Path, record: str) -> None:
    (root / RECORDS).mkdir(parents=True)
    (root / RECORDS / "2026.1.json").write_text(record, encoding="utf-8")


def test_an_edition_s_record_tells_a_typed_code_what_changed(codes, tmp_path: Path) -> None:
    old = {**codes, ARREST: altered(codes[ARREST], 3)}
    old["protocols/withdrawn/"] = replace(old.pop("law/opac/"), page="AAAAA")
    keep(tmp_path, json.dumps(edition_record(old), indent=1))
    assert load_records(tmp_path)["2026.1"][ARREST].marks == old[ARREST].marks
    data = script_data(codes, load_pages(), tmp_path)["en/copies"]
    assert data["pages"][codes[ARREST].page][-1] == {old[ARREST].short[6:]: old[ARREST].marks}
    assert data["pages"][codes["law/crc/"].page][-1] == {}
    assert data["gone"] == {"AAAAA": [codes["law/opac/"].parts[0].title, "2026.1"]}


@pytest.mark.parametrize("text", ["[]", '{"a/": {"title": "A", "code": "00000-00000"}}', '{"a/": '])
def test_a_broken_record_is_named(tmp_path: Path, text: str) -> None:
    keep(tmp_path, text)
    with pytest.raises(InputError, match=r"2026\.1\.json:\d+: "):
        load_records(tmp_path)


# The page


def answer(page: Page) -> Locator:
    return page.locator(".copy-check [role='status']")


def titles(page: Page) -> list[str]:
    return [link.inner_text() for link in answer(page).locator("li a").all()]


@pytest.fixture(scope="module")
def package(light_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usb stick")
    for name, content in package_files(light_site, ROOT_ABOVE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(params=["server", "file"])
def at(request: pytest.FixtureRequest, light_address: str, package: Path) -> Callable[[str], str]:
    """The address of a page, on the site and from the package."""
    if request.param == "server":
        return lambda page: light_address + page
    return lambda page: (package / page / "index.html").as_uri()


CURRENT_WORDS = {"en": "Current: the page says what your copy says.", "id": "Mutakhir: "}
CHANGED_WORDS = {"en": "Changed since your copy was made.", "id": "Sudah berubah sejak"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_scanned_code_of_today_is_current(reader: Page, at, codes, locale: str) -> None:
    code = codes[page_url(locale, "protocols/arrest")]
    reader.goto(at(page_url(locale, "about/current")) + f"#{code.short}.{code.marks}")
    expect(answer(reader)).to_contain_text(CURRENT_WORDS[locale])
    expect(answer(reader).get_by_role("link")).to_have_text([code.parts[0].title])
    expect(reader.get_by_role("textbox", name=re.compile("Code|Kode"))).to_have_value(code.short)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_changed_section_is_named_with_a_link_to_it(reader: Page, at, codes, locale: str) -> None:
    code = codes[page_url(locale, "protocols/arrest")]
    old = altered(code, 3)
    reader.goto(at(page_url(locale, "about/current")) + f"#{old.short}.{old.marks}")
    expect(answer(reader)).to_contain_text(CHANGED_WORDS[locale])
    assert titles(reader) == [code.parts[3].title]
    answer(reader).locator("li a").click()
    expect(reader.locator(f"h2#{code.parts[3].id}")).to_be_in_viewport()


def test_a_changed_answer_and_sections_that_are_gone_are_told(reader: Page, light_address: str, codes) -> None:
    code = codes[ARREST]
    old = altered(code, 0)
    reader.goto(f"{light_address}{CURRENT}#{old.short}.{old.marks}zzyy")
    expect(answer(reader)).to_contain_text("no longer has: 2 or more")
    assert titles(reader) == ["Title and answer"]


@pytest.mark.parametrize("form", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "–")])
def test_a_typed_code_is_read_as_people_write(reader: Page, at, codes, form: Callable[[str], str]) -> None:
    reader.goto(at(CURRENT))
    for address in (ARREST, "id/law/crc/"):
        typed = form(codes[address].short).replace("0", "o").replace("1", "l")
        reader.get_by_label("Code on your copy").fill(f" {typed} ")
        reader.get_by_role("button", name="Check").click()
        expect(answer(reader)).to_contain_text(CURRENT_WORDS["en"])
        expect(answer(reader).get_by_role("link")).to_have_text([codes[address].parts[0].title])
    expect(answer(reader).get_by_role("link")).to_have_attribute("lang", "id")


def swap(character: str) -> str:
    return "Z" if character != "Z" else "Y"


def test_a_code_that_no_page_has_leads_to_the_nearest(reader: Page, light_address: str, codes) -> None:
    code = codes[ARREST]
    reader.goto(light_address + CURRENT)
    field = reader.get_by_label("Code on your copy")
    field.fill(swap(code.short[0]) + code.short[1:])
    field.press("Enter")
    expect(answer(reader)).to_contain_text("No page has this code.")
    answer(reader).get_by_role("link", name=code.short).click()
    expect(answer(reader)).to_contain_text(CURRENT_WORDS["en"])
    field.fill(code.short[:-1] + swap(code.short[-1]))
    field.press("Enter")
    expect(answer(reader)).to_contain_text(f"now {code.short}, one character unlike yours")
    field.fill("half")
    field.press("Enter")
    expect(answer(reader)).to_contain_text("ten letters and digits")
    field.fill(f"{code.page}-00000")
    field.press("Enter")
    expect(answer(reader)).to_contain_text(CHANGED_WORDS["en"])
    expect(answer(reader)).to_contain_text("does not tell where")


def test_the_code_goes_to_no_server_and_nothing_is_stored(reader: Page, light_address: str, codes) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{light_address}{CURRENT}")
    reader.get_by_label("Code on your copy").fill(codes[ARREST].short)
    reader.get_by_role("button", name="Check").click()
    expect(answer(reader)).to_contain_text(CURRENT_WORDS["en"])
    assert not [url for url in asked if codes[ARREST].page in url.partition("#")[0] or "?" in url]
    assert reader.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_section_of_the_page_is_no_code(reader: Page, light_address: str) -> None:
    reader.goto(f"{light_address}{CURRENT}#meaning")
    expect(reader.get_by_label("Code on your copy")).to_be_visible()
    expect(answer(reader)).to_be_empty()


@pytest.mark.parametrize("locale", LOCALES)
def test_without_scripts_the_list_holds_every_page_once(browser: Browser, at, codes, locale: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(at(page_url(locale, "about/current")))
    assert page.locator(".copy-check").is_hidden()
    listed = page.locator(".copy-codes code").all_inner_texts()
    own = [code.short for address, code in codes.items() if address.startswith("id/") == (locale == "id")]
    assert listed == sorted(own)
    for link in page.locator(".copy-codes a").all()[:3]:
        target = link.evaluate("link => link.href")
        assert target.startswith(at("").removesuffix("index.html").rstrip("/"))
    context.close()


def test_every_link_of_the_list_leads_to_a_page(light_site: Path) -> None:
    for locale in LOCALES:
        own = light_site / page_url(locale, "about/current")
        for href in read(own / "index.html").xpath("//tbody[@data-copy-codes]//a/@href"):
            assert (own / href / "index.html").resolve().is_file(), href


@pytest.fixture
def hurt(browser: Browser) -> Iterator[Callable[[str, int, str], list]]:
    contexts = []

    def run(address: str, width: int, scheme: str) -> list:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        expect(answer(page)).not_to_be_empty()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
        return [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in found]

    yield run
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_answer_breaks_no_accessibility_rule(hurt, light_address: str, codes, locale, width, scheme) -> None:
    old = altered(codes[page_url(locale, "protocols/arrest")], 2)
    assert hurt(f"{light_address}{page_url(locale, 'about/current')}#{old.short}.{old.marks}", width, scheme) == []
