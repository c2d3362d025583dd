"""Practice: time limits are inserted, protocols keep their anatomy, and role pages and path are made from them."""

import re
import shutil

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.checks import check_all, check_page
from knowledge_base.checks.protocols import ANATOMY
from knowledge_base.pages import parse_page, read_page
from knowledge_base.practice import TimeLimit, show_period, show_sum
from knowledge_base.protocols import known_actors, limit_keys, split_actors, steps
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers
from samples import FRONT_MATTER
from test_article import render, words_of

LIMITS = load_registers().limits
PROTOCOLS = {stem: twins for stem, twins in load_pages().items() if twins["en"].front_matter.type == "protocol"}
PROTOCOL = FRONT_MATTER.replace("type: about", "type: protocol").replace("roles: []", "roles: [judge]")
PROTOCOL = PROTOCOL.replace("stages: []", "stages: [trial]")
PARTS = {
    "time-limits": "::: limits arrest release",
    "steps": "1. **Judge of the district court:** hears the child [@crc, art. 12]. Basis: guidance.",
    "never": '!!! never "Never"\n    - Press the child.',
    "checklist": "- [ ] Heard",
}
BODY = "The answer.\n\n" + "\n".join(f"## {part} {{ #{part} }}\n\n{PARTS.get(part, 'Text.')}\n" for part in ANATOMY)


def findings(body: str, front_matter: str = PROTOCOL) -> list[str]:
    page = parse_page(front_matter + body, "docs/en/protocols/x.md", "en", "protocols/x")
    return [finding.what for finding in check_page(page, load_registers())]


def limit(**changes) -> TimeLimit:
    words = {"en": "x", "id": "x"}
    data = {"what": words, "amount": "7", "unit": "days", "who": words, "roles": [], "stage": "trial", "basis": "law"}
    data |= {"section": "law/crc#art-37", "citations": ["@crc, art. 37"]} | changes
    return TimeLimit.model_validate(data)


# Time limits


@pytest.mark.parametrize(
    ("amount", "unit", "english", "indonesian"),
    [
        ("24", "hours", "24 hours", "24 jam"),
        ("1", "days", "1 day", "1 hari"),
        ("1 × 24", "hours", "1 × 24 hours", "1 × 24 jam"),
        ("21", "working-days", "21 working days", "21 hari kerja"),
        ("6", "months", "6 months", "6 bulan"),
    ],
)
def test_a_limit_is_said_in_both_languages(amount: str, unit: str, english: str, indonesian: str) -> None:
    made = limit(amount=amount, unit=unit)
    assert (made.shown("en"), made.shown("id")) == (english, indonesian)


@pytest.mark.parametrize(
    "changes",
    [{"unit": None}, {"amount": None}, {"words": {"en": "at once", "id": "seketika"}}, {"amount": "0"}],
)
def test_a_limit_has_a_number_with_its_unit_or_words_and_never_both(changes: dict) -> None:
    with pytest.raises(ValueError):
        limit(**changes)


def test_limits_are_added_and_joined_where_their_units_agree() -> None:
    week, eight = limit(), limit(amount="8")
    assert show_sum([week, eight], "en") == "15 days"
    assert show_period([week, eight], "id") == "7 + 8 hari"
    for other in (limit(unit="hours"), limit(amount="1 × 24"), limit(amount=None, unit=None, words=week.what)):
        for show in (show_sum, show_period):
            with pytest.raises(ValueError):
                show([week, other], "en")


@pytest.mark.parametrize(("locale", "words"), [("en", "at most 24 hours."), ("id", "at most 24 jam.")])
def test_an_insert_becomes_the_limit(locale: str, words: str) -> None:
    answer = render("at most [=arrest].", locale)[1]
    assert words_of(answer) == words


def test_an_insert_can_be_a_sum_and_what_the_register_lacks_stays_as_typed() -> None:
    text = "[=detention-investigation+detention-investigation-extension] and [=nothing] and `[=arrest]`"
    assert words_of(render(text)[1]) == "15 days and [=nothing] and [=arrest]"


