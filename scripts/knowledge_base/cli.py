"""The verbs of `scripts/kb`. Each is one sentence; the work is done elsewhere."""

import argparse
import contextlib
import datetime
import gc
import io
import logging
import os
import subprocess
import sys
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.editor.importing.layouts import KINDS
from knowledge_base.editor.names import TYPES
from knowledge_base.editor.questions import OF_SOURCE, OF_TERM
from knowledge_base.editor.refused import RefusedError
from knowledge_base.findings import InputError


def serve(options: argparse.Namespace) -> int:
    """Build the site without PDFs and show it at http://127.0.0.1:8000/, again after each change."""
    from mkdocs.commands import serve as mkdocs_serve

    from knowledge_base.build_time import VARIABLE, commit_time
    from knowledge_base.building import PDF_SWITCH

    os.environ.setdefault(VARIABLE, commit_time(REPOSITORY))
    os.environ[PDF_SWITCH] = "0"
    address = f"http://{options.address}/"
    print(f"{address} after the first build. PDFs are left out; scripts/kb build makes them.", file=sys.stderr)
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    # The PDF plugin says at each build that it is off; the line above said so.
    with contextlib.redirect_stdout(io.StringIO()):
        mkdocs_serve.serve(
            config_file=str(REPOSITORY / "mkdocs.yml"),
            dev_addr=options.address,
            watch=[str(REPOSITORY / name) for name in ("overrides", "scripts")],
            open_in_browser=False,
            extra={"serving": True},
        )
    return 0


def build(options: argparse.Namespace) -> int:
    """Write the complete site to site/, with --offline its zip to dist/; a failing build leaves the last ones."""
    from knowledge_base.building import build_site
    from knowledge_base.progress import Progress

    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    progress = Progress()
    site, *packages = build_site(pdf=not options.no_pdf, offline=options.offline, progress=progress)
    without = ", without PDFs" if options.no_pdf else ""
    progress.finish(f"{site.relative_to(REPOSITORY)}/ is ready{without}")
    for package in packages:
        size = package.stat().st_size / 1_000_000
        print(f"{package.relative_to(REPOSITORY)} opens without a server{without} ({size:.1f} MB)", file=sys.stderr)
    return 0


def check(options: argparse.Namespace) -> int:
    """Check the text, or what is named of it, and print every fault with its line and the way to mend it."""
    from knowledge_base.checks import find, output
    from knowledge_base.checks.chosen import UnknownPathError, choose
    from knowledge_base.checks.rules import RULES

    try:
        chosen = choose(options.paths, REPOSITORY, Path.cwd()) if options.paths else None
    except UnknownPathError as error:
        print(error, file=sys.stderr)
        return 2
    gc.disable()  # a check is over before it is worth looking for what can be freed
    findings = find(REPOSITORY, chosen, datetime.date.today())
    if options.json:
        print(output.as_json(findings))
    else:
        if options.annotations or os.environ.get("GITHUB_ACTIONS") == "true":
            print(output.as_annotations(findings), end="\n" if findings else "")
        print(output.as_text(findings, RULES))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def status(options: argparse.Namespace) -> int:
    """Print how far the text is in each language: pages, sections, words, what is missing or behind."""
    from knowledge_base.editor.status import as_json, as_table, status

    found = status()
    print(as_json(found) if options.json else as_table(found))
    return 0


def new(options: argparse.Namespace) -> int:
    """Write a draft of a page in both languages, with its sections, its place in the navigation, its translation."""
    from knowledge_base.editor.new import create

    titles = {"en": options.title, "id": options.title_id}
    files = create(options.type, options.name, options.date or datetime.date.today(), titles, options.after)
    print("\n".join(files))
    print("It is a draft: scripts/kb serve shows it, readers do not see it. Write what is marked [to be written].")
    return 0


