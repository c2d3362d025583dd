"""The command line of `scripts/kb`: its verbs, their help, and what becomes of their faults."""

import argparse
import os
import sys
import traceback
from pathlib import Path

from knowledge_base.commands import house, site, text, writing
from knowledge_base.editor.refused import RefusedError
from knowledge_base.findings import InputError

SOFTWARE = 70  # EX_SOFTWARE of sysexits.h: our own fault
VARIABLE = "KB_TRACEBACK"


def parser() -> argparse.ArgumentParser:
    """Return the command line of `scripts/kb`."""
    shown = argparse.RawDescriptionHelpFormatter
    result = argparse.ArgumentParser(prog="kb", description="The one command of the knowledge base.")
    verbs = result.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(function, *examples: str) -> argparse.ArgumentParser:
        sentence, name = function.__doc__.splitlines()[0], function.__name__.rstrip("_")
        lines = [f"  scripts/kb {name} {example}".rstrip() for example in examples]
        epilog = "\n".join(["examples:", *lines])
        added = verbs.add_parser(name, help=sentence, description=sentence, epilog=epilog, formatter_class=shown)
        added.set_defaults(run=function)
        return added

    for commands in (site, text, writing, house):
        commands.add(verb)
    return result


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Return the exit code: 0 done, 1 refused input or failed, 2 wrong command line, 70 our own fault."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except (InputError, RefusedError) as error:
        print(error, file=sys.stderr)
        return getattr(error, "code", 1)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror or error}. Nothing else was done.", file=sys.stderr)
        return 1
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    # Loaded only now: MkDocs and the publishing steps cost more time than a whole check.
    from mkdocs.exceptions import MkDocsException

    from knowledge_base.publish.errors import PublishError

    if isinstance(error, MkDocsException | PublishError):
        print(error, file=sys.stderr)
        return 1
    if os.environ.get(VARIABLE):
        raise error
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    print(f"A fault of this program, not of the text: {type(error).__name__}: {error} ({where}).", file=sys.stderr)
    print(f"Please report it with the command that you typed; {VARIABLE}=1 before it shows more.", file=sys.stderr)
    return SOFTWARE


if __name__ == "__main__":
    sys.exit(main())
