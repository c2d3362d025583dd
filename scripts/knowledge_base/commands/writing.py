"""Verbs that begin something new: new, source, term, import."""

import argparse
import datetime
from collections.abc import Iterable
from pathlib import Path

from knowledge_base.commands import Verb, count, day
from knowledge_base.editor.importing.layouts import KINDS
from knowledge_base.editor.names import TYPES
from knowledge_base.editor.questions import OF_SOURCE, OF_TERM, Question

DIFFERS = "id of a source that looks the same and is another document"


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


def add(verb: Verb) -> None:
    """Add the verbs with what they take."""
    made = verb(new, "protocol school-visit --title 'School visit' --title-id 'Kunjungan sekolah'")
    made.add_argument("type", choices=TYPES, metavar="TYPE", help=", ".join(TYPES))
    made.add_argument("name", metavar="NAME", help="new-thing, or law/indonesia/new-thing; it stays in the address")
    made.add_argument("--title", help="in English (default: the words of NAME)")
    made.add_argument("--title-id", metavar="TITLE", help="in Indonesian")
    made.add_argument("--after", metavar="PAGE", help="the page after which the navigation lists it, such as law/crc")
    day(made, "of its first version")
    added = verb(source, "add", "add --title 'School Act' --kind law …")
    _ask(added, OF_SOURCE)
    added.add_argument("--id", help="the id, if not that which is made from symbol, number or short name")
    added.add_argument("--differs-from", metavar="ID", action="append", default=[], help=DIFFERS)
    added = verb(term, "add", "add --avoid-en 'child soldier: Brands the child.'")
    _ask(added, OF_TERM)
    added.add_argument("--id", help="the id, if not the words of the English term")
    _add_import(verb(import_, "uu-11-2012.pdf --dry-run", "uu-11-2012.pdf --as law/indonesia/uu-11-2012"))


def _ask(added: argparse.ArgumentParser, questions: Iterable[Question]) -> None:
    added.add_argument("what", choices=["add"])
    for question in questions:
        added.add_argument(f"--{question.option}", help=question.words, action="append" if question.many else "store")


def _add_import(imported: argparse.ArgumentParser) -> None:
    imported.add_argument("file", metavar="FILE", help="PDF, .docx, HTML, Akoma Ntoso XML, Markdown or plain text")
    name = "of the page, as in law/indonesia/uu-11-2012 (default: made from the text)"
    imported.add_argument("--as", dest="as_", metavar="FOLDER/NAME", help=name)
    kinds = "layout, if it is not recognised: statute (Indonesian), act (or bill), treaty, resolution, plain"
    imported.add_argument("--kind", choices=KINDS, help=kinds)
    imported.add_argument("--text", type=count, default=1, metavar="N", help="which text of a file that holds several")
    imported.add_argument("--language", metavar="CODE", help="of the text: en, id, bn … (default: that of the layout)")
    imported.add_argument("--source", metavar="ID", help="its entry in docs/data/sources.yml, if it has one")
    imported.add_argument("--differs-from", metavar="ID", action="append", default=[], help=DIFFERS)
    imported.add_argument("--after", metavar="PAGE", help="the page after which the navigation lists it")
    day(imported, "of its first version")
    imported.add_argument("--dry-run", action="store_true", help="report only, write nothing")