def source(options: argparse.Namespace) -> int:
    """Add a source to docs/data/sources.yml: asks on a terminal, or takes everything as options; makes the id."""
    from knowledge_base.editor import sources
    from knowledge_base.editor.asking import answers, with_choices
    from knowledge_base.editor.files import write_all
    from knowledge_base.registers import load_registers

    questions = with_choices(OF_SOURCE, load_registers().vocabulary)
    described = sources.source_of(answers(questions, vars(options)), questions)
    key, files = sources.plan(described, options.id, options.differs_from)
    write_all(files)
    print(f"{key}: added to docs/data/sources.yml. Cite it as [@{key}, …].")
    return 0


def term(options: argparse.Namespace) -> int:
    """Add a concept to docs/data/glossary.yml: asks on a terminal, or takes everything as options."""
    from knowledge_base.editor import terms
    from knowledge_base.editor.asking import answers
    from knowledge_base.editor.files import write_all
    from knowledge_base.registers import load_registers

    found = answers(OF_TERM, vars(options))
    key, files = terms.plan(terms.term_of(found, load_registers().terms), options.id)
    write_all(files)
    print(f"{key}: added to docs/data/glossary.yml.")
    return 0


def import_(options: argparse.Namespace) -> int:
    """Make an official text (PDF, Word, HTML, Akoma Ntoso, text) the draft of a page pair; report what was unsure."""
    from pathlib import Path

    from knowledge_base.editor.importing import command

    asked = command.Options(
        day=options.date or datetime.date.today(),
        stem=options.as_,
        kind=options.kind,
        which=options.text,
        language=options.language,
        source=options.source,
        differs=options.differs_from,
        after=options.after,
        dry_run=options.dry_run,
    )
    print(command.run(Path(options.file), asked))
    return 0


def translated(options: argparse.Namespace) -> int:
    """Record that a translation matches its original again; a change of substance must have been translated."""
    from knowledge_base.editor.translated import record

    return record(options.pages)


def changes(options: argparse.Namespace) -> int:
    """Print what a proposal does to the text, for a comment: duties, numbers, citations, translations, versions."""
    import json

    from knowledge_base.proposal.markdown import as_markdown
    from knowledge_base.proposal.report import as_data, make_report

    report = make_report(options.base, options.head)
    print(json.dumps(as_data(report), ensure_ascii=False, indent=1) if options.json else as_markdown(report), end="")
    return 0


def test(options: argparse.Namespace) -> int:
    """Run all tests: format, text, build, browser, PDFs."""
    os.chdir(REPOSITORY)
    python = sys.executable
    for command in ([python, "-m", "ruff", "check", "."], [python, "-m", "ruff", "format", "--check", "."]):
        if code := subprocess.call(command):
            return code
    # Files side by side, whole: tests of one file share what they build.
    # tests/conftest.py says which files come first.
    spread = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--durations=20"]
    return subprocess.call([python, "-m", "pytest", *spread, *options.arguments])


def edition(options: argparse.Namespace) -> int:
    """Freeze the text as an edition and publish it on its branch; dev publishes the draft; nothing is pushed."""
    from knowledge_base.editor import edition as editions
    from knowledge_base.editor import stamps
    from knowledge_base.editor.hosting import Branch

    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    chosen = editions.Options(not options.no_pdf, options.branch, options.date)
    if options.what == "stamp":
        lines = [f"banners renewed on {stamps.renew(REPOSITORY, Branch(REPOSITORY, options.branch))} pages"]
    elif options.what == "dev":
        lines = editions.draft(REPOSITORY, chosen)
    else:
        act = editions.plan if options.dry_run else editions.freeze
        lines = act(options.what, REPOSITORY, chosen)
    print("\n".join(lines))
    return 0