def test_a_table_of_limits_names_time_actor_and_provision() -> None:
    body = render("Answer.\n\n## A { #a }\n\n::: limits arrest release")[2]
    rows = [[words_of(cell) for cell in row] for row in body.iter("tr")]
    assert rows[0] == ["What", "Longest", "Who", "Basis"]
    assert rows[1] == ["Arrest", "24 hours", "investigator", "law1"]
    assert rows[2][1] == "at once, before the day changes"
    assert "article 30(1)" in words_of(body.get_element_by_id("fn-1"))


def test_our_limits_stand_where_the_register_says() -> None:
    """The section that explains a provision inserts its limit instead of typing it."""
    typed = []
    set_by_law = {key: entry for key, entry in LIMITS.items() if entry.basis in ("law", "procedure")}
    for key, entry in set_by_law.items():
        stem, _, identifier = entry.section.partition("#")
        for page in load_pages()[stem].values():
            section = next(section for section in page.sections if section.id == identifier)
            text = "\n".join(line.text for line in section.lines)
            number = entry.amount and re.search(rf"\b{re.escape(entry.shown(page.locale))}\b", text)
            inserted = re.findall(r"\[=([\w+-]+)\]", text) + limit_keys(page)
            if number or (entry.amount and not any(key in names.split("+") for names in inserted)):
                typed.append((page.shown, identifier, key))
    assert typed == []


# Anatomy


def test_a_good_protocol_passes() -> None:
    assert findings(BODY) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("## never { #never }", "## nevermore { #nevermore }", "does not have the parts of a protocol in their order."),
        ("::: limits arrest release", "None.", "has no table of time limits under “time-limits”."),
        (PARTS["steps"], "Do it.", "has no numbered steps under “steps”."),
        (PARTS["never"], "Nothing.", "has no list of what must not happen under “never”."),
        (PARTS["checklist"], "Nothing.", "has no boxes to tick under “checklist”."),
        ("**Judge of the district court:** hears", "The judge hears", "has a step without an actor."),
        (" [@crc, art. 12]", "", "has a step without a citation."),
        (" Basis: guidance.", "", "has a step that does not name its basis."),
        (
            "Judge of the",
            "Tailor of the",
            "has a step of “tailor of the district court”, whom docs/data/vocabulary.yml",
        ),
        ("The answer.", "Within 24 hours.", "types the time “24 hours”."),
        ("The answer.", "Within 3 × 24 hours.", "types the time “3 × 24 hours”."),
        ("The answer.", "Paling lama 7 hari.", "types the time “7 hari”."),
        ("The answer.", "Within [=arest].", "inserts the time limit “arest”, which docs/data/time-limits.yml lacks."),
        ("The answer.", "[=arrest+release].", "adds up “arrest+release”, which have no common unit."),
        ("::: limits arrest", "::: limits arest", "has the unknown word “arest” after “::: limits”."),
    ],
)
def test_each_fault_of_a_protocol_is_named(old: str, new: str, what: str) -> None:
    assert BODY.count(old) == 1
    assert [found for found in findings(BODY.replace(old, new)) if found.startswith(what)]


def test_a_protocol_without_a_decision_may_leave_that_part_out() -> None:
    assert findings(BODY.replace("## decide { #decide }\n\nText.\n\n", "")) == []


def test_a_protocol_is_for_someone_at_some_stage() -> None:
    assert "names no roles." in findings(BODY, PROTOCOL.replace("roles: [judge]", "roles: []"))
    assert findings(BODY, PROTOCOL.replace("stages: [trial]", "stages: []")) == ["names no stages."]


def test_whoever_acts_is_named_among_the_roles() -> None:
    body = BODY.replace("**Judge of the district court:**", "**Judge of the district court or investigator:**")
    assert findings(body) == ["has steps for investigator, whom its roles do not name."]


def test_other_pages_may_type_what_they_tell() -> None:
    assert findings("A course of 4 days.", FRONT_MATTER) == []


@pytest.mark.parametrize(
    ("words", "locale", "actors"),
    [
        ("Investigator", "en", ("investigator",)),
        (
            "Investigator, probation officer and social worker",
            "en",
            ("investigator", "probation officer", "social worker"),
        ),
        ("Lawyer or other legal-aid provider", "en", ("lawyer", "other legal-aid provider")),
        ("Penyidik, PK, dan pekerja sosial", "id", ("penyidik", "pk", "pekerja sosial")),
        ("Advokat atau pemberi bantuan hukum lainnya", "id", ("advokat", "pemberi bantuan hukum lainnya")),
    ],
)
def test_several_actors_of_a_step_are_told_apart(words: str, locale: str, actors: tuple[str, ...]) -> None:
    assert split_actors(words, locale) == actors


