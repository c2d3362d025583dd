"""The command line of `scripts/kb`: its verbs, their help, and what becomes of their faults."""

import argparse
import errno
import os
import signal
import sys
import traceback
from pathlib import Path

from knowledge_base.commands import house, measuring, site, text, writing
from knowledge_base.editor.refused import RefusedError
from knowledge_base.findings import InputError

SOFTWARE = 70  # EX_SOFTWARE of sysexits.h: our own fault
VARIABLE = "KB_TRACEBACK"
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
STOPPING = ("SIGTERM", "SIGHUP")


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

    for commands in (site, text, writing, measuring, house):
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
        print(_of_the_machine(error), file=sys.stderr)
        return 1
    except Exception as error:
        return _failed(error)


def _of_the_machine(error: OSError) -> str:
    """Return what the machine refused, and what helps, in one line."""
    said = error.strerror or str(error)
    if error.errno in NO_ROOM:
        return f"No room to write ({said}). Make room, for instance by deleting .cache and dist; then try again."
    if error.errno == errno.EADDRINUSE:
        return f"{said}. Another program answers there. End it, or choose another: --address 127.0.0.1:8001"
    # Of two files, as in copying, the second was to be written.
    said = f"{error.filename2 or error.filename or 'A file'}: {said}."
    if error.errno in CLOSED:
        return f"{said} Make it writable for you, or work in a copy; scripts/kb doctor tells more."
    return f"{said} Nothing else was done."


def _clean_up_when_stopped() -> None:
    """Let a polite end from outside clear away what is half done, as Ctrl-C does."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    for name in STOPPING:  # Windows knows one of them
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP, and means it
            signal.signal(number, leave)


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
    _clean_up_when_stopped()
    sys.exit(main())