def bench(options: argparse.Namespace) -> int:
    """Measure on this machine, in one run, what a promise about speed or size rests on."""
    if options.what == "check":
        from knowledge_base.bench import check as checking

        checking.run(options.runs or 3)
    elif options.what == "languages":
        from knowledge_base.bench import languages

        languages.run()
    elif options.what == "print":
        from knowledge_base.bench import print as printing

        options.sizes, options.runs = options.sizes or (1, 10), options.runs or 1
        printing.run(options)
    else:  # it needs the tests' requirements, which scripts/kb installs for it alone
        from knowledge_base.bench import search

        options.sizes, options.runs = options.sizes or (1, 10, 50), options.runs or 3
        search.run(options)
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what is installed, what is missing and how to mend it; --json. Works without .venv."""
    import runpy

    from knowledge_base.doctor import run

    return run(runpy.run_path(str(REPOSITORY / "scripts/kb")), options.json)


def lock(options: argparse.Namespace) -> int:
    """Compile requirements.in and tests/requirements.in to pins with hashes, for all systems."""
    compile_pins = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11.7"]
    compile_pins += ["--generate-hashes", "--no-annotate", "--no-emit-index-url", "--no-header", "--quiet"]
    for name in ("requirements", "tests/requirements"):
        if code := subprocess.call([*compile_pins, f"{name}.in", "-o", f"{name}.txt"], cwd=REPOSITORY):
            return code
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    """Return the whole numbers of “1,10,50”, the smallest first."""
    sizes = tuple(sorted({int(size) for size in text.split(",")}))
    if sizes[0] < 1:
        raise ValueError(text)
    return sizes


def _count(text: str) -> int:
    """Return a whole number that is not negative."""
    if (count := int(text)) < 0:
        raise ValueError(text)
    return count


def parser() -> argparse.ArgumentParser:
    """Return the command line of `scripts/kb`."""
    result = argparse.ArgumentParser(prog="kb", description="The one command of the knowledge base.")
    verbs = result.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(function) -> argparse.ArgumentParser:
        sentence = function.__doc__.splitlines()[0]
        added = verbs.add_parser(function.__name__.rstrip("_"), help=sentence, description=sentence)
        added.set_defaults(run=function)
        return added

    verb(serve).add_argument("--address", default="127.0.0.1:8000", help="where to serve (default: %(default)s)")
    built = verb(build)
    built.add_argument("--no-pdf", action="store_true", help="leave out the PDFs")
    built.add_argument("--offline", action="store_true", help="also write a zip to dist/ that opens without a server")
    checked = verb(check)
    checked.epilog = "examples: kb check; kb check law/crc; kb check docs/id/law; kb check docs/data/sources.yml --json"
    paths = "a file, a page without language (law/crc), a folder; without any the whole text"
    checked.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    form = checked.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for programs: a list of findings")
    annotations = "also as GitHub's workflow commands (by itself when GITHUB_ACTIONS is true)"
    form.add_argument("--annotations", action="store_true", help=annotations)
    verb(status).add_argument("--json", action="store_true", help="for programs")
    made = verb(new)
    made.epilog = "Example: scripts/kb new protocol school-visit --title 'School visit' --title-id 'Kunjungan sekolah'"
    made.add_argument("type", choices=TYPES, metavar="TYPE", help=", ".join(TYPES))
    made.add_argument("name", metavar="NAME", help="new-thing, or law/indonesia/new-thing; it stays in the address")
    made.add_argument("--title", help="in English (default: the words of NAME)")
    made.add_argument("--title-id", metavar="TITLE", help="in Indonesian")
    made.add_argument("--after", metavar="PAGE", help="the page after which the navigation lists it, such as law/crc")
    made.add_argument("--date", type=datetime.date.fromisoformat, help="of its first version (default: today)")
    added = verb(source)
    added.add_argument("what", choices=["add"])
    for question in OF_SOURCE:
        added.add_argument(f"--{question.option}", help=question.words, action="append" if question.many else "store")
    added.add_argument("--id", help="the id, if not that which is made from symbol, number or short name")
    differs = "id of a source that looks the same and is another document"
    added.add_argument("--differs-from", metavar="ID", action="append", default=[], help=differs)
    added.epilog = "Example: scripts/kb source add, and answer; or all as options. Cited then as [@id, art. 1]."
    added = verb(term)
    added.add_argument("what", choices=["add"])
    for question in OF_TERM:
        added.add_argument(f"--{question.option}", help=question.words, action="append" if question.many else "store")
    added.add_argument("--id", help="the id, if not the words of the English term")
    added.epilog = "Example: scripts/kb term add --avoid-en 'child soldier: Brands the child.' (asks for the rest)"
    imported = verb(import_)
    imported.epilog = "Example: scripts/kb import uu-11-2012.pdf --dry-run; then: scripts/kb import uu-11-2012.pdf"
    imported.add_argument("file", metavar="FILE", help="PDF, .docx, HTML, Akoma Ntoso XML, Markdown or plain text")
    name = "of the page, as in law/indonesia/uu-11-2012 (default: made from the text)"
    imported.add_argument("--as", dest="as_", metavar="FOLDER/NAME", help=name)
    kinds = "layout, if it is not recognised: statute (Indonesian), act (or bill), treaty, resolution, plain"
    imported.add_argument("--kind", choices=KINDS, help=kinds)
    imported.add_argument("--text", type=_count, default=1, metavar="N", help="which text of a file that holds several")
    imported.add_argument("--language", metavar="CODE", help="of the text: en, id, bn … (default: that of the layout)")
    imported.add_argument("--source", metavar="ID", help="its entry in docs/data/sources.yml, if it has one")
    imported.add_argument("--differs-from", metavar="ID", action="append", default=[], help=differs)
    imported.add_argument("--after", metavar="PAGE", help="the page after which the navigation lists it")
    imported.add_argument("--date", type=datetime.date.fromisoformat, help="of its first version (default: today)")
    imported.add_argument("--dry-run", action="store_true", help="report only, write nothing")
    verb(translated).add_argument("pages", nargs="+", metavar="PAGE[#section]", help="law/crc, or law/crc#art-37")
    proposed = verb(changes)
    proposed.epilog = "Examples: kb changes main; kb changes main my-branch; kb changes edition-2026.1 --json"
    proposed.add_argument("base", metavar="BASE", help="the branch, tag or commit it is proposed for: main")
    proposed.add_argument("head", metavar="HEAD", nargs="?", help="what is proposed (default: the working tree)")
    proposed.add_argument("--json", action="store_true", help="for programs")
    verb(test).add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to pytest")
    published = verb(edition)
    published.add_argument("what", metavar="NUMBER", help="of the draft, such as 2026.1; or dev, or stamp")
    published.add_argument("--dry-run", action="store_true", help="say what would be done, or why not")
    published.add_argument("--no-pdf", action="store_true", help="leave out the PDFs")
    published.add_argument("--branch", default="gh-pages", help="what is published (default: %(default)s)")
    published.add_argument("--date", type=datetime.date.fromisoformat, help="of the edition (default: today)")
    measured = verb(bench)
    what = "check: how long checks take; languages: what reading side by side adds to a build; "
    what += "print: what PDFs cost, beside the plugin's own; search: whether it finds what is asked for, its cost"
    measured.add_argument("what", choices=["check", "languages", "print", "search"], help=what)
    part = measured.add_mutually_exclusive_group()
    part.add_argument("--queries-only", action="store_true", help="search: judged queries, not speed")
    part.add_argument("--speed-only", action="store_true", help="search: speed, not judged queries")
    sizes = "sizes of the text, as multiples of today's number of pages (default: search 1,10,50; print 1,10)"
    measured.add_argument("--sizes", type=_sizes, metavar="N,N", help=sizes)
    runs = "how often each thing is measured; the median is shown (default: print 1, others 3)"
    measured.add_argument("--runs", type=_count, help=runs)
    pages = "print: how many pages the plugin prints for comparison, 0 for none (default: %(default)s)"
    measured.add_argument("--pages", type=_count, default=20, help=pages)
    verb(doctor).add_argument("--json", action="store_true", help="for programs")
    verb(lock)
    return result


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Return the exit code: 0 done, 1 refused input or failed, 2 wrong command line."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except (InputError, RefusedError) as error:
        print(error, file=sys.stderr)
        return getattr(error, "code", 1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # Loaded only now: MkDocs and the publishing steps cost more time than a whole check.
        from mkdocs.exceptions import MkDocsException

        from knowledge_base.publish.errors import PublishError

        if not isinstance(error, MkDocsException | PublishError):
            raise
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