# The real protocols


def test_there_is_a_protocol_for_each_moment() -> None:
    assert len(PROTOCOLS) >= 22


@pytest.mark.parametrize("stem", sorted(PROTOCOLS))
def test_both_languages_of_a_protocol_name_the_same_actors_and_limits(stem: str) -> None:
    actors = load_registers().vocabulary.actors
    keys = []
    for locale in ("en", "id"):
        page = PROTOCOLS[stem][locale]
        known = {actor.words[locale].casefold(): key for key, actor in actors.items()}
        inserts = [
            sorted(re.findall(r"\[=([\w+-]+)\]", "\n".join(line.text for line in s.lines))) for s in page.sections
        ]
        keys.append(([[known[actor] for actor in step.actors] for step in steps(page)], limit_keys(page), inserts))
    assert keys[0] == keys[1]


def test_the_path_names_every_period_of_detention_and_every_protocol_exists() -> None:
    stations = load_registers().stations
    named = {key for s in stations for way in (s, *s.exits) for entry in way.limits for key in entry.split("+")}
    assert {key for key in LIMITS if key.startswith(("detention-", "diversion-process"))} - named == {
        "detention-notice-family"
    }


def test_a_place_that_a_register_names_must_exist(tmp_path) -> None:
    shutil.copytree(REPOSITORY / "docs", tmp_path / "docs")
    register = tmp_path / "docs" / "data" / "time-limits.yml"
    text = register.read_text("utf-8")
    register.write_text(text.replace("child-justice-detention#art-30", "child-justice-detention#art-300"), "utf-8")
    line = text[: text.index("child-justice-detention#art-30")].count("\n") + 1
    [finding] = check_all(tmp_path)
    assert (finding.path, finding.line) == ("docs/data/time-limits.yml", line)


def test_a_role_page_lists_every_protocol_of_the_role_and_each_of_its_limits_once() -> None:
    for role in load_registers().vocabulary.roles:
        body = render(f"Answer.\n\n## A {{ #a }}\n\n::: role {role}")[2]
        titles = [words_of(item[0]) for item in body.findall(".//div[@class='duties']/section/ul/li")]
        mine = [twins["en"] for twins in PROTOCOLS.values() if role in twins["en"].front_matter.roles]
        assert {page.front_matter.title for page in mine} <= set(titles)
        assert len(titles) == len(set(titles))
        told = [words_of(item) for item in body.findall(".//ul[@class='duties__limits']/li")]
        acting = [
            page for page in mine if any(role in roles_of(actor) for step in steps(page) for actor in step.actors)
        ]
        own = {key for page in acting for key in limit_keys(page) if role in LIMITS[key].roles}
        assert sorted(told) == sorted(said(LIMITS[key]) for key in own)


def said(entry: TimeLimit) -> str:
    """Return a limit as a role page gives it: what only guides or advises says so."""
    basis = "" if entry.basis in ("law", "procedure") else f" ({entry.basis})"
    return f"{entry.shown('en')} {entry.what.en}{basis}"


def roles_of(actor: str) -> list[str]:
    return known_actors(load_registers().vocabulary.actors, "en")[actor].roles


def test_a_step_of_a_role_is_its_own() -> None:
    page = read_page(REPOSITORY / "docs/en/protocols/detention-decision.md", "en", "protocols/detention-decision")
    body = render("Answer.\n\n## A { #a }\n\n::: role probation-officer")[2]
    own = [step.number for step in steps(page) if "probation officer" in step.actors]
    links = {link.text: link.get("href") for link in body.iter("a") if "detention-decision/#step-" in link.get("href")}
    runs = [[int(number) for number in shown.split("–")] for shown in links]
    assert own and [number for run in runs for number in range(run[0], run[-1] + 1)] == own
    assert all(href.endswith(f"#step-{run[0]}") for run, href in zip(runs, links.values(), strict=True))
