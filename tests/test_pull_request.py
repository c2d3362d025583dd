"""What a reviewer is told of a proposal: each kind of change shows rightly, in both languages, and does nothing."""

import json
import re
import subprocess
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from conftest import Workshop, make_workshop
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.models import Bilingual
from knowledge_base.proposal.comparing import Change
from knowledge_base.proposal.details import Detail
from knowledge_base.proposal.effects import VersionEffect
from knowledge_base.proposal.markdown import as_markdown
from knowledge_base.proposal.places import Lost, lost_places
from knowledge_base.proposal.reading import sentences
from knowledge_base.proposal.report import Report, as_data, make_report
from knowledge_base.proposal.safe import LIMIT, cell, code, diff, within
from knowledge_base.proposal.sentences import Swap, changed_sentences
from knowledge_base.publish.errors import PublishError
from knowledge_base.registers import load_registers
from knowledge_base.texts import PageText, SectionText, by_page

DUTIES = load_registers().duties
HOSTILE = "Ask @octocat; see #1, https://evil.example/, <img src=x> [x](https://evil.example/) ``` \u202eback | `x`"


def git(shop: Workshop, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Ed", "-c", "user.email=ed@example.org", "-C", str(shop.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def commit(shop: Workshop, message: str) -> None:
    git(shop, "add", "--all")
    git(shop, "commit", "--quiet", "--allow-empty", "-m", message)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The text as it is, on the branch main, with its versions recorded."""
    made = make_workshop(tmp_path_factory.mktemp("proposal") / "copy")
    made.write("docs/data/versions.yml", (REPOSITORY / "docs/data/versions.yml").read_text("utf-8"))
    git(made, "init", "--quiet", "-b", "main")
    commit(made, "The text")
    return made


@pytest.fixture(scope="module")
def report(shop: Workshop) -> Report:
    """The report on one proposal with a change of each kind, each on a page of its own."""
    git(shop, "checkout", "--quiet", "-b", "proposal")
    both = [
        # A duty made stronger, with its translation, and a new version.
        ("law/havana-rules", "system should uphold", "system must uphold", "hendaknya menjunjung", "harus menjunjung"),
        # A duty made weaker.
        ("law/iccpr", "Every child **must** be registered", "Every child should be registered", None, None),
        # A comma.
        ("about/how-to-cite", "Cite the original first:", "Cite, the original first:", None, None),
        # A number, in English only.
        ("law/maldives", "on 26–27 June 2022", "on 26–28 June 2022", None, None),
        # A citation dropped, in both.
        ("law/opac", " [@opac, art. 13(1)].", ".", " [@opac, art. 13(1)].", "."),
    ]
    for stem, old, new, former, current in both:
        shop.replace(f"docs/en/{stem}.md", old, new)
        if former:
            shop.replace(f"docs/id/{stem}.md", former, current)
    for locale in LOCALES:
        # Versions: raised where it is needed, and where it is not.
        for stem in ("law/havana-rules", "law/ilo-convention-182"):
            shop.replace(f"docs/{locale}/{stem}.md", 'version: "1.0"\n', 'version: "1.1"\n')
        # A section under another id, without a redirect; and one with.
        shop.replace(f"docs/{locale}/law/crc.md", "{ #art-24 ", "{ #article-24 ")
        shop.replace(f"docs/{locale}/law/crc.md", "{ #art-37 ", "{ #article-37 ")
        # A page that is gone.
        (shop.root / f"docs/{locale}/law/bangladesh.md").unlink()
        # And one that leads to another page, which was there.
        (shop.root / f"docs/{locale}/law/riyadh-guidelines.md").unlink()
    shop.write("docs/data/moved.yml", "law/crc#art-37: law/crc#article-37\nlaw/riyadh-guidelines: law/beijing-rules\n")
    shop.replace("docs/data/time-limits.yml", '  amount: "24"\n', '  amount: "48"\n')
    shop.replace("docs/data/duties.yml", "en: [must, shall]", "en: [shall]")
    shop.append("docs/en/toolkit/training.md", f"\n## {HOSTILE} {{ #hostile }}\n\n{HOSTILE} You must obey.\n")
    shop.write("scripts/more.py", "")
    shop.write("docs/en/law/malaysia.md", "No front matter.\n")
    commit(shop, "A proposal")
    git(shop, "checkout", "--quiet", "main")
    shop.replace("docs/en/law/crc.md", "Convention", "CONVENTION")
    commit(shop, "Main goes on")
    return make_report("main", "proposal", shop.root)


def change(report: Report, place: str) -> Change:
    [found] = [one for one in report.changes if one.place == place]
    return found


def lines(report: Report, start: str) -> list[str]:
    return [line for line in as_markdown(report).split("\n") if line.startswith(f"- `{start}")]


# What is told


def test_a_stronger_duty_is_named_with_its_words_in_both_languages(report: Report) -> None:
    found = change(report, "law/havana-rules#rule-1")
    assert {locale: side.kinds for locale, side in found.sides.items()} == {
        "en": ("duty-stronger",),
        "id": ("duty-stronger",),
    }
    assert not found.alone
    assert lines(report, "law/havana-rules#rule-1")[:2] == [
        "- `law/havana-rules#rule-1` (en): **duty stronger**: `should` → `must`",
        "- `law/havana-rules#rule-1` (id): **duty stronger**: `hendaknya` → `harus`",
    ]


def test_a_weaker_duty_is_named_and_no_register_of_the_proposal_hides_it(report: Report) -> None:
    # The proposal takes “must” out of the words that count as a duty.
    assert "- `law/iccpr#art-24` (en): **duty weaker**: `must` → `should`" in lines(report, "law/iccpr#art-24")
    [entry] = [one for one in report.entries if one.register == "duties"]
    assert entry.key == "must" and entry.is_substance


def test_a_number_is_named_as_it_was_and_is(report: Report) -> None:
    assert "- `law/maldives#training` (en): `27` → `28`" in lines(report, "law/maldives#training")


def test_a_dropped_citation_is_named_in_both_languages(report: Report) -> None:
    assert [line for line in lines(report, "law/opac#about-this-text") if "dropped" in line] == [
        "- `law/opac#about-this-text` (en, id): dropped `opac, art. 13(1)`"
    ]


def test_a_comma_is_form_only_and_needs_no_version(report: Report) -> None:
    [found] = [one for one in report.changes if one.place.startswith("about/how-to-cite#")]
    assert found.sides["en"].kinds == ("editorial",) and not found.is_substance and not found.alone
    assert "about/how-to-cite" not in {one.page for one in report.versions}


def test_a_change_of_one_language_says_that_the_other_was_not_changed(report: Report) -> None:
    assert change(report, "law/maldives#training").alone
    shown = as_markdown(report)
    assert "`law/maldives#training` changed in English; **the Indonesian did not**" in shown
    assert "| `law/maldives#training` | numbers | **not changed** |" in shown


def test_what_falls_behind_is_said(report: Report) -> None:
    assert "law/maldives#training" in report.translations.behind
    assert "about/how-to-cite#opening" not in report.translations.behind
    read = "changed in both languages. An editor who has read one against the other runs"
    place = "law/havana-rules#rule-1"
    assert f"- `{place}` {read} `scripts/kb translated {place}`" in as_markdown(report)


def test_versions_to_raise_are_named_and_versions_raised_for_nothing(report: Report) -> None:
    found = {one.page: one for one in report.versions}
    assert found["law/maldives"] == VersionEffect("law/maldives", "1.0", "1.1")
    assert found["law/ilo-convention-182"] == VersionEffect("law/ilo-convention-182", "1.1", None)
    assert "law/havana-rules" not in found


def test_a_time_limit_is_substance_wherever_it_stands(report: Report) -> None:
    [entry] = [one for one in report.entries if one.register == "time-limits"]
    assert [(one.name, one.before, one.now) for one in entry.values] == [("amount", "24", "48")]
    assert entry.is_substance and len(entry.places) > 3
    # Its line in a table of limits, and the sentences that insert it; no page was touched.
    for place in entry.places:
        assert change(report, place).sides["en"].kinds == ("number",), place
    assert "protocols/arrest" in {one.page for one in report.versions}


def test_a_section_under_another_id_is_found_again_and_asks_for_a_redirect(report: Report) -> None:
    assert [one for one in report.lost["en"] if one.place.startswith("law/crc")] == [
        Lost("law/crc#art-24", "law/crc#article-24", published=False)
    ]
    assert change(report, "law/crc#article-24").sides["en"].kinds == ()
    [line] = lines(report, "law/crc#art-24` is gone")
    assert "in English and Indonesian" in line and "`law/crc#art-24: law/crc#article-24`" in line
    assert "- `law/crc#article-37` was `law/crc#art-37`" in as_markdown(report)


def test_what_was_published_and_leads_nowhere_breaks_the_links_of_others() -> None:
    def said(*ids: str) -> dict:
        sections = tuple(SectionText(one, one, 2, False, (f"Words of {one}.",), ()) for one in ids)
        return by_page([PageText("a", "en", "A", "law", "1.0", "2026-11-21", sections)])

    found, goals = lost_places(said("x", "y"), said("y"), "en", {}, published=["a", "a#x"])
    assert found == [Lost("a#x", None, published=True)]
    assert isinstance(goals["a#x"], Bilingual)


def test_a_page_that_is_gone_is_named_with_what_it_cited(report: Report) -> None:
    gone = change(report, "law/bangladesh")
    assert {side.what for side in gone.sides.values()} == {"removed"} and gone.sides["en"].went
    assert lines(report, "law/bangladesh` is gone in English and Indonesian and leads nowhere")


def test_a_page_that_leads_to_one_that_was_there_is_gone_with_its_text(report: Report) -> None:
    for side in change(report, "law/riyadh-guidelines").sides.values():
        assert (side.what, side.details) == ("removed", (Detail("leads to", "", "law/beijing-rules"),))
    assert not [one for one in report.changes if one.place.startswith("law/beijing-rules")]


def test_what_only_main_changed_is_not_told(report: Report) -> None:
    assert "law/crc#opening" not in {one.place for one in report.changes}


def test_a_page_that_cannot_be_read_is_named_and_the_rest_is_told(report: Report) -> None:
    assert [fault.path for fault in report.faults] == ["docs/en/law/malaysia.md"]
    assert "`docs/en/law/malaysia.md:1` `has no front matter.`" in as_markdown(report)
    # It is not taken for a page that is gone.
    assert not [one for one in report.changes if one.place.startswith("law/malaysia")]


def test_files_that_are_no_text_are_named(report: Report) -> None:
    assert [file.path for file in report.files] == ["scripts/more.py"]
    assert "- code: `scripts/more.py (added)`" in as_markdown(report)


def test_programs_get_the_same(report: Report) -> None:
    data = json.loads(json.dumps(as_data(report)))
    places = {one["place"]: one for one in data["changes"]}
    assert places["law/havana-rules#rule-1"]["substance"] is True
    assert places["law/havana-rules#rule-1"]["sides"]["id"]["sentences"][0]["duties"] == [
        {"before": "hendaknya", "now": "harus"}
    ]


def test_where_nothing_changed_a_reader_would_notice_nothing(shop: Workshop, report: Report) -> None:
    shown = as_markdown(make_report("main", "main", shop.root))
    assert "**Nothing a reader would notice.**" in shown and len(shown) < 300


# Sentences


@pytest.mark.parametrize(
    ("before", "now", "kinds", "duties"),
    [
        ("Staff should help.", "Staff must help.", ("duty-stronger",), (("should", "must"),)),
        ("Staff must not help.", "Staff may help.", ("duty-weaker", "negation"), (("must not", "may"),)),
        ("Staff must help.", "Staff must not help.", ("duty-turned", "negation"), (("must", "must not"),)),
        ("Staff help.", "Staff never help.", ("negation",), (("", "never"),)),
        # Two changes that leave all counts of the section, and of the sentence, as they were.
        (
            "Staff must help and guards should watch.",
            "Staff should help and guards must watch.",
            ("duty-weaker", "duty-stronger"),
            (("must, should", "should, must"),),
        ),
        ("Staff help.", "Guards help.", ("wording",), ()),
        ("Staff help.", "Staff, help.", ("editorial",), ()),
    ],
)
def test_a_sentence_says_what_changed_in_it(before: str, now: str, kinds: tuple, duties: tuple) -> None:
    [found] = changed_sentences([before], [now], "en", DUTIES)
    assert found.kinds == kinds
    assert found.duties == tuple(Swap(*pair) for pair in duties)


def test_numbers_that_change_places_are_told() -> None:
    [found] = changed_sentences(["From 10 to 20 days."], ["From 20 to 10 days."], "en", DUTIES)
    assert found.kinds == ("number",) and found.numbers == (Swap("10, 20", "20, 10"),)


def test_a_sentence_that_went_elsewhere_in_its_section_is_no_duty_dropped_and_added() -> None:
    before, now = ["One must go.", "Two stay here.", "Three sleep."], ["Two stay here.", "Three sleep.", "One must go."]
    assert changed_sentences(before, now, "en", DUTIES) == []


def test_text_broken_into_lines_otherwise_has_the_same_sentences() -> None:
    expected = ["One goes on here.", "Two stays.", "- Three.", "1. Four.", "| a | b. C |"]
    assert list(sentences(["One goes on", "here. Two stays.", "", "- Three.", "1. Four.", "| a | b. C |"])) == expected
    assert list(sentences(["One goes on here. Two stays.", "- Three.", "1. Four.", "| a | b. C |"])) == expected


# Safe to post


def rendered(text: str) -> str:
    """Return the Markdown as GitHub's own parser renders it, HTML let through, without what stands in code."""
    markup = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    return re.sub(r"<code.*?</code>", "", markup, flags=re.DOTALL)


def test_nothing_that_is_proposed_has_an_effect_in_a_comment(report: Report) -> None:
    shown = as_markdown(report)
    assert "evil.example" in shown and "octocat" in shown
    outside = rendered(shown)
    assert not re.search(r"evil|octocat|<img|<a |\u202e", outside)
    assert "⟨U+202E⟩" in shown


@pytest.mark.parametrize("text", [HOSTILE, "`", "``", "a`` ```` b`", " x ", "", "@a\n\n# b", "```\n<b>"])
def test_any_words_stay_code(text: str) -> None:
    for shown in (
        code(text),
        f"- {code(text)}",
        f"| a |\n|---|\n| {cell(code(text))} |",
        diff([(text, f"{text} more")]),
    ):
        assert not re.search(r"@|<b>|<img|evil", rendered(shown))


def test_a_long_report_is_cut_and_says_so() -> None:
    blocks = [f"Block {number} " + "ü" * 500 for number in range(200)]
    shown = within(blocks, "Cut: {left} of {all}.")
    assert len(shown.encode()) <= LIMIT
    kept = shown.count("Block ")
    assert f"Cut: {200 - kept} of 200." in shown and 0 < kept < 200
    assert within(["One.", "Two."], "Cut.") == "One.\n\nTwo.\n"


# What cannot be told


def test_a_name_that_git_does_not_know_gets_one_line(shop: Workshop) -> None:
    done = shop.kb("changes", "mian")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("“mian” is no branch, tag or commit here.") and done.stderr.count("\n") == 1


def test_a_folder_without_git_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"is no git repository: clone .*\.$"):
        make_report("main", None, tmp_path)


def test_a_shallow_clone_says_how_to_get_the_rest(shop: Workshop, report: Report, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(shop, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{shop.root}", str(clone))
    with pytest.raises(PublishError, match="git fetch --unshallow"):
        make_report("origin/main", "origin/proposal", clone)


def test_a_symbolic_link_is_not_followed_and_named(shop: Workshop, report: Report) -> None:
    git(shop, "checkout", "--quiet", "-b", "link", "main")
    target = shop.root / "docs/en/law/link.md"
    target.symlink_to("/etc/passwd")
    commit(shop, "A link")
    git(shop, "checkout", "--quiet", "main")
    told = make_report("main", "link", shop.root)
    assert [(file.path, file.link) for file in told.files] == [("docs/en/law/link.md", True)]
    assert "**symbolic link**" in as_markdown(told) and told.faults == ()
